"""What `check` finds of the faults of form that can be planted in the shipped rule files.

Run it with `python benchmarks/faults.py` from the checkout: it prints a table and, with
`--write`, puts it into docs/checks-found.md. The same faults are planted each time.
"""

from __future__ import annotations

import hashlib
import random
import re
import sys
from collections import Counter

from attrs import define, field
from pages import ROOT, SEED, Fault, Page, shipped
from planted import KINDS

from ragengine import check_text
from ragengine.diagnostics import Diagnostic

DOCUMENT = ROOT / "docs" / "checks-found.md"
MOST = 60
"""Faults of a kind that are planted; where there are more, so many are drawn."""

_BETWEEN = re.compile(r"(?<=<!-- found -->\n).*?(?=<!-- end -->)", re.DOTALL)
PLANTED = re.compile(r"<!-- planted: (\w+) -->")


@define
class Tally:
    """What was found of one kind of fault."""

    planted: int = 0
    found: int = 0
    at_line: int = 0
    codes: Counter[str] = field(factory=Counter)

    def add(self, fault: Fault, found: list[Diagnostic]) -> None:
        """Count a fault and what was found of it: the codes at its line, or else the first.

        Every fault of form is an error: what else a check remarks on does not count.
        """
        found = [one for one in found if one.severity == "error"]
        here = [one for one in found if lines_of(one) & fault.lines]
        self.planted += 1
        self.found += bool(found)
        self.at_line += bool(here)
        self.codes.update({one.code for one in here or found[:1]})

    def row(self, kind: str) -> str:
        """A row of the table."""
        codes = ", ".join(f"{code} {count}" for code, count in self.codes.most_common())
        shares = (share(part, self.planted) for part in (self.found, self.at_line))
        return f"| {kind} | {self.planted} | {self.found} | {' | '.join(shares)} | {codes} |"


def share(part: int, whole: int) -> str:
    """A share in per cent, cut off rather than rounded up."""
    return f"{part * 1000 // max(whole, 1) / 10:.1f}%".replace(".0%", "%")


def lines_of(found: Diagnostic) -> set[int]:
    """The line of a diagnostic, and those that it names as the other place."""
    return {place.line for place in (found.place, *found.related) if place is not None}


def faults(pages: list[Page], most: int = MOST) -> dict[str, list[Fault]]:
    """The faults to plant, by kind; the same each time."""
    planted = {}
    for kind, made in KINDS.items():
        every = [fault for page in pages for fault in made(page, kind)]
        chance = random.Random(SEED)  # noqa: S311 - a benchmark, not a secret
        planted[kind] = every if len(every) <= most else chance.sample(every, most)
    return planted


def digest(planted: dict[str, list[Fault]]) -> str:
    """What tells whether the same faults are planted in the same files."""
    made = hashlib.sha256()
    for fault in (one for each in planted.values() for one in each):
        made.update(f"{fault.kind}\0{fault.page.name}\0{fault.text}\0".encode())
    return made.hexdigest()[:16]


def tally(planted: dict[str, list[Fault]], missed: list[Fault]) -> dict[str, Tally]:
    """Check every fault, and keep those that are not seen at their line."""
    tallies = {}
    for kind, every in planted.items():
        counted = tallies[kind] = Tally()
        for fault in every:
            before = counted.at_line
            counted.add(fault, check_text(fault.text, fault.page.name))
            if counted.at_line == before:
                missed.append(fault)
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """The table in Markdown, with a last row for all."""
    every = Tally()
    for one in tallies.values():
        every.planted += one.planted
        every.found += one.found
        every.at_line += one.at_line
    head = "| fault | planted | found | share | at its line | by which code |"
    line = "| --- | --- | --- | --- | --- | --- |"
    rows = [one.row(kind) for kind, one in tallies.items()]
    return "\n".join([head, line, *rows, every.row("**all**")]) + "\n"


def main(arguments: list[str]) -> None:
    """Print the table; with `--write` put it into the page, with `--missed` show what was missed."""
    planted = faults(shipped())
    missed: list[Fault] = []
    text = table(tally(planted, missed))
    print(text)
    for fault in missed if "--missed" in arguments else ():
        number = min(fault.lines)
        print(f"{fault.kind}: {fault.page.name}, lines {sorted(fault.lines)}")
        print("   ", "\n    ".join(fault.text.split("\n")[number - 1 : number + 1]))
        for one in check_text(fault.text)[:2]:
            print(f"    -> {one.code} {one.place}")
    if "--write" in arguments:
        page = DOCUMENT.read_text(encoding="utf-8")
        page = _BETWEEN.sub(f"<!-- planted: {digest(planted)} -->\n\n{text}\n", page)
        DOCUMENT.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
