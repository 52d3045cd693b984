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

from orchestration.extract.kept import Keeper
from orchestration.extract.scan import cut

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
NEVER: Final = r"[^\s\S]"
KEPT: Final = Keeper()  # compiling 86,000 forms takes a second and 230 MB


@dataclass(frozen=True)
class Forms:
    """Literal strings to be found, with what can be known of each before any text is seen.

    Attributes:
        table: One row per form, in the order of their ranks: ``form`` (distinct), ``width`` in code points, and whether
            it ``starts_in_letters``, ``ends_in_letters``, ``starts_in_katakana``, ``ends_in_katakana``.
        rank: From the column ``surface`` to the row of the form; built once, as it holds an enumeration of them all.
        pattern: The forms as alternatives, the first wins. From 3,000 literals on the regex engine makes an
            Aho-Corasick automaton of them, which is kept compiled.
    """

    table: pl.DataFrame
    rank: pl.Expr
    pattern: str


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
    listed = table.get_column("form")
    rank = pl.col("surface").cast(pl.Enum(listed)).to_physical().cast(pl.UInt32).alias("form")
    return Forms(table, rank, "|".join(pl.escape_regex(literal) for literal in listed) or NEVER)


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
    width = pl.col("text").str.len_chars().cast(pl.Int64)
    placed = texts.to_frame("text").with_columns((width.cum_sum() - width).alias("base"))
    return _whole_words(cut(placed, forms.pattern, kept=KEPT), forms)


def _whole_words(pieces: pl.DataFrame, forms: Forms) -> pl.DataFrame:
    """Give the places of the forms that are whole words, from what stands between them."""
    gap, words = pl.col("gap"), pl.col("surface")
    letter_before = pl.when(gap == "").then(words.shift(1)).otherwise(gap).str.tail(1)
    letter_after = pl.when(gap == "").then(words).otherwise(gap).str.head(1).shift(-1)
    beside = pieces.select("at", "until", "surface", letter_before.alias("before"), letter_after.alias("after"))
    hits = beside.filter(words != "")
    form = hits.select(forms.rank).to_series()
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
        | (after == pl.lit("語"))  # 日本語 is a language
    )
    known = pl.concat(
        [hits.with_columns(form), forms.table.drop("form").select(pl.all().gather(form))], how="horizontal"
    )
    return known.filter(~broken.fill_null(value=False)).select("at", "until", "form")


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
            text.str.extract_many(listed.implode(), overlapping=True).alias("surface"),
        )
        .filter(pl.col("byte_start").list.len() > 0)
        .explode("byte_start", "surface")
        .with_columns((pl.col("byte_start").cast(pl.Int64) + pl.col("surface").str.len_bytes()).alias("byte_end"))
    )
    is_first = (pl.col("base") != pl.col("base").shift(1)).fill_null(value=True)
    previous = pl.when(is_first).then(0).otherwise(pl.col("byte_end").shift(1))
    gap = pl.col("bytes").bin.slice(previous, pl.col("byte_end") - previous).cast(pl.String).str.len_chars()
    found = hits.select(
        "base",
        is_first.alias("is_first"),
        forms.rank,
        gap.cast(pl.Int64).alias("gap"),
    )
    running = pl.col("gap").cum_sum()
    before = pl.when("is_first").then(running - pl.col("gap") - pl.col("base")).forward_fill()
    until = running - before
    widths = forms.table.get_column("width").gather(found.get_column("form"))
    return found.select((until - widths).alias("at"), until.alias("until"), "form")
