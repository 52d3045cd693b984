"""``make score``: precision, recall and F1 per kind and language on every gold set of this machine.

What belongs here: the command line. What does not: running the pipeline (``runner``) and comparing (``scoreboard``).

Examples:
    python -m tests.golden.score --only money --corpus dev_corpus --failures money,modality
    python -m tests.golden.score --only peers --suites rt-money-* --failures '*'
    python -m tests.golden.score --database data/build/warehouse.duckdb --json
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console

from tests.golden import goldsets, runner, scoreboard
from tests.golden.outcomes import Outcome, as_records, as_table, failures

PARTS: Final = (*scoreboard.SCORERS, "peers", scoreboard.CLAIMS, scoreboard.FINDINGS)
FILE_WIDTH: Final = 150  # characters, where the output is not a terminal


def main(arguments: Sequence[str] | None = None) -> int:
    """Score and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0; the scoreboard measures, the golden tests judge.
    """
    options = _parse(arguments)
    outcomes = measure(options)
    if options.json:
        json.dump(as_records(outcomes), sys.stdout, ensure_ascii=False, indent=1)
        return 0
    console = Console(width=None if sys.stdout.isatty() else FILE_WIDTH)
    console.print(as_table(outcomes))
    for failure in failures(outcomes, options.failures):
        console.print(
            f"{failure.corpus}/{failure.article} {failure.kind} {failure.verdict}: "
            f"expected {failure.expected or '-'} | found {failure.found or '-'} | {failure.context}",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    names = [*goldsets.available()]

    def listed(text: str) -> list[str]:
        return [part for part in text.split(",") if part]

    parser.add_argument("--only", type=listed, default=list(PARTS), help=f"parts to score: {', '.join(PARTS)}")
    parser.add_argument("--corpus", type=listed, default=names, help=f"gold sets: {', '.join(names)}")
    parser.add_argument("--suites", type=listed, default=[], help="suites of the peers, as rt-money-fr or dk-*")
    parser.add_argument("--database", type=Path, help="score this build database instead of parsing and building")
    parser.add_argument("--failures", type=listed, default=[], help="kinds whose failures are listed; * for all")
    parser.add_argument("--json", action="store_true", help="print records instead of a table")
    return parser.parse_args(arguments)


def measure(options: argparse.Namespace) -> list[Outcome]:
    """Run what the options ask for.

    Args:
        options: As parsed from the command line.

    Returns:
        All outcomes.
    """
    outcomes: list[Outcome] = []
    for corpus in options.corpus:
        outcomes += _measure_corpus(corpus, options)
    if "peers" in options.only and scoreboard.PEERS_DIR.exists() and not options.database:
        cases = scoreboard.load_cases(options.suites)
        outcomes += scoreboard.compare_cases(cases, runner.extract_cases(runner.build_parser(), cases))
    return outcomes


def _measure_corpus(corpus: str, options: argparse.Namespace) -> Iterator[Outcome]:
    """Parse or read one gold set, and build its warehouse when claims or findings are asked for."""
    paths = [article.path for article in goldsets.load(corpus).articles]
    parts = [part for part in options.only if part in scoreboard.SCORERS]
    if parts:
        if options.database:
            tables = runner.read_tables(options.database)
        else:
            tables = runner.build_parser().parse(runner.read_articles(paths))
        yield from scoreboard.compare(corpus, tables, parts)
    parts = [part for part in options.only if part in {scoreboard.CLAIMS, scoreboard.FINDINGS}]
    if parts and options.database:
        yield from scoreboard.compare_warehouse(corpus, options.database, parts)
    elif parts:
        with TemporaryDirectory() as folder:
            database = runner.build_warehouse(paths, Path(folder))
            yield from scoreboard.compare_warehouse(corpus, database, parts)


if __name__ == "__main__":
    sys.exit(main())
