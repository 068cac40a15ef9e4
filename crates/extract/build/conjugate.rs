//! Arabic verbs and verbal nouns from their dictionary form: `التقى يلتقي` is read in every form of the third person.
//!
//! News speaks of people in the third person, so these are all its forms: gender and number with the dual, the future
//! with س, the endings without ن behind أن, and an object joined to the verb (`استقبله`, `التقاهما`). Forms are written
//! as a newsroom writes them; the lexicon folds them like any other word.

use super::verb::{Form, Number};

/// Object pronouns a verb or noun may bear.
const PRONOUNS: [(&str, Number); 4] = [
    ("ه", Number::One),
    ("ها", Number::One),
    ("هما", Number::Two),
    ("هم", Number::Many),
];

/// Every form of a verb from the perfect and imperfect of "he": `زار`, `يزور`.
pub(super) fn verb(perfect: &str, imperfect: &str) -> Vec<(String, Form)> {
    let mut out = Vec::new();
    for (form, joined, subject) in perfects(perfect) {
        add(&mut out, &form, &joined, subject, false);
    }
    for (form, joined, subject) in imperfects(imperfect) {
        let will = |f: &str| ["س", f].concat();
        add(&mut out, &will(&form), &will(&joined), subject, true);
        add(&mut out, &form, &joined, subject, true);
    }
    out
}

/// A form alone and with each object pronoun; `joined` is how it is written before one.
fn add(out: &mut Vec<(String, Form)>, form: &str, joined: &str, subject: Number, imperfect: bool) {
    let alone = Form {
        subject,
        object: None,
        imperfect,
    };
    out.push((form.to_owned(), alone));
    if joined.is_empty() || joined == "س" {
        return;
    }
    for (pronoun, number) in PRONOUNS {
        let object = Some(number);
        out.push(([joined, pronoun].concat(), Form { object, ..alone }));
    }
}

/// How the last letter of a verb behaves before endings.
enum End<'a> {
    /// التقى, يتلقى: what stands before the ى.
    Maqsura(&'a str),
    /// دعا
    Alef(&'a str),
    /// يلتقي, لقي
    Ya(&'a str),
    /// يدعو
    Waw(&'a str),
    /// بدأ, يهنئ
    Hamza(&'a str),
    Sound,
}

fn end(verb: &str) -> End<'_> {
    let strip = |letters: &[char]| verb.strip_suffix(letters);
    match verb.chars().next_back() {
        Some('ى') => End::Maqsura(strip(&['ى']).unwrap_or(verb)),
        Some('ا') => End::Alef(strip(&['ا']).unwrap_or(verb)),
        Some('ي') => End::Ya(strip(&['ي']).unwrap_or(verb)),
        Some('و') => End::Waw(strip(&['و']).unwrap_or(verb)),
        Some('أ' | 'ئ') => End::Hamza(strip(&['أ', 'ئ']).unwrap_or(verb)),
        _ => End::Sound,
    }
}

type Row = (String, String, Number);

fn row(form: String, joined: String, subject: Number) -> Row {
    (form, joined, subject)
}

/// "he", "she", "they two", "they two" of women, "they": the form, and as it stands before an object.
fn perfects(v: &str) -> Vec<Row> {
    use Number::{Many, One, Two};
    let f = |stem: &str, ending: &str| [stem, ending].concat();
    // "he" before an object, the stem of "she", "they two", the stems of "they".
    let (joined, she, two, they) = match end(v) {
        End::Maqsura(b) => (f(b, "ا"), b, f(b, "يا"), vec![b.to_owned()]),
        End::Alef(b) => (v.to_owned(), b, f(b, "وا"), vec![b.to_owned()]),
        End::Ya(b) => (v.to_owned(), v, f(v, "ا"), vec![b.to_owned()]),
        End::Hamza(b) => (v.to_owned(), v, f(b, "آ"), vec![v.to_owned(), f(b, "ؤ")]),
        End::Waw(_) | End::Sound => (v.to_owned(), v, f(v, "ا"), vec![v.to_owned()]),
    };
    let both = |form: String, n| row(form.clone(), form, n);
    let mut out = vec![
        row(v.to_owned(), joined, One),
        both(f(she, "ت"), One),
        both(two, Two),
        both(f(she, "تا"), Two),
    ];
    out.extend(they.iter().map(|s| row(f(s, "وا"), f(s, "و"), Many)));
    out
}

/// "he" and "she", "they two", "they", the last two also without their ن.
fn imperfects(v: &str) -> Vec<Row> {
    use Number::{Many, One, Two};
    let f = |stem: &str, ending: &str| [stem, ending].concat();
    // The stem of "he", before an object, before the dual, before the plural.
    let (joined, dual, plurals) = match end(v) {
        End::Maqsura(b) => (f(b, "ا"), f(b, "ي"), vec![b.to_owned()]),
        End::Ya(b) | End::Waw(b) => (v.to_owned(), v.to_owned(), vec![b.to_owned()]),
        End::Hamza(b) => (
            v.to_owned(),
            v.to_owned(),
            vec![v.to_owned(), f(b, "ؤ"), f(b, "ئ")],
        ),
        _ => (v.to_owned(), v.to_owned(), vec![v.to_owned()]),
    };
    let mut out = Vec::new();
    for person in ["ي", "ت"] {
        let with = |s: &str| match s.strip_prefix('ي') {
            Some(rest) => [person, rest].concat(),
            None => s.to_owned(),
        };
        out.push(row(with(v), with(&joined), One));
        let two = f(&with(&dual), "ا");
        out.push(row(f(&two, "ن"), f(&two, "ن"), Two));
        out.push(row(two.clone(), two, Two));
        for p in plurals.iter().filter(|_| person == "ي") {
            let many = f(&with(p), "و");
            out.push(row(f(&many, "ن"), f(&many, "ن"), Many));
            out.push(row(f(&many, "ا"), many, Many));
        }
    }
    out
}

/// A noun of doing with whose it is, its indefinite object form and its dual: `لقاء`, `لقائه`, `لقاءين`.
pub(super) fn noun(noun: &str) -> Vec<String> {
    let mut out = vec![noun.to_owned()];
    let mut joined = Vec::new();
    if let Some(b) = noun.strip_suffix('ة') {
        joined.push(format!("{b}ت"));
        out.extend([format!("{b}تين"), format!("{b}تان"), format!("{b}تي")]);
    } else if let Some(b) = noun.strip_suffix('ء') {
        joined.extend([format!("{b}ء"), format!("{b}ئ"), format!("{b}ؤ")]);
        out.extend([format!("{b}ءين"), format!("{b}ئين"), format!("{b}ءان")]);
        out.push(format!("{b}ءا"));
    } else if noun.ends_with("ات") {
        joined.push(noun.to_owned());
    } else {
        joined.push(noun.to_owned());
        out.extend(["ا", "ين", "ان"].map(|e| format!("{noun}{e}")));
    }
    for stem in joined {
        out.extend(PRONOUNS.iter().map(|(p, _)| format!("{stem}{p}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(perfect: &str, imperfect: &str, forms: &str) {
        let all: Vec<String> = verb(perfect, imperfect).into_iter().map(|f| f.0).collect();
        for form in forms.split(' ') {
            assert!(all.iter().any(|f| f == form), "{form} of {perfect}");
        }
    }

    /// Sound, hollow, doubled, weak in the last letter of each kind, with a hamza at the end.
    #[test]
    fn all_forms_of_the_third_person() {
        has(
            "استقبل",
            "يستقبل",
            "استقبل استقبلت استقبلا استقبلتا استقبلوا استقبله استقبلته استقبلها استقبلهما استقبلهم استقبلوه استقبلاه يستقبل \
             تستقبل يستقبلان تستقبلان يستقبلا يستقبلون يستقبلوا يستقبله تستقبلهم سيستقبل ستستقبل سيستقبلان سيستقبلون سيستقبله",
        );
        has(
            "التقى",
            "يلتقي",
            "التقى التقت التقيا التقتا التقوا التقاه التقاها التقته التقاهما التقوه يلتقي تلتقي يلتقيان يلتقيا يلتقون \
             يلتقوا سيلتقي ستلتقي يلتقيه",
        );
        has(
            "تلقى",
            "يتلقى",
            "تلقت تلقيا تلقوا تلقاه يتلقيان يتلقون يتلقاه",
        );
        has("دعا", "يدعو", "دعت دعوا دعاه دعته يدعوان يدعون يدعوه");
        has(
            "زار",
            "يزور",
            "زارت زارا زارتا زاروا زاره زارته يزوران يزورون يزوره سيزور",
        );
        has("حل", "يحل", "حلت حلا حلوا يحلان ستحل");
        has("بدأ", "يبدأ", "بدأت بدآ بدأوا بدؤوا يبدأون يبدؤون بدأه");
        has("هنأ", "يهنئ", "هنأت يهنئون هنأه يهنئه");
        has("لقي", "يلقى", "لقيت لقوا لقيه يلقاه");
    }

    #[test]
    fn nouns_bear_whose_they_are() {
        let has = |n: &str, forms: &str| {
            let all = noun(n);
            for form in forms.split(' ') {
                assert!(all.iter().any(|f| f == form), "{form} of {n}");
            }
        };
        has("لقاء", "لقاء لقائه لقاؤه لقاءه لقاءين لقائهما");
        has("زيارة", "زيارته زيارتها زيارتين زيارتهما");
        has("استقبال", "استقباله استقبالا استقبالهم");
        has("مباحثات", "مباحثاته مباحثاتهما");
    }
}
