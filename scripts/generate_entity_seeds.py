"""Writes ref_entities.csv and the tables of aliases from CLDR (Babel) and four hand-written lists.

What belongs here: how these seeds are made again. What does not: anything that runs with the pipeline.
Run with the development extra installed: ``python scripts/generate_entity_seeds.py``.

``country_names.csv`` holds what CLDR lacks: demonyms and capitals. ``companies.csv`` holds firms,
``cities_and_regions.csv`` those, ``organisations.csv`` governments' parts, agencies, funds and persons in office; their
last column lists further aliases, with a prefix where they are not plain names: ``a:`` acronym, ``m:`` metonym (with
its capitals only, and where it acts), ``d:`` description, ``c:`` needs context, ``n:`` needs its
country in the article, of whatever kind its bearer is.
"""

import csv
import re
import unicodedata
from pathlib import Path
from typing import Final, NamedTuple

from babel import Locale

SCRIPTS: Final = Path(__file__).resolve().parent
SEEDS: Final = SCRIPTS.parent / "dbt_project" / "seeds"
ORGANISATIONS: Final = ("organisations.csv", "companies.csv", "cities_and_regions.csv")
LANGUAGES: Final = ("fr", "en", "ja")
FURTHER: Final = ("de", "es", "it", "pt", "nl")  # languages in which countries are known by name, and nothing else is
NOT_COUNTRIES: Final = {
    "EU",
    "EZ",
    "UN",
    "QO",
    "XA",
    "XB",
    "XK",
    "ZZ",
    "AQ",
    "BV",
    "CP",
    "CQ",
    "DG",
    "EA",
    "IC",
    "TA",
    "AC",
    "HM",
    "UM",
}
QIDS: Final = {  # only those that are certain
    "JP": "Q17", "US": "Q30", "CN": "Q148", "KR": "Q884", "VN": "Q881", "KZ": "Q232", "FR": "Q142", "DE": "Q183",
    "GB": "Q145", "IN": "Q668", "CA": "Q16", "IT": "Q38", "ES": "Q29", "BR": "Q155", "CH": "Q39", "MA": "Q1028",
    "SN": "Q1041", "RU": "Q159", "AU": "Q408", "TW": "Q865", "UA": "Q212", "PL": "Q36", "BE": "Q31", "SE": "Q34",
    "igo-eu": "Q458", "igo-un": "Q1065",
}  # fmt: skip
SHORT_NAMES: Final = {  # what the press writes where CLDR is formal, and further spellings
    "US": "US|USA|U.S.|U.S.A.|United States of America|America|Amérique|Etats-Unis|米国|アメリカ|アメリカ合衆国",
    "GB": "UK|U.K.|Britain|Great Britain|Grande-Bretagne|英国|イギリス",
    "KR": "Republic of Korea|Corée|Korea|République de Corée|大韓民国",
    "KP": "North Korea|Corée du Nord|北朝鮮",
    "CN": "Chine continentale|mainland China|中华人民共和国|People's Republic of China|République populaire de Chine",
    "VN": "Viet Nam|Viêt Nam|Viêtnam|越南",
    "AE": "UAE|EAU|Emirates|Émirats|アラブ首長国連邦|ＵＡＥ",
    "CD": "DR Congo|DRC|RDC|République démocratique du Congo|Democratic Republic of the Congo|コンゴ民主共和国",
    "CG": "Congo|République du Congo|Republic of the Congo|コンゴ共和国",
    "CH": "Swiss Confederation|Confédération suisse|Confédération helvétique|スイス連邦",
    "CZ": "Czech Republic|République tchèque",
    "TR": "Turkey|Türkiye|Turquie",
    "CI": "Ivory Coast|Cote d'Ivoire",
    "MM": "Myanmar|Burma|Birmanie|ミャンマー",
    "PS": "Palestine|Gaza|パレスチナ",
    "RU": "Russian Federation|Fédération de Russie|ロシア",
    "SA": "Arabie saoudite|Saudi Arabia|サウジ|サウジアラビア",
    "NL": "Holland|Hollande|オランダ",
    "MU": "île Maurice|Ile Maurice",
    "HK": "Hong Kong|Hongkong|香港",
    "MO": "Macao|Macau|マカオ",
    "MK": "Macédoine du Nord|North Macedonia",
    "TL": "Timor oriental|East Timor",
    "SZ": "Swaziland",
    "CV": "Cap-Vert|Cape Verde",
    "VA": "Vatican|Saint-Siège|Holy See|バチカン",
    "SY": "シリア",
    "LA": "Laos|ラオス",
    "CF": "Centrafrique|République centrafricaine|Central African Republic",
    "DO": "République dominicaine|Dominican Republic",
    "TW": "台湾|臺灣|Taïwan|Taiwan",
    "AU": "豪州",
    "DE": "ドイツ",
}
OTHER_WORDS: Final = {  # names of a country that are a word, a city or another country in other languages
    "Island", "Granada", "Guinea", "Guinee", "Georgia", "Mauricio", "Maurício", "Gana", "Figi",
}  # fmt: skip
AMBIGUOUS: Final = {
    "Maurice",
    "Jersey",
    "Réunion",
    "Saint-Martin",
    "Male",
    "Congo",
    "Guinea",
    "Georgia",
    "Jordan",
    "Chad",
}
OWN_TREASURY: Final = ("US", "GB", "KE", "ZA", "TR", "AU", "NZ", "IT", "ES")  # theirs is a ministry by that name
JAPANESE_SHORT: Final = dict(
    zip(["US", "GB", "FR", "DE", "IT", "CN", "KR", "RU", "IN", "AU", "CA"], "米英仏独伊中韓露印豪加", strict=True)
)
INSIDE_WORDS: Final = {"独政権", "加政府", "加当局"}  # 単独政権 is of one party, 参加政府 are those that take part
NO_METONYMS: Final = {"Brussels", "Bruxelles", "ブリュッセル"}  # stands for the European Commission
PREFIXES: Final = {"a:": "acronym", "m:": "metonym", "d:": "description", "f:": "former", "n:": "national"}
KINDS: Final = {  # who is in which table of aliases, by the first part of the id; governments are named by their places
    "country": "place", "gov": "place", "region": "place", "city": "place", "company": "company", "min": "ministry",
}  # fmt: skip
OTHERS: Final = "actor"
PLACES: Final = ("city", "region")
CJK: Final = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


class Entity(NamedTuple):
    """One row of ref_entities."""

    entity_id: str
    name_fr: str
    name_en: str
    name_ja: str
    entity_type: str
    country: str
    parent_entity_id: str
    qid: str = ""
    lei: str = ""
    iso3166: str = ""
    note: str = ""
    source: str = ""


class Alias(NamedTuple):
    """One row of a table of aliases: ref_place_aliases, ref_company_aliases and the like."""

    entity_id: str
    alias: str
    language: str
    alias_kind: str
    requires_context: str


def main(target: Path = SEEDS) -> None:
    """Write the seeds beside the other entity seeds, below ``target``."""
    entities: list[Entity] = []
    aliases: list[Alias] = []
    for row in _rows(SCRIPTS / "country_names.csv", ","):
        _add_country(row, entities, aliases)
    described = {entity.iso3166 for entity in entities}
    for code in sorted(set(Locale.parse("en").territories)):
        if len(code) == 2 and code not in NOT_COUNTRIES | described:
            _add_country({"country": code}, entities, aliases)
    for name in ORGANISATIONS:
        for row in _rows(SCRIPTS / name, ";"):
            _add_organisation(row, entities, aliases)
    known = {entity.entity_id for entity in entities}
    orphans = sorted({e.parent_entity_id for e in entities if e.parent_entity_id} - known)
    if orphans:
        raise ValueError(f"expected parents to be entities, found unknown ids {orphans}")
    _write(target / "entities" / "ref_entities.csv", Entity._fields, sorted(map(_told_once, entities)))
    tables: dict[str, list[Alias]] = {kind: [] for kind in (*KINDS.values(), OTHERS)}
    for alias in sorted(set(aliases)):
        tables[KINDS.get(alias.entity_id.partition("-")[0], OTHERS)].append(alias)
    for kind, rows in tables.items():
        _write(target / "entities" / f"ref_{kind}_aliases.csv", Alias._fields, rows)


def _told_once(entity: Entity) -> Entity:
    """Leave the French name out where it is the English one, as most names of firms are."""
    return entity._replace(name_fr="" if entity.name_fr == entity.name_en else entity.name_fr)


def _add_country(row: dict[str, str], entities: list[Entity], aliases: list[Alias]) -> None:
    code = row["country"]
    country, government = f"country-{code.lower()}", f"gov-{code.lower()}"
    cldr = {language: Locale.parse(language).territories.get(code, "") for language in LANGUAGES}
    short = {language: _split(name) for language, name in cldr.items()}
    name = {language: names[0] if names else "" for language, names in short.items()}
    iso = {"qid": QIDS.get(code, ""), "iso3166": code, "source": "CLDR"}
    entities.append(Entity(country, name["fr"], name["en"], name["ja"], "country", code, "", **iso))
    names = {(language, n) for language in LANGUAGES for n in short[language]}
    names |= {("ja" if CJK.search(n) else "und", n) for n in SHORT_NAMES.get(code, "").split("|") if n}
    spelled = {n for _, n in names} | OTHER_WORDS
    for language in FURTHER if "demonym_en" in row else ():
        further = set(_split(Locale.parse(language).territories.get(code, ""))) - spelled
        aliases.extend(
            Alias(country, n, language, "official", "false") for n in further if n[:1].isupper() and len(n) > 3
        )
    for language, spelling in sorted(names):
        kind = "acronym" if re.fullmatch(r"[A-Z.Ａ-Ｚ]{2,6}", spelling) else "official"
        aliases.append(Alias(country, spelling, language, kind, "true" if spelling in AMBIGUOUS else "false"))
    if "demonym_en" not in row:
        return
    french = f"gouvernement {row['demonym_fr'].split('|')[0]}"
    entities.append(
        Entity(
            government,
            french,
            f"Government of {name['en']}",
            f"{name['ja']}政府",
            "government",
            code,
            "",
            source="CLDR",
        )
    )
    aliases.extend(_government_aliases(government, row, sorted(names)))
    _add_capital(row, government, entities, aliases)


def _government_aliases(government: str, row: dict[str, str], names: list[tuple[str, str]]) -> list[Alias]:
    forms: set[tuple[str, str]] = set()
    for demonym in row["demonym_fr"].split("|"):
        forms |= {("fr", f"{head} {demonym}") for head in ("gouvernement", "État", "exécutif", "Trésor public")}
        forms |= {("fr", f"gouvernement fédéral {demonym}"), ("fr", f"autorités {demonym}es")}
        if row["country"] not in OWN_TREASURY:
            forms |= {("fr", f"Trésor {demonym}")}
    for demonym in row["demonym_en"].split("|"):
        forms |= {
            ("en", f"{demonym} {tail}")
            for tail in ("government", "Government", "federal government", "state", "cabinet")
        }
        forms |= {("en", f"{demonym} authorities"), ("en", f"{demonym} administration")}
        if row["country"] not in OWN_TREASURY:
            forms |= {("en", f"{demonym} treasury"), ("en", f"{demonym} Treasury")}
    for language, name in names:
        if language == "ja":
            republic = "" if name.endswith("国") else "共和国"
            forms |= {("ja", f"{name}政府"), ("ja", f"{name}{republic}政府"), ("ja", f"{name}当局")}
        if language in ("en", "und"):
            forms |= {
                ("en", f"{name}'s government"),
                ("en", f"government of {name}"),
                ("en", f"government of the {name}"),
            }
        if language in ("fr", "und"):
            forms |= {("fr", f"gouvernement {link}{name}") for link in ("du ", "de la ", "de l'", "des ", "de ")}
            forms |= {("fr", f"État {link}{name}") for link in ("du ", "de la ", "de l'")}
    if row["country"] in JAPANESE_SHORT:
        forms |= {("ja", JAPANESE_SHORT[row["country"]] + tail) for tail in ("政府", "政権", "当局")}
    return [
        Alias(government, form, language, "official", "true" if form in INSIDE_WORDS else "false")
        for language, form in forms
    ]


def _add_capital(row: dict[str, str], government: str, entities: list[Entity], aliases: list[Alias]) -> None:
    cities = {language: row.get(f"capital_{language}", "").split("|") for language in LANGUAGES}
    if not cities["en"][0]:
        return
    city = f"city-{_slug(cities['en'][0])}"
    first = {language: names[0] for language, names in cities.items()}
    entities.append(Entity(city, first["fr"], first["en"], first["ja"], "city", row["country"], "", source="CLDR"))
    for language, names in cities.items():
        for name in filter(None, names):
            aliases.append(Alias(city, name, language, "official", "false"))
            if name not in NO_METONYMS:
                aliases.append(Alias(government, name, language, "metonym", "true"))


def _add_organisation(row: dict[str, str], entities: list[Entity], aliases: list[Alias]) -> None:
    entity_id = row["entity_id"].replace("ministry-", "min-").replace("agency-vn-mof", "min-vn-mof")
    parent = row["parent"].replace("ministry-", "min-").replace("agency-vn-mof", "min-vn-mof")
    names = {language: row[language] for language in LANGUAGES}
    entities.append(
        Entity(
            entity_id, names["fr"], names["en"], names["ja"], row["type"], row["country"], parent,
            qid=QIDS.get(entity_id, ""), source="hand",
        )
    )  # fmt: skip
    for language, name in names.items():
        plain = re.sub(r" \([^)]*\)$", "", name)
        if plain:
            aliases.append(Alias(entity_id, plain, language, _kind(plain), "false" if plain == name else "true"))
    unaccented = _unaccented(names["en"])
    if row["type"] in PLACES and unaccented != names["en"]:
        aliases.append(Alias(entity_id, unaccented, "en", "official", "true"))
    for written in filter(None, (row["aliases"] or "").split("|")):
        alias, kind, context = written, "", "false"
        while alias[:2] in {*PREFIXES, "c:"}:
            kind, context = (kind, "true") if alias[:2] == "c:" else (PREFIXES[alias[:2]], context)
            alias = alias[2:]
        language = "ja" if CJK.search(alias) else "und"
        kind = kind or _kind(alias)
        aliases.append(Alias(entity_id, alias, language, kind, "true" if kind in {"metonym", "national"} else context))


def _kind(alias: str) -> str:
    return "acronym" if re.fullmatch(r"[A-Z0-9&+/-]{2,6}", alias) else "official"


def _split(name: str) -> list[str]:
    """Cut "Myanmar (Burma)" and the like into the names that a text would use."""
    parts = re.split(r"\s*[(（]", name.rstrip(")）"))
    return [part for part in parts if part]


def _unaccented(name: str) -> str:
    """Write a name as the English press does that has no accents: Medellin, Dusseldorf."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))


def _slug(name: str) -> str:
    plain = name.lower().translate(str.maketrans("éèêïôáãíóúç’'", "eeeioaaiouc--"))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def _write(path: Path, header: tuple[str, ...], rows: list[Entity] | list[Alias]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
