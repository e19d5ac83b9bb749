"""Ten bugs of rule engines: with one planted, a law is broken within 1,000 examples."""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from planted_bugs import BUGS, DOCUMENT, found_in, subjects

ROW = re.compile(r"\| (.+?) \| (shipped|generated) \| `(\w+)` \| (\d+) \|")
TABLE = {name: found for name, *found in ROW.findall(DOCUMENT.read_text(encoding="utf-8"))}
RULES = subjects()


def test_the_table_has_ten_bugs():
    assert list(BUGS) == list(TABLE)
    assert 10 == len(TABLE)


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name):
    rules, law, _ = TABLE[name]
    (found,) = found_in(RULES[rules], name, [law])
    assert 1000 >= found.examples
