"""The shapes of dates in Chinese and Korean, year before month before day; tokens as in ``date_forms``.

What belongs here: one regular expression per shape for both, in the order in which they are tried. What does not: their
words, which are rows of ``ref_date_words`` and ``ref_weekdays``; Japanese, which has eras and shapes of its own.

``<YEARSIGN>``, ``<MONTHSIGN>`` and ``<DAYSIGN>`` are 年月日 or 년월일; the other tokens are named by the kind of words.
"""

from typing import Final

from orchestration.extract.date_forms import Form

LANGUAGES: Final = ("zh", "ko")
SIGNS: Final = {
    "zh": {"YEARSIGN": "年", "MONTHSIGN": "月份?", "DAYSIGN": "[日号號]"},
    "ko": {"YEARSIGN": "년", "MONTHSIGN": "월", "DAYSIGN": "일"},
}

_FULL: Final = "(?:(?P<y><D>{4}|<K>{4})<YEARSIGN>)"
_YEAR: Final = rf"(?:(?:{_FULL}|(?P<yword><YEARWORD>))<O>)"
_MONTH: Final = "(?:(?P<mon><D>{1,2}|<KN>)<O><MONTHSIGN>|(?P<mrel><MONTHWORD>))<O>"
_DAY: Final = "(?P<day><D>{1,2}|<KN>)<DAYSIGN>"
_ON: Final = r"(?:<O>(?:[（(](?P<wdp><WEEKDAY>|<WEEKDAYSIGN>)[)）]|(?P<wd><WEEKDAY>)))?"
_COUNT: Final = "<D>{1,3}(?:[.]<D>)?|<KN>|<NUMBER>"
_DASH: Final = "[-－–—~～〜∼]"
_QUARTER: Final = "第?(?P<q>[1-4１-４一二三四])<O>(?:季度?|분기)"

FORMS: Final[tuple[Form, ...]] = (
    Form("fiscal", "eastern", r"(?P<y><D>{4})<O>(?P<fy><FISCAL>)"),
    Form("year_range", "eastern", rf"(?P<y><D>{{4}})<YEARSIGN>?<O>(?:{_DASH}|至|到)<O>(?P<y_to><D>{{4}})<YEARSIGN>"),
    Form("span", "eastern", rf"(?P<span><SPAN>)<O>(?P<n>{_COUNT})<O>(?P<unit><UNIT>)"),
    Form("ago", "eastern", rf"(?P<n>{_COUNT})<O>(?P<unit><UNIT>)<O><AGOAFTER>"),
    Form("later", "eastern", rf"(?P<n>{_COUNT})<O>(?P<unit><UNIT>)<O><LATERAFTER>"),
    Form(
        "day_range", "eastern",
        rf"{_YEAR}?{_MONTH}(?P<day_from><D>{{1,2}})<DAYSIGN>?<O>(?:{_DASH}|<TO>)<O>{_DAY}",
    ),
    Form("day", "eastern", rf"{_YEAR}?{_MONTH}{_DAY}{_ON}"),
    Form("month", "eastern", rf"{_YEAR}?{_MONTH}(?P<part><PART>)"),
    Form("month", "eastern", rf"{_YEAR}?(?:(?P<mon><D>{{1,2}}|<KN>)<O><MONTHSIGN>|(?P<mrel><MONTHWORD>))"),
    Form("quarter", "eastern", rf"{_YEAR}?{_QUARTER}|(?P<qrel><QUARTERWORD>)"),
    Form("half", "eastern", rf"{_YEAR}?(?P<part><HALFPART>)"),
    Form("season", "eastern", rf"{_YEAR}(?P<sea><SEASON>)"),
    Form("within", "eastern", "(?P<within><WITHIN>)"),
    Form("weekday_week", "eastern", "(?P<wrel><WEEKWORD>)<O>(?P<wd><WEEKDAY>|[一二三四五六日天])"),
    Form("weekday", "eastern", "(?:(?P<rel_before><SHIFT>)<O>)?(?P<wd><WEEKDAY>)"),
    Form("year", "eastern", rf"{_YEAR}(?P<part><PART>)"),
    Form("year", "eastern", rf"{_FULL}|(?P<yword><YEARWORD>)"),
    Form("year", "eastern", "<YEARSIGN>(?P<part>底|初|末)|연(?P<part_b>말|초)"),
    Form("decade", "eastern", "(?P<dec><D>{3}0|<D>0)<O>(?:年代|년대)"),
    Form("century", "eastern", "(?P<cen><D>{1,2})<O>(?:世纪|世紀|세기)"),
    Form("duration", "eastern", rf"(?P<n>{_COUNT})<O>(?P<unit><UNIT>)(?P<half>半)?|(?P<n_b>半)(?P<unit_b><YEARSIGN>)"),
    Form("unit_relative", "eastern", "(?P<rel_before><SHIFT>)<O>(?P<unit><UNIT>)"),
    Form("unit_relative", "eastern", "(?P<rel_before>(?P<unit><WEEKWORD>))"),
    Form("day", "eastern", rf"(?:(?P<rel_before><SHIFT>)<O>)?{_DAY}{_ON}"),
    Form("day_word", "eastern", "(?P<dayw><DAYWORD>)"),
)  # fmt: skip
