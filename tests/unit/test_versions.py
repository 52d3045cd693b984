"""Versions made from content."""

import ast
from pathlib import Path

import pytest

from orchestration import versions
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.parse import Parser
from orchestration.reference import load_lexicon
from orchestration.settings import DBT_PROJECT_DIR, EXPECTATIONS_DIR, PROJECT_DIR, SEEDS_DIR
from orchestration.versions import (
    PARSER_SEEDS,
    code_version,
    dbt_files,
    models_version,
    parser_version,
    seeds_version,
    shared_version,
)


class _Watched(dict):
    """Notes which seeds are read."""

    def __init__(self, tables):
        super().__init__(tables)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)


@pytest.fixture
def is_another(monkeypatch):
    """Tells whether a version is another one when a file has other content."""
    content = Path.read_bytes

    def tell(made, changed):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "read_bytes", lambda path: content(path) + b"\n" * (path == changed))
            altered = made.__wrapped__()
        return altered != made.__wrapped__()

    return tell


def test_the_parsers_version_counts_exactly_the_folders_that_it_reads():
    tables = _Watched(load_lexicon(SEEDS_DIR).tables)
    Parser.from_lexicon(Lexicon(tables))
    counted = {path.stem for pattern in PARSER_SEEDS for path in SEEDS_DIR.glob(f"{pattern}.csv")}
    assert tables.read <= counted
    assert not counted & {path.stem for path in (SEEDS_DIR / "rules").glob("*.csv")}
    for pattern in PARSER_SEEDS:
        assert tables.read & {path.stem for path in SEEDS_DIR.glob(f"{pattern}.csv")}, pattern


def test_the_parsers_version_counts_every_module_that_reads_texts_or_word_lists(is_another):
    package = PROJECT_DIR / "orchestration"
    modules = [*(package / "extract").glob("*.py"), package / "reference.py"]
    imported = {
        name
        for module in modules
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module.startswith("orchestration")
        for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))
    }
    files = {PROJECT_DIR / f"{name.replace('.', '/')}.py" for name in imported}
    read = {path for path in files if path.exists()} | {package / "reference.py"}
    assert package / "contracts.py" in read
    assert [path for path in read if not is_another(parser_version, path)] == []


@pytest.mark.parametrize(
    ("made", "libraries"),
    [
        (code_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
        (models_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
        (seeds_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
        (shared_version, {"duckdb", "dbt-core", "dbt-duckdb"}),
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


@pytest.mark.parametrize(
    "name",
    [
        "dbt_project/models/marts/fct_claims.sql",
        "dbt_project/models/marts/_commitments.yml",
        "dbt_project/macros/changes.sql",
        "dbt_project/seeds/rules/ref_rule_parameters.csv",
        "dbt_project/seeds/fx/ecb_daily.csv.gz",
        "dbt_project/snapshots/commitments_history.yml",
        "dbt_project/tests/generic/is_key.sql",
        "dbt_project/dbt_project.yml",  # vars
        "orchestration/sql_functions.py",
        "orchestration/transform.py",
        "orchestration/warehouse/builds.py",
    ],
)
def test_whatever_makes_rows_of_models_is_another_version_of_them(is_another, name):
    path = PROJECT_DIR / name
    assert path in dbt_files() or DBT_PROJECT_DIR not in path.parents
    assert is_another(models_version, path)
    assert is_another(code_version, path)


@pytest.mark.parametrize("path", [PROJECT_DIR / "orchestration/cli.py", EXPECTATIONS_DIR / "fct_claims.yml"])
def test_the_command_line_and_an_expectation_leave_the_models_as_they_are_and_are_audited_anew(is_another, path):
    assert path.exists()
    assert not is_another(models_version, path)
    assert is_another(code_version, path)


@pytest.mark.parametrize(
    "name",
    [
        "dbt_project/macros/findings.sql",
        "dbt_project/dbt_project.yml",
        "dbt_project/seeds/fx/nbp_fixings.csv.gz",
        "orchestration/sql_functions.py",
    ],
)
def test_what_a_model_uses_and_does_not_hold_counts_for_all_models(is_another, name):
    assert is_another(shared_version, PROJECT_DIR / name)
    assert not is_another(shared_version, DBT_PROJECT_DIR / "models" / "marts" / "fct_claims.sql")
