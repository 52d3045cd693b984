"""How DuckDB plans the models: what joins all rows with all is fast on samples and fills the disk of an archive.

What it makes of a model depends on the size of the tables, so the plans are those of a generated archive.
"""

import json
from collections.abc import Iterator

import pytest

from benchmarks.newsroom import write_delivery
from orchestration.settings import DBT_PROJECT_DIR
from orchestration.sql_functions import Plugin
from orchestration.warehouse.connect import build_database
from tests.installation import home_in

pytestmark = pytest.mark.slow

ARTICLES = 300  # with fewer, the planner chooses for small tables
# Joins without an equality: "a.id = b.id and a.kind in (…)" of a left join is one, and so is a table that a chain of
# joins reaches by "a.start <= b.start" first.
UNKEYED = {"BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN", "PIECEWISE_MERGE_JOIN", "IE_JOIN", "CROSS_PRODUCT"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An installation that has run once on a generated delivery."""
    home = home_in(tmp_path_factory.mktemp("archive"))
    home.settings.raw_dir.mkdir()
    write_delivery(home.settings.raw_dir, ARTICLES, seed=1)
    report, code = home.run()
    assert code == 0, report["errors"] + report["failed_checks"]
    return home.settings


def test_no_model_holds_all_rows_of_a_table_against_all_of_another(archive):
    models = sorted((archive.dbt_target_dir / "compiled" / "pledgebook" / "models").rglob("*.sql"))
    assert len(models) > 100
    fixed = {model.stem for model in (DBT_PROJECT_DIR / "models").rglob("reference/*.sql")}
    found = {}
    with build_database(archive.build_database) as connection:
        Plugin.configure_connection(None, connection)
        connection.execute("set disabled_optimizers = 'top_n_window_elimination'")  # as in profiles.yml
        connection.execute("create temp table articles_at_hand as select article_id from raw.articles")
        connection.execute("create temp table commitments_at_hand as select commitment_id from marts.fct_commitments")
        for model in models:
            ((_, plan),) = connection.execute(f"explain (format json) {model.read_text()}").fetchall()
            joins = _unkeyed_joins(json.loads(plan)[0], fixed)
            if joins:
                found[model.stem] = joins
    assert found == {}


def _unkeyed_joins(plan: dict, fixed: set[str]) -> list[str]:
    """Joins that compare row by row and of which both sides grow with the corpus."""
    common = {node["extra_info"]["Table Index"]: node["children"][0] for node in _nodes(plan) if node["name"] == "CTE"}

    def grows(node: dict) -> bool:
        match node["name"]:
            case "UNGROUPED_AGGREGATE":  # one row: a parameter
                return False
            case "SEQ_SCAN":
                _, schema, table = node["extra_info"]["Table"].split(".")
                return schema != "reference" and table not in fixed
            case "CTE_SCAN":
                return grows(common[node["extra_info"]["CTE Index"]])
            case "DELIM_SCAN":
                return True
        return any(grows(child) for child in node["children"])

    return [
        f"{node['name']} {node['extra_info'].get('Condition') or node['extra_info'].get('Conditions')}"
        for node in _nodes(plan)
        if node["name"] in UNKEYED and all(grows(child) for child in node["children"])
    ]


def _nodes(node: dict) -> Iterator[dict]:
    yield node
    for child in node["children"]:
        yield from _nodes(child)
