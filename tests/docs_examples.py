"""The pages of the documentation as programs: what is shown is run, and must come out as shown.

A page is read from top to bottom in a folder of its own, where `rules/` is the repository's.
CONTRIBUTING.md says how blocks are marked. After a change that a page shows on purpose,

    python tests/docs_examples.py docs/tutorial.md

runs the page and writes what came out into it; the difference is then read like any other.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from attrs import define, field, frozen
from click.testing import CliRunner

import ragengine
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
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/**/*.md"))]


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
            raise AssertionError(f"the command before `{command}` ended with {self.code}: show it by `echo $?`")
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
    found = [one.code for one in ragengine.check_text(block.text, block.said("file") or "<page>")]
    expected = block.said("refused").split()
    if sorted(found) != sorted(expected):
        raise AssertionError(f"found {found}, where the page says {expected}, in\n{block.text}")


def _words(command: str) -> list[str]:
    """The words of a command, quotes as in a shell."""
    import shlex  # noqa: PLC0415 - needed by commands only

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
        n for n, line in enumerate(lines) if n > start and re.match(rf"#{{1,{rank}}} ", line) and not _in_block(lines, n)
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
