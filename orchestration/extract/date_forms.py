"""The shapes that dates take in digits, and the order in which all shapes are tried.

What belongs here: what every language shares. What does not: the shapes of one language (``date_forms_french`` and its
like), the words (reference seeds, put in place of ``<TOKENS>`` by ``dates_patterns``) and what a shape means
(``dates_resolve``).

Tokens: ``<S>`` one space of any kind, ``<O>`` up to two, ``<D>`` a digit of either width, ``<A>`` an apostrophe,
``<SL>`` a slash of either width, ``<Y4>`` a four-digit year; the others are alternatives of words, named by their
language (F, E, J) and kind. Group names are the columns that ``dates_parse`` reads; ``_b`` to ``_d`` mark the same
column in another alternative.
"""

from typing import Final, NamedTuple


class Form(NamedTuple):
    """One shape.

    Attributes:
        name: ``dates_resolve`` treats shapes by name; several may share one.
        language: ``fr``, ``en`` or ``ja``; empty for digits that read alike in every language.
        template: Regular expression with tokens, without its outer word boundaries.
    """

    name: str
    language: str
    template: str


YEAR: Final = "(?P<y><Y4>)"
YEAR_B: Final = "(?P<y_b><Y4>)"
FISCAL_YEAR: Final = r"(?P<y><Y4>|<D>{2})(?:<O>[-–/]<O>(?P<y_to><Y4>|<D>{2}))?"
_DAY_MONTH: Final = r"(?P<d1><D>{1,2})/(?P<d2><D>{1,2})"

DIGITS: Final[tuple[Form, ...]] = (
    Form(
        "numeric_range", "",
        rf"{_DAY_MONTH}<O>(?:-|–|~|〜|～|から|to|till|until|au|a|à)<O>(?P<d3><D>{{1,2}})/(?P<d4><D>{{1,2}})(?:(?:/|,<O>)(?P<y><Y4>))?",
    ),
    Form(
        "day_numeric", "",
        r"(?P<d1><D>{1,2})[-/.](?P<d2><D>{1,2})[-/.,](?P<y><Y4>)|(?P<d1_b><D>{1,2})/(?P<d2_b><D>{1,2})/(?P<y2><D>{2})|"
        r"(?P<d1_c>[0-3]<D>)-(?P<d2_c>[0-3]<D>)-(?P<y2_b><D>{2})|(?P<d1_d>[0-3]<D>)\.(?P<d2_d>[0-3]<D>)\.(?P<y2_c><D>{2})",
    ),
    Form("day", "", r"(?P<y><Y4>)[-/.](?P<mon><D>{1,2})[-/.](?P<day><D>{1,2})"),
    Form(
        "month", "",
        r"(?P<y><Y4>)<O>[-/.]<O>(?P<mon>[0０]?[1-9１-９]|[1１][0-2０-２])|"
        r"(?P<mon_b>[0０]?[1-9１-９]|[1１][0-2０-２])<O>[-/]<O>(?P<y_b><Y4>)",
    ),
    Form("day_numeric", "", r"(?P<d1>[0-3]?<D>)/(?P<d2>[0-3]?<D>)"),
    Form("year_range", "", r"(?P<y><Y4>)(?:<O>[-–—~〜～/]<O>(?P<y_to><Y4>)|[-–/](?P<y_to_b><D>{2}))"),
    Form("year", "", YEAR),
)  # fmt: skip
