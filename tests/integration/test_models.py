"""The unit tests of the dbt models."""

import pytest

from orchestration.transform import run_unit_tests

pytestmark = pytest.mark.slow


def test_the_unit_tests_of_the_models_pass(built_home):
    results = run_unit_tests(built_home.settings)
    assert results
    assert [(result.unique_id, result.message) for result in results if not result.is_good] == []
