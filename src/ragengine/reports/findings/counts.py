"""How often each code was found: `--statistics`."""

from __future__ import annotations

from collections import Counter

from ragengine.codes import CODES
from ragengine.diagnostics import Inspection


def statistics(inspection: Inspection) -> str:
    """Count, code and name, a line each; the most frequent first.

    >>> from ragengine.diagnostics import Diagnostic
    >>> found = [Diagnostic(code, None) for code in ("RAG005", "RAG010", "RAG005")]
    >>> print(statistics(Inspection(tuple(found))), end="")
    2  RAG005  tab
    1  RAG010  several-documents
    """
    counts = Counter(found.code for found in inspection.findings)
    width = len(str(max(counts.values(), default=0)))
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return "".join(f"{count:{width}}  {code}  {CODES[code].name}\n" for code, count in ordered)
