//! Meetings a French text tells by other words than its own verb: who was received in audience, whom a pronoun means, who met
//! before ("avec qui il s'était déjà entretenu"), who was there as a later sentence says, who is named in one list under a
//! title in the plural ("les ambassadeurs de Chine, X, et de Russie, Y").

use std::ops::Range;

use super::french_role::{Role, Unit};
use super::{Event, Participant, Teller, Trigger, push};
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// Titles of several, each named behind: "les ambassadeurs de Chine, X, et de Russie, Y".
fn several_titles(w: &str) -> bool {
    matches!(
        w,
        "ambassadeurs"
            | "ambassadrices"
            | "ministres"
            | "directeurs"
            | "directrices"
            | "chefs"
            | "patrons"
            | "commandants"
            | "consuls"
            | "homologues"
            | "commissaires"
            | "representants"
            | "secretaires"
            | "procureurs"
            | "attaches"
            | "presidents"
            | "celui"
            | "celle"
            | "ceux"
    )
}

/// "pris part", "prenaient également part" begin at the verb `w`.
pub(super) fn takes_part(w: &str, next: &str, further: &str) -> bool {
    matches!(
        w,
        "pris"
            | "prit"
            | "prend"
            | "prennent"
            | "prendra"
            | "prendront"
            | "prenait"
            | "prenaient"
            | "prirent"
            | "prenant"
    ) && (next == "part" || further == "part")
}

/// What was before what is told: "avait rencontré", "s'étaient entretenus".
fn pluperfect(w: &str) -> bool {
    matches!(w, "avait" | "avaient" | "etait" | "etaient")
}

impl Teller<'_, '_> {
    /// "a accordé une audience à X", "a donné audience à X": the one received stands behind "à".
    pub(super) fn grants_audience(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let noun = (t.first..t.last).any(|i| matches!(doc.w(i), "audience" | "audiences"));
        let from = r.start.max(t.first.saturating_sub(10));
        let gives = (from..t.last).find(|&i| {
            let w = doc.w(i);
            (w.starts_with("accord") && !matches!(w, "accord" | "accords"))
                || w.starts_with("octroy")
                || w.starts_with("donn") && t.first < i + 3
        });
        // "que lui a accordée X", "s'est vu accorder", "accordée par X"
        noun && gives.is_some_and(|v| {
            !(from..v).any(|i| matches!(doc.w(i), "vu" | "lui" | "que" | "qu" | "leur"))
                && doc.w(v + 1) != "par"
        })
    }

    /// "La délégation de la Garde que conduit X a été reçue": all of the delegation that `r` names, where one of it met.
    pub(super) fn delegation_named(
        &self,
        r: &Range<usize>,
        units: &[Unit],
        met: &[Participant],
    ) -> Vec<Participant> {
        let doc = self.doc;
        let group = r
            .clone()
            .any(|i| matches!(doc.w(i), "delegation" | "mission") && !self.covered[i]);
        let all = &self.delegation;
        let named = |p: &Participant| units.iter().any(|u| u.who.entity == p.entity);
        match group && all.iter().all(named) && all.iter().any(|p| p.among(met)) {
            true => all.clone(),
            false => Vec::new(),
        }
    }

    /// "…, et le chef des gardes, X", "qu'accompagnait la cheffe de l'unité, X": the comma at `b` stands behind a title that is
    /// not read as one; the word before its article.
    pub(super) fn unread_title(&self, b: usize, start: usize) -> Option<usize> {
        let doc = self.doc;
        let inside = |i: usize| {
            let named = |f: &Found| {
                let name = matches!(
                    f.kind,
                    MentionType::Location | MentionType::Organization | MentionType::Topic
                );
                name && i < f.last
            };
            let event = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Event(_));
            !doc.capital(i) && !doc.at(i).iter().any(event) || self.around(i).iter().any(named)
        };
        let stops = |i: usize| {
            matches!(
                doc.w(i),
                "," | ";" | "." | "a" | "ont" | "est" | "sont" | "avait" | "qui" | "sera"
            ) && doc.t.text(i) != "à"
        };
        let title = |i: usize| {
            let office = |h: &crate::lexicon::Hit| {
                matches!(
                    h.tag,
                    Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank
                )
            };
            doc.latin(i)
                && (doc.at(i).iter().any(office)
                    || matches!(
                        doc.w(i),
                        "chef"
                            | "cheffe"
                            | "responsable"
                            | "coordinateur"
                            | "coordonnateur"
                            | "coordinatrice"
                            | "coordonnatrice"
                            | "charge"
                            | "chargee"
                            | "conseiller"
                            | "conseillere"
                            | "representant"
                            | "representante"
                            | "patron"
                            | "officier"
                    ))
        };
        let mut k = b;
        while k > start + 1 && b - k < 12 {
            k -= 1;
            if stops(k) || !inside(k) {
                return None;
            }
            let elided = doc.w(k) == "'" && doc.w(k - 1) == "l";
            let article = elided || matches!(doc.w(k), "le" | "la" | "son" | "sa" | "un" | "une");
            let lead = (k - 1)
                .checked_sub(usize::from(elided))
                .filter(|&l| l >= start)?;
            let leads = matches!(
                doc.w(lead),
                "et" | "," | "avec" | "par" | "entre" | "accompagnait" | "accompagnaient"
            );
            if article && title(k + 1) && leads {
                return Some(lead);
            }
        }
        None
    }

    /// "l'a reçu", "le recevra", "les a rencontrés": whom the pronoun before the verb means, beside `subject`.
    pub(super) fn french_object(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        subject: &[Participant],
    ) -> Option<Participant> {
        let doc = self.doc;
        let has = |i: usize| {
            matches!(
                doc.w(i),
                "a" | "avait" | "aura" | "ont" | "avaient" | "auront"
            )
        };
        let meets = |i: usize| {
            let w = doc.w(i);
            w.starts_with("rec") || w.starts_with("rencontr") || w.starts_with("accueill")
        };
        let near = r.start.max(t.first.saturating_sub(4))..t.last;
        let pronoun = near.clone().any(|i| {
            doc.w(i) == "'"
                && i > r.start
                && doc.w(i - 1) == "l"
                && has(i + 1)
                && (i + 2..t.last).any(meets)
                || matches!(doc.w(i), "le" | "la") && i + 1 < t.last && meets(i + 1)
        });
        // "avait reçu son hôte en janvier"
        let host = (t.last..t.last + 3).any(|i| {
            matches!(
                doc.w(i),
                "hote" | "interlocuteur" | "interlocutrice" | "visiteur" | "visiteuse" | "invite"
            ) && matches!(doc.w(i - 1), "son" | "sa")
                && !self.person_named(i..i + 4)
        });
        let verb = meets(t.last - 1);
        if !self.french() || t.kind != "meeting" || !pronoun && !host || !verb {
            return None;
        }
        let [one] = subject else { return None };
        let other = self.events.iter().rev().find_map(|e| {
            let with = e.participants.len() == 2 && one.among(&e.participants);
            let mut all = e.participants.iter();
            all.find(|p| with && p.entity != one.entity).copied()
        });
        let spoken = || {
            self.topic_person(t.first)
                .filter(|p| p.entity != one.entity)
        };
        other.or_else(spoken)
    }

    /// "…, avec qui il s'était déjà entretenu à X", "…, qu'il avait reçu en mai": a clause that tells of the one named last and
    /// of the subject.
    pub(super) fn french_whom(&self, i: usize) -> bool {
        let doc = self.doc;
        if !self.french() || i == 0 {
            return false;
        }
        let with = doc.w(i) == "avec"
            && matches!(
                doc.w(i + 1),
                "qui" | "lequel" | "laquelle" | "lesquels" | "lesquelles"
            );
        let whom = matches!(doc.w(i), "qu" | "que")
            && doc.w(i - 1) == ","
            && self.ahead(i, 1, 5).any(|k| pluperfect(doc.w(k)));
        let near = |f: &&Found| f.last < i + 1 && f.last + 3 > i;
        (with || whom)
            && self
                .found
                .iter()
                .filter(near)
                .any(|f| matches!(f.kind, MentionType::Person | MentionType::Office))
            && (with || self.met_behind(i + 1))
    }

    /// The next verb behind `from` says that people met.
    fn met_behind(&self, from: usize) -> bool {
        let s = self.sentence_of(from);
        let behind = self.triggers(from..s.end.min(from + 14));
        behind
            .first()
            .is_some_and(|t| matches!(t.kind, "meeting" | "call"))
    }

    /// Those who meet in a clause that `french_whom` cut off.
    pub(super) fn french_with_whom(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        units: &[Unit],
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if !self.goes_on(r)
            || !self.french_whom(r.start)
            || !matches!(t.kind, "meeting" | "call" | "agreement")
        {
            return None;
        }
        let last = self.found.partition_point(|f| f.first < r.start);
        let whom = (last.saturating_sub(8)..last).rev().find_map(|k| {
            let f = &self.found[k];
            let who = matches!(f.kind, MentionType::Person | MentionType::Office);
            (who && !f.inside).then(|| self.participant(k)).flatten()
        })?;
        let named = units
            .iter()
            .find(|u| u.role == Role::Bare && u.last <= t.first && !u.body);
        let pronoun = (r.start..t.first).any(|i| matches!(doc.w(i), "il" | "elle"));
        let told = self.events.last().filter(|_| pronoun);
        let subject = named.map(|u| u.who).or_else(|| {
            let mut all = told?.participants.iter();
            all.find(|p| self.is_person(p) && p.entity != whom.entity)
                .copied()
        })?;
        (subject.entity != whom.entity).then(|| vec![subject, whom])
    }

    /// "avant de tenir une réunion", "avant d'avoir un entretien": those the sentence told of before, where they are several.
    pub(super) fn french_then_hold(
        &self,
        t: &Trigger,
        r: &Range<usize>,
    ) -> Option<Vec<Participant>> {
        let doc = self.doc;
        let holds = |i: usize| {
            matches!(
                doc.w(i),
                "tenir" | "avoir" | "participer" | "prendre" | "presider" | "copresider"
            )
        };
        let so = doc.w(r.start) == "avant"
            && matches!(doc.w(r.start + 1), "de" | "d")
            && (r.start + 2..r.start + 5).any(holds);
        if !so || !self.goes_on(r) || t.kind != "meeting" {
            return None;
        }
        let last = self.events.last()?;
        let i = doc.start_of(last.trigger.start);
        let all = &last.participants;
        (doc.sentence[i] == doc.sentence[r.start]
            && all.len() > 1
            && all.iter().all(|p| self.is_person(p)))
        .then(|| all.clone())
    }

    /// "Les deux hommes avaient déjà discuté …", "les deux ministres avaient évoqué, en mai, …": an earlier talk of theirs.
    pub(super) fn talked_before(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let two = (start..i)
            .any(|k| doc.w(k) == "deux" && k > start && doc.w(k - 1) == "les" && !self.covered[k]);
        let near = start.max(i.saturating_sub(4))..i;
        let had = near.clone().any(|k| doc.w(k) == "avaient");
        let s = self.sentence_of(i);
        let once = (start..s.end).any(|k| matches!(doc.w(k), "deja" | "auparavant"))
            || self
                .between(start, s.end)
                .any(|k| self.found[k].kind == MentionType::Date);
        self.french() && two && had && once
    }

    /// "Les deux ministres s'étaient rencontrés en octobre": had been before what was told, at another place or on another day.
    pub(super) fn french_before(
        &self,
        t: &Trigger,
        r: &Range<usize>,
        told: &Event,
        place: &[usize],
        date: Option<usize>,
    ) -> bool {
        let doc = self.doc;
        let verb = matches!(t.kind, "meeting" | "call" | "visit")
            && (r.start.max(t.first.saturating_sub(4))..t.last).any(|i| pluperfect(doc.w(i)));
        if !self.french() || !verb {
            return false;
        }
        let day = date.and_then(|d| doc.dates[d].interval).map(|d| d.start);
        let other_place = !place.is_empty()
            && !told.place.is_empty()
            && !place.iter().any(|p| told.place.contains(p));
        match (day, told.start) {
            (Some(a), Some(b)) => a != b,
            (Some(_), None) => true,
            _ => {
                other_place || (r.start..t.last).any(|i| matches!(doc.w(i), "deja" | "auparavant"))
            }
        }
    }

    /// "Les deux parties ont examiné …, en présence de X": who was there too when those told of last met.
    pub(super) fn french_presence(
        &self,
        e: usize,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Vec<Participant> {
        let doc = self.doc;
        let told = &self.events[e];
        let Some(at) = r.clone().find(|&i| {
            matches!(doc.w(i), "presence")
                && i > r.start
                && doc.w(i - 1) == "en"
                && matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
        }) else {
            return Vec::new();
        };
        if !matches!(told.kind, "meeting" | "call" | "consultation") {
            return Vec::new();
        }
        let done = r.clone().any(|i| {
            let w = doc.w(i);
            [
                "inaugur",
                "remis",
                "decor",
                "pose",
                "lanc",
                "visit",
                "ouvert",
                "clotur",
                "sign",
                "paraph",
                "ceremonie",
                "festivit",
                "celebration",
                "commemor",
                "defile",
                "install",
            ]
            .iter()
            .any(|s| w.starts_with(s))
        });
        let units = self.units(r, m);
        let stranger = units
            .iter()
            .any(|u| u.last <= at && u.role == Role::Bare && !u.who.among(&told.participants));
        if done || stranger {
            return Vec::new();
        }
        let mut out = Vec::new();
        for u in units
            .iter()
            .filter(|u| u.role == Role::Beside && u.first > at && !u.body)
        {
            push(&mut out, u.who);
        }
        out
    }

    /// "le chef du DFJP": who was named before as the head of that body.
    pub(super) fn head_of_body(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let m = &self.found[k];
        let of = |m: &Found| {
            self.organization_inside(m)
                .and_then(|o| self.resolved.of[o])
        };
        let mine = of(m)?;
        (0..k).rev().take(120).find_map(|o| {
            let f = &self.found[o];
            let same = f.kind == MentionType::Office
                && doc.w(f.first) == doc.w(m.first)
                && of(f) == Some(mine);
            let office = self.resolved.of[o].filter(|_| same)?;
            self.resolved.entities[office].holder
        })
    }

    /// "La directrice X l'accompagnait", "L'accompagnaient Y et Z": on the journey told last, or at the meeting.
    pub(super) fn french_went_along(&mut self, r: &Range<usize>, m: Range<usize>) {
        let doc = self.doc;
        if !self.french() {
            return;
        }
        let along = |i: usize| {
            matches!(
                doc.w(i),
                "accompagnait" | "accompagnaient" | "accompagne" | "accompagnent" | "accompagnera"
            ) && doc.w(i - 1) == "'"
                && doc.w(i - 2) == "l"
                && !doc.t.text(i).ends_with('é')
        };
        let Some(v) = r.clone().skip(2).find(|&i| along(i)) else {
            return;
        };
        let visit = self.events.iter().rposition(|e| e.kind == "visit");
        let met = self.events.iter().rposition(|e| e.kind == "meeting");
        let n = self.events.len();
        let Some(e) = visit.or(met).filter(|e| e + 6 > n) else {
            return;
        };
        let units = self.units(r, m);
        let bare = |u: &&Unit| u.role == Role::Bare && !u.body;
        let before: Vec<&Unit> = units.iter().filter(|u| u.last <= v).filter(bare).collect();
        let behind = |u: &&Unit| u.first > v && u.first < v + 24;
        let all: Vec<&Unit> = match before.is_empty() {
            true => units.iter().filter(behind).filter(bare).collect(),
            false => before,
        };
        for u in all {
            self.adds(e, u.who);
        }
    }

    /// "les ambassadeurs de Chine, X, et de Russie, Y", "celui de la police belge, X": the comma at `b` stands behind the
    /// country or body of one of several.
    pub(super) fn under_plural(&self, b: usize, start: usize) -> Option<usize> {
        let doc = self.doc;
        let nation = |i: &usize| doc.in_nationality(*i);
        let end = b - (start..b).rev().take_while(nation).count();
        // "et celui de la police botswanaise, X", "et celui de l'Intérieur, X"
        let bare = (start.max(b.saturating_sub(12))..b).rev().find(|&k| {
            matches!(doc.w(k), "celui" | "celle") && matches!(doc.w(k + 1), "de" | "du" | "d")
        });
        let nobody = |k: usize| {
            !self
                .begin(k, b)
                .iter()
                .any(|f| f.kind == MentionType::Person)
        };
        if let Some(k) = bare.filter(|&k| nobody(k) && (k..b).all(|i| doc.w(i) != ",")) {
            return Some(k);
        }
        let f = self.found.iter().find(|f| {
            f.last == end
                && f.first > start
                && matches!(f.kind, MentionType::Location | MentionType::Organization)
        })?;
        let mut of = f.first - 1;
        while of > start && matches!(doc.w(of), "la" | "l" | "'" | "le" | "les") {
            of -= 1;
        }
        let title = of.checked_sub(1).filter(|&i| i >= start)?;
        (matches!(doc.w(of), "de" | "du" | "d" | "des") && several_titles(doc.w(title)))
            .then_some(title)
    }

    /// A noun of talk that says between whom it was, or a place where somebody called: "les discussions entre X et Y", "était au
    /// cabinet du ministre X", "a été l'hôte de X", "arrive lundi à X".
    pub(super) fn french_noun(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        let before = |n: usize| doc.before_in(start, i, n);
        let was = |from: usize| {
            (start.max(i.saturating_sub(from))..i)
                .any(|k| matches!(doc.w(k), "est" | "etait" | "sera" | "ete" | "etaient"))
        };
        match doc.w(i) {
            "discussions" | "echanges" | "negociations" | "conversations" | "concertations"
                if doc.w(i + 1) == "entre" && self.somebody_behind(i + 2, 5)
                    || doc.w(i + 2) == "entre" && self.somebody_behind(i + 3, 5) =>
            {
                Some("meeting")
            }
            "cabinet" | "bureau" | "bureaux" | "locaux"
                if was(9)
                    && matches!(before(1), "au" | "le" | "les" | "aux")
                    && matches!(doc.w(i + 1), "de" | "du" | "d")
                    && self.person_holds(i + 2, 3)
                    && self.person_named(start..i) =>
            {
                Some("meeting")
            }
            // "En séjour à Madagascar depuis mercredi, X …"
            "sejour" if before(1) == "en" && self.going_to(i + 1) => Some("visit"),
            // "a pris congé de X", "a fait ses adieux à X"
            "conge"
                if before(1).starts_with("pr")
                    && matches!(doc.w(i + 1), "de" | "du" | "d") | self.day_behind(i + 1, 2) =>
            {
                Some("meeting")
            }
            "adieux"
                if matches!(before(1), "ses" | "leurs")
                    && (i + 1..i + 4).any(|k| {
                        (doc.w(k) == "au" || doc.t.text(k) == "à") && self.somebody_behind(k + 1, 5)
                    }) =>
            {
                Some("meeting")
            }
            "hote"
                if was(4)
                    && before(1) == "'"
                    && self.ahead(i, 1, 9).any(|k| {
                        matches!(doc.w(k), "de" | "du") && self.somebody_behind(k + 1, 5)
                    }) =>
            {
                Some("meeting")
            }
            // "arrive dimanche à Abidjan": the present tense.
            "arrive" | "arrivent" | "arrivera" | "arriveront" | "debarque" | "debarquera"
                if !doc.t.text(i).ends_with('é')
                    && !matches!(before(1), "a" | "ont" | "qu" | "'")
                    && self.going_to(i + 1)
                    && (self.person_before(i)
                        || matches!(before(1), "," | "qui" | "il" | "elle" | "ils")) =>
            {
                Some("visit")
            }
            "revoir" | "retrouver"
                if before(1) == "se"
                    && (self.place_behind(i + 1, 8) || self.day_behind(i + 1, 8)) =>
            {
                Some("meeting")
            }
            _ => None,
        }
    }

    /// "à Abidjan", "en Tunisie", "dimanche à Abidjan" behind `from`.
    fn going_to(&self, from: usize) -> bool {
        let doc = self.doc;
        (from..from + 8).any(|k| {
            (matches!(doc.w(k), "au" | "en" | "aux") || doc.t.text(k) == "à")
                && self.place_behind(k + 1, 1)
                && self.sentence_of(from).contains(&k)
        })
    }

    fn day_behind(&self, from: usize, n: usize) -> bool {
        self.between(from, from + n)
            .any(|k| self.found[k].kind == MentionType::Date)
    }

    /// An office that somebody named holds begins in `from..from + n`.
    fn person_holds(&self, from: usize, n: usize) -> bool {
        self.between(from, from + n).any(|k| {
            self.found[k].kind != MentionType::Organization
                && self.participant(k).is_some_and(|p| self.named_person(&p))
        })
    }

    fn person_named(&self, r: Range<usize>) -> bool {
        self.between(r.start, r.end)
            .any(|k| self.found[k].kind == MentionType::Person)
    }

    /// "X, ministre de Y, en visite": the person before the apposition that ends at `end`.
    pub(super) fn before_apposition(&self, end: usize) -> Option<usize> {
        let doc = self.doc;
        if !self.french() || end == 0 {
            return None;
        }
        let behind = self.found.partition_point(|f| f.first < end);
        let k = (behind.saturating_sub(8)..behind).rev().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Person && !f.inside && f.last < end
        })?;
        let last = self.found[k].last;
        let plain = |i: usize| {
            !matches!(
                doc.w(i),
                "qui" | "a" | "ont" | "est" | "et" | "avec" | "par" | "." | ";"
            ) || doc.t.text(i) == "à"
        };
        (doc.w(last) == ","
            && last + 22 > end
            && doc.sentence[last] == doc.sentence[end]
            && (last..end).all(plain))
        .then_some(k)
    }
}
