"""The dbt project as its manifest describes it: every model with logic has a unit test.

What belongs here: questions about the manifest. What does not: running the unit tests (``tests/integration``).
"""

import re
from collections import Counter

import pytest

from orchestration.settings import DBT_PROJECT_DIR
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


def test_no_published_model_sorts_its_rows():
    """They are sorted when they are copied into the publication; a build keeps no order."""
    marts = [node for node in read_manifest()["nodes"].values() if node.get("schema") == "marts"]
    assert len(marts) > 1
    assert [node["name"] for node in marts if re.match(r"order by\b", node["raw_code"].splitlines()[-1])] == []


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
# Made of all articles before it is known which changed: the first is digested, the second has but rows of one article.
DIGESTED = {"int_scale_posteriors", "int_article_value_dates"}
CLOCK = re.compile(r"as_of_on|current_date|current_timestamp|now\(\)|today\(\)")


class TestModelsWithRowsOfOneArticle:
    """What stands in ``macros/changes.sql``; that their rows do not depend on other articles is shown by building."""

    @pytest.fixture
    def models(self):
        return {node["name"]: node for node in read_manifest()["nodes"].values() if node["resource_type"] == "model"}

    @pytest.fixture
    def incremental(self, models):
        return {name: node for name, node in models.items() if node["config"]["materialized"] == "incremental"}

    @pytest.fixture
    def paired(self, models):
        return {name: node for name, node in models.items() if node["config"]["materialized"] == "pairs"}

    @pytest.fixture
    def grouped(self, models):
        """What also stays while its commitments do, by how it is made."""
        kinds = ("regrouped", "regrouped_pairs", "of_commitments")
        return {
            kind: {name: node for name, node in models.items() if node["config"]["materialized"] == kind}
            for kind in kinds
        }

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

    def test_each_is_made_of_the_same_kind(self, incremental):
        """By what dbt found out, in macros too: no source, and nothing about several articles."""

        def may_be_read(unique_id):
            node = read_manifest()["nodes"].get(unique_id)
            return node is not None and (
                node["resource_type"] == "seed"
                or node["schema"] == "staging"
                or "/reference/" in node["original_file_path"]
                or node["name"] in {*incremental, *DIGESTED, "int_articles_changed"}
            )

        read = {(name, parent) for name, node in incremental.items() for parent in node["depends_on"]["nodes"]}
        assert {(name, parent) for name, parent in read if not may_be_read(parent)} == set()
        assert {name for name, parent in read if parent.endswith(".int_articles_changed")} == incremental.keys()

    def test_pairs_are_of_their_articles_and_of_what_is_noted_as_common(self, paired, incremental):
        """By name what is no seed, no staging and no reference: all else would change without being seen."""
        noted = {"int_subject_names", "int_claim_blocks", "int_articles_repaired", "int_keys_stirred"}
        nodes = read_manifest()["nodes"]
        read = {nodes[parent]["name"] for node in paired.values() for parent in node["depends_on"]["nodes"]}
        known = {
            node["name"]
            for node in nodes.values()
            if node["resource_type"] == "seed"
            or node["schema"] == "staging"
            or "/reference/" in node["original_file_path"]
        }
        assert paired.keys() == {"int_claims_paired"}
        assert read - known - incremental.keys() == noted

    def test_what_tells_commitments_reads_what_their_digest_covers(self, incremental, grouped):
        """Claims, articles and sources: all else would change without being seen."""
        noted = {
            "regrouped": {"int_claim_commitments", "int_articles_regrouped"},
            "regrouped_pairs": {"int_articles_regrouped"},
            "of_commitments": {
                "int_claim_commitments",
                "int_commitment_members",
                "int_commitments_changed",
                "int_source_clusters",
            },
        }
        nodes = read_manifest()["nodes"]
        fixed = {
            node["name"]
            for node in nodes.values()
            if node["resource_type"] == "seed"
            or node["schema"] == "staging"
            or "/reference/" in node["original_file_path"]
        }
        kept = fixed.union(incremental, *grouped.values())
        for kind, models in grouped.items():
            read = {nodes[parent]["name"] for node in models.values() for parent in node["depends_on"]["nodes"]}
            assert (kind, read - kept - noted[kind]) == (kind, set())
            assert models

    def test_each_has_the_key_of_its_article(self, incremental, grouped):
        keys = {"regrouped": {"article_id"}, "regrouped_pairs": {"article_id", "other_article_id"}}
        kinds = [
            ({"article_id"}, incremental),
            *((keys.get(kind, {"commitment_id"}), grouped[kind]) for kind in grouped),
        ]
        assert {
            name for key, models in kinds for name, node in models.items() if not key <= node["columns"].keys()
        } == set()

    def test_whole_tables_are_read_of_reference_data_only(self, models, grouped):
        """A regrouped model has rows of one article, so that all that it reads is of articles at hand."""
        whole = {
            (name, read)
            for name, node in grouped["regrouped"].items()
            for read in READ_OF_ANOTHER.findall(node["raw_code"])
            if read in models and "/reference/" not in models[read]["original_file_path"]
        }
        assert whole == set()

    def test_none_looks_at_the_clock(self, incremental, paired, grouped):
        kept = incremental | paired | grouped["regrouped"] | grouped["regrouped_pairs"] | grouped["of_commitments"]
        macros = read_manifest()["macros"]

        def used_by(node):
            direct = set(node["depends_on"]["macros"])
            return direct.union(*(used_by(macros[name]) for name in direct))

        texts = {(name, name): node["raw_code"] for name, node in kept.items()}
        texts |= {(name, used): macros[used]["macro_sql"] for name, node in kept.items() for used in used_by(node)}
        assert len(texts) > len(kept)
        assert {names for names, text in texts.items() if CLOCK.search(text)} == set()


def test_no_var_is_named_twice():
    """YAML would keep the last one, and every model that meant the first would go by it."""
    names = re.findall(r"(?m)^  ([a-z_]+): \S", (DBT_PROJECT_DIR / "dbt_project.yml").read_text(encoding="utf-8"))
    assert names
    assert [name for name, count in Counter(names).items() if count > 1] == []
