"""Reads the suites of ``expectations/``: what must make sense in each published table, said in YAML.

What belongs here: the form of a suite and the refusal of a malformed one. What does not: running a check, which is
``validation``.

A check says one of three things. ``finds``: a query that must find no row. ``measures``: a query of one number that
must lie ``between`` two bounds (null leaves a side open; a null number passes, there was nothing to measure).
``expect``: the name of an expectation that Great Expectations ships, ``with`` its arguments. Queries name the published
tables plainly, so that each can be pasted into DuckDB.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from orchestration.severity import SEVERITIES

COMMON_KEYS: Final = {"name", "says", "severity", "why", "source"}
KIND_KEYS: Final = {"finds": set[str](), "measures": {"between"}, "expect": {"with"}}


class SuiteError(ValueError):
    """A suite file is malformed."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that must hold.

    Attributes:
        name: Short name, unique in its suite.
        says: The rule as a sentence.
        severity: info, warn or error.
        why: Reason of the rule or of its bound.
        source: Where the bound comes from.
        finds: Query of rows that must not exist; null for the other kinds.
        measures: Query of one row and one number; null for the other kinds.
        between: Lowest and highest number allowed, both inclusive.
        expect: Class name of an expectation of Great Expectations; null for the other kinds.
        arguments: Arguments of ``expect``.
    """

    name: str
    says: str
    severity: str
    why: str
    source: str
    finds: str | None = None
    measures: str | None = None
    between: tuple[float | None, float | None] = (None, None)
    expect: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Suite:
    """The checks of one published table."""

    table: str
    grain: str
    checks: tuple[Check, ...]


def load_suites(suites_dir: Path) -> list[Suite]:
    """Read every suite of a folder.

    Args:
        suites_dir: Folder of ``<table>.yml`` files.

    Returns:
        The suites in the order of their tables' names.

    Raises:
        SuiteError: A file is malformed, or the folder holds none.
    """
    paths = sorted(suites_dir.glob("*.yml"))
    if not paths:
        raise SuiteError(f"expected <table>.yml files in {suites_dir}, found none")
    return [read_suite(path) for path in paths]


def read_suite(path: Path) -> Suite:
    """Read one suite.

    Args:
        path: File named like its table.

    Returns:
        The suite; checks in the order of the file, those under ``for_each`` repeated once per value.

    Raises:
        SuiteError: A key is missing or unknown, a name is used twice, or the file is not named like its table.
    """
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    expected = {"table", "grain", "checks"}
    if not isinstance(content, dict) or content.keys() != expected:
        raise SuiteError(f"{path.name}: expected the keys {sorted(expected)}, found {content!r:.80}")
    if content["table"] != path.stem:
        raise SuiteError(f"{path.name}: expected the table {path.stem}, found {content['table']}")
    entries = [entry for raw in content["checks"] for entry in _repeat(raw)]
    checks = tuple(_check(entry, where=f"{path.name}: {entry.get('name')}") for entry in entries)
    names = [check.name for check in checks]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SuiteError(f"{path.name}: expected each name once, found {twice} more than once")
    return Suite(table=content["table"], grain=content["grain"], checks=checks)


def _repeat(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Write out an entry with ``for_each: {word: [values]}`` once per value, ``{word}`` replaced in every text."""
    if "for_each" not in entry:
        return [entry]
    plain = {key: value for key, value in entry.items() if key != "for_each"}
    return [
        {key: text.replace(f"{{{word}}}", value) if isinstance(text, str) else text for key, text in plain.items()}
        for word, values in entry["for_each"].items()
        for value in values
    ]


def _check(entry: dict[str, Any], *, where: str) -> Check:
    kinds = [kind for kind in KIND_KEYS if kind in entry]
    if len(kinds) != 1:
        raise SuiteError(f"{where}: expected one of {list(KIND_KEYS)}, found {kinds}")
    kind = kinds[0]
    expected = COMMON_KEYS | {kind} | KIND_KEYS[kind]
    if entry.keys() != expected:
        raise SuiteError(f"{where}: expected the keys {sorted(expected)}, found {sorted(entry)}")
    if entry["severity"] not in SEVERITIES:
        raise SuiteError(f"{where}: expected a severity of {SEVERITIES}, found {entry['severity']!r}")
    bounds = entry.get("between", [None, None])
    if kind == "measures" and (len(bounds) != 2 or bounds == [None, None]):
        raise SuiteError(f"{where}: expected between: [lowest, highest], one of them a number, found {bounds}")
    return Check(
        **{key: entry[key] for key in COMMON_KEYS},
        **{kind: entry[kind]},
        between=tuple(bounds),
        arguments=entry.get("with", {}),
    )
