"""`ragengine test`: cases run against the rules."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import click

from ragengine import files, terminal
from ragengine.cases.running import Outcome, name_of, run_case
from ragengine.cases.tried import trials_of
from ragengine.cases.updating import updated
from ragengine.cli.choosing import chosen_of, none_chosen
from ragengine.cli.common import ERROR, FINDINGS, UNREADABLE, reports_option, spare, write
from ragengine.cli.laws import obeys_laws
from ragengine.cli.measuring import are_rules, covers, examples_that_fail, kills, rules_at
from ragengine.diagnostics import Diagnostic, Inspection, in_order
from ragengine.engine import RuleSet
from ragengine.model.cases import Case
from ragengine.reports.findings import FINDING_FORMATS, report_findings
from ragengine.suites import Suite, suites_at


def _percent(_context: click.Context, _option: click.Parameter, text: str | None) -> Fraction | None:
    """So many percent, decimals and all; anything else is a usage error."""
    if text is None:
        return None
    if not _DECIMAL.fullmatch(text) or Fraction(text) > 100:  # noqa: PLR2004 - percent
        raise click.BadParameter(f"`{text}` should be a number from 0 to 100, such as 99.5")
    return Fraction(text)


_DECIMAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,9})?")


@click.command()
@click.argument("paths", type=click.Path(path_type=Path), nargs=-1)
@click.option(
    "--run",
    "patterns",
    multiple=True,
    help="Run only cases whose id, FILE::MEASURE::NAME, has these words or matches; may be repeated.",
)
@click.option("--if-any", is_flag=True, help="End with 0 where a folder has no file of cases.")
@click.option(
    "--update",
    is_flag=True,
    help="Write what the rules give now into the cases that fail, and add what breaks a law.",
)
@click.option(
    "--output-format",
    "form",
    type=click.Choice(list(FINDING_FORMATS)),
    default="full",
    help="How to print failures.",
)
@reports_option
@click.option(
    "--coverage",
    is_flag=True,
    help="Print which levels, cuts and reasons no case tests.",
)
@click.option(
    "--coverage-fail-under",
    "least",
    callback=_percent,
    metavar="PERCENT",
    help="End with 1 where less is tested; prints the coverage, too.",
)
@click.option("--mutate", is_flag=True, help="Change each rule a little, and print what no case notices.")
@click.option("--properties", is_flag=True, help="Hold the rules against the laws of ratings, too.")
@click.option(
    "--max-examples",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="On so many results each law is tried.",
)
def test(  # noqa: PLR0913 - click passes options by name
    *,
    paths: tuple[Path, ...],
    patterns: tuple[str, ...],
    if_any: bool,
    update: bool,
    form: str,
    reports: list[tuple[str, Path]],
    coverage: bool,
    least: Fraction | None,
    mutate: bool,
    properties: bool,
    max_examples: int,
) -> None:
    """Run the cases at PATHS, each a *.ragtest.yml file or a folder of them; else of this folder.

    Exits 1 for a case that fails, and where no case was run; 2 for a folder without any. With
    --coverage, --mutate and --properties a path may be that of rules, and their examples count
    as cases.
    """
    paths = paths or (Path(),)
    covering = coverage or least is not None
    if patterns and (covering or mutate):
        raise click.UsageError(_SOME)
    spare([path for _, path in reports], [(one, files.TESTS) for one in paths])
    measuring = covering or mutate or properties
    alone = [path for path in paths if measuring and are_rules(path)]
    may_lack = [path for path in paths if path in alone or (if_any and path.is_dir())]
    suites, found = _suites([path for path in paths if path not in may_lack or _has_cases(path)])
    chosen = [(suite, list(chosen_of(suite, patterns))) for suite in suites]
    outcomes = _run(chosen)
    number = sum(len(ran) for _, ran in outcomes)
    found += [one for suite in suites for one in suite.found]
    if update:
        outcomes = [(suite, _update(suite, ran)) for suite, ran in outcomes]
    runs = [(suite.rules, ran) for suite, ran in outcomes if suite.rules is not None]
    others, problems = rules_at(alone)
    runs += [(rules, []) for rules in others]
    found = in_order([*found, *problems])
    failed = [outcome.failure for _, ran in outcomes for outcome in ran if outcome.failure is not None]
    untrue = in_order(examples_that_fail(rules for rules, _ in runs)) if measuring else []
    passed = {
        suite.source.name: tuple(name_of(one.case) for one in ran if one.failure is None)
        for suite, ran in outcomes
    }
    whole = tuple(in_order([*found, *failed, *untrue]))
    inspection = Inspection(whole, tuple(passed), passed=passed)
    write(report_findings(inspection, form, colour=form == "full" and terminal.uses_colour(sys.stdout)), None)
    for kind, path in reports:
        write(report_findings(inspection, kind), path)
    if suites or found or untrue or not alone:
        ran_any = number if suites or not alone else None
        click.echo(_in_short(ran_any, len(failed), len(untrue), len(found), len(suites)), err=True)
    if patterns and not number and suites:
        click.echo(none_chosen(patterns, suites), err=True)
    if any(one.code in UNREADABLE for one in found):
        sys.exit(ERROR)
    none_wanted = alone or (if_any and not suites)
    trials = trials_of(runs)
    err = form not in _FOR_PEOPLE
    covered = not (covering and trials) or covers(trials, least or Fraction(0), err=err)
    killed = not (mutate and trials) or kills(trials, err=err)
    kept_in = _files_of_cases(suites, others) if update else None
    lawful = not (properties and trials) or obeys_laws(trials, max_examples, err=err, kept_in=kept_in)
    if found or failed or untrue or not (number or none_wanted) or not (covered and killed and lawful):
        sys.exit(FINDINGS)


_FOR_PEOPLE = ("full", "concise", "plain")
"""The formats beside which coverage can be printed; beside others it is talk."""


_SOME = (
    "--run chooses some cases, and --coverage and --mutate ask what all of them test: "
    "leave one out, or give the files of cases that are meant"
)


def _has_cases(path: Path) -> bool:
    """Whether there are cases in a folder, those included whose ending is wrong, which are told of."""
    return path.is_dir() and any(path.rglob(files.TESTS.replace(".yml", ".y*ml")))


def _suites(paths: Sequence[Path]) -> tuple[list[Suite], list[Diagnostic]]:
    """The suites at the paths, each file once, and what keeps any from being read."""
    suites: dict[Path, Suite] = {}
    found: list[Diagnostic] = []
    for path in paths:
        several, problems = suites_at(path)
        for suite in several:
            suites.setdefault(Path(suite.source.name).resolve(), suite)
        found += problems
    return list(suites.values()), found


def _run(chosen: Sequence[tuple[Suite, list[tuple[str, Case]]]]) -> list[tuple[Suite, list[Outcome]]]:
    """The outcomes of every suite; a bar shows how far a long run is."""
    rows = [
        (suite, suite.rules, case) for suite, cases in chosen if suite.rules is not None for _, case in cases
    ]
    outcomes: dict[int, list[Outcome]] = {id(suite): [] for suite, _ in chosen}
    work = ((suite, run_case(case, rules)) for suite, rules, case in rows)
    for suite, outcome in terminal.track(work, len(rows), "testing"):
        outcomes[id(suite)].append(outcome)
    return [(suite, outcomes[id(suite)]) for suite, _ in chosen]


def _update(suite: Suite, outcomes: list[Outcome]) -> list[Outcome]:
    """Write what the rules give now into a file of cases; the outcomes as they are then."""
    update = updated(suite.source, outcomes)
    if update.written:
        write(update.text, Path(suite.source.name))
        click.echo(f"{suite.source.name}: {_counted(update.written, 'case')} written anew", err=True)
    if update.left:
        number = _counted(len(update.left), "case is", "cases are")
        click.echo(f"{suite.source.name}: {number} not written: {_why(update.left)}", err=True)
    return update.outcomes


def _files_of_cases(suites: Sequence[Suite], others: Sequence[RuleSet]) -> dict[int, Path]:
    """Where a case of each set of rules belongs: the file of its cases, or one named like its rules."""
    found = {id(suite.rules): Path(suite.source.name) for suite in reversed(suites)}
    for rules in others:
        found[id(rules)] = Path(rules.files[0].name.removesuffix(files.RULES[1:]) + files.TESTS[1:])
    return found


def _why(left: Sequence[tuple[int, str]]) -> str:
    """What keeps cases from being written, each with its lines."""
    lines: dict[str, list[str]] = {}
    for line, why in left:
        lines.setdefault(why, []).append(f"line {line}")
    return "; ".join(f"{why} ({', '.join(several)})" for why, several in lines.items())


def _in_short(number: int | None, failed: int, untrue: int, wrong: int, files: int) -> str:
    """What was run and what came of it; without a number there was no case to be run."""
    parts = []
    if number:
        cases = _counted(number, "case")
        parts.append(f"{failed:,} of {cases} failed" if failed else f"{cases} passed")
    elif number is not None:
        parts.append("no case was run")
    if untrue:
        parts.append(f"{_counted(untrue, 'example')} failed")
    if wrong:
        parts.append(f"{_counted(wrong, 'problem')} found")
    if files or number is not None:
        parts.append(_counted(files, "file"))
    return "; ".join(parts)


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
