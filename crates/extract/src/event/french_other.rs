//! French: a definite noun for talks that are not those told before: "la rencontre entre A et B" of two the text has not brought
//! together, "leur rencontre" of those whom the sentence itself names, "la réunion de la commission mixte".

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::scope::family;
use super::{Event, Participant, Teller, Trigger};

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
        if !self.french()
            || !t.definite
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
        if !self.french() || t.kind != "meeting" || !t.definite {
            return false;
        }
        let sits = |i: usize| {
            matches!(
                doc.w(i),
                "comite" | "commission" | "conseil" | "groupe" | "sous"
            )
        };
        let of = matches!(doc.w(t.last), "de" | "du")
            && sits(t.last + 1 + usize::from(doc.w(t.last + 1) == "la"));
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
}
