"""The language of a passage."""

import pytest

from orchestration.extract.passages import compile_passages, segment
from tests.extraction import articles, lexicon

FRENCH = "Le gouvernement a annoncé que les aides seront versées dans les deux ans par une agence de l'État."


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        pytest.param(FRENCH, None, "fr", id="french"),
        pytest.param(
            "The government said that the money will be paid out over the next two years.", None, "en", id="english"
        ),
        pytest.param("政府は来年度から支援する方針を固めた。", None, "ja", id="japanese"),
        pytest.param(
            "Die Regierung hat das Geld für die nächsten Jahre und nicht nur für ein Jahr.", None, "de", id="german"
        ),
        pytest.param("정부는 내년부터 지원할 계획이라고 밝혔다.", None, "ko", id="korean"),
        pytest.param("中国政府宣布将在未来五年内投资一万亿元人民币发展人工智能产业。", None, "zh", id="chinese"),
        pytest.param(FRENCH, "en", "fr", id="the text beats the declaration"),
        pytest.param("Total 12", "ja", "ja", id="a short text takes the declared language"),
        pytest.param("12 345", None, "und", id="digits tell nothing"),
        pytest.param(
            "Les trois axes de 高市早苗 pour les aides et la dette", None, "fr", id="a foreign name changes nothing"
        ),
    ],
)
def test_language_is_told_by_script_and_stop_words(text: str, declared: str | None, expected: str) -> None:
    passages = segment(articles(text, language=declared), compile_passages(lexicon()))

    assert passages.get_column("language").to_list() == [expected]


def test_a_short_line_takes_the_language_of_its_article() -> None:
    passages = segment(articles(f"Vingt ans après\n{FRENCH}"), compile_passages(lexicon()))

    assert passages.get_column("language").to_list() == ["fr", "fr"]


def test_two_languages_in_one_article_stay_apart() -> None:
    text = f"{FRENCH}\nThe government said that the money will be paid out over the next two years to all of them."

    passages = segment(articles(text), compile_passages(lexicon()))

    assert passages.get_column("language").to_list() == ["fr", "en"]
