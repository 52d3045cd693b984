"""Searches whose patterns stay compiled from one call to the next.

What belongs here: on which thread a search runs. What does not: patterns.

Polars keeps the 32 patterns that a thread used last, and forgets them beyond. A parse uses ten times as many, and the
large ones take longer to compile (20 to 80 ms each) than 200 articles to search. So each module with large patterns
has a thread that searches for these alone. An operation of Polars stays on its thread when it evaluates its columns
one after the other (``select_seq``, ``with_columns_seq``, ``filter``).
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import ParamSpec, TypeVar

import polars as pl

Given = ParamSpec("Given")
Made = TypeVar("Made")


class Keeper:
    """The thread for the large patterns of one module, at most 32, for all workers: each pattern is compiled once."""

    def __init__(self) -> None:
        """Make the thread."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="patterns")

    def call(self, search: Callable[Given, Made], *args: Given.args, **kwargs: Given.kwargs) -> Made:
        """Call a function on the thread of this keeper and wait for it.

        Args:
            search: Evaluates patterns, in sequence.
            args: For ``search``.
            kwargs: For ``search``.

        Returns:
            What it returns.
        """
        return self._thread.submit(search, *args, **kwargs).result()


@cache
def groups(column: str, pattern: str) -> pl.Expr:
    """Give the groups of a pattern in a column; Polars compiles it to learn their names, so they are asked for once.

    Args:
        column: Name of a column of texts.
        pattern: Rust regular expression with groups.

    Returns:
        Struct expression, a field for each group.
    """
    return pl.col(column).str.extract_groups(pattern)
