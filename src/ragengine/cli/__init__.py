"""The command line.

Data goes to stdout, talk to stderr. Exit codes: 0 clean, 1 findings or a failed gate, 2 a
usage, input or internal error.
"""

from __future__ import annotations

import sys

import click

from ragengine import __version__
from ragengine.cli.check import check
from ragengine.cli.common import ERROR
from ragengine.cli.explain import explain
from ragengine.cli.fmt import fmt
from ragengine.cli.rate import rate

__all__ = ["main", "run"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ragengine")
def main() -> None:
    """Rate performance measures against targets by rules that can be read and checked."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without UTF-8 must not turn a sentence into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


for _command in (check, explain, fmt, rate):
    main.add_command(_command)


def run() -> None:
    """The command line with its last resort: a fault of ours is told in a line, and exits with 2."""
    try:
        main()
    except Exception as error:  # noqa: BLE001 - whatever it is, a user is told and not shown a traceback
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "this is a fault of ragengine; please report it with the files that it was given", err=True
        )
        sys.exit(ERROR)
