"""The words of the rule language: numbers, figures, amounts, ranges and targets.

Each function turns one text into a piece of the model or raises `Unreadable` with the code
and the facts; the callers know the place. The grammar is small and closed: there is no
expression language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from attrs import define

from ragengine import model
from ragengine.exact import NotANumber, Quoted
from ragengine.messages import did_you_mean
from ragengine.model import Direction, Operator
from ragengine.periods import APRIL, WHOLE_YEAR, names_a_year, read_span
from ragengine.quantities import Conversion, Mismatch
from ragengine.rating import Reason
from ragengine.reading.brackets import is_date
from ragengine.reading.figures import no_figure, no_share
from ragengine.reading.operators import OPERATORS, split_operator
from ragengine.reading.phrases import kind_in_words, not_within, why_no_number
from ragengine.spelling import folded, nearest
from ragengine.units import Noun, Unit, UnitProblem, Written, read_number


class Unreadable(ValueError):
    """A text that the language does not have: the code and facts of its diagnostic."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


_NUMERAL = r"[-+\N{MINUS SIGN}]?£?[\d.,]*\d(?:k|K|m|M|bn)?"
_SHARE = re.compile(rf"({_NUMERAL})\s?% of (?:the )?(.+)", re.IGNORECASE)
_WAY = re.compile(rf"({_NUMERAL})\s?% of the way from (.+) to (.+)", re.IGNORECASE)
_OFFSET = re.compile(r"(.+?) (above|below|better than|worse than) (?:the )?(.+)", re.IGNORECASE)
_DIRECTED = re.compile(r"(no worse|better|worse) than (?:the )?(.+)", re.IGNORECASE)
_WITHIN = re.compile(r"within (.+?) of (?:the )?(.+)", re.IGNORECASE)
_EXACTLY = re.compile(r"(?:exactly\s+|=\s*)(.+)", re.IGNORECASE)
_TO = re.compile(r"(.+?)\s+to\s+(.+)", re.IGNORECASE)
_DASHED = re.compile(rf"({_NUMERAL})%?\s?[-\N{{EN DASH}}]\s?({_NUMERAL})(\s?[^\d-].*)?")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
POINTS = re.compile(r"(?:percentage )?points?|pts|pp", re.IGNORECASE)

_NO_UNIT = re.compile(r"\+|%.|(?!.*\bper\b).*\d")
"""What may stand behind digits and is no unit, nor a noun that could be declared."""

_STARTS_A_NUMBER = re.compile("[-+.£\N{MINUS SIGN}]*\\d")

_A_SLIP = 0.75
"""How like `points` a word must be to be that word misspelt."""

_NO_TARGET = re.compile(r"(?:no worse|better|worse|above|below)(?: .*)?|rest|n/?a|-|", re.IGNORECASE)
"""Words of the language that make no target."""

_NOT_YET = {
    "tbc": Reason.NO_TARGET, "to be confirmed": Reason.NO_TARGET, "not yet set": Reason.NO_TARGET,
    "no survey": Reason.NO_SURVEY,
    "none": Reason.INFORMATION_ONLY, "for information only": Reason.INFORMATION_ONLY,
}  # fmt: skip

NO_FIGURE = frozenset({*_NOT_YET, *OPERATORS, "rest", "n/a", "na", "-"})
"""What says something else where a figure may stand."""


@define(eq=False, slots=False, repr=False)
class Words:
    """The language for one measure: its unit, and the names it may use."""

    unit: Unit
    nouns: Mapping[str, Noun]
    comparators: tuple[str, ...] = ()
    year_starts: int = APRIL

    @cached_property
    def _conversion(self) -> Conversion:
        return Conversion(self.unit, self.nouns)

    @cached_property
    def figures(self) -> dict[str, str]:
        """The names that stand for a number, each as it is declared, by how names match."""
        return {folded(name): name for name in (*model.BUILT_IN_FIGURES, *self.comparators)}

    # ---- numbers and figures ---------------------------------------------------------------

    def number(self, text: str) -> model.Number:
        """A number with its unit and brackets: `163.8k (Apr-Nov)`, `under` excluded."""
        if "(" not in text:
            return model.Number(self.in_unit(self.written(text), text))
        span = events = None
        note = ""
        for bracket in _BRACKET.findall(text):
            span_here = read_span(bracket, self.year_starts)
            if span_here is not None:
                span = span_here
            elif (count := self._events(bracket)) is not None:
                events = count
            elif is_date(bracket, self.year_starts):
                note = bracket
                if span is None and names_a_year(bracket):
                    span = WHOLE_YEAR
            else:
                raise Unreadable("RAG206", text=bracket)
        quoted = self.in_unit(self.written(_BRACKET.sub("", text)), text)
        return model.Number(quoted, span, events, note)

    def written(self, text: str) -> Written:
        """Digits, scale and unit words of a number. Raises `Unreadable`."""
        try:
            return read_number(text.strip())
        except NotANumber as error:
            raise Unreadable("RAG203", text=text.strip(), why=why_no_number(text, error)) from None

    def in_unit(self, written: Written, text: str) -> Quoted:
        """A written number in the measure's own unit. Raises `Unreadable`."""
        if POINTS.fullmatch(written.unit):
            why = "points are a distance, not a value"
            raise Unreadable("RAG203", text=text, why=why)
        if _NO_UNIT.match(written.unit):
            why = f"`{written.unit}` stands behind it"
            raise Unreadable("RAG203", text=text, why=why)
        try:
            return self._conversion.convert(written)
        except UnitProblem as error:
            meant = did_you_mean(error.nearest)
            raise Unreadable("RAG201", text=error.words, nearest=meant) from None
        except NotANumber:
            raise Unreadable("RAG203", text=text, why=f"`{written.unit}` is no unit") from None
        except Mismatch as error:
            found = kind_in_words(error.source)
            raise Unreadable("RAG202", text=text, found=found, unit=str(self.unit)) from None

    def _events(self, text: str) -> Fraction | None:
        """`17 admissions` beside a rate of admissions."""
        if self.unit.kind != "rate":
            return None
        try:
            written = read_number(text)
        except NotANumber:
            return None
        return written.number.value if self.unit.counts(written.unit) else None

    def figure(self, text: str) -> str:
        """A figure by name. Raises `Unreadable` with the nearest declared one."""
        name = self.figures.get(folded(text))
        if name is None:
            raise Unreadable(
                "RAG307", text=text, nearest=no_figure(text, self.figures, self.comparators, self.nouns)
            )
        return name

    def place(self, text: str) -> model.NumberPlace:
        """Wherever a number may stand: a number, a figure, a share, a way or an offset."""
        words = " ".join(text.split())
        if words.casefold() not in self.figures and words.casefold().startswith("maintain "):
            words = words[len("maintain ") :]
        if words.casefold() in self.figures:  # whatever words of the language its name is made of
            return model.Figure(self.figures[words.casefold()])
        if " " not in words and words[:1].isdigit():
            return self.number(words)
        if match := _WAY.fullmatch(words):
            share = self._percentage(match[1])
            return model.Way(share, self.figure(match[2]), self.figure(match[3]))
        if match := _OFFSET.fullmatch(words):
            amount = self.amount(match[1], of=match[3])
            return model.Offset(amount, _direction(match[2]), self.figure(match[3]))
        if match := _SHARE.fullmatch(words):
            return model.Share(*self._share(match, "%"))
        if _STARTS_A_NUMBER.match(words):
            return self.number(words)
        try:
            return model.Figure(self.figure(words))
        except Unreadable:
            if nearest(words, self.figures) or not any(map(str.isdigit, words)):
                raise
            why = "it is neither a number nor a figure"
            raise Unreadable("RAG203", text=words, why=why) from None

    def _share(self, share: re.Match[str], behind: str) -> tuple[Fraction, str]:
        """The share and the figure that it is of."""
        try:
            return self._percentage(share[1]), self.figure(share[2])
        except Unreadable as problem:
            if way := no_share(share[1] + behind, share[2], self.unit, self.nouns):
                problem.facts["nearest"] = way
            raise

    def _percentage(self, digits: str) -> Fraction:
        return self.written(digits).number.value / 100

    # ---- amounts ---------------------------------------------------------------------------

    def amount(self, text: str, of: str | None = None) -> model.Amount:
        """How far: `2 points`, `5% of target`, `3 days`, `6 admissions`.

        `of` is the figure it is measured from where the text goes on to name it; a bare share
        (`1% worse than target`) is then a share of that.
        """
        words = " ".join(text.split())
        if match := _SHARE.fullmatch(words):
            self._positive(self.written(match[1]), words)
            return model.ShareOf(*self._share(match, " points"))
        if not _STARTS_A_NUMBER.match(words):
            raise Unreadable("RAG116", text=words)
        written = self.written(words)
        self._positive(written, words)
        if self.unit.kind == "percent":
            return self._amount_of_percent(written, words, of)
        if POINTS.fullmatch(written.unit):
            found = "a number of percentage points"
            raise Unreadable("RAG202", text=words, found=found, unit=str(self.unit))
        if written.unit == "%":
            return model.ShareOf(written.number.value / 100, None if of is None else self.figure(of))
        if written.unit.startswith(("%", "point")):
            raise Unreadable("RAG116", text=words)
        if written.unit and self.unit.kind == "rate" and self.unit.counts(written.unit):
            if written.number.value.denominator != 1:
                raise Unreadable("RAG203", text=words, why="events are whole")
            return model.Events(written.number.value, written.unit)
        return model.Fixed(self.in_unit(written, words).value)

    def _amount_of_percent(self, written: Written, words: str, of: str | None) -> model.Amount:
        """Percentage points; a bare number, or a bare percentage, could mean two things."""
        if POINTS.fullmatch(written.unit):
            return model.Fixed(written.number.value)
        if written.unit == "%":
            raise Unreadable("RAG204", text=words, points=written.number.text, of=of or "target")
        if written.unit.startswith(("%", "point")):
            raise Unreadable("RAG116", text=words)
        if not written.unit:
            raise Unreadable("RAG205", text=words)
        try:
            return model.Fixed(self.in_unit(written, words).value)
        except Unreadable as problem:
            if problem.code == "RAG202" or nearest(written.unit, ("points",), cutoff=_A_SLIP):
                problem.facts["nearest"] = f"write `{written.number.text} points`"
            raise

    def _either_side(self, text: str, of: str) -> model.Amount:
        """How far on both sides of a figure; a share of it is said by the two ends."""
        try:
            return self.amount(text, of=of)
        except Unreadable as problem:
            if problem.code == "RAG204":
                problem.facts["nearest"] = not_within(problem.facts["points"], self._percentage(text), of)
            raise

    def _positive(self, written: Written, text: str) -> None:
        if written.number.value <= 0:
            minus = written.number.value < 0
            way = "leave the minus out, since the aim decides the side; " if minus else ""
            raise Unreadable("RAG208", text=text, way=way)

    def margin(self, text: str) -> model.Margin:
        """An amount that may be written `under 2 points` to leave its end out."""
        words = " ".join(text.split())
        operator, rest = split_operator(words)
        if operator in (None, Operator.AT_MOST):
            return model.Margin(self.amount(rest), text=words)
        if operator is Operator.UNDER:
            return model.Margin(self.amount(rest), strict=True, text=words)
        raise Unreadable("RAG116", text=words)

    # ---- ranges ----------------------------------------------------------------------------

    def ranged(self, text: str) -> model.Ranged:
        """What a level says."""
        words = " ".join(text.split())
        if words.casefold() == "rest":
            return model.Rest()
        if words.casefold() in self.figures:
            raise Unreadable("RAG114", text=words)
        if match := _DIRECTED.fullmatch(words):
            no = match[1].casefold() == "no worse"
            direction = Direction.WORSE if no else Direction(match[1].casefold())
            return model.Away(direction, self.figure(match[2]), no=no)
        if match := _WITHIN.fullmatch(words):
            margin = model.Margin(self._either_side(match[1], match[2]))
            return model.Around(self.figure(match[2]), margin, margin)
        if match := _EXACTLY.fullmatch(words):
            return model.Exactly(self.place(match[1]))
        operator, rest = split_operator(words)
        if operator is not None:
            if match := _OFFSET.fullmatch(rest):
                amount = self.amount(match[1], of=match[3])
                return model.Away(_direction(match[2]), self.figure(match[3]), operator, amount)
            return model.Half(operator, self.place(rest))
        edges = self.edges(words)
        if edges is not None:
            return model.Between(*edges)
        if _STARTS_A_NUMBER.match(words) and not _OFFSET.fullmatch(words) and not _TO.fullmatch(words):
            self.number(words)
            raise Unreadable("RAG313", text=words)
        raise Unreadable("RAG114", text=words)

    def edges(self, text: str) -> tuple[model.NumberPlace, model.NumberPlace] | None:
        """The two ends of `17-22%` or `A to B`; None where the text is neither."""
        written = self._ends(text)
        if written is None:
            return None
        ends = self.place(written[0]), self.place(written[1])
        if any(isinstance(end, model.Number) and end.events is not None for end in ends):
            why = "events in the bracket of a band belong to neither of its edges"
            raise Unreadable("RAG203", text=text, why=why)
        if isinstance(ends[0], model.Number) and isinstance(ends[1], model.Number):
            low, high = ends[0].quoted, ends[1].quoted
            if low.value > high.value:
                instead = f"{high.text} to {low.text}{_percent(self.unit)}"
                raise Unreadable("RAG305", text=_BRACKET.split(text)[0], instead=instead)
        return ends

    def _ends(self, text: str) -> tuple[str, str] | None:
        """The words of the two ends; a unit or bracket behind two numbers belongs to both."""
        match = _TO.fullmatch(text)
        if match and not _WAY.fullmatch(text) and any(folded(end) in self.figures for end in match.groups()):
            return match[1], match[2]
        span = _BRACKET.search(text)
        words, bracket = (text, "") if span is None else (text[: span.start()], text[span.start() :])
        if match := _DASHED.fullmatch(words):
            behind = (match[3] or "") + bracket
            return match[1] + behind, match[2] + behind
        match = _TO.fullmatch(words)
        if match is None or _WAY.fullmatch(words) or _TO.fullmatch(match[2]):
            return None
        lower, upper = match[1], match[2]
        first, second = (self._try_written(end) for end in (lower, upper))
        if first and second and second.unit and not first.unit:
            lower = f"{lower} {second.unit}"
        return lower + bracket, upper + bracket

    def _try_written(self, text: str) -> Written | None:
        try:
            return read_number(text)
        except NotANumber:
            return None

    # ---- targets ---------------------------------------------------------------------------

    def target(self, text: str) -> model.Target:
        """What `target:` says."""
        words = " ".join(text.split())
        reason = _NOT_YET.get(words.casefold())
        if reason is not None:
            return model.NoTargetYet(reason, words)
        if words.casefold() in self.figures:
            return self.threshold(words)
        if _NO_TARGET.fullmatch(words) or words.casefold() in OPERATORS:
            raise Unreadable("RAG115", text=words)
        if match := _WITHIN.fullmatch(words):
            return model.Within(self._either_side(match[1], match[2]), self.figure(match[2]), text=words)
        edges = None if _WAY.fullmatch(split_operator(words)[1]) else self.edges(words)
        if edges is not None:
            return model.Band(*edges, text=words)
        return self.threshold(words)

    def threshold(self, text: str) -> model.Threshold:
        """One number, with an operator or without: a target or a floor."""
        words = " ".join(text.split())
        operator, rest = (None, words) if words.casefold() in self.figures else split_operator(words)
        return model.Threshold(self.place(rest), operator, words)

    def domain(self, text: str) -> model.Domain:
        """`0 to 120%`, `at least 0%`, `any`: the values that a result can have."""
        if text.casefold() == "any":
            return model.ANY_NUMBER
        operator, rest = split_operator(text)
        try:
            edges = self.edges(text) if operator is None else None
        except Unreadable as wrong:
            if wrong.code != "RAG307":
                raise
            edges = None
        lowest: Fraction | None = None
        highest: Fraction | None = None
        if operator is Operator.AT_LEAST:
            lowest = self.number(rest).quoted.value
        elif operator is Operator.AT_MOST:
            highest = self.number(rest).quoted.value
        elif edges and isinstance(edges[0], model.Number) and isinstance(edges[1], model.Number):
            lowest, highest = edges[0].quoted.value, edges[1].quoted.value
        else:
            expected = "`A to B`, `at least A`, `at most B` or `any`"
            raise Unreadable("RAG104", text=text, expected=expected, nearest="")
        return model.Domain(lowest, highest, self.unit.whole)


def _direction(word: str) -> Direction:
    return Direction(word.casefold().removesuffix(" than"))


def _percent(unit: Unit) -> str:
    return "%" if unit.kind == "percent" else ""
