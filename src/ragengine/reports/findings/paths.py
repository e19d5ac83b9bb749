"""Names of files as reports write them: relative to the working directory, with `/`.

Only names are looked at, never files.
"""

from __future__ import annotations

import os
from pathlib import PurePath, PurePosixPath


def relative_name(name: str, folder: str) -> str:
    r"""A name as seen from a folder where it lies below it; else as it is, with `/`.

    >>> relative_name("/home/ann/targets/rules/a.rag.yml", "/home/ann/targets")
    'rules/a.rag.yml'
    >>> relative_name("./rules/../a.rag.yml", "/home/ann/targets")
    'a.rag.yml'
    >>> relative_name("/srv/b.rag.yml", "/home/ann/targets")
    '/srv/b.rag.yml'
    """
    path = PurePath(os.path.normpath(name))
    if path.is_absolute() and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return without_surrogates(path.as_posix())


def uri(path: str) -> str:
    """A name with `/` as a URI, relative where the name is.

    >>> uri("my rules/50%.rag.yml"), uri("/srv/b.rag.yml")
    ('my%20rules/50%25.rag.yml', 'file:///srv/b.rag.yml')
    """
    from urllib.parse import quote  # noqa: PLC0415 - wanted by one format only

    quoted = quote(path)
    return f"file://{quoted}" if is_absolute(path) else quoted


def is_absolute(path: str) -> bool:
    """Whether a name with `/` begins at the root."""
    return PurePosixPath(path).is_absolute()


def without_surrogates(text: str) -> str:
    r"""A text that can be written as UTF-8: bytes of a name that are not get a mark.

    >>> without_surrogates("caf\udce9.rag.yml")
    'caf\ufffd.rag.yml'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
