"""The order in which articles arrive changes nothing: same commitments, same ids."""

import pytest

from tests.golden import goldsets, runner
from tests.golden.warehouse import read_warehouse

pytestmark = pytest.mark.slow


def content(database):
    """Claims and commitments without what tells when they were made."""
    warehouse = read_warehouse(database)
    return {
        table: [{k: v for k, v in row.items() if not k.endswith("_at")} for row in warehouse.rows(table)]
        for table in ("fct_commitments", "fct_claims")
    }


def test_commitments_are_the_same_in_one_load_and_in_several(tmp_path):
    """Every other article, then the rest: clusters grow and merge."""
    paths = [a.path for name in (goldsets.SAMPLES, goldsets.DEV) for a in goldsets.load(name).articles]
    at_once = runner.build_warehouse(paths, tmp_path / "at_once")
    for load in (paths[::-2], paths):
        in_several = runner.build_warehouse(load, tmp_path / "in_several")
    assert any(row["article_count"] > 1 for row in content(at_once)["fct_commitments"])
    assert content(in_several) == content(at_once)
