"""Certificates: plain data from which anybody can derive the rating again."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

import ragengine
from certificate_reader import by_cuts, by_ranges
from ragengine import Result, loads
from ragengine.certificate import number
from ragengine.reports.verdicts import FORMATS, report

HERE = Path(__file__).parent
RULES = HERE.parent / "rules" / "leicestershire"
GOOD = sorted((HERE / "conventions" / "good").glob("*.rag.yml"))

HEADER = """
ragengine: 1
comparators: [national average]
units: {people: , visits: , admissions: }
measures:
"""


def certificate(measure, value, **columns):
    """The certificate of a verdict, as another program gets it."""
    rules = loads(f"{HEADER}  m: {{{measure}}}\n")
    (verdict,) = rules.rate_many([Result("m", value, **columns)])
    return json.loads(json.dumps(verdict.to_dict()))


# ---- deriving the rating again -----------------------------------------------------------------


def test_every_rating_of_the_four_reports_is_derived_again_from_its_certificate_alone():
    verdicts = ragengine.load(RULES).rate_many(ragengine.read_results(RULES / "results"))
    certificates = [json.loads(json.dumps(verdict.to_dict())) for verdict in verdicts]
    rated = [data for data in certificates if data["reason"] is None]
    assert 92 == len(rated)
    assert [data["rating"] for data in rated] == [by_ranges(data) for data in rated]
    assert [data["rating"] for data in rated] == [by_cuts(data) for data in rated]
    assert {"not rated"} == {data["rating"] for data in certificates if data["reason"]}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name.removesuffix(".rag.yml"))
def test_every_example_of_a_convention_is_derived_again_from_its_certificate_alone(path):
    rules = ragengine.load(path)
    derived = []
    for measure in rules.measures.values():
        for example in measure.examples:
            cells = dict(example.cells)
            period = example.period or next(iter(rules.every_year(measure.id))).period
            row = Result(measure.id, cells.pop("value", None), str(period) if period else None, figures=cells)
            data = json.loads(json.dumps(rules.rate_many([row])[0].to_dict()))
            if data["reason"] is None:
                derived.append((data["rating"], by_ranges(data), by_cuts(data)))
    assert derived
    assert [(rating,) * 3 for rating, _, _ in derived] == derived


@pytest.mark.parametrize("value", ["-2", "-1.5", "-0.5", "-0.4", "0", "0.4", "0.5", "1.4", "1.5"])
def test_a_rating_on_either_side_of_zero_is_derived_again(value):
    levels = "{green: at least 1, amber: -1 to 0, red: under -1}"
    data = certificate(f"aim: high, unit: index, domain: any, compare: 0 decimals, levels: {levels}", value)
    assert (data["rating"],) * 2 == (by_ranges(data), by_cuts(data))


def test_the_reader_is_short_and_knows_nothing_of_ragengine():
    text = (HERE / "certificate_reader.py").read_text(encoding="utf-8")
    assert 60 > len(text.splitlines())
    assert ["from __future__ import annotations", "import math", "from fractions import Fraction"] == [
        line for line in text.splitlines() if line.startswith(("import ", "from "))
    ]


# ---- what it holds -----------------------------------------------------------------------------


def test_a_certificate_holds_the_inputs_and_every_number_of_the_rule_with_its_place():
    text = f"{HEADER}  m:\n    title: People\n    code: 1G\n    theme: Reduce\n    framework: ASCOF\n"
    text += "    aim: high\n    unit: percent of people\n    target: 86%\n    amber: 2 points\n"
    rules = loads(f"{text}    compare: as quoted\n", "m.rag.yml")
    row = Result("1G", "84.1%", numerator="1041", denominator="1238", place="Leicester", status="actual")
    data = rules.rate_many([row])[0].to_dict()
    sentence = (
        "Amber: 84.1%, counted as 84%, is 2 points short of the 86% target, at the limit of its 2-point"
        " margin. 18 more of the 1,238 people would make it green."
    )
    assert data == {
        "format": 1,
        "measure": "m",
        "code": "1G",
        "title": "People",
        "framework": "ASCOF",
        "theme": "Reduce",
        "period": None,
        "place": "Leicester",
        "value": "84.1",
        "projected": None,
        "unit": "percent of people",
        "rating": "amber",
        "rank": 1,
        "scale": {"name": "RAG", "levels": ["green", "amber", "red"]},
        "reason": None,
        "detail": {},
        "gap": "-1.9",
        "explanation": sentence,
        "cautions": [],
        "result": {
            "given": "84.1%",
            "at": None,
            "value": "84.1",
            "numerator": "1041",
            "denominator": "1238",
            "events": None,
            "forecast": None,
            "status": "actual",
            "stands in": "the result",
            "months": [1, 12],
        },
        "rules": {"file": "m.rag.yml", "sha256": rules.files[0].measures[0].digest},
        "rule": {
            "at": "m.rag.yml:6:3",
            "aim": "high",
            "target": {
                "text": "86%",
                "at": "m.rag.yml:13:13",
                "lower": {"value": "86", "operator": "at least"},
            },
            "target months": [1, 12],
            "limits": "amber",
            "amber": {
                "text": "2 points",
                "at": "m.rag.yml:14:12",
                "below": {"reaches": "2", "end included": True},
            },
            "floor": None,
            "compare": {"rounds to": "1", "at": "m.rag.yml:15:14"},
            "basis": None,
            "moved by": None,
            "population": None,
            "figures": {},
            "domain": {"lowest": "0", "highest": "100", "whole": False},
        },
        "ranges": [
            {
                "level": "green",
                "text": "no worse than target",
                "at": "m.rag.yml:13:13",
                "rest": False,
                "from": {"value": "86", "side": "below"},
                "to": None,
            },
            {
                "level": "amber",
                "text": "2 points",
                "at": "m.rag.yml:14:12",
                "rest": False,
                "from": {"value": "84", "side": "below"},
                "to": None,
            },
            {
                "level": "red",
                "text": "rest",
                "at": "m.rag.yml:13:13",
                "rest": True,
                "from": None,
                "to": None,
            },
        ],
        "partition": {
            "cuts": [{"value": "83.5", "side": "below"}, {"value": "85.5", "side": "below"}],
            "labels": ["red", "amber", "green"],
        },
        "piece": 1,
    }


def test_the_digest_is_that_of_the_rule_files_bytes(tmp_path):
    path = tmp_path / "m.rag.yml"
    path.write_bytes(f"{HEADER}  m: {{aim: high, unit: percent, target: 9%, amber: none}}\n".encode())
    data = ragengine.load(path).rate("m", 5).to_dict()
    from hashlib import sha256

    assert {"file": path.as_posix(), "sha256": sha256(path.read_bytes()).hexdigest()} == data["rules"]


def test_a_plain_number_is_given_as_it_was():
    rules = loads(f"{HEADER}  m: {{aim: high, unit: percent, target: 9%, amber: none}}\n")
    assert ("8.5", "8.5") == tuple(
        rules.rate("m", 8.5).to_dict()["result"][key] for key in ("given", "value")
    )


def test_what_was_not_given_is_null():
    data = certificate("aim: high, unit: percent, target: 9%, amber: none", None)
    assert (None, None, "missing") == (data["result"]["given"], data["value"], data["reason"])


@pytest.mark.parametrize(
    ("amber", "shown"),
    [
        ("none", {"text": "none"}),
        ("under 2 points", {"text": "under 2 points", "below": {"reaches": "2", "end included": False}}),
        ("10% of target", {"text": "10% of target", "below": {"reaches": "8", "end included": True}}),
    ],
)
def test_amber_is_shown_as_written_with_how_far_it_reaches(amber, shown):
    data = certificate(f"aim: high, unit: percent, target: 80%, amber: {amber}", "80%")
    data["rule"]["amber"].pop("at")
    assert shown == data["rule"]["amber"]


def test_the_two_margins_of_a_band_are_shown_apart():
    amber = "{below: 2 points, above: none}"
    data = certificate(f"aim: band, unit: percent, target: 17-22%, amber: {amber}", "16%")
    assert {"text": "2 points below", "below": {"reaches": "2", "end included": True}} == {
        key: value for key, value in data["rule"]["amber"].items() if key != "at"
    }
    assert ("17", "22") == tuple(data["rule"]["target"][side]["value"] for side in ("lower", "upper"))


def test_a_margin_of_events_reaches_half_an_event_further():
    target = "under 4.1 (17 admissions)"
    data = certificate(f"aim: low, unit: admissions per 100k, target: {target}, amber: 6 admissions", "5.4")
    reach = {"reaches": number(Fraction("6.5") * Fraction("4.1") / 17), "end included": False}
    assert reach == data["rule"]["amber"]["above"]
    population = data["rule"]["population"]
    assert (number(Fraction(17 * 100_000) / Fraction("4.1")), "the target's own bracket") == (
        population["size"],
        population["from"],
    )


def test_a_floor_and_levels_are_shown_instead_of_amber():
    floor = certificate("aim: high, unit: percent, target: 80%, floor: 70%", "75%")
    levels = certificate("aim: high, unit: percent, levels: {green: at least 80%, red: rest}", "75%")
    assert ("floor", "70%", None) == (
        floor["rule"]["limits"],
        floor["rule"]["floor"]["text"],
        floor["rule"]["amber"],
    )
    assert ("levels", None, None) == (
        levels["rule"]["limits"],
        levels["rule"]["target"],
        levels["gap"],
    )


def test_a_run_rate_says_what_it_moved_the_cuts_by():
    measure = "aim: high, unit: visits, target: {2019-20: 100}, amber: 5, basis: forecast by run rate"
    data = certificate(measure, "60", period="2019-20 Apr-Nov")
    assert (["2", "3"], "forecast by run rate", "the run rate", [1, 8], [1, 12]) == (
        data["rule"]["moved by"],
        data["rule"]["basis"]["text"],
        data["result"]["stands in"],
        data["result"]["months"],
        data["rule"]["target months"],
    )
    assert [["190", "3"], ["200", "3"]] == [cut["value"] for cut in data["partition"]["cuts"]]


def test_a_figure_says_where_it_came_from():
    measure = "aim: high, unit: percent, target: {2023-24: national average}, amber: none"
    own = certificate(f"{measure}, national average: {{2023-24: 81% (2022-23)}}", "82%", period="2023-24")
    row = certificate(measure, "82%", period="2023-24", figures={"national average": "81.0%"})
    where = {
        "text": "81",
        "from": "rule",
        "note": "2022-23",
        "months": [1, 12],
        "period": None,
        "at": "<text>:6:111",
    }
    assert {"value": "81", **where} == own["rule"]["figures"]["national average"]
    where = {"text": "81.0", "from": "results", "note": "", "months": None, "period": None, "at": None}
    assert {"value": "81", **where} == row["rule"]["figures"]["national average"]


def test_a_forecast_and_what_a_run_rate_points_to_are_inputs_too():
    measure = "aim: low, unit: visits, target: {2023-24: 100}, amber: 5% of target, basis: forecast given"
    given = certificate(measure, "20", period="2023-24 Q1", forecast="110 (forecast)")
    assert {"given": "110 (forecast)", "at": None, "value": "110"} == given["result"]["forecast"]
    assert ("110", None, "-10") == tuple(given[key] for key in ("value", "projected", "gap"))
    run = certificate(measure.replace("given", "by run rate"), "20", period="2023-24 Q1")
    assert ("20", "80", "20") == tuple(run[key] for key in ("value", "projected", "gap"))
    assert run["result"]["forecast"] is None
    hidden = certificate(measure, "*", period="2023-24 Q1", forecast="110")
    assert ("suppressed", None) == (hidden["reason"], hidden["result"]["forecast"])


def test_a_verdict_without_a_rating_has_no_rule_but_says_why():
    data = certificate("aim: high, unit: percent, target: {2019-20: TBC}", "93.8%", period="2019-20")
    assert ("not rated", None, None, "no-target", "93.8") == tuple(
        data[key] for key in ("rating", "rank", "scale", "reason", "value")
    )
    assert not {"rule", "ranges", "partition", "piece"} & set(data)


def test_a_measure_that_nobody_knows_has_a_certificate_too():
    rules = loads(f"{HEADER}  m: {{aim: high, unit: percent, target: 9%, amber: none}}\n")
    data = rules.rate("n", "5%").to_dict()
    assert ("n", "unknown-measure", None, None) == tuple(
        data[key] for key in ("measure", "reason", "unit", "rules")
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (Fraction(0), "0"),
        (Fraction(-5, 2), "-2.5"),
        (Fraction(1234567), "1234567"),
        (Fraction(1, 3), ["1", "3"]),
        (Fraction(-2, 7), ["-2", "7"]),
        (Fraction(1, 10**40), "0." + "0" * 39 + "1"),
        (Fraction(10**40), "1" + "0" * 40),
    ],
)
def test_a_number_is_exact_text(value, text):
    assert text == number(value)


# ---- what is suppressed stays so ---------------------------------------------------------------


def everything_said_of(rules, rows):
    """All that a reader of any report can see."""
    verdicts = rules.rate_many(rows)
    texts = [str(verdict) for verdict in verdicts] + [json.dumps(verdict.to_dict()) for verdict in verdicts]
    return "\n".join([*texts, *(report(verdicts, form) for form in FORMATS), *map(repr, verdicts)])


COUNT = loads(
    f"{HEADER}  m: {{aim: low, unit: percent, target: {{2022-23: 9%, 2023-24: last year}}, amber: none}}\n"
)


@pytest.mark.parametrize("cell", ["<5", "*", "c", "[c]", "suppressed"])
def test_no_report_reveals_the_counts_beside_a_suppressed_result(cell):
    row = Result("m", cell, "2022-23", numerator="3173", denominator="4096", forecast="77.47")
    said = everything_said_of(COUNT, [row])
    assert "suppressed" in said
    assert not [secret for secret in ("3173", "3,173", "4096", "77.4") if secret in said]


@pytest.mark.parametrize(
    "value", ["77.47%", 77.47, Fraction(7747, 100), (7747, 10000), "7747 of 10000", "secret 7747"]
)
def test_no_report_reveals_a_result_that_its_status_suppresses(value):
    said = everything_said_of(COUNT, [Result("m", value, "2022-23", status="suppressed")])
    assert "suppressed" in said
    assert not [secret for secret in ("77.47", "7747") if secret in said]


def test_no_report_reveals_a_result_whose_status_is_misspelt():
    said = everything_said_of(COUNT, [Result("m", "77.47%", "2022-23", status="Suppresed")])
    assert "`Suppresed`" in said
    assert "77.47" not in said


@pytest.mark.parametrize("cell", ["<5 (3 of 4096)", "* (3 of 4096)", "[c](3 of 4096)"])
def test_no_report_reveals_what_stands_in_brackets_behind_a_mark(cell):
    said = everything_said_of(COUNT, [Result("m", cell, "2022-23")])
    assert "suppressed" in said
    assert "4096" not in said


@pytest.mark.parametrize("cell", ["77.47% (suppressed)", "77.47% (3 of 4096) (c)", "77.47 [c]"])
@pytest.mark.parametrize("aim", ["low", "none"])
def test_no_report_reveals_a_number_that_is_marked_as_suppressed(cell, aim):
    rules = loads(f"{HEADER}  m: {{aim: {aim}, unit: percent, target: {{2022-23: 9%}}, amber: none}}\n")
    said = everything_said_of(rules, [Result("m", cell, "2022-23", numerator="3173", denominator="4096")])
    assert not [secret for secret in ("77.47", "3173", "3,173", "4096") if secret in said]


def test_no_report_reveals_a_forecast_that_is_marked_as_suppressed():
    row = Result("m", "8%", "2022-23", forecast="77.47% (suppressed)")
    assert "77.47" not in everything_said_of(COUNT, [row])


def test_what_only_informs_reveals_no_result_that_its_status_suppresses():
    rules = loads(f"{HEADER}  m: {{aim: none, unit: percent}}\n")
    said = everything_said_of(rules, [Result("m", "77.47%", "2022-23", status="suppressed")])
    assert "77.47" not in said


def test_a_mark_in_the_counts_hides_a_result_that_is_blank():
    row = Result("m", "", "2022-23", numerator="<5", denominator="4096 people")
    said = everything_said_of(COUNT, [row])
    assert "suppressed" in said
    assert "4096" not in said


def test_no_later_row_reveals_a_result_that_its_status_suppressed():
    rows = [
        Result("m", "77.47%", "2022-23", status="suppressed"),
        Result("m", "12%", "2023-24"),
    ]
    assert "77.47" not in everything_said_of(COUNT, rows)


def test_a_suppressed_figure_is_not_there():
    said = everything_said_of(COUNT, [Result("m", "12%", "2023-24", prior="<5")])
    assert "last year's figure is not given" in said
