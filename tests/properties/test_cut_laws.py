"""The laws of cuts and partitions: pure numbers, no words of the language."""

import math
from fractions import Fraction
from itertools import pairwise
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from ragengine import properties
from ragengine.cuts import above, below, partition
from ragengine.exact import shortest
from ragengine.periods import Year
from ragengine.rating import Level
from ragengine.strategies import cuts, decimals, partitions

LEVELS = [Level(name, rank, "written") for rank, name in enumerate(("best", "good", "fair", "poor", "worst"))]

numbers = decimals(min_value=-100, max_value=100)
quanta = st.sampled_from([Fraction(1), Fraction(1, 10), Fraction(1, 100), Fraction(100), Fraction(1, 24)])


def beside(one):
    """Numbers on the cuts of a partition and beside them, and any number."""
    steps = st.sampled_from([Fraction(step, 1000) for step in (0, 1, -1, 1000, -1000)])
    on_cuts = [st.just(cut.value) for cut in one.cuts]
    return st.one_of(*(st.builds(add, cut, steps) for cut in on_cuts), numbers)


@given(st.data())
def test_every_number_has_exactly_one_rating(data):
    one = data.draw(partitions(min_value=-100, max_value=100))
    properties.every_number_has_exactly_one_rating(one, data.draw(beside(one)))


@given(st.data())
def test_partitions_are_canonical(data):
    rising = sorted(data.draw(st.lists(cuts(min_value=-2, max_value=2), max_size=5)))
    labels = data.draw(st.lists(st.sampled_from("abc"), min_size=len(rising) + 1, max_size=len(rising) + 1))
    value = data.draw(st.one_of(*(st.just(cut.value) for cut in rising), numbers))
    properties.partitions_are_canonical(rising, labels, value)


@given(partitions(), partitions())
def test_partitions_that_rate_alike_are_equal(one, other):
    marks = sorted({cut.value for cut in (*one.cuts, *other.cuts)}) or [Fraction(0)]
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    places = [marks[0] - 1, *marks, *between, marks[-1] + 1]
    assert (one == other) == all(one.label(place) == other.label(place) for place in places)


@given(cuts(min_value=-1, max_value=1), cuts(min_value=-1, max_value=1), cuts(min_value=-1, max_value=1))
def test_cuts_are_totally_ordered(one, two, three):
    properties.cuts_are_totally_ordered(one, two, three)


@given(st.data())
def test_smallest_double_above_is_exact(data):
    value = data.draw(
        st.one_of(
            decimals(),
            st.fractions(min_value=-1000, max_value=1000),
            st.floats(-1e12, 1e12, allow_subnormal=True).map(shortest),
        )
    )
    cut = data.draw(st.sampled_from([below(value), above(value)]))
    double = float(value)
    for _ in range(data.draw(st.integers(0, 3))):
        double = math.nextafter(double, data.draw(st.sampled_from([-math.inf, math.inf])))
    properties.doubles_rate_as_their_decimals(cut, double)


@given(cuts(min_value=-20, max_value=20), quanta, st.data())
def test_folded_cuts_rate_as_rounding_and_comparing_does(cut, quantum, data):
    halves = [cut.value + Fraction(step, 2) * quantum for step in (-2, -1, 0, 1, 2)]
    on_grid = [(cut.value // quantum + Fraction(step, 2)) * quantum for step in (-2, -1, 0, 1, 2, 3)]
    for value in [*halves, *on_grid, -cut.value, data.draw(numbers)]:
        properties.folded_cuts_rate_as_rounding_does(cut, quantum, value)


@given(st.data())
def test_moved_cuts_rate_as_scaling_the_result_does(data):
    one = data.draw(partitions(min_value=-100, max_value=100))
    factor = Fraction(data.draw(st.integers(1, 12)), data.draw(st.integers(1, 12)))
    projected = data.draw(beside(one))
    properties.moved_cuts_rate_as_scaling_does(one, factor, projected * factor)


@given(decimals(places=6))
def test_written_numbers_read_back(value):
    properties.written_numbers_read_back(value)


@given(st.data())
def test_written_partitions_read_back(data):
    labels = data.draw(st.permutations(LEVELS))[: data.draw(st.integers(1, len(LEVELS)))]
    chosen = data.draw(st.sets(cuts(), min_size=len(labels) - 1, max_size=len(labels) - 1))
    properties.written_partitions_read_back(partition(sorted(chosen), labels))


@given(st.integers(1900, 2199), st.booleans())
def test_written_years_read_back(start, single):
    properties.written_years_read_back(Year(start, single))
