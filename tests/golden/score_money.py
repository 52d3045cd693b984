"""Compares parsed amounts with the gold, article by article.

What belongs here: whether an amount, its hedge, its rate, its copy mark and its link are right. What does not: other
kinds of mention.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import log10
from typing import Final

from tests.golden.gold import GoldMoney
from tests.golden.matching import Parsed, Row, is_in, pair
from tests.golden.outcomes import Outcome, Verdict

SCALE_SLIP: Final = 0.9  # |log10| of found over expected from which a wrong value is a wrong magnitude


def _money_text(row: Row) -> str:
    low, high = row["amount_min"], row["amount_max"]
    amount = f"{low:,.0f}" if low == high else f"{low:,.0f}..{high:,.0f}" if low is not None else "none"
    return f"{amount} {row['currency']} ({row['surface']})"


def _gold_money_text(gold: GoldMoney) -> str:
    low, high = gold.values[0]
    return f"{low:,}{'' if low == high else f'..{high:,}'} {gold.currency}"


def is_money_value_right(gold: GoldMoney, row: Row) -> bool:
    """Whether the amount is one of the accepted ones; for a vague sum, whether the ranges meet."""
    low, high = row["amount_min"], row["amount_max"]
    if low is None or high is None:
        return False
    if gold.is_vague:
        return bool(row["is_vague"]) and low <= gold.values[0][1] and high >= gold.values[0][0]
    return any(low == Decimal(str(a)) and high == Decimal(str(b)) for a, b in gold.values)


def is_money_right(gold: GoldMoney, row: Row) -> bool:
    """Whether value and currency are right."""
    return is_money_value_right(gold, row) and row["currency"] == gold.currency


def score_money(parsed: Parsed) -> Iterator[Outcome]:
    """Value and currency, exact span, hedge, hedge's span, rate, second copies, magnitudes and equivalents.

    Args:
        parsed: One article.

    Yields:
        Outcomes of the kinds money, money span, modality, modality cue, per, duplicate, silent magnitude, equivalents.
    """
    gold = parsed.article.money
    rows = parsed.rows.get("money_mentions", [])
    pairs, left = pair(gold, rows, is_money_right)
    optional_places = [g for g in gold if g.is_optional]
    for g, row in pairs:
        if row is None:
            if not g.is_optional:
                yield parsed.outcome("money", "missed", g, expected=_gold_money_text(g))
                yield parsed.outcome("money span", "missed", g)
            continue
        if g.is_optional and not is_money_right(g, row):
            continue
        yield from _score_found_money(parsed, g, row)
    for row in left:
        if is_in(row, optional_places) or (row["is_vague"] and is_in(row, parsed.article.ignore)):
            continue
        yield parsed.outcome("money", "false", row, found=_money_text(row))
        yield parsed.outcome("money span", "false", row)
    yield from _score_equivalents(parsed, pairs)


def _score_found_money(parsed: Parsed, g: GoldMoney, row: Row) -> Iterator[Outcome]:
    def verdict(is_right: bool) -> Verdict:
        return "right" if is_right else "wrong"

    value_right = is_money_value_right(g, row)
    yield parsed.outcome(
        "money", verdict(is_money_right(g, row)), g, expected=_gold_money_text(g), found=_money_text(row)
    )
    same_span = (g.start, g.end) == (row["char_start"], row["char_end"])
    yield parsed.outcome("money span", verdict(same_span), g, expected=g.surface, found=row["surface"])
    yield parsed.outcome(
        "modality", verdict(row["modality"] == g.modality), g, expected=g.modality, found=row["modality"]
    )
    if g.cue is not None:
        same_cue = (g.cue.start, g.cue.end) == (row["cue_start"], row["cue_end"])
        yield parsed.outcome("modality cue", verdict(same_cue), g, expected=g.cue.surface, found=row["modality_cue"])
    if g.per is not None or row["per"] is not None:
        yield parsed.outcome("per", verdict(row["per"] == g.per), g, expected=g.per, found=row["per"])
    if g.is_duplicate or row["is_duplicate"]:
        is_marked = bool(row["is_duplicate"]) == g.is_duplicate
        yield parsed.outcome("duplicate", verdict(is_marked), g, expected=g.is_duplicate, found=row["is_duplicate"])
    yield parsed.outcome(
        "silent magnitude",
        verdict(value_right or not _is_silent_slip(parsed, g, row)),
        g,
        expected=_gold_money_text(g),
        found=_money_text(row),
    )


def _is_silent_slip(parsed: Parsed, g: GoldMoney, row: Row) -> bool:
    found, expected = row["amount_min"], g.values[0][0]
    if not found or not expected or abs(log10(float(found) / expected)) < SCALE_SLIP:
        return False
    readings = [r for r in parsed.rows.get("money_readings", []) if r["mention_id"] == row["money_mention_id"]]
    return not any(r["amount"] == Decimal(str(value)) for r in readings for value, _ in g.values)


def _score_equivalents(parsed: Parsed, pairs: Sequence[tuple[GoldMoney, Row | None]]) -> Iterator[Outcome]:
    index_of = {row["money_mention_id"]: g.index for g, row in pairs if row is not None}
    by_index = {g.index: g for g, _ in pairs}
    for g, row in pairs:
        linked = index_of.get(row["equivalent_of_id"]) if row is not None and row["equivalent_of_id"] else None
        if g.equivalent_of is None and linked is None:
            continue
        expected = by_index[g.equivalent_of].surface if g.equivalent_of is not None else ""
        found = by_index[linked].surface if linked is not None else ""
        if g.equivalent_of is None:
            verdict: Verdict = "right" if g.is_optional else "false"
        elif linked is None:
            verdict = "missed"
        else:
            is_same_figure = expected == found or linked == g.equivalent_of
            verdict = "right" if is_same_figure else "wrong"
        yield parsed.outcome("equivalents", verdict, g, expected=expected, found=found)
