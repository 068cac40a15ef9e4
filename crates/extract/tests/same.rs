//! One text typed in other ways is read the same: spaces, marks, digits and line ends are the writer's program's, not the writer's.

mod gold;
mod says;

use extract::MentionType::{Organization, Person};
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;

/// What is read, without where: places move when signs are put in.
fn read(text: &str) -> Value {
    let mut x = extract::to_json(text, None);
    let chars: Vec<char> = text.chars().collect();
    let said = |v: &Value| {
        let at = |k: &str| v[k].as_u64().unwrap_or(0) as usize;
        let said: String = chars[at("start")..at("end")].iter().collect();
        let words: Vec<String> = (text::fold_str(&said).split_whitespace())
            .map(str::to_owned)
            .collect();
        words.join(" ")
    };
    let list = |k: &str| {
        let all = x[k].as_array().into_iter().flatten();
        all.map(|v| json!([v["kind"], v["type"], v["entity"], said(v)]))
            .collect::<Vec<_>>()
    };
    let (furniture, mentions) = (list("furniture"), list("mentions"));
    for e in x["events"].as_array_mut().into_iter().flatten() {
        e["trigger"] = json!(said(&e["trigger"]));
    }
    let all = json!([furniture, mentions, x["entities"], x["events"]]);
    // Names keep the writer's apostrophes, and spans the stars inside.
    let all = all.to_string().replace('’', "'").replace('*', "");
    serde_json::from_str(&all).expect("JSON")
}

/// Every character of `text` as `with` writes it between its neighbours.
fn each(text: &str, with: impl Fn(char, char, char) -> String) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |n: Option<usize>| n.and_then(|n| chars.get(n)).copied().unwrap_or(' ');
    (chars.iter().enumerate())
        .map(|(n, &c)| with(at(n.checked_sub(1)), c, at(Some(n + 1))))
        .collect()
}

fn arabic(c: char) -> bool {
    ('\u{0621}'..='\u{064A}').contains(&c)
}

/// A space between two words of a line.
fn between(a: char, c: char, b: char) -> bool {
    c == ' ' && a.is_alphanumeric() && b.is_alphanumeric()
}

type Way = (&'static str, fn(&str) -> String);

const WAYS: [Way; 15] = [
    ("no-break spaces", |t| {
        each(t, |a, c, b| match between(a, c, b) {
            true => "\u{a0}".into(),
            false => c.into(),
        })
    }),
    ("two spaces in paragraphs", |t| {
        // Where links stand apart by spaces, the text must not have them too.
        let rows = t.contains("  ");
        let line = |l: &str| match !rows && l.split(' ').count() > 24 && l.ends_with('.') {
            true => each(l, |a, c, b| match between(a, c, b) {
                true => "  ".into(),
                false => c.into(),
            }),
            false => l.to_owned(),
        };
        t.split('\n').map(line).collect::<Vec<_>>().join("\n")
    }),
    ("accents apart", |t| t.nfd().collect()),
    ("vowel signs", |t| {
        each(t, |_, c, b| match arabic(c) && arabic(b) {
            true => format!("{c}\u{064E}"),
            false => c.into(),
        })
    }),
    ("drawn-out letters", |t| {
        let joins = |c: char| "بتثجحخسشصضطظعغفقكلمنهي".contains(c);
        each(t, |_, c, b| match joins(c) && arabic(b) {
            true => format!("{c}\u{0640}"),
            false => c.into(),
        })
    }),
    ("Arabic-Indic digits", |t| {
        let digits: Vec<char> = ('٠'..='٩').collect();
        let arabic = t.contains('ا');
        each(t, |_, c, _| match c.to_digit(10).filter(|_| arabic) {
            Some(d) => digits[d as usize].into(),
            None => c.into(),
        })
    }),
    ("Persian letters", |t| t.replace('ي', "ی").replace('ك', "ک")),
    ("soft hyphens", |t| {
        each(t, |a, c, b| {
            let inside = |c: char| c.is_ascii_lowercase();
            match inside(a) && inside(c) && inside(b) {
                true => format!("{c}\u{AD}"),
                false => c.into(),
            }
        })
    }),
    ("joiners", |t| {
        each(t, |_, c, b| match arabic(c) && arabic(b) {
            true => format!("{c}\u{200C}"),
            false => c.into(),
        })
    }),
    ("marks of direction", |t| {
        each(t, |a, c, b| match between(a, c, b) {
            true => "\u{200F} ".into(),
            false => c.into(),
        })
    }),
    ("bold print", |t| {
        let long = |w: &str| w.chars().count() > 6 && w.chars().all(char::is_alphanumeric);
        let word = |w: &str| match long(w) {
            true => format!("*{w}*"),
            false => w.to_owned(),
        };
        let line = |l: &str| l.split(' ').map(word).collect::<Vec<_>>().join(" ");
        t.split('\n').map(line).collect::<Vec<_>>().join("\n")
    }),
    ("line ends of Windows", |t| t.replace('\n', "\r\n")),
    ("empty lines", |t| t.replace('\n', "\n\n")),
    ("spaces at line ends", |t| t.replace('\n', " \n ")),
    ("curved apostrophes", |t| t.replace('\'', "’")),
];

#[test]
fn texts_typed_otherwise_are_read_the_same() {
    let mut read_again = 0;
    for language in ["ar", "fr", "en"] {
        for (n, (file, text)) in gold::texts(language).into_iter().enumerate() {
            let first = read(&text);
            // Every text in three ways, every way in texts of each language.
            for k in 0..3 {
                let (name, way) = WAYS[(n * 3 + k) % WAYS.len()];
                let other = way(&text);
                if other != text {
                    read_again += 1;
                    assert_eq!(read(&other), first, "{name}: {file}");
                }
            }
        }
    }
    assert!(read_again > 500, "{read_again}");
}

#[test]
fn ali_is_a_name_and_upon_a_particle_on_every_kind_of_page() {
    says::says(
        Person,
        &[
            // Egypt leaves the dots of a last ya away.
            (
                "وصل العميد على الفرجانى إلى القاهرة، التى يزورها فى إطار التعاون، وأشرف على التدريب.",
                &["على الفرجانى"],
            ),
            (
                "استقبل اللواء خالد على القحطانى الوفد فى مكتبه، واتفقا على تبادل الخبرات، على أن تجتمع اللجنة التى شكلت.",
                &["خالد على القحطانى"],
            ),
            (
                "تباحث فى القاهرة مع الوزير التركى على أوزكايا حول التعاون الذى يجمع البلدين، على هامش المؤتمر.",
                &["على أوزكايا"],
            ),
            (
                "أكد مدير الأمن فى كلمته على أهمية التعاون، وأشرف العميد على أعمال اللجنة التى شكلت.",
                &[],
            ),
            // Others dot every one.
            (
                "اطلع العميد علي سير العمل في الميناء، وانتقل إلي الحدود، واتفق الوزيران علي إنشاء غرفة مشتركة.",
                &[],
            ),
            (
                "أشرف العميد علي الفرجاني علي التدريب في الميناء، وانتقل إلي الحدود.",
                &["علي الفرجاني"],
            ),
            (
                "فككت الشرطة شبكة في طرابلس، بناء علي معلومات من الإنتربول، ونقلت المشتبه بهم إلي العاصمة.",
                &[],
            ),
            // Some write no hamza on an alef.
            (
                "وصل المدير سامي حموشي الى الرباط. وافاد بلاغ بان حموشي عقد اجتماعا هناك، وان الجانبين اتفقا على مواصلة التعاون.",
                &["سامي حموشي", "حموشي"],
            ),
            (
                "استقبل الأمير تركي ابن سعود السفير في مكتبه.",
                &["تركي ابن سعود"],
            ),
        ],
    );
}

#[test]
fn families_in_capitals_are_no_abbreviations() {
    says::says(
        Person,
        &[(
            "Commissioner General Marcelo FERREYRA met the minister in Lyon. The talks with Commissioner General FERREYRA were about drugs.",
            &["Marcelo FERREYRA", "FERREYRA"],
        )],
    );
    says::says(
        Organization,
        &[(
            "Secretary Patricia HARMON met NCB director Paul ROUX in Lyon, and Secretary HARMON left.",
            &["NCB"],
        )],
    );
}

#[test]
fn a_french_mr_and_a_sign_for_and() {
    says::says(
        Person,
        &[(
            "Mr Karim Wade, directeur de la police, a reçu Mr. Durand à Dakar.",
            &["Karim Wade", "Durand"],
        )],
    );
    says::says(
        Organization,
        &[
            (
                "The Economic & Financial Crimes Commission and the U.N. Office on Drugs & Crime met in Abuja.",
                &[
                    "Economic & Financial Crimes Commission",
                    "U.N. Office on Drugs & Crime",
                ],
            ),
            (
                "The Organisation for Security and Cooperation in Europe trained officers in Dushanbe.",
                &["Organisation for Security and Cooperation in Europe"],
            ),
        ],
    );
}
