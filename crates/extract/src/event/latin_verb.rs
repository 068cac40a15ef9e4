//! English verbs, and what both languages share, that tell without being in the lexicon: by their auxiliary, their object or the
//! participle that opens a sentence.

use std::ops::Range;

use super::company::somebody;
use super::{Teller, Trigger};
use crate::mention::{Found, MentionType};

/// What people do with each other at a table.
pub(super) fn confers(w: &str) -> bool {
    matches!(
        w,
        "dined"
            | "lunched"
            | "breakfasted"
            | "huddled"
            | "conferred"
            | "exchanged"
            | "discussed"
            | "reviewed"
            | "negotiated"
            | "deliberated"
            | "compared"
            | "debated"
            | "raised"
            | "examined"
            | "explored"
            | "dine"
            | "dejeune"
            | "planche"
            | "confere"
            | "negocie"
            | "converse"
            | "devise"
            | "dialogue"
            | "debattu"
            | "discute"
            | "echange"
            | "evoque"
            | "aborde"
            | "examine"
            | "passe"
            | "fait"
            | "etudie"
            | "parle"
            | "attable"
            | "peaufine"
    )
}

impl Teller<'_, '_> {
    /// A verb at `i` that tells, where its auxiliary, its subject or its object says so.
    pub(super) fn latin_verb(&self, i: usize, start: usize) -> Option<&'static str> {
        let doc = self.doc;
        if !doc.latin(i) || self.covered[i] {
            return None;
        }
        if doc.capital(i) {
            if self.with_at_head(i, start) {
                return Some("meeting");
            }
            let came = (matches!(
                doc.w(i),
                "arrive" | "arrivee" | "arrives" | "venu" | "venue" | "venus"
            ) || self.french()
                && matches!(
                    doc.w(i),
                    "attendu" | "attendue" | "attendus" | "debarque" | "debarquee" | "debarques"
                ))
                && i == start
                && self.place_behind(i + 1, 6);
            return if came {
                Some("visit")
            } else if self.opens(i, start) {
                Some("meeting")
            } else if self.french() && i == start {
                self.french_told(i, start)
            } else {
                None
            };
        }
        // "participera à la 18e session de la Conférence", "la prochaine session"
        if doc.w(i) == "session"
            && doc.language == text::Language::French
            && i > start
            && (doc.w(i - 1) == "e"
                || matches!(
                    doc.w(i - 1),
                    "eme"
                        | "ere"
                        | "prochaine"
                        | "seconde"
                        | "deuxieme"
                        | "nouvelle"
                        | "premiere"
                        | "troisieme"
                )
                || doc.w(i - 1).ends_with('e')
                    && doc.w(i - 1).starts_with(|c: char| c.is_ascii_digit()))
        {
            match self.session_of(i) {
                Some("consultation") => return None,
                Some(kind) => return Some(kind),
                None => {}
            }
            let told = self
                .events
                .iter()
                .rev()
                .find(|e| matches!(e.kind, "training" | "conference"));
            return Some(told.map_or("conference", |e| e.kind));
        }
        if doc.language == text::Language::English {
            self.english_verb(i, start)
        } else {
            self.french_verb(i, start)
        }
    }

    /// "Reçu mardi par X, Y …", "Received on Monday by X, Y …".
    pub(super) fn opens(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let participle = matches!(
            doc.w(i),
            "recu"
                | "recue"
                | "recus"
                | "recues"
                | "accueilli"
                | "accueillie"
                | "accueillis"
                | "received"
                | "welcomed"
                | "hosted"
        );
        // "Recevant X, Y …", "Receiving X, Y …"
        let receiving = matches!(
            doc.w(i),
            "recevant" | "accueillant" | "receiving" | "welcoming" | "hosting"
        );
        // "Réunis à X, les directeurs …"
        let together = matches!(
            doc.w(i),
            "reunis" | "reunies" | "rassembles" | "rassemblees" | "attables"
        ) && self.french()
            && (i + 1..(i + 30).min(doc.len()))
                .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                .any(|k| doc.w(k) == "ont" || doc.w(k) == "sont");
        i == start
            && (together
                || participle && self.by_behind(i)
                || receiving && self.somebody_behind(i + 1, 10))
    }

    /// "par" or "by" a few words behind, in its sentence and before a comma, but for one beside a day or a town: "Reçu, mercredi, à
    /// Rome, par X".
    pub(super) fn by_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        let aside = |k: usize| {
            let kind =
                |k| self.within(k, MentionType::Date) || self.within(k, MentionType::Location);
            k == i + 1 && kind(k + 1) || kind(k - 1)
        };
        (i + 1..(i + 9).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i] && (doc.w(k) != "," || aside(k)))
            .any(|k| matches!(doc.w(k), "par" | "by"))
    }

    pub(super) fn someone(f: &Found) -> bool {
        somebody(f)
    }

    /// Somebody is named straight behind `from`, within `n` words and before anything else is.
    pub(super) fn somebody_behind(&self, from: usize, n: usize) -> bool {
        let told =
            |f: &&Found| !f.inside && !matches!(f.kind, MentionType::Date | MentionType::Location);
        let first = self.near_behind(from, n).iter().find(told);
        let plain = |k: usize| {
            self.doc.w(k) == "par" && self.doc.w(k + 2) == "suite"
                || !matches!(
                    self.doc.w(k),
                    "by" | "par" | "a" | "an" | "un" | "une" | "with" | "for" | "avec" | "pour"
                )
                || self.doc.t.text(k) == "à"
        };
        first.is_some_and(|f| Self::someone(f) && (from..f.first).all(plain))
    }

    /// The mentions that begin among `n` tokens from `from` on, in the sentence of the token before.
    fn near_behind(&self, from: usize, n: usize) -> &[Found] {
        let end = self
            .sentence_of(from.saturating_sub(1).min(self.doc.len() - 1))
            .end;
        self.begin(from, (from + n).min(end))
    }

    /// The tokens `i + from..i + to` of its sentence.
    pub(super) fn ahead(&self, i: usize, from: usize, to: usize) -> Range<usize> {
        i + from..(i + to).min(self.sentence_of(i).end)
    }

    pub(super) fn body_behind(&self, from: usize, n: usize) -> bool {
        let body = |f: &Found| f.kind == MentionType::Organization;
        self.near_behind(from, n).iter().any(body)
    }

    pub(super) fn body_in_sentence(&self, i: usize) -> bool {
        let s = self.sentence_of(i);
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && !f.inside && s.contains(&f.first))
    }

    pub(super) fn body_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| f.kind == MentionType::Organization && f.last <= i && f.last + 4 > i)
    }

    pub(super) fn person_before(&self, i: usize) -> bool {
        self.found
            .iter()
            .any(|f| Self::someone(f) && f.last <= i && f.last + 2 > i)
    }

    /// "with X", "avec son homologue, X" behind the verb at `i`.
    pub(super) fn with_somebody(&self, i: usize) -> bool {
        let doc = self.doc;
        (i + 1..(i + 16).min(doc.len()))
            .take_while(|&k| doc.sentence[k] == doc.sentence[i])
            .any(|k| {
                // "with the Ministers of Interior of Oman, X, and Yemen, Y"
                let several = (k + 1..k + 3)
                    .any(|n| matches!(doc.w(n), "ministers" | "chiefs" | "heads" | "directors"));
                matches!(doc.w(k), "with" | "avec")
                    && self.somebody_behind(k + 1, if several { 14 } else { 6 })
            })
    }

    /// Two people joined as the subject before `i`, of whom nothing was told together yet: "X and Y discussed …".
    pub(super) fn two_before_verb(&self, i: usize, start: usize) -> bool {
        let mut who: Vec<super::Participant> = Vec::new();
        for k in self.between(start, i) {
            let f = &self.found[k];
            let named = Self::someone(f) && f.last <= i;
            // "The home minister and the Indian ambassador discussed": by their offices, too.
            if let Some(p) = self.participant(k).filter(|_| named) {
                super::push(&mut who, p);
            }
        }
        let joined = (start..i).any(|k| matches!(self.doc.w(k), "and" | "et"));
        let told = self
            .events
            .iter()
            .any(|e| who.iter().all(|p| p.among(&e.participants)));
        // "X, Y et Z ont fait le point": one list of subjects.
        let several = || {
            let units = self.units(&(start..i), self.between(start, i));
            let bare = units
                .iter()
                .filter(|u| !u.body && u.role == super::french_role::Role::Bare);
            bare.clone().count() == who.len()
                && bare.clone().all(|u| u.list == units[0].list)
                && matches!(self.doc.w(i - 1), "ont" | "avaient")
        };
        let list = who.len() == 2 || who.len() > 2 && self.french() && several();
        list && joined && !told
    }

    /// A body's people are taught, and the school or who teaches them is named: "… will be trained at the College".
    pub(super) fn taught_at(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        let body = |f: &&Found| f.kind == MentionType::Organization && !f.inside;
        let same = |f: &&Found| doc.sentence[f.first] == doc.sentence[i];
        let pupils = self
            .found
            .iter()
            .filter(body)
            .any(|f| f.first >= start && f.last <= i);
        let school = self.found.iter().filter(body).filter(same).any(|f| {
            f.first > i
                && (f.first.saturating_sub(2)..f.first).any(|k| matches!(doc.w(k), "at" | "by"))
        });
        pupils && school
    }

    pub(super) fn place_behind(&self, from: usize, n: usize) -> bool {
        let place = |f: &Found| f.kind == MentionType::Location;
        self.near_behind(from, n).iter().any(place)
    }

    /// A word with a capital that is in no mention stands just before the trigger: a subject we cannot read.
    pub(super) fn unread_subject(&self, t: &Trigger, start: usize) -> bool {
        let doc = self.doc;
        (start.max(t.first.saturating_sub(3))..t.first).any(|i| {
            doc.latin(i)
                && doc.capital(i)
                && !self.covered[i]
                && !doc.is(i, crate::lexicon::Tag::Stop)
                && !matches!(
                    doc.w(i),
                    "the"
                        | "a"
                        | "he"
                        | "she"
                        | "they"
                        | "il"
                        | "elle"
                        | "ils"
                        | "le"
                        | "la"
                        | "on"
                        | "in"
                )
        })
    }
}
