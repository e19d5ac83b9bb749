# ruff: noqa: SIM300 - a test says `expected == actual`
"""Paths: text in, text out, whole or not at all."""

from __future__ import annotations

import pytest

from ragengine import files
from ragengine.messages import render, statement


def said(found):
    return [(one.code, statement(one)) for one in found]


def test_a_file_is_its_text_under_its_name(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("measure,value\r\nm,£5\r\n".encode())
    source, found = files.read_source(path)
    assert [] == found
    assert (path.as_posix(), "measure,value\r\nm,£5\r\n") == (source.name, source.text)


def test_a_missing_file_is_a_finding(tmp_path):
    path = tmp_path / "none.csv"
    source, found = files.read_source(path)
    assert source is None
    assert [("RAG001", f"`{path.as_posix()}` cannot be read: no such file or directory")] == said(found)


def test_a_folder_is_no_file(tmp_path):
    source, found = files.read_source(tmp_path)
    assert source is None
    assert [("RAG001", f"`{tmp_path.as_posix()}` cannot be read: is a directory")] == said(found)


def test_a_file_that_is_too_large_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    path = tmp_path / "large.rag.yml"
    path.write_text("x" * 1001)
    source, found = files.read_source(path)
    assert source is None
    assert ["RAG003"] == [one.code for one in found]
    assert {"size": "1,001", "limit": "1,000"} == found[0].facts


def test_a_file_as_large_as_the_limit_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MAX_BYTES", 1000)
    path = tmp_path / "large.rag.yml"
    path.write_text("x" * 1000)
    source, found = files.read_source(path)
    assert (1000, []) == (len(source.text), found)


def test_bytes_that_are_not_utf_8_are_pointed_at(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes(b"measure,value\nm,5\xa3\n")
    source, found = files.read_source(path)
    assert source is None
    name = path.as_posix()
    assert [
        f"{name}:2:4: RAG002 the file is not UTF-8: byte 0xA3 at offset 17",
        "   |",
        " 2 | m,5\N{REPLACEMENT CHARACTER}",
        "   |    ^",
        "  help: save it as UTF-8; a byte order mark is fine",
    ] == render(found[0]).splitlines()


def test_a_wrong_byte_on_the_first_line_has_its_column_from_one(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes(b"\xff")
    _, (found,) = files.read_source(path)
    assert (1, 1) == (found.place.line, found.place.column)


@pytest.mark.xfail(reason="read_source counts the bytes before the wrong one, not the characters")
def test_the_column_of_a_wrong_byte_counts_characters(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("££".encode() + b"\xff")
    _, (found,) = files.read_source(path)
    assert (1, 3) == (found.place.line, found.place.column)


def test_a_path_that_is_no_folder_is_found_as_it_is(tmp_path):
    path = tmp_path / "whatever.txt"
    assert ([path], []) == files.find(path, files.RULES)


def test_a_folder_gives_its_matching_files_and_those_below_in_order(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "folder.csv").mkdir()
    for name in ("b.csv", "a.csv", "sub/c.csv", "note.txt"):
        (tmp_path / name).write_text("")
    found, problems = files.find(tmp_path, files.RESULTS)
    assert [] == problems
    assert ["a.csv", "b.csv", "sub/c.csv"] == [one.relative_to(tmp_path).as_posix() for one in found]


def test_a_folder_without_a_match_is_a_finding(tmp_path):
    paths, found = files.find(tmp_path, files.RULES)
    assert [] == paths
    why = f"`{tmp_path.as_posix()}` cannot be read: no *.rag.yml file is in this folder"
    assert [("RAG001", why)] == said(found)


def test_a_file_is_written_as_it_is_given(tmp_path):
    path = tmp_path / "out.csv"
    files.write_whole(path, "£\r\nb\n")
    assert "£\r\nb\n".encode() == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_file_that_is_there_is_replaced(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    files.write_whole(path, "new")
    assert "new" == path.read_text()


def test_what_was_there_stays_where_writing_fails(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        files.write_whole(path, "new \ud800")
    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_nothing_is_left_beside_a_folder_that_cannot_be_replaced(tmp_path):
    path = tmp_path / "out.csv"
    path.mkdir()
    with pytest.raises(OSError, match="directory"):
        files.write_whole(path, "new")
    assert [path] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        files.write_whole(tmp_path / "none" / "out.csv", "new")
