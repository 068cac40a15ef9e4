//! Places in English whose name says what they are: "Khalifa bin Salman Port", "Kotoka International Airport", "Camp Lemonnier".

use super::Finder;
use crate::lexicon::{Hit, Tag};
use crate::mention::{Found, MentionType};

/// Longest name of a site, in tokens before its last word.
const LONGEST: usize = 6;

/// What a site is, behind its name.
fn site(w: &str) -> bool {
    matches!(
        w,
        "airport"
            | "airfield"
            | "airbase"
            | "aerodrome"
            | "port"
            | "seaport"
            | "harbour"
            | "harbor"
            | "terminal"
            | "hotel"
            | "resort"
            | "road"
            | "street"
            | "avenue"
            | "boulevard"
            | "highway"
            | "expressway"
            | "motorway"
            | "barracks"
            | "zone"
            | "bridge"
            | "jetty"
            | "wharf"
            | "stadium"
    ) || wide(w)
}

/// Those of them that people are called by, or that end other names.
fn wide(w: &str) -> bool {
    matches!(
        w,
        "base" | "bay" | "beach" | "island" | "islands" | "camp" | "lagoon" | "strait"
    )
}

/// Words of a site's kind: they alone are no name.
fn general(w: &str) -> bool {
    matches!(
        w,
        "international"
            | "naval"
            | "air"
            | "army"
            | "military"
            | "police"
            | "main"
            | "free"
            | "special"
            | "economic"
            | "border"
            | "industrial"
            | "exclusive"
            | "trade"
            | "export"
            | "processing"
            | "sea"
            | "dry"
            | "inland"
            | "buffer"
            | "container"
            | "commercial"
            | "exclusion"
            | "demilitarized"
            | "demilitarised"
            | "no"
            | "fly"
            | "red"
            | "green"
            | "base"
            | "camp"
            | "port"
    )
}

/// Before the name of a site.
fn leads(w: &str) -> bool {
    matches!(
        w,
        "at" | "in"
            | "on"
            | "along"
            | "from"
            | "near"
            | "to"
            | "of"
            | "outside"
            | "through"
            | "via"
            | "around"
            | "between"
            | "and"
            | "the"
            | "into"
            | "towards"
            | "off"
            | "across"
            | "inspected"
            | "visited"
            | "toured"
            | "reached"
            | "left"
    )
}

impl Finder<'_, '_> {
    /// Marks the sites of an English text before anybody's name is read in them.
    pub(super) fn english_sites(&mut self) {
        if self.doc.language != text::Language::English {
            return;
        }
        for k in 1..self.doc.len() {
            if let Some((first, last)) = self.site_named(k).or_else(|| self.site_called(k)) {
                self.take(first, last);
                self.push(Found::new(MentionType::Location, first, last, 0));
            }
        }
    }

    /// "at Khalifa bin Salman Port": the whole name that the word at `k` ends.
    fn site_named(&self, k: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        let ends = !(doc.latin(k + 1) && doc.capital(k + 1) && !doc.line_start(k + 1));
        if !doc.capital(k) || !site(doc.w(k)) || doc.line_start(k) || !ends || self.used[k] {
            return None;
        }
        let mut first = k;
        while first > 0 && k - first < LONGEST && !doc.line_start(first) && self.in_site(first - 1)
        {
            first -= 1;
        }
        // "Third Naval Zone" is a command.
        let zone = doc.w(k) != "zone"
            || matches!(
                doc.w(k - 1),
                "economic"
                    | "free"
                    | "trade"
                    | "industrial"
                    | "buffer"
                    | "processing"
                    | "demilitarized"
                    | "demilitarised"
            );
        let own = zone && (first..k).any(|i| doc.capital(i) && !general(doc.w(i)));
        let led = first > 0
            && !doc.line_start(first)
            && !doc.capital(first - 1)
            && leads(doc.w(first - 1))
            && doc.capital(first);
        // "Turks and Caicos Islands" is one name.
        let listed = |h: &crate::lexicon::Hit| h.last == k + 1 && h.tag.place().is_some();
        let known = (first.saturating_sub(4)..=first).any(|i| doc.at(i).iter().any(listed));
        let somebody = wide(doc.w(k))
            && (first..k).any(|i| {
                doc.role(i).is_some_and(|r| r.given)
                    || doc.at(i).iter().any(|h| {
                        matches!(
                            h.tag,
                            Tag::Rank | Tag::Office | Tag::OfficeFull | Tag::Nat(_)
                        )
                    })
            });
        (own && led && !known && !somebody).then_some((first, k + 1))
    }

    /// A word that may stand inside a site's name: a capital, or what joins two parts of a name.
    fn in_site(&self, i: usize) -> bool {
        let doc = self.doc;
        let joins = matches!(
            doc.w(i),
            "bin" | "bint" | "ibn" | "al" | "el" | "de" | "da" | "-"
        );
        doc.latin(i) && doc.capital(i) && !self.used[i] || joins && i > 0 && doc.capital(i - 1)
    }

    /// "at Camp Lemonnier", "in Port Klang": the name behind what the site is.
    fn site_called(&self, k: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        let kind = matches!(
            doc.w(k),
            "camp" | "fort" | "port" | "lake" | "mount" | "cape"
        ) || doc.w(k) == "base"
            && matches!(doc.w(k - 1), "naval" | "air")
            && doc.capital(k - 1);
        let first = k - usize::from(doc.w(k) == "base");
        let led =
            first > 0 && !doc.line_start(k) && !doc.capital(first - 1) && leads(doc.w(first - 1));
        if !kind || !doc.capital(k) || !led || self.used[first] {
            return None;
        }
        let word = |i: usize| {
            doc.latin(i)
                && doc.capital(i)
                && !self.used[i]
                && !doc.line_start(i)
                && !doc.shouted(i)
                && doc.at(i).iter().all(|h| h.tag.place().is_some())
        };
        let last = (k + 1..k + 3).take_while(|&i| word(i)).last()? + 1;
        let goes_on = doc.latin(last) && doc.capital(last) && !doc.line_start(last);
        let known = doc
            .find(k, |h| h.last >= last && h.tag.place().is_some())
            .is_some();
        (!goes_on && !known).then_some((first, last))
    }

    /// "at Amdallai and Keur Ayib": the second of two places, behind the first and "and".
    pub(super) fn second_place(&self, i: usize) -> bool {
        let doc = self.doc;
        let english = doc.language == text::Language::English;
        let Some(first) = i
            .checked_sub(2)
            .filter(|_| english && doc.w(i - 1) == "and")
        else {
            return false;
        };
        let b = first.saturating_sub(1);
        doc.capital(first)
            && !self.used[first]
            && doc.role(first).is_none_or(|r| !r.given)
            && matches!(doc.w(b), "at" | "in" | "near" | "between")
            // "between Tembo and Jane Roe", where the text has named Karim Tembo
            && !self.families.contains(text::strip_article(doc.w(first)))
    }

    /// "the Palermo Protocol", "the Nairobi Process": a text or a talk that is called by a town.
    pub(super) fn names_a_text(&self, h: Hit) -> bool {
        let doc = self.doc;
        let text = matches!(
            doc.w(h.last),
            "convention"
                | "protocol"
                | "statute"
                | "declaration"
                | "process"
                | "accord"
                | "accords"
                | "treaty"
                | "pact"
                | "charter"
                | "principles"
                | "criteria"
                | "consensus"
                | "rules"
        );
        let town = h.tag.place().is_some_and(|p| !p.country);
        text && town
            && doc.language == text::Language::English
            && doc.capital(h.last)
            && !doc.line_start(h.last)
    }
}
