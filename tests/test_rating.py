"""Scales: ranks, not colours; and reasons, each an answer."""

import pytest

from ragengine.rating import AMBER, GREEN, RAG, RED, Level, Reason, Scale


def test_red_amber_green_is_one_scale_best_first():
    expected = [(GREEN, 0, "green"), (AMBER, 1, "amber"), (RED, 2, "red")]
    assert expected == [(level, level.rank, str(level)) for level in RAG.levels]


@pytest.mark.parametrize("name", ["amber", "Amber", "AMBER"])
def test_a_level_is_found_in_any_mix_of_capitals(name):
    assert RAG.level(name) is AMBER


@pytest.mark.parametrize("name", ["", "blue", "amber "])
def test_a_name_that_is_not_on_the_scale_finds_nothing(name):
    assert RAG.level(name) is None


def test_colour_and_meaning_are_no_part_of_a_level():
    assert Level("green", 0, "RAG") == GREEN
    assert Level("green", 0, "progress") != GREEN
    assert Level("green", 1, "RAG") != GREEN


def test_scales_are_equal_by_name_and_levels():
    expected = Scale("two", (Level("met", 0, "two"), Level("not met", 1, "two")))
    assert expected == Scale("two", (Level("met", 0, "two", "green"), Level("not met", 1, "two", "red")))
    assert expected != Scale("two", expected.levels[:1])


def test_reasons_are_a_closed_and_stable_list():
    expected = [
        "information-only", "no-target", "no-target-this-year", "not-due", "no-survey", "missing",
        "suppressed", "too-few", "not-comparable", "no-comparator", "no-partition", "outside-domain",
        "unreadable", "unknown-measure",
    ]  # fmt: skip
    assert expected == [str(reason) for reason in Reason]
