"""The candidate for publication: one file with the marts, their comments and a digest of their content.

What belongs here: copying out of the build database, filling ``publications``. What does not: switching readers over.
"""

import shutil
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from orchestration.settings import MEMORY_LIMIT, PUBLICATION_NAME
from orchestration.warehouse.builds import built_as_of
from orchestration.warehouse.connect import STORAGE_VERSION, Connection, open_candidate, transaction
from orchestration.warehouse.digest import MARTS_SCHEMA, content_digest, mart_tables, quoted
from orchestration.warehouse.notes import Candidate, read_audit, read_candidate, write_candidate

_PUBLICATIONS: Final = """
    create table candidate.main.publications (
        publication_id varchar,
        published_at timestamp,
        code_version varchar,
        parser_version varchar,
        as_of_on date,
        content_sha256 varchar,
        row_counts map(varchar, bigint),
        audits struct(
            table_name varchar, is_passed boolean, severity varchar, evaluated_count bigint, failed varchar[]
        )[]
    )
"""
_PUBLICATIONS_COMMENTS: Final = {
    "publication_id": "Name of the release folder: time of publication and beginning of the content digest.",
    "published_at": "When readers were switched to this file, UTC.",
    "code_version": "Version of the package and digest of its code, models, seeds and expectations.",
    "parser_version": "Digest of the parser's code and word lists that read the articles.",
    "as_of_on": "Day on which overdue commitments and stale reports were judged; null after a build of some tables.",
    "content_sha256": "Digest over all rows, columns and comments of the other tables, whatever their order.",
    "row_counts": "Rows by table.",
    "audits": "One entry per audited table: whether it passed, gravest severity, checks evaluated, checks that failed.",
}


def build_candidate(
    connection: Connection,
    folder: Path,
    *,
    code_version: str,
    parser_version: str,
    published: Candidate | None = None,
) -> Candidate:
    """Copy the marts into a new file, ordered by their key, with all comments.

    Args:
        connection: The build database.
        folder: Where the file goes; emptied first.
        code_version: Code that the audit and the publication go by.
        parser_version: Parser that read the articles.
        published: What readers have, audited; when the same code says the same again, there is a note but no new file.

    Returns:
        What the file holds, or would.

    Raises:
        ValueError: The build database has no marts.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tables = mart_tables(connection)
    if not tables:
        raise ValueError(f"expected tables in the schema {MARTS_SCHEMA}, found none; did dbt run?")
    candidate = Candidate(
        content_digest(connection, tables),
        {table: _row_count(connection, table) for *_, table in tables},
        code_version,
        parser_version,
        built_as_of(connection),
    )
    if published is None or not candidate.says_the_same_as(published):
        _copy_all(connection, folder / PUBLICATION_NAME)
    write_candidate(folder, candidate)
    return candidate


def seal_candidate(
    folder: Path, *, publication_id: str, published_at: datetime, memory_limit: str = MEMORY_LIMIT
) -> None:
    """Write the row of ``publications`` and close the file for good.

    Args:
        folder: Folder of an audited candidate.
        publication_id: Name of the release.
        published_at: UTC, without zone.
        memory_limit: What DuckDB may hold.

    Raises:
        RuntimeError: A write-ahead log is left over, so the file is not complete by itself.
    """
    candidate, audits = read_candidate(folder), read_audit(folder)
    path = folder / PUBLICATION_NAME
    row: list[Any] = [publication_id, published_at, candidate.code_version, candidate.parser_version]
    row += [candidate.as_of_on, candidate.content_sha256, candidate.row_counts, [asdict(audit) for audit in audits]]
    with open_candidate(path, memory_limit=memory_limit) as connection:
        connection.execute("delete from publications")
        connection.execute("insert into publications values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        connection.execute("checkpoint")
    leftover = path.with_name(path.name + ".wal")
    if leftover.exists():
        raise RuntimeError(f"expected a checkpointed file, found {leftover}")


def _copy_all(connection: Connection, path: Path) -> None:
    """Make the file, with the marts and a table about itself."""
    address = str(path).replace("'", "''")
    described = _described(connection)
    connection.execute(f"attach '{address}' as candidate (storage_version '{STORAGE_VERSION}')")
    try:
        with transaction(connection):  # one flush to disk instead of one for each comment
            for table, (comment, columns) in described.items():
                _copy(connection, table, comment, columns)
            _create_publications(connection)
        connection.execute("checkpoint candidate")
    finally:
        connection.execute("detach candidate")


def _described(connection: Connection) -> dict[str, tuple[str | None, dict[str, str | None]]]:
    """Comment of each mart, and its columns in order, each with its comment."""
    described: dict[str, tuple[str | None, dict[str, str | None]]] = {}
    for table, comment, column, column_comment in connection.execute(
        "select tables.table_name, tables.comment, columns.column_name, columns.comment"
        " from duckdb_tables() as tables inner join duckdb_columns() as columns using (table_oid)"
        " where tables.database_name = current_database() and tables.schema_name = ?"
        " and columns.database_name = current_database()"
        " order by tables.table_name, columns.column_index",
        [MARTS_SCHEMA],
    ).fetchall():
        described.setdefault(table, (comment, {}))[1][column] = column_comment
    return described


def _copy(connection: Connection, table: str, comment: str | None, columns: Mapping[str, str | None]) -> None:
    """Copy one table in the order of its key (the first column), with its comments."""
    key = quoted(next(iter(columns)))
    source = f"{MARTS_SCHEMA}.{quoted(table)}"
    ((is_key,),) = connection.execute(f"select count(*) = count(distinct {key}) from {source}").fetchall()
    order = key if is_key else "all"
    target = f"candidate.main.{quoted(table)}"
    connection.execute(f"create table {target} as select * from {source} order by {order}")
    _comment(connection, f"table {target}", comment)
    for column, column_comment in columns.items():
        _comment(connection, f"column {target}.{quoted(column)}", column_comment)


def _create_publications(connection: Connection) -> None:
    """Create the table that says what this file is; the publication fills it."""
    connection.execute(_PUBLICATIONS)
    target = "candidate.main.publications"
    _comment(connection, f"table {target}", "One row: this publication, made when and from what, and its audit.")
    for column, comment in _PUBLICATIONS_COMMENTS.items():
        _comment(connection, f"column {target}.{column}", comment)


def _comment(connection: Connection, target: str, comment: str | None) -> None:
    """Set one comment; ``comment on`` takes no parameters."""
    if comment:
        escaped = comment.replace("'", "''")
        connection.execute(f"comment on {target} is '{escaped}'")


def _row_count(connection: Connection, table: str) -> int:
    """Count the rows of a mart."""
    ((count,),) = connection.execute(f"select count(*) from {MARTS_SCHEMA}.{quoted(table)}").fetchall()
    return int(count)
