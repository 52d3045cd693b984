"""The refresh job, the daily schedule and the folder sensor, each run on a real Dagster instance."""

import errno
import os
import shutil
from datetime import UTC, datetime

import dagster as dg
import pytest

from orchestration.failures import failure_texts
from orchestration.runner import open_instance
from orchestration.settings import Settings
from orchestration.transform import ensure_manifest
from tests.installation import SAMPLES

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    root = tmp_path_factory.mktemp("automation")
    (root / "raw").mkdir()
    shutil.copy(SAMPLES / "2025-12-22_japon-plan-ia-resume.txt", root / "raw")
    settings = Settings(raw_dir=root / "raw", data_dir=root / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLEDGEBOOK_RAW_DIR", str(settings.raw_dir))
        patch.setenv("PLEDGEBOOK_DATA_DIR", str(settings.data_dir))
        patch.setenv("DAGSTER_HOME", str(settings.dagster_home))
        ensure_manifest(settings)
        yield settings


@pytest.fixture(scope="module")
def defs(installation):
    from orchestration.definitions import defs

    return defs


@pytest.fixture(scope="module")
def instance(installation):
    with open_instance(installation) as opened:
        yield opened


def execute(defs, instance, request):
    """Do what the daemon does with a run request."""
    job = defs.resolve_job_def(request.job_name or "refresh")
    return job.execute_in_process(instance=instance, run_config=request.run_config, tags=request.tags)


def look(defs, instance, cursor):
    context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs)
    return defs.resolve_sensor_def("raw_folder").evaluate_tick(context)


def test_the_sensor_starts_a_run_when_a_file_changed_and_the_run_loads_new_content_only(defs, instance, installation):
    first = look(defs, instance, None)
    (request,) = first.run_requests
    assert execute(defs, instance, request).success
    assert installation.publication.exists()

    assert look(defs, instance, first.cursor).run_requests == []
    path = next(installation.raw_dir.iterdir())
    os.utime(path, (1, 1))
    shutil.copy(path, installation.raw_dir / "copy.txt")
    touched = look(defs, instance, first.cursor)
    (request,) = touched.run_requests
    assert execute(defs, instance, request).success
    loaded = instance.get_latest_materialization_event(dg.AssetKey(["raw", "articles"])).asset_materialization
    assert loaded.metadata["texts_added"].value == 0
    assert look(defs, instance, touched.cursor).run_requests == []
    (installation.raw_dir / "new.txt").write_text("Un texte nouveau.")
    assert len(look(defs, instance, touched.cursor).run_requests) == 1


def test_the_daily_schedule_runs_the_job_in_its_time_zone(defs, instance, installation):
    schedule = defs.resolve_schedule_def("daily_refresh")
    context = dg.build_schedule_context(
        instance=instance, scheduled_execution_time=datetime(2026, 11, 24, 4, tzinfo=UTC)
    )
    (request,) = schedule.evaluate_tick(context).run_requests
    assert schedule.execution_timezone == "Europe/Paris"
    assert execute(defs, instance, request).success


def test_the_findings_asset_carries_a_table_of_findings(defs, instance, installation):
    event = instance.get_latest_materialization_event(dg.AssetKey(["marts", "fct_findings"]))
    metadata = event.asset_materialization.metadata
    assert isinstance(metadata["findings"], dg.MarkdownMetadataValue)
    assert "dagster/row_count" in metadata


def test_each_published_table_shows_its_columns_with_type_and_meaning(defs):
    shown = {
        key: spec.metadata["dagster/column_schema"].columns
        for spec in defs.resolve_all_asset_specs()
        if (key := spec.key).path[0] == "marts"
    }
    assert dg.AssetKey(["marts", "fct_findings"]) in shown
    assert [(key, column.name) for key, columns in shown.items() for column in columns if not column.description] == []
    assert [(key, column.name) for key, columns in shown.items() for column in columns if not column.type] == []
    assert all(shown.values())


def test_two_runs_at_once_wait_for_each_other(defs, instance, installation, monkeypatch):
    from orchestration.warehouse.lock import file_lock

    monkeypatch.setenv("PLEDGEBOOK_LOCK_WAIT_SECONDS", "0.3")
    with file_lock(installation.lock_file, wait_seconds=0, holder="somebody else"):
        result = defs.resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)
    assert not result.success
    assert any("the build database is in use by somebody else" in text for text in failure_texts(result.all_events))


def test_a_disk_that_is_full_at_the_start_is_named(defs, instance, installation, monkeypatch):
    def no_room(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("orchestration.defs.common.begin_with_reference", no_room)
    result = defs.resolve_job_def("refresh").execute_in_process(instance=instance, raise_on_error=False)
    assert failure_texts(result.all_events) == ["OSError: [Errno 28] No space left on device"]
