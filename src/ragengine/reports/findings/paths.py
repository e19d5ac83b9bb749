"""Names of files as reports write them: relative to the working directory, with `/`.

Only names are looked at, never files.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import PurePath


def relative_name(name: str, folder: str) -> str:
    r"""A name as seen from a folder where it lies below it; else as it is, with `/`.

    >>> relative_name("/council/targets/rules/a.rag.yml", "/council/targets")
    'rules/a.rag.yml'
    >>> relative_name("./rules/../a.rag.yml", "/council/targets")
    'a.rag.yml'
    >>> relative_name("/county/b.rag.yml", "/council/targets")
    '/county/b.rag.yml'
    """
    path = PurePath(os.path.normpath(name))
    if path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return without_surrogates(path.as_posix())


def from_here() -> Callable[[str], str]:
    """`relative_name` as seen from the working directory, which is asked for once."""
    folder = os.getcwd()  # noqa: PTH109 - a name, as the others are
    return cache(lambda name: relative_name(name, folder))


def without_surrogates(text: str) -> str:
    r"""A text that can be written as UTF-8: bytes of a name that are not get a mark.

    >>> without_surrogates("caf\udce9.rag.yml")
    'caf\ufffd.rag.yml'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
