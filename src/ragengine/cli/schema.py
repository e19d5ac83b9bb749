"""`ragengine schema`: what editors and other tools need to know of our files."""

from __future__ import annotations

import click

from ragengine.cli.common import write
from ragengine.schema import SCHEMAS, schema_text


@click.command()
@click.argument("what", type=click.Choice(list(SCHEMAS)), default="rules")
def schema(what: str) -> None:
    """Print the JSON Schema (draft-07) of rule files, of files of cases (tests), or of a row of results."""
    write(schema_text(what), None)
