"""Matches of a large pattern with the text around them. Frames in, frame out.

What belongs here: places, surfaces and neighbouring text of matches, in time linear in the text. What does not: the
meaning of a match. No groups are taken, so that a pattern of thousands of words stays on the fast automaton and only
the short surfaces are looked at again.
"""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

import polars as pl

from orchestration.contracts import QUANTITY, WHOLE
from orchestration.extract.ground import Ground, in_articles, on_line, overlaps, stand
from orchestration.extract.scan import cut
from orchestration.extract.subsets import exchange

TEXTS: Final = pl.col("text")
LARGEST: Final = 1e28
WINDOW_CHARS: Final = 64  # text kept on each side: cues and connectors are shorter
PARAGRAPH: Final = r"([^\n]*)$"  # what a paragraph says before a mention
PARAGRAPH_CHARS: Final = 400  # three sentences of the press: a country named earlier no longer has the figures
BOUNDARY: Final = (
    r"(?-u:\b)"  # between an ASCII letter or digit and anything else; the Unicode kind is 150 times slower
)
# at either end of words of which some begin or end with another letter: "égyptien", "burkinabè"
WORD_START: Final = r"(?-u:\b{start-half})"
WORD_END: Final = r"(?-u:\b{end-half})"


def find_windows(
    ground: Ground,
    pattern: str,
    *,
    part: Callable[[pl.DataFrame], pl.DataFrame] = lambda pieces: pieces,
    without: pl.DataFrame | None = None,
    texts: pl.Expr = TEXTS,
) -> pl.DataFrame:
    """Find every match of one pattern that begins in a passage of text, with the text before and after it.

    Args:
        ground: The articles on their line.
        pattern: Rust regular expression without look-around or groups.
        part: Cuts the pieces of ``scan.cut`` further, where a match holds more than one thing.
        without: Spans (``article_id``, ``char_start``, ``char_end``); matches that touch one are left out.
        texts: What is searched of each article: its text, or nothing.

    Returns:
        Columns ``article_id``, ``char_start``, ``char_end`` (Int64, code points, end exclusive), ``surface``,
        ``before`` and ``after`` (String, at most ``WINDOW_CHARS``), ``passage_index``, ``sentence_index``, ``language``
        and ``is_duplicate``, in the order of the articles, then of reading.

    Raises:
        pl.exceptions.ComputeError: The pattern is not a valid regular expression.
    """
    pieces = part(cut(ground.articles.select(texts, "base"), pattern)).with_row_index("piece_index")
    matches = pieces.filter(pl.col("surface") != "").select("piece_index", "at", "until", "surface")
    if without is not None:
        matches = matches.filter(~overlaps(matches, on_line(without, ground.articles)))
    found = stand(matches, ground)
    index = found.get_column("piece_index").cast(pl.Int64)
    return in_articles(found, ground).select(
        "article_id",
        "char_start",
        "char_end",
        "surface",
        _before(pieces, index).alias("before"),
        _after(pieces, index).alias("after"),
        "passage_index",
        "sentence_index",
        "language",
        "is_duplicate",
    )


def times(value: pl.Expr, factor: pl.Expr) -> pl.Expr:
    """Multiply decimals exactly; a product past 28 digits gives null, where Polars would end the query."""
    fits = value.cast(pl.Float64).abs() * factor.cast(pl.Float64) < LARGEST
    return (pl.when(fits).then(value) * factor.cast(WHOLE)).cast(QUANTITY)


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
    return _trie(tuple(words), escape)


def trie_any_case(words: Iterable[str]) -> str:
    """Write words as ``trie`` does, in small letters and capitals.

    ``(?i:s)`` also stands for "ſ" and ``(?i:k)`` for the sign of kelvin: with thousands of words these two double the
    automaton, which then outgrows its cache, and a scan becomes twenty times slower.

    Args:
        words: Literal words, none empty.

    Returns:
        A non-capturing group.

    Examples:
        ``trie_any_case(["yen"])`` gives ``(?:[yY][eE][nN])``.
    """
    return _trie(tuple(word.lower() for word in words), _escape_any_case)


@cache
def _trie(words: tuple[str, ...], spell: Callable[[str], str]) -> str:
    """Build it once: rules name the words of the seeds anew for every batch, and a batch may be a single sentence."""
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _trie_pattern(tree, spell)


def _trie_pattern(tree: dict[str, dict], spell: Callable[[str], str]) -> str:  # type: ignore[type-arg]
    branches = []
    for char, child in sorted(tree.items()):
        if char == "":
            continue
        prefix = char
        while len(child) == 1 and "" not in child:
            (char, child), *_ = child.items()
            prefix += char
        branches.append(spell(prefix) + (_trie_pattern(child, spell) if set(child) - {""} else ""))
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if "" in tree else "")


def _escape_any_case(literal: str) -> str:
    """Escape as ``escape`` does; a letter stands for its small form and its capital."""
    capitals = ((char, char.upper()) for char in literal)
    return "".join(f"[{char}{big}]" if big != char and len(big) == 1 else escape(char) for char, big in capitals)


def escape(literal: str) -> str:
    """Escape a literal for a Rust pattern; every blank and apostrophe stands for all of its kinds."""
    special = {" ": r"[ \u00a0\u202f\n]", "'": "['’]"}
    return "".join(special.get(char, "\\" + char if char in r"\.+*?()|[]{}^$#&-~" else char) for char in literal)


def _neighbours(pieces: pl.DataFrame, index: pl.Series, step: int) -> pl.DataFrame:
    """Give ``gap`` and ``surface`` some steps after those of an index, or before when negative; empty outside."""
    near = (index + step).alias("near")
    text = pieces.get_column("text_index")
    is_same = text.gather(near.clip(0, pieces.height - 1)) == text.gather(index)
    valid = near.to_frame().select(pl.when(is_same & pl.col("near").is_between(0, pieces.height - 1)).then("near"))
    return pieces.select(pl.col("gap", "surface").gather(valid.to_series()).fill_null(""))


def _after(pieces: pl.DataFrame, index: pl.Series) -> pl.Series:
    """Give the text up to the next match, with that and what follows it when it is near."""
    following = _neighbours(pieces, index, 1)
    is_short = following.get_column("gap").str.len_chars() < WINDOW_CHARS
    near = following.filter(is_short)
    further = _neighbours(pieces, index.filter(is_short), 2)
    own = near.get_column("gap") + near.get_column("surface")
    next_one = (further.get_column("gap").str.head(WINDOW_CHARS) + further.get_column("surface")).str.head(WINDOW_CHARS)
    needs_more = own.str.len_chars() < WINDOW_CHARS
    longer = exchange(own.str.head(WINDOW_CHARS), needs_more, own.filter(needs_more) + next_one.filter(needs_more))
    return exchange(following.get_column("gap").str.head(WINDOW_CHARS), is_short, longer)


def _before(pieces: pl.DataFrame, index: pl.Series) -> pl.Series:
    """Give the end of the text before the match, with the match before it when that is near."""
    gap = pieces.get_column("gap").gather(index).alias("before")
    is_short = gap.str.len_chars() < WINDOW_CHARS
    earlier = _neighbours(pieces, index.filter(is_short), -1)
    joined = earlier.get_column("gap").str.tail(WINDOW_CHARS) + earlier.get_column("surface") + gap.filter(is_short)
    return exchange(gap.str.tail(WINDOW_CHARS), is_short, joined.str.tail(WINDOW_CHARS))
