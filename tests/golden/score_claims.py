"""Compares claims and their clustering with the development corpus.

What belongs here: claims, payers, statuses, periods, clusters, what may be summed, independent sources, scales.
What does not: findings, and the sample articles' commitments.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from tests.golden.gold import GoldArticle, GoldMoney, GoldSet, Json
from tests.golden.matching import is_in
from tests.golden.outcomes import Outcome, Verdict
from tests.golden.warehouse import Payers, Row, Warehouse

LEVELS: Final = {
    "mentioned": 0,
    "considered": 1,
    "announced": 2,
    "budget_requested": 3,
    "requested": 3,
    "approved": 4,
    "appropriated": 5,
    "committed": 6,
    "disbursing": 7,
    "completed": 8,
}
SAME_STATUS: Final = {"budget_requested": "requested"}


@dataclass(frozen=True)
class Matched:
    """A claim of the gold with the claim of the warehouse that answers it."""

    article: GoldArticle
    gold: Json
    row: Row


def score_claims(gold: GoldSet, warehouse: Warehouse) -> list[Outcome]:
    """Everything about claims and commitments of the development corpus.

    Args:
        gold: The development corpus.
        warehouse: A warehouse that holds it; other articles are left aside.

    Returns:
        Outcomes of the kinds claims, payer, status, status step, period, cluster pairs, not same, aggregable,
        independent sources, roles, scale.
    """
    outcomes: list[Outcome] = []
    matched: list[Matched] = []
    for article in gold.articles:
        rows = [r for r in warehouse.rows("fct_claims") if r["article_id"] == article.article_id]
        outcomes += _match_article(gold.name, article, rows, matched)
    payers = Payers.of(gold, warehouse)
    for one in matched:
        outcomes += _attributes(gold.name, one, payers)
    roots = _roots(warehouse)
    outcomes += _cluster_outcomes(gold, matched, roots)
    outcomes += _commitment_outcomes(gold, matched, warehouse)
    outcomes += _mention_outcomes(gold, warehouse)
    return outcomes


def _label(article: GoldArticle, claim: Json) -> str:
    index = claim["money_index"]
    return "no amount" if index is None else article.money[index].surface


def _mentions_of(article: GoldArticle, claim: Json) -> list[GoldMoney]:
    if claim["money_index"] is None:
        return []
    return [article.money[i] for i in (claim["money_index"], *claim["also"])]


def _match_article(corpus: str, article: GoldArticle, rows: Sequence[Row], matched: list[Matched]) -> Iterator[Outcome]:
    """Give each gold claim the warehouse claim on its own figure, or else on a repetition of it."""
    left = list(rows)
    claims = sorted(article.claims, key=lambda c: c["money_index"] is None)
    for rank in ("own figure", "repetition"):
        for claim in list(claims):
            places = _mentions_of(article, claim)
            wanted = places[:1] if rank == "own figure" else places
            candidates = [r for r in left if (r["money_mention_id"] is not None) == bool(places)]
            answer = next((r for r in candidates if not places or is_in(r, wanted)), None)
            if answer is not None:
                left.remove(answer)
                claims.remove(claim)
                matched.append(Matched(article, claim, answer))
                yield _outcome(corpus, article, "claims", "right", _label(article, claim), answer.get("quote"))
    for claim in claims:
        yield _outcome(corpus, article, "claims", "missed", f"{_label(article, claim)}: {claim['purpose']}", "")
    optional = [m for m in article.money if m.is_optional]
    for row in left:
        if not is_in(row, optional):
            surface = (
                article.text[row["char_start"] : row["char_end"]] if row["char_start"] is not None else "no amount"
            )
            yield _outcome(corpus, article, "claims", "false", "", f"{surface}: {row.get('quote')}")


def _outcome(
    corpus: str,
    article: GoldArticle,
    kind: str,
    verdict: Verdict | bool,
    expected: object,
    found: object,
    note: str = "",
) -> Outcome:
    if isinstance(verdict, bool):
        verdict = "right" if verdict else "wrong"
    return Outcome(corpus, kind, article.language, article.name, verdict, str(expected), str(found), note)


def _attributes(corpus: str, one: Matched, payers: Payers) -> Iterator[Outcome]:
    article, claim, row = one.article, one.gold, one.row
    note = f"{_label(article, claim)}: {claim['purpose']}"
    payer = row.get("payer_name") or row.get("payer_entity_id")
    yield _outcome(corpus, article, "payer", payers.is_right(claim["payer"], row), claim["payer"], payer, note)
    accepted = {claim["status"], *claim.get("status_accept", [])}
    status = SAME_STATUS.get(row["status"] or "", row["status"])
    yield _outcome(corpus, article, "status", status in accepted, claim["status"], row["status"], note)
    is_near = status in accepted or any(
        a in LEVELS and status in LEVELS and abs(LEVELS[a] - LEVELS[status]) <= 1 for a in accepted
    )
    yield _outcome(corpus, article, "status step", is_near, claim["status"], row["status"], note)
    period = tuple(str(row[c]) if row[c] else None for c in ("period_start", "period_end"))
    expected = (claim["period_start"], claim["period_end"])
    yield _outcome(corpus, article, "period", period == expected, expected, period, note)


def _roots(warehouse: Warehouse) -> dict[str, str]:
    """The commitment that each one is, through any number of steps, a part of."""
    parent: dict[str, str] = {}
    for row in warehouse.rows("bridge_commitment_relations"):
        kind = row.get("relation_type") or row.get("type")
        if kind == "part_of":
            parent[row["commitment_id"]] = row["other_commitment_id"]

    def root(commitment: str, seen: frozenset[str] = frozenset()) -> str:
        above = parent.get(commitment)
        return commitment if above is None or above in seen else root(above, seen | {commitment})

    return {commitment: root(commitment) for commitment in parent}


def _cluster_outcomes(gold: GoldSet, matched: Sequence[Matched], roots: Mapping[str, str]) -> Iterator[Outcome]:
    """Pairs of claims that belong together, with and without the parts of a plan; clusters that must stay apart."""

    def pairs(claims: Sequence[Matched], kind: str, group: Mapping[str, str]) -> Iterator[Outcome]:
        for a, b in combinations(claims, 2):
            is_gold = a.gold["cluster_id"] == b.gold["cluster_id"]
            found = [group.get(m.row["commitment_id"], m.row["commitment_id"]) for m in (a, b)]
            is_found = found[0] is not None and found[0] == found[1]
            if not (is_gold or is_found):
                continue
            verdict: Verdict = "right" if is_gold and is_found else "missed" if is_gold else "false"
            names = " / ".join(f"{m.article.name} {_label(m.article, m.gold)}" for m in (a, b))
            expected = " / ".join(str(m.gold["cluster_id"]) for m in (a, b))
            yield Outcome(gold.name, kind, "", names, verdict, expected, " / ".join(map(str, found)))

    clustered = [m for m in matched if m.gold["cluster_id"]]
    yield from pairs(clustered, "cluster pairs", roots)
    yield from pairs([m for m in clustered if not m.gold.get("part_of")], "commitment pairs", {})
    commitments: dict[str, set[str]] = defaultdict(set)
    for m in clustered:
        commitments[m.gold["cluster_id"]].add(m.row["commitment_id"])
    for name, cluster in gold.whole["clusters"].items():
        for other in cluster["not_same_as"]:
            shared = commitments[name] & commitments[other]
            yield Outcome(
                gold.name, "not same", "", f"{name} / {other}", "wrong" if shared else "right", found=", ".join(shared)
            )


def _commitment_outcomes(gold: GoldSet, matched: Sequence[Matched], warehouse: Warehouse) -> Iterator[Outcome]:
    """For each cluster, the commitment that most of its claims on the whole sum went to."""
    by_id = {row["commitment_id"]: row for row in warehouse.rows("fct_commitments")}
    for name, cluster in gold.whole["clusters"].items():
        members = [m for m in matched if m.gold["cluster_id"] == name]
        whole = [m for m in members if not m.gold.get("part_of")] or members
        counts = Counter(m.row["commitment_id"] for m in whole if m.row["commitment_id"] in by_id)
        if not counts:
            yield Outcome(gold.name, "aggregable", "", name, "missed")
            yield Outcome(gold.name, "independent sources", "", name, "missed")
            continue
        row = by_id[counts.most_common(1)[0][0]]
        table_row = cluster["table_row"]
        yield _compared(gold.name, "aggregable", name, table_row["aggregate"], row["is_aggregable"], row)
        expected = cluster["independent_sources"]
        yield _compared(gold.name, "independent sources", name, expected, row["independent_source_count"], row)
    for m in (m for m in matched if m.gold.get("part_of") or m.gold.get("umbrella")):
        parts = gold.whole["clusters"].get(m.gold["cluster_id"], {}).get("table_row", {}).get("parts", [])
        expected_part = next((p["aggregate"] for p in parts if p["payer"] == m.gold["payer"]), None)
        if m.gold.get("umbrella"):
            expected_part = False
        row = by_id.get(m.row["commitment_id"], {})
        if expected_part is not None and row and m.gold["status"] != "disbursing":
            label = f"{m.article.name} {_label(m.article, m.gold)}"
            yield _compared(gold.name, "aggregable parts", label, expected_part, row["is_aggregable"], row)


def _compared(corpus: str, kind: str, name: str, expected: Any, found: Any, row: Row) -> Outcome:
    verdict: Verdict = "right" if expected == found else "wrong"
    return Outcome(corpus, kind, "", name, verdict, str(expected), str(found), str(row.get("aggregate_reason") or ""))


def _mention_outcomes(gold: GoldSet, warehouse: Warehouse) -> Iterator[Outcome]:
    """Roles of amounts, and ambiguous scales after the evidence was weighed."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in warehouse.rows("fct_money_mentions"):
        by_article[row["article_id"]].append(row)
    for article in gold.articles:
        for m in article.money:
            answer = next((r for r in by_article[article.article_id] if is_in(r, [m])), None)
            if answer is None or m.is_optional:
                continue
            role = answer["role"]
            yield _outcome(gold.name, article, "roles", role == m.role, m.role, role, m.surface)
            if len(m.scale_readings) > 1 or len(m.values) > 1:
                found = (int(answer["amount_min"] or 0), int(answer["amount_max"] or 0))
                yield _outcome(gold.name, article, "scale", found in m.values, m.values, found, m.surface)
