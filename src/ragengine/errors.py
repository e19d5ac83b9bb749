"""What can be raised, by who must act: a rule's author, a supplier of data, or the caller."""

from __future__ import annotations

from collections.abc import Iterable

from ragengine.diagnostics import Diagnostic
from ragengine.messages import render_all


class RagengineError(Exception):
    """The root of everything that ragengine raises on purpose."""


class RuleError(RagengineError):
    """The rules are wrong: their author must act. Holds every diagnostic at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        count = len(self.diagnostics)
        problems = "1 problem" if count == 1 else f"{count} problems"
        return f"{render_all(self.diagnostics)}\n\n{problems} found"


class ResultError(RagengineError):
    """The results as a whole cannot be read: their supplier must act."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return render_all(self.diagnostics)


class CallError(RagengineError, ValueError):
    """A call that has no answer, such as one without the period it needs."""


class UnknownMeasure(CallError, KeyError):
    """No measure, or several, have the name that was asked for."""

    def __str__(self) -> str:
        return str(self.args[0])
