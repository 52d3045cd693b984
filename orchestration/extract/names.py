"""Finding many literal names in text at once, in code points. Frames in, frame out.

What belongs here: the Aho-Corasick search, the exchange of bytes for code points, and where a word ends. What does not:
who bears a name and what a cue means.

Text and names are compared after the same exchange, character for character, so that offsets hold: whatever is neither
letter nor digit is a blank (one apostrophe is as good as another), full-width letters and digits are ASCII.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

ASCII: Final = [chr(code) for code in range(0x21, 0x7F) if chr(code).isalnum() or chr(code) == "$"]
FULL_WIDTH: Final = [chr(ord(character) + 0xFEE0) for character in ASCII]
BLANKED: Final = [  # every sign but "$": "US$" is not the United States
    *(chr(code) for code in range(0x80) if not chr(code).isalnum() and chr(code) not in "$ "),
    *(chr(code) for code in range(0xA0, 0xC0) if not chr(code).isalpha() and chr(code) not in "£¥"),
    *(chr(code) for code in range(0x2000, 0x2070)),
    *(chr(code) for code in range(0x3000, 0x3020) if chr(code) not in "々〆〇"),
    *(chr(code) for code in range(0xFF00, 0xFFF0) if not chr(code).isalnum()),
    *"・×÷−←→■□▲△▼▽◆◇○●◎★☆♪",
]
DOTTED_I: Final = "İ"  # the one letter that is two code points in lower case
MARK: Final = "\x01"  # cannot stand in text after the exchange
NUMBER_CHARS: Final = 6
TINY_BYTES: Final = 30_000  # below, it is quicker to ask for each form than to build an automaton of all


@dataclass(frozen=True)
class Forms:
    """Literal strings to be found, with what can be known of each before any text is seen.

    Attributes:
        table: One row per form, in the order of their ranks: ``form`` (distinct), ``width`` in code points, and whether
            it ``starts_in_letters``, ``ends_in_letters``, ``starts_in_katakana``, ``ends_in_katakana``.
        marks: What the search puts in place of each form: ``MARK`` and the row number from 1.
    """

    table: pl.DataFrame
    marks: pl.Series


def compile_forms(forms: Sequence[str] | pl.Series) -> Forms:
    """Prepare forms for the search.

    Args:
        forms: Distinct literal strings, already exchanged by ``plain`` or ``folded``.

    Returns:
        The forms.
    """
    form = pl.col("form").str
    table = pl.DataFrame({"form": forms}, schema={"form": pl.String}).with_columns(
        form.len_chars().cast(pl.Int64).alias("width"),
        form.contains(r"^[\p{Latin}\p{Cyrillic}\p{Greek}\p{N}]").alias("starts_in_letters"),
        form.contains(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{N}]$").alias("ends_in_letters"),
        form.contains(r"^\p{Katakana}").alias("starts_in_katakana"),
        form.contains(r"[\p{Katakana}ー]$").alias("ends_in_katakana"),
    )
    number = pl.int_range(1, pl.len() + 1).cast(pl.String).str.zfill(NUMBER_CHARS)
    return Forms(table, table.select(pl.format("{}{}", pl.lit(MARK), number).alias("mark")).to_series())


def plain(text: pl.Expr) -> pl.Expr:
    """Exchange separators for blanks and full-width characters for ASCII, one code point for one.

    Args:
        text: String expression.

    Returns:
        String expression of the same length in code points.
    """
    return text.str.replace_many([*FULL_WIDTH, *BLANKED], [*ASCII, *(" " for _ in BLANKED)])


def lowered(text: pl.Expr) -> pl.Expr:
    """Lower the case, one code point for one.

    Args:
        text: String expression.

    Returns:
        String expression of the same length in code points.
    """
    return text.str.replace_all(DOTTED_I, "I", literal=True).str.to_lowercase()


def folded(text: pl.Expr) -> pl.Expr:
    """Do as ``plain`` and lower the case, still one code point for one.

    Args:
        text: String expression.

    Returns:
        String expression of the same length in code points.
    """
    return lowered(plain(text))


def find_longest(texts: pl.Series, forms: Forms) -> pl.DataFrame:
    """Find the forms that stand in texts as words of their own: the leftmost wins, then the one of the first rank.

    A name in letters must not touch another letter or digit; kana and kanji beside it do not count, because Japanese
    writes no blanks. A name in katakana must not touch katakana. Kanji has no such boundary.

    Args:
        texts: Texts exchanged by ``plain``, put one behind the other.
        forms: Prepared forms, the longest first.

    Returns:
        ``at``, ``until`` (Int64, code points from the beginning of the first text) and ``form`` (row of
        ``Forms.table``), in the order of ``at``.
    """
    searched = _occurring(texts, forms)
    marked = pl.col("text").str.replace_many(searched.table["form"].implode(), searched.marks.implode(), leftmost=True)
    pieces = (  # each begins with the number of the form before it, 0 at the beginning of a text
        texts.to_frame("text")
        .select(pl.concat_str(pl.lit("0" * NUMBER_CHARS), marked).str.split(MARK).alias("piece"))
        .explode("piece")
        .select(
            (pl.col("piece").str.head(NUMBER_CHARS).cast(pl.Int64) - 1).alias("form"),
            pl.col("piece").str.slice(NUMBER_CHARS).alias("gap"),
        )
    )
    index = pl.when(pl.col("form") >= 0).then("form").cast(pl.UInt32)
    numbered = pieces.with_columns(index.alias("form"))
    known = forms.table.select(pl.all().gather(numbered.get_column("form")))
    return _whole_words(pl.concat([numbered, known.rename({"form": "words"})], how="horizontal"))


def _occurring(texts: pl.Series, forms: Forms) -> Forms:
    """For little text, choose the forms that occur at all: the search starts from an automaton of all its forms."""
    if int(texts.str.len_bytes().sum()) > TINY_BYTES:
        return forms
    all_text = texts.str.join("\n").item()
    occurs = forms.table.select(pl.lit(all_text).str.contains(pl.col("form"), literal=True)).to_series()
    return Forms(forms.table.filter(occurs), forms.marks.filter(occurs))


def _whole_words(pieces: pl.DataFrame) -> pl.DataFrame:
    """Give the places of the forms that are whole words, from what stands between them."""
    gap, words = pl.col("gap"), pl.col("words").fill_null("")
    gap_end = pl.when(gap == "").then(words).otherwise(gap).str.tail(1)
    next_start = pl.when(gap == "").then(words.shift(-1)).otherwise(gap).str.head(1)
    before, after = pl.col("before"), pl.col("after")
    is_letter_before = (
        before.is_between(pl.lit("0"), pl.lit("z"))
        | (before == "$")
        | before.is_between(pl.lit("À"), pl.lit("\u07ff"))
        | before.is_between(pl.lit("\u1000"), pl.lit("\u1fff"))
    )
    is_letter_after = after.is_between(pl.lit("$"), pl.lit("z")) | after.is_between(pl.lit("À"), pl.lit("\u1fff"))
    broken = (
        (pl.col("starts_in_letters") & is_letter_before)
        | (pl.col("ends_in_letters") & is_letter_after)
        | (pl.col("starts_in_katakana") & before.is_between(pl.lit("ァ"), pl.lit("\u30ff")))
        | (pl.col("ends_in_katakana") & after.is_between(pl.lit("ァ"), pl.lit("\u30ff")))
    )
    width = pl.col("width").fill_null(0)
    gap_width = gap.str.len_chars().cast(pl.Int64)
    return (
        pieces.with_columns(
            gap_end.shift(1).alias("before"),
            next_start.fill_null("").alias("after"),
            ((width + gap_width).cum_sum() - gap_width).alias("until"),
        )
        .filter(pl.col("form").is_not_null() & ~broken.fill_null(value=False))
        .select((pl.col("until") - pl.col("width")).alias("at"), "until", "form")
    )


def find_all(texts: pl.Series, forms: Forms) -> pl.DataFrame:
    """Find every place where one of the forms stands, also inside words and inside each other.

    Args:
        texts: Texts exchanged by ``plain`` or ``folded``, put one behind the other.
        forms: Prepared forms.

    Returns:
        ``at``, ``until`` (Int64, code points from the beginning of the first text) and ``form`` (row of
        ``Forms.table``), in the order of ``until``, then of ``at``.
    """
    listed = forms.table.get_column("form")
    text, width = pl.col("text"), pl.col("text").str.len_chars().cast(pl.Int64)
    hits = (  # eager: the optimiser would search once more for the filter
        texts.to_frame("text")
        .select(
            text.cast(pl.Binary).alias("bytes"),
            (width.cum_sum() - width).alias("base"),
            text.str.find_many(listed.implode(), overlapping=True).alias("byte_start"),
            text.str.extract_many(listed.implode(), overlapping=True).alias("words"),
        )
        .filter(pl.col("byte_start").list.len() > 0)
        .explode("byte_start", "words")
        .with_columns((pl.col("byte_start").cast(pl.Int64) + pl.col("words").str.len_bytes()).alias("byte_end"))
    )
    is_first = (pl.col("base") != pl.col("base").shift(1)).fill_null(value=True)
    previous = pl.when(is_first).then(0).otherwise(pl.col("byte_end").shift(1))
    gap = pl.col("bytes").bin.slice(previous, pl.col("byte_end") - previous).cast(pl.String).str.len_chars()
    found = hits.select(
        "base",
        is_first.alias("is_first"),
        pl.col("words").cast(pl.Enum(listed)).to_physical().cast(pl.UInt32).alias("form"),
        gap.cast(pl.Int64).alias("gap"),
    )
    running = pl.col("gap").cum_sum()
    before = pl.when("is_first").then(running - pl.col("gap") - pl.col("base")).forward_fill()
    until = running - before
    widths = forms.table.get_column("width").gather(found.get_column("form"))
    return found.select((until - widths).alias("at"), until.alias("until"), "form")
