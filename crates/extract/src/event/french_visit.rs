//! Who goes, in French: "X s'est rendu", "la visite effectuée par X", "la visite à Paris du général X", "lors d'une visite
//! à Tunis, les ministres X et Y".

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::{Participant, Teller, Trigger, push};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// What somebody does with a visit: "la visite qu'effectue X".
fn makes(w: &str) -> bool {
    matches!(
        w,
        "effectue"
            | "effectuent"
            | "effectuait"
            | "effectuera"
            | "entreprend"
            | "entreprenait"
            | "mene"
            | "menait"
            | "conduit"
            | "conduisait"
            | "accomplit"
            | "poursuit"
            | "entame"
            | "rend"
            | "fait"
    )
}

impl Teller<'_, '_> {
    /// Who goes: "X s'est rendu", "il est arrivé", "la visite effectuée à Y par X".
    pub(super) fn french_visitor(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if let Some(sent) = self.french_sent(t, units) {
            return Some(sent);
        }
        if let Some(p) = self.whose_by_dont(t.first) {
            return Some(vec![p]);
        }
        // "celle effectuée en mai par X": the participle itself tells.
        let made = (t.last - 1..(t.last + 3).min(r.end)).find(|&i| {
            matches!(
                doc.w(i),
                "effectuee"
                    | "effectue"
                    | "rendue"
                    | "menee"
                    | "conduite"
                    | "entamee"
                    | "realisee"
                    | "accomplie"
                    | "entreprise"
                    | "realise"
            )
        });
        // "s'était rendue à Tunis, accompagnée par X": the verb of the one who goes.
        let goes = matches!(doc.before(t.first, 1), "etait" | "est" | "etaient" | "sont");
        let made = made.filter(|&v| !(goes && v < t.last && doc.before(t.first, 2) == "'"));
        // "la visite effectuée en mars par ce dernier"
        let latter = |v: usize| {
            (v..(v + 14).min(r.end)).any(|i| {
                doc.w(i) == "par"
                    && (matches!(doc.w(i + 1), "ce" | "cette")
                        && doc.w(i + 2).starts_with("dernier")
                        || matches!(doc.w(i + 1), "celui" | "celle") && doc.w(i + 2) == "-")
            })
        };
        if made.is_some_and(latter)
            && let Some(p) = self.last_before(t.first)
        {
            return Some(vec![p]);
        }
        if let Some(v) = made
            && let Some(u) = units
                .iter()
                .find(|u| u.first > v && u.role == Role::By && !u.body)
        {
            let list = units.iter().filter(|o| o.list == u.list).copied().collect();
            return Some(self.whole(list));
        }
        // "la visite effectuée à X par une délégation de l'École"
        let group = made.is_some_and(|v| {
            (v..(v + 16).min(r.end)).any(|i| {
                doc.w(i) == "par"
                    && (i + 1..i + 6)
                        .any(|k| matches!(doc.w(k), "delegation" | "mission" | "equipe"))
            })
        });
        if let Some(v) = made.filter(|_| group) {
            let behind = units.iter().filter(|u| u.first > v);
            let theirs: Vec<Unit> = behind
                .filter(|u| u.who.among(&self.delegation))
                .copied()
                .collect();
            if !theirs.is_empty() {
                return Some(self.whole(theirs));
            }
            let behind = |u: &&Unit| u.first > v && u.body && u.role == Role::Of;
            if let Some(u) = units.iter().find(behind) {
                return Some(vec![u.who]);
            }
        }
        // "la visite qu'entreprend au Maroc le directeur X", "la visite que mène à Tunis la ministre Y"
        let relative = self.visit_made_by(t.last);
        let made_by =
            |u: &&Unit| u.first >= t.last && !u.body && matches!(u.role, Role::Bare | Role::Beside);
        if relative && let Some(u) = units.iter().find(made_by) {
            return Some(vec![u.who]);
        }
        // "celle qu'avait effectuée en mai à Rabat X": the subject behind its verb.
        let inverted = t.first > r.start + 2
            && matches!(doc.w(t.first - 1), "avait" | "a" | "avaient")
            && doc.w(t.first - 2) == "'"
            && doc.w(t.first - 3) == "qu";
        let behind = |u: &&Unit| u.first >= t.last && u.role == Role::Bare && !u.body;
        if inverted && let Some(u) = units.iter().find(behind) {
            return Some(vec![u.who]);
        }
        // "la visite effectuée à Hanoï par une délégation de l'École"
        if let Some(v) = made
            && let Some(by) = (v + 1..(v + 12).min(r.end)).find(|&i| doc.w(i) == "par")
            && let Some(p) = self
                .between(by, (by + 8).min(r.end))
                .find(|&k| {
                    self.found[k].kind == MentionType::Organization
                        && self.stands_for(self.found[k].first)
                })
                .and_then(|k| self.participant(k))
        {
            return Some(vec![p]);
        }
        // "la rencontre entre X et Y, en visite à Paris": Y.
        let near = units.iter().find(|u| {
            u.last <= t.first
                && t.first <= u.last + 2
                && doc.w(u.last) == ","
                && !u.body
                && matches!(u.role, Role::Between | Role::With | Role::By | Role::To)
        });
        if let Some(u) =
            near.filter(|_| doc.w(t.first) == "en" || t.first > 0 && doc.w(t.first - 1) == "en")
        {
            return Some(vec![u.who]);
        }
        // "a reçu X, à la tête d'une délégation": he whom the words follow.
        let leads = doc.w(t.first) == "a" && doc.w(t.first + 2) == "tete";
        let behind = |u: &&Unit| !u.body && (u.last..=u.last + 1).contains(&t.first);
        if let Some(u) = units.iter().find(behind).filter(|_| leads) {
            return Some(vec![u.who]);
        }
        // "a reçu X, qui effectue une visite": he whom "qui" follows.
        let who = (r.start.max(t.first.saturating_sub(5))..t.first)
            .rev()
            .find(|&i| doc.w(i) == "qui" && doc.before(i, 1) == ",");
        if let Some(u) = who.and_then(|q| {
            let mut near = units.iter().filter(|u| !u.body);
            near.find(|u| u.last + 1 == q)
        }) {
            let plural = doc.w(t.first).ends_with("ent") || doc.w(t.first).ends_with("ont");
            let list = units.iter().filter(|o| plural && o.list == u.list);
            let mut all = self.whole(list.copied().collect());
            push(&mut all, u.who);
            for o in units.iter().filter(|o| o.role == Role::Beside) {
                push(&mut all, o.who);
            }
            return Some(all);
        }
        // "Arrivée la veille, la délégation y séjourne"
        let near = r.start..(t.last + 16).min(r.end);
        if units.iter().all(|u| u.body || u.role != Role::Bare)
            && let Some(all) = self.french_delegation(near)
        {
            return Some(all);
        }
        // "La visite de l'hôte français", "la visite du responsable chinois"
        let noun =
            doc.w(t.last - 1).starts_with("visite") && !doc.t.text(t.last - 1).ends_with('é');
        let pointed = (t.last..(t.last + 7).min(r.end))
            .filter(|&i| noun && matches!(doc.w(i), "de" | "du"))
            .find_map(|i| {
                let k = i + 1 + 2 * usize::from(doc.w(i + 1) == "l");
                let meant = self.visitor_meant(k);
                meant.or_else(|| {
                    self.titled_before(k, t.first)
                        .filter(|_| self.country_at(k + 1).is_some())
                })
            });
        if let Some(p) = pointed {
            return Some(vec![p]);
        }
        if let Some(u) = self.whose_visit(t, r, units) {
            // "la visite du colonel X et du commissaire Y, accompagnés de Z"
            let list = units.iter().filter(|o| {
                o.list == u.list && !o.body || o.role == Role::Beside && o.first > u.last && !o.body
            });
            let mut all = vec![u.who];
            for o in list {
                push(&mut all, o.who);
            }
            return Some(all);
        }
        if let Some(all) = self.on_their_visit(t, r, units) {
            return Some(all);
        }
        // "Conduite par X, une délégation de la Garde est arrivée"
        let first = units.first().map(|u| u.who);
        if (r.start..t.first).any(|i| doc.w(i) == "delegation")
            && matches!(doc.w(r.start), "conduite" | "dirigee" | "menee" | "emmenee")
            && self.delegation.len() > 1
            && first.is_some_and(|p| p.among(&self.delegation))
        {
            return Some(self.delegation.clone());
        }
        // "une délégation …, emmenée par X": the common way knows its head.
        if units.iter().any(|u| {
            self.begin(u.first, u.last)
                .iter()
                .any(|f| f.last <= u.last && self.heads(f))
        }) {
            return None;
        }
        // "X, venue lui rendre visite", "X, arrivé mardi pour une visite"
        let come = (r.start.max(t.first.saturating_sub(9))..t.last).find(|&i| {
            matches!(
                doc.w(i),
                "venu" | "venue" | "venus" | "arrive" | "arrivee" | "arrives"
            ) && (doc.w(i) != "arrive" || doc.t.text(i).ends_with('é'))
                // "X et Y sont arrivés": both.
                && !matches!(doc.before(i, 1), "est" | "sont" | "etait" | "etaient")
        });
        if let Some(u) = come.and_then(|v| {
            units
                .iter()
                .find(|u| u.last <= v && u.last + 2 > v && !u.body)
        }) {
            return Some(vec![u.who]);
        }
        let of = matches!(doc.w(t.last), "de" | "du" | "d" | "que" | "qu")
            || matches!(doc.w(t.last), "officielle" | "conjointe");
        let noun =
            doc.w(t.last - 1).starts_with("visite") && doc.t.text(t.last - 1).ends_with(['e', 's']);
        // "visite de X", not "visite de travail"
        let whose = self
            .found
            .iter()
            // "En visite de travail à Bucarest, X …"
            .any(|f| {
                let town = f.kind == MentionType::Location && f.first > t.last + 2;
                (t.last..t.last + 5).contains(&f.first) && !f.inside && !town
            });
        if of && noun && whose {
            return None;
        }
        // "En visite à Nouakchott, X a été reçu", "Arrivé lundi à Luanda, X …": he comes behind.
        let came = matches!(
            doc.w(r.start),
            "arrive" | "arrivee" | "venu" | "venue" | "aussitot" | "attendu" | "attendue"
        ) || (r.start..t.first.min(r.start + 3))
            .any(|i| matches!(doc.w(i), "retour" | "son" | "leur" | "apres"))
            || (r.start..t.first.min(r.start + 7)).any(|i| {
                doc.w(i) == "marge" && matches!(doc.w(i + 1), "d" | "de") && t.first < i + 5
            });
        // Behind a quotation or a dateline, too.
        let head = t.first - usize::from(t.first > r.start && doc.w(t.first - 1) == "en");
        let breaks = head > r.start && matches!(doc.w(head - 1), ":" | "\"" | "-" | ",");
        let opens = (t.first <= r.start + 1 || came || breaks && doc.w(t.last - 1) == "visite")
            && units.iter().all(|u| u.first >= t.last);
        // "En visite à Lomé, des officiers de la Gendarmerie ont …"
        if opens && let Some(u) = units.first().filter(|u| u.body && self.stands_for(u.first)) {
            return Some(vec![u.who]);
        }
        if opens && let Some(u) = units.iter().find(|u| u.role == Role::Bare && !u.body) {
            let mut all = vec![u.who];
            for o in units.iter().filter(|o| o.role == Role::Beside && came) {
                push(&mut all, o.who);
            }
            return Some(all);
        }
        // "qu'une équipe de la Cellule s'était rendue à X": nearer than whoever says so.
        let near = units.iter().rev().find(|u| u.last <= t.first);
        if let Some(u) = near.filter(|u| u.body && u.last + 7 > t.first && self.team_of(u.first)) {
            return Some(vec![u.who]);
        }
        let mut out: Vec<Participant> = self.french_subject(t, r, units);
        out.retain(|p| self.is_person(p));
        if out.is_empty()
            && units
                .iter()
                .all(|u| u.first >= t.last || u.role != Role::Bare)
        {
            out = self.french_pronoun(t, r, &[])?;
            out.truncate(1);
        }
        for u in units.iter().filter(|u| u.role == Role::Beside) {
            push(&mut out, u.who);
        }
        // "Elle s'y était déjà rendue avec X"
        for u in units.iter().filter(|u| self.goes_with(t, u)) {
            push(&mut out, u.who);
        }
        (!out.is_empty()).then_some(out)
    }

    /// "a reçu X, dont la visite était attendue": X, who stands before it.
    fn whose_by_dont(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        let dont = i > 3
            && matches!(doc.w(i - 1), "la" | "le" | "'")
            && matches!(doc.before(i, 2), "dont" | "l");
        let b = (i.saturating_sub(4)..i).find(|&k| dont && doc.w(k) == "dont")?;
        let end = b - usize::from(doc.w(b - 1) == ",");
        let k = (self.between(end.saturating_sub(12), end))
            .find(|&k| self.found[k].last == end && Self::someone(&self.found[k]))?;
        self.participant(k)
    }

    /// "qu'effectue X", "que mène à Tunis X" behind a noun for a journey that ends about `from`.
    pub(super) fn visit_made_by(&self, from: usize) -> bool {
        let doc = self.doc;
        (from..from + 4)
            .any(|i| matches!(doc.w(i), "que" | "qu") && (i + 1..i + 4).any(|k| makes(doc.w(k))))
    }

    /// "une équipe de la Cellule", "des agents de la Brigade"
    fn team_of(&self, first: usize) -> bool {
        let doc = self.doc;
        let start = self.sentence_of(first).start;
        self.lead(first, start).is_some_and(|b| {
            matches!(doc.w(b), "de" | "du" | "d" | "des")
                && b > start
                && (super::french_role::some_of_them(doc.w(b - 1))
                    || matches!(doc.w(b - 1), "delegation" | "mission"))
        })
    }

    /// "s'est rendue à X avec Y": between the verb of going and "avec" stands no other verb and no talk.
    fn goes_with(&self, t: &Trigger, u: &Unit) -> bool {
        let doc = self.doc;
        let verb = (t.first..t.last).any(|i| {
            let w = doc.w(i);
            [
                "rendu", "arriv", "deplac", "sejourn", "arret", "retourn", "envol",
            ]
            .iter()
            .any(|s| w.starts_with(s))
        });
        let talk = (t.last..u.first).any(|i| {
            let w = doc.w(i);
            doc.at(i).iter().any(|h| matches!(h.tag, Tag::Event(_)))
                || matches!(w, "pour" | "afin" | "ou" | "qui" | "et" | "lors" | "puis")
                || w.starts_with("discut")
                || w.starts_with("echang")
        });
        verb && !u.body
            && u.role == Role::With
            && u.first >= t.last
            && u.first < t.last + 14
            && !talk
    }

    /// "un communiqué de la Direction …, cet homme était arrivé à Tanger": a body that is not the subject of the journey.
    pub(super) fn subject_of_another(&self, f: &crate::mention::Found, t: &Trigger) -> bool {
        let doc = self.doc;
        self.french()
            && !self.stands_for(f.first)
            && (f.last..t.first).any(|i| {
                matches!(
                    doc.w(i),
                    "individu"
                        | "homme"
                        | "suspect"
                        | "ressortissant"
                        | "prevenu"
                        | "il"
                        | "elle"
                        | "cet"
                        | "cette"
                        | "voyageur"
                        | "passager"
                        | "personne"
                )
            })
    }

    /// "la visite de travail à Madrid du général X": the name that "de" brings in behind the noun and its place.
    fn whose_visit(&self, t: &Trigger, r: &Range<usize>, units: &[Unit]) -> Option<Unit> {
        let doc = self.doc;
        let noun = (t.first..t.last).any(|i| {
            doc.w(i).starts_with("visite") && !doc.t.text(i).ends_with('é')
                || doc.w(i) == "arrivee" && i > 0 && doc.w(i - 1) == "'"
        });
        let u = units.iter().find(|u| u.first >= t.last)?;
        let b = self.lead(u.first, r.start)?;
        // "une visite d'étude de la Brigade à X": of a body only where the town follows.
        let body = !u.body || {
            let mut near = self.begin(u.last, u.last + 4).iter();
            near.any(|f| f.kind == MentionType::Location)
        };
        let near = noun
            && u.role == Role::Of
            && body
            && u.first < t.last + 14
            && matches!(doc.w(b), "de" | "du" | "d")
            && b >= t.last;
        // "la visite de la délégation du ministre X" is another's; so is what comes behind a verb.
        let plain = |i: usize| {
            self.within(i, MentionType::Location)
                || matches!(
                    doc.w(i),
                    "de" | "a"
                        | "au"
                        | "aux"
                        | "en"
                        | "la"
                        | "le"
                        | "l"
                        | "'"
                        | "travail"
                        | "etude"
                        | "etudes"
                        | "prospection"
                        | "officielle"
                        | "d"
                        | "amitie"
                        | "etat"
                        | "deux"
                        | "trois"
                        | "jours"
                        | "ville"
                        | "dans"
                        | "ce"
                        | "pays"
                )
        };
        (near && (t.last..b).all(plain)).then_some(*u)
    }

    /// "lors d'une visite à Tunis, les ministres X et Y ont …": those named first behind it, all of them.
    fn on_their_visit(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let during = (r.start.max(t.first.saturating_sub(4))..t.first).any(|i| {
            matches!(
                doc.w(i),
                "lors" | "cours" | "occasion" | "durant" | "pendant" | "marge"
            )
        });
        let first = units.iter().find(|u| u.role == Role::Bare && !u.body)?;
        let plural = (t.last..first.first).any(|i| matches!(doc.w(i), "ministres" | "directeurs"));
        let behind = units.iter().all(|u| u.first >= t.last);
        let list: Vec<Unit> = units
            .iter()
            .filter(|u| u.list == first.list && !u.body)
            .copied()
            .collect();
        (during && plural && behind && list.len() > 1).then(|| self.whole(list))
    }
}
