"""Generated news articles in French, English and Japanese, the same for the same seed.

What belongs here: texts of the size and density that news about funding has (some 4 KB with about eleven amounts, five
dates and many names), from templates of our own. What does not: measuring.
"""

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Final

import polars as pl

from orchestration.contracts import ARTICLES

TARGET_CHARS: Final = {"fr": 4_000, "en": 4_000, "ja": 1_600}  # about 4 KB each in UTF-8
LANGUAGES: Final = ("fr", "fr", "en", "en", "ja")
FUNDING_SHARE: Final = 0.28  # share of the sentences that hold a figure

FUNDING: Final = {
    "fr": (
        "{org} prévoit de consacrer {hedge}{amount} à {thing}, a indiqué {body} {date}.",
        "Le montant atteint {amount}, soit {amount2}, contre {percent} du budget {date}.",
        "{country} et {country2} verseront {amount} sur {years} ans à {org} pour {thing}.",
        "« Nous avons signé {date} », précise {body}, qui cite une enveloppe de {amount}.",
        "Selon {org}, le marché pèserait {amount} d’ici {year} et croîtrait de {percent} par an.",
    ),
    "en": (
        "{org} plans to spend {hedge}{amount} on {thing}, {body} said {date}.",
        "The total comes to {amount}, or {amount2}, against {percent} of the budget {date}.",
        "{country} and {country2} will pay {amount} over {years} years to {org} for {thing}.",
        "The contract was signed {date}, according to {body}, which put the grant at {amount}.",
        "{org} expects the market to reach {amount} by {year}, growing {percent} a year.",
    ),
    "ja": (
        "{org}は{date}、{thing}に{hedge}{amount}を投じる計画を発表した。",
        "総額は{amount}（{amount2}）で、予算の{percent}にあたる。",
        "{country}と{country2}は{years}年間で{org}に{amount}を支援する。",
        "{body}によると、契約は{date}に結ばれ、補助金は{amount}となる。",
        "市場規模は{year}年までに{amount}に達し、年{percent}伸びる見通しだ。",
    ),
}
PLAIN: Final = {
    "fr": (
        "La décision était attendue depuis longtemps par les élus de la région, qui y voient un tournant.",
        "{org} n’a pas souhaité commenter les discussions en cours avec {body}.",
        "Les chercheurs rappellent que la demande d’énergie des centres de calcul reste difficile à prévoir.",
        "Dans {country}, plusieurs entreprises ont déjà engagé des travaux comparables.",
        "Un comité de suivi réunira les partenaires, sans que sa composition soit encore connue.",
    ),
    "en": (
        "Local officials had long waited for the decision and called it a turning point for the valley.",
        "{org} declined to comment on its talks with {body}.",
        "Researchers say that demand for power from data centres remains hard to forecast.",
        "Several companies in {country} have started similar work without waiting for public help.",
        "A steering group will bring the partners together, although its members are not yet known.",
    ),
    "ja": (
        "地元の自治体は長くこの決定を待っており、転機になると歓迎している。",
        "{org}は{body}との協議についてコメントを控えた。",
        "研究者は、計算センターの電力需要を見通すのは難しいと指摘する。",
        "{country}では複数の企業がすでに同様の工事に着手している。",
        "関係者による委員会が設けられるが、構成はまだ決まっていない。",
    ),
}
Words = Mapping[str, Mapping[str, Sequence[str]]]

WORDS: Final[Words] = {
    "fr": {
        "org": ("SoftBank", "Rapidus", "la Banque européenne d’investissement", "Bpifrance", "Ardelane", "Hexavolt"),
        "body": ("le ministère de l’Économie", "la Commission européenne", "Matignon", "l’Agence de la transition"),
        "country": ("la France", "le Japon", "l’Allemagne", "le Canada", "l’Inde", "le Maroc"),
        "thing": ("l’hydrogène", "une usine de puces", "un centre de calcul", "la rénovation des écoles"),
        "hedge": ("", "", "environ ", "plus de ", "jusqu’à ", "près de "),
        "date": ("le 19 décembre 2025", "en mars 2026", "jeudi dernier", "au printemps 2027", "le 3 juin"),
    },
    "en": {
        "org": (
            "SoftBank",
            "Rapidus",
            "the European Investment Bank",
            "Northgate Steel",
            "Emberline",
            "the World Bank",
        ),
        "body": ("the Treasury", "the European Commission", "the White House", "the Department of Energy"),
        "country": ("France", "Japan", "Germany", "Canada", "India", "South Korea"),
        "thing": ("hydrogen", "a chip plant", "a computing centre", "school repairs"),
        "hedge": ("", "", "about ", "more than ", "up to ", "nearly "),
        "date": ("on 19 December 2025", "in March 2026", "last Thursday", "in the spring of 2027", "on June 3"),
    },
    "ja": {
        "org": ("ソフトバンク", "ラピダス", "国際協力銀行", "青葉製鋼", "東雲電機", "世界銀行"),
        "body": ("経済産業省", "財務省", "欧州委員会", "内閣府"),
        "country": ("日本", "フランス", "ドイツ", "カナダ", "インド", "韓国"),
        "thing": ("水素事業", "半導体工場", "計算センター", "学校の改修"),
        "hedge": ("", "", "約", "最大", "少なくとも"),
        "date": ("2025年12月19日", "2026年3月", "先週", "2027年春", "6月3日"),
    },
}


def _amount(random: Random, language: str) -> str:
    """One amount in a style of its language."""
    big, small, tenth = random.randint(1, 999), random.randint(1, 9), random.randint(1, 9)
    styles: dict[str, tuple[Callable[[], str], ...]] = {
        "fr": (
            lambda: f"{big},{small} milliards d’euros",
            lambda: f"{big} millions de dollars",
            lambda: f"{small} {big:03d} milliards de yens",
            lambda: f"{big} M€",
            lambda: f"{big},{small} Md€",
        ),
        "en": (
            lambda: f"${big}.{small} billion",
            lambda: f"€{big}m",
            lambda: f"£{small},{big:03d} million",
            lambda: f"{big % 99 + 1}.{tenth} trillion yen",
            lambda: f"US${big}bn",
        ),
        "ja": (
            lambda: f"{big}億円",
            lambda: f"{small}兆{big * 10 + tenth}億円",
            lambda: f"{big}億ドル",
            lambda: f"{small},{big:03d}万円",
        ),
    }
    return random.choice(styles[language])()


def funding_sentence(random: Random, language: str, words: Words = WORDS) -> str:
    """One sentence that holds a figure."""
    return _filled(random, language, random.choice(FUNDING[language]), words)


def _sentence(random: Random, language: str, words: Words) -> str:
    has_figure = random.random() < FUNDING_SHARE
    return _filled(random, language, random.choice((FUNDING if has_figure else PLAIN)[language]), words)


def _filled(random: Random, language: str, template: str, words: Words) -> str:
    """Fill the slots of a template."""
    chosen = {slot: random.choice(choices) for slot, choices in words[language].items()}
    return template.format(
        **chosen,
        country2=random.choice(words[language]["country"]),
        amount=_amount(random, language),
        amount2=_amount(random, language),
        percent=f"{random.randint(1, 99)} %" if language == "fr" else f"{random.randint(1, 99)}%",
        years=random.randint(2, 10),
        year=random.randint(2027, 2040),
    )


def article(random: Random, language: str, words: Words = WORDS) -> str:
    """One article of the usual length, without a headline; names are taken from the given words."""
    separator = "" if language == "ja" else " "
    paragraphs: list[str] = []
    length = 0
    while length < TARGET_CHARS[language]:
        paragraph = separator.join(_sentence(random, language, words) for _ in range(random.randint(3, 6)))
        paragraphs.append(paragraph)
        length += len(paragraph)
    return "\n\n".join(paragraphs) + "\n"


def generate(article_count: int, *, seed: int) -> pl.DataFrame:
    """Write articles.

    Args:
        article_count: How many.
        seed: The same seed gives the same articles.

    Returns:
        ``ARTICLES`` contract, ``article_count`` rows, no front matter; languages alternate.
    """
    random = Random(seed)
    languages = [LANGUAGES[i % len(LANGUAGES)] for i in range(article_count)]
    texts = [article(random, language) for language in languages]
    frame = pl.DataFrame({"text": texts, "language": languages})
    return frame.select(
        pl.format("{}", pl.int_range(pl.len()).cast(pl.String).str.zfill(16)).alias("article_id"),
        "text",
        "language",
        pl.date(2026, 1, 15).alias("published_on"),
        pl.date(2026, 1, 15).alias("published_until_on"),
        pl.lit(0, dtype=pl.Int64).alias("body_start"),
        pl.lit(None, dtype=pl.Int64).alias("title_start"),
        pl.lit(None, dtype=pl.Int64).alias("title_end"),
    ).select(list(ARTICLES))
