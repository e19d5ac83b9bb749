"""A case written behind the others of its file."""

from __future__ import annotations

from ragengine import document
from ragengine.document import Mapping, Sequence
from ragengine.reading.cases import read_cases
from ragengine.source import Source


def with_cases(source: Source, cases: list[str]) -> str | None:
    r"""The text of a file of cases with more of them at its end; None where they cannot stand there.

    An empty text becomes a file. What was there stays as it was, which is read back.

    >>> print(with_cases(Source("new", ""), ["- {measure: 1E, value: 9%, rating: amber}"]), end="")
    ragtest: 1
    cases:
      - {measure: 1E, value: 9%, rating: amber}
    """
    text = source.text or "ragtest: 1\ncases:\n"
    indent = _indent(source) if source.text else "  "
    if indent is None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if text.endswith(("\n", "\r")) else end
    added = text + gap + "".join(f"{indent}{case}{end}" for case in cases)
    before, _ = read_cases(source)
    after, found = read_cases(Source(source.name, added))
    old = () if before is None else before.cases
    if after is None or found or after.cases[: len(old)] != old or len(after.cases) != len(old) + len(cases):
        return None
    return added


def _indent(source: Source) -> str | None:
    """What stands before the dash of the first case, where the list is in lines and the last thing there."""
    root, _ = document.read(source)
    last = root.entries[-1] if isinstance(root, Mapping) and root.entries else None
    if last is None or last[0].text != "cases":
        return None
    node = last[1]
    if not isinstance(node, Sequence) or not node.items:
        return None
    line = source.line(node.items[0].line)
    rest = line.lstrip(" ")
    return line[: len(line) - len(rest)] if rest.startswith("-") else None
