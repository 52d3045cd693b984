"""One line of code points on which all articles of a batch stand. Frames in, frames out.

What belongs here: places on the line, and the passage and sentence of a place. What does not: finding anything.

A place on the line is one integer. Finds are sorted by it as they are found, so that "what stands here", "what stands
before" and "do they overlap" are merges of sorted integers, without a window or a join by article. Every article has
one blank on either side: what begins or ends an article begins or ends a word.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from orchestration.extract.names import lowered, plain
from orchestration.extract.places import latest
from orchestration.extract.subsets import exchange

NOWHERE: Final = -1  # passage index before the first passage of an article
LONG_TEXT_BYTES: Final = 64_000
STRIDE: Final = 256  # no span that is cut out is longer, so that it lies in two windows at most
CHUNK: Final = rf"(?s).{{1,{STRIDE}}}"
SENTENCES: Final = 2**24  # more sentences than an article can have


@dataclass(frozen=True)
class Ground:
    """The line.

    Attributes:
        articles: The batch, in its order: ``article`` (row), ``article_id``, ``text``, ``language``, ``published_on``,
            ``published_until_on`` and ``base``, the place of the first character.
        steps: Where an article, a passage or a sentence begins, sorted: ``at``, ``article`` (row of ``articles``),
            ``base``, ``passage_index``, ``sentence_index``, ``language``, ``is_duplicate``, ``is_text`` (in a passage
            that is no metadata), ``sentence`` (the same integer within one sentence only).
    """

    articles: pl.DataFrame
    steps: pl.DataFrame

    @cached_property
    def plain(self) -> pl.Series:
        """The texts with their two blanks, as exchanged by ``names.plain``."""
        padded = pl.concat_str(pl.lit(" "), plain(pl.col("text")), pl.lit(" "))
        return self.articles.select(padded.alias("text")).to_series()

    @cached_property
    def windows(self) -> tuple[pl.Series, pl.Series]:
        """The windows, which are the texts in pieces of ``STRIDE`` characters, and where each article's begin.

        A slice walks a text from its start, so that words are not cut from whole articles. Behind the first window of
        the last article stands the number of all windows.
        """
        text, width = pl.col("text"), pl.col("text").str.len_chars().cast(pl.Int64)
        counted = self.articles.select(
            "article", "text", pl.max_horizontal((width - 1) // STRIDE + 1, 1).alias("count")
        )
        is_long = text.str.len_bytes() > LONG_TEXT_BYTES
        starts = pl.int_ranges(pl.col("count")).alias("start")
        usual = counted.filter(~is_long).select("article", "text", starts).explode("start")
        windows = usual.select("article", text.str.slice(pl.col("start") * STRIDE, STRIDE))
        long = counted.filter(is_long).select("article", text.str.extract_all(CHUNK))  # slices would walk it too often
        if long.height:
            windows = pl.concat([windows, long.explode("text")]).sort("article", maintain_order=True)
        ends = counted.get_column("count").cum_sum()
        return pl.concat([ends.head(0).extend_constant(0, 1), ends]), windows.get_column("text").rechunk()

    def lowered(self) -> pl.Series:
        """Give ``plain`` in lower case."""
        return self.plain.to_frame("text").select(lowered(pl.col("text"))).to_series()


def lay_ground(articles: pl.DataFrame, passages: pl.DataFrame, sentences: pl.DataFrame) -> Ground:
    """Put a batch of articles on the line.

    Args:
        articles: ``ARTICLES`` contract.
        passages: ``PASSAGES`` contract.
        sentences: ``SENTENCES`` contract.

    Returns:
        The line.
    """
    width = pl.col("text").str.len_chars().cast(pl.Int64) + 2
    kept = ("article_id", "text", "language", "published_on", "published_until_on")
    based = articles.select(*kept, (width.cum_sum() - width + 1).alias("base")).with_row_index("article")
    begun = based.select(
        pl.col("base").alias("at"),
        "article",
        "base",
        pl.lit(NOWHERE, pl.Int64).alias("passage_index"),
        pl.lit(0, pl.Int64).alias("sentence_index"),
        pl.lit(value=False).alias("is_duplicate"),
        pl.lit(value=False).alias("is_text"),
    )
    kind = pl.col("passage_kind")
    cut = on_line(passages, based).select(
        "at",
        "passage_index",
        "language",
        (kind == "duplicate").alias("is_duplicate"),
        (kind != "metadata").alias("is_text"),
    )
    steps = pl.concat([begun, cut, on_line(sentences, based).select("at", "sentence_index")], how="diagonal")
    filled = steps.sort("at", maintain_order=True).select("at", pl.exclude("at").forward_fill())
    return Ground(
        articles=based,
        steps=filled.with_columns(sentence_key().alias("sentence"), pl.col("at").set_sorted()).rechunk(),
    )


def sentence_key() -> pl.Expr:
    """Give the integer of a sentence from ``article`` and ``sentence_index``."""
    return pl.col("article").cast(pl.Int64) * SENTENCES + pl.col("sentence_index")


def on_line(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add the places ``at`` and ``until``, and the row ``article``, to spans of articles.

    Args:
        spans: ``article_id``, ``char_start``, ``char_end``.
        articles: ``Ground.articles``.

    Returns:
        The spans in the same order.
    """
    bases = articles.select("article_id", "article", "base")
    joined = spans.join(bases, on="article_id", how="left", validate="m:1", maintain_order="left")
    return joined.with_columns(
        (pl.col("char_start") + pl.col("base")).alias("at"), (pl.col("char_end") + pl.col("base")).alias("until")
    )


def stand(spans: pl.DataFrame, ground: Ground) -> pl.DataFrame:
    """Tell in which passage and sentence each span starts, and leave out those in metadata.

    Args:
        spans: At least ``at``, sorted by it.
        ground: The line.

    Returns:
        The spans with the columns of ``Ground.steps``, in the same order.
    """
    placed = spans.with_columns(pl.col("at").set_sorted()).join_asof(ground.steps, on="at", strategy="backward")
    return placed.filter("is_text")


def in_articles(spans: pl.DataFrame, ground: Ground) -> pl.DataFrame:
    """Turn places into offsets and add the words there.

    Args:
        spans: ``at``, ``until``, ``article``, ``base``; ``surface`` may be there and is kept.
        ground: The line.

    Returns:
        The spans in the same order, with ``article_id``, ``char_start``, ``char_end`` and ``surface``.
    """
    start = pl.col("at") - pl.col("base")
    ids = ground.articles.get_column("article_id").gather(spans.get_column("article"))
    framed = spans.with_columns(
        ids.alias("article_id"), start.alias("char_start"), (pl.col("until") - pl.col("base")).alias("char_end")
    )
    return framed if "surface" in spans.columns else framed.with_columns(cut(framed, ground).alias("surface"))


def cut(spans: pl.DataFrame, ground: Ground) -> pl.Series:
    """Cut the words between two places out of the text.

    Args:
        spans: ``at``, ``until``, ``article``, ``base``; what reaches over the ends of the article is cut off.
        ground: The line.

    Returns:
        The words, in the order of the spans.
    """
    firsts, windows = ground.windows
    article = spans.get_column("article")
    start = pl.max_horizontal(pl.col("at") - pl.col("base"), 0)
    length = pl.max_horizontal(pl.col("until") - pl.col("base") - start, 0)
    pieces = spans.select(
        (firsts.gather(article) + start // STRIDE).alias("window"),
        (start % STRIDE).alias("start"),
        length.alias("length"),
        firsts.gather(article + 1).alias("end"),  # the first window of the next article
    )
    window, reach = pl.col("window"), pl.col("start") + pl.col("length")
    words = _cut(pieces, windows.gather(pieces.select(pl.when(window < pl.col("end")).then(window)).to_series()))
    goes_on = pieces.select((reach > STRIDE) & (window + 1 < pl.col("end"))).to_series()
    if not goes_on.any():
        return words
    longer = pieces.filter(goes_on)
    first = longer.get_column("window")
    return exchange(words, goes_on, _cut(longer, windows.gather(first) + windows.gather(first + 1)))


def _cut(pieces: pl.DataFrame, texts: pl.Series) -> pl.Series:
    words = pl.col("text").str.slice(pl.col("start"), pl.col("length")).fill_null("").alias("surface")
    return pieces.select("start", "length", texts.alias("text")).select(words).to_series()


def overlaps(spans: pl.DataFrame, others: pl.DataFrame) -> pl.Series:
    """Tell which spans share a character with one of some others.

    Args:
        spans: ``at`` and ``until``.
        others: ``at`` and ``until``, sorted by ``at``.

    Returns:
        Boolean, in the order of the spans.
    """
    reach = others.get_column("until").cum_max().gather(latest(others.get_column("at"), spans.get_column("until") - 1))
    return (reach > spans.get_column("at")).fill_null(value=False)
