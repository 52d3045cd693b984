"""Compares the commitments and findings of the sample articles (and of the seed articles) with their gold.

What belongs here: the commitments that count, those that must not, what must never be one, and for each rule whether it
fires. What does not: the development corpus.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tests.golden.gold import GoldMoney, GoldSet, Json
from tests.golden.matching import is_in
from tests.golden.outcomes import Outcome, Verdict
from tests.golden.score_findings import places_of
from tests.golden.warehouse import Payers, Row, Warehouse

Mentions = Mapping[str, tuple[str, GoldMoney]]  # gold id of an amount to its article's id and itself
OUTSIDE_SOURCE: Final = "External"  # in the note of a status that no article of the set tells


def score_commitments(gold: GoldSet, warehouse: Warehouse) -> list[Outcome]:
    """Commitments, their attributes, and what must never be one.

    Args:
        gold: The sample articles or the seed articles.
        warehouse: A warehouse that holds them; other articles are left aside.

    Returns:
        Outcomes of the kinds commitments, aggregable, amount, payer, period, status level, independent sources, not a
        commitment.
    """
    mentions = {m.ref: (a.article_id, m) for a in gold.articles for m in a.money}
    article_ids = {a.article_id for a in gold.articles}
    claims = [r for r in warehouse.rows("fct_claims") if r["article_id"] in article_ids]
    return [*_commitment_outcomes(gold, warehouse, mentions, claims), *_non_commitments(gold, mentions, claims)]


def score_rules(gold: GoldSet, warehouse: Warehouse) -> Iterator[Outcome]:
    """For each rule, whether it fires on these articles alone.

    Args:
        gold: The sample articles, or the seed articles (whose gold has no rules: nothing is yielded).
        warehouse: A warehouse that holds them; findings that name another article are left aside.

    Yields:
        Outcomes of the kind rules; what depends on the day or on further sources is left out.
    """
    article_ids = {a.article_id for a in gold.articles}
    fired: dict[str, list[Row]] = {}
    for row in warehouse.rows("fct_findings"):
        articles = {article for article, _ in places_of(row)}
        if articles and articles <= article_ids:
            fired.setdefault(row["rule_id"], []).append(row)
    for rule, entry in gold.whole["expected"].get("rules", {}).items():
        if entry["outcome"] == "depends":
            continue
        found = fired.get(rule, [])
        must_fire = entry["outcome"] == "finding"
        verdict: Verdict = "right" if bool(found) == must_fire else "missed" if must_fire else "false"
        told = " | ".join(str(r["explanation"]) for r in found[:3])
        yield Outcome(gold.name, "rules", "", rule, verdict, f"{entry['outcome']}: {entry['note']}", told)


def _claims_on(ids: Sequence[str], mentions: Mentions, claims: Sequence[Row]) -> list[Row]:
    places = [mentions[i] for i in ids if i in mentions]
    return [c for c in claims if any(c["article_id"] == article and is_in(c, [m]) for article, m in places)]


def _commitment_outcomes(
    gold: GoldSet, warehouse: Warehouse, mentions: Mentions, claims: Sequence[Row]
) -> Iterator[Outcome]:
    by_id = {row["commitment_id"]: row for row in warehouse.rows("fct_commitments")}
    payers = Payers.of(gold, warehouse)
    for expected in gold.whole["commitments"]:
        ids = [i for report in expected["reported_by"] for i in report.get("money_ids", [])]
        counts = Counter(c["commitment_id"] for c in _claims_on(ids, mentions, claims))
        row = by_id.get(counts.most_common(1)[0][0]) if counts else None
        if not ids:
            continue
        label = f"{expected['id']} {expected['title']}"
        if row is None:
            yield Outcome(gold.name, "commitments", "", label, "missed")
            continue
        yield Outcome(gold.name, "commitments", "", label, "right", found=row["title"] or "")
        yield from _attributes(gold, expected, row, payers, label)


def _attributes(gold: GoldSet, expected: Json, row: Row, payers: Payers, label: str) -> Iterator[Outcome]:
    def compared(kind: str, want: Any, have: Any, *, is_right: bool | None = None) -> Outcome:
        verdict: Verdict = "right" if (want == have if is_right is None else is_right) else "wrong"
        return Outcome(
            gold.name, kind, "", label, verdict, str(want), str(have), str(row.get("aggregate_reason") or "")
        )

    yield compared("aggregable", expected["aggregate"], row["is_aggregable"])
    amount = expected["amount"]
    found = (row["amount_min"] and int(row["amount_min"]), row["currency"])
    yield compared("amount", (amount["value"], amount["currency"]), found)
    payer = expected["payer"][0]
    name = payer["entity_id"] or payer["text"]
    yield compared("payer", name, row["payer_name"], is_right=payers.is_right(name, row))
    period = tuple(str(row[c]) if row[c] else None for c in ("period_start", "period_end"))
    yield compared("period", (expected["period"]["start"], expected["period"]["end"]), period)
    level = _told_level(expected)
    if level is not None:
        yield compared("status level", level, row["status_level"])
    source_count = gold.whole["expected"].get(f"independent_sources_of_{expected['id']}")
    if source_count is not None:
        yield compared("independent sources", source_count, row["independent_source_count"])


def _told_level(expected: Json) -> int | None:
    """The level that the articles tell: where the assessed one rests on other sources, the highest that they state."""
    if OUTSIDE_SOURCE not in (expected.get("status_note") or ""):
        return expected["ladder_level"]
    return max(report["ladder_level"] for report in expected["reported_by"])


def _non_commitments(gold: GoldSet, mentions: Mentions, claims: Sequence[Row]) -> Iterator[Outcome]:
    """Forecasts, targets, markets, wages and thresholds: none may carry a claim."""
    for entry in gold.whole["non_commitments"]:
        wrong = _claims_on([entry["money_id"]], mentions, claims)
        verdict: Verdict = "false" if wrong else "right"
        label = f"{entry['money_id']} {mentions[entry['money_id']][1].surface}"
        yield Outcome(gold.name, "not a commitment", "", label, verdict, entry["kind"], str(len(wrong)))
