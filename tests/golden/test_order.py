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


def test_commitments_are_the_same_in_one_load_and_in_two(tmp_path):
    paths = [a.path for name in (goldsets.SAMPLES, goldsets.DEV) for a in goldsets.load(name).articles]
    at_once = runner.build_warehouse(paths, tmp_path / "at_once")
    runner.build_warehouse(paths[::-2], tmp_path / "in_two")
    in_two = runner.build_warehouse(paths, tmp_path / "in_two")
    assert content(at_once)["fct_commitments"]
    assert content(in_two) == content(at_once)
