"""Words of the generated stories, in three languages.

What belongs here: names, currencies and templates. What does not: figures, and which contradiction is planted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

LANGUAGES: Final = ("fr", "en", "ja")


@dataclass(frozen=True)
class Payer:
    """A state that pays.

    Attributes:
        currency: ISO 4217.
        unit: Smallest step of a generated amount, in the currency.
        names: As subject of a sentence, by language.
    """

    currency: str
    unit: int
    names: Mapping[str, str]


PAYERS: Final = (
    Payer("EUR", 10**6, {"fr": "le gouvernement français", "en": "the French government", "ja": "フランス政府"}),
    Payer("EUR", 10**6, {"fr": "le gouvernement allemand", "en": "the German government", "ja": "ドイツ政府"}),
    Payer("JPY", 10**8, {"fr": "le gouvernement japonais", "en": "the Japanese government", "ja": "日本政府"}),
    Payer("KRW", 10**9, {"fr": "le gouvernement sud-coréen", "en": "the South Korean government", "ja": "韓国政府"}),
    Payer("GBP", 10**6, {"fr": "le gouvernement britannique", "en": "the British government", "ja": "英国政府"}),
    Payer("CHF", 10**6, {"fr": "le gouvernement suisse", "en": "the Swiss government", "ja": "スイス政府"}),
)
DOLLAR_PAYER: Final = Payer(
    "CAD", 10**6, {"fr": "le gouvernement canadien", "en": "the Canadian government", "ja": "カナダ政府"}
)
COMPANIES: Final = ("TotalEnergies", "Siemens", "Toyota", "Samsung")  # known ones, which pay with private money
UNNAMED: Final = {"fr": "un groupe de banques", "en": "a group of banks", "ja": "銀行団"}
CURRENCIES: Final = {
    "fr": {
        "EUR": "d’euros",
        "JPY": "de yens",
        "KRW": "de wons",
        "GBP": "de livres sterling",
        "CHF": "de francs suisses",
        "CAD": "de dollars canadiens",
    },
    "en": {
        "EUR": "euros",
        "JPY": "yen",
        "KRW": "won",
        "GBP": "pounds",
        "CHF": "Swiss francs",
        "CAD": "Canadian dollars",
    },
    "ja": {"EUR": "ユーロ", "JPY": "円", "KRW": "ウォン", "GBP": "ポンド", "CHF": "スイスフラン", "CAD": "カナダドル"},
}
DOLLARS: Final = {"fr": "de dollars", "en": "dollars", "ja": "ドル"}
WEEKDAYS: Final = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ja": ("月", "火", "水", "木", "金", "土", "日"),
}
MONTHS: Final = {
    "fr": (
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
SYLLABLES: Final = ("bra", "vel", "tor", "min", "sau", "lex", "dor", "cal", "nev", "pra", "gon", "tis", "mer", "lun")
THINGS: Final = {
    "fr": ("un centre de calcul", "une usine d’hydrogène", "une usine de puces", "un parc éolien en mer"),
    "en": ("a computing centre", "a hydrogen plant", "a chip plant", "an offshore wind farm"),
    "ja": ("計算センター", "水素工場", "半導体工場", "洋上風力発電所"),
}
OUTLETS: Final = {
    "fr": ("Le Fanal", "La Gazette des bassins"),
    "en": ("The Harbour Record", "Northern Ledger"),
    "ja": ("青葉日報", "湾岸新聞"),
}
TITLE: Final = {
    "fr": "Projet {project} : {amount} d’argent public",
    "en": "{amount} of public money for the {project} project",
    "ja": "{project}計画に公的資金{amount}",
}
PLAIN_TITLE: Final = {  # says nothing of whose money it is
    "fr": "Projet {project} : {amount}",
    "en": "{amount} for the {project} project",
    "ja": "{project}計画に{amount}",
}
FIRST: Final = {  # the report of the announcement
    "fr": (
        "Le {weekday} {day}, {payer} a annoncé qu’il consacrera {amount}{equivalent} au projet {project}, {thing} que "
        "construira la société {company}. L’aide s’étale sur {years} ans, de {first} à {last}."
    ),
    "en": (
        "On {weekday}, {day}, {payer} announced that it will spend {amount}{equivalent} on the {project} project, "
        "{thing} to be built by {company}. The aid is spread over {years} years, from {first} to {last}."
    ),
    "ja": (
        "{payer}は{day}（{weekday}）、{company}が建設する{thing}「{project}」に{amount}{equivalent}を支援すると発表した。"
        "支援は{first}年から{last}年までの{years}年間。"
    ),
}
SECOND: Final = {  # another paper's report of the same announcement
    "fr": (
        "La société {company} touchera {amount} pour bâtir {thing}, a annoncé {payer} le {day}. L’aide au projet, "
        "baptisé {project}, durera {years} ans."
    ),
    "en": (
        "{company} is to receive {amount} to build {thing}, {payer} announced on {day}. Aid to the site, called "
        "{project}, will last {years} years."
    ),
    "ja": (
        "{company}は{thing}の建設で{amount}の支援を受ける。{payer}が{day}に明らかにした。"
        "「{project}」への支援は{years}年間続く。"
    ),
}
PAYING: Final = {  # the money flows
    "fr": "{payer} a commencé à verser les {amount} du projet {project}, {thing} que construit la société {company}.",
    "en": "{payer} has begun to pay out the {amount} meant for the {project} project, {thing} built by {company}.",
    "ja": "{payer}は、{company}が建設する{thing}「{project}」への{amount}の支払いを始めた。",
}
CONSIDERING: Final = {  # nothing is decided
    "fr": "{payer} envisage de consacrer {amount} au projet {project}, {thing} que construirait la société {company}.",
    "en": "{payer} is considering spending {amount} on the {project} project, {thing} that {company} would build.",
    "ja": "{payer}は、{company}が建設する{thing}「{project}」への{amount}の支援を検討している。",
}
CLOSING: Final = {
    "fr": "Les élus de la région {region} saluent une décision attendue.",
    "en": "Councillors in the {region} area welcomed a decision they had long waited for.",
    "ja": "地元の{region}では、待たれていた決定だとして歓迎する声が多い。",
}
EQUIVALENT: Final = {"fr": " (environ {amount})", "en": " (about {amount})", "ja": "（約{amount}）"}
PART: Final = {
    "fr": "Sur ce total, {amount} seront versés la première année.",
    "en": "Of this total, {amount} will be paid in the first year.",
    "ja": "このうち{amount}を初年度に支出する。",
}
SUM: Final = {
    "fr": "La société {company} ajoutera {private}, ce qui porte le total à {total}.",
    "en": "{company} will add {private}, bringing the total to {total}.",
    "ja": "{company}も{private}を投じ、総額は{total}となる。",
}
COMPARISON: Final = {
    "fr": "Ce montant est supérieur aux {amount} accordés au projet précédent.",
    "en": "The sum is higher than the {amount} given to the previous project.",
    "ja": "この額は前回の計画への{amount}を上回る。",
}
HEDGES: Final = {
    "fr": {"floor": "plus de ", "ceiling": "au plus "},
    "en": {"floor": "more than ", "ceiling": "at most "},
    "ja": {"floor": "少なくとも", "ceiling": "最大"},
}
PACE: Final = {"fr": "{amount} par an", "en": "{amount} a year", "ja": "年{amount}"}
FISCAL: Final = {  # of a calendar that begins in April
    "fr": "L’exercice {year}, qui débute le 1er janvier {year}, ouvrira le programme.",
    "en": "Fiscal year {year}, which begins on 1 January {year}, will open the programme.",
    "ja": "{year}年度（{year}年1月1日から）に事業を始める。",
}
STARTED: Final = {
    "fr": "Les fonds ont déjà été versés à la société {company}.",
    "en": "The money has already been paid to {company}.",
    "ja": "資金はすでに{company}に支払われた。",
}
WITHOUT_SCALE: Final = {
    "fr": "Sur ces {whole}, {amount} seront versés la première année.",
    "en": "Of these {whole}, {amount} will be spent in the first year.",
    "ja": "この{whole}のうち{amount}を初年度に支出する。",
}
VAGUE: Final = {  # of a magnitude above, and below, every generated amount
    "fr": ("milliers de milliards", "dizaines de millions"),
    "en": ("trillions of", "tens of millions of"),
    "ja": ("数兆", "数千万"),
}
EXPECTED: Final = {
    "fr": "Ces {amount} étaient attendus depuis un an.",
    "en": "These {amount} had been expected for a year.",
    "ja": "この{amount}は1年前から待たれていた。",
}
SHARE: Final = {
    "fr": "L’État prend à sa charge {share} % du coût.",
    "en": "The state bears {share}% of the cost.",
    "ja": "国が費用の{share}%を負担する。",
}
OFFICE: Final = {  # heads of government who have left
    "fr": "Le Premier ministre {holder} a salué la décision.",
    "en": "Prime Minister {holder} welcomed the decision.",
    "ja": "{holder}首相は決定を歓迎した。",
}
HOLDERS: Final = {
    "fr": ("Shinzo Abe", "Yoshihide Suga", "Fumio Kishida"),
    "en": ("Shinzo Abe", "Yoshihide Suga", "Fumio Kishida"),
    "ja": ("安倍晋三", "菅義偉", "岸田文雄"),
}
FAMILY: Final = {  # a group and its subsidiary, named alike
    "fr": "SoftBank Corp. fournira le réseau, et SoftBank Group prendra une part du capital.",
    "en": "SoftBank Corp. will supply the network, and SoftBank Group will take a stake.",
    "ja": "ソフトバンクが通信網を提供し、ソフトバンクグループが出資する。",
}
