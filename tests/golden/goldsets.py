"""Reads the gold files of the sample articles and seed articles, and of the development and unseen articles.

What belongs here: from files to the types of ``gold``. What does not: running the pipeline, and comparing.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.golden.gold import GoldArticle, GoldDate, GoldEntity, GoldMoney, GoldQuantity, GoldSet, Json, Segment, Span

GOLDEN_DIR: Final = Path(__file__).resolve().parent
SHARED_DIR: Final = GOLDEN_DIR.parents[1].parent / "shared"  # beside the clone; absent on most machines
SAMPLES: Final = "sample_articles"
DEV: Final = "dev_corpus"
UNSEEN: Final = "unseen"  # written without looking at the parser; its first scores are in DECISIONS.md
BLIND: Final = "blind"  # written later without looking at any code; scored before and after a round of changes
BLIND_SECOND: Final = "blind_second"  # the same again, for the round after
BLIND_THIRD: Final = "blind_third"  # and again
BLIND_FOURTH: Final = "blind_fourth"  # and once more, with 26 rules
BLIND_FIFTH: Final = "blind_fifth"  # for sums, dates, names and claims only: no clusters, no findings
BLIND_SIXTH: Final = "blind_sixth"  # with clusters and planted contradictions again, under 18 rules
BLIND_SEVENTH: Final = "blind_seventh"  # and once more, under 21 rules
BLIND_EIGHTH: Final = "blind_eighth"  # longer texts in the manner of ten kinds of outlet, under 23 rules
BLIND_NINTH: Final = "blind_ninth"  # shorter texts as newsrooms write them, five stories told by several
BLIND_TENTH: Final = "blind_tenth"  # the same with other sectors, genres and currencies, under 18 rules
BLIND_ELEVENTH: Final = "blind_eleventh"  # ordinary news of newsrooms in twelve countries, under 17 rules
BLIND_TWELFTH: Final = "blind_twelfth"  # ordinary news with 21 currencies, under 19 rules
BLIND_THIRTEENTH: Final = "blind_thirteenth"  # ordinary news of other countries, with 23 currencies, under 19 rules
BLIND_FOURTEENTH: Final = "blind_fourteenth"  # technology and industry as the web writes of them, under 20 rules
BLIND_FIFTEENTH: Final = "blind_fifteenth"  # the same of other countries, under 16 rules
BLIND_SIXTEENTH: Final = "blind_sixteenth"  # public plans and investment in every sector, under 18 rules
BLIND_SEVENTEENTH: Final = "blind_seventeenth"  # the same of other countries, under 15 rules
BLIND_EIGHTEENTH: Final = "blind_eighteenth"  # public plans and industry in texts of more genres, under 13 rules
DEV_STYLE: Final = (
    DEV,
    UNSEEN,
    BLIND,
    BLIND_SECOND,
    BLIND_THIRD,
    BLIND_FOURTH,
    BLIND_FIFTH,
    BLIND_SIXTH,
    BLIND_SEVENTH,
    BLIND_EIGHTH,
    BLIND_NINTH,
    BLIND_TENTH,
    BLIND_ELEVENTH,
    BLIND_TWELFTH,
    BLIND_THIRTEENTH,
    BLIND_FOURTEENTH,
    BLIND_FIFTEENTH,
    BLIND_SIXTEENTH,
    BLIND_SEVENTEENTH,
    BLIND_EIGHTEENTH,
)
SEEDS: Final = "seeds"
OUTSIDE_KNOWLEDGE: Final = (
    "inferred",
    "not anchored",
    "document date, known to the month",
)  # the text alone gives null


def load(name: str) -> GoldSet:
    """Read one gold set.

    Args:
        name: ``sample_articles``, one of ``DEV_STYLE``, or ``seeds``, which needs ``../shared`` beside the clone.

    Returns:
        The set, articles in file name order.

    Raises:
        FileNotFoundError: The set is not on this machine.
        KeyError: No such set.
    """
    if name == SAMPLES:
        folder = GOLDEN_DIR / SAMPLES
        return _load_sample_style(SAMPLES, folder / "articles", folder / "gold" / "sample_gold.json")
    if name == SEEDS:
        return _load_sample_style(SEEDS, SHARED_DIR / "seeds", SHARED_DIR / "gold" / "seeds_gold.json")
    if name in DEV_STYLE:
        return _load_dev_style(name, GOLDEN_DIR / name)
    raise KeyError(name)


def available() -> list[str]:
    """Names of the sets on this machine."""
    return [SAMPLES, *DEV_STYLE, *([SEEDS] if (SHARED_DIR / "gold" / "seeds_gold.json").exists() else [])]


def read_text(path: Path) -> str:
    """Decode a file without touching its line ends."""
    return path.read_bytes().decode("utf-8")


def _load_sample_style(name: str, articles_dir: Path, gold_path: Path) -> GoldSet:
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    articles = tuple(
        _sample_article(gold, entry, articles_dir) for entry in sorted(gold["files"], key=lambda f: str(f["file"]))
    )
    return GoldSet(name, articles, {k: v for k, v in gold.items() if k not in {"money", "dates", "entity_mentions"}})


def _sample_article(gold: Json, entry: Json, articles_dir: Path) -> GoldArticle:
    file = entry["file"]
    money = [m for m in gold["money"] if m["file"] == file]
    names = {e["id"]: (e["name"], e["type"]) for e in gold["entities"]}
    index_of = {m["id"]: i for i, m in enumerate(money)}
    path = articles_dir / file
    return GoldArticle(
        name=path.stem,
        path=path,
        text=read_text(path),
        language=entry["language"][:2],
        published=entry["publication_date"],
        segments=tuple(Segment(s["segment"], s["start"], s["end"]) for s in gold["segments"][file]),
        money=tuple(_sample_money(m, index_of) for m in money),
        quantities=tuple(_sample_quantity(q) for q in gold["quantities"] if q["file"] == file),
        dates=tuple(_sample_date(d) for d in gold["dates"] if d["file"] == file),
        entities=tuple(
            GoldEntity(
                e["start"],
                e["end"],
                e["surface"],
                e["id"],
                *names[e["entity_id"]],
                mention_type=e["mention_type"],
                is_duplicate=e["in_duplicate_passage"],
            )
            for e in gold["entity_mentions"]
            if e["file"] == file
        ),
    )


def _span(entry: Json | None) -> Span | None:
    return None if entry is None else Span(entry["start"], entry["end"], entry["surface"])


def _sample_money(entry: Json, index_of: Mapping[str, int]) -> GoldMoney:
    return GoldMoney(
        entry["start"],
        entry["end"],
        entry["surface"],
        index=index_of[entry["id"]],
        ref=entry["id"],
        values=((entry["value_min"], entry["value_max"]),),
        currency=entry["currency"],
        modality=entry["modality"],
        cue=_span(entry["modality_cue"]),
        per=None,
        equivalent_of=index_of.get(entry["equivalent_of"] or ""),
        role=entry["role"],
        is_vague=entry["value"] is None,
        is_duplicate=entry["in_duplicate_passage"],
        scale_readings=tuple(c["value"] for c in entry.get("scale_candidates", [])),
    )


def _sample_quantity(entry: Json) -> GoldQuantity:
    return GoldQuantity(
        entry["start"],
        entry["end"],
        entry["surface"],
        ref=entry["id"],
        value_min=entry["value_min"],
        value_max=entry["value_max"],
        unit=entry["unit"],
        modality=entry["modality"],
        is_label=entry["unit"] == "version_label",
        is_duplicate=entry["in_duplicate_passage"],
    )


def _sample_date(entry: Json) -> GoldDate:
    bounds = [(entry["start_date"], entry["end_date"])]
    for other in entry.get("also_accepted", []):
        first, _, last = (other or "").partition("/")
        bounds.append((first or None, last or None))
    if any(word in (entry["relative_to"] or "") for word in OUTSIDE_KNOWLEDGE):
        bounds.append((None, None))
    return GoldDate(
        entry["start"],
        entry["end"],
        entry["surface"],
        ref=entry["id"],
        kind=entry["type"],
        edtf=entry["edtf"],
        bounds=tuple(bounds),
        duration=entry["iso_duration"] if entry["type"] == "duration" else None,
        mod="by" if (entry["edtf"] or "").startswith("../") else None,
        is_duplicate=entry["in_duplicate_passage"],
    )


def _load_dev_style(name: str, folder: Path) -> GoldSet:
    gold_dir = folder / "gold"
    whole_names = ("clusters", "findings", "entities")
    articles = tuple(
        _dev_article(json.loads(path.read_text(encoding="utf-8")), folder)
        for path in sorted(gold_dir.glob("*.json"))
        if path.stem not in whole_names
    )
    whole = {part: json.loads((gold_dir / f"{part}.json").read_text(encoding="utf-8")) for part in whole_names}
    return GoldSet(name, articles, {**whole, **whole["findings"]})


def _dev_article(gold: Json, folder: Path) -> GoldArticle:
    path = folder / gold["file"]
    return GoldArticle(
        name=gold["id"],
        path=path,
        text=read_text(path),
        language=gold["lang"],
        published=gold["published"],
        segments=tuple(Segment(s["kind"], s["start"], s["end"]) for s in gold["segments"]),
        money=tuple(_dev_money(i, m) for i, m in enumerate(gold["money"])),
        quantities=None,
        dates=tuple(
            GoldDate(
                d["start"],
                d["end"],
                d["surface"],
                ref=d["ref"],
                kind=d["kind"],
                edtf=d["edtf"],
                bounds=((d["start_date"], d["end_date"]),),
                mod=d.get("mod"),
                weekday_ok=d.get("weekday_ok"),
                is_optional=d.get("optional", False),
                is_duplicate=d.get("in_duplicate", False),
            )
            for d in gold["dates"]
        ),
        entities=tuple(
            GoldEntity(e["start"], e["end"], e["surface"], e["ref"], e["entity"], e["type"]) for e in gold["entities"]
        ),
        ignore=tuple(Span(s["start"], s["end"], s["surface"]) for s in gold["ignore"]),
        claims=tuple(gold["claims"]),
    )


def _dev_money(index: int, entry: Json) -> GoldMoney:
    accepted = [(entry["value_min"], entry["value_max"])]
    accepted += [(value, value) for value in entry.get("accept", [])]
    return GoldMoney(
        entry["start"],
        entry["end"],
        entry["surface"],
        index=index,
        ref=entry["ref"],
        values=tuple(accepted),
        currency=entry["currency"],
        modality=entry["modality"],
        cue=_span(entry["modality_cue"]),
        per=entry["per"],
        equivalent_of=entry["equivalent_of"],
        role=entry["role"],
        is_optional=entry.get("optional", False),
        is_duplicate=entry.get("in_duplicate", False),
        scale_readings=tuple(entry.get("scale", {}).get("candidates", [])),
    )
