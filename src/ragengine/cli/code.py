"""`ragengine code`: the page of a code, or what codes there are."""

from __future__ import annotations

import re

import click

from ragengine import files
from ragengine.cli.common import Stop, write
from ragengine.codes import CODES
from ragengine.messages import did_you_mean
from ragengine.spelling import nearest

GROUPS = {
    "RAG0": "Files and YAML",
    "RAG1": "The shape of rules",
    "RAG2": "Units and numbers",
    "RAG3": "Logic",
    "RAG4": "Sets of measures",
    "RAG5": "Results",
    "RAG6": "Cases",
    "RAG9": "The checking itself",
}
"""What the codes are about, by how they begin."""

_COMMENT = re.compile(r"^<!-- .* -->\n", re.MULTILINE)


def gravity(code: str) -> str:
    """The severity of a code in words, and whether it is looked for only where it is asked for.

    >>> gravity("RAG204")
    'error'
    """
    about = CODES[code]
    return f"{about.severity}, only where selected" if about.opt_in else about.severity


@click.command()
@click.argument("code", required=False)
def code(code: str | None) -> None:
    """Print the page of CODE, such as RAG204 or ambiguous-percent; without it, list all codes."""
    text = _listed() if code is None else _COMMENT.sub("", files.page(_find(code)))
    write(text, None)


def _listed() -> str:
    """Every code with its name and severity, by groups."""
    width = max(len(about.name) for about in CODES.values())
    groups = []
    for group, title in GROUPS.items():
        known = {code: about.name for code, about in CODES.items() if code.startswith(group)}
        lines = (f"  {code}  {name:{width}}  {gravity(code)}\n" for code, name in known.items())
        groups.append(f"{title}\n{''.join(lines)}")
    return "\n".join(groups)


def _find(text: str) -> str:
    """The code that a text means, in either of its forms. One that means none stops the run."""
    names = {about.name: code for code, about in CODES.items()}
    plain = "-".join(text.casefold().split())
    if plain.upper() in CODES:
        return plain.upper()
    if plain in names:
        return names[plain]
    codes = {code.casefold(): code for code in CODES}
    near = nearest(plain, names) or codes.get(nearest(plain, codes) or "")
    hint = did_you_mean(near).strip()
    raise Stop(f"`{text}` is no code; {hint or '`ragengine code` lists them all'}")
