"""The texts as extraction reads them, and the way back to the texts as they are written.

What belongs here: what the reading copy leaves out, and where its places stand in the written text. What does not:
which line breaks are blanks (``wrapped_lines``), and other exchanges of signs, which each extractor makes for itself.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

import polars as pl

from orchestration.contracts import PASSAGES, SENTENCES
from orchestration.extract.ground import STRIDE, Ground, cut, lay_ground
from orchestration.extract.numbers_digits import BLANK
from orchestration.extract.subsets import exchange
from orchestration.extract.wrapped_lines import unwrap

HIDDEN: Final = r"\u00ad\u200b\u200e\u200f\u2060\ufeff"  # soft hyphens, signs without a width
LONGEST: Final = 16  # signs of a run: what is found across one stays short
RUN: Final = rf"(?:[{BLANK}\r{HIDDEN}]{{2,{LONGEST}}}|[{HIDDEN}])"
HIDDEN_RUN: Final = rf"[{HIDDEN}]+$"
COLUMN: Final = rf"[0-9](?:[{HIDDEN}]*{BLANK}){{2,}}[{HIDDEN}]*$"
CUTS: Final = {"surface": ("char_start", "char_end"), "modality_cue": ("cue_start", "cue_end")}
ENDS: Final = ("char_end", "cue_end")  # exclusive
PLACED_IDS: Final = (  # named after an article and a place in it
    "money_mention_id", "equivalent_of_id", "mention_id", "quantity_mention_id", "date_mention_id",
    "entity_mention_id", "cue_id",
)  # fmt: skip


@dataclass(frozen=True)
class ReadingCopy:
    """Articles without what only sets the text: line breaks of a fixed width, runs of blanks, signs without a width.

    Attributes:
        articles: ``ARTICLES`` contract, with the texts to read.
        written: ``ARTICLES`` contract, with the texts that differ as they are written.
        shifts: Columns ``article_id``, ``at`` and ``shift``: from that place on, how many characters are left out.
    """

    articles: pl.DataFrame
    written: pl.DataFrame
    shifts: pl.DataFrame

    def restore(self, table: pl.DataFrame) -> pl.DataFrame:
        """Give places, ids, surfaces and cues of the texts as they are written.

        Args:
            table: One of ``contracts.PARSED``.

        Returns:
            The same rows and columns.
        """
        if self.written.is_empty():
            return table
        numbered = table.with_row_index("row")
        texts = self.ground.articles.select("article_id", "article", "base", "text")
        changed = numbered.join(texts, on="article_id", how="inner", validate="m:1")
        ids = [column for column in PLACED_IDS if column in table.columns]
        cuts = {column: span for column, span in CUTS.items() if column in table.columns}
        placed = changed.with_columns(
            *(self._place(changed, column) for spans in CUTS.values() for column in spans if column in table.columns),
            *(self._renamed(changed, column) for column in ids),
        )
        quoted = placed.with_columns(self._quoted(placed, column, *span) for column, span in cuts.items())
        rest = numbered.join(quoted, on="row", how="anti")
        return pl.concat([rest, quoted.select(numbered.columns)]).sort("row").drop("row")

    @cached_property
    def ground(self) -> Ground:
        """The written texts on a line of their own."""
        return lay_ground(self.written, pl.DataFrame(schema=PASSAGES), pl.DataFrame(schema=SENTENCES))

    def _quoted(self, placed: pl.DataFrame, column: str, start: str, end: str) -> pl.Series:
        """Cut words out of the written texts, null where there were none."""
        base = pl.col("base")
        span = ((base + pl.col(start)).alias("at"), (base + pl.col(end)).alias("until"))
        spans = placed.with_columns(*span).filter(pl.col(column).is_not_null())
        words, length = cut(spans, self.ground), pl.col("until") - pl.col("at")
        is_long = spans.select(length > STRIDE).to_series()
        if is_long.any():
            whole = pl.col("text").str.slice(pl.col("at") - base, length)
            words = exchange(words, is_long, spans.filter(is_long).select(whole).to_series())
        told = spans.select("row", words.alias(column))
        return placed.select("row").join(told, on="row", how="left", maintain_order="left").get_column(column)

    def _renamed(self, changed: pl.DataFrame, column: str) -> pl.Series:
        """Name a mention after its place in the written text."""
        suffix = pl.col(column).str.strip_prefix(pl.col("article_id"))
        parted = changed.select("article_id", column, suffix.alias("suffix"))
        places = parted.with_columns(pl.col("suffix").str.extract("([0-9]+)").cast(pl.Int64).alias("char_start"))
        place = self._place(places, "char_start").cast(pl.String)
        return parted.select(
            pl.concat_str("article_id", pl.col("suffix").str.replace("[0-9]+", pl.lit(place))).alias(column)
        ).to_series()

    def _place(self, changed: pl.DataFrame, column: str) -> pl.Series:
        """Move places into the written text; an exclusive end follows the last character."""
        last = 1 if column in ENDS else 0
        places = changed.select("article_id", (pl.col(column) - last).alias("at")).with_row_index("row")
        moved = (
            places.drop_nulls("at").sort("at").join_asof(self.shifts, on="at", by="article_id", check_sortedness=False)
        )
        moves = moved.select("row", (pl.col("at") + pl.col("shift").fill_null(0) + last).alias(column))
        return places.join(moves, on="row", how="left", maintain_order="left").get_column(column)


def copy_to_read(articles: pl.DataFrame) -> ReadingCopy:
    """Leave out what only sets the text.

    Runs of blanks are read as one, unless digits stand on both sides: columns of a table. Front matter is left alone.

    Args:
        articles: ``ARTICLES`` contract.

    Returns:
        The copy; most texts are their own.
    """
    unwrapped = unwrap(articles).with_row_index("row")
    text, start = pl.col("text"), pl.col("body_start")
    loose = unwrapped.filter(text.str.slice(start).str.contains(RUN))
    pieces = (
        loose.select("row", "article_id", start, text.str.slice(start).str.split(RUN, literal=False, inclusive=True))
        .explode("text")
        .filter(text.is_not_null())
        .with_columns(text.shift(-1).over("row").str.contains("^[0-9]").fill_null(value=False).alias("is_digit_next"))
        .with_columns(_closed_up().alias("read"))
        .with_columns(
            (start + pl.col("read").str.len_chars().cast(pl.Int64).cum_sum().over("row")).alias("at"),
            (start + text.str.len_chars().cast(pl.Int64).cum_sum().over("row")).alias("end"),
        )
    )
    shifts = pieces.select("article_id", "at", (pl.col("end") - pl.col("at")).alias("shift")).sort("at")
    bodies = pieces.group_by("row", maintain_order=True).agg(pl.col("read").str.join("").alias("body"))
    texts = loose.join(bodies, on="row", how="left", validate="1:1").select(
        "row", pl.concat_str(text.str.slice(0, start), pl.col("body").fill_null("")).alias("text")
    )
    read = unwrapped.update(texts, on="row", how="left").drop("row")
    written = articles.filter(articles["text"] != read["text"])
    return ReadingCopy(read, written, shifts)


def _closed_up() -> pl.Expr:
    """Close up the run at the end of a piece: one blank where it holds any."""
    text = pl.col("text")
    is_column = text.str.contains(COLUMN) & pl.col("is_digit_next")
    is_hidden = text.str.contains(rf"(?:^|[^{BLANK}\r{HIDDEN}]){HIDDEN_RUN}")
    closed = pl.when(is_hidden).then(text.str.replace(HIDDEN_RUN, "")).otherwise(text.str.replace(rf"{RUN}$", " "))
    return pl.when(is_column).then(text).otherwise(closed)
