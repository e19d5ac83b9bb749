"""Positions: lines of any kind of end, and places that travel without their text."""

import pickle

import pytest

from ragengine.source import Place, Source


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a\nb", ["a", "b"]),
        ("a\nb\n", ["a", "b", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a\n\r\n\nb", ["a", "", "", "b"]),
        ("a\fb\vc", ["a\fb\vc"]),
    ],
    ids=["empty", "unix", "unix end", "windows and old mac", "empty lines", "form feeds are no ends"],
)
def test_lines_end_at_unix_windows_and_old_mac_ends(text, lines):
    assert lines == Source("rules", text).lines


@pytest.mark.parametrize(("number", "expected"), [(1, "one"), (2, "two"), (0, ""), (-1, ""), (3, "")])
def test_a_line_is_counted_from_one_and_empty_beyond_the_ends(number, expected):
    assert expected == Source("rules", "one\ntwo").line(number)


def test_a_place_is_written_as_editors_read_it():
    expected = "rules.rag.yml:3:14"
    assert expected == str(Place(Source("rules.rag.yml", "text"), 3, 14, 5))


def test_a_place_travels_without_the_text_of_its_file():
    place = Place(Source("rules.rag.yml", "secret"), 3, 14, 5)
    data = pickle.dumps(place)
    there = pickle.loads(data)  # noqa: S301 - our own
    assert b"secret" not in data
    expected = ("rules.rag.yml", 3, 14, 5, "")
    assert expected == (there.source.name, there.line, there.column, there.width, there.source.line(3))


def test_neither_sources_nor_places_show_their_text():
    source = Source("rules.rag.yml", "secret")
    expected = "Source(name='rules.rag.yml')"
    assert expected == repr(source)
    assert "secret" not in repr(Place(source, 1, 1))
