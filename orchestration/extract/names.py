"""Finding many literal names in text at once, in code points. Frames in, frame out.

What belongs here: the Aho-Corasick search, the exchange of bytes for code points, and where a word ends. What does not:
who bears a name and what a cue means.

Text and names are compared after the same exchange, character for character, so that offsets hold: whatever is neither
letter nor digit is a blank (one apostrophe is as good as another), full-width letters and digits are ASCII.
"""

from typing import Final

import polars as pl

ASCII: Final = [chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) == "$"]
FULL_WIDTH: Final = [chr(ord(character) + 0xFEE0) for character in ASCII]
BLANKED: Final = [  # every sign but "$": "US$" is not the United States
    *(chr(code) for code in range(0x80) if not chr(code).isalnum() and chr(code) != "$"),
    *(chr(code) for code in range(0xA0, 0xC0) if not chr(code).isalpha() and chr(code) not in "£¥"),
    *(chr(code) for code in range(0x2000, 0x2070)),
    *(chr(code) for code in range(0x3000, 0x3020) if chr(code) not in "々〆〇"),
    *(chr(code) for code in range(0xFF00, 0xFFF0) if not chr(code).isalnum()),
    *"・×÷−←→■□▲△▼▽◆◇○●◎★☆♪",
]
DOTTED_I: Final = "İ"  # the one letter that is two code points in lower case
EDGE_BYTES: Final = 3


def plain(text: pl.Expr) -> pl.Expr:
    """Exchange separators for blanks and full-width characters for ASCII, one code point for one.

    Args:
        text: String expression.

    Returns:
        String expression of the same length in code points.
    """
    return text.str.replace_many([*FULL_WIDTH, *BLANKED], [*ASCII, *(" " for _ in BLANKED)])


def folded(text: pl.Expr) -> pl.Expr:
    """Do as ``plain`` and lower the case, still one code point for one.

    Args:
        text: String expression.

    Returns:
        String expression of the same length in code points.
    """
    return plain(text.str.replace_all(DOTTED_I, "I", literal=True)).str.to_lowercase()


def find_forms(texts: pl.DataFrame, forms: list[str], *, overlapping: bool, key: str = "article_id") -> pl.DataFrame:
    """Find every place where one of the forms stands, also inside words.

    Args:
        texts: Columns ``key`` (unique) and ``text``, already exchanged by ``plain`` or ``folded``.
        forms: Distinct literal strings. Without ``overlapping`` the leftmost wins, then the one listed first: list the
            longest first.
        overlapping: Report hits that overlap, too.
        key: Name of the key column.

    Returns:
        Columns ``key``, ``char_start``, ``char_end`` (Int64, code points, end exclusive), ``form``, ``before`` and
        ``after`` (up to three bytes on either side, in hexadecimal), in the order of the texts, then of reading.
    """
    search = {"ascii_case_insensitive": False, "overlapping": overlapping, "leftmost": not overlapping}
    text = pl.col("text")
    hits = (  # eager: the optimiser would search once more for the filter
        texts.select(
            key,
            text.cast(pl.Binary).alias("bytes"),
            text.str.find_many(forms, **search).alias("byte_start"),
            text.str.extract_many(forms, **search).alias("form"),
        )
        .filter(pl.col("byte_start").list.len() > 0)
        .with_row_index("text_order")
        .explode("byte_start", "form")
        .with_columns(pl.col("byte_start").cast(pl.Int64))
        .sort("text_order", "byte_start", maintain_order=True)
    )
    is_first = pl.col("text_order") != pl.col("text_order").shift(1, fill_value=2**32 - 1)
    previous = pl.when(is_first).then(0).otherwise(pl.col("byte_start").shift(1))
    gap = pl.col("bytes").bin.slice(previous, pl.col("byte_start") - previous).cast(pl.String).str.len_chars()
    end = pl.col("byte_start") + pl.col("form").str.len_bytes()
    edge = pl.min_horizontal("byte_start", EDGE_BYTES)
    return (
        hits.with_columns(is_first.alias("is_first"), gap.cast(pl.Int64).alias("gap"))
        .with_columns(pl.col("gap").cum_sum().alias("running"))
        .with_columns(pl.when("is_first").then(pl.col("running") - pl.col("gap")).forward_fill().alias("base"))
        .with_columns((pl.col("running") - pl.col("base")).alias("char_start"))
        .select(
            key,
            "char_start",
            (pl.col("char_start") + pl.col("form").str.len_chars()).alias("char_end"),
            "form",
            pl.col("bytes").bin.slice(pl.col("byte_start") - edge, edge).bin.encode("hex").alias("before"),
            pl.col("bytes").bin.slice(end, EDGE_BYTES).bin.encode("hex").alias("after"),
        )
    )


def is_whole_word() -> pl.Expr:
    """Tell whether a hit of ``find_forms`` is a word of its own.

    A name in letters must not touch another letter or digit; kana and kanji beside it do not count, because Japanese
    writes no blanks. A name in katakana must not touch katakana. Kanji has no such boundary.

    Returns:
        Boolean expression over ``form``, ``before`` and ``after``.
    """
    before, after, form = pl.col("before"), pl.col("after"), pl.col("form")
    last_byte = before.str.tail(2)
    is_letter_before = (
        last_byte.is_between(pl.lit("30"), pl.lit("7a"))
        | (last_byte == "24")
        | (before.str.tail(4).str.head(2).is_between(pl.lit("c3"), pl.lit("df")) & (last_byte >= "80"))
        | before.str.contains("^e1")
    )
    first_byte = after.str.head(2)
    is_letter_after = first_byte.is_between(pl.lit("24"), pl.lit("7a")) | first_byte.is_between(
        pl.lit("c3"), pl.lit("e1")
    )
    starts_in_letters = form.str.contains(r"^[\p{Latin}\p{Cyrillic}\p{Greek}\p{N}]")
    ends_in_letters = form.str.contains(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{N}]$")
    is_katakana_before = before.is_between(pl.lit("e382a1"), pl.lit("e383bf"))
    is_katakana_after = after.is_between(pl.lit("e382a1"), pl.lit("e383bf"))
    broken = (
        (starts_in_letters & is_letter_before)
        | (ends_in_letters & is_letter_after)
        | (form.str.contains(r"^\p{Katakana}") & is_katakana_before)
        | (form.str.contains(r"[\p{Katakana}ー]$") & is_katakana_after)
    )
    return ~broken.fill_null(value=False)
