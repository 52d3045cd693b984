"""The dbt project as its manifest describes it: every model with logic has a unit test.

What belongs here: questions about the manifest. What does not: running the unit tests (``tests/integration``).
"""

import re

import pytest

from orchestration.transform import MANIFEST_PATH, read_manifest

pytestmark = pytest.mark.skipif(not MANIFEST_PATH.exists(), reason="needs dbt's manifest: run `make install`")

LOGIC = re.compile(r"\b(case|where|group by|qualify|union|join|over)\b", re.IGNORECASE)

# What has no unit test, and what notices instead when it breaks. The list may only get shorter.
SELECTS = "joins tables by their keys and names columns: its contract, key tests and relationships hold it"
FILES = "reads the files of rates itself, and a unit test replaces only refs and sources: tests of fct_fx_rates hold it"
EXEMPT = {
    "dim_articles": SELECTS,
    "dim_currencies": SELECTS,
    "dim_entities": SELECTS,
    "dim_entity_candidates": SELECTS,
    "dim_rules": SELECTS,
    "fct_claims": SELECTS,
    "fct_dates": SELECTS,
    "fct_entities": SELECTS,
    "fct_money_mentions": SELECTS,
    "fct_row_counts": SELECTS,
    "int_claim_commitments": SELECTS,
    "int_findings": SELECTS,
    "int_scale_candidates": SELECTS,
    "int_sentences_cut": SELECTS,
    "stg_fx_rates": FILES,
}


@pytest.fixture(scope="module")
def tested():
    """Names of the models that a unit test runs."""
    manifest = read_manifest()
    nodes = {node for test in manifest["unit_tests"].values() for node in test["depends_on"]["nodes"]}
    return {manifest["nodes"][node]["name"] for node in nodes if node in manifest["nodes"]}


def without_comments(sql):
    return re.sub(r"--.*", "", sql)


def test_every_model_with_logic_has_a_unit_test(tested):
    with_logic = {
        node["name"]
        for node in read_manifest()["nodes"].values()
        if node["resource_type"] == "model" and LOGIC.search(without_comments(node["raw_code"]))
    }
    assert with_logic - tested - EXEMPT.keys() == set()


def test_the_folders_of_reference_data_hold_what_is_made_of_seeds_alone():
    nodes = read_manifest()["nodes"]

    def is_reference(name):
        if name.startswith("model."):
            return all(is_reference(parent) for parent in nodes[name]["depends_on"]["nodes"])
        return name.startswith("seed.")

    models = {name: node for name, node in nodes.items() if node["resource_type"] == "model"}
    placed = {name for name, node in models.items() if "/reference/" in node["original_file_path"]}
    assert placed == {name for name in models if is_reference(name)}


def test_no_exemption_outlives_its_reason(tested):
    models = {node["name"] for node in read_manifest()["nodes"].values() if node["resource_type"] == "model"}
    assert EXEMPT.keys() - models == set()
    assert EXEMPT.keys() & tested == set()


READ_OF_ANOTHER = re.compile(r"""\bref\(\s*['"](\w+)""")
READ_OF_CHANGED = re.compile(r"""\bchanged_rows\(\s*['"](\w+)""")
DIGESTED = {"int_scale_posteriors", "int_article_value_dates"}  # made before it is known which articles changed


class TestModelsWithRowsOfOneArticle:
    """What stands in ``macros/changes.sql``; that their rows do not depend on other articles is shown by building."""

    @pytest.fixture
    def models(self):
        return {node["name"]: node for node in read_manifest()["nodes"].values() if node["resource_type"] == "model"}

    @pytest.fixture
    def incremental(self, models):
        return {name: node for name, node in models.items() if node["config"]["materialized"] == "incremental"}

    def test_they_alone_look_at_changed_articles(self, models, incremental):
        assert incremental
        assert {name for name, node in models.items() if "changed_rows" in node["raw_code"]} == incremental.keys()

    def test_each_reads_changed_rows_of_all_but_reference_data(self, models, incremental):
        def is_reference(name):
            return name not in models or "/reference/" in models[name]["original_file_path"]

        whole = {
            (name, read)
            for name, node in incremental.items()
            for read in READ_OF_ANOTHER.findall(node["raw_code"])
            if not is_reference(read)
        }
        assert whole == set()

    def test_each_is_made_of_the_same_kind(self, models, incremental):
        strange = {
            (name, read)
            for name, node in incremental.items()
            for read in READ_OF_CHANGED.findall(node["raw_code"])
            if read not in incremental and models[read]["schema"] != "staging" and read not in DIGESTED
        }
        assert strange == set()

    def test_each_has_the_key_of_its_article_and_looks_at_no_clock(self, incremental):
        assert {name for name, node in incremental.items() if "article_id" not in node["columns"]} == set()
        clock = re.compile(r"as_of_on|current_date|now\(\)|today\(\)")
        assert {name for name, node in incremental.items() if clock.search(node["raw_code"])} == set()
