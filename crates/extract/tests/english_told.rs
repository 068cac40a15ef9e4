//! English reports of ministries and police forces and what they tell: the lists are in `told/`.

mod told;

#[test]
fn formal_reports_tell_what_the_list_says() {
    told::listed(include_str!("told/english_formal.txt"), 120);
}

#[test]
fn reports_of_ministries_tell_what_the_list_says() {
    told::listed(include_str!("told/english_ministries.txt"), 110);
}

#[test]
fn reports_of_agencies_tell_what_the_list_says() {
    told::listed(include_str!("told/english_agencies.txt"), 50);
}

#[test]
fn those_take_part_whom_the_list_says() {
    told::listed(include_str!("told/english_parts.txt"), 100);
}

#[test]
fn meetings_in_a_row_and_joint_papers_tell_what_the_list_says() {
    told::listed(include_str!("told/english_next.txt"), 180);
}

#[test]
fn further_sentences_add_whom_the_list_says() {
    told::listed(include_str!("told/english_there.txt"), 50);
}

#[test]
fn who_stands_beside_is_told_apart_as_the_list_says() {
    told::listed(include_str!("told/english_beside.txt"), 100);
}

#[test]
fn other_fillers_tell_the_same() {
    told::listed(include_str!("told/english_varied.txt"), 30);
}

#[test]
fn composed_sentences_tell_what_the_list_says() {
    told::listed(include_str!("told/english_composed.txt"), 30);
}

/// Sentences with nobody in common, and what each tells.
const ALONE: [(&str, &str); 8] = [
    (
        "Interior Minister Karim Haddad met Ambassador David Green in Amman",
        "meeting: David Green + Karim Haddad",
    ),
    (
        "Army Chief Tomas Novak was received by Justice Minister Elena Petrova in Sofia",
        "meeting: Elena Petrova + Tomas Novak",
    ),
    (
        "Foreign Minister Amina Diallo spoke by telephone with Home Secretary Rahul Menon about cybercrime",
        "call: Amina Diallo + Rahul Menon",
    ),
    (
        "Prosecutor General Olga Kovalenko arrived in Lyon for a two-day visit",
        "visit: Olga Kovalenko",
    ),
    (
        "Defence Minister Luis Ortega opened a conference on border security in Madrid",
        "conference: Luis Ortega",
    ),
    (
        "officers of the Malta Police Force and the Dutch National Police arrested 14 suspects in Prague",
        "operation: Dutch National Police + Malta Police Force",
    ),
    (
        "the Royal Oman Police trained officers of the Somali Police Force in Muscat",
        "training: Royal Oman Police + Somali Police Force",
    ),
    (
        "the Kenya Police Service and the Uganda Police Force signed an agreement on drug trafficking",
        "agreement: Kenya Police Service + Uganda Police Force",
    ),
];

#[test]
fn two_things_told_together_are_told_as_each_alone() {
    let ways = [
        ("", ". ", "."),
        ("", "; ", "."),
        ("", ", and ", "."),
        ("", ", while ", "."),
        ("", " on Monday, as ", "."),
        ("While ", ", ", "."),
        ("", ", two days after ", "."),
        ("", ", hours before ", "."),
        ("", " on Monday. The same day, ", "."),
        ("", ".\n\nEarlier, ", "."),
    ];
    let upper = |s: &str| s[..1].to_uppercase() + &s[1..];
    let mut cases = Vec::new();
    for (open, between, end) in ways {
        for (a, told) in ALONE {
            for (b, other) in ALONE.into_iter().filter(|o| o.0 != a) {
                let b = match between.ends_with(". ") {
                    true => upper(b),
                    false => b.to_owned(),
                };
                cases.push((upper(&format!("{open}{a}{between}{b}{end}")), [told, other]));
            }
        }
    }
    let cases: Vec<(&str, &[&str])> = cases.iter().map(|c| (&c.0[..], &c.1[..])).collect();
    told::tells(&cases);
}

#[test]
fn offices_are_held_by_whom_the_list_says() {
    told::held(include_str!("told/english_holders.txt"), 70);
}

#[test]
fn a_paper_that_somebody_spoke_to_is_no_source_of_the_event() {
    let text = "Officers of the Ghana Immigration Service and the Togo Gendarmerie held a joint operation at Aflao on Monday, \
        Inspector Kofi Mensah told The Point.";
    let x = extract::extract(text, text::Date::parse("2024-05-17"));
    assert!(!x.events.is_empty(), "{text}");
    assert!(x.events.iter().all(|e| e.source.is_empty()), "{text}");
}
