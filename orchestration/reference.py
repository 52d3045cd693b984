"""Reads the reference seeds that Polars and dbt share.

What belongs here: from files to a ``Lexicon``. What does not: what the words mean.
"""

from pathlib import Path

import polars as pl

from orchestration.extract.lexicon import Lexicon


def load_lexicon(seeds_dir: Path) -> Lexicon:
    """Read every ``ref_*.csv`` below a folder.

    Args:
        seeds_dir: The dbt project's ``seeds`` folder.

    Returns:
        The seeds by file name; all columns String, empty cells null.

    Raises:
        FileNotFoundError: The folder holds no seed.
    """
    paths = sorted(seeds_dir.rglob("ref_*.csv"))
    if not paths:
        raise FileNotFoundError(f"expected ref_*.csv files below {seeds_dir}, found none")
    return Lexicon({path.stem: pl.read_csv(path, infer_schema=False, null_values=[""]) for path in paths})
