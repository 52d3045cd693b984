"""Entities: names of the table, whom they mean, names told by their shape."""

from functools import cache

import polars as pl
import pytest

from orchestration.contracts import DATE_MENTIONS, MONEY_MENTIONS
from orchestration.extract.cues import CuePatterns, compile_cues, extract_cues
from orchestration.extract.entities import EntityPatterns, compile_entities, extract_entities
from orchestration.extract.entity_names import find_named, read_aliases
from orchestration.extract.ground import lay_ground
from orchestration.extract.money import extract_money
from orchestration.extract.money_patterns import MoneyPatterns, compile_money
from orchestration.extract.passage_kinds import PassagePatterns
from orchestration.extract.passages import compile_passages, segment, split_sentences
from tests.extraction import Case, ParsedCases, articles, as_articles, cut, first_values, lexicon

KNOWN = [
    pytest.param(
        "La Société versera des dividendes.", "La Société", None, "nominal", id="a verb in the future names nobody"
    ),
    pytest.param("Le port de San-Pédro attend ses navires.", "San-Pédro", "city-san-pedro", "name", id="second city"),
    pytest.param("Le Japon paie.", "Japon", "country-jp", "name", id="country"),
    pytest.param("Les Etats-Unis paient.", "Etats-Unis", "country-us", "name", id="country without its accent"),
    pytest.param("Le gouvernement brésilien paie.", "gouvernement brésilien", "gov-br", "name", id="french demonym"),
    pytest.param("The Kenyan government pays.", "Kenyan government", "gov-ke", "name", id="english demonym"),
    pytest.param("カナダ政府は支援する。", "カナダ政府", "gov-ca", "name", id="japanese government"),
    pytest.param("米政府は支援する。", "米政府", "gov-us", "name", id="japanese short name"),
    pytest.param("経産省は支援する。", "経産省", "min-jp-meti", "name", id="japanese ministry"),
    pytest.param(
        "Le Ministère japonais de l’économie, du commerce et de l’industrie paie.",
        "Ministère japonais de l’économie, du commerce et de l’industrie",
        "min-jp-meti",
        "name",
        id="capitals of institutions vary",
    ),
    pytest.param("Afreximbank lends.", "Afreximbank", "igo-afreximbank", "name", id="regional development bank"),
    pytest.param(
        "L'Eximbank de Chine prête.", "Eximbank de Chine", "agency-cn-exim", "name", id="one bank, many names"
    ),
    pytest.param(
        "La Banque chinoise d'import-export prête.",
        "Banque chinoise d'import-export",
        "agency-cn-exim",
        "name",
        id="once two",
    ),
    pytest.param("Singapore pays, said the EDB.", "EDB", "agency-sg-edb", "ambiguous_name", id="an acronym at home"),
    pytest.param("Morocco pays, said the EDB.", "EDB", None, "ambiguous_name", id="an acronym abroad"),
    pytest.param("Dassault Aviation investit.", "Dassault Aviation", "company-dassault-aviation", "name", id="sister"),
    pytest.param("九州電力は投資する。", "九州電力", "company-kyushu-electric", "name", id="japanese utility"),
    pytest.param("La BEI prête.", "BEI", "igo-eib", "acronym", id="acronym"),
    pytest.param("Le SMIC augmentera de 2 % en France.", "SMIC", None, "ambiguous_name", id="the minimum wage"),
    pytest.param("China's SMIC expands.", "SMIC", "company-smic", "ambiguous_name", id="a maker of chips at home"),
    pytest.param(
        "General Motors will build a plant. GM pays.", "GM", "company-gm", "ambiguous_name", id="letters told before"
    ),
    pytest.param("Ghana bans GM crops.", "GM", None, "ambiguous_name", id="letters of a breed"),
    pytest.param("La lutte contre le Sida coûte cher.", "Sida", None, "ambiguous_name", id="an illness"),
    pytest.param("日英は経済連携協定（EPA）を結んだ。", "EPA", None, "ambiguous_name", id="letters of a treaty"),
    pytest.param("Le GAFI inscrit la Turquie.", "GAFI", "igo-fatf", "acronym", id="letters of two bodies"),
    pytest.param(
        "La Banque interaméricaine de développement (BID) prête.", "BID", "igo-iadb", "acronym", id="which of two banks"
    ),
    pytest.param("Le Canal du Midi attend ses péniches.", "Canal", None, "candidate", id="a sign is no letter"),
    pytest.param("A star was born.", "A star", None, None, id="a sign is no letter in English"),
    pytest.param(
        "India will build new national highways.", "national highways", None, "ambiguous_name", id="roads and no body"
    ),
    pytest.param("ドイツで大連立が成立した。", "大連", None, None, id="a city inside a word"),
    pytest.param("第30回締約国会議（COP30）に出す。", "国会", None, None, id="parties and no parliament"),
    pytest.param("両国連携を深める。", "国連", None, None, id="two countries and no united nations"),
    pytest.param("国連は支援する。", "国連", "igo-un", "name", id="the united nations"),
    pytest.param(
        "インドのタミルナド州で州政府が払う。", "州政府", "region-in-tamil-nadu", "nominal", id="the state named before"
    ),
    pytest.param("州政府が払う。", "政府", None, None, id="no national government inside that of a state"),
    pytest.param(
        "Morocco’s Beni Mellal-Khenifra pays.",
        "Beni Mellal-Khenifra",
        "region-ma-beni-mellal",
        "ambiguous_name",
        id="without accents",
    ),
    pytest.param("FRBのタカ派が動いた。", "タカ", None, None, id="hawks"),
    pytest.param("ガーナはカカオを増産する。", "カカオ", None, "ambiguous_name", id="a bean"),
    pytest.param(
        "KSB livre les pompes depuis l’Allemagne.", "KSB", "company-ksb-pumps", "ambiguous_name", id="a firm at home"
    ),
    pytest.param("KSB Bank opens a branch in Kerala.", "KSB", None, "ambiguous_name", id="letters of another"),
    pytest.param("The village of Yara lies in Cuba.", "Yara", None, "ambiguous_name", id="a village"),
    pytest.param("Norway backs Yara.", "Yara", "company-yara", "ambiguous_name", id="a firm of the country told"),
    pytest.param("The port of Alat in Azerbaijan opens.", "Alat", None, "ambiguous_name", id="a port"),
    pytest.param("Saudi Arabia funds Alat.", "Alat", "company-sa-alat", "ambiguous_name", id="a firm by the sea"),
    pytest.param(
        "The Central Electricity Board, in Mauritius, will build it.",
        "Central Electricity Board",
        "company-ceb-mu",
        "ambiguous_name",
        id="a board where its country is told",
    ),
    pytest.param(
        "The Empresa de Transmisión Eléctrica of El Salvador borrows.",
        "Empresa de Transmisión Eléctrica",
        None,
        "ambiguous_name",
        id="that of another country",
    ),
    pytest.param(
        "La Banque africaine de développement (BAfD) prête.",
        "BAfD",
        "igo-afdb",
        "acronym",
        id="an acronym that the text explains",
    ),
    pytest.param(
        "The Asian Development Bank (BAsD) lends.", "BAsD", "igo-adb", "acronym", id="an acronym of another language"
    ),
    pytest.param("韓国宇宙航空庁（KASA）は投じる。", "KASA", "agency-kr-kasa", "acronym", id="letters inside a word"),
    pytest.param("India’s DBT pays.", "DBT", "agency-in-dbt", "ambiguous_name", id="where its country is told"),
    pytest.param("The Asian Development Bank (ZDB) lends.", "ZDB", None, "candidate", id="letters of another"),
    pytest.param(
        "The programme of the African Development Bank (PDC) lends.", "PDC", None, "candidate", id="of a programme"
    ),
    pytest.param("The clean water programme of UNICEF (WASH) grows.", "WASH", None, "candidate", id="of a subject"),
    pytest.param("The plant in France (ZPR) opens.", "ZPR", None, "candidate", id="a place explains no acronym"),
    pytest.param("Il faut que la bei prête.", "bei", None, None, id="an acronym keeps its capitals"),
    pytest.param("TOKYO — The plan", "TOKYO", "city-tokyo", "name", id="dateline"),
    pytest.param("Tokyo prévoit une aide.", "Tokyo", "gov-jp", "metonym", id="metonym"),
    pytest.param("Le salon s'ouvre à Tokyo.", "Tokyo", "city-tokyo", "name", id="a city after a preposition"),
    pytest.param("Il a reçu 500 M$ de Québec.", "Québec", "gov-ca-qc", "metonym", id="money from a capital"),
    pytest.param("Un confrère de Taipei paie.", "Taipei", "city-taipei", "name", id="somebody from a capital"),
    pytest.param("Pour Tokyo, rien ne change.", "Tokyo", "gov-jp", "metonym", id="in the view of a capital"),
    pytest.param("Bruxelles autorise l'aide.", "Bruxelles", "igo-european-commission", "metonym", id="brussels"),
    pytest.param("Kenya pays. The government said so.", "government", "gov-ke", "nominal", id="the government"),
    pytest.param("Le METI paie. Le ministère prévoit.", "ministère", "min-jp-meti", "nominal", id="the ministry"),
    pytest.param("ソフトバンクは出資する。", "ソフトバンク", "company-softbank-corp", "name", id="japanese company"),
    pytest.param("Rapidus Corp. will invest.", "Rapidus Corp", "company-rapidus", "name", id="legal form"),
    pytest.param("The agency (Jica) lends.", "Jica", "agency-jp-jica", "acronym", id="acronym written as a word"),
    pytest.param("Le Trésor kényan paie.", "Trésor kényan", "min-ke-treasury", "name", id="treasury by its people"),
    pytest.param(
        "Le Grand Conseil valaisan vote.", "Grand Conseil valaisan", "parliament-ch-valais", "name", id="diet"
    ),
    pytest.param("L'État vient d'annoncer une aide.", "État", "gov-fr", "nominal", id="a verb ends the name of a body"),
    pytest.param(
        "La ville de Saint-Étienne paie.", "ville de Saint-Étienne", "city-fr-saint-etienne", "name", id="french town"
    ),
    pytest.param("盛岡市は支援する。", "盛岡市", "city-jp-morioka", "name", id="core city"),
    pytest.param("愛知県庁は支援する。", "愛知県庁", "region-jp-aichi", "name", id="prefectural office"),
    pytest.param("Kent County Council pays.", "Kent County Council", "gov-gb-kent", "name", id="county council"),
    pytest.param(
        "Le ministère gabonais de la Santé paie.", "ministère gabonais de la Santé", "min-ga-health", "name", id="gabon"
    ),
    pytest.param("La Région Bretagne paie.", "Région Bretagne", "region-fr-bretagne", "name", id="french region"),
    pytest.param("Elle choisit le Japonais Honda.", "Honda", "company-honda", "name", id="a people before a company"),
    pytest.param("Honda and Siemens sign. The group pays.", "The group", "company-honda", "nominal", id="the subject"),
    pytest.param("Honda and Siemens sign. This company pays.", "This company", "company-siemens", "nominal", id="this"),
    pytest.param(
        "Honda and Siemens sign. The German group pays.",
        "The German group",
        "company-siemens",
        "nominal",
        id="of a state",
    ),
    pytest.param("Siemens signs. The Swiss group pays.", "The Swiss group", None, "nominal", id="of no such state"),
    pytest.param("Honda signs. The Tokyo-based firm pays.", "based firm", "company-honda", "nominal", id="based"),
    pytest.param("Honda signs. The Tokyo-based firm pays.", "Tokyo", "city-tokyo", "name", id="the seat of a firm"),
    pytest.param(
        "Selon Bloomberg, Renault paie. Le groupe verse.", "Le groupe", "company-renault", "nominal", id="a source"
    ),
    pytest.param("Google's rival OpenAI pays. The firm adds.", "The firm", "company-openai", "nominal", id="a rival"),
    pytest.param("Engie calls Renault. The carmaker pays.", "The carmaker", "company-renault", "nominal", id="trade"),
    pytest.param("Vinci won. The company CEO said it pays.", "The company", "company-vinci", "nominal", id="an office"),
    pytest.param("Honda signs. A Paris-based firm pays.", "based firm", None, None, id="a new firm"),
    pytest.param(
        "ホンダによると、デンソーは払う。同社は建てる。", "同社", "company-denso", "nominal", id="a japanese source"
    ),
    pytest.param("Honda signs. The group Siemens pays.", "The group", None, None, id="what presents a name"),
    pytest.param("ホンダはシーメンスと組む。同社は払う。", "同社", "company-honda", "nominal", id="japanese subject"),
    pytest.param(
        "L’Agence Française de Développement prête.",
        "Agence Française de Développement",
        "agency-fr-afd",
        "name",
        id="french name in english capitals",
    ),
    pytest.param("We will invest in it.", "We", None, None, id="we"),
    pytest.param("« Nous avons tout signé », dit-il.", "« Nous avons tout signé »", None, None, id="said"),
    pytest.param("« Sans eau, rien ne pousse », dit-il.", "« Sans eau, rien ne pousse »", None, None, id="a saying"),
    pytest.param(
        "Selon le fonds souverain saoudien PIF, oui.", "PIF", "fund-sa-pif", "acronym", id="an acronym behind its noun"
    ),
    pytest.param(
        "Hier, la ville de Riyad a versé une aide pour les écoles de la capitale.",
        "ville de Riyad",
        "city-riyadh",
        "name",
        id="a town by the word for it",
    ),
    pytest.param("The state of Coahuila pays.", "state of Coahuila", "region-mx-coahuila", "name", id="a listed state"),
    pytest.param("リヤド市が無償で出す。", "リヤド市", "city-riyadh", "name", id="japanese town by the word for it"),
    pytest.param(
        "Hier, la région de Riyad a versé une aide pour les écoles de la capitale.",
        "région de Riyad",
        None,
        "candidate",
        id="a region named as its town",
    ),
    pytest.param(
        "South Korea cabinet clears it. Japan pays, Japan votes, Japan waits.",
        "cabinet",
        "gov-kr",
        "nominal",
        id="the cabinet of the country before it",
    ),
    pytest.param("The cabinet approved it. Japan pays.", "cabinet", "gov-jp", "nominal", id="the cabinet"),
    pytest.param("It is for Kenya's cabinet. Kenya pays.", "cabinet", "gov-ke", "nominal", id="of a country"),
    pytest.param("Leeds City Council's cabinet approved £12 million.", "cabinet", None, None, id="of a council"),
    pytest.param("The council met. The cabinet approved £12 million.", "cabinet", None, None, id="told of before"),
    pytest.param("The shadow cabinet pledged £2 million. Britain waits.", "cabinet", None, None, id="in the shadow"),
    pytest.param("It lay in a filing cabinet. Britain waits.", "cabinet", None, None, id="furniture"),
    pytest.param("India govt pays. Italy and Italy.", "govt", "gov-in", "nominal", id="short for a government"),
    pytest.param(
        "Le cabinet parisien est payé par la France pour les écoles de la capitale.",
        "cabinet",
        None,
        None,
        id="a word of another language",
    ),
    pytest.param(
        "Kenya's cabinet secretary will pay for it with the money of the others.",
        "cabinet",
        None,
        None,
        id="who sits in a cabinet",
    ),
    pytest.param(
        "La Défense nationale versera 5 millions. Le Canada paie.",
        "Défense nationale",
        "min-ca-defence",
        "metonym",
        id="the short name of a ministry",
    ),
    pytest.param("La défense nationale versera tout. Le Canada paie.", "défense nationale", None, None, id="a task"),
    pytest.param(
        "鹿島は工場を建てると発表した。", "鹿島", "company-kajima", "metonym", id="a firm that is a town, too"
    ),
    pytest.param("鹿島港を改修すると発表した。", "鹿島", None, "metonym", id="the town"),
    pytest.param(
        "It won the backing of Novo Holdings.", "Novo Holdings", "company-novo-holdings", "name", id="investor"
    ),
    pytest.param("It chose the group Nissan Honda.", "Honda", "company-honda", "name", id="a company before a company"),
]

UNKNOWN = [
    pytest.param("La Régie des fontaines prend 45 millions d’euros à sa charge.", "Régie des fontaines", id="régie"),
    pytest.param(
        "Le Crédit agricole du Tafilalet ouvrira une ligne.", "Crédit agricole du Tafilalet", id="lender of farms"
    ),
    pytest.param(
        "La Banque de navigation et de développement prête.",
        "Banque de navigation et de développement",
        id="two trades",
    ),
    pytest.param(
        "Le Secrétariat d’État à la formation, à la culture et à l’innovation versera 52 millions.",
        "Secrétariat d’État à la formation, à la culture et à l’innovation",
        id="a list of subjects",
    ),
    pytest.param(
        "Depuis hier, la Chambre d’agriculture demande 2 millions d’euros pour les terres.",
        "Chambre d’agriculture",
        id="a verb ends the name",
    ),
    pytest.param("The Nandi county government pays Sh1 billion.", "Nandi county government", id="county government"),
    pytest.param("A bond floated by Sports Iceland sold out.", "Sports Iceland", id="trade and country"),
    pytest.param("Miner Quo Lan and Tokyo-based Kamishiro Corp pay.", "Kamishiro Corp", id="behind its seat"),
    pytest.param("Is it enough? Vaidehi plans to spend $2 billion on a campus.", "Vaidehi", id="one word with a plan"),
    pytest.param("部品の湊デバイスは16日、工場を建てると発表した。", "湊デバイス", id="who acts on a day"),
    pytest.param("同社の岸本宏美社長は語った。", "岸本宏美", id="japanese person before the title"),
    pytest.param("市長の野々村澄子は述べた。", "野々村澄子", id="japanese person behind the title"),
    pytest.param("インドのカヴェリ・セミテックと組む。", "カヴェリ・セミテック", id="foreign name in kana"),
    pytest.param("公益事業庁（QUB）によると", "QUB", id="latin acronym in japanese"),
    pytest.param("北斗免震（富山市）は工場を置く。", "北斗免震", id="japanese company with its seat"),
    pytest.param("日本企業では、港湾土木の南洋建設が名乗りを上げた。", "南洋建設", id="japanese company by its trade"),
    pytest.param("ベトナム南部カムライ省の工場を増設する。", "カムライ省", id="foreign province"),
    pytest.param("チェコ第2の都市ブルノに建設する。", "ブルノ", id="foreign town"),
    pytest.param("リガ港を改修する。", "リガ港", id="a port is no government"),
    pytest.param("水道公社ＱＷＢＡを通じて支出する。", "ＱＷＢＡ", id="acronym in wide letters"),
    pytest.param("隣の鷺沢市は年1200万円を出す。", "鷺沢市", id="japanese town"),
    pytest.param("東近江市は美術館を改修する。", "東近江市", id="a town that begins like a region"),
    pytest.param("佐々峰銀行は貸し出す。", "佐々峰銀行", id="a repetition sign in a name"),
    pytest.param("チリの銅公社は支出を決めた。", "銅公社", id="a body of one word of a country"),
    pytest.param("米国のベルトラーナは5億ドルを出資した。", "ベルトラーナ", id="foreign giver of a sum"),
    pytest.param("ベルトラーナが調査に投じたのは5億ドルだ。", "ベルトラーナ", id="foreign giver before what it gave"),
    pytest.param("厨房機器の山科調理も2億円を投じる。", "山科調理", id="giver of a sum by its trade"),
    pytest.param("The state of Querimba pays.", "state of Querimba", id="english state"),
    pytest.param("It went to Fáilte Ireland.", "Fáilte Ireland", id="body named by trade and country"),
    pytest.param("La ministre de l’Énergie, Anne Roy, paie.", "ministre de l’Énergie", id="ministry by its minister"),
    pytest.param("La MRC de La Matanie paie.", "MRC de La Matanie", id="county of Quebec"),
    pytest.param("Selon la conseillère d’Etat Anne Roy, oui.", "Anne Roy", id="councillor of state"),
    pytest.param("It said Energy Minister Tess Hallam would act.", "Tess Hallam", id="office before a person"),
    pytest.param("L'aide va au ministère de la Forêt.", "ministère de la Forêt", id="french ministry"),
    pytest.param("L'Agence nationale du granit verse l'aide.", "Agence nationale du granit", id="french agency"),
    pytest.param("Les élus de la Région Haute-Vire votent.", "Région Haute-Vire", id="french region"),
    pytest.param("It went to the Northern Tidal Authority.", "Northern Tidal Authority", id="english agency"),
    pytest.param("The Ministry of Tides and Harbours pays.", "Ministry of Tides and Harbours", id="english ministry"),
    pytest.param(
        "The Ministry of Tides, Harbours and Coastal Works pays.",
        "Ministry of Tides, Harbours and Coastal Works",
        id="english ministry of several subjects",
    ),
    pytest.param("The firm Blue Heron Ltd will invest.", "Blue Heron Ltd", id="legal form"),
    pytest.param("株式会社アオサギは出資する。", "株式会社アオサギ", id="japanese legal form"),
    pytest.param("L’entreprise NordVolta investira.", "NordVolta", id="camel case"),
    pytest.param("Le consortium et Port-Morvan investiront.", "Port-Morvan", id="compound"),
    pytest.param("Selon 山田太郎, rien n'est fait.", "山田太郎", id="a foreign script"),
    pytest.param(
        "Le Fonds national pour la prévention des crues et la maîtrise de l’érosion prête.",
        "Fonds national pour la prévention des crues et la maîtrise de l’érosion",
        id="french fund for two activities",
    ),
    pytest.param(
        "L’Office national de l’irrigation et de l’eau potable paie.",
        "Office national de l’irrigation et de l’eau potable",
        id="french office of two subjects",
    ),
    pytest.param(
        "L’Agence nationale du granit et la région paient.",
        "Agence nationale du granit",
        id="another body behind a conjunction",
    ),
    pytest.param(
        "Le Fonds national pour la gestion des crues et la région de Vire prêtent.",
        "Fonds national pour la gestion des crues",
        id="a region behind a conjunction",
    ),
    pytest.param(
        "The National Fund for Tidal Power and Coastal Works pays.",
        "National Fund for Tidal Power and Coastal Works",
        id="english fund with words on both sides",
    ),
    pytest.param(
        "Kenya pays. The Ministry of Transport and Water is in charge.",
        "Ministry of Transport and Water",
        id="english ministry of one subject more than a listed one",
    ),
    pytest.param(
        "Aldhurst District Council and Kerr's Bay Regional Council pay.",
        "Aldhurst District Council",
        id="the first of two councils",
    ),
    pytest.param(
        "Aldhurst District Council and Kerr's Bay Regional Council pay.",
        "Kerr's Bay Regional Council",
        id="the second of two councils, in a town that is named after somebody",
    ),
    pytest.param("Brevamo of Finland is supplying it.", "Brevamo", id="a firm and its country"),
    pytest.param("Brevamo, qui n’a pas voulu parler, paiera.", "Brevamo", id="a subject that a clause describes"),
    pytest.param("Brevamo Nigeria Plc will pay.", "Brevamo Nigeria Plc", id="a legal form in small letters"),
    pytest.param(
        "La Société vernoise d’hypothèques et de logement paie.",
        "Société vernoise d’hypothèques et de logement",
        id="a head that also stands for a body named before",
    ),
    pytest.param(
        "L’Établissement des eaux du Valmont-Nord paie.",
        "Établissement des eaux du Valmont-Nord",
        id="a body and its seat",
    ),
    pytest.param("本体は北峰建設が5億円で請け負う。", "北峰建設", id="who builds"),
    pytest.param(
        "「十嶺フロマージュ」は3日、工場の概要を発表した。", "十嶺フロマージュ", id="a name in brackets announces"
    ),
    pytest.param("乳業大手フォンモラは出資する。", "フォンモラ", id="what a firm is, before its name"),
    pytest.param("台湾の翠峰海事は出資する。", "翠峰海事", id="japanese shipping company"),
    pytest.param("水・再生可能エネルギー省は支援する。", "水・再生可能エネルギー省", id="ministry of two subjects"),
    pytest.param(
        "Hier, le fonds national algérien QZFN prête.", "QZFN", id="an acronym behind a noun in small letters"
    ),
    pytest.param(
        "Hier, la région QZFN a versé une aide pour les écoles de la capitale.",
        "région QZFN",
        id="a region and its acronym",
    ),
    pytest.param(
        "Baldero led with £20 million, and the rest of the money was from the others.",
        "Baldero",
        id="who leads a round",
    ),
    pytest.param("Baldero lève 20 millions d’euros pour les écoles de la capitale.", "Baldero", id="who raises a sum"),
    pytest.param("Ion raises $5 million. The million is for others.", "Ion", id="a name inside another word"),
    pytest.param(
        "Quelvar and its owners pay.\nThe site of Quelvar Data Parks grows.", "Quelvar", id="short in a headline"
    ),
    pytest.param("新興企業のミラノバ（東京・文京）は育つ。", "ミラノバ", id="start-up with its seat"),
    pytest.param("ゲーム大手のミラノバに300億円を渡す。", "ミラノバ", id="a large firm that a sum goes to"),
    pytest.param("魂は売らない。ミラノバ社長に聞く", "ミラノバ", id="whose chief is asked"),
    pytest.param("ミラノバの神楽坂社長は述べた。", "ミラノバ", id="whose chief is named"),
    pytest.param("It was paid by Minera Cerro Honda.", "Minera Cerro Honda", id="a name that ends as a company's"),
    pytest.param("Norway’s Economic Growth Fund lends.", "Economic Growth Fund", id="behind the country that owns it"),
    pytest.param(
        "La Commission devrait proposer d’avancer la date.", "Commission", id="a modal verb ends the name of a body"
    ),
]

NAMELESS = [
    pytest.param("Rien ne change. Les prix montent.", id="first words of sentences"),
    pytest.param("Les Français et les Japonais attendent.", id="peoples"),
    pytest.param("ＥＶとＡＩが伸びる。", id="common acronyms in wide letters"),
    pytest.param("国内の加工食品は高い。", id="goods"),
    pytest.param("Un état des lieux montre l'état des routes.", id="a condition is no state"),
    pytest.param("日本語とフランス語で話す。", id="languages"),
    pytest.param("L’argent manque et l’IA coûte.", id="common acronym"),
    pytest.param("The Board of Directors met. The Board has agreed.", id="organs of a company"),
    pytest.param("Under it nothing moves. Another has paid.", id="words that open a sentence"),
    pytest.param("各省庁と関係省庁は求めた。", id="each of a kind, and those concerned"),
    pytest.param("都市は広がり、中核市は増え、株式市場は上がる。", id="towns without names"),
    pytest.param("一部省庁は求めた。", id="some of a kind"),
    pytest.param("大手のスタートアップは5億円を投じる。", id="a firm without a name"),
    pytest.param("Lumina, qui coûtera 40 millions, longe la rive.", id="works that a clause describes"),
    pytest.param("「観光振興ビジョン」は5日、概要が公表された。", id="a plan in brackets that is announced"),
    pytest.param("工事は地元建設が請け負う。", id="a kind of builder"),
    pytest.param("大手ゼネコンが受注し、大手スーパーは値上げする。", id="kinds of large firms"),
    pytest.param("「雇用戦略会議」は3日に開かれた。", id="a meeting in brackets"),
    pytest.param("次の整備計画は5億円を投じる。", id="a plan gives nothing"),
    pytest.param("Council raises £40m for roads. So the council said.", id="a common noun raises a sum"),
    pytest.param("Snow brought 30 centimetres.", id="a figure that is no money"),
    pytest.param("Police secured 40 kilos.", id="a weight"),
    pytest.param("Donors led with £40 million.", id="several who lead a round"),
    pytest.param("Demand led to sales of 40 million.", id="what leads to something"),
    pytest.param("Water grows.\nWater, once free, is dear.", id="a common noun of a headline"),
    pytest.param("スタートアップのエンジニアは育つ。", id="who works at a start-up"),
    pytest.param("", id="empty text"),
    pytest.param("12 345", id="digits"),
]


@cache
def patterns() -> tuple[PassagePatterns, CuePatterns, EntityPatterns]:
    return compile_passages(lexicon()), compile_cues(lexicon()), compile_entities(lexicon())


def find_entities(frame: pl.DataFrame, sums: MoneyPatterns | None = None) -> pl.DataFrame:
    passage_cues, cue_words, names = patterns()
    passages = segment(frame, passage_cues)
    ground = lay_ground(frame, passages, split_sentences(frame, passages, passage_cues))
    return extract_entities(
        ground,
        passages,
        names,
        listed=find_named(ground, names.names),
        money=pl.DataFrame(schema=MONEY_MENTIONS) if sums is None else extract_money(ground, sums)[0],
        dates=pl.DataFrame(schema=DATE_MENTIONS),
        cues=extract_cues(ground, cue_words),
    )


CASES = ParsedCases(map(Case, first_values(KNOWN, UNKNOWN, NAMELESS)), find_entities)


def find(text: str) -> pl.DataFrame:
    mentions = CASES[Case(text)]
    assert cut(text, mentions) == mentions.get_column("surface").to_list()
    return mentions


@pytest.mark.parametrize(("text", "surface", "entity_id", "mention_type"), KNOWN)
def test_known_names_are_resolved(text: str, surface: str, entity_id: str | None, mention_type: str | None) -> None:
    found = find(text).filter(pl.col("surface") == surface).select("entity_id", "mention_type").rows()

    assert found == ([(entity_id, mention_type)] if mention_type else [])


@pytest.mark.parametrize(("text", "surface"), UNKNOWN)
def test_unknown_names_are_candidates(text: str, surface: str) -> None:
    found = find(text).filter(pl.col("surface") == surface).select("entity_id", "mention_type").rows()

    assert found == [(None, "candidate")]


@pytest.mark.parametrize("text", NAMELESS)
def test_no_name_is_found(text: str) -> None:
    assert find(text).is_empty()


@pytest.mark.parametrize(
    ("text", "surface", "entity_id"),
    [
        ("Le solde incombe au Trésor congolais.", "Trésor congolais", "gov-cd"),
        ("The Togolese treasury will cover what is left.", "Togolese treasury", "gov-tg"),
        ("残りは北星テレコムなど通信2社が払う。", "北星テレコム", None),
        ("韓国デザイン振興院が担当する。", "韓国デザイン振興院", None),
    ],
)
def test_treasuries_and_firms_and_agencies_by_their_last_word(text: str, surface: str, entity_id: str | None) -> None:
    found = find_entities(as_articles([Case(text)]))
    assert found.filter(pl.col("surface") == surface)["entity_id"].to_list() == [entity_id]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type"),
    [
        ("年金基金ペンサモルトは出資する。", "ペンサモルト", "fund"),
        ("水道公社アグアベルデに融資する。", "アグアベルデ", "agency"),
        ("国営物流会社ソルカ・ロジスティクスは払う。", "ソルカ・ロジスティクス", "company"),
        ("開発銀行グループは融資する。", "開発銀行グループ", "company"),
    ],
)
def test_what_a_body_is_stands_before_its_name_in_katakana(text: str, surface: str, entity_type: str) -> None:
    found = find(text).select("surface", "entity_type")

    assert found.rows() == [(surface, entity_type)]


@pytest.mark.parametrize(
    ("text", "surface", "entity_type"),
    [
        ("A lawmaker, Bae Jun-ho, said so. It was Bae Jun-ho.", "Bae Jun-ho", "person"),
        ("It is odd, says founder Hugh Pemberton.", "Hugh Pemberton", "person"),
        ("It was said by Tess Hallam, a senior analyst.", "Tess Hallam", "person"),
        ("C’est dit, selon l’analyste Jean Rouvroy.", "Jean Rouvroy", "person"),
        ("C’est dit, a lancé son directeur général, Jean Rouvroy.", "Jean Rouvroy", "person"),
        ("It said Energy Minister Tess Hallam would act.", "Tess Hallam", "person"),
        ("同社の岸本宏美氏は述べた。", "岸本宏美", "person"),
        ("According to the minister, Quelvar Mobility will pay.", "Quelvar Mobility", None),
        ("It was Quelvar Mobility, whose founder is rich.", "Quelvar Mobility", None),
        ("At Quelvar Mobility, chief executive Ann Rowe said it would invest.", "Quelvar Mobility", None),
        ("It said: At Quelvar Mobility, the founder is rich.", "Quelvar Mobility", None),
        ("Chez Quelvar Énergie, le directeur financier annonce une aide.", "Quelvar Énergie", None),
        ("Quelvar Mobility, a founder of the park, will invest.", "Quelvar Mobility", None),
        ("Hugh Pemberton, a founder of the park, said so.", "Hugh Pemberton", "person"),
        ("It was the engineer Quelvar Mobility.", "Quelvar Mobility", None),
        ("The state backed activist Eldwick Management.", "Eldwick Management", None),
        ("C’est dit, selon le PDG Quelvar Industrie.", "Quelvar Industrie", None),
        ("C’est dit, selon Jean Rouvroy, le PDG.", "Jean Rouvroy", "person"),
        ("It told the director of Quelvar Mobility so.", "Quelvar Mobility", None),
    ],
)
def test_what_a_person_does_stands_beside_the_name(text: str, surface: str, entity_type: str | None) -> None:
    found = find_entities(as_articles([Case(text)])).filter(pl.col("surface") == surface)

    assert found["entity_type"].unique().to_list() == [entity_type]


def test_several_bodies_behind_one_head_are_no_name() -> None:
    found = find("Hier, le Conseil de région, de la ville et du département verse 3 millions d’euros pour les écoles.")
    assert not found["surface"].str.contains("département").any()


def test_a_place_inside_a_longer_name_is_a_mention_of_its_own() -> None:
    found = find("La Banque de développement du Japon prête.").select("surface", "entity_id").rows()

    assert found == [("Banque de développement du Japon", "agency-jp-dbj"), ("Japon", "country-jp")]


def test_a_shared_name_follows_the_country_of_the_article() -> None:
    british = find("Britain pays. The Treasury said so.").filter(pl.col("surface") == "Treasury")
    unknown = find("The Treasury said so.").filter(pl.col("surface") == "Treasury")

    assert british.get_column("entity_id").to_list() == ["min-gb-treasury"]
    assert unknown.select("entity_id", "mention_type").rows() == [(None, "ambiguous_name")]


@pytest.mark.parametrize(
    ("text", "entity_id"),
    [
        pytest.param("The government will spend £250 million.", "gov-gb", id="pounds"),
        pytest.param(
            "The Department of Transportation says that it will add ₱18 billion of its own.",
            "min-ph-transport",
            id="pesos",
        ),
        pytest.param("The government will spend $250 million.", None, id="everybody's dollars"),
        pytest.param("Kenya pays. The government spends KSh5 billion (£29 million).", "gov-ke", id="a conversion"),
    ],
)
def test_who_writes_at_home_names_its_currency_and_not_the_country(text: str, entity_id: str | None) -> None:
    found = find_entities(articles(text), compile_money(lexicon()))
    bodies = found.filter(pl.col("entity_type").is_in(["government", "ministry"]))

    assert bodies.get_column("entity_id").to_list() == [entity_id]


def test_the_plain_name_of_a_ministry_is_that_of_a_main_country() -> None:
    name = "ministère de l'Équipement et de l'Eau"
    own, foreign = (
        find(text).filter(pl.col("surface") == name).get_column("entity_id").to_list()
        for text in (
            f"Le Maroc investit et le Maroc construit. Le {name} paie.",
            f"Le Mali investit, le Mali construit, le Mali emprunte et le Mali paie, comme le Maroc. Le {name} paie.",
        )
    )

    assert (own, foreign) == (["min-ma-equipment"], [None])


def test_a_firm_beside_a_listed_ministry_is_no_subject_of_it() -> None:
    found = find("Norway pays. The Ministry of Transport and Volta pay.").get_column("surface").to_list()

    assert "Ministry of Transport" in found


def test_every_alias_has_an_entity_and_every_parent_exists() -> None:
    entities, aliases = lexicon().table("ref_entities"), read_aliases(lexicon())

    assert aliases.join(entities, on="entity_id", how="anti").is_empty()
    assert entities.get_column("entity_id").is_unique().all()
    parents = entities.select(entity_id="parent_entity_id").drop_nulls()
    assert parents.join(entities, on="entity_id", how="anti").is_empty()


def test_finds_are_the_same_whatever_else_is_parsed() -> None:
    text = "Tokyo prévoit une aide. Le METI paie la Banque de développement du Japon et Port-Morvan."

    alone, among = find_entities(articles(text)), find_entities(articles(text, "The Treasury said so.", "Bruxelles."))

    assert alone.equals(among.filter(pl.col("article_id") == "a0"))
