"""The search for literal names: code points and word boundaries."""

import polars as pl
import pytest

from orchestration.extract.names import compile_forms, find_all, find_longest, folded, plain


def exchanged(*texts: str) -> pl.Series:
    return pl.DataFrame({"text": texts}).select(plain(pl.col("text"))).to_series()


def find(text: str, *forms: str) -> list[str]:
    hits = find_longest(exchanged(text), compile_forms(forms))
    return [text[start:end] for start, end in hits.select("at", "until").iter_rows()]


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
    text = "📌 projet de budget"

    hits = find_all(exchanged(text), compile_forms(["projet de budget", "budget"]))

    assert [text[start:end] for start, end in hits.select("at", "until").iter_rows()] == ["projet de budget", "budget"]


def test_places_go_on_from_text_to_text() -> None:
    hits = find_longest(exchanged("x UE", "rien", "", "é UE UE"), compile_forms(["UE"]))

    assert hits.select("at", "until").rows() == [(2, 4), (10, 12), (13, 15)]


def test_much_text_is_searched_as_little_text_is() -> None:
    text = "é UE, Inde UE\n"

    once, often = (find_longest(exchanged(text * times), compile_forms(["Inde", "UE"])) for times in (1, 5_000))

    assert often.height == 5_000 * once.height
    assert often.tail(once.height).select(pl.col("at") - 4_999 * len(text)).equals(once.select("at"))


@pytest.mark.parametrize("text", ["İstanbul", "ÉTAT", "Straße", "ΑΣ", "ﬁ", "ＡＢＣ", "a\u0301"], ids=str)
def test_exchange_keeps_the_number_of_code_points(text: str) -> None:
    frame = pl.DataFrame({"text": [text]})

    lengths = frame.select(plain(pl.col("text")).str.len_chars(), folded(pl.col("text")).str.len_chars().alias("f"))

    assert lengths.row(0) == (len(text), len(text))
