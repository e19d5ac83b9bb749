"""Paths: the only door to the file system. Text in, text out, whole or not at all."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ragengine.diagnostics import Diagnostic
from ragengine.document import MAX_BYTES
from ragengine.messages import did_you_mean
from ragengine.source import Place, Source
from ragengine.spelling import nearest

RULES = "*.rag.yml"
RESULTS = "*.csv"
TESTS = "*.ragtest.yml"
CONFIGURATIONS = ("ragengine.toml", "pyproject.toml")

_WAYS = {
    RULES: "give a rule file (*.rag.yml) or a folder of them",
    RESULTS: "give a table of results (*.csv) or a folder of them",
    TESTS: "give a file of tests (*.ragtest.yml) or a folder of them",
}


def read_source(path: Path, pattern: str = RULES) -> tuple[Source | None, list[Diagnostic]]:
    """The text of a file, or what keeps it from being read."""
    name = path.as_posix()
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            facts = {"size": f"{size:,}", "limit": f"{MAX_BYTES:,}"}
            return None, [Diagnostic("RAG003", Place(Source(name, ""), 1, 1), facts)]
        data = path.read_bytes()
    except OSError as error:
        way = _near(path) + _WAYS[pattern]
        return None, [_unreadable(name, _why(error), way)]
    return decode(data, name, pattern)


def decode(data: bytes, name: str, pattern: str = RULES) -> tuple[Source | None, list[Diagnostic]]:
    """The text of bytes, under a name, or what keeps them from being a text."""
    try:
        return Source(name, data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        shown = Source(name, data.decode("utf-8", "replace"))
        more = (
            "in Excel as `CSV UTF-8 (Comma delimited)`" if pattern == RESULTS else "a byte order mark is fine"
        )
        facts = {
            "byte": f"0x{data[error.start]:02X}", "offset": f"{error.start:,}",
            "way": f"save it as UTF-8; {more}",
        }  # fmt: skip
        return None, [Diagnostic("RAG002", Place(shown, line, column), facts)]


def find(path: Path, pattern: str) -> tuple[list[Path], list[Diagnostic]]:
    """A file as it is, or the files in a folder and below that match.

    None is a finding, and so is a folder below that cannot be looked into, and a file that would
    match but for its ending, `.yaml`: in a folder nobody would miss it.
    """
    if not os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above is closed
        return ([], [_misnamed(path)]) if path.name.endswith(_OTHERWISE) else ([path], [])
    closed: list[OSError] = []
    found, others = [], []
    for folder, _, names in os.walk(path, onerror=closed.append):
        for name in names:
            one = Path(folder, name)
            if fnmatch.fnmatch(name, pattern) and os.path.isfile(one):  # noqa: PTH113 - as above
                found.append(one)
            elif fnmatch.fnmatch(name, _MISNAMED.get(pattern, "")):
                others.append(one)
    problems = [
        _unreadable(Path(error.filename).as_posix(), _why(error), "let it be read, or take it out")
        for error in closed
    ]
    problems += map(_misnamed, sorted(others))
    if not found and not problems:
        return [], [_unreadable(path.as_posix(), f"no {pattern} file is in this folder", _WAYS[pattern])]
    return sorted(found), problems


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def configurations_above(start: Path) -> Iterator[Path]:
    """Every `ragengine.toml` and `pyproject.toml` from a file or folder upwards, the nearest first."""
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in CONFIGURATIONS:
            if (folder / name).is_file():
                yield folder / name


_HERE = Path(__file__).parent
_PAGES = (_HERE / "pages", _HERE.parents[1] / "docs" / "checks")
"""Where the pages of codes are: in an installation, and in a checkout."""


def page(code: str) -> str:
    """The page of a code in Markdown, such as that of `RAG204`.

    >>> print(page("RAG204").splitlines()[0])
    # RAG204: ambiguous-percent
    """
    folder = next(folder for folder in _PAGES if folder.is_dir())
    return (folder / f"{code}.md").read_text(encoding="utf-8")


_MISNAMED = {RULES: "*.rag.yaml", TESTS: "*.ragtest.yaml"}
_OTHERWISE = (".rag.yaml", ".ragtest.yaml")


def _misnamed(path: Path) -> Diagnostic:
    instead = path.with_suffix(".yml").as_posix()
    way = f"name it `{instead}`: rules and cases are looked for by that ending"
    return _unreadable(path.as_posix(), "its name ends with `.yaml`", way)


def _unreadable(path: str, why: str, way: str) -> Diagnostic:
    return Diagnostic("RAG001", None, {"path": path, "why": why, "way": way})


def _near(path: Path) -> str:
    """A question after the file beside a path that is missing; nothing where none is like it."""
    try:
        names = [] if path.exists() else [one.name for one in path.parent.iterdir()]
    except OSError:
        return ""
    stem, ending = _parted(path.name)
    alike_last = sorted(map(_parted, names), key=lambda parts: parts[1] == ending)
    known = {one: f"{one}{other}" for one, other in alike_last}
    found = nearest(stem, known)
    return did_you_mean(path.with_name(known[found]).as_posix() if found else None)


_ENDING = re.compile(r"(\.rag|\.ragtest)?(\.[^.]*)?\Z")


def _parted(name: str) -> tuple[str, str]:
    """The name of a file, and its ending, which is no likeness: all files of a kind have it.

    >>> _parted("calls.rag.yml"), _parted("2024.1.csv")
    (('calls', '.rag.yml'), ('2024.1', '.csv'))
    """
    stem = _ENDING.sub("", name, count=1)
    return stem, name.removeprefix(stem)


def append(path: Path, text: str) -> None:
    """Write at the end of a file that others write to as well. Raises `OSError`."""
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(text)


def _umask() -> int:
    """The permissions that new files do not get; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step: either all of it is there, or what was there before.

    Raises `OSError` where the place cannot be written.
    """
    if path.exists() and not path.is_file():  # a pipe, or the standard output of a shell
        path.write_text(text, encoding="utf-8", newline="")
        return
    import tempfile  # noqa: PLC0415 - it takes long to load, and most runs write no file

    path = path.resolve()
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        Path(name).chmod(mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
