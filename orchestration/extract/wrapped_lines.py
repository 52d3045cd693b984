"""Text of a fixed line width: line breaks that stand where a blank would.

What belongs here: telling such breaks from the ends of paragraphs, titles and list items, and reading them as blanks.
What does not: passages and sentences (``passages``).

The exchange keeps offsets.
"""

from typing import Final

import polars as pl

SHORTEST: Final = 40  # characters of a line that the next word no longer fitted into
LONGEST: Final = 120  # characters of the longest such line; a longer one is a paragraph
FEWEST: Final = 2  # full lines that show a width
RAGGED: Final = 5  # full lines for each that ends early without an end of a sentence: a headline, an item of a list
BROKEN: Final = rf"[^\n]{{{SHORTEST - 1}}}[^\s.!?:;…。][ \r]*\n[^\n]"
PARTED: Final = r"[^\s.!?:;…。\p{Han}\p{Hiragana}\p{Katakana}][ \r]*$"  # Japanese lines part no words
ITEM: Final = r"^\s*(?:[-–—•*·▪◦●■►▶・#|>]|\d{1,2}[.)]\s|[a-z]\)\s)"


def unwrap(articles: pl.DataFrame) -> pl.DataFrame:
    """Read the line breaks inside sentences as blanks.

    A line goes on with a small letter, with the rest of a number, or with anything in a block of lines that end because
    the next word would make them longer than all others. Front matter is left alone.

    Args:
        articles: ``ARTICLES`` contract.

    Returns:
        The same rows; texts of the same length.
    """
    text, start = pl.col("text"), pl.col("body_start")
    numbered = articles.with_row_index("row")
    broken = numbered.filter(text.str.slice(start).str.contains(BROKEN))
    if broken.is_empty():
        return articles
    lines = (
        broken.select("row", text.str.slice(start).str.split("\n").alias("line"))
        .explode("line")
        .with_columns(
            pl.col("line").shift(-1).over("row").alias("next"),
            pl.col("line").str.strip_chars_end().str.len_chars().cast(pl.Int64).alias("length"),
            (pl.col("line").str.strip_chars() == "").alias("is_blank"),
        )
        .with_columns((pl.col("is_blank") | pl.col("row").ne_missing(pl.col("row").shift(1))).cum_sum().alias("block"))
    )
    is_loose = pl.col("line").str.contains(r"[ \r]$")  # a blank stands there already: a sign that is closed up with it
    blank = pl.when(is_loose).then(pl.lit("\r")).otherwise(pl.lit(" "))
    end = pl.when(_goes_on()).then(blank).otherwise(pl.lit("\n"))
    body = (
        lines.with_columns(pl.when(pl.col("next").is_not_null()).then(end).otherwise(pl.lit("")).alias("end"))
        .group_by("row", maintain_order=True)
        .agg(pl.concat_str("line", "end").str.join("").alias("body"))
    )
    joined = broken.join(body, on="row", how="left", validate="1:1").select(
        "row", pl.concat_str(text.str.slice(0, start), "body").alias("text")
    )
    return numbered.update(joined, on="row", how="left").drop("row")


def _goes_on() -> pl.Expr:
    """Tell whether a line goes on in the next."""
    line, following = pl.col("line"), pl.col("next")
    is_long = pl.col("length") >= SHORTEST
    is_small = following.str.contains(r"^\p{Ll}")
    is_number = line.str.contains(r"(?:^|[^0-9.,])[0-9]{1,3}[ \r]*$") & following.str.contains("^[0-9]{3}(?:[^0-9]|$)")
    width = pl.col("length").max().over("block")
    word = following.str.extract(r"^(\S+)").str.len_chars().cast(pl.Int64)  # null before a blank line
    reach, is_text = pl.col("length") + 1 + word, ~pl.col("is_blank")
    is_full = is_text & (reach > width)
    is_short = is_text & (reach <= width) & line.str.contains(PARTED)
    is_item = line.str.contains(ITEM)
    has_width = (
        (is_full.sum().over("block") >= FEWEST)
        & width.is_between(SHORTEST, LONGEST)
        & ((is_short | is_item).sum().over("block") * RAGGED <= is_full.sum().over("block"))
    )
    return line.str.contains(PARTED) & ((is_long & (is_small | (is_number & is_full))) | (is_full & has_width))
