//! How far the name of an English body goes on: its capitalised words, and what joins them.

use super::Finder;
use super::english_org::{LONGEST, house};
use crate::lexicon::Tag;

/// Kinds of state: "of the Republic of Singapore" is outside a body's name.
fn state(w: &str) -> bool {
    matches!(
        w,
        "republic"
            | "kingdom"
            | "state"
            | "sultanate"
            | "emirate"
            | "islamic"
            | "hashemite"
            | "federal"
            | "union"
            | "commonwealth"
    )
}

/// Whose body: "Chiefs' Committee", "Women's Bureau", "People's Police".
fn owner(w: &str) -> bool {
    matches!(
        w,
        "people"
            | "peoples"
            | "women"
            | "children"
            | "chiefs"
            | "king"
            | "queen"
            | "prince"
            | "veterans"
            | "prosecutors"
            | "prosecutor"
            | "workers"
            | "lawyers"
            | "journalists"
            | "officers"
            | "commissioner"
            | "sheriff"
            | "coroner"
            | "crown"
            | "ministers"
            | "president"
            | "governor"
            | "mayor"
            | "parties"
            | "states"
            | "soldiers"
            | "coordinator"
            | "general"
            | "minister"
            | "ombudsman"
            | "revenue"
            | "magistrate"
            | "magistrates"
            | "judges"
            | "police"
            | "students"
    )
}

impl Finder<'_, '_> {
    /// The run from `i`: where it ends, how many capitalised words it has, whether one is a body's noun.
    pub(super) fn capital_run(&self, i: usize, titled: bool) -> (usize, usize, bool) {
        let doc = self.doc;
        let (mut last, mut closed_at) = (i, i);
        let mut noun = false;
        let mut words = 0;
        let mut of = false;
        // "Trinidad and Tobago Police Service"
        let country = doc.find(i, |h| {
            h.last > i + 2 && h.tag.place().is_some_and(|p| p.country)
        });
        if let Some(h) = country {
            (last, words) = (h.last, 1);
        }
        while last < doc.len() && last < i + LONGEST && (last == i || !doc.line_start(last)) {
            if doc.latin(last) && doc.capital(last) {
                let title = |h: &crate::lexicon::Hit| {
                    matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Rank)
                };
                let joined = matches!(doc.w(last.saturating_sub(1)), "of" | "for" | "and");
                if last > i
                    && !joined
                    && !titled
                    && doc.at(last).iter().any(title)
                    && !self.org_noun(last)
                    && !self.chiefs(last)
                    && !self.owns_house(last)
                {
                    break;
                }
                // "… Agency William Burns": behind the noun a given name is somebody's.
                let closed = last > i && self.org_noun(last - 1);
                let somebody =
                    || self.is_given(last) || titled && words > 1 && self.strange_pair(last);
                if closed && !self.org_noun(last) && somebody() {
                    break;
                }
                // "Ministry of Interior Khalid bin …"
                let named = |k: usize| doc.role(k).is_some_and(|r| r.given && r.count >= 5);
                if of && !joined && named(last) && self.is_given(last) {
                    break;
                }
                if last > i && self.used[last] {
                    break;
                }
                // "Ministry of Justice Addis Ababa": where its branch is.
                let town = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| p.strong);
                if of && !joined && doc.w(i) == "ministry" && doc.at(last).iter().any(town) {
                    break;
                }
                // "Criminal Investigation and Detection Group"
                let group = matches!(doc.w(last), "group" | "team" | "sector") && words > 1;
                if self.org_noun(last) || group {
                    noun = true;
                    closed_at = last + 1;
                }
                words += 1;
                last += 1;
            } else if doc.w(last) == "'" && words > 0 && !noun && owner(doc.w(last - 1)) {
                // "Women's Bureau", "Chiefs' Committee"
                let s = doc.w(last + 1) == "s" && doc.glued(last + 1);
                let next = last + if s { 2 } else { 1 };
                if !(doc.capital(next) && doc.latin(next)) {
                    break;
                }
                last = next;
            } else if words > 0 {
                match self.joined_word(i, last, words, noun) {
                    Some(next) => {
                        of |= noun && doc.w(last) != "-";
                        last = next;
                    }
                    None => break,
                }
            } else {
                break;
            }
        }
        // "Frontex Border Force Edges Deeper": a headline's words behind the noun are no part of it.
        let front = self.org_noun(i)
            || matches!(
                doc.w(closed_at.saturating_sub(1)),
                "force" | "unit" | "brigade"
            );
        if noun && !of && !front && closed_at > i + 1 {
            last = closed_at;
        }
        (last, words, noun)
    }

    /// "Supreme Prosecutor's Office": the title at `k` has a body of its own.
    pub(super) fn owns_house(&self, k: usize) -> bool {
        let doc = self.doc;
        owner(doc.w(k))
            && doc.w(k + 1) == "'"
            && doc.w(k + 2) == "s"
            && doc.glued(k + 1)
            && doc.capital(k + 3)
            && house(doc.w(k + 3))
    }

    /// Past `of`, `for the`, `and` at `at` where the name that began at `i` goes on: the word behind.
    pub(super) fn joined_word(
        &self,
        i: usize,
        at: usize,
        words: usize,
        noun: bool,
    ) -> Option<usize> {
        let doc = self.doc;
        let w = doc.w(at);
        if !matches!(
            w,
            "of" | "for" | "and" | "on" | "against" | "the" | "&" | "-" | "in"
        ) {
            return None;
        }
        // "Agency for the Prohibition of Trafficking in Persons"
        let traded = matches!(doc.w(at - 1), "trafficking" | "smuggling" | "trade");
        let there = |h: &crate::lexicon::Hit| h.tag.place().is_some();
        if w == "in" && (!noun || !traded || doc.at(at + 1).iter().any(there)) {
            return None;
        }
        let mut next = at + 1;
        if doc.w(next) == "the" {
            next += 1;
        }
        // "A and the B" are two bodies.
        if w == "and" && next > at + 1 || w == "the" {
            return None;
        }
        // "the Coast Guard on Monday": a day is no word of a name.
        let free = next < doc.len() && !self.used[next] && !doc.line_start(next);
        if !free || !doc.latin(next) || !doc.capital(next) {
            return None;
        }
        // "Royal Academy of Police": a town somewhere is called so.
        let place = doc
            .find(next, |h| matches!(h.tag, Tag::Place(_)))
            .filter(|h| !self.org_noun(next) || h.last > next + 1);
        match w {
            "and" => self.and_goes_on(i, at, next, words, noun).then_some(next),
            // "of the Republic of Singapore", "of Kazakhstan": whose it is; "National Police of Timor-Leste" is a name.
            "of" if !noun => None,
            // "to Apia for the Pacific Crime Network"
            "for" | "on" | "against"
                if !noun && !matches!(doc.w(at - 1), "group" | "team" | "panel") =>
            {
                None
            }
            // "a course by the Home Office for the Ghana Police Service"
            "for" | "on" | "against" if self.whole_body(i, at) => None,
            "of" if state(doc.w(next)) && doc.w(next + 1) == "of" => None,
            // "Embassy of the Netherlands"
            "of" if next > at + 1
                && place.is_some()
                && doc.w(place?.last) != "'"
                && !matches!(doc.w(at - 1), "embassy" | "consulate") =>
            {
                None
            }
            // "Criminal Investigation Department of the Tanzania Police Force": two bodies.
            "of" if words > 2
                && (self.org_noun(at - 1) || doc.w(at - 1) == "group")
                && self.names_body(next) =>
            {
                None
            }
            // "Border Troops of the State Security Service", "Department for X of the Ministry": the body behind is another.
            "of" if words > 1 && self.part_of_body(at, next) => None,
            // "Armed Forces of Malta" is a name, "National Police of Ecuador" a body and its country.
            "of" if place.is_some() && words > 1 => {
                (doc.w(i) == "armed" && doc.w(at - 1) == "forces").then_some(next)
            }
            _ => Some(next),
        }
    }

    /// From `first` to `last` stands a body that the lexicon has, whole.
    fn whole_body(&self, first: usize, last: usize) -> bool {
        let known = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Org(_)) && h.last == last;
        self.doc.at(first).iter().any(known)
    }

    /// What ends before `at` is a part of the body that begins at `next`.
    pub(super) fn part_of_body(&self, at: usize, next: usize) -> bool {
        let doc = self.doc;
        let part = matches!(
            doc.w(at - 1),
            "troops"
                | "guard"
                | "guards"
                | "police"
                | "department"
                | "division"
                | "directorate"
                | "unit"
                | "branch"
                | "section"
        );
        // "Main Department of the Border Troops" is one.
        if matches!(doc.w(at - 2), "main" | "general" | "chief" | "central") {
            return false;
        }
        let ministry = !self.school_noun(at - 1)
            && matches!(doc.w(next), "ministry" | "prosecutor")
            && next > at + 1;
        ministry || part && next > at + 1 && self.names_body(next) && doc.capital(next + 1)
    }

    /// The capitalised words at `next` have a body's noun among them.
    pub(super) fn names_body(&self, next: usize) -> bool {
        let doc = self.doc;
        (next..next + 6)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && (k == next || !doc.line_start(k)))
            .any(|k| self.org_noun(k))
    }

    /// "Bureau of Customs and Border Protection", not "Ministry of Interior and Frontex": `and` joins words of one name.
    pub(super) fn and_goes_on(
        &self,
        i: usize,
        at: usize,
        next: usize,
        words: usize,
        noun: bool,
    ) -> bool {
        let doc = self.doc;
        // An abbreviation, a country or another body is no word of it.
        let short = doc.t.text(next).len() > 2 && doc.t.text(next).chars().all(char::is_uppercase);
        let other = doc.at(next).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Org(_) | Tag::Nat(_) | Tag::Rank | Tag::Office | Tag::OfficeFull
            ) || h.tag.place().is_some_and(|p| p.strong)
        });
        let known = doc
            .at(next)
            .iter()
            .any(|h| matches!(h.tag, Tag::Portfolio | Tag::Topic(_) | Tag::Field));
        // "International Affairs and Interpol Directorate"
        let goes_on = !noun
            && words >= 2
            && !self.is_given(i)
            && doc.role(i).is_none_or(|r| !r.given)
            && self.org_noun(next + 1)
            && doc.capital(next + 1);
        // "Immigration Service Academy and Training School"
        let school = self.school_noun(at - 1)
            && self.school_noun(next + 1)
            && doc.capital(next + 1)
            && !self.school_noun(next);
        // "Customs and Excise Division"
        let excise = doc.w(at - 1) == "customs" && doc.w(next) == "excise";
        if goes_on || school || excise {
            return true;
        }
        if short || other && !known {
            return false;
        }
        let body = self.names_body(next);
        let of = (i..at).any(|k| matches!(doc.w(k), "of" | "for" | "on" | "against"));
        // "Interpol and National Central Bureau"
        if doc
            .at(i)
            .iter()
            .any(|h| matches!(h.tag, Tag::Org(_)) && h.last == at)
        {
            return false;
        }
        if !noun {
            // "Criminal Investigation and Detection Group", not "Amina and the Border Guard".
            return words >= 2 && self.common_word(at - 1)
                || doc.is(at - 1, Tag::Portfolio)
                || doc.is(at - 1, Tag::Field)
                || body && words == 1 && (known || self.common_word(at - 1) && at == i + 1);
        }
        let head_first = of || self.org_noun(i);
        // "Directorate of Air and Border Police": the first word alone is no field.
        let half = matches!(
            doc.w(at - 1),
            "air" | "land" | "sea" | "road" | "rail" | "maritime" | "traffic" | "tourist"
        );
        if of && half && doc.w(at - 2) == "of" {
            return true;
        }
        head_first && !body && (of || !self.org_noun(at - 1))
    }

    /// "OSCE Programme Office in Dushanbe", "EU Delegation to Libya": where it sits belongs to the name.
    pub(super) fn seated(&self, first: usize, last: usize) -> Option<usize> {
        let doc = self.doc;
        // "Passport Office" in Nairobi
        let known = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Org(_)) && h.last < last;
        let foreign = doc.shouted(first) || doc.at(first).iter().any(known);
        let (noun, joins) = (doc.w(last - 1), doc.w(last));
        let fits = noun == "office" && joins == "in" && foreign
            || matches!(noun, "delegation" | "mission") && joins == "to";
        let next = last + 1 + usize::from(doc.w(last + 1) == "the");
        let place = doc.find(next, |h| h.tag.place().is_some())?;
        (fits && doc.capital(next) && !self.used[next] && doc.capital(last - 2))
            .then_some(place.last)
    }
}
