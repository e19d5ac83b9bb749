"""YAML texts: a tree of raw scalars. The words and comments between them are in `tokens`.

The only door to PyYAML.
"""

from ragengine.document.plain import is_plain
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
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_SCALAR",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "is_plain",
    "read",
]
