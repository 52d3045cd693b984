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
