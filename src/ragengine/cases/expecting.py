"""Whether a verdict is the one that an example or a case expects, and both in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragengine.model import Example
from ragengine.rating import NOT_RATED
from ragengine.spelling import folded
from ragengine.verdict import Verdict

if TYPE_CHECKING:
    from ragengine.model.cases import Case


def is_expected(expected: Example | Case, verdict: Verdict) -> bool:
    """Whether a verdict has the rating, and where there is none the reason, that is expected."""
    if expected.rating is not None:
        return verdict.rating is not None and verdict.rating.name.casefold() == expected.rating
    if verdict.rating is not None:
        return False
    if expected.reason is not None and verdict.reason is not expected.reason:
        return False
    return not expected.detail or folded(verdict.facts.detail.get("figure", "")) == folded(expected.detail)


def expected_in_words(expected: Example | Case) -> str:
    """`amber`, `not rated`, `not rated (no-comparator national average)`."""
    rating = expected.rating or NOT_RATED
    if expected.reason is None:
        return rating
    return f"{rating} ({' '.join(filter(None, (expected.reason.value, expected.detail)))})"


def got_in_words(verdict: Verdict) -> str:
    """`amber`, `not rated (missing)`."""
    return str(verdict.rating) if verdict.rating else f"not rated ({verdict.reason})"
