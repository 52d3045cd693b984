"""The order in which articles arrive changes nothing: same commitments, same ids."""

import random

import pytest

from tests.golden import goldsets, runner
from tests.golden.warehouse import read_warehouse

pytestmark = pytest.mark.slow

ONE_BY_ONE = 4  # a run of the pipeline each


def content(database):
    """Claims and commitments without what tells when they were made."""
    warehouse = read_warehouse(database)
    return {
        table: [{k: v for k, v in row.items() if not k.endswith("_at")} for row in warehouse.rows(table)]
        for table in ("fct_commitments", "fct_claims")
    }


def test_commitments_are_the_same_in_one_load_and_one_by_one(tmp_path):
    """Articles of two stories, in a drawn order, each in a run of its own: a cluster grows by every one of them."""
    stories = {"jp_rapidus_100b", "ca_nordphos"}
    articles = [a for a in goldsets.load(goldsets.DEV).articles if {c["cluster_id"] for c in a.claims} & stories]
    paths = random.Random(20261124).sample([a.path for a in articles], k=ONE_BY_ONE)
    at_once = runner.build_warehouse(paths, tmp_path / "at_once")
    for path in random.Random(4).sample(paths, k=len(paths)):
        one_by_one = runner.build_warehouse([path], tmp_path / "one_by_one")
    assert any(row["article_count"] > 1 for row in content(at_once)["fct_commitments"])
    assert content(one_by_one) == content(at_once)


def test_commitments_are_the_same_in_one_load_and_in_two(tmp_path):
    paths = [a.path for name in (goldsets.SAMPLES, goldsets.DEV) for a in goldsets.load(name).articles]
    at_once = runner.build_warehouse(paths, tmp_path / "at_once")
    runner.build_warehouse(paths[::-2], tmp_path / "in_two")
    in_two = runner.build_warehouse(paths, tmp_path / "in_two")
    assert content(at_once)["fct_commitments"]
    assert content(in_two) == content(at_once)
