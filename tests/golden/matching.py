"""Pairs the mentions of an article with its annotations.

What belongs here: one article's gold beside what the parser found, and which mention answers which annotation. What
does not: whether the answer is right (``score_money``, ``score_mentions``), running the parser, adding up.

A mention answers an annotation when they share a character; each is used once.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import polars as pl

from tests.golden.gold import GoldArticle, Segment, Span
from tests.golden.outcomes import Outcome, Verdict

Row = Mapping[str, Any]
G = TypeVar("G", bound=Span)
CONTEXT_CHARS: Final = 45


@dataclass(frozen=True)
class Parsed:
    """What the parser found in one article, as rows by table."""

    article: GoldArticle
    corpus: str
    rows: Mapping[str, Sequence[Row]]

    def outcome(
        self, kind: str, verdict: Verdict, place: Span | Row, *, expected: object = "", found: object = ""
    ) -> Outcome:
        """An outcome at a place of this article, with the text around it."""
        start, end = (place.start, place.end) if isinstance(place, Span) else (place["char_start"], place["char_end"])
        text = self.article.text
        before, after = text[max(0, start - CONTEXT_CHARS) : start], text[end : end + CONTEXT_CHARS]
        context = f"{before}[{text[start:end]}]{after}".replace("\n", " ").replace("\r", " ")
        return Outcome(
            self.corpus, kind, self.article.language, self.article.name, verdict, str(expected), str(found), context
        )


def split_tables(tables: Mapping[str, pl.DataFrame], articles: Sequence[GoldArticle], corpus: str) -> list[Parsed]:
    """Cut parsed tables into articles.

    Args:
        tables: Tables of ``contracts.PARSED`` by name; those that are absent count as empty.
        articles: The gold articles.
        corpus: Name of the gold set.

    Returns:
        One ``Parsed`` per article, in the order given.
    """
    by_article: dict[str, dict[str, list[Row]]] = {a.article_id: {} for a in articles}
    for name, frame in tables.items():
        for row in frame.iter_rows(named=True):
            if row["article_id"] in by_article:
                by_article[row["article_id"]].setdefault(name, []).append(row)
    return [Parsed(a, corpus, by_article[a.article_id]) for a in articles]


def overlap(gold: Span | Segment, row: Row) -> int:
    """Characters shared by an annotation and a mention; none when the mention has no place."""
    if row["char_start"] is None:
        return 0
    return max(0, min(gold.end, int(row["char_end"])) - max(gold.start, int(row["char_start"])))


def pair(
    gold: Sequence[G], rows: Sequence[Row], is_right: Callable[[G, Row], bool]
) -> tuple[list[tuple[G, Row | None]], list[Row]]:
    """Give each annotation at most one mention: right ones first, then the best overlap.

    Args:
        gold: Annotations.
        rows: Mentions.
        is_right: Whether a mention answers an annotation rightly.

    Returns:
        Each annotation with its mention or None, and the mentions left over.
    """
    candidates = sorted(
        (
            (is_right(g, row), (g.start, g.end) == (row["char_start"], row["char_end"]), overlap(g, row), -i, -j)
            for i, g in enumerate(gold)
            for j, row in enumerate(rows)
            if overlap(g, row)
        ),
        reverse=True,
    )
    answer: dict[int, int] = {}
    used: set[int] = set()
    for *_, minus_i, minus_j in candidates:
        if -minus_i not in answer and -minus_j not in used:
            answer[-minus_i] = -minus_j
            used.add(-minus_j)
    pairs = [(g, rows[answer[i]] if i in answer else None) for i, g in enumerate(gold)]
    return pairs, [row for j, row in enumerate(rows) if j not in used]


def is_in(row: Row, places: Sequence[Span | Segment]) -> bool:
    """Whether a mention shares a character with one of the places."""
    return any(overlap(place, row) for place in places)
