"""`ragengine init`: what it writes passes at once, and what is there already stays."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from ragengine import __version__
from ragengine.cli import main
from ragengine.schema import schema_text
from ragengine.starters import ALWAYS, FOR_CI, starter_files

ROOT = Path(__file__).parent.parent
BASH = shutil.which("bash") or "bash"
EVERYWHERE = [*ALWAYS, "schema/rules-1.json", "schema/tests-1.json"]
CI = {"github": [".github/workflows/targets.yml"], "gitlab": [".gitlab-ci.yml"], "none": []}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """An empty folder, which is the working folder."""
    monkeypatch.chdir(tmp_path)


def init(*arguments):
    """The exit code, output and talk of `ragengine init` in this process."""
    result = CliRunner().invoke(main, ["init", *arguments])
    return result.exit_code, result.stdout, result.stderr


def ragengine(*arguments, cwd):
    """A command as it is run in a shell: its exit code, output and talk."""
    done = subprocess.run(
        [sys.executable, "-m", "ragengine", *arguments],
        cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def written(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("ci", CI)
def test_it_writes_the_files_and_says_which(tmp_path, ci):
    code, out, talk = init("begun", "--ci", ci)
    assert (0, "next: ragengine check begun --results begun/results\n") == (code, talk)
    assert sorted([*EVERYWHERE, *CI[ci]]) == written(tmp_path / "begun") == sorted(out.split())


def test_it_writes_to_the_working_folder_for_github_where_nothing_is_said(tmp_path):
    assert (0, "next: ragengine check . --results results\n") == init()[::2]
    assert sorted([*EVERYWHERE, *CI["github"]]) == written(tmp_path)


def test_what_it_writes_passes_every_command_at_once(tmp_path):
    ragengine("init", cwd=tmp_path)
    found = ragengine("check", ".", "--results", "results", "--extend-select", "ALL", cwd=tmp_path)
    assert (0, "no problems found; 2 files checked\n") == found[::2]
    assert 0 == ragengine("fmt", "--check", ".", cwd=tmp_path)[0]
    rated = ragengine("rate", ".", "results", "--summary", cwd=tmp_path)
    summary = "2024-25: 4 rated: 2 green (50%), 1 amber (25%), 1 red (25%); 1 not rated: 1 information-only\n"
    assert (0, summary) == rated[:2]


def test_it_shows_the_five_ways_of_a_target(tmp_path):
    init()
    rules = yaml.safe_load((tmp_path / "performance.rag.yml").read_text(encoding="utf-8"))
    aims = [(measure["aim"], str(measure["target"])) for measure in rules["measures"].values()]
    expected = [
        ("high", "80%"), ("low", "10 days"), ("band", "17-22%"),
        ("high", "{'2023-24': '250k', 'from 2024-25': '260k'}"), ("high", "none"),
    ]  # fmt: skip
    assert expected == aims


def test_the_schema_that_the_rules_name_lies_beside_them(tmp_path):
    init()
    first = (tmp_path / "performance.rag.yml").read_text(encoding="utf-8").splitlines()[0]
    named = tmp_path / first.partition("$schema=")[2]
    assert schema_text("rules") == named.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["README.md", "results/2024-25.csv"])
def test_one_file_that_is_there_keeps_all_from_being_written(tmp_path, name):
    mine = tmp_path / name
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine", encoding="utf-8")
    code, out, talk = init()
    expected = (
        f"nothing was written, since `.` has already\n  {name}\n"
        "give another folder: `ragengine init FOLDER`\n"
    )
    assert (2, "", expected) == (code, out, talk)
    assert ("mine", [name]) == (mine.read_text(encoding="utf-8"), written(tmp_path))


def test_a_link_to_nowhere_is_there_too(tmp_path):
    (tmp_path / "README.md").symlink_to(tmp_path / "nowhere")
    assert 2 == init()[0]
    assert not (tmp_path / "nowhere").exists()


def test_a_place_that_cannot_be_written_is_told_in_words(tmp_path):
    (tmp_path / "results").write_text("a file, where a folder is due", encoding="utf-8")
    code, _, talk = init()
    assert (2, "`results/2024-25.csv` cannot be written: File exists\n") == (code, talk)


def test_the_texts_are_data_of_the_package():
    names = {name for names in (ALWAYS, *FOR_CI.values()) for name in names.values()}
    there = {one.name for one in resources.files("ragengine.starters").iterdir()}
    assert {*names, "__init__.py"} == there - {"__pycache__"}


# ---- CI ------------------------------------------------------------------------------------------


def commands_of(ci):
    """The commands that a CI file runs."""
    [name] = FOR_CI[ci]
    file = yaml.safe_load(starter_files(ci)[name])
    if ci == "gitlab":
        return file["targets"]["script"]
    return [step["run"] for step in file["jobs"]["check"]["steps"] if "run" in step]


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_the_commands_of_a_ci_file_pass_on_the_files_beside_it(tmp_path, ci):
    init("--ci", ci)
    install, *commands = commands_of(ci)
    assert install.startswith("python -m pip install ")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = subprocess.run(
            [BASH, "-euc", command], cwd=tmp_path, env={**os.environ, "PATH": path}, check=False
        )
        assert 0 == done.returncode, command


@pytest.mark.parametrize("ci", ["github", "gitlab"])
def test_a_ci_file_installs_this_version(ci):
    least, below = re.search(r"ragengine>=([\d.]+),<([\d.]+)", commands_of(ci)[0]).groups()
    numbers = [tuple(map(int, version.split("."))) for version in (least, __version__, below)]
    assert sorted(numbers) == numbers


def test_the_snippet_for_gitlab_is_the_one_that_init_writes():
    assert (ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8") == starter_files("gitlab")[
        ".gitlab-ci.yml"
    ]
