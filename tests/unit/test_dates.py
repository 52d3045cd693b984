"""Dates, periods and durations found in sentences, with the days that they denote.

What belongs here: ``extract_dates`` on short texts. What does not: calendar arithmetic (``test_dates_calendar``).
"""

from datetime import date
from functools import cache

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from orchestration import contracts
from orchestration.extract.dates import compile_dates, extract_dates
from orchestration.extract.dates_patterns import DatePatterns
from orchestration.extract.ground import lay_ground
from tests.extraction import Case, ParsedCases, as_articles, first_values, lexicon, single_sentences

WEDNESDAY = date(2026, 3, 18)

FRENCH = [
    pytest.param("une association loi 1901, la loi de 1905 et les lois de 1881", [], id="laws known by their year"),
    pytest.param(
        "la loi de finances 2026 et la loi de 2024", [("2026", "2026"), ("2024", "2024")], id="laws of their time"
    ),
    pytest.param(
        "Ottawa paie de 2026-2027 à 2030-2031.",
        [("2026-2027 à 2030-2031", "2026-04-01/2031-03-31")],
        id="from one fiscal year to another",
    ),
    pytest.param("14 juill. 2025", [("14 juill. 2025", "2025-07-14")], id="abbreviated July"),
    pytest.param(
        "les six premiers mois de 2026", [("six premiers mois de 2026", "2026-01/2026-06")], id="first months of a year"
    ),
    pytest.param(
        "en 3T26 et 2S25", [("3T26", "2026-35"), ("2S25", "2025-07/2025-12")], id="quarter and half of two digits"
    ),
    pytest.param("retire les 20 millions promis en janvier", [("janvier", "2026-01")], id="promised back then"),
    pytest.param("une aide promise en juillet", [("juillet", "2025-07")], id="promised in a month that is over"),
    pytest.param("un pont promis pour juillet", [("juillet", "2026-07")], id="promised for a month to come"),
    pytest.param("le quart du montant d’aujourd’hui", [], id="a sum of today is a state"),
    pytest.param("le double de celui d’aujourd’hui", [], id="one of today is a state"),
    pytest.param("depuis 2005. Cette année-là, il céda", [("2005", "2005")], id="that year is the one told before"),
    pytest.param("le vote d’aujourd’hui", [("aujourd’hui", "2026-03-18")], id="a vote of today is on a day"),
    pytest.param("vendredi 13 à Paris", [("vendredi 13", "2026-03-13")], id="weekday with a day"),
    pytest.param("vendredi 13 salariés", [("vendredi", "2026-03-13")], id="weekday before a count"),
    pytest.param("avant la fin de 2027", [("fin de 2027", "../2027")], id="before the end"),
    pytest.param("le 4 juillet 2025,", [("4 juillet 2025", "2025-07-04")], id="full date, article outside"),
    pytest.param(
        "un texte du 1er avril", [("1er avril", "2026-04-01")], id="first of the month takes the nearest year"
    ),
    pytest.param("vendredi 13 mars,", [("vendredi 13 mars", "2026-03-13")], id="weekday belongs to the date"),
    pytest.param("Le 04/07/2025", [("04/07/2025", "2025-07-04")], id="day before month in French"),
    pytest.param("a été levé en février", [("février", "2026-02")], id="month of the recent past"),
    pytest.param("qui sera soumise en juin", [("juin", "2026-06")], id="future verb"),
    pytest.param("en juin dernier", [("juin dernier", "2025-06")], id="month with dernier"),
    pytest.param("annoncé lundi", [("lundi", "2026-03-16")], id="weekday looks back"),
    pytest.param("le maire a lundi tranché", [("lundi", "2026-03-16")], id="weekday behind an auxiliary"),
    pytest.param("ouvert un lundi sur deux", [], id="one weekday in two is no day"),
    pytest.param("12 euros contre 15 aujourd’hui", [], id="today is a state in a comparison"),
    pytest.param("des halles, contre 60 % il y a dix ans", [], id="ten years ago is a state in a comparison"),
    pytest.param("le conseil ne votera pas avant mai", [("mai", "2026-05")], id="a month that is only not too early"),
    pytest.param("le budget ougandais 2026/27", [("2026/27", "2026-07-01/2027-06-30")], id="adjective of a country"),
    pytest.param("annoncé mercredi", [("mercredi", "2026-03-18")], id="weekday of publication is the same day"),
    pytest.param("jeudi dernier", [("jeudi dernier", "2026-03-12")], id="weekday with dernier"),
    pytest.param(
        "la semaine dernière", [("semaine dernière", "2026-03-09/2026-03-15")], id="week runs Monday to Sunday"
    ),
    pytest.param("l’an prochain", [("an prochain", "2027")], id="next year"),
    pytest.param("hier et demain", [("hier", "2026-03-17"), ("demain", "2026-03-19")], id="yesterday, tomorrow"),
    pytest.param("promis pour l’été.", [("été", "2026-22")], id="season that ends with an accent"),
    pytest.param("l'usine a été vendue", [], id="participle of to be is no season"),
    pytest.param("au T3 2026", [("T3 2026", "2026-35")], id="quarter abbreviated"),
    pytest.param("au premier trimestre 2026", [("premier trimestre 2026", "2026-33")], id="quarter in words"),
    pytest.param("fin septembre 2012", [("fin septembre 2012", "2012-09-21/2012-09-30")], id="last third of a month"),
    pytest.param("à la mi-septembre 2026", [("mi-septembre 2026", "2026-09-11/2026-09-20")], id="middle third"),
    pytest.param("d’ici 2030", [("2030", "../2030")], id="deadline leaves its cue outside"),
    pytest.param("au plus tard fin 2028", [("fin 2028", "../2028")], id="deadline at the end of a year"),
    pytest.param("d’ici la fin de l’année", [("fin de l’année", "../2026")], id="deadline at the end of this year"),
    pytest.param("à partir de 2033", [("2033", "2033/..")], id="start"),
    pytest.param("de 2027 à 2032", [("2027 à 2032", "2027/2032")], id="range of years"),
    pytest.param("sur 2025-2030", [("2025-2030", "2025/2030")], id="dashed years"),
    pytest.param(
        "entre octobre 2027 et mars 2028", [("octobre 2027 et mars 2028", "2027-10/2028-03")], id="range of months"
    ),
    pytest.param("du 12 au 15 mai 2026", [("12 au 15 mai 2026", "2026-05-12/2026-05-15")], id="range of days"),
    pytest.param("en mai et en juin 2027", [("mai", "2026-05"), ("juin 2027", "2027-06")], id="two months, no range"),
    pytest.param(
        "les cinq prochaines années", [("cinq prochaines années", "2026-03-18/2031-03-17")], id="anchored duration"
    ),
    pytest.param("dans les années 1990", [("années 1990", "199X")], id="decade"),
    pytest.param(
        "le Japon prévoit, pour l’exercice 2026,",
        [("exercice 2026", "2026-04-01/2027-03-31")],
        id="fiscal year of the payer, not of the newspaper",
    ),
    pytest.param(
        "Tokyo : l’exercice 2026, qui s’ouvre le 1er avril",
        [("exercice 2026", "2026-04-01/2027-03-31"), ("1er avril", "2026-04-01")],
        id="year lent by the fiscal year",
    ),
    pytest.param(
        "au second semestre de l’exercice 2027 au Japon",
        [("second semestre de l’exercice 2027", "2027-10-01/2028-03-31")],
        id="half of a fiscal year",
    ),
    pytest.param("New Delhi, exercice 2025-26", [("exercice 2025-26", "2025-04-01/2026-03-31")], id="Indian label"),
    pytest.param("le plan France 2030", [], id="year inside a name"),
    pytest.param("environ 2000 logements", [], id="number after a hedge is no year"),
    pytest.param("décret n° 2021-1234", [], id="number of a decree"),
    pytest.param("sept semaines", [("sept semaines", None)], id="seven weeks, not September"),
    pytest.param(
        "les douze derniers mois", [("douze derniers mois", "2025-03-18/2026-03-17")], id="past twelve months"
    ),
    pytest.param("ce lundi 16 mars", [("ce lundi 16 mars", "2026-03-16")], id="demonstrative inside"),
    pytest.param("le 31 décembre au plus tard", [("31 décembre", "../2026-12-31")], id="deadline cue behind"),
    pytest.param("le vingt-deux mars 2026", [("vingt-deux mars 2026", "2026-03-22")], id="spelled day"),
]

ENGLISH = [
    pytest.param(
        "India pays Rs 250 crore next fiscal.", [("next fiscal", "2026-04-01/2027-03-31")], id="a fiscal without year"
    ),
    pytest.param("the next fiscal review", [], id="a review is no year"),
    pytest.param("India’s current fiscal and monetary policy", [], id="two adjectives are no year"),
    pytest.param(
        "Canada moves from 2014-2020 to 2021-2027.",
        [("2014-2020 to 2021-2027", "2014-01-01/2027-12-31")],
        id="from one plan to another",
    ),
    pytest.param(
        "Kenya paid in the 2025/2026 fiscal year.",
        [("2025/2026", "2025-07-01/2026-06-30")],
        id="a fiscal year with both years in full",
    ),
    pytest.param(
        "China and Chinese banks lend to Kenya in 2025/26.",
        [("2025/26", "2025-07-01/2026-06-30")],
        id="two years are no calendar year",
    ),
    pytest.param("the worst drought in four decades", [("four decades", None)], id="a record looks back"),
    pytest.param("It went from 10 megawatts to 580 in three years.", [("three years", None)], id="growth looks back"),
    pytest.param("Johor will go from 10 to 580 in three years.", [("in three years", "2029")], id="growth ahead"),
    pytest.param(
        "The work is to be done in five years, from 2026 to 2030.",
        [("five years", None), ("2026 to 2030", "2026/2030")],
        id="a length before its years",
    ),
    pytest.param("today's is two and a half times as much", [], id="today's is no day"),
    pytest.param("open until the end of the year", [("end of the year", "../2026")], id="until the end of a year"),
    pytest.param(
        "sales in the six months to February 2026",
        [("six months to February 2026", "2025-09-01/2026-02")],
        id="a run of months",
    ),
    pytest.param(
        "the 12 months ended 31 March 2025",
        [("12 months ended 31 March 2025", "2024-04-01/2025-03-31")],
        id="a run to a day",
    ),
    pytest.param("due on 22/04", [("22/04", "2026-04-22")], id="day and month in digits"),
    pytest.param("on 1/3 of the land", [], id="a share"),
    pytest.param(
        "the last Friday of the month", [("last Friday of the month", "2026-03-27")], id="weekday of this month"
    ),
    pytest.param("the week after next", [("week after next", "2026-03-30/2026-04-05")], id="two weeks on"),
    pytest.param("Monday 23 at noon", [("Monday 23", "2026-03-23")], id="weekday with a day"),
    pytest.param(
        "in the January-March quarter of 2028",
        [("January-March quarter of 2028", "2028-33")],
        id="quarter by its first and last month",
    ),
    pytest.param(
        "in the December quarter of 2028",
        [("December quarter of 2028", "2028-36")],
        id="quarter named by its last month",
    ),
    pytest.param(
        "in the first nine months of the year",
        [("first nine months of the year", "2026-01/2026-09")],
        id="first months of this year",
    ),
    pytest.param(
        "sales in 2H25 and 1Q26",
        [("2H25", "2025-07/2025-12"), ("1Q26", "2026-33")],
        id="half and quarter of two digits",
    ),
    pytest.param("open no earlier than February 2027", [("February 2027", "2027-02/..")], id="earliest start"),
    pytest.param(
        "the court is not due to rule before June", [("June", "2026-06")], id="a month that is only not too early"
    ),
    pytest.param(
        "digging should take 18 months from October",
        [("18 months", None), ("October", "2026-10")],
        id="a length counts from a month to come",
    ),
    pytest.param("a soup for every Tuesday on duty", [], id="every weekday is no day"),
    pytest.param("there will be a Sunday bus", [], id="any weekday is no day"),
    pytest.param("a quarter by bus, against 12% today", [], id="today is a state in a comparison"),
    pytest.param("up 25% from $510 million a year earlier", [], id="a year earlier is a state in a comparison"),
    pytest.param("put at a quarter of today's sum", [], id="a sum of today is a state"),
    pytest.param("it was a fifth of today's, and little was built", [], id="one of today is a state"),
    pytest.param("today's vote was close", [("today", "2026-03-18")], id="a vote of today is on a day"),
    pytest.param("said today that 12% were sold", [("today", "2026-03-18")], id="today is a day elsewhere"),
    pytest.param(
        "Uganda and Japan: Kampala budgets 3 billion in 2026/27",
        [("2026/27", "2026-07-01/2027-06-30")],
        id="a capital names the fiscal calendar",
    ),
    pytest.param(
        "Nepal asked Japan for help in fiscal 2027",
        [("fiscal 2027", "2026-07-01/2027-06-30")],
        id="of two countries the one named first has the fiscal calendar",
    ),
    pytest.param("July 4, 2025", [("July 4, 2025", "2025-07-04")], id="month first"),
    pytest.param("the 27th of February", [("27th of February", "2026-02-27")], id="ordinal day"),
    pytest.param("Feb. 27 (Wire)", [("Feb. 27", "2026-02-27")], id="abbreviated month"),
    pytest.param("on 4/7/2025", [("4/7/2025", "2025-04-07")], id="month before day in English"),
    pytest.param("on 25/7/2025", [("25/7/2025", "2025-07-25")], id="no twenty-fifth month"),
    pytest.param("last November", [("last November", "2025-11")], id="last month name"),
    pytest.param("votes only in September", [("September", "2026-09")], id="present tense looks ahead"),
    pytest.param("pledged in August", [("August", "2025-08")], id="past tense looks back"),
    pytest.param("This may or may not be", [], id="modal verb is no month"),
    pytest.param("It is under discussion and may be decided", [], id="modal verb behind and"),
    pytest.param("Theresa May said", [], id="name is no month"),
    pytest.param("A lawmaker, Bae Jun-ho, and Kim Dec-su said", [], id="syllable of a name"),
    pytest.param(
        "The Jun-end sum is due by Sep-end.", [("Jun", "2026-06"), ("Sep", "../2026-09")], id="no name before"
    ),
    pytest.param("It grew in Jan-mar 2027.", [("Jan-mar 2027", "2027-01/2027-03")], id="two months in small letters"),
    pytest.param("The Securities Act of 1933 applies.", [], id="law known by its year"),
    pytest.param("The Inflation Act of 2022 applies.", [("2022", "2022")], id="law of its time"),
    pytest.param("the poet August Wilson", [], id="first name is no month"),
    pytest.param("Jan-March 2026", [("Jan-March 2026", "2026-01/2026-03")], id="dashed months"),
    pytest.param("since January", [("January", "2026-01")], id="since looks back"),
    pytest.param("no later than Dec. 31", [("Dec. 31", "../2026-12-31")], id="a deadline lies ahead"),
    pytest.param("is to confirm in Thursday's review", [("Thursday", "2026-03-19")], id="weekday after a future verb"),
    pytest.param("said on Thursday", [("Thursday", "2026-03-12")], id="weekday after a past verb"),
    pytest.param("next week", [("next week", "2026-03-23/2026-03-29")], id="next week"),
    pytest.param("in Q3 2025", [("Q3 2025", "2025-35")], id="quarter"),
    pytest.param("late 2025", [("late 2025", "2025-09/2025-12")], id="last third of a year"),
    pytest.param("by March 2027", [("March 2027", "../2027-03")], id="deadline"),
    pytest.param("after 2018", [("2018", "2019/..")], id="after a year starts in the next"),
    pytest.param("before 2014", [("2014", "../2013")], id="before a year ends in the one before"),
    pytest.param(
        "January to December 2027", [("January to December 2027", "2027-01/2027-12")], id="year lent backwards"
    ),
    pytest.param("July 13 through 15", [("July 13 through 15", "2026-07-13/2026-07-15")], id="range of days"),
    pytest.param(
        "the year from 1 April 2026 to 31 March 2027",
        [("1 April 2026", "2026-04-01"), ("31 March 2027", "2027-03-31")],
        id="bounds of a year stay two dates",
    ),
    pytest.param(
        "postponed from 1 April 2026 to 31 March 2027",
        [("1 April 2026", "2026-04-01"), ("31 March 2027", "2027-03-31")],
        id="what is moved has two dates",
    ),
    pytest.param(
        "from 1 April 2026 to 31 March 2027",
        [("1 April 2026 to 31 March 2027", "2026-04-01/2027-03-31")],
        id="range of full dates",
    ),
    pytest.param("US fiscal 2026", [("fiscal 2026", "2025-10-01/2026-09-30")], id="American label is the end year"),
    pytest.param("in Britain, 2025-26", [("2025-26", "2025-04-01/2026-03-31")], id="bare split year"),
    pytest.param(
        "Britain, 2026-27 to 2029-30", [("2026-27 to 2029-30", "2026-04-01/2030-03-31")], id="range of split years"
    ),
    pytest.param("in the seventies", [("seventies", "197X")], id="decade in words"),
    pytest.param("The 1950 homes", [], id="number before a plural"),
    pytest.param("May twenty-first", [("May twenty-first", "2026-05-21")], id="spelled ordinal"),
    pytest.param("October two thousand and five", [("October two thousand and five", "2005-10")], id="spelled year"),
]

JAPANESE = [
    pytest.param("25年以降に中止された計画", [("25年", "2025/..")], id="two digits and onwards"),
    pytest.param("毎週火曜に発行", [], id="every Tuesday"),
    pytest.param("電話が1日に10本かかる", [], id="a day of so many"),
    pytest.param("1日に10億円を支払った", [("1日", "2026-03-01")], id="the first of the month"),
    pytest.param("国会が可決した26年予算には", [("26年", "2026")], id="two digits before a budget"),
    pytest.param("期間は27年から31年までの計画", [("27年から31年", "2027/2031")], id="a term from year to year"),
    pytest.param("寿命は27年から31年", [("27年", None), ("31年", None)], id="lengths of a life"),
    pytest.param("26年1月〜12月の収支", [("26年1月〜12月", "2026-01/2026-12")], id="two digits hold for both months"),
    pytest.param("25年4月から6月までの実績", [("25年4月から6月", "2025-04/2025-06")], id="two digits lent to a month"),
    pytest.param("市場は40年に1700億ドルになる。", [("40年", "2040")], id="two digits before a large sum"),
    pytest.param(
        "市場は52年には倍になり、50年時点で", [("52年", "2052"), ("50年", "2050")], id="two digits before には"
    ),
    pytest.param("40年に1度の祭り", [("40年", None)], id="once in forty years"),
    pytest.param("寿命は40年には及ばず、60年に延ばす", [("40年", None), ("60年", None)], id="lengths before に"),
    pytest.param("市場は35年に1兆ドルに膨らむ", [("35年", "2035")], id="two digits of a year before a sum"),
    pytest.param("40年に全廃する", [("40年", "2040")], id="two digits of a far year"),
    pytest.param("35年に1度の大雪", [("35年", None)], id="once in so many years"),
    pytest.param("30年に1隻のペースで造る", [("30年", None)], id="one ship in so many years"),
    pytest.param("運転期間を原則40年に制限する", [("40年", None)], id="a limit of years"),
    pytest.param("40年に渡って支える", [("40年", None)], id="over so many years"),
    pytest.param(
        "日本も動く。米航空宇宙局（NASA）が2026会計年度の予算を組む",
        [("2026会計年度", "2025-10-01/2026-09-30")],
        id="the fiscal year of the country of the paragraph",
    ),
    pytest.param(
        "5月3日から12日まで", [("5月3日から12日", "2026-05-03/2026-05-12")], id="a range of days stays in its month"
    ),
    pytest.param("告示（R8.3.18）", [("R8.3.18", "2026-03-18")], id="era as a letter"),
    pytest.param(
        "令和9年度から13年度まで",
        [("令和9年度から13年度", "2027-04-01/2032-03-31")],
        id="era of the first year counts on",
    ),
    pytest.param("26年3月期第1四半期", [("26年3月期第1四半期", "2025-34")], id="quarter of a business year"),
    pytest.param("5月1～7日", [("5月1～7日", "2026-05-01/2026-05-07")], id="days of one month"),
    pytest.param("1日1500万個を作る", [], id="per day"),
    pytest.param("新型車を27〜28年に投入", [("27〜28年", "2027/2028")], id="two digits range"),
    pytest.param("20〜30年かけて返す", [("30年", None)], id="range of lengths"),
    pytest.param("2025年7月4日に", [("2025年7月4日", "2025-07-04")], id="full date"),
    pytest.param("経済産業省は１２日、", [("１２日", "2026-03-12")], id="day alone, full width"),
    pytest.param("29日、発表した", [("29日", "2026-01-29")], id="day that the month before does not have"),
    pytest.param("20日にも決める", [("20日", "2026-03-20")], id="day to come"),
    pytest.param("13日（金）、", [("13日（金）", "2026-03-13")], id="weekday in brackets"),
    pytest.param("昨年12月に", [("昨年12月", "2025-12")], id="month of last year"),
    pytest.param("来春に", [("来春", "2027-21")], id="next spring"),
    pytest.param("2026年度に", [("2026年度", "2026-04-01/2027-03-31")], id="fiscal year"),
    pytest.param("26年度予算", [("26年度", "2026-04-01/2027-03-31")], id="fiscal year of two digits"),
    pytest.param("令和7年度補正", [("令和7年度", "2025-04-01/2026-03-31")], id="fiscal year of an era"),
    pytest.param("昭和六十四年", [("昭和六十四年", "1989")], id="era in kanji"),
    pytest.param("2027年度後半", [("2027年度後半", "2027-10-01/2028-03-31")], id="half of a fiscal year"),
    pytest.param("2026年10〜12月期", [("2026年10〜12月期", "2026-36")], id="quarter by its months"),
    pytest.param("26年3月期", [("26年3月期", "2025-04-01/2026-03-31")], id="business year by its end"),
    pytest.param("2030年までに", [("2030年", "../2030")], id="deadline"),
    pytest.param("年内に", [("年内", "../2026")], id="within the year"),
    pytest.param("2020年以降", [("2020年", "2020/..")], id="from a year on"),
    pytest.param("3月から5月まで", [("3月から5月", "2026-03/2026-05")], id="range of months"),
    pytest.param("今月4日から6日", [("今月4日から6日", "2026-03-04/2026-03-06")], id="month lent forwards"),
    pytest.param("2024年と25年", [("2024年", "2024"), ("25年", "2025")], id="short year after a full one"),
    pytest.param("25年の歴史", [("25年", None)], id="count of years"),
    pytest.param("今後5年間", [("今後5年間", "2026-03-18/2031-03-17")], id="anchored duration"),
    pytest.param("前年同期比", [], id="comparison is no date"),
    pytest.param("三重県四日市市", [], id="day inside a place name"),
    pytest.param("先週末", [("先週末", "2026-03-14/2026-03-15")], id="weekend"),
    pytest.param("1870年代", [("1870年代", "187X")], id="decade"),
    pytest.param("二〇一六年一月十日", [("二〇一六年一月十日", "2016-01-10")], id="positional kanji"),
]

DURATIONS = [
    pytest.param("cinq ans", "fr", "P5Y", id="years"),
    pytest.param("2 ans et demi", "fr", "P2.5Y", id="and a half"),
    pytest.param("une décennie", "fr", "P10Y", id="decade"),
    pytest.param("le plan quinquennal", "fr", "P5Y", id="adjective"),
    pytest.param("six years", "en", "P6Y", id="spelled"),
    pytest.param("2 years, 3 months", "en", "P2Y3M", id="two units"),
    pytest.param("one and a quarter year", "en", "P1.25Y", id="quarter of a year"),
    pytest.param("three quarters", "en", "P9M", id="quarters are three months"),
    pytest.param("5年間", "ja", "P5Y", id="Japanese years"),
    pytest.param("1年半", "ja", "P1.5Y", id="Japanese half"),
    pytest.param("五カ年計画", "ja", "P5Y", id="plan years"),
]

WEEKDAYS = [
    pytest.param("Jeudi 4 juillet 2025", "fr", WEDNESDAY, 4, False, id="wrong in French"),
    pytest.param("Saturday 14 March 2026", "en", WEDNESDAY, 6, True, id="right in English"),
    pytest.param("22日（火）", "ja", date(2025, 12, 23), 2, False, id="wrong in Japanese"),
    pytest.param("le 4 juillet 2025", "fr", WEDNESDAY, None, None, id="none written"),
]

UNDATED = [
    pytest.param("two thousand and two hundred", "en", [], id="a number that is no year"),
    pytest.param("la semaine dernière", "fr", [("semaine dernière", None)], id="relative stays open"),
    pytest.param("en 2030", "fr", [("2030", "2030")], id="absolute needs no anchor"),
    pytest.param(
        "Le lundi 26 juin 2023, le vendredi précédent, et s’ouvrira fin décembre",
        "fr",
        [
            ("lundi 26 juin 2023", "2023-06-26"),
            ("vendredi précédent", "2023-06-23"),
            ("fin décembre", "2023-12-21/2023-12-31"),
        ],
        id="a full date of the text is the anchor",
    ),
]


@cache
def patterns() -> DatePatterns:
    return compile_dates(lexicon())


def find_dates(articles: pl.DataFrame) -> pl.DataFrame:
    """Dates of texts that are a single passage and sentence each."""
    return extract_dates(
        lay_ground(*single_sentences(articles)), patterns(), money=pl.DataFrame(schema=contracts.MONEY_MENTIONS)
    )


CASES = ParsedCases(
    [
        *(
            Case(text, language, WEDNESDAY)
            for language, cases in {"fr": FRENCH, "en": ENGLISH, "ja": JAPANESE}.items()
            for text in first_values(cases)
        ),
        *(Case(*parameters.values[:2], WEDNESDAY) for parameters in DURATIONS),
        *(Case(*parameters.values[:3]) for parameters in WEEKDAYS),
        *(Case(*parameters.values[:2]) for parameters in UNDATED),
    ],
    find_dates,
)


def found(text: str, language: str, published: date | None = WEDNESDAY) -> list[tuple[str, str | None]]:
    return CASES[Case(text, language, published)].select("surface", "edtf").rows()


@pytest.mark.parametrize(("text", "expected"), FRENCH)
def test_french_dates_are_found_and_resolved(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "fr") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_english_dates_are_found_and_resolved(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_japanese_dates_are_found_and_resolved(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "ja") == expected


@pytest.mark.parametrize(("text", "language", "iso"), DURATIONS)
def test_durations_are_given_in_iso(text: str, language: str, iso: str) -> None:
    row = CASES[Case(text, language, WEDNESDAY)].row(0, named=True)
    assert (row["date_kind"], row["duration_iso"]) == ("duration", iso)


@pytest.mark.parametrize(("text", "language", "published", "weekday", "is_right"), WEEKDAYS)
def test_weekdays_are_kept_and_checked(
    text: str, language: str, published: date, weekday: int | None, is_right: bool | None
) -> None:
    row = CASES[Case(text, language, published)].row(0, named=True)
    assert (row["weekday"], row["is_weekday_right"]) == (weekday, is_right)


@pytest.mark.parametrize(("text", "language", "expected"), UNDATED)
def test_without_a_publication_date(text: str, language: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, language, None) == expected


def test_a_month_of_publication_gives_a_set_of_days() -> None:
    row = CASES[Case("la semaine dernière", "fr", date(2023, 7, 1), date(2023, 7, 31))].row(0, named=True)
    assert row["edtf"] == "[2023-06-19..2023-07-30]"
    assert (row["start_on"], row["end_on"]) == (date(2023, 6, 19), date(2023, 7, 30))


def test_since_keeps_its_cue_and_stays_closed() -> None:
    row = CASES[Case("depuis 2024", "fr", WEDNESDAY)].row(0, named=True)
    assert (row["edtf"], row["mod"], row["end_on"]) == ("2024", "since", date(2024, 12, 31))


def test_fiscal_country_is_stated_for_fiscal_years_only() -> None:
    found = CASES[Case("Seoul said fiscal 2026 began in January 2026", "en", WEDNESDAY)]
    countries = found.select("surface", "fiscal_country")
    expected = pl.DataFrame({"surface": ["fiscal 2026", "January 2026"], "fiscal_country": ["KR", None]})
    assert_frame_equal(countries, expected)


@pytest.mark.parametrize("language", ["fr", "en", "ja", "es", None])
def test_no_text_and_no_date_give_an_empty_frame_of_the_contract(language: str | None) -> None:
    result = CASES[Case("…", language or "und", WEDNESDAY)]
    assert result.is_empty()
    assert dict(result.schema) == contracts.DATE_MENTIONS


def test_spans_are_code_points_behind_characters_outside_the_basic_plane() -> None:
    text = "🤖🤖 İİ le 4 juillet 2025 — 🤖 en 2030"
    rows = CASES[Case(text, "fr", WEDNESDAY)].select("char_start", "char_end", "surface").rows()
    assert [text[start:end] for start, end, _ in rows] == [surface for _, _, surface in rows]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("ja", "貸付期間は2027年1月から7年間。", "2027-01/.."),
        ("ja", "2027年から4年間で総額6200億ウォン", "2027"),
    ],
)
def test_a_month_that_begins_a_length_is_open(language: str, text: str, edtf: str) -> None:
    assert found(text, language)[0][1] == edtf


def test_a_weekday_is_checked_on_either_side_of_an_open_period() -> None:
    frame = find_dates(single(("fr", "Le guichet ouvre à partir du lundi 11 janvier 2027.")))
    assert frame.select("end_on", "is_weekday_right").rows() == [(None, True)]


def test_the_only_country_of_a_paragraph_has_its_fiscal_year() -> None:
    text = (
        "India, New Delhi and Indian farms get Rs 900 crore in FY26.\n\n"
        "In Dhaka, officials put Tk 12,500 crore into seed in FY26."
    )
    starts = find_dates(single(("en", text)))["start_on"].to_list()
    assert starts == [date(2025, 4, 1), date(2025, 7, 1)]


def test_the_only_country_of_a_paragraph_has_its_budget() -> None:
    text = (
        "Le Japon, Tokyo et le yen : les usines japonaises regardent au sud.\n\n"
        "Sur la part de l’État vietnamien, 600 milliards figurent au budget 2026."
    )
    assert find_dates(single(("fr", text)))["start_on"].to_list() == [date(2026, 1, 1)]


def test_the_year_before_is_that_before_the_budget_reported_on() -> None:
    frame = find_dates(single(("ja", "県は2027年度の予算を示した。前年度より3％多い。"), date(2027, 2, 19)))
    assert frame["start_on"].to_list() == [date(2027, 4, 1), date(2026, 4, 1)]


def single(text: tuple[str, str], published: date = WEDNESDAY) -> pl.DataFrame:
    """Give one text as an article."""
    return as_articles([Case(text[1], text[0], published)])
