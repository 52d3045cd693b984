"""Opening DuckDB files, and the tables that the pipeline itself owns.

What belongs here: every call of ``duckdb.connect``, the schemas ``raw`` and ``parsed``. What does not: queries.

Written for DuckDB 1.5 and 2.0: results are fetched with ``con.sql(q).pl()`` or ``con.execute(q).fetchall()`` only.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import duckdb
import polars as pl

from orchestration.contracts import (
    ARTICLE_FILES,
    ARTICLE_INPUTS,
    BUILT_ARTICLES,
    BUILT_COMMITMENTS,
    BUILT_CROWDED_KEYS,
    INPUT_STATES,
    MODEL_BUILDS,
    PARSED,
    PARSES,
    RAW_ARTICLES,
    REJECTED_INPUTS,
    Schema,
)
from orchestration.settings import MEMORY_LIMIT

OWN_TABLES: Final[dict[str, Schema]] = {
    "raw.articles": RAW_ARTICLES,
    "raw.article_files": ARTICLE_FILES,
    "raw.rejected_inputs": REJECTED_INPUTS,
    "raw.input_states": INPUT_STATES,
    "raw.model_builds": MODEL_BUILDS,
    "raw.article_inputs": ARTICLE_INPUTS,
    "raw.built_articles": BUILT_ARTICLES,
    "raw.built_crowded_keys": BUILT_CROWDED_KEYS,
    "raw.built_commitments": BUILT_COMMITMENTS,
    "parsed.parses": PARSES,
    **{f"parsed.{name}": schema for name, schema in PARSED.items()},
}
Connection = duckdb.DuckDBPyConnection
STORAGE_VERSION: Final = "v1.2.0"  # the oldest format with good compression: readable by every DuckDB since 1.2


class UnreadablePublicationError(OSError):
    """The published file is damaged, or has other tables than this code asks for."""


@contextmanager
def build_database(path: Path, *, memory_limit: str = MEMORY_LIMIT) -> Iterator[Connection]:
    """Open the build database for writing; its own tables exist afterwards.

    Args:
        path: ``Settings.build_database``; created with its folder when missing.
        memory_limit: What DuckDB may hold; what does not fit goes to files beside the database.

    Yields:
        A connection, closed at the end; an open transaction is rolled back.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(str(path), config={"memory_limit": memory_limit})
    try:
        connection.execute("set preserve_insertion_order = true")
        _create_own_tables(connection)
        yield connection
    finally:
        connection.close()


@contextmanager
def publication(path: Path, *, memory_limit: str = MEMORY_LIMIT) -> Iterator[Connection]:
    """Open a published file read-only, without access to anything outside it.

    Args:
        path: A ``pledgebook.duckdb``.
        memory_limit: What DuckDB may hold; what does not fit goes to files beside the publication.

    Yields:
        A connection, closed at the end.

    Raises:
        FileNotFoundError: Nothing has been published yet.
        UnreadablePublicationError: DuckDB cannot read the file, or not what is asked of it.
    """
    if not path.exists():
        raise FileNotFoundError(f"expected a publication at {path}, found none; run `pledgebook run` first")
    # The link is resolved first, so that file and write-ahead log belong to the same release.
    # A process may open a file twice only with the same configuration: what others need not know is set afterwards.
    config: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False}
    try:
        with duckdb.connect(str(path.resolve()), read_only=True, config=config) as connection:
            connection.execute(f"set memory_limit = '{memory_limit}'")  # a size, as the settings check
            yield connection
    except duckdb.Error as error:
        raise UnreadablePublicationError(f"the publication at {path} cannot be read: {error}") from error


@contextmanager
def open_candidate(path: Path, *, memory_limit: str = MEMORY_LIMIT) -> Iterator[Connection]:
    """Open the candidate for its last change.

    Args:
        path: The file that will be published.
        memory_limit: What DuckDB may hold.

    Yields:
        A connection, closed at the end.
    """
    connection = duckdb.connect(str(path), config={"memory_limit": memory_limit})
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def transaction(connection: Connection) -> Iterator[None]:
    """Commit everything in the block or nothing."""
    connection.execute("begin transaction")
    try:
        yield
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


@contextmanager
def registered(connection: Connection, **frames: pl.DataFrame) -> Iterator[None]:
    """Let queries name frames as if they were tables."""
    for name, frame in frames.items():
        connection.register(name, frame.to_arrow())
    try:
        yield
    finally:
        for name in frames:
            connection.unregister(name)


def _create_own_tables(connection: Connection) -> None:
    """Bring ``raw`` and ``parsed`` to the contracts.

    What the parser found can be found again: its tables are made anew when a contract has changed, and everything is
    parsed again. Articles may no longer be in the raw folder: their tables only ever gain columns.
    """
    wanted = _own_columns()
    found = _existing(connection, [name.split(".") for name in OWN_TABLES])
    stale = {name for name in found if name.startswith("parsed.") and found[name] != wanted[name]}
    with transaction(connection):
        for name in [name for name in found if name.startswith("parsed.")] if stale else []:
            connection.execute(f"drop table {name}")
            del found[name]
        for name, columns in wanted.items():
            if name not in found:
                connection.execute(f"create schema if not exists {name.split('.')[0]}")
                connection.execute(f"create table {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
            for column in [column for column in columns if column not in found.get(name, columns)]:
                connection.execute(f"alter table {name} add column {column} {columns[column]}")


@cache
def _own_columns() -> dict[str, dict[str, str]]:
    """DuckDB's types for the columns of each contract; asked once, as every opening of the database needs them."""
    found: dict[str, dict[str, str]] = {}
    with duckdb.connect() as connection:
        for table, schema in OWN_TABLES.items():
            with registered(connection, empty=pl.DataFrame(schema=schema)):
                described = connection.execute("describe from empty").fetchall()
            found[table] = {name: str(dtype) for name, dtype, *_ in described}
    return found


def _existing(connection: Connection, tables: Sequence[Sequence[str]]) -> dict[str, dict[str, str]]:
    """Columns and types of those of the given tables that exist."""
    found: dict[str, dict[str, str]] = {}
    for schema, table, column, dtype in connection.execute(
        "select schema_name, table_name, column_name, data_type from duckdb_columns()"
        " where database_name = current_database() and schema_name in ('raw', 'parsed')"
        " order by schema_name, table_name, column_index"
    ).fetchall():
        if [schema, table] in tables:
            found.setdefault(f"{schema}.{table}", {})[column] = dtype
    return found
