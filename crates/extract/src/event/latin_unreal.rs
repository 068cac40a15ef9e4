//! French and English: what is only wished for, possible, refused or counted, and so is not told.

use std::ops::Range;

use super::latin::says;
use super::{Teller, Trigger};
use crate::mention::{Found, MentionType};

/// Words behind which a trigger is only wished for, asked for or turned down.
fn wishes(w: &str, raw: &str) -> bool {
    matches!(
        w,
        "hope"
            | "hopes"
            | "hoped"
            | "hoping"
            | "wish"
            | "wishes"
            | "wished"
            | "wants"
            | "wanted"
            | "propose"
            | "proposes"
            | "proposed"
            | "proposal"
            | "suggest"
            | "suggests"
            | "suggested"
            | "suggestion"
            | "urged"
            | "urges"
            | "urging"
            | "demanded"
            | "considering"
            | "mulling"
            | "requested"
            | "impatient"
            | "impatiente"
            | "refused"
            | "refuses"
            | "refusing"
            | "declined"
            | "declines"
            | "failed"
            | "reluctant"
            | "likely"
            | "unlikely"
            | "prospect"
            | "possibility"
            | "willing"
            | "invited"
            | "invites"
            | "inviting"
            | "hypothetical"
            | "eventual"
            | "offered"
            | "idea"
            | "espere"
            | "esperent"
            | "esperait"
            | "esperer"
            | "esperant"
            | "souhaite"
            | "souhaitent"
            | "souhaitait"
            | "souhaiter"
            | "souhaitant"
            | "voudrait"
            | "voulait"
            | "proposent"
            | "proposait"
            | "proposer"
            | "proposition"
            | "suggere"
            | "plaide"
            | "plaidait"
            | "exige"
            | "reclame"
            | "reclamait"
            | "refuse"
            | "refusait"
            | "refusant"
            | "decline"
            | "renonce"
            | "renonceront"
            | "boude"
            | "idee"
            | "eventuel"
            | "eventuelle"
            | "eventuels"
            | "eventuelles"
            | "hypothetique"
            | "perspective"
            | "invite"
            | "conviee"
            | "convie"
            | "exclu"
            | "exclut"
            | "possibilite"
            | "faute"
    ) || w == "demande" && raw.contains('é')
}

/// Auxiliaries of what may be, and the month of May.
fn possible(w: &str) -> bool {
    matches!(
        w,
        "may" | "might" | "could" | "pourrait" | "pourraient" | "puisse" | "puissent"
    )
}

/// A body or people not named, who do something of their own.
fn group(w: &str) -> bool {
    matches!(
        w,
        "committee"
            | "commission"
            | "council"
            | "panel"
            | "subcommittee"
            | "team"
            | "teams"
            | "experts"
            | "technicians"
            | "specialists"
            | "patrols"
            | "units"
            | "equipe"
            | "equipes"
            | "comite"
            | "comites"
            | "sous-comite"
            | "conseil"
            | "techniciens"
            | "specialistes"
            | "patrouilles"
            | "unites"
    )
}

impl Teller<'_, '_> {
    /// "hopes to meet", "pourrait se rendre", "if the talks", "no meeting", "it was their third visit".
    pub(super) fn latin_unreal(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.doc.latin(t.first)
            && (self.wished(t, r)
                || self.latin_possible(t, r)
                || self.supposed(t, r)
                || self.nobody(t, r)
                || self.counted(t, r)
                || self.nowhere(t, r)
                || self.some_day(t, r)
                || self.said_by_phone(t, r)
                || self.other_by_wire(t, r)
                || self.left_only(t, r))
    }

    /// "a déclaré par téléphone à l'agence", "said by phone": how he said it, no call of two.
    fn said_by_phone(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let how = matches!(doc.w(t.last - 1), "telephone" | "phone")
            && matches!(doc.before(t.last - 1, 1), "par" | "au" | "by" | "the");
        let from = r.start.max(t.first.saturating_sub(4));
        let says = |i: usize| says(doc.w(i)) || doc.w(i) == "savoir";
        t.kind == "call" && how && (from..t.last).any(says)
    }

    /// "La précédente réunion s'était déroulée en visioconférence": another one, of nobody who is named here.
    fn other_by_wire(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let other = |i: usize| {
            matches!(
                doc.w(i),
                "precedente" | "derniere" | "premiere" | "previous" | "last" | "first" | "earlier"
            ) && (i + 1..i + 3).any(|k| {
                matches!(
                    doc.w(k),
                    "reunion" | "rencontre" | "session" | "seance" | "edition" | "meeting"
                )
            })
        };
        t.kind == "call"
            && doc.w(t.last - 1).starts_with("vi")
            && (r.start..t.first.min(r.start + 4)).any(other)
            && !self.begin(r.start, r.end).iter().any(|f| f.kind.acts())
    }

    /// "the two visited a port": no town and no body that was visited.
    fn nowhere(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let verb = matches!(self.doc.w(t.last - 1), "visited" | "toured")
            || self.doc.w(t.first) == "a" && self.doc.w(t.last - 1) == "visite";
        let there = || {
            self.begin(r.start, r.end).iter().any(|f| {
                matches!(f.kind, MentionType::Location | MentionType::Organization)
                    && f.last <= r.end
            })
        };
        // A town that no list has.
        let unread = self.doc.latin(t.last) && self.doc.capital(t.last);
        t.kind == "visit" && verb && !unread && !there()
    }

    /// "agreed to meet regularly", without a day or a place.
    fn some_day(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let agreed = (r.start.max(t.first.saturating_sub(8))..t.first).any(|i| {
            matches!(
                doc.w(i),
                "agreed"
                    | "pledged"
                    | "vowed"
                    | "promised"
                    | "convenus"
                    | "convenu"
                    | "engages"
                    | "promis"
            ) && matches!(doc.w(i + 1), "to" | "de" | "d" | "a" | "on" | "que")
        });
        let fixed = |f: &Found| {
            matches!(f.kind, MentionType::Location | MentionType::Date) && f.last <= r.end
        };
        agreed && !self.begin(t.last, r.end).iter().any(fixed)
    }

    /// No comma stands between `i` and the trigger.
    pub(super) fn straight(&self, i: usize, t: &Trigger) -> bool {
        (i..t.first).all(|k| !matches!(self.doc.w(k), "," | ";" | ":"))
    }

    fn wished(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(8));
        (from..t.first).any(|i| {
            let w = doc.w(i);
            let called = matches!(
                w,
                "called" | "calls" | "call" | "calling" | "pressed" | "pushed" | "asked"
            ) && doc.w(i + 1) == "for"
                && !(i..t.first).any(|k| doc.w(k) == "made")
                || w == "appele" && matches!(doc.w(i + 1), "a" | "de" | "au")
                || w == "asked" && doc.w(i + 1) == "to"
                || w == "ruled" && doc.w(i + 1) == "out"
                || w == "instead" && doc.w(i + 1) == "of"
                || w == "rather" && doc.w(i + 1) == "than"
                || w == "wait" && doc.w(i + 1) == "for";
            // "invited to Rabat, he met": the comma ends it; a subject of its own too.
            let granted = matches!(w, "invited" | "invites" | "inviting") && self.accepted(t.last);
            (called || wishes(w, doc.t.text(i)) && !doc.capital(i) && !granted)
                && self.straight(i, t)
        })
    }

    fn latin_possible(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let modal = |i: usize| possible(doc.w(i)) && !doc.capital(i);
        let before = r.start.max(t.first.saturating_sub(5))..t.first;
        let behind = t.last..(t.last + 3).min(r.end);
        before.into_iter().any(|i| modal(i) && self.straight(i, t))
            || behind.into_iter().any(modal) && (t.last..t.last + 3).all(|i| doc.w(i) != ",")
    }

    fn supposed(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(9));
        (from..t.first).any(|i| {
            let said = matches!(doc.w(i), "if" | "unless" | "whether" | "si")
                || doc.w(i) == "s" && doc.w(i + 2) == "il" && i == r.start;
            said && self.straight(i, t)
        })
    }

    /// "no meeting", "aucune rencontre", "neither X nor Y attended", "ni X ni Y".
    fn nobody(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let from = r.start.max(t.first.saturating_sub(3));
        let none = (from..t.first).any(|i| {
            matches!(
                doc.w(i),
                "no" | "aucun" | "aucune" | "sans" | "nor" | "cannot"
            ) && self.straight(i, t)
        });
        let pair = |w: &str| (r.start..r.end).filter(|&i| doc.w(i) == w).count();
        // "did not take part in the meeting", "n'a pas pris part à la réunion"
        let not = (r.start.max(t.first.saturating_sub(9))..t.first).any(|i| {
            let after = i > r.start
                && matches!(
                    doc.w(i - 1),
                    "did" | "does" | "do" | "has" | "have" | "had" | "will"
                )
                || (r.start.max(i.saturating_sub(4))..i).any(|k| matches!(doc.w(k), "n" | "ne"));
            matches!(doc.w(i), "not" | "pas")
                && after
                && !matches!(doc.w(i + 1), "only" | "seulement" | "que" | "yet")
                && self.straight(i, t)
        });
        let plan = (r.start..t.first)
            .any(|i| matches!(doc.w(i), "plans" | "plan" | "projet" | "idea" | "idee"))
            && (t.last..r.end).any(|i| {
                matches!(
                    doc.w(i),
                    "dropped" | "abandoned" | "shelved" | "abandonne" | "enterre" | "scrapped"
                )
            });
        // "No date has been set for a meeting"
        let open = doc.w(r.start) == "no"
            && matches!(
                doc.w(r.start + 1),
                "date" | "decision" | "plans" | "plan" | "timeline"
            );
        let neither = not
            || plan
            || open
            || pair("neither") > 0 && pair("nor") > 0
            || matches!(doc.w(r.start), "ni") && pair("ni") > 1;
        none || neither
    }

    /// "It was the third meeting between them", "C'est leur deuxième rencontre": told already.
    fn counted(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.w(r.start + n);
        let speaks = matches!(w(0), "it" | "this")
            && matches!(w(1), "was" | "is" | "will" | "marks" | "marked")
            || w(0) == "c" && matches!(w(2), "est" | "etait" | "sera")
            || w(0) == "il" && w(1) == "s" && matches!(w(3), "agit" | "agissait");
        let ordinal = (r.start.max(t.first.saturating_sub(5))..t.first).any(|i| {
            matches!(
                doc.w(i),
                "first"
                    | "second"
                    | "third"
                    | "fourth"
                    | "fifth"
                    | "sixth"
                    | "latest"
                    | "their"
                    | "his"
                    | "her"
                    | "premier"
                    | "premiere"
                    | "deuxieme"
                    | "seconde"
                    | "troisieme"
                    | "quatrieme"
                    | "cinquieme"
                    | "sixieme"
                    | "leur"
                    | "sa"
                    | "son"
                    | "derniere"
                    | "dernier"
            )
        });
        // "It was a follow-up to their talks in Warsaw": another one.
        let other = (r.start..t.first).any(|i| matches!(doc.w(i), "follow-up" | "continuation"))
            && self.placed_behind(t);
        speaks && ordinal && !other && t.first < r.start + 10
    }

    /// "a quitté Paris": who only leaves visits nothing.
    fn left_only(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let left = t.kind == "visit" && doc.w(t.last - 1) == "quitte";
        let for_there = (t.last..r.end).any(|i| {
            (doc.w(i) == "pour" || doc.w(i) == "de" && doc.before(i, 1) == "destination")
                && self
                    .begin(i + 1, i + 4)
                    .iter()
                    .any(|f| f.kind == MentionType::Location)
        });
        // "the visiting minister", "documents de voyage"
        // "a visiting US delegation": of there, not there.
        let of_there = |k: usize| {
            matches!(
                doc.w(k),
                "delegation" | "team" | "official" | "officials" | "minister" | "group"
            )
        };
        let town = self
            .begin(t.last, t.last + 3)
            .iter()
            .any(|f| f.kind == MentionType::Location && !of_there(f.last));
        let country = doc.w(t.last) == "the"
            && matches!(
                doc.w(t.last + 1),
                "country" | "kingdom" | "island" | "sultanate" | "emirate" | "republic" | "capital"
            );
        let no_journey =
            doc.w(t.last - 1) == "visiting" && t.last == t.first + 1 && !(town || country)
                || doc.w(t.first) == "voyage" && matches!(doc.before(t.first, 1), "de" | "d");
        // "on the occasion of the ministers' visits": of several nobody names.
        let many = t.kind == "visit"
            && t.first > 2
            && doc.w(t.first - 1) == "'"
            && matches!(
                doc.w(t.first - 2),
                "ministers" | "officials" | "delegates" | "guests" | "leaders"
            );
        left && !for_there || t.first > 0 && no_journey || many
    }

    /// "The joint border committee had met in Lima", "Des équipes techniques ont visité le poste": who did it is said, though it was
    /// not read; nobody of the sentence before did.
    pub(super) fn latin_unread_doer(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        if !doc.latin(t.first) {
            return false;
        }
        let article = |i: usize| {
            matches!(
                doc.w(i),
                "the"
                    | "a"
                    | "le"
                    | "la"
                    | "l"
                    | "les"
                    | "des"
                    | "une"
                    | "un"
                    | "technical"
                    | "joint"
                    | "expert"
                    | "experts"
            )
        };
        let opens = article(r.start) || group(doc.w(r.start));
        let before = r.start..t.first.min(r.start + 7);
        let doer = before.clone().find(|&i| group(doc.w(i)));
        opens
            && doer.is_some_and(|g| {
                (r.start..g).all(|i| doc.is_word(i) || doc.w(i) == "'")
                    && !self
                        .begin(r.start, t.first)
                        .iter()
                        .any(|f| f.kind.acts() && f.last <= t.first)
                    && self.straight(g, t)
            })
    }
}
