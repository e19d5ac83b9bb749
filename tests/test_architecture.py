"""The house: each library has one door, modules are small, and data flows one way."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "ragengine"
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path):
    """The top names of everything that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(node.module.partition(".")[0])
        elif isinstance(node, ast.Call) and "import_module" == getattr(node.func, "id", ""):
            names |= {one.value.partition(".")[0] for one in node.args if isinstance(one, ast.Constant)}
    return names


def doors(library):
    """The modules and packages, right below ours, that import a library."""
    found = (path.relative_to(PACKAGE) for path in MODULES if library in imported(path))
    return {path.parts[0].removesuffix(".py") for path in found}


@pytest.mark.parametrize(
    ("library", "modules"),
    [
        ("yaml", {"document"}),
        ("hypothesis", {"properties", "strategies"}),
        ("pint", {"quantities"}),
        ("rich", {"terminal"}),
        ("click", {"cli", "reports"}),
        ("tempfile", {"files"}),
        ("numpy", set()),
        ("pytest", {"pytest_plugin"}),
    ],
)
def test_each_library_has_no_other_door(library, modules):
    assert set() == doors(library) - modules


def test_no_other_library_is_imported_than_the_project_names():
    ours = {"ragengine", "attrs", "yaml", "hypothesis", "pint", "rich", "click", "pytest"}
    used = set().union(*(imported(path) for path in MODULES)) - sys.stdlib_module_names
    assert ours == used


def test_no_module_is_over_400_lines():
    lines = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {} == {name: count for name, count in lines.items() if count > 400}


def test_every_module_says_what_it_is():
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert [] == silent


def test_data_flows_one_way():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stdout if done.returncode else "")
