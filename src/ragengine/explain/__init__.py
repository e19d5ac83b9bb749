"""Facts to sentences: plain English for a councillor, and the ranges behind it.

Sentences are made when they are asked for; so `ragengine.explain.sentences` is imported then.
"""

from ragengine.explain.facts import Caution, Facts

__all__ = ["Caution", "Facts"]
