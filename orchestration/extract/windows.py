"""Matches of a large pattern with the text around them. Frames in, frame out.

What belongs here: places, surfaces and neighbouring text of matches, in time linear in the text. What does not: the
meaning of a match. Where ``scan.find_spans`` gives named groups, this gives none, so that a pattern of thousands of
words stays on the fast automaton and only the short surfaces are looked at again.
"""

from collections.abc import Iterable
from typing import Final

import polars as pl

TAIL_CHARS: Final = 160  # longest match that is looked at again
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
        .explode("piece")
        .with_columns(pl.col("piece").str.len_chars().cast(pl.Int64).alias("length"))
        .with_columns(pl.col("length").cum_sum().alias("running_end"), pl.int_range(pl.len()).alias("piece_index"))
    )
    bases = pieces.group_by("article_id", maintain_order=True).agg(
        (pl.col("running_end").first() - pl.col("length").first()).alias("base")
    )
    surface = pl.col("piece").str.tail(TAIL_CHARS).str.extract(f"(?:{pattern})$", 0)
    matches = (
        pieces.with_columns(surface.alias("surface"))
        .with_columns(_following(pl.col("piece"), pl.col("article_id")).alias("after"))
        .with_columns(_preceding(pl.col("piece"), pl.col("surface"), pl.col("article_id")).alias("before"))
        .filter(pl.col("surface").is_not_null())
        .join(bases, on="article_id", how="left", validate="m:1", maintain_order="left")
    )
    end = pl.col("running_end") - pl.col("base")
    return matches.select(
        "article_id",
        (end - pl.col("surface").str.len_chars()).alias("char_start"),
        end.alias("char_end"),
        "surface",
        "before",
        "after",
    )


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


def _following(piece: pl.Expr, article: pl.Expr) -> pl.Expr:
    """Give the beginning of the next piece, and of the one after it when the next is short."""
    own = [
        pl.when(article.shift(-step) == article).then(piece.shift(-step).str.head(WINDOW_CHARS)).otherwise(pl.lit(""))
        for step in (1, 2)
    ]
    return pl.concat_str(own, ignore_nulls=True).str.head(WINDOW_CHARS)


def _preceding(piece: pl.Expr, surface: pl.Expr, article: pl.Expr) -> pl.Expr:
    """Give the end of the text before the match, from the piece before when its own is short."""
    own = without_end(piece.str.tail(WINDOW_CHARS + TAIL_CHARS), surface.str.len_chars().cast(pl.Int64))
    earlier = [
        pl.when(article.shift(step) == article).then(piece.shift(step).str.tail(WINDOW_CHARS)).otherwise(pl.lit(""))
        for step in (1,)
    ]
    return pl.concat_str([*earlier, own], ignore_nulls=True).str.tail(WINDOW_CHARS)
