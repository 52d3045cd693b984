"""The words at given offsets, in time linear in the text. Frames in, frame out.

What belongs here: cutting ``text[char_start:char_end]`` for many spans. What does not: finding the spans.
"""

from typing import Final

import polars as pl

LONG_TEXT_BYTES: Final = 64_000  # a slice walks the text from its start: fine for an article, not for a book
CHUNK_CHARS: Final = 256
CHUNK: Final = r"(?s).{1,256}"


def with_surface(spans: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """Add the column ``surface``: what stands between ``char_start`` and ``char_end``.

    Args:
        spans: ``article_id``, ``char_start``, ``char_end``; no span is longer than 256 code points.
        articles: At least ``article_id`` (unique) and ``text``.

    Returns:
        The spans in the same order, with ``surface``.
    """
    is_long = pl.col("text").str.len_bytes() > LONG_TEXT_BYTES
    short = articles.filter(~is_long).select(
        "article_id", chunk=pl.lit(0, pl.Int64), chunk_start=pl.lit(0, pl.Int64), words="text"
    )
    long = articles.filter(is_long).select("article_id", words=pl.col("text").str.extract_all(CHUNK)).explode("words")
    chunk = pl.int_range(pl.len(), dtype=pl.Int64).over("article_id")
    following = pl.col("words").shift(-1).over("article_id").fill_null("")
    chunks = pl.concat(
        [
            short,
            long.select("article_id", chunk=chunk, chunk_start=chunk * CHUNK_CHARS, words=pl.col("words") + following),
        ]
    )
    long_ids = articles.filter(is_long).get_column("article_id").implode()
    index = pl.when(pl.col("article_id").is_in(long_ids)).then(pl.col("char_start") // CHUNK_CHARS).otherwise(0)
    joined = spans.with_columns(index.alias("chunk")).join(
        chunks, on=["article_id", "chunk"], how="left", validate="m:1", maintain_order="left"
    )
    words = pl.col("words").str.slice(
        pl.col("char_start") - pl.col("chunk_start"), pl.col("char_end") - pl.col("char_start")
    )
    return joined.with_columns(words.alias("surface")).drop("chunk", "chunk_start", "words")
