"""Paths: text in, text out, whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from ragengine.files import RESULTS, RULES, TESTS, find, read_source, write_whole
from ragengine.messages import statement, way_out


def trouble(path):
    source, (diagnostic,) = read_source(path)
    assert source is None
    return diagnostic


def said_of_another_ending(path):
    """The words for a name with another ending."""
    way = f"name it `{path.as_posix()[:-4]}yml`: rules and cases are looked for by that ending"
    return [f"`{path.as_posix()}` cannot be read: its name ends with `.yaml`; {way}"]


@pytest.mark.parametrize("name", ["a.rag.yaml", "a.ragtest.yaml"])
def test_another_ending_is_a_finding_with_the_name_to_give(tmp_path, name):
    path = tmp_path / name
    paths, found = find(path, RULES)
    assert ([], said_of_another_ending(path)) == (
        paths,
        [f"{statement(one)}; {way_out(one)}" for one in found],
    )


@pytest.mark.parametrize(("name", "pattern"), [("a.rag.yaml", RULES), ("a.ragtest.yaml", TESTS)])
def test_another_ending_is_a_finding_in_a_folder_too(tmp_path, name, pattern):
    path = tmp_path / name
    path.touch()
    paths, found = find(tmp_path, pattern)
    assert ([], said_of_another_ending(path)) == (
        paths,
        [f"{statement(one)}; {way_out(one)}" for one in found],
    )


def test_beside_others_a_file_of_another_ending_is_still_a_finding(tmp_path):
    for name in ("a.rag.yml", "b.rag.yaml", "c.ragtest.yaml"):
        (tmp_path / name).touch()
    paths, found = find(tmp_path, RULES)
    assert (["a.rag.yml"], 1) == ([one.name for one in paths], len(found))


# ---- reading -----------------------------------------------------------------------------------


def test_a_file_is_read_as_it_is(tmp_path):
    path = tmp_path / "a.rag.yml"
    path.write_bytes("one £\r\ntwo\N{BYTE ORDER MARK}".encode())
    source, found = read_source(path)
    assert (path.as_posix(), "one £\r\ntwo\N{BYTE ORDER MARK}", []) == (source.name, source.text, found)


def test_a_file_that_is_not_there_is_a_finding(tmp_path):
    path = tmp_path / "a.rag.yml"
    one = trouble(path)
    assert ("RAG001", None) == (one.code, one.place)
    assert f"`{path.as_posix()}` cannot be read: no such file or directory" == statement(one)


def test_a_folder_where_a_file_belongs_is_a_finding(tmp_path):
    assert f"`{tmp_path.as_posix()}` cannot be read: is a directory" == statement(trouble(tmp_path))


def test_a_name_that_no_file_can_have_is_a_finding(tmp_path):
    assert statement(trouble(tmp_path / ("x" * 300))).endswith("cannot be read: file name too long")


@pytest.mark.parametrize(
    ("data", "place", "facts"),
    [
        (b"one\ntwo \xff", "2:5", ("0xFF", "8")),
        (b"\xff", "1:1", ("0xFF", "0")),
        (b"ab\xc3(", "1:3", ("0xC3", "2")),
        (b"\xff\xfe1\x00", "1:1", ("0xFF", "0")),
    ],
)
def test_bytes_that_are_not_utf_8_are_a_finding_with_their_place(tmp_path, data, place, facts):
    path = tmp_path / "a.rag.yml"
    path.write_bytes(data)
    one = trouble(path)
    assert ("RAG002", f"{path.as_posix()}:{place}") == (one.code, str(one.place))
    assert facts == (one.facts["byte"], one.facts["offset"])


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (RULES, "save it as UTF-8; a byte order mark is fine"),
        (RESULTS, "save it as UTF-8; in Excel as `CSV UTF-8 (Comma delimited)`"),
    ],
)
def test_what_to_do_about_other_bytes_depends_on_what_writes_such_files(tmp_path, pattern, way):
    path = tmp_path / "a"
    path.write_text("£5", encoding="cp1252")
    assert way == way_out(read_source(path, pattern)[1][0])


def test_a_file_beyond_all_measure_is_a_finding_and_not_read(tmp_path):
    path = tmp_path / "a.rag.yml"
    with path.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    one = trouble(path)
    assert ("RAG003", f"{path.as_posix()}:1:1", {"size": "67,108,865", "limit": "67,108,864"}) == (
        one.code,
        str(one.place),
        one.facts,
    )


# ---- finding -----------------------------------------------------------------------------------


def test_a_file_is_found_as_it_is_whatever_its_name(tmp_path):
    path = tmp_path / "anything.txt"
    path.touch()
    assert ([path], []) == find(path, RULES)


def test_a_path_that_is_not_there_is_left_to_the_reader(tmp_path):
    assert ([tmp_path / "no"], []) == find(tmp_path / "no", RULES)


def test_a_folder_is_its_files_and_those_below_in_order(tmp_path):
    for name in ("b.rag.yml", "a.rag.yml", "c.yml", "r.csv", "below/d.rag.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.rag.yml").mkdir()
    (tmp_path / "gone.rag.yml").symlink_to(tmp_path / "nothing")
    assert ["a.rag.yml", "b.rag.yml", "below/d.rag.yml"] == [
        one.relative_to(tmp_path).as_posix() for one in find(tmp_path, RULES)[0]
    ]
    assert ["r.csv"] == [one.name for one in find(tmp_path, RESULTS)[0]]


def test_a_folder_without_such_files_is_a_finding(tmp_path):
    paths, (one,) = find(tmp_path, RULES)
    assert [] == paths
    assert f"`{tmp_path.as_posix()}` cannot be read: no *.rag.yml file is in this folder" == statement(one)


def deep_below(folder):
    """Make folders below one until the way to the last is longer than the system reads."""
    here = os.open(folder, os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=here)
        below = os.open("x" * 250, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)


def test_a_folder_below_that_cannot_be_looked_into_is_a_finding(tmp_path):
    (tmp_path / "a.rag.yml").touch()
    deep_below(tmp_path)
    paths, (one,) = find(tmp_path, RULES)
    assert ([tmp_path / "a.rag.yml"], "RAG001") == (paths, one.code)
    assert statement(one).endswith("cannot be read: file name too long")
    assert "let it be read, or take it out" == way_out(one)


@pytest.mark.skipif(os.geteuid() == 0, reason="every folder is open to root")
def test_a_folder_below_that_is_closed_is_a_finding(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    try:
        assert [f"`{closed.as_posix()}` cannot be read: permission denied"] * 2 == [
            statement(find(path, RULES)[1][0]) for path in (tmp_path, closed)
        ]
        assert ([closed / "a.rag.yml"], []) == find(closed / "a.rag.yml", RULES)
    finally:
        closed.chmod(0o700)


def test_a_name_that_no_folder_can_have_is_left_to_the_reader(tmp_path):
    path = tmp_path / ("x" * 300)
    assert ([path], []) == find(path, RULES)


# ---- writing -----------------------------------------------------------------------------------


def test_a_file_is_written_whole(tmp_path):
    path = tmp_path / "out.txt"
    write_whole(path, "one £\r\ntwo\n")
    assert "one £\r\ntwo\n".encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_what_was_there_before_is_replaced(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("a much longer text that was there before", encoding="utf-8")
    write_whole(path, "new")
    assert "new" == path.read_text(encoding="utf-8")


def test_what_cannot_be_written_leaves_what_was_there(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "new \ud800")
    assert ("old", [path]) == (path.read_text(encoding="utf-8"), list(tmp_path.iterdir()))


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "no" / "out.txt", "new")


def test_a_folder_of_that_name_is_an_error_and_nothing_is_left_behind(tmp_path):
    (tmp_path / "out").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "out", "new")
    assert [tmp_path / "out"] == list(tmp_path.iterdir())


def test_a_new_file_may_be_read_by_whom_other_new_files_may(tmp_path):
    usual, written = tmp_path / "usual.txt", tmp_path / "written.txt"
    usual.touch()
    write_whole(written, "text")
    assert stat.filemode(usual.stat().st_mode) == stat.filemode(written.stat().st_mode)


def test_a_link_still_leads_where_it_led(tmp_path):
    path, link = tmp_path / "out.txt", tmp_path / "link.txt"
    path.touch()
    link.symlink_to(path)
    write_whole(link, "new")
    assert ("new", True) == (path.read_text(encoding="utf-8"), link.is_symlink())


def test_what_is_no_file_is_not_replaced_by_one(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_whole(pipe, "new")
        assert b"new" == os.read(reader, 10)
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_that_is_missing_may_be_the_one_beside_it(tmp_path):
    (tmp_path / "rules.rag.yml").touch()
    _, (found,) = read_source(tmp_path / "rule.rag.yml")
    meant = (tmp_path / "rules.rag.yml").as_posix()
    assert f"did you mean `{meant}`? give a rule file (*.rag.yml) or a folder of them" == way_out(found)


@pytest.mark.parametrize("asked", ["rules.rag.yml", "rules.yml", "rule.rag.yaml", "rules"])
def test_the_file_that_is_meant_is_one_of_that_kind_where_several_are_as_near(tmp_path, asked):
    for name in ("rules.ragtest.yml", "rules.csv", "calls.rag.yml"):
        (tmp_path / name).touch()
    _, (found,) = read_source(tmp_path / asked)
    assert way_out(found).startswith(f"did you mean `{(tmp_path / 'rules.').as_posix()}")
    (tmp_path / "rule.ragtest.yml").touch()
    (tmp_path / "rule.rag.yml").touch()
    _, (found,) = read_source(tmp_path / "ruler.rag.yml")
    assert way_out(found).startswith(f"did you mean `{(tmp_path / 'rule.rag.yml').as_posix()}`?")


@pytest.mark.parametrize("path", ["zebra.csv", "nowhere/rule.rag.yml", "nowhere.rag.yml"])
def test_a_file_that_is_missing_and_like_no_other_is_only_missing(tmp_path, path):
    (tmp_path / "rules.rag.yml").touch()
    (tmp_path / "r.rag.yml").touch()
    _, (found,) = read_source(tmp_path / path)
    assert way_out(found).startswith("give a rule file")
