"""The plugin's benchmark: cases as tests of pytest, against as many parametrised tests that do nothing.

Run it with `python benchmarks/plugin.py` from the checkout, on a machine that does nothing else.
Both run in fresh processes, turn by turn, and take the processor's time, so that what else runs
counts less; the middle of their ratios is what counts. Every fifth measure has a target by year.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

MEASURES = 500
EACH = 20
ROUNDS = 7
LIMIT = 1.5

TRIVIAL = f"""\
import pytest


@pytest.mark.parametrize("number", range({MEASURES * EACH}))
def test_nothing(number):
    assert number == number
"""


def rules() -> str:
    """Measures with an aim, a target of their own and an amber margin; every fifth by year."""
    lines = [
        "ragengine: 1",
        "defaults: {every measure: {aim: high, unit: percent, amber: 2 points}}",
        "measures:",
    ]
    for number in range(MEASURES):
        low = 60 + number % 30
        target = f"{low}%" if number % 5 else f"{{2023-24: {low}%, 2024-25: {low + 1}%}}"
        lines.append(f"  measure-{number}: {{target: {target}}}")
    return "\n".join(lines) + "\n"


def cases() -> str:
    """Cases on, just below and just above the cuts of every measure, each with a name of its own."""
    lines = ["ragtest: 1", "cases:"]
    for number in range(MEASURES):
        target = 60 + number % 30
        period = "" if number % 5 else ", period: 2023-24"
        for step in range(EACH):
            tenths = target * 10 + 4 * (step - EACH // 2)
            rating = "green" if tenths >= target * 10 else "amber" if tenths >= target * 10 - 20 else "red"
            value = f"{tenths // 10}.{tenths % 10}%"
            case = f"name: step {step}, measure: measure-{number}{period}, value: {value}, rating: {rating}"
            lines.append(f"  - {{{case}}}")
    return "\n".join(lines) + "\n"


def seconds(folder: Path, name: str) -> float:
    """The processor time that a fresh pytest takes for a file; every test in it must pass."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", name]
    before = getrusage(RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    after = getrusage(RUSAGE_CHILDREN)
    assert f"{MEASURES * EACH} passed" in done.stdout, done.stdout[-2000:]  # noqa: S101 - or there is nothing to time
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Print each turn, and the middle ratio with its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "test_nothing.py").write_text(TRIVIAL, encoding="utf-8")
        (folder / "many.rag.yml").write_text(rules(), encoding="utf-8")
        (folder / "many.ragtest.yml").write_text(cases(), encoding="utf-8")
        ratios = []
        for _ in range(ROUNDS):
            trivial, ours = seconds(folder, "test_nothing.py"), seconds(folder, "many.ragtest.yml")
            ratios.append(ours / trivial)
            times = f"{trivial:5.2f} s, as many cases {ours:5.2f} s"
            print(f"{MEASURES * EACH:,} tests that do nothing {times}: {ratios[-1]:.2f}")
    ratio = statistics.median(ratios)
    print(f"middle ratio {ratio:.2f}, at most {LIMIT}: {'met' if ratio <= LIMIT else 'NOT MET'}")


if __name__ == "__main__":
    main()
