"""Which texts mean themselves in YAML without quotes."""

from __future__ import annotations

import re

import yaml


def is_plain(text: str) -> bool:
    """Whether a text stands for itself without quotes, anywhere and for every reader of YAML.

    Numbers, dates and words like `no` do not, since other readers take them for something
    else; nor does a text with a comma or colon, which could not be moved into brackets.

    >>> [text for text in ("2017-18", "it's", "no", "2.10", "1,252k", "") if is_plain(text)]
    ['2017-18', "it's"]
    """
    if not (_PLAIN.fullmatch(text) and text.isprintable()) or _OTHER.fullmatch(text):
        return False
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers.get(text[0], [])
    return not any(pattern.match(text) for _, pattern in resolvers)


_FIRST = r"[\w£(<+\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}]|[-.](?=[\d£])"
_PLAIN = re.compile(rf"(?:{_FIRST})(?:[^,:#?\[\]{{}}]*[^,:#?\[\]{{}} ])?")
_OTHER = re.compile(r"[-+]?(?:0[ox])?[\d._]+(?:e[-+]?\d+)?|y|n", re.IGNORECASE)
"""Numbers and booleans of other versions of YAML than PyYAML's."""
