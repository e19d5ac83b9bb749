"""Comments that silence findings, and what becomes of those that silence nothing."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from ragengine.checks import Settings
from ragengine.loading import inspect
from ragengine.messages import statement, way_out
from ragengine.source import Source

RULE = """ragengine: 1
measures:
  m:
    aim: high
    unit: percent
    target: {2018-19: TBC, 2019-20: 80%}    # COMMENT
    amber: none
    examples: [80% green]
"""
TODAY = date(2020, 6, 1)
SETTINGS = Settings(today=TODAY)


def inspected(comment, settings=SETTINGS, rule=RULE):
    return inspect([Source("a.rag.yml", rule.replace("COMMENT", comment))], [], settings)


def codes(comment, settings=SETTINGS, rule=RULE):
    """The codes found beside a comment, and how many it silenced."""
    found = inspected(comment, settings, rule)
    return [one.code for one in found.findings], found.silenced


def test_without_a_comment_the_finding_is_there():
    assert (["RAG411"], 0) == codes("as printed")


@pytest.mark.parametrize(
    "comment",
    [
        "ragengine: ignore[RAG411]",
        "ragengine: ignore[RAG411] as printed",
        "ragengine: ignore[RAG411] as printed until=2020-06-01",
        "ragengine: ignore[RAG411] until=2020-06-01 as printed",
        "ragengine: ignore[ RAG411 ] until=2027-03-31",
        "ragengine: ignore[target-never-set] a name does, too",
        "ragengine: ignore[RAG411] counted by unit: 4 of 5",
        "ragengine: ignore[rag411]",
        "ragengine:ignore[RAG411]",
    ],
)
def test_a_comment_silences_what_is_found_on_its_line_and_it_is_counted(comment):
    assert ([], 1) == codes(comment)


def test_several_codes_stand_in_one_comment():
    rule = RULE.replace("    examples: [80% green]\n", "").replace(
        "  m:", "  m:  # ragengine: ignore[RAG412]"
    )
    assert ([], 2) == codes("ragengine: ignore[RAG411, RAG406]", evolve(SETTINGS, ignored={"RAG406"}), rule)


def test_a_comment_of_another_line_silences_nothing():
    rule = RULE.replace("    aim: high", "    aim: high  # ragengine: ignore[RAG411]")
    assert (["RAG901", "RAG411"], 0) == codes("as printed", rule=rule)


def test_what_reads_like_a_comment_in_a_text_is_none():
    rule = RULE.replace("    aim: high", '    aim: high\n    title: "a # ragengine: ignore[RAG411]"')
    assert (["RAG411"], 0) == codes("as printed", rule=rule)


def test_a_comment_that_is_used_by_nothing_is_found():
    found = inspected("ragengine: ignore[RAG411]", rule=RULE.replace("2018-19: TBC, ", "")).findings
    assert ["nothing is found here that `ignore[RAG411]` would silence"] == [statement(one) for one in found]


def test_a_comment_is_not_called_unused_where_its_code_is_not_looked_for():
    rule = RULE.replace("2018-19: TBC, ", "")
    assert ([], 0) == codes("ragengine: ignore[RAG411]", Settings(selected=frozenset(), today=TODAY), rule)


def test_a_comment_is_not_called_unused_while_the_rules_cannot_be_read():
    rule = RULE.replace("aim: high", "aim: hgh")
    assert (["RAG104"], 0) == codes("ragengine: ignore[RAG411] as printed", rule=rule)


def test_after_its_last_day_a_comment_silences_no_more_and_is_found():
    found = inspected("ragengine: ignore[RAG411] as printed until=2020-05-31")
    assert ["RAG411", "RAG903"] == sorted(one.code for one in found.findings)
    assert 0 == found.silenced


def test_a_reason_is_asked_for_where_the_settings_ask_for_one():
    asked = evolve(SETTINGS, require_reason=True)
    assert ([], 1) == codes("ragengine: ignore[RAG411] as printed", asked)
    assert (["RAG902"], 1) == codes("ragengine: ignore[RAG411]", asked)
    assert (["RAG902"], 1) == codes("ragengine: ignore[RAG411] until=2027-03-31", asked)


@pytest.mark.parametrize(
    ("comment", "why", "way"),
    [
        ("ragengine: ignore", "it does not say what", "write `# ragengine: ignore[RAG406] the reason until=2027-03-31`"),
        ("ragengine: ignore[]", "it does not say what", "write `# ragengine: ignore[RAG406] the reason until=2027-03-31`"),
        ("ragengine: ignore[ , ]", "it does not say what", "write `# ragengine: ignore[RAG406] the reason until=2027-03-31`"),
        ("ragengine: ingore[RAG411]", "it is not written as a silence is", "write `# ragengine: ignore[RAG411]`"),
        ("ragengine: ignor[RAG411] why", "it is not written as a silence is", "write `# ragengine: ignore[RAG411] why`"),
        ("ragengine: ignore RAG411", "it is not written as a silence is", "write `# ragengine: ignore[RAG411]`"),
        ("ragengine: ignore(RAG411, RAG412) why", "it is not written as a silence is", "write `# ragengine: ignore[RAG411, RAG412] why`"),
        ("ragengine: ignore[RAG411 why", "it is not written as a silence is", "write `# ragengine: ignore[RAG411] why`"),
        ("ragengine: ignore [target-never-set]", "it is not written as a silence is", "write `# ragengine: ignore[target-never-set]`"),
        ("ragengine: Ignore[rag411]", "it is not written as a silence is", "write `# ragengine: ignore[RAG411]`"),
        ("Ragengine: ignore[RAG411] why", "it is not written as a silence is", "write `# ragengine: ignore[RAG411] why`"),
        ("ragengine: ignore[RAG411] as printed until 2020-06-01", "its end cannot be read", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] x untill=2020-01-01", "its end cannot be read", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] until = 2020-01-01", "its end cannot be read", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] Until=2020-01-01", "its end cannot be read", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] utnil: soon", "its end cannot be read", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] until=31 March 2030", "`31` is no date", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG411] until=soon", "`soon` is no date", "write the day as `until=2027-03-31`"),
        ("ragengine: ignore[RAG999]", "`RAG999` is no code", "`ragengine code` lists them"),
        ("ragengine: ignore[unused-unti]", "`unused-unti` is no code", "did you mean `unused-unit`? `ragengine code` lists them"),
        ("ragengine: ignore[RAG4]", "`RAG4` stands for many codes, and those of errors are never silenced", "name the codes that are found here, as in `ignore[RAG406]`"),
        ("ragengine: ignore[ALL]", "`ALL` stands for many codes, and those of errors are never silenced", "name the codes that are found here, as in `ignore[RAG406]`"),
        ("ragengine: ignore[RAG402]", "`RAG402` is an error, which is never silenced", "mend what it says"),
    ],
)  # fmt: skip
def test_a_comment_that_silences_nothing_says_why(comment, why, way):
    found = [one for one in inspected(comment).findings if one.code == "RAG904"]
    text = comment.removeprefix("ragengine: ").removeprefix("Ragengine: ")
    assert [f"`{text}` silences nothing: {why}"] == [statement(one) for one in found]
    assert [way] == [way_out(one) for one in found]


@pytest.mark.parametrize("day", ["2020-01-01", "2030-1-1", "2030/01/31"])
def test_a_day_that_is_not_behind_until_never_silences_for_ever(day):
    found = inspected(f"ragengine: ignore[RAG411] agreed, end={day}")
    assert (["RAG411", "RAG904"], 0) == (sorted(one.code for one in found.findings), found.silenced)
    unclear = found.findings[1]
    assert statement(unclear).endswith(f"silences nothing: `{day}` does not stand behind `until=`")
    expected = (
        "write the day as `until=2027-03-31` where it is the last one; "
        "in a reason write it in words, such as `31 March 2027`"
    )
    assert expected == way_out(unclear)


def test_beside_an_end_that_can_be_read_a_reason_may_have_other_days():
    assert ([], 1) == codes("ragengine: ignore[RAG411] agreed on 2020-01-01 until=2020-06-01")


@pytest.mark.parametrize(
    ("comment", "way"),
    [
        ("ragengine ignore[RAG411] why", "write `# ragengine: ignore[RAG411] why`"),
        ("ragengine ignore RAG411", "write `# ragengine: ignore[RAG411]`"),
    ],
)
def test_a_silence_without_its_colon_says_what_to_write(comment, way):
    unclear = inspected(comment).findings[1]
    assert f"`{comment}` silences nothing: it is not written as a silence is" == statement(unclear)
    assert way == way_out(unclear)


def test_a_wrong_code_does_not_spoil_the_right_one_beside_it():
    assert (["RAG904"], 1) == codes("ragengine: ignore[RAG999, RAG411]")
    expected = "`ignore[RAG999, RAG411]` does not silence all that it names: `RAG999` is no code"
    assert [expected] == [statement(one) for one in inspected("ragengine: ignore[RAG999, RAG411]").findings]


@pytest.mark.parametrize(
    "comment",
    [
        "ragengine: 1",
        "ragengine: the rules of 2018",
        "see ragengine: ignore[RAG411]",
        "ragengine ignores most of it",
    ],
)
def test_other_comments_are_left_alone(comment):
    assert (["RAG411"], 0) == codes(comment)


@pytest.mark.parametrize(
    ("pattern", "silenced"),
    [("*.rag.yml", 1), ("a.rag.yml", 1), ("rules/a.rag.yml", 1), ("b.rag.yml", 0), ("old/*", 0)],
)
def test_findings_of_a_file_are_silenced_by_its_name(pattern, silenced):
    settings = evolve(SETTINGS, ignored_in=((pattern, frozenset({"RAG411"})),))
    source = Source("county/rules/a.rag.yml", RULE)
    found = inspect([source], [], settings)
    assert (1 - silenced, silenced) == (len(found.findings), found.silenced)


def test_an_error_is_never_silenced():
    settings = evolve(SETTINGS, ignored_in=(("*", frozenset({"RAG402"})),), ignored=frozenset({"RAG402"}))
    rule = RULE.replace("80% green", "80% red")
    assert ["RAG402", "RAG411"] == sorted(codes("as printed", settings, rule)[0])
