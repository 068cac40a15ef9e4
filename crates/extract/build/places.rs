//! Countries, cities and parts of names from the packed gazetteer.

use std::error::Error;

use super::grow::Lexicon;
use super::tag::{AR, EN, FR, Place, Role, Tag};
use text::{fold_str, strip_article};

static PACKED: &[u8] = include_bytes!("../data/gazetteer.zst");

pub(super) fn load(lexicon: &mut Lexicon) -> Result<(), Box<dyn Error>> {
    let text: &'static str = String::from_utf8(zstd::decode_all(PACKED)?)?.leak();
    for line in text.lines() {
        let mut f = line.split('\t');
        match f.next() {
            Some("T") => territory(lexicon, f),
            Some("C") => city(lexicon, f),
            Some("N" | "L") => person(lexicon, f),
            _ => {}
        }
    }
    Ok(())
}

fn territory(lexicon: &mut Lexicon, mut f: impl Iterator<Item = &'static str>) {
    let Some(iso) = f.next() else { return };
    let mut name = || f.next().filter(|name| !name.is_empty());
    let names = [name(), name(), name()];
    let n = lexicon.places.len() as u32;
    for (name, language) in names.into_iter().zip([AR, FR, EN]) {
        if let Some(name) = name {
            lexicon.add(name, Tag::Place(n), language, true);
        }
    }
    lexicon.places.push(Place {
        id: iso.to_owned(),
        iso: iso.to_owned(),
        names,
        country: true,
        strong: true,
    });
}

/// Towns' names that are words of every day; such a town is found by its other names.
const WORDS: [&str; 35] = [
    "مدينه",
    "ميدان",
    "سلطات",
    "دوله",
    "حصار",
    "عشاق",
    "خفي",
    "جاس",
    "تور",
    "بحري",
    "روم",
    "ربك",
    "عماره",
    "تانه",
    "تته",
    "طراز",
    "تراز",
    "تولا",
    "سالم",
    "صهيون",
    "ابا",
    "اسن",
    "بلم",
    "بلا",
    "ور",
    "وار",
    "ورن",
    "زان",
    "خرج",
    "جنان",
    "مركز",
    "قاعده",
    "حدود",
    "مينا",
    "ان",
];

fn city(lexicon: &mut Lexicon, mut f: impl Iterator<Item = &'static str>) {
    let (Some(id), Some(iso), Some(flags)) = (f.next(), f.next(), f.next()) else {
        return;
    };
    let names: Vec<&str> = f.collect();
    let n = lexicon.places.len() as u32;
    let word = |name: &str| WORDS.contains(&strip_article(&fold_str(name)));
    let arabic = |s: &&&str| s.chars().next().is_some_and(|c| c > '\u{600}');
    for name in &names {
        let language = if arabic(&name) { AR } else { FR | EN };
        // Three letters are too little to tell a town from a word.
        if (name.chars().count() > 3 || flags != "0") && !word(name) {
            lexicon.add(name, Tag::Place(n), language, true);
        }
    }
    // The spelling in common use comes first.
    let ar = names.iter().find(arabic).copied();
    let en = names.first().copied();
    lexicon.places.push(Place {
        id: format!("geonames:{id}"),
        iso: iso.to_owned(),
        names: [ar, en, en],
        country: false,
        strong: flags != "0",
    });
}

fn person<'a>(lexicon: &mut Lexicon, mut f: impl Iterator<Item = &'a str>) {
    let (Some(role), Some(count), Some(word)) = (f.next(), f.next(), f.next()) else {
        return;
    };
    let folded = fold_str(word);
    let key = strip_article(&folded);
    let count = count.parse::<u32>().unwrap_or(1).min(255) as u8;
    let new = Role {
        given: matches!(role, "g" | "b"),
        surname: role != "g",
        count,
    };
    let r = lexicon.people.entry(key.to_owned()).or_insert(new);
    *r = Role {
        given: r.given | new.given,
        surname: r.surname | new.surname,
        count: r.count.max(count),
    };
}

/// Given or family names of the project's own list: as sure as a common one of the packed list.
pub(super) fn names<'a>(
    lexicon: &mut Lexicon,
    surname: bool,
    names: impl Iterator<Item = &'a &'a str>,
) {
    for name in names {
        let folded = fold_str(name);
        let none = Role {
            given: false,
            surname: false,
            count: 0,
        };
        let key = strip_article(&folded).to_owned();
        let r = lexicon.people.entry(key).or_insert(none);
        r.given |= !surname;
        r.surname |= surname;
        r.count = r.count.max(9);
    }
}
