"""Versions made from content."""

import pytest

from orchestration import versions
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR
from orchestration.versions import PARSER_SEEDS, code_version, parser_version, seeds_version


class _Watched(dict):
    """Notes which seeds are read."""

    def __init__(self, tables):
        super().__init__(tables)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)


def test_the_parsers_version_counts_exactly_the_folders_that_it_reads():
    tables = _Watched(load_lexicon(SEEDS_DIR).tables)
    Parser.from_lexicon(Lexicon(tables))
    counted = {path.stem for pattern in PARSER_SEEDS for path in SEEDS_DIR.glob(f"{pattern}.csv")}
    assert tables.read <= counted
    assert not counted & {path.stem for path in (SEEDS_DIR / "rules").glob("*.csv")}
    for pattern in PARSER_SEEDS:
        assert tables.read & {path.stem for path in SEEDS_DIR.glob(f"{pattern}.csv")}, pattern


@pytest.mark.parametrize(
    ("made", "libraries"),
    [
        (code_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
        (seeds_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
        (parser_version, {"polars"}),
    ],
)
def test_an_upgrade_of_what_makes_rows_is_another_version(made, libraries, monkeypatch):
    installed = versions.version

    def with_another(library):
        monkeypatch.setattr(versions, "version", lambda name: "9.9" if name == library else installed(name))
        return made.__wrapped__()

    before = made.__wrapped__()
    assert {
        library for library in ("duckdb", "dbt-core", "dbt-duckdb", "polars") if with_another(library) != before
    } == (libraries)
