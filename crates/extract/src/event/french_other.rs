//! French: a definite noun for talks that are not those told before: "la rencontre entre A et B" of two the text has not brought
//! together, "leur rencontre" of those whom the sentence itself names, "la réunion de la commission mixte".

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::scope::family;
use super::{Event, Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "X a reçu Y. Z a commenté la rencontre entre A et B", "Au terme de leur rencontre, A et B ont paraphé un plan": the two
    /// sides that the clause itself gives to definite talks, where neither was at any told before.
    pub(super) fn french_other_sides(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let talks = |e: &&Event| family(e.kind) == family(t.kind);
        // "la rencontre entre": no verb.
        let noun = doc.w(t.first) == "la" && doc.w(t.last) == "entre";
        if !self.french()
            || !t.definite && !noun
            || !matches!(t.kind, "meeting" | "call")
            || !self.events.iter().any(|e| talks(&e))
        {
            return None;
        }
        let theirs = matches!(doc.before(t.first, 1), "leur" | "leurs")
            || matches!(doc.w(t.first), "leur" | "leurs");
        let role = if theirs { Role::Bare } else { Role::Between };
        let units = self.units(r, m);
        let side = |u: &&Unit| {
            let near = theirs || u.first >= t.last && u.first < t.last + 4 || u.last <= t.first;
            u.role == role && !u.body && near
        };
        let head = units.iter().find(side)?;
        let list = units.iter().filter(|u| u.list == head.list && !u.body);
        let sides = self.whole(list.copied().collect());
        let met = |e: &Event| sides.iter().any(|p| p.among(&e.participants));
        let known = self.events.iter().any(|e| talks(&e) && met(e));
        (sides.len() > 1 && !known).then_some(sides)
    }

    /// "X a reçu Y. La réunion de la commission mixte s'est tenue mardi": a sitting of a body of its own, that no talks told before
    /// were.
    pub(super) fn french_sitting(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        if !self.french() || t.kind != "meeting" {
            return false;
        }
        let sits = |i: usize| {
            matches!(
                doc.w(i),
                "comite" | "commission" | "conseil" | "groupe" | "sous"
            )
        };
        let of = (t.first + 1..(t.last + 3).min(doc.len())).any(sits);
        let told = |e: &Event| {
            let at = doc.start_of(e.trigger.start);
            family(e.kind) == 0 && !self.sentence_of(at).any(sits)
        };
        of && self.events.iter().all(|e| family(e.kind) != 0 || told(e))
    }

    /// "La prochaine réunion du comité mixte", "une rencontre": a noun of meeting says nothing of who meets, but by "sa", "leur".
    pub(super) fn french_noun_alone(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let noun = |i: usize| {
            let w = doc.w(i).trim_end_matches('s');
            matches!(
                w,
                "reunion" | "rencontre" | "entrevue" | "entretien" | "concertation" | "seance"
            ) && !doc.t.text(i).ends_with('é')
        };
        let at = (t.first..t.last).find(|&i| noun(i));
        let at = at.filter(|_| self.french() && t.kind == "meeting");
        at.is_some_and(|i| {
            let article = matches!(
                doc.before(i, 1),
                "une" | "la" | "cette" | "un" | "prochaine" | "derniere" | "nouvelle" | "premiere"
            ) || doc.before(i, 1) == "'" && doc.before(i, 2) == "l";
            let begun = |k: usize| matches!(doc.w(k), "il" | "elle" | "tenu" | "preside" | "eu");
            article && !(self.sentence_of(t.first).start..t.first).any(begun)
        })
    }

    /// What was told as `e` was in another place and on another day.
    pub(super) fn french_elsewhere(&self, e: &Event, place: &[usize], date: Option<usize>) -> bool {
        let day = date.and_then(|d| self.doc.dates[d].interval);
        let another_day = day.is_some_and(|i| e.start.is_some_and(|s| s != i.start));
        let another_place = !place.is_empty()
            && !e.place.is_empty()
            && !e.place.iter().any(|p| place.contains(p))
            && !self.one_in_the_other(&e.place, place);
        self.french() && another_day && another_place
    }

    /// "installé à la place de X", "successeur de X": who is gone.
    pub(super) fn french_absent(&self, m: &Found) -> bool {
        let doc = self.doc;
        // "Le directeur général est représenté à ces travaux par X": he did not come.
        let sent = matches!(doc.w(m.last), "est" | "etait" | "sera" | "," | "a")
            && (m.last..m.last + 4).any(|i| {
                doc.w(i).starts_with("represente")
                    && doc.t.text(i).contains('é')
                    && (i..(i + 8).min(doc.len())).any(|k| doc.w(k) == "par")
            });
        if self.french() && sent && doc.w(m.last) != "," || self.stood_in_for(m) {
            return true;
        }
        // "L'objectif de cette opération est … grâce au financement de A": who is only spoken of.
        let start = self.sentence_of(m.first).start;
        let aim = self.french()
            && m.kind == MentionType::Organization
            && matches!(doc.w(start), "l" | "le" | "son")
            && (start + 1..start + 3).any(|i| matches!(doc.w(i), "objectif" | "but" | "objet"))
            && !self.stands_for(m.first);
        if aim {
            return true;
        }
        if !self.french() || !matches!(m.kind, MentionType::Person | MentionType::Office) {
            return false;
        }
        let (first, _) = self.with_office(m);
        self.lead(first, start).is_some_and(|b| {
            self.announced_by(b)
                || matches!(doc.w(b), "de" | "du" | "d") && b > start && gone(doc.w(b - 1))
        })
    }

    /// "Comme l'avait annoncé X, Y a signé": the participle at `i`, behind which only stands who said it before.
    fn announced_by(&self, i: usize) -> bool {
        let doc = self.doc;
        let had = matches!(doc.before(i, 1), "avait" | "a");
        had && (i.saturating_sub(5)..i).any(|k| doc.w(k) == "comme")
            && super::french_doing::of_stems(
                doc.w(i),
                &[
                    "annonc", "indiqu", "promis", "demand", "souhait", "laiss", "precis",
                ],
            )
    }

    /// "a-t-on appris auprès du FBI", "d'après un communiqué de l'Office": a body that only says so.
    pub(super) fn french_says_so(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !self.french() || !matches!(doc.before(m.first, 1), "de" | "du" | "la" | "'") {
            return false;
        }
        let start = self.sentence_of(m.first).start;
        self.lead(m.first, start).is_some_and(|b| {
            b > start
                && matches!(doc.w(b), "de" | "du" | "d")
                && (matches!(doc.w(b - 1), "communique" | "sources" | "bilan")
                    || doc.w(b - 1) == "aupres" && doc.before(b, 2) == "appris")
        })
    }
}

/// Whose place, invitation, arrest or order it is, is not there.
fn gone(w: &str) -> bool {
    matches!(
        w,
        "place"
            | "successeur"
            | "predecesseur"
            | "invitation"
            | "remplacement"
            | "succession"
            | "depart"
            | "deces"
            | "frere"
            | "fils"
            | "assassinat"
            | "arrestation"
            | "extradition"
            | "nomination"
            | "mort"
            | "demission"
            | "limogeage"
            | "liberation"
            | "condamnation"
            | "disparition"
            | "decision"
            | "instruction"
            | "instructions"
            | "directives"
            | "ordre"
            | "ordres"
    )
}
