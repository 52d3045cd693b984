"""What a name looks like that is in no table. Frames in, frame out.

What belongs here: institutions and companies, found around the words that such names begin or end with. What does not:
those words (seed ``ref_entity_shapes``), names by capitals alone (``proper_names``), known names (``entity_names``).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import polars as pl

from orchestration.extract.eastern_names import NAME_BEHIND, Described, compile_described
from orchestration.extract.ground import Ground, cut
from orchestration.extract.kept import Keeper
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.names import Forms, plain

WINDOW_CHARS: Final = 110  # longest name around its telling word
UPPER: Final = "A-ZÀ-ÖØ-ÞŒŠŽĐĀĒĪŌŪ"
LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ0-9"
CAPITAL: Final = rf"[{UPPER}][{LETTER}]*(?:[&.’'-][{LETTER}]+)*"
LINK: Final = r"(?:de la |de l['’]|du |des |de |d['’]|(?:pour|sur) (?:la |le |les |l['’])?|à la |à l['’]|aux? )"
WORD: Final = rf"[{LETTER}][{LETTER}’'-]*"
LOWER: Final = r"[a-zà-öø-ÿœ]"
ADJECTIVE: Final = (
    rf"{LOWER}{{3,}}(?:als?|ales?|aux|iques?|ifs?|ives?|iennes?|iens?|aises?|ais|oises?|ois|onnes?|emandes?|ines?"
    r"|éennes?|éens?|aires?|elles?|ables?)(?-u:\b)"
)
BLANK: Final = r"[ \x{a0}]"
SUBJECT: Final = rf"(?:{LOWER}|-)+(?:{BLANK}{ADJECTIVE})?"
ACTIVITY: Final = rf"{LOWER}{{3,}}(?:tion|sion|ment|age|ise|tien|ance)"  # protection, développement, maîtrise
NAME_OF_KANA: Final = r"[ァ-ヺー・Ａ-Ｚａ-ｚA-Za-z0-9０-９]"
NAME_OF_KANJI: Final = r"[ァ-ヺー・一-鿿々A-Za-z]"
TOWN_BEHIND: Final = r"^([市町村区])(?:[はがもをにのへとでや、。（」]|から|$)"  # 北九州市は, not 欧州市場 or 各州市民
BEHIND_CHARS: Final = 32  # what is read behind a Japanese telling word
KEPT: Final = Keeper()
TOLD: Final = (  # "La Commission vient de débloquer", "L'État refuse de payer": the verb ends the name
    r"^[\p{L}’'-]+ (?:\p{Ll}+ ){0,2}(?:vien(?:t|nent)|venai(?:t|ent)|prévoi(?:t|ent)|prévoyai(?:t|ent)|"
    r"refus(?:e|ent|é|ait)|"
    r"accept(?:e|ent|é|ait)|envisag(?:e|ent|é|eait)|propos(?:e|ent|é|ait)|décid(?:e|ent|é|ait)|cess(?:e|ent|é|ait)|"
    r"tent(?:e|ent|é|ait)|essa(?:ie|ient|yé|yait)|menac(?:e|ent|é)|prome(?:t|ttent|ttait)|promis|risqu(?:e|ent|ait)|"
    r"continu(?:e|ent|é|ait)|choisi(?:t|ssent)?|demand(?:e|ent|é|ait)|ordonn(?:e|ent|é)|recommand(?:e|ent|é|ait)|"
    r"projet(?:te|tent|é|ait)|fini(?:t|ssent)?|évit(?:e|ent|é)|convien(?:t|nent)|convenu|dispos(?:e|ent|ait)|"
    r"bénéfici(?:e|ent|é|ait)|compt(?:e|ent|ait)) (?:de |d['’])|"
    r"^[\p{L}’'-]+ (?:doi(?:t|vent)|dev(?:ait|aient|ra|ront|rait|raient)|peu(?:t|vent)|pourr(?:a|ont|ait|aient)|"
    r"v(?:a|ont)|allai(?:t|ent)|veu(?:t|lent)|voul(?:ait|aient)|entend(?:ent|ait|aient)?|"
    r"souhait(?:e|ent|ait|aient)|espèr(?:e|ent)|espér(?:ait|aient)|compte|comptent|\p{Ll}{2,}r(?:a|ont|ait|aient)) "
)
SEVERAL: Final = (  # "Conseil de région, de la ville et du département": several bodies share a head
    r"(?:,| et) (?:de la |du |de l['’]|des )(?:ville|région|département|canton|commune|province|métropole|État)s?"
    r"(?:[^\p{L}]|$)"
)
APPOSED: Final = (  # "le fonds souverain saoudien PIF": the acronym is the name
    rf"^{LOWER}.*(?:^|[ \x{{a0}}]){LOWER}{{4,}}[ \x{{a0}}]([{UPPER}]{{2,}}[0-9]*)$"
)
LINKED: Final = rf"[ \x{{a0}}](?:pour|dans|avec|chez)[ \x{{a0}}]{CAPITAL}$"
EACH: Final = (
    r"^(?:各[^務]|関係|一部)"  # 各省庁, 関係省庁, 一部省庁: each or some of them; 各務 begins the name of a town
)


@dataclass(frozen=True)
class ShapePatterns:
    """Compiled shapes.

    Attributes:
        words: Telling words as searched: ``form`` and ``shape_id``.
        shapes: One row per shape: ``shape_id``, ``shape_language``, ``entity_type``, ``opens`` (the word stands first)
            and ``regex``, which matches from the word on or up to it.
        organs: Organs of any body, which name none: "Board of Directors".
        next_body: Regular expression of a French conjunction and the telling word of another institution behind it.
        described: Japanese words for bodies before their names.
    """

    words: pl.DataFrame
    shapes: pl.DataFrame
    organs: tuple[str, ...]
    next_body: str
    described: Described


def compile_shapes(lexicon: Lexicon) -> ShapePatterns:
    """Read the telling words from the seed.

    Args:
        lexicon: Holds ``ref_entity_shapes`` (language, entity_type, part, forms, pattern, note).

    Returns:
        The patterns.

    Raises:
        KeyError: The seed is missing, or has a part that no builder knows.
    """
    table = lexicon.table("ref_entity_shapes").filter(pl.col("part").is_in(["head", "tail"])).with_row_index("shape_id")
    forms = table.select("shape_id", "part", pl.col("forms").str.split("|").alias("word")).explode("word")
    capitalised = pl.col("word").str.head(1).str.to_uppercase() + pl.col("word").str.slice(1)
    words = pl.concat([forms, forms.with_columns(capitalised.alias("word"))])
    rows = [
        (number, language, kind, part == "head", pattern or BUILDERS[language, part](written))
        for number, language, kind, part, written, pattern in table.select(
            "shape_id", "language", "entity_type", "part", "forms", "pattern"
        ).iter_rows()
    ]
    schema = {
        "shape_id": pl.UInt32(),
        "shape_language": pl.String(),
        "entity_type": pl.String(),
        "opens": pl.Boolean(),
        "regex": pl.String(),
    }
    searched = words.select(plain(pl.col("word")).str.strip_chars().alias("form"), "shape_id").unique(
        maintain_order=True
    )
    heads = table.filter((pl.col("language") == "fr") & (pl.col("part") == "head")).get_column("forms")
    next_body = rf" et (?:{LINK}|l[ae] |l['’])(?:{'|'.join(heads)})s?(?:[^{LETTER}].*)?$"
    organs = lexicon.table("ref_entity_shapes").filter(pl.col("part") == "organ").get_column("forms").str.split("|")
    return ShapePatterns(
        searched,
        pl.DataFrame(rows, schema=schema, orient="row"),
        tuple(organs.explode().to_list()),
        next_body,
        compile_described(lexicon),
    )


def find_shapes(anchors: pl.DataFrame, ground: Ground, patterns: ShapePatterns, forms: Forms) -> pl.DataFrame:
    """Find what looks like an institution or a company.

    Args:
        anchors: Telling words, placed by ``stand``; ``form`` is a row of ``forms``.
        ground: The articles on their line.
        patterns: From ``compile_shapes``.
        forms: The forms of the search.

    Returns:
        ``at``, ``until``, ``surface``, ``entity_type``, in the order of ``entity_type``.
    """
    words = forms.table.select("form").with_row_index("rank").join(patterns.words, on="form", how="inner")
    kinds = words.select(pl.col("rank").alias("form"), "shape_id").join(
        patterns.shapes.drop("regex"), on="shape_id", how="left", validate="m:1"
    )
    told = anchors.join(kinds, on="form", how="inner", maintain_order="left")
    is_spoken = (pl.col("shape_language") == pl.col("language")) | pl.col("shape_language").is_in(["und", "en"])
    start = pl.when("opens").then("at").otherwise(pl.max_horizontal(pl.col("until") - WINDOW_CHARS, "base"))
    end = pl.when("opens").then(pl.col("at") + WINDOW_CHARS).otherwise("until")
    windows = told.filter(is_spoken).select(
        *("article", "base", "shape_id", "shape_language", "entity_type", "opens"),
        pl.col("at").alias("word_at"),
        start.alias("at"),
        end.alias("until"),
    )
    seen = windows.with_columns(cut(windows, ground).alias("window"))
    regexes = dict(patterns.shapes.select("shape_id", "regex").iter_rows())
    found = [
        KEPT.call(rows.with_columns_seq, pl.col("window").str.extract(regexes[shape_id], 1).alias("surface"))
        for (shape_id,), rows in seen.partition_by("shape_id", as_dict=True, maintain_order=True).items()
    ]
    length = pl.col("surface").str.len_chars().cast(pl.Int64)
    first = (
        pl.when("opens").then("at").otherwise(pl.col("at") + pl.col("window").str.len_chars().cast(pl.Int64) - length)
    )
    ends_english = (pl.col("shape_language") == "en") & ~pl.col("opens")
    shaped = (
        pl.concat([seen.with_columns(surface=pl.lit(None, pl.String)).clear(), *found])
        .filter(pl.col("surface").is_not_null())
        .filter(~pl.col("surface").str.contains(f"{TOLD}|{SEVERAL}") | (pl.col("shape_language") != "fr"))
        .filter(~pl.col("surface").str.contains(EACH) & ~pl.col("surface").is_in(patterns.organs))
        .with_columns(pl.col("surface").str.replace(patterns.next_body, ""))
        .with_columns(pl.when(ends_english).then(_last_of_two()).otherwise("surface").alias("surface"))
        .with_columns(first.alias("at"))
        .with_columns((pl.col("at") + length).alias("until"))
        .with_columns(_apposed().alias("surface"))
        .with_columns((pl.col("until") - length).alias("at"))
    )
    is_japanese = pl.col("shape_language") == "ja"
    eastern = _eastern(shaped.filter(is_japanese), ground, patterns.described)
    return (
        _whole(pl.concat([shaped.filter(~is_japanese), eastern]))
        .select("at", "until", "surface", "entity_type")
        .sort("entity_type", maintain_order=True)
    )


def _apposed() -> pl.Expr:
    """Give the acronym behind a French noun in small letters, which only says what it is; else the whole name."""
    surface = pl.col("surface")
    is_french = (pl.col("shape_language") == "fr") & pl.col("entity_type").is_in(["agency", "fund"])
    acronym = pl.when(is_french & ~surface.str.contains(LINKED)).then(surface.str.extract(APPOSED, 1))
    return pl.coalesce(acronym, surface)


def _last_of_two() -> pl.Expr:
    """Cut a name that shares its last word with another: "Gisborne District Council and Bay Regional Council"."""
    surface = pl.col("surface").str
    return surface.split(pl.concat_str(pl.lit(" "), surface.extract(r"(\S+)$"), pl.lit(" and "))).list.last()


def _eastern(shaped: pl.DataFrame, ground: Ground, described: Described) -> pl.DataFrame:
    """Read what stands behind the telling word: 州 of 北九州市 ends no name, nor does 公社 of 水道公社アグアリマ.

    A name in katakana behind the word for its body is the whole name.
    """
    until = pl.col("until")
    behind = cut(shaped.with_columns(until.alias("at"), until + BEHIND_CHARS), ground).alias("behind")
    name = pl.col("surface").str.extract(described.opens, 1)
    is_named = name.is_not_null() & ~name.is_in(described.common)
    own = pl.when(is_named).then(pl.col("surface").str.replace(described.opens, "$1")).otherwise("surface")
    town = pl.when(pl.col("entity_type") == "region").then(pl.col("behind").str.extract(TOWN_BEHIND, 1)).fill_null("")
    apposed = pl.col("behind").str.extract(NAME_BEHIND, 1)
    describes = pl.col("surface").str.contains(described.ends) & apposed.is_not_null()
    return (
        shaped.with_columns(behind)
        .filter(~describes | apposed.is_in(described.common))
        .with_columns((own + town).alias("surface"), (until + town.str.len_chars().cast(pl.Int64)).alias("until"))
        .with_columns((until - pl.col("surface").str.len_chars().cast(pl.Int64)).alias("at"))
        .select(shaped.columns)
    )


def _whole(shaped: pl.DataFrame) -> pl.DataFrame:
    """Join what stands before an English telling word with what stands behind it: "National Fund for Clean Rivers"."""
    is_english = pl.col("shape_language") == "en"
    behind = shaped.filter(is_english & pl.col("opens")).select(
        "word_at", pl.col("until").alias("whole_end"), pl.col("surface").alias("rest")
    )
    before = shaped.filter(is_english & ~pl.col("opens"))
    joined = before.join(behind.unique("word_at", keep="first"), on="word_at", how="inner", maintain_order="left")
    word = (pl.col("until") - pl.col("word_at")).cast(pl.UInt32)
    whole = joined.filter(pl.col("at") < pl.col("word_at")).with_columns(
        pl.col("surface") + pl.col("rest").str.slice(word), pl.col("whole_end").alias("until")
    )
    halves = whole.select("word_at").unique()
    others = shaped.join(halves.with_columns(shape_language=pl.lit("en")), on=["word_at", "shape_language"], how="anti")
    return pl.concat([others, whole.select(shaped.columns)])


def _capitalised(forms: str) -> str:
    return "|".join(form[:1].upper() + form[1:] for form in forms.split("|"))


def _french_head(forms: str) -> str:
    """Build "ministère des Finances", "Agence nationale de la recherche", "Région Basse-Orne"."""
    forms = forms.replace("'", "['’]")
    capital = _capitalised(forms)
    adjectives = rf"(?:{BLANK}{LOWER}{{4,}}){{0,2}}"
    more = rf"(?:(?:, (?:{LINK})?| et (?:{LINK})?){CAPITAL}){{0,3}}"
    named = rf"(?:{forms}|{capital}){adjectives}{BLANK}{LINK}{CAPITAL}(?:{BLANK}{CAPITAL}){{0,3}}{more}"
    apposed = rf"(?:{forms}|{capital}){BLANK}{CAPITAL}(?:{BLANK}{CAPITAL}){{0,3}}"
    quoted = rf"(?:{forms}|{capital}) «[^«»\n]{{4,90}}»"
    activities = (
        rf"(?:{capital}){adjectives}{BLANK}{LINK}{ACTIVITY}{BLANK}{LINK}{SUBJECT}"
        rf"(?:{BLANK}et{BLANK}(?:(?:de{BLANK})?(?:la{BLANK}|l['’])|le{BLANK}|du{BLANK}){ACTIVITY}{BLANK}{LINK}{SUBJECT}"
        rf"|{BLANK}et{BLANK}{LINK}{SUBJECT})?"
    )
    seat = rf"(?:{BLANK}(?:de |d['’]|du |de la )[{UPPER}]{LOWER}[{LETTER}]+(?:-[{UPPER}][{LETTER}]+)*)?"
    proper = (
        rf"(?:{capital}){adjectives}{BLANK}{LINK}{WORD}(?:{BLANK}de{BLANK}{LOWER}+)?(?:{BLANK}{ADJECTIVE}){{0,2}}{seat}"
        rf"(?:{BLANK}et{BLANK}(?:(?:de la |de l['’]|du |des |d['’]){SUBJECT}|de {ACTIVITY}))?"
    )
    subject = rf"{LINK}{LOWER}+"
    listed = rf"(?:{capital}){adjectives}{BLANK}{subject}(?:,{BLANK}{subject}){{1,3}}{BLANK}et{BLANK}{subject}"
    national = rf"(?:{capital}){BLANK}{ADJECTIVE}"
    described = rf"(?:{forms})(?:{BLANK}(?:[ld]['’])?(?:{LOWER}|-)+){{1,6}}{BLANK}(?:l['’]|d['’])?[{UPPER}]{{2,}}"
    return rf"^({named}|{apposed}|{quoted}|{listed}|{activities}|{proper}|{national}|{described})"


def _english_head(forms: str) -> str:
    """Build "Ministry of Economy, Trade and Industry", "Ministry of Land and Rural Affairs", "Bank of Hexham"."""
    more = rf"(?:(?:, | and |, and | & ){CAPITAL}(?: {CAPITAL})?){{0,4}}"
    return rf"^((?:{_capitalised(forms)})(?: of| for)(?: the)? {CAPITAL}(?: {CAPITAL}){{0,3}}{more})"


def _english_tail(forms: str) -> str:
    """Build "Federal Grid Office", "Anusandhan National Research Foundation", "Acme Widgets Ltd"."""
    tails = forms.replace(".", r"\.")
    return rf"(?:^|[^{LETTER}])({CAPITAL}(?: (?:of |for |and |& )?{CAPITAL}){{0,5}},? (?:{tails}))$"


def _japanese_head(forms: str) -> str:
    """Build "株式会社ノエトラ"."""
    return rf"^((?:{forms}){NAME_OF_KANA}{{2,30}})"


def _japanese_tail(forms: str) -> str:
    """Build "ノエトラ銀行", "国家イノベーションセンター"."""
    return rf"({NAME_OF_KANJI}{{2,16}}(?:{forms}))$"


BUILDERS: Final[Mapping[tuple[str, str], Callable[[str], str]]] = {
    ("fr", "head"): _french_head,
    ("en", "head"): _english_head,
    ("en", "tail"): _english_tail,
    ("ja", "head"): _japanese_head,
    ("ja", "tail"): _japanese_tail,
}
