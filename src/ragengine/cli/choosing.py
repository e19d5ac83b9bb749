"""`ragengine test --run`: the cases whose ids are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from ragengine.messages import did_you_mean
from ragengine.model.cases import Case
from ragengine.spelling import nearest
from ragengine.suites import Suite, ids_of


def chosen_of(suite: Suite, patterns: Sequence[str]) -> Iterator[tuple[str, Case]]:
    """The cases of a suite whose id has the words of a pattern in it, or matches one; all without any."""
    for name, case in ids_of(suite):
        folded = name.casefold()
        if not patterns or any(one.casefold() in folded or fnmatchcase(name, one) for one in patterns):
            yield name, case


def none_chosen(patterns: Sequence[str], suites: Sequence[Suite]) -> str:
    """That no case has such an id, with the part of one that was likely meant."""
    cases = [case for suite in suites for case in suite.cases]
    names = {case.measure: case.measure for case in cases} | {case.name: case.name for case in cases}
    folded = {name.casefold(): name for name in names}
    said = []
    for one in patterns:
        words = one.rpartition("::")[2]
        question = did_you_mean(folded.get(nearest(words, folded) or ""))
        said.append(f"no id has `{one}` in it or matches it; {question or _IDS}".strip())
    return "\n".join(said)


_IDS = "ids are `FILE::MEASURE::NAME`, and `pytest --collect-only -q` lists them"
