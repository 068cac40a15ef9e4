//! What the extractor must and must not say, on small reports.

use extract::{Extraction, MentionType, extract};
use proptest::prelude::*;
use text::Date;

fn said(text: &str, x: &Extraction, kind: MentionType) -> Vec<String> {
    x.mentions
        .iter()
        .filter(|m| m.kind == kind)
        .map(|m| text[m.start..m.end].to_owned())
        .collect()
}

#[test]
fn an_office_nobody_is_named_for_has_no_holder() {
    let text = "ترأس وزير الداخلية التونسي أمس الثلاثاء جلسة عمل بمقر الوزارة.";
    let x = extract(text, Date::parse("2020-12-02"));
    assert_eq!(said(text, &x, MentionType::Office), ["وزير الداخلية"]);
    assert!(x.entities.iter().all(|e| e.holder.is_none()));
    assert!(said(text, &x, MentionType::Person).is_empty());
    let office = x.entities.iter().find(|e| e.kind == MentionType::Office);
    assert_eq!(office.and_then(|e| e.country.as_deref()), Some("TN"));
}

#[test]
fn a_year_the_text_does_not_give_is_not_invented() {
    let text =
        "استقبل وزير الداخلية الأردني سمير مبيضين يوم 4 مارس بعمان مدير الأمن العام حسين الحواتمة.";
    let x = extract(text, None);
    assert_eq!(said(text, &x, MentionType::Date), ["يوم 4 مارس"]);
    let e = x.events.first().expect("a meeting");
    assert_eq!(
        (e.kind, e.start, e.stop, e.basis),
        ("meeting", None, None, Some("year-not-given"))
    );
}

#[test]
fn clitics_and_nationality_stay_outside() {
    let text = "وصل المدير العام للأمن الوطني الموريتاني إلى الرباط قادما من الولايات المتحدة وللولايات المتحدة سفير.";
    let x = extract(text, None);
    assert!(said(text, &x, MentionType::Office).contains(&"المدير العام للأمن الوطني".to_owned()));
    assert!(said(text, &x, MentionType::Organization).contains(&"لأمن الوطني".to_owned()));
    assert!(said(text, &x, MentionType::Location).contains(&"لولايات المتحدة".to_owned()));
}

#[test]
fn a_family_name_of_two_people_names_neither() {
    let text = "التقى السيد أحمد بناني بالسيد كريم بناني في الرباط. وأكد بناني أهمية اللقاء.";
    let x = extract(text, None);
    let people: Vec<_> = x
        .mentions
        .iter()
        .filter(|m| m.kind == MentionType::Person)
        .collect();
    assert_eq!(people.len(), 3);
    assert_eq!(people[2].entity, None);
    assert_ne!(people[0].entity, people[1].entity);
}

#[test]
fn plain_prose_gives_no_people_and_no_events() {
    for text in [
        "يعد التعاون بين الدول سبيلا إلى تحقيق الأمن والاستقرار في المنطقة، وهو ما يتطلب تضافر الجهود.",
        "La coopération entre les pays de la région reste une priorité pour tous les acteurs concernés.",
        "The weather will remain mild in most regions, and roads are expected to be clear by evening.",
    ] {
        let x = extract(text, None);
        assert!(said(text, &x, MentionType::Person).is_empty(), "{text}");
        assert!(said(text, &x, MentionType::Office).is_empty(), "{text}");
        assert!(x.events.is_empty(), "{text}: {:?}", x.events);
    }
}

#[test]
fn a_long_document_is_read_in_parts_with_the_same_entities() {
    let line =
        "استقبل وزير الداخلية التونسي هشام النوري بتونس سفير فرنسا جان مارتان العائد من فرنسا.\n";
    // Every paragraph differs, so none is a repeat.
    let text: String = (0..500)
        .map(|n| {
            format!(
                "الخبر رقم {n} في {} من النشرة {}. {line}",
                n * 7,
                n * 13 % 997
            )
        })
        .collect();
    let x = extract(&text, None);
    assert!(text.len() > 64 << 10 && x.mentions.len() > 500);
    let tunis = x
        .entities
        .iter()
        .filter(|e| e.known.as_deref() == Some("geonames:2464470"))
        .count();
    assert!(tunis <= 1);
    assert!(x.mentions.windows(2).all(|w| w[0].start <= w[1].start));
    let countries = x
        .entities
        .iter()
        .filter(|e| e.known.as_deref() == Some("FR"))
        .count();
    assert_eq!(countries, 1);
}

const PIECES: &str = "استقبل|وزير الداخلية|المدير العام|للأمن الوطني|السيد|محمد بن|عبد|آل|، |\\. |\n|يوم 13|يونيو|\\(|\\)|\"|بالرباط|ووزير|نظيره|M\\. |directeur|de la|Police|et |Interior Minister|John|said|بلاغ|تنظيم|داعش|-|Share|\\PC{1,6}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_spans_inside_it(parts in proptest::collection::vec(PIECES, 0..24), spaced in any::<bool>()) {
        let text = parts.join(if spaced { " " } else { "" });
        let x = extract(&text, Date::parse("2024-01-31"));
        for m in &x.mentions {
            prop_assert!(m.start < m.end && text.get(m.start..m.end).is_some());
            prop_assert!(m.entity.is_none_or(|e| e < x.entities.len()));
        }
        for e in &x.events {
            prop_assert!(text.get(e.trigger.clone()).is_some());
            prop_assert!(e.participants.iter().all(|p| p.entity.is_some() || p.office.is_some()));
        }
        let _ = x.to_json(&text);
    }
}

/// Names of people in a text.
fn people(text: &str) -> Vec<String> {
    said(text, &extract(text, None), MentionType::Person)
}

#[test]
fn what_only_looks_like_a_name_is_none() {
    for text in [
        "اختتمت بأكادير فعاليات التمرين المشترك الأسد الإفريقي بمشاركة القوات المسلحة الملكية.",
        "عقد المجلس الأعلى للأمن جلسة طارئة برئاسة رئيس الحكومة، تناولت الوضع في الحدود الجنوبية.",
        "سبق هذا الاجتماع لقاء جمع مدير المخابرات الحربية بالملحق العسكري الأمريكي.",
    ] {
        assert_eq!(people(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn names_end_where_they_end() {
    for (text, name) in [
        (
            "زار وزير الداخلية العراقي عبد الأمير الشمري بغداد.",
            "عبد الأمير الشمري",
        ),
        (
            "التقى رئيس الوزراء العراقي محمد شياع السوداني وفدا.",
            "محمد شياع السوداني",
        ),
        (
            "التقى مدير الشرطة الفيدرالية الألمانية ديتر رومان وفدا.",
            "ديتر رومان",
        ),
        ("أجرى الشيخ صباح الأحمد اتصالا هاتفيا بالوزير.", "صباح الأحمد"),
    ] {
        assert_eq!(people(text), [name], "{text}");
    }
}

#[test]
fn english_bodies_end_before_a_name_and_another_body() {
    let text = "Director of the Central Intelligence Agency William Burns met Kenya's Directorate of Criminal Investigations and the Uganda Police Force in Nairobi.";
    let x = extract(text, None);
    assert_eq!(
        said(text, &x, MentionType::Organization),
        [
            "Central Intelligence Agency",
            "Directorate of Criminal Investigations",
            "Uganda Police Force"
        ]
    );
    assert_eq!(said(text, &x, MentionType::Person), ["William Burns"]);
}

#[test]
fn what_it_happened_beside_and_who_announced_it_are_not_told() {
    let text =
        "وعلى هامش المؤتمر التقى الأمين العام للإنتربول يورغن شتوك برئيس الشرطة الكينية جافيت كوم.";
    let kinds: Vec<_> = extract(text, None).events.iter().map(|e| e.kind).collect();
    assert_eq!(kinds, ["meeting"]);
    let text = "أعلن المتحدث باسم وزارة الداخلية الليبية أن الوزير المكلف عماد الطرابلسي بحث هاتفيا مع وزير الداخلية الإيطالي ماتيو بيانتيدوزي ملف الهجرة.";
    assert_eq!(extract(text, None).events[0].participants.len(), 2);
}

#[test]
fn a_visit_is_of_the_subject_and_not_of_who_came_along() {
    let text = "قام وزير الأمن الصومالي عبدالله شيخ إسماعيل، مرفوقا بمدير جهاز المخابرات مهد صلاد، بزيارة إلى أديس أبابا.";
    let x = extract(text, None);
    let who = x.events[0].participants[0]
        .entity
        .and_then(|e| x.entities[e].names[0].clone());
    assert_eq!(
        (x.events[0].kind, who.as_deref()),
        ("visit", Some("عبدالله شيخ إسماعيل"))
    );
}

#[test]
fn the_town_visited_needs_no_preposition() {
    let text = "زار وزير الداخلية العراقي عبد الأمير الشمري دكار يوم 3 مارس 2024.";
    let x = extract(text, None);
    let place = x.events[0]
        .place
        .first()
        .and_then(|&p| x.entities[p].known.clone());
    assert_eq!(
        (x.events[0].kind, place.as_deref()),
        ("visit", Some("geonames:2253354"))
    );
}

#[test]
fn the_same_source_is_what_it_was_when_it_was_named() {
    let meeting =
        "وأضاف المصدر ذاته أن وزير الداخلية الإسباني بيدرو لوبيز التقى نظيره المغربي كريم العلوي.";
    let attribution = |before: &str| {
        let text = format!("{before}\n{meeting}");
        extract(&text, None)
            .events
            .last()
            .and_then(|e| e.attribution)
    };
    assert_eq!(
        attribution("أفاد بلاغ للمديرية العامة للأمن الوطني بتوقيف شخصين."),
        Some("communique")
    );
    assert_eq!(
        attribution("أفادت مصادر متطابقة بتوقيف شخصين."),
        Some("unnamed")
    );
    assert_eq!(
        attribution("ذكرت وكالة رويترز أن شخصين أوقفا."),
        Some("media")
    );
    // Nothing was named before: who it is, the text does not say.
    assert_eq!(attribution("أوقف شخصان."), Some("unnamed"));
    for (text, said) in [
        (
            "Selon un communiqué du ministère de l'Intérieur, deux hommes ont été arrêtés.\nLe ministre de l'Intérieur Karim Alaoui a rencontré l'ambassadeur Pierre Martin, ajoute la même source.",
            "communique",
        ),
        (
            "Two men were arrested, a police statement said.\nInterior Minister James Okello met Ambassador John Carter, the same source said.",
            "communique",
        ),
    ] {
        let x = extract(text, None);
        let e = x.events.last().expect("a meeting");
        assert_eq!((e.kind, e.attribution), ("meeting", Some(said)), "{text}");
    }
}
