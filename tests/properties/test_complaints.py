"""Each law complains, in a sentence that names the values, where something breaks it."""

from fractions import Fraction
from types import SimpleNamespace

import pytest

from ragengine import definition, properties
from ragengine.cuts import Cut, Interval, Partition, above, below
from ragengine.model import Aim
from ragengine.periods import Year, always
from ragengine.rating import AMBER, GREEN, RED, Level
from ragengine.results import Result
from ragengine.strategies import read_rules

ONE, TWO, THREE = Fraction(1), Fraction(2), Fraction(3)


SILENT = [Result("one", "Due June 2020"), Result("one", "soon"), Result("one", "9%", forecast="9%")]


def broken(match):
    return pytest.raises(AssertionError, match=match)


def held(measure="aim: high, unit: percent, target: 82%, amber: 2 points", period=None):
    return read_rules(f"ragengine: 1\nmeasures: {{one: {{{measure}}}}}").hold("one", period)


class Rated:
    """A measure in a context that rates by a function, whatever its rule says."""

    def __init__(self, answer, measure="aim: high, unit: percent, target: 82%, amber: 2 points"):
        self._held = held(measure)
        self._answer = answer

    def rate(self, value, figures=None):
        answer = self._answer(value)
        level = answer if isinstance(answer, Level) else None
        return SimpleNamespace(rating=level, reason=None if level else answer, figures=figures)

    def __getattr__(self, name):
        return getattr(self._held, name)


class Twice(Partition):
    """A partition of which the middle is in two pieces."""

    def pieces(self):
        yield Interval(None, above(TWO)), GREEN
        yield Interval(below(TWO), None), RED


def test_a_number_with_two_labels():
    one = Twice((below(TWO),), (GREEN, RED))
    with broken("2 has green, red, where it should have exactly one label"):
        properties.every_number_has_exactly_one_rating(one, TWO)


def test_a_label_of_another_piece():
    class Elsewhere(Partition):
        def label(self, _):
            return AMBER

    with broken("2 is rated amber, but lies in the piece that is red"):
        properties.every_number_has_exactly_one_rating(Elsewhere((below(TWO),), (GREEN, RED)), TWO)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (SimpleNamespace(cuts=(below(TWO), below(ONE)), labels="aba"), "do not rise"),
        (SimpleNamespace(cuts=(), labels="aa"), "equal neighbours are left"),
        (SimpleNamespace(cuts=(), labels="a", label=lambda _: "a"), "2 has the label a, where b stands"),
    ],
)
def test_a_partition_in_another_form(monkeypatch, made, sentence):
    monkeypatch.setattr(properties.cuts, "partition", lambda *_: made)
    with broken(sentence):
        properties.partitions_are_canonical([below(ONE)], ["a", "b"], TWO)


class Lost(Cut):
    """A cut that is neither before nor after any other, and below no number."""

    def __lt__(self, other):
        return False

    __gt__ = __lt__

    def is_below(self, _):
        return False


class Equal(Lost):
    """A cut that says it is equal to every other."""

    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    __hash__ = Cut.__hash__


def test_cuts_without_an_order():
    with broken("are in no order"):
        properties.cuts_are_totally_ordered(Lost(ONE, 0), below(TWO), below(THREE))


def test_a_number_above_a_cut_but_not_above_an_earlier_one():
    with broken("2 lies above .* but not above .*, which comes first"):
        properties.cuts_are_totally_ordered(Equal(ONE, 0), below(TWO), below(ONE))


def test_the_nearest_double_is_not_good_enough(monkeypatch):
    monkeypatch.setattr(properties.cuts, "smallest_double_above", lambda value, **_: float(value) + 1)
    with broken(r"the double 1\.0 compares as below .*, but its decimal is above"):
        properties.doubles_rate_as_their_decimals(below(ONE), 1.0)


def test_a_cut_folded_to_the_wrong_side(monkeypatch):
    monkeypatch.setattr(properties.cuts, "folded", lambda cut, _: cut)
    with broken("1/2 is rounded to 1, but the cut .* folded by 1 rates it otherwise"):
        properties.folded_cuts_rate_as_rounding_does(below(ONE), ONE, Fraction(1, 2))


def test_cuts_that_stay_where_they_are():
    class Fixed(Partition):
        def times(self, _):
            return self

    with broken("1 is green by the cuts moved by 1/2, but projected it is red"):
        properties.moved_cuts_rate_as_scaling_does(Fixed((below(TWO),), (GREEN, RED)), Fraction(1, 2), ONE)


def test_an_engine_that_disagrees(monkeypatch):
    one = held("aim: high, unit: percent, target: last year, amber: 2 points")
    monkeypatch.setattr(definition, "rating", lambda *_, **__: RED)
    row = Result("one", "62%", prior="60%", population="1,000")
    with broken(
        r"one in None: '62%', last year 60, last period 60, population 1,000 is green to the engine, "
        r"but red by the definition"
    ):
        properties.engine_agrees_with_definition(one, row)


@pytest.mark.parametrize("row", SILENT)
def test_what_the_definition_says_nothing_of(row):
    properties.engine_agrees_with_definition(held(), row)


def test_a_better_result_that_rates_worse():
    one = Rated(lambda value: RED if value > 1 else GREEN)
    with broken("2 is better than 1, but it is red and the other green"):
        properties.better_results_never_rate_worse(one, ONE, TWO)


def test_a_result_between_two_that_rates_worse_than_both():
    one = Rated(lambda value: RED if value == 2 else GREEN)
    with broken("2 lies between 1 and 3, but it is red and they are green and green"):
        properties.results_between_two_never_rate_worse_than_both(one, [THREE, ONE, TWO])


def test_a_ratio_without_end_has_no_other_type():
    properties.values_of_every_type_rate_the_same(held(), Fraction(1, 3))


def test_a_type_that_rates_differently():
    one = Rated(lambda value: RED if isinstance(value, float) else GREEN)
    with broken(r"1 is green as a Fraction, but red as the float 1\.0"):
        properties.values_of_every_type_rate_the_same(one, ONE)


def test_a_row_that_rates_differently():
    one = Rated(lambda value: RED if isinstance(value, Result) else GREEN)
    with broken("'1' is green alone, but red in a row"):
        properties.values_of_every_type_rate_the_same(one, ONE)


def test_counts_that_rate_differently():
    one = Rated(lambda value: RED if isinstance(value, tuple) else GREEN)
    with broken("1 of 2 as a pair is red, but their ratio 50 is green"):
        properties.counts_and_values_agree(one, 1, 2)


def test_a_printed_value_that_its_counts_change():
    def answer(value):
        return RED if isinstance(value, Result) and value.value else GREEN

    with broken(r"50\.0 is green alone, but red beside 1 of 2"):
        properties.counts_and_values_agree(Rated(answer), 1, 2)


def test_counts_that_make_no_ratio():
    properties.counts_and_values_agree(
        Rated(lambda _: RED, "aim: high, unit: days, target: 1, amber: none"), 1, 2
    )
    properties.counts_and_values_agree(Rated(lambda _: RED), 1, 0)


def test_a_unit_that_changes_a_rating():
    with broken("82 in percent is green, but 41 in percent is red"):
        properties.units_never_change_ratings(held(), held(), Fraction(82), Fraction(1, 2))


def test_rules_that_mean_different_things():
    other = held("aim: high, unit: percent, target: more than 82%, amber: none")
    with broken(
        r"one has the partition red \|below 80\| amber \|below 82\| green, but one red \|above 82\| green"
    ):
        properties.rules_mean_the_same(held(), other)
    lacking = [held(f"aim: high, unit: percent, target: {target}") for target in ("TBC", "none")]
    with broken("one has no partition for the reason no-target, the other information-only"):
        properties.rules_mean_the_same(*lacking)
    with broken("but one none"):
        properties.rules_mean_the_same(held(), lacking[0])


def test_layouts_that_differ():
    text = "ragengine: 1\nmeasures: {one: {aim: high, unit: days, target: 1, amber: none}}"
    with broken("the layouts differ in one"):
        properties.positions_never_change_meaning(text, text.replace("high", "low"))


class Forgetful:
    """A value that is another after pickling."""

    def __reduce__(self):
        return (str, ())

    def __repr__(self):
        return "forgetful"


def test_a_value_that_pickling_changes():
    with broken("forgetful is '' after pickling"):
        properties.pickling_changes_nothing(Forgetful())


def forged(**changes):
    verdict = held().rate("82%")
    return SimpleNamespace(
        partition=verdict.partition,
        rating=verdict.rating,
        reason=None,
        to_dict=lambda: verdict.to_dict() | changes,
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"partition": {"cuts": [], "labels": ["red"]}}, "the certificate has the partition red, but"),
        ({"value": ["161", "2"]}, "the certificate says green and leads to amber, but the rating is green"),
        ({"piece": 0}, "the piece of the certificate is red, but its value is green"),
    ],
)
def test_a_forged_certificate(changes, sentence):
    with broken(sentence):
        properties.certificates_derive_the_rating(forged(**changes))


def test_a_certificate_with_another_reason():
    verdict = SimpleNamespace(partition=None, reason="missing", to_dict=lambda: {"reason": "not-due"})
    with broken("the certificate says not-due, but the reason is missing"):
        properties.certificates_derive_the_rating(verdict)


def test_a_number_that_reads_as_another(monkeypatch):
    monkeypatch.setattr(properties.writing, "plain", lambda _: "2")
    with broken("1 is written 2, which reads as 2"):
        properties.written_numbers_read_back(ONE)


def test_a_year_that_reads_as_another(monkeypatch):
    monkeypatch.setattr(properties.writing, "read_year_key", lambda _: None)
    with broken("the key `2021-22` reads as None"):
        properties.written_years_read_back(Year(2021))
    monkeypatch.setattr(properties.writing, "read_year", lambda _: None)
    with broken("is written 2021-22, which reads as None"):
        properties.written_years_read_back(Year(2021))


def test_a_partition_that_reads_as_another(monkeypatch):
    monkeypatch.setattr(
        properties.writing, "_in_words", lambda lower, _: "rest" if lower is None else "at least 3"
    )
    with broken(r"green \|below 2\| red reads back as green \|below 3\| red from"):
        properties.written_partitions_read_back(Partition((below(TWO),), (GREEN, RED)))


def test_a_partition_with_a_label_twice_cannot_be_written_as_levels():
    with pytest.raises(ValueError, match="must be different ones"):
        properties.written_partitions_read_back(Partition((below(ONE), below(TWO)), (RED, GREEN, RED)))


def test_aims_that_are_not_asked():
    levels = "aim: none, unit: percent, levels: {green: at least 1%, red: rest}"
    nothing = Rated(lambda value: RED if value > 1 else GREEN, levels)
    properties.better_results_never_rate_worse(nothing, ONE, TWO)
    properties.results_between_two_never_rate_worse_than_both(nothing, [ONE, TWO, THREE])
    assert nothing.measure.aim == always(Aim.NONE)
