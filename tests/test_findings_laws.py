"""What holds of every inspection: reports are valid by their schemas, fingerprints are steady."""

import json
import re
from pathlib import Path
from string import Formatter
from urllib.parse import unquote, urlsplit

from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema.validators import validator_for
from lxml import etree

from ragengine.codes import CODES
from ragengine.diagnostics import Diagnostic, Inspection
from ragengine.messages import MESSAGES
from ragengine.reports.findings import FINDING_FORMATS, report_findings, step_summary
from ragengine.source import Place, Source

PROPERTY = settings(derandomize=True, deadline=None, max_examples=60)
SCHEMAS = Path(__file__).parent / "schemas"


def by_schema(name):
    """A validator by a stored schema."""
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return validator_for(schema)(schema)


SARIF = by_schema("sarif-2.1.0-rtm.5.json")
GITLAB_ENTRY = by_schema("gitlab-codeclimate.json")
GITLAB = by_schema("gitlab-documented.json")
JUNIT = etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd"))

# ---- inspections ---------------------------------------------------------------------------------

HOSTILE = [
    "::error::x",
    "##[error]x",
    "]]>",
    "a|b",
    "`",
    "\n",
    "\r\n",
    "\x00\x1b[2J",
    "\ufffe",
    "\udce9",
    "&<>",
    "{0}",
]
texts = st.text(st.characters(exclude_categories=()), max_size=12) | st.sampled_from(HOSTILE)


@st.composite
def places(draw):
    """A place in a text; it may lie behind the end of its line, as ends of files do."""
    name, lines = draw(texts), draw(st.lists(texts, min_size=1, max_size=4))
    line = draw(st.integers(1, len(lines)))
    return Place(Source(name, "\n".join(lines)), line, draw(st.integers(1, 15)), draw(st.integers(0, 15)))


@st.composite
def diagnostics(draw):
    """Any code, with the facts that its words want."""
    code = draw(st.sampled_from(sorted(CODES)))
    message = MESSAGES[code]
    templates = (message.statement, message.help, message.else_)
    names = sorted({name for text in templates for _, name, _, _ in Formatter().parse(text) if name})
    facts = {name: draw(texts) for name in names}
    related = tuple(draw(st.lists(places(), max_size=2)))
    return Diagnostic(code, draw(st.none() | places()), facts, related)


@st.composite
def inspections(draw):
    """Any findings in any files."""
    found = tuple(draw(st.lists(diagnostics(), max_size=5)))
    silenced, beyond = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    return Inspection(found, tuple(draw(st.lists(texts, max_size=3))), silenced, beyond)


EVERY_HOSTILE = Inspection(
    tuple(
        Diagnostic("RAG203", Place(Source(text, text), 1, 1), {"text": text, "why": f"`{text}`"})
        for text in HOSTILE
    ),
    tuple(HOSTILE),
)


def law(test):
    """Holds of every inspection, and of the one with all hostile words."""
    return PROPERTY(given(inspections())(example(EVERY_HOSTILE)(test)))


# ---- laws ----------------------------------------------------------------------------------------


@law
def test_every_sarif_log_is_valid(inspection):
    log = json.loads(report_findings(inspection, "sarif").encode())
    SARIF.validate(log)
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [one.code for one in inspection.findings] == [rules[one["ruleIndex"]] for one in run["results"]]


@law
def test_every_uri_of_a_sarif_log_is_relative_or_of_a_file(inspection):
    log = json.loads(report_findings(inspection, "sarif"))
    data = json.loads(report_findings(inspection, "json"))
    for result, finding in zip(log["runs"][0]["results"], data["findings"], strict=True):
        for location in result.get("locations", []):
            artifact = location["physicalLocation"]["artifactLocation"]
            parts = urlsplit(artifact["uri"])
            assert re.fullmatch("[!-~]+", artifact["uri"])
            assert (
                ("uriBaseId" in artifact) == (parts.scheme == "") == (not finding["filename"].startswith("/"))
            )
            assert finding["filename"] == unquote(parts.path)
            region = location["physicalLocation"].get("region")
            assert region is None or region["startColumn"] < region["endColumn"]


@law
def test_every_junit_report_is_valid_and_counts_its_cases(inspection):
    root = etree.fromstring(report_findings(inspection, "junit").encode())
    JUNIT.assertValid(root)
    assert len(inspection.findings) == int(root.get("failures")) == len(root.findall(".//failure"))
    assert int(root.get("tests")) == len(root.findall(".//testcase"))
    for suite in root:
        assert (int(suite.get("tests")), int(suite.get("failures"))) == (
            len(suite),
            len(suite.findall(".//failure")),
        )


@law
def test_every_gitlab_report_is_valid_and_no_fingerprint_comes_twice(inspection):
    violations = json.loads(report_findings(inspection, "gitlab").encode())
    GITLAB.validate(violations)
    for violation in violations:
        GITLAB_ENTRY.validate(violation)
    assert len(inspection.findings) == len({one["fingerprint"] for one in violations})


@law
def test_every_json_report_names_each_finding(inspection):
    data = json.loads(report_findings(inspection, "json").encode())
    assert [(one.code, one.severity) for one in inspection.findings] == [
        (one["code"], one["severity"]) for one in data["findings"]
    ]


@law
def test_every_report_can_be_written_and_has_no_power_over_a_terminal(inspection):
    for form in FINDING_FORMATS.keys() - {"json", "sarif", "gitlab", "junit"}:
        report = report_findings(inspection, form)
        assert report.encode().decode() == report
        if form != "github":
            assert all(line.isprintable() for line in report.split("\n"))


@law
def test_a_finding_is_one_line_of_concise_plain_and_markdown(inspection):
    count = len(inspection.findings)
    assert [count, count] == [report_findings(inspection, form).count("\n") for form in ("concise", "plain")]
    rows = [line for line in report_findings(inspection, "markdown").split("\n") if line.startswith("|")]
    assert len(rows) == (count + 2 if count else 0)
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


@given(inspections())
@PROPERTY
def test_github_runs_no_command_but_those_that_are_meant(inspection):
    lines = report_findings(inspection, "github").split("\n")
    assert len(inspection.findings) + 1 == len(lines)
    assert all(re.match("::(error|warning|notice) title=RAG", line) for line in lines[:-1])


@given(st.lists(diagnostics(), min_size=1, max_size=4), st.integers(2, 40))
@settings(PROPERTY, max_examples=20)
def test_a_summary_holds_every_finding_while_there_is_room(found, times):
    text = step_summary(Inspection(tuple(found * times)))
    assert len(text.encode()) < 1024 * 1024
    assert len(found) * times + 2 == sum(line.startswith("|") for line in text.split("\n"))


# ---- fingerprints --------------------------------------------------------------------------------


def fingerprints(found):
    data = json.loads(report_findings(Inspection(tuple(found)), "json"))
    return [one["fingerprint"] for one in data["findings"]]


def moved(diagnostic, source, lines):
    place = diagnostic.place
    return Diagnostic(
        diagnostic.code,
        Place(source, place.line + lines, place.column, place.width),
        {name: f"{fact}{lines}" for name, fact in diagnostic.facts.items()},
    )


@given(
    st.lists(places(), min_size=1, max_size=1),
    st.lists(st.integers(1, 4), max_size=6),
    st.lists(texts, max_size=5),
)
@example([Place(Source("a.rag.yml", "amber: 5%\namber: 5%"), 1, 8, 2)], [1, 2, 1], ["", "amber: 5%"])
@PROPERTY
def test_lines_put_before_change_no_fingerprint(where, numbers, before):
    (place,) = where
    found = [
        Diagnostic("RAG204", Place(place.source, number, 1), dict.fromkeys(("text", "points", "of"), "5"))
        for number in numbers
    ]
    # How many lines come before is for the source to say: a text may hold ends of lines.
    lines = len(Source("", "\n".join([*before, ""])).lines) - 1
    later = Source(place.source.name, "\n".join([*before, place.source.text]))
    assert fingerprints(found) == fingerprints(moved(one, later, lines) for one in found)


def test_what_a_fingerprint_depends_on():
    def one(code="RAG011", name="a.rag.yml", line="amber: 5%", indent=""):
        return Diagnostic(code, Place(Source(name, indent + line), 1, 1))

    usual = fingerprints([one()])
    assert usual == fingerprints([one(indent="    ")])
    assert usual == fingerprints([one(name="./a.rag.yml")])
    for other in (one(code="RAG005"), one(name="b.rag.yml"), one(line="amber: 6%")):
        assert usual != fingerprints([other])


def test_findings_without_a_place_are_told_apart_by_their_words():
    missing = [
        Diagnostic("RAG001", None, {"path": path, "why": "no such file", "way": ""}) for path in ("a", "b")
    ]
    assert fingerprints(missing) == fingerprints(missing[::-1])[::-1]
