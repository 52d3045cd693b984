"""Runs the pipeline's own code on gold articles and on single sentences.

What belongs here: from files or cases to parsed tables and extracted mentions, by the code that the pipeline runs. What
does not: comparing with the gold.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from orchestration.contracts import ARTICLES, PARSED
from orchestration.extract.jsonl import RECORDS, articles_of, mention_records
from orchestration.extract.parse import Parser
from orchestration.ingest.article import read_article
from orchestration.ingest.limits import InputLimits
from orchestration.reference import load_lexicon
from orchestration.settings import PROJECT_DIR, SEEDS_DIR


def build_parser() -> Parser:
    """Compile the parser from the project's seeds."""
    return Parser.from_lexicon(load_lexicon(SEEDS_DIR))


def read_articles(paths: Iterable[Path]) -> pl.DataFrame:
    """Load files as the pipeline does.

    Args:
        paths: Article files.

    Returns:
        ``ARTICLES`` contract, one row per distinct text, in the order given.
    """
    rows = [asdict(read_article(path.read_bytes(), file_name=path.name, limits=InputLimits())) for path in paths]
    columns = [{column: row[column] for column in ARTICLES} for row in rows]
    return pl.DataFrame(columns, schema=ARTICLES).unique("article_id", keep="first", maintain_order=True)


def read_tables(database: Path) -> dict[str, pl.DataFrame]:
    """Read parsed tables from a build database instead of parsing.

    Args:
        database: DuckDB file with a schema ``parsed``.

    Returns:
        Tables of ``contracts.PARSED`` that exist there.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute("select table_name from duckdb_tables() where schema_name = 'parsed'").fetchall()
        names = [name for (name,) in found if name in PARSED]
        return {name: connection.execute(f"select * from parsed.{name}").pl() for name in names}


def build_warehouse(paths: Iterable[Path], folder: Path) -> Path:
    """Run the whole pipeline on copies of some files; a second call with the same folder adds files.

    Args:
        paths: Article files.
        folder: Folder for the copies and for all that the pipeline writes.

    Returns:
        The build database; its marts are complete even when the audit kept them from being published.

    Raises:
        RuntimeError: The pipeline ended without a build database.
    """
    raw_dir, data_dir = folder / "raw", folder / "data"
    raw_dir.mkdir(parents=True, exist_ok=True)
    for path in paths:
        shutil.copyfile(path, raw_dir / path.name)
    environment = {**os.environ, "PLEDGEBOOK_RAW_DIR": str(raw_dir), "PLEDGEBOOK_DATA_DIR": str(data_dir)}
    command = [sys.executable, "-m", "orchestration.cli", "run"]
    run = subprocess.run(command, env=environment, cwd=PROJECT_DIR, capture_output=True, text=True, check=False)
    database = data_dir / "build" / "warehouse.duckdb"
    if not database.exists():
        raise RuntimeError(f"{command} ended with {run.returncode} and left no {database}: {run.stderr[-2000:]}")
    return database


def extract_cases(parser: Parser, cases: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Extract mentions from sentences as ``pledgebook extract`` does.

    Args:
        parser: The parser.
        cases: With ``case_id``, ``text``, ``lang`` and ``ref_date`` (ISO date or None).

    Returns:
        Mentions as records of ``jsonl.MENTIONS``; ``id`` is the case's.
    """
    records = pl.DataFrame(
        {
            "id": [case["case_id"] for case in cases],
            "text": [case["text"] for case in cases],
            "lang": [case["lang"] for case in cases],
            "published": [case["ref_date"] for case in cases],
        },
        schema=RECORDS,
    )
    return mention_records(records, parser.parse(articles_of(records))).to_dicts()
