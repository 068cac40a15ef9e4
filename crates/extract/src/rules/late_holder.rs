//! Holders that stand apart from their office: `la cheffe de mission de l'OIM (OIM) au Liban, le commissaire divisionnaire X`.

use super::Finder;
use crate::mention::{Found, MentionType};

/// What an office is said to be at or for, behind it.
fn stands_behind(kind: MentionType) -> bool {
    matches!(
        kind,
        MentionType::Location | MentionType::Region | MentionType::Organization
    )
}

/// More tokens than stand between an office and its holder.
const FAR: usize = 16;

/// The same in Arabic.
const ARABIC_FAR: usize = 9;

impl Finder<'_, '_> {
    /// Gives an office that has no holder yet the person behind it, past brackets, places, nationalities and ranks of many words.
    pub(super) fn late_holders(&mut self) {
        let doc = self.doc;
        let mut people: Vec<(usize, usize)> = (0..self.found.len())
            .filter(|&k| self.found[k].kind == MentionType::Person && self.found[k].skip == 0)
            .map(|k| (self.found[k].first, k))
            .collect();
        people.sort_unstable();
        let mut places: Vec<(usize, usize)> = self
            .found
            .iter()
            .filter(|m| stands_behind(m.kind) && (m.skip == 0 || self.doc.arabic(m.first)))
            .map(|m| (m.first, m.last))
            .collect();
        // The longest of those that begin at one token comes last.
        places.sort_unstable();
        let mut held: Vec<usize> = self.found.iter().filter_map(|m| m.link).collect();
        held.sort_unstable();
        for k in 0..self.found.len() {
            let o = &self.found[k];
            let office = o.kind == MentionType::Office && o.link.is_none() && !o.inside;
            if !office {
                continue;
            }
            let next = people.partition_point(|p| p.0 < o.last);
            let Some(&(first, person)) = people.get(next) else {
                continue;
            };
            let free = held.binary_search(&person).is_err();
            let apart = match self.doc.arabic(o.first) {
                true => {
                    // "الوكيل العام للملك، رئيس النيابة العامة، فلان": two titles of one.
                    let near = first - o.last <= 2 * ARABIC_FAR;
                    let end = match free {
                        true => Some(first),
                        false if near => self.title_between(o.last, first, person),
                        false => None,
                    };
                    end.is_some_and(|end| self.arabic_leads_to(o.last, end, &places))
                }
                false => {
                    // "in charge of operations (DIGP) X": the letters have the same holder.
                    let short = o.first > 0 && doc.w(o.first - 1) == "(" && doc.w(o.last) == ")";
                    let from = o.last + usize::from(short);
                    let led = short && from == first || self.leads_to(from, first, &places);
                    free && !self.opens_beside(o.first, self.found[person].last) && led
                }
            };
            if apart {
                self.found[k].link = Some(person);
            }
        }
    }

    /// "Avec la représentante de l'agence au Gabon, X a parlé de l'aide": X is not the one who begins the sentence.
    fn opens_beside(&self, office: usize, end: usize) -> bool {
        let doc = self.doc;
        let Some(mut b) = office.checked_sub(1) else {
            return false;
        };
        while b > 0
            && matches!(
                doc.w(b),
                "le" | "la" | "l" | "les" | "'" | "the" | "son" | "sa"
            )
        {
            b -= 1;
        }
        let opens = b == 0 || doc.sentence[b - 1] != doc.sentence[b];
        self.done_by(b) && doc.w(end) != ","
            || opens
                && matches!(
                    doc.w(b),
                    "avec"
                        | "apres"
                        | "avant"
                        | "devant"
                        | "chez"
                        | "pour"
                        | "outre"
                        | "selon"
                        | "with"
                        | "after"
                        | "before"
                        | "for"
                        | "besides"
                        | "at"
                        | "to"
                )
    }

    /// Nothing but what may stand between an office and its holder: from `i` to the name at `end`.
    fn leads_to(&self, mut i: usize, end: usize, places: &[(usize, usize)]) -> bool {
        let doc = self.doc;
        if end <= i || end - i > FAR || doc.sentence[i] != doc.sentence[end] {
            return false;
        }
        let (mut commas, mut rank, mut placed, mut stands, mut charged) =
            (0, false, false, false, false);
        while i < end {
            if doc.w(i) == "," {
                commas += 1;
                i += 1;
            } else if doc.w(i) == "(" && !rank {
                let Some(close) = (i + 1..end.min(i + 6)).find(|&k| doc.w(k) == ")") else {
                    return false;
                };
                i = close + 1;
            } else if let Some(next) = self.charge(i, end) {
                (i, charged) = (next, true);
            } else if let Some(next) = self.standing(i) {
                // "l'ambassadeur de France accrédité en Haïti X"
                (i, stands) = (next, true);
            } else if placed && matches!(doc.w(i), "et" | "and") && commas == 0 {
                let Some(next) = self.place_phrase(i + 1, places) else {
                    return false;
                };
                i = next;
            } else if let Some((_, next)) = self.nationality(i).filter(|_| commas == 0) {
                i = next;
            } else if let Some(next) = self.place_phrase(i, places).filter(|_| commas == 0) {
                (i, placed) = (next, true);
            } else {
                let past = self.past_latin_ranks(i);
                if past == i {
                    return false;
                }
                (i, rank) = (past, true);
            }
        }
        let bare = charged || stands && placed;
        i == end && (commas == 1 || rank && commas <= 2 || bare && commas == 0)
    }

    /// "Deputy Inspector General of Police (DIGP) in Charge of Administration, X": past what he sees to.
    fn charge(&self, i: usize, end: usize) -> Option<usize> {
        let doc = self.doc;
        let from = self
            .in_charge(i)
            .filter(|_| doc.language == text::Language::English && doc.w(i) != ",")?;
        let stop = (from..end).find(|&k| matches!(doc.w(k), "," | "("));
        let stop = stop.unwrap_or(end);
        let word = |k: usize| doc.latin(k) || matches!(doc.w(k), "-" | "&");
        (stop > from && stop - from < 7 && (from..stop).all(word)).then_some(stop)
    }

    /// The first token of a title of that person's that stands between commas before the name.
    fn title_between(&self, last: usize, first: usize, person: usize) -> Option<usize> {
        let own = |m: &&Found| {
            m.kind == MentionType::Office
                && m.link == Some(person)
                && !m.inside
                && m.skip == 0
                && (last + 1..first).contains(&m.first)
        };
        let title = self.found.iter().filter(own).map(|m| m.first).min()?;
        (self.doc.w(title - 1) == ",").then_some(title)
    }

    /// Nothing but what may stand between an Arabic office and its holder: `لدى الجزائر، السيد`, `عن قارة أفريقيا`, `البرتغالية السيدة`.
    fn arabic_leads_to(&self, mut i: usize, end: usize, places: &[(usize, usize)]) -> bool {
        let doc = self.doc;
        if end <= i || end - i > ARABIC_FAR || doc.sentence[i] != doc.sentence[end] {
            return false;
        }
        while i < end {
            let k = places.partition_point(|p| p.0 <= i);
            let place = k.checked_sub(1).map(|k| places[k]).filter(|p| p.0 == i);
            let ranks = self.past_ranks(i);
            i = if let Some(place) = place {
                place.1
            } else if ranks > i {
                ranks
            } else if self.nationality(i).is_some()
                || matches!(
                    doc.w(i),
                    "," | "في"
                        | "عن"
                        | "لدي"
                        | "قاره"
                        | "المعتمد"
                        | "المعتمده"
                        | "دوله"
                        | "ووسطها"
                        | "وشمالها"
                        | "وجنوبها"
                        | "وشرقها"
                        | "وغربها"
                )
            {
                i + 1
            } else {
                return false;
            };
        }
        i == end
    }

    /// `par intérim`, `sortant`, `en poste`, `basé`: how he holds it; what is behind may say where.
    fn standing(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let two = matches!(
            (doc.w(i), doc.w(i + 1)),
            ("par", "interim") | ("ad", "interim") | ("en", "exercice" | "poste" | "titre")
        );
        let one = matches!(
            doc.w(i),
            "sortant"
                | "sortante"
                | "entrant"
                | "entrante"
                | "resident"
                | "residente"
                | "accredite"
                | "accreditee"
                | "base"
                | "basee"
                | "based"
                | "designe"
                | "designee"
                | "designate"
                | "delegue"
                | "deleguee"
        );
        (two || one).then_some(i + 1 + usize::from(two))
    }

    /// `au Liban`, `en Guyane`, `for the Western Region`: the token behind it.
    fn place_phrase(&self, i: usize, places: &[(usize, usize)]) -> Option<usize> {
        let doc = self.doc;
        let from = match doc.w(i) {
            "en" | "in" | "at" | "dans" | "pour" | "for" | "with" | "sur" => i + 1,
            _ => self.past_of(i)?,
        };
        let article = match doc.w(from) {
            "the" | "le" | "la" | "les" => 1,
            "l" if doc.w(from + 1) == "'" => 2,
            _ => 0,
        };
        let from = from + article;
        let k = places.partition_point(|p| p.0 <= from).checked_sub(1)?;
        (places[k].0 == from).then_some(places[k].1)
    }
}
