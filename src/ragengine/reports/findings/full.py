"""`full`: each finding with its line, a caret and the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click

from ragengine.codes import SEVERITIES, Severity
from ragengine.diagnostics import Inspection
from ragengine.messages import Look, harmless, render
from ragengine.reports.findings.paths import from_here
from ragengine.source import Place

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


def full(inspection: Inspection, *, colour: bool = False) -> str:
    """As `messages.render`; colour only repeats what the words say."""
    where = place_from_here()
    looks = {grave: _coloured(grave, where) if colour else Look(where) for grave in SEVERITIES}
    shown = [render(found, looks[found.severity]) for found in inspection.findings]
    return "\n\n".join(shown) + "\n" if shown else ""


def place_from_here() -> Callable[[Place], str]:
    """Writes places with names as seen from the working directory."""
    named = from_here()
    return lambda place: f"{harmless(named(place.source.name))}:{place.line}:{place.column}"


def _coloured(severity: Severity, where: Callable[[Place], str]) -> Look:
    colour = _COLOURS[severity]
    return Look(
        where=lambda place: click.style(where(place), bold=True),
        code=partial(click.style, bold=True, fg=colour),
        caret=partial(click.style, fg=colour),
    )
