//! What is said of somebody by the way, straight behind the name: "X, nommé à ce poste il y a un an, et Y", "X (52 ans), venu".
//! Whoever looks at what stands behind the name looks past it.

use std::borrow::Cow;

use crate::doc::Doc;
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// The mentions of a French text, each person's to the end of the remark on him.
pub(super) fn with_remarks<'f>(doc: &Doc<'_>, found: &'f [Found]) -> Cow<'f, [Found]> {
    let mut out = Cow::Borrowed(found);
    if doc.language != text::Language::French {
        return out;
    }
    for (k, m) in found.iter().enumerate() {
        if m.kind == MentionType::Person
            && let Some(end) = past_remark(doc, m.last)
            // A day may stand in it, and nobody else, and no place.
            && !found[k + 1..]
                .iter()
                .take_while(|f| f.first < end)
                .any(|f| f.kind != MentionType::Date)
        {
            out.to_mut()[k].last = end;
        }
    }
    out
}

/// The token after the remark that begins at `last`: its second bracket stays inside, its second comma outside.
fn past_remark(doc: &Doc<'_>, last: usize) -> Option<usize> {
    let (open, close) = match doc.w(last) {
        "(" => ("(", ")"),
        "," if remarks(doc, last + 1) => (",", ","),
        _ => return None,
    };
    let end = (last + 2..last + 14)
        .take_while(|&i| i < doc.len() && doc.sentence[i] == doc.sentence[last])
        .find(|&i| doc.w(i) == close)?;
    let told = |i: usize| doc.at(i).iter().any(|h| matches!(h.tag, Tag::Event(_)));
    let plain = (last + 1..end).all(|i| {
        !doc.line_start(i) && !doc.capital(i) && !told(i) && !matches!(doc.w(i), ";" | ":" | "\"")
    });
    plain.then_some(end + usize::from(open == "("))
}

/// "nommé à ce poste", "en poste depuis", "qui a pris ses fonctions", "dont c'est la première sortie".
fn remarks(doc: &Doc<'_>, i: usize) -> bool {
    let post = |w: &str| {
        matches!(
            w,
            "poste" | "fonction" | "fonctions" | "carriere" | "retraite" | "mandat"
        )
    };
    match doc.w(i) {
        "nomme" | "nommee" | "age" | "agee" | "elu" | "elue" | "promu" | "promue" | "installe"
        | "installee" | "depuis" | "tres" => true,
        "en" => matches!(
            doc.w(i + 1),
            "poste" | "fonction" | "fonctions" | "uniforme"
        ),
        "qui" => (i + 1..i + 7).any(|k| post(doc.w(k))),
        "dont" => doc.w(i + 1) == "c" && doc.w(i + 2) == "'",
        _ => false,
    }
}
