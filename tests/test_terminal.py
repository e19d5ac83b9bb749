"""What a terminal adds: colour that repeats the word, wrapping, and a bar for long work.

The terminals here are real ones: pairs of pseudo-terminals.
"""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ragengine import Result, loads
from ragengine.cli import main
from ragengine.terminal import is_terminal, print_table, track

RULES = Path(__file__).parent.parent / "rules" / "leicestershire"
RESULTS = RULES / "results" / "2019-20.csv"

SMALL = loads("""
ragengine: 1
scales:
  stars: [{good: {colour: green}}, {odd: {colour: mauve}}, bad]
measures:
  m: {code: 1G, aim: high, unit: percent, target: 82%, amber: 2 points}
  s: {aim: high, scale: stars, unit: percent, target: 82%, amber: 2 points}
""")


class Screen:
    """The other end of a terminal, which remembers what was written."""

    def __init__(self):
        self.end, self.written = None, b""

    @property
    def text(self):
        return self.written.decode().replace("\r\n", "\n")


@contextlib.contextmanager
def screen(monkeypatch, *streams, **environment):
    """A terminal in the place of some of this process's streams."""
    seen = Screen()
    ours, theirs = pty.openpty()
    seen.end = theirs

    def read():
        with contextlib.suppress(OSError):  # the other end is closed
            while data := os.read(ours, 65536):
                seen.written += data

    reader = threading.Thread(target=read)
    reader.start()
    settings = {
        "TERM": "xterm-256color",
        "COLUMNS": "100",
        "NO_COLOR": None,
        "FORCE_COLOR": None,
        **environment,
    }
    with monkeypatch.context() as patch, os.fdopen(theirs, "w", encoding="utf-8", closefd=False) as file:
        for name, value in settings.items():
            patch.delenv(name, raising=False)
            if value is not None:
                patch.setenv(name, value)
        for stream in streams:
            patch.setattr(sys, stream, file)
        yield seen
        file.flush()
    os.close(theirs)
    reader.join()
    os.close(ours)


def rows(*values):
    return SMALL.rate_many([Result("m", value) for value in values], period=None)


COLOURED = re.compile(r"\x1b\[(3\d)m  (\w+)")


# ---- what a terminal is ------------------------------------------------------------------------


@pytest.mark.parametrize(("term", "expected"), [("xterm", True), ("dumb", False), (None, True)])
def test_a_terminal_is_one_that_understands_more_than_plain_text(monkeypatch, term, expected):
    with screen(monkeypatch, "stdout", TERM=term):
        assert expected is is_terminal(sys.stdout)


def test_a_file_is_no_terminal(tmp_path):
    with (tmp_path / "out.txt").open("w", encoding="utf-8") as file:
        assert is_terminal(file) is False


# ---- the table ---------------------------------------------------------------------------------


def test_the_rating_is_a_word_that_colour_repeats(monkeypatch):
    with screen(monkeypatch, "stdout") as seen:
        print_table(rows("83%", "81%", "70%", "N/A"))
    assert [("32", "green"), ("33", "amber"), ("31", "red")] == COLOURED.findall(seen.text)
    assert "  not rated  1G m  Not rated: no result is given." in seen.text


def test_colours_follow_the_scale_and_an_unknown_one_is_left_out(monkeypatch):
    found = SMALL.rate_many([("s", "83%"), ("s", "81%"), ("s", "70%")])
    with screen(monkeypatch, "stdout") as seen:
        print_table(found)
    assert [("32", "good")] == COLOURED.findall(seen.text)
    assert re.search(r"^  odd +s ", seen.text, re.MULTILINE)
    assert re.search(r"^  bad +s ", seen.text, re.MULTILINE)


def test_no_color_is_honoured(monkeypatch):
    with screen(monkeypatch, "stdout", NO_COLOR="1") as seen:
        print_table(rows("83%", "81%"))
    assert [] == COLOURED.findall(seen.text)
    assert "  green  1G m  Green: 83%" in re.sub(r"\x1b\[\d*m", "", seen.text)


def test_long_sentences_are_wrapped_to_the_width(monkeypatch):
    with screen(monkeypatch, "stdout", COLUMNS="60", NO_COLOR="1") as seen:
        print_table(rows("81%"))
    lines = re.sub(r"\x1b\[\d*m", "", seen.text).splitlines()
    assert 2 < len(lines)
    assert 60 >= max(len(line) for line in lines)


def test_periods_are_headings_and_cautions_are_footnotes(monkeypatch):
    found = SMALL.rate_many(
        [
            Result("m", "83% (provisional)", "2019-20"),
            Result("m", "83% (provisional)", "2019-20"),
            Result("m", "83%", "2020-21"),
            Result("m", "83%"),
        ]
    )
    with screen(monkeypatch, "stdout", NO_COLOR="1") as seen:
        print_table(found)
    text = re.sub(r"\x1b\[\d*m", "", seen.text)
    headings = [line.strip() for line in text.splitlines() if re.match(r"\S", line)]
    assert ["2019-20", "2020-21", "Results", "[1] The result is provisional."] == headings
    assert 2 == text.count("target. [1]")


def test_a_cell_in_square_brackets_is_text_and_no_markup(monkeypatch):
    with screen(monkeypatch, "stdout") as seen:
        print_table(rows("[bold]5"))
    assert "`[bold]5` cannot be read" in seen.text


def test_a_cell_with_control_characters_has_no_power_over_the_terminal(monkeypatch):
    with screen(monkeypatch, "stdout", NO_COLOR="1") as seen:
        print_table(rows("\x1b[2J\x1b]0;title\x075"))
    assert "\x1b[2J" not in seen.text
    assert "\x1b]0;" not in seen.text


def test_nothing_is_printed_of_no_verdicts(monkeypatch):
    with screen(monkeypatch, "stdout") as seen:
        print_table([])
    assert "" == seen.text.strip()


# ---- the bar -----------------------------------------------------------------------------------


def slowly(items, pause):
    for item in items:
        time.sleep(pause)
        yield item


def test_a_bar_shows_work_that_takes_over_a_second(monkeypatch):
    with screen(monkeypatch, "stderr") as seen:
        assert [0, 1, 2, 3, 4] == list(track(slowly(range(5), 0.3), 5))
    assert "rating" in seen.text
    assert "\u2501" in seen.text


def test_quick_work_shows_no_bar(monkeypatch):
    with screen(monkeypatch, "stderr") as seen:
        assert [0, 1, 2] == list(track(range(3), 3))
    assert "rating" not in seen.text


def test_without_a_terminal_there_is_no_bar(capsys):
    assert [0, 1, 2] == list(track(slowly(range(3), 0.4), 3))
    assert "" == capsys.readouterr().err


def test_a_bar_ends_where_the_work_fails(monkeypatch):
    def failing():
        yield from slowly(range(4), 0.3)
        raise RuntimeError("broken")

    with screen(monkeypatch, "stderr") as seen, pytest.raises(RuntimeError, match="broken"):
        list(track(failing(), 9))
    assert seen.text.rstrip().endswith("\x1b[2K") or "\x1b[?25h" in seen.text


# ---- the command line on a terminal ------------------------------------------------------------


def test_the_command_prints_a_wrapped_table_on_a_terminal(monkeypatch):
    with screen(monkeypatch, "stdout", COLUMNS="80") as seen:
        main(["rate", str(RULES), str(RESULTS)], standalone_mode=False)
    assert ("32", "green") in COLOURED.findall(seen.text)
    assert 80 >= max(len(line) for line in re.sub(r"\x1b\[\d*m", "", seen.text).splitlines())


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_other_formats_are_plain_on_a_terminal_too(monkeypatch, form):
    with screen(monkeypatch, "stdout") as seen:
        main(["rate", str(RULES), str(RESULTS), "--format", form], standalone_mode=False)
    assert "\x1b" not in seen.text


def test_a_real_terminal_gets_colour_and_a_pipe_does_not():
    command = [sys.executable, "-m", "ragengine", "rate", str(RULES), str(RESULTS)]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    environment.pop("NO_COLOR", None)
    child, ours = pty.fork()
    if child == 0:
        os.execve(command[0], command, environment)  # noqa: S606 - the child becomes the tool
    written = b""
    with contextlib.suppress(OSError):
        while data := os.read(ours, 65536):
            written += data
    os.close(ours)
    assert 0 == os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert b"\x1b[32m  green" in written
    piped = subprocess.run(command, capture_output=True, env=environment, check=True)
    assert b"\x1b" not in piped.stdout
    assert b"2019-20 Q1\n  green " in piped.stdout
