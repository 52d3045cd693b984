"""Compares quantities, dates and names with the gold, article by article.

What belongs here: whether such a mention is right. What does not: money.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from tests.golden.gold import GoldDate, GoldEntity, GoldQuantity, Span
from tests.golden.matching import Parsed, Row, is_in, overlap, pair
from tests.golden.outcomes import Outcome


def score_quantities(parsed: Parsed) -> Iterator[Outcome]:
    """Values of numbers that are not money; only on articles where they are annotated.

    Args:
        parsed: One article.

    Yields:
        Outcomes of the kinds quantities and percents.
    """
    if parsed.article.quantities is None:
        return
    gold = [q for q in parsed.article.quantities if not q.is_label]
    rows = parsed.rows.get("quantity_mentions", [])
    pairs, left = pair(gold, rows, _is_quantity_right)
    for g, row in pairs:
        kind = "percents" if g.unit == "percent" else "quantities"
        expected = f"{g.value_min}..{g.value_max} {g.unit}"
        if row is None:
            yield parsed.outcome(kind, "missed", g, expected=expected)
            continue
        found = f"{row['value_min']}..{row['value_max']} {row['unit']}"
        yield parsed.outcome(
            kind, "right" if _is_quantity_right(g, row) else "wrong", g, expected=expected, found=found
        )
    for row in left:
        kind = "percents" if row["quantity_kind"] == "percent" else "quantities"
        yield parsed.outcome(kind, "false", row, found=f"{row['value_min']} {row['unit']}")


def _is_quantity_right(gold: GoldQuantity, row: Row) -> bool:
    if gold.unit == "percent" and row["quantity_kind"] != "percent":
        return False

    def same(expected: float | None, found: Decimal | None) -> bool:
        return expected is None or (found is not None and float(found) == float(expected))

    return same(gold.value_min, row["value_min"]) and same(gold.value_max, row["value_max"])


def score_dates(parsed: Parsed) -> Iterator[Outcome]:
    """First and last day of each date, period and anchored duration.

    Args:
        parsed: One article.

    Yields:
        Outcomes of the kinds dates, date span and weekday.
    """
    metadata = [s for s in parsed.article.segments if s.kind == "metadata"]
    titles = [s for s in parsed.article.segments if s.kind == "title"]

    def is_front_matter(place: Span) -> bool:
        row = {"char_start": place.start, "char_end": place.end}
        return is_in(row, metadata) and not is_in(row, titles)

    gold = [g for g in parsed.article.dates if not is_front_matter(g)]
    pairs, left = pair(gold, parsed.rows.get("date_mentions", []), is_date_right)
    for g, row in pairs:
        expected = " | ".join(f"{a}..{b}" for a, b in g.bounds)
        if row is None:
            if not g.is_optional:
                yield parsed.outcome("dates", "missed", g, expected=expected)
            continue
        if g.is_optional and not is_date_right(g, row):
            continue
        found = f"{row['start_on']}..{row['end_on']} ({row['surface']})"
        yield parsed.outcome("dates", "right" if is_date_right(g, row) else "wrong", g, expected=expected, found=found)
        same_span = (g.start, g.end) == (row["char_start"], row["char_end"])
        yield parsed.outcome(
            "date span", "right" if same_span else "wrong", g, expected=g.surface, found=row["surface"]
        )
        if g.weekday_ok is not None:
            is_same = row["is_weekday_right"] == g.weekday_ok
            yield parsed.outcome(
                "weekday", "right" if is_same else "wrong", g, expected=g.weekday_ok, found=row["is_weekday_right"]
            )
    for row in left:
        if row["date_kind"] == "duration" and row["start_on"] is None and row["end_on"] is None:
            continue  # "over five years": annotated as a horizon, not as a date
        if not is_in(row, parsed.article.ignore):
            yield parsed.outcome("dates", "false", row, found=f"{row['start_on']}..{row['end_on']}")


def is_date_right(gold: GoldDate, row: Row) -> bool:
    """Whether first and last day are those of one accepted answer, or the length that of a duration."""

    def text(day: date | None) -> str | None:
        return None if day is None else day.isoformat()

    has_length = gold.duration is not None and row.get("duration_iso") == gold.duration
    return has_length or (text(row["start_on"]), text(row["end_on"])) in gold.bounds


def score_entities(parsed: Parsed) -> Iterator[Outcome]:
    """Recall of names: a mention answers when each covers at least half of the other.

    Args:
        parsed: One article.

    Yields:
        Outcomes of the kind entities, and entity ids (found names that carry an id).
    """

    def is_found(gold: GoldEntity, row: Row) -> bool:
        shared = overlap(gold, row)
        return 2 * shared >= gold.end - gold.start and 2 * shared >= row["char_end"] - row["char_start"]

    pairs, _ = pair(parsed.article.entities, parsed.rows.get("entity_mentions", []), is_found)
    for g, row in pairs:
        if row is None or not is_found(g, row):
            found = "" if row is None else row["surface"]
            yield parsed.outcome(
                "entities", "missed", g, expected=f"{g.entity} ({g.mention_type or g.type})", found=found
            )
            continue
        yield parsed.outcome("entities", "right", g, expected=g.entity, found=row["entity_id"])
        yield parsed.outcome(
            "entity ids", "wrong" if row["entity_id"] is None else "right", g, expected=g.entity, found=row["entity_id"]
        )
