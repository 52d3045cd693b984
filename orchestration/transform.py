"""The only code that runs dbt, inside this process: parsing the project and building the models.

What belongs here: calls of ``dbtRunner`` and what they return, in our own words. What does not: Dagster.

dbt is imported when it is needed: it costs more than a second.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from orchestration.settings import DBT_PROJECT_DIR, QUIET, Settings
from orchestration.versions import project_version

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunnerResult

TARGET_DIR: Final = DBT_PROJECT_DIR / "target"
MANIFEST_PATH: Final = TARGET_DIR / "manifest.json"
_PARSED_PATH: Final = TARGET_DIR / "partial_parse.msgpack"  # the same, as dbt reads it
_VERSION_PATH: Final = TARGET_DIR / "version.txt"  # what both were made from
_ENVIRONMENT: Final = ("PLEDGEBOOK_BUILD_DATABASE", "PLEDGEBOOK_BUILD_MEMORY")  # what ``profiles.yml`` reads
_GOOD: Final = {"success", "pass", "warn", "no-op"}
# What is made of the project alone. Cautious: with it go its own tests, and none that also looks at another table.
_REFERENCE: Final = ("path:seeds", "path:models/*/reference", "--indirect-selection", "cautious")


class ManifestMissingError(FileNotFoundError):
    """dbt has not described the project yet."""


class TransformError(RuntimeError):
    """dbt could not read the project at all."""


@dataclass(frozen=True)
class NodeResult:
    """What became of one model, seed, snapshot or test.

    Attributes:
        unique_id: dbt's name of the node.
        kind: model, seed, snapshot, test or unit_test.
        status: dbt's word: success, pass, warn, fail, error, skipped.
        failures: Failing rows of a test; None otherwise.
        message: dbt's message; may be empty.
        seconds: Time it took.
    """

    unique_id: str
    kind: str
    status: str
    failures: int | None
    message: str
    seconds: float

    @property
    def is_good(self) -> bool:
        """It did its work; a warning is good enough."""
        return self.status in _GOOD


def ensure_manifest(settings: Settings) -> None:
    """Have dbt describe the project, unless there is a description of everything as it is.

    Raises:
        TransformError: The project does not parse.
    """
    if _VERSION_PATH.exists() and _VERSION_PATH.read_text(encoding="utf-8") == project_version():
        return
    written = settings.dbt_target_dir
    written.mkdir(parents=True, exist_ok=True)
    if _VERSION_PATH.exists():  # dbt reads again only what has changed since
        shutil.copyfile(_PARSED_PATH, written / _PARSED_PATH.name)
    outcome = _invoke(["parse", *_arguments(settings)])
    if not outcome.success:
        raise TransformError(f"dbt could not parse the project: {outcome.exception}")
    (written / _VERSION_PATH.name).write_text(project_version(), encoding="utf-8")
    TARGET_DIR.mkdir(exist_ok=True)
    for path in (_PARSED_PATH, MANIFEST_PATH, _VERSION_PATH):
        fresh = path.with_name(f".{path.name}-{os.getpid()}")
        shutil.copyfile(written / path.name, fresh)
        fresh.replace(path)


@cache
def read_manifest() -> Mapping[str, Any]:
    """Read dbt's description of the project.

    Returns:
        The content of ``manifest.json``.

    Raises:
        ManifestMissingError: dbt has not parsed the project.
    """
    if not MANIFEST_PATH.exists():
        relative = MANIFEST_PATH.relative_to(DBT_PROJECT_DIR.parent)
        raise ManifestMissingError(f"expected dbt's description at {relative}, found none; run `make {relative}`")
    manifest: Mapping[str, Any] = json.loads(MANIFEST_PATH.read_text(encoding="utf-8"))
    return manifest


def build_models(
    settings: Settings,
    *,
    as_of_on: str,
    select: str | None = None,
    has_reference: bool = False,
    is_full: bool = True,
) -> list[NodeResult]:
    """Build and test the models.

    Args:
        settings: Where the build database is; nobody in this process may have it open.
        as_of_on: ISO date of the run.
        select: dbt selection; everything when None.
        has_reference: The reference data is in the database, tested, as the files have it: a third of the nodes is left
            out.
        is_full: Make all rows anew; otherwise models with rows of one article keep those of unchanged articles.

    Returns:
        One result per node, in the order in which dbt finished them. The build database is closed again.

    Raises:
        TransformError: dbt could not start building.
    """
    # Unit tests judge the code, not the data: `make test` runs them, at half a second each.
    selection = ["--select", select] if select else []
    variables = ["--vars", json.dumps({"as_of_on": as_of_on})]
    rest = ["--exclude", *_REFERENCE] if has_reference else []
    extent = ["--full-refresh"] if is_full else []
    return _execute(settings, ["build", *extent, *selection, *variables, "--exclude-resource-type", "unit_test", *rest])


def build_reference(settings: Settings) -> list[NodeResult]:
    """Build and test the seeds and the models that are made of seeds alone.

    Args:
        settings: Where the build database is; nobody in this process may have it open.

    Returns:
        One result per node.

    Raises:
        TransformError: dbt could not start building.
    """
    return _execute(settings, ["build", "--exclude-resource-type", "unit_test", "--select", *_REFERENCE])


def run_unit_tests(settings: Settings) -> list[NodeResult]:
    """Run the unit tests of the models against the types of a build database.

    Args:
        settings: An installation whose models have been built.

    Returns:
        One result per unit test.

    Raises:
        TransformError: dbt could not start.
    """
    return _execute(settings, ["test", "--select", "test_type:unit"])


def _execute(settings: Settings, arguments: list[str]) -> list[NodeResult]:
    """Have dbt carry out a command on what the arguments select."""
    command, *selection = arguments
    ensure_manifest(settings)
    outcome = _invoke(
        [command, "--no-write-json", *_arguments(settings), *selection],
        environment={
            "PLEDGEBOOK_BUILD_DATABASE": str(settings.build_database),
            "PLEDGEBOOK_BUILD_MEMORY": settings.memory_limit,
        },
        manifest=_read_parsed(),
    )
    results = getattr(outcome.result, "results", None)
    if results is None:
        raise TransformError(f"dbt {command} could not start: {outcome.exception}")
    return [
        NodeResult(
            unique_id=result.node.unique_id,
            kind=str(result.node.resource_type),
            status=str(result.status),
            failures=result.failures,
            message=result.message or "",
            seconds=result.execution_time,
        )
        for result in results
    ]


def _read_parsed() -> Any:  # noqa: ANN401 - dbt's Manifest, whose import costs a second
    """Read the parsed project: half a second, against three when dbt looks for changes and ten when it parses."""
    from dbt.contracts.graph.manifest import Manifest
    from dbt.parser.manifest import extended_mashumuro_decoder

    manifest: Any = Manifest.from_msgpack(_PARSED_PATH.read_bytes(), decoder=extended_mashumuro_decoder)
    manifest.build_flat_graph()
    return manifest


def _arguments(settings: Settings) -> list[str]:
    """Arguments of every call: where the project is; no log, as results go to Dagster and it costs 6 % of a run."""
    target = str(settings.dbt_target_dir)
    folders = ["--project-dir", str(DBT_PROJECT_DIR), "--profiles-dir", str(DBT_PROJECT_DIR), "--target-path", target]
    return [*folders, "--log-path", f"{target}/logs", "--log-level", "none", "--log-level-file", "none"]


def _invoke(
    arguments: list[str],
    *,
    environment: Mapping[str, str] = MappingProxyType({}),
    **runner: Any,  # noqa: ANN401
) -> "dbtRunnerResult":
    """Run dbt in this process; leave neither the folder nor the database behind as dbt changes them.

    What is not in the environment dbt takes from ``profiles.yml``: another value would make it parse everything again.
    """
    from dbt.cli.main import dbtRunner

    _hush()
    for name in _ENVIRONMENT:
        os.environ.pop(name, None)
    os.environ.update(environment)
    os.environ.update(QUIET)
    with contextlib.chdir(DBT_PROJECT_DIR), _released_database():
        return dbtRunner(**runner).invoke(arguments)


def _hush() -> None:
    """Drop dbt's events of the level debug, some twenty for each node, before it makes messages of them for no log."""
    from dbt_common.events.base_types import BaseEvent, EventLevel
    from dbt_common.events.event_manager import EventManager
    from dbt_common.events.event_manager_client import ctx_set_event_manager

    class Quiet(EventManager):  # type: ignore[misc]  # dbt_common carries no types
        """Handles what a person could want to know."""

        def fire_event(self, e: BaseEvent, level: EventLevel | None = None, *rest: Any, **options: Any) -> None:  # noqa: ANN401
            if (level or e.level_tag()) != EventLevel.DEBUG:
                super().fire_event(e, level, *rest, **options)

    ctx_set_event_manager(Quiet())


@contextlib.contextmanager
def _released_database() -> Iterator[None]:
    """Close the DuckDB handle that dbt-duckdb keeps for the life of the process.

    Without this the next open in this process fails: "Can't open a connection to same database file with a different
    configuration". No public call closes it (dbt-duckdb 1.11.1).
    """
    try:
        yield
    finally:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager

        environment = DuckDBConnectionManager._ENV
        if environment is not None:
            environment.close()
            DuckDBConnectionManager._ENV = None
