"""The floor: the 23 rated measures of 2019-20, written out by hand on floats.

It returns a bare word, explains nothing, refuses nothing and is wrong near some cuts: what a
programmer writes when nobody asks why. Every ratio of the benchmarks is against it.
"""

from __future__ import annotations


def rate(measure: str, value: float) -> str:  # noqa: C901, PLR0911, PLR0912 - a floor is written out
    """The rating of a value, by one comparison after another."""
    if measure == "sequels-prevent":
        if 56 <= value <= 61:
            return "green"
        return "amber" if 54 <= value <= 63 else "red"
    if measure == "heritage-visits":
        return "green" if value >= 36525 else "amber" if value >= 34698.75 else "red"
    if measure == "volunteering-heritage":
        return "green" if value >= 4000 else "amber" if value >= 3800 else "red"
    if measure == "volunteering-libraries":
        return "green" if value >= 2275 else "amber" if value >= 2161.25 else "red"
    if measure == "library-visits":
        return "green" if value >= 242500 else "amber" if value >= 230375 else "red"
    if measure == "library-issues":
        return "green" if value >= 375000 else "amber" if value >= 356250 else "red"
    if measure == "childrens-issues":
        return "green" if value >= 143750 else "amber" if value >= 136562.5 else "red"
    if measure == "e-loans":
        return "green" if value >= 40000 else "amber" if value >= 38000 else "red"
    if measure == "lals-success":
        return "green" if value >= 86 else "amber" if value >= 81 else "red"
    if measure == "sequels-reduce":
        if 17 <= value <= 22:
            return "green"
        return "amber" if 15 <= value <= 24 else "red"
    if measure == "1E":
        return "green" if value >= 11.2 else "amber" if value >= 10.2 else "red"
    if measure == "1G":
        return "green" if value >= 82 else "amber" if value >= 80 else "red"
    if measure == "sequels-delay":
        if 10 <= value <= 15:
            return "green"
        return "amber" if 8 <= value <= 17 else "red"
    if measure == "dtoc-asc":
        return "green" if value <= 207 else "amber" if value <= 217.35 else "red"
    if measure == "2D":
        return "green" if value >= 82 else "amber" if value >= 80 else "red"
    if measure == "2B pt 1":
        return "green" if value >= 88 else "amber" if value >= 86 else "red"
    if measure == "2A pt 1":
        return "green" if value < 8.1 else "amber" if value < 9.695454545454545 else "red"
    if measure == "2A pt 2":
        return "green" if value < 585 else "amber" if value <= 614.25 else "red"
    if measure == "sequels-meet":
        if 6 <= value <= 11:
            return "green"
        return "amber" if 3.5 <= value <= 13.5 else "red"
    if measure == "1C pt 1a":
        return "green" if value >= 97 else "amber" if value >= 93 else "red"
    if measure == "1C pt 2a":
        return "green" if value >= 40 else "amber" if value >= 38 else "red"
    if measure == "1C pt 1b":
        return "green" if value >= 99 else "amber" if value >= 97 else "red"
    return "green" if value >= 97 else "amber" if value >= 95 else "red"
