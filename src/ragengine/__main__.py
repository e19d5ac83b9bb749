"""`python -m ragengine` is the command line."""

from ragengine.cli import run

run()
