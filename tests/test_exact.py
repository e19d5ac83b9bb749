"""Numbers: read exactly, rounded as spreadsheets do, and compared with doubles exactly."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragengine.exact import (
    MAX_DIGITS,
    NotANumber,
    Quoted,
    decimal_stand_in,
    in_full,
    plain,
    read_plain,
    round_half_away,
    shortest,
    smallest_double_above,
    terminates,
    to_decimal,
)

PROPERTY = settings(derandomize=True, deadline=None, max_examples=60)

FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=4).map(Fraction)
FLOATS = st.floats(min_value=-1e12, max_value=1e12)


@pytest.mark.parametrize(
    ("text", "value", "quantum"),
    [
        ("82", "82", "1"),
        ("82.0", "82", "0.1"),
        ("2.10", "2.1", "0.01"),
        ("0123", "123", "1"),
        ("1,252", "1252", "1"),
        ("1,234,567.50", "1234567.5", "0.01"),
        (".5", "0.5", "0.1"),
        ("-3", "-3", "1"),
        ("+3", "3", "1"),
        ("\N{MINUS SIGN}3.5", "-3.5", "0.1"),
        ("0", "0", "1"),
        ("-0.0", "0", "0.1"),
        ("9" * MAX_DIGITS, "9" * MAX_DIGITS, "1"),
        ("0." + "3" * 39, "0." + "3" * 39, "1e-39"),
    ],
)
def test_a_plain_number_is_read_exactly_with_its_last_place(text, value, quantum):
    assert (Fraction(value), Fraction(quantum)) == read_plain(text)


@pytest.mark.parametrize(
    "text",
    ["", "-", ".", "5.", "1,25", "1,2525", ",252", "12,34,567", "1_000", "1e5", "0x1f", " 5", "5 ", "5\n",
     "--5", "5-", "\u0663\u0664", "\u00bd", "five", "NaN", "Infinity", "1.2.3"],
)  # fmt: skip
def test_what_is_no_plain_number_is_refused(text):
    with pytest.raises(NotANumber, match=r"^it is not a number$"):
        read_plain(text)


@pytest.mark.parametrize(
    "text",
    ["9" * (MAX_DIGITS + 1), "1." + "9" * MAX_DIGITS, "9" * 1_000_000, "x" * 1_000],
    ids=["a digit too many", "a place too many", "a million digits", "long words"],
)
def test_a_number_of_too_many_digits_is_refused_before_it_is_read(text):
    with pytest.raises(NotANumber, match=r"^a number may have at most 40 digits$"):
        read_plain(text)


def test_quoted_numbers_differ_where_their_last_places_do():
    tens = Quoted(Fraction(42), Fraction(1), "42")
    tenths = Quoted(Fraction(42), Fraction(1, 10), "42.0")
    assert tens != tenths


def test_quoted_numbers_are_equal_whatever_their_texts():
    assert Quoted(Fraction(1000), Fraction(1), "1,000") == Quoted(Fraction(1000), Fraction(1), "1000")


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.1, "0.1"), (84.1, "84.1"), (1e-7, "0.0000001"), (1e22, "1e22"), (-0.0, "0"), (5e-324, "5e-324")],
)
def test_a_float_stands_for_its_shortest_decimal(number, expected):
    assert Fraction(expected) == shortest(number)


@pytest.mark.parametrize(
    ("value", "quantum", "expected"),
    [
        ("41.6", "1", "42"),
        ("0.5", "1", "1"),
        ("1.5", "1", "2"),
        ("2.5", "1", "3"),
        ("2.4999", "1", "2"),
        ("-0.5", "1", "-1"),
        ("-2.5", "1", "-3"),
        ("-2.4999", "1", "-2"),
        ("2.55", "0.1", "2.6"),
        ("163,750", "100", "163800"),
        ("163749", "100", "163700"),
        ("0", "0.1", "0"),
        ("1/3", "0.01", "0.33"),
        ("5/48", "1/24", "1/8"),
    ],
)
def test_halves_round_away_from_zero(value, quantum, expected):
    number = Fraction(value.replace(",", ""))
    assert Fraction(expected) == round_half_away(number, Fraction(quantum))


@PROPERTY
@given(value=FRACTIONS, quantum=st.sampled_from([Fraction(one) for one in ("1", "0.1", "100", "1/24")]))
def test_rounding_goes_to_the_nearest_multiple_and_is_odd(value, quantum):
    rounded = round_half_away(value, quantum)
    assert (rounded / quantum).denominator == 1
    assert abs(rounded - value) <= quantum / 2
    assert -rounded == round_half_away(-value, quantum)
    assert rounded == round_half_away(rounded, quantum)


def _lies_above(number, value, *, just_above):
    decimal = Fraction(Decimal(repr(number)))
    return decimal > value or (decimal == value and not just_above)


@PROPERTY
@given(value=st.one_of(FRACTIONS, DECIMALS), just_above=st.booleans())
def test_the_double_of_a_cut_is_the_smallest_whose_shortest_decimal_lies_above_it(value, just_above):
    double = smallest_double_above(value, just_above=just_above)
    before = math.nextafter(double, -math.inf)
    assert _lies_above(double, value, just_above=just_above)
    assert not _lies_above(before, value, just_above=just_above)


@PROPERTY
@given(value=DECIMALS, number=FLOATS, just_above=st.booleans())
def test_comparing_any_double_with_the_double_of_a_cut_is_exact(value, number, just_above):
    double = smallest_double_above(value, just_above=just_above)
    assert _lies_above(number, value, just_above=just_above) == (number >= double)


@pytest.mark.parametrize("value", ["0", "82", "0.1", "-2.5", "1/3", "167.13333333333333333"])
@pytest.mark.parametrize("just_above", [False, True])
def test_doubles_beside_a_cut_fall_on_their_own_sides(value, just_above):
    exact = Fraction(value)
    double = smallest_double_above(exact, just_above=just_above)
    steps = [float(exact)]
    for _ in range(3):
        steps = [math.nextafter(steps[0], -math.inf), *steps, math.nextafter(steps[-1], math.inf)]
    expected = [_lies_above(step, exact, just_above=just_above) for step in steps]
    assert expected == [step >= double for step in steps]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", True), ("5", True), ("1/8", True), ("7/500", True), ("2/3", False), ("1/24", False)],
)
def test_a_finite_decimal_is_known_by_its_denominator(value, expected):
    assert expected is terminates(Fraction(value))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", "0"), ("1/8", "0.125"), ("-7/500", "-0.014"), ("1200", "1200"), ("1/16", "0.0625"), ("2/3", None)],
)
def test_a_fraction_becomes_the_decimal_that_it_is_or_none(value, expected):
    wanted = None if expected is None else Decimal(expected)
    assert wanted == to_decimal(Fraction(value))


@PROPERTY
@given(value=DECIMALS)
def test_a_decimal_survives_the_way_through_a_fraction(value):
    assert value == Fraction(to_decimal(value))


@PROPERTY
@given(value=FRACTIONS, number=st.decimals(min_value=-(10**9), max_value=10**9, places=20))
def test_a_decimal_lies_above_a_value_just_where_it_lies_above_the_stand_in(value, number):
    decimal, exact = decimal_stand_in(value)
    assert exact is terminates(value)
    assert (Fraction(number) > value) == (number > decimal)


def test_the_stand_in_of_a_finite_decimal_is_the_number_itself():
    expected = (Decimal("0.125"), True)
    assert expected == decimal_stand_in(Fraction(1, 8))


def test_the_stand_in_of_a_third_is_cut_off_below_it():
    decimal, exact = decimal_stand_in(Fraction(-1, 3))
    assert not exact
    assert Fraction(decimal) < Fraction(-1, 3) < Fraction(decimal) + Fraction(1, 10**99)


@pytest.mark.parametrize(
    ("value", "quantum", "expected"),
    [
        ("82", "0.1", "82.0"),
        ("82", "1", "82"),
        ("1234567.5", None, "1,234,567.5"),
        ("163800", "100", "163,800"),
        ("1000000", None, "1,000,000"),
        ("-1234.50", None, "-1,234.5"),
        ("0.05", "0.01", "0.05"),
        ("2/3", None, "0.666667"),
        ("-2/3", None, "-0.666667"),
        ("4/3", "0.1", "1.3"),
        ("1/1000000000", None, "0.000000001"),
        ("0", None, "0"),
        ("-0.04", "0.1", "0.0"),
        ("100000000000000000000000000000", None, "100,000,000,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_is_shown_in_plain_digits(value, quantum, expected):
    place = None if quantum is None else Fraction(quantum)
    assert expected == plain(Fraction(value), place)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("40.5", "40.5"),
        ("1900000/3", "633,333 1/3"),
        ("-1900000/3", "-633,333 1/3"),
        ("2/3", "2/3"),
        ("-2/3", "-2/3"),
        ("0", "0"),
    ],
)
def test_a_number_is_shown_in_full_as_a_mixed_fraction_where_it_must_be(value, expected):
    assert expected == in_full(Fraction(value))
