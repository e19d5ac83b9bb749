"""Diagnostics in words: the statement, the line with a caret, and the way out.

Statements are one line in lower case, with the author's own text in backticks. Each code
stands here once; a code is never used again for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import frozen

from ragengine.diagnostics import Diagnostic
from ragengine.source import Place


@frozen
class Message:
    """The words of a code, templates over the facts of the diagnostic.

    `else_` is the rest of the help where there is no fact `nearest` that says what was meant.
    A help that `explains` says why it is so, and no way out of it.
    """

    statement: str
    help: str
    else_: str = ""
    explains: bool = False


MESSAGES: dict[str, Message] = {
    # files and YAML
    "RAG001": Message("`{path}` cannot be read: {why}", "{way}"),
    "RAG002": Message("the file is not UTF-8: byte {byte} at offset {offset}", "{way}"),
    "RAG003": Message("the file has {size} bytes, more than {limit}", "split it: a folder of rule files is read as one"),
    "RAG004": Message("this is not YAML: {why}", "{way}"),
    "RAG005": Message("a tab cannot indent YAML", "indent with spaces"),
    "RAG006": Message("a tag, `{text}`, has no meaning here", "leave it out: every value is read as the text that it is"),
    "RAG007": Message("an anchor or alias, `{text}`, is not read", "write the value out, or use `defaults`"),
    "RAG008": Message("a merge key, `<<`, is not read", "write the values out, or use `defaults`"),
    "RAG009": Message("this is nested more than {limit} deep", "no rule needs that; look for a bracket that is not closed"),
    "RAG010": Message("a second document starts here", "keep one document a file, without `---` between"),
    "RAG011": Message("the file is empty", "{nearest}", "start with `ragengine: 1` and `measures:`"),
    "RAG012": Message("`{text}` starts a block of text in YAML, so the value is empty", "write `{instead}`, or put it in quotes"),
    "RAG014": Message("`{text}` has no value: inside {{ }} and [ ] a comma ends a value", "write `{instead}` in quotes, without its comma, or on a line of its own"),
    "RAG015": Message("a character that text may not have: {text}", "remove it"),
    "RAG016": Message("`{key}` is written twice", "keep one of them; the first is at {first}"),
    "RAG017": Message("this value is longer than {limit} characters", "{nearest}", "shorten it"),
    # schema
    "RAG101": Message("`{key}` is not a key of {where}", "{nearest}{known}"),
    "RAG102": Message("{where} has no `{key}`", "{way}"),
    "RAG103": Message("`{key}` should be {expected}, not {found}", "{way}"),
    "RAG104": Message("`{text}` is not {expected}", "{nearest}", "write {expected}"),
    "RAG105": Message("a year is named twice: {years} is in both `{first}` and `{second}`", "let each year have one value"),
    "RAG106": Message("`{key}` is no year among years", "{way}"),
    "RAG107": Message("`{text}` is not a reporting year or period", "write it like `2019-20`, `2019-20 Q1`, `2021-22 Apr-Nov` or `2024`"),
    "RAG108": Message("`{key}: {text}` is a format this version cannot read", "write `{key}: 1`"),
    "RAG109": Message("`{key}` has no value", "{way}"),
    "RAG111": Message("the scale `{text}` is not declared", "{nearest}declared: {known}"),
    "RAG112": Message("`{text}` is not a level of the scale {scale}", "{nearest}its levels, best first: {known}"),
    "RAG113": Message("the example `{text}` is not a value and a rating", "end it with one of: {known}, not rated"),
    "RAG114": Message("`{text}` is not a range", "{nearest}", "say `at least`, `more than`, `at most`, `under`, `A to B`, `exactly`, `rest`, or relative to a figure: `at most 2 points worse than target`"),
    "RAG115": Message("`{text}` is not a target", "{nearest}", "write a number, a band (`17-22%`), a figure (`last year`, `national average`), `TBC`, `no survey` or `none`"),
    "RAG116": Message("`{text}` is not an amount", "{nearest}", "write `2 points`, `5% of target`, `3 days`, `6 admissions`, `none`, or `{{wider of: [A, B]}}`"),
    "RAG117": Message("`{text}` cannot be the name of {what}: {why}", "{nearest}choose another name"),
    "RAG118": Message("the {what} is rated {rating}, and gives a reason for no rating, `{text}`", "keep one of them"),
    # units and numbers
    "RAG201": Message("`{text}` is not declared under units", "{nearest}", "declare it: `units: {{{text}: }}` for whole things, `units: {{{text}: {{kind: amount}}}}` for what has parts, such as money, `units: {{{text}: {{kind: duration}}}}` for a time"),
    "RAG202": Message("`{text}` is {found} where the unit is {unit}", "{nearest}", "write it in {unit}"),
    "RAG203": Message("`{text}` cannot be read as a number: {why}", "{nearest}", "write it like `82%`, `1,252k` or `0.95`"),
    "RAG204": Message("`{text}` is ambiguous on a percentage", "{nearest}", "write `{points} points` for percentage points, or `{text} of {of}` for a share of it"),
    "RAG205": Message("`{text}` has no unit", "{nearest}", "write `{text} points` for percentage points, or `{text}% of target`"),
    "RAG206": Message("`({text})` says nothing that is known here", "brackets hold a part of the year (`(Apr-Nov)`), events (`(17 admissions)`) or a date (`(2022-23)`); put other words in a comment"),
    "RAG208": Message("`{text}` is not a distance: it must be more than zero", "{way}for no amber say `amber: none`"),
    "RAG209": Message("a population of `{text}` is none", "give the number of people, such as `423.4k`"),
    # logic
    "RAG301": Message("the measure has no aim{when}", "add `aim: high`, `low`, `band` or `none`"),
    "RAG302": Message("`{text}` is against the aim, which is {aim}", "where the aim is {aim} a target says {way}"),
    "RAG303": Message("the target is without amber, floor or levels{when}", "say how far amber reaches (`amber: 2 points`), or `amber: none` for two states"),
    "RAG304": Message("amber {side} the target: where the aim is {aim} every result there is good", "write `amber: {text}`, which lies on the side that misses"),
    "RAG305": Message("lower edge above upper: `{text}`", "write the smaller number first: `{instead}`"),
    "RAG306": Message("`{text}` is a share of {of}: a share is of what is above zero", "give the number or the amount in the measure's own unit"),
    "RAG307": Message("`{text}` is not a declared comparator", "{nearest}"),
    "RAG308": Message("the levels {one} and {two} cross: {numbers} is in both", "end one before the other begins (`under 80%`), or let one lie inside the other"),
    "RAG309": Message("the levels {one} and {two} coincide: both are {numbers}", "give each level a range of its own"),
    "RAG310": Message("a hole in the levels: {numbers} {have} no level", "a result of {lost} could not be rated; {way}"),
    "RAG311": Message("the level {one} has no numbers left: {why}", "leave it out, or give it a range that the others do not take"),
    "RAG312": Message("a better result rates worse: {numbers} is {one}, but {others} is {two}, and the aim is {aim}", "{proof}{way}"),
    "RAG313": Message("`{text}`: a bare number is not a range", "say `at least {text}`, `more than {text}`, `at most {text}`, `under {text}` or `exactly {text}`"),
    "RAG314": Message("`{key}` is short for {short}; the scale {scale} has {count}", "write `levels:` with a range for each"),
    "RAG315": Message("`compare: as quoted` has no target whose decimals could be taken{when}", "say the place: `compare: 1 decimal`"),
    "RAG316": Message("the measure has neither target nor levels{when}", "add `target:`; `target: none` makes it for information only"),
    "RAG317": Message("`{one}` and `{two}` both say where the levels part{when}", "keep one of them"),
    "RAG318": Message("`{text}` lies outside the domain, {domain}", "{way}"),
    "RAG319": Message("`{text}` is {found}, but the aim is {aim}", "{way}"),
    "RAG321": Message("`{text}` needs an aim: nothing is better or worse where the aim is none", "say `more than` or `under`, or with an amount `above` or `below`"),
    "RAG322": Message("`{text}` is two ranges, one on either side of the band", "say `no worse than target` for the level inside, and `rest` here"),
    "RAG323": Message("{why}", "{way}"),
    "RAG325": Message("`{text}` {why}", "add what is missing, or name another figure"),
    "RAG331": Message("no result can be {one}{when}: {why}", "{proof}move an end, or leave the level out"),
    "RAG332": Message("no result can be {one}{when}: `{text}` reaches the end of the domain, {domain}", "{proof}take a smaller margin, or say `amber: none`"),
    "RAG333": Message("no figures that were tried make ranges for `{key}`{when}: {why}", "change a range, so that there are figures with which each result has one level"),
    # sets of measures
    "RAG401": Message("the measure `{key}` is in two files", "keep one of them; the first is at {first}"),
    "RAG402": Message("the example `{text}`{when} should be {expected}, and is {got}", "{sentence}", explains=True),
    "RAG404": Message("the measure `{key}` stands in a file whose year starts in another month", "load bodies with other years as sets of their own"),
    "RAG405": Message("`{text}` fits no population{when}: {count} would make it {implied}, and {other} {known}", "correct the count, the rate or the population"),
    "RAG406": Message("`{key}` has a target in {before} and in {after}, but none in {year}, in which other measures have one", "add {year}, or say why there is none: `{year}: TBC` or `{year}: no survey`"),
    "RAG407": Message("the default `{text}` is used by no measure", "leave it out, or take the measures' own values out"),
    "RAG408": Message("the comparator `{text}` is used by no measure", "leave it out, or compare with it"),
    "RAG409": Message("the unit `{text}` is used by no measure", "leave it out, or measure in it"),
    "RAG410": Message("the scale `{text}` is used by no measure", "leave it out, or say `scale: {text}` where it is meant"),
    "RAG411": Message("the target is still `{text}` in {year}, which ended on {end}", "write the target, or `none` if the year never had one"),
    "RAG412": Message("`{key}` has no example and no case on {edges}", "add what it should be there: `{example}`"),
    "RAG413": Message("`{code}` names `{other}` as well{when}", "change one of the two: a row of results that says `{code}` could be of either"),
    "RAG421": Message("the target of {after}, `{two}`, is easier than that of {before}, `{one}`, and the aim is {aim}", "correct the one that is wrong; if both are right, there is nothing to do"),
    "RAG422": Message("the target, `{text}`, is easier than what was reached before: {past}", "look whether it is meant to be; a target that is met already says little"),
    "RAG423": Message("`amber: {text}` is unlike the margin of the other {count} measures in {unit}, `{usual}`", "look whether it is meant to be"),
    # results
    "RAG501": Message("{what}{why}", "the row is not rated; write it like {way}"),
    "RAG502": Message("the column `{text}` is not used", "{nearest}columns: {known}, or a named figure such as a comparator"),
    "RAG503": Message("the results have no column `{text}`", 'name it in the first line, or map it: `--column {text}=HEADING`, in Python `columns={{"{text}": "HEADING"}}`'),
    "RAG504": Message("`{text}` is {what}{when}", "{nearest}"),
    "RAG505": Message("the row has {found} cells, the heading {expected}", "{way}"),
    "RAG506": Message("`{path}` cannot be read as a table: {why}", "{way}"),
    "RAG507": Message("the column `{text}` is given twice", "keep one of them, or rename one"),
    "RAG508": Message("no column is headed `{text}`", '{nearest}map a heading as it stands in the first line: `--column {name}=HEADING`, in Python `columns={{"{name}": "HEADING"}}`'),
    "RAG509": Message("`{text}` has no target in these rules{when}", "add the year to the measure, or correct the period"),
    "RAG510": Message("`{text}` has a result for {period} already", "keep one of them; the first is at {first}"),
    "RAG511": Message("`{text}` lies outside the domain, {domain}: the row is not rated", "correct the result, or widen `domain:` in the rule"),
    "RAG512": Message("{sentence}", "correct the counts or the result; the printed result was rated"),
    "RAG513": Message("the result is `{text}` and is rated {rating}: is it nought, or was nothing known?", "if nothing was known leave it blank, or say `status: missing`"),
    "RAG514": Message("the result is blank and not rated; a spreadsheet that takes it for 0 would show {rating}", "give the result, or say why there is none: `Due June 2025`, `status: missing`"),
    "RAG515": Message("`{text}`: the result was due in {due} and is not given", "give the result, or the new date"),
    "RAG516": Message("the result `{text}` is read as {read}%, and not as {meant}%", "write `{meant}%` if that is meant, or else `{read}%`"),
    # cases
    "RAG601": Message("there is no case here", "write one: `- {{measure: visits, value: 82%, rating: green}}`"),
    "RAG602": Message("`{key}` cannot stand beside a table, whose lines say it", "leave it out, or write the case by itself"),
    "RAG603": Message("`{text}` is not a value and a rating", "{nearest}", "end it with a rating: `82% green`; before one of several words write two blanks"),
    "RAG604": Message("{case}: expected {expected}, got {got}", "{sentence}{ranges}", explains=True),
    "RAG605": Message("{case}: the sentence is another", "{sentence}", explains=True),
    "RAG606": Message("{why}", "{way}"),
    # the checking itself
    "RAG901": Message("nothing is found here that `{text}` would silence", "take the comment out"),
    "RAG902": Message("`{text}` gives no reason", "say after the bracket why it may stay"),
    "RAG903": Message("`{text}` has ended", "mend what it silenced, or give another date"),
    "RAG904": Message("`{text}` {what}: {why}", "{way}"),
    "RAG905": Message("{why}", "{way}"),
}  # fmt: skip


def statement(diagnostic: Diagnostic) -> str:
    """What is wrong, on one line."""
    return MESSAGES[diagnostic.code].statement.format_map(_shown(diagnostic))


def way_out(diagnostic: Diagnostic) -> str:
    """What the author can do about it."""
    message, facts = MESSAGES[diagnostic.code], _shown(diagnostic)
    words = message.help if facts["nearest"] else message.help + message.else_
    return words.format_map(facts)


def did_you_mean(nearest: str | None) -> str:
    """The fact `nearest` of a diagnostic: a question, or nothing."""
    return f"did you mean `{nearest}`? " if nearest else ""


def _where(place: Place) -> str:
    return harmless(str(place))


@frozen
class Look:
    """How the parts of a message are written where it is more than bare text."""

    where: Callable[[Place], str] = _where
    code: Callable[[str], str] = str
    caret: Callable[[str], str] = str


_BARE = Look()


def render(diagnostic: Diagnostic, look: Look = _BARE) -> str:
    """The whole message: place, code, statement, the line with a caret, and the way out.

    What is no error says so in a word. Further places follow, each with its own line.

    >>> print(render(Diagnostic("RAG507", None, {"text": "value"})))
    RAG507 the column `value` is given twice
      help: keep one of them, or rename one
    """
    where = f"{look.where(diagnostic.place)}: " if diagnostic.place else ""
    grave = "" if diagnostic.severity == "error" else f" ({diagnostic.severity})"
    parts = [f"{where}{look.code(diagnostic.code + grave)} {statement(diagnostic)}"]
    if diagnostic.place is not None:
        parts += _snippet(diagnostic.place, look) if diagnostic.place.source.text else []
    for place in diagnostic.related:
        parts += [f"  see also {look.where(place)}:", *_snippet(place, look)]
    if out := way_out(diagnostic).strip():
        parts.append(f"  help: {out}")
    return "\n".join(parts)


def render_all(diagnostics: Iterable[Diagnostic]) -> str:
    """Several messages with an empty line between."""
    return "\n\n".join(render(diagnostic) for diagnostic in diagnostics)


def harmless(text: str) -> str:
    r"""A text that keeps to its line and has no power over a terminal, sign by sign.

    >>> harmless("a\tb\x1b[2J")
    'a b\ufffd[2J'
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else _instead(sign) for sign in text)


def _instead(sign: str) -> str:
    return " " if sign.isspace() else "\N{REPLACEMENT CHARACTER}"


_LONGEST_LINE = 160


def _snippet(place: Place, look: Look) -> list[str]:
    """The source line and carets under the words in question; a long line is cut to them."""
    line = place.source.line(place.line)
    start = max(0, place.column - 1 - _LONGEST_LINE // 2) if len(line) > _LONGEST_LINE else 0
    line = line[start : start + _LONGEST_LINE]
    margin = " " * len(str(place.line))
    column = place.column - 1 - start
    width = max(1, min(place.width, len(line) - column))
    carets = f"{' ' * column}{look.caret('^' * width)}"
    return [f" {margin} |", f" {place.line} | {harmless(line)}", f" {margin} | {carets}"]


_LONGEST_WORDS = 120
_LONGEST_FACT = 2_000


def _shown(diagnostic: Diagnostic) -> dict[str, str]:
    """The facts as they are shown: the author's words on one line, and never a million digits."""
    shown = {"nearest": ""}
    for name, fact in diagnostic.facts.items():
        words = name in ("text", "key")
        longest = _LONGEST_WORDS if words else _LONGEST_FACT
        cut = f"{fact[: longest - 3]}..." if len(fact) > longest else fact
        shown[name] = harmless(" ".join(cut.split()) if words else cut)
    return shown
