"""What a file may call a figure is read as that figure, wherever one may stand."""

from hypothesis import given
from hypothesis import strategies as st

import ragengine
from ragengine import document
from ragengine.formatting import format_rules
from ragengine.model import (
    Band,
    Between,
    Exactly,
    Figure,
    Half,
    Share,
    ShareOf,
    Threshold,
    Way,
)
from ragengine.reading.naming import why_no_name
from ragengine.reading.operators import OPERATORS
from ragengine.reading.values import plain
from ragengine.reading.words import NO_FIGURE, Words
from ragengine.source import Source
from ragengine.units import read_unit

_OF_THE_LANGUAGE = (
    *OPERATORS, *NO_FIGURE, "to", "of", "the", "the way from", "above", "below", "better", "better than",
    "worse than", "no worse", "within", "exactly", "=", "maintain", "% of", "5", "5%", "2019-20", "17-22%",
    "3 days", "75th", "(England)", "(Apr-Nov)", "points", "per 100k", "last",
)  # fmt: skip
_WORDS = st.sampled_from((*_OF_THE_LANGUAGE, "average", "England", "overall", "under-25s", "total", "plan's"))


@st.composite
def names(draw):
    """Names of the words of the language and others, in any case, some of them run together."""
    words = draw(st.lists(_WORDS, min_size=1, max_size=4))
    name = draw(st.sampled_from([" ", " ", " ", "-", ""])).join(words)
    return draw(st.sampled_from([str, str.title, str.upper]))(name)


@given(names())
def test_a_name_that_is_accepted_is_that_figure(name):
    if why_no_name(name, {})[0]:
        return
    words = Words(read_unit("days", {}), {}, (name, "other"))
    figure, other, share = Figure(name), Figure("other"), ShareOf(words.amount("5%").share, name)
    for spelled in (name, name.upper(), name.replace(" ", "  ")):
        assert Threshold(figure) == words.target(spelled)
        assert Threshold(figure) == words.threshold(f"maintain {spelled}")
        assert Band(figure, other) == words.target(f"{spelled} to other")
        assert Band(other, figure) == words.target(f"other to {spelled}")
        assert Threshold(Share(share.share, name)) == words.target(f"5% of {spelled}")
        for start, end in ((spelled, "other"), ("other", spelled)):
            way = Way(share.share, words.figure(start), words.figure(end))
            assert Threshold(way) == words.target(f"5% of the way from {start} to {end}")
        for word, operator in OPERATORS.items():
            assert Threshold(figure, operator) == words.target(f"{word} {spelled}")
            assert Half(operator, figure) == words.ranged(f"{word} {spelled}")
            assert name == words.ranged(f"{word} 5% worse than {spelled}").of
            assert name == words.ranged(f"{word} 5 days above {spelled}").of
        assert Exactly(figure) == words.ranged(f"exactly {spelled}")
        assert Between(figure, other) == words.ranged(f"{spelled} to other")
        assert name == words.ranged(f"better than {spelled}").of
        assert name == words.ranged(f"no worse than the {spelled}").of
        assert name == words.ranged(f"within 5 days of {spelled}").of
        assert share == words.margin(f"5% of {spelled}").amount
        assert share == words.margin(f"under 5% of the {spelled}").amount


@given(names())
def test_a_file_with_a_name_loads_or_says_why_and_fmt_leaves_the_name(name):
    quoted = "'" + name.replace("'", "''") + "'"
    text = (
        f"ragengine: 1\ncomparators:\n  - {quoted}\nmeasures:\n"
        f"  a: {{aim: high, unit: percent, target: {quoted}, amber: none}}\n"
    )
    formatted, _ = format_rules(Source("<text>", text))
    before, after = (plain(document.read(Source("<text>", one))[0]) for one in (text, formatted))
    assert before == after
    if faults := {one.code for one in ragengine.check_text(text) if one.severity == "error"}:
        assert {"RAG117"} == faults
    else:
        rules = ragengine.loads(text)
        assert Figure(name) == rules.measures["a"].target.at(None).place
        assert rules == ragengine.loads(formatted)
