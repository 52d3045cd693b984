"""Matches of a large pattern with the text around them. Frames in, frame out.

What belongs here: places, surfaces and neighbouring text of matches, in time linear in the text. What does not: the
meaning of a match. Where ``scan.find_spans`` gives named groups, this gives none, so that a pattern of thousands of
words stays on the fast automaton and only the short surfaces are looked at again.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl

from orchestration.extract.overlaps import outside
from orchestration.extract.subsets import exchange

TAIL_CHARS: Final = 160  # longest match that is looked at again
LARGEST: Final = 1e28
WINDOW_CHARS: Final = 64  # text kept on each side: cues and connectors are shorter
BOUNDARY: Final = (
    r"(?-u:\b)"  # between an ASCII letter or digit and anything else; the Unicode kind is 150 times slower
)


def find_windows(texts: pl.DataFrame, pattern: str, *, without: Sequence[pl.DataFrame] = ()) -> pl.DataFrame:
    """Find every match of one pattern with the text before and after it.

    Args:
        texts: Columns ``article_id`` (unique) and ``text``.
        pattern: Rust regular expression without look-around or groups.
        without: Spans (``article_id``, ``char_start``, ``char_end``); matches that touch one are left out.

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
            pl.col("piece").str.tail(TAIL_CHARS).str.extract(f"(?:{pattern})$", 0).alias("surface"),
        )
        .with_columns(pl.col("length").cum_sum().alias("running_end"))
        .with_row_index("piece_index")
    )
    starts = pl.col("text_index") != pl.col("text_index").shift(1)
    base = pl.when(starts.fill_null(value=True)).then(pl.col("running_end") - pl.col("length")).forward_fill()
    end = pl.col("running_end") - base
    placed = pieces.select(
        "piece_index",
        "article_id",
        (end - pl.col("surface").str.len_chars()).alias("char_start"),
        end.alias("char_end"),
        "surface",
    ).filter(pl.col("surface").is_not_null())
    found = outside(placed, without) if without else placed
    index = found.get_column("piece_index").cast(pl.Int64)
    sides = pl.DataFrame({"before": _before(pieces, index), "after": _after(pieces, index)})
    return pl.concat([found.drop("piece_index"), sides], how="horizontal")


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


def _neighbours(pieces: pl.DataFrame, index: pl.Series, step: int) -> pl.DataFrame:
    """Give ``piece`` and ``length`` some steps after those of an index, or before when negative; empty outside."""
    near = (index + step).alias("near")
    text = pieces.get_column("text_index")
    is_same = text.gather(near.clip(0, pieces.height - 1)) == text.gather(index)
    valid = near.to_frame().select(pl.when(is_same & pl.col("near").is_between(0, pieces.height - 1)).then("near"))
    return pieces.select(
        pl.col("piece").gather(valid.to_series()).fill_null(""), pl.col("length").gather(valid.to_series()).fill_null(0)
    )


def _after(pieces: pl.DataFrame, index: pl.Series) -> pl.Series:
    """Give the beginning of the next piece, and of the one after it when the next is short."""
    following = _neighbours(pieces, index, 1)
    is_short = following.get_column("length") < WINDOW_CHARS
    further = _neighbours(pieces, index.filter(is_short), 2).get_column("piece")
    near = following.get_column("piece").str.head(WINDOW_CHARS)
    return exchange(near, is_short, near.filter(is_short) + further.str.head(WINDOW_CHARS))


def _before(pieces: pl.DataFrame, index: pl.Series) -> pl.Series:
    """Give the end of the text before the match, from the piece before it, too, when there is little of its own."""
    own = pieces.select(
        pl.col("piece", "length").gather(index), pl.col("surface").str.len_chars().cast(pl.Int64).gather(index)
    )
    first = pl.max_horizontal(pl.col("length") - pl.col("surface") - WINDOW_CHARS, 0)
    near = own.select(pl.col("piece").str.slice(first, pl.col("length") - pl.col("surface") - first)).to_series()
    is_short = own.select(pl.col("length") - pl.col("surface") < WINDOW_CHARS).to_series()
    earlier = _neighbours(pieces, index.filter(is_short), -1).get_column("piece")
    return exchange(near, is_short, (earlier.str.tail(WINDOW_CHARS) + near.filter(is_short)).str.tail(WINDOW_CHARS))
