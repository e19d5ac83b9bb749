"""What the checks look at, all of them the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from ragengine.checks.contexts import Contexts
from ragengine.engine import RuleSet
from ragengine.verdict import Verdict

if TYPE_CHECKING:
    from ragengine.model.cases import Case


@frozen
class Subject:
    """Rules in all their contexts, and the verdicts on the results that were given with them.

    `today` decides what is over. It is handed in, so that a run can be repeated. `cases` reads
    those that test the rules, which most checks have no need of.
    """

    rules: RuleSet
    contexts: Contexts
    today: date
    verdicts: tuple[Verdict, ...] = ()
    cases: Callable[[], Iterable[Case]] = tuple
