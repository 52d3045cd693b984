"""Compares findings with the gold: rule by rule, near-misses included.

What belongs here: which finding answers which annotated contradiction. What does not: the rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tests.golden.gold import GoldSet, Json, Span
from tests.golden.matching import is_in
from tests.golden.outcomes import Outcome, Verdict
from tests.golden.warehouse import Row, Warehouse

Places = Mapping[str, Sequence[Span]]


def places_of(row: Row) -> list[tuple[str, dict[str, Any] | None]]:
    """Articles that a finding names, each with the place in it or None."""
    places: list[tuple[str, dict[str, Any] | None]] = []
    for prefix in ("", "other_"):
        article = row[f"{prefix}article_id"]
        start = row[f"{prefix}char_start"]
        if prefix and article is None and start is not None:
            article = row["article_id"]
        if article is not None:
            places.append(
                (article, None if start is None else {"char_start": start, "char_end": row[f"{prefix}char_end"]})
            )
    return places


def is_about(row: Row, articles: set[str], spans: Places, *, every: bool = False) -> bool:
    """Whether a finding is about a fact of the gold.

    Args:
        row: A finding.
        articles: Ids of the fact's articles.
        spans: Places of the fact by article; none when the fact is about whole articles.
        every: Whether each place of the finding must meet one of the fact, rather than any.

    Returns:
        True when all its articles are the fact's and its places meet those of the fact.
    """
    places = places_of(row)
    if not places or any(article not in articles for article, _ in places):
        return False
    met = [is_in(place, spans.get(article, ())) for article, place in places if place is not None]
    if not any(spans.values()) or not met:
        return True
    return all(met) if every else any(met)


def score_findings(gold: GoldSet, warehouse: Warehouse) -> list[Outcome]:
    """Recall and precision of findings on the development corpus.

    A finding may answer several facts, as several rules may report one fact.

    Args:
        gold: The development corpus.
        warehouse: A warehouse that holds it; findings that name another article are left aside.

    Returns:
        Outcomes of the kinds ``findings error``, ``findings warn``, ``findings info``, near-misses, repeated (a further
        finding of a rule about a fact that it has already reported), and the findings again by rule (``R01``).
    """
    ids = {article.name: article.article_id for article in gold.articles}
    names = {article_id: name for name, article_id in ids.items()}
    rows = [r for r in warehouse.rows("fct_findings") if places_of(r) and all(a in names for a, _ in places_of(r))]
    outcomes: list[Outcome] = []
    reported: set[tuple[str, str]] = set()
    about: dict[int, set[tuple[str, str]]] = {}
    for fact in gold.whole["findings"]:
        rules = {fact["rule"], *fact.get("also_rules", [])}
        articles, spans = _fact_places(fact, ids)
        answers = [i for i, r in enumerate(rows) if r["rule_id"] in rules and is_about(r, articles, spans)]
        for i in answers:
            about.setdefault(i, set()).add((fact["finding_id"], rows[i]["rule_id"]))
        if answers or not (fact.get("optional") or fact.get("conditional")):
            outcomes += _fact_outcomes(gold.name, fact, rows[answers[0]] if answers else None)
    for i, facts in sorted(about.items(), key=lambda item: len(item[1])):
        if facts <= reported:
            found = f"{rows[i]['rule_id']} {rows[i]['explanation']}"
            outcomes.append(Outcome(gold.name, "repeated", "", _where(rows[i], names), "false", found=found))
        reported |= facts
    left = [row for i, row in enumerate(rows) if i not in about]
    outcomes += _near_misses(gold, left, ids)
    for row in left:
        for kind in (f"findings {row['severity']}", row["rule_id"]):
            found = f"{row['rule_id']} {row['severity']}: {row['explanation']}"
            outcomes.append(Outcome(gold.name, kind, "", _where(row, names), "false", found=found))
    return sorted(outcomes, key=lambda o: (o.kind.startswith("R"), o.kind))


def _fact_places(fact: Json, ids: Mapping[str, str]) -> tuple[set[str], dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {}
    for s in fact["spans"]:
        spans.setdefault(ids[s["id"]], []).append(Span(s["start"], s["end"], s["surface"]))
    return {ids[name] for name in fact["ids"]}, spans


def _fact_outcomes(corpus: str, fact: Json, row: Row | None) -> Iterator[Outcome]:
    expected = f"{fact['finding_id']} {fact['rule']} {fact['severity']}: {fact['explanation']}"
    found = "" if row is None else f"{row['rule_id']} {row['severity']}: {row['explanation']}"
    for kind in (f"findings {fact['severity']}", fact["rule"]):
        verdict: Verdict = "missed" if row is None else "right"
        yield Outcome(corpus, kind, "", "+".join(fact["ids"]), verdict, expected, found)


def _where(row: Row, names: Mapping[str, str]) -> str:
    return "+".join(dict.fromkeys(names[article] for article, _ in places_of(row)))


def _near_misses(gold: GoldSet, rows: Sequence[Row], ids: Mapping[str, str]) -> Iterator[Outcome]:
    """Facts that look like a contradiction and are none: one outcome each, false when one was reported."""
    for negative in gold.whole["negatives"]:
        articles, spans = _fact_places(negative, ids)
        answers = [r for r in rows if r["rule_id"] == negative["rule"] and is_about(r, articles, spans, every=True)]
        label = f"{negative['negative_id']} {negative['rule']} {'+'.join(negative['ids'])}"
        found = "; ".join(str(r["explanation"]) for r in answers)
        yield Outcome(gold.name, "near-misses", "", label, "false" if answers else "right", negative["why_not"], found)
