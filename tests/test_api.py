"""The verbs of the library: load rules, check them, rate results."""

from __future__ import annotations

import gc
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

import pytest

import ragengine
from errors_only import errors_at, errors_in
from ragengine import CallError, Reason, Result, ResultError, RuleError
from ragengine.collector import collector_at_rest
from ragengine.messages import statement

RULES = "ragengine: 1\nmeasures:\n  answered: {aim: high, unit: percent, target: 90%, amber: 2 points}\n"
OTHER = RULES.replace("answered", "calls")
EXAMPLE = RULES.replace("points}", "points, examples: [89% green, 91% green]}")


def write(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.rag.yml").write_text(text, encoding="utf-8")
    return folder


def said(found):
    return [(one.code, statement(one)) for one in found]


def problems(work, *arguments, **options):
    with pytest.raises((RuleError, ResultError)) as raised:
        work(*arguments, **options)
    return raised.value.diagnostics


# ---- load --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [str, lambda path: path])
def test_rules_are_loaded_from_a_file(kind, tmp_path):
    write(tmp_path, a=RULES)
    assert ["answered"] == list(ragengine.load(kind(tmp_path / "a.rag.yml")))


def test_rules_are_loaded_from_a_folder_and_those_below(tmp_path):
    (tmp_path / "sub").mkdir()
    write(tmp_path, b=RULES)
    write(tmp_path / "sub", a=OTHER)
    (tmp_path / "note.yml").write_text("not: rules", encoding="utf-8")
    rules = ragengine.load(tmp_path)
    assert ["answered", "calls"] == list(rules)
    assert "amber" == str(rules.rate("calls", "89%").rating)


def test_loaded_text_has_the_name_it_is_given():
    (found,) = problems(ragengine.loads, "ragengine: 1", "my rules")
    assert ("RAG102", "my rules:1:1") == (found.code, str(found.place))
    (found,) = problems(ragengine.loads, "ragengine: 1")
    assert "<text>:1:1" == str(found.place)


def test_a_measure_in_two_files_is_refused(tmp_path):
    write(tmp_path, a=RULES, b=RULES)
    (found,) = problems(ragengine.load, tmp_path)
    assert ("RAG401", "the measure `answered` is in two files") == said([found])[0]
    first, second = (f"{(tmp_path / name).as_posix()}:3:3" for name in ("a.rag.yml", "b.rag.yml"))
    assert (second, first) == (str(found.place), found.facts["first"])


def test_a_measure_in_three_files_is_refused_twice(tmp_path):
    write(tmp_path, a=RULES, b=RULES, c=RULES)
    assert ["RAG401", "RAG401"] == [one.code for one in problems(ragengine.load, tmp_path)]


def test_a_file_whose_year_starts_in_another_month_is_refused(tmp_path):
    write(tmp_path, a=RULES, b=OTHER.replace("measures", "year starts: September\nmeasures"))
    (found,) = problems(ragengine.load, tmp_path)
    assert (
        "RAG404", "the measure `calls` stands in a file whose year starts in another month",
    ) == said([found])[0]  # fmt: skip
    write(tmp_path, a=RULES.replace("measures", "year starts: September\nmeasures"))
    assert 2 == len(ragengine.load(tmp_path))


def test_every_problem_of_every_file_comes_at_once(tmp_path):
    write(tmp_path, a=RULES.replace("high", "hgh"), b=OTHER.replace("2 points", "2"), c="")
    found = problems(ragengine.load, tmp_path)
    assert ["RAG011", "RAG104", "RAG205"] == sorted(one.code for one in found)
    assert sorted(str(one.place) for one in found) == [str(one.place) for one in found]


def test_a_path_that_cannot_be_read_is_a_rule_error(tmp_path):
    assert ["RAG001"] == [one.code for one in problems(ragengine.load, tmp_path / "none.rag.yml")]
    assert ["RAG001"] == [one.code for one in problems(ragengine.load, tmp_path)]


def test_one_bad_file_beside_a_good_one_is_a_rule_error(tmp_path):
    write(tmp_path, a=RULES)
    (tmp_path / "b.rag.yml").write_bytes(b"\xff")
    assert ["RAG002"] == [one.code for one in problems(ragengine.load, tmp_path)]


def test_a_rule_error_counts_its_problems():
    with pytest.raises(RuleError) as one:
        ragengine.loads("ragengine: 1")
    assert "<text>:1:1: RAG102 " == str(one.value)[:19]
    assert "\n\n1 problem found" == str(one.value)[-17:]
    with pytest.raises(RuleError) as two:
        ragengine.loads(RULES.replace("high", "hgh").replace("2 points", "2"))
    assert 2 == len(two.value.diagnostics)
    assert "\n\n2 problems found" == str(two.value)[-18:]


# ---- check -------------------------------------------------------------------------------------


def test_clean_rules_have_nothing_wrong(tmp_path):
    write(tmp_path, a=RULES, b=OTHER)
    assert [] == errors_at(tmp_path)
    assert [] == errors_in(RULES)


def test_checking_runs_the_examples_and_loading_does_not(tmp_path):
    write(tmp_path, a=EXAMPLE)
    said_so = [("RAG402", "the example `89% green` should be green, and is amber")]
    assert said_so == said(errors_at(tmp_path))
    assert said_so == said(errors_in(EXAMPLE))
    assert ["answered"] == list(ragengine.load(tmp_path))


def test_examples_of_wrong_rules_are_not_run():
    assert ["RAG104"] == [one.code for one in errors_in(EXAMPLE.replace("high", "hgh"))]


def test_checking_raises_on_no_content(tmp_path):
    (tmp_path / "a.rag.yml").write_bytes(b"\x00\xff")
    assert ["RAG002"] == [one.code for one in errors_at(tmp_path)]
    assert ["RAG001"] == [one.code for one in errors_at(tmp_path / "none")]
    for text in ("", "\x00", "{", "a: b: c", "- 1", "[" * 1000, "&a *a", "ragengine: 2", "\ud800"):
        assert [] != errors_in(text)


def test_the_problems_of_a_text_stand_under_its_name():
    assert ["mine:1:1"] == [str(one.place) for one in errors_in("ragengine: 1", "mine")]


def test_describe_puts_a_diagnostic_in_words():
    (found,) = errors_in(EXAMPLE)
    assert [
        "<text>:3:81: RAG402 the example `89% green` should be green, and is amber",
        "   |",
        f" 3 | {EXAMPLE.splitlines()[2]}",
        "   | " + " " * 80 + "^^^^^^^^^",
        "  help: Amber: 89% is 1 percentage point short of the 90% target, within its 2-point margin.",
    ] == ragengine.describe(found).splitlines()


# ---- results -----------------------------------------------------------------------------------


def table(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_results_are_the_rows_of_a_file(tmp_path):
    path = table(tmp_path / "r.csv", "Measure,Value\nm,5\n")
    for given in (path, str(path)):
        assert [Result("m", "5")] == list(ragengine.read_results(given))


@pytest.mark.parametrize("work", [ragengine.loads, ragengine.check_text])
@pytest.mark.parametrize(
    ("given", "name"), [(RULES.encode(), "bytes"), (PurePosixPath("a.rag.yml"), "PurePosixPath")]
)
def test_rules_that_are_no_text_are_refused(work, given, name):
    with pytest.raises(CallError) as refused:
        work(given)
    assert f"rules are a text, and this is {name}: decode bytes, `load` a file" == str(refused.value)


def test_results_are_read_under_other_headings(tmp_path):
    path = table(tmp_path / "r.csv", "Indicator,Outturn\nm,5\n")
    columns = {"measure": "Indicator", "value": "outturn"}
    assert [Result("m", "5")] == list(ragengine.read_results(path, columns=columns))


def test_the_results_of_a_folder_are_those_of_its_files_in_order(tmp_path):
    table(tmp_path / "b.csv", "measure,value,place\nn,6,here\n")
    table(tmp_path / "a.csv", "measure,value,note\nm,5,so\n")
    read = ragengine.read_results(tmp_path)
    assert [Result("m", "5", note="so"), Result("n", "6", place="here")] == list(read)
    assert ("measure", "value", "note", "place") == read.headings


def test_a_folder_of_one_table_is_that_table(tmp_path):
    path = table(tmp_path / "a.csv", "measure,value\nm,5\n")
    assert ragengine.read_results(path) == ragengine.read_results(tmp_path)


def test_ragged_rows_stay_and_are_noted(tmp_path):
    table(tmp_path / "a.csv", "measure,value\nm,5,6\n")
    table(tmp_path / "b.csv", "measure,value\nn\n")
    read = ragengine.read_results(tmp_path)
    assert ["m", "n"] == [row.measure for row in read]
    assert ["RAG505", "RAG505"] == [one.code for one in read.diagnostics]


def test_every_table_that_cannot_be_read_is_said(tmp_path):
    table(tmp_path / "a.csv", "measure,value\nm,5\n")
    table(tmp_path / "b.csv", "measure\nm\n")
    table(tmp_path / "c.csv", "")
    (tmp_path / "d.csv").write_bytes(b"\xff")
    found = problems(ragengine.read_results, tmp_path)
    assert {"RAG503", "RAG506", "RAG002"} == {one.code for one in found}
    assert 3 == len(found)


def test_the_error_of_results_is_in_words(tmp_path):
    with pytest.raises(
        ResultError, match=r"^RAG001 `.*none\.csv` cannot be read: no such file or directory\n"
    ):
        ragengine.read_results(tmp_path / "none.csv")
    with pytest.raises(
        ResultError, match=r"^RAG001 `.*` cannot be read: no \*\.csv file is in this folder\n"
    ):
        ragengine.read_results(tmp_path)


def test_the_way_out_of_missing_results_is_no_rule_file(tmp_path):
    with pytest.raises(ResultError) as raised:
        ragengine.read_results(tmp_path / "none.csv")
    assert "rule file" not in str(raised.value)


# ---- one value, one rule -----------------------------------------------------------------------


def rated(value, **rule):
    verdict = ragengine.rate(value, **rule)
    return str(verdict.rating or verdict.reason)


def test_a_value_is_rated_by_a_target_and_a_margin():
    words = {"target": "86%", "amber": "2 points"}
    assert ["green", "amber", "red"] == [rated(value, **words) for value in ("86%", "84%", "83.9%")]
    verdict = ragengine.rate("84.1%", **words)
    assert "Amber: 84.1% is 1.9 percentage points short of the 86% target, within its 2-point margin." == (
        str(verdict)
    )
    assert ("value", Fraction("-1.9")) == (verdict.measure, verdict.gap)


@pytest.mark.parametrize(
    "value", [84.1, Decimal("84.1"), Fraction(841, 10), "84.1", "84.1%", (841, 1000), 84]
)
def test_values_come_in_every_type(value):
    assert "amber" == rated(value, target="86%", amber="2 points")


@pytest.mark.parametrize(
    ("value", "words", "unit"),
    [
        ("5", {"target": 4, "amber": 1}, "index"),
        ("5%", {"target": 4, "amber": "1 point"}, "percent"),
        (5, {"target": "4%", "amber": "1 point"}, "percent"),
        (5, {"levels": {"green": "at least 4%", "red": "rest"}}, "percent"),
        (5, {"target": 4, "amber": "25% of target"}, "index"),
        (120, {"levels": {"green": "at least 110% of baseline", "red": "rest"}, "baseline": 100}, "index"),
        ("5", {"target": "90% of last year", "amber": "none", "figures": {"last year": "4%"}}, "percent"),
        (5, {"target": "last year", "amber": "none", "last_year": "4%"}, "percent"),
        (5, {"target": 4, "amber": "none", "title": "% answered"}, "index"),
        ("£5", {"target": "£4", "amber": "none", "unit": "£"}, "£"),
        ("5 days", {"target": 4, "amber": "none", "unit": "days"}, "days"),
    ],
)
def test_the_unit_is_the_one_given_or_told_by_the_words(value, words, unit):
    verdict = ragengine.rate(value, **words)
    assert (unit, "green") == (verdict.to_dict()["unit"], str(verdict.rating))


@pytest.mark.parametrize(
    ("value", "words", "text", "unit"),
    [
        (9, {"target": "10 days", "amber": "2 days"}, "10 days", "days"),
        ("9 days", {"target": 10}, "9 days", "days"),
        (9, {"target": "under £10"}, "under £10", "£"),
        (9, {"target": 10, "amber": "2 points"}, "2 points", "percent"),
    ],
)
def test_a_call_whose_words_have_a_unit_is_told_to_give_it(value, words, text, unit):
    with pytest.raises(CallError) as refused:
        ragengine.rate(value, aim="low", **words)
    assert f'`{text}` has a unit, and the call gives none: pass `unit="{unit}"`' == str(refused.value)


def test_low_is_good_where_the_aim_is_low():
    assert ["green", "red"] == [rated(value, target=5, aim="low", amber="none") for value in (5, 6)]


def test_levels_are_given_as_a_mapping():
    words = {"levels": {"green": "at most 25", "amber": "under 50", "red": "rest"}, "aim": "low"}
    assert ["green", "amber", "red"] == [rated(value, **words) for value in (25, 49.9, 50)]


def test_a_floor_is_given_beside_the_target():
    assert ["green", "amber", "red"] == [
        rated(value, target="80%", floor="70%") for value in ("80%", "70%", "69.9%")
    ]  # fmt: skip


def test_comparing_as_quoted_is_given_in_a_word():
    words = {"target": "42%", "amber": "2 points"}
    assert ["amber", "green"] == [rated("41.6%", **words), rated("41.6%", compare="as quoted", **words)]


def test_keys_of_two_words_are_written_with_an_underscore():
    words = {"target": "last year", "amber": "2 points", "unit": "percent"}
    assert "amber" == rated("60%", last_year="62%", **words)
    assert "amber" == rated("60%", figures={"last year": "62%"}, **words)
    assert "no-comparator" == rated("60%", **words)


def test_lists_and_mappings_are_given_as_they_are():
    band = {"target": "17-22%", "aim": "band", "amber": {"below": "2 points", "above": "3 points"}}
    assert ["red", "amber", "green", "amber", "red"] == [
        rated(value, **band) for value in ("14.9%", "15%", "17%", "25%", "25.1%")
    ]  # fmt: skip
    wider = {"target": 100, "amber": {"wider of": ("2", "5% of target")}, "unit": "index"}
    assert ["amber", "red"] == [rated(value, **wider) for value in (95, 94)]


def test_comparators_are_declared_in_the_call():
    words = {"target": "national average", "amber": "2 points", "comparators": ["national average"]}
    assert "amber" == rated("77%", figures={"national average": "78%"}, **words)
    assert "no-comparator" == rated("77%", **words)


def test_a_figure_that_the_words_of_a_call_name_needs_no_declaration():
    words = {"target": "national average", "amber": "2 points"}
    assert "amber" == rated("77%", figures={"national average": "78%"}, **words)
    assert "amber" == rated("77%", figures={"National Average": "78%"}, **words)
    levels = {"green": "no worse than plan", "red": "rest"}
    figures = {"plan": "78%", "last year": "77%"}
    assert "red" == rated("77%", levels=levels, figures={"plan": "78%"})
    with pytest.raises(CallError, match="`last year` is no figure that the rule"):
        ragengine.rate("77%", levels=levels, figures=figures)
    with pytest.raises(CallError, match="`amber` is no figure that the rule"):
        ragengine.rate("77%", target="80%", amber="2 points", figures={"amber": "78%"})


def test_comparators_that_are_no_list_are_said():
    words = {"target": "plan", "amber": "2 points", "comparators": "plan"}
    assert "RAG103" in [one.code for one in problems(ragengine.rate, "77%", figures={"plan": "78%"}, **words)]


@pytest.mark.parametrize(
    ("unit", "value", "target"),
    [
        ("visits", "12 visits", 10), ("visits", 12, "10 visits"), ("visits", 12.0, 10),
        ("admissions per 100k", "12 per 100,000", 10), ("percent of people", "12%", "10%"),
        ("% of people", "12%", "10%"),
    ],
)  # fmt: skip
def test_a_call_needs_no_declaration_of_its_noun(unit, value, target):
    verdict = ragengine.rate(value, target=target, unit=unit, amber="none")
    assert ("green", unit.replace("%", "percent")) == (
        str(verdict.rating), verdict.to_dict()["unit"].replace("%", "percent"),
    )  # fmt: skip


def test_counts_of_people_are_said_in_people():
    sentence = str(ragengine.rate((8, 10), target="90%", amber="2 points", unit="percent of people"))
    assert "people" in sentence


@pytest.mark.parametrize(
    "unit", ["per cent of people", "Percent of people", "admissions PER 100k", "people Per 1,000"]
)
def test_a_noun_is_found_in_every_spelling_of_a_unit(unit):
    assert "green" == rated(12, target=10, unit=unit, amber="none")


@pytest.mark.parametrize("unit", ["visits", "visits (in person)", "5", "'\""])
def test_a_noun_of_a_call_can_be_any_words(unit):
    assert "green" == rated(5, target=5, amber="none", unit=unit)


@pytest.mark.parametrize(
    ("unit", "code"),
    [("per 0", "RAG203"), ("admissions per 0", "RAG203"), ("", "RAG201")],
)
def test_a_unit_that_is_none_is_a_rule_error(unit, code):
    found = problems(ragengine.rate, 5, target=5, amber="none", unit=unit)
    assert code in {one.code for one in found}


@pytest.mark.parametrize("target", [1e-07, 1e22, Decimal("1E+2"), Fraction(1, 4)])
def test_a_target_is_a_number_of_any_type(target):
    assert "green" == rated(target, target=target, amber="none")


def test_a_huge_number_has_a_sentence():
    assert "" != str(ragengine.rate(10**5000, target=5, amber=1))


def test_words_that_make_no_rule_are_a_rule_error():
    assert ["RAG303"] == [one.code for one in problems(ragengine.rate, 5, target=5)]
    assert ["RAG316"] == [one.code for one in problems(ragengine.rate, 5)]
    assert ["RAG101"] == [one.code for one in problems(ragengine.rate, 5, target=5, amber=1, flor=3)]
    with pytest.raises(RuleError, match=r"(?s)^<call>:\d+:\d+: RAG303 .*\n\n1 problem found$") as raised:
        ragengine.rate(5, target=5)
    assert isinstance(raised.value, ragengine.RagengineError)


def test_text_in_a_call_can_be_anything_and_stays_text():
    for text in ("a: b", "{", "\n  x: 1", "#", "- 1", '"', "é", "\N{SNOWMAN}"):
        assert [] != list(problems(ragengine.rate, 5, target=text, amber=1))


def test_a_value_that_cannot_be_read_is_not_rated():
    verdict = ragengine.rate("nonsense!", target="86%", amber="2 points")
    assert (None, Reason.UNREADABLE) == (verdict.rating, verdict.reason)


def test_a_call_without_a_year_takes_targets_of_one_year_only():
    assert "green" == rated("86%", target={"2019-20": "86%"}, amber="none", unit="percent")
    with pytest.raises(CallError, match="give `period=`, one of 2019-20, 2020-21"):
        ragengine.rate("86%", target={"2019-20": "86%", "2020-21": "87%"}, amber="none")


def test_a_call_with_a_year_takes_the_target_of_that_year():
    words = {"target": {"2019-20": "86%", "2020-21": "87%"}, "amber": "none"}
    assert ["green", "red"] == [rated("86%", period=year, **words) for year in ("2019-20", "2020-21")]
    assert "2020-21" == str(ragengine.rate("86%", period="2020-21", **words).period)
    assert "red" == rated(Result("m", "86%", period="2020-21"), **words)
    with pytest.raises(CallError, match="`yesterday` is no period"):
        ragengine.rate("86%", period="yesterday", **words)


# ---- the collector -----------------------------------------------------------------------------


def test_the_collector_rests_and_is_as_it_was_afterwards():
    assert gc.isenabled()
    with collector_at_rest():
        assert not gc.isenabled()
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    try:
        with collector_at_rest():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_collector_works_again_after_an_error():
    with pytest.raises(ZeroDivisionError), collector_at_rest():
        _ = 1 / 0
    assert gc.isenabled()


def test_what_others_have_frozen_stays_frozen():
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        with collector_at_rest():
            pass
        assert count == gc.get_freeze_count()
    finally:
        gc.unfreeze()
    with collector_at_rest():
        pass
    assert 0 == gc.get_freeze_count()


@pytest.mark.parametrize(
    ("rule", "key", "text"),
    [
        ({"target": float("nan"), "amber": "none"}, "target", "nan"),
        ({"target": float("-inf"), "amber": "none"}, "target", "-inf"),
        ({"target": Decimal("sNaN"), "amber": "none"}, "target", "sNaN"),
        ({"target": True, "amber": "none"}, "target", "True"),
        ({"target": {"2024-25": Decimal("Infinity")}, "amber": "none"}, "target", "Infinity"),
        ({"target": 5, "amber": {"narrower of": [1, False]}}, "amber", "False"),
        ({"target": "last year", "last_year": float("inf"), "amber": "none"}, "last year", "inf"),
    ],
)
def test_what_is_no_finite_number_stands_for_none(rule, key, text):
    with pytest.raises(CallError) as refused:
        ragengine.rate(5, **rule)
    assert f"`{key}` is `{text}`: give a finite number, or words as in a rule file" == str(refused.value)


def test_what_is_no_finite_number_is_no_population_either():
    assert problems(ragengine.rate, 5, target=5, amber="none", population=float("nan"))
