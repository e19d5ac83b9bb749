"""`ragengine check`: everything that is wrong with rules."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ragengine import api
from ragengine.cli.common import ERROR, FINDINGS
from ragengine.messages import render_all


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1, required=True)
def check(paths: tuple[Path, ...]) -> None:
    """Load the rules at PATHS and run their inline examples."""
    found = [one for path in paths for one in api.check(path)]
    if found:
        click.echo(render_all(found))
        click.echo(f"\n{len(found)} problem{'' if len(found) == 1 else 's'} found", err=True)
        sys.exit(ERROR if any(one.code in ("RAG001", "RAG003") for one in found) else FINDINGS)
    click.echo("no problems found", err=True)
