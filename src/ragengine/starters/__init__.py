"""The files that a body starts with: rules, tests, results, and what checks them in CI."""

from __future__ import annotations

from importlib import resources

ALWAYS = {
    "performance.rag.yml": "performance.rag.yml",
    "performance.ragtest.yml": "performance.ragtest.yml",
    "results/2024-25.csv": "results.csv",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    "README.md": "README.md",
}
"""What everybody gets: the name of each file, and that of its text in this package."""

FOR_CI = {
    "github": {".github/workflows/targets.yml": "github.yml"},
    "gitlab": {".gitlab-ci.yml": "gitlab.yml"},
    "none": {},
}
"""What is for one CI system."""


def starter_files(ci: str) -> dict[str, str]:
    """The text of each file, by its path in the folder that is begun.

    >>> list(starter_files("gitlab"))[-1]
    '.gitlab-ci.yml'
    """
    texts = resources.files(__name__)
    return {
        path: texts.joinpath(name).read_text(encoding="utf-8") for path, name in (ALWAYS | FOR_CI[ci]).items()
    }
