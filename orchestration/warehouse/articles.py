"""The schema ``raw``: articles, where they came from, and what was refused.

What belongs here: storing batches so that loading again adds nothing. What does not: reading files.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.contracts import INPUT_STATES
from orchestration.ingest.batches import IngestBatch
from orchestration.ingest.files import InputFile
from orchestration.warehouse.connect import Connection, registered, transaction

# Of several files with one text, the stored row is the one whose name tells the publication date most precisely, then
# the earliest; the rest only makes the choice independent of the order of loading.
_PREFERENCE: Final = """
    lpad((10 - coalesce(length({0}.published_edtf), 0))::varchar, 2, '0')
    || coalesce({0}.published_edtf, '') || {0}.encoding || lpad({0}.byte_size::varchar, 12, '0')
"""
_FILE_COLUMNS: Final = "encoding, byte_size, published_on, published_until_on, published_edtf, published_basis"


@dataclass(frozen=True)
class LoadCounts:
    """What loading changed.

    Attributes:
        read: Inputs of files that were new or changed: files of one article, rows of files of many.
        added: New distinct texts.
        rejected: Inputs refused in this load.
    """

    read: int = 0
    added: int = 0
    rejected: int = 0

    def __add__(self, other: "LoadCounts") -> "LoadCounts":
        """Add up two batches."""
        return LoadCounts(self.read + other.read, self.added + other.added, self.rejected + other.rejected)


def changed_files(connection: Connection, files: Sequence[InputFile], *, reader_version: str) -> list[InputFile]:
    """Keep the files whose path, size or times differ from when they were last read, or that another reader refused.

    Args:
        connection: The build database.
        files: Everything in the raw folder.
        reader_version: The code and the limits that will read them.

    Returns:
        New and changed files, in the given order.
    """
    columns = [name for name in INPUT_STATES if name != "reader_version"]
    listed = pl.DataFrame(
        [file.state for file in files], schema={name: INPUT_STATES[name] for name in columns}, orient="row"
    ).with_row_index("position")
    with registered(connection, listed=listed):
        rows = connection.execute(
            """
            with settled as (
                from raw.input_states
                where reader_version = ? or path not in (select path from raw.rejected_inputs)
            )
            select position from listed
            anti join settled using (path, byte_size, modified_ns, changed_ns)
            order by position
            """,
            [reader_version],
        ).fetchall()
    return [files[position] for (position,) in rows]


def forget_missing(connection: Connection, files: Sequence[InputFile]) -> None:
    """Drop the rejections of files that are gone; one that comes back is read again.

    Args:
        connection: The build database.
        files: Everything in the raw folder.
    """
    there = pl.DataFrame({"path": [file.path for file in files]}, schema={"path": pl.String})
    with registered(connection, there=there), transaction(connection):
        connection.execute(
            """
            delete from raw.input_states
            where path in (select path from raw.rejected_inputs) and path not in (select path from there)
            """
        )
        connection.execute("delete from raw.rejected_inputs where path not in (select path from there)")


def store_batch(connection: Connection, batch: IngestBatch, *, reader_version: str) -> LoadCounts:
    """Store one batch in one transaction.

    Args:
        connection: The build database.
        batch: Inputs that were read.
        reader_version: The code and the limits that read them.

    Returns:
        The counts of this batch.
    """
    frames = {
        "batch_articles": batch.articles,
        "batch_files": batch.files,
        "batch_rejected": batch.rejected,
        "batch_states": batch.states.with_columns(pl.lit(reader_version).alias("reader_version")),
        "batch_begun": batch.begun,
    }
    with registered(connection, **frames), transaction(connection):
        before = _count(connection)
        _store_articles(connection)
        _store_provenance(connection)
        after = _count(connection)
    return LoadCounts(
        read=batch.files.height + batch.rejected.height, added=after - before, rejected=batch.rejected.height
    )


def _store_articles(connection: Connection) -> None:
    """Add new texts; let a better dated copy of a known text replace its date, and have it parsed again."""
    stored, incoming = _PREFERENCE.format("stored"), _PREFERENCE.format("incoming")
    connection.execute(
        f"""
        create or replace temp table incoming as
        select distinct on (article_id) * from batch_articles as incoming
        order by article_id, {incoming}
        """
    )
    connection.execute(
        f"""
        update parsed.parses set parser_version = '' where article_id in (
            select incoming.article_id from incoming
            inner join raw.articles as stored on incoming.article_id = stored.article_id
            where {incoming} < {stored} and incoming.published_edtf is distinct from stored.published_edtf
        )
        """
    )
    assignments = ", ".join(f"{column} = incoming.{column}" for column in _FILE_COLUMNS.split(", "))
    connection.execute(
        f"""
        update raw.articles as stored set {assignments} from incoming
        where stored.article_id = incoming.article_id and {incoming} < {stored}
        """
    )
    connection.execute("insert into raw.articles by name from incoming anti join raw.articles using (article_id)")
    connection.execute("drop table incoming")


def _store_provenance(connection: Connection) -> None:
    """Record where texts came from, what is refused as of now, and what has been read."""
    connection.execute(
        """
        insert into raw.article_files by name
        from (
            select distinct on (article_id, path, file_sha256) * from batch_files
            order by article_id, path, file_sha256, row_number
        ) as files
        anti join raw.article_files using (article_id, path, file_sha256)
        """
    )
    for table in ("raw.rejected_inputs", "raw.input_states"):
        connection.execute(f"delete from {table} where path in (select path from batch_begun)")
    connection.execute("insert into raw.rejected_inputs by name from batch_rejected")
    connection.execute("insert into raw.input_states by name from batch_states")


def _count(connection: Connection) -> int:
    """Count the stored texts."""
    return int(connection.execute("select count(*) from raw.articles").fetchall()[0][0])
