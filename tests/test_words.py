"""The words of the rule language, each by what it means: numbers, amounts, ranges, targets."""

from fractions import Fraction

import pytest

from ragengine.exact import Quoted
from ragengine.model import (
    Around,
    Away,
    Band,
    Between,
    Direction,
    Domain,
    Events,
    Exactly,
    Figure,
    Fixed,
    Half,
    Margin,
    NoTargetYet,
    Number,
    Offset,
    Operator,
    Rest,
    Share,
    ShareOf,
    Threshold,
    Way,
    Within,
)
from ragengine.periods import Span
from ragengine.rating import Reason
from ragengine.reading.naming import why_no_name
from ragengine.reading.operators import split_operator
from ragengine.reading.phrases import kind_in_words
from ragengine.reading.words import Unreadable, Words
from ragengine.units import Noun, read_unit

NOUNS = {
    "visits": Noun("visits"),
    "admissions": Noun("admissions", also=("adm's",)),
    "tonnes": Noun("tonnes", "amount"),
    "days a month": Noun("days a month", "duration"),
}

F = Fraction


def words(unit="percent", year_starts=4):
    return Words(read_unit(unit, NOUNS), NOUNS, ("national average", "Plan"), year_starts)


def number(value, quantum="1", **more):
    return Number(Quoted(F(value), F(quantum), ""), **more)


def refusal(read, text):
    with pytest.raises(Unreadable) as refused:
        read(text)
    return refused.value


# ---- operators -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "operator"),
    [
        ("at least 5", Operator.AT_LEAST),
        ("At Least 5", Operator.AT_LEAST),
        (">= 5", Operator.AT_LEAST),
        (">=5", Operator.AT_LEAST),
        ("\N{GREATER-THAN OR EQUAL TO}5", Operator.AT_LEAST),
        ("no less than 5", Operator.AT_LEAST),
        ("no fewer than 5", Operator.AT_LEAST),
        ("more than 5", Operator.MORE_THAN),
        ("over 5", Operator.MORE_THAN),
        ("> 5", Operator.MORE_THAN),
        ("at most 5", Operator.AT_MOST),
        ("<= 5", Operator.AT_MOST),
        ("\N{LESS-THAN OR EQUAL TO} 5", Operator.AT_MOST),
        ("no more than 5", Operator.AT_MOST),
        ("under 5", Operator.UNDER),
        ("less than 5", Operator.UNDER),
        ("fewer than 5", Operator.UNDER),
        ("<5", Operator.UNDER),
        ("5", None),
    ],
)
def test_an_operator_has_several_spellings(text, operator):
    expected = (operator, "5")
    assert expected == split_operator(text)


@pytest.mark.parametrize(
    "text",
    ["at least", "at least ", "under", "5 at least", "", "between 5 and 6", "overall average",
     "under-25s average", "underspend", "over5", "more thanks"],
)  # fmt: skip
def test_without_something_to_bound_there_is_no_operator(text):
    expected = (None, text)
    assert expected == split_operator(text)


# ---- names of figures --------------------------------------------------------------------------

ODD_NAMES = [
    "overall average", "under-25s average", "better-off average", "worse-off average", "exactness",
    "75th percentile", "2019-20 average", "2030-plan", "average (England)", "maintain rate",
    "a better average",
]  # fmt: skip


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_figure_is_found_though_its_name_is_made_of_words_of_the_language(name):
    odd = Words(read_unit("days", {}), {}, (name, "rate"))
    figure = Figure(name)
    assert ("", "") == why_no_name(name, {})
    assert Threshold(figure) == odd.target(name)
    assert Threshold(figure, Operator.UNDER) == odd.target(f"under {name}")
    assert Band(figure, Figure("target")) == odd.target(f"{name} to target")
    assert Band(number("3"), figure) == odd.target(f"3 days to {name}")
    assert Half(Operator.AT_LEAST, figure) == odd.ranged(f"at least {name}")
    assert Exactly(figure) == odd.ranged(f"exactly {name}")
    assert refusal(odd.ranged, name).code == "RAG114"
    assert ShareOf(F("0.05"), name) == odd.margin(f"5% of {name}").amount


def test_a_bracket_behind_one_end_is_no_part_of_a_figure():
    found = words().edges("plan to 90% (Apr-Nov)")
    assert (Figure("Plan"), number("90", span=Span(1, 8))) == found


def test_events_behind_one_end_belong_to_it_no_more_than_to_both():
    for text in ("plan to 4.1 (17 admissions)", "4.1 (17 admissions) to plan", "3 to 4.1 (17 admissions)"):
        problem = refusal(words("admissions per 100k").edges, text)
        expected = ("RAG203", "events in the bracket of a band belong to neither of its edges")
        assert expected == (problem.code, problem.facts["why"])


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("above the line", "above"), ("all below", "below"), ("ratio of beds  to people", "to"),
        ("10% of England", "% of"),
        ("England no worse than", "worse than"), ("within reach", "within"),
        ("Over 65s", "Over"), ("at least one", "at least"),
        ("exactly one", "exactly"), ("the average", "the"), (">5", ">"), ("= peers", "="),
    ],
)  # fmt: skip
def test_a_name_that_the_language_would_take_apart_is_refused_with_the_word(name, word):
    expected = (
        f"`{word}` is a word of the rules",
        f"write it without `{word}`, or ",
    )
    assert expected == why_no_name(name, {})


@pytest.mark.parametrize("name", ["none", "TBC", "rest", "N/A", "-", "under", "no  survey"])
def test_a_name_that_is_a_word_of_the_language_is_refused(name):
    assert why_no_name(name, {}) == ("it has a meaning already", "")


@pytest.mark.parametrize(
    "name", ["5%", "12", "£5k", "17-22%", "3 days", "2 points", "5 visits", "5% - 8 visits"]
)
def test_a_name_that_is_a_number_is_refused(name):
    assert why_no_name(name, NOUNS) == ("it reads as a number", "")


@pytest.mark.parametrize("name", ["5 visits", "5 per 0"])
def test_a_name_that_begins_with_a_number_of_nothing_known_is_none(name):
    assert ("", "") == why_no_name(name, {})


# ---- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("percent", "82%", number("82")),
        ("percent", "82", number("82")),
        ("percent", "82.0%", number("82", "0.1")),
        ("visits", "163.8k (Apr-Nov)", number("163800", "100", span=Span(1, 8))),
        ("visits", "163.8k visits (Apr - Nov)", number("163800", "100", span=Span(1, 8))),
        ("admissions per 100k", "4.1 (17 admissions)", number("4.1", "0.1", events=F(17))),
        ("admissions per 100k", "4.1 (17 Adm's) (Q1)", number("4.1", "0.1", events=F(17), span=Span(1, 3))),
        ("percent", "81% (2022-23)", number("81", span=Span(1, 12))),
        ("visits", "163.8k (Apr-Nov) (23/24)", number("163800", "100", span=Span(1, 8))),
        ("percent", "81% (2019-20 Q1)", number("81")),
        ("visits", "1,575 (1 January 2023)", number("1575")),
        ("percent", "26% (March 2023)", number("26")),
        ("days", "36 hours", number("1.5", "1/24")),
    ],
)
def test_a_number_has_a_unit_and_perhaps_brackets(unit, text, expected):
    assert expected == words(unit).number(text)


@pytest.mark.parametrize(("text", "note"), [("81% (2022-23)", "2022-23"), ("81%", ""), ("81% (Q1)", "")])
def test_a_date_in_brackets_is_kept_as_a_note(text, note):
    assert note == words().number(text).note


@pytest.mark.parametrize(
    ("unit", "text", "code", "shown"),
    [
        ("percent", "82% (provisional)", "RAG206", "provisional"),
        ("percent", "82% (17 admissions)", "RAG206", "17 admissions"),
        ("admissions per 100k", "4.1 (17 visits)", "RAG206", "17 visits"),
        ("admissions per 100k", "4.1 (whenever)", "RAG206", "whenever"),
        ("percent", "82% (1 Smarch 2023)", "RAG206", "1 Smarch 2023"),
        ("percent", "82% ()", "RAG206", ""),
        ("percent", "eighty", "RAG203", "eighty"),
        ("percent", "8,0%", "RAG203", "8,0%"),
        ("percent", "82 wisits", "RAG201", "wisits"),
        ("percent", "82 visits", "RAG202", "82 visits"),
        ("percent", "82 visits per 1,00", "RAG203", "82 visits per 1,00"),
    ],
)
def test_a_number_that_cannot_be_read_says_what_is_wrong(unit, text, code, shown):
    problem = refusal(words(unit).number, text)
    assert (code, shown) == (problem.code, problem.facts["text"])


@pytest.mark.parametrize(
    ("unit", "text", "found", "wanted"),
    [
        ("visits", "82%", "a percentage", "visits"),
        ("percent", "82 visits", "a count of visits", "percent"),
        ("percent", "8 tonnes", "an amount in tonnes", "percent"),
        ("percent", "8 days", "a duration in days", "percent"),
        ("days", "8 months", "a duration in months", "days"),
        ("percent", "\u00a38", "an amount of money", "percent"),
        ("percent", "8 index", "an index", "percent"),
        ("percent", "8 visits per 100k", "a rate", "percent"),
    ],
)
def test_another_kind_of_unit_is_named_in_words(unit, text, found, wanted):
    facts = refusal(words(unit).number, text).facts
    assert (found, wanted) == (facts["found"], facts["unit"])


def test_a_unit_known_by_name_only_is_still_said_in_words():
    expected = "in metres"
    assert expected == kind_in_words("metres")


# ---- places ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("82%", number("82")),
        ("-5%", number("-5")),
        (".5%", number("0.5", "0.1")),
        ("\N{MINUS SIGN}5%", number("-5")),
        ("last year", Figure("last year")),
        ("LAST  Year", Figure("last year")),
        ("maintain last year", Figure("last year")),
        ("Maintain plan", Figure("Plan")),
        ("national average", Figure("national average")),
        ("target", Figure("target")),
        ("110% of last year", Share(F("1.1"), "last year")),
        ("110 % of the national average", Share(F("1.1"), "national average")),
        ("90% of the way from baseline to target", Way(F("0.9"), "baseline", "target")),
        ("2 points above last year", Offset(Fixed(F(2)), Direction.ABOVE, "last year")),
        ("2 points below the target", Offset(Fixed(F(2)), Direction.BELOW, "target")),
        ("2 points better than last year", Offset(Fixed(F(2)), Direction.BETTER, "last year")),
        ("2 points worse than last year", Offset(Fixed(F(2)), Direction.WORSE, "last year")),
        ("5% of target above plan", Offset(ShareOf(F("0.05"), "target"), Direction.ABOVE, "Plan")),
    ],
)
def test_wherever_a_number_may_stand_a_figure_may(text, expected):
    assert expected == words().place(text)


@pytest.mark.parametrize(
    ("text", "shown", "nearest"),
    [
        ("natonal average", "natonal average", "did you mean `national average`? "),
        ("improve", "improve", "declare it: `comparators: [national average, Plan, improve]`"),
        ("110% of lst year", "lst year", "did you mean `last year`? "),
        ("50% of the way from baseline to trget", "trget", "did you mean `target`? "),
        ("50% of the way from bseline to target", "bseline", "did you mean `baseline`? "),
        ("2 points above lst year", "lst year", "did you mean `last year`? "),
    ],
)
def test_a_figure_that_is_not_declared_is_refused_with_the_nearest(text, shown, nearest):
    problem = refusal(words().place, text)
    assert ("RAG307", shown, nearest) == (problem.code, problem.facts["text"], problem.facts["nearest"])


def test_a_share_that_is_no_number_is_refused():
    expected = "RAG203"
    assert expected == refusal(words().place, "1,1% of last year").code


# ---- amounts ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("percent", "2 points", Fixed(F(2))),
        ("percent", "1 point", Fixed(F(1))),
        ("percent", "2.5 percentage points", Fixed(F("2.5"))),
        ("percent", "2 pts", Fixed(F(2))),
        ("percent", "2 pp", Fixed(F(2))),
        ("percent", "5% of target", ShareOf(F("0.05"), "target")),
        ("percent", "5 % of the national average", ShareOf(F("0.05"), "national average")),
        ("visits", "5%", ShareOf(F("0.05"), None)),
        ("visits", "5", Fixed(F(5))),
        ("visits", "1.5k visits", Fixed(F(1500))),
        ("days", "3 days", Fixed(F(3))),
        ("days", "36 hours", Fixed(F("1.5"))),
        ("index", "0.05", Fixed(F("0.05"))),
        ("\u00a3", "\u00a35m", Fixed(F(5_000_000))),
        ("admissions per 100k", "6 admissions", Events(F(6))),
        ("admissions per 100k", "6 adm's", Events(F(6))),
        ("admissions per 100k", "1.5 per 100k", Fixed(F("1.5"))),
        ("admissions per 100k", "1.5", Fixed(F("1.5"))),
        ("admissions per 100k", "0.01 per 1,000", Fixed(F(1))),
    ],
)
def test_an_amount_is_written_in_points_units_shares_or_events(unit, text, expected):
    assert expected == words(unit).amount(text)


def test_a_bare_share_is_of_the_figure_that_the_text_goes_on_to_name():
    expected = ShareOf(F("0.05"), "last year")
    assert expected == words("visits").amount("5%", of="last year")


@pytest.mark.parametrize(
    ("unit", "text", "code", "shown"),
    [
        ("percent", "5%", "RAG204", "5%"),
        ("percent", "5", "RAG205", "5"),
        ("percent", "0 points", "RAG208", "0 points"),
        ("percent", "-2 points", "RAG208", "-2 points"),
        ("percent", "0% of target", "RAG208", "0% of target"),
        ("visits", "0", "RAG208", "0"),
        ("percent", "a little", "RAG116", "a little"),
        ("visits", "2 points", "RAG202", "2 points"),
        ("percent", "2 days", "RAG202", "2 days"),
        ("admissions per 100k", "2 visits", "RAG202", "2 visits"),
        ("admissions per 100k", "0.4 admissions", "RAG203", "0.4 admissions"),
        ("percent", "2 wisits", "RAG201", "wisits"),
        ("percent", "5% of trget", "RAG307", "trget"),
        ("percent", "1,1 points", "RAG203", "1,1 points"),
    ],
)
def test_an_amount_that_cannot_be_read_says_what_is_wrong(unit, text, code, shown):
    problem = refusal(words(unit).amount, text)
    assert (code, shown) == (problem.code, problem.facts["text"])


@pytest.mark.parametrize(
    ("text", "strict"),
    [
        ("2 points", False),
        ("at most 2 points", False),
        ("no more than 2 points", False),
        ("under 2 points", True),
        ("less than 2 points", True),
    ],
)
def test_a_margin_keeps_its_end_unless_it_says_under(text, strict):
    assert Margin(Fixed(F(2)), strict) == words().margin(text)


@pytest.mark.parametrize("text", ["at least 2 points", "more than 2 points"])
def test_a_margin_has_no_lower_bound(text):
    problem = refusal(words().margin, text)
    assert ("RAG116", text) == (problem.code, problem.facts["text"])


# ---- ranges ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rest", Rest()),
        ("Rest", Rest()),
        ("at least 75%", Half(Operator.AT_LEAST, number("75"))),
        ("under 50%", Half(Operator.UNDER, number("50"))),
        ("> 50%", Half(Operator.MORE_THAN, number("50"))),
        ("at least last year", Half(Operator.AT_LEAST, Figure("last year"))),
        ("at least 110% of target", Half(Operator.AT_LEAST, Share(F("1.1"), "target"))),
        (
            "at least 90% of the way from baseline to target",
            Half(Operator.AT_LEAST, Way(F("0.9"), "baseline", "target")),
        ),
        ("70% to 79%", Between(number("70"), number("79"))),
        ("70 to 79%", Between(number("70"), number("79"))),
        ("70-79%", Between(number("70"), number("79"))),
        ("70\N{EN DASH}79 %", Between(number("70"), number("79"))),
        ("last year to target", Between(Figure("last year"), Figure("target"))),
        ("exactly 50%", Exactly(number("50"))),
        ("= 50%", Exactly(number("50"))),
        ("exactly target", Exactly(Figure("target"))),
        ("no worse than target", Away(Direction.WORSE, "target", no=True)),
        ("better than the target", Away(Direction.BETTER, "target")),
        ("Worse than last year", Away(Direction.WORSE, "last year")),
        (
            "at most 2 points worse than target",
            Away(Direction.WORSE, "target", Operator.AT_MOST, Fixed(F(2))),
        ),
        (
            "more than 2 points above last year",
            Away(Direction.ABOVE, "last year", Operator.MORE_THAN, Fixed(F(2))),
        ),
        (
            "under 5% of target below the national average",
            Away(Direction.BELOW, "national average", Operator.UNDER, ShareOf(F("0.05"), "target")),
        ),
        ("within 2 points of target", Around("target", Margin(Fixed(F(2))), Margin(Fixed(F(2))))),
        ("within 2 points of the plan", Around("Plan", Margin(Fixed(F(2))), Margin(Fixed(F(2))))),
    ],
)
def test_a_level_says_a_range(text, expected):
    assert expected == words().ranged(text)


def test_a_bare_share_in_a_range_is_a_share_of_the_figure_beside_it():
    expected = Away(Direction.WORSE, "last year", Operator.AT_MOST, ShareOf(F("0.05"), "last year"))
    assert expected == words("visits").ranged("at most 5% worse than last year")


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("80%", "RAG313", "80%"),
        ("-5%", "RAG313", "-5%"),
        ("80 wisits", "RAG201", "wisits"),
        ("good", "RAG114", "good"),
        ("within 3 points", "RAG114", "within 3 points"),
        ("79% to 70%", "RAG305", "79% to 70%"),
        ("79-70%", "RAG305", "79-70%"),
        ("at least eighty", "RAG307", "eighty"),
        ("better than lst year", "RAG307", "lst year"),
        ("at most 5% worse than target", "RAG204", "5%"),
        ("within 3 of target", "RAG205", "3"),
    ],
)
def test_a_range_that_cannot_be_read_says_what_is_wrong(text, code, shown):
    problem = refusal(words().ranged, text)
    assert (code, shown) == (problem.code, problem.facts["text"])


@pytest.mark.parametrize(
    ("unit", "text", "instead"),
    [
        ("percent", "22-17%", "17 to 22%"),
        ("percent", "22% to 17%", "17 to 22%"),
        ("visits", "2.2k to 1.7k", "1.7k to 2.2k"),
    ],
)
def test_a_reversed_band_is_turned_round_in_the_way_out(unit, text, instead):
    assert instead == refusal(words(unit).edges, text).facts["instead"]


@pytest.mark.parametrize("text", ["80%", "last year", "50% of the way from baseline to target", ""])
def test_what_has_no_two_ends_is_no_band(text):
    assert words().edges(text) is None


def test_a_bracket_behind_a_band_belongs_to_both_ends():
    expected = (number("17", span=Span(1, 8)), number("22", span=Span(1, 8)))
    assert expected == words().edges("17-22% (Apr-Nov)")


def test_the_unit_behind_a_band_belongs_to_both_ends():
    expected = (number("0.5", "1/24"), number("1", "1/24"))
    assert expected == words("days").edges("12 to 24 hours")


def test_each_end_of_a_band_may_have_its_own_unit():
    expected = (number("0.5", "1/24"), number("1"))
    assert expected == words("days").edges("12 hours to 1 day")


# ---- targets ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("TBC", Reason.NO_TARGET),
        ("To be confirmed", Reason.NO_TARGET),
        ("not yet set", Reason.NO_TARGET),
        ("no survey", Reason.NO_SURVEY),
        ("none", Reason.INFORMATION_ONLY),
        ("None", Reason.INFORMATION_ONLY),
        ("for information only", Reason.INFORMATION_ONLY),
    ],
)
def test_a_target_may_say_why_there_is_none(text, reason):
    assert NoTargetYet(reason) == words().target(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("82%", Threshold(number("82"))),
        ("under 585.0", Threshold(number("585", "0.1"), Operator.UNDER)),
        ("at least 82%", Threshold(number("82"), Operator.AT_LEAST)),
        ("last year", Threshold(Figure("last year"))),
        ("under baseline", Threshold(Figure("baseline"), Operator.UNDER)),
        ("maintain last year", Threshold(Figure("last year"))),
        ("95% of national average", Threshold(Share(F("0.95"), "national average"))),
        ("17-22%", Band(number("17"), number("22"))),
        ("17 to 22%", Band(number("17"), number("22"))),
        ("last year to plan", Band(Figure("last year"), Figure("Plan"))),
        ("within 2 points of plan", Within(Fixed(F(2)), "Plan")),
    ],
)
def test_a_target_is_a_threshold_a_band_or_a_figure(text, expected):
    assert expected == words().target(text)


def test_a_band_around_a_figure_may_be_a_share_of_it():
    assert Within(ShareOf(F("0.05"), "Plan"), "Plan") == words("visits").target("within 5% of plan")


# ---- domains ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("percent", "0 to 120%", Domain(F(0), F(120))),
        ("percent", "0-120%", Domain(F(0), F(120))),
        ("percent", "at least 0%", Domain(F(0), None)),
        ("percent", "at most 50%", Domain(None, F(50))),
        ("percent", "any", Domain(None, None)),
        ("percent", "Any", Domain(None, None)),
        ("visits", "0 to 1,000", Domain(F(0), F(1000), whole=True)),
    ],
)
def test_a_domain_says_the_values_that_a_result_can_have(unit, text, expected):
    assert expected == words(unit).domain(text)


@pytest.mark.parametrize("text", ["wide", "under 5%", "more than 5%", "50%", "last year to target"])
def test_what_is_no_domain_is_refused(text):
    problem = refusal(words().domain, text)
    assert ("RAG104", text) == (problem.code, problem.facts["text"])


@pytest.mark.parametrize(
    ("text", "code"), [("at least target", "RAG203"), ("120% to 0%", "RAG305"), ("0 to 5 visits", "RAG202")]
)
def test_a_domain_is_written_in_numbers_of_the_unit(text, code):
    assert code == refusal(words().domain, text).code


# ---- slips that were made once ----------------------------------------------------------------


@pytest.mark.parametrize("text", ["80% or more", "80%+", "1e5%", "8 0%", "82% 83%"])
def test_words_behind_a_number_are_no_noun_to_declare(text):
    assert refusal(words().target, text).code != "RAG201"


@pytest.mark.parametrize("text", ["better than last year", "above last year", "at least", "rest", "N/A", ""])
def test_what_is_no_target_is_said_to_be_none(text):
    assert refusal(words().target, text).code == "RAG115"


def test_no_worse_than_is_no_amount_in_a_target():
    assert refusal(words().target, "no worse than last year").facts["text"] != "no"


def test_points_are_a_distance_and_no_target():
    assert refusal(words().target, "2 points").code != "RAG201"


@pytest.mark.parametrize("text", ["3 points better than last year", "50 to 60 to 70", ""])
def test_a_range_without_its_operator_is_no_range(text):
    assert refusal(words().ranged, text).code == "RAG114"


@pytest.mark.parametrize("text", ["2 points worse", "2 points of target", "5% of", "2 points short", ""])
def test_words_behind_an_amount_are_no_noun_to_declare(text):
    assert refusal(words().amount, text).code == "RAG116"


@pytest.mark.parametrize("text", ["17%-22%", "17% - 22%", "17%\N{EN DASH}22%"])
def test_a_dash_between_two_percentages_makes_a_band_too(text):
    expected = (number("17"), number("22"))
    assert expected == words().edges(text)


def test_a_figure_with_a_digit_in_its_name_is_still_a_figure():
    there = Words(read_unit("percent", {}), {}, ("plan 2030",))
    assert refusal(there.place, "pln 2030").code == "RAG307"
