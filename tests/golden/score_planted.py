"""``make score-planted``: what share of planted contradictions is found, and of clean pairs is accused.

What belongs here: running the pipeline on generated pairs and counting. What does not: the pairs (``planted``).
"""

import argparse
import csv
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from rich.console import Console
from rich.table import Table

from orchestration.settings import SEEDS_DIR
from tests.golden import runner
from tests.golden.planted import Pair, Rates
from tests.golden.planted_kinds import CLEAN, make_pairs
from tests.golden.runner import read_articles
from tests.golden.score_findings import places_of
from tests.golden.warehouse import read_warehouse

SEED: Final = 20_261_125
LOT: Final = 500  # pairs in one warehouse: a thousand articles
FILE_WIDTH: Final = 110  # characters, where the output is not a terminal


def load_rates() -> Rates:
    """Exchange rates of the project's own reference data.

    Returns:
        Currency and day to units per US dollar, at the last fixing on or before the day.

    Source:
        ECB reference rates, ``seeds/fx/ecb_daily.csv.gz``.
    """
    with gzip.open(SEEDS_DIR / "fx" / "ecb_daily.csv.gz", "rt", encoding="utf-8") as lines:
        fixings = {date.fromisoformat(row["Date"]): row for row in csv.DictReader(lines)}

    def rate(currency: str, day: date) -> float:
        known = next(d for d in (day - timedelta(days=n) for n in range(8)) if d in fixings)
        per_euro = 1.0 if currency == "EUR" else float(fixings[known][currency])
        return per_euro / float(fixings[known]["USD"])

    return rate


def write_pairs(pairs: Sequence[Pair], folder: Path) -> dict[str, Pair]:
    """Write the articles of all pairs.

    Args:
        pairs: Generated pairs.
        folder: Where to.

    Returns:
        The pair of each article, by the article's id.
    """
    folder.mkdir(parents=True)
    owners: dict[str, Pair] = {}
    for pair in pairs:
        paths = [folder / name for name in pair.articles]
        for path, text in zip(paths, pair.articles.values(), strict=True):
            path.write_text(text, encoding="utf-8", newline="")
        owners |= dict.fromkeys(read_articles(paths).get_column("article_id"), pair)
    return owners


def reported_by(pairs: Sequence[Pair], folder: Path) -> list[list[tuple[str, str]]]:
    """Run the pipeline on some pairs, in one warehouse.

    Args:
        pairs: Generated pairs.
        folder: Empty folder for the articles and the database.

    Returns:
        Rule and severity of the findings that name an article of the pair, in the order of the pairs.
    """
    owners = write_pairs(pairs, folder / "articles")
    database = runner.build_warehouse(sorted((folder / "articles").iterdir()), folder / "run")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in read_warehouse(database).rows("fct_findings"):
        for article in {article for article, _ in places_of(row)}:
            if article in owners:
                found[id(owners[article])].append((row["rule_id"], row["severity"]))
    return [found[id(pair)] for pair in pairs]


def is_hit(pair: Pair, reported: Sequence[tuple[str, str]]) -> bool:
    """Whether a clean pair is accused of an error, or what is planted in another is found."""
    if pair.kind == CLEAN:
        return any(severity == "error" for _, severity in reported)
    return any(rule in pair.rules for rule, _ in reported)


def measure(*, clean: int, planted: int, lot: int = LOT, keep: Path | None = None) -> dict[str, dict[str, float]]:
    """Run the pipeline on generated pairs and count.

    The pairs are worked through in lots, each a warehouse of its own, so that memory and time stay bounded.
    A lot holds pairs as they come, so that what many stories share is met within it. After each lot
    standard error shows the counts.

    Args:
        clean: Pairs without a contradiction.
        planted: Pairs of each kind.
        lot: Pairs in one warehouse.
        keep: Folder that keeps the articles and the databases; None for temporary ones.

    Returns:
        By kind: pairs, and the share that is found; for clean pairs the share with a finding of severity error.
    """
    pairs = make_pairs(load_rates(), clean=clean, planted=planted, seed=SEED)
    hits: dict[str, list[bool]] = defaultdict(list)
    for number in count(1):
        held = list(islice(pairs, lot))
        if not held:
            break
        with TemporaryDirectory() as temporary:
            folder = Path(temporary) if keep is None else keep / f"lot-{number:03d}"
            for pair, reported in zip(held, reported_by(held, folder), strict=True):
                hits[pair.kind].append(is_hit(pair, reported))
        sys.stderr.write(f"{json.dumps(shares_of(hits))}\n")
    return shares_of(hits)


def shares_of(hits: Mapping[str, Sequence[bool]]) -> dict[str, dict[str, float]]:
    """Pairs and share of hits, by kind."""
    return {kind: {"pairs": len(found), "share": sum(found) / len(found)} for kind, found in hits.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print.

    Args:
        arguments: Command line without the program's name.

    Returns:
        0.
    """
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--clean", type=int, default=200, help="clean pairs")
    options.add_argument("--planted", type=int, default=20, help="pairs of each kind of contradiction")
    options.add_argument("--lot", type=int, default=LOT, help="pairs in one warehouse")
    options.add_argument("--keep", type=Path, help="folder that keeps the articles and the databases")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args(arguments)
    result = measure(clean=chosen.clean, planted=chosen.planted, lot=chosen.lot, keep=chosen.keep)
    if chosen.json:
        json.dump(result, sys.stdout, indent=1)
        return 0
    table = Table(title="Planted contradictions")
    for column in ("kind", "pairs", "share", "target"):
        table.add_column(column, justify="left" if column in ("kind", "target") else "right", no_wrap=True)
    for kind, line in result.items():
        target = "with an error: under 0.01" if kind == CLEAN else "found: at least 0.95"
        table.add_row(kind, f"{line['pairs']:.0f}", f"{line['share']:.3f}", target)
    Console(width=None if sys.stdout.isatty() else FILE_WIDTH).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
