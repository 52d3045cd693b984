"""The vocabulary that extraction reads: the dbt reference seeds as frames of text.

What belongs here: holding the seeds and saying which one is missing. What does not: reading files, and what a word
means.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True)
class Lexicon:
    """Reference seeds by name.

    Attributes:
        tables: Seed name (``ref_scale_words``) to its rows; every column is String, an empty cell is null.
    """

    tables: Mapping[str, pl.DataFrame]

    def table(self, name: str) -> pl.DataFrame:
        """Look up one seed.

        Args:
            name: File name of the seed without ``.csv``.

        Returns:
            The seed, shape (n_rows, n_columns), in file order, all String.

        Raises:
            KeyError: There is no such seed; the message lists those that exist.
        """
        if name not in self.tables:
            raise KeyError(f"no seed {name!r} in the lexicon; it holds {sorted(self.tables)}")
        return self.tables[name]
