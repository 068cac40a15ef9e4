//! Reading the lists of words.

use std::collections::HashMap;
use std::error::Error;

use super::grow::Lexicon;
use super::hash::Quick;
use super::tag::{AR, EN, EVENTS, FR, Named, Place, Tag};
use super::verb::Verb;
use super::{classes, conjugate, places};

/// Things with names in three languages: `kind id = ar | fr | en`. Read first: of two readings of a phrase the first read goes first.
const THINGS: [&str; 4] = [
    include_str!("../data/lexicon/topics.txt"),
    include_str!("../data/lexicon/orgs.txt"),
    include_str!("../data/lexicon/services.txt"),
    include_str!("../data/lexicon/bodies.txt"),
];

/// Nationalities, places and given names, of the same form.
const NAMES: [&str; 4] = [
    include_str!("../data/lexicon/countries.txt"),
    include_str!("../data/lexicon/cities.txt"),
    include_str!("../data/lexicon/provinces.txt"),
    include_str!("../data/lexicon/given.txt"),
];

/// Grammar words of one language: `kind = forms`.
const WORDS: [(u8, &str); 3] = [
    (AR, include_str!("../data/lexicon/words.ar.txt")),
    (FR, include_str!("../data/lexicon/words.fr.txt")),
    (EN, include_str!("../data/lexicon/words.en.txt")),
];

/// Arabic words of every day.
const PLAIN: &str = include_str!("../data/lexicon/plain.ar.txt");

/// Where the place of an id lies in `Lexicon::places`.
type Known = HashMap<String, usize, Quick>;

/// Stands in place of a country where every country may have its own of that name.
const EACH: &str = "each";

pub(super) fn load() -> Result<Lexicon, Box<dyn Error>> {
    let mut lexicon = Lexicon::new();
    places::load(&mut lexicon)?;
    let mut known: Known = (lexicon.places.iter().enumerate())
        .map(|(n, p)| (p.id.clone(), n))
        .collect();
    let lines = |file: &'static str| {
        file.lines()
            .filter(|l| !l.starts_with('#'))
            .filter_map(|l| l.split_once('='))
    };
    for (head, forms) in THINGS.iter().flat_map(|f| lines(f)) {
        entry(&mut lexicon, &mut known, head.trim(), forms);
    }
    for (language, file) in WORDS {
        for (head, forms) in lines(file) {
            words(&mut lexicon, head.trim(), language, forms);
        }
    }
    for (head, forms) in NAMES.iter().flat_map(|f| lines(f)) {
        entry(&mut lexicon, &mut known, head.trim(), forms);
    }
    // Last: what another class knows is no plain word.
    for (head, forms) in lines(PLAIN) {
        words(&mut lexicon, head.trim(), AR, forms);
    }
    Ok(lexicon)
}

/// Words of a grammar class or an event type.
fn words(lexicon: &mut Lexicon, head: &str, language: u8, forms: &str) {
    let (kind, of) = head.split_once(' ').unwrap_or((head, ""));
    if kind == "verb" {
        return verbs(lexicon, of, language, forms);
    }
    let tag = match kind {
        "event" => match EVENTS.iter().position(|e| *e == of) {
            Some(n) => Tag::Event(n as u8),
            None => return,
        },
        "office" => Tag::Office,
        "officefull" => Tag::OfficeFull,
        "minister" => Tag::Minister,
        "portfolio" => Tag::Portfolio,
        "ministryword" => Tag::MinistryWord,
        "orghead" => Tag::OrgHead,
        "bodyhead" => Tag::BodyHead,
        "lowhead" => Tag::LowHead,
        "lowbody" => Tag::LowBody,
        "service" => Tag::Service,
        "bodyword" => Tag::BodyWord,
        "foreignhead" => Tag::ForeignHead,
        "orgword" => Tag::OrgWord,
        "rank" => Tag::Rank,
        "stop" => Tag::Stop,
        "plain" | "plainverb" | "plainnoun" => Tag::Plain,
        "noname" if language != AR => Tag::Plain,
        "trade" => Tag::Trade,
        "placekind" => Tag::PlaceKind,
        "counterpart" => Tag::Counterpart,
        "sourceword" => Tag::SourceWord,
        "unnamed" => Tag::Unnamed,
        "samesource" => Tag::SameSource,
        "mediaword" => Tag::MediaWord,
        "document" => Tag::Document,
        "cue" => match classes::cue(of) {
            Some(cue) => Tag::Cue(cue),
            None => return,
        },
        "field" => Tag::Field,
        "fieldtitle" => Tag::FieldTitle,
        "orgnoun" => Tag::OrgNoun,
        "thing" => Tag::Thing,
        _ => return,
    };
    if tag == Tag::Plain && language == AR {
        return plain(lexicon, kind, forms);
    }
    for form in forms.split(',').map(str::trim).filter(|f| !f.is_empty()) {
        if tag == Tag::Stop {
            lexicon.stops.insert(text::fold_str(form));
        }
        match form.strip_prefix('~') {
            Some(noun) => {
                for f in conjugate::noun(noun) {
                    lexicon.add(&f, tag, language, false);
                }
            }
            None => {
                let cased = matches!(tag, Tag::Rank | Tag::ForeignHead);
                lexicon.add(form, tag, language, cased);
                // "cheffe de la diplomatie": titles are listed for men.
                if language == FR && matches!(tag, Tag::Office | Tag::OfficeFull) {
                    let hers = feminine(form);
                    if hers != form {
                        lexicon.add(&hers, tag, language, cased);
                    }
                }
            }
        }
    }
}

/// Arabic words of every day with their forms: `plainverb = نظم ينظم`, `plainnoun = زيارة`, `plain = دقيق`.
fn plain(lexicon: &mut Lexicon, kind: &str, forms: &str) {
    for form in forms.split(',').map(str::trim).filter(|f| !f.is_empty()) {
        match (kind, form.split_once(' ')) {
            ("plainverb", Some((perfect, imperfect))) => {
                for (word, _) in conjugate::verb(perfect, imperfect) {
                    lexicon.add_plain(&word);
                }
            }
            ("plainnoun", _) => {
                let stem = form.strip_suffix('ة').unwrap_or(form);
                let many = ["ات", "ون"].map(|e| format!("{stem}{e}"));
                for word in conjugate::noun(form).into_iter().chain(many) {
                    lexicon.add_plain(&word);
                }
            }
            _ => lexicon.add_plain(form),
        }
    }
}

/// `verb class = perfect imperfect, …`: every form of the third person, and the event such verbs tell.
fn verbs(lexicon: &mut Lexicon, of: &str, language: u8, pairs: &str) {
    let Some((class, event, object)) = classes::class(of) else {
        return;
    };
    let event = EVENTS.iter().position(|e| *e == event);
    for (perfect, imperfect) in pairs.split(',').filter_map(|p| p.trim().split_once(' ')) {
        for (word, form) in conjugate::verb(perfect, imperfect.trim()) {
            if form.object.is_some() && !object {
                continue;
            }
            lexicon.add(&word, Tag::Verb(Verb { class, form }), language, false);
            if let Some(n) = event {
                lexicon.add(&word, Tag::Event(n as u8), language, false);
            }
        }
    }
}

/// The feminine of a French title: "directeur général adjoint" gives "directrice générale adjointe".
fn feminine(title: &str) -> String {
    let word = |w: &str| -> String {
        let ends = [
            ("teur", "trice"),
            ("eur", "eure"),
            ("ier", "ière"),
            ("tif", "tive"),
            ("al", "ale"),
            ("ent", "ente"),
            ("ant", "ante"),
        ];
        match w {
            "chef" => "cheffe".into(),
            "préfet" => "préfète".into(),
            "gouverneur" | "procureur" => format!("{w}e"),
            "patron" => "patronne".into(),
            "délégué" | "envoyé" | "chargé" | "attaché" | "adjoint" => format!("{w}e"),
            "numéro" | "un" | "deux" | "corps" | "état" | "haut" | "commandement" => w.into(),
            _ => match ends.iter().find(|(m, _)| w.ends_with(m)) {
                Some((m, f)) => format!("{}{f}", &w[..w.len() - m.len()]),
                None => w.into(),
            },
        }
    };
    // Only the title itself: what stands behind "de" is not hers.
    let mut out: Vec<String> = Vec::new();
    let mut own = true;
    for w in title.split(' ') {
        own &= !matches!(w, "de" | "du" | "des" | "à" | "aux" | "près" | "en")
            && !w.contains('\'')
            && w.chars().next().is_some_and(char::is_lowercase);
        out.push(if own { word(w) } else { w.to_owned() });
    }
    out.join(" ")
}

fn entry(lexicon: &mut Lexicon, known: &mut Known, head: &str, forms: &'static str) {
    let mut words = head.split(' ');
    let kind = words.next().unwrap_or("");
    let id = words.next();
    let iso = words.next();
    let columns: Vec<Vec<&'static str>> = forms
        .split('|')
        .map(|c| {
            c.split(',')
                .map(str::trim)
                .filter(|f| !f.is_empty())
                .collect()
        })
        .collect();
    if matches!(kind, "given" | "surname") {
        places::names(lexicon, kind == "surname", columns.iter().flatten());
        return;
    }
    let tag = match kind {
        "topic" | "region" | "threat" | "org" | "source" => {
            let n = lexicon.named.len() as u16;
            let mut names = [None, None, None];
            for (name, column) in names.iter_mut().zip(&columns) {
                *name = column.first().map(|f| (*f).to_owned());
            }
            lexicon.named.push(Named {
                id: id.unwrap_or("").to_owned(),
                iso: iso.filter(|iso| *iso != EACH).map(str::to_owned),
                each: iso == Some(EACH),
                names,
            });
            match kind {
                "topic" => Tag::Topic(n),
                "region" => Tag::Region(n),
                "threat" => Tag::Threat(n),
                "org" => Tag::Org(n),
                _ => Tag::Source(n),
            }
        }
        "nat" => return nationality(lexicon, id.unwrap_or(""), &columns),
        "country" | "city" | "province" => {
            return place(lexicon, known, kind, (id.unwrap_or(""), iso), &columns);
        }
        _ => return,
    };
    let cased = !matches!(tag, Tag::Topic(_));
    for (column, language) in columns.iter().zip([AR, FR, EN]) {
        for form in column {
            lexicon.add(form, tag, language, cased);
            for other in spellings(form).iter().filter(|_| language == EN) {
                lexicon.add(other, tag, language, cased);
            }
        }
    }
}

/// Spellings of the same English words.
const SPELLINGS: [(&str, &str); 16] = [
    ("rganization", "rganisation"),
    ("Defence", "Defense"),
    ("defence", "defense"),
    ("Centre", "Center"),
    ("Programme", "Program"),
    ("ooperation", "o-operation"),
    ("Counter-Terrorism", "Counterterrorism"),
    ("Counter Terrorism", "Counterterrorism"),
    ("Counter Terrorism", "Counter-Terrorism"),
    ("counter-terrorism", "counterterrorism"),
    ("cybersecurity", "cyber-security"),
    ("Cybersecurity", "Cyber Security"),
    ("cybercrime", "cyber-crime"),
    ("Cybercrime", "Cyber Crime"),
    ("US ", "U.S. "),
    ("UN ", "U.N. "),
];

/// The other ways to write `form`, with each of its words in each of its spellings.
fn spellings(form: &str) -> Vec<String> {
    let ways = || SPELLINGS.iter().flat_map(|&(a, b)| [(a, b), (b, a)]);
    let has = |form: &str, a: &str, b: &str| match a.ends_with(' ') {
        true => form.starts_with(a),
        // "Programme" holds "Program" and stays.
        false => form.contains(a) && !(b.contains(a) && form.contains(b)),
    };
    let mut all = vec![form.to_owned()];
    let mut n = 0;
    while n < all.len() && n < 16 {
        let form = all[n].clone();
        for (a, b) in ways().filter(|(a, b)| has(&form, a, b)) {
            let other = form.replace(a, b);
            if !all.contains(&other) {
                all.push(other);
            }
        }
        n += 1;
    }
    all.split_off(1)
}

/// A place of our own lists: more names for one of the gazetteer, or a place of its own.
fn place(
    lexicon: &mut Lexicon,
    known: &mut Known,
    kind: &str,
    (id, iso): (&str, Option<&str>),
    columns: &[Vec<&'static str>],
) {
    let key = match kind {
        "city" => format!("geonames:{id}"),
        _ => id.to_owned(),
    };
    let n = *known.entry(key).or_insert_with_key(|key| {
        lexicon.places.push(Place {
            id: key.clone(),
            iso: iso.unwrap_or(id).to_owned(),
            names: [None, None, None],
            country: kind == "country",
            strong: true,
        });
        lexicon.places.len() - 1
    });
    lexicon.places[n].strong = true;
    for ((column, language), slot) in columns.iter().zip([AR, FR, EN]).zip(0..3) {
        for form in column {
            lexicon.add(form, Tag::Place(n as u32), language, true);
        }
        if lexicon.places[n].names[slot].is_none() || kind != "country" && !column.is_empty() {
            lexicon.places[n].names[slot] = column.first().copied();
        }
    }
}

fn nationality(lexicon: &mut Lexicon, iso: &str, columns: &[Vec<&str>]) {
    let n = lexicon.named.len() as u16;
    lexicon.named.push(Named {
        id: iso.to_owned(),
        iso: Some(iso.to_owned()),
        each: false,
        names: [None, None, None],
    });
    for (column, language) in columns.iter().zip([AR, FR, EN]) {
        for form in column {
            for f in inflected(form, language) {
                lexicon.add(&f, Tag::Nat(n), language, language == EN);
            }
        }
    }
}

fn inflected(form: &str, language: u8) -> Vec<String> {
    let f = form.to_owned();
    match language {
        // "جنوب إفريقية", "كورية جنوبية"
        AR if form.contains(' ') => {
            let all = form.replace(' ', "ة ");
            vec![format!("{f}ة"), format!("{all}ة"), f]
        }
        AR => vec![format!("{f}ة"), format!("{f}ين"), format!("{f}تين"), f],
        FR => {
            let feminine = if form.ends_with("ien") || form.ends_with("éen") {
                format!("{f}ne")
            } else if form.ends_with('e')
                || form.ends_with('i')
                || form.ends_with("é")
                || form.ends_with("è")
            {
                f.clone()
            } else {
                format!("{f}e")
            };
            let plural = |s: &str| {
                if s.ends_with('s') {
                    s.to_owned()
                } else {
                    format!("{s}s")
                }
            };
            let mut all = vec![plural(&f), plural(&feminine), feminine];
            // "émirati" and "émiratie" are both written.
            if form.ends_with('i') {
                all.extend([format!("{f}e"), format!("{f}es")]);
            }
            all.push(f);
            all
        }
        _ => vec![format!("{f}s"), f],
    }
}
