"""Money: spans, values, currencies, hedges, ranges, conversions, and what is not money."""

from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from orchestration.extract.ground import Ground, lay_ground
from orchestration.extract.money import compile_money, extract_money
from tests.extraction import Case, as_articles, full_parser, lexicon, single_sentences

K, M, MD, BN12 = 10**3, 10**6, 10**9, 10**12


def laid(texts: tuple[tuple[str, str], ...]) -> Ground:
    """Each (language, text) as an article of one body passage and one sentence."""
    return lay_ground(*single_sentences(as_articles(Case(text, language) for language, text in texts)))


AMOUNTS = [
    (
        "fr",
        "Elle a 3 milliards d’euros. Bercy gèle 18 millions destinés aux clubs ; ils veulent 1,5 milliard d’ici 2032.",
        [("3 milliards d’euros", 3 * MD, "EUR"), ("18 millions", 18 * M, "EUR"), ("1,5 milliard", 1_500 * M, "EUR")],
        "inherited before a participle and a deadline",
    ),
    (
        "fr",
        "Paris donne 6 millions d’euros. Au Rwanda, une aide de 18 000 francs, plafonnée à 6 millions par navire.",
        [("6 millions d’euros", 6 * M, "EUR"), ("18 000 francs", 18_000, "RWF"), ("6 millions", 6 * M, "RWF")],
        "a clause goes on in its currency",
    ),
    # a sum far larger than all in the currency before it is in the one that the article has such sums in
    (
        "fr",
        "Le parc coûtera 62 milliards de FCFA. L’Union apporte 40 millions d’euros, l’État 20,3 milliards.",
        [
            ("62 milliards de FCFA", 62_000_000_000, "XOF"),
            ("40 millions d’euros", 40_000_000, "EUR"),
            ("20,3 milliards", 20_300_000_000, "XOF"),
        ],
        "inherited by size",
    ),
    (
        "fr",
        "Il reste 8 millions d’euros des 54 milliards de France 2030.",
        [("8 millions d’euros", 8_000_000, "EUR"), ("54 milliards", 54_000_000_000, "EUR")],
        "money of a programme",
    ),
    (
        "en",
        "It costs 9 billion zloty. The remaining 2.5 billion comes as a loan. The 60 million already paid is spent.",
        [("9 billion zloty", 9 * MD, "PLN"), ("2.5 billion", 2_500 * M, "PLN"), ("60 million", 60 * M, "PLN")],
        "inherited before a verb and an adverb",
    ),
    (
        "en",
        "The camp holds 2 million people. Some 1.5 million went home. It costs $3 million.",
        [("$3 million", 3 * M, "USD")],
        "people who went home",
    ),
    (
        "fr",
        "Le carnet atteint 210 millions d’euros, le triple des 105 millions d’il y a un an.",
        [("210 millions d’euros", 210 * M, "EUR"), ("105 millions", 105 * M, "EUR")],
        "of a year ago",
    ),
    (
        "fr",
        "Il a 640 millions d’euros, dont 40 millions d’euros pour elle. La Pologne dépense 9 milliards de zlotys (2,07 "
        "milliards d’euros). L’État en prend 5,2 milliards, la ville 1,3 milliard.",
        [
            ("640 millions d’euros", 640 * M, "EUR"),
            ("40 millions d’euros", 40 * M, "EUR"),
            ("9 milliards de zlotys", 9 * MD, "PLN"),
            ("2,07 milliards d’euros", 2_070 * M, "EUR"),
            ("5,2 milliards", 5_200 * M, "PLN"),
            ("1,3 milliard", 1_300 * M, "PLN"),
        ],
        "more than what the whole was restated as",
    ),
    (
        "fr",
        "Il a 640 millions d’euros, dont 40 millions d’euros pour elle. La Pologne dépense 9 milliards de zlotys (2,07 "
        "milliards d’euros). L’État en prend 1,2 milliard.",
        [
            ("640 millions d’euros", 640 * M, "EUR"),
            ("40 millions d’euros", 40 * M, "EUR"),
            ("9 milliards de zlotys", 9 * MD, "PLN"),
            ("2,07 milliards d’euros", 2_070 * M, "EUR"),
            ("1,2 milliard", 1_200 * M, "EUR"),
        ],
        "a part in the reader's currency",
    ),
    (
        "ja",
        "負担はダナンタラが12兆ルピア、伊藤忠が9兆、プルタミナが6兆。残る3兆は政府が充てる。",
        [
            ("12兆ルピア", 12 * BN12, "IDR"),
            ("9兆", 9 * BN12, "IDR"),
            ("6兆", 6 * BN12, "IDR"),
            ("3兆", 3 * BN12, "IDR"),
        ],
        "a list that tells its currency once",
    ),
    (
        "ja",
        "予算は600億円、会員は3億、利用者が2億、売り上げは5億円。",
        [("600億円", 60 * MD, "JPY"), ("5億円", 500 * M, "JPY")],
        "members are no money",
    ),
    (
        "en",
        "The hub is priced at 320 billion won. One firm is shouldering 140 billion of that, its rival 60 billion.",
        [
            ("320 billion won", 320_000_000_000, "KRW"),
            ("140 billion", 140_000_000_000, "KRW"),
            ("60 billion", 60_000_000_000, "KRW"),
        ],
        "part of a sum",
    ),
    # a number in a list of sums, or behind "dont", has the scale of the sum before
    (
        "fr",
        "Tour de table : 14 milliards de dirhams pour ACWA Power, 9 pour OCP, 4 pour Taqa et 3,5 pour l’État.",
        [
            ("14 milliards de dirhams", 14 * MD, "MAD"),
            ("9", 9 * MD, "MAD"),
            ("4", 4 * MD, "MAD"),
            ("3,5", 3_500 * M, "MAD"),
        ],
        "list with its scale said once",
    ),
    (
        "en",
        "The round brought $1.8bn from Abu Dhabi, 1.2 from Reliance and 0.4 from the state.",
        [("$1.8bn", 1_800 * M, "USD"), ("1.2", 1_200 * M, "USD"), ("0.4", 400 * M, "USD")],
        "list with its scale said once, English",
    ),
    (
        "fr",
        "Elle placera 310 millions de dollars canadiens en quatre ans, dont 85 en 2027 et 40 en 2028.",
        [
            ("310 millions de dollars canadiens", 310 * M, "CAD"),
            ("85", 85 * M, "CAD"),
            ("40", 40 * M, "CAD"),
        ],
        "part of a whole in a year",
    ),
    (
        "en",
        "It will spend €310 million over four years, including 85 this year.",
        [("€310 million", 310 * M, "EUR"), ("85", 85 * M, "EUR")],
        "part of a whole in a year, English",
    ),
    (
        "fr",
        "Il paie 3 millions d’euros pour l’école, 2 pour cent de plus ; 31 millions d’euros pour des lycées, 12 pour "
        "tous ; 5 millions d’euros pour les ponts, dont 85 en Bretagne ; 4 millions d’euros à Lyon, 12 à 15 projets.",
        [
            ("3 millions d’euros", 3 * M, "EUR"),
            ("31 millions d’euros", 31 * M, "EUR"),
            ("5 millions d’euros", 5 * M, "EUR"),
            ("4 millions d’euros", 4 * M, "EUR"),
        ],
        "numbers in a list that are counts",
    ),
    (
        "en",
        "They gave $3 million to Kenya, 12 to 15 schools, 900 to Uganda, and $5 million for roads, 12 from the start.",
        [("$3 million", 3 * M, "USD"), ("$5 million", 5 * M, "USD")],
        "numbers in a list that are counts, English",
    ),
    *(
        (language, text, [(surface, value * M, currency)], f"counts of what was bought: {surface}")
        for language, text, surface, value, currency in (
            ("en", "It put $200 million in new buses in Leeds, 12 in York and 8 in Hull.", "$200 million", 200, "USD"),
            ("en", "It spent $60 million on staff, including 40 in Boston.", "$60 million", 60, "USD"),
            ("en", "It put $500 million in branches, 40 in Ohio and 12 in Texas.", "$500 million", 500, "USD"),
            (
                "fr",
                "Elle paie 120 millions d’euros pour de nouveaux bus, 30 pour Nantes et 12 pour Angers.",
                "120 millions d’euros",
                120,
                "EUR",
            ),
            (
                "fr",
                "L’aide de 300 millions d’euros renforcera la flotte, dont 85 en Bretagne.",
                "300 millions d’euros",
                300,
                "EUR",
            ),
        )
    ),
    (
        "fr",
        "Il paie 3,5 milliards d’euros pour les ports, 1,2 pour les gares ; 5 millions d’euros, dont 1,5 en Corse.",
        [
            ("3,5 milliards d’euros", 3_500 * M, "EUR"),
            ("1,2", 1_200 * M, "EUR"),
            ("5 millions d’euros", 5 * M, "EUR"),
            ("1,5", 1_500_000, "EUR"),
        ],
        "nothing is counted with decimals",
    ),
    (
        "en",
        "It will spend $500 million in 2027, 40 in 2028 and 12 in 2029.",
        [("$500 million", 500 * M, "USD"), ("40", 40 * M, "USD"), ("12", 12 * M, "USD")],
        "a list of years",
    ),
    (
        "fr",
        "Le plan coûtera 2,3 Md€ (1,1 pour l’État, 0,8 pour les régions et 0,4 pour Airbus).",
        [
            ("2,3 Md€", 2_300 * M, "EUR"),
            ("1,1", 1_100 * M, "EUR"),
            ("0,8", 800 * M, "EUR"),
            ("0,4", 400 * M, "EUR"),
        ],
        "numbers in a bracket that make up the whole",
    ),
    (
        "fr",
        "La levée atteint 85 millions d’euros : 40 apportés par Bpifrance, 30 par Eurazeo et 15 par des particuliers.",
        [("85 millions d’euros", 85 * M, "EUR"), ("40", 40 * M, "EUR"), ("30", 30 * M, "EUR"), ("15", 15 * M, "EUR")],
        "numbers behind a colon that make up the whole",
    ),
    (
        "en",
        "It raised $85 million: 40 from Atomico, 30 from Novo. It raised $12 million (3 sites, 4 shops and 5 labs).",
        [("$85 million", 85 * M, "USD"), ("$12 million", 12 * M, "USD")],
        "numbers that do not make up the whole, or count things",
    ),
    # a heading tells the unit of the lines below it
    (
        "fr",
        "Répartition (en millions d’euros)\n– France : 1 050\n– Lot 2 : 450\n\nVoir aussi : 12",
        [("1 050", 1_050 * M, "EUR"), ("450", 450 * M, "EUR")],
        "unit in a heading",
    ),
    (
        "en",
        "Funding (in US$ million):\n\nFrance: 1,050\nPeriod: 2026-2031\nThe rest: 12 people\nIndia: 7",
        [("1,050", 1_050 * M, "USD")],
        "unit in a heading, English",
    ),
    (
        "fr",
        "Ventes (en millions d’euros)\n– France : 1 050\n– Sites industriels : 300\n– Effectifs : 1 200\n– Sites : 14",
        [("1 050", 1_050 * M, "EUR"), ("300", 300 * M, "EUR")],
        "counts below a unit",
    ),
    (
        "en",
        "Funding (in US$ million)\nFrance: 50\nStaff costs: 12\nNumber of employees: 700\nItaly: 8",
        [("50", 50 * M, "USD"), ("12", 12 * M, "USD")],
        "counts below a unit, English",
    ),
    (
        "ja",
        "内訳（単位：億円）\n・国費：6,000\n・採択件数：25\n・従業員数：300",
        [("6,000", 6_000 * 10**8, "JPY")],
        "counts below a unit, Japanese",
    ),
    ("en", "Sources (€m)\n- State: 1.5", [("1.5", 1_500_000, "EUR")], "unit in a heading, short"),
    (
        "ja",
        "内訳（単位：億円）\n・国費：6,000\n・民間：2500",
        [("6,000", 6_000 * 10**8, "JPY"), ("2500", 2_500 * 10**8, "JPY")],
        "unit in a heading, Japanese",
    ),
    # fr
    (
        "fr",
        "L’eau d’Agadir coûtera 6,5 milliards de dirhams",
        [("6,5 milliards de dirhams", 6_500_000_000, "MAD")],
        "water",
    ),
    ("en", "billions of dollars were spent", [("billions of dollars", 9 * MD, "USD")], "at most nine of a bare plural"),
    (
        "en",
        "The dam costs 3 billion dirhams and serves a city of about 2.5 million, a nation of 40 million",
        [("3 billion dirhams", 3_000_000_000, "MAD")],
        "people of a city",
    ),
    (
        "fr",
        "Le barrage coûte 3 milliards d’euros, dont 4 millions de la ville, pour une ville de 2,5 millions",
        [("3 milliards d’euros", 3_000_000_000, "EUR"), ("4 millions", 4_000_000, "EUR")],
        "people of a city beside its money",
    ),
    ("en", "A $900 million plant", [("$900 million", 900_000_000, "USD")], "an article before a bare dollar"),
    ("en", "a ¥90-billion loan", [("¥90-billion", 90_000_000_000, "JPY")], "hyphen before the scale"),
    (
        "en",
        "Egypt earmarked six billion Egyptian pounds; a technician earns 11,000 pounds",
        [("six billion Egyptian pounds", 6_000_000_000, "EGP"), ("11,000 pounds", 11_000, "EGP")],
        "pounds of the country",
    ),
    ("fr", "un plan de 1 000 milliards de yens", [("1 000 milliards de yens", BN12, "JPY")], "blank in the number"),
    ("fr", "soit 12\u202f450,50 € au total", [("12\u202f450,50 €", "12450.50", "EUR")], "narrow no-break blank"),
    (
        "fr",
        "reste 886,35 € (1 186,04 €-131,95 €-167,74 €)",
        [
            ("886,35 €", Decimal("886.35"), "EUR"),
            ("1 186,04 €", Decimal("1186.04"), "EUR"),
            ("131,95 €", Decimal("131.95"), "EUR"),
            ("167,74 €", Decimal("167.74"), "EUR"),
        ],
        "what is taken off a sum twice is no range",
    ),
    (
        "fr",
        "soit 30 000 € - 25 660 €",
        [("30 000 €", 30_000, "EUR"), ("25 660 €", 25_660, "EUR")],
        "a difference is no range",
    ),
    ("fr", "il coûte 3.500.000 € net", [("3.500.000 €", 3_500_000, "EUR")], "points between thousands"),
    ("fr", "un crédit de 1’500’000 CHF", [("1’500’000 CHF", 1_500_000, "CHF")], "apostrophes between thousands"),
    ("en", "one-and-a-half billion pounds", [("one-and-a-half billion pounds", 1_500 * M, "GBP")], "hyphened half"),
    ("en", "two and a quarter million pounds", [("two and a quarter million pounds", 2_250_000, "GBP")], "quarter"),
    ("en", "a three-quarter billion dollar plan", [("three-quarter billion dollar", 750 * M, "USD")], "quarters"),
    ("en", "sales of SEK 300 M", [("SEK 300 M", 300 * M, "SEK")], "M behind a blank"),
    ("en", "an order of MEUR 20", [("MEUR 20", 20 * M, "EUR")], "millions in front"),
    ("en", "a multi-billion-dollar plan", [], "no number"),
    (
        "en",
        "They give $4.5, $5 and $6 billion.",
        [("$4.5", 4_500 * M, "USD"), ("$5", 5_000 * M, "USD"), ("$6 billion", 6_000 * M, "USD")],
        "one scale for a list",
    ),
    (
        "en",
        "Tickets cost $15, and $6 million was raised.",
        [("$15", 15, "USD"), ("$6 million", 6 * M, "USD")],
        "a price beside a sum",
    ),
    (
        "fr",
        "Le taux passe à 3,5 et 6 milliards d’euros sont versés.",
        [("6 milliards d’euros", 6_000 * M, "EUR")],
        "a rate beside a sum",
    ),
    ("en", "rents of EUR 20 m² a month", [], "square metres"),
    (
        "en",
        "after its 52 million euros, the ministry issued 2 million fines",
        [("52 million euros", 52 * M, "EUR")],
        "fines",
    ),
    (
        "fr",
        "Ils apportent respectivement 12 et 8 millions d’euros.",
        [("12", 12 * M, "EUR"), ("8 millions d’euros", 8 * M, "EUR")],
        "one scale for two",
    ),
    (
        "fr",
        "Berne verse 52 millions d’euros. Le canton en met 46, sous réserve.",
        [("52 millions d’euros", 52 * M, "EUR"), ("46", 46 * M, "EUR")],
        "scale and currency told before",
    ),
    (
        "fr",
        "Namur demandait 8,3 milliards d’euros ; elle en recevra au plus 7,2.",
        [("8,3 milliards d’euros", 8_300 * M, "EUR"), ("7,2", 7_200 * M, "EUR")],
        "scale and currency told before a bound",
    ),
    (
        "fr",
        "Elle apporte 180 000 euros pour deux ans. La fondation en couvre 120 000.",
        [("180 000 euros", 180_000, "EUR"), ("120 000", 120_000, "EUR")],
        "currency told before a number written out",
    ),
    (
        "fr",
        "La ville donne 180 000 euros à la distribution de repas ; la fondation en finance 120 000.",
        [("180 000 euros", 180_000, "EUR")],
        "meals behind a number",
    ),
    (
        "fr",
        "Elle apporte 180 000 euros à 14 000 foyers ; la ville en compte 120 000.",
        [("180 000 euros", 180_000, "EUR")],
        "households behind a number",
    ),
    (
        "fr",
        "le prix de 15 appareils pour 150 à 200 millions de dollars",
        [("150 à 200 millions de dollars", 200 * M, "USD")],
        "a range behind a price word",
    ),
    (
        "en",
        "It earned 212 million lei, a third more than the 318 million first announced, and owes 630 million itself.",
        [("212 million lei", 212 * M, "RON"), ("318 million", 318 * M, "RON"), ("630 million", 630 * M, "RON")],
        "currency told before, no noun behind",
    ),
    (
        "en",
        "It flew 40 million passengers, more than the 38 million of 2023, on $2 billion.",
        [("$2 billion", 2_000 * M, "USD")],
        "passengers behind passengers",
    ),
    (
        "en",
        "Trains get R14.5 billion, and a pack of 20 costs R1.14 more on the R21.",
        [("R14.5 billion", 14_500 * M, "ZAR"), ("R1.14", Decimal("1.14"), "ZAR")],
        "a price beside a sum; the name of a road",
    ),
    (
        "fr",
        "Berne verse 52 millions d’euros pour 12 projets. Le canton en apporte 3.",
        [("52 millions d’euros", 52 * M, "EUR")],
        "projects told before",
    ),
    (
        "fr",
        "Berne verse 52 millions d’euros pour douze projets. Le canton en apporte 3.",
        [("52 millions d’euros", 52 * M, "EUR")],
        "projects told in words",
    ),
    (
        "fr",
        "Le fonds verse 52 millions d’euros pour des bus électriques. Dakar en reçoit 46.",
        [("52 millions d’euros", 52 * M, "EUR")],
        "things told before",
    ),
    (
        "fr",
        "Tokyo prête 34 milliards de yens (190 millions d’euros). La KfW en prête 85.",
        [("34 milliards de yens", 34_000 * M, "JPY"), ("190 millions d’euros", 190 * M, "EUR")],
        "either sum told before",
    ),
    ("fr", "En 2024 et 8 millions d’euros", [("8 millions d’euros", 8 * M, "EUR")], "a year beside a sum"),
    ("fr", "une aide de 1,2 Md€ et 600 M€", [("1,2 Md€", 1_200 * M, "EUR"), ("600 M€", 600 * M, "EUR")], "glued scale"),
    ("fr", "contre 11 MMDH et 250 MDH", [("11 MMDH", 11 * MD, "MAD"), ("250 MDH", 250 * M, "MAD")], "Moroccan glue"),
    ("fr", "et 30 MUSD, 15 k€", [("30 MUSD", 30 * M, "USD"), ("15 k€", 15 * K, "EUR")], "scale glued to a code"),
    ("fr", "pour 2,3 MdUS$ et 450 $US", [("2,3 MdUS$", 2_300 * M, "USD"), ("450 $US", 450, "USD")], "country after"),
    ("fr", "410 mio. de francs suisses", [("410 mio. de francs suisses", 410 * M, "CHF")], "abbreviation with a stop"),
    ("fr", "un quart de milliard d’euros", [("un quart de milliard d’euros", MD // 4, "EUR")], "quarter"),
    ("en", "worth CFA262.4 billion", [("CFA262.4 billion", 262_400 * M, "XOF")], "name before the number"),
    ("en", "Korea to spend W7 trillion", [("W7 trillion", 7 * BN12, "KRW")], "one letter before a scaled number"),
    (
        "ja",
        "2億ユーロから5億ユーロに",
        [("2億ユーロ", 200 * M, "EUR"), ("5億ユーロ", 500 * M, "EUR")],
        "change",
    ),
    ("ko", "총 1조 2000억원", [("1조 2000억원", 12 * 10**11, "KRW")], "blank between myriads"),
    ("zh", "最多一块二角", [("一块二角", "1.2", "CNY")], "tenths of a unit"),
    ("fr", "un demi-milliard d’euros", [("un demi-milliard d’euros", MD // 2, "EUR")], "half"),
    ("fr", "trois milliards et demi d’euros", [("trois milliards et demi d’euros", 3_500 * M, "EUR")], "and a half"),
    (
        "fr",
        "mille deux cents milliards de yens",
        [("mille deux cents milliards de yens", 12 * 10**11, "JPY")],
        "in words",
    ),
    (
        "fr",
        "1 milliard 200 millions d’euros",
        [("1 milliard 200 millions d’euros", 1_200 * M, "EUR")],
        "two scale words",
    ),
    ("fr", "une centaine de millions d’euros", [("une centaine de millions d’euros", 100 * M, "EUR")], "collective"),
    ("fr", "il y a un milliard d’euros", [("un milliard d’euros", MD, "EUR")], "the verb a is no article"),
    ("fr", "en 2024 500 000 euros", [("500 000 euros", 500 * K, "EUR")], "a year before the number"),
    (
        "fr",
        "40 millions de dollars de Hong Kong",
        [("40 millions de dollars de Hong Kong", 40 * M, "HKD")],
        "country after",
    ),
    ("fr", "800 milliards de francs CFA", [("800 milliards de francs CFA", 800 * MD, "XOF")], "adjective after"),
    ("fr", "20.000 crores de roupies", [("20.000 crores de roupies", 2 * 10**11, "INR")], "Indian scale"),
    ("fr", "15 dollars et 15 cents", [("15 dollars et 15 cents", "15.15", "USD")], "cents"),
    # en
    ("en", "it costs $1.6bn in all", [("$1.6bn", 1_600 * M, "USD")], "symbol and scale glued"),
    ("en", "worth US$ 45 million", [("US$ 45 million", 45 * M, "USD")], "initials before the sign"),
    (
        "en",
        "A$5m, C$20m, NT$3bn",
        [("A$5m", 5 * M, "AUD"), ("C$20m", 20 * M, "CAD"), ("NT$3bn", 3 * MD, "TWD")],
        "dollars",
    ),
    ("en", "Rs 1,00,000 crore for it", [("Rs 1,00,000 crore", BN12, "INR")], "Indian grouping"),
    ("en", "₹1 lakh crore for it", [("₹1 lakh crore", BN12, "INR")], "two Indian words"),
    ("en", "a 300-million-euro loan", [("300-million-euro", 300 * M, "EUR")], "hyphens"),
    ("en", "one and a half billion yen", [("one and a half billion yen", 1_500 * M, "JPY")], "words with a half"),
    ("en", "250 million dutch guilders", [("250 million dutch guilders", 250 * M, "NLG")], "adjective before"),
    ("en", "they paid 75 USD million", [("75 USD million", 75 * M, "USD")], "scale after the code"),
    ("en", "a $300 million deal", [("$300 million", 300 * M, "USD")], "article before the sign"),
    (
        "en",
        "of the 391 billion won, 304 won were left",
        [("391 billion won", 391 * MD, "KRW"), ("304 won", 304, "KRW")],
        "a word that the article uses as a currency",
    ),
    ("en", "COP 5 billion, pledged at COP 29", [("COP 5 billion", 5 * MD, "COP")], "a code that is also a label"),
    # ja, zh, ko, vi, de, es
    ("ja", "総額1兆2000億円を投じる", [("1兆2000億円", 12 * 10**11, "JPY")], "mixed myriads"),
    ("ja", "五百五十億円と12億5千万円", [("五百五十億円", 55 * MD, "JPY"), ("12億5千万円", 1_250 * M, "JPY")], "kanji"),
    (
        "ja",
        "６３億４０００万ドルと３００ユーロ",
        [("６３億４０００万ドル", 6_340 * M, "USD"), ("３００ユーロ", 300, "EUR")],
        "wide",
    ),
    ("ja", "1.0092スイス・フラン", [("1.0092スイス・フラン", "1.0092", "CHF")], "middle dot and four decimals"),
    (
        "ja",
        "1200億台湾元、1億豪ドル",
        [("1200億台湾元", 120 * MD, "TWD"), ("1億豪ドル", 100 * M, "AUD")],
        "compound names",
    ),
    ("fr", "la Chine (1 238 億日圓)", [("1 238 億日圓", 1_238 * 10**8, "JPY")], "myriads in French"),
    ("zh", "1.2万亿日元", [("1.2万亿日元", 12 * 10**11, "JPY")], "Chinese 10^12"),
    ("ko", "정부는 150조원을", [("150조원", 150 * BN12, "KRW")], "Korean myriads"),
    ("vi", "3 nghìn tỷ đồng", [("3 nghìn tỷ đồng", 3 * BN12, "VND")], "Vietnamese"),
    ("de", "3 Billionen Yen", [("3 Billionen Yen", 3 * BN12, "JPY")], "German long scale"),
    ("es", "2 mil millones de dólares", [("2 mil millones de dólares", 2 * MD, "USD")], "Spanish"),
]

NOTHING = [
    ("en", "It was categorised A (ESP 2024).", "a label with a year"),
    ("fr", "Les 67 millions de Français et les 12 millions de Canadiens votent.", "inhabitants"),
    ("fr", "Un milliard, c’est mille millions", "the word is explained"),
    ("ja", "千円札の肖像", "a banknote"),
    ("en", "2.5 crore", "a number by itself"),
    ("en", "India has 2.5 crore voters, and 5 lakh tonnes of rice", "counts in crores"),
    ("fr", "Montants (en millions d’euros)\nRien à signaler.\n– Page : 12 sur 15", "a unit without sums"),
    ("en", "He said so (Reuters)\n- State: 15", "a bracket without a unit"),
    ("en", "($1 = 1.3780 Australian dollars)", "an exchange rate"),
    ("ja", "1ドル＝155円で換算した", "an exchange rate, Japanese"),
    ("en", "opened in Q3 2025 in W7 postcodes", "letters that are no currency without a scale"),
    (
        "fr",
        "l’Industrie 4.0, la COP29, un modèle de 7 milliards de paramètres, 5 livres de cuisine",
        "labels and counts",
    ),
    ("fr", "67 millions d’habitants, dont 2 millions en France", "counts, one with its noun left out"),
    ("fr", "avec un dollar fort et un yen faible", "a currency as such"),
    ("en", "print column $5 and the total $1, then set $HOME first", "shell columns"),
    ("en", "in 2025 won the cup, 5 won 3-2, ten pounds of flour, past the 1,000 mark", "names that are other words"),
    ("en", "see https://a.example/?q=20%20USD&x=5%20EUR", "addresses"),
    ("ja", "1億回、1兆パラメーター、二億局、7億人", "counts"),
    ("ja", "財源は次の通り（単位・百万円）", "unit of a table"),
    ("fr", "Le vaccin a franchi la phase 3", "a verb, not Italian francs"),
]

HEDGES = [
    ("fr", "Un soldat touche 5 000 dollars par mois, au mieux.", "at_most", "au mieux"),
    ("en", "It will bring in $3 million a year at best.", "at_most", "at best"),
    ("fr", "il manquerait 19 milliards d’euros, au bas mot, au système de santé", "at_least", "au bas mot"),
    ("fr", "Il donne 5 millions d’euros, environ la moitié du coût.", "exact", None),
    ("en", "It costs $3 million, at least in Kenya.", "exact", None),
    ("fr", "la facture ne devra pas dépasser 9 200 000 euros", "at_most", "ne devra pas dépasser"),
    ("fr", "un peu moins de 61 millions d’euros", "at_most", "un peu moins de"),
    ("fr", "la dette par habitant n’y dépasse pas 46 euros", "at_most", "n’y dépasse pas"),
    ("en", "just shy of US$125m", "at_most", "just shy of"),
    ("en", "to a maximum of £8 million", "at_most", "to a maximum of"),
    ("en", "must pay $312m plus interest", "exact", None),
    ("en", "a budget 41% above the €40 billion of this year", "exact", None),
    ("fr", "12 % au-dessus des 3 millions d’euros de 2025", "exact", None),
    ("en", "a third more than the $90 million of last year", "exact", None),
    ("fr", "un quart de plus que les 40 millions d’euros du port", "exact", None),
    ("en", "The donors handed over $12 million.", "exact", None),
    ("en", "The House passed $40 million for magnets.", "exact", None),
    ("en", "Exports passed $40 million.", "at_least", "passed"),
    ("en", "Sales at the auction house passed $40 million.", "at_least", "passed"),
    ("en", "Allowances claimed by MPs passed £40 million.", "at_least", "passed"),
    ("en", "Claims against the council passed $40 million for the first time.", "at_least", "passed"),
    ("en", "The donors gave over $12 million.", "at_least", "over"),
    ("ja", "利用の上限を週30万ウォンに", "at_most", "上限"),
    ("fr", "il manque 19 milliards d’euros au bas mot", "at_least", "au bas mot"),
    ("en", "a shade under 24.5 billion euros", "at_most", "a shade under"),
    ("en", "Under a 24.5 billion euros contract Hyundai builds two ships.", "exact", None),
    ("ja", "供与限度額は900億円", "at_most", "限度額は"),
    ("fr", "plus de 300 millions d’euros", "at_least", "plus de"),
    ("fr", "rarement plus de 20 euros", "at_most", "rarement plus de"),
    ("fr", "inférieures à 10 millions de yen", "at_most", "inférieures à"),
    ("fr", "supérieur aux 252 millions d’euros d’hier", "exact", None),
    ("fr", "un peu plus d’un milliard d’euros", "at_least", "un peu plus d’"),
    ("fr", "pourrait atteindre 130 milliards de dollars", "at_most", "pourrait atteindre"),
    ("fr", "10 millions d’euros au maximum", "at_most", "au maximum"),
    ("fr", "environ 10 millions d’euros au maximum", "approx", "environ"),
    ("en", "up to £500m", "at_most", "up to"),
    ("en", "$10 million or more", "at_least", "or more"),
    ("fr", "Le carnet vaut 3 milliards d’euros ou presque", "approx", "ou presque"),
    ("ja", "約3000億円", "approx", "約"),
    ("ja", "3000億円超を投じる", "at_least", "超"),
    ("ja", "最大1兆円", "at_most", "最大"),
    ("ja", "1兆円規模", "approx", "規模"),
]

RANGES = [
    ("ja", "価格は4500〜6000ドン", 4500, 6000, "4500〜6000ドン"),
    ("fr", "de 200 à 300 millions d’euros", 200 * M, 300 * M, "200 à 300 millions d’euros"),
    ("fr", "entre 120 et 130 milliards de dollars", 120 * MD, 130 * MD, "120 et 130 milliards de dollars"),
    ("fr", "deux à trois milliards d’euros", 2 * MD, 3 * MD, "deux à trois milliards d’euros"),
    ("en", "the $3-5bn plan", 3 * MD, 5 * MD, "$3-5bn"),
    ("en", "between $2.5bn and $3.5bn", 2_500 * M, 3_500 * M, "$2.5bn and $3.5bn"),
    ("en", "between one million and two million dollars", M, 2 * M, "one million and two million dollars"),
    ("fr", "entre un million et deux millions d’euros", M, 2 * M, "un million et deux millions d’euros"),
    ("ja", "3〜5億円", 3 * 10**8, 5 * 10**8, "3〜5億円"),
    ("ja", "10億円から20億円", 10**9, 2 * 10**9, "10億円から20億円"),
]

CONVERSIONS = [
    ("fr", "1 000 milliards de yens (6,3 milliards de dollars)", "(", "bracket"),
    ("fr", "300 milliards de yens, soit environ 1,9 milliard de dollars", "soit", "soit"),
    ("fr", "1 250 millions de francs, environ 1,38 milliard d’euros", ",", "comma and hedge, at the usual rate"),
    ("fr", "5 milliards d’euros, environ 900 milliards de dollars", None, "comma and hedge, far from the rate"),
    ("fr", "252 億円 d’ici là, loin de la Corée (762 億円)", None, "a comparison in one currency"),
    ("en", "£950m, or about €1.1 billion", "or", "or about"),
    ("en", "Chile: the dam of Santiago costs 9 billion pesos, almost $10 million.", ",", "the rate of the place"),
    (
        "fr",
        "Santiago du Chili demande 4 milliards de pesos, près de 4,5 millions de dollars",
        ",",
        "the same in French",
    ),
    ("en", "OMR 77 million, that is to say about $200 million", "that is to say", "that is to say"),
    ("ja", "3873億円（約23億8000万ドル）", "（", "Japanese bracket"),
    ("ja", "１兆円を支援する。米ドルに直すと約６３億ドルになる", "米ドルに直すと", "next sentence"),
]

READINGS = [
    ("fr", "un billion de yens", BN12, {"long", "short"}, "French billion is long by default"),
    ("fr", "86 billions de livres (102 milliards d’euros)", 86 * MD, {"long", "short"}, "the conversion decides"),
    ("fr", "21,3 trillions de yens (21兆3000億円)", 213 * 10**11, {"long", "short"}, "the myriads decide"),
    ("fr", "6 3 milliards de dollars", 6_300 * M, {"lost_comma", "joined_digits"}, "lost comma"),
    ("fr", "1.105 milliards FCFA", 1_105 * MD, {"grouping", "decimal"}, "point before three digits"),
    ("en", "one billion dollars", MD, set(), "English billion is plain"),
    ("en", "$3,200 million", 3_200 * M, set(), "English comma groups"),
]

CONTEXTS = [
    ("en", "It cleared $150 million. Australia pledged A$25 million, UNICEF US$62 million.", "USD", "nothing said yet"),
    ("en", "$9,200 apiece; S$900 million in Singapore, NT$18.7 billion in Taiwan", "USD", "short for neither"),
    ("en", "Rs 58 billion is what Islamabad and Karachi ask.", "PKR", "rupees of a place"),
    ("fr", "Le Rwanda et Kigali : 310 milliards de francs.", "RWF", "francs of a country that is named"),
    ("ja", "チリの銅公社は3兆4千億ペソを投資する。", "CLP", "pesos of a country that is named"),
    ("en", "Petro rose to Rp 1,870.", "IDR", "letters before the number"),
    (
        "en",
        "$82 a kilo, A$25 million from Perth. Australia lends A$475 million of A$900 million ($653 million).",
        "USD",
        "a conversion shows what the sign is not",
    ),
    (
        "fr",
        "PORT-LOUIS — Elle en reçoit 6 milliards de roupies, puis 4 milliards de roupies. Delhi et l’Inde prêtent"
        " 5 milliards de roupies indiennes.",
        "MUR",
        "told in full for another country",
    ),
    ("fr", "Le Fonds qatari donne 30 millions de riyals.", "QAR", "whose fund it is"),
    (
        "en",
        "COLOMBO — A house costs Rs 25 lakh, and the Sri Lankan state covers Rs 12 lakh.",
        "LKR",
        "lakh is no country",
    ),
    ("en", "Some $350 million is for dams; it got A$2.4 billion and A$1 billion.", "AUD", "named in full"),
    ("en", "It paid $1.5 billion (A$2.3 billion) for the mine.", "USD", "a conversion is for the home reader"),
    ("en", "OTTAWA — Quebec and Ottawa promised it $750 million (US$534m). Canada pays.", "CAD", "Canadian paper"),
    (
        "fr",
        "Québec et Ottawa mettent 520 M$ (380 millions de dollars américains), 46 M$ par an.",
        "CAD",
        "other dollars",
    ),
    ("en", "Tokyo said the fund would spend $750 million.", "USD", "bare dollar"),
    ("fr", "Berne : le Conseil fédéral demande 850 millions de francs à la Suisse", "CHF", "Swiss francs"),
    ("fr", "À Prague, la République tchèque verse 40 millions de couronnes", "CZK", "Czech crowns"),
    ("en", "Pakistan, Islamabad: 40 million rupees for Pakistan", "PKR", "Pakistani rupees"),
]

PERIODS = [
    ("ja", "理研は研究者の年収を650万円に上げ、初任給は今年34万円になった", ["year", "month"], "wages, Japanese"),
    ("ja", "課金の上限を月50万ウォンとする", ["month"], "a month behind a bound"),
    ("ja", "工場の給水に34万円をかけた", [None], "water is no wage"),
    ("fr", "Elle relève à 65 000 euros le salaire annuel d’un chercheur", ["year"], "the wage behind the sum"),
    ("en", "It raised to $65,000 the annual salary of a postdoc", ["year"], "the wage behind the sum, English"),
    ("en", "It pays a monthly wage of about $400", ["month"], "a hedge between"),
    ("fr", "Il gagne 30 000 euros bruts par an, puis 2 500 euros nets mensuels", ["year", "month"], "gross and net"),
    ("fr", "Elle porte à 3 millions d’euros le budget de la ville", [None], "no rate behind the sum"),
    ("fr", "L’offre valorise chaque action 4 350 yens, une prime de 35 %", ["share"], "unit before the sum"),
    ("fr", "une indemnité de 1 500 euros par foyer et par an", ["year"], "for whom between"),
    ("en", "They get $500 per household per year", ["year"], "for whom between, English"),
    ("fr", "86 milliards de livres par an (102 milliards d’euros)", ["year", "year"], "a conversion as its original"),
    ("en", "It costs $5 million (about €4.6 million)", [None, None], "a plain sum and its conversion"),
    ("fr", "un prêt de 5 millions d’euros par la Banque mondiale", [None], "par that names no period"),
    ("en", "a grant of $5 million per the agreement", [None], "per that names no period"),
    ("ja", "水道料金は月3,120円だ", ["month"], "month before the sum"),
    ("ja", "先月3億円を支給した", [None], "last month, which is a date"),
    ("fr", "La pollution coûterait chaque année 6,3 milliards de dollars", ["year"], "every year before the sum"),
    ("fr", "Abonnement annuel : 24 000 euros", ["year"], "a colon between"),
    ("en", "Its annual budget is 31 million reais.", ["year"], "a copula between"),
    ("en", "They put the yearly cost of stopping erosion at $700 million.", ["year"], "of what"),
    ("en", "The annual upkeep of the channel, GEL 22 million, has no sponsor.", ["year"], "an apposition"),
    ("en", "Its monthly wage bill would come to 4 million pesos.", ["month"], "a verb of two words"),
    ("en", "The daily cost has reached $15,000.", ["day"], "a day before the sum"),
    ("en", "The annual report put the loss at $5 million.", [None], "what is no money"),
    ("en", "The annual meeting approved $5 million.", [None], "a meeting"),
    ("en", "Every year we wait costs us Shs400 billion.", ["year"], "whom it costs"),
    ("en", "Shs600 billion in each of the four years to 2029", ["year"], "each of several"),
    ("en", "a fee of 60 euros per square metre and year", ["year"], "joined"),
    ("en", "a dividend of NOK 0.75 per share", ["share"], "per share"),
    ("en", "Haesong's shares closed at 41,350 won on Wednesday.", ["share"], "a price at the exchange"),
    ("fr", "En Bourse, le titre a gagné 4,2 %, à 212 dirhams.", ["share"], "a price at the exchange, French"),
    ("en", "The boxes cost €300 apiece.", [None], "apiece counts boxes"),
    ("fr", "Le coût annuel de l’entretien s’élève à 40 millions d’euros.", ["year"], "of what, French"),
    ("fr", "Le versement annuel atteindra 410 millions de pesos.", ["year"], "a verb, French"),
    ("fr", "un loyer de 180 francs le mètre carré et par an", ["year"], "for what and how long"),
    ("fr", "tombé à 450 francs la tonne le mois dernier", [None], "a date behind"),
    ("fr", "La pension passera de 15 000 à 15 900 roupies par mois.", ["month", "month"], "both figures of a change"),
    ("fr", "Le rapport annuel chiffre la perte à 12 millions de dinars.", [None], "what is no money, French"),
    ("ja", "年間の維持費は約4億円かかる", ["year"], "of what, Japanese"),
    ("ja", "1株当たり配当は0.75クローネ", ["share"], "dividend, Japanese"),
    ("ja", "通学バスの年2000万円を出す", ["year"], "year behind a noun"),
    ("ja", "この年に620億円を充てた", [None], "that year is a date"),
    ("ja", "建設費は近年70億円に上る", [None], "of late"),
    ("fr", "Ils gagnent 41 dollars l’heure.", ["hour"], "an hour"),
    ("en", "It pays 25 dollars an hour.", ["hour"], "an hour, English"),
    ("ja", "時給1500円で募集する", ["hour"], "wage of an hour"),
    ("fr", "Le secteur a exporté pour 157 milliards de dirhams l'an dernier.", [None], "last year is a date"),
    ("fr", "12 millions d’euros le mois dernier", [None], "last month is a date"),
    ("fr", "12 millions d’euros l’an", ["year"], "a year, curly apostrophe"),
    ("ja", "初任給は21万6000円だ", ["month"], "a starting salary"),
]

TEXTS = tuple(
    dict.fromkeys(
        case[:2] for case in [*AMOUNTS, *NOTHING, *HEDGES, *RANGES, *CONVERSIONS, *READINGS, *CONTEXTS, *PERIODS]
    )
)


@cache
def parsed() -> tuple[dict[tuple[str, str], list[dict[str, Any]]], dict[str, set[str]]]:
    """All texts parsed in one go: mentions by text, names of readings by mention."""
    money, readings = extract_money(laid(TEXTS), compile_money(lexicon()))
    by_text: dict[tuple[str, str], list[dict[str, Any]]] = {text: [] for text in TEXTS}
    for row in money.to_dicts():
        by_text[TEXTS[int(row["article_id"][1:])]].append(row)
    names: dict[str, set[str]] = {}
    for row in readings.to_dicts():
        names.setdefault(row["mention_id"], set()).add(row["reading"])
    return by_text, names


def mentions(language: str, text: str) -> list[dict[str, Any]]:
    return parsed()[0][(language, text)]


@pytest.mark.parametrize(("language", "text", "expected", "case"), AMOUNTS, ids=[case[3] for case in AMOUNTS])
def test_amounts_are_found_and_restated_in_major_units(language, text, expected, case):
    found = [(m["surface"], m["value_max"], m["currency"]) for m in mentions(language, text)]

    assert found == [(surface, Decimal(value), currency) for surface, value, currency in expected]


@pytest.mark.parametrize(("language", "text", "case"), NOTHING, ids=[case[2] for case in NOTHING])
def test_what_is_no_money_gives_no_mention(language, text, case):
    assert [m["surface"] for m in mentions(language, text)] == []


@pytest.mark.parametrize("text", TEXTS, ids=[text[:24] for _, text in TEXTS])
def test_spans_cut_the_surface_and_the_cue_out_of_the_text(text):
    for m in mentions(*text):
        assert text[1][m["char_start"] : m["char_end"]] == m["surface"]
        if m["modality_cue"] is not None:
            assert text[1][m["cue_start"] : m["cue_end"]] == m["modality_cue"]


@pytest.mark.parametrize(("language", "text", "modality", "cue"), HEDGES, ids=[case[1] for case in HEDGES])
def test_hedges_give_the_modality_and_their_span(language, text, modality, cue):
    (found,) = mentions(language, text)

    assert (found["modality"], found["modality_cue"]) == (modality, cue)


@pytest.mark.parametrize(("language", "text", "low", "high", "surface"), RANGES, ids=[case[1] for case in RANGES])
def test_ranges_are_one_mention_with_both_bounds(language, text, low, high, surface):
    (found,) = mentions(language, text)

    assert (found["surface"], found["value_min"], found["value_max"], found["modality"]) == (
        surface,
        low,
        high,
        "between",
    )


@pytest.mark.parametrize("verb", ["porte", "double"])
def test_a_verb_of_change_makes_two_figures_of_a_range(verb):
    text = f"Le consortium {verb} sa mise de 500 à 520 millions d’euros."
    money, _ = extract_money(laid((("fr", text),)), compile_money(lexicon()))

    assert money.select("surface", "currency", "currency_basis").rows() == [
        ("500", "EUR", "inherited"),
        ("520 millions d’euros", "EUR", "explicit"),
    ]
    assert [int(value) for value in money["amount_min"]] == [500 * M, 520 * M]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("en", "It rose from an initial £1.2bn to £2bn.", ["1.2e9", "2e9"], id="from an initial"),
        pytest.param("en", "The fare goes from $2.50 to $3 in May.", ["2.5", "3"], id="goes from"),
        pytest.param("en", "scaled back from 40 million euros to 25 million euros", ["40e6", "25e6"], id="scaled back"),
        pytest.param("en", "It rose 4.5 per cent from $2.3 billion to $2.4 billion.", ["2.3e9", "2.4e9"], id="a point"),
        pytest.param("en", "a sum of $9 million to $7 million is owed", ["9e6", "7e6"], id="falls without a verb"),
        pytest.param("en", "Aid was pared from 12 million to 9 million dollars.", ["12e6", "9e6"], id="elided"),
        pytest.param(
            "fr", "Le devis est revu de 120 millions d’euros à 95 millions d’euros.", ["120e6", "95e6"], id="fr"
        ),
        pytest.param("fr", "Le crédit est rogné de 900 à 640 millions de dirhams.", ["900e6", "640e6"], id="bare"),
        pytest.param("fr", "Le prix grimpera de 12 à 15 dinars.", ["12", "15"], id="future"),
        pytest.param("fr", "Une hausse du billet de 8 à 12 francs", ["8", "12"], id="noun of change"),
        pytest.param("en", "Shares slipped 1.8 per cent to Rs 142.", ["142"], id="per cent is no bound"),
        pytest.param("fr", "Porté en 2023 à 40 millions d’euros", ["40e6"], id="a year is no figure"),
    ],
)
def test_what_leads_from_one_figure_to_another_is_no_range(language, text, expected):
    found = read(language, text)
    assert [m["modality"] for m in found] == ["exact"] * len(expected)
    assert [m["value_max"] for m in found] == [Decimal(value) for value in expected]
    assert len({m["currency"] for m in found}) == 1


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        pytest.param("en", "revenue between NOK 8.5 billion and 9.0 billion", "8.5e9", "9e9", id="code first"),
        pytest.param("en", "It will cost $4 billion to 5 billion.", "4e9", "5e9", id="sign first"),
        pytest.param("fr", "entre 3 milliards de dirhams et 4 milliards", "3e9", "4e9", id="name of the first"),
        pytest.param("fr", "Une hausse de 8 à 12 francs", "8", "12", id="by how much"),
        pytest.param("fr", "Il en coûtera de 900 000 à 1,2 million d’euros.", "900e3", "1.2e6", id="scales"),
        pytest.param("en", "Prices go from €10 to €25.", "10", "25", id="plural go"),
    ],
)
def test_a_range_says_currency_and_scale_where_it_likes(language, text, low, high):
    (found,) = read(language, text)
    assert (found["value_min"], found["value_max"], found["modality"]) == (Decimal(low), Decimal(high), "between")


@pytest.mark.parametrize(
    "text", ["a bond of $500 million to 9 million households", "between $4 billion and 5 million jobs"]
)
def test_what_is_counted_is_no_second_bound(text):
    assert [m["modality"] for m in read("en", text)] == ["exact"]


@pytest.mark.parametrize(("language", "text", "connector", "case"), CONVERSIONS, ids=[case[3] for case in CONVERSIONS])
def test_a_conversion_points_to_the_figure_it_restates(language, text, connector, case):
    first, second = mentions(language, text)

    expected = None if connector is None else first["money_mention_id"]
    assert (second["equivalent_of_id"], second["equivalent_connector"]) == (expected, connector)


def test_two_sums_of_one_currency_are_no_conversion_whatever_they_are_called():
    text = "The total comes to $311.8 billion, or US$958bn, they said."
    money, _ = extract_money(laid((("en", text),)), compile_money(lexicon()))
    assert money.select("currency", "equivalent_of_id").rows() == [("USD", None), ("USD", None)]


@pytest.mark.parametrize(("language", "text", "value", "names", "case"), READINGS, ids=[case[4] for case in READINGS])
def test_doubtful_magnitudes_keep_both_readings_and_a_default(language, text, value, names, case):
    first = mentions(language, text)[0]

    assert first["value_max"] == value
    assert parsed()[1].get(first["money_mention_id"], set()) == names
    assert first["is_ambiguous"] == bool(names)


@pytest.mark.parametrize(("language", "text", "currency", "case"), CONTEXTS, ids=[case[3] for case in CONTEXTS])
def test_a_shared_name_takes_the_currency_of_the_place(language, text, currency, case):
    first = mentions(language, text)[0]

    assert first["currency"] == currency


@pytest.mark.parametrize(("language", "text", "expected", "case"), PERIODS, ids=[case[3] for case in PERIODS])
def test_a_sum_is_for_the_period_that_the_text_says(language, text, expected, case):
    assert [m["per"] for m in mentions(language, text)] == expected


def test_a_sum_without_currency_takes_that_of_the_figure_before():
    text = "La Région vote 280 millions d’euros, contre 300 millions évoqués en mars."
    money, _ = extract_money(laid((("fr", text),)), compile_money(lexicon()))

    assert money.select("surface", "currency", "currency_basis").rows() == [
        ("280 millions d’euros", "EUR", "explicit"),
        ("300 millions", "EUR", "inherited"),
    ]


def test_a_vague_sum_is_an_interval():
    text = "plusieurs centaines de milliards de dollars"
    money, _ = extract_money(laid((("fr", text),)), compile_money(lexicon()))

    assert money.select("surface", "is_vague", "modality").rows() == [(text, True, "between")]
    assert [int(v) for v in money.row(0, named=True)["amount_min"].as_integer_ratio()] == [200 * MD, 1]
    assert int(money["amount_max"][0]) == 999 * MD


def test_priors_of_the_readings_sum_to_one_with_one_default():
    _, readings = extract_money(laid((("fr", "un billion de yens"),)), compile_money(lexicon()))

    assert readings["prior"].sum() == pytest.approx(1)
    assert readings["is_default"].sum() == 1


def read(language: str, text: str) -> list[dict[str, Any]]:
    """Give the sums of one text that stands in no table of cases."""
    return extract_money(laid(((language, text),)), compile_money(lexicon()))[0].to_dicts()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "India gives Rs 900 billion to Delhi and Mumbai. Islamabad may spend Rs 58 billion. India, Rs 70 billion.",
            ["INR", "PKR", "INR"],
        ),
        ("fr", "Au Mexique, 900 millions de pesos. En Argentine, 60 millions de pesos.", ["MXN", "ARS"]),
        ("fr", "Kolwezi : 940 milliards de francs congolais, puis 7 milliards de francs", ["CDF", "CDF"]),
        ("en", "In Nairobi Sh740 million; Uganda paid USh 92 billion, Kenya then Sh480", ["KES", "UGX", "KES"]),
        ("en", "Each goat brings sixty rand out of R300 million.", ["ZAR", "ZAR"]),
        ("en", "It cost R300 million. Three hundred million is no small sum.", ["ZAR", "ZAR"]),
        ("ja", "橋は48兆ドン。来年は土地に3兆1000億を支出する。", ["VND", "VND"]),
        (
            "fr",
            "Coût : 90 milliards de FCFA, plus 5 milliards de FCFA. L’AFD prête 35 millions d’euros (23 milliards).",
            ["XOF", "XOF", "EUR", "XOF"],
        ),
        (
            "fr",
            "Berne : 128 millions de francs suisses, puis 25 millions de francs suisses, et des appareils pour "
            "8 millions de dollars (6,4 millions de francs suisses). La fondation donne 1,5 million.",
            ["CHF", "CHF", "USD", "CHF", "CHF"],
        ),
        ("fr", "L’Égypte doute. Le fonds égyptien reçoit 3 millions de livres.", ["EGP"]),
        (
            "fr",
            "La Suède donne 9 millions de couronnes.\n\nLa Norvège ?\n\nElle évoque 5 millions de couronnes.",
            ["SEK", "NOK"],
        ),
        (  # where a company is from says little of the money
            "fr",
            "Rabat et l’État marocain mettent 9 milliards de dirhams. L’émirien Taqa y est. Dakhla : 3 milliards de "
            "dirhams. Le fonds émirien MGX : 2 milliards de dirhams. Dubaï, elle, a payé 5 milliards de dirhams.",
            ["MAD", "MAD", "MAD", "AED"],
        ),
        (
            "en",
            "In Rabat, Morocco pays 9 billion dirhams, the Emirati developer Masdar 2 billion dirhams. "
            "The UAE paid 5 billion dirhams.",
            ["MAD", "MAD", "AED"],
        ),
        ("ja", "モロッコは90億ディルハムを出す。UAEの企業マスダールは20億ディルハム。", ["MAD", "MAD"]),
        # crores and lakhs are rupees, or what the place counts in
        (
            "fr",
            "Elle coûte 3 milliards de dollars. Jusqu’à 250 crores d’amende, ou 35 lakhs par an.",
            ["USD", "INR", "INR"],
        ),
        ("en", "The state of 7 crore people set aside 650 crore for roads, $78 million in all.", ["INR", "USD"]),
        ("en", "Bangladesh approved Tk 500 crore. It will add 250 crore next year.", ["BDT", "BDT"]),
        ("en", "Islamabad and Karachi asked Pakistan for 20 crore.", ["PKR"]),
        ("fr", "Il demande ce qu’est un crore : dix millions. Prix : 65 roupies.", ["INR"]),
        # a bracket that the rate fits is in the currency of the article
        (
            "fr",
            "Canada, Ottawa, Québec : 640 millions de dollars, 1,2 milliard d’euros, 350 millions de livres "
            "(657 millions).",
            ["CAD", "EUR", "GBP", "CAD"],
        ),
        (
            "fr",
            "Canada, Ottawa, Québec : 640 millions de dollars, 1,2 milliard d’euros, 350 millions de livres "
            "(20 millions).",
            ["CAD", "EUR", "GBP", "GBP"],
        ),
        ("en", "It signed an 80 billion won loan and drew the first 20 billion the same day.", ["KRW", "KRW"]),
        (  # the country of the sentence keeps the currency that was converted for the reader
            "fr",
            "La dette : 9 milliards de roupies, puis 5 milliards de roupies. L’AFD prête 150 millions d’euros (16 "
            "milliards de roupies). La France ajoutera 12 millions.",
            ["INR", "INR", "EUR", "INR", "EUR"],
        ),
    ],
)
def test_each_sum_has_the_currency_of_its_sentence(language, text, expected):
    assert [mention["currency"] for mention in read(language, text)] == expected


def test_a_sum_without_currency_has_that_of_the_country_of_its_sentence_where_the_article_has_several():
    text = (
        "La Banque donne 90 millions de dollars, soit 50 milliards de francs CFA. Berlin paie 5 millions d’euros.\n\n"
        "Le gouvernement burkinabè inscrit 4,5 milliards au budget, après 3 milliards.\n\n"
    )
    money = full_parser().parse(as_articles([Case(text, "fr")]))
    assert money["money_mentions"]["currency"].to_list()[-2:] == ["XOF", "XOF"]


def test_not_one_euro_is_no_sum():
    assert read("fr", "Nous ne toucherons pas un shilling. « Pas une couronne de plus. »") == []
    assert read("en", "They will leave without one euro.") == []


def test_a_sum_without_currency_in_another_paragraph_has_that_of_the_article():
    text = (
        "Budget : 15 300 milliards de dinars, dont 80 milliards de dinars pour Alger.\n\n"
        "Un prêt de 250 millions d’euros est attendu.\n\n"
    )
    money = full_parser().parse(as_articles([Case(text + "En 2025, le total était de 14 000 milliards.", "fr")]))
    assert money["money_mentions"]["currency"].to_list()[-1] == "DZD"


def test_a_bracket_restates_a_sum_without_currency():
    bare, stated = read(
        "fr", "Au Québec, l’usine à 520 M$ CA coûtera 940 millions (683 millions de dollars américains)."
    )[1:]
    assert (bare["currency"], stated["equivalent_of_id"]) == ("CAD", bare["money_mention_id"])


def test_what_is_told_elsewhere_is_restated_only_where_the_rate_may_fit():
    texts = (
        "- Montant : 9 milliards de yens\n- La somme équivaut à 60 millions de dollars",
        "Un prêt de 65 millions de yens.\n\nLe marché vaut 17 milliards de dollars.",
        "L’heure coûte 65 roupies. Le marché vaudrait 17 milliards de dollars.",
    )
    money = full_parser().parse(as_articles([Case(text, "fr") for text in texts]))["money_mentions"]
    assert money["equivalent_of_id"].is_not_null().to_list() == [False, True, False, False, False, False]


def test_a_first_bound_that_would_exceed_the_second_has_no_part_in_its_scale():
    (found,) = read("ja", "初乗り運賃は8000〜1万ドンの見込み。")
    assert (found["value_min"], found["value_max"]) == (8000, 10_000)


@pytest.mark.parametrize(
    ("language", "text", "is_conversion"),
    [
        ("fr", "Le pays dépense 145 milliards de nairas, c’est environ 105 millions de dollars", True),
        ("fr", "84 000 millions de pesos argentins, ce qui fait près de 60 millions de dollars", True),
        ("ja", "6億円を米国の子会社（資本金220万ドル）に回す。", False),
        ("en", "They got €5m (of which $3m in kind)", False),
        ("fr", "5 millions d’euros à une filiale (au capital de 3 millions de dollars)", False),
        ("fr", "L’heure coûte 65 roupies, dit-il, mais abonnez-vous (pour 17 milliards de dollars)", False),
        ("en", "It will cost 5 billion euros. That is equivalent to $5.8 billion", True),
    ],
)
def test_only_what_restates_a_sum_converts_it(language, text, is_conversion):
    assert (read(language, text)[-1]["equivalent_of_id"] is not None) == is_conversion
