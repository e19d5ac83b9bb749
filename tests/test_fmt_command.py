"""`ragengine fmt`: what it writes, says and answers."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from ragengine.cli import main

CROOKED = "measures:\n    answered: {target: '>= 80%' } # agreed\n"
STRAIGHT = "measures:\n  answered: {target: at least 80%}  # agreed\n"
BROKEN = "measures: [\n"

DIFF = """\
--- a.rag.yml
+++ a.rag.yml
@@ -1,2 +1,2 @@
 measures:
-    answered: {target: '>= 80%' } # agreed
+  answered: {target: at least 80%}  # agreed
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """A folder with a crooked file in it, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    write("a.rag.yml", CROOKED)


def write(name, text):
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def read(name):
    return Path(name).read_bytes().decode()


def run(*arguments, text=None):
    """Exit code, stdout and stderr of `ragengine fmt`."""
    result = CliRunner().invoke(main, ["fmt", *arguments], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.stdout, result.stderr


def test_a_file_is_laid_out():
    assert (0, "", "1 file laid out, 0 already were\n") == run("a.rag.yml")
    assert STRAIGHT == read("a.rag.yml")
    assert (0, "", "0 files laid out, 1 already was\n") == run("a.rag.yml")


def test_a_folder_has_rules_and_tests_and_each_file_counts_once():
    write("b/b.ragtest.yml", "rules :  x\n")
    write("b/c.rag.yml", STRAIGHT)
    write("b/other.yml", "a :  b\n")
    assert (0, "", "2 files laid out, 1 already was\n") == run(".", "a.rag.yml", "b")
    assert "rules: x\n" == read("b/b.ragtest.yml")
    assert "a :  b\n" == read("b/other.yml")


def test_a_folder_may_have_tests_only():
    write("t/b.ragtest.yml", "rules :  x\n")
    assert (0, "", "1 file laid out, 0 already were\n") == run("t")


def test_a_name_with_another_ending_is_an_error_and_the_others_are_laid_out():
    write("b.ragtest.yaml", "ragtest: 1\n")
    code, _, err = run(".")
    assert (2, STRAIGHT) == (code, read("a.rag.yml"))
    assert "`b.ragtest.yaml` cannot be read: its name ends with `.yaml`" in err


def test_a_folder_without_any_file_is_an_error():
    Path("empty").mkdir()
    code, out, talk = run("empty", "a.rag.yml")
    assert (2, "") == (code, out)
    assert "RAG001 `empty` cannot be read: no *.rag.yml file is in this folder" in talk
    assert STRAIGHT == read("a.rag.yml")


def test_what_is_right_is_not_written():
    write("a.rag.yml", STRAIGHT)
    before = Path("a.rag.yml").stat()
    run("a.rag.yml")
    after = Path("a.rag.yml").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_check_names_the_files_and_writes_nothing():
    write("b.rag.yml", STRAIGHT)
    assert (1, "a.rag.yml\n", "1 file would be laid out, 1 already is\n") == run("--check", ".")
    assert CROOKED == read("a.rag.yml")
    assert (0, "", "0 files would be laid out, 1 already is\n") == run("--check", "b.rag.yml")


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--check"]])
def test_diff_prints_what_would_change_and_writes_nothing(options):
    write("b.rag.yml", STRAIGHT)
    assert (1, DIFF, "1 file would be laid out, 1 already is\n") == run(*options, ".")
    assert CROOKED == read("a.rag.yml")
    assert (0, "", "0 files would be laid out, 1 already is\n") == run(*options, "b.rag.yml")


def test_a_diff_says_where_the_last_newline_is_missing():
    write("a.rag.yml", "a: b")
    expected = "--- a.rag.yml\n+++ a.rag.yml\n@@ -1 +1 @@\n-a: b\n\\ No newline at end of file\n+a: b\n"
    assert expected == run("--diff", "a.rag.yml")[1]


def test_line_ends_of_windows_and_a_byte_order_mark_go():
    write("a.rag.yml", "\N{BYTE ORDER MARK}a: b\r\nc: d\r\n")
    assert (0, "", "1 file laid out, 0 already were\n") == run("a.rag.yml")
    assert "a: b\nc: d\n" == read("a.rag.yml")


def test_stdin_goes_to_stdout():
    assert (0, STRAIGHT, "") == run("-", text=CROOKED)
    assert (0, STRAIGHT, "") == run("-", text=STRAIGHT)
    assert (1, "<stdin>\n", "") == run("--check", "-", text=CROOKED)
    assert (0, "", "") == run("--check", "-", text=STRAIGHT)
    assert (1, DIFF.replace("a.rag.yml", "<stdin>"), "") == run("--diff", "-", text=CROOKED)


def test_what_is_printed_is_utf_8_whatever_the_terminal_has():
    text = "a: \N{GREATER-THAN OR EQUAL TO} \xa35\n".encode()
    command = [sys.executable, "-m", "ragengine", "fmt", "-"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    result = subprocess.run(command, input=text, capture_output=True, check=True, env=environment)
    assert text == result.stdout


def test_output_may_go_to_a_text_in_memory():
    with contextlib.redirect_stdout(io.StringIO()) as out, pytest.raises(SystemExit):
        main.main(["fmt", "--check", "a.rag.yml"])
    assert "a.rag.yml\n" == out.getvalue()


def test_stdin_stands_alone():
    assert (2, "", "`-` is the text on stdin: give no other path with it\n") == run("-", "a.rag.yml", text="")


@pytest.mark.parametrize("text", [BROKEN, "", "\x00\x01", "a:\n\tb: c\n", "a: &b c\n", "a: b\n---\nc: d\n"])
def test_a_file_that_is_not_yaml_stays_and_the_others_are_laid_out(text):
    write("b.rag.yml", text)
    code, out, talk = run(".")
    assert (2, "") == (code, out)
    assert talk.startswith("b.rag.yml:")
    assert talk.endswith("\n1 file laid out, 0 already were\n")
    assert text == read("b.rag.yml")
    assert STRAIGHT == read("a.rag.yml")
    assert (2, "") == run("-", text=text)[:2]


def test_a_file_that_is_not_utf_8_stays():
    Path("a.rag.yml").write_bytes(b"a:  \xff\n")
    code, _, talk = run("a.rag.yml")
    assert 2 == code
    assert talk.startswith("a.rag.yml:1:5: RAG002")
    assert b"a:  \xff\n" == Path("a.rag.yml").read_bytes()
    assert run("-", text=b"a:  \xff\n")[2].startswith("<stdin>:1:5: RAG002")


def test_a_path_that_is_not_there_is_an_error():
    code, _, talk = run("none.rag.yml")
    assert 2 == code
    assert "RAG001 `none.rag.yml` cannot be read: no such file or directory" in talk


def test_a_file_whose_rules_are_wrong_is_laid_out():
    write("a.rag.yml", "measure :  nothing\n")
    assert (0, "", "1 file laid out, 0 already were\n") == run("a.rag.yml")
    assert "measure: nothing\n" == read("a.rag.yml")


def test_a_place_that_cannot_be_written_is_told_in_words(monkeypatch):
    def refuse(path, _text):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("ragengine.files.write_whole", refuse)  # as root nothing is refused
    assert (2, "", "`a.rag.yml` cannot be written: Permission denied\n") == run("a.rag.yml")
