"""YAML texts: a tree of raw scalars, the words between them, and the comments.

The only door to PyYAML.
"""

from ragengine.document.plain import is_plain
from ragengine.document.tokens import BLOCK, Comment, Token, comments, tokens
from ragengine.document.tree import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_SCALAR,
    Mapping,
    Node,
    Scalar,
    Sequence,
    read,
)

__all__ = [
    "BLOCK",
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_SCALAR",
    "Comment",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "Token",
    "comments",
    "is_plain",
    "read",
    "tokens",
]
