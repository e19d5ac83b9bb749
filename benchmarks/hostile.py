"""Rule files that nobody writes on purpose: how long a check takes, and how much memory.

Run it with `python benchmarks/hostile.py` from the checkout, or with the names of cases. Each
case is checked in a process of its own that may not have more than the memory named below.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable

import generated

MOST_MEMORY = 3 * 2**30
"""Bytes of address space that a check may take."""

LONGEST = 120
"""Seconds after which a case is given up."""

HEAD = "ragengine: 1\nmeasures:\n"
FIELDS = "    aim: high\n    unit: percent\n    target: 80%\n    amber: 2 points\n"
ONE = f"{HEAD}  m:\n{FIELDS}"


def many(count: int, entry: str, before: str = "", after: str = "") -> str:
    """An entry so many times, its `#` numbered."""
    return before + "".join(entry.replace("#", str(number)) for number in range(count)) + after


def measures(count: int, rule: str, declared: str = "") -> str:
    """So many measures, each with a rule on one line."""
    return many(count, f"  m#: {{{rule}}}\n", f"ragengine: 1\n{declared}measures:\n")


def target(value: str) -> str:
    """The small measure with another target."""
    return ONE.replace("80%", value)


def years(count: int) -> str:
    """A target by so many keys that are one year, each with other blanks between its words."""
    keys = (
        f'      "{" " * (number // 50 % 50)}from{" " * (1 + number % 50)}2019{" " * (number // 2500)}": 80%\n'
        for number in range(count)
    )
    return target(f"\n{''.join(keys)}")


HIGH = "aim: high, unit: percent"

CASES: dict[str, Callable[[], str]] = {
    "20 MB of sound measures": lambda: generated.rules(70_000),
    "every line wrong, 100,000 lines": lambda: many(100_000, "x#: y\n"),
    "a million unknown keys": lambda: many(1_000_000, "    x#: y\n", ONE),
    "a million broken examples": lambda: many(1_000_000, "      - #% gren\n", f"{ONE}    examples:\n"),
    "300,000 examples that fail": lambda: many(300_000, "      - 90.#% red\n", f"{ONE}    examples:\n"),
    "200,000 measures without a target": lambda: measures(200_000, HIGH),
    "100,000 measures with a hole": lambda: measures(100_000, f"{HIGH}, levels: {{green: at least 5%}}"),
    "200,000 duplicate keys": lambda: ONE + "    aim: high\n" * 200_000,
    "200,000 duplicate measures": lambda: HEAD + "  m: {aim: high}\n" * 200_000,
    "64 levels of blocks": lambda: "".join(f"{' ' * depth}a:\n" for depth in range(64)),
    "a million brackets": lambda: "a: " + "[" * 1_000_000,
    "a number of a million digits": lambda: target("9" * 1_000_000 + "%"),
    "a line of 10 MB: one text": lambda: f"title: {'x ' * 5_000_000}\n{ONE}",
    "a line of 10 MB: a million keys": lambda: many(1_000_000, "x#: y, ", "a: {", "}\n"),
    "a line of 10 MB: wrong measures": lambda: many(
        500_000, "x#: {aim: hi}, ", "ragengine: 1\nmeasures: {", "}\n"
    ),
    "a line of 10 MB: a fault of syntax": lambda: f"title: {'x: >5 ' * 1_600_000}\n",
    "a line of 10 MB: blanks": lambda: f"title: >5{' ' * 10_000_000}x\n",
    "a number split by a million commas": lambda: f"{ONE}    examples: [1{',000' * 1_000_000}]\n",
    "100,000 numbers split among years": lambda: target(
        f"{{2019-20: 1{''.join(f',{number:06d}' for number in range(100_000))}}}"
    ),
    "100,000 spellings of a year": lambda: years(100_000),
    "100,000 comparators, 20,000 unknown figures": lambda: measures(
        20_000,
        f"{HIGH}, target: figurr #z, amber: 2 points",
        many(100_000, "figure #, ", "comparators: [", "x]\n"),
    ),
    "50,000 nouns and as many units": lambda: measures(
        50_000,
        "aim: high, unit: noun #, target: 80, amber: 2 noun #",
        many(50_000, "  noun #:\n", "units:\n"),
    ),
    "900 nouns and 50,000 misspelt units": lambda: measures(
        50_000,
        "aim: high, unit: nuon #, target: 80, amber: none",
        many(900, "  noun #:\n", "units:\n"),
    ),
    "100,000 levels on a scale": lambda: measures(
        1_000,
        f"scale: s, {HIGH}, levels: {{levell #: at least 5%}}, examples: [5% x]",
        many(100_000, "level #, ", "scales: {s: [", "x]}\n"),
    ),
    "2,000 keys of 9,000 letters": lambda: many(2_000, f"    {'aim high' * 1_125}#: y\n", ONE),
    "2,000 targets of 9,000 letters": lambda: measures(
        2_000, f"{HIGH}, target: 5 {'to 5 ' * 1_800}, amber: 2 points"
    ),
    "2,000 examples of 9,000 letters": lambda: many(
        2_000, f"      - {'5 to (5) ' * 1_000}# red\n", f"{ONE}    examples:\n"
    ),
}


def check(name: str) -> None:
    """Check a case and print what it took: seconds, megabytes, findings."""
    import ragengine  # noqa: PLC0415 - only here, in the process that is measured
    from ragengine.messages import render_all  # noqa: PLC0415 - as above

    text = CASES[name]()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    start = time.process_time()
    found = ragengine.check_text(text, "text")
    checked = time.process_time() - start
    written = len(render_all(found))
    took = time.process_time() - start - checked
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    size = len(text) / 1e6
    print(f"{size:.1f} MB | {checked:.1f} s | {memory} MB | {len(found):,} | {written:,} | {took:.1f} s")


def main(names: list[str]) -> None:
    """A table with a row for each case."""
    print("| file | size | check | memory | findings | characters written | writing them |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in names or CASES:
        command = [sys.executable, __file__, "--one", name]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST, check=False)
            told = done.stdout.strip() or (done.stderr.strip().splitlines() or ["killed"])[-1]
        except subprocess.TimeoutExpired:
            told = f"more than {LONGEST} s"
        print(f"| {name} | {told} |", flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        check(sys.argv[2])
    else:
        main(sys.argv[1:])
