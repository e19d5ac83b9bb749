"""The configuration of checks: `ragengine.toml`, or `[tool.ragengine]` in `pyproject.toml`.

What it may say is in `KEYS`; anything else is a finding, RAG905, at its line, and then
nothing is checked: a gate that ran with half of its settings would let things through.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve, field, frozen

from ragengine.checks.settings import NotIgnorable, Settings, UnknownCode, codes_of_all, ignorable
from ragengine.codes import SEVERITIES, Severity
from ragengine.diagnostics import Diagnostic
from ragengine.messages import did_you_mean
from ragengine.source import Place, Source
from ragengine.spelling import nearest


@frozen
class Configuration:
    """What is looked for, from which severity on a check fails, and how it prints."""

    settings: Settings = field(factory=Settings)
    fail_level: Severity = "warning"
    output_format: str = "full"


class _Unclear(Exception):
    """A value that cannot be used, with a way out."""

    def __init__(self, why: str, way: str) -> None:
        self.why = why
        self.way = way
        super().__init__(why)


def read_configuration(source: Source, formats: tuple[str, ...]) -> tuple[Configuration, list[Diagnostic]]:
    """The configuration of a TOML text, and what is wrong with it. `formats` are those that exist."""
    reader = _Reader(source, formats)
    return reader.read(), reader.found


def _parsed(source: Source) -> dict[str, Any]:
    """The table of a TOML text. Raises `ValueError`."""
    import tomllib  # noqa: PLC0415 - most runs have no configuration

    return tomllib.loads(source.text)


def has_section(source: Source) -> bool:
    """Whether a `pyproject.toml` configures checks; one that is no TOML does not."""
    if "ragengine" not in source.text:
        return False
    try:
        tool = _parsed(source).get("tool")
    except ValueError:
        return False
    return isinstance(tool, dict) and "ragengine" in tool


class _Reader:
    def __init__(self, source: Source, formats: tuple[str, ...]) -> None:
        self.source = source
        self.formats = formats
        self.found: list[Diagnostic] = []

    def read(self) -> Configuration:
        try:
            table = _parsed(self.source)
        except ValueError as error:
            line = re.search(r"line (\d+)", str(error))
            place = Place(self.source, int(line[1]) if line else 1, 1)
            why = f"this is not TOML: {str(error)[:1].lower()}{str(error)[1:]}"
            self.found.append(Diagnostic("RAG905", place, {"why": why, "way": "look at this line"}))
            return Configuration()
        if self.source.name.endswith("pyproject.toml"):
            section = table["tool"]["ragengine"]
            if not isinstance(section, dict):
                way = "write `[tool.ragengine]`, and the keys in lines below it"
                self._refuse("ragengine", "`ragengine`: this should be a table", way)
                return Configuration()
            table = section
        configuration = Configuration()
        for key in table.keys() - KEYS.keys():
            way = did_you_mean(nearest(key, KEYS)) or f"known keys: {', '.join(KEYS)}"
            self._refuse(key, f"`{key}` is not a key of the configuration", way.strip())
        for key in [key for key in KEYS if key in table]:
            try:
                configuration = KEYS[key](configuration, table[key])
            except _Unclear as problem:
                self._refuse(key, f"`{key}`: {problem.why}", problem.way)
            except UnknownCode as problem:
                way = f"{did_you_mean(problem.nearest)}`ragengine code` lists them"
                self._refuse(key, f"`{key}`: `{problem.words}` is no code", way)
            except NotIgnorable as problem:
                why = f"`{key}`: `{problem}` is an error, which is never ignored"
                self._refuse(key, why, "mend what it finds")
        if configuration.output_format not in self.formats:
            why = f"`output-format`: `{configuration.output_format}` is no format"
            self._refuse("output-format", why, f"write one of: {', '.join(self.formats)}")
        return configuration

    def _refuse(self, key: str, why: str, way: str) -> None:
        """Note a problem at the line of its key."""
        place = Place(self.source, 1, 1)
        for number, line in enumerate(self.source.lines, 1):
            if match := re.match(rf"\s*(?P<key>[\"']?{re.escape(key)}[\"']?)\s*[=.\]]", line.lstrip("[")):
                column = line.index(match["key"]) + 1
                place = Place(self.source, number, column, len(match["key"]))
        self.found.append(Diagnostic("RAG905", place, {"why": why, "way": way}))


# ---- the keys ----------------------------------------------------------------------------------


def _texts(value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _Unclear("this should be a list of codes", 'write `["RAG412", "RAG5"]`')
    return value


def _select(configuration: Configuration, value: Any) -> Configuration:
    selected = codes_of_all(_texts(value))
    return evolve(configuration, settings=evolve(configuration.settings, selected=selected))


def _extend_select(configuration: Configuration, value: Any) -> Configuration:
    selected = configuration.settings.selected | codes_of_all(_texts(value))
    return evolve(configuration, settings=evolve(configuration.settings, selected=selected))


def _ignore(configuration: Configuration, value: Any) -> Configuration:
    ignored = ignorable(_texts(value))
    return evolve(configuration, settings=evolve(configuration.settings, ignored=ignored))


def _per_file_ignores(configuration: Configuration, value: Any) -> Configuration:
    if not isinstance(value, Mapping):
        raise _Unclear("this should be a table", 'write `"results/*.csv" = ["RAG515"]`')
    several = tuple((pattern, ignorable(_texts(codes))) for pattern, codes in value.items())
    return evolve(configuration, settings=evolve(configuration.settings, ignored_in=several))


def _require_reason(configuration: Configuration, value: Any) -> Configuration:
    if not isinstance(value, bool):
        raise _Unclear("this should be true or false", "write `require-reason = true`")
    return evolve(configuration, settings=evolve(configuration.settings, require_reason=value))


def _fail_level(configuration: Configuration, value: Any) -> Configuration:
    level = next((one for one in SEVERITIES if one == value), None)
    if level is None:
        raise _Unclear(f"`{value}` is no severity", f"write one of: {', '.join(SEVERITIES)}")
    return evolve(configuration, fail_level=level)


def _output_format(configuration: Configuration, value: Any) -> Configuration:
    if not isinstance(value, str):
        raise _Unclear("this should be a format", 'write `output-format = "concise"`')
    return evolve(configuration, output_format=value)


KEYS: dict[str, Callable[[Configuration, Any], Configuration]] = {
    "select": _select,
    "extend-select": _extend_select,
    "ignore": _ignore,
    "per-file-ignores": _per_file_ignores,
    "require-reason": _require_reason,
    "fail-level": _fail_level,
    "output-format": _output_format,
}
"""What a configuration may say, in the order in which it is taken: first `select`, then what extends it."""
