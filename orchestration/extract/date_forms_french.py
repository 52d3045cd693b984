"""The shapes of French dates, as templates over the lexicon; tokens as in ``date_forms``.

What belongs here: one regular expression per shape, in the order in which they are tried. What does not: words that are
months, weekdays, numbers, units, seasons or shifts ("dernier"): those are reference seeds.
"""

from typing import Final

from orchestration.extract.date_forms import FISCAL_YEAR, YEAR, YEAR_B, Form

_FISCAL_NAME: Final = r"exercices?(?:<S>(?:fiscal|budgétaire|financier|comptable))?|année<S>(?:fiscale|budgétaire)"
_FISCAL: Final = rf"(?P<fy>{_FISCAL_NAME})<S>(?:fy<O>)?(?:de<S>)?{FISCAL_YEAR}"
_SHIFTED_YEAR: Final = r"l<A>(?:année|an)<S>(?P<yrel><FSHIFT>)"
_OF_YEAR: Final = (
    rf"(?:(?:de<S>l<A>(?:année|an)<S>|de<S>|en<S>)?{YEAR}|(?:de<S>)?{_SHIFTED_YEAR}|"
    "(?:de<S>)?(?P<ythis>cette<S>année|l<A>année))"
)
_BESIDE_YEAR: Final = rf"(?:(?:<O>[-/]?<O>|<S>de<S>){YEAR})"  # T2 2027, S2/2027
_YEAR_BESIDE: Final = "(?P<y_b><Y4>)(?:<O>[-/]?<O>)"
_SHIFTED_MONTH: Final = r"(?:ce|cette)<S>(?P<mthis>mois)|mois<S>(?P<mrel><FSHIFT>)"
_ANY_YEAR: Final = "(?P<y><Y4>|<FYEAR>)"
_MONTH_YEAR: Final = r"(?P<mon><FMONTH>)(?:<S>(?P<y><Y4>))?"
_OF_MONTH: Final = (
    rf"(?:(?:de<S>|du<S>|d<A>)(?:mois<S>d(?:e<S>|<A>))?(?:{_MONTH_YEAR}|(?:la<S>)?{_SHIFTED_MONTH})|"
    "du<S>(?P<mthis_b>mois))"
)
_TO: Final = r"(?:au|à|jusqu<A>au|jusqu<A>à|jusqu<A>a)"
_DAY_TO: Final = (
    rf"(?:(?P<day_from><D>{{1,2}}(?:er)?)(?:<O>[-–]<O>|<S>et<S>)|(?P<day_from_b><FDAY>)<S>{_TO}<S>)(?:le<S>)?"
)
_AFTER_MONTH: Final = (
    rf"(?:\.?,?<S>(?:de<S>)?{_ANY_YEAR}|<S>(?P<rel><FSHIFT>)|<S>de<S>l<A>(?:an|année)<S>(?P<yrel><FSHIFT>)|"
    r"<S>de<S>cette<S>(?P<ythis>année))?"
)
_COUNT: Final = r"<D>{1,3}|<FNUM>"
_UNIT: Final = r"an|année|mois|semaine|trimestre|semestre|week-?end|décennie|siècle"
_OF_WHOLE_YEAR: Final = (
    rf"(?:de<S>(?:l<A>année<S>)?{YEAR}|de<S>l<A>(?:année|an)<S>(?P<yrel><FSHIFT>)|"
    "de<S>(?P<ythis>l<A>année|cette<S>année))"
)
_COMING: Final = r"à<S>venir|qui<S>viennent|suivante?s|écoulée?s|passée?s|précédente?s"

FRENCH: Final[tuple[Form, ...]] = (
    Form("holiday", "fr", rf"(?P<hol><FHOLIDAY>){_AFTER_MONTH}"),
    Form(
        "edge", "fr",
        rf"(?P<n>{_COUNT})<S>(?:(?P<nth>premiers|premières|derniers|dernières)<S>(?P<unit>jours|semaines)|(?P<nth_b>derniers)<S>(?P<unit_b>mois|trimestres))<S>"
        rf"(?:du<S>(?P<mthis>mois)|(?:de<S>|du<S>mois<S>de<S>|d<A>)(?P<mon><FMONTH>)(?:<S>{YEAR})?|"
        rf"(?:de<S>l<A>|de<S>cette<S>)(?P<ythis>année)|de<S>{_SHIFTED_YEAR}|de<S>{YEAR_B})",
    ),
    Form("half_month", "fr", rf"(?P<h><FORD>)<S>(?:quinzaine|moitié)<S>{_OF_MONTH}"),
    Form(
        "run_to", "fr",
        r"(?P<unit>exercice|année|an|trimestre|semestre|semaine)<S>(?:(?:clos|terminé|achevé)e?|(?:clôtur|s<A>achev)(?:é|ant)e?)<S>"
        rf"(?:(?:le|au)<S>(?P<day><D>{{1,2}}(?:er)?)<S>|(?:en|fin|à<S>fin)<S>)(?P<mon><FMONTH>)(?:<S>{YEAR})?",
    ),
    Form(
        "rest", "fr",
        rf"reste<S>(?:de<S>l<A>|de<S>la<S>|du<S>|de<S>cette<S>)(?P<unit>année|mois|semaine|trimestre|semestre|décennie)(?:<S>{YEAR})?",
    ),
    Form("rest", "fr", rf"reste<S>de<S>{YEAR}"),
    Form(
        "span", "fr",
        rf"(?P<n>{_COUNT})<S>(?P<span>prochaine?s|derni(?:er|ère)s|suivante?s|précédente?s)<S>(?P<unit><FUNIT>)",
    ),
    Form("span", "fr", rf"(?P<span>prochaine?s|derni(?:er|ère)s)<S>(?P<n>{_COUNT})<S>(?P<unit><FUNIT>)"),
    Form("span", "fr", rf"(?P<n>{_COUNT})<S>(?P<unit><FUNIT>)<S>(?P<span>{_COMING})"),
    Form(
        "duration", "fr",
        r"(?P<n><D>{1,2}<S><D>{3}|<D>{1,3}(?:[,.]<D>{1,2})?|<FNUM>|demie?)(?:<S>(?:de<S>|d<A>)?|-)?(?P<unit><FUNIT>)"
        rf"(?:<S>(?:et<S>)?(?P<half>demie?|1/2|½)|,?<S>(?:et<S>)?(?P<n2>{_COUNT})<S>(?P<unit2><FUNIT>))?",
    ),
    Form("duration", "fr", r"(?P<n>quart)<S>de<S>(?P<unit>siècle)|(?P<n_b><D>{4})<S>(?P<unit_b>jours|semaines|mois)"),
    Form(
        "fy_month", "fr",
        rf"(?:(?P<fpart>début|ouverture)<S>de<S>l<A>)?(?:{_FISCAL_NAME})<S>d(?:e<S>|<A>)(?P<mon><FMONTH>)<S>{YEAR}",
    ),
    Form("half", "fr", rf"(?P<h><FORD>)<S>(?:semestre|moitié)<S>(?:de<S>)?(?:l<A>)?{_FISCAL}"),
    Form("quarter", "fr", rf"(?P<q><FORD>)<S>trimestre<S>(?:de<S>)?(?:l<A>)?{_FISCAL}"),
    Form(
        "fiscal", "fr",
        rf"(?:(?P<part><FPART>)<S>(?:de<S>l<A>|d<A>))?{_FISCAL}|(?P<fy_b>fy)(?:<S>|-)?(?P<y_b><Y4>|"
        r"<D>{2})",
    ),
    Form(
        "fiscal_relative", "fr",
        rf"(?P<frel><FSHIFT>)<S>(?P<fy>{_FISCAL_NAME})|(?P<fy_b>{_FISCAL_NAME})<S>(?P<frel_b><FSHIFT>)",
    ),
    Form("year_spelled", "fr", "(?P<y><FYEAR>)"),
    Form("nth", "fr", rf"(?P<nth><FORD>)<S>(?P<nthu>jour|semaine|week-?end|<FWD>)<S>{_OF_MONTH}"),
    Form("nth", "fr", rf"(?P<nth><FORD>)<S>(?P<nthu>jour|semaine|<FWD>)<S>{_OF_WHOLE_YEAR}"),
    Form(
        "day_range", "fr",
        rf"(?:(?P<wd_from><FWD>)<S>)?(?:le<S>)?{_DAY_TO}(?:(?P<wd><FWD>)<S>)?(?P<day><FDAY>)<S>"
        rf"(?:de<S>)?(?:{_MONTH_YEAR}|(?:du<S>)?(?:{_SHIFTED_MONTH}))",
    ),
    Form(
        "day_range", "fr",
        rf"(?P<mon><FMONTH>)<S>(?:entre<S>)?(?P<day_from><D>{{1,2}})(?:<O>[-–]<O>|<S>(?:et|{_TO})"
        r"<S>)(?P<day><D>{1,2})",
    ),
    Form(
        "day_numeric", "fr",
        r"(?P<wd><FWD>|<FWDS>\.?)<S>(?:le<S>)?(?P<d1><D>{1,2})/(?P<d2><D>{1,2})(?:/(?:(?P<y><Y4>)|(?P<y2><D>{2})))?",
    ),
    Form(
        "day", "fr",
        r"(?:(?:ce<S>)?(?P<wd><FWD>|<FWDS>\.?)(?:,?<S>)(?:le<S>)?)?(?P<day><FDAY>)<S>(?:(?:du<S>mois<S>)?(?:de<S>|d<A>))?(?P<mon><FMONTH>)"
        rf"(?:\.?<S><A>?(?P<y2><D>{{2}})|{_AFTER_MONTH})",
    ),
    Form(
        "day", "fr",
        r"(?P<y><Y4>)[-/](?P<day><D>{1,2})[-/](?P<mon><FMONTH>)|(?P<y_b><Y4>)[-/](?P<mon_b><FMONTH>)[-/](?P<day_b><D>{1,2})|"
        r"(?P<mon_c><FMONTH>)[-/](?P<y_c><Y4>)[-/](?P<day_c><D>{1,2})|(?P<day_d><D>{1,2})[-/](?P<y_d><Y4>)[-/](?P<mon_d><FMONTH>)",
    ),
    Form(
        "day", "fr",
        r"(?P<day><D>{1,2})[-/.](?P<mon><FMONTH>)[-/.](?:(?P<y><Y4>)|(?P<y2><D>{2}))|(?P<mon_b><FMONTH>)<S>(?P<day_b><D>{1,2}),?<S>(?P<y_b><Y4>)",
    ),
    Form(
        "day", "fr",
        r"(?:(?P<wd><FWD>)<S>)?(?P<day><FDAY>)<S>(?:du<S>mois<S>(?P<mrel><FSHIFT>)|(?:de<S>ce|du)<S>(?P<mthis>mois))",
    ),
    Form(
        "day", "fr",
        r"(?P<day_c><D>{1,2})-(?P<mon_c><FMONTH>)-(?P<y_c><Y4>)|(?P<mon><FMONTH>)(?:\.<O>|-)(?P<day><D>{1,2})(?:[-,]<O>(?P<y><Y4>))?|(?P<mon_b><FMONTH>)"
        r"<S>(?P<day_b>premier|seconde|<D>{1,2})",
    ),
    Form("day", "fr", rf"(?P<day><FDAY>)-(?P<mon><FMONTH>)(?:<S>{YEAR})?"),
    Form(
        "month", "fr",
        r"(?:(?P<part><FPART>)(?:-|<S>)(?:de<S>|du<S>mois<S>de<S>|d<A>)?)?(?:(?P<rel_before>ce|cet|cette|prochain)<S>)?"
        rf"(?:mois<S>d(?:e<S>|<A>))?(?P<mon><FMONTH>)(?:[-/](?P<y_b><Y4>)|{_AFTER_MONTH})|(?P<y_c><Y4>)(?:<S>|-)(?P<mon_b><FMONTH>)",
    ),
    Form("session", "fr", rf"session<S>(?:de<S>|d<A>)(?P<sea><FSEASON>)(?:<S>{YEAR})?"),
    Form(
        "season", "fr",
        r"(?:(?P<part><FPART>)(?:-|<S>)(?:de<S>l<A>|du<S>|d<A>)?)?(?:(?P<rel_before>ce|cet|cette|prochain)<S>)?"
        rf"(?P<sea><FSEASON>)(?:<S>{_OF_YEAR}(?:[-–/](?:<Y4>|<D>{{2}}))?|<S>(?P<rel><FSHIFT>))?",
    ),
    Form("quarter", "fr", rf"(?P<q><FORD>)<S>trimestre(?:<S>{_OF_YEAR})?"),
    Form("quarter", "fr", r"(?P<q>[1-4])t(?P<y2><D>{2})"),
    Form("half", "fr", r"(?P<h>[12])s(?:(?P<y2><D>{2})|<S>?(?P<y><Y4>))"),
    Form(
        "first_months", "fr",
        rf"(?P<n>{_COUNT})<S>premiers<S>(?P<unit>mois|trimestres)"
        rf"(?:<S>(?:de<S>{YEAR}|(?:de<S>l<A>|de<S>cette<S>)(?:année|an|exercice)(?:<S>{YEAR_B}|<S>(?P<yrel><FSHIFT>))?))?",
    ),
    Form(
        "week_of", "fr",
        r"semaine<S>(?:du<S>|commençant<S>le<S>|débutant<S>le<S>|qui<S>commence<S>le<S>)(?:<FWD><S>)?(?P<day><FDAY>)<S>(?P<mon><FMONTH>)(?:<S>(?P<y><Y4>))?",
    ),
    Form(
        "week", "fr",
        rf"semaine<S>(?:n°<O>)?(?P<wk>[1-4]<D>|5[0-3]|0?[1-9])(?:<S>(?:de<S>)?(?:l<A>année<S>)?{YEAR})?",
    ),
    Form("quarter", "fr", rf"[tq](?P<q>[1-4]){_BESIDE_YEAR}|{_YEAR_BESIDE}[tq](?P<q_b>[1-4])"),
    Form("quarter", "fr", r"[tq](?P<q>[1-4])|(?P<q_b>[1-4])t<S>?(?P<y><Y4>)"),
    Form("half", "fr", rf"s(?P<h>[12]){_BESIDE_YEAR}|{_YEAR_BESIDE}s(?P<h_b>[12])"),
    Form("half", "fr", r"(?P<h><FORD>)<S>moitié<S>de<S>(?P<ythis>l<A>année)"),
    Form("half", "fr", rf"(?P<h><FORD>)<S>(?:semestre|moitié)(?:<S>{_OF_YEAR})?"),
    Form(
        "weekday_week", "fr",
        r"(?P<wd><FWD>)<S>(?:de<S>)?(?:la<S>)?(?:semaine<S>(?P<wrel><FSHIFT>)|cette<S>(?P<wthis>semaine)"
        r")|(?:cette<S>(?P<wthis_b>semaine)|semaine<S>(?P<wrel_b><FSHIFT>))<S>(?:le<S>)?(?P<wd_b><FWD>)",
    ),
    Form("day", "fr", r"(?P<wd><FWD>)<S>(?P<day>[1-9]|[12]<D>|3[01])"),
    Form(
        "weekday", "fr",
        r"(?:(?P<rel_before>ce|prochain|dernier)<S>)?(?P<wd><FWD>)(?:<S>(?P<rel><FSHIFT>|en<S>huit))?|(?P<wd_b><FWDS>)",
    ),
    Form(
        "vague", "fr",
        r"(?:ces<S>)?(?P<vague>(?:prochaine?s|derni(?:er|ère)s)<S>(?:années|mois|semaines|décennies|jours))",
    ),
    Form(
        "vague", "fr",
        r"(?P<vague>(?:années|mois|semaines|décennies)<S>(?:à<S>venir|qui<S>viennent|récentes)|à<S>l<A>avenir)",
    ),
    Form("year_word", "fr", rf"(?P<part><FPART>)(?:<S>|-)(?:de<S>)?(?:l<A>année<S>)?{YEAR}"),
    Form(
        "unit_relative", "fr",
        rf"(?P<rel_before>ce|cet|cette|prochaine?|derni(?:er|ère)|même)<S>(?P<unit>{_UNIT})(?:-ci|<S>en<S>cours)?|"
        rf"(?P<unit_b>{_UNIT})<S>(?P<rel><FSHIFT>|d<A>avant|d<A>après)",
    ),
    Form(
        "unit_relative", "fr",
        rf"(?P<part>fin|début|milieu)<S>(?:d<A>|du<S>|de<S>(?:la<S>|l<A>)?)(?:(?P<rel_before>cet|cette|ce)<S>)?"
        rf"(?P<unit>{_UNIT})(?:<S>(?P<rel>prochaine?|derni(?:er|ère)|suivante?|en<S>cours))?",
    ),
    Form("unit_relative", "fr", rf"(?P<part>fin|début)<S>(?P<unit>{_UNIT})|(?P<part_b>mi)-(?P<unit_b>année)"),
    Form(
        "century", "fr",
        r"(?:(?:(?P<part>fin|début|milieu)|(?P<part_b><FHALFPART>))<S>du<S>)?(?:(?P<cen><FCENTURY>|<D>{2})(?:e|ème|eme)|(?P<cen_b><FCENTURYWORD>))<S>siècle",
    ),
    Form(
        "decade", "fr",
        r"(?:(?:(?P<part>fin|début|milieu)|(?P<part_b><FHALFPART>))<S>des<S>)?années<S>(?P<dec><D>{3}0|<D>0|<FNUM>)|décennie<S>(?P<dec_b><D>{3}0)",
    ),
    Form("set", "fr", r"(?P<set>chaque|tous<S>les|toutes<S>les)<S>(?P<unit>an|ans|années?|mois|semaines?|trimestres?)"),
    Form("adjective", "fr", r"(?P<adj><FADJ>)(?:l?es?)?"),
    Form(
        "ago", "fr",
        rf"(?:il<S>y<S>a|voici|voilà)<S>(?:environ<S>)?(?P<n>{_COUNT})<S>(?:de<S>|d<A>)?(?P<unit><FUNIT>)",
    ),
    Form(
        "later", "fr",
        rf"dans<S>(?P<n>{_COUNT})<S>(?:de<S>|d<A>)?(?P<unit>ans?|années|mois|semaines?|jours?|décennies?|trimestres?|siècles?)",
    ),
    Form(
        "whole", "fr",
        r"toute?<S>(?:le<S>|la<S>|l<A>|une?<S>)(?P<whole>année|annee|mois|semaine|journée)|(?P<whole_b>année|mois|semaine|journée)<S>entière?",
    ),
    Form("day_word", "fr", r"(?P<dayw><FDAYWORD>)|(?P<oday><FOTHERDAY>)"),
)  # fmt: skip
