"""The kinds of faults of form: for each, every edit of a page that certainly makes one.

Whether an edit is a fault is never asked of the checker. Each kind says why it is one, from
the definition of the language; what might be a valid rule with another meaning is left out.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

import yaml
from pages import ITEM, Fault, Page, Spot

from ragengine.reading.fields import COMBINED, EXAMPLE_KEYS, FILE, LEVEL, MARGINS, MEASURE, UNIT
from ragengine.units import BUILT_IN

Kind = Callable[[Page, str], Iterator[Fault]]
KINDS: dict[str, Kind] = {}

KEYS = {*FILE, *MEASURE, *UNIT, *LEVEL, *MARGINS, *COMBINED, *EXAMPLE_KEYS}
FIGURES = ("last year", "last period", "baseline", "profile")
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d.,]*(?![\d/-])")
_BAND = re.compile(r"(?P<low>\d[\d.]*)(?P<unit>%?)(?P<to>-| to )(?P<high>\d[\d.]*)")
_YEAR = re.compile(r"\d{4}(?:-\d\d)?")


def kind(name: str) -> Callable[[Kind], Kind]:
    """Name a kind of fault and put it among the kinds."""

    def put(made: Kind) -> Kind:
        KINDS[name] = made
        return made

    return put


def misspelt(word: str, chance: random.Random, taken: Collection[str]) -> str:
    """A slip inside a word that makes no other word of those taken.

    A letter is left out, doubled, exchanged with the next or with another one. The last letter
    stays, since a noun may lose its final s.
    """
    known = {one.casefold() for one in taken} | {word.casefold()}
    while True:
        place = chance.randrange(len(word) - 1)
        slip = chance.choice(
            [
                word[:place] + word[place + 1 :],
                word[:place] + word[place] + word[place:],
                word[:place] + word[place + 1] + word[place] + word[place + 2 :],
                word[:place] + chance.choice("qxzj") + word[place + 1 :],
            ]
        )
        clean = " ".join(slip.split())
        if clean.casefold() not in known and clean == slip and word[place] != " ":
            return slip


def number_in(spot: Spot) -> str:
    """The first number of a value that is no part of a year, word or range."""
    found = _NUMBER.search(spot.text)
    return found[0].rstrip(".,") if found else ""


def examples(page: Page) -> Iterator[Spot]:
    """The examples written as `VALUE LABEL` whose result must be rated."""
    for spot in page.spots:
        short = len(spot.path) > 3 and spot.path[2] == "examples" and spot.path[-1] == ITEM
        if short and spot.text and not spot.text.endswith("not rated"):
            yield spot


def comparators(page: Page) -> list[str]:
    """The comparators that a page declares."""
    return [spot.text for spot in page.under(("comparators",))]


def is_key(spot: Spot, page: Page) -> bool:
    """Whether the key of a spot is one of the language, or a declared comparator."""
    where = spot.path[0]
    names = len(spot.path) == 2 and where in ("measures", "units", "scales", "defaults")
    levels = len(spot.path) > 3 and spot.path[2] == "levels"
    return spot.key is not None and not names and not levels and spot.path[-1] in (*KEYS, *comparators(page))


# ---- keys ------------------------------------------------------------------------------------


@kind("a key misspelt")
def misspelt_keys(page: Page, name: str) -> Iterator[Fault]:
    """Every mapping of the language lists its keys, and no other is one."""
    taken = {*KEYS, *comparators(page)}
    for spot in page.spots:
        if is_key(spot, page):
            yield page.instead(name, spot.key, misspelt(spot.path[-1], page.chance, taken))


@kind("a key twice")
def doubled_keys(page: Page, name: str) -> Iterator[Fault]:
    """No mapping may have a key twice, whatever the value."""
    for spot in page.spots:
        if spot.key is None or (ITEM in spot.path[:-1] and not spot.flow):
            continue
        line = spot.line
        if spot.flow:
            end = page.offset(spot.value.end_mark)
            again = page.text[page.offset(spot.key.start_mark) : end]
            yield page.fault(name, end, end, f", {again}", line)
        else:
            start, end = page.whole(spot)
            added = page.text[start:end]
            made = page.fault(name, end, end, added if added.endswith("\n") else f"\n{added}", line)
            second = page.text.count("\n", 0, end) + 1
            yield Fault(name, page, made.start, made.end, made.new, made.lines | {second})


@kind("a needed key left out")
def dropped_keys(page: Page, name: str) -> Iterator[Fault]:
    """What a measure, file or example cannot be without, where no default stands in."""
    for key in ("ragengine", "measures"):
        first = next(spot.line for spot in page.spots if spot.path != ("ragengine",))
        yield page.without(name, page.at[key,], first, page.spots[0].line)
    for measure in page.measures:
        aim, unit, target = (page.own(measure, key) for key in ("aim", "unit", "target"))
        limits = [one for key in ("amber", "floor", "levels") if (one := page.own(measure, key))]
        if aim and not page.defaults("aim"):
            yield page.without(name, aim, measure.line)
        if unit and not page.defaults("unit"):
            yield page.without(name, unit, measure.line)
        levels = page.own(measure, "levels") or page.defaults("levels")
        judged = page.said(measure, "aim") != "none"
        if target and not levels and judged:
            yield page.without(name, target, measure.line)
        if judged and len(limits) == 1 and not page.defaults("amber", "floor", "levels"):
            where = (target.line,) if target else ()
            yield page.without(name, limits[0], measure.line, *where)
    for spot in page.spots:
        if spot.path[-1] == "rating" and spot.path[-2] == ITEM and spot.before is not None:
            yield page.without(name, spot, spot.line)


@kind("a level left out")
def dropped_levels(page: Page, name: str) -> Iterator[Fault]:
    """Without the level that takes the rest nobody takes it; an example shows that there is some."""
    for spot in page.spots:
        if len(spot.path) in (4, 5) and spot.path[2] == "levels" and spot.text == "rest":
            tried = [one.text for one in page.under((*spot.path[:2], "examples"))]
            if any(text.endswith(f" {spot.path[-1]}") for text in tried):
                others = (one.line for one in page.under((*spot.path[:2], "levels")))
                yield page.without(name, spot, page.at[spot.path[:-1]].line, *others)


@kind("a value left out")
def emptied_values(page: Page, name: str) -> Iterator[Fault]:
    """A key of the language says something; only a noun under `units` may stand alone."""
    for spot in page.spots:
        if is_key(spot, page) and spot.text and spot.path[-1] not in EXAMPLE_KEYS:
            yield page.instead(name, spot.value, "")


# ---- words and names -------------------------------------------------------------------------


@kind("a word misspelt")
def misspelt_words(page: Page, name: str) -> Iterator[Fault]:
    """Aims, bases and the like have a closed list of words."""
    taken = ("high", "low", "band", "none", "yes", "no", "count", "amount", "duration")
    fields = [*page.values("aim", "basis", "accumulates", "compare")]
    kinds = [spot for spot in page.under(("units",)) if spot.path[-1] in ("kind", "accumulates")]
    for spot in [*fields, *kinds]:
        yield page.instead(name, spot.value, misspelt(spot.text, page.chance, taken))


@kind("a unit or noun misspelt")
def misspelt_units(page: Page, name: str) -> Iterator[Fault]:
    """A noun must be declared or built in; a misspelt declaration leaves its uses undeclared.

    A fault of a declaration lies between it and the uses, so either is its line.
    """
    nouns = [spot.path[1] for spot in page.under(("units",))]
    built_in = [word for noun in BUILT_IN.values() for word in noun.spellings()]
    taken = {*nouns, *(noun.removesuffix("s") for noun in nouns), *built_in, "percent", "index"}
    used = [spot for spot in page.spots if spot.path[-1] == "unit"]
    for spot in used:
        yield page.instead(name, spot.value, misspelt(spot.text, page.chance, taken))
    for spot in page.values("amber", "target", "floor"):
        words = [
            word for word in re.findall(r"[A-Za-z]{4,}", spot.text) if f"{word}s".removesuffix("s") in nouns
        ]
        for word in words:
            yield page.part(name, spot, word, misspelt(word, page.chance, taken))
    for noun in dict.fromkeys(nouns):
        lines = [spot.line for spot in used if spot.text.startswith(noun) or spot.text.endswith(f" {noun}")]
        if lines and noun not in BUILT_IN:
            key = page.at["units", noun].key
            yield page.instead(name, key, misspelt(noun, page.chance, taken), *lines)
    for spot in page.spots:
        if len(spot.path) == 2 and spot.path[0] == "defaults" and spot.path[1] != "every measure":
            kinds = ("percent", "rate", "count", "amount", "duration", "money", "index")
            yield page.instead(name, spot.key, misspelt(spot.path[1], page.chance, kinds))


@kind("a level misspelt")
def misspelt_levels(page: Page, name: str) -> Iterator[Fault]:
    """A level is one of its scale. In a declaration the fault lies between it and the uses."""
    for spot in page.spots:
        if spot.path[0] == "measures" and len(spot.path) in (4, 5) and spot.path[2] == "levels":
            labels = page.labels(spot)
            if spot.path[-1] in labels:
                yield page.instead(name, spot.key, misspelt(spot.path[-1], page.chance, labels))
        if spot.path[-1] == "rating":
            taken = (*page.labels(spot), "not rated")
            yield page.instead(name, spot.value, misspelt(spot.text, page.chance, taken))
    for spot in examples(page):
        label = label_of(page, spot)
        slip = misspelt(label, page.chance, (*page.labels(spot), "not rated"))
        yield page.instead(name, spot.value, f"{spot.text.removesuffix(label)}{slip}")


@kind("a figure or comparator misspelt")
def misspelt_figures(page: Page, name: str) -> Iterator[Fault]:
    """A figure is built in or declared."""
    known = (*FIGURES, *comparators(page), "target", "floor")
    fields = [*page.values("target", "floor", "amber")]
    levels = [spot for spot in page.spots if len(spot.path) in (4, 5) and spot.path[2] == "levels"]
    for spot in [*fields, *(one for one in levels if one.text)]:
        for figure in known:
            if re.search(rf"\b{figure}$", spot.text):
                yield page.part(name, spot, figure, misspelt(figure, page.chance, known))
    for spot in page.spots:
        if spot.path[-1] in (*FIGURES, *comparators(page)) and ITEM in spot.path[:-1]:
            yield page.instead(name, spot.key, misspelt(spot.path[-1], page.chance, (*known, *EXAMPLE_KEYS)))


@kind("a scale not declared")
def misspelt_scales(page: Page, name: str) -> Iterator[Fault]:
    """A scale must be declared."""
    declared = ("RAG", *(spot.path[1] for spot in page.under(("scales",))))
    for spot in page.values("scale"):
        yield page.instead(name, spot.value, misspelt(spot.text, page.chance, declared))
    for spot in page.spots:
        if len(spot.path) == 2 and spot.path[0] == "scales":
            used = [one.line for one in page.values("scale") if one.text == spot.path[1]]
            yield page.instead(name, spot.key, misspelt(spot.path[1], page.chance, declared), *used)


# ---- years -----------------------------------------------------------------------------------


def by_year(page: Page) -> Iterator[tuple[Spot, Spot]]:
    """Two neighbours that are single years, in a value by year."""
    last: Spot | None = None
    for spot in page.spots:
        inside = (len(spot.path) > 2 and spot.path[2] != "examples") or spot.path[0] == "compare"
        if inside and spot.key is not None and _YEAR.fullmatch(spot.path[-1]):
            if last and last.path[:-1] == spot.path[:-1]:
                yield last, spot
            last = spot


@kind("a year that repeats or overlaps")
def repeated_years(page: Page, name: str) -> Iterator[Fault]:
    """A year may be named once: not again, nor by a stretch that holds it."""
    for one, two in by_year(page):
        yield page.instead(name, two.key, one.path[-1], one.line)
        yield page.instead(name, two.key, f"{one.path[-1]} to {two.path[-1]}", one.line)


@kind("a year that is none")
def broken_years(page: Page, name: str) -> Iterator[Fault]:
    """`2019-21` is two years, `2O19` has a letter, and a stretch ends after it begins."""
    for spot in page.spots:
        year = _YEAR.search(spot.path[-1]) if spot.key is not None and spot.path[0] != "units" else None
        if year is None or spot.path[0] in ("title", "body") or len(spot.path) == 2:
            continue
        text = spot.path[-1]
        yield page.instead(name, spot.key, text.replace(year[0], year[0].replace("20", "2O", 1), 1))
        if "-" in year[0]:
            later = f"{year[0][:5]}{int(year[0][5:]) + 1:02d}"
            yield page.instead(name, spot.key, text.replace(year[0], later, 1))
        if _YEAR.fullmatch(text) and spot.path[2] != "examples":
            first = str(int(text[:4]) + 3)
            yield page.instead(name, spot.key, f"{first} to {text[:4]}")


# ---- targets, margins and ranges -------------------------------------------------------------


@kind("the edges of a band or range swapped")
def swapped_edges(page: Page, name: str) -> Iterator[Fault]:
    """The smaller number stands first."""
    for spot in page.spots:
        match = _BAND.search(spot.text) if spot.path[0] == "measures" else None
        fields = ("target", "levels", "domain")
        if (
            match
            and len(spot.path) > 2
            and spot.path[2] in fields
            and float(match["low"]) < float(match["high"])
        ):
            swapped = f"{match['high']}{match['unit']}{match['to']}{match['low']}"
            yield page.part(name, spot, match[0], swapped)


@kind("an operator against the aim")
def turned_operators(page: Page, name: str) -> Iterator[Fault]:
    """Where high is good a target is a least value, where low is good a most."""
    against = {"high": ("under", "at most"), "low": ("at least", "more than")}
    for spot in page.values("target"):
        aim = page.said(page.at[spot.path[:2]], "aim") if spot.path[0] == "measures" else ""
        if aim in against and re.match(r"(?:under |at least |at most )?[£\d]", spot.text):
            number = re.sub(r"^(?:under|at least|at most) ", "", spot.text)
            for words in against[aim]:
                yield page.instead(name, spot.value, f"{words} {number}")


@kind("a margin on the good side")
def turned_margins(page: Page, name: str) -> Iterator[Fault]:
    """Where high is good every result above the target is good, so amber cannot lie there."""
    sides = {"high": "above", "low": "below"}
    for spot in page.values("amber"):
        aim = page.said(page.at[spot.path[:2]], "aim") if spot.path[0] == "measures" else ""
        if aim in sides and spot.text != "none":
            where = [page.at[spot.path[:2]].line]
            where += [one.line for one in page.values("target") if one.path[:2] == spot.path[:2]]
            yield page.instead(name, spot.value, f"{{{sides[aim]}: {spot.text}}}")


@kind("a negative margin")
def negative_margins(page: Page, name: str) -> Iterator[Fault]:
    """A margin is a distance: the aim decides its side."""
    for spot in page.values("amber"):
        if spot.text != "none":
            yield page.instead(name, spot.value, f"-{spot.text}")


@kind("a margin in the wrong unit, or in none")
def unclear_margins(page: Page, name: str) -> Iterator[Fault]:
    """`5%` of a percentage has two readings, and so has `5`; points are of percentages alone."""
    for spot in page.values("amber"):
        number = number_in(spot)
        unit = page.said(page.at[spot.path[:2]], "unit") if spot.path[0] == "measures" else spot.path[1]
        if number and unit.startswith("percent"):
            for text in (f"{number}%", number, f"{number} days"):
                yield page.instead(name, spot.value, text)
        elif number and spot.path[1] != "every measure":
            yield page.instead(name, spot.value, f"{number} points")


@kind("a bare number for a range")
def bare_ranges(page: Page, name: str) -> Iterator[Fault]:
    """A level is a range: a number alone does not say on which side."""
    for spot in page.spots:
        if len(spot.path) in (4, 5) and spot.path[2] == "levels" and (number := number_in(spot)):
            yield page.instead(name, spot.value, number)


@kind("a number that cannot be read")
def broken_numbers(page: Page, name: str) -> Iterator[Fault]:
    """A letter for a digit, two points, a blank or a comma inside: no such number exists."""
    fields = ("target", "floor", "amber", "population", "domain", *FIGURES, *comparators(page))
    levels = [spot for spot in page.spots if len(spot.path) in (4, 5) and spot.path[2] == "levels"]
    for spot in [*page.values(*fields), *(one for one in levels if one.text), *examples(page)]:
        number = number_in(spot)
        if not number:
            continue
        slips = [f"{number[:-1]}O5", f"{number}.5.1", f"{number} 5"]
        if not spot.flow:
            slips.append(f"{number},55")
        yield page.part(name, spot, number, page.chance.choice(slips))


@kind("an example with another level's name")
def wrong_examples(page: Page, name: str) -> Iterator[Fault]:
    """The rules are sound, so each example has the one rating that they give."""
    for spot in examples(page):
        label = label_of(page, spot)
        other = page.chance.choice([one for one in (*page.labels(spot), "not rated") if one != label])
        yield page.instead(name, spot.value, f"{spot.text.removesuffix(label)}{other}")


@kind("an example without a rating")
def bare_examples(page: Page, name: str) -> Iterator[Fault]:
    """An example says which rating it must get."""
    for spot in examples(page):
        yield page.instead(name, spot.value, spot.text.removesuffix(label_of(page, spot)).strip())


def label_of(page: Page, spot: Spot) -> str:
    """The level that an example ends with: the longest that fits."""
    fitting = [one for one in page.labels(spot) if spot.text.endswith(f" {one}")]
    return max(fitting, key=len)


# ---- YAML ------------------------------------------------------------------------------------


def single(page: Page) -> Iterator[Spot]:
    """Entries of a block that are a key and a text on one line."""
    for spot in page.spots:
        plain = spot.key is not None and not spot.flow and spot.text and not spot.value.style
        if plain and spot.line == spot.value.end_mark.line + 1:
            yield spot


@kind("YAML: an operator as a block of text")
def operator_traps(page: Page, name: str) -> Iterator[Fault]:
    """YAML reads `>8` as an empty block of text, and `>= 5` or `>82%` not at all."""
    for spot in page.values("target", "floor"):
        number = number_in(spot)
        if number:
            yield page.instead(name, spot.value, f">= {number}")
            yield page.instead(name, spot.value, f">{number}")


@kind("YAML: a tab")
def tabs(page: Page, name: str) -> Iterator[Fault]:
    """YAML forbids tabs in the indent of a block."""
    for spot in page.spots:
        if spot.key is not None and not spot.flow and spot.path[0] != "title" and len(spot.path) > 1:
            start = page.offset(spot.key.start_mark) - spot.key.start_mark.column
            if not page.text[start : page.offset(spot.key.start_mark)].strip():
                yield page.fault(name, start, page.offset(spot.key.start_mark), "\t", spot.line)


@kind("YAML: an anchor, alias, merge key or tag")
def marks(page: Page, name: str) -> Iterator[Fault]:
    """They make a text mean something else than itself, and are refused."""
    for spot in page.spots:
        if spot.text and not spot.value.style and len(spot.path) > 1:
            new = page.chance.choice([f"&a {spot.text}", "*a", f"!!str {spot.text}", f"!x {spot.text}"])
            yield page.instead(name, spot.value, new)
    for spot in single(page):
        start = page.offset(spot.key.start_mark)
        yield page.fault(name, start, start, f"<<: {{}}\n{' ' * spot.key.start_mark.column}", spot.line)


@kind("YAML: a dash left out")
def dashes(page: Page, name: str) -> Iterator[Fault]:
    """Without its dash, or the blank behind it, an item is no item: its text joins the one above."""
    for spot in examples(page):
        start = page.offset(spot.value.start_mark)
        above = spot.line - 1 if spot.before is not None else spot.line
        if page.text[start - 2 : start] == "- " and not spot.flow:
            yield page.fault(name, start - 2, start, "  ", spot.line, above)
            yield page.fault(name, start - 1, start, "", spot.line, above)


@kind("YAML: a character that does not belong")
def characters(page: Page, name: str) -> Iterator[Fault]:
    """A blank of another kind sets a key off from those beside it; control characters are refused."""
    beside = Counter(spot.path[:-1] for spot in page.spots)
    for spot in page.spots:
        start = spot.key and page.offset(spot.key.start_mark)
        if start and spot.key.start_mark.column > 1 and not spot.flow and ITEM not in spot.path:
            yield page.fault(name, start, start, "\x07", spot.line)
            if beside[spot.path[:-1]] > 1:
                yield page.fault(name, start - 1, start, "\N{NO-BREAK SPACE}", spot.line)


@kind("YAML: a second document")
def documents(page: Page, name: str) -> Iterator[Fault]:
    """A file is one document."""
    for spot in page.spots[1:]:
        if spot.key is not None and not spot.flow and ITEM not in spot.path:
            start = page.offset(spot.key.start_mark) - spot.key.start_mark.column
            yield page.fault(name, start, start, "---\n", spot.line)


@kind("YAML: a bracket or quote not closed")
def unclosed(page: Page, name: str) -> Iterator[Fault]:
    """What is opened must be closed; a `{` that is missing leaves two colons in one text."""
    for spot in page.spots:
        node = spot.value
        if isinstance(node, yaml.CollectionNode) and node.flow_style and node.value:
            end = page.offset(node.end_mark)
            yield page.fault(name, end - 1, end, "", spot.line)
            if isinstance(node, yaml.MappingNode) and not spot.flow and spot.key is not None:
                start = page.offset(node.start_mark)
                yield page.fault(name, start, start + 1, "", spot.line)
    for spot in single(page):
        start = page.offset(spot.value.start_mark)
        if '"' not in page.text[start:]:
            yield page.fault(name, start, start, '"', spot.line)


@kind("YAML: a wrong indent")
def indents(page: Page, name: str) -> Iterator[Fault]:
    """A key must stand under those beside it: one blank less is no level, one more is a text's."""
    last: Spot | None = None
    for spot in single(page):
        beside = last is not None and last.path[:-1] == spot.path[:-1] and spot.before is last.value
        if beside and len(spot.path) > 1:
            start = page.offset(spot.key.start_mark)
            above = last.line
            if len(spot.path) > 2:
                yield page.fault(name, start - 1, start, "", spot.line)
            if above == spot.line - 1:
                yield page.fault(name, start, start, " ", spot.line)
        last = spot


@kind("YAML: a comma that splits a number")
def splitting_commas(page: Page, name: str) -> Iterator[Fault]:
    """Inside `{ }` and `[ ]` a comma ends a value, and the digits behind it have none."""
    for spot in page.spots:
        if spot.flow and spot.key is not None and (number := number_in(spot)) and spot.path[0] == "measures":
            yield page.part(name, spot, number, "1,252")


def colons(page: Page) -> Iterator[tuple[Spot, int]]:
    """Entries with a plain key and text, and where the colon between them stands."""
    for spot in page.spots:
        if spot.key is not None and spot.text and not spot.value.style and not spot.key.style:
            start = page.offset(spot.key.end_mark)
            if page.text[start : page.offset(spot.value.start_mark)] == ": ":
                yield spot, start


@kind("YAML: a colon without a blank")
def tight_colons(page: Page, name: str) -> Iterator[Fault]:
    """`aim:high` is one text, where a key and a value must stand."""
    for spot, start in colons(page):
        yield page.fault(name, start + 1, start + 2, "", spot.line)


@kind("YAML: a colon left out")
def no_colons(page: Page, name: str) -> Iterator[Fault]:
    """`aim high` is one text, where a key and a value must stand."""
    for spot, start in colons(page):
        yield page.fault(name, start, start + 1, "", spot.line)
