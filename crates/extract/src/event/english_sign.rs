//! English: who signs where a sentence names nobody: "the sides signed a plan", "following the talks a protocol was signed".

use std::ops::Range;

use super::english::signs;
use super::{Participant, Teller, Trigger};
use crate::mention::{Found, MentionType};

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
            (true, _) if people < 5 => {
                let title = (r.start..t.first).find(|&i| heads(i) && the(i));
                let all = e.participants.iter().filter(|p| self.is_person(p));
                // "The ministers also signed": not the directors who came with them.
                let of = |p: &&Participant| {
                    let title = title.map_or("", |i| doc.w(i).trim_end_matches('s'));
                    p.office.is_some_and(|o| {
                        let mut names = self.resolved.entities[o].names.iter().flatten();
                        names.any(|n| text::fold_str(n).split(' ').any(|w| w == title))
                    })
                };
                let those: Vec<Participant> = all.clone().filter(of).copied().collect();
                if those.len() > 1 {
                    those
                } else {
                    all.copied().collect()
                }
            }
            (false, false) => Vec::new(),
            _ => e.participants[..2].to_vec(),
        }
    }

    /// "X said the commission seized …": the body that a clause names by its noun alone and makes act.
    pub(super) fn body_acts(&self, t: &Trigger, r: &Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let does = |w: &str| {
            super::english_join::acts(w)
                || signs(w)
                || matches!(
                    w,
                    "has" | "will" | "trained" | "conducted" | "organised" | "carried" | "held"
                )
        };
        let Some(i) = (r.start + 1..t.first).find(|&i| {
            doc.w(i - 1) == "the"
                && !self.covered[i]
                && matches!(
                    doc.w(i),
                    "agency"
                        | "commission"
                        | "bureau"
                        | "service"
                        | "force"
                        | "directorate"
                        | "authority"
                        | "department"
                )
                && does(doc.w(i + 1))
        }) else {
            return Vec::new();
        };
        if !self.english() {
            return Vec::new();
        }
        let n = self.found.partition_point(|f| f.first < i);
        let of = |k: &usize| {
            let f = &self.found[*k];
            f.kind == MentionType::Organization && (f.first..f.last).any(|j| doc.w(j) == doc.w(i))
        };
        let k = (0..n).rev().take(60).find(of);
        k.and_then(|k| self.participant(k)).into_iter().collect()
    }

    /// "The visit followed the Crime Forum": who is named before it was not said to be there.
    pub(super) fn before_forum(&self, f: &Found, t: &Trigger) -> bool {
        let doc = self.doc;
        let after = (t.first.saturating_sub(6)..t.first).any(|i| {
            matches!(doc.w(i), "followed" | "follows" | "preceded" | "precedes") && i >= f.last
        });
        self.english() && t.kind == "conference" && f.last <= t.first && after
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

    /// "The agency", "the force" at `i`: the body of that kind named last, or the one that the sentence before begins with and that
    /// is alone in it.
    pub(super) fn body_again(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        let k = i + 1;
        if doc.w(i) != "the" || !super::english_join::body_noun(doc.w(k)) || self.covered[k] {
            return None;
        }
        let next = k + 1;
        let goes_on = matches!(doc.w(next), "of" | "'" | "-" | "for")
            || doc.latin(next) && doc.capital(next)
            || self.covered.get(next).is_none_or(|c| *c);
        if goes_on {
            return None;
        }
        let noun = doc.w(k);
        let called = |f: &Found| {
            (f.first..f.last).any(|n| {
                doc.w(n) == noun
                    || noun == "force"
                        && matches!(
                            doc.w(n),
                            "police" | "guard" | "constabulary" | "gendarmerie" | "army" | "navy"
                        )
            })
        };
        let body = |f: &Found| f.kind == MentionType::Organization && !f.inside;
        let known = self.found.partition_point(|f| f.first < i);
        let s = doc.sentence[i];
        let near = (0..known)
            .rev()
            .take_while(|&n| doc.sentence[self.found[n].first] + 3 > s)
            .find(|&n| body(&self.found[n]) && called(&self.found[n]));
        let alone = || {
            let mut all = self
                .of_sentence(s.checked_sub(1)?)
                .filter(|&n| body(&self.found[n]));
            let one = all.next()?;
            let of = self.resolved.of[one];
            let start = self.sentence_of(self.found[one].first).start;
            (all.all(|n| self.resolved.of[n] == of) && self.found[one].first < start + 3)
                .then_some(one)
        };
        let n = near.or_else(alone)?;
        self.participant(n)
    }

    /// "a statement of intent": an accord, although a statement alone is a source.
    pub(super) fn paper_of_intent(&self, h: &crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        let near = self.between(h.first, h.last);
        self.english()
            && h.last > h.first + 2
            && matches!(
                doc.w(h.last - 1),
                "intent" | "cooperation" | "understanding" | "commitment" | "partnership"
            )
            && self.found[near]
                .iter()
                .all(|f| f.kind == MentionType::Source)
    }

    /// "The commission and the Bureau held a joint operation", "Officers of the force trained with …": the body at `i` is what the
    /// clause begins with.
    pub(super) fn body_begins(&self, i: usize, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let of = i > r.start + 1
            && matches!(doc.w(i - 1), "of" | "from")
            && super::english_present::people_of(doc.w(i - 2));
        let first = if of { i - 2 } else { i };
        let lead = doc.before_in(r.start, first, 1);
        let light = |w: &str| {
            matches!(
                w,
                "held"
                    | "conducted"
                    | "carried"
                    | "mounted"
                    | "launched"
                    | "organised"
                    | "organized"
                    | "staged"
            )
        };
        let plain = |k: usize| {
            let w = doc.w(k);
            self.covered[k]
                || !super::english::finite(w)
                || light(w)
                || matches!(w, "will" | "has" | "had" | "have")
        };
        let people = self
            .begin(i, t.first)
            .iter()
            .any(|f| f.kind == MentionType::Person);
        (lead.is_empty()
            || matches!(lead, "," | "and" | "that")
            || self.within(first.wrapping_sub(1), MentionType::Date))
            && i < t.first
            && t.first - i < 16
            && (i + 2..t.first).all(plain)
            && !people
    }

    /// "the visiting American intelligence chief": who came is meant by the title at `i`.
    pub(super) fn visiting_nation(&self, i: usize) -> bool {
        let doc = self.doc;
        let nation = |k: usize| {
            doc.at(k)
                .iter()
                .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
        };
        let b = i - usize::from(i > 0 && nation(i - 1));
        doc.before(b, 1) == "visiting" && doc.before(b, 2) == "the"
    }

    /// "X met with Y via video link": they met.
    pub(super) fn met_by_wire(&self, triggers: &[Trigger]) -> bool {
        let met = |t: &Trigger| {
            t.kind == "meeting"
                && (t.first..t.last).any(|i| matches!(self.doc.w(i), "met" | "meets"))
        };
        triggers.iter().any(met)
    }

    /// "following a bilateral meeting between the two Commissioners", "between the two": those of whom something was told last.
    pub(super) fn between_the_two(&self, i: usize, t: &Trigger, r: &Range<usize>) -> bool {
        let doc = self.doc;
        let heads = |k: usize| {
            matches!(
                doc.w(k),
                "commissioners"
                    | "ministers"
                    | "chiefs"
                    | "directors"
                    | "generals"
                    | "leaders"
                    | "officials"
                    | "men"
            )
        };
        let alone = i + 1 >= r.end || matches!(doc.w(i + 1), "." | ",");
        matches!(t.kind, "meeting" | "call" | "consultation")
            && i > t.last
            && i < t.last + 5
            && doc.w(i - 1) == "the"
            && doc.w(i - 2) == "between"
            && (alone || heads(i + 1) || heads(i + 2))
    }

    /// "a meeting held by video conference", "took part via video link in a meeting": a meeting still.
    pub(super) fn by_wire(&self, triggers: &mut Vec<Trigger>) {
        let doc = self.doc;
        let meeting = self.met_by_wire(triggers)
            || triggers.iter().any(|t| {
                t.kind == "meeting"
                    && matches!(doc.w(t.last - 1), "meeting" | "meetings" | "session")
            });
        let wire = |t: &Trigger| (t.first..t.last).any(|i| doc.w(i).starts_with("video"));
        if self.english() && meeting {
            triggers.retain(|t| t.kind != "call" || !wire(t));
        }
    }
}
