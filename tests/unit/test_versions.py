"""Versions made from content."""

from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser
from orchestration.reference import load_lexicon
from orchestration.settings import SEEDS_DIR
from orchestration.versions import PARSER_SEEDS


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
