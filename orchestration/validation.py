"""The only code that runs Great Expectations: the suites of ``expectations/`` over a candidate for publication.

What belongs here: running the checks read-only, telling a crash from bad data, building the Data Docs. What does not:
what is checked (``expectations/``), how it is told (``audit_report``) and what follows from it (``defs/``).

Great Expectations takes 2.5 s to import, so it is imported where it runs; two libraries that it imports for
expectations that no suite uses are imported when somebody uses them.
"""

import csv
import importlib
import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Final

from orchestration.audit_report import (
    CheckResult,
    TableAudit,
    judge_measure,
    quote_rows,
    render_index,
    summarise,
    take_offline,
)
from orchestration.settings import EXPECTATIONS_DIR, MEMORY_LIMIT, QUIET, SEEDS_DIR
from orchestration.suites import Check, Suite, load_suites

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.data_context.data_context.abstract_data_context import AbstractDataContext
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
    from great_expectations.expectations.expectation import Expectation

__all__ = ["TableAudit", "audit"]

# Great Expectations closes its connection before it fetches, and the rollback on close discards DuckDB's pending
# result. The engine's settings are the whole remedy (Great Expectations 1.24.1, duckdb-sqlalchemy 1.5.6.5).
ENGINE_SETTINGS: Final[dict[str, Any]] = {
    "isolation_level": "AUTOCOMMIT",
    "skip_autocommit_rollback": True,
    "pool_reset_on_return": None,
}
# Statistics and plots of distributions: 1.6 of the 4.5 CPU seconds that the import of Great Expectations takes.
SELDOM_USED: Final = ("altair", "scipy.stats")
ROWS_FOUND: Final = "rows_found"  # column of every row that a check finds: how many there are
GX_SEVERITIES: Final = {"info": "info", "warn": "warning", "error": "critical"}


def audit(
    candidate: Path,
    docs_dir: Path,
    *,
    suites_dir: Path = EXPECTATIONS_DIR,
    content_sha256: str | None = None,
    memory_limit: str = MEMORY_LIMIT,
) -> list[TableAudit]:
    """Run every suite over a candidate and write the Data Docs.

    Args:
        candidate: DuckDB file with the tables to be published in its schema ``main``; opened read-only, and closed
            again on return. No connection of this process may hold it for writing.
        docs_dir: Folder for the Data Docs; emptied first.
        suites_dir: Folder of the suites.
        content_sha256: Digest of the content, whose beginning ends the name of the release; None when it has none.
        memory_limit: What DuckDB may hold; what does not fit goes to files beside the candidate.

    Returns:
        One verdict per suite, by table name. A check that crashes, or whose table is missing, is marked as crashed.

    Raises:
        SuiteError: A suite is malformed.
        FileNotFoundError: There is no candidate.
    """
    if not candidate.is_file():
        raise FileNotFoundError(f"expected a candidate for publication at {candidate}, found none")
    suites = load_suites(suites_dir)
    shutil.rmtree(docs_dir, ignore_errors=True)
    docs_dir.mkdir(parents=True)
    context = _context(docs_dir)
    source = context.data_sources.add_sql(
        "candidate", connection_string=f"duckdb:///{candidate.resolve()}", **_source_settings(memory_limit)
    )
    try:
        results = _run(context, source, suites)
        context.build_data_docs()
    finally:  # two engines: either one alone keeps the file open
        source.get_execution_engine().engine.dispose()
        source.get_engine().dispose()
    _finish_docs(docs_dir, suites, results, subject=_subject(content_sha256))
    return [summarise(suite, results[suite.table]) for suite in suites]


def _source_settings(memory_limit: str) -> dict[str, Any]:
    """How Great Expectations opens the candidate: read-only, without access to anything outside it."""
    opening = {"read_only": True, "config": {"enable_external_access": False, "memory_limit": memory_limit}}
    return {"create_temp_table": False, "kwargs": ENGINE_SETTINGS | {"connect_args": opening}}


class _Deferred(ModuleType):
    """Stands for a module until something of it is asked for; ``importlib.util.LazyLoader`` is found out at once."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):  # the import system looks at its modules
            raise AttributeError(name)
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(importlib.import_module(self.__name__), name)


def _context(docs_dir: Path) -> "AbstractDataContext":
    """Make a context that keeps nothing but the Data Docs, reports to nobody and draws no progress bar."""
    os.environ.update(QUIET)
    for name in SELDOM_USED:
        sys.modules.setdefault(name, _Deferred(name))
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    context.variables.data_docs_sites = {
        "audit": {
            "class_name": "SiteBuilder",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(docs_dir.resolve())},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        }
    }
    return context


def _run(
    context: "AbstractDataContext", source: "SQLDatasource", suites: Sequence[Suite]
) -> dict[str, list[CheckResult]]:
    """Run all suites as one checkpoint. Returns the results by table, in the order of the suites' checks."""
    import great_expectations as gx

    present = _tables(source)
    results = {suite.table: [] if suite.table in present else _all_crashed(suite, present) for suite in suites}
    definitions = []
    for suite in suites:
        if suite.table not in present:
            continue
        asset = source.add_table_asset(suite.table, table_name=suite.table)
        expectations = [to_expectation(suite, check) for check in suite.checks]
        definitions.append(
            gx.ValidationDefinition(
                name=suite.table,
                data=asset.add_batch_definition_whole_table("all rows"),
                suite=context.suites.add(gx.ExpectationSuite(name=suite.table, expectations=expectations)),
            )
        )
    if not definitions:
        return results
    for definition in definitions:
        context.validation_definitions.add(definition)
    checkpoint = gx.Checkpoint(name="audit", validation_definitions=definitions, result_format="SUMMARY")
    outcome = context.checkpoints.add(checkpoint).run(run_id=gx.RunIdentifier(run_name="audit"))
    for run in outcome.run_results.values():
        answers = {
            answer.expectation_config.meta["name"]: answer for answer in run.results if answer.expectation_config
        }
        suite = next(suite for suite in suites if suite.table == run.suite_name)
        results[suite.table] = [to_result(check, answers[check.name]) for check in suite.checks]
    return results


def _tables(source: "SQLDatasource") -> set[str]:
    import sqlalchemy

    names = "select table_name from information_schema.tables where table_schema = 'main'"
    with source.get_engine().connect() as connection:
        return set(connection.execute(sqlalchemy.text(names)).scalars())


def _all_crashed(suite: Suite, present: set[str]) -> list[CheckResult]:
    observed = f"expected a table {suite.table} in the candidate, found {sorted(present)}"
    return [CheckResult(check=check, outcome="crashed", observed=observed) for check in suite.checks]


def to_expectation(suite: Suite, check: Check) -> "Expectation":
    """Turn a check into an expectation of Great Expectations.

    Args:
        suite: Suite of the check.
        check: The check.

    Returns:
        The expectation, with the check's name in its ``meta``.

    Raises:
        AttributeError: ``expect`` names no expectation.
    """
    import great_expectations.expectations as shipped

    common: dict[str, Any] = {
        "severity": GX_SEVERITIES[check.severity],
        "description": check.says,
        "notes": [check.why, f"Source: {check.source}"],
        "meta": {"name": check.name},
    }
    if check.expect is not None:
        expectation: Expectation = getattr(shipped, check.expect)(**check.arguments, **common)
        return expectation
    query = check.measures or _counting(check.finds or "")
    low, high = check.between
    batch = as_batch_query(suite.table, query)
    return _sql_check()(unexpected_rows_query=batch, is_measure=check.finds is None, low=low, high=high, **common)


def as_batch_query(table: str, query: str) -> str:
    """Put a query over the batch that is audited.

    The batch takes the name of its table, so that the query reads it and names it as usual. Great Expectations formats
    the text, hence the doubled braces; a table expression takes the batch in every mode, a plain alias does not.

    Args:
        table: Table that the batch holds.
        query: Query in terms of the published tables.

    Returns:
        The query with the placeholder ``{batch}``.
    """
    literal = _plain(query).replace("{", "{{").replace("}", "}}")
    return f"with {table} as (select * from {{batch}})\nselect * from (\n{literal}\n) as answer"


def _counting(query: str) -> str:
    """Have every row of a query say how many rows there are."""
    return f"select *, count(*) over () as {ROWS_FOUND} from (\n{_plain(query)}\n) as found"


def _plain(query: str) -> str:
    """A query that can stand in brackets."""
    return query.strip().rstrip(";")


@cache
def _sql_check() -> "Callable[..., Expectation]":
    """Define the expectation behind ``finds`` and ``measures``; a class of Great Expectations needs its import."""
    from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation

    class ExpectSqlCheckToHold(UnexpectedRowsExpectation):
        """A query finds no row, or measures a number within its bounds.

        The query runs once: its rows say how many there are, where Great Expectations would count with a second run.
        """

        metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.table",)
        is_measure: bool = False
        low: float | None = None
        high: float | None = None

        def _validate(
            self,
            metrics: dict[str, Any],
            runtime_configuration: dict[str, Any] | None = None,
            execution_engine: object = None,
        ) -> dict[str, Any]:
            rows: list[dict[str, Any]] = metrics["unexpected_rows_query.table"]
            if self.is_measure:
                success, observed = judge_measure(rows, low=self.low, high=self.high)
            else:
                count = rows[0][ROWS_FOUND] if rows else 0
                found = [{name: value for name, value in row.items() if name != ROWS_FOUND} for row in rows]
                success, observed = count == 0, quote_rows(count, found)
            return {"success": success, "result": {"observed_value": observed}}

    return ExpectSqlCheckToHold


def to_result(check: Check, answer: "ExpectationValidationResult") -> CheckResult:
    """Read the answer of Great Expectations, exceptions first: after one it reports a failure with an empty result.

    Args:
        check: The check.
        answer: Its answer.

    Returns:
        The result in words.
    """
    errors = list(_error_messages(answer.exception_info or {}))
    if errors:
        return CheckResult(check=check, outcome="crashed", observed=errors[0])
    result = answer.result
    observed = str(result.get("observed_value", ""))
    if "unexpected_percent" in result:
        percent = result["unexpected_percent"] or 0
        observed = f"{percent:.1f} % of {result['element_count']} rows differ"
    return CheckResult(check=check, outcome="held" if answer.success else "failed", observed=observed)


def _error_messages(info: Mapping[str, Any]) -> list[str]:
    """Collect the messages of ``exception_info``: of one exception, or of one for each metric."""
    if "raised_exception" in info:
        return [str(info["exception_message"])] if info["raised_exception"] else []
    return [message for part in info.values() for message in _error_messages(part)]


def _subject(content_sha256: str | None) -> str:
    """Say when the audit ran, and by what name readers know what it looked at."""
    day = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    if content_sha256 is None:
        return f"Audited on {day}."
    release = f"the release whose name ends in -{content_sha256[:8]}"
    return f"Audited on {day}: {release} (`pledgebook publications` lists them)."


def _rule_titles() -> dict[str, str]:
    with (SEEDS_DIR / "rules" / "ref_rules.csv").open(encoding="utf-8") as lines:
        return {row["rule_id"]: row["title_en"] for row in csv.DictReader(lines)}


def _finish_docs(
    docs_dir: Path, suites: Sequence[Suite], results: Mapping[str, Sequence[CheckResult]], *, subject: str
) -> None:
    """Make every page readable without a network, and put an index before them that needs no script."""
    for page in sorted(docs_dir.rglob("*.html")):
        page.write_text(take_offline(page.read_text(encoding="utf-8")), encoding="utf-8")
    pages = {
        page.relative_to(docs_dir / "validations").parts[0]: page for page in docs_dir.glob("validations/**/*.html")
    }
    addresses = {table: page.relative_to(docs_dir).as_posix() for table, page in pages.items()}
    index = render_index(suites, results, addresses, subject=subject, rules=_rule_titles())
    (docs_dir / "index.html").write_text(index, encoding="utf-8")
