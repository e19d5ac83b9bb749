"""The laws of the layout: it means the same, keeps every comment, and is laid out already."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

import ragengine
from ragengine.document import Mapping, Scalar, read
from ragengine.document.tokens import comments
from ragengine.formatting import format_rules
from ragengine.reading.files import read_file
from ragengine.source import Source
from ragengine.strategies import rule_texts

SYMBOLS = {
    "at most": ("<=", "\N{LESS-THAN OR EQUAL TO}", "no more than"),
    "at least": ("\N{GREATER-THAN OR EQUAL TO}", "No fewer than"),
    "under": ("<", "less than"),
    "more than": ("over",),
}
SPRINKLES = (
    ("", ""), ("", "   "), ("", "\t"), ("\n", ""), ("\n \n\n", ""), ("# before\n", ""), ("    #deep\n", ""),
    ("", "  # behind"), ("", "        #far  "), ("  # one\n\n # two\n", " # three"),
)  # fmt: skip
"""What may stand before and behind a line of a rule, and means nothing."""

BITS = (
    "a", "b: ", "- ", "? ", ": ", ":", "\n", "\n  ", "\n    ", "\n ", "  ", " ", "#c", "# d", " # e", "~",
    "'x'", '"y"', "'it''s'", "'p\n  q'", '"r \\\n  s"', "|", "|+", "|-", ">", "|2", "|#h", "{", "}", "[", "]",
    ", ", ",", "82%", "1", "252", "{a: 1,252k}", "[a, b]", "\n\n", "!", "---", "...", "\t", "\r\n", "\u2028",
    "%", "key: v\n", "  sub: w\n", "- item\n", "text more", "\n      deep\n", "\N{BYTE ORDER MARK}",
    "c: |\n    text\n     more \n\n", "d: >+\n   x\n\n\n", "target: <= 5%\n", "'>= 6'",
    "levels: {green: =5, red: rest}\n",
)  # fmt: skip


def laid_out(text):
    return format_rules(Source("text", text))[0]


def shape(node):
    """A tree without its places, and without quotes that mean nothing."""
    if isinstance(node, Scalar):
        return (node.text, node.quoted and not node.text, node.unread)
    if isinstance(node, Mapping):
        return (node.flow, [(shape(key), shape(value)) for key, value in node.entries])
    return [shape(item) for item in node.items]


def remarks(text):
    """The words of the comments."""
    return [comment.text[1:].strip(" \t") for comment in comments(Source("text", text))]


def codes(text):
    return [one.code for one in ragengine.check_text(text)]


@st.composite
def sprinkled(draw):
    """A rule text with blanks, comments and symbols in it, and the ends of lines of some system."""
    text = draw(rule_texts())
    for word, others in SYMBOLS.items():
        text = re.sub(rf": {word} (?=[\d\xa3])", f": {draw(st.sampled_from((word, *others)))} ", text)
    text = text.replace(": ", draw(st.sampled_from((": ", ":   ", " : "))))
    chosen = draw(st.lists(st.sampled_from(SPRINKLES), min_size=1, max_size=7))
    lines = [
        before + line + (behind if line and "#" not in line else "")
        for number, line in enumerate(text.split("\n")[:-1])
        for before, behind in [chosen[number % len(chosen)]]
    ]
    return draw(st.sampled_from(("\n", "\r\n"))).join("\n".join(lines).split("\n"))


@given(sprinkled())
def test_a_layout_means_the_same(text):
    before, after = (read_file(Source("text", one)) for one in (text, laid_out(text)))
    assert [] == before[1] == after[1]
    for part in ("measures", "scales", "names", "title", "body", "meta"):
        assert getattr(before[0], part) == getattr(after[0], part)


@given(sprinkled())
def test_a_layout_keeps_every_comment_and_is_laid_out_already(text):
    after = laid_out(text)
    assert remarks(text) == remarks(after)
    assert after == laid_out(after)


@st.composite
def soups(draw):
    """Texts of the signs of YAML in any order: many are no YAML, and few are rules."""
    text = "".join(draw(st.lists(st.sampled_from(BITS), max_size=12)))
    head = draw(st.sampled_from(("", "measures:\n  k:\n")))
    return head + (text.replace("\n", "\n    ") if head else text)


@given(soups())
def test_the_layout_of_any_text_has_the_same_tree_and_the_same_faults(text):
    root, found = read(Source("text", text))
    after = laid_out(text)
    assert (after is None) == (root is None)
    if after is None:
        return
    again, found_again = read(Source("text", after))
    assert [one.code for one in found] == [one.code for one in found_again]
    assert codes(text) == codes(after)
    assert after == laid_out(after)
    assert remarks(text) == remarks(after)
    if "measures" not in text:  # elsewhere no word is written anew
        assert shape(root) == shape(again)


@given(st.text(max_size=60))
def test_any_text_is_laid_out_or_refused(text):
    written, found = format_rules(Source("text", text))
    assert (written is None) == bool(found)
