//! English frames: what only looks like an event, what is signed, clauses of their own, whom pronouns and quotations hide.

use std::ops::Range;

use super::company::somebody;
use super::{Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

/// Forms of signing.
pub(super) fn signs(w: &str) -> bool {
    matches!(
        w,
        "signed"
            | "sign"
            | "signs"
            | "signing"
            | "inked"
            | "inking"
            | "inks"
            | "initialled"
            | "initialed"
            | "concluded"
            | "sealed"
            | "clinched"
            | "penned"
            | "signature"
            | "signatures"
            | "signatories"
            | "exchanged"
            | "formalised"
            | "formalized"
            | "formalises"
            | "formalizes"
    )
}

/// Verbs that a clause of its own has.
pub(super) fn finite(w: &str) -> bool {
    w.len() > 4 && w.ends_with("ed")
        || matches!(
            w,
            "met"
                | "meets"
                | "meet"
                | "will"
                | "held"
                | "holds"
                | "hold"
                | "took"
                | "takes"
                | "take"
                | "flew"
                | "was"
                | "were"
                | "is"
                | "are"
                | "has"
                | "had"
                | "have"
                | "taught"
                | "spoke"
                | "ran"
                | "led"
                | "saw"
                | "began"
                | "went"
                | "gave"
                | "left"
                | "sent"
                | "told"
                | "said"
        )
}

impl Teller<'_, '_> {
    pub(super) fn english(&self) -> bool {
        self.doc.language == text::Language::English
    }

    /// A verb of signing that goes with an agreement of `triggers`: not "an agreement that has yet to be signed".
    pub(super) fn english_signing(&self, triggers: &[Trigger], r: Range<usize>) -> bool {
        let doc = self.doc;
        let open = |i: usize| {
            (r.start.max(i.saturating_sub(4))..i)
                .any(|k| matches!(doc.w(k), "yet" | "not" | "never" | "before" | "without"))
                // "met X before signing an accord with Y": a clause of its own.
                && !(i == r.start + 1 && self.same_subject(r.start).is_some())
        };
        let near = |s: usize, t: &Trigger| {
            let (a, b) = if s < t.first {
                (s, t.first)
            } else {
                (t.last, s)
            };
            let cut = (a..b).any(|k| doc.w(k) == ";");
            // "the accord on X which A and B signed"
            let which = s > t.first && (a..b).any(|k| matches!(doc.w(k), "which" | "that"));
            // "A memorandum between A's Commission and B's Inspectorate was signed"
            let passive = s > t.first
                && matches!(doc.w(s - 1), "was" | "were" | "been" | "be")
                && !(a..b).any(|k| matches!(doc.w(k), "," | "that"));
            let reach = match (s < t.first || which, passive) {
                (_, true) => 30,
                (true, _) => 26,
                _ => 14,
            };
            b.saturating_sub(a) <= reach && !cut
        };
        let names =
            |i: usize| matches!(doc.w(i), "names" | "name" | "pen") && matches!(doc.w(i + 1), "to");
        let strikes = |i: usize| {
            doc.w(i) == "struck"
                || doc.w(i) == "reached" && matches!(doc.w(i + 1), "a" | "an")
                || matches!(doc.w(i), "entered" | "enter" | "enters") && doc.w(i + 1) == "into"
        };
        if triggers.iter().any(|t| self.renews(t)) {
            return true;
        }
        r.clone()
            .filter(|&i| (signs(doc.w(i)) || names(i) || strikes(i)) && !open(i))
            .any(|s| {
                triggers
                    .iter()
                    .any(|t| t.kind == "agreement" && (s >= t.first && s < t.last || near(s, t)))
            })
    }

    /// What is no meeting although its verb says so: "welcomed Mauritius as a member", "received training"; or is only
    /// reported and dismissed.
    pub(super) fn english_unreal(&self, t: &Trigger, r: &Range<usize>) -> bool {
        self.english()
            && (self.english_sham(t, r)
                || self.unmet(t, r)
                || self.dismissed(r)
                || self.idle(t, r)
                || self.with_nobody(t, r)
                || self.no_event(t))
    }

    fn unmet(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let w = doc.w(t.last - 1);
        let takes = matches!(
            w,
            "welcomed" | "welcomes" | "welcome" | "greeted" | "received" | "receives" | "receive"
        );
        if t.kind != "meeting" || !takes || t.last != t.first + 1 && doc.w(t.first) != "will" {
            return false;
        }
        let passive = (t.first.saturating_sub(3)..t.first)
            .any(|k| matches!(doc.w(k), "was" | "were" | "been" | "be" | "being" | ","))
            && (t.last..(t.last + 12).min(r.end)).any(|k| doc.w(k) == "by");
        let next = doc.w(t.last);
        let guest = matches!(next, "the" | "his" | "her" | "their")
            && matches!(
                doc.w(t.last + 1),
                "guest"
                    | "guests"
                    | "visitor"
                    | "visitors"
                    | "visiting"
                    | "delegation"
                    | "delegates"
                    | "participants"
            )
            && w.starts_with("welcom")
            // "welcomed the delegation led by X", "the visiting Ambassador X"
            && !matches!(doc.w(t.last + 2), "led" | "headed")
            && !self.begin(t.last + 2, t.last + 3).iter().any(somebody);
        let end = (t.last + 22).min(r.end);
        let somebody = self.begin(t.last, end).iter().any(somebody);
        let group = (t.last..(t.last + 9).min(r.end)).any(|k| {
            matches!(
                doc.w(k),
                "delegation"
                    | "counterpart"
                    | "minister"
                    | "team"
                    | "ambassador"
                    | "commissioner"
                    | "chief"
                    | "director"
                    | "envoy"
                    | "general"
                    | "officials"
                    | "representatives"
                    | "ambassadors"
                    | "envoys"
            )
        });
        // "where President X received him"
        let him = matches!(next, "him" | "her" | "them")
            && self.found.iter().any(|f| {
                f.kind == MentionType::Person && f.last <= t.first && f.last + 3 > t.first
            });
        !him && (guest || !passive && (!somebody && !group || self.takes_a_thing(t)))
            && self.received_guests(t).is_empty()
    }

    /// "A report that X would visit was dismissed as fiction."
    fn dismissed(&self, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let said = r.clone().any(|i| {
            matches!(
                doc.w(i),
                "report"
                    | "reports"
                    | "claim"
                    | "claims"
                    | "rumour"
                    | "rumours"
                    | "rumor"
                    | "rumors"
                    | "speculation"
                    | "suggestions"
                    | "allegation"
                    | "allegations"
            )
        });
        let no = r.clone().any(|i| {
            matches!(
                doc.w(i),
                "dismissed"
                    | "denied"
                    | "rejected"
                    | "refuted"
                    | "rebutted"
                    | "untrue"
                    | "false"
                    | "fiction"
                    | "unfounded"
                    | "baseless"
                    | "fabricated"
                    | "denies"
                    | "dismisses"
            )
        });
        said && no
    }

    /// "joint investigation team", "exercise caution", "Police Training College", "operations centre": no event.
    fn no_event(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let next = doc.w(t.last);
        match t.kind {
            "operation" => {
                t.first > 0
                    && doc.w(t.first - 1) == "-"
                    && t.first > 1
                    && doc.w(t.first - 2) == "co"
                    || matches!(
                        next,
                        "team" | "teams" | "centre" | "center" | "room" | "unit" | "manager"
                    )
                    || doc.w(t.last - 1).starts_with("raid")
                        && matches!(next, "on" if doc.before(t.first, 1) == "air")
            }
            "training" => {
                matches!(
                    next,
                    "college"
                        | "school"
                        | "academy"
                        | "centre"
                        | "center"
                        | "caution"
                        | "manual"
                        | "manuals"
                        | "materials"
                        | "needs"
                        | "facility"
                        | "facilities"
                        | "institute"
                        | "institution"
                        | "equipment"
                        | "restraint"
                ) || t.first > 0 && matches!(doc.w(t.first - 1), "of" if next == ",")
            }
            "conference" => {
                matches!(next, "room" | "hall" | "centre" | "center")
                    || t.first > 0 && doc.w(t.first - 1) == "press"
                    || {
                        // "news conference"
                        t.first > 0 && doc.w(t.first - 1) == "news"
                    }
            }
            _ => false,
        }
    }

    /// "X met Y and disclosed that the Agency would train 40 officers": what is said tells something of its own.
    fn and_says(&self, i: usize) -> bool {
        let doc = self.doc;
        let says = matches!(
            doc.w(i + 1),
            "disclosed" | "announced" | "said" | "revealed" | "added" | "confirmed" | "noted"
        );
        self.english()
            && doc.w(i) == "and"
            && says
            && (i + 2..i + 4).any(|k| doc.w(k) == "that")
            && (self.somebody_behind(i + 3, 5) || self.body_behind(i + 3, 5))
            && !self.triggers(i + 2..self.sentence_of(i).end).is_empty()
    }

    /// ", and 25 officers took a course": a subject and a verb of their own behind the comma.
    pub(super) fn english_and(&self, i: usize) -> bool {
        let doc = self.doc;
        if self.and_says(i) {
            return true;
        }
        if !self.english() || doc.w(i) != "and" || i == 0 || !matches!(doc.w(i - 1), "," | ";") {
            return false;
        }
        let s = doc.sentence[i];
        let end = (i + 1..doc.len())
            .find(|&k| doc.sentence[k] != s || doc.line_start(k))
            .unwrap_or(doc.len());
        let Some(t) = self.triggers(i + 1..end).into_iter().next() else {
            return false;
        };
        let group = |k: usize| {
            matches!(
                doc.w(k),
                "officers"
                    | "police"
                    | "detectives"
                    | "prosecutors"
                    | "agents"
                    | "troops"
                    | "soldiers"
                    | "experts"
                    | "investigators"
                    | "guards"
                    | "officials"
                    | "instructors"
                    | "trainees"
                    | "cadets"
                    | "he"
                    | "she"
                    | "they"
                    | "analysts"
                    | "delegates"
                    | "two"
                    | "pair"
                    | "sides"
            )
        };
        let subject = (i + 1..(i + 9).min(t.last)).find(|&k| {
            group(k)
                || self
                    .begin(k, k + 1)
                    .iter()
                    .any(|f| !f.inside && f.kind.acts())
        });
        let Some(subject) = subject else { return false };
        let behind = self
            .begin(subject, subject + 1)
            .iter()
            .map(|f| f.last)
            .max()
            .unwrap_or(subject + 1);
        // Between the comma and the subject stands nothing that makes it an object.
        let plain = (i + 1..subject).all(|k| {
            !matches!(doc.w(k), "with" | "by" | "from" | "to" | "for" | "between")
                && !finite(doc.w(k))
        });
        // The verb comes before another name: "…, and B met C", not "…, and B, director of C, met".
        let verb = (behind..t.last.max(behind + 1)).find(|&k| finite(doc.w(k)));
        let named = |v: usize| {
            self.begin(behind + 1, v)
                .iter()
                .any(|f| matches!(f.kind, MentionType::Person) && f.first > behind && f.last <= v)
        };
        plain && verb.is_some_and(|v| v <= t.last && v < behind + 14 && !named(v))
    }

    /// The mentions of sentence `s`.
    pub(super) fn of_sentence(&self, s: u32) -> Range<usize> {
        let at = |s: u32| {
            self.found
                .partition_point(|f| self.doc.sentence[f.first] < s)
        };
        at(s)..at(s + 1)
    }

    /// Past sentences that only quote: the one that tells before `s`.
    pub(super) fn told_sentence(&self, s: u32) -> Option<u32> {
        let doc = self.doc;
        let first = doc.sentence.partition_point(|&x| x < s);
        let mut k = first;
        while let Some(b) = k.checked_sub(1) {
            let n = doc.sentence[b];
            let start = doc.sentence.partition_point(|&x| x < n);
            let quoted =
                matches!(doc.w(start), "\"" | "'") || start > 0 && self.inside_quote(start);
            if !quoted || first - start > 160 {
                return Some(n);
            }
            k = start;
        }
        None
    }

    /// An opened quotation of the same line is not closed before `i`.
    fn inside_quote(&self, i: usize) -> bool {
        let doc = self.doc;
        let mut k = i;
        while k > 0 && !doc.line_start(k) && i - k < 120 {
            k -= 1;
        }
        (k..i).filter(|&j| doc.w(j) == "\"").count() % 2 == 1
    }

    /// "the former's visit", "the latter": one of the two named before `at`.
    pub(super) fn former_or_latter(&self, at: usize, m: Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let word = (at.saturating_sub(4)..at)
            .find(|&k| matches!(doc.w(k), "former" | "latter") && doc.w(k + 1) == "'")?;
        let mut people: Vec<Participant> = Vec::new();
        for k in m {
            let f = &self.found[k];
            if f.kind == MentionType::Person
                && f.last <= word
                && let Some(p) = self.participant(k)
                && !people.iter().any(|q| q.entity == p.entity)
            {
                people.push(p);
            }
        }
        match doc.w(word) {
            "former" => people.len().checked_sub(2).map(|n| people[n]),
            _ => people.last().copied(),
        }
    }

    /// "an operation in which X and Y …", "a Frontex operation", "a month-long operation": one that somebody carries out.
    pub(super) fn english_operation(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        if !self.english() {
            return false;
        }
        let body = |k: &Found| k.kind == MentionType::Organization && !k.inside;
        let owned = self.found.iter().any(|f| {
            // "an INTERPOL-coordinated operation"
            let hyphen = doc.w(f.last) == "-" && doc.glued(f.last) && f.last + 2 == t.first;
            body(f) && f.last <= t.first && (t.first - f.last <= 1 || hyphen)
        }) && !matches!(doc.w(t.last), "centre" | "center" | "room");
        let which = (t.last..(t.last + 8).min(end)).any(|k| {
            doc.w(k) == "which" && matches!(doc.w(k - 1), "in" | "during" | ",")
                || matches!(doc.w(k), "that" | "which")
                    && matches!(doc.w(k + 1), "saw" | "led" | "involved" | "targeted")
                || matches!(
                    doc.w(k),
                    "between"
                        | "involving"
                        | "against"
                        | "targeting"
                        | "dubbed"
                        | "codenamed"
                        | "called"
                )
        });
        let s = self.sentence_of(t.first);
        let bodies = self.begin(s.start, s.end).iter().any(body);
        // "X had seized 14 passports in an operation at Y"
        let before = (s.start..t.first).any(|i| super::english_join::acts(doc.w(i)));
        let doer = self
            .begin(s.start, s.end)
            .iter()
            .any(|f| body(f) && s.contains(&f.first) && f.last <= t.first);
        // "The Centre coordinated this operation", "bodies contributed to the operation"
        let verb = (t.first.saturating_sub(3).max(s.start)..t.first).any(|i| {
            matches!(
                doc.w(i),
                "coordinated"
                    | "led"
                    | "launched"
                    | "mounted"
                    | "conducted"
                    | "supported"
                    | "joined"
                    | "contributed"
                    | "staged"
                    | "executed"
                    | "carried"
                    | "spearheaded"
            )
        });
        if verb && doer {
            return true;
        }
        // "The operation, conducted from 3 to 5 May, brought together officers of A and B"
        let gathers = (t.last..end).take(24).find(|&k| {
            matches!(doc.w(k), "brought" | "brings" | "bringing") && doc.w(k + 1) == "together"
                || matches!(doc.w(k), "involved" | "mobilised" | "mobilized" | "saw")
        });
        if gathers.is_some_and(|g| self.begin(g + 1, end).iter().any(body)) {
            return true;
        }
        let inside = (t.first.saturating_sub(4).max(s.start)..t.first).any(|i| doc.w(i) == "in");
        owned || which && bodies || inside && before && doer
    }
}
