"""Writes the golden texts anew: read the difference before you commit it.

`rules/leicestershire/explanations.txt` has the sentence of every row of the four reports;
beside every rule file in `golden/bad` stands what its author is told.
"""

from pathlib import Path

import ragengine
from errors_only import errors_in
from ragengine.messages import render_all

TESTS = Path(__file__).parent
RULES = TESTS.parent / "rules" / "leicestershire"
EXPLANATIONS = RULES / "explanations.txt"
BAD = TESTS / "golden" / "bad"


def explanations() -> str:
    """A line for each row of the four reports: period, measure, sentence."""
    rules = ragengine.load(RULES)
    rows = ragengine.read_results(RULES / "results")
    verdicts = rules.rate_many(rows)
    lines = (
        f"{row.period} | {row.measure} | {verdict}\n" for row, verdict in zip(rows, verdicts, strict=True)
    )
    return "".join(lines)


def told(path: Path) -> str:
    """Everything that the author of a rule file is told, in full."""
    with path.open(encoding="utf-8", newline="") as file:
        return render_all(errors_in(file.read(), path.name)) + "\n"


if __name__ == "__main__":
    EXPLANATIONS.write_text(explanations(), encoding="utf-8")
    for path in sorted(BAD.glob("*.rag.yml")):
        path.with_name(path.name.replace(".rag.yml", ".txt")).write_text(told(path), encoding="utf-8")
