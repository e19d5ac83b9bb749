"""What a bracket behind a number says."""

from __future__ import annotations

import re

from ragengine.periods import names_a_year, read_month, read_period

_DATE = re.compile(r"(?:\d{1,2} )?([A-Za-z]{3,9}) \d{4}")


def is_date(text: str, year_starts: int) -> bool:
    """Whether a bracket says when: a year, a period, or a day or month of a year.

    >>> is_date("1 January 2023", 4), is_date("17 admissions", 4)
    (True, False)
    """
    month = _DATE.fullmatch(text)
    return (
        (month is not None and read_month(month[1]) is not None)
        or names_a_year(text)
        or read_period(text, year_starts) is not None
    )
