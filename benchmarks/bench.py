"""``make bench``: the parser's speed against a plain scan of the same text, with one and two workers, and its memory.

What belongs here: which measurements are made, and their table. What does not: the measuring itself (``measure``).

Times on a shared machine move by a factor of two. CPU seconds and ratios within one run are what to compare.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import polars as pl
from rich.console import Console
from rich.table import Table

from benchmarks.corpus import generate

SEED: Final = 20_261_123
ARTICLES_AT_1X: Final = 5_000
MEMORY_COPIES: Final = (1, 4, 16)
REPEATS: Final = 3
MEGABYTE: Final = 1_000_000
FILE_WIDTH: Final = 110  # characters, where the output is not a terminal
TARGETS: Final = {
    "money_ratio": "at least 0.200",
    "all_ratio": "at least 0.083",
    "two_worker_gain": "at least 1.60",
    "memory_growth": "at most 1.30",
    "peak_mb_16x": "under 700",
}


def run_measure(corpus: Path, *arguments: str, threads: int) -> dict[str, float]:
    """Run one measurement in its own process.

    Args:
        corpus: Parquet file.
        arguments: Further arguments of ``measure``.
        threads: Size of the thread pool of Polars.

    Returns:
        What it printed.

    Raises:
        subprocess.CalledProcessError: It failed; its message is on standard error.
    """
    command = [sys.executable, "-m", "benchmarks.measure", str(corpus), *arguments]
    environment = {**os.environ, "POLARS_MAX_THREADS": str(threads)}
    answer: dict[str, float] = json.loads(
        subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    )
    return answer


def measure_all(article_count: int) -> dict[str, float]:
    """Make every measurement on one generated corpus.

    Args:
        article_count: Articles at 1x.

    Returns:
        MB per CPU second (``*_mb_per_cpu_second``), ratios to the scan, gain of a second worker (best wall times of
        alternating runs), and peak memory in MB.
    """
    with TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.parquet"
        articles = generate(article_count, seed=SEED)
        articles.write_parquet(corpus)
        megabytes = int(articles.select(pl.col("text").str.len_bytes().sum()).item()) / MEGABYTE
        speed = run_measure(corpus, "--repeats", str(REPEATS), threads=1)
        walls = {1: float("inf"), 2: float("inf")}
        for workers in tuple(walls) * REPEATS:
            options = ("--tasks", "all", "--copies", "2", "--workers", str(workers))
            again = run_measure(corpus, *options, threads=workers)["wall_seconds"]
            walls[workers] = min(walls[workers], again)
        peaks = {
            copies: run_measure(corpus, "--tasks", "all", "--copies", str(copies), "--workers", "2", threads=2)[
                "peak_mb"
            ]
            for copies in MEMORY_COPIES
        }
    return {
        "corpus_mb": megabytes,
        **{f"{task}_mb_per_cpu_second": megabytes / speed[task] for task in ("scan", "money", "all")},
        "money_ratio": speed["scan"] / speed["money"],
        "all_ratio": speed["scan"] / speed["all"],
        "two_worker_gain": walls[1] / walls[2],
        **{f"peak_mb_{copies}x": peak for copies, peak in peaks.items()},
        "memory_growth": peaks[MEMORY_COPIES[-1]] / peaks[MEMORY_COPIES[-2]],
    }


def as_table(result: dict[str, float]) -> Table:
    """The measurements with their targets.

    Args:
        result: From ``measure_all``.
    """
    table = Table(title="Speed and memory of the parser on generated articles")
    for column, justify in (("measure", "left"), ("value", "right"), ("target", "left")):
        table.add_column(column, justify="right" if justify == "right" else "left", no_wrap=True)
    for name, value in result.items():
        table.add_row(name, f"{value:,.3f}" if value < 10 else f"{value:,.1f}", TARGETS.get(name, ""))
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0; the figures are for people to judge.
    """
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", type=int, default=ARTICLES_AT_1X, help="articles at 1x, about 4 KB each")
    options.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    chosen = options.parse_args(arguments)
    result = measure_all(chosen.articles)
    if chosen.json:
        json.dump(result, sys.stdout, indent=1)
    else:
        Console(width=None if sys.stdout.isatty() else FILE_WIDTH).print(as_table(result))
    return 0


if __name__ == "__main__":
    sys.exit(main())
