"""Versions made from content: the code, and the parser with its word lists.

What belongs here: digests of source files and of the libraries that carry them out. What does not: anything about data.

A digest changes exactly when a file or such a library does, so nobody has to remember to raise a number.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from orchestration.ingest.limits import InputLimits
from orchestration.settings import DBT_PROJECT_DIR, EXPECTATIONS_DIR, PROJECT_DIR, SEEDS_DIR

_PACKAGE: Final = Path(__file__).resolve().parent
_DIGEST_LENGTH: Final = 12
_BUILDERS: Final = ("duckdb", "dbt-core", "dbt-duckdb")  # another one may make other rows of the same models
# Rates, rules, waivers and most words of claims are dbt's alone: a new row there must not parse everything again.
PARSER_SEEDS: Final = ("numbers/ref_*", "passages/ref_*", "dates/ref_*", "entities/ref_*", "claims/ref_cues")


@cache
def parser_version() -> str:
    """Version of all that decides what the parser finds: its code, its contracts, its word lists, Polars."""
    words = [path for pattern in PARSER_SEEDS for path in SEEDS_DIR.glob(f"{pattern}.csv")]
    code = [*(_PACKAGE / "extract").rglob("*.py"), _PACKAGE / "contracts.py", _PACKAGE / "reference.py"]
    return _digest([*code, *words], ("polars",))


@cache
def loader_version() -> str:
    """Version of everything that decides how a file becomes an article."""
    return _digest([*(_PACKAGE / "ingest").rglob("*.py"), SEEDS_DIR / "passages" / "ref_stopwords.csv"])


def reader_version(limits: InputLimits) -> str:
    """Version of everything that decides whether a file is refused: the loader and its limits."""
    return "-".join([loader_version(), *(str(limit) for limit in astuple(limits))])


@cache
def seeds_version() -> str:
    """Version of everything that decides what is in the tables of reference data: seeds, and models of seeds alone."""
    folders = {"seeds", "macros", "reference"}
    files = {path: path.relative_to(DBT_PROJECT_DIR).parts for path in dbt_files()}
    read = [path for path, parts in files.items() if folders & set(parts) or path.name == "dbt_project.yml"]
    return _digest(read, _BUILDERS)


@cache
def project_version() -> str:
    """Version of everything that decides how dbt describes the project: what it reads, and dbt itself."""
    return "-".join([_digest(dbt_files()), version("dbt-core"), version("dbt-duckdb")])


@cache
def shared_version() -> str:
    """Version of what a model can use and its own file does not show: macros, variables, rates, functions of SQL."""
    shared = [path for path in dbt_files() if path.parent.name == "macros" or path.suffix == ".gz"]
    return _digest([*shared, DBT_PROJECT_DIR / "dbt_project.yml", _PACKAGE / "sql_functions.py"], _BUILDERS)


@cache
def models_version() -> str:
    """Version of everything that decides what dbt makes of loaded and parsed articles on a given day.

    Beside dbt's files: functions of SQL, how dbt is called, which rows it is told to make.
    """
    building = [_PACKAGE / name for name in ("sql_functions.py", "transform.py", "warehouse/builds.py")]
    return _digest([*dbt_files(), *building], _BUILDERS)


@cache
def code_version() -> str:
    """Version of everything that decides what is published and what is asked of it, as ``<version>+<digest>``."""
    models = [path for path in dbt_files() if path.suffix in {".sql", ".csv", ".yml", ".gz"}]
    files = [*_PACKAGE.rglob("*.py"), *models, *EXPECTATIONS_DIR.glob("*.yml")]
    return f"{version('pledgebook')}+{_digest(files, _BUILDERS)}"


def dbt_files() -> list[Path]:
    """Everything that dbt reads, without what it writes, in order of path."""
    written = {"target", "logs", "dbt_packages"}
    return sorted(
        path
        for path in DBT_PROJECT_DIR.rglob("*")
        if path.is_file() and path.relative_to(DBT_PROJECT_DIR).parts[0] not in written and path.name != ".user.yml"
    )


def _digest(files: Iterable[Path], libraries: Iterable[str] = ()) -> str:
    """Digest names and contents, independent of the folder that the project lies in, and versions of libraries."""
    total = hashlib.sha256()
    for library in libraries:
        total.update(f"{library}=={version(library)}\0".encode())
    for path in sorted(files):
        total.update(f"{path.relative_to(PROJECT_DIR).as_posix()}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:_DIGEST_LENGTH]
