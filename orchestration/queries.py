"""What `pledgebook show` asks the publication.

What belongs here: queries over published tables, and the evidence behind a commitment. What does not: drawing it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from orchestration.severity import GRAVEST_FIRST
from orchestration.warehouse.connect import Connection, publication
from orchestration.warehouse.digest import quoted

Row = dict[str, Any]

TOPICS: Final = {  # what can be shown: table, its key, and the order of its rows
    "commitments": ("fct_commitments", "commitment_id", "announced_on desc nulls last, commitment_id"),
    "findings": ("fct_findings", "finding_id", GRAVEST_FIRST),
    "claims": ("fct_claims", "claim_id", "article_id, char_start, claim_id"),
    "money": ("fct_money_mentions", "money_mention_id", "article_id, char_start, money_mention_id"),
}
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|[。！？\n]")
_CONTEXT: Final = 300  # characters shown on each side of a figure at most; sentences of the press are shorter


@dataclass(frozen=True)
class Evidence:
    """The sentence of one claim, cut at its figure.

    Attributes:
        claim_id: Key of the claim; None for the place of a finding.
        article_id: Where it stands.
        title: Title of the article; None when it has none.
        source: Where the article came from.
        char_start: First character of the figure in the article.
        before: Sentence up to the figure.
        figure: The figure as written; empty for a claim without amount.
        after: Rest of the sentence.
    """

    claim_id: str | None
    article_id: str
    title: str | None
    source: str | None
    char_start: int
    before: str
    figure: str
    after: str


def read_rows(
    path: Path, topic: str, *, article: str | None = None, key: str | None = None, limit: int | None = None
) -> list[Row]:
    """Read one published table.

    Args:
        path: The publication.
        topic: A key of ``TOPICS``.
        article: Keep what concerns articles whose id begins with this, or whose source or title contains it.
        key: Keep the row with this key.
        limit: Rows at most; None for all of them, which of millions of articles fill the memory.

    Returns:
        Rows as dictionaries, in the order of the topic.

    Raises:
        FileNotFoundError: Nothing has been published yet.
        LookupError: No article matches, or no row has the key.
    """
    table, key_column, order = TOPICS[topic]
    with publication(path) as connection:
        conditions: list[str] = []
        parameters: list[Any] = []
        if article is not None:
            articles = _matching_articles(connection, article)
            conditions.append(
                {
                    "commitments": "commitment_id in (select commitment_id from fct_claims where article_id in ?)",
                    "findings": "(article_id in ? or other_article_id in ? or commitment_id in"
                    " (select commitment_id from fct_claims where article_id in ?))",
                }.get(topic, "article_id in ?")
            )
            parameters += [articles] * conditions[0].count("?")
        if key is not None:
            conditions.append(f"{key_column} = ?")
            parameters.append(key)
        where = f"where {' and '.join(conditions)}" if conditions else ""
        most = "" if limit is None else f"limit {limit:d}"
        rows = _rows(connection, f"from {table} {where} order by {order} {most}", parameters)
    if key is not None and not rows:
        raise LookupError(f"expected a row with the key {key}, found none")
    return rows


def read_evidence(path: Path, commitment_id: str) -> list[Evidence]:
    """Read the sentence behind every claim of a commitment.

    Args:
        path: The publication.
        commitment_id: Key of the commitment.

    Returns:
        One entry per claim, by article and position.

    Raises:
        FileNotFoundError: Nothing has been published yet.
        LookupError: There is no such commitment.
    """
    with publication(path) as connection:
        rows = _rows(
            connection,
            """
            select
                claims.claim_id,
                claims.article_id,
                articles.title,
                articles.source_uri,
                articles.text,
                money.money_mention_id is not null as has_figure,
                coalesce(money.char_start, claims.char_start) as char_start,
                coalesce(money.char_end, claims.char_end) as char_end
            from fct_claims as claims
            inner join dim_articles as articles on claims.article_id = articles.article_id
            left join fct_money_mentions as money on claims.money_mention_id = money.money_mention_id
            where claims.commitment_id = ?
            order by claims.article_id, claims.char_start, claims.claim_id
            """,
            [commitment_id],
        )
    if not rows:
        raise LookupError(f"expected a commitment, found none with the id {commitment_id}")
    return [_evidence(row) for row in rows]


def read_publication(path: Path) -> Row:
    """Read the row that says what a publication is.

    Raises:
        FileNotFoundError: Nothing has been published yet.
    """
    with publication(path) as connection:
        rows = _rows(connection, "from publications", [])
    if len(rows) != 1:
        raise LookupError(f"expected one row in publications of {path}, found {len(rows)}")
    return rows[0]


def read_row_counts(path: Path, tables: Sequence[str]) -> dict[str, int]:
    """Count the rows of published tables.

    Raises:
        FileNotFoundError: Nothing has been published yet.
    """
    with publication(path) as connection:
        counts = (connection.execute(f"select count(*) from {quoted(table)}").fetchall() for table in tables)
        return {table: int(count) for table, ((count,),) in zip(tables, counts, strict=True)}


def count_rows(path: Path, topic: str) -> int:
    """Count the rows of a published table.

    Args:
        path: The publication.
        topic: A key of ``TOPICS``.

    Returns:
        How many rows there are, whatever ``read_rows`` was told to keep.

    Raises:
        FileNotFoundError: Nothing has been published yet.
    """
    (count,) = read_row_counts(path, [TOPICS[topic][0]]).values()
    return count


def read_rejections(path: Path) -> dict[str, int]:
    """Count the inputs that are no articles, by reason.

    Raises:
        FileNotFoundError: Nothing has been published yet.
    """
    query = "select rejection_code, count(*) from dim_articles where is_rejected group by all order by all"
    with publication(path) as connection:
        return dict(connection.execute(query).fetchall())


def _matching_articles(connection: Connection, wanted: str) -> list[str]:
    """Ids of the articles that a person may mean."""
    rows = connection.execute(
        """
        select article_id from dim_articles
        where starts_with(article_id, $1) or contains(lower(source_uri), lower($1)) or contains(lower(title), lower($1))
        """,
        [wanted],
    ).fetchall()
    if not rows:
        raise LookupError(f"expected an article, found none whose id, source or title matches {wanted!r}")
    return [article_id for (article_id,) in rows]


def _rows(connection: Connection, query: str, parameters: Sequence[Any]) -> list[Row]:
    """Run a query; rows as dictionaries."""
    cursor = connection.execute(query, list(parameters))
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _evidence(row: Row) -> Evidence:
    """Cut the sentence around the figure out of the text."""
    start = row["char_start"]
    before, figure, after = cut_sentence(row["text"], start, row["char_end"] if row["has_figure"] else start)
    return Evidence(
        claim_id=row["claim_id"],
        article_id=row["article_id"],
        title=row["title"],
        source=row["source_uri"],
        char_start=start,
        before=before,
        figure=figure,
        after=after,
    )


def cut_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Cut the sentence around a span.

    Args:
        text: The article.
        start: First character of the span, in code points.
        end: Its end, exclusive.

    Returns:
        The sentence before the span, the span, and the sentence after it.
    """
    opening = text[max(0, start - _CONTEXT) : start]
    closing = text[end : end + _CONTEXT]
    breaks = [found.end() for found in _SENTENCE_END.finditer(opening)]
    last = _SENTENCE_END.search(closing)
    return (
        opening[breaks[-1] if breaks else 0 :].lstrip(),
        text[start:end],
        closing[: last.end() if last else len(closing)].rstrip(),
    )
