"""Names in Japanese text that no table knows. Frames in, frame out.

What belongs here: persons before their titles, foreign names with a dot between their parts, runs of Latin capitals,
places in katakana, projects, firms by their trade or seat, who acts on a day (湊デバイスは16日), and the same names
elsewhere in the article. What does not: titles, trades and other telling words (seed ``ref_entity_shapes``),
institutions around such a word (``entity_shapes``).
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.lexicon import Lexicon

KANJI: Final = "一-鿿々"
KANA: Final = "ァ-ヺー"
DOTTED: Final = rf"[{KANA}]{{2,}}(?:[・＝][{KANA}]{{2,}})+"
UPPER: Final = "A-ZＡ-Ｚ"
LETTERS: Final = "A-Za-zＡ-Ｚａ-ｚ"
LATIN_WORD: Final = rf"[{UPPER}][{LETTERS}&-]*[{LETTERS}&](?:-[0-9]{{1,4}})?"  # Artemis, Artemis-2
LATIN: Final = rf"{LATIN_WORD}(?: {LATIN_WORD})*"
AREA: Final = rf"[東西南北中新]?[{KANA}・]{{2,16}}[市州省県郡]"
PLACE: Final = rf"[東西南北中新]?[{KANA}・]{{2,16}}(?:[島湾港]|地方|平野|盆地|半島|諸島|空港|地区)"
TOWN: Final = (
    rf"(?:[州省県]|[東西南北中]部)[{KANA}]{{2,12}}(?:から|まで|近郊|[のにで、])|[都道府県][{KANJI}]{{1,4}}[市町村]"
)
TOWN_END: Final = "(?:から|まで|近郊|[のにで、])$"
SEATED: Final = rf"[{KANJI}{KANA}A-Za-z&・]{{3,16}}（[{KANJI}]{{1,6}}[市区町村]）"  # 北斗免震（富山市）
PARTICLE: Final = "(?:[はがもと、（]|には|から|など)"
SUBJECT: Final = "(?:[はがも]|には|（)"
ACTING: Final = rf"[{KANJI}{KANA}A-Za-zＡ-Ｚ&・]{{3,20}}(?:（[^（）]{{1,12}}）)?は[0-9０-９]{{1,2}}[日月]"
ACTING_END: Final = "(?:（[^（）]{1,12}）)?は[0-9０-９]{1,2}[日月]$"
NOT_ACTING: Final = "[者人員額数率量費案年月期間度策法書式品車機船力金税券価値高安比上下中内外前後]$"
MIN_REPEATED: Final = 3  # shorter names are parts of other words


@dataclass(frozen=True)
class EasternPatterns:
    """Compiled word lists.

    Attributes:
        titled: A person and a title behind or, with の, before the name.
        title_before: The title before a name, to be cut off.
        title_after: The title behind a name, to be cut off.
        offices: Words inside what stands before a title that make it an office, not a name.
        common: Words that name nobody.
        firms: Shapes of firms, each with what is cut off its ends.
        activities: Words inside such a shape that make it no firm.
        towns: A town with what stands around it.
        before_town: What stands before it, to be cut off.
        project: A project in Latin letters with the word for it.
        project_end: That word, to be cut off.
    """

    titled: str
    title_before: str
    title_after: str
    offices: str
    common: tuple[str, ...]
    firms: tuple[tuple[str, str], ...]
    activities: str
    towns: str
    before_town: str
    project: str
    project_end: str


def compile_eastern(lexicon: Lexicon) -> EasternPatterns:
    """Read the words around names, and those that are none, from ``ref_entity_shapes``.

    Raises:
        KeyError: The seed is missing.
    """
    table = lexicon.table("ref_entity_shapes")

    def words(part: str) -> list[str]:
        forms = table.filter(pl.col("part") == part).get_column("forms").str.split("|").explode()
        return sorted(forms.to_list(), key=len, reverse=True)

    titles, trades, presenters, towns, projects = (
        "|".join(words(part)) for part in ("title", "trade", "presenter", "town", "project")
    )
    person = rf"(?:{DOTTED}|[{KANJI}]{{2,6}})"
    return EasternPatterns(
        titled=rf"(?:{titles})の[{KANJI}]{{3,5}}|{person}(?:{titles})",
        title_before=f"^(?:{titles})の",
        title_after=f"[副前元新兼]?(?:{titles})$",
        offices="|".join(words("office")),
        common=tuple(words("common")),
        firms=(
            (SEATED, "（.*$"),
            (rf"の[{KANJI}{KANA}]{{2,8}}(?:{trades}){SUBJECT}", f"^の|{SUBJECT}$"),
            (rf"(?:{presenters})[{KANJI}{KANA}A-Za-z&・]{{3,14}}{PARTICLE}", f"^(?:{presenters})|{PARTICLE}$"),
        ),
        activities="|".join(words("activity")),
        towns=rf"(?:{towns})の?[{KANA}]{{2,12}}|{TOWN}",
        before_town=f"^(?:(?:{towns})の?|[都道府県州省]|[東西南北中]部)",
        project=f"{LATIN}(?:{projects})",
        project_end=f"(?:{projects})$",
    )


def find_eastern(texts: pl.DataFrame, patterns: EasternPatterns) -> pl.DataFrame:
    """Find names.

    Args:
        texts: Japanese articles: ``article``, ``base`` and ``text``.
        patterns: From ``compile_eastern``.

    Returns:
        ``at``, ``until``, ``surface``, ``entity_type`` (region, other for places and projects, which cannot act, null
        where nothing tells); a name found once is found wherever the article repeats it.
    """
    persons = _names(texts, patterns.titled).with_columns(
        pl.col("name").str.replace(patterns.title_before, "").str.replace(patterns.title_after, "")
    )
    kept = persons.filter(~pl.col("name").str.contains(patterns.offices))
    acting = _names(texts, ACTING).with_columns(pl.col("name").str.replace(ACTING_END, ""))
    acting = acting.filter(~pl.col("name").str.contains(NOT_ACTING))
    firms = [
        _names(texts, shape).with_columns(pl.col("name").str.replace_all(edge, "")) for shape, edge in patterns.firms
    ]
    towns = _names(texts, patterns.towns).with_columns(
        pl.col("name").str.replace(patterns.before_town, "").str.replace(TOWN_END, "")
    )
    regions = pl.concat([_names(texts, AREA), towns]).with_columns(entity_type=pl.lit("region"))
    projects = _names(texts, patterns.project).with_columns(pl.col("name").str.replace(patterns.project_end, ""))
    places = pl.concat([_names(texts, PLACE), projects]).with_columns(entity_type=pl.lit("other"))
    named = pl.concat(firms).filter(~pl.col("name").str.contains(patterns.activities))
    untold = [kept, acting, named, _names(texts, DOTTED), _names(texts, LATIN)]
    names = pl.concat([regions, places, *untold], how="diagonal")
    width = pl.col("name").str.len_chars()
    is_name = (width >= MIN_REPEATED) | pl.col("name").str.contains(rf"^[{UPPER}]{{2}}$")
    distinct = names.filter(is_name & ~pl.col("name").is_in(list(patterns.common))).unique(
        ["article", "name"], keep="first", maintain_order=True
    )
    return _places(texts.join(distinct, on="article", how="inner", maintain_order="left"))


def _names(texts: pl.DataFrame, pattern: str) -> pl.DataFrame:
    return (
        texts.select("article", pl.col("text").str.extract_all(pattern).alias("name"))
        .explode("name")
        .filter(pl.col("name").is_not_null())
        .unique(maintain_order=True)
    )


def _places(named: pl.DataFrame) -> pl.DataFrame:
    """Every place of each name; a Latin one ends where its letters end."""
    pieces = named.with_row_index("pair").select(
        "pair", "base", "name", "entity_type", pl.col("text").str.split(pl.col("name")).alias("piece")
    )
    width = pl.col("name").str.len_chars().cast(pl.Int64)
    length = pl.col("piece").str.len_chars().cast(pl.Int64)
    placed = (
        pieces.explode("piece")
        .with_columns(
            (pl.col("base") + (length + width).cum_sum().over("pair") - width).alias("at"),
            pl.col("piece").shift(-1).over("pair").alias("following"),
        )
        .filter(pl.col("following").is_not_null())
    )
    latin = pl.col("name").str.contains(f"^[{UPPER}]")
    joined = pl.col("piece").str.contains(f"[{LETTERS}0-9]$") | pl.col("following").str.contains(f"^[{LETTERS}0-9]")
    return placed.filter(~(latin & joined)).select(
        "at", (pl.col("at") + width).alias("until"), pl.col("name").alias("surface"), "entity_type"
    )
