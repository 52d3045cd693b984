"""``make bench-pipeline N=1000``: the whole pipeline on generated articles: cold, again, and with one file more.

What belongs here: running the pipeline on a temporary folder, with seconds and peak memory. What does not: the parser
alone (``bench``).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console
from rich.table import Table

from benchmarks.corpus import generate
from orchestration.settings import PROJECT_DIR

SEED: Final = 20_261_124
DEFAULT_ARTICLES: Final = 1_000
FILE_WIDTH: Final = 100  # characters, where the output is not a terminal


def run_pipeline(folder: Path) -> dict[str, float]:
    """Run the pipeline once.

    Args:
        folder: Holds ``raw``; ``data`` is written beside it.

    Returns:
        ``seconds``, ``peak_mb`` of the process and ``exit_code``.
    """
    environment = {
        **os.environ,
        "PLEDGEBOOK_RAW_DIR": str(folder / "raw"),
        "PLEDGEBOOK_DATA_DIR": str(folder / "data"),
    }
    command = [sys.executable, "-m", "orchestration.cli", "run"]
    start = time.perf_counter()
    with (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, cwd=PROJECT_DIR, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "peak_mb": usage.ru_maxrss / 1024,
        "exit_code": float(os.waitstatus_to_exitcode(status)),
    }


def write_articles(raw_dir: Path, count: int, *, seed: int, prefix: str) -> float:
    """Write generated articles as files.

    Args:
        raw_dir: Where to.
        count: How many.
        seed: Of the generator.
        prefix: Of the file names.

    Returns:
        Their size in MB.
    """
    size = 0
    for number, text in enumerate(generate(count, seed=seed).get_column("text")):
        size += (raw_dir / f"2026-01-15_{prefix}{number:06d}.txt").write_bytes(text.encode())
    return size / 1_000_000


def measure_all(article_count: int) -> dict[str, dict[str, float]]:
    """Run the pipeline cold, again, and after one more file.

    Args:
        article_count: Articles of the cold run.

    Returns:
        Seconds, peak memory and exit code by run.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        size = write_articles(folder / "raw", article_count, seed=SEED, prefix="a")
        results = {f"cold, {article_count} articles, {size:.1f} MB": run_pipeline(folder)}
        results["nothing new"] = run_pipeline(folder)
        write_articles(folder / "raw", 1, seed=SEED + 1, prefix="b")
        results["one file more"] = run_pipeline(folder)
    return results


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0 when every run ended well, else 1.
    """
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", type=int, default=DEFAULT_ARTICLES)
    options.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    chosen = options.parse_args(arguments)
    results = measure_all(chosen.articles)
    if chosen.json:
        json.dump(results, sys.stdout, indent=1)
    else:
        table = Table(title="The whole pipeline")
        for column in ("run", "seconds", "peak MB", "exit"):
            table.add_column(column, justify="left" if column == "run" else "right", no_wrap=True)
        for run, result in results.items():
            table.add_row(run, f"{result['seconds']:.1f}", f"{result['peak_mb']:.0f}", f"{result['exit_code']:.0f}")
        Console(width=None if sys.stdout.isatty() else FILE_WIDTH).print(table)
    return int(any(result["exit_code"] for result in results.values()))


if __name__ == "__main__":
    sys.exit(main())
