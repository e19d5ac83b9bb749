"""The pages of the documentation as programs: what is shown is run, and must come out as shown.

A page is read from top to bottom in a folder of its own, where `rules/` is the repository's.
CONTRIBUTING.md says how blocks are marked. After a change that a page shows on purpose,

    python tests/docs_examples.py docs/tutorial.md

runs the page and writes what came out into it; the difference is then read like any other.
"""

from __future__ import annotations

import contextlib
import csv
import doctest
import io
import os
import re
import shlex
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from click.testing import CliRunner

import ragengine
from errors_only import errors_in
from ragengine.cli import main

ROOT = Path(__file__).resolve().parents[1]

_BLOCK = re.compile(
    r"^(?:<!-- (?P<note>[^\n]*?) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)

_TABLE = re.compile(r"^<!-- (?P<note>sentences: [^\n]*?) -->\n(?P<text>(?:^\|.*\|\n)+)", re.MULTILINE)


@frozen
class Block:
    """A fenced block of a page: its language, its text, and the comment just above it."""

    language: str
    text: str
    note: str
    start: int
    end: int

    def said(self, key: str) -> str:
        """What the comment says under a key: `file: mine.rag.yml; refused: RAG204`."""
        parts = (part.partition(":") for part in self.note.split(";"))
        return next((value.strip() for name, _, value in parts if name.strip() == key), "")


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page and its tables of sentences, in order."""
    found = [(match, match["language"]) for match in _BLOCK.finditer(page)]
    found += [(match, "table") for match in _TABLE.finditer(page)]
    for match, language in sorted(found, key=lambda pair: pair[0].start()):
        yield Block(language, match["text"], match["note"] or "", match.start("text"), match.end("text"))


def pages() -> list[Path]:
    """Every page of the documentation."""
    return [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "CONTRIBUTING.md",
        *sorted(ROOT.glob("docs/**/*.md")),
    ]


@contextlib.contextmanager
def folder_of_a_page() -> Iterator[Path]:
    """An empty folder to be in, but for the repository's rules."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rules").symlink_to(ROOT / "rules", target_is_directory=True)
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


@define
class Session:
    """Runs the blocks of one page. Python blocks share their names."""

    names: dict[str, Any] = field(factory=lambda: {"__name__": "page"})
    code: int = 0

    def run(self, block: Block) -> str:
        """A block as it comes out when it is run; one that only shows something, as it stands."""
        if name := block.said("file"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(block.text, encoding="utf-8")
        if block.language == "console":
            return self._console(block.text)
        if block.language == "python":
            return self._doctest(block.text) if ">>> " in block.text else self._plain(block.text)
        if block.language == "table":
            return _with_sentences(block.text, *block.said("sentences").split())
        if block.language == "yaml" and is_rules(block.text):
            _check(block)
        return block.text

    # ---- the command line ------------------------------------------------------------------

    def _console(self, text: str) -> str:
        """Each command with the output that it has, where it had some before."""
        commands = re.findall(r"^\$ .*$", text, re.MULTILINE)
        return "".join(f"{command}\n{self._command(command[2:])}" for command in commands)

    def _command(self, command: str) -> str:
        program, *arguments = _words(command)
        if command == "echo $?":
            code, self.code = self.code, 0
            return f"{code}\n"
        if self.code:
            raise AssertionError(
                f"the command before `{command}` ended with {self.code}: show it by `echo $?`"
            )
        if program == "cat":
            return "".join(Path(name).read_text(encoding="utf-8") for name in arguments)
        if program != "ragengine":
            raise AssertionError(f"only `ragengine`, `cat` and `echo $?` are run, not `{command}`")
        result = CliRunner().invoke(main, arguments, prog_name="ragengine")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        self.code = result.exit_code
        return result.output

    # ---- Python ----------------------------------------------------------------------------

    def _plain(self, text: str) -> str:
        """A block without prompts is run, and the tests in it are called."""
        before = set(self.names)
        exec(compile(text, "page", "exec"), self.names)  # noqa: S102 - running the page is the point
        for name in [name for name in self.names if name.startswith("test_") and name not in before]:
            self.names[name]()
        return text

    def _doctest(self, text: str) -> str:
        """A block with prompts: every input with what it prints."""
        came = []
        for part in doctest.DocTestParser().parse(text):
            if isinstance(part, str):
                came.append(part)
                continue
            first, *more = part.source.splitlines()
            came += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more)]
            came.append(re.sub(r"^$(?=\n)", "<BLANKLINE>", self._printed(part.source), flags=re.MULTILINE))
        return "".join(came)

    def _printed(self, source: str) -> str:
        out = io.StringIO()
        shown, sys.displayhook = sys.displayhook, sys.__displayhook__
        try:
            with contextlib.redirect_stdout(out):
                exec(compile(source, "page", "single"), self.names)  # noqa: S102 - as above
        except Exception as error:  # noqa: BLE001 - an error is what the page may be about
            last = "".join(traceback.format_exception_only(error))
            out.write(f"Traceback (most recent call last):\n    ...\n{last}")
        finally:
            sys.displayhook = shown
        return out.getvalue()


def is_rules(text: str) -> bool:
    """Whether a YAML block is a complete rule file."""
    return any(line.startswith("ragengine:") for line in text.splitlines())


def _check(block: Block) -> None:
    """A rule file of a page is sound, or is refused with the codes that the page says."""
    found = [one.code for one in errors_in(block.text, block.said("file") or "<page>")]
    expected = block.said("refused").split()
    if sorted(found) != sorted(expected):
        raise AssertionError(f"found {found}, where the page says {expected}, in\n{block.text}")


def _words(command: str) -> list[str]:
    """The words of a command, quotes as in a shell."""
    return shlex.split(command)


# ---- tables --------------------------------------------------------------------------------


def tables(page: str) -> list[list[list[str]]]:
    """The tables of a page: rows of cells, without their headings."""
    found = []
    for lines in re.findall(r"(?:^\|.*\|\n)+", page, re.MULTILINE):
        rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in lines.splitlines()]
        found.append([[cell.strip().replace("\\|", "|") for cell in row] for row in rows[2:]])
    return found


def section(page: str, heading: str) -> str:
    """A page's text from a heading to the next of its rank or above."""
    lines = page.splitlines(keepends=True)
    start = next(n for n, line in enumerate(lines) if line.lstrip("#").strip() == heading)
    rank = len(lines[start]) - len(lines[start].lstrip("#"))
    ends = [
        n
        for n, line in enumerate(lines)
        if n > start and re.match(rf"#{{1,{rank}}} ", line) and not _in_block(lines, n)
    ]
    return "".join(lines[start : ends[0] if ends else None])


def _in_block(lines: list[str], position: int) -> bool:
    return sum(line.startswith("```") for line in lines[:position]) % 2 == 1


def _with_sentences(table: str, rules: str, results: str) -> str:
    """A table with the sentence of a row of results in each of its own rows."""
    heading, dashes, *lines = table.splitlines()
    column = [cell.strip() for cell in heading.split("|")].index("the sentence")
    verdicts = ragengine.load(rules).rate_many(ragengine.read_results(results))
    rows = []
    for line, verdict in zip(lines, verdicts, strict=True):
        cells = re.split(r"(?<!\\)\|", line)
        cells[column] = f" {str(verdict).replace('|', chr(92) + '|')} "
        rows.append("|".join(cells))
    return "".join(f"{line}\n" for line in (heading, dashes, *rows))


def code(cell: str) -> str:
    """What stands in backticks in a cell, or nothing."""
    match = re.search(r"`` ?(.+?) ?``|`([^`]*)`", cell)
    return "" if match is None else match[1] or match[2]


# ---- the printed dashboards, by plain arithmetic -------------------------------------------


@frozen
class Printed:
    """A coloured row of a dashboard, as numbers: nothing here knows how the engine rates."""

    report: str
    colour: str
    is_percentage: bool
    edges: tuple[Fraction | None, Fraction | None]
    strict: bool
    value: Fraction
    quantum: Fraction
    year_so_far: Fraction | None

    def past(self, *, rounded: bool, run_rate: bool = True) -> tuple[Fraction, Fraction] | None:
        """How far the value misses its target, and which edge it misses; None where it meets it.

        `rounded` rounds the results of 2021-22, and no others, as the rule file does.
        """
        value = self.value
        if self.year_so_far is not None and run_rate:
            value /= self.year_so_far
        elif rounded and self.report.startswith("2021-22"):
            value = self.quantum * ((value / self.quantum + Fraction(1, 2)) // 1)
        low, high = self.edges
        if low is not None and value < low:
            return low - value, low
        if high is not None and (value > high or (value == high and self.strict)):
            return value - high, high
        return None

    def points(self, points: int) -> Fraction:
        """So many points where the row is a percentage, else none."""
        return Fraction(points if self.is_percentage else 0)


_NUMBER = re.compile(r"(?P<digits>[\d,]*\d(?:\.(?P<places>\d+))?)(?P<scale>[km]?)(?![A-Za-z])")


def _number(text: str) -> tuple[Fraction, Fraction]:
    """The first number of a text, and the unit of its last digit."""
    match = _NUMBER.search(text)
    assert match is not None, text
    scale = Fraction({"": 1, "k": 1_000, "m": 1_000_000}[match["scale"]])
    return Fraction(match["digits"].replace(",", "")) * scale, scale / 10 ** len(match["places"] or "")


def printed_rows() -> list[Printed]:
    """The rows with a colour, of the three dashboards. Only texts are taken from the rules."""
    folder = ROOT / "rules" / "leicestershire"
    rules = ragengine.load(folder)
    results = {(row.period, row.measure): row for row in ragengine.read_results(folder / "results")}
    with (ROOT / "tests" / "data" / "leicestershire_dashboards.csv").open(encoding="utf-8") as file:
        dashboards = [row for row in csv.DictReader(file) if row["printed"] != "not rated"]
    return [_printed(rules, results[row["period"], row["measure"]], row["printed"]) for row in dashboards]


def _printed(rules: ragengine.RuleSet, result: ragengine.Result, colour: str) -> Printed:
    rule = rules.rate(result.measure, result, period=result.period).to_dict()["rule"]
    target, low_is_good = rule["target"]["text"], rule["aim"] == "low"
    maintained = target.startswith("maintain")
    number, quantum = _number(result.prior if maintained else target)
    band = re.match(r"(\d+)-(\d+)%", target)
    edges = (None, number) if low_is_good else (number, None)
    percentage = "%" in result.value
    # Counts that stand beside a target for the whole year: no months of its own, and no past.
    cumulative = not (percentage or low_is_good or maintained or "(" in target)
    months = {"Apr-Nov": 8, "Q1": 3}[result.period.split()[1]]
    return Printed(
        result.period, colour, percentage,
        (Fraction(band[1]), Fraction(band[2])) if band else edges, target.startswith("under"),
        _number(result.value)[0], quantum, Fraction(months, 12) if cumulative else None,
    )  # fmt: skip


Margin = Callable[[Printed, Fraction], "Fraction | None"]
"""How far amber reaches for a row and the edge that it misses; None is nowhere."""

MARGINS: dict[str, Margin] = {
    "two states, every miss red": lambda _row, _edge: None,
    "2 points on percentages, the rest in two states": lambda row, _: row.points(2) or None,
    "2 points on percentages, 2% of target on the rest": lambda row, edge: row.points(2) or edge / 50,
    "5 points on percentages, the rest in two states": lambda row, _: row.points(5) or None,
    "5 points on percentages, 5% of target on the rest": lambda row, edge: row.points(5) or edge / 20,
    "5% of target, everywhere": lambda _, edge: edge / 20,
    "10% of target, everywhere": lambda _, edge: edge / 10,
    "35% of target, everywhere": lambda _, edge: edge * 35 / 100,
    "every miss amber": lambda _, edge: edge * 1000,
}  # fmt: skip


def colours_agreed(rows: list[Printed], margin: Margin, *, rounded: bool) -> int:
    """How many rows a blanket margin gives their printed colour, with run rates and forecasts."""
    agreed = 0
    for row in rows:
        past = row.past(rounded=rounded)
        if past is None:
            colour = "green"
        else:
            reach = margin(row, past[1])
            colour = "amber" if reach is not None and past[0] <= reach else "red"
        agreed += colour == row.colour
    return agreed


def targets_agreed(rows: list[Printed], *, rounded: bool, run_rate: bool) -> int:
    """How many rows meet their target where they are printed green, and miss it elsewhere."""
    return sum(
        (row.past(rounded=rounded, run_rate=run_rate) is None) == (row.colour == "green") for row in rows
    )


def rules_agreed(change: Callable[[str], str]) -> int:
    """How many rows the rule file gives their printed colour, after a change to its text."""
    folder = ROOT / "rules" / "leicestershire"
    text = (folder / "leicestershire.rag.yml").read_text(encoding="utf-8")
    rules = ragengine.loads(change(text))
    with (ROOT / "tests" / "data" / "leicestershire_dashboards.csv").open(encoding="utf-8") as file:
        printed = {(row["period"], row["measure"]): row["printed"] for row in csv.DictReader(file)}
    rows = [row for row in ragengine.read_results(folder / "results") if (row.period, row.measure) in printed]
    verdicts = rules.rate_many(rows)
    return sum(
        str(verdict.rating) == printed[row.period, row.measure]
        for row, verdict in zip(rows, verdicts, strict=True)
    )


# ---- writing -------------------------------------------------------------------------------


def rewrite(path: Path) -> bool:
    """Run a page and write what came out into it. Whether anything changed."""
    page = path.read_text(encoding="utf-8")
    session, parts, end = Session(), [], 0
    with folder_of_a_page():
        for block in blocks(page):
            parts += [page[end : block.start], session.run(block)]
            end = block.end
    made = "".join([*parts, page[end:]])
    path.write_text(made, encoding="utf-8")
    return made != page


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, "written anew" if rewrite(Path(name).resolve()) else "as it was")  # noqa: T201 - it says what it did
