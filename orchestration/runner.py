"""Runs the pipeline in this process, on a real Dagster instance.

What belongs here: the instance, telemetry off, one run and what became of it. What does not: drawing it.
"""

import gc
import logging
import os
import shutil
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from orchestration.dead_runs import announce, bury_dead_runs
from orchestration.failures import failure_texts, step_failure_text
from orchestration.settings import INSTANCE_FILE, QUIET, Settings

if TYPE_CHECKING:
    import dagster as dg

_POLL_SECONDS: Final = 0.2
# Modules, manifest and assets live until the end: to look through them for garbage again and again costs 5 % of a run.
_RARELY: Final = (100_000, 50, 100)
_STEP_EVENTS: Final = ("STEP_START", "STEP_SUCCESS", "STEP_FAILURE", "STEP_SKIPPED", "STEP_UP_FOR_RETRY")


@dataclass(frozen=True)
class StepEvent:
    """Something that happened to a step.

    Attributes:
        step: Name of the step.
        kind: STEP_START, STEP_SUCCESS, STEP_FAILURE, STEP_SKIPPED or STEP_UP_FOR_RETRY.
        at: Seconds since 1970.
        run_id: Dagster's id of the run.
        error: What went wrong, when something did.
    """

    step: str
    kind: str
    at: float
    run_id: str
    error: str | None = None


@dataclass(frozen=True)
class RunOutcome:
    """What became of a run.

    Attributes:
        run_id: Dagster's id of the run.
        is_success: Everything ran, the audit passed, readers have the publication.
        errors: One message per failed step, or why no step began.
        seconds: Time by step, in the order in which they started.
        facts: Metadata of the assets by key, plain values only.
        failed_checks: Checks that did not pass, warnings included: asset, name, severity, what failed.
    """

    run_id: str
    is_success: bool
    errors: list[str]
    seconds: dict[str, float]
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    failed_checks: list[str] = field(default_factory=list)


def open_instance(settings: Settings) -> "dg.DagsterInstance":
    """Open Dagster's instance in the data folder, with our settings and without telemetry."""
    home = settings.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(QUIET, DAGSTER_HOME=str(home))
    if not settings.instance_file.exists():
        fresh = home / f".dagster-{os.getpid()}.yaml"
        shutil.copyfile(INSTANCE_FILE, fresh)
        fresh.replace(settings.instance_file)
    import dagster as dg

    return dg.DagsterInstance.get()


def run_refresh(
    settings: Settings,
    *,
    on_event: Callable[[StepEvent], None],
    backfill: Mapping[str, str] | None = None,
    rebuild: bool = False,
) -> RunOutcome:
    """Run the job ``refresh`` once.

    Args:
        settings: Where everything is.
        on_event: Called from another thread as steps start and end.
        backfill: ``published_from`` and ``published_until`` of articles to parse again; ISO dates.
        rebuild: Build all models as if nothing had been built.

    Returns:
        What became of it; a failure is an outcome, not an exception.

    Raises:
        TransformError: The dbt project does not parse.
    """
    from orchestration.transform import ensure_manifest

    gc.set_threshold(*_RARELY)
    os.environ.update(QUIET)
    os.environ["PLEDGEBOOK_RAW_DIR"] = str(settings.raw_dir)
    os.environ["PLEDGEBOOK_DATA_DIR"] = str(settings.data_dir)
    ensure_manifest(settings)
    logging.getLogger("great_expectations").propagate = False  # its own levels say more than a person wants
    from orchestration.definitions import defs

    run_id = str(uuid.uuid4())
    announce(settings, run_id)
    with open_instance(settings) as instance, _Watch(instance, run_id, on_event) as watch:
        bury_dead_runs(settings, instance)
        result = defs.resolve_job_def("refresh").execute_in_process(
            instance=instance,
            run_id=run_id,
            raise_on_error=False,
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "ops": {
                    "mentions": {"config": dict(backfill or {})},
                    "dbt_models": {"config": {"rebuild": rebuild}},
                },
            },
        )
    return _outcome(run_id, result, watch.seconds())


class _Watch:
    """Reports the events of a run while it goes on, by reading the instance's log from another thread."""

    def __init__(self, instance: "dg.DagsterInstance", run_id: str, on_event: Callable[[StepEvent], None]) -> None:
        self.events: list[StepEvent] = []
        self._instance = instance
        self._run_id = run_id
        self._on_event = on_event
        self._finished = threading.Event()
        self._thread = threading.Thread(target=self._follow, daemon=True)

    def __enter__(self) -> "_Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._finished.set()
        self._thread.join()

    def seconds(self) -> dict[str, float]:
        """Time by step, in the order in which they started; a step that was tried again counts from its first try."""
        started = {event.step: event.at for event in reversed(self.events) if event.kind == "STEP_START"}
        ended = {event.step: event.at for event in self.events if event.kind in ("STEP_SUCCESS", "STEP_FAILURE")}
        return {step: ended[step] - at for step, at in sorted(started.items(), key=itemgetter(1)) if step in ended}

    def _follow(self) -> None:
        """Follow the log until the run has ended and everything is reported."""
        from dagster import DagsterEventType

        kinds = {DagsterEventType[name] for name in _STEP_EVENTS}
        cursor = None
        is_last = False
        while not is_last:
            is_last = self._finished.wait(_POLL_SECONDS)
            page = self._instance.get_records_for_run(self._run_id, cursor=cursor, of_type=kinds)
            cursor = page.cursor
            for record in page.records:
                entry = record.event_log_entry
                if entry.step_key is not None and (found := entry.dagster_event) is not None:
                    kind, error = found.event_type_value, step_failure_text(found)
                    event = StepEvent(entry.step_key, kind, entry.timestamp, self._run_id, error)
                    self.events.append(event)
                    self._on_event(event)


def _outcome(run_id: str, result: "dg.ExecuteInProcessResult", seconds: dict[str, float]) -> RunOutcome:
    """Read errors, times and metadata out of the events of a finished run."""
    facts: dict[str, dict[str, Any]] = {}
    failed_checks: list[str] = []
    for event in result.all_events:
        if event.event_type_value == "ASSET_MATERIALIZATION":
            materialization = event.step_materialization_data.materialization
            facts[materialization.asset_key.to_user_string()] = _plain(materialization.metadata)
        elif event.event_type_value == "ASSET_CHECK_EVALUATION":
            evaluation = event.asset_check_evaluation_data
            if not evaluation.passed:
                failed_checks.append(_check_text(evaluation))
    return RunOutcome(run_id, result.success, failure_texts(result.all_events), seconds, facts, failed_checks)


def _check_text(evaluation: "dg.AssetCheckEvaluation") -> str:
    """Say which check of which asset did not pass, and why if it says so."""
    facts = _plain(evaluation.metadata)
    reason = facts.get("failed") or facts.get("message") or ""
    name = f"{evaluation.asset_key.to_user_string()} {evaluation.check_name}"
    return f"{name} ({evaluation.severity.value.lower()}): {reason}"


def _plain(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Keep numbers, text and yes/no."""
    values = {name: getattr(value, "value", value) for name, value in metadata.items()}
    return {name: value for name, value in values.items() if isinstance(value, str | int | float | bool)}
