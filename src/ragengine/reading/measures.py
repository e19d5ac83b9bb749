"""A measure's mapping to the model, with the defaults of its file filled in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from attrs import define, field

from ragengine import model
from ragengine.document import Mapping, Node, Scalar
from ragengine.exact import NotANumber
from ragengine.periods import ByYear, Year, always
from ragengine.rating import RAG, Scale
from ragengine.reading.declared import Declared
from ragengine.reading.examples import read_examples
from ragengine.reading.fields import MEASURE
from ragengine.reading.limits import LIMITS, LimitsReader
from ragengine.reading.report import Report, lacks
from ragengine.reading.shared import SharedReader
from ragengine.reading.thresholds import Beside
from ragengine.reading.unitless import follows, whatever_the_unit
from ragengine.reading.unused import UnusedDefaults
from ragengine.reading.values import read_meta
from ragengine.reading.words import Unreadable, Words
from ragengine.reading.years import by_year
from ragengine.spelling import folded
from ragengine.units import Noun, Unit, UnitProblem, read_unit

Value = TypeVar("Value")

_NAMES = ("code", "title", "framework", "theme")
_USUAL_SCALE = always(RAG)
_FIGURES = ("last year", "last period", "baseline", "profile")


@define(eq=False, repr=False)
class MeasureReader:
    """Reads the measures of one file. Defaults are read once for each unit."""

    declared: Declared
    report: Report
    _words: dict[str, Words] = field(factory=dict)
    _defaults: dict[tuple[int, str], tuple[object, bool]] = field(factory=dict)
    _domains: dict[str, ByYear[model.Domain]] = field(factory=dict)
    _default_failed: bool = False
    _used: set[int] = field(factory=set)
    _comparators: dict[str, str] = field(init=False, repr=False)
    _shared: SharedReader = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        self._shared = SharedReader(self.declared, self.report)
        self._comparators = {folded(name): name for name in self.declared.comparators}

    def read(self, key: Scalar, node: Node) -> model.Measure | None:
        """The measure under an id; None where anything in it, or its defaults, is wrong."""
        before = self.report.total + self.report.spoiled
        self._default_failed = False
        measure = self._measure(key, node)
        sound = self.report.total + self.report.spoiled == before and not self._default_failed
        return measure if sound else None

    def _measure(self, key: Scalar, node: Node) -> model.Measure | None:
        if not key.text:
            self.report.add("RAG117", key, text=key.text, what="a measure", why="it is empty")
        mapping = self.report.mapping(node, key.text, "give the measure an aim, a unit and a target")
        if mapping is None:
            return None
        own = self.report.fields(mapping, MEASURE, "a measure", self._comparators)
        words = self._unit(own, key, mapping)
        if words is None:
            self._whatever_the_unit(own, key, mapping)
            return None
        return self._in_unit(words, [own, *self._chain(words.unit)], key, mapping)

    def _in_unit(
        self, words: Words, chain: list[dict[str, Node]], key: Scalar, mapping: Mapping
    ) -> model.Measure:
        own, unit = chain[0], words.unit
        aim = self._first(chain, "aim", words, self._shared.aim)
        if aim is None:
            if lacks(mapping, "aim") and not any("aim" in fields for fields in chain):
                self.report.add("RAG301", key, when="")
            aim = always(model.Aim.HIGH)  # only to read on: a measure with a fault is not kept
        scale = self._first(chain, "scale", words, self._shared.scale)
        if scale is None:
            scale = _USUAL_SCALE
        elif not scale.is_constant:
            scale = ByYear((*_USUAL_SCALE.entries, *scale.entries))
        target = self._value(own["target"], "target", words.target) if "target" in own else None
        limits = LimitsReader(self.report, words, self._scales_of(scale), Beside.of(target, aim))
        figures = {
            name: value
            for name in (*_FIGURES, *self.declared.comparators)
            if name in own and (value := self._value(own[name], name, words.number)) is not None
        }
        names = {
            name: text
            for name in _NAMES
            if (text := self._first(chain, name, words, self._shared.text(name))) is not None
        }
        domain = self._first(chain, "domain", words, partial(self._shared.domain, words=words))
        accumulates = self._first(chain, "accumulates", words, self._shared.accumulates)
        return model.Measure(
            id=key.text,
            unit=unit,
            aim=aim,
            scale=scale,
            target=target,
            limits=self._all_limits(chain, limits, words),
            compare=self._compare(chain, words),
            basis=self._all(chain, "basis", words, self._shared.basis),
            domain=domain or self._usual_domain(unit),
            accumulates=accumulates or always(unit.accumulates),
            population=self._population(own),
            figures=figures,
            names=names,
            comparators=self.declared.comparators,
            nouns=self.declared.nouns,
            examples=read_examples(own.get("examples"), words, limits.scales, self.report),
            meta=read_meta(own, self.report),
            year_starts=self.declared.year_starts,
            file=self.declared.file,
            origin=key,
        )

    # ---- unit and defaults -----------------------------------------------------------------

    def _unit(self, own: dict[str, Node], key: Scalar, mapping: Mapping) -> Words | None:
        node = own.get("unit") or self.declared.defaults.get("every measure", {}).get("unit")
        self._used.add(id(node))
        if node is None:
            way = "add `unit: percent`, `unit: days`, `unit: admissions per 100k` or a declared noun"
            if lacks(mapping, "unit"):
                self.report.add("RAG102", key, where=f"the measure `{key.text}`", key="unit", way=way)
            return None
        return self._words_of(node)

    def _words_of(self, node: Node) -> Words | None:
        """The language for the unit that a node names; None where it names none."""
        text = self.report.text(node, "unit", "a unit cannot change by year; another unit is another measure")
        if text is None:
            return None
        if text not in self._words:
            try:
                unit = read_unit(text, self.declared.nouns)
            except UnitProblem as problem:
                from ragengine.reading.meant import meant  # noqa: PLC0415 - most words are understood

                near = meant("unit", text) or self.report.nearest(problem.words, problem.names)
                self.report.add("RAG201", node, text=problem.words, nearest=near)
                return None
            except NotANumber as problem:
                self.report.add("RAG203", node, text=text, why=str(problem))
                return None
            self._words[text] = self.declared.words(unit)
        return self._words[text]

    def _whatever_the_unit(self, own: dict[str, Node], key: Scalar, mapping: Mapping) -> None:
        """Report the faults of a measure without a unit that it would have in a unit of any kind."""
        found = whatever_the_unit(
            lambda unit: self._in_unit(self.declared.words(unit), [own], key, mapping), self.report
        )
        unit = own.get("unit")
        said = unit.text if isinstance(unit, Scalar) else ""
        given = {name for group in self.declared.defaults.values() for name in group}
        self.report.found += (fault for fault in found if not follows(fault, said, given))

    def _chain(self, unit: Unit) -> list[dict[str, Node]]:
        """The defaults that apply to a unit, the more particular first."""
        names = (unit.kind, "every measure")
        return [self.declared.defaults[name] for name in names if name in self.declared.defaults]

    def _first(
        self, chain: list[dict[str, Node]], name: str, words: Words, read: Callable[[Node], Value | None]
    ) -> ByYear[Value] | None:
        """A value of the measure; a year that it leaves out falls back to the defaults."""
        found = self._all(chain, name, words, read)
        if not found:
            return None
        own, *defaults = found
        for default in defaults:
            own = _before(own, default)
        return own

    def _all(
        self, chain: list[dict[str, Node]], name: str, words: Words, read: Callable[[Node], Value | None]
    ) -> tuple[ByYear[Value], ...]:
        """What the measure and its defaults say, up to the first that holds in every year."""
        found: tuple[ByYear[Value], ...] = ()
        own = chain[0]
        for fields in chain:
            if name in fields:
                self._used.add(id(fields[name]))
                value = self._years(fields[name], words, read, default=fields is not own)
                if value is not None:
                    found = (*found, value)
                    if value.is_constant:
                        break
        return found

    def _usual_domain(self, unit: Unit) -> ByYear[model.Domain]:
        """One object for each kind, so that what is equal can be found by identity."""
        if unit.kind not in self._domains:
            self._domains[unit.kind] = always(model.usual_domain(unit))
        return self._domains[unit.kind]

    def _years(
        self, node: Node, words: Words, read: Callable[[Node], Value | None], *, default: bool
    ) -> ByYear[Value] | None:
        starts = self.declared.year_starts
        if not default:
            return by_year(node, read, self.report, starts)
        return self._once((id(node), words.unit.text), lambda: by_year(node, read, self.report, starts))

    def _once(self, memo: tuple[int, str], read: Callable[[], Value]) -> Value:
        """A default read once for each unit; one that is wrong spoils every measure it serves."""
        if memo not in self._defaults:
            before = self.report.total + self.report.spoiled
            value = read()
            self._defaults[memo] = (value, self.report.total + self.report.spoiled > before)
        known, failed = self._defaults[memo]
        self._default_failed = self._default_failed or failed
        return known  # type: ignore[return-value]  # a memo is one node, always read by one reader

    def _value(self, node: Node, name: str, read: Callable[[str], Value]) -> ByYear[Value] | None:
        return by_year(
            node, lambda one: self.report.reading(one, name, read), self.report, self.declared.year_starts
        )

    def _all_limits(
        self, chain: list[dict[str, Node]], reader: LimitsReader, words: Words
    ) -> tuple[model.Limits, ...]:
        """The limits of the measure and its defaults; one that always holds hides those after it."""
        found: list[model.Limits] = []
        for depth, fields in enumerate(chain):
            one = self._limits(fields, reader, words, default=depth > 0)
            if one is None:
                continue
            if not any(before.is_constant for before in found):
                self._used.update(id(fields[name]) for name in LIMITS if name in fields)
            found.append(one)
        return tuple(found)

    def _limits(
        self, fields: dict[str, Node], reader: LimitsReader, words: Words, *, default: bool
    ) -> model.Limits | None:
        if not any(name in fields for name in LIMITS):
            return None
        if not default:
            return reader.read(fields)
        scales = "/".join(scale.name for scale in reader.scales)
        return self._once((id(fields), f"{words.unit.text} on {scales}"), lambda: reader.read(fields))

    def _scales_of(self, scale: ByYear[Scale]) -> tuple[Scale, ...]:
        return tuple({entry.value.name: entry.value for entry in scale.entries}.values())

    def _compare(self, chain: list[dict[str, Node]], words: Words) -> tuple[ByYear[model.Compare], ...]:
        found = self._all(chain, "compare", words, self._shared.compare)
        return found if self.declared.compare is None else (*found, self.declared.compare)

    def _population(self, own: dict[str, Node]) -> ByYear[model.Number] | None:
        if "population" not in own:
            return None
        people = Words(Unit("count", Noun("people"), text="people"), {"people": Noun("people")})

        def size(text: str) -> model.Number:
            number = people.number(text)
            if number.quoted.value <= 0:
                raise Unreadable("RAG209", text=text)
            return number

        return self._value(own["population"], "population", size)

    def used_defaults(self) -> frozenset[str]:
        """The defaults that some measure falls back to, each as `kind: key`."""
        return frozenset(
            f"{kind}: {name}"
            for kind, fields in self.declared.defaults.items()
            for name, node in fields.items()
            if id(node) in self._used
        )

    def read_unused(self) -> None:
        """Read what no measure has read of the defaults, so that its faults are seen."""
        unused = UnusedDefaults(self._shared, [words.unit for words in self._words.values()])
        read = self._used | {node for node, _ in self._defaults}
        for kind, fields in self.declared.defaults.items():
            limits = LIMITS if id(fields) in read else ()
            left = {
                name: node for name, node in fields.items() if id(node) not in read and name not in limits
            }
            if "unit" in left:
                self._words_of(left["unit"])
            unused.read(kind, left)


def _before(own: ByYear[Value], default: ByYear[Value]) -> ByYear[Value]:
    """A value with a default for the years that it leaves out.

    Of whole years the later entry counts, so that the default's may stand first. One for a part
    of a year would go before the year's own, and is kept only where there is none.
    """
    left = (
        entry
        for entry in default.entries
        if entry.span is None or entry.first is None or own.entry(Year(entry.first), entry.span) is None
    )
    return ByYear((*left, *own.entries))
