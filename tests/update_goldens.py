"""Writes the sentences of every row of the Leicestershire reports: `python tests/update_goldens.py`.

Read the difference before you commit it: a line that changes is a sentence that a reader has seen.
"""

from __future__ import annotations

from pathlib import Path

import ragengine

RULES = Path(__file__).parent.parent / "rules" / "leicestershire"
EXPLANATIONS = RULES / "explanations.txt"


def explanations() -> str:
    """A line for each row, in the order of the files: `PERIOD | MEASURE | SENTENCE`."""
    rows = ragengine.read_results(RULES / "results")
    verdicts = ragengine.load(RULES).rate_many(rows)
    lines = [f"{row.period} | {row.measure} | {verdict}" for row, verdict in zip(rows, verdicts, strict=True)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    EXPLANATIONS.write_text(explanations(), encoding="utf-8", newline="\n")
