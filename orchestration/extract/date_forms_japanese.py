"""The shapes of Japanese dates, as templates over the lexicon; tokens as in ``date_forms``.

What belongs here: one regular expression per shape, in the order in which they are tried. What does not: eras, kana
months, seasons and the words that shift (昨, 来): those are reference seeds.
"""

from typing import Final

from orchestration.extract.date_forms import Form

_YEAR: Final = (
    r"(?:(?P<y><D>{3,4}|<K>{4}|<K>千<KH>{0,6})年|(?P<era><ERA>)(?P<ey><D>{1,2}|<KN>)年|(?P<y2><D>{2}|<K>{2})年|"
    r"(?P<yrel><JSHIFT>)年|(?P<yword><JYEARWORD>))(?:の|<S>)?"
)
_MONTH: Final = r"(?:(?P<mon><D>{1,2}|<KN>)月|(?P<mrel><JSHIFT>)月|(?P<monw><JMONTHWORD>))"
_DAY: Final = r"(?P<day><D>{1,2}|<KN>)日"
_WEEKDAY: Final = r"(?:(?:、|の|,|<S>)?(?:(?P<wd><JWD>)曜日?|<O>[（(](?P<wdp><JWD>)(?:曜日?)?[)）]))"
_PART: Final = r"(?:の)?(?P<part><JPART>)"
_COUNT: Final = r"<D>{1,3}|<KN>"
_HALVES: Final = r"前半|後半|初頭|初め|はじめ|半ば|末|終わり"
_MONTHS: Final = "[カかヵヶケ箇]月間?"
_DASH: Final = "[-－〜~～–―ー]"

JAPANESE: Final[tuple[Form, ...]] = (
    Form("holiday", "ja", rf"(?:{_YEAR})?(?P<hol><JHOLIDAY>)"),
    Form("to_date", "ja", "(?P<unit>年)初来"),
    Form("span", "ja", rf"(?P<span><JSPAN>)の?(?P<n>{_COUNT})(?P<unit><JSPANUNIT>)間?"),
    Form("weekday", "ja", r"(?P<rel_before><JSHIFT>|この前の|今度の)(?P<wd>月)曜日?"),
    Form(
        "ago", "ja",
        r"(?P<n>ひと|ふた|半)(?P<unit>月)(?:ほど)?前|(?P<n_b>半|四半|1|１|一)(?P<unit_b>世紀)(?:ほど)?前",
    ),
    Form("ago", "ja", r"(?P<n>[1-9１-９]<D>{2})(?P<unit>年)間?(?:ほど|余り)?前"),
    Form("later", "ja", r"(?P<n>[1-9１-９]<D>{2})(?P<unit>年)間?後"),
    Form(
        "duration", "ja",
        r"(?P<n>[1-9１-９]<D>{2})(?P<unit>年間)|(?P<n_c>[12１２]<D>{2})(?P<unit_c>年)|(?P<n_b>半|四半|1|１|一)(?P<unit_b>世紀)",
    ),
    Form(
        "duration", "ja",
        rf"(?:丸|まる)(?P<n>{_COUNT})(?P<unit>日|年|月)間?|(?:あと|もう|さらに)(?P<n_b>{_COUNT})(?P<unit_b>日)間?|(?P<n_c>一|１|1)(?P<unit_c>日)中",
    ),
    Form("later", "ja", r"(?P<n>ひと|ふた|半)(?P<unit>月)(?:ほど)?後"),
    Form("duration", "ja", r"(?P<n>ひと|ふた)(?P<unit>月)間?|(?P<n_b>半)(?P<unit_b>月)間?"),
    Form(
        "edge", "ja",
        rf"(?:{_YEAR})?{_MONTH}の?(?P<nth><JORD>)の?(?P<n>{_COUNT})(?P<unit>週|日)間",
    ),
    Form("rest", "ja", "(?:今|本)(?P<unit>年|月|週)の残り"),
    Form(
        "fiscal", "ja",
        rf"(?:(?P<y><D>{{4}}|<K>{{4}})(?:<O>{_DASH}<O>(?P<y_to><D>{{4}}|<D>{{2}}))?|(?P<era><ERA>)(?P<ey><D>{{1,2}}|<KN>)|(?P<y2><D>{{2}})(?:<O>{_DASH}<O>(?P<y_to_b><D>{{2}}))?)(?P<fy>年度|会計年度)"
        r"(?:の?(?P<part><JPART>)|の?第?(?P<q>[1-4１-４一二三四])四半期|(?P<within>内))?",
    ),
    Form(
        "fiscal_relative", "ja",
        r"(?P<frel><JSHIFT>)(?P<fy>年度)(?:の?(?P<part><JPART>)|の?第?(?P<q>[1-4１-４一二三四])四半期|(?P<within>内))?",
    ),
    Form("fiscal_relative", "ja", r"(?P<fy>年度)(?:(?P<within>内)|(?P<part>末))"),
    Form(
        "term", "ja",
        rf"(?:(?P<y><D>{{4}})|(?P<y2><D>{{2}}))年(?P<mon_from><D>{{1,2}})<O>{_DASH}<O>(?P<mon><D>{{1,2}})"
        r"月期?",
    ),
    Form("term", "ja", rf"(?P<mon_from><D>{{1,2}})<O>{_DASH}<O>(?P<mon><D>{{1,2}})月期"),
    Form(
        "term_end", "ja",
        r"(?:(?P<y><D>{4})|(?P<y2><D>{2}))年(?P<mon><D>{1,2})月期(?:の?第(?P<q>[1-4１-４一二三四])四半期)?",
    ),
    Form("term", "ja", rf"(?P<mon_from><D>{{1,2}})<O>{_DASH}<O>(?P<mon><D>{{1,2}})月"),
    Form("day", "ja", r"<B>(?P<era>[rhst])\.?(?P<ey><D>{1,2})[./年](?P<mon><D>{1,2})[./月](?P<day><D>{1,2})日?"),
    Form(
        "day_range", "ja",
        rf"(?:{_YEAR})?{_MONTH}の?(?P<day_from><D>{{1,2}})(?:<O>{_DASH}<O>|日?・|、)(?P<day><D>{{1,2}})日",
    ),
    Form(
        "nth", "ja",
        rf"(?:{_YEAR})?{_MONTH}の?(?:第(?P<nth><D>|<KN>)|(?P<nth_b><JORD>)の?|(?P<nth_c><D>|<KN>)番目の)(?:(?P<wd><JWD>)曜日?"
        r"|(?P<nthu>週|日))",
    ),
    Form("nth", "ja", rf"(?:{_YEAR})?{_MONTH}の?第?(?P<nth><D>|<KN>)(?P<nthu>週)目"),
    Form("nth", "ja", rf"{_YEAR}(?:第(?P<nth><D>{{1,2}}|<KN>)|(?P<nth_b><JORD>)の?)(?P<nthu>週)"),
    Form("nth", "ja", r"第(?P<nth><D>|[一二三四五])(?P<wd><JWD>)曜日?"),
    Form("duration", "ja", r"(?P<n><K>?百<KH>{0,3}|<D>{3})<O>(?P<unit>日)"),
    Form("duration", "ja", r"(?P<n>[3３][2-9２-９]|[4-9４-９]<D>)<O>(?P<unit>日)間?"),  # no month has that many
    Form("day", "ja", r"(?P<y><Y4>)<SL>(?P<mon><D>{1,2})<SL>(?P<day><D>{1,2})"),
    Form("week_of", "ja", rf"(?:{_YEAR})?{_MONTH}の?{_DAY}(?:の|から始まる|に始まる|からの)週"),
    Form("day", "ja", rf"(?:{_YEAR})?{_MONTH}の?{_DAY}{_WEEKDAY}?"),
    Form("month", "ja", rf"(?:{_YEAR})?{_MONTH}(?:{_PART})?"),
    Form(
        "season", "ja",
        rf"{_YEAR}(?P<sea><JSEASON>)|(?P<yrel_b><JSHIFT>)(?P<sea_b><JSEASON>)|(?P<rel_before>この|今度の)?(?P<sea_c><JSEASON>)",
    ),
    Form("quarter", "ja", rf"{_YEAR}(?:q(?P<q>[1-4])|(?P<q_b>[1-4])q)"),
    Form("quarter", "ja", rf"(?:{_YEAR})?第(?P<q>[1-4１-４一二三四])四半期|(?P<qrel><JSHIFT>|次)(?:四半期|qtr)"),
    Form("half", "ja", rf"{_YEAR}(?P<part>上半期|下半期|上期|下期|前半|後半)"),
    Form("within", "ja", rf"(?P<within>年内|月内)|{_YEAR}(?P<within_b>内)"),
    Form(
        "decade", "ja",
        rf"(?:前世紀の)?(?P<dec><D>{{3}}[0０]|<D>[0０]|<K>{{3}}〇|<K>[〇十])年代(?:の?(?P<part>{_HALVES}))?",
    ),
    Form("century", "ja", rf"(?P<cen><D>{{1,2}}|<KN>)世紀(?:の?(?P<part>{_HALVES}))?"),
    Form(
        "year", "ja",
        rf"(?:(?P<y><D>{{3,4}}|<K>{{4}}|<K>千<KH>{{0,6}})|(?P<era><ERA>)(?P<ey><D>{{1,2}}|<KN>))年(?:{_PART})"
        r"?",
    ),
    Form("year", "ja", r"(?P<yrel><JSHIFT>)の?年(?:の?(?P<part><JPART>))?|(?P<yword><JYEARWORD>)"),
    Form("year", "ja", r"年(?P<part>初|末)"),
    Form("unit_relative", "ja", r"(?P<unit>月)(?P<part>初|末)"),
    Form("weekday_week", "ja", r"(?P<wrel><JSHIFT>)週の?(?P<wd><JWD>)曜日?"),
    Form("week", "ja", r"第(?P<wk>[1-4１-４]<D>|[5５][0-3０-３]|[1-9１-９])週"),
    Form(
        "unit_relative", "ja",
        r"(?P<rel_before><JSHIFT>)(?P<unit>週末|世紀)|(?P<rel_before_b><JSHIFT>|次)(?P<unit_b>週)(?:の?(?P<part>初め|はじめ|頭|前半|半ば|後半|早く))?",
    ),
    Form("unit_relative", "ja", r"(?P<rel_before>次)(?P<unit>月)"),
    Form("unit_relative", "ja", r"(?P<rel_before>さ?らい|(?:せん){1,2}|こん)(?P<unit>しゅう|げつ)"),
    Form(
        "weekday", "ja",
        r"(?:(?P<rel_before>次の|来る|この前の|前の|先の|今度の|この|翌)<O>)?(?P<wd><JWD>)曜日?|[（(](?P<wd_b><JWD>)(?:曜日?)?[)）]|(?P<wdw><JWDWORD>)び?",
    ),
    Form("ago", "ja", rf"(?P<n>{_COUNT}|半)(?P<unit><JUNIT>)間?(?:ほど|余り)?前"),
    Form("later", "ja", rf"(?P<n>{_COUNT}|半)(?P<unit><JUNIT>)間?後"),
    Form("duration", "ja", rf"(?P<n>{_COUNT})(?P<unit>週)間?と?(?P<n2>{_COUNT})(?P<unit2>日)間?"),
    Form(
        "duration", "ja",
        rf"(?P<n><D>{{1,3}}(?:[.．]<D>)?|<KN>)<O>(?P<unit>年間|[カかヵヶケ箇]年|{_MONTHS}|週間|日間|四半期|営業日)(?P<half>半)?",
    ),
    Form("duration", "ja", rf"(?P<n>{_COUNT})(?P<unit>年)間?と?(?P<n2>{_COUNT})(?P<unit2>[カかヵヶケ箇]月)間?"),
    Form("duration", "ja", r"(?P<n><D>{1,2}[.．]<D>)(?P<unit>年)間?"),
    Form("duration", "ja", rf"(?P<n>{_COUNT})(?P<unit>年)(?P<half>半)?|(?P<n_b>半)(?P<unit_b>年)間?"),
    Form(
        "duration", "ja",
        rf"(?P<n>{_COUNT})<S>?(?P<unit>日)(?:以上|以内|以下|を上回|を下回|未満|を超|を越|より長|より短|以上|余り|ほど|連続|ごと)",
    ),
    Form("day", "ja", rf"{_DAY}{_WEEKDAY}?"),
    Form("day_word", "ja", r"(?P<dayw><JDAYWORD>)|(?P<oday><JOTHERDAY>)"),
)  # fmt: skip
