"""Cue words: language, longest form, negation."""

import polars as pl
import pytest

from orchestration.extract.cues import compile_cues, extract_cues
from orchestration.extract.ground import lay_ground
from orchestration.extract.lexicon import Lexicon
from orchestration.extract.passages import segment, split_sentences
from tests.extraction import articles, lexicon

SEEDS = Lexicon(
    {
        "ref_cues": pl.DataFrame(
            {
                "language": ["fr", "fr", "fr", "en", "ja"],
                "cue_type": ["status", "status", "instrument", "status", "status"],
                "cue_code": ["announced", "budget_requested", "grant", "announced", "announced"],
                "forms": ["annoncé|s'engage|budget", "projet de budget", "subvention", "annonce|will", "表明"],
                "level": ["2", "3", None, "2", "2"],
                "weight": ["2", "2", "1", "2", "2"],
            }
        ),
        "ref_negations": lexicon().table("ref_negations"),
    }
)


def cues(text: str, language: str | None = "fr") -> list[tuple[str, str, bool]]:
    frame = articles(text, language=language)
    passages = segment(frame)
    found = extract_cues(lay_ground(frame, passages, split_sentences(frame, passages)), compile_cues(SEEDS))
    assert found.get_column("surface").to_list() == [
        text[start:end] for start, end in found.select("char_start", "char_end").iter_rows()
    ]
    return found.select("surface", "cue_code", "is_negated").rows()


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Il a annoncé une aide", "fr", [("annoncé", "announced", False)], id="plain"),
        pytest.param("ANNONCÉ hier", "fr", [("ANNONCÉ", "announced", False)], id="capitals"),
        pytest.param("L’État s’engage", "fr", [("s’engage", "announced", False)], id="typographic apostrophe"),
        pytest.param("le projet de budget", "fr", [("projet de budget", "budget_requested", False)], id="longest wins"),
        pytest.param(
            "une subvention, annoncé",
            "fr",
            [("subvention", "grant", False), ("annoncé", "announced", False)],
            id="two types",
        ),
        pytest.param("Rien n’a été annoncé", "fr", [("annoncé", "announced", True)], id="french negation before"),
        pytest.param("Il n'est pas annoncé", "fr", [("annoncé", "announced", True)], id="french ne pas"),
        pytest.param("Ce n’est pas faux. Il a annoncé", "fr", [("annoncé", "announced", False)], id="other sentence"),
        pytest.param("It will pay", "en", [("will", "announced", False)], id="english"),
        pytest.param("Le will", "fr", [], id="a word of another language"),
        pytest.param("表明した", "ja", [("表明", "announced", False)], id="japanese"),
        pytest.param("表明していない", "ja", [("表明", "announced", True)], id="japanese negation after"),
        pytest.param("annoncées", "fr", [], id="inside a longer word"),
    ],
)
def test_cues_are_found_in_the_language_of_the_passage(
    text: str, language: str, expected: list[tuple[str, str, bool]]
) -> None:
    assert cues(text, language) == expected


def test_the_project_seed_compiles() -> None:
    patterns = compile_cues(lexicon())

    assert patterns.forms.table.height > 500
    assert patterns.forms.table.get_column("form").null_count() == 0


@pytest.mark.parametrize(
    ("text", "language", "expected", "unwanted"),
    [
        pytest.param("It will be released in May", "en", "announced", "disbursing", id="still to be paid"),
        pytest.param("It was released in May", "en", "disbursing", "announced", id="paid"),
        pytest.param("Kaolack, a market town in Senegal", "en", "none", "market_size", id="a town is no market"),
        pytest.param("The sum is disbursed over five years", "en", "spending", "works", id="how long money flows"),
        pytest.param("L’aide sera étalée sur cinq ans", "fr", "spending", "works", id="étalée sur"),
        pytest.param("7年かけて貸し出す", "ja", "spending", "works", id="かけて"),
        pytest.param("It has begun handing out cheques", "en", "disbursing", "none", id="money that flows"),
        pytest.param("Deux ponts entièrement déboursés", "fr", "completed", "disbursing", id="money all paid"),
        pytest.param("The board meets to decide on it", "en", "considered", "announced", id="still to decide"),
        pytest.param("An appeal for 62 million", "en", "budget_requested", "announced", id="an appeal"),
        pytest.param("県に60億円の支援を求める", "ja", "budget_requested", "announced", id="asked of the prefecture"),
        pytest.param("融資を承認済みだ", "ja", "approved", "announced", id="already approved"),
        pytest.param("The board gave its approval in May", "en", "approved", "considered", id="a month"),
        pytest.param("It may be paid", "en", "considered", "announced", id="a verb"),
        pytest.param("It was spent to the last cent", "en", "completed", "announced", id="nothing left to pay"),
        pytest.param("The lender walked away from it", "en", "cancelled", "announced", id="given up"),
        pytest.param("La banque a tout versé", "fr", "completed", "announced", id="tout versé"),
        pytest.param("同行は全額を支払った", "ja", "completed", "announced", id="all paid"),
        pytest.param("融資は見送られた", "ja", "cancelled", "suspended", id="decided against"),
        pytest.param("La loi de finances a ouvert 9 millions", "fr", "approved", "announced", id="a law opens"),
        pytest.param("Il propose dans la loi de finances", "fr", "announced", "approved", id="a law still to come"),
        pytest.param("The House passed a bill", "en", "approved", "mentioned", id="a chamber passed"),
        pytest.param("The auction house passed on and will pay", "en", "announced", "approved", id="no chamber"),
        pytest.param("Nous demandons à l’État d’agir", "fr", "mentioned", "approved", id="asked of the state"),
        pytest.param("Nous demandons peu et verserons une aide", "fr", "commitment", "mentioned", id="asked of nobody"),
        pytest.param("We call on the bank to lend", "en", "mentioned", "approved", id="called upon"),
        pytest.param("We call on our engineers and will pay", "en", "announced", "mentioned", id="called by phone"),
        pytest.param("La crise a déjà touché Nice, il promet", "fr", "announced", "disbursing", id="hit in a crisis"),
        pytest.param("The bank has agreed in principle to lend", "en", "announced", "approved", id="in principle"),
        pytest.param("La banque a donné un accord de principe", "fr", "announced", "approved", id="accord de principe"),
        pytest.param("銀行は融資に大筋で同意した", "ja", "announced", "approved", id="in principle in Japanese"),
        pytest.param("The council will set aside 5 million", "en", "announced", "approved", id="still to be set aside"),
        pytest.param("A Senate draft gives 5 million", "en", "budget_requested", "approved", id="a draft"),
        pytest.param("La Région renonce à son projet", "fr", "cancelled", "announced", id="given up"),
        pytest.param("Il vaudra plus de 9 millions", "fr", "forecast", "comparison", id="what it will be worth"),
        pytest.param("Ce détour vaudra une aide", "fr", "commitment", "forecast", id="what it will bring"),
        pytest.param("前計画は9億円だった", "ja", "comparison", "forecast", id="a former plan"),
        pytest.param("前計画を引き継ぎ、支援する", "ja", "commitment", "comparison", id="a plan taken over"),
    ],
)
def test_the_seeds_know_the_cue(text, language, expected, unwanted):
    frame = articles(text, language=language)
    passages = segment(frame)
    ground = lay_ground(frame, passages, split_sentences(frame, passages))
    codes = extract_cues(ground, compile_cues(lexicon())).get_column("cue_code").to_list()
    assert expected in codes
    assert unwanted not in codes


@pytest.mark.parametrize(
    ("text", "language", "role", "absent"),
    [
        pytest.param("A tribunal has ordered it to pay 7 million.", "en", "other", None, id="an award"),
        pytest.param("Le tribunal condamne Yaoundé à verser 61 millions.", "fr", "other", None, id="a french award"),
        pytest.param("和解金は3億円。", "ja", "other", None, id="a japanese settlement"),
        pytest.param("Lenders must hold capital of 500 million.", "en", "threshold", None, id="capital of a bank"),
        pytest.param("It pays 400,000 per hectare.", "en", "other", "threshold", id="one of many"),
        pytest.param("CORRECTION: we said 89 million.", "en", "comparison", None, id="a figure taken back"),
        pytest.param("That leaves a hole of 65 million.", "en", "shortfall", None, id="missing money"),
        pytest.param("Un appel d’offres infructueux de 61 millions.", "fr", "other", None, id="no bids"),
        pytest.param("Les crédits s’élevaient à 17 millions.", "fr", "comparison", None, id="sums of the past"),
        pytest.param("Il a attribué un marché de 31 millions.", "fr", "commitment", "market_size", id="a contract"),
        pytest.param("累計調達額は140億円。", "ja", "other", None, id="raised so far"),
        pytest.param("1社当たり30億ウォン。", "ja", "threshold", None, id="japanese one of many"),
        pytest.param("予算から8億円を削るよう求める。", "ja", "comparison", None, id="a sum to cut"),
        pytest.param("The runner-up had bid 7 million.", "en", "comparison", None, id="who did not win"),
        pytest.param("The builder must post a bond of 2 million.", "en", "other", None, id="security"),
        pytest.param("A first dam of 9 million fell through.", "en", "elsewhere", None, id="a scheme that failed"),
        pytest.param("No single farm may draw more than 3 million.", "en", "threshold", None, id="a bound"),
        pytest.param("Pumps were ordered from a rival for 4 million.", "en", "valuation", None, id="an order"),
        pytest.param("La subvention est plafonnée à 5 millions.", "fr", "commitment", "threshold", id="a capped grant"),
        pytest.param("Le seuil est plafonné à 5 millions.", "fr", "threshold", None, id="a capped threshold"),
        pytest.param("Le chantier pèse 5 millions.", "fr", "commitment", "market_size", id="what a project weighs"),
        pytest.param("La commande publique de 5 millions.", "fr", "none", "deal_value", id="public orders"),
        pytest.param("Chaque foyer recevrait 3 000 euros.", "fr", "other", None, id="each of many"),
        pytest.param("次点の案は9億円だった。", "ja", "comparison", None, id="japanese runner-up"),
        pytest.param("She denied a report of a grant of 9 million.", "en", "denied", None, id="a report denied"),
        pytest.param("The county was denied a grant of 9 million.", "en", "commitment", "denied", id="a grant denied"),
        pytest.param("Il écarte d’un revers de main 9 millions.", "fr", "denied", None, id="waved away in french"),
        pytest.param("市長は9億円との報道を否定した。", "ja", "denied", None, id="japanese denial"),
        pytest.param("市長は9億円の支援を否定していない。", "ja", "commitment", "denied", id="not denied in japanese"),
        pytest.param("The exposure would be 9 million.", "en", "other", None, id="what may come to be owed"),
        pytest.param("L’exposition totale est de 9 millions.", "fr", "other", None, id="french exposure"),
        pytest.param("利払いは9億円増える。", "ja", "other", None, id="japanese interest"),
        pytest.param("Un rêve de 9 millions sans aucun bailleur.", "fr", "other", None, id="nobody gives"),
        pytest.param("The old scheme had a budget of 9 million.", "en", "comparison", None, id="an earlier budget"),
        pytest.param("They get 9,000 an acre.", "en", "other", None, id="one of many, in english"),
        pytest.param("Les maires réclamaient 9 millions.", "fr", "other", "political_call", id="asked for before"),
        pytest.param("It has spent 9 million on wells.", "en", "commitment", "comparison", id="spent by now"),
        pytest.param("La banque paie par tranches de 9 millions.", "fr", "instalment", "wage", id="a verb, no wage"),
        pytest.param("It asked for 9 million to rent halls.", "en", "none", "other", id="a verb, no rent"),
        pytest.param("輸出入銀行が9億円を融資する。", "ja", "none", "market_size", id="a bank, no trade"),
        pytest.param("Au rythme de 9 millions.", "fr", "pace", "instalment", id="a pace"),
    ],
)
def test_words_of_the_seed_tell_what_a_sum_is(text: str, language: str, role: str, absent: str | None) -> None:
    frame = articles(text, language=language)
    passages = segment(frame)
    found = extract_cues(lay_ground(frame, passages, split_sentences(frame, passages)), compile_cues(lexicon()))
    roles = set(found.filter(pl.col("cue_type") == "role")["cue_code"])
    assert role in roles
    assert absent not in roles
