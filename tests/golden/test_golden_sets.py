"""The golden texts are what was annotated: nothing tidied a line end or a blank."""

import json
from hashlib import sha256

import pytest

from tests.golden.goldsets import DEV, DEV_STYLE, GOLDEN_DIR, SAMPLES, load

ARTICLES = [pytest.param(article, id=article.name) for name in (SAMPLES, *DEV_STYLE) for article in load(name).articles]


@pytest.mark.parametrize("article", ARTICLES)
def test_every_annotation_lies_on_its_surface(article):
    marked = [*article.money, *article.dates, *article.entities, *(article.quantities or ()), *article.ignore]
    cues = [m.cue for m in article.money if m.cue is not None]
    wrong = [
        (m.surface, article.text[m.start : m.end])
        for m in (*marked, *cues)
        if article.text[m.start : m.end] != m.surface
    ]
    assert wrong == []


def test_sample_texts_have_the_hashes_of_their_gold():
    gold = load(SAMPLES)
    found = {a.path.name: sha256(a.path.read_bytes()).hexdigest() for a in gold.articles}
    assert found == {f["file"]: f["sha256"] for f in gold.whole["files"]}


@pytest.mark.parametrize("corpus", DEV_STYLE)
def test_texts_have_the_hashes_of_their_gold(corpus):
    found, expected = {}, {}
    for article in load(corpus).articles:
        gold = json.loads((GOLDEN_DIR / corpus / "gold" / f"{article.name}.json").read_text(encoding="utf-8"))
        found[article.name] = sha256(article.path.read_bytes()).hexdigest()
        expected[article.name] = gold["sha256"]
    assert found == expected


def test_the_article_with_windows_line_ends_kept_them():
    article = next(a for a in load(DEV).articles if a.name == "en08")
    assert article.text.count("\r\n") == article.text.count("\n") > 0
