"""One measurement in a process of its own, because the number of threads and the peak memory belong to a process.

What belongs here: running the scan and the parser over slices of a corpus. What does not: which measurements are made
and what they mean (``bench``).

Run as ``python -m benchmarks.measure CORPUS --tasks scan,money,all``; prints one JSON object.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from orchestration.contracts import ARTICLES
from orchestration.extract.ground import lay_ground
from orchestration.extract.money import extract_money
from orchestration.extract.parse import Parser
from orchestration.extract.passages import segment, split_sentences
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR
from orchestration.workers import work_ahead

PLAIN_SCAN: Final = r"[0-9]+|[$€£¥₩₹円元]"  # digits and currency marks: the least that finding money must look at
BATCH_ARTICLES: Final = 1_700  # of 4 KB: two workers on slices of this size stay below 700 MB
WARM_UP_ARTICLES: Final = 50

Task = Callable[[pl.DataFrame], int]


def tasks(parser: Parser) -> dict[str, Task]:
    """What can be measured; each returns how much it found, so that nothing can be skipped.

    Args:
        parser: The compiled parser.
    """

    def scan(articles: pl.DataFrame) -> int:
        return int(articles.select(pl.col("text").str.count_matches(PLAIN_SCAN).sum()).item())

    def money(articles: pl.DataFrame) -> int:
        passages = segment(articles, parser.passages)
        sentences = split_sentences(articles, passages, parser.passages)
        return int(extract_money(lay_ground(articles, passages, sentences), parser.money)[0].height)

    def everything(articles: pl.DataFrame) -> int:
        return sum(table.height for table in parser.parse(articles).values())

    return {"scan": scan, "money": money, "all": everything}


def slices(corpus: Path, *, copies: int) -> Iterator[pl.DataFrame]:
    """Stream a corpus.

    Args:
        corpus: Parquet file of the ``ARTICLES`` contract.
        copies: How often the corpus is read; memory that grows with the data would show.

    Yields:
        Slices of at most ``BATCH_ARTICLES`` articles.
    """
    lazy = pl.scan_parquet(corpus)
    count = int(lazy.select(pl.len()).collect().item())
    for _ in range(copies):
        for offset in range(0, count, BATCH_ARTICLES):
            yield lazy.slice(offset, BATCH_ARTICLES).select(list(ARTICLES)).collect().rechunk()


def cpu_seconds(task: Task, corpus: Path) -> float:
    """CPU seconds of a task over the corpus, reading not counted."""
    spent = 0.0
    for articles in slices(corpus, copies=1):
        start = time.process_time()
        task(articles)
        spent += time.process_time() - start
    return spent


def wall_seconds(task: Task, corpus: Path, *, copies: int, workers: int) -> float:
    """Seconds of a task over the corpus with some threads, each on a slice of its own, reading counted."""
    start = time.perf_counter()
    for _ in work_ahead(task, slices(corpus, copies=copies), workers=workers):
        pass
    return time.perf_counter() - start


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0.
    """
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("corpus", type=Path)
    options.add_argument("--tasks", default="scan,money,all")
    options.add_argument("--repeats", type=int, default=1, help="rounds over the tasks; the best of each counts")
    options.add_argument(
        "--copies", type=int, default=0, help="instead measure wall time and memory on this many copies"
    )
    options.add_argument("--workers", type=int, default=1)
    chosen = options.parse_args(arguments)
    parser = Parser.from_lexicon(load_lexicon(SEEDS_DIR))
    known = tasks(parser)
    names = chosen.tasks.split(",")
    result: dict[str, float] = {}
    warm_up = pl.read_parquet(chosen.corpus, n_rows=WARM_UP_ARTICLES)
    for name in names:  # patterns are compiled once for all workers
        known[name](warm_up)
    if chosen.copies:
        result["wall_seconds"] = wall_seconds(
            known[names[0]], chosen.corpus, copies=chosen.copies, workers=chosen.workers
        )
    else:
        for name in names * chosen.repeats:
            result[name] = min(result.get(name, float("inf")), cpu_seconds(known[name], chosen.corpus))
    result["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    json.dump(result, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
