"""Rule files in their canonical layout: only blanks, quotes and spellings change."""

from __future__ import annotations

import re

from ragengine import document
from ragengine.collector import collector_at_rest
from ragengine.diagnostics import Diagnostic
from ragengine.document import Mapping, Node, Scalar
from ragengine.formatting.lines import laid_out
from ragengine.formatting.pieces import pieces_of
from ragengine.formatting.words import canonical_words
from ragengine.source import Source

__all__ = ["format_rules"]


def format_rules(source: Source) -> tuple[str | None, list[Diagnostic]]:
    r"""A file of rules or tests in its canonical layout, which means the same.

    None where the text is not YAML, with the diagnostics that say why. A file whose rules are
    wrong is laid out all the same.

    >>> text = "measures :\n   answered: {target: '>= 80%' } #as agreed\n"
    >>> print(format_rules(Source("rules", text))[0], end="")
    measures:
      answered: {target: at least 80%}  # as agreed
    """
    whole = _LINE_END.sub("\n", source.text)
    text = whole.removeprefix("\N{BYTE ORDER MARK}")
    with collector_at_rest():
        root, found = document.read(Source(source.name, whole))
        if root is None:
            return None, found
        if _is_strange(root, text):
            return source.text, []
        return laid_out(text, pieces_of(text, canonical_words(root))), []


def _is_strange(root: Node, text: str) -> bool:
    """Whether a text is no rule file by any means, and would be something else in column 1.

    It is left as it is: a value alone, a key such as `--- a`, or a text with characters that
    end lines in YAML and nowhere else, or that mark its beginning.
    """
    keys = root.entries if isinstance(root, Mapping) else []
    marked = any(_MARKER.match(key.text) for key, _ in keys)
    return isinstance(root, Scalar) or marked or _STRANGE.search(text) is not None


_LINE_END = re.compile("\r\n|[\r\x85]")
_MARKER = re.compile(r"(?:---|\.\.\.)\s")
_STRANGE = re.compile("[\u2028\u2029\N{BYTE ORDER MARK}]")
