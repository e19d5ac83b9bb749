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
    """Print the page of CODE, such as RAG204 or ambiguous-percent.

    Without it all codes are listed, and with a beginning, such as RAG2, those that begin so.
    """
    if code is None:
        write(_listed(), None)
    elif (found := _named(code)) is not None:
        write(_COMMENT.sub("", files.page(found)), None)
    elif code.upper().startswith("RAG") and (listed := _listed(code.upper())):
        write(listed, None)
    else:
        raise Stop(_unknown(code))


def _listed(beginning: str = "") -> str:
    """The codes that begin so, each with its name and severity, by groups."""
    width = max(len(about.name) for about in CODES.values())
    groups = []
    for group, title in GROUPS.items():
        known = {
            code: about.name
            for code, about in CODES.items()
            if code.startswith(group) and code.startswith(beginning)
        }
        lines = (f"  {code}  {name:{width}}  {gravity(code)}\n" for code, name in known.items())
        groups += [f"{title}\n{''.join(lines)}"] if known else []
    return "\n".join(groups)


def _named(text: str) -> str | None:
    """The code that a text means, in either of its forms."""
    plain = _plain(text)
    return plain.upper() if plain.upper() in CODES else _names().get(plain)


def _unknown(text: str) -> str:
    """What is said of a text that means no code: the nearest, if any."""
    codes = {code.casefold(): code for code in CODES}
    near = nearest(_plain(text), _names()) or codes.get(nearest(_plain(text), codes) or "")
    return f"`{text}` is no code; {did_you_mean(near).strip() or '`ragengine code` lists them all'}"


def _plain(text: str) -> str:
    return "-".join(text.casefold().split())


def _names() -> dict[str, str]:
    return {about.name: code for code, about in CODES.items()}
