"""Models with rows of one article look at a slice of the articles at a time, and end as if they had seen all at once.

What belongs here: builds in slices. What does not: which articles have changed (``test_changed_articles``).
"""

import json

import pytest

from orchestration.transform import _execute
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.digest import content_digest, table_names

pytestmark = pytest.mark.slow


def digests(settings):
    with build_database(settings.build_database) as connection:
        tables = table_names(connection, ("intermediate", "marts"))
        return {key[1:]: content_digest(connection, [key]) for key in tables}


def test_tables_that_are_built_slice_by_slice_are_those_that_are_built_at_once(built_home, tmp_path):
    settings = built_home.copy_to(tmp_path).settings
    at_once = digests(settings)
    with build_database(settings.build_database) as connection:
        ((count,),) = connection.execute("select count(*) from raw.articles").fetchall()
    assert count > 4
    variables = json.dumps({"slice_articles": 2})
    results = _execute(
        settings, ["run", "--full-refresh", "--select", "config.materialized:incremental", "--vars", variables]
    )
    assert len(results) > 40
    assert [(result.unique_id, result.message) for result in results if not result.is_good] == []
    assert digests(settings) == at_once
