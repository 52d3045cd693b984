"""What `pledgebook show findings --explain` tells: each finding with its rule, both places in their words, and why.

What belongs here: reading a finding's evidence from the publication. What does not: drawing it (``display``).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from orchestration.queries import Evidence, Row, cut_sentence, read_rows
from orchestration.warehouse.connect import publication

LANGUAGES: Final = ("en", "fr")
_COLUMNS: Final = {"en": ("explanation", "suggestion"), "fr": ("explanation_fr", "suggestion_fr")}
_ARTICLES: Final = "select article_id, title, source_uri, text from dim_articles where article_id in ?"
_RULES: Final = "select rule_id, title_en, title_fr, formula, formula_fr from dim_rules"


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One finding with its evidence.

    Attributes:
        finding: Its row.
        rule: Title of the rule in the language asked for.
        formula: What the rule asks, in the language asked for.
        explanation: Why it fired, in the language asked for.
        suggestion: What to do about it, in the language asked for.
        places: The sentences of the first and the second place, marked; of whole articles, how they begin.
    """

    finding: Row
    rule: str
    formula: str
    explanation: str
    suggestion: str
    places: list[Evidence]

    def as_record(self) -> dict[str, Any]:
        """The same for JSON."""
        return {
            **self.finding,
            "rule": self.rule,
            "formula": self.formula,
            "places": [vars(place) for place in self.places],
        }


def explain_findings(
    path: Path,
    *,
    article: str | None = None,
    key: str | None = None,
    limit: int | None = None,
    language: str = "en",
) -> list[Explained]:
    """Read the findings with their evidence.

    Args:
        path: The publication.
        article: Keep what concerns articles whose id begins with this, or whose source or title contains it.
        key: Keep the finding with this id.
        limit: Findings at most; None for all of them.
        language: ``en`` or ``fr``.

    Returns:
        One entry per finding, gravest first.

    Raises:
        FileNotFoundError: Nothing has been published yet.
        LookupError: No article matches, no finding has the id, or the explanations have no such language.
    """
    if language not in LANGUAGES:
        raise LookupError(f"expected one of {LANGUAGES}, found {language}")
    findings = read_rows(path, "findings", article=article, key=key, limit=limit)
    wanted = {row[name] for row in findings for name in ("article_id", "other_article_id") if row[name]}
    with publication(path) as connection:
        rows = connection.execute(_ARTICLES, [sorted(wanted)]).fetchall() if wanted else []
        rules = {row[0]: row[1:] for row in connection.execute(_RULES).fetchall()}
    articles = {row[0]: row[1:] for row in rows}
    return [
        Explained(
            finding=finding,
            rule=rules[finding["rule_id"]][LANGUAGES.index(language)],
            formula=rules[finding["rule_id"]][2 + LANGUAGES.index(language)],
            explanation=finding[_COLUMNS[language][0]],
            suggestion=finding[_COLUMNS[language][1]],
            places=_places(finding, articles),
        )
        for finding in findings
    ]


def _places(finding: Row, articles: dict[str, Any]) -> list[Evidence]:
    """Both places, in the order of the finding; of an article that is meant as a whole, its first sentence."""
    spans = [
        (finding["article_id"], finding["char_start"], finding["char_end"]),
        (finding["other_article_id"] or finding["article_id"], finding["other_char_start"], finding["other_char_end"]),
    ]
    places: list[Evidence] = []
    for article_id, start, end in spans:
        is_whole_article = finding["char_start"] is None and article_id not in {place.article_id for place in places}
        if article_id not in articles or (start is None and not is_whole_article):
            continue
        title, source, text = articles[article_id]
        before, figure, after = cut_sentence(text, start or 0, end or 0)
        places.append(
            Evidence(
                claim_id=None,
                article_id=article_id,
                title=title,
                source=source,
                char_start=start or 0,
                before=before,
                figure=figure,
                after=after,
            )
        )
    return places
