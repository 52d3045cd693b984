"""The suites against the contracts of the published models: a renamed column is noticed here, not in a run."""

import duckdb
import pytest
import yaml

from orchestration.settings import DBT_PROJECT_DIR, EXPECTATIONS_DIR
from orchestration.suites import load_suites

SUITES = load_suites(EXPECTATIONS_DIR)
WITHOUT_SUITE = {"fct_row_counts": "what the suites of the other tables count against"}
CASES = [(suite.table, check) for suite in SUITES for check in suite.checks]


def contracts():
    """Column definitions by published model, as its YAML promises them."""
    models = []
    for path in sorted((DBT_PROJECT_DIR / "models" / "marts").rglob("*.yml")):
        models += yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
    return {model["name"]: [f'"{c["name"]}" {c["data_type"]}' for c in model["columns"]] for model in models}


@pytest.fixture(scope="module")
def empty_publication():
    with duckdb.connect() as connection:
        for name, columns in contracts().items():
            connection.execute(f"create table {name} ({', '.join(columns)})")
        yield connection


def test_every_published_model_has_a_suite_and_no_other_table():
    assert {suite.table for suite in SUITES} == contracts().keys() - WITHOUT_SUITE.keys()


@pytest.mark.parametrize(("table", "check"), CASES, ids=[f"{table}-{check.name}" for table, check in CASES])
def test_a_check_names_columns_that_exist(empty_publication, table, check):
    columns = [value for key, value in check.arguments.items() if key == "column"]
    query = check.finds or check.measures or f"select {', '.join(columns) or '*'} from {table}"
    empty_publication.execute(f"explain {query}")
