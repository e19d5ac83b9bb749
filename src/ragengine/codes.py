"""The codes of everything that can be found: a stable number, a name, how grave it is.

A code is never used again for something else, and never renumbered. Its group says what it
is about: `0xx` the file and YAML, `1xx` the shape of rules, `2xx` units and numbers, `3xx`
logic, `4xx` sets of measures, `5xx` results, `6xx` cases, `9xx` the checking itself. The words of a
code are in `messages`; the page of each is in `docs/checks/`.
"""

from __future__ import annotations

from typing import Literal

from attrs import frozen

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest on."""


@frozen
class Code:
    """What is known of a code beside its words.

    `name` is for people and for formats that want one. An `opt_in` code is looked for only
    where it is selected, since good rules often break it.
    """

    name: str
    severity: Severity = "error"
    opt_in: bool = False


CODES: dict[str, Code] = {
    # files and YAML
    "RAG001": Code("unreadable-file"),
    "RAG002": Code("not-utf-8"),
    "RAG003": Code("file-too-large"),
    "RAG004": Code("not-yaml"),
    "RAG005": Code("tab"),
    "RAG006": Code("tag"),
    "RAG007": Code("anchor"),
    "RAG008": Code("merge-key"),
    "RAG009": Code("nested-too-deep"),
    "RAG010": Code("several-documents"),
    "RAG011": Code("empty-file"),
    "RAG012": Code("block-of-text"),
    "RAG014": Code("split-by-a-comma"),
    "RAG015": Code("forbidden-character"),
    "RAG016": Code("duplicate-key"),
    "RAG017": Code("value-too-long"),
    # schema
    "RAG101": Code("unknown-key"),
    "RAG102": Code("missing-key"),
    "RAG103": Code("wrong-shape"),
    "RAG104": Code("unknown-word"),
    "RAG105": Code("year-named-twice"),
    "RAG106": Code("no-year-among-years"),
    "RAG107": Code("no-period"),
    "RAG108": Code("unknown-format"),
    "RAG109": Code("no-value"),
    "RAG111": Code("unknown-scale"),
    "RAG112": Code("unknown-level"),
    "RAG113": Code("unclear-example"),
    "RAG114": Code("unclear-range"),
    "RAG115": Code("unclear-target"),
    "RAG116": Code("unclear-amount"),
    "RAG117": Code("unusable-name"),
    "RAG118": Code("rated-with-a-reason"),
    # units and numbers
    "RAG201": Code("unknown-noun"),
    "RAG202": Code("wrong-unit"),
    "RAG203": Code("unclear-number"),
    "RAG204": Code("ambiguous-percent"),
    "RAG205": Code("amount-without-unit"),
    "RAG206": Code("unclear-bracket"),
    "RAG208": Code("no-distance"),
    "RAG209": Code("no-population"),
    # logic
    "RAG301": Code("no-aim"),
    "RAG302": Code("operator-against-aim"),
    "RAG303": Code("no-amber"),
    "RAG304": Code("margin-on-the-good-side"),
    "RAG305": Code("edges-swapped"),
    "RAG306": Code("share-of-nothing"),
    "RAG307": Code("unknown-comparator"),
    "RAG308": Code("levels-cross"),
    "RAG309": Code("levels-coincide"),
    "RAG310": Code("hole-in-levels"),
    "RAG311": Code("empty-level"),
    "RAG312": Code("better-rates-worse"),
    "RAG313": Code("bare-number"),
    "RAG314": Code("shorthand-for-another-scale"),
    "RAG315": Code("nothing-quoted"),
    "RAG316": Code("nothing-to-rate-by"),
    "RAG317": Code("said-twice"),
    "RAG318": Code("outside-the-domain"),
    "RAG319": Code("target-against-aim"),
    "RAG321": Code("needs-an-aim"),
    "RAG322": Code("two-ranges"),
    "RAG323": Code("figures-out-of-order"),
    "RAG325": Code("figure-without-number"),
    "RAG331": Code("unreachable-level", "warning"),
    "RAG332": Code("margin-swallows-all", "warning"),
    "RAG333": Code("no-ranges", "warning"),
    # sets of measures
    "RAG401": Code("measure-in-two-files"),
    "RAG402": Code("example-fails"),
    "RAG404": Code("years-start-apart"),
    "RAG405": Code("impossible-count", "warning"),
    "RAG406": Code("year-left-out", "warning"),
    "RAG407": Code("unused-default", "warning"),
    "RAG408": Code("unused-comparator", "warning"),
    "RAG409": Code("unused-unit", "warning"),
    "RAG410": Code("unused-scale", "warning"),
    "RAG411": Code("target-never-set", "warning"),
    "RAG412": Code("edges-untested", "info"),
    "RAG413": Code("code-of-several", "warning"),
    "RAG421": Code("milestones-against-aim", "warning", opt_in=True),
    "RAG422": Code("easier-than-last-year", "warning", opt_in=True),
    "RAG423": Code("margin-unlike-others", "warning", opt_in=True),
    # results
    "RAG501": Code("unreadable-cell"),
    "RAG502": Code("unused-column", "warning"),
    "RAG503": Code("missing-column"),
    "RAG504": Code("unknown-measure"),
    "RAG505": Code("cells-beside-headings"),
    "RAG506": Code("no-table"),
    "RAG507": Code("column-twice"),
    "RAG508": Code("no-such-heading"),
    "RAG509": Code("period-without-target", "warning"),
    "RAG510": Code("result-twice", "warning"),
    "RAG511": Code("result-outside-domain", "warning"),
    "RAG512": Code("counts-disagree", "warning"),
    "RAG513": Code("decided-by-nought", "info"),
    "RAG514": Code("blank-is-no-nought", "info"),
    "RAG515": Code("result-overdue", "warning"),
    "RAG516": Code("fraction-for-percentage", "warning"),
    # cases
    "RAG601": Code("no-case"),
    "RAG602": Code("not-beside-a-table"),
    "RAG603": Code("unclear-line-of-a-table"),
    "RAG604": Code("case-fails"),
    "RAG605": Code("sentence-differs"),
    "RAG606": Code("case-without-context"),
    # the checking itself
    "RAG901": Code("unused-silence", "warning"),
    "RAG902": Code("silence-without-reason", "warning"),
    "RAG903": Code("expired-silence", "warning"),
    "RAG904": Code("unclear-silence", "warning"),
    "RAG905": Code("unclear-configuration"),
}
