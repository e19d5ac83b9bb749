"""Cases run against rules: what holds, and what does not."""

from ragengine.cases.expecting import expected_in_words, got_in_words, is_expected
from ragengine.cases.naming import unknown_names
from ragengine.cases.running import Outcome, failure_of, run_case

__all__ = [
    "Outcome",
    "expected_in_words",
    "failure_of",
    "got_in_words",
    "is_expected",
    "run_case",
    "unknown_names",
]
