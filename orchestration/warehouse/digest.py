"""Digests of table contents: whether two states of a database say the same.

What belongs here: digests and names of tables. What does not: what follows from them (``builds``).
"""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from orchestration.warehouse.connect import Connection

MARTS_SCHEMA: Final = "marts"


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


def mart_tables(connection: Connection) -> list[tuple[str, str, str]]:
    """Name everything that is published: database, schema and table, in alphabetical order."""
    return table_names(connection, (MARTS_SCHEMA,))


def table_names(connection: Connection, schemas: Sequence[str]) -> list[tuple[str, str, str]]:
    """Name all tables of some schemas: database, schema and table, in alphabetical order."""
    rows = connection.execute(
        "select database_name, schema_name, table_name from duckdb_tables()"
        " where database_name = current_database() and schema_name in ? order by schema_name, table_name",
        [list(schemas)],
    ).fetchall()
    return [(database, schema, table) for database, schema, table in rows]


def quoted(name: str) -> str:
    """Quote an identifier."""
    return '"' + name.replace('"', '""') + '"'


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
