//! Dates in three languages and four calendars of names.

use super::*;
use crate::token::tokenize;
use proptest::prelude::*;

fn read(text: &str, anchor: &str) -> Vec<String> {
    let tokens = tokenize(text);
    find_dates(&tokens, Date::parse(anchor))
        .into_iter()
        .map(|d| match d.interval {
            Some(i) => format!(
                "{}|{}..{} {} {}",
                &text[d.start..d.end],
                i.start,
                i.stop,
                d.precision.as_str(),
                d.basis
            ),
            None => format!(
                "{}|- {} {}",
                &text[d.start..d.end],
                d.precision.as_str(),
                d.basis
            ),
        })
        .collect()
}

#[test]
fn readings() {
    for (text, anchor, want) in [
        (
            "Issued 5-Jan-2024 in Paris",
            "",
            "5-Jan-2024|2024-01-05..2024-01-05 day stated",
        ),
        (
            "خلال السداسي الأول من السنة الجارية",
            "2025-09-12",
            "السداسي الأول من السنة الجارية|2025-01-01..2025-06-30 month published",
        ),
        (
            "في الربع الثالث من 2024",
            "",
            "الربع الثالث من 2024|2024-07-01..2024-09-30 month stated",
        ),
        (
            "خطة العمل للعام المقبل",
            "2022-06-14",
            "لعام المقبل|2023-01-01..2023-12-31 year published",
        ),
        (
            "يوم الرابع من فبراير/شباط وصل",
            "2024-02-10",
            "يوم الرابع من فبراير/شباط|2024-02-04..2024-02-04 day published",
        ),
        (
            "في الثالث والعشرين من يناير الماضي",
            "2024-02-10",
            "الثالث والعشرين من يناير الماضي|2024-01-23..2024-01-23 day published",
        ),
        (
            "في الرابع والخامس من مايو 2023",
            "",
            "الرابع والخامس من مايو 2023|2023-05-04..2023-05-05 day stated",
        ),
        (
            "الأسبوع الأول من مايو 2023",
            "",
            "مايو 2023|2023-05-01..2023-05-31 month stated",
        ),
        (
            "في السابع من الشهر الجاري",
            "2024-02-10",
            "السابع من الشهر الجاري|2024-02-07..2024-02-07 day published",
        ),
        (
            "من 3-5 من الشهر المقبل",
            "2024-12-10",
            "3-5 من الشهر المقبل|2025-01-03..2025-01-05 day published",
        ),
        (
            "في فبراير شباط 2023",
            "",
            "فبراير شباط 2023|2023-02-01..2023-02-28 month stated",
        ),
        (
            "يوم الخميس الموافق 8 فبراير 2024",
            "",
            "يوم الخميس الموافق 8 فبراير 2024|2024-02-08..2024-02-08 day stated",
        ),
        (
            "le vendredi 9 courant",
            "2024-02-10",
            "vendredi 9 courant|2024-02-09..2024-02-09 day published",
        ),
        (
            "en novembre de l'année dernière",
            "2024-02-10",
            "novembre de l'année dernière|2023-11-01..2023-11-30 month published",
        ),
        (
            "on Tuesday last week",
            "2024-02-10",
            "Tuesday last week|2024-01-30..2024-01-30 day published",
        ),
        (
            "on 3 November last year",
            "2024-02-10",
            "3 November last year|2023-11-03..2023-11-03 day published",
        ),
        (
            "from January 22 to February 2, 2024",
            "",
            "January 22 to February 2, 2024|2024-01-22..2024-02-02 day stated",
        ),
        (
            "the day before yesterday",
            "2024-02-10",
            "day before yesterday|2024-02-08..2024-02-08 day published",
        ),
        ("by 2025", "", "2025|2025-01-01..2025-12-31 year stated"),
        (
            "reçu hier, mercredi, par",
            "2023-06-15",
            "hier, mercredi|2023-06-14..2023-06-14 day published",
        ),
        (
            "أمس، الأربعاء، المؤتمر",
            "2023-06-15",
            "أمس، الأربعاء|2023-06-14..2023-06-14 day published",
        ),
        (
            "arrivé mercredi 14, le ministre",
            "2023-06-16",
            "mercredi 14|2023-06-14..2023-06-14 day published",
        ),
        (
            "mercredi 14 personnes",
            "2023-06-16",
            "mercredi|2023-06-14..2023-06-14 day published",
        ),
        (
            "عقد في أكتوبر بالرباط",
            "2023-12-16",
            "أكتوبر|2023-10-01..2023-10-31 month published",
        ),
        (
            "postponed to October at the request",
            "2023-08-16",
            "October|2023-10-01..2023-10-31 month published",
        ),
        (
            "for 2016-2017.",
            "",
            "2016-2017|2016-01-01..2017-12-31 year stated",
        ),
        (
            "since at least 2020.",
            "",
            "2020|2020-01-01..2020-12-31 year stated",
        ),
        (
            "خلال يومي 13 و14 يونيو الماضي بواشنطن",
            "2022-09-19",
            "يومي 13 و14 يونيو الماضي|2022-06-13..2022-06-14 day published",
        ),
        (
            "خلال يومي (13) و (14) يونيو (2022) فضلا",
            "",
            "يومي (13) و (14) يونيو (2022)|2022-06-13..2022-06-14 day stated",
        ),
        (
            "عقد أمس الثلاثاء لقاء",
            "2023-06-14",
            "أمس الثلاثاء|2023-06-13..2023-06-13 day published",
        ),
        (
            "عقد اليوم الجمعة لقاء",
            "2023-06-14",
            "اليوم الجمعة|- day weekday-contradicts",
        ),
        (
            "يوم الإثنين فاتح يوليوز 2024",
            "",
            "يوم الإثنين فاتح يوليوز 2024|2024-07-01..2024-07-01 day stated",
        ),
        (
            "اليوم الاثنين 19 شتنبر بالرباط",
            "2022-09-19",
            "اليوم الاثنين 19 شتنبر|2022-09-19..2022-09-19 day published",
        ),
        (
            "في 5 كانون الثاني/يناير 2024،",
            "",
            "5 كانون الثاني/يناير 2024|2024-01-05..2024-01-05 day stated",
        ),
        (
            "يوم 8 فبراير 2026، زيارة",
            "",
            "يوم 8 فبراير 2026|2026-02-08..2026-02-08 day stated",
        ),
        (
            "من 30 مايو إلى 2 يونيو 2023",
            "",
            "30 مايو إلى 2 يونيو 2023|2023-05-30..2023-06-02 day stated",
        ),
        (
            "بتاريخ 14 رجب 1445 هـ",
            "",
            "14 رجب 1445 هـ|2024-01-24..2024-01-26 day hijri",
        ),
        (
            "في ١٣/٠٦/٢٠٢٣ قرر",
            "",
            "١٣/٠٦/٢٠٢٣|2023-06-13..2023-06-13 day stated",
        ),
        (
            "يوم الجمعة الماضي",
            "2023-06-14",
            "يوم الجمعة الماضي|2023-06-09..2023-06-09 day published",
        ),
        (
            "الأسبوع الماضي",
            "2023-06-14",
            "الأسبوع الماضي|2023-06-05..2023-06-11 week published",
        ),
        (
            "في شهر فيفري 2025.",
            "",
            "شهر فيفري 2025|2025-02-01..2025-02-28 month stated",
        ),
        (
            "نهاية شهر مارس المقبل",
            "2026-01-15",
            "شهر مارس المقبل|2026-03-01..2026-03-31 month published",
        ),
        (
            "منذ سنة 2015",
            "",
            "سنة 2015|2015-01-01..2015-12-31 year stated",
        ),
        ("يوم 13 يونيو", "", "يوم 13 يونيو|- day year-not-given"),
        ("أمس", "", "أمس|- day no-publication-date"),
        (
            "الثلاثاء 13 يونيو",
            "2022-09-19",
            "الثلاثاء 13 يونيو|- day weekday-contradicts",
        ),
        (
            "ليوم الثلاثاء 13 يونيو 2023",
            "",
            "يوم الثلاثاء 13 يونيو 2023|2023-06-13..2023-06-13 day stated",
        ),
        (
            "يومي الثلاثاء والأربعاء 13 و14 يونيو 2023",
            "",
            "يومي الثلاثاء والأربعاء 13 و14 يونيو 2023|2023-06-13..2023-06-14 day stated",
        ),
        (
            "reçu mardi 13 juin 2023 à Rabat",
            "",
            "mardi 13 juin 2023|2023-06-13..2023-06-13 day stated",
        ),
        (
            "du 30 mai au 2 juin derniers",
            "2023-09-01",
            "30 mai au 2 juin derniers|2023-05-30..2023-06-02 day published",
        ),
        (
            "le 1er février dernier",
            "2024-03-01",
            "1er février dernier|2024-02-01..2024-02-01 day published",
        ),
        (
            "au premier trimestre 2027",
            "2023-06-14",
            "premier trimestre 2027|2027-01-01..2027-03-31 month stated",
        ),
        (
            "mené de janvier à février 2024",
            "2024-06-14",
            "janvier à février 2024|2024-01-01..2024-02-29 month stated",
        ),
        (
            "du 2e semestre de l'année dernière",
            "2023-06-14",
            "2e semestre de l'année dernière|2022-07-01..2022-12-31 month published",
        ),
        (
            "in the fourth quarter, and in the second half of the match",
            "2023-06-14",
            "fourth quarter|2023-10-01..2023-12-31 month published",
        ),
        (
            "la semaine dernière",
            "2023-06-14",
            "semaine dernière|2023-06-05..2023-06-11 week published",
        ),
        (
            "on Tuesday, June 13, 2023 in",
            "",
            "Tuesday, June 13, 2023|2023-06-13..2023-06-13 day stated",
        ),
        (
            "وصل أمس الأول إلى",
            "2023-06-14",
            "أمس الأول|2023-06-12..2023-06-12 day published",
        ),
        (
            "عقد يوم أمس في",
            "2023-06-14",
            "يوم أمس|2023-06-13..2023-06-13 day published",
        ),
        (
            "ألغيت الأسبوع قبل الماضي لأسباب",
            "2024-04-24",
            "الأسبوع قبل الماضي|2024-04-08..2024-04-14 week published",
        ),
        (
            "في فبراير (شباط) الماضي التقى",
            "2023-04-24",
            "فبراير (شباط) الماضي|2023-02-01..2023-02-28 month published",
        ),
        (
            "اجتمع اليوم (الخميس) في",
            "2024-11-14",
            "اليوم (الخميس)|2024-11-14..2024-11-14 day published",
        ),
        (
            "في 5 مارس 2025م بمقر",
            "",
            "5 مارس 2025م|2025-03-05..2025-03-05 day stated",
        ),
        (
            "on 13 and 14 June 2023",
            "",
            "13 and 14 June 2023|2023-06-13..2023-06-14 day stated",
        ),
        (
            "met last Friday in",
            "2023-06-14",
            "last Friday|2023-06-09..2023-06-09 day published",
        ),
        (
            "on Thursday",
            "2023-06-16",
            "Thursday|2023-06-15..2023-06-15 day published",
        ),
        (
            "in June 2021 the",
            "",
            "June 2021|2021-06-01..2021-06-30 month stated",
        ),
        (
            "yesterday",
            "2023-06-14",
            "yesterday|2023-06-13..2023-06-13 day published",
        ),
        (
            "last week",
            "2023-06-14",
            "last week|2023-06-05..2023-06-11 week published",
        ),
    ] {
        assert_eq!(read(text, anchor), [want], "{text}");
    }
}

#[test]
fn what_is_no_date() {
    for text in [
        "مارس الضغط على",
        "اليوم العالمي للشرطة",
        "they may march on",
        "version 10.2.3",
        "القرار 2396 لمجلس الأمن",
        "أحد المسؤولين",
        "192.168.2.2024",
        "the mark 12 of 2030 agenda",
        "31 فبراير",
    ] {
        let got = read(text, "2024-01-01");
        assert!(got.is_empty() || got[0].contains("|-"), "{text}: {got:?}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_stays_in_the_text(words in proptest::collection::vec("يوم|يومي|13|14|يونيو|الماضي|2023|\\(|\\)|و|من|إلى|الثلاثاء|شهر|رجب|1445|June|last|le|/|-|,|\\PC{1,4}", 0..14), a in 0i64..40_000) {
        let text = words.join(" ");
        let tokens = tokenize(&text);
        let mut last = 0;
        for d in find_dates(&tokens, Date::from_days(a)) {
            prop_assert!(d.start < d.end && text.get(d.start..d.end).is_some());
            prop_assert!(d.start >= last);
            last = d.end;
            if let Some(i) = d.interval { prop_assert!(i.start <= i.stop); }
        }
    }
}

fn on(text: &str, published: &str) -> Option<(Date, Date)> {
    let t = crate::token::tokenize(text);
    find_dates(&t, Date::parse(published))
        .first()
        .and_then(|d| d.interval)
        .map(|i| (i.start, i.stop))
}

#[test]
fn a_verb_of_the_future_makes_a_weekday_or_month_the_next_one() {
    let days = |a: &str, b: &str| Date::parse(a).zip(Date::parse(b));
    for (text, published, first, last) in [
        (
            "Il doit se rendre jeudi à Bamako.",
            "2024-11-26",
            "2024-11-28",
            "2024-11-28",
        ),
        (
            "Il s'est rendu jeudi à Bamako.",
            "2024-11-26",
            "2024-11-21",
            "2024-11-21",
        ),
        (
            "La délégation est attendue vendredi.",
            "2024-11-26",
            "2024-11-29",
            "2024-11-29",
        ),
        (
            "She will travel to Cairo on Monday.",
            "2024-11-26",
            "2024-12-02",
            "2024-12-02",
        ),
        (
            "She met the envoy on Monday.",
            "2024-11-26",
            "2024-11-25",
            "2024-11-25",
        ),
        (
            "A workshop will be held in March.",
            "2024-11-26",
            "2025-03-01",
            "2025-03-31",
        ),
        (
            "The state left the bloc in January.",
            "2024-11-26",
            "2024-01-01",
            "2024-01-31",
        ),
        (
            "Le sommet se tiendra mardi et mercredi.",
            "2024-11-22",
            "2024-11-26",
            "2024-11-27",
        ),
        (
            "Les travaux ont duré de lundi à mercredi.",
            "2024-11-22",
            "2024-11-18",
            "2024-11-20",
        ),
        (
            "Il est venu cette semaine.",
            "2024-11-22",
            "2024-11-18",
            "2024-11-24",
        ),
    ] {
        assert_eq!(on(text, published), days(first, last), "{text}");
    }
}

#[test]
fn french_dates() {
    let mut cases: Vec<(&str, Vec<&str>)> = Vec::new();
    let list = include_str!("french.txt").lines();
    for line in list.filter(|l| !l.starts_with('#')) {
        match (line.strip_prefix("= "), cases.last_mut()) {
            (Some(date), Some(case)) => case.1.push(date),
            _ => cases.push((line, Vec::new())),
        }
    }
    assert!(cases.len() > 130);
    for (text, mut wanted) in cases {
        wanted.sort_unstable();
        let said = find_dates(&tokenize(text), Date::parse("2024-05-17"));
        let said = said.iter().map(|d| {
            let days = d
                .interval
                .map_or("?".to_owned(), |i| match i.start == i.stop {
                    true => i.start.to_string(),
                    false => format!("{}..{}", i.start, i.stop),
                });
            format!("{} | {days}", &text[d.start..d.end])
        });
        let mut said: Vec<String> = said.collect();
        said.sort_unstable();
        assert_eq!(said, wanted, "{text}");
    }
}
