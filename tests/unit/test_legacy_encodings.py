"""Texts older than UTF-8: right or refused, never wrong."""

import itertools
from pathlib import Path

import pytest

from orchestration.ingest.article import read_article
from orchestration.ingest.decode import decode
from orchestration.ingest.limits import InputLimits
from orchestration.ingest.rejection import InputRejectedError

CORPUS = Path(__file__).parents[1] / "golden" / "dev_corpus" / "articles"
TEXTS = {path.stem: path.read_bytes().decode("utf-8") for path in sorted(CORPUS.glob("*.txt"))}
WESTERN = ("cp1252", "iso-8859-15", "mac-roman", "cp850", "utf-16-le", "utf-16-be")
JAPANESE = ("shift_jis", "cp932", "euc-jp", "iso2022_jp", "utf-16-le", "utf-16-be")


def encoded():
    """Every article of the corpus, whole and cut, in every older encoding that can write it."""
    for name, text in TEXTS.items():
        for encoding in JAPANESE if name.startswith("ja") else WESTERN:
            for part in (text, text[:300]):
                try:
                    content = part.encode(encoding)
                except UnicodeEncodeError:
                    continue
                if content != part.encode("utf-8"):
                    yield part, encoding, content


def outcome(content):
    try:
        return decode(content)
    except InputRejectedError:
        return None


def test_no_article_in_an_older_encoding_is_read_wrongly():
    wrong = [
        (encoding, part[:40])
        for part, encoding, content in encoded()
        if (found := outcome(content)) is not None and found[0].replace("～", "〜") != part.replace("～", "〜")
    ]
    assert wrong == []


@pytest.mark.parametrize("encoding", ["cp1252", "shift_jis", "euc-jp", "iso2022_jp", "utf-16-le", "utf-16-be"])
def test_nearly_every_whole_article_in_a_common_encoding_is_read(encoding):
    found = [outcome(content) for part, used, content in encoded() if used == encoding and len(part) > 300]
    assert len(found) >= 5
    assert sum(one is not None for one in found) >= 0.9 * len(found)


def test_the_euro_sign_decides_between_two_western_encodings():
    text = "Le ministère a annoncé que le plan de la région sera doté de 12 € par élève, et de 5 M€ pour les écoles.\n"
    assert decode(text.encode("iso-8859-15")) == (text, "iso-8859-15")
    assert decode(text.encode("cp1252")) == (text, "cp1252")


def test_the_encoding_is_kept_with_the_article():
    content = TEXTS["ja01"].encode("euc-jp")
    article = read_article(content, file_name="a.txt", limits=InputLimits())
    assert (article.encoding, article.text, article.byte_size) == ("euc-jp", TEXTS["ja01"], len(content))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param(
            "cp1250", "Rząd przeznaczy na budowę fabryki pięć miliardów złotych, podało ministerstwo.", id="pl"
        ),
        pytest.param(
            "cp1250", "A kormány ötmilliárd forintot fordít az új gyár építésére, és közölte a döntést.", id="hu"
        ),
        pytest.param(
            "cp1250",
            "The minister Petr Nečas and Mr. Dvořák said that the plan of the government is to spend five billion.",
            id="Czech names in English",
        ),
        pytest.param("cp1251", "Правительство выделит на строительство завода около пяти миллиардов рублей.", id="ru"),
        pytest.param(
            "koi8-r", "Правительство выделит на строительство завода около пяти миллиардов рублей.", id="koi8"
        ),
        pytest.param(
            "cp1254", "Hükümet fabrikanın yapımı için yaklaşık beş milyar lira ayıracağını bildirdi.", id="tr"
        ),
        pytest.param("cp1257", "Latvijas valdība plāno piešķirt piecus miljardus eiro jaunas rūpnīcas būvei.", id="lv"),
        pytest.param(
            "gb18030", "政府计划在未来三年内投入约五十亿元人民币建设新的半导体工厂，工业部周一表示。", id="zh"
        ),
        pytest.param("big5", "政府計畫在未來三年內投入約五十億元建設新的半導體工廠，經濟部週一表示。", id="zh-TW"),
        pytest.param("euc-kr", "정부는 향후 삼년간 새로운 반도체 공장 건설에 약 오조원을 투입할 계획이다.", id="ko"),
        pytest.param("cp1252", "café", id="too short to tell"),
    ],
)
def test_what_has_no_certain_reading_is_refused(encoding, text):
    assert outcome(text.encode(encoding)) is None


def test_text_damaged_on_its_way_is_refused_and_not_read_as_windows_text():
    whole = TEXTS["fr01"].encode("utf-8")
    accents = [place for place, byte in enumerate(whole) if byte >= 0xC0]
    for place in itertools.islice(accents, 20):
        assert outcome(whole[: place + 1] + whole[place + 2 :]) is None
