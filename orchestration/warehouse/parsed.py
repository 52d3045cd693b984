"""The schema ``parsed``: streaming articles out to the parser and its tables back in.

What belongs here: which articles are still to be parsed, and replacing their rows as a whole. What does not: parsing.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

import polars as pl

from orchestration.contracts import ARTICLES, PARSED, conform
from orchestration.warehouse.connect import Connection, registered, transaction


def unparsed_batches(connection: Connection, *, parser_version: str, batch_articles: int) -> Iterator[pl.DataFrame]:
    """Stream the articles that this version of the parser has not read.

    The list is taken at the start, so rows may be written between two batches.

    Args:
        connection: The build database.
        parser_version: What ``parsed.parses`` will hold for them.
        batch_articles: Largest number of articles in a batch; bounds the memory.

    Yields:
        ``contracts.ARTICLES``, in the order in which the articles were stored.
    """
    pending = connection.execute(
        """
        select articles.rowid, articles.article_id from raw.articles as articles
        anti join (from parsed.parses where parser_version = ?) as parses
            on articles.article_id = parses.article_id
        order by articles.rowid
        """,
        [parser_version],
    ).fetchall()
    columns = ", ".join(f"articles.{column}" for column in ARTICLES)
    for first in range(0, len(pending), batch_articles):
        chunk = pending[first : first + batch_articles]
        wanted = pl.DataFrame({"article_id": [article_id for _, article_id in chunk]}, schema={"article_id": pl.String})
        with registered(connection, wanted=wanted):
            # The range of row ids lets DuckDB skip the text of everything else.
            frame = connection.sql(
                f"""
                select {columns} from raw.articles as articles
                where articles.rowid between {int(chunk[0][0])} and {int(chunk[-1][0])}
                    and articles.article_id in (select article_id from wanted)
                order by articles.rowid
                """
            ).pl()
        yield conform(frame, ARTICLES, name="raw.articles")


def store_parsed(
    connection: Connection,
    articles: pl.DataFrame,
    tables: Mapping[str, pl.DataFrame],
    *,
    parser_version: str,
    parsed_at: datetime,
) -> None:
    """Replace everything that is parsed of some articles, in one transaction.

    Args:
        connection: The build database.
        articles: The batch that was parsed, with ``article_id``.
        tables: The frames of ``contracts.PARSED`` by name.
        parser_version: The parser that made them.
        parsed_at: When, UTC, without zone.

    Raises:
        ContractError: A table is missing or does not conform.
    """
    frames = {name: conform(tables.get(name, pl.DataFrame()), schema, name=name) for name, schema in PARSED.items()}
    done = articles.select("article_id")
    with registered(connection, done=done), transaction(connection):
        known = connection.execute("from parsed.parses semi join done using (article_id) limit 1").fetchall()
        for name, frame in frames.items():
            if known:
                connection.execute(f"delete from parsed.{name} where article_id in (select article_id from done)")
            with registered(connection, parsed_rows=frame):
                connection.execute(f"insert into parsed.{name} by name from parsed_rows")
        connection.execute("delete from parsed.parses where article_id in (select article_id from done)")
        connection.execute("insert into parsed.parses select article_id, ?, ? from done", [parser_version, parsed_at])


def parse_again(connection: Connection, *, published_from: date | None, published_until: date | None) -> int:
    """Have articles of a range of days parsed again; what was found in them stays until then.

    Args:
        connection: The build database.
        published_from: First day; None for no bound. An article without a date is in no range.
        published_until: Last day; None for no bound.

    Returns:
        How many articles will be parsed again.
    """
    found = connection.execute(
        """
        update parsed.parses set parser_version = '' where article_id in (
            select article_id from raw.articles
            where published_until_on >= coalesce($1, published_until_on) and published_on <= coalesce($2, published_on)
        ) returning article_id
        """,
        [published_from, published_until],
    )
    return len(found.fetchall())
