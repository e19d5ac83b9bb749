"""The pages of the codes as programs: each shows a fault, what is printed of it, and its cure.

The section "Bad" of a page holds files that give its code and no other, unless a comment says
`also: CODE`, and below them what the command prints, with the last line of its talk. The
section "Good" holds the same files mended. Files are named `bad.rag.yml`, `good.rag.yml`,
`results.csv` and `ragengine.toml`, unless the comment above a block says `file: NAME`.

The command is `ragengine check .`, without remarks on missing examples, which would hide what
a page is about; or `ragengine rate rules.rag.yml results.csv` where the page has a table; or
what a comment says, `run: COMMAND`, and then the page says it in words, too.

What Markdown cannot hold is made here by the function that the comment `made: NAME` names, and
long lines of what is printed of it are cut. A block of "How to silence" is a line of "Bad" with
a comment behind it, or a configuration.

After a change of messages or pages,

    python tests/code_pages.py

writes what is printed into the pages, and the index anew; the difference is then read like
any other.
"""

from __future__ import annotations

import contextlib
import re
import shlex
import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen
from click.testing import CliRunner

import docs_examples as docs
from ragengine.cli import main
from ragengine.cli.code import GROUPS, gravity
from ragengine.codes import CODES
from ragengine.document import MAX_BYTES, MAX_SCALAR

FOLDER = docs.ROOT / "docs" / "checks"
INDEX = FOLDER / "index.md"

SECTIONS = ["What", "Why", "Bad", "Good", "How to silence"]

_CHECK = "ragengine check . --ignore edges-untested"
_RATE = "ragengine rate rules.rag.yml results.csv"
_CHECK_RESULTS = "ragengine check rules.rag.yml --results results.csv"
_NAMES = {"yaml": "{}.rag.yml", "csv": "results.csv", "toml": "ragengine.toml"}


def page_of(code: str) -> Path:
    """Where the page of a code is kept."""
    return FOLDER / f"{code}.md"


def read(code: str) -> str:
    """The page of a code."""
    return page_of(code).read_text(encoding="utf-8")


# ---- inputs that Markdown cannot hold ------------------------------------------------------

_ANSWERED = """\
ragengine: 1
measures:
  calls-answered:
    aim: high
    unit: percent
    target: 80%
    amber: 2 points
"""


def _pound_of_windows() -> bytes:
    return "ragengine: 1\ntitle: Savings of £500,000\n".encode("cp1252")


def _tab() -> bytes:
    return _ANSWERED.replace("    target", "\ttarget").encode()


def _apostrophe_of_windows() -> bytes:
    return _ANSWERED.replace("measures:", "title: Children\x92s services\nmeasures:").encode()


def _long_title() -> bytes:
    return f"{_ANSWERED}    title: {'Calls answered. ' * (MAX_SCALAR // 16 + 1)}\n".encode()


MADE: dict[str, Callable[[], bytes]] = {
    "a pound sign of Windows": _pound_of_windows,
    "more bytes than are read": lambda: bytes(MAX_BYTES + 1),
    "a tab": _tab,
    "an apostrophe of Windows": _apostrophe_of_windows,
    "a title without end": _long_title,
}
"""The content of `bad.rag.yml` under the name by which a page asks for it."""

_WIDEST = 100


def _cut(printed: str) -> str:
    """What is printed, in lines that a page can hold."""
    lines = printed.splitlines()
    return "".join(f"{line[:_WIDEST]}...\n" if len(line) > _WIDEST else f"{line}\n" for line in lines)


# ---- running -------------------------------------------------------------------------------


@frozen
class Outcome:
    """What a command printed, with the codes in it, and how it ended."""

    printed: str
    exit_code: int

    @property
    def codes(self) -> set[str]:
        """The codes that were found."""
        return set(re.findall(r"^(?:\S+: )?(RAG\d{3})\b", self.printed, re.MULTILINE))


def _said(section: str, key: str) -> str:
    return next((words for block in docs.blocks(section) if (words := block.said(key))), "")


def _write(section: str, name: str) -> None:
    """Write the files that a section shows, or asks for, into the working folder."""
    if made := _said(section, "made"):
        Path("bad.rag.yml").write_bytes(MADE[made]())
    for block in docs.blocks(section):
        if block.language in _NAMES:
            path = Path(block.said("file") or _NAMES[block.language].format(name))
            path.write_text(block.text, encoding="utf-8")


def _is_rated(section: str) -> bool:
    return any(block.language == "csv" for block in docs.blocks(section))


def _run(command: str) -> Outcome:
    result = CliRunner().invoke(main, shlex.split(command)[1:], prog_name="ragengine")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.output, result.exit_code)


def outcome(page: str, heading: str) -> Outcome:
    """What the command of a section prints on its files; `heading` is `Bad` or `Good`.

    A table is rated by the rules that stand under "Bad", in both sections.
    """
    bad, section = docs.section(page, "Bad"), docs.section(page, heading)
    is_rated = _is_rated(bad)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        if is_rated:
            _write(bad, "bad")
        _write(section, heading.lower())
        command = _said(section, "run") or _said(bad, "run") or (_RATE if is_rated else _CHECK)
        came = _run(command)
    return Outcome(_cut(came.printed), came.exit_code) if _said(bad, "made") else came


def silenced(page: str) -> list[Outcome]:
    """What is printed of the files under "Bad" with each of the blocks under "How to silence"."""
    bad = docs.section(page, "Bad")
    command = _said(bad, "run") or (_CHECK_RESULTS if _is_rated(bad) else _CHECK)
    command = re.sub(" --ignore \\S+", "", command)  # it would set the configuration's own aside
    found = []
    for block in docs.blocks(docs.section(page, "How to silence")):
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            _write(bad, "bad")
            if block.language == "toml":
                name = "pyproject.toml" if "[tool." in block.text else "ragengine.toml"
                Path(name).write_text(block.text, encoding="utf-8")
            else:
                _comment(Path("bad.rag.yml"), block.text)
            found.append(_run(command))
    return found


def _comment(path: Path, line: str) -> None:
    """Write a comment behind the line of a file that it is shown behind."""
    text, bare = path.read_text(encoding="utf-8"), f"{line.partition('#')[0].rstrip()}\n"
    assert bare in text, f"no line of {path} is {bare}"
    path.write_text(text.replace(bare, line), encoding="utf-8")


def also(page: str) -> set[str]:
    """The codes that are found beside a page's own, where it cannot be found alone."""
    return set(_said(docs.section(page, "Bad"), "also").split())


def shown(page: str) -> docs.Block:
    """The block of a page that shows what is printed."""
    (block,) = (block for block in docs.blocks(page) if block.language == "text")
    return block


# ---- the index -----------------------------------------------------------------------------


def summary(page: str) -> str:
    """What is found, in the cell of a table: the first sentence of a page."""
    text = " ".join(docs.section(page, "What").split("\n\n")[1].split())
    return re.split(r"(?<=[.])\s", text)[0].replace("|", r"\|")


_ABOUT = (
    "Everything that `ragengine` can find has a code. A code is never used again for something else, so it "
    "can be searched for, linked to and counted. `ragengine code RAG204` prints a page in the terminal, and "
    "`ragengine code` the list."
)


def index() -> str:
    """The index of the pages, by groups."""
    parts = ["# Codes", _ABOUT]
    for group, title in GROUPS.items():
        rows = [
            f"| [{code}]({code}.md) | {about.name} | {gravity(code)} | {summary(read(code))} |"
            for code, about in CODES.items()
            if code.startswith(group)
        ]
        head = ["| code | name | severity | what is found |", "| --- | --- | --- | --- |"]
        parts += [f"## {title}", "\n".join([*head, *rows])]
    return "\n\n".join(parts) + "\n"


# ---- writing -------------------------------------------------------------------------------


def rewrite(code: str) -> bool:
    """Write what is printed now into the page of a code. Whether anything changed."""
    page = read(code)
    block = shown(page)
    made = f"{page[: block.start]}{outcome(page, 'Bad').printed}{page[block.end :]}"
    page_of(code).write_text(made, encoding="utf-8")
    return made != page


if __name__ == "__main__":
    changed = [code for code in CODES if rewrite(code)]
    INDEX.write_text(index(), encoding="utf-8")
    print("written anew:", ", ".join(changed) or "none")  # noqa: T201 - it says what it did
