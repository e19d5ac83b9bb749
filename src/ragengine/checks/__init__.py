"""Findings about rules that only meaning shows."""

from ragengine.checks.contexts import Contexts, check_contexts
from ragengine.checks.examples import check_examples

__all__ = ["Contexts", "check_contexts", "check_examples"]
