//! French: what did not take place, is only in the papers and then denied, or is only a subject of talk.

use std::ops::Range;

use super::french_doing::of_stems;
use super::{Teller, Trigger};

/// The noun of something that people do together or where they go.
fn happening(w: &str) -> bool {
    matches!(
        w,
        "visite"
            | "visites"
            | "deplacement"
            | "deplacements"
            | "voyage"
            | "sejour"
            | "tournee"
            | "rencontre"
            | "reunion"
            | "entretien"
            | "entretiens"
            | "entrevue"
            | "tete"
            | "audience"
            | "sommet"
            | "conference"
            | "signature"
            | "accord"
            | "memorandum"
            | "protocole"
            | "convention"
            | "session"
            | "exercice"
            | "stage"
            | "formation"
            | "operation"
            | "patrouilles"
            | "escale"
            | "etape"
            | "seance"
            | "appel"
    )
}

impl Teller<'_, '_> {
    /// "la visite à X n'est pas à l'ordre du jour", "un déplacement …, n'a pas pu avoir lieu": it was not and will not be.
    pub(super) fn french_not_held(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !self.french() || !doc.latin(t.first) {
            return false;
        }
        if self.only_approved(t, r) || self.french_idle(t, r) {
            return true;
        }
        let noun = (t.first..t.last).any(|i| happening(doc.w(i)));
        // Up to the verb that the noun is the subject of.
        noun && (t.last..(t.last + 26).min(r.end)).any(|i| {
            doc.w(i) == "pas"
                && (r.start.max(i.saturating_sub(4))..i).any(|k| matches!(doc.w(k), "n" | "ne"))
                && (i + 1..(i + 6).min(r.end)).any(|k| {
                    matches!(
                        doc.w(k),
                        "lieu"
                            | "ordre"
                            | "agenda"
                            | "actualite"
                            | "prevu"
                            | "prevue"
                            | "prevus"
                            | "prevues"
                            | "programme"
                            | "programmee"
                            | "envisage"
                            | "envisagee"
                            | "confirme"
                            | "confirmee"
                            | "concretise"
                            | "concretisee"
                            | "tenue"
                            | "tenu"
                            | "deroule"
                            | "deroulee"
                            | "maintenu"
                            | "maintenue"
                            | "abouti"
                            | "signe"
                            | "signee"
                            | "signes"
                            | "paraphe"
                            | "conclu"
                            | "conclue"
                    )
                })
                || doc.w(i) == "failli" && i < t.last + 3
                || doc.w(i) == "fondement" && (t.last..i).any(|k| doc.w(k) == "sans")
                || matches!(doc.w(i), "sine") && doc.w(i + 1) == "die"
                || matches!(doc.w(i), "attend" | "attendent") && doc.w(i + 1) == "d"
                || matches!(
                    doc.w(i),
                    "bute" | "achoppe" | "patine" | "tarde" | "pietine"
                )
                || of_stems(doc.w(i), &["suspend", "suspendu", "compromis", "gel"])
                    && matches!(doc.w(i - 1), "est" | "ete" | "reste" | "sont" | "restent")
        })
    }

    /// "Suite à cet entretien téléphonique, X a eu un entretien avec Y": only the second one is told here.
    pub(super) fn points_back_in_time(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let this = t.first > r.start + 1 && matches!(doc.w(t.first - 1), "cet" | "cette" | "ce");
        let after = self.french()
            && this
            && (r.start.max(t.first.saturating_sub(4))..t.first - 1)
                .any(|i| matches!(doc.w(i), "suite" | "apres" | "lendemain" | "foulee"));
        after
            && matches!(t.kind, "meeting" | "call")
            && self
                .triggers(t.last..r.end)
                .iter()
                .any(|o| matches!(o.kind, "meeting" | "call") && !o.definite)
    }

    /// "aurait rencontré X, selon des rumeurs", "aurait été reçu par X, ce que le ministère dément": only said, and not true.
    pub(super) fn french_rumoured(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let may = (r.start.max(t.first.saturating_sub(4))..t.last).any(|i| {
            matches!(
                doc.w(i),
                "aurait" | "auraient" | "serait" | "seraient" | "devrait" | "devraient"
            )
        });
        let untrue = |i: usize| {
            let w = doc.w(i);
            w.starts_with("rumeur") || w.starts_with("dement") && !w.starts_with("demente")
        };
        self.french() && may && (t.last..r.end).any(untrue)
    }

    /// "Le Conseil a approuvé la signature de l'accord", "autorisé à conclure": it may now be signed, it is not yet.
    fn only_approved(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        t.kind == "agreement"
            && r.clone().any(|i| {
                let allowed = [
                    "approuv",
                    "autoris",
                    "valid",
                    "enterin",
                    "recommand",
                    "adopt",
                ]
                .iter()
                .any(|s| doc.w(i).starts_with(s));
                allowed
                    && (i + 1..(i + 5).min(r.end)).any(|k| {
                        matches!(
                            doc.w(k),
                            "signature"
                                | "conclusion"
                                | "ratification"
                                | "message"
                                | "messages"
                                | "projet"
                                | "signer"
                                | "conclure"
                                | "ratifier"
                        )
                    })
            })
    }

    /// "Des médias avaient fait état d'une visite. Une source a démenti cette information": what the sentence before told is
    /// taken back.
    pub(super) fn french_retracts(&mut self, r: &Range<usize>) {
        let doc = self.doc;
        if !self.french() || self.events.is_empty() {
            return;
        }
        let denies = r.clone().take(16).any(|i| {
            let verb = matches!(
                doc.w(i),
                "dementi"
                    | "dement"
                    | "dementie"
                    | "dementies"
                    | "dementait"
                    | "infirme"
                    | "infirmee"
            ) || matches!(doc.w(i), "refute" | "refutee" | "rejete");
            let what = |k: usize| {
                matches!(
                    doc.w(k),
                    "information"
                        | "informations"
                        | "rumeur"
                        | "rumeurs"
                        | "allegations"
                        | "propos"
                        | "nouvelle"
                        | "affirmations"
                        | "tout"
                )
            };
            verb && (r.start..(i + 8).min(r.end)).any(what)
        });
        // "Cette rencontre n'a finalement pas eu lieu": the last one told.
        let this = matches!(doc.w(r.start), "cette" | "ce" | "la" | "le" | "l");
        let what = (r.start..(r.start + 4).min(r.end)).find(|&i| happening(doc.w(i)));
        let off = what.is_some_and(|i| {
            (i + 1..(i + 10).min(r.end)).any(|k| {
                doc.w(k) == "pas" && (k + 1..(k + 5).min(r.end)).any(|n| doc.w(n) == "lieu")
            })
        });
        if let Some(i) = what.filter(|_| this && off) {
            let visit = matches!(
                doc.w(i),
                "visite" | "deplacement" | "voyage" | "sejour" | "tournee"
            );
            let last = self
                .events
                .iter()
                .rposition(|e| visit == (e.kind == "visit"));
            let drop: Vec<bool> = (0..self.events.len()).map(|e| Some(e) == last).collect();
            self.keep(&drop);
            return;
        }
        let s = doc.sentence[r.start];
        if !denies || s == 0 {
            return;
        }
        let start = doc.sentence.partition_point(|&x| x < s - 1);
        let end = doc.sentence.partition_point(|&x| x < s);
        let reported = (start..end).any(|i| {
            matches!(
                doc.w(i),
                "medias"
                    | "media"
                    | "presse"
                    | "journal"
                    | "journaux"
                    | "quotidien"
                    | "reseaux"
                    | "site"
                    | "sites"
                    | "rumeurs"
                    | "rumeur"
                    | "etat"
                    | "circule"
                    | "circulait"
                    | "evoque"
                    | "evoquait"
                    | "pretait"
                    | "pretaient"
                    | "aurait"
                    | "auraient"
            )
        });
        if !reported {
            return;
        }
        let (from, to) = (doc.start(start, 0), doc.end(end));
        let drop: Vec<bool> = self
            .events
            .iter()
            .map(|e| (from..to).contains(&e.trigger.start))
            .collect();
        self.keep(&drop);
    }

    /// "Il a été question de la formation de cadres", "les échanges ont porté sur la formation": what was talked of.
    pub(super) fn french_talked_of(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !self.french() || !matches!(t.kind, "training" | "operation" | "conference") {
            return false;
        }
        let from = r.start.max(t.first.saturating_sub(30));
        let talk = (from..t.first).any(|i| {
            doc.w(i) == "question" && matches!(doc.w(i + 1), "de" | "d" | "du" | "des")
                || matches!(
                    doc.w(i),
                    "porte" | "portait" | "portaient" | "porteront" | "portera" | "portant"
                ) && doc.w(i + 1) == "sur"
                || matches!(
                    doc.w(i),
                    "porte" | "axe" | "axes" | "axee" | "axees" | "roule" | "focalise"
                ) && (i + 1..i + 4).any(|k| doc.w(k) == "sur")
                || doc.w(i) == "tourne" && doc.w(i + 1) == "autour"
                || doc.w(i) == "revue" && i > from && doc.w(i - 1) == "en"
                || doc.w(i) == "point" && doc.w(i + 1) == "sur"
                || matches!(
                    doc.w(i),
                    "evoque" | "aborde" | "examine" | "discute" | "debattu"
                ) && doc.t.text(i).ends_with(['é', 'u'])
                || matches!(doc.w(i), "souhaite" | "demande" | "sollicite" | "propose")
        });
        let fixed = self.found.iter().any(|f| {
            f.kind == crate::mention::MentionType::Date && f.first >= t.last && f.last <= r.end
        });
        talk && !fixed
    }

    /// "…, où ils ont suivi un stage", "pour prendre part à un atelier": a course of its own beside the journey.
    pub(super) fn french_takes_course(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        self.french()
            && t.kind == "training"
            && (t.first.saturating_sub(5)..t.first).any(|i| {
                let w = doc.w(i);
                w.starts_with("suivi") || w == "suivre" || w == "suivront" || w == "suivent"
            })
    }
}
