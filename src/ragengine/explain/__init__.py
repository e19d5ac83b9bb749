"""Facts to sentences: plain English for a councillor, and the ranges behind it."""

from ragengine.explain.facts import Caution, Facts
from ragengine.explain.sentences import caution_text, sentence

__all__ = ["Caution", "Facts", "caution_text", "sentence"]
