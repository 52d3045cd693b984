"""The doctor, dead runs, and forgetting old ones."""

import json
import os
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from orchestration import cli, dead_runs, doctor, retention, runner
from orchestration.defs.common import run_date
from orchestration.settings import INSTANCE_FILE, Settings, load_settings
from orchestration.warehouse.candidate import build_candidate
from orchestration.warehouse.connect import build_database
from orchestration.warehouse.lock import file_lock, lock_holder
from orchestration.warehouse.notes import AuditRecord, record_audit
from orchestration.warehouse.releases import current_release, list_releases, publish_candidate, settled_audit

NOW = datetime(2026, 11, 24, 5)


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "raw").mkdir()
    return Settings(raw_dir=tmp_path / "raw", data_dir=tmp_path / "data")


def candidate(settings, rows):
    with build_database(settings.build_database) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute(
            "create or replace table marts.dim_articles as select range as article_id, false as is_rejected,"
            " null::varchar as rejection_code from range(?)",
            [rows],
        )
        build_candidate(connection, settings.candidate_dir, code_version="1", parser_version="1")
    record_audit(settings.candidate_dir, [AuditRecord("dim_articles", True, "info", 1, [])])


def publish(settings, rows, hour=5):
    candidate(settings, rows)
    return publish_candidate(settings, now=NOW.replace(hour=hour))


def states(settings):
    return {check.name: check.state for check in doctor.examine(settings)}


class TestDoctor:
    def test_a_new_installation_lacks_a_run_and_a_publication(self, settings):
        found = states(settings)
        assert (found["publication"], found["last run"], found["lock"]) == ("problem", "warning", "ok")
        assert found["rejected inputs"] == "ok"
        assert not settings.data_dir.exists()

    def test_a_publication_is_opened_and_counted(self, settings):
        publish(settings, 3)
        assert states(settings)["publication"] == "ok"

    def test_a_file_beside_the_publication_that_changes_it_is_a_problem(self, settings):
        release, _ = publish(settings, 3)
        release.path.with_name("pledgebook.duckdb.wal").touch()
        assert states(settings)["publication"] == "problem"

    def test_a_damaged_publication_is_a_problem_and_not_a_crash(self, settings):
        release, _ = publish(settings, 3)
        release.path.chmod(0o644)
        release.path.write_bytes(b"no database")
        check = next(check for check in doctor.examine(settings) if check.name == "publication")
        assert check.state == "problem"
        assert "could not look" in check.detail

    def test_settings_of_dagster_that_are_not_ours_any_more_are_named(self, settings):
        assert states(settings)["instance"] == "ok"
        settings.dagster_home.mkdir(parents=True)
        shipped = INSTANCE_FILE.read_text(encoding="utf-8")
        settings.instance_file.write_text(f"# a remark\n{shipped}", encoding="utf-8")
        assert states(settings)["instance"] == "ok"
        settings.instance_file.write_text(shipped.replace("max_runtime_seconds: ", "max_runtime_seconds: 1"))
        check = next(check for check in doctor.examine(settings) if check.name == "instance")
        assert check.state == "warning"
        assert check.detail.endswith("differs in run_monitoring")

    def test_who_holds_the_lock_is_said(self, settings):
        with file_lock(settings.lock_file, wait_seconds=0, holder="somebody"):
            check = next(check for check in doctor.examine(settings) if check.name == "lock")
        assert "somebody" in check.detail

    def test_the_lock_is_looked_at_without_the_right_to_write_it(self, settings, monkeypatch):
        really_open = os.open

        def open_to_read(path, flags, *rest, **named):
            if flags & (os.O_RDWR | os.O_WRONLY):
                raise PermissionError(13, "Permission denied", str(path))
            return really_open(path, flags, *rest, **named)

        with file_lock(settings.lock_file, wait_seconds=0, holder="somebody"):
            monkeypatch.setattr("orchestration.warehouse.lock.os.open", open_to_read)
            assert "somebody" in lock_holder(settings.lock_file)
        assert lock_holder(settings.lock_file) is None

    def test_settings_are_shown_and_the_path_of_the_webhook_is_not(self, settings):
        check = doctor._settings(replace(settings, alert_webhook="https://hooks.example.org/secret"))
        assert check.state == "ok"
        assert "time_zone Europe/Paris" in check.detail
        assert "max_row_bytes 16777216" in check.detail
        assert "alert_webhook hooks.example.org" in check.detail
        assert "secret" not in check.detail

    def test_settings_that_cannot_be_read_are_a_problem_and_not_a_crash(self, monkeypatch, capsys):
        monkeypatch.setenv("PLEDGEBOOK_TIME_ZONE", "Mars/Base")
        assert cli.main(["doctor", "--json"]) == 1
        (check,) = json.loads(capsys.readouterr().out)
        assert (check["name"], check["state"]) == ("settings", "problem")
        assert "PLEDGEBOOK_TIME_ZONE" in check["detail"]

    def test_a_missing_raw_folder_is_a_problem_with_advice(self, settings):
        check = doctor._raw_folder(replace(settings, raw_dir=settings.raw_dir / "nowhere"))
        assert (check.state, "PLEDGEBOOK_RAW_DIR" in check.advice) == ("problem", True)

    def test_the_exit_code_says_whether_there_is_a_problem(self, settings, monkeypatch, capsys):
        monkeypatch.setenv("PLEDGEBOOK_RAW_DIR", str(settings.raw_dir))
        monkeypatch.setenv("PLEDGEBOOK_DATA_DIR", str(settings.data_dir))
        assert cli.main(["doctor", "--json"]) == 1
        publish(settings, 3)
        assert cli.main(["doctor"]) == 0
        assert "publication" in capsys.readouterr().out


class TestKilledWhilePublishing:
    def test_a_release_that_readers_never_saw_is_shown_by_the_next_run_and_not_doubled(self, settings, monkeypatch):
        publish(settings, 1)
        candidate(settings, 2)
        monkeypatch.setattr(
            "orchestration.warehouse.releases._point", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            publish_candidate(settings, now=NOW.replace(hour=6))
        monkeypatch.undo()
        assert current_release(settings).release_id.startswith("20261124T05")
        release, is_new = publish(settings, 2, hour=7)
        assert (release.release_id[:11], is_new) == ("20261124T06", True)
        assert len(list_releases(settings)) == 2

    def test_what_a_kill_left_half_deleted_is_cleared(self, settings):
        publish(settings, 1)
        trash = settings.releases_dir / ".trash-20200101"
        trash.mkdir()
        (trash / "pledgebook.duckdb").touch()
        (settings.data_dir / ".current-99").symlink_to("nowhere")
        publish(settings, 2, hour=6)
        assert not trash.exists()
        assert not (settings.data_dir / ".current-99").is_symlink()

    @pytest.mark.parametrize("note", ["", "{}", '{"content_sha256": 1'])
    def test_notes_that_a_power_cut_damaged_mean_another_audit_and_not_a_crash(self, settings, note):
        release, _ = publish(settings, 1)
        (release.path.parent / "candidate.json").chmod(0o644)
        (release.path.parent / "candidate.json").write_text(note)
        candidate(settings, 1)
        assert settled_audit(settings) is None
        publish(settings, 1, hour=6)
        candidate(settings, 1)
        assert settled_audit(settings) is not None


def test_events_of_a_run_say_why_a_step_failed_or_is_tried_again():
    import dagster as dg

    @dg.op
    def load(context):
        if context.retry_number == 0:
            raise dg.RetryRequested(max_retries=1, seconds_to_wait=0) from OSError("stale handle")
        raise dg.Failure(description="no room", allow_retries=False)

    @dg.job
    def refresh():
        load()

    told, run_id = [], str(uuid.uuid4())
    with dg.DagsterInstance.ephemeral() as instance, runner._Watch(instance, run_id, told.append):
        refresh.execute_in_process(instance=instance, run_id=run_id, raise_on_error=False)
    assert {event.run_id for event in told} == {run_id}
    said = {event.kind: event.error for event in told}
    assert said["STEP_START"] is None
    assert "stale handle" in said["STEP_UP_FOR_RETRY"]
    assert said["STEP_FAILURE"] == "no room"


@pytest.mark.slow
class TestDeadRuns:
    def record(self, instance, status="STARTED"):
        import dagster as dg
        from dagster import DagsterRunStatus

        @dg.job
        def refresh():
            pass

        return instance.create_run_for_job(refresh, status=DagsterRunStatus[status])

    def test_a_run_whose_process_was_killed_is_reported_as_failed_and_a_living_one_is_not(self, settings):
        code = (
            "import sys, time; from pathlib import Path; from orchestration.settings import Settings\n"
            "from orchestration.dead_runs import alive\n"
            "with alive(Settings(Path('raw'), Path(sys.argv[1])), sys.argv[2]):\n"
            "    print('alive', flush=True); time.sleep(60)"
        )
        with runner.open_instance(settings) as instance:
            dead, living = self.record(instance), self.record(instance)
            command = [sys.executable, "-c", code, str(settings.data_dir), dead.run_id]
            process = subprocess.Popen(command, stdout=subprocess.PIPE)
            process.stdout.readline()
            process.kill()
            process.communicate()
            with dead_runs.alive(settings, living.run_id):
                assert dead_runs.bury_dead_runs(settings, instance) == [dead.run_id]
            assert instance.get_run_by_id(dead.run_id).is_failure
            assert not instance.get_run_by_id(living.run_id).is_finished
            assert dead_runs.bury_dead_runs(settings, instance) == []

    def test_a_run_that_was_only_announced_gets_a_minute(self, settings):
        with runner.open_instance(settings) as instance:
            run = self.record(instance)
            dead_runs.announce(settings, run.run_id)
            assert dead_runs.bury_dead_runs(settings, instance) == []
            long_ago = time.time() - 120
            os.utime(settings.runs_dir / run.run_id, (long_ago, long_ago))
            assert dead_runs.bury_dead_runs(settings, instance) == [run.run_id]

    def test_old_runs_are_forgotten_with_their_files_and_the_newest_are_kept(self, settings, monkeypatch):
        monkeypatch.setattr(retention, "RUNS_ALWAYS_KEPT", 2)
        with runner.open_instance(settings) as instance:
            runs = [self.record(instance, "SUCCESS") for _ in range(4)] + [self.record(instance)]
            folder = settings.dagster_home / "storage" / runs[0].run_id
            folder.mkdir(parents=True)
            assert retention.forget_old_runs(settings, instance) == 0
            assert retention.forget_old_runs(replace(settings, runs_kept_days=0), instance) == 3
            kept = {record.dagster_run.run_id for record in instance.get_run_records()}
        assert kept == {runs[3].run_id, runs[4].run_id}
        assert not folder.exists()


class TestSettings:
    @pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", ""])
    def test_a_limit_that_is_no_number_is_an_error_with_its_name(self, monkeypatch, value, capsys):
        monkeypatch.setenv("PLEDGEBOOK_MAX_FILE_BYTES", value)
        with pytest.raises(ValueError, match="PLEDGEBOOK_MAX_FILE_BYTES"):
            load_settings()
        assert cli.main(["publications"]) == 2
        assert "PLEDGEBOOK_MAX_FILE_BYTES" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("TIME_ZONE", "Mars/Base"),
            ("TIME_ZONE", "../etc/passwd"),
            ("TIME_ZONE", ""),
            ("MEMORY_LIMIT", "lots"),
            ("MEMORY_LIMIT", "-1GB"),
            ("MEMORY_LIMIT", "0MB"),
            ("LOG_FORMAT", "jsn"),
            ("LOCK_WAIT_SECONDS", "-5"),
            ("LOCK_WAIT_SECONDS", "nan"),
            ("LOCK_WAIT_SECONDS", "inf"),
            ("LOCK_WAIT_SECONDS", "abc"),
            ("AS_OF", "1 December"),
            ("ALERT_WEBHOOK", "hooks.example.org"),
            ("ALERT_WEBHOOK", "http://a b"),
            ("ALERT_WEBHOOK", "http://host:abc"),
        ],
    )
    def test_a_value_that_cannot_be_meant_is_an_error_with_name_value_and_what_is_expected(
        self, monkeypatch, capsys, name, value
    ):
        monkeypatch.setenv(f"PLEDGEBOOK_{name}", value)
        assert cli.main(["publications"]) == 2
        said = capsys.readouterr().err
        assert said.startswith(f"pledgebook: expected PLEDGEBOOK_{name} to be ")
        assert said.endswith(f", found {value!r}\n")

    def test_the_path_of_a_wrong_webhook_is_not_printed(self, monkeypatch, capsys):
        monkeypatch.setenv("PLEDGEBOOK_ALERT_WEBHOOK", "hooks.example.org/services/secret")
        assert cli.main(["publications"]) == 2
        said = capsys.readouterr().err
        assert "hooks.example.org" in said
        assert "secret" not in said

    def test_limits_are_read_from_the_environment(self, monkeypatch):
        monkeypatch.setenv("PLEDGEBOOK_MAX_ROW_BYTES", "77")
        assert (load_settings().limits.row_bytes, load_settings().limits.file_bytes) == (77, 64 * 1024 * 1024)

    def test_duckdb_keeps_to_the_memory_that_is_set(self, monkeypatch, tmp_path):
        monkeypatch.setenv("PLEDGEBOOK_MEMORY_LIMIT", "100MiB")
        limit = load_settings().memory_limit
        with build_database(tmp_path / "warehouse.duckdb", memory_limit=limit) as connection:
            assert connection.execute("select current_setting('memory_limit')").fetchall() == [("100.0 MiB",)]

    def test_the_day_that_a_run_counts_from_is_the_one_set_or_today(self, monkeypatch):
        monkeypatch.setenv("PLEDGEBOOK_AS_OF", "2026-12-01")
        assert run_date(load_settings()) == "2026-12-01"
        monkeypatch.delenv("PLEDGEBOOK_AS_OF")
        before = datetime.now(UTC).date() - timedelta(days=1)
        assert before.isoformat() <= run_date(load_settings()) <= (before + timedelta(days=2)).isoformat()
        monkeypatch.setenv("PLEDGEBOOK_AS_OF", "1 December")
        with pytest.raises(ValueError, match="PLEDGEBOOK_AS_OF"):
            load_settings()

    def test_a_data_folder_that_cannot_be_made_is_said_and_not_traced(self, tmp_path, monkeypatch, capsys):
        (tmp_path / "file").touch()
        monkeypatch.setenv("PLEDGEBOOK_DATA_DIR", str(tmp_path / "file" / "data"))
        monkeypatch.setattr(runner, "run_refresh", lambda settings, **_: runner.open_instance(settings))
        assert cli.main(["run"]) == 1
        assert "Not a directory" in capsys.readouterr().err
