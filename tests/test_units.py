"""Units and numbers as people write them: kinds, nouns with their spellings, scales of ten."""

from fractions import Fraction

import pytest

from ragengine.exact import NotANumber
from ragengine.units import INDEX, MONEY, PERCENT, Noun, Unit, UnitProblem, find_noun, read_number, read_unit

NOUNS = {
    "visits": Noun("visits"),
    "admissions": Noun("admissions", also=("adm's",)),
    "tonnes": Noun("tonnes", "amount"),
    "days a month": Noun("days a month", "duration", ("Ave days/Mth",)),
    "people waiting": Noun("people waiting", accumulates=False),
    "hours": Noun("hours", "duration", accumulates=True),
}


def unit(words):
    return read_unit(words, NOUNS)


# ---- numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "quantum", "words"),
    [
        ("82", "82", "1", ""),
        ("82%", "82", "1", "%"),
        ("82 %", "82", "1", "%"),
        ("-0.5%", "-0.5", "0.1", "%"),
        ("163.8k", "163800", "100", ""),
        ("163.8K visits", "163800", "100", "visits"),
        ("1,252k", "1252000", "1000", ""),
        ("1.0m", "1000000", "100000", ""),
        ("1.5M people", "1500000", "100000", "people"),
        ("2bn", "2000000000", "1000000000", ""),
        ("5 thousand visits", "5000", "1000", "visits"),
        ("1.2 million", "1200000", "100000", ""),
        ("3 billion", "3000000000", "1000000000", ""),
        ("£1.2m", "1200000", "100000", "£"),
        ("£5 per visit", "5", "1", "£ per visit"),
        ("-£5", "-5", "1", "£"),
        ("£-5", "-5", "1", "£"),
        ("5 £", "5", "1", "£"),
        ("2500 ms", "2500", "1", "ms"),
        ("250ms", "250", "1", "ms"),
        ("6 admissions", "6", "1", "admissions"),
        ("5 admissions per 100k", "5", "1", "admissions per 100k"),
        ("5mm", "5", "1", "mm"),
    ],
)
def test_a_written_number_is_parted_from_its_unit(text, value, quantum, words):
    written = read_number(text)
    found = (written.number.value, written.number.quantum, written.unit)
    assert (Fraction(value), Fraction(quantum), words) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1.8k visits", "1.8k"), ("-£5m", "-5m"), ("£-5", "-5"), ("1,252", "1,252"), ("5 million", "5 million")],
)
def test_the_digits_are_kept_as_they_were_written(text, shown):
    assert shown == read_number(text).number.text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is not a number"),
        ("abc", "it is not a number"),
        ("about 5", "it is not a number"),
        ("£", "it is not a number"),
        ("\u00bd", "it is not a number"),
        ("1,25", "it is not a number"),
        ("1.2.3", "it is not a number"),
        ("--5", "it has two signs"),
        ("+-5%", "it has two signs"),
        ("-£-5", "it is not a number"),
        ("9" * 41, "a number may have at most 40 digits"),
    ],
)
def test_what_is_no_number_is_refused_with_the_reason(text, why):
    with pytest.raises(NotANumber) as refused:
        read_number(text)
    assert why == str(refused.value)


# ---- units -----------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["percent", "Percent", "per cent", "%", "  percent  "])
def test_percent_has_several_spellings(words):
    assert unit(words) == PERCENT


@pytest.mark.parametrize("words", ["percent of visits", "per cent of visit", "percent  of visit"])
def test_a_percentage_may_say_what_it_is_of(words):
    found = unit(words)
    assert ("percent", NOUNS["visits"], "percent of visits") == (found.kind, found.noun, str(found))


@pytest.mark.parametrize(
    ("words", "expected"),
    [("index", INDEX), ("Index", INDEX), ("£", MONEY), ("pounds", MONEY), ("GBP", MONEY)],
)
def test_money_and_indices_are_built_in(words, expected):
    assert expected == unit(words)


@pytest.mark.parametrize(
    ("words", "noun", "per", "of"),
    [
        ("admissions per 100k", "admissions", 100_000, ""),
        ("adm's per 100,000", "admissions", 100_000, ""),
        ("admission per 1m", "admissions", 1_000_000, ""),
        ("visits per 1.5k", "visits", 1_500, ""),
        ("visits per 10,000 km", "visits", 10_000, "km"),
        ("visits  per  100 beds", "visits", 100, "beds"),
        ("per 1,000", None, 1_000, ""),
    ],
)
def test_a_rate_says_what_it_counts_per_how_many_of_what(words, noun, per, of):
    found = unit(words)
    name = found.noun.name if found.noun else None
    assert ("rate", noun, Fraction(per), of) == (found.kind, name, found.per, found.of)


@pytest.mark.parametrize(
    ("words", "kind", "name"),
    [
        ("visits", "count", "visits"),
        ("visit", "count", "visits"),
        ("VISITS", "count", "visits"),
        ("adm's", "count", "admissions"),
        ("tonne", "amount", "tonnes"),
        ("days a month", "duration", "days a month"),
        ("ave days/mth", "duration", "days a month"),
        ("days", "duration", "days"),
        ("day", "duration", "days"),
        ("hour", "duration", "hours"),
        ("mins", "duration", "minutes"),
        ("sec", "duration", "seconds"),
        ("ms", "duration", "ms"),
        ("weeks", "duration", "weeks"),
        ("month", "duration", "months"),
        ("years", "duration", "years"),
    ],
)
def test_a_noun_is_found_by_any_of_its_spellings(words, kind, name):
    found = unit(words)
    assert (kind, name, name) == (found.kind, found.noun.name, str(found))


def test_built_in_spellings_are_known_without_declarations():
    expected = Noun("hours", "duration", ("hour", "hrs", "hr"))
    assert expected == find_noun("hrs", {})


@pytest.mark.parametrize(
    ("words", "problem", "nearest"),
    [
        ("vsits", "vsits", "visits"),
        ("admision", "admision", "admissions"),
        ("percents", "percents", "percent"),
        ("widgets", "widgets", None),
        ("vists per 100k", "vists", "visits"),
        ("percent of vists", "vists", "visits"),
        ("visits per person", "visits per person", None),
    ],
)
def test_an_unknown_noun_is_refused_with_the_nearest(words, problem, nearest):
    with pytest.raises(UnitProblem) as refused:
        unit(words)
    assert (problem, nearest) == (refused.value.words, refused.value.nearest)


def test_a_rate_per_something_unreadable_is_refused():
    with pytest.raises(NotANumber):
        unit("admissions per 1,00k")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("percent", False),
        ("days", False),
        ("index", False),
        ("days a month", False),
        ("visits", True),
        ("tonnes", True),
        ("£", True),
        ("admissions per 100k", True),
        ("people waiting", False),
        ("hours", True),
    ],
)
def test_counts_rates_amounts_and_money_accumulate_unless_the_author_says_otherwise(words, expected):
    assert expected is unit(words).accumulates


@pytest.mark.parametrize(("words", "expected"), [("visits", True), ("tonnes", False), ("percent", False)])
def test_only_counts_are_whole(words, expected):
    assert expected is unit(words).whole


@pytest.mark.parametrize(
    ("words", "noun", "expected"),
    [
        ("admissions per 100k", "Adm's", True),
        ("admissions per 100k", "admission", True),
        ("admissions per 100k", "visits", False),
        ("per 100k", "visits", False),
        ("percent", "percent", False),
    ],
)
def test_a_unit_knows_what_it_counts(words, noun, expected):
    assert expected is unit(words).counts(noun)


def test_units_are_equal_by_meaning_not_by_text():
    assert unit("adm's per 100,000") == unit("admissions per 100k")
    assert unit("admissions per 1,000") != unit("admissions per 100k")
    assert Unit("rate", None, Fraction(10), "km") != Unit("rate", None, Fraction(10))


# ---- slips that were made once ----------------------------------------------------------------


def test_no_words_name_no_unit():
    with pytest.raises(UnitProblem):
        unit("")


def test_an_m_alone_is_no_millisecond():
    with pytest.raises(UnitProblem):
        unit("m")


def test_a_rate_per_nothing_is_refused():
    with pytest.raises(ValueError, match="0"):
        unit("admissions per 0")


def test_a_size_is_read_as_any_number_is():
    assert unit("admissions per 100k") == unit("admissions per 100K")


def test_a_rate_per_so_many_people_is_a_rate_per_so_many():
    assert unit("admissions per 100k") == unit("admissions per 100k people")


@pytest.mark.parametrize(
    ("name", "also", "one"),
    [
        ("visits", (), "visit"),
        ("fly-tips", ("fly-tip",), "fly-tip"),
        ("buses", ("bus",), "bus"),
        ("households in need", (), "households in need"),
        ("libraries", (), "library"),
        ("branches", (), "branch"),
        ("losses", (), "loss"),
        ("boxes", (), "box"),
        ("houses", (), "house"),
        ("people", (), "people"),
        ("children", ("kids",), "children"),
        ("hours lost", (), "hours lost"),
        ("business", (), "business"),
        ("premiss", (), "premiss"),
        ("ties", (), "tie"),
    ],
)
def test_one_of_a_noun_is_its_declared_singular_or_loses_its_ending(name, also, one):
    assert one == Noun(name, also=also).singular()
