"""The search for literal names: code points and word boundaries."""

import polars as pl
import pytest

from orchestration.extract.names import find_forms, folded, is_whole_word, plain


def find(text: str, *forms: str, overlapping: bool = False) -> list[str]:
    texts = pl.DataFrame({"article_id": ["a"], "text": [text]}).with_columns(plain(pl.col("text")))
    hits = find_forms(texts, list(forms), overlapping=overlapping).filter(is_whole_word())
    return [text[start:end] for start, end in hits.select("char_start", "char_end").iter_rows()]


@pytest.mark.parametrize(
    ("text", "forms", "expected"),
    [
        pytest.param("📌 L’Inde paie", ["Inde"], ["Inde"], id="after a character outside the BMP"),
        pytest.param("les Indes", ["Inde"], [], id="inside a longer word"),
        pytest.param("l'Île-de-France", ["Île de France"], ["Île-de-France"], id="hyphens are blanks"),
        pytest.param("aujourd’hui", ["aujourd hui"], ["aujourd’hui"], id="typographic apostrophe"),
        pytest.param("ＮＥＤＯは", ["NEDO"], ["ＮＥＤＯ"], id="full-width letters"),
        pytest.param("日本のJICAが", ["JICA"], ["JICA"], id="letters between kana"),
        pytest.param("インドネシア", ["インド"], [], id="katakana inside katakana"),
        pytest.param("とインドと", ["インド"], ["インド"], id="katakana between hiragana"),
        pytest.param("US$5", ["US"], [], id="a currency sign is no border"),
        pytest.param("Việt Nam và", ["Việt Nam"], ["Việt Nam"], id="vietnamese letters"),
        pytest.param("éUE", ["UE"], [], id="accented letter before"),
        pytest.param("UEé", ["UE"], [], id="accented letter after"),
        pytest.param("", ["UE"], [], id="empty text"),
    ],
)
def test_whole_words_are_found(text: str, forms: list[str], expected: list[str]) -> None:
    assert find(text, *forms) == expected


def test_the_form_listed_first_wins() -> None:
    assert find("Union européenne élargie", "Union européenne", "Union") == ["Union européenne"]


def test_overlapping_hits_are_all_given() -> None:
    assert find("projet de budget", "projet de budget", "budget", overlapping=True) == ["projet de budget", "budget"]


def test_hits_stay_with_their_text() -> None:
    texts = pl.DataFrame({"article_id": ["a", "b", "c"], "text": ["x UE", "rien", "é UE UE"]})

    hits = find_forms(texts, ["UE"], overlapping=False)

    assert hits.select("article_id", "char_start").rows() == [("a", 2), ("c", 2), ("c", 5)]


@pytest.mark.parametrize("text", ["İstanbul", "ÉTAT", "Straße", "ΑΣ", "ﬁ", "ＡＢＣ", "a\u0301"], ids=str)
def test_exchange_keeps_the_number_of_code_points(text: str) -> None:
    frame = pl.DataFrame({"text": [text]})

    lengths = frame.select(plain(pl.col("text")).str.len_chars(), folded(pl.col("text")).str.len_chars().alias("f"))

    assert lengths.row(0) == (len(text), len(text))
