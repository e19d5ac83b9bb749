"""Sentences: what a councillor reads, beside the rule and the result that make it.

The files in `tests/data` hold blocks. A block has a title, a rule, and results with the
sentence that each must get: `> VALUE | COLUMN = CELL`. A result that begins with `>>` is an
earlier row of the same table, and has no sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import frozen

from ragengine import Reason, Result, loads
from ragengine.explain.sentences import _CAUTIONS
from ragengine.explain.show import count_word
from ragengine.results import COLUMNS

DATA = Path(__file__).parent / "data"

HEADER = """
ragengine: 1
comparators: [national average, plan]
units:
  people:
  visits:
  tonnes: {kind: amount}
  admissions: {also: [adm's]}
  days a month: {kind: duration}
scales:
  promises: [green star, blue circle, red triangle]
  school: [outstanding, good, requires improvement, inadequate]
  size: [small, middling, large]
measures:
  m:
"""


@frozen
class Sentence:
    """A sentence with the rule and the rows that must make it."""

    title: str
    rule: tuple[str, ...]
    earlier: tuple[str, ...]
    row: str
    text: str

    def verdict(self):
        rules = loads(HEADER + "".join(f"    {line}\n" for line in self.rule))
        return rules.rate_many([result(line) for line in (*self.earlier, self.row)])[-1]


def result(line):
    """A row from `> VALUE | COLUMN = CELL`."""
    value, *cells = (part.strip() for part in line.lstrip(">").split("|"))
    given = dict(cell.split(" = ", 1) for cell in cells)
    figures = {name: cell for name, cell in given.items() if name not in COLUMNS}
    columns = {name: cell for name, cell in given.items() if name in COLUMNS}
    return Result(**{"measure": "m", "value": value, "figures": figures, **columns})


def sentences(name):
    """Every sentence of a file, in its order."""
    found = []
    for block in (DATA / name).read_text(encoding="utf-8").split("\n# ")[1:]:
        title, *lines = block.strip("\n").split("\n")
        rule, earlier, row = [], [], ""
        for line in filter(None, lines):
            if line.startswith(">>"):
                earlier.append(line)
            elif line.startswith(">"):
                row = line
            elif row:
                found.append(Sentence(title, tuple(rule), tuple(earlier), row, line))
                earlier, row = [], ""
            else:
                rule.append(line)
    return found


def named(one):
    return f"{one.title} {one.row}"


@pytest.mark.parametrize("one", sentences("design_sentences.txt"), ids=lambda one: one.title)
def test_the_table_of_sentences_in_the_design_comes_out_literally(one):
    made = str(one.verdict())
    if one.text.startswith("... "):
        assert (one.text[4:], "Amber: ") == (made[-len(one.text) + 4 :], made[:7])
    else:
        assert one.text == made


@pytest.mark.parametrize("one", sentences("sentences.txt"), ids=named)
def test_a_result_is_explained_in_a_sentence(one):
    assert one.text == str(one.verdict())


# ---- nothing is left unsaid --------------------------------------------------------------------


def every_verdict():
    return [one.verdict() for one in sentences("sentences.txt")]


def test_the_sentences_show_every_reason_for_not_being_rated():
    assert set(Reason) == {verdict.reason for verdict in every_verdict()} - {None}


def test_the_sentences_show_every_caution():
    assert set(_CAUTIONS) == {caution.code for verdict in every_verdict() for caution in verdict.cautions}


def test_a_sentence_begins_with_its_rating_and_ends_with_a_full_stop():
    for verdict in every_verdict():
        rating = str(verdict.rating or "not rated")
        assert f"{rating[0].upper()}{rating[1:]}: " == str(verdict)[: len(rating) + 2]
        assert "." == str(verdict)[-1]


def test_a_sentence_has_no_double_spaces_or_double_stops():
    for verdict in every_verdict():
        assert "  " not in str(verdict)
        assert ".." not in str(verdict)


def test_cautions_can_be_left_to_footnotes():
    for one in sentences("sentences.txt"):
        verdict = one.verdict()
        alone = verdict.sentence(cautions=False)
        assert str(verdict) == alone or str(verdict).startswith(f"{alone} ")
        assert bool(verdict.cautions) is (str(verdict) != alone)


@pytest.mark.parametrize(
    ("count", "word", "first"),
    [(0, "no", "No"), (1, "one", "One"), (9, "nine", "Nine"), (10, "10", "10"), (1234, "1,234", "1,234")],
)
def test_whole_numbers_up_to_nine_are_words(count, word, first):
    assert (word, first) == (count_word(count), count_word(count, start=True))
