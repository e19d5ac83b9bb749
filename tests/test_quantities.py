"""Conversions: exact, and only between units of one kind; pint's quantities in and out."""

import subprocess
import sys
from fractions import Fraction

import pint
import pytest

from ragengine.exact import NotANumber, Quoted
from ragengine.quantities import (
    Conversion,
    Mismatch,
    factor,
    from_quantity,
    is_quantity,
    registry,
    to_quantity,
)
from ragengine.units import Noun, UnitProblem, read_number, read_unit

NOUNS = {
    "visits": Noun("visits"),
    "admissions": Noun("admissions", also=("adm's",)),
    "tonnes": Noun("tonnes", "amount"),
    "days a month": Noun("days a month", "duration"),
}

FOREIGN = pint.UnitRegistry()


def unit(words):
    return read_unit(words, NOUNS)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("percent", "percent", "1"),
        ("percent", "percent of visits", "1"),
        ("visits", "visits", "1"),
        ("index", "index", "1"),
        ("£", "£", "1"),
        ("days a month", "days a month", "1"),
        ("hours", "days", "1/24"),
        ("days", "hours", "24"),
        ("weeks", "ms", "604800000"),
        ("ms", "seconds", "1/1000"),
        ("minutes", "hours", "1/60"),
        ("years", "months", "12"),
        ("admissions per 1,000", "admissions per 100k", "100"),
        ("admissions per 1m", "admissions per 100k", "1/10"),
        ("per 1,000", "admissions per 100k", "100"),
        ("visits per 10 km", "visits per 100 km", "10"),
        ("visits per 3", "visits per 7", "7/3"),
    ],
)
def test_units_of_one_kind_convert_exactly(source, target, expected):
    assert Fraction(expected) == factor(unit(source), unit(target))


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("visits", "percent"),
        ("percent", "visits"),
        ("visits", "admissions"),
        ("tonnes", "visits"),
        ("£", "index"),
        ("index", "percent"),
        ("days", "months"),
        ("days", "days a month"),
        ("days a month", "days"),
        ("admissions", "admissions per 100k"),
        ("visits per 1,000", "admissions per 100k"),
        ("admissions per 1,000", "per 100k"),
        ("visits per 10 km", "visits per 100k"),
        ("visits per 100k", "percent"),
    ],
)
def test_units_of_different_kinds_do_not_convert(source, target):
    with pytest.raises(Mismatch) as refused:
        factor(unit(source), unit(target))
    assert f"{source} and {target}" == str(refused.value)
    assert unit(source) == refused.value.source


@pytest.mark.parametrize(
    ("text", "words", "value", "quantum"),
    [
        ("50", "percent", "50", "1"),
        ("50%", "percent", "50", "1"),
        ("5 visits", "visits", "5", "1"),
        ("36 hours", "days", "1.5", "1/24"),
        ("1.5 days", "hours", "36", "2.4"),
        ("0.5 per 1,000", "admissions per 100k", "50", "10"),
        ("£1.2m", "£", "1200000", "100000"),
    ],
)
def test_a_written_number_comes_to_the_measures_own_unit(text, words, value, quantum):
    written = read_number(text)
    expected = Quoted(Fraction(value), Fraction(quantum), "")
    assert expected == Conversion(unit(words), NOUNS).convert(written)


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("50.0%", "percent", "50.0"),
        ("36 hours", "days", "1.5"),
        ("0.5 per 1,000", "admissions per 100k", "50"),
    ],
)
def test_a_number_is_shown_in_the_measures_own_unit(text, words, shown):
    assert shown == Conversion(unit(words), NOUNS).convert(read_number(text)).text


@pytest.mark.parametrize(
    ("text", "words", "problem"),
    [
        ("5 widgets", "visits", UnitProblem),
        ("5%", "visits", Mismatch),
        ("5 adm's", "admissions per 100k", Mismatch),
        ("5 per 1,0", "admissions per 100k", NotANumber),
    ],
)
def test_a_number_in_another_kind_of_unit_is_refused(text, words, problem):
    with pytest.raises(problem):
        Conversion(unit(words), NOUNS).convert(read_number(text))


# ---- pint ------------------------------------------------------------------------------------


def test_pint_is_loaded_only_when_two_units_differ():
    code = (
        "import sys\n"
        "from ragengine.quantities import factor\n"
        "from ragengine.units import read_unit\n"
        "factor(read_unit('days', {}), read_unit('day', {}))\n"
        "before = 'pint' in sys.modules\n"
        "factor(read_unit('days', {}), read_unit('hours', {}))\n"
        "print(before, 'pint' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    expected = "False True"
    assert expected == done.stdout.strip()


@pytest.mark.parametrize(
    ("value", "expected"),
    [(registry().Quantity(5, "day"), True), (FOREIGN.Quantity(5, "m"), True), (5, False), ("5 days", False)],
    ids=["ours", "another's", "int", "text"],
)
def test_a_quantity_of_any_registry_is_known_as_one(value, expected):
    assert expected is is_quantity(value)


@pytest.mark.parametrize(
    ("magnitude", "name", "words", "expected"),
    [
        (Fraction(5), "percent", "percent", "5"),
        (0.1, "percent", "percent", "0.1"),
        (2, "hour", "days", "1/12"),
        (1.5, "day", "hours", "36"),
        (5, "pound", "£", "5"),
        (0.95, "index", "index", "0.95"),
        (0.95, "dimensionless", "index", "0.95"),
    ],
)
def test_a_quantity_becomes_an_exact_number_of_the_unit(magnitude, name, words, expected):
    assert Fraction(expected) == from_quantity(registry().Quantity(magnitude, name), unit(words))


def test_a_quantity_of_another_registry_is_known_by_the_name_of_its_unit():
    assert Fraction(1, 12) == from_quantity(FOREIGN.Quantity(2, "hours"), unit("days"))


@pytest.mark.parametrize(
    ("quantity", "words", "shown"),
    [
        (FOREIGN.Quantity(5, "meter"), "days", "meter and days"),
        (registry().Quantity(5, "day"), "percent", "day and percent"),
        (registry().Quantity(5, "event"), "percent", "event and percent"),
        (FOREIGN.Quantity(0.1), "percent", "dimensionless and percent"),
        (registry().Quantity(5, "day"), "days a month", "day and days a month"),
    ],
    ids=["metres", "days as percent", "events as percent", "a bare ratio", "days of another kind"],
)
def test_a_quantity_of_another_kind_is_refused(quantity, words, shown):
    with pytest.raises(Mismatch) as refused:
        from_quantity(quantity, unit(words))
    assert shown == str(refused.value)


@pytest.mark.parametrize("words", ["percent", "days", "index", "£"])
def test_a_number_comes_back_from_the_quantity_that_was_handed_out(words):
    number = Fraction(1, 3)
    assert number == from_quantity(to_quantity(number, unit(words)), unit(words))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("percent", "82.5 percent"),
        ("days", "82.5 day"),
        ("£", "82.5 pound"),
        ("visits", "82.5 event"),
        ("admissions per 100k", "0.000825 event / person"),
    ],
)
def test_a_quantity_is_handed_out_in_our_own_registry(words, shown):
    quantity = to_quantity(Fraction("82.5"), unit(words))
    assert shown == f"{float(quantity.magnitude)} {quantity.units}"
    assert isinstance(quantity.magnitude, Fraction)


# ---- slips that were made once ----------------------------------------------------------------


@pytest.mark.parametrize("words", ["visits", "tonnes", "admissions per 100k", "days a month"])
def test_counts_amounts_and_rates_come_back_from_their_quantities_too(words):
    number = Fraction(5, 2)
    assert number == from_quantity(to_quantity(number, unit(words)), unit(words))


def test_a_pound_of_weight_is_no_money():
    with pytest.raises(Mismatch):
        from_quantity(FOREIGN.Quantity(5, "pound"), unit("£"))


def test_a_quantity_that_is_no_number_is_a_mismatch_or_unreadable():
    with pytest.raises((Mismatch, NotANumber)):
        from_quantity(registry().Quantity(float("nan"), "day"), unit("days"))
