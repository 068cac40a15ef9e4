//! French and English syntax around a trigger: whose delegation came, who only says it, who watches it,
//! who invites.

use std::ops::Range;

use super::company::somebody;
use super::english_company::under_leadership;
use super::{Participant, Teller, Trigger, push};
use crate::mention::{Found, MentionType};

/// Words that say the one beside them only speaks.
pub(super) fn says(w: &str) -> bool {
    matches!(
        w,
        "said"
            | "announced"
            | "told"
            | "added"
            | "declared"
            | "stated"
            | "declare"
            | "indique"
            | "annonce"
            | "ajoute"
            | "rappele"
            | "felicite"
            | "felicitee"
            | "precise"
            | "affirme"
            | "assure"
            | "confie"
            | "explique"
            | "estime"
            | "souligne"
            | "appris"
            | "resume"
            | "rapporte"
            | "rapportent"
            | "renseigne"
            | "informe"
            | "signale"
            | "fait-savoir"
            | "poursuit"
            | "conclut"
            | "note"
            | "relate"
            | "insiste"
            | "commente"
            | "raconte"
            | "commented"
            | "says"
            | "disclosed"
            | "revealed"
            | "confirmed"
            | "explained"
            | "noted"
    )
}

/// Who thanks somebody for a visit or a course, and whom he thanks, only speak of it.
fn thanks(w: &str) -> bool {
    matches!(w, "remercie" | "salue" | "loue" | "regrette" | "deplore")
}

impl Teller<'_, '_> {
    /// Somebody who only speaks of it: "a déclaré X", "X, ministre …, a annoncé", "said X".
    pub(super) fn latin_speaks(&self, m: &Found, t: &Trigger) -> bool {
        // Who speaks of a meeting was mostly at it.
        !matches!(t.kind, "meeting" | "call") && self.latin_says(m, t)
    }

    /// "X a reçu Y, a annoncé Z": where two others are named, who says it was not there.
    pub(super) fn latin_only_says(&self, m: &Found, t: &Trigger, all: Range<usize>) -> bool {
        if !matches!(t.kind, "meeting" | "call") || !self.latin_says(m, t) {
            return false;
        }
        let mut others: Vec<Participant> = Vec::new();
        for k in all {
            let f = &self.found[k];
            let body = f.kind == MentionType::Organization
                && self.english()
                && (f.last <= m.first || says(self.doc.w(self.with_office(m).1)))
                && !self.bystander(f, t.kind);
            let who =
                (body || matches!(f.kind, MentionType::Person | MentionType::Office)) && !f.inside;
            if let Some(p) = self
                .participant(k)
                .filter(|_| who && !self.latin_says(f, t))
                && !others.contains(&p)
            {
                others.push(p);
            }
        }
        others.len() > 1
    }

    fn latin_says(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let says =
            |w: &str| says(w) || thanks(w) && !matches!(t.kind, "meeting" | "call" | "visit");
        if doc.arabic(m.first) {
            return false;
        }
        // "Speaking when he opened the forum, X said": he was at it.
        let start = self.sentence_of(m.first).start;
        let opens = self.english()
            && t.kind != "training"
            && t.first < m.first
            && matches!(
                doc.w(start),
                "speaking" | "addressing" | "opening" | "chairing" | "inaugurating" | "closing"
            )
            && t.first < start + 12;
        let there = t.kind == "conference" && self.addresses(m);
        if opens || there || self.speaks_at_forum(t) {
            return false;
        }
        // "said X during a meeting with Y": he was at it.
        let during = (t.first.saturating_sub(5)..t.first).any(|i| {
            matches!(
                doc.w(i),
                "lors" | "during" | "issue" | "cours" | "after" | "following"
            )
        });
        // "X said the leaders reached a consensus during their meeting": they were at it.
        let theirs = self.english()
            && (t.first.saturating_sub(3)..t.first).any(|i| doc.w(i) == "their")
            && !self.events.is_empty();
        if during && !t.definite && !theirs {
            return false;
        }
        let (first, last) = self.with_office(m);
        let w = |k: usize| doc.w(k);
        let mut end = last;
        if w(end) == "," {
            end += 1;
        }
        let that = (end..t.first.max(end)).any(|i| {
            // "said X as she opened the course": she teaches none.
            let opens = t.kind == "training" && i > 0 && w(i - 1) == "as";
            matches!(w(i), "he" | "she" | "avoir" | "etre") && !opens
                || w(i) == "qu" && matches!(w(i + 2), "il" | "elle")
        });
        if that {
            return false;
        }
        // "Ms Lelelit, on her part, announced that the unit will train …"
        let aside = self.english() && w(end) == "on" && w(end + 2) == "part"
            || w(end) == "for" && w(end + 2) == "part";
        if aside {
            end += 3 + usize::from(w(end + 3) == ",");
        }
        // "X made the remarks at the close of the course"
        let remarks = self.english()
            && w(end) == "made"
            && (end + 2..end + 4).any(|i| {
                matches!(
                    w(i),
                    "remarks" | "remark" | "statement" | "disclosure" | "appeal"
                )
            });
        let behind = (says(w(end)) || remarks) && doc.sentence[m.first] == doc.sentence[end.min(doc.len() - 1)]
            // "X a déclaré", not "met X, a statement added"
            || !self.english()
                && matches!(doc.t.text(end.min(doc.len() - 1)), "a" | "ont" | "avait")
                && (1..3).any(|n| says(w(end + n)))
            // "X s'est félicité de la signature"
            || w(end) == "s" && w(end + 2) == "est" && says(w(end + 3));
        let mut b = first;
        while b > 0
            && doc.sentence[b - 1] == doc.sentence[first]
            && (matches!(
                w(b - 1),
                "le" | "la" | "l" | "'" | "the" | "M" | "m" | "mme" | "."
            ) || doc.is(b - 1, crate::lexicon::Tag::Rank))
        {
            b -= 1;
        }
        // "…, said Lund's spokesman, X", "…, a indiqué le porte-parole, X"
        let closes = (first.saturating_sub(9)..first).any(|i| {
            doc.sentence[i] == doc.sentence[first]
                && says(w(i))
                && i > 0
                && t.last <= i
                && (matches!(w(i - 1), "," | "\"" | "”" | "»")
                    || i > 1 && w(i - 1) == "a" && w(i - 2) == ",")
        });
        // "The ministry said Minister X discussed …": the subject of a clause of its own.
        let own = self.english()
            && (super::english::finite(w(last)) || w(last) == "and" && t.first > last)
            && b > 1
            && says(w(b - 1))
            && doc.sentence[b - 2] == doc.sentence[first]
            && !matches!(w(b - 2), "," | "\"" | "”" | "'");
        let before = closes
            || b.checked_sub(1)
                .filter(|&k| !own && doc.sentence[k] == doc.sentence[first])
                .is_some_and(|k| {
                    says(w(k))
                        || w(k) == "selon"
                        || w(k) == "to" && k > 0 && w(k - 1) == "according"
                        || w(k) == "apres" && k > 1 && w(k - 2) == "d"
                });
        behind || before
    }

    /// The tokens of a person and of the offices beside, as one run.
    pub(super) fn with_office(&self, m: &Found) -> (usize, usize) {
        (self.index(m)).map_or((m.first, m.last), |k| self.spans[k])
    }

    /// Each mention as one run with the offices or the person beside it that are linked to it.
    pub(super) fn with_offices(found: &[Found]) -> Vec<(usize, usize)> {
        let mut spans: Vec<(usize, usize)> = found.iter().map(|m| (m.first, m.last)).collect();
        let mut take = |k: usize, o: &Found| {
            if !o.inside {
                spans[k] = (spans[k].0.min(o.first), spans[k].1.max(o.last));
            }
        };
        for (k, m) in found.iter().enumerate() {
            let Some(l) = m.link else { continue };
            if let (MentionType::Office, MentionType::Person)
            | (MentionType::Person, MentionType::Office) = (m.kind, found[l].kind)
            {
                take(k, &found[l]);
                take(l, m);
            }
        }
        spans
    }

    /// The first of the titles linked to each mention that stand before it.
    pub(super) fn titles(found: &[Found]) -> Vec<Option<usize>> {
        let mut titles = vec![None; found.len()];
        for (k, o) in found.iter().enumerate() {
            if let Some(l) = o.link.filter(|_| o.kind == MentionType::Office)
                && o.last <= found[l].first
            {
                titles[l].get_or_insert(k);
            }
        }
        titles
    }

    /// "signed in the presence of X", "witnessed by X": who watches a signature takes no part.
    pub(super) fn latin_watches(&self, m: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        if t.kind != "agreement" || doc.arabic(m.first) {
            return false;
        }
        if self.english_watches(m, t) {
            return true;
        }
        let sentence = doc.sentence[m.first];
        let (first, _) = self.with_office(m);
        // "C'est en présence de X que A et B ont signé"
        let from = if self.french() || m.last <= t.first {
            t.first.min(first.saturating_sub(4))
        } else {
            t.first.min(m.first)
        };
        (from..m.first).any(|i| {
            doc.sentence[i] == sentence
                && matches!(
                    doc.w(i),
                    "presence" | "witnessed" | "temoins" | "egide" | "auspices"
                )
        })
    }

    /// "a annoncé mercredi", "announced on Monday": the day of the saying.
    pub(super) fn said_on(&self, f: &Found) -> bool {
        let doc = self.doc;
        let b = |n: usize| doc.before(f.first, n);
        let day = |w: &str| says(w) && !doc.arabic(f.first);
        day(b(1)) || matches!(b(1), "on" | "le" | "ce") && day(b(2)) || b(1) == "appris"
    }

    /// Who visits, in French or English; nothing where the common way does.
    pub(super) fn latin_visitor(&self, t: &Trigger, m: Range<usize>) -> Option<Vec<Participant>> {
        let doc = self.doc;
        if doc.arabic(t.first) {
            return None;
        }
        let sentence = doc.sentence[t.first];
        let who = |k: &usize| {
            somebody(&self.found[*k])
                && !self.latin_speaks(&self.found[*k], t)
                && !self.speaks_for(&self.found[*k])
        };
        if let Some(p) = self.former_or_latter(t.first, m.clone()) {
            return Some(vec![p]);
        }
        // "X, who is visiting Kuwait": who stands before the comma.
        let relative = (t.first.saturating_sub(4)..t.first)
            .find(|&i| matches!(doc.w(i), "who" | "qui") && doc.sentence[i] == sentence && i > 0);
        if let Some(q) = relative {
            let comma = q - usize::from(doc.w(q - 1) == ",");
            // "said X, who travelled to Lima"
            let someone = |k: &usize| {
                let f = &self.found[*k];
                somebody(f)
            };
            let before = m
                .clone()
                .filter(someone)
                .filter(|&k| self.found[k].last <= comma);
            let near = before.max_by_key(|&k| self.found[k].last);
            if let Some(k) = near.filter(|&k| comma - self.found[k].last <= 6) {
                return Some(self.participant(k).into_iter().collect());
            }
        }
        let head = m.clone().filter(who).find(|&k| self.heads(&self.found[k]));
        if let Some(h) = head {
            let body = m.clone().filter(|&k| {
                self.found[k].kind == MentionType::Organization
                    && !self.found[k].inside
                    && self.found[k].last <= self.found[h].first
                    && (self.delegation_of(&self.found[k])
                        || self.english()
                            && matches!(doc.w(self.found[k].last), "delegation" | "team"))
            });
            return Some(
                body.chain([h])
                    .filter_map(|k| self.participant(k))
                    .collect(),
            );
        }
        // "la tournée que X vient d'achever", "the visit that X paid"
        if (matches!(doc.w(t.last), "que" | "qu" | "that")
            || doc.w(t.last) == "which" && self.english())
            && let Some(k) = m
                .clone()
                .filter(who)
                .find(|&k| self.found[k].first >= t.last)
        {
            return Some(self.participant(k).into_iter().collect());
        }
        // "visite de X", "visit by X"
        let of = matches!(doc.w(t.last), "de" | "du" | "of" | "by" | "d");
        let noun =
            doc.w(t.last - 1).starts_with("visit") || doc.w(t.last - 1).starts_with("deplacement");
        if of
            && noun
            && let Some(k) = m
                .clone()
                .filter(who)
                .find(|&k| self.found[k].first >= t.last && self.found[k].first <= t.last + 4)
        {
            return Some(self.participant(k).into_iter().collect());
        }
        // Subjects before the verb; whom a preposition brings in is none.
        let oblique = |k: usize| {
            let (first, _) = self.with_office(&self.found[k]);
            let counterpart = (1..4).filter_map(|n| first.checked_sub(n)).any(|i| {
                matches!(
                    doc.w(i),
                    "counterpart" | "homologue" | "number" | "colleague"
                )
            });
            if counterpart {
                return true;
            }
            (1..4)
                .filter_map(|n| first.checked_sub(n))
                .take_while(|&i| doc.sentence[i] == sentence)
                .any(|i| {
                    matches!(
                        doc.w(i),
                        "par"
                            | "by"
                            | "avec"
                            | "with"
                            | "accompagne"
                            | "accompagnee"
                            | "accompanied"
                            | "alongside"
                            | "company"
                            | "representing"
                            | "behalf"
                            | "met"
                            | "rencontre"
                            | "recu"
                            | "received"
                            | "from"
                            | "succeeded"
                            | "replaced"
                    )
                })
        };
        let before: Vec<usize> = m
            .clone()
            .filter(who)
            .filter(|&k| self.found[k].last <= t.first)
            .collect();
        // "During his visit to X, Y met Z": whose it is comes behind.
        let own = (t.first.saturating_sub(3)..t.first)
            .any(|i| matches!(doc.w(i), "his" | "her" | "sa" | "son"));
        // "During a stop in Dakar, X met Y"
        let from = self.sentence_of(t.first).start;
        let during = self.english()
            && t.first < from + 7
            && matches!(
                doc.w(from),
                "during" | "on" | "in" | "while" | "at" | "as" | "after" | "following"
            )
            && (t.first..t.last).any(|i| {
                matches!(
                    doc.w(i),
                    "visit"
                        | "trip"
                        | "tour"
                        | "stop"
                        | "stopover"
                        | "stay"
                        | "mission"
                        | "journey"
                        | "visiting"
                )
            });
        if before.is_empty() && (own && noun || during) {
            let first = m.clone().filter(who).find(|&k| !oblique(k));
            // "During her visit she met X and the director, Y": she came.
            let pronoun = |i: usize| {
                matches!(
                    doc.w(i),
                    "he" | "she" | "they" | "il" | "elle" | "ils" | "elles"
                )
            };
            let first = first.filter(|&k| !(t.last..self.found[k].first).any(pronoun));
            return Some(
                first
                    .and_then(|k| self.participant(k))
                    .into_iter()
                    .collect(),
            );
        }
        // "Il a rallié X pour y voir Y": the pronoun came.
        if before.is_empty()
            && !noun
            && (t.first.saturating_sub(6)..t.first).any(|i| {
                doc.sentence[i] == sentence && matches!(doc.w(i), "il" | "elle" | "he" | "she")
            })
        {
            return Some(Vec::new());
        }
        if before.len() < 2 {
            return None;
        }
        // "a delegation of the agency, including X and Y, paid a visit"
        let listed = (0..self.found[before[0]].first)
            .rev()
            .take_while(|&i| doc.sentence[i] == sentence)
            .find(|&i| {
                matches!(
                    doc.w(i),
                    "including" | "comprising" | "comprised" | "composed"
                )
            });
        let group = |i: usize| {
            matches!(
                doc.w(i),
                "delegation" | "team" | "group" | "party" | "mission"
            )
        };
        let of_group =
            |l: usize| (l.saturating_sub(16)..l).any(|i| doc.sentence[i] == sentence && group(i));
        if listed.is_some_and(of_group) {
            let mut all = Vec::new();
            for p in before.into_iter().filter_map(|k| self.participant(k)) {
                push(&mut all, p);
            }
            return Some(all);
        }
        // "X, qui avait reçu Y, s'est envolé": what stands between the commas is told of X.
        let beside = |k: usize| {
            let f = &self.found[k];
            let who = (0..f.first)
                .rev()
                .take(14)
                .take_while(|&i| doc.sentence[i] == sentence)
                .find(|&i| matches!(doc.w(i), "qui" | "who"));
            who.is_some_and(|q| {
                before.iter().any(|&p| self.found[p].last <= q)
                    && doc.w(q - 1) == ","
                    && (f.last..t.first).any(|i| doc.w(i) == ",")
                    && !(q..f.first).any(|i| doc.w(i) == ",")
            })
        };
        // "X, accompanied by Y and Z, visited Rome": Z goes beside Y.
        let drawn = self.drawn_along(&before, oblique);
        let goes = |k: &usize| !drawn.contains(k) && !beside(*k);
        // "X met Y and Z during his visit to Rome": his who begins the sentence.
        let his = self.english()
            && noun
            && (t.first.saturating_sub(5)..t.first).any(|i| matches!(doc.w(i), "his" | "her"));
        let subject = match his {
            true => before.iter().copied().find(goes)?,
            false => before.iter().rev().copied().find(goes)?,
        };
        let plural = (t.first.saturating_sub(3)..t.last)
            .any(|i| matches!(doc.w(i), "sont" | "seront" | "rendront"));
        let mut joined: Vec<usize> = before
            .iter()
            .copied()
            .filter(|&k| {
                let one = self.joined_subjects(k, subject);
                k != subject && (one || his && self.joined_subjects(subject, k)) && !oblique(k)
            })
            .collect();
        // "A, B and C visited Rome"
        while let Some(first) = joined.first().copied().filter(|&k| k < subject) {
            let next = before.iter().copied().rfind(|&k| k < first);
            let Some(k) = next.filter(|&k| self.english() && !oblique(k) && self.in_list(k, first))
            else {
                break;
            };
            joined.insert(0, k);
        }
        let all = before
            .iter()
            .copied()
            .filter(|&k| k == subject || joined.contains(&k) || plural && !oblique(k));
        let mut out: Vec<Participant> = Vec::new();
        for p in all.filter_map(|k| self.participant(k)) {
            push(&mut out, p);
        }
        Some(out)
    }

    /// "conduite par X", "led by X", "headed by X": X is at the head of a delegation.
    pub(super) fn heads(&self, m: &Found) -> bool {
        let doc = self.doc;
        let (first, _) = self.with_office(m);
        (1..7).filter_map(|n| first.checked_sub(n)).any(|i| {
            doc.sentence[i] == doc.sentence[first]
                && matches!(
                    doc.w(i),
                    "conduite" | "dirigee" | "menee" | "emmenee" | "presidee" | "led" | "headed"
                )
                && matches!(doc.w(i + 1), "par" | "by")
                || under_leadership(doc.w(i), doc.w(i + 1)) && doc.sentence[i] == doc.sentence[first]
                // "une délégation de la Garde que conduit X"
                || i > 0
                    && doc.w(i - 1) == "que"
                    && doc.sentence[i] == doc.sentence[first]
                    && matches!(
                        doc.w(i),
                        "conduit"
                            | "conduisait"
                            | "conduira"
                            | "dirige"
                            | "dirigeait"
                            | "mene"
                            | "menait"
                            | "emmene"
                            | "preside"
                    )
        })
    }

    /// "une délégation du SVR", "a delegation from the Agency".
    fn delegation_of(&self, m: &Found) -> bool {
        let doc = self.doc;
        (1..7).filter_map(|n| m.first.checked_sub(n)).any(|i| {
            matches!(doc.w(i), "delegation" | "equipe" | "mission" | "team")
                && doc.sentence[i] == doc.sentence[m.first]
        })
    }

    /// "chaired by X", "présidée par X" of a meeting told before: X was at it.
    pub(super) fn latin_attended(&self, r: Range<usize>) -> bool {
        let doc = self.doc;
        r.clone().any(|i| {
            matches!(
                doc.w(i),
                "chaired"
                    | "attended"
                    | "joined"
                    | "opened"
                    | "presidee"
                    | "copresidee"
                    | "ouverte"
                    | "rejoints"
            ) && matches!(doc.w(i + 1), "by" | "par")
                || super::french_met::takes_part(doc.w(i), doc.w(i + 1), doc.w(i + 2))
                || matches!(doc.w(i), "took" | "taking" | "takes") && doc.w(i + 1) == "part"
                || matches!(doc.w(i), "present" | "presente" | "presents")
                    && matches!(doc.w(i + 1), "at" | "a" | "au")
                || matches!(
                    doc.w(i),
                    "assistait" | "assistaient" | "assistera" | "participait" | "participaient"
                )
                || doc.w(i) == "sat" && doc.w(i + 1) == "in"
                || doc.w(i) == "joined"
                    && matches!(doc.w(i + 1), "the" | "these")
                    && matches!(doc.w(i + 2), "meeting" | "talks" | "discussions" | "call")
        })
    }

    /// "a indiqué vendredi le parquet", "a annoncé mardi la Commission": the body that says it.
    pub(super) fn latin_announces(&self, m: &Found) -> bool {
        let doc = self.doc;
        let mut k = m.first;
        for _ in 0..7 {
            let Some(b) = k.checked_sub(1) else {
                return false;
            };
            let dated = self.ending(k).find(|f| f.kind == MentionType::Date);
            if let Some(d) = dated {
                k = d.first;
            } else if matches!(
                doc.w(b),
                "le" | "la" | "les" | "l" | "'" | "," | "ce" | "the" | "on"
            ) || doc.w(b) == "en" && self.french()
            {
                k = b;
            } else if says(doc.w(b)) || doc.w(b) == "savoir" && b > 0 && doc.w(b - 1) == "fait" {
                // "The embassy said FBI instructors trained …": the subject of a clause of its own.
                let own = self.english()
                    && b > 0
                    && !matches!(doc.w(b - 1), "," | "\"" | "'")
                    && doc.sentence[b - 1] == doc.sentence[b];
                return !doc.arabic(b) && !own;
            } else if doc.latin(b)
                && !doc.capital(b)
                && !doc.is(b, crate::lexicon::Tag::Stop)
                && doc.language == text::Language::French
            {
                // "a annoncé l'agence judiciaire européenne Eurojust"
                k = b;
            } else {
                return false;
            }
        }
        false
    }

    /// "The operation, which involved A and B": a sentence that says who did it.
    pub(super) fn done_by_bodies(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let near = (t.first.saturating_sub(24)..(t.last + 12).min(end))
            .filter(|&i| doc.sentence[i] == doc.sentence[t.first]);
        let done = near.into_iter().any(|i| {
            // "carried out jointly by"
            let reach = if self.french() {
                8
            } else {
                3 + 2 * usize::from(doc.w(i) == "carried")
            };
            let by = (i + 1..i + reach).any(|k| matches!(doc.w(k), "par" | "by" | "with" | "avec"));
            let effort = doc.w(i) == "effort" && doc.w(i + 1) == "by";
            matches!(
                doc.w(i),
                "involved"
                    | "involving"
                    | "mobilise"
                    | "mobilisant"
                    | "implique"
                    | "impliquant"
                    | "associant"
                    | "associe"
            ) || effort
                || by
                    && matches!(
                        doc.w(i),
                        "coordinated"
                            | "led"
                            | "mounted"
                            | "conducted"
                            | "supported"
                            | "launched"
                            | "staged"
                            | "executed"
                            | "run"
                            | "carried"
                            | "coordonnee"
                            | "menee"
                            | "conduite"
                            | "dirigee"
                            | "pilotee"
                            | "lancee"
                            | "realisee"
                            | "effectuee"
                    )
        });
        let body = self.found.iter().any(|f| {
            f.kind == MentionType::Organization && doc.sentence[f.first] == doc.sentence[t.first]
        });
        doc.latin(t.first) && done && body
    }

    /// "put their names to", "initialled": a verb of signing that the common list lacks.
    pub(super) fn latin_signs(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.latin(i)
            && (doc.language == text::Language::French
                && (super::french_sign::signs(doc.w(i)) || self.french_ties(i))
                || matches!(
                    doc.w(i),
                    "initialled"
                        | "initialed"
                        | "clinched"
                        | "sealed"
                        | "signataires"
                        | "signatories"
                        | "signant"
                        | "signent"
                        | "paraphent"
                        | "paraphes"
                        | "paraphees"
                        | "paraphant"
                        | "scellee"
                        | "scellent"
                        | "signatures"
                        | "penned"
                        | "conclus"
                        | "conclues"
                        | "signs"
                        | "inking"
                        | "initials"
                )
                || matches!(doc.w(i), "names" | "name" | "pen") && matches!(doc.w(i + 1), "to"))
    }

    /// "X and Justice Minister Y", "X et son adjoint, Y": two subjects of one verb.
    pub(super) fn joined_subjects(&self, a: usize, b: usize) -> bool {
        let doc = self.doc;
        let (_, end) = self.with_office(&self.found[a]);
        let (start, _) = self.with_office(&self.found[b]);
        let small = |i: usize| {
            matches!(
                doc.w(i),
                "and"
                    | "et"
                    | ","
                    | "the"
                    | "his"
                    | "her"
                    | "its"
                    | "le"
                    | "la"
                    | "l"
                    | "'"
                    | "son"
                    | "sa"
                    | "deputy"
                    | "adjoint"
                    | "adjointe"
                    | "m"
                    | "mme"
                    | "."
            ) || doc.at(i).iter().any(|h| {
                use crate::lexicon::Tag;
                matches!(h.tag, Tag::Rank | Tag::Counterpart)
            }) || doc.in_nationality(i)
        };
        end < start
            && start - end < 8
            && (end..start).all(small)
            && (end..start).any(|i| matches!(doc.w(i), "and" | "et"))
    }

    /// Bodies are named for an operation: people beside them only speak of it.
    pub(super) fn latin_bodies_act(&self, t: &Trigger, mut m: Range<usize>) -> bool {
        self.doc.latin(t.first)
            && m.any(|k| {
                let f = &self.found[k];
                f.kind == MentionType::Organization && !self.bystander(f, t.kind)
            })
    }
}
