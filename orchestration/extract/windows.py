"""Matches of a large pattern with the text around them. Frames in, frame out.

What belongs here: places, surfaces and neighbouring text of matches, in time linear in the text. What does not: the
meaning of a match. Where ``scan.find_spans`` gives named groups, this gives none, so that a pattern of thousands of
words stays on the fast automaton and only the short surfaces are looked at again.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

TAIL_CHARS: Final = 160  # longest match that is looked at again
LARGEST: Final = 1e28
WINDOW_CHARS: Final = 64  # text kept on each side: cues and connectors are shorter
BOUNDARY: Final = (
    r"(?-u:\b)"  # between an ASCII letter or digit and anything else; the Unicode kind is 150 times slower
)


def find_windows(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    """Find every match of one pattern with the text before and after it.

    Args:
        texts: Columns ``article_id`` (unique) and ``text``.
        pattern: Rust regular expression without look-around or groups.

    Returns:
        Columns ``article_id``, ``char_start``, ``char_end`` (Int64, code points, end exclusive), ``surface``,
        ``before`` and ``after`` (String, at most ``WINDOW_CHARS``), in the order of the texts, then of reading.

    Raises:
        pl.exceptions.ComputeError: The pattern is not a valid regular expression.
    """
    pieces = (
        texts.select("article_id", pl.col("text").str.split(pattern, literal=False, inclusive=True).alias("piece"))
        .with_row_index("text_index")
        .explode("piece")
        .with_columns(
            pl.col("piece").str.len_chars().cast(pl.Int64).alias("length"),
            pl.col("piece").str.head(WINDOW_CHARS).alias("head"),
            pl.col("piece").str.tail(WINDOW_CHARS).alias("tail"),
            pl.col("piece").str.tail(TAIL_CHARS).str.extract(f"(?:{pattern})$", 0).alias("surface"),
        )
        .with_columns(pl.col("length").cum_sum().alias("running_end"))
    )
    starts = pl.col("text_index") != pl.col("text_index").shift(1)
    base = pl.when(starts.fill_null(value=True)).then(pl.col("running_end") - pl.col("length")).forward_fill()
    end = pl.col("running_end") - pl.col("base")
    return (
        pieces.with_columns(base.alias("base"), _following().alias("after"), _earlier().alias("earlier"))
        .filter(pl.col("surface").is_not_null())
        .with_columns(pl.col("surface").str.len_chars().cast(pl.Int64).alias("width"))
        .select(
            "article_id",
            (end - pl.col("width")).alias("char_start"),
            end.alias("char_end"),
            "surface",
            _preceding().alias("before"),
            "after",
        )
    )


def times(value: pl.Expr, factor: pl.Expr) -> pl.Expr:
    """Multiply decimals exactly; a product past 28 digits gives null, where Polars would end the query."""
    fits = value.cast(pl.Float64).abs() * factor.cast(pl.Float64) < LARGEST
    return (pl.when(fits).then(value) * factor.cast(pl.Decimal(38, 0))).cast(pl.Decimal(38, 9))


def without_end(text: pl.Expr, count: pl.Expr) -> pl.Expr:
    """Leave out the last characters; ``str.head`` of minus zero would leave nothing."""
    return text.str.slice(0, text.str.len_chars().cast(pl.Int64) - count.fill_null(0))


def trie(words: Iterable[str]) -> str:
    """Write words as one pattern that shares their beginnings; the longest match wins.

    Args:
        words: Literal words, none empty.

    Returns:
        A non-capturing group.

    Examples:
        ``trie(["yen", "yens", "yuan"])`` gives ``(?:y(?:en(?:s)?|uan))``.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_pattern(tree)


def _trie_pattern(tree: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = []
    for char, child in sorted(tree.items()):
        if char == "":
            continue
        prefix = char
        while len(child) == 1 and "" not in child:
            (char, child), *_ = child.items()
            prefix += char
        branches.append(escape(prefix) + (_trie_pattern(child) if set(child) - {""} else ""))
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")


def escape(literal: str) -> str:
    """Escape a literal for a Rust pattern; every blank and apostrophe stands for all of its kinds."""
    special = {" ": r"[ \u00a0\u202f\n]", "'": "['’]"}
    return "".join(special.get(char, "\\" + char if char in r"\.+*?()|[]{}^$#&-~" else char) for char in literal)


def _neighbour(column: str, step: int) -> pl.Expr:
    """Give a column of the piece some steps before, or after when negative; empty outside the text."""
    same = pl.col("text_index").shift(step) == pl.col("text_index")
    return pl.when(same).then(pl.col(column).shift(step)).otherwise(pl.lit(""))


def _following() -> pl.Expr:
    """Give the beginning of the next piece, and of the one after it when the next is short."""
    is_short = pl.col("length").shift(-1) < WINDOW_CHARS
    second = pl.when(is_short).then(_neighbour("head", -2)).otherwise(pl.lit(""))
    return pl.concat_str(_neighbour("head", -1), second, ignore_nulls=True)


def _earlier() -> pl.Expr:
    """Give the end of the piece before, for a piece that is short."""
    is_short = pl.col("length") < WINDOW_CHARS + TAIL_CHARS
    return pl.when(is_short).then(_neighbour("tail", 1)).otherwise(pl.lit(""))


def _preceding() -> pl.Expr:
    """Give the end of the text before the match."""
    own = without_end(pl.col("piece").str.tail(WINDOW_CHARS + TAIL_CHARS), pl.col("width"))
    return pl.concat_str("earlier", own, ignore_nulls=True).str.tail(WINDOW_CHARS)
