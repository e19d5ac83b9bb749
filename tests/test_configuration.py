"""The configuration of checks: what it may say, and what is told of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

import ragengine
from ragengine.checks import Settings
from ragengine.checks.settings import NotIgnorable, UnknownCode, codes_of, ignorable
from ragengine.codes import CODES
from ragengine.configuration import Configuration, has_section, read_configuration
from ragengine.loading import configuration_of
from ragengine.messages import statement, way_out
from ragengine.source import Source

FORMATS = ("full", "concise")


def read(text, name="ragengine.toml"):
    return read_configuration(Source(name, text), FORMATS)


def said(text, name="ragengine.toml"):
    """What is wrong with a configuration: where, what, and the way out."""
    return [f"{one.place}: {statement(one)}; {way_out(one)}" for one in read(text, name)[1]]


def test_an_empty_configuration_is_the_usual_one():
    assert (Configuration(), []) == read("")


def test_every_key_is_taken():
    configuration, found = read(
        'select = ["RAG4"]\nextend-select = ["RAG331"]\nignore = ["unused-unit"]\nrequire-reason = true\n'
        'fail-level = "error"\noutput-format = "concise"\n[per-file-ignores]\n"results/*.csv" = ["RAG515"]\n'
    )
    settings = configuration.settings
    assert [] == found
    assert codes_of("RAG4") | {"RAG331"} == settings.selected
    assert frozenset({"RAG409"}) == settings.ignored
    assert (("results/*.csv", frozenset({"RAG515"})),) == settings.ignored_in
    assert (True, "error", "concise") == (
        settings.require_reason, configuration.fail_level, configuration.output_format,
    )  # fmt: skip


def test_what_is_selected_comes_before_what_extends_it_wherever_it_stands():
    configuration, _ = read('extend-select = ["RAG421"]\nselect = ["RAG412"]\n')
    assert frozenset({"RAG412", "RAG421"}) == configuration.settings.selected


def test_a_project_file_has_a_table_of_its_own():
    text = '[project]\nname = "x"\n\n[tool.ragengine]\nfail-level = "info"\n'
    assert ("info", []) == (read(text, "pyproject.toml")[0].fail_level, read(text, "pyproject.toml")[1])
    assert has_section(Source("pyproject.toml", text))


@pytest.mark.parametrize("text", ["", "[tool]\nother = 1\n", "tool = 1\n", "= =", "ragengine = ="])
def test_a_project_file_without_the_table_says_nothing(text):
    assert not has_section(Source("pyproject.toml", text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('slect = ["RAG4"]', "ragengine.toml:1:1: `slect` is not a key of the configuration; did you mean `select`?"),
        ("\nx = 1", ("ragengine.toml:2:1: `x` is not a key of the configuration; known keys: select, extend-select, "
                     "ignore, per-file-ignores, require-reason, fail-level, output-format")),
        ('select = "RAG4"', 'ragengine.toml:1:1: `select`: this should be a list of codes; write `["RAG412", "RAG5"]`'),
        ("select = [1]", 'ragengine.toml:1:1: `select`: this should be a list of codes; write `["RAG412", "RAG5"]`'),
        ('ignore = ["RAG999"]', "ragengine.toml:1:1: `ignore`: `RAG999` is no code; `ragengine code` lists them"),
        ('extend-select = ["unused-unt"]', ("ragengine.toml:1:1: `extend-select`: `unused-unt` is no code; "
                                            "did you mean `unused-unit`? `ragengine code` lists them")),
        ('ignore = ["RAG101"]', "ragengine.toml:1:1: `ignore`: `RAG101` is an error, which is never ignored; mend what it finds"),
        ('per-file-ignores = ["RAG4"]', 'ragengine.toml:1:1: `per-file-ignores`: this should be a table; write `"results/*.csv" = ["RAG515"]`'),
        ('[per-file-ignores]\n"a" = "RAG4"', 'ragengine.toml:1:2: `per-file-ignores`: this should be a list of codes; write `["RAG412", "RAG5"]`'),
        ('require-reason = "yes"', "ragengine.toml:1:1: `require-reason`: this should be true or false; write `require-reason = true`"),
        ('fail-level = "fatal"', "ragengine.toml:1:1: `fail-level`: `fatal` is no severity; write one of: error, warning, info"),
        ("output-format = 1", 'ragengine.toml:1:1: `output-format`: this should be a format; write `output-format = "concise"`'),
        ('output-format = "pretty"', "ragengine.toml:1:1: `output-format`: `pretty` is no format; write one of: full, concise"),
        ("\n\nselect = ", "ragengine.toml:3:1: this is not TOML: invalid value (at end of document); look at this line"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_said_at_its_line(text, expected):
    if "end of document" in expected:  # whose line is not told
        expected = expected.replace(":3:1", ":1:1")
    assert [expected] == said(text)


@pytest.mark.parametrize("value", ['"x"', "1", "[]", "[[]]"])
def test_a_project_file_whose_table_is_none_is_said_at_its_line(value):
    expected = (
        "pyproject.toml:2:1: `ragengine`: this should be a table; "
        "write `[tool.ragengine]`, and the keys in lines below it"
    )
    assert [expected] == said(f"[tool]\nragengine = {value}", "pyproject.toml")


def test_a_line_that_toml_names_is_shown():
    assert ["ragengine.toml:2:1"] == [one.split(": ")[0] for one in said("select = []\nignore = ]\n")]


def test_all_that_is_wrong_is_said_at_once():
    assert 3 == len(said('selct = []\nfail-level = 1\nignore = ["RAG1"]\n'))


# ---- where it is looked for ----------------------------------------------------------------------


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_the_nearest_configuration_upwards_is_taken(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.ragengine]\nfail-level = "error"\n')
    write(tmp_path / "a" / "pyproject.toml", '[project]\nname = "x"\n')
    write(tmp_path / "a" / "b" / "rules.rag.yml", "")
    assert ("error", []) == level(tmp_path / "a" / "b" / "rules.rag.yml")
    write(tmp_path / "a" / "ragengine.toml", 'fail-level = "info"\n')
    assert ("info", []) == level(tmp_path / "a" / "b")


def level(path):
    configuration, found = configuration_of(path)
    return configuration.fail_level, found


def test_no_configuration_is_the_usual_one(tmp_path):
    assert (Configuration(), []) == configuration_of(tmp_path / "none")


def test_a_configuration_that_is_no_text_is_a_finding(tmp_path):
    (tmp_path / "ragengine.toml").write_bytes(b"\xff")
    assert ["RAG002"] == [one.code for one in configuration_of(tmp_path)[1]]


def test_check_from_python_takes_the_configuration_too(tmp_path):
    rule = "ragengine: 1\nmeasures: {m: {aim: high, unit: percent, target: 5%, amber: none}}\n"
    write(tmp_path / "a.rag.yml", rule)
    assert ["RAG412"] == [one.code for one in ragengine.check(tmp_path)]
    write(tmp_path / "ragengine.toml", 'ignore = ["RAG412"]\n')
    assert [] == ragengine.check(tmp_path)
    write(tmp_path / "ragengine.toml", 'ignroe = ["RAG412"]\n')
    assert ["RAG905"] == [one.code for one in ragengine.check(tmp_path)]


def test_check_from_python_takes_results_too(tmp_path):
    rule = "ragengine: 1\nmeasures: {m: {aim: high, unit: percent, target: 5%, amber: none, examples: [5% green]}}\n"
    write(tmp_path / "a.rag.yml", rule)
    write(tmp_path / "r.csv", "measure,value\nm,500%\n")
    assert ["RAG511"] == [one.code for one in ragengine.check(tmp_path, results=tmp_path / "r.csv")]
    assert ["RAG001"] == [one.code for one in ragengine.check(tmp_path, results=tmp_path / "none.csv")]


# ---- words for codes -----------------------------------------------------------------------------


def test_words_that_select_nothing_are_refused_with_the_nearest():
    for words, nearest in (
        ("RAG9999", None),
        ("", None),
        ("rag99", None),
        ("unused-units", "unused-unit"),
    ):
        with pytest.raises(UnknownCode) as problem:
            codes_of(words)
        assert (words, nearest is None) == (problem.value.words, problem.value.nearest is None)


def test_words_select_in_any_capitals():
    assert codes_of("RAG41") == codes_of("rag41")
    assert frozenset({"RAG409"}) == codes_of("Unused-Unit")
    assert codes_of("ALL") == codes_of("all")


def test_all_selects_all():
    assert frozenset(CODES) == codes_of("ALL")


def test_only_what_is_no_error_can_be_ignored():
    assert {"RAG405", "RAG412"} <= ignorable(["RAG4"])
    assert "RAG402" not in ignorable(["RAG4"])
    with pytest.raises(NotIgnorable, match="RAG402"):
        ignorable(["RAG402"])


def test_settings_look_for_errors_whatever_is_selected():
    settings = Settings(selected=frozenset({"RAG421"}))
    assert (True, True, False) == tuple(settings.looks_for(code) for code in ("RAG402", "RAG421", "RAG412"))


def test_the_projects_own_configuration_is_sound():
    assert [] == configuration_of(Path(__file__).parent.parent / "rules")[1]
