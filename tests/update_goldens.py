"""Writes rules/leicestershire/explanations.txt anew: read the difference before you commit it."""

from pathlib import Path

import ragengine

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules" / "leicestershire"


def explanations() -> str:
    """A line for each row of the four reports: period, measure, sentence."""
    rules = ragengine.load(RULES)
    rows = ragengine.read_results(RULES / "results")
    verdicts = rules.rate_many(rows)
    lines = (
        f"{row.period} | {row.measure} | {verdict}\n" for row, verdict in zip(rows, verdicts, strict=True)
    )
    return "".join(lines)


if __name__ == "__main__":
    (RULES / "explanations.txt").write_text(explanations(), encoding="utf-8")
