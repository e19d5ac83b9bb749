"""What is wrong with rules, for tests that do not ask what could be better."""

from __future__ import annotations

import ragengine


def errors_in(text, name="<text>"):
    """The errors of a text."""
    return [one for one in ragengine.check_text(text, name) if one.severity == "error"]


def errors_at(path):
    """The errors of the rules at a path."""
    return [one for one in ragengine.check(path) if one.severity == "error"]
