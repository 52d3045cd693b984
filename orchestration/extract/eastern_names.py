"""Names in Japanese text that no table knows. Frames in, frame out.

What belongs here: persons before their titles, foreign names with a dot between their parts, runs of Latin capitals,
places in katakana, towns, projects, firms by their trade or seat, or by what they are called before their name
(年金基金ペンションノルド), who acts on a day (湊デバイスは16日) or gives a sum, and the same names elsewhere in the
article. What does not: titles, trades and other telling words (seed ``ref_entity_shapes``),
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
CITY: Final = rf"(?:^|[\nのやと、。「（　])[{KANJI}ヶ]{{2,4}}市(?:[はがもをにのへとでや、（]|から)"  # 隣の鷲津市は
CITY_ENDS: Final = "^[\nのやと、。「（　]|(?:[はがもをにのへとでや、（]|から)$"
BODY: Final = rf"[{KANA}国]の[{KANJI}]{{1,6}}(?:公社|公団|局|庁)[はが]"  # チリの銅公社は
BODY_ENDS: Final = f"^[{KANA}国]の|[はが]$"
CHIEF: Final = "(?:社長|会長|CEO|最高経営責任者|創業者|代表取締役)"
INTERVIEWED: Final = rf"[{KANA}・]{{3,}}{CHIEF}(?:に聞く|インタビュー|が語る)"  # カグラ社長に聞く
CHIEF_OF: Final = rf"[{KANA}・]{{3,}}の(?:{DOTTED}|[{KANJI}]{{2,6}}){CHIEF}"  # カグラの神楽坂社長
CHIEF_ENDS: Final = f"{CHIEF}(?:に聞く|インタビュー|が語る)$|の(?:[{KANA}・＝]+|[{KANJI}]{{2,6}}){CHIEF}$"
PRIVATE: Final = (  # titles of persons alone: nobody calls a firm so, as 東洋水機社長 does
    "(?:氏|さん|議員|教授|准教授|博士|弁護士|記者|監督|アナリスト|エコノミスト|研究員|報道官)$"
)
NO_BODY: Final = "(?:当|事務|郵便|支|薬)局$"  # 規制当局
NO_CITY: Final = "^[同各両当全本他近隣中朝夜]市$|(?:都|核|令|定|本|周辺|近隣|関係|沿線)市$"  # 中核市, 政令市, 見本市
SEATED: Final = (  # 北斗免震（富山市）, キュナシス（東京・文京）
    rf"[{KANJI}{KANA}A-Za-z&・]{{3,16}}（(?:[{KANJI}]{{1,6}}[市区町村]|東京・[{KANJI}]{{1,4}})）"
)
PARTICLE: Final = "(?:[はがもと、（]|には|から|など)"
SUBJECT: Final = "(?:[はがも]|には|（)"
ACTING: Final = rf"[{KANJI}{KANA}A-Za-zＡ-Ｚ&・]{{3,20}}(?:（[^（）]{{1,12}}）)?は[0-9０-９]{{1,2}}[日月]"
ACTING_END: Final = "(?:（[^（）]{1,12}）)?は[0-9０-９]{1,2}[日月]$"
BEHIND: Final = "(?:[はがもをにのへとやで、。（」]|から|など)"
NAME_BEHIND: Final = rf"^([{KANA}・]{{3,}})(?:{BEHIND}|$)"
SUM: Final = "[0-9０-９][0-9０-９,，.．]*[兆億万][^、。\n「」]{0,16}?"
GIVER: Final = rf"([{KANJI}{KANA}・]{{3,}})[はがも]"
BUILDS: Final = "[^。\n]{0,24}?(?:請け負|受注|施工|落札|手がけ|手掛け)"
ANNOUNCING: Final = (
    rf"「[{KANJI}{KANA}A-Za-z・]{{3,20}}」は[0-9０-９]{{1,2}}日[^。\n]{{0,60}}?(?:(?:発表|公表)[しす]|明らかにし)"
)
ANNOUNCING_ENDS: Final = "^「|」は.*$"
WORK: Final = (  # what is announced announces nothing
    "(?:計画|戦略|構想|ビジョン|プラン|プロジェクト|プログラム|法|案|白書|報告|宣言|会議)$"
)
NOT_ACTING: Final = "[者人員額数率量費案年月期間度策法書式品車機船力金税券価値高安比上下中内外前後]$"
MIN_REPEATED: Final = 3  # shorter names are parts of other words


@dataclass(frozen=True)
class Described:
    """Words for bodies right before their names: 年金基金 of 年金基金ペンションノルド.

    Attributes:
        kinds: Per entity type, such a word with a name in katakana behind it.
        opens: The word, what stands before it, and the name, which is the group.
        ends: Such a word ends a text.
        common: What is written in katakana and names nobody.
    """

    kinds: tuple[tuple[str, str], ...]
    opens: str
    ends: str
    common: tuple[str, ...]


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
        described: Words for bodies before their names.
        givers: Shapes of who gives a sum.
        no_giver: The end of a name that gives nothing.
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
    described: Described
    givers: tuple[str, ...]
    no_giver: str
    activities: str
    towns: str
    before_town: str
    project: str
    project_end: str


def compile_described(lexicon: Lexicon) -> Described:
    """Read the words for bodies, and the words in katakana that name none, from ``ref_entity_shapes``.

    Raises:
        KeyError: The seed is missing.
    """
    table = lexicon.table("ref_entity_shapes")
    kinds = table.filter(pl.col("part") == "described").select("entity_type", "forms")
    words = "|".join(kinds.get_column("forms"))
    common = table.filter(pl.col("part").is_in(["common", "tail"])).get_column("forms").str.split("|").explode()
    return Described(
        kinds=tuple((kind, rf"(?:{forms})[{KANA}・]{{3,}}{BEHIND}") for kind, forms in kinds.iter_rows()),
        opens=rf"^[{KANJI}{KANA}]*?(?:{words})([{KANA}・]{{3,}})",
        ends=f"(?:{words})$",
        common=tuple(common.filter(common.str.contains(f"^[{KANA}]+$")).unique().sort()),
    )


def compile_eastern(lexicon: Lexicon) -> EasternPatterns:
    """Read the words around names, and those that are none, from ``ref_entity_shapes``.

    Raises:
        KeyError: The seed is missing.
    """
    table = lexicon.table("ref_entity_shapes")

    def words(part: str) -> list[str]:
        forms = table.filter(pl.col("part") == part).get_column("forms").str.split("|").explode()
        return sorted(forms.to_list(), key=len, reverse=True)

    titles, trades, presenters, starters, towns, projects, gifts = (
        "|".join(words(part)) for part in ("title", "trade", "presenter", "starter", "town", "project", "gift")
    )
    gift = rf"[^。\n「」]{{0,50}}?{SUM}(?:{gifts})"
    described = compile_described(lexicon)
    person = rf"(?:{DOTTED}|[{KANJI}]{{2,6}})"
    return EasternPatterns(
        titled=rf"(?:{titles})の[{KANJI}]{{3,5}}|{person}(?:{titles})",
        title_before=f"^(?:{titles})の",
        title_after=f"[副前元新兼]?(?:{titles})$",
        offices="|".join(words("office")),
        common=(*words("common"), *described.common),
        firms=(
            (SEATED, "（.*$"),
            (rf"の[{KANJI}{KANA}]{{2,8}}(?:{trades}){SUBJECT}", f"^の|{SUBJECT}$"),
            (rf"[はをも、。\n][{KANJI}{KANA}]{{2,8}}(?:{trades})[がは]{BUILDS}", f"^[はをも、。\n]|[がは]{BUILDS}$"),
            (INTERVIEWED, CHIEF_ENDS),
            (CHIEF_OF, CHIEF_ENDS),
            (rf"(?:{starters})の[{KANA}・]{{3,}}{PARTICLE}", f"^(?:{starters})の|{PARTICLE}$"),
            (rf"(?:{starters}|大手)の[{KANA}・]{{3,}}に[^。、\n]{{0,12}}?{SUM}", f"^(?:{starters}|大手)の|に.*$"),
            (rf"(?:{presenters})[{KANJI}{KANA}A-Za-z&・]{{3,14}}{PARTICLE}", f"^(?:{presenters})|{PARTICLE}$"),
        ),
        described=described,
        givers=(
            rf"(?:^|[^{KANA}・{KANJI}{LETTERS}])[{KANA}・]{{4,}}[はがも]{gift}",
            rf"(?:^|[^{KANA}・{KANJI}{LETTERS}])[{KANA}・]{{4,}}[はがも][^。、\n「」]{{0,20}}?(?:{gifts})[^。、\n「」]{{0,4}}のは",
            rf"の[{KANJI}{KANA}]{{3,8}}[はがも]{gift}",
        ),
        no_giver=f"(?:{'|'.join(words('no_giver'))})$|{NOT_ACTING}",
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
        ``at``, ``until``, ``surface``, ``entity_type`` (region, person, other for places and projects, which
        cannot act, null where nothing tells); a name found once is found wherever the article repeats it.
    """
    persons = _names(texts, patterns.titled).with_columns(
        pl.when(pl.col("name").str.contains(PRIVATE)).then(pl.lit("person")).alias("entity_type"),
        pl.col("name").str.replace(patterns.title_before, "").str.replace(patterns.title_after, ""),
    )
    kept = persons.filter(~pl.col("name").str.contains(patterns.offices))
    acting = _names(texts, ACTING).with_columns(pl.col("name").str.replace(ACTING_END, ""))
    quoted = _names(texts, ANNOUNCING).with_columns(pl.col("name").str.replace_all(ANNOUNCING_ENDS, ""))
    quoted = quoted.filter(~pl.col("name").str.contains(WORK))
    acting = pl.concat([acting, quoted]).filter(~pl.col("name").str.contains(NOT_ACTING))
    firms = [
        _names(texts, shape).with_columns(pl.col("name").str.replace_all(edge, "")) for shape, edge in patterns.firms
    ]
    described = [
        _names(texts, shape).with_columns(
            pl.col("name").str.replace(patterns.described.opens, "$1").str.replace(f"{BEHIND}$", ""),
            entity_type=pl.lit(kind),
        )
        for kind, shape in patterns.described.kinds
    ]
    givers = pl.concat([_names(texts, shape) for shape in patterns.givers]).with_columns(
        pl.col("name").str.extract(GIVER, 1), entity_type=pl.lit("company")
    )
    giving = givers.filter(~pl.col("name").str.contains(patterns.no_giver))
    towns = _names(texts, patterns.towns).with_columns(
        pl.col("name").str.replace(patterns.before_town, "").str.replace(TOWN_END, "")
    )
    cities = _names(texts, CITY).with_columns(pl.col("name").str.replace_all(CITY_ENDS, ""))
    cities = cities.filter(~pl.col("name").str.contains(NO_CITY))
    bodies = _names(texts, BODY).with_columns(
        pl.col("name").str.replace_all(BODY_ENDS, ""), entity_type=pl.lit("agency")
    )
    bodies = bodies.filter(~pl.col("name").str.contains(NO_BODY))
    regions = pl.concat([_names(texts, AREA), towns, cities]).with_columns(entity_type=pl.lit("region"))
    projects = _names(texts, patterns.project).with_columns(pl.col("name").str.replace(patterns.project_end, ""))
    places = pl.concat([_names(texts, PLACE), projects]).with_columns(entity_type=pl.lit("other"))
    named = pl.concat(firms).filter(~pl.col("name").str.contains(patterns.activities))
    untold = [kept, acting, named, _names(texts, DOTTED), _names(texts, LATIN)]
    names = pl.concat([regions, places, *described, bodies, giving, *untold], how="diagonal")
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
