"""The command line.

Data goes to stdout, talk to stderr. Exit codes: 0 clean, 1 findings or a failed gate, 2 a
usage, input or internal error.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from ragengine import __version__
from ragengine.collector import collector_at_rest, leave_to_the_process

__all__ = ["main", "run"]

_ERROR = 2

COMMANDS = ("check", "code", "explain", "fmt", "init", "rate", "schema", "test")
"""The commands: each is a function in a module of its own name, which is loaded when it is used."""


class _Commands(click.Group):
    """A group that loads a command when it is asked for: a gate in front of every commit must start fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        with collector_at_rest():
            command: click.Command = getattr(import_module(f"ragengine.cli.{cmd_name}"), cmd_name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="ragengine")
def main() -> None:
    """Rate performance measures against targets by rules that can be read and checked."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without UTF-8 must not turn a sentence into a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def run() -> None:
    """The command line with its last resort: a fault of ours is told in a line, and exits with 2."""
    try:
        main()
    except Exception as error:  # noqa: BLE001 - whatever it is, a user is told and not shown a traceback
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo(
            "this is a fault of ragengine; please report it with the files that it was given", err=True
        )
        sys.exit(_ERROR)
    finally:
        leave_to_the_process()
