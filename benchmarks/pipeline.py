"""``make bench-pipeline N=1000``: the whole pipeline on a generated delivery: cold, with nothing new, with 1 % new.

What belongs here: running the pipeline on a temporary folder: seconds per step, memory, sizes; the table and the plot
in ``docs/``. What does not: the parser alone (``bench``), the texts (``newsroom``).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from benchmarks.newsroom import write_delivery
from benchmarks.plot import log_plot
from orchestration.settings import PROJECT_DIR

SEED: Final = 20_261_124
DEFAULT_ARTICLES: Final = 1_000
NEW_SHARE: Final = 0.01
STEPS: Final = ("articles", "mentions", "dbt_models", "release_candidate", "audit", "publication")
RESULTS: Final = PROJECT_DIR / "docs" / "scale.json"
TABLE: Final = PROJECT_DIR / "docs" / "scale.md"
PLOT: Final = PROJECT_DIR / "docs" / "scale.svg"
_ABOUT: Final = (  # what holds for every row; what holds for one is its note
    "Steps are wall seconds; where the load is above two the machine was shared, so compare CPU seconds between rows. "
    "Articles of about 4 KB; 8 % copies, 12 % near-copies, 30 % about commitments that others report too. "
    "Wanted: 1,500 articles a second, 1 % new for 8 % of a cold run at 100,000 articles."
)

Result = dict[str, Any]


def run_pipeline(folder: Path) -> Result:
    """Run the pipeline once.

    Args:
        folder: Holds ``raw``; ``data`` is written beside it.

    Returns:
        ``seconds`` and ``cpu_seconds`` in all, ``steps`` by name, ``peak_mb`` of the process, ``load_average`` of the
        machine over the last five minutes, ``exit_code``, and the sizes of build database and publication in MB.
    """
    folders = {"PLEDGEBOOK_RAW_DIR": str(folder / "raw"), "PLEDGEBOOK_DATA_DIR": str(folder / "data")}
    command = [sys.executable, "-m", "orchestration.cli", "run", "--json"]
    start = time.perf_counter()
    with (folder / "run.json").open("wb") as report, (folder / "run.log").open("wb") as log:
        process = subprocess.Popen(command, env=os.environ | folders, cwd=PROJECT_DIR, stdout=report, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    reported = json.loads((folder / "run.json").read_text(encoding="utf-8") or "{}")
    sizes = {
        "build_mb": folder / "data/build/warehouse.duckdb",
        "publication_mb": folder / "data/current/pledgebook.duckdb",
    }
    return {
        "seconds": seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "steps": {step: spent for step, spent in reported.get("seconds", {}).items() if step in STEPS},
        "peak_mb": usage.ru_maxrss / 1024,
        "load_average": os.getloadavg()[1],
        "exit_code": os.waitstatus_to_exitcode(status),
        "articles_parsed": reported.get("articles_parsed"),
        "errors": reported.get("errors", []),
        **{name: path.stat().st_size / 1e6 if path.exists() else 0.0 for name, path in sizes.items()},
    }


def measure_all(article_count: int, *, is_cold_only: bool = False) -> list[Result]:
    """Run the pipeline cold, with nothing new, and with 1 % new.

    Args:
        article_count: Articles of the cold run.
        is_cold_only: Leave out the runs after it.

    Returns:
        One result per run, with ``run`` and ``articles``.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "raw").mkdir()
        size = write_delivery(folder / "raw", article_count, seed=SEED)
        shape = {"articles": article_count, "raw_mb": size / 1e6}
        results = [{"run": "cold", **shape, **run_pipeline(folder)}]
        if is_cold_only:
            return results
        results.append({"run": "nothing new", **shape, **run_pipeline(folder)})
        write_delivery(folder / "raw", max(1, round(NEW_SHARE * article_count)), seed=SEED + 1)
        results.append({"run": "1 % new", **shape, **run_pipeline(folder)})
    return results


def keep(results: Sequence[Result], *, path: Path = RESULTS) -> list[Result]:
    """Put results among those of other sizes, in order of size; the newest of a size and kind of run counts."""
    known: list[Result] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    merged = {(old["articles"], old["run"]): old for old in [*known, *results]}
    kept = [merged[key] for key in sorted(merged, key=lambda key: (key[0], key[1] != "cold", key[1]))]
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return kept


def markdown(results: Sequence[Mapping[str, Any]]) -> str:
    """Write the results as a table."""
    head = ["articles", "run", "load", "seconds", "CPU s", *STEPS, "articles/s", "peak MB", "build MB", "published MB"]
    lines = ["# Scale", "", f"Two cores, `make bench-pipeline`. {_ABOUT}", "", "![Seconds by size](scale.svg)", ""]
    lines += ["| " + " | ".join(head) + " |", "|" + "---:|" * len(head)]
    for result in results:
        steps = [f"{result['steps'].get(step, 0):.1f}" for step in STEPS]
        cells = [
            f"{result['articles']:,}",
            result["run"],
            f"{result['load_average']:.1f}",
            f"{result['seconds']:.0f}",
            f"{result['cpu_seconds']:.0f}",
            *steps,
        ]
        rate = f"{(result['articles_parsed'] or 0) / result['seconds']:.0f}"
        cells += [rate, *(f"{result[name]:.0f}" for name in ("peak_mb", "build_mb", "publication_mb"))]
        lines.append("| " + " | ".join(cells) + " |")
    notes = [f"- {row['articles']:,}, {row['run']}: {row['note']}" for row in results if row.get("note")]
    return "\n".join([*lines, *([""] if notes else []), *notes]) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0 when every run ended well, else 1.
    """
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--articles", type=int, default=DEFAULT_ARTICLES)
    options.add_argument("--cold", action="store_true", help="only the cold run")
    options.add_argument("--keep", action="store_true", help="write the results to docs/scale.md and its plot")
    options.add_argument(
        "--note", help="what whoever reads the kept results must know of these, until they are replaced"
    )
    options.add_argument("--json", action="store_true", help="print a JSON object instead of a table")
    chosen = options.parse_args(arguments)
    results = measure_all(chosen.articles, is_cold_only=chosen.cold)
    if chosen.keep:
        kept = keep([{**result, "note": chosen.note} if chosen.note else result for result in results])
        TABLE.write_text(markdown(kept), encoding="utf-8")
        PLOT.write_text(log_plot(kept, steps=STEPS), encoding="utf-8")
    if chosen.json:
        json.dump(results, sys.stdout, indent=1)
    else:
        _draw(results)
    return int(any(result["exit_code"] for result in results))


def _draw(results: Sequence[Result]) -> None:
    """Draw the results on the terminal."""
    table = Table(title=f"The whole pipeline, {results[0]['articles']} articles, {results[0]['raw_mb']:.1f} MB")
    for column in ("run", "seconds", "CPU s", *STEPS, "peak MB", "exit"):
        table.add_column(column, justify="left" if column == "run" else "right")
    for result in results:
        steps = [f"{result['steps'].get(step, 0):.1f}" for step in STEPS]
        figures = [f"{result['seconds']:.1f}", f"{result['cpu_seconds']:.1f}", *steps, f"{result['peak_mb']:.0f}"]
        table.add_row(result["run"], *figures, str(result["exit_code"]))
    console = Console()
    console.print(table)
    for error in (error for result in results for error in result["errors"]):
        console.print(error, markup=False)


if __name__ == "__main__":
    sys.exit(main())
