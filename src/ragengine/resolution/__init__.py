"""A rule in a context to numbers.

A context is a reporting year with a span; the figures that a rule names come from the rule
itself or from the row of the result. What comes out has every number known: the target's
edges, the ranges of the levels, the population, the place to round to.
"""

from ragengine.resolution.mentions import figures_ever_needed, figures_needed
from ragengine.resolution.numbers import (
    Edge,
    Fault,
    Lacking,
    LevelRange,
    Population,
    Reach,
    Resolved,
)
from ragengine.resolution.resolving import resolve
from ragengine.resolution.targets import domain_in_words

__all__ = [
    "Edge",
    "Fault",
    "Lacking",
    "LevelRange",
    "Population",
    "Reach",
    "Resolved",
    "domain_in_words",
    "figures_ever_needed",
    "figures_needed",
    "resolve",
]
