"""The ranges of the levels: written as such, or what a margin or a floor is short for."""

from __future__ import annotations

from attrs import frozen

from ragengine import model
from ragengine.model import Direction, Operator
from ragengine.periods import Entry, Span, Year
from ragengine.resolution.mentions import figures_in, places_in_range
from ragengine.resolution.numbers import Fault, LevelRange, Resolved, in_period, refuse_direction, when
from ragengine.resolution.targets import refuse_against, side_of, usual_operator
from ragengine.source import Place


@frozen
class LimitsHere:
    """What says where the levels part, in one year."""

    amber: Entry[model.Amber] | None = None
    floor: Entry[model.Threshold] | None = None
    levels: tuple[tuple[str, model.Range], ...] = ()
    origin: Place | None = None


def limits_at(measure: model.Measure, year: Year | None, span: Span) -> LimitsHere:
    """The first of the measure's own limits and its defaults that says anything here."""
    for limits in measure.limits:
        amber = limits.amber.entry(year, span) if limits.amber else None
        floor = limits.floor.entry(year, span) if limits.floor else None
        entry = limits.levels.entry(year, span) if limits.levels else None
        levels = []
        for named in entry.value if entry else ():
            ranged = named.ranges.at(year, span)
            if ranged is not None:
                levels.append((named.name, ranged))
        said = [name for name, value in (("floor", floor), ("amber", amber), ("levels", levels)) if value]
        if len(said) > 1:
            first = amber or floor
            raise Fault(
                "RAG317",
                first.origin if first else None,
                one=said[0],
                two=said[1],
                when=in_period(year, span, measure.year_starts),
            )
        if said:
            return LimitsHere(amber, floor, tuple(levels), entry.origin if entry else None)
    return LimitsHere()


def set_ranges(resolved: Resolved, limits: LimitsHere) -> None:
    """The range of each level: as written, or what amber or a floor is short for. Raises `Fault`."""
    if limits.levels:
        resolved.limits = "levels"
        if limits.origin is not None:
            resolved.origins["levels"] = limits.origin
        resolved.ranges = tuple(_written(name, ranged, resolved) for name, ranged in limits.levels)
        return
    levels = resolved.scale.levels
    origin = resolved.origins.get("target")
    best = LevelRange(
        levels[0], model.Away(Direction.WORSE, "target", no=True), "no worse than target", origin
    )
    rest = LevelRange(levels[-1], model.Rest(), "rest", origin)
    if limits.amber is None and limits.floor is None:
        raise Fault("RAG303", origin, when=when(resolved))
    if limits.amber is not None and limits.amber.value is model.NoAmber.NONE:
        resolved.limits = "none"
        _need(resolved, "amber: none", (2, 3), limits.amber.origin)
        resolved.ranges = (best, rest)
        return
    if limits.floor is not None:
        resolved.limits = "floor"
        middle = _floor_range(resolved, limits.floor)
    else:
        resolved.limits = "amber"
        middle = _amber_range(resolved, limits.amber)
    resolved.ranges = (best, LevelRange(levels[1], *middle), rest)


def _written(name: str, ranged: model.Range, resolved: Resolved) -> LevelRange:
    """A level as the author wrote it. Raises `Fault` for one that the scale has not, or against the aim."""
    level = resolved.scale.level(name)
    if level is None:
        known = ", ".join(one.name for one in resolved.scale.levels)
        facts = {"text": name, "scale": f"`{resolved.scale.name}`", "nearest": "", "known": known}
        raise Fault("RAG112", ranged.origin, **facts)
    _check_direction(ranged, resolved.aim)
    return LevelRange(level, ranged.meaning, ranged.text, ranged.origin)


def _check_direction(ranged: model.Range, aim: model.Aim) -> None:
    """A range towards better or worse needs an aim; a band's own has room on both sides."""
    away = ranged.meaning
    for place in places_in_range(away):
        if isinstance(place, model.Offset):
            refuse_direction(place.direction, aim, ranged.text, ranged.origin)
    if not isinstance(away, model.Away):
        return
    around = away.no or away.operator in (Operator.AT_MOST, Operator.UNDER)
    if not (aim is model.Aim.BAND and away.of == "target" and around):
        refuse_direction(away.direction, aim, ranged.text, ranged.origin)


def _need(resolved: Resolved, key: str, counts: tuple[int, ...], origin: Place | None) -> None:
    count = len(resolved.scale.levels)
    if count not in counts:
        short = "three levels" if len(counts) == 1 else "two or three levels"
        scale = f"`{resolved.scale.name}`"
        raise Fault("RAG314", origin, key=key, short=short, scale=scale, count=str(count))


def _floor_range(resolved: Resolved, floor: Entry[model.Threshold]) -> tuple[model.Ranged, str, Place | None]:
    _need(resolved, "floor", (3,), floor.origin)
    aim, value = resolved.aim, floor.value
    if aim is model.Aim.BAND or resolved.target is None:
        way = "a band has two sides: write `amber:` or `levels:`"
        raise Fault(
            "RAG319", floor.origin, text=f"floor: {value.text}", found="one number", aim=str(aim), way=way
        )
    if not isinstance(value.place, model.Way):  # which way it runs is not known yet
        refuse_against(value.operator or usual_operator(aim), aim, value.text, floor.origin)
    if "floor" in figures_in(value.place) or value.place == model.Figure("target"):
        why = "is measured from itself, or is the target itself"
        raise Fault("RAG325", floor.origin, text=f"floor: {value.text}", why=why)
    own = model.Away(Direction.WORSE, "floor", no=True)
    ranged = own if value.operator is None else model.Half(value.operator, value.place)
    return ranged, f"floor {value.text}", floor.origin


def check_floor(resolved: Resolved) -> None:
    """Refuse a floor on the good side of the target. Raises `Fault`."""
    floor, edge = resolved.floor, resolved.lower or resolved.upper
    if resolved.limits != "floor" or floor is None or edge is None:
        return
    value, aim = floor.value, resolved.aim
    side_of(value, resolved, floor.origin)
    number = resolved.value(value.place, floor.origin, value.text)
    if number > edge.value if aim is model.Aim.HIGH else number < edge.value:
        raise Fault(
            "RAG312", floor.origin, numbers=f"the floor, {value.text},", one="amber",
            others=f"the target, {_target_text(resolved)},", two="green", aim=str(aim), proof="",
            way="the floor lies on the good side of the target: exchange them",
        )  # fmt: skip


def _amber_range(
    resolved: Resolved, amber: Entry[model.Amber] | None
) -> tuple[model.Ranged, str, Place | None]:
    assert amber is not None and not isinstance(amber.value, model.NoAmber)  # noqa: S101, PT018 - the caller has looked
    _need(resolved, "amber", (3,), amber.origin)
    margin = amber.value
    if isinstance(margin, model.Margin):
        if resolved.aim is model.Aim.BAND:
            return model.Around("target", margin, margin), margin.text, amber.origin
        operator = Operator.UNDER if margin.strict else Operator.AT_MOST
        away = model.Away(Direction.WORSE, "target", operator, margin.amount)
        return away, margin.text, amber.origin
    if resolved.aim is model.Aim.BAND:
        return model.Around("target", margin.below, margin.above), margin.text, amber.origin
    good, bad, side = (
        (margin.above, margin.below, "above")
        if resolved.aim is model.Aim.HIGH
        else (margin.below, margin.above, "below")
    )
    if good is not None or bad is None:
        text = (bad or good or margin).text
        raise Fault("RAG304", amber.origin, side=side, aim=str(resolved.aim), text=text)
    operator = Operator.UNDER if bad.strict else Operator.AT_MOST
    return model.Away(Direction.WORSE, "target", operator, bad.amount), bad.text, amber.origin


def _target_text(resolved: Resolved) -> str:
    return resolved.target.value.text if resolved.target else ""
