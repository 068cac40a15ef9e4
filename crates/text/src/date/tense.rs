//! Whether a French or English sentence tells of what was or of what will be, for dates without a year.
//!
//! "Il doit se rendre jeudi à Dakar" is the Thursday to come, "s'est rendu jeudi" the last one.

use crate::token::{Kind, Tokens};

/// What a verb says of the time of its sentence.
enum Verb {
    Coming,
    Gone,
    /// What was announced or agreed then may still be to come.
    Said,
}

/// How far a verb may stand from its date, in tokens.
const REACH: usize = 30;

/// Whether the verb nearest before the date `first..last` in its sentence, else the first one after it,
/// is of the future (`true`) or the past; nothing where no verb says.
pub(super) fn coming(t: &Tokens<'_>, first: usize, last: usize) -> Option<bool> {
    if t.list.get(first).is_none_or(|k| k.kind == Kind::Arabic) {
        return None;
    }
    let before = (first.saturating_sub(REACH)..first)
        .rev()
        .take_while(|&i| !ends(t, i))
        .find_map(|i| says(t, i));
    let after = || {
        (last..(last + REACH).min(t.len()))
            .take_while(|&i| !ends(t, i))
            .find_map(|i| says(t, i))
    };
    match before.or_else(after)? {
        Verb::Coming => Some(true),
        Verb::Gone => Some(false),
        Verb::Said => None,
    }
}

fn ends(t: &Tokens<'_>, i: usize) -> bool {
    matches!(t.folded(i), ";" | "?" | "!" | "\"")
        || t.folded(i) == "." && t.list.get(i + 1).is_none_or(|n| n.spaced || n.line_start)
}

/// What the word at `i` says of the time: coming, gone, or nothing.
fn says(t: &Tokens<'_>, i: usize) -> Option<Verb> {
    let token = t.list.get(i)?;
    if token.kind != Kind::Latin || token.capital {
        return None;
    }
    let w = t.folded(i);
    // "has been postponed to October", "reporté à jeudi"
    let put_off = matches!(
        w,
        "postponed" | "rescheduled" | "reporte" | "reportee" | "reportes" | "reportees"
    );
    if put_off && matches!(t.folded(i + 1), "to" | "until" | "till" | "a" | "au") {
        return Some(Verb::Coming);
    }
    // "will be held": the auxiliary says when.
    if i > 0 && matches!(t.folded(i - 1), "be" | "been" | "etre") {
        return None;
    }
    // "initialement prévue fin avril": it was to be.
    let first = matches!(w, "prevu" | "prevue" | "prevus" | "prevues")
        && i > 0
        && matches!(t.folded(i - 1), "initialement" | "abord");
    if first {
        return Some(Verb::Gone);
    }
    if matches!(
        w,
        "will"
            | "shall"
            | "expected"
            | "scheduled"
            | "slated"
            | "due"
            | "planned"
            | "doit"
            | "doivent"
            | "devra"
            | "devront"
            | "devrait"
            | "devraient"
            | "sera"
            | "seront"
            | "aura"
            | "auront"
            | "prevu"
            | "prevue"
            | "prevus"
            | "prevues"
            | "attendu"
            | "attendue"
            | "attendus"
            | "attendues"
            | "va"
            | "vont"
            | "ira"
            | "iront"
            | "fera"
            | "feront"
    ) || matches!(w, "is" | "are" | "set") && t.folded(i + 1) == "to"
        || coming_verb(w)
    {
        return Some(Verb::Coming);
    }
    let gone =
        matches!(
            t.text(i),
            "a" | "ont"
                | "avait"
                | "avaient"
                | "est"
                | "sont"
                | "était"
                | "étaient"
                | "was"
                | "were"
                | "had"
                | "has"
                | "have"
                | "met"
                | "held"
                | "said"
                | "told"
                | "went"
                | "flew"
                | "left"
                | "took"
                | "led"
        ) || w.len() > 4 && w.ends_with("ed") && t.list[i].kind == Kind::Latin && english_past(w);
    // In English "a" is an article.
    let article = t.text(i) == "a" && !french_past(t, i);
    let announced = matches!(
        w,
        "said"
            | "told"
            | "announced"
            | "agreed"
            | "decided"
            | "confirmed"
            | "invited"
            | "discussed"
            | "proposed"
            | "added"
            | "stated"
            | "declared"
            | "reported"
            | "pledged"
            | "signed"
    ) || t.text(i) == "a"
        || t.text(i) == "ont";
    (gone && !article).then_some(if announced { Verb::Said } else { Verb::Gone })
}

/// Third person of the French future: `tiendra`, `rencontrera`, `visiteront`.
fn coming_verb(w: &str) -> bool {
    [
        "era", "eront", "ira", "iront", "dra", "dront", "vra", "vront", "tra", "tront",
    ]
    .iter()
    .any(|e| w.len() > e.len() + 2 && w.ends_with(e))
        && !matches!(
            w,
            "opera" | "camera" | "extra" | "ultra" | "contra" | "hydra" | "tiara"
        )
}

fn english_past(w: &str) -> bool {
    !matches!(
        w,
        "speed" | "united" | "armed" | "indeed" | "exceed" | "proceed" | "need"
    )
}

/// `a reçu`, `a été reçu`: the auxiliary, with a participle within three words.
fn french_past(t: &Tokens<'_>, i: usize) -> bool {
    (i + 1..i + 4).any(|k| {
        let w = t.text(k);
        w.ends_with(['é', 'u', 't', 'i', 's'])
            && w.len() > 2
            && t.list.get(k).is_some_and(|x| !x.capital)
            || matches!(w, "été" | "eu")
            || w.ends_with("ée")
    })
}
