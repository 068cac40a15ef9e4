//! Places in English that no list knows, where the words beside them say that they are places.

use super::Finder;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Kinds of place before "of": "the city of X".
fn kind_before(w: &str) -> bool {
    matches!(
        w,
        "city"
            | "town"
            | "village"
            | "district"
            | "province"
            | "governorate"
            | "municipality"
            | "county"
            | "island"
            | "suburb"
            | "port"
            | "oblast"
            | "prefecture"
            | "commune"
            | "township"
            | "emirate"
            | "wilaya"
            | "department"
    )
}

/// Kinds of place behind a name: "the X border crossing", "X province".
fn kind_behind(w: &str) -> bool {
    matches!(
        w,
        "border"
            | "joint"
            | "post"
            | "checkpoint"
            | "crossing"
            | "province"
            | "governorate"
            | "district"
            | "town"
            | "village"
            | "oblast"
            | "municipality"
            | "county"
            | "suburb"
            | "township"
            | "river"
            | "valley"
            | "island"
            | "islands"
            | "peninsula"
            | "jetty"
            | "camp"
            | "airport"
            | "airbase"
            | "lake"
            | "highway"
            | "corridor"
            | "port"
            | "harbour"
            | "state"
            | "region"
            | "area"
    )
}

impl Finder<'_, '_> {
    /// "the Qatari Ministry of Interior", "Kuwait's Ministry of Interior", "Ministry of Interior of Oman": whose the body
    /// `first..last` is.
    pub(super) fn english_land(&self, first: usize, last: usize) -> Option<String> {
        let doc = self.doc;
        let b = first.checked_sub(1)?;
        if doc.language != text::Language::English {
            return None;
        }
        let of = || {
            let k = self.past_state(last + 1 + usize::from(doc.w(last + 1) == "the"));
            (doc.w(last) == "of" && doc.capital(k))
                .then(|| self.land_at(k))
                .flatten()
        };
        let whose = || match doc.w(b) {
            "s" if doc.glued(b) && b > 1 => self.land_before(b - 1, false),
            "'" => self.land_before(b, false),
            _ => self.land_before(first, true),
        };
        of().or_else(whose)
    }

    /// "Republic of Azerbaijan", "Hashemite Kingdom of Jordan" at `k`: where the country's own name begins, or `k`.
    fn past_state(&self, k: usize) -> usize {
        let doc = self.doc;
        let state = |s: &usize| {
            matches!(
                doc.w(*s),
                "republic" | "kingdom" | "state" | "sultanate" | "emirate" | "government" | "union"
            )
        };
        (k..k + 4)
            .find(state)
            .filter(|&s| doc.w(s + 1) == "of" && (k..=s).all(|i| doc.capital(i)))
            .map_or(k, |s| s + 2 + usize::from(doc.w(s + 2) == "the"))
    }

    /// The country whose name ends before `end`; with `nation` also whose people's does.
    pub(super) fn land_before(&self, end: usize, nation: bool) -> Option<String> {
        let doc = self.doc;
        (end.saturating_sub(4)..end).find_map(|k| {
            doc.at(k).iter().find_map(|h| match h.tag {
                Tag::Nat(n) if nation && h.last == end => {
                    Some(LEXICON.named[n as usize].id.clone())
                }
                _ => (h.tag.place())
                    .filter(|p| p.country && h.last == end)
                    .map(|p| p.iso.clone()),
            })
        })
    }

    /// "the Kingdom", "the Sultanate" alone: the country so called that the text names.
    pub(super) fn kingdoms(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::English {
            return;
        }
        for i in 1..doc.len() {
            let lands: &[&str] = match doc.w(i) {
                "kingdom" => &[
                    "JO", "SA", "BH", "MA", "TH", "KH", "ES", "NL", "BE", "TO", "SZ", "LS",
                ],
                "sultanate" => &["OM", "BN"],
                _ => continue,
            };
            let alone = doc.capital(i)
                && doc.w(i - 1) == "the"
                && doc.w(i + 1) != "of"
                && !(doc.latin(i + 1) && doc.capital(i + 1) && !doc.line_start(i + 1));
            if !alone || !self.free(i, i + 1) {
                continue;
            }
            let mut named: Vec<u32> = self
                .found
                .iter()
                .filter(|m| m.kind == MentionType::Location)
                .filter_map(|m| m.known)
                .filter(|&n| {
                    let p = &LEXICON.places[n as usize];
                    p.country && lands.contains(&p.iso.as_str())
                })
                .collect();
            named.sort_unstable();
            named.dedup();
            if let [one] = named[..] {
                let mut m = Found::new(MentionType::Location, i, i + 1, 0);
                m.known = Some(one);
                self.take(i, i + 1);
                self.push(m);
            }
        }
    }

    /// `the city of Shkodra`, `in Nagarkot, Nepal`, `the Burundian capital Bujumbura`, `the Palanca border crossing point`: where it ends.
    pub(super) fn english_place(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let unknown = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !self.used[k]
                && doc.at(k).iter().all(|h| h.tag.place().is_some())
                && doc.t.text(k).len() > 2
                && !doc.shouted(k)
        };
        if doc.line_start(i) || !unknown(i) || doc.capital(i - 1) && doc.latin(i - 1) {
            return None;
        }
        let mut end = i + 1;
        while end < (i + 3).min(doc.len()) {
            let hyphen = doc.w(end) == "-" && doc.glued(end) && doc.glued(end + 1);
            let next = end + usize::from(hyphen);
            if next >= doc.len() || !unknown(next) || doc.line_start(next) {
                break;
            }
            end = next + 1;
        }
        // A longer run of capitals is another name.
        if end < doc.len() && doc.latin(end) && doc.capital(end) && !doc.line_start(end) {
            return None;
        }
        let w = |n: usize| doc.before(i, n);
        let of_kind = w(1) == "of"
            && (kind_before(w(2))
                || w(2) == "point" && matches!(w(3), "crossing" | "border" | "entry"));
        let capital = w(1) == "capital"
            && i >= 2
            && (doc.at(i - 2).iter().any(|h| matches!(h.tag, Tag::Nat(_))) || w(2) == "s");
        let at = matches!(
            w(1),
            "in" | "at" | "to" | "from" | "near" | "outside" | "of"
        );
        let country = doc.w(end) == ","
            && doc
                .find(end + 1, |h| h.tag.place().is_some_and(|p| p.country))
                .is_some_and(|h| doc.capital(h.first) && !doc.line_start(h.first));
        let somebody = (i..end).any(|k| doc.role(k).is_some_and(|r| r.given && r.count >= 5));
        let kind = matches!(w(1), "the" | "in" | "at" | "to" | "from" | "near")
            && kind_behind(doc.w(end))
            && !doc.capital(end)
            && (!matches!(doc.w(end), "border" | "joint")
                || matches!(
                    doc.w(end + 1),
                    "crossing" | "post" | "point" | "checkpoint" | "gate"
                ));
        let beside = at && country || kind || self.went_there(i, end) || self.place_listed(i, end);
        (of_kind || capital || beside && !somebody).then_some(end)
    }

    /// "Washington, D.C.": past the district.
    pub(super) fn past_capital_district(&self, h: Hit, last: usize) -> usize {
        let doc = self.doc;
        if doc.w(h.last - 1) != "washington" || doc.w(last) != "," || doc.line_start(last + 1) {
            return last;
        }
        match (doc.w(last + 1), doc.w(last + 3)) {
            ("dc", _) => last + 2,
            ("d.c", _) => last + 2 + usize::from(doc.w(last + 2) == "."),
            ("d", "c") => last + 4 + usize::from(doc.w(last + 4) == "."),
            _ => last,
        }
    }

    /// "at Namanga, Isebania and Lunga Lunga", "between Encarnación and Posadas": in a list with a place that is known.
    fn place_listed(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        let place = |f: &dyn Fn(&Found) -> bool| {
            self.found
                .iter()
                .any(|m| m.kind == MentionType::Location && f(m))
        };
        let b = doc.w(i - 1);
        let between = matches!(b, "between" | "from")
            && matches!(doc.w(end), "and" | "to")
            && place(&|m| m.first == end + 1);
        let behind = matches!(b, "," | "and") && place(&|m| m.last + 1 == i);
        let closes = matches!(doc.w(end), "." | "," | ";" | ")" | "") || doc.line_start(end);
        let comma = b == ","
            && (matches!(doc.w(end), "and") && doc.capital(end + 1)
                || doc.w(end) == "," && doc.capital(end + 1) && doc.latin(end + 1))
            && (end..(end + 9).min(doc.len()))
                .take_while(|&k| doc.sentence[k] == doc.sentence[i])
                .any(|k| doc.w(k) == "and");
        let and = b == "and"
            && (closes
                || doc.is(end, Tag::Stop) && !matches!(doc.w(end), "in" | "of" | "at")
                || self.used.get(end).copied().unwrap_or_default());
        between || behind && (comma || and && end <= i + 2)
    }

    /// "joint patrols at Keur Ayib", "seized at Tanjung Pelepas": words before `i` of what is done somewhere.
    fn something_held(&self, i: usize) -> bool {
        let doc = self.doc;
        (i.saturating_sub(10)..i).any(|k| {
            doc.sentence[k] == doc.sentence[i]
                && matches!(
                    doc.w(k),
                    "met"
                        | "held"
                        | "patrols"
                        | "patrol"
                        | "patrolled"
                        | "began"
                        | "begun"
                        | "started"
                        | "opened"
                        | "ended"
                        | "concluded"
                        | "crossed"
                        | "crossing"
                        | "seized"
                        | "intercepted"
                        | "arrested"
                        | "landed"
                        | "arrived"
                        | "stopped"
                        | "launched"
                        | "signed"
                        | "hosted"
                        | "post"
                        | "border"
                        | "course"
                        | "meeting"
                        | "talks"
                        | "training"
                        | "exercise"
                        | "workshop"
                        | "conference"
                        | "camp"
                        | "base"
                        | "ceremony"
                        | "handed"
                )
        })
    }

    /// "held in Gisozi", "met at Ghumdhum", "visited Aktau": English gives no common noun a capital.
    fn went_there(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.before(i, n);
        // A heading gives every word a capital.
        let prose = i > 1
            && !doc.capital(i - 1)
            && (i.saturating_sub(12)..i).any(|k| {
                doc.latin(k)
                    && !doc.capital(k)
                    && doc.w(k).len() > 2
                    && doc.sentence[k] == doc.sentence[i]
            });
        let inside = matches!(w(1), "in" | "near" | "outside" | "around")
            || w(1) == "at"
                && (end == i + 1
                    || doc.at(end - 1).iter().any(|h| h.tag.place().is_some())
                    || self.something_held(i))
            || matches!(w(1), "to" | "from")
                && (1..9).any(|n| {
                    matches!(
                        w(n + 1),
                        "travelled"
                            | "traveled"
                            | "travel"
                            | "flew"
                            | "fly"
                            | "flown"
                            | "went"
                            | "go"
                            | "moved"
                            | "returned"
                            | "return"
                            | "drove"
                            | "trip"
                            | "visit"
                            | "visits"
                            | "transferred"
                            | "deployed"
                            | "taken"
                            | "headed"
                            | "sent"
                            | "extradited"
                            | "deported"
                            | "brought"
                    )
                })
            || matches!(w(1), "visited" | "reached" | "toured" | "left") && end == i + 1;
        let thing = |k: usize| {
            matches!(
                doc.w(k),
                "parliament"
                    | "congress"
                    | "ramadan"
                    | "islam"
                    | "telegram"
                    | "whatsapp"
                    | "facebook"
                    | "twitter"
                    | "instagram"
                    | "tiktok"
                    | "youtube"
                    | "signal"
                    | "viber"
                    | "google"
                    | "bitcoin"
                    | "ethereum"
                    | "chapter"
                    | "phase"
                    | "annex"
                    | "article"
                    | "section"
                    | "part"
                    | "operation"
                    | "project"
                    | "exercise"
                    | "arabic"
                    | "urdu"
                    | "hindi"
                    | "pashto"
                    | "dari"
                    | "farsi"
                    | "swahili"
                    | "kiswahili"
                    | "mandarin"
                    | "latin"
                    | "braille"
                    | "cabinet"
                    | "court"
                    | "class"
                    | "group"
                    | "level"
                    | "table"
                    | "figure"
                    | "line"
                    | "schengen"
                    | "tagalog"
                    | "malay"
                    | "bahasa"
                    | "amharic"
                    | "somali"
                    | "hausa"
                    | "yoruba"
                    | "tamil"
                    | "sinhala"
                    | "bengali"
                    | "khmer"
                    | "lingala"
                    | "wolof"
                    | "zulu"
                    | "afrikaans"
                    | "kinyarwanda"
                    | "punjabi"
                    | "god"
                    | "principle"
                    | "paradise"
                    | "heaven"
                    | "full"
                    | "building"
                    | "hall"
                    | "room"
                    | "church"
                    | "embassy"
                    | "headquarters"
                    | "christmas"
                    | "easter"
                    | "eid"
                    | "spring"
                    | "summer"
                    | "autumn"
                    | "winter"
                    | "photo"
                    | "week"
                    | "round"
                    | "stage"
                    | "lok"
                    | "rajya"
                    | "interpol"
                    | "internet"
                    | "whitehall"
                    | "microsoft"
                    | "huawei"
                    | "english"
                    | "cash"
                    | "ms"
                    | "mr"
            ) || doc.is(k, Tag::MediaWord)
                || doc.is(k, Tag::Thing)
                || doc.w(k).ends_with("ish") && doc.at(k).is_empty()
        };
        let town = doc
            .at(i)
            .iter()
            .any(|h| h.tag.place().is_some() && h.last == end);
        let person = !town
            && (i..end).any(|k| {
                doc.role(k)
                    .is_some_and(|r| r.given && (r.count >= 2 || end > i + 1))
            });
        let owner = doc.w(end) == "'" && doc.w(end + 1) == "s";
        let again = || {
            self.found.iter().any(|m| {
                m.kind != crate::mention::MentionType::Location
                    && (m.first..m.last).any(|k| doc.w(k) == doc.w(i))
            })
        };
        let roman = doc.t.text(i).chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        // "believed in God", "worked at Deloitte"
        let skill = match w(1) {
            "in" => matches!(
                w(2),
                "believe"
                    | "believed"
                    | "believes"
                    | "trained"
                    | "invested"
                    | "invest"
                    | "fluent"
                    | "trust"
                    | "confidence"
                    | "faith"
                    | "interested"
                    | "specialised"
                    | "specialized"
                    | "degree"
                    | "trade"
                    | "trading"
                    | "dealing"
                    | "written"
                    | "published"
                    | "printed"
                    | "agreed"
            ),
            "at" => (2..5).any(|n| {
                matches!(
                    w(n),
                    "studied"
                        | "worked"
                        | "works"
                        | "professor"
                        | "student"
                        | "students"
                        | "partner"
                        | "manager"
                        | "expert"
                        | "analyst"
                        | "researcher"
                        | "fellow"
                        | "lecturer"
                        | "consultant"
                        | "aimed"
                        | "engineer"
                )
            }),
            // "visited Huawei in Shenzhen"
            "visited" | "toured" | "reached" | "left" => {
                doc.w(end) == "in" && doc.capital(end + 1) && !self.used[end + 1]
            }
            _ => false,
        };
        let camp = doc.w(i) == "camp" && end == i + 1;
        inside
            && !camp
            && !skill
            && prose
            && !person
            && !owner
            && !again()
            && !roman
            && !(i..end).any(thing)
    }
}
