"""Digests of table contents: whether two states of a database say the same.

What belongs here: digests, and the note of what dbt last built from what. What does not: deciding what follows from it.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from orchestration.warehouse.connect import Connection, transaction

MARTS_SCHEMA: Final = "marts"
_INPUT_SCHEMAS: Final = ("raw", "parsed")
_NO_INPUT: Final = ("input_states", "model_builds")  # our own bookkeeping, which no model reads


def content_digest(connection: Connection, tables: Sequence[tuple[str, str, str]]) -> str:
    """Digest all rows, columns and comments; rows count with multiplicity, their order does not matter.

    A copy in another schema or database has the same digest. Rows are told apart by DuckDB's own hash: a tenth of what
    a cryptographic one costs, and nobody gains by two states that look the same. Another DuckDB may hash otherwise.

    Args:
        connection: A connection that sees the tables.
        tables: Database, schema and name of each, in the order to digest them in.

    Returns:
        64 hex digits.
    """
    columns = _columns(connection)
    parts: list[Any] = []
    for key in tables:
        source = ".".join(quoted(part) for part in key)
        ((row_count, total),) = connection.execute(
            f"select count(*), sum(hash(rows)::hugeint)::varchar from {source} as rows"
        ).fetchall()
        parts.append([key[-1], row_count, total, columns[key]])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def inputs_digest(connection: Connection, *, code_version: str, as_of_on: str) -> str:
    """Digest everything that dbt's result depends on.

    Args:
        connection: The build database.
        code_version: Version of the models and seeds.
        as_of_on: ISO date that the models get.

    Returns:
        64 hex digits.
    """
    tables = [key for key in _tables(connection, _INPUT_SCHEMAS) if key[2] not in _NO_INPUT]
    parts = [content_digest(connection, tables), code_version, as_of_on]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_built(connection: Connection, *, inputs: str) -> bool:
    """Tell whether the last complete build had these inputs, and its marts are still as it left them."""
    rows = connection.execute(
        "select outputs_sha256 from raw.model_builds where inputs_sha256 = ?", [inputs]
    ).fetchall()
    return bool(rows) and rows[0][0] == _outputs_digest(connection)


def is_seeded(connection: Connection, *, seeds_version: str) -> bool:
    """Tell whether the last complete build had these seeds; whoever changes a seed's table by hand must rebuild."""
    found = connection.execute("select 1 from raw.model_builds where seeds_version = ?", [seeds_version])
    return bool(found.fetchall())


def note_build(connection: Connection, *, inputs: str, seeds_version: str, now: datetime) -> None:
    """Note that dbt has built and tested everything from these inputs."""
    with transaction(connection):
        connection.execute("delete from raw.model_builds")
        row = [inputs, _outputs_digest(connection), seeds_version, now]
        connection.execute(
            "insert into raw.model_builds (inputs_sha256, outputs_sha256, seeds_version, built_at) values (?, ?, ?, ?)",
            row,
        )


def mart_tables(connection: Connection) -> list[tuple[str, str, str]]:
    """Name everything that is published: database, schema and table, in alphabetical order."""
    return _tables(connection, (MARTS_SCHEMA,))


def quoted(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


def _outputs_digest(connection: Connection) -> str:
    """Digest what is published."""
    return content_digest(connection, mart_tables(connection))


def _columns(connection: Connection) -> dict[tuple[str, str, str], list[tuple[str, str, str | None]]]:
    """Name, type and comment of the columns of every table, in order; asking for one table costs the same."""
    columns: dict[tuple[str, str, str], list[tuple[str, str, str | None]]] = {}
    for database, schema, table, *column in connection.execute(
        "select database_name, schema_name, table_name, column_name, data_type, comment from duckdb_columns()"
        " where not internal order by database_name, schema_name, table_name, column_index"
    ).fetchall():
        name, dtype, comment = column
        columns.setdefault((database, schema, table), []).append((name, dtype, comment))
    return columns


def _tables(connection: Connection, schemas: Sequence[str]) -> list[tuple[str, str, str]]:
    """Name all tables of some schemas, in order."""
    rows = connection.execute(
        "select database_name, schema_name, table_name from duckdb_tables()"
        " where database_name = current_database() and schema_name in ? order by schema_name, table_name",
        [list(schemas)],
    ).fetchall()
    return [(database, schema, table) for database, schema, table in rows]
