//! Arabic sentences and what they tell: the lists are in `told/`.

mod told;

#[test]
fn arabic_sentences_tell_what_the_list_says() {
    told::listed(include_str!("told/arabic.txt"), 50);
}

/// Courtesies, titles in a row, the two sides, and what a communiqué quoted says.
#[test]
fn sentences_of_eastern_agencies_tell_what_the_list_says() {
    told::listed(include_str!("told/arabic_gulf.txt"), 15);
}

/// Companions of a journey, conferences with who holds them, second papers, reports quoted.
#[test]
fn what_stands_beside_is_told_apart() {
    told::listed(include_str!("told/arabic_sides.txt"), 15);
}

/// Who only watches, asks, lends his name or opens the door is named beside, and takes no part.
#[test]
fn who_is_named_beside_takes_no_part() {
    told::listed(include_str!("told/arabic_beside.txt"), 10);
}

/// Further meetings of the same people, guests and courtesy calls, conferences beside a meeting, pens, invitations.
#[test]
fn guests_and_further_meetings_are_told() {
    told::listed(include_str!("told/arabic_guests.txt"), 30);
}

/// Who speaks of a course, sides with their guests, callers, another session of a committee.
#[test]
fn short_reports_of_ministries_are_told() {
    told::listed(include_str!("told/arabic_report.txt"), 9);
}

/// People whom no list knows, and holders behind a judge's courtesy, a province or a rank with its arm.
#[test]
fn people_whom_no_list_knows_take_part() {
    told::listed(include_str!("told/arabic_unlisted.txt"), 20);
}

/// Two bodies of one name, two subjects, each apart, and who is only spoken of.
#[test]
fn two_of_one_kind_are_two() {
    told::listed(include_str!("told/arabic_two.txt"), 20);
}

/// A headline that names the bodies, and the text below that names who signs for them, tell one agreement.
#[test]
fn a_headline_is_told_by_the_text_below() {
    told::tells(&[(
        "الشرطة الفلسطينية والأمن العام الأردني يوقعان مذكرة تفاهم\nرام الله - دنيا الوطن\nوقع اللواء حازم رباح، مدير عام الشرطة، اليوم الاثنين، مذكرة تفاهم مع اللواء فاضل العبادي، مدير عام الأمن العام الأردني، وذلك لتعزيز التعاون بين البلدين الشقيقين في مكافحة الجريمة.",
        &["agreement: حازم رباح + فاضل العبادي"],
    )]);
}

/// What day an event was on, not the day it was announced, nor that of a paper spoken of.
#[test]
fn the_day_is_that_of_the_event() {
    for (text, want) in [
        (
            "أعلنت الشرطة الوطنية الإسبانية الأربعاء أنها فككت، بدعم من يوروبول، شبكة لتهريب المخدرات.",
            None,
        ),
        (
            "أعلن الحرس المدني الإسباني في 12 ماي الجاري تنفيذ عملية مشتركة مع الدرك الوطني.",
            None,
        ),
        (
            "اختتمت اليوم بتونس دورة تدريبية نظمها الإنتربول خلال الفترة من 6 إلى 10 ماي الجاري لفائدة ضباط من الدرك الوطني.",
            Some("2024-05-06"),
        ),
        (
            "التقى وزير الداخلية خالد النوري أمس الأول نظيره الليبي عماد الطرابلسي.",
            Some("2024-05-15"),
        ),
        (
            "وقع وزير الداخلية خالد النوري أمس مع نظيره الليبي عماد الطرابلسي خطة عمل تمتد حتى العام 2027.",
            Some("2024-05-16"),
        ),
    ] {
        let x = extract::extract(text, text::Date::parse("2024-05-17"));
        let day = x.events.first().map(|e| e.start.map(|d| d.to_string()));
        assert_eq!(day, Some(want.map(str::to_owned)), "{text}");
    }
}

#[test]
fn arabic_papers_courses_and_operations() {
    told::listed(include_str!("told/arabic_papers.txt"), 20);
}

/// Who opens, speaks, teaches, heads a delegation or signs, where a later sentence says so; and who is only named there.
#[test]
fn later_sentences_add_who_took_part() {
    told::listed(include_str!("told/arabic_later.txt"), 20);
}

/// Each way to say that something was, is or will be.
#[test]
fn verbs_and_nouns_tell_what_the_list_says() {
    told::listed(include_str!("told/arabic_verbs.txt"), 40);
}

/// Wished, asked for, offered, tried, denied, called off.
#[test]
fn what_is_only_wished_is_not_told() {
    told::listed(include_str!("told/arabic_unreal.txt"), 60);
}

/// Two bodies in one dual, whom "both" means, pens of a paper, spokesmen, halls, third bodies, envoys named later.
#[test]
fn what_pages_of_services_tell() {
    told::listed(include_str!("told/arabic_pages.txt"), 45);
}

/// Offices in whatever words up to their holder, and family names that are words of every day.
#[test]
fn holders_are_who_the_list_says() {
    told::held(include_str!("told/arabic_holders.txt"), 15);
}

/// The same told of people called otherwise.
#[test]
fn other_names_change_nothing() {
    told::listed(include_str!("told/arabic_renamed.txt"), 15);
}

/// What is said aside hides nobody and tells nothing.
#[test]
fn what_is_said_aside_changes_nothing() {
    told::listed(include_str!("told/arabic_aside.txt"), 13);
}

/// Clauses that say themselves who does it, a semicolon, and whom a part set apart names.
#[test]
fn what_stands_together_is_told_as_apart() {
    told::listed(include_str!("told/arabic_composed.txt"), 19);
}

/// Sentences whose people have nothing to do with each other.
const APART: &[(&str, &str)] = &[
    (
        "استقبل وزير الداخلية التونسي خالد المرزوقي السفير الكندي مارك بلان",
        "meeting: خالد المرزوقي + مارك بلان",
    ),
    (
        "وقعت شرطة دبي والشرطة الاتحادية الألمانية مذكرة تفاهم",
        "agreement: الشرطة الاتحادية + شرطة دبي",
    ),
    (
        "نفذت خفر السواحل الإيطالية والحرس المدني الإسباني عملية مشتركة",
        "operation: الحرس المدني + خفر السواحل",
    ),
    (
        "بحث مدير الأمن العام الأردني عبيد الحمود مع وفد من المنظمة الدولية للهجرة ملف الحدود",
        "meeting: المنظمة الدولية للهجرة + عبيد الحمود",
    ),
    (
        "زار رئيس جهاز المخابرات العراقي حميد الشطري أنقرة",
        "visit: حميد الشطري",
    ),
    (
        "نظم الدرك الوطني السنغالي دورة تدريبية بالتعاون مع يوروبول",
        "training: الدرك الوطني + يوروبول",
    ),
];

/// Two of them, however they are put together, tell what both tell.
#[test]
fn two_sentences_tell_what_both_tell() {
    let mut texts: Vec<(String, [&str; 2])> = Vec::new();
    for (one, first) in APART {
        for (other, second) in APART.iter().filter(|o| o.0 != *one) {
            for between in [
                ". ",
                ".\n",
                "؛ ",
                "، فيما ",
                "، بينما ",
                "، في حين ",
                "، كما ",
                "، و",
            ] {
                texts.push((format!("{one}{between}{other}."), [first, second]));
            }
        }
    }
    let cases: Vec<(&str, &[&str])> = texts.iter().map(|t| (t.0.as_str(), &t.1[..])).collect();
    told::tells(&cases);
}
