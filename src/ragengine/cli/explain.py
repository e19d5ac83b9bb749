"""`ragengine explain`: the exact range of every level, and the verdict on a value."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from ragengine.cli.common import Stop, load_rules, named_values
from ragengine.errors import CallError
from ragengine.reports.ranges import explain_measure


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("rules", type=click.Path(path_type=Path))
@click.argument("measure")
@click.argument("value", required=False)
@click.option("--period", help="The year or period; needed where the measure has several.")
@click.option(
    "--figure",
    "figures",
    multiple=True,
    callback=named_values,
    metavar="NAME=VALUE",
    help="A figure that the rule asks a result for: 'last year=62%'.",
)
def explain(
    rules: Path, measure: str, value: str | None, period: str | None, figures: Mapping[str, str]
) -> None:
    """Print the exact range of every level of MEASURE, and the verdict on VALUE."""
    loaded = load_rules(rules)
    try:
        one = period is not None or value is not None
        contexts = [loaded.hold(measure, period)] if one else loaded.every_year(measure)
        contexts[0].refuse_unasked(figures)
        verdict = None if value is None else contexts[0].rate(value, figures or None)
    except CallError as error:
        raise Stop(str(error).replace("give `period=`", "give --period")) from None
    click.echo("\n".join(explain_measure(held, verdict) for held in contexts), nl=False)
    if verdict is not None:
        click.echo(f"\n{verdict}")
