"""Derives a rating again from its certificate alone. Imports nothing of ragengine."""

from fractions import Fraction


def number(data):
    """A number of a certificate: a decimal, or a numerator and denominator."""
    return Fraction(int(data[0]), int(data[1])) if isinstance(data, list) else Fraction(data)


def above(value, cut):
    """Whether a value lies above a cut; None is the low end of the line."""
    if cut is None:
        return True
    edge = number(cut["value"])
    return value > edge or (value == edge and cut["side"] == "below")


def rounded(value, quantum):
    """Half away from zero."""
    steps = int(abs(value) / quantum + Fraction(1, 2))
    return steps * quantum * (1 if value >= 0 else -1)


def by_ranges(data):
    """The level of the narrowest range that holds the value, once rounded or projected."""
    value, rule = number(data["value"]), data["rule"]
    if rule["moved by"] is not None:
        value = value / number(rule["moved by"])
    elif rule["compare"]["rounds to"] is not None:
        value = rounded(value, number(rule["compare"]["rounds to"]))
    rest = next((one["level"] for one in data["ranges"] if one["rest"]), None)
    holding = [
        one
        for one in data["ranges"]
        if not one["rest"]
        and above(value, one["from"])
        and not (one["to"] is not None and above(value, one["to"]))
    ]
    narrowest = [one for one in holding if all(within(one, other) for other in holding)]
    return narrowest[0]["level"] if narrowest else rest


def within(one, other):
    """Whether one range lies inside another: their ends compare as pairs."""
    low = [
        (number(r["from"]["value"]), r["from"]["side"] == "above") if r["from"] else None
        for r in (one, other)
    ]
    high = [(number(r["to"]["value"]), r["to"]["side"] == "above") if r["to"] else None for r in (one, other)]
    starts = low[1] is None or (low[0] is not None and low[1] <= low[0])
    return starts and (high[1] is None or (high[0] is not None and high[0] <= high[1]))


def by_cuts(data):
    """The label of the piece between the cuts that rated: rounding and run rate are in them."""
    value, partition = number(data["value"]), data["partition"]
    return partition["labels"][sum(above(value, cut) for cut in partition["cuts"])]
