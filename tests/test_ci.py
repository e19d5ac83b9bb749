"""What runs the checks elsewhere: the hooks of pre-commit, and the script of the GitHub Action."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
BASH, GIT = (shutil.which(name) or name for name in ("bash", "git"))

RULES = """\
ragengine: 1
measures:
  answered:
    aim: high
    unit: percent
    target: 80%
    amber: 2 points
    examples:
      - 80% green
      - 78% amber
"""
WRONG = RULES.replace("2 points", "2%")
RESULTS = "measure,value\nanswered,81%\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with rules, sound and wrong, and results, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.rag.yml").write_text(RULES, encoding="utf-8")
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / "w.rag.yml").write_text(WRONG, encoding="utf-8")
    (tmp_path / "r.csv").write_text(RESULTS, encoding="utf-8")
    return tmp_path


# ---- the Action ----------------------------------------------------------------------------------


def action(path=BIN, **inputs):
    """The exit code and output of the Action's script, with its inputs as GitHub hands them over."""
    usual = {"paths": ".", "results": "", "fail-level": "warning", "version": "installed"}
    given = {f"INPUT_{name.upper().replace('-', '_')}": text for name, text in (usual | inputs).items()}
    environment = {name: text for name, text in os.environ.items() if name != "GITHUB_STEP_SUMMARY"}
    done = subprocess.run(
        [BASH, str(ROOT / "ci" / "action.sh")],
        env={**environment, **given, "PATH": f"{path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.mark.usefixtures("folder")
def test_the_action_passes_where_nothing_is_wrong():
    assert (0, "") == action(paths="good.rag.yml", results="r.csv")


@pytest.mark.usefixtures("folder")
def test_the_action_fails_with_annotations():
    code, out = action(paths="wrong")
    assert 1 == code
    assert out.startswith("::error title=RAG204 ambiguous-percent,file=wrong/w.rag.yml,line=7,col=12,")


@pytest.mark.usefixtures("folder")
def test_the_action_looks_at_the_whole_folder_where_no_path_is_given():
    assert 1 == action(paths="")[0]


def test_the_action_takes_several_paths_and_tables_one_a_line(folder):
    (folder / "two words.csv").write_text("measure,value\nnobody,1%\n", encoding="utf-8")
    code, out = action(paths="good.rag.yml", results="r.csv\ntwo words.csv\n")
    assert 1 == code
    assert "RAG504" in out
    code, out = action(paths="good.rag.yml\nwrong")
    assert 1 == code
    assert "RAG204" in out


def test_the_level_at_which_the_action_fails_is_handed_on(folder):
    (folder / "r.csv").write_text("measure,value,colour\nanswered,81%,red\n", encoding="utf-8")
    levels = {level: action(paths="good.rag.yml", results="r.csv", **{"fail-level": level})[0]
              for level in ("error", "warning")}  # fmt: skip
    assert {"error": 0, "warning": 1} == levels


@pytest.mark.usefixtures("folder")
def test_a_path_that_looks_like_an_option_is_a_path():
    assert 2 == action(paths="--exit-zero")[0]


def test_the_action_hands_every_input_to_its_script():
    described = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    [step] = described["runs"]["steps"]
    assert '"$GITHUB_ACTION_PATH/ci/action.sh"' == step["run"]
    handed = {name: re.sub(r"\W|inputs\.", "", text) for name, text in step["env"].items()}
    assert {f"INPUT_{name.upper().replace('-', '_')}" for name in described["inputs"]} == set(handed)
    script = (ROOT / "ci" / "action.sh").read_text(encoding="utf-8")
    assert all(name in script for name in step["env"])


def test_the_script_of_the_action_can_be_run():
    assert os.access(ROOT / "ci" / "action.sh", os.X_OK)


# ---- installing ----------------------------------------------------------------------------------


def pip_installs(tmp_path):
    """Whether pip can build and install this project here: offline it cannot."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "hatchling",
        "-d",
        str(tmp_path),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.fixture
def network(tmp_path_factory):
    """For tests that need packages which are not installed here."""
    if not pip_installs(tmp_path_factory.mktemp("download")):
        pytest.skip("pip cannot fetch packages here, and the test installs some")


@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_the_action_installs_the_ragengine_that_it_comes_with(folder):
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    code, _ = action(path=folder / "env" / "bin", paths="good.rag.yml", version="")
    assert (True, 0) == ((folder / "env" / "bin" / "ragengine").exists(), code)


@pytest.mark.network
@pytest.mark.usefixtures("network")
def test_the_hooks_of_pre_commit_find_and_lay_out(folder):
    """The hooks come from a commit of the working tree as it is, installed by pre-commit itself."""
    hooks, mine = folder / "hooks", folder / "mine"
    kept = shutil.ignore_patterns(".git", ".venv", ".*_cache", "__pycache__", ".hypothesis", "tests")
    shutil.copytree(ROOT, hooks, ignore=kept)
    mine.mkdir()
    (mine / "a.rag.yml").write_text(RULES.replace("  - 78%", "  -   78%"), encoding="utf-8")
    (mine / "b.rag.yml").write_text(WRONG, encoding="utf-8")
    (mine / "other.yml").write_text("no: rules\n", encoding="utf-8")
    for repository in (hooks, mine):
        commit(repository)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "--all-files", "--color", "never"],
        cwd=mine, env={**os.environ, "PRE_COMMIT_HOME": str(folder / "cache")},
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert 1 == done.returncode, done.stdout + done.stderr
    check, _, layout = done.stdout.partition("ragengine fmt")
    assert "b.rag.yml:7:12: RAG204" in check
    assert "a.rag.yml:" not in check
    assert "files were modified by this hook" in layout
    assert RULES == (mine / "a.rag.yml").read_text(encoding="utf-8")


def commit(folder):
    """Everything in a folder as the first commit of a repository."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "first"]):
        subprocess.run([GIT, *command], cwd=folder, check=True, capture_output=True)


def test_the_hooks_that_init_writes_pass_on_what_it_writes(tmp_path):
    """They run the installed `ragengine`, so they need no network."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    mine = tmp_path / "mine"
    subprocess.run([sys.executable, "-m", "ragengine", "init", str(mine)], check=True, capture_output=True)
    commit(mine)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"],
        cwd=mine, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    shown = [re.sub(r"\.+", " ", line) for line in done.stdout.splitlines()]
    assert (0, ["lay out the rules Passed", "check rules and results Passed", "test the rules Passed"]) == (
        done.returncode,
        shown,
    )


def test_no_hook_fails_where_rules_have_no_cases(folder):
    (folder / "wrong" / "w.rag.yml").unlink()
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")):
        given = ["good.rag.yml"] if hook.get("pass_filenames", True) else []
        command = [BIN / "ragengine", *hook["entry"].split()[1:], *hook.get("args", []), *given]
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
        assert (0, hook["id"]) == (done.returncode, hook["id"]), done.stdout + done.stderr


def test_the_hooks_look_at_rules_cases_and_results_only():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert ["ragengine-check", "ragengine-fmt", "ragengine-test"] == [hook["id"] for hook in hooks]
    for hook in hooks:
        names = ["a.rag.yml", "a/b.rag.yaml", "a.ragtest.yml", "a.csv", "a.yml", "a.rag.yml.bak", "rag.yml"]
        others = ["a.csv"] if hook["id"] == "ragengine-check" else ["a.ragtest.yml"]
        expected = ["a.rag.yml", "a/b.rag.yaml", *others]
        assert expected == [name for name in names if re.search(hook["files"], name)]


@pytest.mark.parametrize("code", ["RAG401", "RAG504"])
def test_the_hook_of_check_sees_a_measure_in_two_files_and_a_row_of_none(tmp_path, code):
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PRE_COMMIT_HOME": str(tmp_path / "cache")}
    mine = tmp_path / "mine"
    subprocess.run([sys.executable, "-m", "ragengine", "init", str(mine)], check=True, capture_output=True)
    if code == "RAG401":
        shutil.copy(mine / "performance.rag.yml", mine / "copy.rag.yml")
    else:
        with (mine / "results" / "2024-25.csv").open("a", encoding="utf-8") as table:
            table.write("nobody,2024-25,1%,,\n")
    commit(mine)
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "ragengine-check", "--all-files", "--color", "never"],
        cwd=mine, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (1, True) == (done.returncode, code in done.stdout)
