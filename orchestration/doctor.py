"""``pledgebook doctor``: is this installation well?

What belongs here: looking, and saying what to do. What does not: repairing, or writing anything.
"""

import os
import platform
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final

import yaml

from orchestration.ingest.web_address import web_host
from orchestration.queries import read_publication, read_rejections, read_row_counts
from orchestration.settings import INSTANCE_FILE, Settings, SettingsError
from orchestration.versions import code_version
from orchestration.warehouse.lock import lock_holder
from orchestration.warehouse.releases import current_release, is_held, list_releases

PACKAGES: Final = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "polars", "pyarrow")
SPARE_BYTES: Final = 1024 * 1024 * 1024
OK, WARNING, PROBLEM = "ok", "warning", "problem"


@dataclass(frozen=True)
class HealthCheck:
    """The answer to one question.

    Attributes:
        name: What was looked at.
        state: ok, warning, problem.
        detail: What was found.
        advice: What to do; empty when all is well.
    """

    name: str
    state: str
    detail: str
    advice: str = ""


def examine(settings: Settings) -> list[HealthCheck]:
    """Look at everything that a run or a reader depends on.

    Args:
        settings: The installation.

    Returns:
        One answer per question, in a fixed order; a question that cannot be answered is a problem.
    """
    questions: list[tuple[str, Callable[[Settings], HealthCheck]]] = [
        ("versions", _versions),
        ("settings", _settings),
        ("raw folder", _raw_folder),
        ("data folder", _data_folder),
        ("disk", _disk),
        ("lock", _lock),
        ("instance", _instance),
        ("last run", _last_run),
        ("publication", _publication),
        ("rejected inputs", _rejected_inputs),
    ]
    return [_answer(name, question, settings) for name, question in questions]


def _answer(name: str, question: Callable[[Settings], HealthCheck], settings: Settings) -> HealthCheck:
    """Ask one question; a doctor who stumbles says so."""
    try:
        return question(settings)
    except Exception as error:  # noqa: BLE001 - whatever is broken is what we are here to report
        detail = f"could not look: {type(error).__name__}: {error}"
        return HealthCheck(name, PROBLEM, detail, "see docs/on_call.md")


def _versions(_: Settings) -> HealthCheck:
    """The code and what it stands on."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            missing.append(package)
    detail = ", ".join([f"pledgebook {code_version()}", f"Python {platform.python_version()}"])
    detail = ", ".join([detail, *(f"{name} {number}" for name, number in found.items())])
    if missing:
        return HealthCheck("versions", PROBLEM, f"{detail}; missing: {', '.join(missing)}", "run `make install`")
    return HealthCheck("versions", OK, detail)


def wrong_settings(error: SettingsError) -> HealthCheck:
    """Report settings that cannot be read; there is nothing else to look at then."""
    return HealthCheck("settings", PROBLEM, str(error), "correct the variable; the defaults stand in settings.py")


def _settings(settings: Settings) -> HealthCheck:
    """The numbers that an operator may turn, as they are; of the webhook only the host, as its path may be a secret."""
    shown = asdict(settings)
    shown |= {f"max_{name}": limit for name, limit in shown.pop("limits").items()}
    shown["alert_webhook"] = settings.alert_webhook and web_host(settings.alert_webhook)
    hidden = ("raw_dir", "data_dir")  # have a line of their own
    detail = ", ".join(f"{name} {value}" for name, value in shown.items() if name not in hidden)
    return HealthCheck("settings", OK, detail)


def _raw_folder(settings: Settings) -> HealthCheck:
    """Where articles come from."""
    if not settings.raw_dir.is_dir():
        return HealthCheck("raw folder", PROBLEM, f"no folder at {settings.raw_dir}", "set PLEDGEBOOK_RAW_DIR")
    if not os.access(settings.raw_dir, os.R_OK | os.X_OK):
        return HealthCheck("raw folder", PROBLEM, f"{settings.raw_dir} cannot be read", "grant read access")
    return HealthCheck("raw folder", OK, str(settings.raw_dir))


def _data_folder(settings: Settings) -> HealthCheck:
    """Where everything is written."""
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    is_read_only = bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    if is_read_only or not os.access(folder, os.W_OK):
        return HealthCheck(
            "data folder", PROBLEM, f"{folder} cannot be written", "remount it, or set PLEDGEBOOK_DATA_DIR"
        )
    return HealthCheck("data folder", OK, str(settings.data_dir))


def _disk(settings: Settings) -> HealthCheck:
    """Room for the next run: it may double the build database and writes one more release."""
    folder = next(path for path in (settings.data_dir, *settings.data_dir.parents) if path.exists())
    free = shutil.disk_usage(folder).free
    build = settings.build_database.stat().st_size if settings.build_database.exists() else 0
    needed = 2 * build + SPARE_BYTES
    detail = f"{free / 1e9:.1f} GB free, {needed / 1e9:.1f} GB wanted"
    if free < needed:
        return HealthCheck("disk", PROBLEM, detail, "free some space; old releases: lower PLEDGEBOOK_RELEASES_KEPT")
    return HealthCheck("disk", OK, detail)


def _lock(settings: Settings) -> HealthCheck:
    """Who is writing."""
    holder = lock_holder(settings.lock_file)
    return HealthCheck("lock", OK, f"held by {holder}" if holder else "free")


def _instance(settings: Settings) -> HealthCheck:
    """Dagster's settings: the copy was made once, and ours may have changed since."""
    if not settings.instance_file.exists():
        return HealthCheck("instance", OK, "none yet")
    ours, found = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in (INSTANCE_FILE, settings.instance_file))
    other = sorted(name for name in ours.keys() | found.keys() if ours.get(name) != found.get(name))
    if other:
        advice = f"unless somebody meant it: copy orchestration/{INSTANCE_FILE.name} over it and restart the daemon"
        return HealthCheck("instance", WARNING, f"{settings.instance_file} differs in {', '.join(other)}", advice)
    return HealthCheck("instance", OK, str(settings.instance_file))


def _last_run(settings: Settings) -> HealthCheck:
    """What became of the last run that ended."""
    if not (settings.dagster_home / "history").is_dir():
        return HealthCheck("last run", WARNING, "none yet", "run `pledgebook run`")
    import dagster as dg

    from orchestration.runner import open_instance

    ended = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]
    with open_instance(settings) as instance:
        records = instance.get_run_records(filters=dg.RunsFilter(statuses=ended), limit=1)
    if not records:
        return HealthCheck("last run", WARNING, "none has ended yet", "run `pledgebook run`")
    record = records[0]
    ended_at = datetime.fromtimestamp(record.end_time or record.update_timestamp.timestamp(), UTC)
    hours = (datetime.now(UTC) - ended_at).total_seconds() / 3600
    detail = f"{record.dagster_run.run_id}: {record.dagster_run.status.value}, {ended_at:%Y-%m-%d %H:%M} UTC"
    if record.dagster_run.status is not dg.DagsterRunStatus.SUCCESS:
        return HealthCheck("last run", PROBLEM, detail, "open the run in Dagster, then docs/on_call.md")
    if hours > settings.stale_hours:
        advice = "is the daemon running? `make dev`, or the service that replaces it"
        return HealthCheck("last run", WARNING, f"{detail}, {hours:.0f} hours ago", advice)
    return HealthCheck("last run", OK, detail)


def _publication(settings: Settings) -> HealthCheck:
    """What readers see: present, whole, and nobody has written into it."""
    release = current_release(settings)
    if release is None:
        return HealthCheck("publication", PROBLEM, "none", "run `pledgebook run`")
    leftovers = sorted(path.name for path in release.path.parent.glob("*.wal"))
    if leftovers:
        advice = "somebody opened it for writing: `pledgebook rollback`, then run again"
        return HealthCheck("publication", PROBLEM, f"{release.release_id} has {', '.join(leftovers)}", advice)
    row: dict[str, Any] = read_publication(release.path)
    counts = read_row_counts(release.path, sorted(row["row_counts"]))
    if counts != row["row_counts"]:
        wrong = sorted(table for table in counts if counts[table] != row["row_counts"][table])
        return HealthCheck("publication", PROBLEM, f"rows differ from what it says: {wrong}", "`pledgebook rollback`")
    kept = len(list_releases(settings))
    if is_held(settings):
        advice = "when the newest is right again: `pledgebook rollback` with its name"
        return HealthCheck("publication", WARNING, f"{release.release_id}, held by a rollback, {kept} on disk", advice)
    return HealthCheck("publication", OK, f"{release.release_id}, {sum(counts.values())} rows, {kept} on disk")


def _rejected_inputs(settings: Settings) -> HealthCheck:
    """Inputs that are no articles: for somebody to look at, no reason to wake anybody."""
    if current_release(settings) is None:
        return HealthCheck("rejected inputs", OK, "nothing is published yet")
    counts = read_rejections(settings.publication)
    if not counts:
        return HealthCheck("rejected inputs", OK, "none")
    detail = ", ".join(f"{count} {code}" for code, count in counts.items())
    return HealthCheck("rejected inputs", WARNING, detail, "select * from dim_articles where is_rejected")
