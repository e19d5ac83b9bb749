"""`full`: each finding with its line, a caret and the way out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import click

from ragengine.codes import Severity
from ragengine.diagnostics import Diagnostic, Inspection
from ragengine.messages import render

_COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


def full(inspection: Inspection, *, colour: bool = False) -> str:
    """As `messages.render`; colour only repeats what the words say."""
    shown = [_painted(found) if colour else render(found) for found in inspection.findings]
    return "\n\n".join(shown) + "\n" if shown else ""


def _painted(diagnostic: Diagnostic) -> str:
    colour = _COLOURS[diagnostic.severity]
    looks: dict[str, Callable[[str], str]] = {
        "place": partial(click.style, bold=True),
        "code": partial(click.style, bold=True, fg=colour),
        "caret": partial(click.style, fg=colour),
    }
    return render(diagnostic, lambda part, text: looks[part](text))
