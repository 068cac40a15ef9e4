//! Organisations in French and English.

use super::latin_org_words::ORG_NOUNS;
use super::{Finder, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// The organisation at `i`; inside an office its head may be in lower case.
    pub fn latin_org(&self, i: usize, inside: bool) -> Option<Org> {
        let doc = self.doc;
        if !doc.latin(i) {
            return None;
        }
        let known = doc.find(i, |h| matches!(h.tag, Tag::Org(_)));
        let mut best = known.and_then(|h| {
            let Tag::Org(n) = h.tag else { return None };
            Some(Org {
                first: i,
                last: h.last,
                skip: 0,
                known: Some(u32::from(n)),
                iso: LEXICON.named[n as usize].iso.clone(),
            })
        });
        if best.is_none() && doc.capital(i) && self.acronyms.contains(doc.t.text(i)) {
            best = Some(Org {
                first: i,
                last: i + 1,
                skip: 0,
                known: None,
                iso: None,
            });
        }
        // "the foreign ministry"
        if best.is_none()
            && doc.language != text::Language::French
            && let Some(h) = doc
                .find(i, |h| h.tag == Tag::Portfolio)
                .filter(|h| doc.w(h.last) == "ministry")
        {
            best = Some(Org {
                first: i,
                last: h.last + 1,
                skip: 0,
                known: None,
                iso: None,
            });
        }
        let french = self.french_org(i, inside);
        let english = self.capital_org(i).or_else(|| self.foreign_org(i));
        let spelled = self
            .spelled_org(i)
            .filter(|_| doc.language == text::Language::French);
        for last in [french, english, spelled].into_iter().flatten() {
            if best.as_ref().is_none_or(|b| last > b.last) {
                best = Some(Org {
                    first: i,
                    last,
                    skip: 0,
                    known: None,
                    iso: None,
                });
            }
        }
        let mut o = best?;
        // "la Police fédérale allemande": in French whose it is stays outside.
        if doc.language == text::Language::French
            && o.last > i + 2
            && self.bracketed_by_letters(i) != Some(o.last)
            && let Some((iso, _)) = self
                .nationality(o.last - 1)
                .filter(|n| n.1 == o.last && n.0 != "EU")
        {
            o.iso = Some(iso);
            o.last -= 1;
        }
        doc.at(i)
            .iter()
            .all(|h| !matches!(h.tag, Tag::Topic(_) | Tag::Document) || h.last < o.last)
            .then_some(o)
    }

    /// A word that people are called by, and the next one begins with a capital too.
    fn is_given(&self, i: usize) -> bool {
        let given = self.doc.role(i).is_some_and(|role| role.given);
        // "Khalifa bin Hamad" too.
        let particle = matches!(
            self.doc.w(i + 1),
            "bin" | "ben" | "ibn" | "bint" | "al" | "van" | "von"
        ) && self.doc.capital(i + 2);
        given
            && self.doc.latin(i + 1)
            && (self.doc.capital(i + 1) || particle)
            && self.doc.at(i).is_empty()
    }

    /// A force's noun in the capitalised run at `i`: "Border Police", "Navy", but no ministry.
    fn force_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        (i..i + 4)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && !doc.line_start(k))
            .any(|k| {
                matches!(
                    doc.w(k),
                    "police"
                        | "guard"
                        | "forces"
                        | "force"
                        | "army"
                        | "navy"
                        | "gendarmerie"
                        | "agency"
                        | "service"
                        | "services"
                        | "corps"
                        | "customs"
                        | "bureau"
                        | "constabulary"
                        | "patrol"
                )
            })
    }

    /// A run of capitalised words with an organisation's noun in it.
    pub(super) fn capital_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) || doc.is(i, Tag::Stop) || doc.language == text::Language::French {
            return None;
        }
        // "Philippine National Police" is the name of a body, "Spanish interior ministry" is not.
        let national = matches!(
            doc.w(i + 1),
            "national"
                | "federal"
                | "royal"
                | "state"
                | "armed"
                | "border"
                | "coast"
                | "civil"
                | "military"
                | "security"
                | "police"
                | "navy"
                | "army"
                | "customs"
                | "intelligence"
                | "civilian"
        ) && doc.capital(i + 1)
            && self.force_behind(i + 1)
            || doc.w(i) == "european" && doc.capital(i + 1);
        if doc.at(i).iter().any(|h| {
            let general = doc.w(i) == "general" && ORG_NOUNS.contains(&doc.w(i + 1));
            matches!(h.tag, Tag::Rank | Tag::OfficeFull | Tag::Office) && !general
                || matches!(h.tag, Tag::Nat(_)) && !national
        }) {
            return None;
        }
        let mut last = i;
        let mut noun = false;
        let mut words = 0;
        while last < doc.len() && last < i + 10 && (last == i || !doc.line_start(last)) {
            if doc.latin(last) && doc.capital(last) {
                if last > i
                    && doc
                        .at(last)
                        .iter()
                        .any(|h| matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Rank))
                    && !ORG_NOUNS.contains(&doc.w(last))
                {
                    break;
                }
                // "… Agency William Burns": behind the noun a given name is somebody's.
                let closed = last > i && ORG_NOUNS.contains(&doc.w(last - 1));
                if closed && !ORG_NOUNS.contains(&doc.w(last)) && self.is_given(last) {
                    break;
                }
                noun |= ORG_NOUNS.contains(&doc.w(last));
                words += 1;
                last += 1;
            } else if matches!(
                doc.w(last),
                "of" | "for" | "and" | "on" | "against" | "the" | "&" | "-"
            ) && words > 0
                && !doc.line_start(last)
            {
                let mut next = last + 1;
                if doc.w(next) == "the" {
                    next += 1;
                }
                // "A and the B" are two bodies.
                let two = doc.w(last) == "and" && next > last + 1;
                // "the Ministry of Interior and UNOCT": an abbreviation is another body.
                let short = doc.w(last) == "and"
                    && doc.t.text(next).len() > 2
                    && doc.t.text(next).chars().all(char::is_uppercase);
                // "the Coast Guard on Monday": a day is no word of a name.
                let free = next < doc.len() && !self.used[next];
                let joined = free && doc.latin(next) && doc.capital(next) && !two && !short;
                // "and" joins two bodies more often than two words of one name.
                let before_noun = ORG_NOUNS.contains(&doc.w(last - 1));
                if !joined
                    || doc.w(last) == "and"
                        && (before_noun || !noun && words < 2 && !doc.is(last - 1, Tag::Portfolio))
                {
                    break;
                }
                if doc.w(last) == "of" && !noun {
                    break;
                }
                if matches!(doc.w(last), "the")
                    || doc.w(last) == "of"
                        && doc.at(next).iter().any(|h| matches!(h.tag, Tag::Place(_)))
                        && words > 1
                {
                    break;
                }
                last = next;
            } else {
                break;
            }
        }
        (noun && words >= 2).then_some(last)
    }
}
