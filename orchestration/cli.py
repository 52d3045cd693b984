"""The command ``pledgebook``.

What belongs here: arguments, exit codes, which function does it. What does not: doing it. Imports are late on purpose:
``pledgebook extract`` starts in the time that Polars takes.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from orchestration.log_lines import log_line
from orchestration.settings import Settings, SettingsError, load_settings

if TYPE_CHECKING:
    from orchestration.doctor import HealthCheck
    from orchestration.runner import RunOutcome

EXIT_FAILED: Final = 1
EXIT_MISUSED: Final = 2  # as argparse leaves
RUN_TOPICS: Final = ("commitments", "findings")  # what a run ends with
SHOWN_ROWS: Final = 200  # of a whole table, on a screen; of millions of articles it would fill the memory
Command = Callable[[argparse.Namespace, Settings], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: Without the program's name; those of the process when None.

    Returns:
        0, or 1 when it failed; 2 for settings that are wrong.

    Raises:
        SystemExit: With 2, for arguments that are wrong.
    """
    options = _parser().parse_args(arguments)
    _refuse_misuse(options)
    command: Command = options.command
    try:
        settings = load_settings()
    except SettingsError as error:
        if command is _doctor:
            from orchestration.doctor import wrong_settings

            return _report_health(options, [wrong_settings(error)])
        _complain(str(error))
        return EXIT_MISUSED
    try:
        return command(options, settings)
    except BrokenPipeError:  # the reader of our output has seen enough
        sys.stderr.close()
        return EXIT_FAILED
    except (OSError, LookupError) as error:  # nothing published yet, a damaged publication, a full disk
        _complain(str(error), settings)
        return EXIT_FAILED


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="pledgebook", description="Funding commitments, read from the press.")
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(name: str, command: Command, purpose: str, *, has_json: bool = True) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=purpose, description=purpose)
        sub.set_defaults(command=command, refuse=sub.error)
        if has_json:
            sub.add_argument("--json", action="store_true", help="print JSON instead of tables")
        return sub

    run = add("run", _run, "load, parse, model, audit and publish; then show commitments and findings")
    for end, which in (("from", "from this day on"), ("until", "up to this day")):
        purpose = f"parse articles published {which} again (ISO date)"
        run.add_argument(f"--reparse-{end}", metavar="DAY", type=_day, help=purpose)
    run.add_argument("--rebuild", action="store_true", help="build all models as if nothing had been built")
    show = add("show", _show, "show a published table")
    show.add_argument("topic", choices=["commitments", "findings", "claims", "money"])
    show.add_argument("--article", help="only what concerns this article: beginning of its id, part of source or title")
    show.add_argument("--id", help="one row, by its key")
    show.add_argument(
        "--limit",
        type=_positive,
        help=f"rows at most: unless told otherwise {SHOWN_ROWS} in a table and all with --json",
    )
    show.add_argument(
        "--explain", action="store_true", help="print each finding with its places, marked, and its reason"
    )
    show.add_argument("--language", choices=["en", "fr"], help="language of --explain: en unless told otherwise")
    show.add_argument("--evidence", action="store_true", help="print the sentences behind a commitment (needs --id)")
    add("extract", _extract, "read JSONL articles on stdin, write JSONL mentions on stdout", has_json=False)
    add("doctor", _doctor, "look at versions, folders, disk, lock, last run and publication; 1 when there is a problem")
    add("publications", _publications, "list the publications on disk")
    rollback = add("rollback", _rollback, "point readers at an earlier publication")
    rollback.add_argument(
        "release",
        nargs="?",
        help="name of the publication; by default the one before the current. The newest one ends the hold",
    )
    return parser


def _day(value: str) -> date:
    """Read an argument that is a day."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected an ISO date such as 2026-12-01, found {value!r}") from None


def _positive(value: str) -> int:
    """Read an argument that is a number of rows."""
    if not value.isdecimal() or int(value) == 0:
        raise argparse.ArgumentTypeError(f"expected a whole number, 1 or more, found {value!r}")
    return int(value)


def _refuse_misuse(options: argparse.Namespace) -> None:
    """Leave as argparse does when arguments do not fit each other."""
    if options.command is _run and options.reparse_from and options.reparse_until:
        if options.reparse_from > options.reparse_until:
            found = f"{options.reparse_from} and {options.reparse_until}"
            options.refuse(f"expected --reparse-from to be no later than --reparse-until, found {found}")
    elif options.command is _show:
        if options.evidence and (options.topic != "commitments" or options.id is None):
            options.refuse("expected `show commitments --id <commitment_id> --evidence`")
        if options.explain and options.topic != "findings":
            options.refuse("expected `show findings --explain`")
        if options.language is not None and not options.explain:
            options.refuse("expected --explain beside --language: tables are in English")


def _run(options: argparse.Namespace, settings: Settings) -> int:
    """Run the pipeline and show what it found."""
    from rich.console import Console

    from orchestration.display import StepLines, StepProgress
    from orchestration.runner import run_refresh
    from orchestration.transform import TransformError
    from orchestration.warehouse.lock import lock_holder

    backfill = {"published_from": options.reparse_from, "published_until": options.reparse_until}
    backfill = {name: day.isoformat() for name, day in backfill.items() if day is not None}
    started = time.monotonic()
    errors = Console(stderr=True)
    holder = lock_holder(settings.lock_file)
    if holder and settings.log_format == "text":
        errors.print(
            f"the build database is in use by {holder}; waiting up to {settings.lock_wait_seconds:.0f} s",
            soft_wrap=True,
        )
    try:
        with StepLines(sys.stderr) if settings.log_format == "json" else StepProgress(errors) as progress:
            outcome = run_refresh(settings, on_event=progress.show, backfill=backfill, rebuild=options.rebuild)
    except TransformError as error:
        _complain(str(error), settings)
        return EXIT_FAILED
    _report_run(options, settings, outcome, total=time.monotonic() - started)
    if outcome.is_success:
        return 0
    _report_failure(options, settings, outcome)
    return EXIT_FAILED


def _report_run(options: argparse.Namespace, settings: Settings, outcome: "RunOutcome", *, total: float) -> None:
    """Print the outcome of a run: tables, or one JSON object."""
    from orchestration import display
    from orchestration.queries import count_rows, read_rows

    loaded = outcome.facts.get("raw/articles", {})
    parsed = outcome.facts.get("parsed/parses", {})
    published = outcome.facts.get("publication", {})
    tables, row_counts = {}, {}
    if outcome.is_success:
        tables = {topic: read_rows(settings.publication, topic, limit=SHOWN_ROWS) for topic in RUN_TOPICS}
        row_counts = {topic: count_rows(settings.publication, topic) for topic in RUN_TOPICS}
    if options.json:
        facts = {
            "success": outcome.is_success,
            "run_id": outcome.run_id,
            "errors": outcome.errors,
            "failed_checks": outcome.failed_checks,
            "files_read": loaded.get("files_read"),
            "articles_parsed": parsed.get("articles_parsed"),
            "publication": published.get("release"),
            "is_new": published.get("is_new"),
            "is_held": published.get("is_held"),
            "seconds": {**outcome.seconds, "total": total},
            "row_counts": row_counts,
        }
        sys.stdout.write(display.to_json(facts | tables) + "\n")
        return
    console = display.output_console()
    for topic, rows in tables.items():
        display.print_rows(console, topic, rows, row_count=row_counts[topic])
    display.print_seconds(console, outcome.seconds, total=total)
    console.print(
        f"{loaded.get('dagster/row_count', 0)} articles ({loaded.get('texts_added', 0)} new), "
        f"{parsed.get('articles_parsed', 0)} parsed, {len(outcome.failed_checks)} checks with remarks"
    )
    if outcome.is_success:
        word = "new" if published.get("is_new") else "unchanged"
        if published.get("is_held"):
            word = "held by a rollback; `pledgebook publications` lists newer ones, `pledgebook rollback` takes one"
        console.print(f"publication {published.get('release')} ({word}): {settings.publication}", soft_wrap=True)


def _report_failure(options: argparse.Namespace, settings: Settings, outcome: "RunOutcome") -> None:
    """Say on standard error why a run failed: lines for a person unless ``--json`` has said it, or one JSON object."""
    from rich.console import Console

    if settings.log_format == "json":
        sys.stderr.write(
            log_line("run_failure", run_id=outcome.run_id, errors=outcome.errors, failed_checks=outcome.failed_checks)
        )
    if settings.log_format == "json" or options.json:
        return
    errors = Console(stderr=True)
    for check in outcome.failed_checks:
        errors.print(f"check {check}", style="red", markup=False, soft_wrap=True)
    for error in outcome.errors:
        errors.print(f"failed: {error}", style="bold red", markup=False, soft_wrap=True)


def _show(options: argparse.Namespace, settings: Settings) -> int:
    """Show a published table, or the evidence of a commitment."""
    from orchestration import display
    from orchestration.queries import count_rows, read_evidence, read_rows

    if options.evidence:
        evidence = read_evidence(settings.publication, options.id)
        if options.json:
            sys.stdout.write(display.to_json([vars(claim) for claim in evidence]) + "\n")
        else:
            display.print_evidence(display.output_console(), evidence)
        return 0
    if options.explain:
        return _explain(options, settings)
    is_whole = options.article is None and options.id is None
    limit = options.limit
    if limit is None and is_whole and not options.json:
        limit = SHOWN_ROWS
    rows = read_rows(settings.publication, options.topic, article=options.article, key=options.id, limit=limit)
    if options.json:
        sys.stdout.write(display.to_json(rows) + "\n")
        return 0
    row_count = count_rows(settings.publication, options.topic) if is_whole else len(rows)
    display.print_rows(display.output_console(), options.topic, rows, row_count=row_count)
    return 0


def _explain(options: argparse.Namespace, settings: Settings) -> int:
    """Show findings with their evidence."""
    from orchestration import display
    from orchestration.explain import explain_findings

    language = options.language or "en"
    explained = explain_findings(
        settings.publication, article=options.article, key=options.id, limit=options.limit, language=language
    )
    if options.json:
        sys.stdout.write(display.to_json([one.as_record() for one in explained]) + "\n")
    else:
        display.print_explained(display.output_console(), explained, language=language)
    return 0


def _extract(options: argparse.Namespace, settings: Settings) -> int:
    """Run the extraction of the pipeline over JSONL; complaints go to stderr, by line number."""
    from orchestration.jsonl_stream import extract_stream
    from orchestration.reference import load_lexicon
    from orchestration.settings import SEEDS_DIR

    rejected = extract_stream(
        sys.stdin.buffer,
        sys.stdout.buffer,
        load_lexicon(SEEDS_DIR),
        max_line_bytes=settings.limits.row_bytes,
        on_rejected=lambda message: _complain(message, settings),
    )
    return EXIT_FAILED if rejected else 0


def _complain(message: str, settings: Settings | None = None) -> None:
    """Write one line for a person, or for a machine where the settings say so."""
    is_json = settings is not None and settings.log_format == "json"
    sys.stderr.write(log_line("error", error=message) if is_json else f"pledgebook: {message}\n")


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    """Report how the installation is."""
    from orchestration.doctor import examine

    return _report_health(options, examine(settings))


def _report_health(options: argparse.Namespace, checks: "Sequence[HealthCheck]") -> int:
    """Print what was found; problems are a failure."""
    from orchestration import display
    from orchestration.doctor import PROBLEM

    if options.json:
        sys.stdout.write(display.to_json([vars(check) for check in checks]) + "\n")
    else:
        display.print_health(display.output_console(), checks)
    return EXIT_FAILED if any(check.state == PROBLEM for check in checks) else 0


def _publications(options: argparse.Namespace, settings: Settings) -> int:
    """List what can be rolled back to."""
    from rich.table import Table

    from orchestration import display
    from orchestration.queries import read_publication
    from orchestration.warehouse.releases import list_releases

    releases = [(release, read_publication(release.path)) for release in list_releases(settings)]
    if options.json:
        rows = [{**row, "is_current": release.is_current, "path": str(release.path)} for release, row in releases]
        sys.stdout.write(display.to_json(rows) + "\n")
        return 0
    table = Table("publication", "published (UTC)", "commitments", "findings", "code", "current", header_style="bold")
    for release, row in releases:
        counts = row["row_counts"]
        numbers = [str(counts.get(name, "")) for name in ("fct_commitments", "fct_findings")]
        mark = "current" if release.is_current else ""
        table.add_row(
            release.release_id, f"{row['published_at']:%Y-%m-%d %H:%M:%S}", *numbers, row["code_version"], mark
        )
    display.output_console().print(table)
    return 0


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    """Point readers at an earlier publication."""
    from orchestration import display
    from orchestration.warehouse.releases import is_held, rollback

    release = rollback(settings, release_id=options.release)
    if options.json:
        sys.stdout.write(display.to_json({"publication": release.release_id, "path": str(release.path)}) + "\n")
    else:
        hold = ", and will until `pledgebook rollback` takes the newest" if is_held(settings) else ""
        sys.stdout.write(f"readers now see {release.release_id}{hold}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
