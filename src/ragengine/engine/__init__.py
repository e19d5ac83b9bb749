"""Rule sets, measures in a context, and the rating of results."""

from ragengine.engine.at import RulesAt
from ragengine.engine.held import MeasureInContext
from ragengine.engine.rules import RuleSet

__all__ = ["MeasureInContext", "RuleSet", "RulesAt"]
