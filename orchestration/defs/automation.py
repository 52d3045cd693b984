"""What starts the pipeline and watches it: one job, a daily schedule, sensors on the raw folder and on failures.

What belongs here: when to run, and whom to tell of a failure. What does not: what runs.
"""

from datetime import UTC, datetime
from typing import Final

import dagster as dg

from orchestration.alerts import Alert, alert_targets, send_alert
from orchestration.dead_runs import bury_dead_runs
from orchestration.failures import failure_texts
from orchestration.ingest.files import listing_sha256
from orchestration.settings import load_settings

SENSOR_SECONDS: Final = 60

refresh = dg.define_asset_job(
    "refresh",
    selection=dg.AssetSelection.all(),
    description="Load, parse, model, audit, publish. Costs what is new; publishes nothing when nothing changed.",
    executor_def=dg.in_process_executor,
    # A run is repeated when its process dies, never because a step failed: steps know themselves what is transient.
    tags={"dagster/max_retries": "2", "dagster/retry_on_asset_or_op_failure": "false"},
)

daily = dg.ScheduleDefinition(
    name="daily_refresh",
    job=refresh,
    cron_schedule="0 5 * * *",
    execution_timezone=load_settings().time_zone,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every morning at five, before analysts start; also moves the day on which staleness is judged.",
)


@dg.sensor(
    name="raw_folder",
    job=refresh,
    minimum_interval_seconds=SENSOR_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run when a file of the raw folder is new, changed or gone; what is read is up to the run.",
)
def raw_folder(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Compare the folder's names, sizes and times with the cursor; no file is opened, however many there are.

    The request has no run key: a folder that is again as it once was, a file added and removed, is news too. A daemon
    that dies has noted the id of the run and resumes it within a day; later it may ask twice, and the second run finds
    nothing new.
    """
    settings = load_settings()
    bury_dead_runs(settings, context.instance)  # else the queue would wait for them
    if not settings.raw_dir.is_dir():
        return dg.SkipReason(f"expected a raw folder at {settings.raw_dir}, found none")
    count, listing = listing_sha256(settings.raw_dir)
    if context.cursor == listing:
        return dg.SkipReason(f"{count} files, none touched")
    return dg.SensorResult(run_requests=[dg.RunRequest()], cursor=listing)


@dg.run_failure_sensor(
    name="failure_alert",
    monitored_jobs=[refresh],
    minimum_interval_seconds=SENSOR_SECONDS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells of a failed run: in the log, and at PLEDGEBOOK_ALERT_WEBHOOK when it is set.",
)
def failure_alert(context: dg.RunFailureSensorContext) -> None:
    """Send one alert per failed run."""
    alert = Alert(
        run_id=context.dagster_run.run_id,
        job_name=context.dagster_run.job_name,
        error="\n".join(failure_texts([*context.get_step_failure_events(), context.failure_event])) or "no message",
        failed_at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    send_alert(alert, alert_targets(load_settings(), context.log), context.log)
