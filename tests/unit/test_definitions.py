"""What Dagster shows: a snapshot of the definitions, and that loading them is light."""

import subprocess
import sys

import pytest

from orchestration.settings import EXPECTATIONS_DIR
from orchestration.transform import MANIFEST_PATH
from orchestration.versions import shared_version

pytestmark = pytest.mark.skipif(not MANIFEST_PATH.exists(), reason="needs dbt's manifest: run `make install`")


@pytest.fixture(scope="module")
def defs():
    from orchestration.definitions import defs

    return defs


def specs(defs, *groups):
    return {
        spec.key.to_user_string(): (spec.group_name, sorted(spec.kinds), list(spec.owners))
        for spec in defs.resolve_all_asset_specs()
        if spec.group_name in groups
    }


def test_our_own_assets_are_as_agreed(defs):
    us = ["team:pledgebook"]
    raw, parsed = ("raw", ["duckdb", "python"], us), ("parsed", ["duckdb", "polars"], us)
    assert specs(defs, "raw", "parsed", "publication") == {
        "raw/articles": raw,
        "raw/article_files": raw,
        "raw/rejected_inputs": raw,
        "parsed/passages": parsed,
        "parsed/sentences": parsed,
        "parsed/money_mentions": parsed,
        "parsed/money_readings": parsed,
        "parsed/quantity_mentions": parsed,
        "parsed/date_mentions": parsed,
        "parsed/entity_mentions": parsed,
        "parsed/status_cues": parsed,
        "parsed/parses": parsed,
        "release_candidate": ("publication", ["duckdb"], us),
        "publication": ("publication", ["duckdb", "file"], us),
        "trust_report": ("publication", ["markdown"], us),
    }


def test_every_asset_has_group_kind_owner_description_and_ours_a_code_version(defs):
    lacking = {
        spec.key.to_user_string()
        for spec in defs.resolve_all_asset_specs()
        if not (spec.group_name and spec.kinds and spec.owners and spec.description and spec.code_version)
    }
    assert lacking == set()


def test_tables_of_dbt_are_of_another_version_when_a_macro_or_a_variable_is(defs):
    versions = {spec.code_version for spec in defs.resolve_all_asset_specs() if "dbt" in spec.kinds}
    assert versions
    assert [version for version in versions if not version.endswith(f"-{shared_version()}")] == []


def test_every_published_table_is_upstream_of_the_publication(defs):
    graph = defs.resolve_asset_graph()
    upstream = {key.to_user_string() for key in graph.get(_key("release_candidate")).parent_keys}
    assert upstream == set(specs(defs, "marts"))
    assert {key.to_user_string() for key in graph.get(_key("publication")).parent_keys} == {"release_candidate"}


def test_each_suite_is_one_blocking_check_of_the_candidate(defs):
    graph = defs.resolve_asset_graph()
    checks = {key.name: graph.get(key) for key in graph.asset_check_keys if key.asset_key == _key("release_candidate")}
    assert sorted(checks) == sorted(f"{path.stem}_makes_sense" for path in EXPECTATIONS_DIR.glob("*.yml"))
    assert all(check.blocking for check in checks.values())


def test_one_job_one_schedule_two_sensors(defs):
    job, schedule, sensor = (
        defs.resolve_job_def("refresh"),
        defs.resolve_schedule_def("daily_refresh"),
        defs.resolve_sensor_def("raw_folder"),
    )
    assert {node.name for node in job.nodes} == {
        "articles",
        "mentions",
        "dbt_models",
        "release_candidate",
        "audit",
        "publication",
        "trust_report",
    }
    assert (schedule.cron_schedule, schedule.job_name, sensor.job_name) == ("0 5 * * *", "refresh", "refresh")
    assert {sensor.name for sensor in defs.sensors} == {"raw_folder", "failure_alert"}
    assert job.tags["dagster/retry_on_asset_or_op_failure"] == "false"


@pytest.mark.slow
def test_loading_the_definitions_imports_nothing_slow_and_touches_no_data_folder(tmp_path):
    code = (
        "import sys, orchestration.definitions\n"
        "print([name for name in ('great_expectations', 'dbt', 'pandas', 'scipy') if name in sys.modules])"
    )
    environment = {"PATH": "/usr/bin:/bin", "PLEDGEBOOK_DATA_DIR": str(tmp_path / "data"), "HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert not (tmp_path / "data").exists()


def _key(name):
    import dagster as dg

    return dg.AssetKey([name])
