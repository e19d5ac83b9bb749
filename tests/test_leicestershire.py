"""Four reports of one county council: 120 rows, each rated as printed or as its words say."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

import ragengine
from certificate_reader import by_cuts, by_ranges
from update_goldens import RULES, explanations

DATA = Path(__file__).parent / "data"


def read(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PRINTED = [(row["period"], row["measure"], row["printed"]) for row in read("leicestershire_dashboards.csv")]
SAID = [(row["period"], row["measure"], row["expected"]) for row in read("leicestershire_2023_24.csv")]


@pytest.fixture(scope="module")
def verdicts():
    return ragengine.load(RULES).rate_many(ragengine.read_results(RULES / "results"))


def given(verdict):
    return str(verdict.rating) if verdict.rating else "not rated"


def test_all_printed_rows_come_out_as_printed_and_all_statements_as_said(verdicts):
    expected = [*PRINTED, *SAID]
    actual = [(str(one.period), one.facts.measure_text, given(one)) for one in verdicts]
    assert expected == actual


def test_the_three_dashboards_print_91_rows_and_rate_68():
    expected = {"green": 52, "amber": 14, "red": 2, "not rated": 23}
    assert expected == Counter(rating for _, _, rating in PRINTED)


def test_every_row_without_a_rating_has_its_reason(verdicts):
    expected = {"information-only": 6, "not-due": 11, "no-survey": 4, "no-target": 2}
    reasons = Counter(str(one.reason) for one in verdicts[: len(PRINTED)] if one.rating is None)
    assert expected == reasons


def test_of_2019_20_eighteen_of_twenty_three_are_green_as_paragraph_27_says(verdicts):
    year = [one for one in verdicts if str(one.period) == "2019-20 Q1" and one.rating is not None]
    assert (23, 18) == (len(year), sum(one.rating is ragengine.GREEN for one in year))


def test_the_sentences_are_those_that_were_read():
    assert (RULES / "explanations.txt").read_text(encoding="utf-8") == explanations()


def test_every_rating_can_be_derived_again_from_its_certificate_alone(verdicts):
    derived = []
    for verdict in verdicts:
        data = json.loads(json.dumps(verdict.to_dict()))
        if data["rating"] == "not rated":
            derived.append(("not rated", "not rated"))
        else:
            derived.append((by_ranges(data), by_cuts(data)))
    assert [(rating, rating) for _, _, rating in [*PRINTED, *SAID]] == derived


def test_the_reader_of_certificates_is_short_and_stands_alone():
    text = (Path(__file__).parent / "certificate_reader.py").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 60
    assert "import ragengine" not in text


def test_the_rules_are_clean_and_their_examples_hold():
    assert [] == ragengine.check(RULES)
