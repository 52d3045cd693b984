"""Draws on the terminal: tables, progress, evidence.

What belongs here: how things look. What does not: where they come from.

Text of articles is printed as text: no markup of ours is read in it, and control characters are replaced.
"""

import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Final, Self, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from orchestration.doctor import HealthCheck
from orchestration.explain import Explained
from orchestration.log_lines import log_line
from orchestration.queries import Evidence, Row
from orchestration.runner import StepEvent

COLUMNS: Final[dict[str, list[str]]] = {  # what fits a terminal; --json has every column
    "commitments": ["announced_on", "payer_name", "purpose", "amount", "period_edtf", "status", "sources", "in_totals"],
    "findings": ["severity", "rule_id", "observed", "expected", "explanation"],
    "claims": ["article_id", "payer_name", "amount", "amount_kind", "period_edtf", "status", "quote"],
    "money": ["article_id", "char_start", "surface", "amount", "currency_basis", "role", "is_duplicate"],
}
STEP_NAMES: Final = {
    "articles": "load articles",
    "mentions": "parse articles",
    "dbt_models": "build the models",
    "release_candidate": "prepare the release",
    "audit": "audit the release",
    "publication": "publish",
    "trust_report": "write the trust report",
}
WIDTH_WITHOUT_TERMINAL: Final = 160
_MODALITIES: Final = {"approx": "≈ ", "at_least": "≥ ", "at_most": "≤ "}
_FRENCH: Final = {  # what stands around the explanations of findings
    "error": "erreur",
    "warn": "doute",
    "info": "remarque",
    "observed": "constaté",
    "expected": "attendu",
    "rule": "règle",
    "factor": "facteur",
    "judged": "jugement",
    "explained": "expliqué",
    "fixed": "corrigé",
    "waived": "admis",
    "suggestion": "conseil",
}
_SEVERITY_STYLES: Final = {"error": "bold red", "warn": "yellow", "info": "cyan"}
_CONTROL: Final = re.compile(  # also what turns the direction of writing, so that no text can pose as another
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


def output_console() -> Console:
    """Standard output; as wide as a table needs when it is no terminal."""
    has_width = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if has_width else WIDTH_WITHOUT_TERMINAL)


class StepProgress:
    """A line per step while the pipeline runs."""

    def __init__(self, console: Console) -> None:
        """Prepare; nothing is drawn before ``with``."""
        columns = (SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console)
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        """Start drawing."""
        self._progress.start()
        self._tasks["start"] = self._progress.add_task("start", total=1)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing; what was drawn stays."""
        self._progress.stop()

    def show(self, event: StepEvent) -> None:
        """Draw one event of the run."""
        name = STEP_NAMES.get(event.step, event.step)
        if event.kind == "STEP_START":
            self._progress.update(self._tasks["start"], completed=1)
            if event.step not in self._tasks:
                self._tasks[event.step] = self._progress.add_task(name, total=1)
        elif event.step in self._tasks:
            suffix = {"STEP_FAILURE": " [bold red]failed[/]", "STEP_UP_FOR_RETRY": " [yellow]trying again[/]"}
            done = event.kind in ("STEP_SUCCESS", "STEP_FAILURE")
            self._progress.update(
                self._tasks[event.step], description=name + suffix.get(event.kind, ""), completed=int(done)
            )


class StepLines:
    """One JSON object per event of a run, for a machine that collects logs."""

    def __init__(self, target: TextIO) -> None:
        """Write there."""
        self._target = target

    def __enter__(self) -> Self:
        """Nothing to prepare."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def show(self, event: StepEvent) -> None:
        """Write one event of the run."""
        at = datetime.fromtimestamp(event.at, UTC)
        self._target.write(log_line(event.kind.lower(), at=at, run_id=event.run_id, step=event.step, error=event.error))
        self._target.flush()


def print_health(console: Console, checks: Sequence[HealthCheck]) -> None:
    """Draw what the doctor found."""
    table = Table("", "what", "found", "advice", header_style="bold")
    for check in checks:
        style = {"ok": "green", "warning": "yellow"}.get(check.state, "bold red")
        state = Text(check.state, style)
        table.add_row(state, check.name, Text(_clean(check.detail)), Text(_clean(check.advice)))
    console.print(table)


def print_rows(console: Console, topic: str, rows: Sequence[Row], *, row_count: int) -> None:
    """Draw one published table, or its first rows of ``row_count``."""
    shown = f"{len(rows)} of {row_count}" if len(rows) < row_count else f"{row_count}"
    table = Table(title=f"{topic} ({shown})", title_justify="left", header_style="bold")
    for column in COLUMNS[topic]:
        is_number = column in {"amount", "char_start", "sources"}
        table.add_column(column, justify="right" if is_number else "left", no_wrap=column == "amount", overflow="fold")
    for row in rows:
        style = _SEVERITY_STYLES.get(str(row.get("severity")), "")
        table.add_row(*(Text(_cell(row, column), style if column == "severity" else "") for column in COLUMNS[topic]))
    console.print(table)


def print_evidence(console: Console, evidence: Sequence[Evidence]) -> None:
    """Print each claim's sentence with its figure marked."""
    for claim in evidence:
        head = f"{claim.source or claim.article_id}, character {claim.char_start}"
        console.print(Text(_clean(f"{claim.title} - {head}" if claim.title else head), "bold"))
        figure = Text(f"▸{_clean(claim.figure)}◂" if claim.figure else "", "bold black on yellow")
        console.print(Text("  ").append(_clean(claim.before)).append_text(figure).append(_clean(claim.after)))


def print_explained(console: Console, explained: Sequence[Explained], *, language: str = "en") -> None:
    """Print each finding: what the rule asks, both places marked, why, and what to do."""
    labels = _FRENCH if language == "fr" else {}
    for one in explained:
        finding = one.finding
        severity, status = str(finding["severity"]), str(finding["status"])
        head = Text(f"{labels.get(severity, severity)} ", _SEVERITY_STYLES.get(severity, ""))
        console.print(head.append(f"{finding['rule_id']} {one.rule}", "bold"))
        console.print(Text(f"  {_clean(one.explanation)}"))
        print_evidence(console, one.places)
        facts = {"observed": finding["observed"], "expected": finding["expected"], "rule": one.formula}
        if finding["factor"] is not None:
            facts["factor"] = f"{finding['factor']:.4g}"
        if status != "open":
            facts["judged"] = f"{labels.get(status, status)}: {finding['status_reason']}"
        facts["suggestion"] = one.suggestion
        for name, value in facts.items():
            console.print(Text(f"  {labels.get(name, name)}: ", "dim").append(_clean(str(value or "")), "default"))
        console.print()


def print_seconds(console: Console, seconds: Mapping[str, float], *, total: float) -> None:
    """Draw the time per step; the rest is start-up."""
    table = Table(title="seconds", title_justify="left", header_style="bold")
    table.add_column("step")
    table.add_column("seconds", justify="right")
    table.add_row("start", f"{total - sum(seconds.values()):.1f}")
    for step, spent in seconds.items():
        table.add_row(STEP_NAMES.get(step, step), f"{spent:.1f}")
    table.add_row("total", f"{total:.1f}", style="bold")
    console.print(table)


def to_json(value: object) -> str:
    """Write rows as JSON: decimals as strings, dates in ISO form."""
    return json.dumps(value, ensure_ascii=False, default=_json_default, indent=1)


def amount_text(row: Row) -> str:
    """Write an amount in full digits: "bn" would mean two things here.

    Examples:
        ``≈ 1,000,000,000,000 JPY``; ``20 - 50 EUR``; empty when there is no amount.
    """
    low, high = row.get("amount_min"), row.get("amount_max")
    if low is None and high is None:
        return ""
    currency = row.get("currency") or "?"
    if low is not None and high is not None and low != high:
        return f"{_number(low)} - {_number(high)} {currency}"
    return f"{_MODALITIES.get(str(row.get('modality')), '')}{_number(low if low is not None else high)} {currency}"


def _number(value: Decimal | None) -> str:
    """Group the digits; cents only where there are any."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def _cell(row: Row, column: str) -> str:
    """One cell as text."""
    if column == "amount":
        return amount_text(row)
    if column == "sources":
        return str(row.get("independent_source_count", ""))
    if column == "in_totals":
        return "yes" if row.get("is_aggregable") else _clean(str(row.get("aggregate_reason") or "no"))
    value = row.get(column)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else _clean(str(value))


def _clean(text: str) -> str:
    """Replace what a terminal would obey; line breaks become blanks."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split("\n")).replace("\t", " ").replace("\r", ""))


def _json_default(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Write what JSON has no type for."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)
