"""`ragengine init`: the files to start with."""

from __future__ import annotations

from pathlib import Path

import click

from ragengine import files
from ragengine.cli.common import Stop, write
from ragengine.schema import schema_text
from ragengine.starters import FOR_CI, starter_files


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option(
    "--ci",
    type=click.Choice(list(FOR_CI)),
    default="github",
    show_default=True,
    help="Which CI runs the checks.",
)
def init(folder: Path, ci: str) -> None:
    """Write rules, tests, results and CI files to start with to FOLDER, or to this one.

    Nothing is ever overwritten: where one of the files is there already, none is written.
    """
    schemas = {f"schema/{name}-1.json": schema_text(name) for name in ("rules", "tests")}
    wanted = starter_files(ci) | schemas
    there = [name for name in wanted if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        names = "".join(f"  {name}\n" for name in there)
        raise Stop(
            f"nothing was written, since `{folder}` has already\n{names}"
            "give another folder: `ragengine init FOLDER`"
        )
    for name, text in wanted.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_whole(path, text)
        except OSError as error:
            raise Stop(f"`{path}` cannot be written: {error.strerror or error}") from None
    write("".join(f"{name}\n" for name in wanted), None)
    where = "." if folder == Path() else folder.as_posix()
    click.echo(f"next: ragengine check {where} --results {(folder / 'results').as_posix()}", err=True)
