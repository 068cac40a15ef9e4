//! French: who signs beside those whose hands are named, what was talked about before a signature, and talks told by whom they
//! were with.

use std::ops::Range;

use super::french_doing::of_stems;
use super::{Teller, Trigger};
use crate::mention::{Found, MentionType};

impl Teller<'_, '_> {
    /// "À l'issue de leurs entretiens, X et Y ont signé …": they met, and the text had not told it.
    pub(super) fn french_talks_first(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let noun = matches!(
            doc.w(t.last - 1).trim_end_matches('s'),
            "entretien"
                | "rencontre"
                | "entrevue"
                | "discussion"
                | "reunion"
                | "pourparler"
                | "tete"
        );
        let ends = (r.start..t.first.min(r.start + 6)).any(|k| {
            matches!(
                doc.w(k),
                "issue" | "terme" | "fin" | "lors" | "cours" | "apres" | "marge"
            )
        });
        let theirs = (r.start..t.last).any(|k| matches!(doc.w(k), "leur" | "leurs"));
        let told = self
            .events
            .iter()
            .any(|e| matches!(e.kind, "meeting" | "consultation" | "call"));
        let told = told
            && (!theirs
                || self
                    .french_other_sides(t, r, self.between(r.start, r.end))
                    .is_none());
        self.french() && t.kind == "meeting" && noun && ends && theirs && !told
    }

    /// "une cérémonie présidée par X", "sous la présidence de X": who presides where others sign.
    pub(super) fn over_signing(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        if t.kind != "agreement" || !self.french() {
            return false;
        }
        let r = self.sentence_of(m.first);
        let (first, _) = self.with_office(m);
        let Some(b) = self.lead(first, r.start).filter(|&b| b > r.start) else {
            return false;
        };
        let by = doc.w(b) == "par"
            && (r.start.max(b.saturating_sub(3))..b).any(|k| {
                of_stems(
                    doc.w(k),
                    &["presid", "copresid", "patronn", "rehauss", "ouvert"],
                )
            });
        let under = matches!(doc.w(b), "de" | "du" | "d")
            && matches!(
                doc.w(b - 1),
                "presidence" | "patronage" | "parrainage" | "egide" | "conduite" | "supervision"
            )
            && (r.start.max(b.saturating_sub(4))..b).any(|k| doc.w(k) == "sous");
        by || under
    }

    /// "Le texte porte la signature de X et de Y", "Les signataires en sont X et Y": the token behind which they are named.
    pub(super) fn bears_signature(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        r.clone().find(|&i| {
            matches!(
                doc.w(i),
                "signature" | "signatures" | "paraphe" | "paraphes"
            ) && i > r.start + 1
                && matches!(
                    doc.w(i - 2),
                    "porte" | "portent" | "portait" | "revetu" | "revetus"
                )
                || matches!(doc.w(i), "signataires" | "parapheurs")
                    && (i + 1..i + 4).any(|k| matches!(doc.w(k), "sont" | "etaient" | "figurent"))
        })
    }

    /// "des entretiens bilatéraux avec X et Y": with each of them.
    pub(super) fn bilateral_talks(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        (t.first.saturating_sub(2)..t.last + 2).any(|i| {
            matches!(doc.w(i), "bilateraux" | "bilaterales")
                && (i + 1..i + 4).any(|k| doc.w(k) == "avec")
                || doc.w(i) == "respectivement" && matches!(doc.w(i + 1), "avec" | "par")
        })
    }

    /// "Au sortir de l'entretien, l'ambassadeur a annoncé que …": the meeting was told, what he announces is.
    pub(super) fn french_leaving(&self, triggers: &mut Vec<Trigger>, r: &Range<usize>) {
        let doc = self.doc;
        let [talks, _, ..] = triggers[..] else {
            return;
        };
        let opens = (r.start..(r.start + 5).min(talks.first)).any(|i| {
            matches!(
                doc.w(i),
                "sortir" | "issue" | "terme" | "fin" | "sortie" | "lendemain" | "prelude"
            )
        });
        let the = talks.first > r.start
            && (matches!(
                doc.w(talks.first - 1),
                "la" | "cette" | "cet" | "du" | "ces"
            ) || doc.w(talks.first - 1) == "'" && doc.w(talks.first - 2) == "l");
        let told_of = !matches!(
            doc.w(talks.last),
            "entre" | "avec" | "de" | "du" | "d" | "," | "que" | "qu"
        );
        let told_of = told_of || doc.w(talks.last) == "," && talks.last < r.start + 10;
        if self.french() && talks.kind == "meeting" && opens && the && told_of {
            triggers.remove(0);
        }
    }

    /// "Conclu entre A et B, ce texte …", "Le protocole lie A à B": the token behind which the bodies stand that it is made between.
    pub(super) fn made_between_at(&self, r: &Range<usize>) -> Option<usize> {
        let doc = self.doc;
        let made = |i: usize| {
            super::french_sign::signs(doc.w(i))
                || of_stems(doc.w(i), &["pass", "intervenu", "etabl", "conclu"])
        };
        r.clone().take(12).find(|&i| {
            doc.w(i) == "entre" && i > r.start && made(i - 1)
                || matches!(doc.w(i), "lie" | "liera" | "engage") && i < r.start + 8
        })
    }

    /// "Ce protocole, conclu entre A et B, prévoit …" of what was signed before: A and B are its parties.
    pub(super) fn made_between(
        &mut self,
        t: &Trigger,
        r: &Range<usize>,
        m: Range<usize>,
    ) -> Option<usize> {
        if !self.french() || t.kind != "agreement" || t.first > r.start + 8 {
            return None;
        }
        let e = self.events.len().checked_sub(1)?;
        let doc = self.doc;
        let the = (r.start..t.first)
            .any(|i| matches!(doc.w(i), "ce" | "cet" | "cette" | "le" | "la" | "l"));
        let at = self
            .made_between_at(r)
            .filter(|_| the && self.events[e].kind == "agreement")?;
        let named = self.between(r.start, r.end).any(|k| {
            let f = &self.found[k];
            f.kind == MentionType::Person && !f.inside
        });
        let bodies: Vec<super::Participant> = m
            .filter(|&k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization
                    && !f.inside
                    && f.first > at
                    && f.first < at + 24
            })
            .filter_map(|k| self.participant(k))
            .collect();
        if bodies.len() < 2 || named {
            return None;
        }
        for p in bodies {
            self.adds(e, p);
        }
        Some(e)
    }

    /// "Avec X, il a évoqué …": a sentence that begins with whom somebody talked to.
    pub(super) fn with_at_head(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        if !self.french() || i != start || doc.w(i) != "avec" || !self.somebody_behind(i + 1, 5) {
            return false;
        }
        let end = self.sentence_of(i).end;
        let talks = (i + 1..end).find(|&k| {
            super::latin_verb::confers(doc.w(k))
                || matches!(
                    doc.w(k),
                    "discute"
                        | "evoque"
                        | "aborde"
                        | "echange"
                        | "examine"
                        | "parle"
                        | "traite"
                        | "passe"
                        | "entretenu"
                )
        });
        talks.is_some_and(|v| {
            (v.saturating_sub(4)..v).any(|k| matches!(doc.w(k), "a" | "ont"))
                && (i..v).any(|k| {
                    matches!(
                        doc.w(k),
                        "il" | "elle" | "ministre" | "directeur" | "directrice"
                    )
                })
        })
    }

    /// "X et Y ont participé aux deux entretiens": at each of the last two meetings of the same one.
    pub(super) fn at_both_meetings(&mut self, r: &Range<usize>, m: Range<usize>) -> bool {
        let doc = self.doc;
        let Some(at) = r.clone().find(|&i| {
            doc.w(i) == "deux"
                && matches!(
                    doc.w(i + 1),
                    "entretiens" | "rencontres" | "reunions" | "audiences" | "seances"
                )
                && i > r.start
                && matches!(doc.w(i - 1), "aux" | "les" | "ces")
        }) else {
            return false;
        };
        let there = (r.start..at).any(|i| {
            let w = doc.w(i);
            w.starts_with("particip")
                || w.starts_with("assist")
                || w == "part"
                || w.starts_with("present")
        });
        let met: Vec<usize> = (0..self.events.len())
            .filter(|&e| self.events[e].kind == "meeting")
            .collect();
        if !self.french() || !there || met.len() < 2 {
            return false;
        }
        let came: Vec<super::Participant> = m
            .filter(|&k| {
                let f = &self.found[k];
                f.last <= at && super::company::somebody(f)
            })
            .filter_map(|k| self.participant(k))
            .collect();
        for &e in &met[met.len() - 2..] {
            for p in &came {
                self.adds(e, *p);
            }
        }
        !came.is_empty()
    }
}
