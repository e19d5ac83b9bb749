"""Cases: results with the rating that the rules must give them, in files of their own."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from ragengine.rating import Reason
from ragengine.source import Place


@frozen
class Case:
    """A row of results and what is expected of it.

    `cells` are those of the row, by column. `rating` is None where no rating is expected;
    then `reason` may say why, and `detail` which figure is missing. `name` is what the case
    is called in a report, `places` where each of its keys has its value, `keys` where the key
    itself stands.
    """

    name: str
    measure: str
    period: str | None
    cells: Mapping[str, str]
    rating: str | None
    reason: Reason | None = None
    detail: str = ""
    sentence: str | None = None
    places: Mapping[str, Place] = field(factory=dict, eq=False, repr=False)
    origin: Place | None = field(default=None, eq=False, repr=False)
    keys: Mapping[str, Place] = field(factory=dict, eq=False, repr=False)

    def place(self, key: str) -> Place | None:
        """Where a value of the case stands; where the case begins, for one that it has not."""
        return self.places.get(key, self.origin)


@frozen
class CaseFile:
    """The cases of one file, and the rules that it names: a path from where it stands.

    `rules_at` is where it names them.
    """

    name: str
    rules: str | None
    cases: tuple[Case, ...]
    rules_at: Place | None = None
