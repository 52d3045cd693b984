"""What an audit found, told to people: a verdict per table, Markdown for Dagster, pages that open without a network.

What belongs here: wording. Values in, text out. What does not: running a check, which is ``validation``.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from orchestration.escaping import markdown_table
from orchestration.severity import SEVERITIES
from orchestration.suites import Check, Suite

ROWS_QUOTED: Final = 3  # rows that a failed check quotes
RULE_ID: Final = re.compile(r"\bR\d\d\b")
SYMBOLS: Final = {"held": "✓", "failed": "✗", "crashed": "!"}
EXTERNAL_TAGS: Final = re.compile(
    r"<script\b.*?</script>"  # all scripts: each needs a library that only a content network has
    r"|<link\b[^>]*\b(?:href|src)=[\"']?(?:https?:)?//[^>]*>"
    r"|<(?:img|iframe)\b[^>]*\bsrc=[\"']?(?:https?:)?//[^>]*>",
    flags=re.DOTALL | re.IGNORECASE,
)
EXTERNAL_LINKS: Final = re.compile(r"\s(?:href|src)=([\"'])(?:https?:)?//.*?\1", flags=re.DOTALL | re.IGNORECASE)
# No script, no event handler and nothing remote runs in a page, whatever text of an article it quotes.
STYLE: Final = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 75rem; padding: 0 1rem; color: #222; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
td, th { border-bottom: 1px solid #ddd; padding: .4rem .6rem; text-align: left; vertical-align: top; }
.failed, .text-danger { color: #a40000; } .crashed { color: #6a00a4; } .held, .text-success { color: #1a6b1a; }
.fa-check-circle::before { content: "✓"; } .fa-times::before { content: "✗"; }
.fa-exclamation-triangle::before { content: "!"; }
.collapse, .modal, .cooltip .top, .card:has(> .card-header), footer, form, button, .navbar img { display: none; }
pre, code { white-space: pre-wrap; font-size: 13px; }
</style>"""


@dataclass(frozen=True, kw_only=True)
class CheckResult:
    """The answer of one check.

    Attributes:
        check: What was checked.
        outcome: held, failed, or crashed (no answer).
        observed: What was seen, in words; the error's text after a crash.
    """

    check: Check
    outcome: str
    observed: str


@dataclass(frozen=True, kw_only=True)
class TableAudit:
    """What the audit of one published table found.

    Attributes:
        table: Name of the table.
        success: Every check held.
        severity: Gravest severity among the checks that did not hold; ``error`` after a crash, ``info`` if all held.
        evaluated: Checks that came to an answer.
        failed: One per check that failed or crashed: expectation, severity, says, observed, reason, outcome.
        crashed: At least one check gave no answer: an error of ours, never bad data.
        markdown: The audit as a table, for Dagster.
    """

    table: str
    success: bool
    severity: str
    evaluated: int
    failed: list[dict[str, Any]]
    crashed: bool
    markdown: str

    @property
    def is_blocking(self) -> bool:
        """Whether the candidate must not be published."""
        return not self.success and self.severity == "error"


def summarise(suite: Suite, results: Sequence[CheckResult]) -> TableAudit:
    """Bring the results of one suite to a verdict.

    Args:
        suite: The suite.
        results: One per check, in the order of the suite.

    Returns:
        The verdict.
    """
    broken = [result for result in results if result.outcome != "held"]
    crashed = any(result.outcome == "crashed" for result in broken)
    severities = ["error" if result.outcome == "crashed" else result.check.severity for result in broken]
    return TableAudit(
        table=suite.table,
        success=not broken,
        severity=min(severities, key=SEVERITIES.index, default="info"),
        evaluated=sum(result.outcome != "crashed" for result in results),
        failed=[
            {
                "expectation": result.check.name,
                "severity": severity,
                "says": result.check.says,
                "observed": result.observed,
                "reason": result.check.why,
                "outcome": result.outcome,
            }
            for result, severity in zip(broken, severities, strict=True)
        ],
        crashed=crashed,
        markdown=render_markdown(suite, results),
    )


def render_markdown(suite: Suite, results: Sequence[CheckResult]) -> str:
    """Write the results of one suite as a Markdown table.

    Args:
        suite: The suite.
        results: One per check.

    Returns:
        A heading line, then one line per check, broken ones first.
    """
    held = sum(result.outcome == "held" for result in results)
    rows = [
        (SYMBOLS[result.outcome], result.check.severity, result.check.says, result.observed)
        for result in sorted(results, key=lambda result: result.outcome == "held")
    ]
    table = markdown_table(("", "severity", "what must hold", "observed"), rows)
    return f"**{suite.table}** ({suite.grain}): {held} of {len(results)} checks held.\n\n{table}"


def render_index(
    suites: Sequence[Suite],
    results: Mapping[str, Sequence[CheckResult]],
    pages: Mapping[str, str],
    *,
    subject: str,
    rules: Mapping[str, str],
) -> str:
    """Write the first page of the Data Docs: what was audited, the verdict, every check of every table, in words.

    Args:
        suites: The suites.
        results: Results by table.
        pages: Address of the detailed page by table, relative to the index.
        subject: What was audited and when, in a sentence.
        rules: Titles of the rules of consistency, by id.

    Returns:
        HTML that needs neither network nor script.
    """
    parts = ["<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Audit</title>", STYLE, "</head><body>"]
    parts.append(
        f"<h1>Audit of the publication</h1><p>{html.escape(subject)}</p><p><b>{_verdict(suites, results)}</b></p>"
    )
    parts.append(
        "<p>Pledgebook reads from the press who promised how much money for what. Before readers get its tables,"
    )
    parts.append(
        "each is asked what stands below. ✓ held · ✗ failed · ! the check itself broke. Only a failed check of"
    )
    parts.append(
        "severity error, or a broken check, keeps the tables from readers; a contradiction between sources is news"
    )
    parts.append(
        f"and never does. The rules {_first_to_last(rules)} compare what sources say: their formulas, reasons and"
    )
    parts.append(
        "examples are rows of the table dim_rules. The domain handbook, a source of some bounds, is the project's"
    )
    parts.append("description of its field.</p>")
    for suite in suites:
        title = html.escape(suite.table)
        if suite.table in pages:
            title = f'<a href="{html.escape(pages[suite.table])}">{title}</a>'
        parts.append(f"<h2>{title}</h2><p>One row per {html.escape(suite.grain)}.</p><table>")
        parts.append("<tr><th></th><th>severity</th><th>what must hold</th><th>observed</th><th>why</th></tr>")
        for result in results[suite.table]:
            check = result.check
            cells = [
                SYMBOLS[result.outcome],
                check.severity,
                _with_titles(check.says, rules),
                result.observed,
                f"{check.why} ({_with_titles(check.source, rules)})",
            ]
            row = "".join(f"<td>{html.escape(_one_line(cell))}</td>" for cell in cells)
            parts.append(f'<tr class="{result.outcome}">{row}</tr>')
        parts.append("</table>")
    return "\n".join([*parts, "</body></html>"])


def take_offline(page: str) -> str:
    """Remove from a page of Great Expectations everything that it would fetch, and give it a style of its own.

    Args:
        page: HTML.

    Returns:
        The same content without scripts, remote styles, images and links.
    """
    local = EXTERNAL_LINKS.sub("", EXTERNAL_TAGS.sub("", page))
    return local.replace("</head>", f"{STYLE}</head>", 1)


def judge_measure(rows: Sequence[Mapping[str, Any]], *, low: float | None, high: float | None) -> tuple[bool, str]:
    """Compare a measured number with its bounds.

    Args:
        rows: One row with one number, or null when there was nothing to measure.
        low: Lowest number allowed; null leaves the side open.
        high: Highest number allowed; null leaves the side open.

    Returns:
        Whether it lies within, and the number in words.

    Raises:
        ValueError: The query gave anything but one row with one column.
    """
    if len(rows) != 1 or len(rows[0]) != 1:
        raise ValueError(f"expected one row with one number, found {len(rows)} rows: {rows[:ROWS_QUOTED]}")
    value = next(iter(rows[0].values()))
    lowest, highest = (None if bound is None else f"{bound:g}" for bound in (low, high))
    if lowest and highest:
        bounds = f"expected {lowest} to {highest}"
    else:
        bounds = f"expected at least {lowest}" if lowest else f"expected at most {highest}"
    if value is None:
        return True, f"nothing to measure, {bounds}"
    is_within = (low is None or value >= low) and (high is None or value <= high)
    return is_within, f"{float(value):.4g}, {bounds}"


def quote_rows(count: int, rows: Sequence[Mapping[str, Any]]) -> str:
    """Say how many rows a query found, and quote the first."""
    quoted = ["; ".join(f"{name} = {value}" for name, value in row.items()) for row in rows[:ROWS_QUOTED]]
    return " — ".join([f"{count} row{'' if count == 1 else 's'}", *quoted])


def _verdict(suites: Sequence[Suite], results: Mapping[str, Sequence[CheckResult]]) -> str:
    """Say in a sentence whether readers may have the tables, and how many checks held."""
    audits = [summarise(suite, results[suite.table]) for suite in suites]
    blocking = [audit.table for audit in audits if audit.is_blocking]
    asked = [result for suite in suites for result in results[suite.table]]
    held = sum(result.outcome == "held" for result in asked)
    verdict = f"Kept from readers because of {', '.join(blocking)}" if blocking else "Fit for readers"
    return html.escape(f"{verdict}: {held} of {len(asked)} checks held.")


def _first_to_last(rules: Mapping[str, str]) -> str:
    """Name the range of the rules by its ends; of no rules nothing."""
    return html.escape(" to ".join([min(rules), max(rules)])) if rules else ""


def _with_titles(text: str, rules: Mapping[str, str]) -> str:
    """Put the title of a rule behind the first mention of its id."""
    for rule in dict.fromkeys(RULE_ID.findall(text)):
        if rule in rules:
            text = text.replace(rule, f"{rule} “{rules[rule]}”", 1)
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
