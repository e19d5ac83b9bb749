"""Reads a certificate, format 1, and derives the rating again. It knows nothing of ragengine."""

from __future__ import annotations

import math
from fractions import Fraction


def number(text):
    """A number: a decimal, or `[numerator, denominator]`."""
    return Fraction(int(text[0]), int(text[1])) if isinstance(text, list) else Fraction(text)


def place(cut, nothing):
    """A cut as a pair that orders as cuts do; `nothing` where there is no end."""
    return (nothing, 0) if cut is None else (number(cut["value"]), cut["side"] == "above")


def reach(ranged):
    """Where a range begins and ends."""
    return place(ranged["from"], -math.inf), place(ranged["to"], math.inf)


def compared(data):
    """The number that is compared with the ranges: scaled by the run rate, or rounded, or as it is."""
    value, rule = number(data["value"]), data["rule"]
    quantum = rule["compare"]["rounds to"]
    if rule["moved by"] is not None:
        return value / number(rule["moved by"])
    if quantum is None:
        return value
    steps = math.floor(abs(value) / number(quantum) + Fraction(1, 2))  # halves away from zero
    return (-steps if value < 0 else steps) * number(quantum)


def by_ranges(data):
    """The level of the narrowest range that holds the number, or else of the rest."""
    at = (compared(data), 0.5)  # between the cut below the number and the cut above it
    holding = [one for one in data["ranges"] if not one["rest"] and reach(one)[0] < at < reach(one)[1]]
    if not holding:
        return next(one["level"] for one in data["ranges"] if one["rest"])
    narrowest = max(reach(one)[0] for one in holding), min(reach(one)[1] for one in holding)
    return next(one["level"] for one in holding if reach(one) == narrowest)


def by_cuts(data):
    """The label of the piece that the number, as it was given, falls in."""
    at = (number(data["value"]), 0.5)
    return data["partition"]["labels"][sum(place(cut, 0) < at for cut in data["partition"]["cuts"])]
