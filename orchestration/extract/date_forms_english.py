"""The shapes of English dates, as templates over the lexicon; tokens as in ``date_forms``.

What belongs here: one regular expression per shape, in the order in which they are tried. What does not: words that are
months, weekdays, numbers, units, seasons or shifts ("last"): those are reference seeds.
"""

from typing import Final

from orchestration.extract.date_forms import FISCAL_YEAR, YEAR, YEAR_B, Form

_FISCAL: Final = rf"(?P<fy>(?:fiscal|financial|budget)(?:<S>years?)?|fy)(?:<S>|-)?{FISCAL_YEAR}"
_OF_YEAR: Final = (
    rf"(?:,?<S>(?:(?:of|in)<S>)?{YEAR}|<S>(?:of<S>)?(?P<yrel><ESHIFT>)<S>year|<S>(?:of|in)<S>the<S>(?P<ythis>year))"
)
_BESIDE_YEAR: Final = rf"(?:(?:<O>[-/,]?<O>|<S>(?:of|in)<S>)<A>?{YEAR})"  # Q2 2027, H2/2027, Q2, 2027
_YEAR_BESIDE: Final = "(?P<y_b><Y4>)(?:<O>[-/,]?<O>)"
_ANY_YEAR: Final = "(?P<y><Y4>|<EYEAR>)"
_SHIFTED_MONTH: Final = r"(?:(?:the<S>)?(?P<mrel><ESHIFT>)<S>month|the<S>(?P<mthis>month))"
_OF_MONTH: Final = (
    r"(?:of|in)<S>(?:(?:the<S>month<S>of<S>)?(?P<mon><EMONTH>)\.?"
    rf"(?:,?<S>(?:of<S>|in<S>)?{_ANY_YEAR})?|{_SHIFTED_MONTH})"
)
_TO: Final = r"(?:<O>[-–]<O>|<S>(?:to|till|until|through|and)<S>)(?:the<S>)?"
_WEEKDAY: Final = r"(?:(?:this<S>)?(?P<wd><EWD>|<EWDS>\.?)"
_OF_WHOLE_YEAR: Final = rf"(?:of|in)<S>(?:{_ANY_YEAR}|(?P<yrel><ESHIFT>)<S>year|the<S>(?P<ythis>year))"
_COUNT: Final = r"<D>{1,3}|<ENUM>"
_MORE: Final = (
    "(?:(?:more|additional|extra|further|full|whole|straight|consecutive|successive|solid|"
    "fiscal|calendar|financial)<S>)?"
)
_DAY_MONTH: Final = (
    r"(?:(?P<mon><EMONTH>)(?:\.?<S>|<S>the<S>)(?P<day><EDAY>)|"
    r"(?:the<S>)?(?P<day_b><EDAY>)<S>(?:of<S>)?(?P<mon_b><EMONTH>)\.?)"
)
_QUARTER_MONTH: Final = "march|june|september|december|mar|jun|sept?|dec"
_QUARTER_OPENING: Final = "(?:january|april|july|october|jan|apr|jul|oct)"
_UNIT: Final = r"year|yr|month|(?:working|work|business)<S>week|week|weekend|quarter|qtr|decade|century|fortnight"

ENGLISH: Final[tuple[Form, ...]] = (
    Form("holiday", "en", rf"(?:(?P<rel_before><ESHIFT>)<S>)?(?P<hol><EHOLIDAY>)(?:{_OF_YEAR})?"),
    Form("half", "en", rf"(?P<h><EORD>)(?:<S>|-)half<S>(?:of<S>)?(?:the<S>)?{_FISCAL}"),
    Form("quarter", "en", rf"(?P<q><EORD>)(?:<S>|-)quarter<S>(?:of<S>)?(?:the<S>)?{_FISCAL}"),
    Form("quarter", "en", rf"(?:q(?P<q>[1-4])|(?P<q_b>[1-4])q)<S>?(?:of<S>)?{_FISCAL}"),
    Form("half", "en", rf"(?:[hs](?P<h>[12])|(?P<h_b>[12])h)<S>?(?:of<S>)?{_FISCAL}"),
    Form("quarter", "en", r"(?P<q>[1-4])q<A>?(?:(?P<y2><D>{2})|<S>?(?P<y><Y4>))"),
    Form("quarter", "en", r"q(?P<q>[1-4])<S>?<A>(?P<y2><D>{2})"),
    Form("half", "en", r"(?P<h>[12])h<A>?(?:(?P<y2><D>{2})|<S>?(?P<y><Y4>))|h(?P<h_b>[12])<S>?<A>(?P<y2_b><D>{2})"),
    Form(
        "month_quarter", "en",
        rf"(?:{_QUARTER_OPENING}<O>[-–]<O>)?(?P<mon>{_QUARTER_MONTH})<S>(?:quarter|qtr)(?:{_OF_YEAR})?|(?P<mon_b>{_QUARTER_MONTH})<S>(?P<y_b><Y4>)<S>quarter",
    ),
    Form(
        "first_months", "en",
        rf"first<S>(?P<n>{_COUNT})<S>(?P<unit>months|quarters)(?:<S>(?:of|in)<S>(?:(?:the|this)<S>year(?:<S>{YEAR})?|(?P<yrel><ESHIFT>)<S>year|{YEAR_B}))?",
    ),
    Form(
        "edge", "en",
        rf"(?:(?P<nth>first|last|final)<S>(?P<n>{_COUNT})<S>(?P<unit>days|weeks)|(?P<nth_b>last|final)<S>(?P<n_b>{_COUNT})<S>(?P<unit_b>months|quarters))<S>(?:of|in)<S>"
        rf"(?:(?P<mon><EMONTH>)\.?(?:,?<S>(?:of<S>|in<S>)?{YEAR})?|{_SHIFTED_MONTH}|(?:the|this)<S>(?P<ythis>year)|"
        r"(?P<yrel><ESHIFT>)<S>year|(?P<y_b><Y4>))",
    ),
    Form("half_month", "en", rf"(?P<h><EORD>)<S>half<S>{_OF_MONTH}"),
    Form(
        "run_to", "en",
        r"(?P<unit>week|quarter|half(?:-year)?|(?:(?:fiscal|financial)<S>)?year)<S>(?:to|ended|ending|through)<S>"
        r"(?:on<S>|in<S>)?(?:(?:the<S>)?(?P<day><D>{1,2}(?:st|nd|rd|th)?)<S>(?:of<S>)?(?P<mon><EMONTH>)|"
        rf"(?P<mon_b><EMONTH>)\.?(?:<S>(?P<day_b><D>{{1,2}}(?:st|nd|rd|th)?))?)(?:,?<S>{YEAR})?",
    ),
    Form("to_date", "en", r"(?P<unit>year|quarter|month|week)(?:<S>|-)to(?:<S>|-)date"),
    Form(
        "rest", "en",
        rf"(?:rest|remainder|balance)<S>of<S>(?:(?:the|this|the<S>current)<S>(?P<unit>week|month|quarter|year|decade)|"
        rf"(?:(?P<mon><EMONTH>)(?:<S>{YEAR})?|{YEAR_B}))",
    ),
    Form(
        "fiscal", "en",
        rf"(?:(?P<part><EPART>)(?:<S>|-)(?:in<S>)?)?{_FISCAL}|"
        r"(?P<y_b><Y4>)(?:<O>[-–]<O>(?P<y_to_b><Y4>|<D>{2}))?<S>(?P<fy_b>fiscal|financial|budget)<S>year",
    ),
    Form("fiscal_relative", "en", r"(?P<frel><ESHIFT>)<S>(?P<fy>fiscal(?:<S>year)?|financial<S>year)"),
    Form(
        "nth", "en",
        r"(?P<nth><EORD>)(?:<S>to<S>(?P<nth_last>last)|<S>(?P<nth_last_b>last))?<S>(?P<nthu>day|week|weekend|<EWD>|<EWDS>)<S>"
        rf"{_OF_MONTH}(?:<S>on<S>(?P<wd><EWD>))?",
    ),
    Form(
        "nth", "en",
        rf"(?P<nth><EORD>)(?:<S>to<S>(?P<nth_last>last)|<S>(?P<nth_last_b>last))?<S>(?P<nthu>day|week|<EWD>)<S>{_OF_WHOLE_YEAR}",
    ),
    Form("nth", "en", r"(?P<nth>second|third|fourth)<S>(?P<nthu><EWD>)"),
    Form(
        "day_range", "en",
        rf"(?:<EWD><S>)?(?:the<S>)?(?P<day_from><EDAYN>){_TO}(?:(?P<wd><EWD>)<S>)?(?P<day><EDAYN>)(?:<S>of)?<S>"
        rf"(?:(?P<mon><EMONTH>)\.?(?:,?<S>{_ANY_YEAR})?|{_SHIFTED_MONTH})",
    ),
    Form(
        "day_range", "en",
        rf"(?P<mon><EMONTH>)\.?<S>(?:the<S>)?(?P<day_from><EDAYN>){_TO}(?P<day><EDAYN>)(?:,?<S>{YEAR})?",
    ),
    Form(
        "day_range", "en",
        rf"(?P<day_from><EDAYN>)<S>(?:to|till|until|through)<S>(?P<mon><EMONTH>)\.?<S>(?P<day><EDAYN>)(?:,?<S>{YEAR})?",
    ),
    Form(
        "day", "en",
        r"(?P<y><Y4>)[-/](?P<day><D>{1,2})[-/](?P<mon><EMONTH>)|(?P<day_b><D>{1,2})[-/](?P<y_b><Y4>)[-/](?P<mon_b><EMONTH>)|"
        r"(?P<mon_c><EMONTH>)[-/](?P<y_c><Y4>)[-/](?P<day_c><D>{1,2})|(?P<mon_d><EMONTH>)[-/.](?P<day_d><D>{1,2})[-/.](?P<y_d><Y4>)",
    ),
    Form("day", "en", r"(?P<day><D>{1,2})(?:st|nd|rd|th)?\.?(?P<mon><EMONTH>)\.?(?P<y><Y4>)"),
    Form("month", "en", r"(?P<mon><EMONTH>)<S>(?:of<S>|in<S>)?(?P<y><EYEAR>)"),
    Form(
        "day", "en",
        rf"{_WEEKDAY}(?:,?<S>|-)(?:the<S>)?)?(?P<day><EDAY>)\.?(?:<S>of)?(?:<S>|-|/)(?P<mon><EMONTH>)"
        rf"(?:\.?,?(?:<S>(?:of<S>|in<S>)?|[-/]){_ANY_YEAR}|,?(?:<S><A>?|[-/])(?P<y2><D>{{2}})|<S>(?P<rel>last|next)<S>year)?",
    ),
    Form(
        "day", "en",
        rf"{_WEEKDAY}(?:,?<S>|-))?(?:(?P<rel>next|last)<S>)?(?P<mon><EMONTH>)"
        r"(?:\.,?<S>(?P<day><D>{1,2}(?:st|nd|rd|th)?)|(?:,?<S>|-|/)?(?:the<S>)?(?P<day_b><EDAY>))"
        rf"(?:<O>,?(?:<S>(?:of<S>|in<S>)?)?{_ANY_YEAR}|,?<S><A>(?P<y2><D>{{2}}))?",
    ),
    Form("day", "en", r"(?P<rel>next|last)<S>(?P<day><EDAY>)(?:<S>of)?<S>(?P<mon><EMONTH>)"),
    Form("day", "en", rf"(?:the<S>)?(?P<day><EDAY>)<S>of<S>{_SHIFTED_MONTH}"),
    Form(
        "day_numeric", "en",
        r"(?P<wd><EWD>|<EWDS>\.?),?<S>(?P<d1><D>{1,2})/(?P<d2><D>{1,2})(?:/(?:(?P<y><Y4>)|(?P<y2><D>{2})))?",
    ),
    Form("day", "en", r"(?P<wd><EWD>)<S>(?:the<S>(?P<day><EDAY>)|(?P<day_b><D>{1,2}(?:st|nd|rd|th)?))"),
    Form(
        "month", "en",
        r"(?:(?P<part><EPART>)(?:-|<S>)(?:of<S>|in<S>)?)?(?:(?P<rel_before><ESHIFT>)<S>)?(?:month<S>of<S>)?"
        rf"(?P<mon><EMONTH>)\.?(?:(?:,?<S>|[-/])(?:of<S>|in<S>)?{YEAR}|,?<S><A>(?P<y2><D>{{2}})|,?<S>(?:of<S>)?(?P<yrel><ESHIFT>)<S>year)?",
    ),
    Form("month", "en", r"(?P<y><Y4>)(?:,?<S>|-)(?P<mon><EMONTH>)(?:-(?P<day><D>{1,2}))?"),
    Form(
        "season", "en",
        rf"(?:(?P<part><EPART>)(?:-|<S>))?(?:(?P<rel_before><ESHIFT>)<S>)?(?P<sea><ESEASON>)(?:{_OF_YEAR})"
        r"?",
    ),
    Form(
        "quarter", "en",
        rf"(?P<q><EORD>)(?:<S>|-)(?:quarter|qtr)(?:{_OF_YEAR})?|(?P<y_b><Y4>)(?:<A>s)?,?<S>(?:the<S>)?(?P<q_b><EORD>)"
        r"<S>quarter",
    ),
    Form("quarter", "en", r"q(?P<q>[1-4])<S>(?:of<S>)?(?P<yrel><ESHIFT>)<S>year"),
    Form("quarter", "en", r"(?P<yrel><ESHIFT>)<S>year<A>s<S>(?P<q><EORD>)<S>quarter"),
    Form("quarter", "en", rf"quarter<S>(?P<q>[1-4])(?:{_OF_YEAR})?"),
    Form("half", "en", r"(?P<yrel><ESHIFT>)<S>year<A>s<S>(?P<h><EORD>)<S>half"),
    Form("season", "en", r"(?P<y><Y4>)<S>(?P<sea><ESEASON>)"),
    Form("quarter", "en", rf"q(?P<q>[1-4])(?:{_BESIDE_YEAR})?|{_YEAR_BESIDE}q(?P<q_b>[1-4])"),
    Form(
        "half", "en",
        rf"(?P<h><EORD>)(?:<S>|-)half(?:{_OF_YEAR})",
    ),
    Form(
        "half", "en",
        rf"h(?P<h>[12]){_BESIDE_YEAR}|{_YEAR_BESIDE}h(?P<h_b>[12])|s(?P<h_c>[12])<S>?(?P<y_c><Y4>)",
    ),
    Form(
        "weekday_week", "en",
        r"(?P<wrel><ESHIFT>)<S>week(?:<A>s)?(?:<S>on)?<S>(?P<wd><EWD>)|(?P<wd_b><EWD>)(?:<S>of)?(?:<S>the)"
        r"?<S>(?P<wrel_b><ESHIFT>)<S>week|(?P<wd_c><EWD>)(?:<S>of)?<S>the<S>week<S>(?P<wrel_c>after<S>next|before<S>last)",
    ),
    Form("weekday", "en", r"(?P<wd><EWD>)<S>(?P<rel>after<S>next|before<S>last)"),
    Form("weekday", "en", r"(?:(?P<rel_before><ESHIFT>)<S>)?(?P<wd><EWD>)"),
    Form("weekday", "en", r"(?:(?P<rel_before>last|next|this|this<S>coming|this<S>past)<S>)?(?P<wd><EWDS>)"),
    Form(
        "week_of", "en",
        rf"(?:week|w/c)(?:<S>(?:commencing|starting|beginning|of))?(?:<S>on)?<S>(?:<EWD>,?<S>)?{_DAY_MONTH}(?:,?<S>{YEAR})?",
    ),
    Form(
        "week_of", "en",
        r"week<S>(?:commencing|starting|beginning|of)<S>(?:on<S>)?the<S>(?P<day><D>{1,2}(?:st|nd|rd|th))",
    ),
    Form(
        "week", "en",
        rf"week<S>(?P<wk>[1-4]<D>|5[0-3]|0?[1-9])(?:,?<S>(?:(?:of|in)<S>)?{YEAR})?|(?P<y_b><Y4>)(?:<S>week<S>|-w)(?P<wk_b>[1-4]<D>|5[0-3]|0?[1-9])",
    ),
    Form(
        "vague", "en",
        r"(?P<vague>recent<S>(?:years|months|weeks|decades)|(?:coming|past|last|next|previous)<S>(?:few<S>|"
        r"several<S>)?(?:years|months|weeks|decades))",
    ),
    Form("vague", "en", r"(?P<vague>(?:years|months|decades)<S>(?:to<S>come|ahead))"),
    Form(
        "span", "en",
        rf"(?P<span><ESPAN>)<S>(?P<n>{_COUNT})(?:<S>|-)(?:fiscal<S>|calendar<S>)?(?P<unit><EUNIT>)"
        rf"|(?P<n_b>{_COUNT})<S>(?P<span_b><ESPAN>)<S>(?P<unit_b><EUNIT>)|(?P<n_c>{_COUNT})<S>(?P<unit_c><EUNIT>)<S>(?P<span_c>to<S>come)",
    ),
    Form("year_word", "en", r"year(?:-|<S>)(?P<part>end)<S>(?P<y><Y4>)"),
    Form(
        "unit_relative", "en",
        rf"(?P<part><EPART>)<S>(?:in<S>)?(?:the<S>|(?P<rel_before><ESHIFT>)<S>)(?P<unit>{_UNIT})|(?P<unit_b>year|month|quarter)"
        r"(?:-|<S>|<A>s<S>)(?P<part_b>end)|(?P<part_c>mid)-?(?P<unit_c>year|month|week)|(?P<part_d>(?:end|start|beginning|middle)<S>of)<S>(?P<unit_d>year|month|week|quarter)",
    ),
    Form("unit_relative", "en", r"(?P<unit>weekend|week|month|quarter|year)<S>(?P<rel>after<S>next|before<S>last)"),
    Form("unit_relative", "en", rf"(?P<rel_before><ESHIFT>)<S>(?P<unit>{_UNIT})"),
    Form(
        "century", "en",
        r"(?:(?:(?P<part><EPART>)(?:<S>|-)(?:the<S>)?)|(?:(?P<part_b><EHALFPART>)<S>the<S>))?(?P<cen><D>{1,2}(?:st|nd|rd|th)|<ECENTURY>)(?:<S>|-)century",
    ),
    Form(
        "decade", "en",
        r"(?:(?P<part><EPART>)(?:<S>|-)(?:the<S>)?|(?P<part_b><EHALFPART>)<S>the<S>)?"
        r"(?:<A>?(?P<dec><D>{3}0|[2-9]0)<A>?s|(?:(?P<dcen>sixteen|seventeen|eighteen|nineteen|twenty)<S>)?(?P<dec_b><EDECADE>))",
    ),
    Form("year_word", "en", rf"(?P<part><EPART>)(?:<S>|-){YEAR}"),
    Form("year", "en", r"year<S>(?P<y><D>{3})"),
    Form("year", "en", "cy<O>(?P<y><Y4>)"),
    Form("year_spelled", "en", r"(?P<y><D>{2,4})<S>a\.?d|(?:ad|a\.d\.)<S>(?P<y_b><D>{2,4})"),
    Form("ago", "en", r"(?P<n><D>{1,3}|<ENUM>|an?)<S>(?P<unit><EUNIT>)<S>(?:ago|earlier)"),
    Form(
        "later", "en",
        r"in<S>(?P<n><D>{1,3}|<ENUM>|a)<S>(?P<unit><EUNIT>)(?:<A>?<S>time)?|(?P<n_b><D>{1,3}|<ENUM>|"
        r"a)<S>(?P<unit_b><EUNIT>)<S>(?:hence|from<S>(?:now|today))",
    ),
    Form(
        "duration", "en",
        rf"(?P<n>an?)<S>(?P<unit><EUNIT>)<S>and<S>(?:a<S>(?P<half>half|quarter)|(?P<n2>{_COUNT})<S>(?P<unit2><EUNIT>))",
    ),
    Form("set", "en", r"(?P<set>each|every|a|per)<S>(?P<unit>year|month|week)"),
    Form("whole", "en", r"(?:all|full|whole|entire)(?:<S>|-)(?P<whole>year|month|week|day)"),
    Form(
        "duration", "en",
        r"(?P<n>half<S>a<S>dozen|half|(?:<D>{1,2}<S>?)?(?:½|<D>/<D>)|<D>{1,2},<D>{3}|<ENUM>(?:(?:<S>|-)and(?:<S>|-)a(?:<S>|-)(?:half|quarter))?|<D>{1,3}(?:\.<D>{1,2}|<S>and<S>a<S>(?:half|quarter))?)(?:<S>|-)?(?:of<S>a<S>|a<S>|an<S>)?"
        rf"{_MORE}(?P<unit><EUNIT>)"
        rf"(?:<S>and<S>a<S>(?P<half>half|quarter)|,?<S>(?:and<S>)?(?P<n2>{_COUNT})<S>(?P<unit2><EUNIT>))?",
    ),
    Form("duration", "en", r"(?P<n><D>{4})<S>(?P<unit>days|weeks|months)|(?P<n_b><D>{1,2})(?P<unit_b>[yw])"),
    Form(
        "duration", "en",
        r"(?P<n>an?)<S>(?P<unit>decade|century|fortnight)|(?P<n_b>quarter)(?:-|<S>of<S>(?:a<S>)?)(?P<unit_b>century)",
    ),
    Form("year_spelled", "en", r"(?P<y><EYEAR>|one<S>thousand(?:<S>(?:and<S>)?<ENUM>))"),
    Form("day_word", "en", r"(?P<dayw><EDAYWORD>)|(?P<oday><EOTHERDAY>)"),
    Form("day", "en", r"(?P<day><D>{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)(?:<S>|-)<E_ordinal>)"),
)  # fmt: skip
