//! English: who is named and was not there, by the word before him: "on behalf of X", "thanked X", "in place of X and Y".

use super::Teller;
use super::english::finite;
use crate::lexicon::{Cue, Tag};
use crate::mention::{Found, MentionType};

/// Where words of a group stand before "under": "A meeting under the leadership of X was held."
fn gathers(w: &str) -> bool {
    matches!(
        w,
        "delegation"
            | "delegations"
            | "team"
            | "mission"
            | "meeting"
            | "talks"
            | "session"
            | ","
            | "group"
            | "party"
    )
}

impl Teller<'_, '_> {
    /// "a message from X", "on behalf of X", "succeeded X": somebody who is elsewhere.
    pub(super) fn english_absent(&self, m: &Found) -> bool {
        let doc = self.doc;
        if self.french() || !doc.latin(m.first) || m.kind == MentionType::Organization {
            return false;
        }
        if self.called_after(m)
            || self.sends_another(m)
            || self.left_since(m)
            || self.was_not_there(m)
        {
            return true;
        }
        let (first, last) = self.with_office(m);
        let start = self.sentence_of(first).start;
        let b = self.past_courtesy(first, start);
        let w = |n: usize| doc.before_in(start, b, n);
        if self.of_a_case(b, start) {
            return true;
        }
        let cue = |n: usize| {
            b.checked_sub(n)
                .filter(|&i| i >= start)
                .is_some_and(|i| doc.cue(i, Cue::Absent))
        };
        match w(1) {
            // "thanked X and Y"; not "thanked X and Y said"
            "and" => {
                let before = b
                    .checked_sub(1)
                    .and_then(|a| self.begin(start, a).iter().rfind(|o| o.last == a));
                return !finite(doc.w(last)) && before.is_some_and(|o| self.english_absent(o));
            }
            "represented" => return matches!(w(2), "who" | "and"),
            // "standing in for X", "deputising for X"
            "for" => {
                return matches!(
                    w(2),
                    "deputising" | "deputizing" | "deputised" | "deputized"
                ) || w(2) == "in"
                    && matches!(w(3), "standing" | "stood" | "sitting" | "filling");
            }
            "of" | "from" | "to" | "by" | "than" => {}
            // "as the Chief of the Defence Staff (CDS)": the letters of the same.
            "(" => {
                let of = |o: &Found| o.kind == MentionType::Office && o.last + 1 == b;
                let office = self.begin(start, b).iter().find(|o| of(o));
                return office.is_some_and(|o| self.english_absent(o));
            }
            // "the Agency under the President": whose it is.
            "under" => return m.kind == MentionType::Office && m.link.is_none(),
            // "congratulated him on his appointment as the Chief of Staff": nobody else.
            "as" => {
                let named = matches!(
                    w(2),
                    "appointment"
                        | "appointed"
                        | "nomination"
                        | "election"
                        | "elected"
                        | "promotion"
                        | "named"
                );
                return named && m.kind == MentionType::Office && m.link.is_none();
            }
            // "newly appointed Minister X"
            "appointed" if matches!(w(2), "newly" | "recently" | "the" | "") => {}
            verb => {
                return cue(1)
                    && (verb.ends_with("ed") || verb.ends_with("ing") || verb.ends_with("es"));
            }
        }
        (2..5).any(cue) || self.led_from_afar(b, start)
    }

    /// Back from `first` past articles, ranks, nations and courtesies.
    pub(super) fn past_courtesy(&self, first: usize, start: usize) -> usize {
        let doc = self.doc;
        let small = |i: usize| {
            matches!(
                doc.w(i),
                "the" | "his" | "her" | "their" | "its" | "'" | "s" | "." | "former" | "late"
            ) || doc.at(i).iter().any(|h| {
                matches!(h.tag, Tag::Rank | Tag::Nat(_)) || h.tag.place().is_some_and(|p| p.country)
            })
        };
        let from = start.max(first.saturating_sub(7));
        (from..first)
            .rev()
            .take_while(|&i| small(i))
            .last()
            .unwrap_or(first)
    }

    /// "progress made under the leadership of X": not where those are who act under him: "a delegation under the leadership of X".
    fn led_from_afar(&self, b: usize, start: usize) -> bool {
        let doc = self.doc;
        let Some(at) = (start.max(b.saturating_sub(4))..b).find(|&i| doc.w(i) == "leadership")
        else {
            return false;
        };
        let under = (start.max(at.saturating_sub(3))..at).find(|&i| doc.w(i) == "under");
        !under.is_some_and(|u| {
            u == start || (start.max(u.saturating_sub(8))..u).any(|i| gathers(doc.w(i)))
        })
    }

    /// "Minister X, represented by Y, opened …": X stayed at home.
    fn sends_another(&self, m: &Found) -> bool {
        let doc = self.doc;
        let (_, last) = self.with_office(m);
        let k = last + usize::from(doc.w(last) == ",");
        let k = k + usize::from(matches!(doc.w(k), "who" | "ably"));
        let k = k + usize::from(matches!(doc.w(k), "was" | "is"));
        doc.w(k) == "represented" && doc.w(k + 1) == "by" && self.somebody_behind(k + 2, 8)
    }

    /// "two days after X was dismissed", "since X took office": what had become of him.
    fn left_since(&self, m: &Found) -> bool {
        let doc = self.doc;
        let (first, last) = self.with_office(m);
        // "after X was appointed head of the Agency": his office stands behind the verb.
        let name = m.link.map(|l| &self.found[l]).filter(|o| o.first < m.first);
        let name = name.unwrap_or(m).last;
        let was = matches!(doc.w(name), "was" | "had" | "took");
        let last = if was { name } else { last };
        let lead = doc.before(first, 1);
        matches!(lead, "after" | "since" | "before" | "that")
            && matches!(doc.w(last), "was" | "had" | "resigned" | "retired" | "took")
            && (last..last + 3).any(|i| {
                matches!(
                    doc.w(i),
                    "dismissed"
                        | "sacked"
                        | "fired"
                        | "suspended"
                        | "appointed"
                        | "elected"
                        | "sworn"
                        | "resigned"
                        | "retired"
                        | "removed"
                        | "replaced"
                        | "killed"
                        | "arrested"
                        | "died"
                        | "office"
                )
            })
    }

    /// "X was not present", "X was absent", "X did not attend".
    fn was_not_there(&self, m: &Found) -> bool {
        let doc = self.doc;
        let (_, last) = self.with_office(m);
        match (doc.w(last), doc.w(last + 1)) {
            ("was" | "were", "absent") => true,
            ("was" | "were", "not") => matches!(
                doc.w(last + 2),
                "present" | "there" | "at" | "among" | "invited" | "part"
            ),
            ("did", "not") => matches!(doc.w(last + 2), "attend" | "take" | "participate"),
            _ => false,
        }
    }

    /// "at the headquarters of the Agency", "reform of the Agency", "as reported by the Agency", "in a case involving X": where it was,
    /// what it was about, who says so. A body named so takes no part.
    pub(super) fn english_beside(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !self.english() {
            return false;
        }
        let b = m.first - usize::from(doc.before(m.first, 1) == "the");
        let w = |n: usize| doc.before(b, n);
        match w(1) {
            "of" => matches!(
                w(2),
                "headquarters"
                    | "premises"
                    | "reform"
                    | "restructuring"
                    | "creation"
                    | "establishment"
                    | "modernisation"
                    | "modernization"
                    | "budget"
            ),
            "by" => w(3) == "as" && matches!(w(2), "reported" | "announced" | "confirmed"),
            "within" => matches!(w(2), "unit" | "department" | "section" | "office" | "cell"),
            _ => false,
        }
    }

    /// "in a case involving X", "in the trial against X": whom it is about.
    fn of_a_case(&self, b: usize, start: usize) -> bool {
        let w = |n: usize| self.doc.before_in(start, b, n);
        matches!(w(1), "involving" | "against")
            && (2..4).any(|n| {
                matches!(
                    w(n),
                    "case" | "cases" | "trial" | "scandal" | "incident" | "charges"
                )
            })
    }

    /// "accepted the invitation", behind an invitation.
    pub(super) fn accepted(&self, from: usize) -> bool {
        let doc = self.doc;
        (from..doc.len().min(from + 40)).any(|i| {
            doc.w(i) == "accepted" && (i + 1..i + 4).any(|k| doc.w(k) == "invitation")
                || doc.w(i) == "invitation" && (i + 1..i + 4).any(|k| doc.w(k) == "accepted")
        })
    }
}
