"""One chart of each kind, in English and Arabic, used by several tests."""

from __future__ import annotations

from ssr_course.exercise.charts import Chart, Row


def charts(arabic: bool = False) -> dict[str, Chart]:
    """A chart of each kind by name, with long words, a gap, a negative number and one row."""

    def say(english: str, other: str) -> str:
        return other if arabic else english

    army = say("Armed forces", "القوات المسلحة")
    police = say(
        "Police service with its nineteen provincial detachments and river units",
        "جهاز الشرطة بفروعه التسعة عشر في الأقاليم ووحداته النهرية",
    )
    guard = say("Presidential guard", "الحرس الرئاسي")
    spending, staff = say("Spending", "الإنفاق"), say("Staff", "العاملون")
    body, year = say("Institution", "المؤسسة"), say("Year", "السنة")
    return {
        chart.title: chart
        for chart in (
            Chart(
                "bars",
                say("Spending by institution", "الإنفاق بحسب المؤسسة"),
                (
                    Row(army, (96.5,)),
                    Row(police, (84,)),
                    Row(guard, (31,), say("overseen by nobody", "لا يراقبه أحد"), strong=False),
                ),
                (spending,),
                body,
                say("Millions of lira", "بملايين الليرات"),
                reference=(50, say("Half", "النصف")),
            ),
            Chart(
                "bars",
                say("Change", "التغير"),
                (Row(army, (1210, -3000)), Row(guard, (None, 400))),
                (staff, spending),
                body,
            ),
            Chart(
                "parts",
                say("Who spends", "من ينفق"),
                (
                    Row(say("Provide", "تقديم"), (180,)),
                    Row(say("Manage", "إدارة"), (42,)),
                    Row(say("Oversee", "رقابة"), (18,)),
                ),
                (spending,),
                say("Function", "الوظيفة"),
            ),
            Chart(
                "columns",
                say("Marks", "الدرجات"),
                tuple(
                    Row(f"{n * 10} – {n * 10 + 9}", (v,), strong=n >= 6)
                    for n, v in enumerate([2, 3, 5, 9, 14, 23, 34, 47, 52, 25])
                ),
                (say("Learners", "المتعلمون"),),
                say("Mark", "الدرجة"),
                reference=(6, say("Pass mark: 60", "درجة النجاح: 60")),
                edges=tuple(str(n * 10) if n % 2 == 0 else "" for n in range(11)),
            ),
            Chart(
                "lines",
                say("Five years", "خمس سنوات"),
                tuple(
                    Row(str(2020 + n), v, at=2020 + n)
                    for n, v in enumerate(
                        [(80, 60, 10), (85, None, 12), (83, 70, 15), (96, 80, 14), (99, 84, 13)]
                    )
                ),
                (army, police, guard),
                year,
            ),
            Chart(
                "points",
                say("Staff and spending", "العاملون والإنفاق"),
                (Row(army, (12100, 96.5)), Row(police, (9400, 84)), Row(guard, (2300, 31), strong=False)),
                (staff, spending),
                body,
            ),
            Chart(
                "ranges",
                say("Average mark by language", "متوسط الدرجة بحسب اللغة"),
                (
                    Row("English", (74, 71, 77)),
                    Row("العربية", (68, 63.5, 72.5)),
                    Row("中文", (76, None, None)),
                ),
                (say("Average", "المتوسط"), say("Low", "الأدنى"), say("High", "الأعلى")),
                say("Language", "اللغة"),
            ),
            Chart("bars", say("Nothing", "لا شيء"), (), (spending,), body),
        )
    }
