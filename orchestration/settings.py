"""Every path and environment variable, with defaults that work in a clone.

What belongs here: where things are and the numbers that an operator may turn. What does not: reading or writing any
of it.
"""

import math
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from orchestration.ingest.limits import InputLimits
from orchestration.ingest.web_address import web_host

PROJECT_DIR: Final = Path(__file__).resolve().parent.parent
DBT_PROJECT_DIR: Final = PROJECT_DIR / "dbt_project"
SEEDS_DIR: Final = DBT_PROJECT_DIR / "seeds"
EXPECTATIONS_DIR: Final = PROJECT_DIR / "expectations"
INSTANCE_FILE: Final = PROJECT_DIR / "orchestration" / "dagster.yaml"  # settings of a new Dagster instance
PUBLICATION_NAME: Final = "pledgebook.duckdb"
MEMORY_LIMIT: Final = "1000MB"  # DuckDB's own default is four fifths of the machine
QUIET: Final = {  # no tool that we start reports to its maker; the Makefile says the same to those that it starts
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "GX_ANALYTICS_ENABLED": "false",
}
LOG_FORMATS: Final = ("text", "json")
_MEMORY: Final = re.compile(r"(\d+(?:\.\d+)?) ?[KMGT]i?B", re.IGNORECASE)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Settings:
    """Places and limits of one installation.

    Attributes:
        raw_dir: Folder of raw articles (``PLEDGEBOOK_RAW_DIR``).
        data_dir: Folder of everything that is written (``PLEDGEBOOK_DATA_DIR``).
        releases_kept: Publications that stay available for a rollback (``PLEDGEBOOK_RELEASES_KEPT``).
        parse_batch_articles: Articles that are parsed at a time; bounds the memory.
        parse_workers: Batches that are parsed at the same time; each takes some 200 MB (``PLEDGEBOOK_PARSE_WORKERS``).
        memory_limit: What DuckDB may hold while it builds, as DuckDB writes it (``PLEDGEBOOK_MEMORY_LIMIT``).
        limits: Inputs beyond them are rejected (``PLEDGEBOOK_MAX_FILE_BYTES`` and the like).
        lock_wait_seconds: How long a run waits for another one that writes (``PLEDGEBOOK_LOCK_WAIT_SECONDS``).
        time_zone: Zone of the daily schedule and of today's date (``PLEDGEBOOK_TIME_ZONE``).
        as_of_on: Day that ages and overdue dates are counted from (``PLEDGEBOOK_AS_OF``); None for today.
        alert_webhook: Address that gets a POST when a run fails (``PLEDGEBOOK_ALERT_WEBHOOK``); None for the log alone.
        runs_kept_days: Older runs are deleted from Dagster's history (``PLEDGEBOOK_RUNS_KEPT_DAYS``).
        stale_hours: A last run older than this is worth a look (``PLEDGEBOOK_STALE_HOURS``).
        log_format: ``text``, or ``json`` for one JSON object per event (``PLEDGEBOOK_LOG_FORMAT``).
    """

    raw_dir: Path
    data_dir: Path
    releases_kept: int = 3
    parse_batch_articles: int = 1_700
    parse_workers: int = 2
    memory_limit: str = MEMORY_LIMIT
    limits: InputLimits = field(default_factory=InputLimits)
    lock_wait_seconds: float = 600.0
    time_zone: str = "Europe/Paris"
    as_of_on: date | None = None
    alert_webhook: str | None = None
    runs_kept_days: int = 30
    stale_hours: int = 26
    log_format: str = "text"

    @property
    def build_database(self) -> Path:
        """The pipeline's own database; nobody else opens it. Its path is constant, for dbt's partial parsing."""
        return self.data_dir / "build" / "warehouse.duckdb"

    @property
    def lock_file(self) -> Path:
        """Locked by the run that writes."""
        return self.data_dir / "build" / "lock"

    @property
    def runs_dir(self) -> Path:
        """A file per run that is going on, locked by it."""
        return self.data_dir / "build" / "runs"

    @property
    def releases_dir(self) -> Path:
        """One folder per publication."""
        return self.data_dir / "releases"

    @property
    def candidate_dir(self) -> Path:
        """What the next publication will be, until its audit has passed."""
        return self.releases_dir / ".candidate"

    @property
    def dbt_target_dir(self) -> Path:
        """What dbt writes while it runs; beside the build database, so that installations do not disturb each other."""
        return self.data_dir / "build" / "dbt"

    @property
    def current_link(self) -> Path:
        """Link to the folder of the current publication."""
        return self.data_dir / "current"

    @property
    def hold_file(self) -> Path:
        """There while a rollback keeps readers where they are; holds the name of that publication."""
        return self.data_dir / "held"

    @property
    def publication(self) -> Path:
        """The file that analysts open."""
        return self.current_link / PUBLICATION_NAME

    @property
    def trust_report(self) -> Path:
        """What the publication says that the one before did not, in Markdown."""
        return self.data_dir / "trust_report.md"

    @property
    def docs_dir(self) -> Path:
        """Great Expectations Data Docs."""
        return self.data_dir / "data_docs"

    @property
    def dagster_home(self) -> Path:
        """Dagster's instance: run history, schedules, logs."""
        return self.data_dir / "dagster"

    @property
    def instance_file(self) -> Path:
        """Settings of that instance, which an operator may change; a copy of ours to begin with."""
        return self.dagster_home / INSTANCE_FILE.name


class SettingsError(ValueError):
    """A variable of the environment holds something else than it should."""


def load_settings() -> Settings:
    """Read the environment.

    Returns:
        The settings; relative paths are taken from the project folder.

    Raises:
        SettingsError: A value is not what its variable takes; the message names both, and what is expected.
    """
    return Settings(
        raw_dir=PROJECT_DIR / os.environ.get("PLEDGEBOOK_RAW_DIR", "raw"),
        data_dir=PROJECT_DIR / os.environ.get("PLEDGEBOOK_DATA_DIR", "data"),
        releases_kept=_whole_number("PLEDGEBOOK_RELEASES_KEPT", 3),
        parse_workers=_whole_number("PLEDGEBOOK_PARSE_WORKERS", 2),
        memory_limit=_value("PLEDGEBOOK_MEMORY_LIMIT", MEMORY_LIMIT, _memory, "a size such as 1500MB or 2GiB"),
        limits=_limits(),
        lock_wait_seconds=_value("PLEDGEBOOK_LOCK_WAIT_SECONDS", "600", _seconds, "a number of seconds, 0 or more"),
        time_zone=_value("PLEDGEBOOK_TIME_ZONE", "Europe/Paris", _time_zone, "a time zone such as Europe/Paris"),
        as_of_on=_day("PLEDGEBOOK_AS_OF"),
        alert_webhook=_webhook("PLEDGEBOOK_ALERT_WEBHOOK"),
        runs_kept_days=_whole_number("PLEDGEBOOK_RUNS_KEPT_DAYS", 30),
        stale_hours=_whole_number("PLEDGEBOOK_STALE_HOURS", 26),
        log_format=_value("PLEDGEBOOK_LOG_FORMAT", "text", _log_format, " or ".join(LOG_FORMATS)),
    )


def _limits() -> InputLimits:
    """Read the limits that are set, keep the defaults of the others."""
    known = asdict(InputLimits())
    return InputLimits(
        **{name: _whole_number(f"PLEDGEBOOK_MAX_{name.upper()}", usual) for name, usual in known.items()}
    )


def _value(name: str, usual: str, read: Callable[[str], Value], expected: str) -> Value:
    """Read one variable; ``read`` raises ``ValueError`` or ``LookupError`` at what it does not take."""
    value = os.environ.get(name, usual)
    try:
        return read(value)
    except (ValueError, LookupError, OSError) as error:
        raise SettingsError(f"expected {name} to be {expected}, found {value!r}") from error


def _whole_number(name: str, usual: int) -> int:
    """Read a positive whole number."""
    return _value(name, str(usual), _positive, "a positive whole number")


def _day(name: str) -> date | None:
    """Read an ISO date; None where nothing is set."""
    return _value(name, "", lambda value: date.fromisoformat(value) if value else None, "an ISO date like 2026-12-01")


def _webhook(name: str) -> str | None:
    """Read a web address, whose path may be a secret; None where nothing is set."""
    value = os.environ.get(name)
    if value and (web_host(value) is None or not value.isascii()):
        shown = re.sub(r"(?<=[^:/?#])[/?#].*", "/…", value, flags=re.DOTALL)
        raise SettingsError(f"expected {name} to be an address like https://host/path, found {shown!r}")
    return value or None


def _positive(value: str) -> int:
    """Read a whole number that is not 0."""
    if not value.isdecimal() or int(value) == 0:
        raise ValueError(value)
    return int(value)


def _seconds(value: str) -> float:
    """Read a time that can be waited for."""
    seconds = float(value)
    if not math.isfinite(seconds) or seconds < 0:
        raise ValueError(value)
    return seconds


def _memory(value: str) -> str:
    """Check a size as DuckDB writes it."""
    found = _MEMORY.fullmatch(value)
    if found is None or float(found[1]) == 0:
        raise ValueError(value)
    return value


def _time_zone(value: str) -> str:
    """Check the name of a zone."""
    return ZoneInfo(value).key


def _log_format(value: str) -> str:
    """Check the name of a format."""
    return LOG_FORMATS[LOG_FORMATS.index(value)]
