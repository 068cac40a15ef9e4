//! English: who signs where a sentence names nobody: "the sides signed a plan", "following the talks a protocol was signed".

use std::ops::Range;

use super::english::signs;
use super::{Participant, Teller, Trigger};

impl Teller<'_, '_> {
    /// Those who met just before sign: "the ministers signed", "they signed", "the talks ended with the signing of".
    pub(super) fn english_signers(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        if !self.english() || t.kind != "agreement" || t.definite || self.looks_on_signing(t, r) {
            return Vec::new();
        }
        let met = |e: &&super::Event| {
            e.participants.len() > 1 && matches!(e.kind, "meeting" | "consultation" | "call")
        };
        let Some(e) = self.events.iter().rev().take(2).find(met) else {
            return Vec::new();
        };
        let sides = |i: usize| {
            matches!(
                doc.w(i),
                "sides" | "parties" | "delegations" | "duo" | "pair"
            )
        };
        let heads = |i: usize| {
            matches!(
                doc.w(i),
                "ministers"
                    | "commanders"
                    | "chiefs"
                    | "directors"
                    | "generals"
                    | "leaders"
                    | "officials"
                    | "heads"
                    | "commissioners"
            )
        };
        let the =
            |i: usize| i > r.start && matches!(doc.w(i - 1), "the" | "both" | "two" | "three");
        let group = (r.start..t.first).any(|i| sides(i) && the(i) || doc.w(i) == "they");
        let all = (r.start..t.first).any(|i| heads(i) && the(i) && doc.w(i + 1) != "of");
        let behind = matches!(
            doc.w(r.start),
            "following" | "after" | "during" | "upon" | "at" | "also" | "the" | "in" | "on"
        );
        let done = r.clone().any(|i| {
            signs(doc.w(i))
                && (i > r.start && matches!(doc.w(i - 1), "was" | "were" | "the" | "also" | "been")
                    || i > r.start + 1 && matches!(doc.w(i - 2), "was" | "were"))
        });
        let talks = r.clone().any(|i| {
            matches!(
                doc.w(i),
                "talks" | "meeting" | "visit" | "discussions" | "negotiations" | "session"
            )
        });
        let people = e.participants.iter().filter(|p| self.is_person(p)).count();
        match (all, group || behind && done && talks) {
            (true, _) if people < 5 => e
                .participants
                .iter()
                .filter(|p| self.is_person(p))
                .copied()
                .collect(),
            (false, false) => Vec::new(),
            _ => e.participants[..2].to_vec(),
        }
    }

    /// "The Minister witnessed the signing of a memorandum": he looks on.
    pub(super) fn looks_on_signing(&self, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let saw = (r.start..t.first).any(|i| {
            matches!(
                doc.w(i),
                "witnessed"
                    | "witness"
                    | "witnesses"
                    | "oversaw"
                    | "attended"
                    | "presided"
                    | "watched"
            )
        });
        self.english() && t.kind == "agreement" && saw
    }

    /// "the memorandum signed between A and B in 2019", "the arrangement signed by both": an accord of its own beside what is told.
    pub(super) fn signed_once(&self, t: &Trigger) -> bool {
        let doc = self.doc;
        let at = (t.last..t.last + 3).find(|&i| signs(doc.w(i)));
        self.english()
            && t.kind == "agreement"
            && at.is_some_and(|s| {
                (s + 1..s + 4).any(|i| matches!(doc.w(i), "between" | "by" | "with"))
            })
    }
}
