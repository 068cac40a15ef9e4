//! Holders that stand apart from their office: `la cheffe de mission de l'OIM (OIM) au Liban, le commissaire divisionnaire X`.

use super::Finder;
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// More tokens than stand between an office and its holder.
const FAR: usize = 16;

impl Finder<'_, '_> {
    /// Gives an office that has no holder yet the person behind it, past brackets, places, nationalities and ranks of many words.
    pub(super) fn late_holders(&mut self) {
        let mut people: Vec<(usize, usize)> = (0..self.found.len())
            .filter(|&k| self.found[k].kind == MentionType::Person && self.found[k].skip == 0)
            .map(|k| (self.found[k].first, k))
            .collect();
        people.sort_unstable();
        let mut places: Vec<(usize, usize)> = self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Location && m.skip == 0)
            .map(|m| (m.first, m.last))
            .collect();
        places.sort_unstable();
        let mut held: Vec<usize> = self.found.iter().filter_map(|m| m.link).collect();
        held.sort_unstable();
        for k in 0..self.found.len() {
            let o = &self.found[k];
            let office = o.kind == MentionType::Office && o.link.is_none() && !o.inside;
            if !office || !self.doc.latin(o.first) {
                continue;
            }
            let next = people.partition_point(|p| p.0 < o.last);
            let Some(&(first, person)) = people.get(next) else {
                continue;
            };
            if held.binary_search(&person).is_err() && self.leads_to(o.last, first, &places) {
                self.found[k].link = Some(person);
            }
        }
    }

    /// Nothing but what may stand between an office and its holder: from `i` to the name at `end`.
    fn leads_to(&self, mut i: usize, end: usize, places: &[(usize, usize)]) -> bool {
        let doc = self.doc;
        if end <= i || end - i > FAR || doc.sentence[i] != doc.sentence[end] {
            return false;
        }
        let (mut commas, mut rank, mut placed) = (0, false, false);
        while i < end {
            if doc.w(i) == "," {
                commas += 1;
                i += 1;
            } else if doc.w(i) == "(" && !rank {
                let Some(close) = (i + 1..end.min(i + 6)).find(|&k| doc.w(k) == ")") else {
                    return false;
                };
                i = close + 1;
            } else if let Some((_, next)) = self.nationality(i).filter(|_| commas == 0) {
                i = next;
            } else if let Some(next) = self.place_phrase(i, places).filter(|_| commas == 0) {
                (i, placed) = (next, true);
            } else {
                let past = self.past_many_ranks(i, end);
                if past == i {
                    return false;
                }
                (i, rank) = (past, true);
            }
        }
        i == end && commas <= 2 && (rank || commas == 1) && (rank || placed || commas == 1)
    }

    /// `au Liban`, `en Guyane`, `for the Western Region`: the token behind it.
    fn place_phrase(&self, i: usize, places: &[(usize, usize)]) -> Option<usize> {
        let doc = self.doc;
        let from = match doc.w(i) {
            "en" | "in" | "at" | "dans" => i + 1,
            _ => self.past_of(i)?,
        };
        let from = from + usize::from(matches!(doc.w(from), "the" | "le" | "la"));
        let k = places.binary_search_by_key(&from, |p| p.0).ok()?;
        Some(places[k].1)
    }

    /// `le commissaire divisionnaire-major`, `M. le général de brigade`, `Pol Gen`: past ranks, courtesies and what belongs to them.
    fn past_many_ranks(&self, from: usize, end: usize) -> usize {
        let doc = self.doc;
        let mut i = self.past_latin_ranks(from);
        if i == from {
            return from;
        }
        // "divisionnaire adjoint", "divisionnaire-major", "de police": the rest of the rank.
        let goes_on = |k: usize| {
            doc.w(k) == "-" && doc.glued(k)
                || doc.find(k, |h| h.tag == Tag::Rank).is_some()
                || doc.latin(k)
                    && !doc.capital(k)
                    && !self.used[k]
                    && (doc.w(k).ends_with("aire")
                        || doc.w(k).ends_with("major")
                        || matches!(
                            doc.w(k),
                            "adjoint"
                                | "adjointe"
                                | "de"
                                | "en"
                                | "chef"
                                | "principal"
                                | "principale"
                                | "general"
                                | "police"
                                | "brigade"
                                | "division"
                                | "armee"
                                | "corps"
                                | "gendarmerie"
                                | "classe"
                                | "premiere"
                        ))
        };
        while i < end && goes_on(i) {
            i += 1;
        }
        i
    }
}
