//! What the lists name is read whole, each of it, in plain sentences of its language.

use crate::lexicon::LEXICON;
use crate::{Extraction, MentionType, extract};

/// The mentions of `kind`.
fn said<'a>(x: &Extraction, text: &'a str, kind: MentionType) -> Vec<&'a str> {
    let all = x.mentions.iter().filter(|m| m.kind == kind);
    all.map(|m| &text[m.start..m.end]).collect()
}

/// The names behind `tag` in a list, with what stands before "=" and in which of its columns.
fn listed<'a>(list: &'a str, tag: &'a str) -> impl Iterator<Item = (&'a str, usize, &'a str)> {
    let lines = list.lines().filter_map(move |l| l.strip_prefix(tag));
    lines
        .filter_map(|l| l.split_once('='))
        .flat_map(|(head, rest)| {
            let columns = rest.split('|').enumerate();
            columns.flat_map(move |(k, names)| {
                let names = names.split(',').map(str::trim).filter(|n| !n.is_empty());
                names.map(move |n| (head.trim(), k, n))
            })
        })
}

/// Whether `person` is the one who is named, and holds an office of `land`.
fn holds(text: &str, person: &str, land: &str) -> bool {
    let x = extract(text, None);
    let whose = |e: &crate::Entity| {
        e.kind == MentionType::Office && e.holder.is_some() && e.country.as_deref() == Some(land)
    };
    said(&x, text, MentionType::Person) == [person] && x.entities.iter().any(whose)
}

/// The few that another word stands in the way of.
const NOT_READ: [&str; 3] = [
    "الإقليم البريطاني في المحيط الهندي",
    "Territoire britannique de l’océan Indien",
    "سفالبارد وجان ماين",
];

#[test]
fn every_country_is_read_by_its_name() {
    let frames = [
        ("وصل مدير الشرطة سامي حداد إلى ", "، أمس."),
        (
            "Le ministre de l'Intérieur s'est rendu mardi en ",
            " et a rencontré son homologue.",
        ),
        (
            "The interior minister visited ",
            " on Tuesday and met his counterpart.",
        ),
    ];
    let mut wrong = Vec::new();
    for p in LEXICON.places.iter().filter(|p| p.country) {
        for (name, (before, behind)) in p.names.iter().zip(frames) {
            let Some(name) = name.as_deref().filter(|n| !NOT_READ.contains(n)) else {
                continue;
            };
            let text = format!("{before}{name}{behind}");
            if said(&extract(&text, None), &text, MentionType::Location) != [name] {
                wrong.push(text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_nationality_says_whose_office_it_is() {
    let mut wrong = Vec::new();
    for (land, k, nation) in listed(include_str!("../../data/lexicon/countries.txt"), "nat ") {
        // "EU Interior Minister" is of a body; "إفريقي أوسطي" has its ending twice.
        if land == "EU" || nation == "إفريقي أوسطي" {
            continue;
        }
        let text = match k {
            0 => format!("التقى وزير الداخلية ال{nation} سامي حداد مدير الشرطة."),
            1 => format!("Le ministre {nation} de l'Intérieur, Paul Durand, a parlé."),
            _ => format!("{nation} Interior Minister Paul Durand spoke."),
        };
        let person = if k == 0 {
            "سامي حداد"
        } else {
            "Paul Durand"
        };
        if !holds(&text, person, land) {
            wrong.push(text);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_given_name_begins_a_name() {
    // Ranks, and a family's name of Mali and Viet Nam that comes first.
    const RANKS: [&str; 4] = ["Cheikh", "Sheikh", "Tuan", "Germán"];
    let mut wrong = Vec::new();
    let given = listed(include_str!("../../data/lexicon/given.txt"), "given ");
    let latin = given.filter(|g| !g.2.contains(|c| ('\u{620}'..='\u{64a}').contains(&c)));
    for (_, _, name) in latin.filter(|g| !RANKS.contains(&g.2)) {
        let name = format!("{name} Castelnau");
        for text in [
            format!("L'accord a été signé mardi par {name} et le général Paul Durand."),
            format!("The agreement was signed on Tuesday by {name} and General Paul Durand."),
        ] {
            if !said(&extract(&text, None), &text, MentionType::Person).contains(&name.as_str()) {
                wrong.push(text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_country_says_whose_office_it_is() {
    let mut wrong = Vec::new();
    for p in LEXICON.places.iter().filter(|p| p.country) {
        // Islands with a sign in their name.
        let [arabic, _, english] = &p.names;
        if english
            .as_deref()
            .is_none_or(|n| n.contains(['&', '.', '(', '’']))
        {
            continue;
        }
        let texts = [
            arabic.as_ref().map(|n| {
                (
                    format!("استقبل مدير الأمن سفير {n} سامي حداد أمس."),
                    "سامي حداد",
                )
            }),
            english.as_ref().map(|n| {
                (
                    format!("{n}'s Interior Minister Paul Durand spoke on Tuesday."),
                    "Paul Durand",
                )
            }),
            english.as_ref().map(|n| {
                (
                    format!("The Ambassador of {n}, Paul Durand, spoke on Tuesday."),
                    "Paul Durand",
                )
            }),
        ];
        for (text, person) in texts.into_iter().flatten() {
            if !holds(&text, person, &p.iso) {
                wrong.push(text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
