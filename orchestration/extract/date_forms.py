"""The shapes that dates, periods and durations take in news text, as templates over the lexicon.

What belongs here: one regular expression per shape, in the order in which they are tried. What does not: the words
(reference seeds, put in place of ``<TOKENS>`` by ``dates_patterns``) and what a shape means (``dates_resolve``).

Tokens: ``<S>`` one space of any kind, ``<O>`` up to two, ``<D>`` a digit of either width, ``<A>`` an apostrophe,
``<B>`` an ASCII word boundary, ``<Y4>`` a four-digit year; the others are alternatives of words, named by their
language (F, E, J) and kind. Group names are the columns that ``dates_parse`` reads.
"""

from typing import Final, NamedTuple


class Form(NamedTuple):
    """One shape.

    Attributes:
        name: Unique name; ``dates_resolve`` treats a few shapes by name.
        language: ``fr``, ``en`` or ``ja``; empty for digits that read alike in every language.
        template: Regular expression with tokens, without its outer word boundaries.
    """

    name: str
    language: str
    template: str


_Y: Final = "(?P<y><Y4>)"
_FY_NAME: Final = r"exercices?(?:<S>(?:fiscal|budgétaire|financier|comptable))?|année<S>(?:fiscale|budgétaire)"
_FY_YEAR: Final = r"(?P<y><Y4>|<D>{2})(?:<O>[-–/]<O>(?P<y_to><Y4>|<D>{2}))?"
_F_FISCAL: Final = rf"(?:l<A>)?(?P<fy>{_FY_NAME})<S>(?:fy<O>)?(?:de<S>)?{_FY_YEAR}"
_E_FISCAL: Final = rf"(?P<fy>(?:fiscal|financial|budget)(?:<S>years?)?|fy)(?:<S>|-)?{_FY_YEAR}"
_F_OF_YEAR: Final = rf"(?:(?:de<S>l<A>(?:année|an)<S>|de<S>|en<S>)?{_Y}|(?:de<S>)?l<A>(?:an|année)<S>(?P<yrel><FSHIFT>)|(?:de<S>)?(?P<ythis>cette<S>année))"  # noqa: E501
_E_OF_YEAR: Final = rf"(?:,?<S>(?:(?:of|in)<S>)?{_Y}|<S>(?:of<S>)?(?P<yrel><ESHIFT>)<S>year)"
_F_OF_MONTH: Final = r"(?:de<S>|du<S>|d<A>)(?:mois<S>de<S>)?(?:(?P<mon><FMONTH>)(?:<S>(?P<y><Y4>))?|(?:la<S>)?(?:ce|cette)<S>(?P<mthis>mois)|mois<S>(?P<mrel><FSHIFT>))"  # noqa: E501
_E_OF_MONTH: Final = r"(?:of|in)<S>(?:(?P<mon><EMONTH>)\.?(?:,?<S>(?:of<S>|in<S>)?(?P<y><Y4>|<EYEAR>))?|(?:the<S>)?(?P<mrel><ESHIFT>)<S>month)"  # noqa: E501
_J_YEAR: Final = r"(?:(?P<y><D>{4}|<K>{4}|<K>千<K>{0,5})年|(?P<era><ERA>)(?P<ey><D>{1,2}|<KN>)年|(?P<y2><D>{2}|<K>{2})年|(?P<yrel><JSHIFT>)年|(?P<yword><JYEARWORD>))(?:の|<S>)?"  # noqa: E501
_J_MONTH: Final = r"(?:(?P<mon><D>{1,2}|<KN>)月|(?P<mrel><JSHIFT>)月|(?P<monw><JMONTHWORD>))"
_J_DAY: Final = r"(?P<day><D>{1,2}|<KN>)日"
_J_WD: Final = r"(?:(?:、|の|,|<S>|　)?(?:(?P<wd><JWD>)曜日?|<O>[（(](?P<wdp><JWD>)(?:曜日?)?[)）]))"
_J_PART: Final = r"(?:の)?(?P<part><JPART>)"

FRENCH: Final[tuple[Form, ...]] = (
    Form(
        "fy_month",
        "fr",
        rf"(?:(?P<fpart>début|ouverture)<S>de<S>)?l<A>(?:{_FY_NAME})<S>d(?:e<S>|<A>)(?P<mon><FMONTH>)<S>{_Y}",
    ),
    Form("half", "fr", rf"(?P<h><FORD>)<S>(?:semestre|moitié)<S>(?:de<S>)?{_F_FISCAL}"),
    Form("quarter", "fr", rf"(?P<q><FORD>)<S>trimestre<S>(?:de<S>)?{_F_FISCAL}"),
    Form("fiscal", "fr", rf"(?:(?P<part><FPART>)<S>(?:de<S>l<A>|d<A>))?{_F_FISCAL.removeprefix('(?:l<A>)?')}"),
    Form(
        "fiscal_relative", "fr", rf"(?P<frel><FSHIFT>)<S>(?P<fy>{_FY_NAME})|(?P<fy2>{_FY_NAME})<S>(?P<frel2><FSHIFT>)"
    ),
    Form("nth", "fr", rf"(?P<nth><FORD>)<S>(?P<nthu>jour|semaine|<FWD>)<S>{_F_OF_MONTH}"),
    Form("nth", "fr", rf"(?P<nth><FORD>)<S>(?P<nthu>jour|semaine)<S>(?:de<S>(?:l<A>année<S>)?){_Y}"),
    Form(
        "day_range",
        "fr",
        rf"(?:(?P<wd_from><FWD>)<S>)?(?:le<S>)?(?P<day_from><FDAY>)<S>?(?:-|–|au|et|à|jusqu<A>(?:au|à)|jusqu<A>au)<S>?(?:le<S>)?(?:(?P<wd><FWD>)<S>)?(?P<day><FDAY>)<S>(?:de<S>)?(?:(?P<mon><FMONTH>)(?:<S>(?P<y><Y4>))?|(?:de<S>)?(?:ce|cette)<S>(?P<mthis>mois)|(?:du<S>)?mois<S>(?P<mrel><FSHIFT>))",
    ),  # noqa: E501
    Form(
        "day",
        "fr",
        rf"(?:(?P<wd><FWD>|<FWDS>\.?)(?:,?<S>)(?:le<S>)?)?(?P<day><FDAY>)<S>(?:de<S>|d<A>)?(?P<mon><FMONTH>)(?:\.?,?<S>(?:de<S>)?(?P<y><Y4>)|<S>(?P<rel><FSHIFT>)|<S>de<S>l<A>(?:an|année)<S>(?P<yrel><FSHIFT>))?",
    ),  # noqa: E501
    Form(
        "day",
        "fr",
        r"(?:(?P<wd><FWD>)<S>)?(?P<day><FDAY>)<S>(?:du<S>mois<S>(?P<mrel><FSHIFT>)|(?:de<S>)?ce<S>(?P<mthis>mois))",
    ),
    Form("day", "fr", r"(?P<mon><FMONTH>)(?:\.<O>|-)(?P<day><D>{1,2})(?:[-,]<O>(?P<y><Y4>))?"),
    Form(
        "month",
        "fr",
        rf"(?:(?P<part><FPART>)(?:-|<S>)(?:de<S>|du<S>mois<S>de<S>|d<A>)?)?(?:(?P<rel_before>ce|cet|cette|prochain)<S>)?(?:mois<S>d(?:e<S>|<A>))?(?P<mon><FMONTH>)(?:\.?<S>(?:de<S>)?(?P<y><Y4>)|<S>(?P<rel><FSHIFT>)|<S>de<S>l<A>(?:an|année)<S>(?P<yrel><FSHIFT>))?",
    ),  # noqa: E501
    Form("session", "fr", rf"session<S>(?:de<S>|d<A>)(?P<sea><FSEASON>)(?:<S>{_Y})?"),
    Form(
        "season",
        "fr",
        rf"(?:(?P<rel_before>ce|cet|cette|prochain)<S>)?(?P<sea><FSEASON>)(?:<S>{_F_OF_YEAR}|<S>(?P<rel><FSHIFT>))?",
    ),
    Form("quarter", "fr", rf"(?P<q><FORD>|[1-4]e?r?)<S>trimestre(?:<S>{_F_OF_YEAR})?"),
    Form(
        "quarter",
        "fr",
        rf"t(?P<q>[1-4])<S>?{_Y}|{_Y.replace('<y>', '<y_b>')}<S>?t(?P<q_b>[1-4])|(?P<q_c>[1-4])t<S>?(?P<y_c><Y4>)",
    ),
    Form("half", "fr", rf"(?P<h><FORD>)<S>(?:semestre|moitié)(?:<S>{_F_OF_YEAR})?|s(?P<h_b>[12])<S>(?P<y_b><Y4>)"),
    Form(
        "weekday_week",
        "fr",
        r"(?P<wd><FWD>)<S>(?:de<S>)?(?:la<S>)?(?:semaine<S>(?P<wrel><FSHIFT>)|cette<S>(?P<wthis>semaine))",
    ),
    Form(
        "weekday", "fr", r"(?:(?P<rel_before>ce)<S>)?(?P<wd><FWD>)(?:<S>(?P<rel><FSHIFT>))?|(?P<wd_b>lun|mar|ven|dim)\."
    ),
    Form(
        "unit_relative",
        "fr",
        r"(?P<rel_before>ce|cet|cette|prochaine?|dernière?)<S>(?P<unit>an|année|mois|semaine|trimestre|semestre|week-?end|décennie)(?:-ci|<S>en<S>cours)?|(?P<unit_b>an|année|mois|semaine|trimestre|semestre|week-?end|décennie|siècle)<S>(?P<rel><FSHIFT>)",
    ),  # noqa: E501
    Form(
        "unit_relative",
        "fr",
        r"(?P<part>fin|début|milieu)<S>(?:d<A>|du<S>|de<S>(?:la<S>|l<A>)?)(?:(?P<rel_before>cet|cette|ce)<S>)?(?P<unit>an|année|mois|semaine|trimestre|semestre|décennie|siècle)(?:<S>(?P<rel>prochaine?|dernière?|suivante?|en<S>cours))?|(?P<part_b>fin|début)<S>(?P<unit_b>mois|trimestre)",
    ),  # noqa: E501
    Form("decade", "fr", r"années<S>(?P<dec><D>{3}0|<D>0|<FNUM>)"),
    Form("year_word", "fr", rf"(?:(?P<part><FPART>)<S>(?:de<S>)?(?:l<A>année<S>)?|an(?:née)?<S>){_Y}"),
    Form(
        "vague",
        "fr",
        r"(?:ces<S>)?(?P<vague>(?:prochaine?s|dernière?s)<S>(?:années|mois|semaines|décennies|jours)|(?:années|mois|semaines|décennies)<S>(?:à<S>venir|qui<S>viennent|récentes)|à<S>l<A>avenir)",
    ),  # noqa: E501
    Form("set", "fr", r"(?P<set>chaque|tous<S>les|toutes<S>les)<S>(?P<unit>an|ans|années?|mois|semaines?|trimestres?)"),
    Form("adjective", "fr", r"(?P<adj><FADJ>)(?:le)?s?"),
    Form(
        "span",
        "fr",
        r"(?P<n><D>{1,3}|<FNUM>)<S>(?P<span>prochaine?s|dernière?s|suivante?s|précédente?s)<S>(?P<unit><FUNIT>)|(?P<span_b>prochaine?s|dernière?s)<S>(?P<n_b><D>{1,3}|<FNUM>)<S>(?P<unit_b><FUNIT>)|(?P<n_c><D>{1,3}|<FNUM>)<S>(?P<unit_c><FUNIT>)<S>(?P<span_c>à<S>venir|qui<S>viennent|suivante?s|écoulée?s|passée?s|précédente?s)",
    ),  # noqa: E501
    Form("ago", "fr", r"(?:il<S>y<S>a|voici|voilà)<S>(?:environ<S>)?(?P<n><D>{1,3}|<FNUM>)<S>(?P<unit><FUNIT>)"),
    Form("later", "fr", r"dans<S>(?P<n><D>{1,3}|<FNUM>)<S>(?P<unit>ans?|mois|semaines?|jours?)"),
    Form("whole", "fr", r"toute?<S>(?:le<S>|la<S>|l<A>)(?P<whole>année|annee|mois|semaine|journée)"),
    Form(
        "duration",
        "fr",
        r"(?P<n><D>{1,3}(?:[,.]<D>)?|<FNUM>|demie?)(?:<S>|-)?(?P<unit><FUNIT>)(?:<S>et<S>(?P<half>demie?)|,?<S>(?:et<S>)?(?P<n2><D>{1,3}|<FNUM>)<S>(?P<unit2><FUNIT>))?",
    ),  # noqa: E501
    Form("day_word", "fr", r"(?P<dayw><FDAYWORD>)|(?P<oday><FOTHERDAY>)"),
)

ENGLISH: Final[tuple[Form, ...]] = (
    Form("half", "en", rf"(?P<h><EORD>)<S>half<S>(?:of<S>)?(?:the<S>)?{_E_FISCAL}"),
    Form(
        "quarter",
        "en",
        rf"(?P<q><EORD>)<S>quarter<S>(?:of<S>)?(?:the<S>)?{_E_FISCAL}|(?P<q_b>)q(?P<q_c>[1-4])<S>(?:of<S>)?(?P<fy_b>fy|fiscal<S>)<O>(?P<y_b><Y4>|<D>{{2}})",
    ),
    Form(
        "fiscal",
        "en",
        rf"(?:(?P<part><EPART>)(?:<S>|-)(?:in<S>)?)?{_E_FISCAL}|(?P<y_b><Y4>)<S>(?P<fy_b>fiscal|financial)<S>year",
    ),
    Form("fiscal_relative", "en", r"(?P<frel><ESHIFT>)<S>(?P<fy>fiscal|financial)<S>year"),
    Form(
        "nth",
        "en",
        rf"(?P<nth><EORD>)(?:<S>to<S>(?P<nth_last>last)|<S>(?P<nth_last_b>last))?<S>(?P<nthu>day|week|<EWD>|<EWDS>)<S>{_E_OF_MONTH}(?:<S>on<S>(?P<wd><EWD>))?",
    ),
    Form(
        "nth",
        "en",
        rf"(?P<nth><EORD>)(?:<S>(?P<nth_last>last))?<S>(?P<nthu>day|week)<S>(?:of|in)<S>(?P<y><Y4>|<EYEAR>)",
    ),
    Form(
        "day_range",
        "en",
        r"(?:the<S>)?(?P<day_from><EDAY>)<O>(?:-|–|to|till|until|through|and)<O>(?:the<S>)?(?P<day><EDAY>)(?:<S>of)?<S>(?:(?P<mon><EMONTH>)\.?(?:,?<S>(?P<y><Y4>|<EYEAR>))?|(?P<mrel><ESHIFT>)<S>month)",
    ),  # noqa: E501
    Form(
        "day_range",
        "en",
        r"(?P<mon><EMONTH>)\.?<S>(?:the<S>)?(?P<day_from><EDAY>)<O>(?:-|–|to|till|until|through|and)<O>(?:the<S>)?(?P<day><EDAY>)(?:,?<S>(?P<y><Y4>))?",
    ),
    Form(
        "day",
        "en",
        r"(?:(?:this<S>)?(?P<wd><EWD>|<EWDS>\.?)(?:,?<S>|-)(?:the<S>)?)?(?P<day><EDAY>)(?:<S>of)?(?:<S>|-|/)(?P<mon><EMONTH>)(?:\.?,?(?:<S>(?:of<S>|in<S>)?|[-/])(?P<y><Y4>|<EYEAR>)|<S>(?P<rel>last|next)<S>year)?",
    ),  # noqa: E501
    Form(
        "day",
        "en",
        r"(?:(?:this<S>)?(?P<wd><EWD>|<EWDS>\.?)(?:,?<S>|-))?(?:(?P<rel>next|last)<S>)?(?P<mon><EMONTH>)(?:\.?,?<S>|-|/)?(?:the<S>)?(?P<day><EDAY>)(?:<O>,?(?:<S>(?:of<S>|in<S>)?)?(?P<y><Y4>|<EYEAR>))?",
    ),  # noqa: E501
    Form("day", "en", r"(?:(?P<rel>next|last)<S>)(?P<day><EDAY>)(?:<S>of)?<S>(?P<mon><EMONTH>)"),
    Form("day", "en", r"(?:the<S>)?(?P<day><EDAY>)<S>of<S>(?:the<S>)?(?P<mrel><ESHIFT>)<S>month"),
    Form("day", "en", r"(?P<wd><EWD>)<S>the<S>(?P<day><EDAY>)"),
    Form(
        "month",
        "en",
        r"(?:(?P<part><EPART>)(?:-|<S>)(?:of<S>|in<S>)?)?(?:(?P<rel_before><ESHIFT>)<S>)?(?:month<S>of<S>)?(?P<mon><EMONTH>)\.?(?:(?:,?<S>|-)(?:of<S>|in<S>)?(?P<y><Y4>|<EYEAR>)|,?<S>(?:of<S>)?(?P<yrel><ESHIFT>)<S>year)?",
    ),  # noqa: E501
    Form("month", "en", r"(?P<y><Y4>)(?:,?<S>|-)(?P<mon><EMONTH>)(?:-(?P<day><D>{1,2}))?"),
    Form(
        "season",
        "en",
        rf"(?:(?P<part><EPART>)(?:-|<S>))?(?:(?P<rel_before><ESHIFT>)<S>)?(?P<sea><ESEASON>)(?:{_E_OF_YEAR})?",
    ),
    Form(
        "quarter",
        "en",
        rf"(?P<q><EORD>|[1-4](?:st|nd|rd|th))<S>(?:quarter|qtr)(?:{_E_OF_YEAR})?|(?P<y_b><Y4>),?<S>(?:the<S>)?(?P<q_b><EORD>)<S>quarter",
    ),
    Form("quarter", "en", r"q(?P<q>[1-4])(?:<S>?(?:of<S>)?<A>?(?P<y><Y4>))?|(?P<y_b><Y4>)<S>?q(?P<q_b>[1-4])"),
    Form(
        "half",
        "en",
        rf"(?P<h><EORD>)<S>half(?:{_E_OF_YEAR})|[hs](?P<h_b>[12])<S>?(?P<y_b><Y4>)|(?P<y_c><Y4>)<S>?h(?P<h_c>[12])",
    ),
    Form(
        "weekday_week",
        "en",
        r"(?P<wrel><ESHIFT>)<S>week(?:<S>on)?<S>(?P<wd><EWD>)|(?P<wd_b><EWD>)(?:<S>of)?(?:<S>the)?<S>(?P<wrel_b><ESHIFT>)<S>week",
    ),
    Form(
        "weekday",
        "en",
        r"(?:(?P<rel_before><ESHIFT>)<S>)?(?P<wd><EWD>)|(?P<wd_b>mon|tue|tues|wed|thu|thur|thurs|fri)\.",
    ),
    Form(
        "week_of",
        "en",
        r"(?:week|w/c)(?:<S>(?:commencing|starting|beginning|of))?(?:<S>on)?<S>(?P<mon><EMONTH>)\.?<S>(?P<day><EDAY>)(?:,?<S>(?P<y><Y4>))?",
    ),
    Form("week", "en", r"week<S>(?P<wk><D>{1,2})"),
    Form(
        "vague",
        "en",
        r"(?P<vague>recent<S>(?:years|months|weeks|decades)|(?:coming|past|last|next|previous)<S>(?:few<S>|several<S>)?(?:years|months|weeks|decades)|(?:years|months|decades)<S>(?:to<S>come|ahead))",
    ),  # noqa: E501
    Form(
        "span",
        "en",
        r"(?P<span><ESPAN>)<S>(?P<n><D>{1,3}|<ENUM>)(?:<S>|-)(?:fiscal<S>|calendar<S>)?(?P<unit><EUNIT>)|(?P<n_b><D>{1,3}|<ENUM>)<S>(?P<span_b><ESPAN>)<S>(?P<unit_b><EUNIT>)",
    ),  # noqa: E501
    Form(
        "unit_relative",
        "en",
        r"(?P<rel_before><ESHIFT>)<S>(?P<unit>year|yr|month|working<S>week|week|weekend|quarter|qtr|decade|century|fortnight)(?:-end)?",
    ),
    Form(
        "unit_relative",
        "en",
        r"(?P<part><EPART>)<S>(?:the<S>|(?P<rel_before><ESHIFT>)<S>)?(?P<unit>year|month|week|quarter|decade|century)|(?P<unit_b>year)-(?P<part_b>end)",
    ),
    Form("decade", "en", r"(?P<dec><D>{3}0|[2-9]0)<A>?s|(?P<part><EPART>)(?:-|<S>)(?P<dec_b><D>{3}0)s"),
    Form("year_word", "en", rf"(?:(?P<part><EPART>)(?:<S>|-)|(?:calendar<S>)?year<S>){_Y}"),
    Form("set", "en", r"(?P<set>each|every|a|per)<S>(?P<unit>year|month|week)"),
    Form("ago", "en", r"(?P<n><D>{1,3}|<ENUM>|a)<S>(?P<unit><EUNIT>)<S>(?:ago|earlier)"),
    Form(
        "later",
        "en",
        r"in<S>(?P<n><D>{1,3}|<ENUM>|a)<S>(?P<unit><EUNIT>)(?:<A>?<S>time)?|(?P<n_b><D>{1,3}|<ENUM>|a)<S>(?P<unit_b><EUNIT>)<S>(?:later|hence|from<S>now)",
    ),
    Form("whole", "en", r"(?:all|full|whole|entire)(?:<S>|-)(?P<whole>year|month|week|day)"),
    Form(
        "duration",
        "en",
        r"(?P<n>(?:half)|<ENUM>(?:<S>and<S>a<S>(?:half|quarter))?|<D>{1,3}(?:\.<D>{1,2})?)(?:<S>|-)?(?:of<S>a<S>|a<S>|an<S>)?(?:fiscal<S>|calendar<S>|financial<S>)?(?P<unit><EUNIT>)(?:<S>and<S>a<S>(?P<half>half|quarter)|,?<S>(?:and<S>)?(?P<n2><D>{1,3}|<ENUM>)<S>(?P<unit2><EUNIT>))?",
    ),  # noqa: E501
    Form(
        "year_spelled",
        "en",
        r"(?P<y>(?:nineteen|eighteen|seventeen)<S>(?:hundred|<ENUM>)|(?:one|two)<S>thousand<S>(?:and<S>)?<ENUM>)",
    ),
    Form("day_word", "en", r"(?P<dayw><EDAYWORD>)|(?P<oday><EOTHERDAY>)"),
)

JAPANESE: Final[tuple[Form, ...]] = (
    Form("span", "ja", r"(?P<span><JSPAN>)の?(?P<n><D>{1,3}|<KN>)(?P<unit><JUNIT>)間?"),
    Form(
        "fiscal",
        "ja",
        r"(?:(?P<y><D>{4}|<K>{4})|(?P<era><ERA>)(?P<ey><D>{1,2}|<KN>)|(?P<y2><D>{2}))(?P<fy>年度|会計年度)(?:の?(?P<part><JPART>)|の?第?(?P<q>[1-4１-４一二三四])四半期|(?P<within>内|中))?",
    ),
    Form(
        "fiscal_relative",
        "ja",
        r"(?P<frel><JSHIFT>)(?P<fy>年度)(?:の?(?P<part><JPART>)|の?第?(?P<q>[1-4１-４一二三四])四半期|(?P<within>内))?|(?P<fy_b>年度)(?:(?P<within_b>内)|(?P<part_b>末))",
    ),
    Form(
        "term",
        "ja",
        r"(?:(?P<y><D>{4})|(?P<y2><D>{2}))年(?P<mon_from><D>{1,2})<O>[-－〜~～–―ー]<O>(?P<mon><D>{1,2})月期?|(?P<mon_from_b><D>{1,2})<O>[-－〜~～–―ー]<O>(?P<mon_b><D>{1,2})月期",
    ),
    Form("term_end", "ja", r"(?:(?P<y><D>{4})|(?P<y2><D>{2}))年(?P<mon><D>{1,2})月期"),
    Form(
        "nth",
        "ja",
        rf"(?:{_J_YEAR})?{_J_MONTH}の?(?:第(?P<nth><D>|<KN>)|(?P<nth_b><JORD>)の?)(?:(?P<wd><JWD>)曜日?|(?P<nthu>週|日))",
    ),
    Form("nth", "ja", rf"{_J_YEAR}(?:第(?P<nth><D>{{1,2}}|<KN>)|(?P<nth_b><JORD>)の?)(?P<nthu>週)"),
    Form("day", "ja", rf"(?:{_J_YEAR})?{_J_MONTH}の?{_J_DAY}{_J_WD}?"),
    Form("month", "ja", rf"(?:{_J_YEAR})?{_J_MONTH}(?:{_J_PART})?"),
    Form("season", "ja", rf"{_J_YEAR}(?P<sea><JSEASON>)|(?P<yrel_b><JSHIFT>)(?P<sea_b><JSEASON>)"),
    Form("quarter", "ja", rf"(?:{_J_YEAR})?第(?P<q>[1-4１-４一二三四])四半期|(?P<qrel><JSHIFT>)(?:四半期|qtr)"),
    Form("half", "ja", rf"{_J_YEAR}(?P<part>上半期|下半期|上期|下期|前半|後半)"),
    Form("within", "ja", rf"(?P<within>年内|月内)|{_J_YEAR}(?P<within_b>内)"),
    Form(
        "year",
        "ja",
        rf"(?:(?P<y><D>{{4}}|<K>{{4}}|<K>千<K>{{0,5}})|(?P<era><ERA>)(?P<ey><D>{{1,2}}|<KN>))年(?:{_J_PART})?|(?P<yrel><JSHIFT>)の?年(?:の?(?P<part_b><JPART>))?|(?P<yword><JYEARWORD>)|(?P<part_c>年初|年末)",
    ),  # noqa: E501
    Form("decade", "ja", r"(?P<dec><D>{3}0|<D>0)年代"),
    Form("century", "ja", r"(?P<cen><D>{1,2})世紀"),
    Form("weekday_week", "ja", r"(?P<wrel><JSHIFT>)週の?(?P<wd><JWD>)曜日?"),
    Form("week", "ja", r"第(?P<wk><D>{1,2})週"),
    Form("unit_relative", "ja", r"(?P<rel_before><JSHIFT>)(?P<unit>週末|週)"),
    Form("weekday", "ja", r"(?:(?P<rel_before>次の|来る)<O>)?(?P<wd><JWD>)曜日?|(?P<wdw><JWDWORD>)び?"),
    Form("ago", "ja", r"(?P<n><D>{1,3}|<KN>)(?P<unit><JUNIT>)間?(?:ほど|余り)?前"),
    Form("later", "ja", r"(?P<n><D>{1,3}|<KN>)(?P<unit><JUNIT>)間?後"),
    Form(
        "duration",
        "ja",
        r"(?P<n><D>{1,3}(?:\.<D>)?|<KN>)<O>(?P<unit>年間|[カかヵヶケ]年|[カかヵヶケ]月間?|週間|日間|四半期|営業日)(?P<half>半)?|(?P<n_b><D>{1,3}|<KN>)(?P<unit_b>年)(?P<half_b>半)?|(?P<n_c>半)(?P<unit_c>年)間?|(?P<n_d><D>{1,3}|<KN>)(?P<unit_d>日)(?:以上|以内|以下|を上回|を下回|未満)",
    ),  # noqa: E501
    Form("day", "ja", rf"{_J_DAY}{_J_WD}?"),
    Form("day_word", "ja", r"(?P<dayw><JDAYWORD>)|(?P<oday><JOTHERDAY>)"),
)

DIGITS: Final[tuple[Form, ...]] = (
    Form(
        "day_numeric",
        "",
        r"(?P<d1><D>{1,2})(?P<sep>[-/.])(?P<d2><D>{1,2})[-/.,](?P<y><Y4>)|(?P<d1_b><D>{1,2})/(?P<d2_b><D>{1,2})/(?P<y2><D>{2})",
    ),
    Form("day", "", r"(?P<y><Y4>)[-/.](?P<mon><D>{1,2})[-/.](?P<day><D>{1,2})"),
    Form(
        "month",
        "",
        r"(?P<y><Y4>)<O>[-/.]<O>(?P<mon>[0０]?[1-9１-９]|[1１][0-2０-２])|(?P<mon_b>[0０]?[1-9１-９]|[1１][0-2０-２])<O>[-/]<O>(?P<y_b><Y4>)",
    ),
    Form("year_range", "", r"(?P<y><Y4>)<O>[-–—~〜～/]<O>(?P<y_to><Y4>|<D>{2})"),
    Form("year", "", r"(?P<y><Y4>)"),
)

FORMS: Final = (*JAPANESE, *DIGITS[:3], *FRENCH, *ENGLISH, *DIGITS[3:])
