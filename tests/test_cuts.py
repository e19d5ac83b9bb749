"""Cuts, intervals and partitions: exact, canonical, and without a flag for ends."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragengine.cuts import LINE, Cut, Interval, Partition, Ruler, above, below, folded, partition
from ragengine.exact import round_half_away

PROPERTY = settings(derandomize=True, deadline=None, max_examples=60)

SMALL = st.fractions(min_value=-10, max_value=10, max_denominator=12)
CUTS = st.builds(Cut, SMALL, st.sampled_from([0, 1]))
QUANTA = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(5), Fraction(1, 24)])

F = Fraction


def lying_in(interval, numbers=(0, 1, 2, 3, 4, 5)):
    """The numbers of a list that lie in an interval."""
    return [number for number in numbers if F(number) in interval]


# ---- cuts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cut", "number", "expected"),
    [
        (below(F(82)), "81.999", False),
        (below(F(82)), "82", True),
        (above(F(82)), "82", False),
        (above(F(82)), "82.001", True),
    ],
    ids=["under below", "at below", "at above", "over above"],
)
def test_every_number_lies_on_one_side_of_a_cut(cut, number, expected):
    assert expected is cut.is_below(F(number))


def test_cuts_are_ordered_along_the_line():
    rising = [below(F(1)), above(F(1)), below(F(3, 2)), below(F(2)), above(F(2))]
    shuffled = [rising[position] for position in (3, 0, 4, 2, 1)]
    assert rising == sorted(shuffled)
    assert all(one < two for one, two in pairwise(rising))


def test_a_stretched_cut_keeps_its_side():
    assert above(F(120)) == above(F(180)).times(F(8, 12))
    assert below(F(120)) == below(F(180)).times(F(8, 12))


@pytest.mark.parametrize(
    ("cut", "quantum", "expected"),
    [
        (below(F(86)), "1", below(F("85.5"))),
        (above(F(86)), "1", below(F("86.5"))),
        (below(F("85.7")), "1", below(F("85.5"))),
        (above(F("85.7")), "1", below(F("85.5"))),
        (below(F("2.55")), "0.1", below(F("2.55"))),
        (below(F(0)), "1", above(F("-0.5"))),
        (above(F(0)), "1", below(F("0.5"))),
        (below(F(-2)), "1", above(F("-2.5"))),
        (above(F(-2)), "1", above(F("-1.5"))),
        (below(F(163800)), "100", below(F(163750))),
    ],
    ids=["86 at least", "more than 86", "at least 85.7", "more than 85.7", "a half itself", "at least 0",
         "more than 0", "at least -2", "more than -2", "hundreds"],
)  # fmt: skip
def test_a_folded_cut_stands_where_rounding_changes_sides(cut, quantum, expected):
    assert expected == folded(cut, F(quantum))


@PROPERTY
@given(cut=CUTS, quantum=QUANTA, number=SMALL)
def test_a_folded_cut_rates_a_number_as_the_cut_rates_the_rounded_number(cut, quantum, number):
    assert cut.is_below(round_half_away(number, quantum)) is folded(cut, quantum).is_below(number)


@PROPERTY
@given(cut=CUTS, quantum=QUANTA)
def test_a_folded_cut_is_right_on_and_beside_itself(cut, quantum):
    fold = folded(cut, quantum)
    for number in (fold.value - F(1, 10**9), fold.value, fold.value + F(1, 10**9)):
        assert cut.is_below(round_half_away(number, quantum)) is fold.is_below(number)


# ---- intervals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (LINE, [0, 1, 2, 3, 4, 5]),
        (Interval(below(F(2)), None), [2, 3, 4, 5]),
        (Interval(above(F(2)), None), [3, 4, 5]),
        (Interval(None, below(F(2))), [0, 1]),
        (Interval(None, above(F(2))), [0, 1, 2]),
        (Interval(below(F(2)), above(F(4))), [2, 3, 4]),
        (Interval(above(F(2)), below(F(4))), [3]),
        (Interval(below(F(2)), above(F(2))), [2]),
        (Interval(below(F(2)), below(F(2))), []),
    ],
    ids=["line", "at least", "more than", "under", "at most", "closed", "open", "point", "nothing"],
)
def test_an_interval_holds_the_numbers_between_its_cuts(interval, expected):
    assert expected == lying_in(interval)


def test_an_interval_holds_nothing_that_is_no_exact_number():
    assert "5" not in LINE


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        (None, None, False),
        (None, below(F(0)), False),
        (above(F(0)), None, False),
        (below(F(1)), above(F(1)), False),
        (below(F(1)), below(F(1)), True),
        (above(F(1)), below(F(1)), True),
        (below(F(2)), below(F(1)), True),
    ],
    ids=["line", "left", "right", "point", "one cut", "turned about a point", "turned"],
)
def test_an_interval_is_empty_where_its_cuts_do_not_rise(lower, upper, expected):
    assert expected is Interval(lower, upper).is_empty()


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (LINE, LINE, LINE),
        (Interval(below(F(2)), None), LINE, Interval(below(F(2)), None)),
        (Interval(None, above(F(3))), Interval(below(F(2)), None), Interval(below(F(2)), above(F(3)))),
        (Interval(below(F(1)), above(F(3))), Interval(above(F(1)), None), Interval(above(F(1)), above(F(3)))),
    ],
    ids=["lines", "line", "halves", "stricter end"],
)
def test_two_intervals_meet_in_what_lies_in_both(one, two, expected):
    assert expected == one.meet(two)
    assert expected == two.meet(one)


@PROPERTY
@given(one=st.builds(Interval, st.none() | CUTS, st.none() | CUTS),
       two=st.builds(Interval, st.none() | CUTS, st.none() | CUTS), number=SMALL)  # fmt: skip
def test_a_number_lies_in_a_meeting_just_where_it_lies_in_both(one, two, number):
    assert (number in one and number in two) is (number in one.meet(two))


@pytest.mark.parametrize(
    ("inner", "outer", "expected"),
    [
        (LINE, LINE, True),
        (Interval(below(F(1)), None), LINE, True),
        (LINE, Interval(below(F(1)), None), False),
        (LINE, Interval(None, below(F(1))), False),
        (Interval(above(F(1)), below(F(2))), Interval(below(F(1)), above(F(2))), True),
        (Interval(below(F(1)), above(F(2))), Interval(above(F(1)), above(F(2))), False),
        (Interval(below(F(1)), above(F(2))), Interval(below(F(1)), below(F(2))), False),
    ],
    ids=["line in line", "half in line", "line in right", "line in left", "open in closed", "left end",
         "right end"],
)  # fmt: skip
def test_an_interval_lies_within_another_where_both_ends_do(inner, outer, expected):
    assert expected is inner.within(outer)


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (LINE, 0),
        (Interval(below(F(1)), None), 1),
        (Interval(above(F(1)), None), 2),
        (Interval(None, above(F(1))), 1),
        (Interval(None, below(F(1))), 0),
        (Interval(above(F(1)), above(F(2))), 2),
        (Interval(above(F(1)), below(F(2))), F(3, 2)),
    ],
)
def test_one_number_of_an_interval_is_an_end_of_it_or_lies_inside(interval, expected):
    assert (expected, True) == (interval.one(), interval.one() in interval)


@pytest.mark.parametrize(
    ("interval", "expected", "has_one"),
    [
        (LINE, 0, True),
        (Interval(below(F(2)), None), 2, True),
        (Interval(above(F(2)), None), 3, True),
        (Interval(above(F(5, 2)), None), 3, True),
        (Interval(None, above(F(2))), 2, True),
        (Interval(None, below(F(2))), 1, True),
        (Interval(None, below(F(5, 2))), 2, True),
        (Interval(above(F(3)), above(F(33, 10))), 4, False),
    ],
)
def test_the_first_whole_number_of_an_interval_lies_in_it_where_any_does(interval, expected, has_one):
    assert (expected, has_one) == (interval.first_whole(), interval.has_result(whole=True))
    assert interval.has_result(whole=False)


@given(interval=st.builds(Interval, st.none() | CUTS, st.none() | CUTS), number=st.integers(-50, 50))
def test_an_interval_with_a_whole_number_in_it_has_a_whole_result(interval, number):
    assert F(number) not in interval or interval.has_result(whole=True)


# ---- rulers ----------------------------------------------------------------------------------


@PROPERTY
@given(cuts=st.lists(CUTS, min_size=1, max_size=8))
def test_a_ruler_orders_its_cuts_as_the_line_does(cuts):
    ruler = Ruler(cuts)
    expected = sorted(set(cuts))
    assert expected == [ruler.cut(mark) for mark in ruler.marks]


def test_a_ruler_without_cuts_still_has_two_ends():
    ruler = Ruler([])
    whole = ruler.interval(*ruler.ends(LINE))
    assert whole == LINE


def test_an_interval_comes_back_from_its_marks():
    interval = Interval(above(F(1, 3)), below(F(5, 7)))
    ruler = Ruler([above(F(1, 3)), below(F(5, 7))])
    assert interval == ruler.interval(*ruler.ends(interval))


# ---- partitions ------------------------------------------------------------------------------


def test_a_number_gets_the_label_of_the_piece_it_falls_in():
    parts = partition([below(F(80)), below(F(82))], ["red", "amber", "green"])
    numbers = ["-5", "79.99", "80", "81.99", "82", "1000000"]
    expected = ["red", "red", "amber", "amber", "green", "green"]
    assert expected == [parts.label(F(one)) for one in numbers]


def test_a_number_on_a_cut_just_above_belongs_to_the_left():
    parts = partition([above(F(80))], ["low", "high"])
    expected = ["low", "high"]
    assert expected == [parts.label(F(80)), parts.label(F(80) + F(1, 10**30))]


@PROPERTY
@given(cuts=st.lists(CUTS, unique=True, max_size=6).map(sorted), number=SMALL)
def test_a_label_is_found_as_if_by_asking_every_piece(cuts, number):
    parts = partition(cuts, list(range(len(cuts) + 1)))
    asked = [label for interval, label in parts.pieces() if number in interval]
    assert asked == [parts.label(number)]


def test_pieces_run_from_left_to_right_and_cover_the_line():
    parts = partition([below(F(1)), above(F(1))], ["a", "b", "c"])
    expected = [
        (Interval(None, below(F(1))), "a"),
        (Interval(below(F(1)), above(F(1))), "b"),
        (Interval(above(F(1)), None), "c"),
    ]
    assert expected == list(parts.pieces())


def test_pieces_without_numbers_are_dropped():
    parts = partition([below(F(1)), below(F(1))], ["a", "b", "c"])
    assert partition([below(F(1))], ["a", "c"]) == parts


def test_neighbours_with_one_label_are_merged():
    parts = partition([below(F(1)), below(F(2)), below(F(3))], ["a", "b", "b", "a"])
    assert partition([below(F(1)), below(F(3))], ["a", "b", "a"]) == parts


def test_a_dropped_piece_lets_its_neighbours_merge():
    parts = partition([below(F(1)), below(F(1))], ["a", "b", "a"])
    assert partition([], ["a"]) == parts


def test_one_label_is_the_whole_line():
    parts = partition([], ["a"])
    expected = [(LINE, "a")]
    assert expected == list(parts.pieces())
    assert parts.label(F(5)) == "a"


def test_equal_meaning_is_equal():
    one = partition([below(F(1))], ["a", "b"])
    assert one == partition([below(F(2, 2))], ["a", "b"])
    assert one != partition([above(F(1))], ["a", "b"])
    assert one != partition([below(F(1))], ["a", "c"])
    assert hash(one) == hash(partition([below(F(2, 2))], ["a", "b"]))


def test_a_stretched_partition_rates_stretched_numbers_alike():
    parts = partition([below(F(80)), above(F(90))], ["a", "b", "c"])
    factor = F(8, 12)
    for number in (F(79), F(80), F(90), F(91)):
        assert parts.label(number) == parts.times(factor).label(number * factor)


@pytest.mark.parametrize(
    ("cuts", "labels"),
    [
        ((below(F(1)),), ("a",)),
        ((), ("a", "b")),
        ((below(F(2)), below(F(1))), ("a", "b", "c")),
        ((below(F(1)), below(F(1))), ("a", "b", "c")),
        ((below(F(1)),), ("a", "a")),
        ((), ()),
    ],
    ids=["label missing", "cut missing", "falling", "standing", "not merged", "nothing at all"],
)
def test_what_is_no_partition_cannot_be_made(cuts, labels):
    with pytest.raises(ValueError, match=r"^a partition is n rising cuts and n \+ 1 labels"):
        Partition(cuts, labels)


def test_labels_and_cuts_must_fit_when_a_partition_is_built():
    with pytest.raises(ValueError, match="zip"):
        partition([below(F(1))], ["a"])
