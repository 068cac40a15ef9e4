//! Offices in English that their words make: "customs controller", "Director-General of Central Operations at …".

use super::{Finder, Office};
use crate::lexicon::{Hit, LEXICON, Tag};

/// Fields that a title needs a holder or a capital beside: "training director".
fn weak_field(w: &str) -> bool {
    matches!(
        w,
        "training"
            | "media"
            | "press"
            | "communications"
            | "information"
            | "area"
            | "country"
            | "county"
            | "sector"
            | "national"
            | "regional"
            | "district"
            | "operations"
            | "legal"
            | "protocol"
            | "gender"
            | "investigations"
            | "investigation"
            | "traffic"
            | "tax"
            | "revenue"
            | "treasury"
            | "transport"
            | "fire"
            | "airport"
            | "port"
            | "emergency"
            | "emergencies"
            | "foreign"
            | "crime"
            | "affairs"
            | "drug"
            | "drugs"
            | "maritime"
            | "aviation"
            | "political"
            | "economic"
            | "commercial"
            | "consular"
    )
}

/// Titles of many: "police spokesman", "a military adviser".
fn weak_title(w: &str) -> bool {
    matches!(
        w,
        "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "adviser"
            | "advisor"
            | "representative"
            | "superintendent"
            | "prosecutor"
            | "coordinator"
            | "envoy"
            | "counsellor"
            | "counselor"
            | "manager"
            | "administrator"
            | "secretary"
    )
}

impl Finder<'_, '_> {
    /// "Immigration Commissioner", "police director", "Customs Area Controller": what the title is of stands before it.
    pub(super) fn field_title(&self, i: usize) -> Option<Office> {
        let doc = self.doc;
        if doc.language == text::Language::French || doc.w(i) == "the" {
            return None;
        }
        let field = |h: &Hit| matches!(h.tag, Tag::Field | Tag::Portfolio);
        let mut k = i;
        let mut strong = false;
        for _ in 0..3 {
            let title = doc.find(k, |h| h.tag == Tag::FieldTitle).filter(|_| k > i);
            let level = |t: &Hit| doc.w(t.last + usize::from(doc.w(t.last) == "-")) == "level";
            if let Some(t) = title.filter(|t| !doc.line_start(k) && !level(t)) {
                let capital = doc.capital(i) && doc.capital(k);
                let minister = doc.w(t.last - 1) == "minister";
                // "the Kyrgyz internal affairs chief", "Latvia's interior boss"
                let whose = i > 1
                    && (doc.at(i - 1).iter().any(|h| matches!(h.tag, Tag::Nat(_)))
                        || doc.w(i - 1) == "s" && doc.glued(i - 1) && doc.capital(i - 3));
                strong |= whose;
                let many = i > 0 && matches!(doc.w(i - 1), "a" | "an" | "another" | "one" | "each");
                let bare =
                    !minister && !capital && (!strong || weak_title(doc.w(t.last - 1))) || many;
                let mut o = self.plain_latin(i, t.last, bare);
                // "Customs Area Controller of the Seme Area Command"
                let of = (doc.w(t.last) == "of")
                    .then(|| self.past_of(t.last))
                    .flatten();
                if let Some(org) = of.and_then(|j| self.latin_org(j, true)) {
                    o.last = org.last;
                    o.orgs.push(org);
                    o.bare = false;
                }
                return Some(o);
            }
            let h = doc
                .find(k, field)
                .filter(|h| k == i || !doc.line_start(h.first))?;
            strong |=
                doc.find(k, |h| h.tag == Tag::Field).is_some() && !weak_field(doc.w(h.last - 1));
            k = h.last;
            let and = matches!(doc.w(k), "and" | "&") && doc.find(k + 1, field).is_some();
            k += usize::from(and);
        }
        None
    }

    /// "… of Immigration, Borders, Policies and Programmes": past a list of fields that goes on behind the comma at `k`.
    pub(super) fn past_fields(&self, mut k: usize) -> usize {
        let doc = self.doc;
        let begun = k;
        let known = |i: usize| {
            doc.at(i)
                .iter()
                .any(|h| matches!(h.tag, Tag::Field | Tag::Portfolio | Tag::Topic(_)))
        };
        let mut fields = false;
        for _ in 0..6 {
            if doc.w(k) != "," || doc.line_start(k) {
                break;
            }
            let last = doc.w(k + 1) == "and";
            let j = k + 1 + usize::from(last);
            let somebody = doc.role(j).is_some() && !known(j);
            let common =
                |e: &usize| *e == j + 1 || (j..*e).any(|i| doc.latin(i) && self.common_word(i));
            let Some(end) = self.title_of_words(j).filter(|_| !somebody).filter(common) else {
                break;
            };
            fields |= (j..end).any(known);
            if last || (j..end).any(|i| doc.w(i) == "and") {
                return if fields { end } else { begun };
            }
            k = end;
        }
        begun
    }

    /// "DG Coast Guards", "IG Police": letters for a title straight before the body.
    pub(super) fn south_asian(&self, o: &Office) -> Option<Office> {
        let doc = self.doc;
        let k = o.last;
        if doc.language != text::Language::English
            || doc.line_start(k)
            || !doc.capital(k)
            || !doc.latin(k)
        {
            return None;
        }
        let letters = matches!(doc.t.text(o.first), "DG" | "IG") && k == o.first + 1;
        let mut out = o.clone();
        if !letters {
            return self.title_and_field(o);
        }
        if doc.w(k) == "police" {
            out.last = k + 1;
        } else {
            let letters = || self.body_letters(k).then(|| super::Org::new(k, k + 1, 0));
            let org = self.latin_org(k, true).or_else(letters)?;
            out.last = org.last;
            out.orgs.push(org);
        }
        Some(out)
    }

    /// "Governor Sindh Karim Lund", "IG Police Punjab X": past the province between title and name.
    pub(super) fn past_province(&self, o: &Office, k: usize) -> usize {
        let doc = self.doc;
        let title = matches!(
            doc.w(o.last - 1),
            "governor" | "secretary" | "police" | "minister" | "commissioner" | "dg" | "ig"
        );
        let place = doc.find(k, |h| h.tag.place().is_some_and(|p| p.strong && !p.country));
        place
            .filter(|h| {
                title
                    && doc.language == text::Language::English
                    && doc.capital(k)
                    && !doc.line_start(h.last)
                    && doc.capital(h.last)
                    && doc.role(h.last).is_some_and(|r| r.given)
            })
            .map_or(k, |h| h.last)
    }

    /// "ambassador to the Kingdom, X": past the kind of country he is sent to.
    pub(super) fn past_kingdom(&self, k: usize) -> usize {
        let doc = self.doc;
        let land = matches!(
            doc.w(k + 2),
            "kingdom" | "country" | "republic" | "sultanate" | "emirate" | "state" | "island"
        );
        let to = doc.w(k) == "to" && doc.w(k + 1) == "the" && land;
        let english = doc.language == text::Language::English;
        k + 3 * usize::from(english && to && !matches!(doc.w(k + 3), "of" | "department"))
    }

    /// "head of the UNHCR office, X": past what of the body it is that somebody heads.
    pub(super) fn past_house(&self, o: &Office, k: usize) -> usize {
        let doc = self.doc;
        let house = matches!(
            doc.w(k),
            "mission"
                | "office"
                | "delegation"
                | "section"
                | "team"
                | "unit"
                | "contingent"
                | "branch"
                | "department"
        );
        let of = doc.language == text::Language::English && k == o.last && !o.orgs.is_empty();
        if !of || !house || doc.capital(k) {
            return k;
        }
        let town = matches!(doc.w(k + 1), "in" | "to" | "for")
            .then(|| doc.find(k + 2, |h| h.tag.place().is_some()))
            .flatten();
        let end = town.map_or(k + 1, |h| h.last);
        if doc.w(end) == "," { end } else { k }
    }

    /// "home secretary-level talks", "Minister Level Meeting": a rank of talks, nobody's title.
    pub(super) fn of_level(&self, i: usize) -> bool {
        let doc = self.doc;
        let title = |h: &Hit| matches!(h.tag, Tag::Office | Tag::OfficeFull);
        let Some(last) = doc.at(i).iter().filter(|h| title(h)).map(|h| h.last).max() else {
            return false;
        };
        let k = last + usize::from(doc.w(last) == "-");
        doc.language == text::Language::English && doc.w(k) == "level"
    }

    /// "in charge of Enforcement", "responsible for border security": where what it is for begins.
    pub(super) fn in_charge(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let k = k + usize::from(doc.w(k) == ",");
        match (doc.w(k), doc.w(k + 1), doc.w(k + 2)) {
            ("in", "charge", "of") => Some(k + 3),
            ("responsible", "for", _) => Some(k + 2),
            _ => None,
        }
    }

    /// "head of the (Zambian) border police": a body in small letters completes the title, and is none by itself. The token after it.
    pub(super) fn small_house(&self, j: usize) -> Option<usize> {
        let doc = self.doc;
        let j = self.nationality(j).map_or(j, |n| n.1);
        let word = |k: usize| {
            let other = |h: &Hit| {
                matches!(
                    h.tag,
                    Tag::Place(_)
                        | Tag::Nat(_)
                        | Tag::Rank
                        | Tag::Stop
                        | Tag::Office
                        | Tag::Verb(_)
                )
            };
            doc.w(k) == "-"
                || doc.latin(k)
                    && !doc.capital(k)
                    && !self.used[k]
                    && !doc.line_start(k)
                    && !doc.at(k).iter().any(other)
                    && !matches!(doc.w(k), "and" | "of" | "in" | "for" | "to" | "his" | "its")
        };
        let english = doc.language == text::Language::English;
        let end = (j..(j + 6).min(doc.len()))
            .take_while(|&k| word(k))
            .last()?
            + 1;
        let last = (j + 1..end).rev().find(|&k| self.org_noun(k))?;
        let verb = |w: &str| {
            w.ends_with("ed")
                || matches!(
                    w,
                    "said" | "told" | "met" | "held" | "has" | "had" | "is" | "was" | "will"
                )
        };
        (english && (last + 1 == end || verb(doc.w(last + 1)))).then_some(last + 1)
    }

    /// "Director-General of Central Operations", "Head of Mission": capitalised words that are no body, at `j`.
    pub(super) fn title_of_words(&self, j: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language == text::Language::French {
            return None;
        }
        let word = |k: usize| {
            let other = |h: &Hit| {
                matches!(
                    h.tag,
                    Tag::Place(_)
                        | Tag::Nat(_)
                        | Tag::Region(_)
                        | Tag::Rank
                        | Tag::Stop
                        | Tag::Org(_)
                        | Tag::Office
                ) && !doc
                    .at(k)
                    .iter()
                    .any(|x| matches!(x.tag, Tag::Field | Tag::Portfolio | Tag::Topic(_)))
                    && h.tag.place().is_none_or(|p| p.strong)
            };
            let given = k > j && doc.role(k).is_some_and(|r| r.given) && doc.at(k).is_empty();
            // "Minister of Religious Affairs D.M Swaminathan"
            let initial = doc.w(k).len() == 1 && doc.w(k + 1) == "." && doc.glued(k + 1);
            doc.latin(k)
                && !initial
                && doc.capital(k)
                && !self.used[k]
                && !given
                && !doc.at(k).iter().any(other)
                && (k == j || !doc.line_start(k))
        };
        if j >= doc.len() || !word(j) || doc.role(j).is_some_and(|r| r.given && r.count > 20) {
            return None;
        }
        // "Director of Criminal Investigations Josphat Kiprono": two words no list has behind those it has.
        let unread = |k: usize| doc.at(k).is_empty() && word(k);
        let mut last = j + 1;
        while last < (j + 8).min(doc.len()) {
            // "Director General of Narcotics Control Maj. Gen. X"
            let rank = |k: usize| doc.is(k, Tag::Rank);
            let letters = doc.shouted(last - 1) && self.strange_pair(last);
            let name = (!unread(last - 1) || letters || self.of_a_field(last - 1))
                && unread(last)
                && !self.of_a_field(last)
                && doc.latin(last + 1)
                && doc.capital(last + 1)
                && !rank(last + 1)
                && !doc.line_start(last + 1);
            if name {
                break;
            }
            if word(last) {
                last += 1;
            } else if matches!(doc.w(last), "and" | "of" | "for" | "&" | "-" | "against")
                && last + 1 < doc.len()
                && word(last + 1)
            {
                last += 2;
            } else {
                break;
            }
        }
        Some(last)
    }

    /// "Deputy Director-General (Operations)": past a branch in brackets, which is no abbreviation.
    pub(super) fn past_branch(&self, k: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::English || doc.w(k) != "(" || !doc.glued(k + 1) {
            return k;
        }
        let Some(close) = (k + 2..k + 7).find(|&c| doc.w(c) == ")") else {
            return k;
        };
        let word = |i: usize| doc.latin(i) || matches!(doc.w(i), "&" | "-");
        let first = k + 1;
        let branch = (first..close).all(word)
            && doc.capital(first)
            && doc.t.text(first).chars().skip(1).any(char::is_lowercase)
            && !self.acronyms.contains(doc.t.text(first))
            && doc.role(first).is_none_or(|x| !x.given)
            && doc
                .at(first)
                .iter()
                .all(|h| !matches!(h.tag, Tag::Place(_) | Tag::Nat(_) | Tag::Rank));
        if branch { close + 1 } else { k }
    }

    /// "… at Abu Dhabi Police", "National Member for Belgium at Eurojust", "(Operations)": what follows the title and is of it.
    pub(super) fn with_seat(&self, mut o: Office) -> Office {
        let doc = self.doc;
        if doc.language != text::Language::English {
            return o;
        }
        o.last = self.past_branch(o.last);
        // "Inspector General of Police RNP": the letters of the force.
        let letters = o.last;
        if !o.bare
            && o.orgs.is_empty()
            && doc.w(letters - 1) == "police"
            && !doc.line_start(letters)
            && self.acronyms.contains(doc.t.text(letters))
        {
            o.last += 1;
            o.orgs.push(super::Org::new(letters, letters + 1, 0));
        }
        // "Commissioner of Police of the Botswana Police Service"
        let k = o.last;
        if !o.bare
            && o.orgs.is_empty()
            && o.inner.is_empty()
            && doc.w(k) == "of"
            && !doc.line_start(k)
            && matches!(
                doc.w(k - 1),
                "police"
                    | "customs"
                    | "prisons"
                    | "immigration"
                    | "chief"
                    | "operations"
                    | "intelligence"
            )
            && let Some(org) = self.latin_org(k + 1 + usize::from(doc.w(k + 1) == "the"), false)
        {
            o.last = org.last;
            o.orgs.push(org);
        }
        if o.bare
            && let Some(whole) = self.over_area(&o).or_else(|| self.of_own_country(&o))
        {
            return whole;
        }
        let mut o = self.with_fields(o);
        if !o.bare && o.orgs.iter().all(|g| g.last < o.last) {
            o.last = self.past_fields(o.last);
        }
        if o.bare
            && doc.w(o.last) == ","
            && let Some(whole) = self.with_comma_body(&o)
        {
            return whole;
        }
        // "Deputy Director-General, Enforcement, Control and Elimination, Mr. X"
        if let Some(end) = self
            .comma_fields(o.last)
            .filter(|_| o.bare && doc.capital(o.first))
        {
            o.last = end;
            o.bare = false;
            return o;
        }
        // "Permanent Secretary in the Ministry of Home Affairs"
        let within = o.orgs.is_empty()
            && o.inner.is_empty()
            && doc.w(o.last) == "in"
            && doc.capital(o.first)
            && doc.w(o.last + 1) == "the"
            && matches!(
                doc.w(o.last + 2),
                "ministry" | "office" | "department" | "directorate" | "bureau"
            )
            && doc.capital(o.last + 2);
        if doc.w(o.last) != "at" && !within || doc.line_start(o.last) || self.sent_by_land(&o) {
            return o;
        }
        let j = o.last + 1 + usize::from(doc.w(o.last + 1) == "the");
        // "at the Norwegian National Police Directorate"
        let j = match self.nationality(j) {
            Some((_, next)) if self.latin_org(j, true).is_none() => next,
            _ => j,
        };
        // "permanent secretary at Singapore's Ministry of Home Affairs"
        let whose = doc
            .find(j, |h| h.tag.place().is_some_and(|p| p.country))
            .filter(|h| doc.w(h.last) == "'" && doc.w(h.last + 1) == "s");
        let j = whose.map_or(j, |h| h.last + 2);
        // "Inspector General of Police at Police Headquarters": where he was called on.
        let house = |g: &super::Org| doc.w(g.last - 1) == "headquarters";
        if let Some(org) = self
            .latin_org(j, true)
            .filter(|g| self.free(g.first, g.last) && !house(g))
        {
            o.last = org.last;
            o.orgs.push(org);
            o.bare = false;
        }
        o
    }

    /// ", Enforcement, Control and Elimination, Mr. X": common words with capitals between commas at `k`, and a rank behind them.
    fn comma_fields(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let mut and = false;
        if doc.w(k) != "," || doc.line_start(k) {
            return None;
        }
        for i in k + 1..(k + 10).min(doc.len()) {
            match doc.w(i) {
                "," if and && self.past_latin_ranks(i + 1) > i + 1 => return Some(i),
                "," => {}
                "and" | "&" => and = true,
                _ if doc.latin(i) && doc.capital(i) && self.common_word(i) => {}
                _ => return None,
            }
        }
        None
    }

    /// "Director General, Narcotics Control Bureau,": the body a title is of behind a comma, as releases have it.
    fn with_comma_body(&self, o: &Office) -> Option<Office> {
        let doc = self.doc;
        if !doc.capital(o.first) || doc.line_start(o.last) {
            return None;
        }
        let closes = |k: usize| matches!(doc.w(k), "," | "." | ")" | ";" | "") || doc.line_start(k);
        let mut whole = o.clone();
        let k = o.last + 1;
        let org = self.latin_org(k, false).filter(|g| {
            let bracket = doc.w(g.last) == "(" && doc.w(g.last + 2) == ")";
            (closes(g.last) || bracket || self.letters_and_verb(g.first, g.last))
                && self.free(g.first, g.last)
        });
        if let Some(org) = org {
            whole.last = org.last;
            whole.orgs.push(org);
        }
        whole.bare = false;
        (whole.last > o.last).then_some(whole)
    }

    /// "Ambassador of Singapore", "Vice President of the Maldives": a country straight behind the title is inside it.
    pub(super) fn with_country(&self, mut o: Office) -> Office {
        let doc = self.doc;
        let simple = matches!(
            doc.w(o.last - 1),
            "ambassador" | "president" | "chancellor" | "consul" | "premier" | "commissioner"
        ) || doc.w(o.last - 1) == "minister"
            && doc.w(o.last.wrapping_sub(2)) == "prime"
            || doc.w(o.last - 1) == "general" && doc.w(o.last.wrapping_sub(2)) == "consul"
            || doc.w(o.last - 1) == "prosecutor"
                && matches!(doc.w(o.last.wrapping_sub(2)), "chief" | "liaison");
        let high = doc.w(o.last - 1) != "commissioner" || doc.w(o.last.wrapping_sub(2)) == "high";
        // "President of the Republic of Korea"
        let of_republic = doc.w(o.last - 1) == "republic" && doc.w(o.first) == "president";
        let simple = simple || of_republic;
        if doc.language != text::Language::English || !simple || !high || doc.w(o.last) != "of" {
            return o;
        }
        let j = o.last + 1 + usize::from(doc.w(o.last + 1) == "the");
        // "of the Republic of Singapore"
        let state = matches!(doc.w(j), "republic" | "kingdom" | "state" | "sultanate")
            && doc.w(j + 1) == "of";
        let at = if state {
            j + 2 + usize::from(doc.w(j + 2) == "the")
        } else {
            j
        };
        let land = |k: usize| doc.find(k, |h| h.tag.place().is_some_and(|p| p.country));
        // "of the Republic of Korea": a name of its own.
        let hit = land(j).filter(|h| h.last > at).or_else(|| land(at));
        if let Some(h) =
            hit.filter(|h| doc.capital(at) && self.free(o.first, h.last) && doc.w(h.last) != "'")
            && let Tag::Place(n) = h.tag
            && self.latin_org(j, true).is_none()
        {
            o.iso = Some(LEXICON.places[n as usize].iso.clone());
            o.last = h.last;
            o.bare = false;
        }
        o
    }

    /// Past `Acting`, `Deputy`, `Senior` … before a title.
    pub(super) fn past_modifiers(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let n = (i..i + 3)
            .take_while(|&k| {
                matches!(
                    doc.w(k),
                    "acting"
                        | "interim"
                        | "deputy"
                        | "assistant"
                        | "associate"
                        | "first"
                        | "second"
                        | "senior"
                        | "executive"
                        | "principal"
                        | "managing"
                        | "joint"
                        | "additional"
                        | "vice"
                        | "permanent"
                        | "coordinating"
                        | "regional"
                        | "national"
                        | "operational"
                        | "central"
                        | "federal"
                        | "provincial"
                        | "union"
                        | "general"
                )
            })
            .count();
        (n > 0).then_some(i + n)
    }

    /// A topic, a portfolio or a run of capitalised words: what an English title is for.
    pub(super) fn english_purpose(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let k = k + usize::from(doc.w(k) == "the");
        if let Some(end) = self.up_to_affairs(k) {
            return Some(end);
        }
        let known = doc
            .find(k, |h| {
                matches!(h.tag, Tag::Topic(_) | Tag::Portfolio | Tag::Region(_))
            })
            .map(|h| {
                // "for Southeast Asia and the Pacific"
                let and = h.last + 1 + usize::from(doc.w(h.last + 1) == "the");
                let more = doc
                    .find(and, |x| matches!(x.tag, Tag::Region(_)))
                    .filter(|_| doc.w(h.last) == "and" && matches!(h.tag, Tag::Region(_)));
                self.past_affairs(more.map_or(h.last, |x| x.last))
            })
            .filter(|&e| !matches!(doc.w(e), "ministry" | "minister" | "department"));
        // "special representative for Afghanistan"
        let country = doc
            .find(k, |h| matches!(h.tag, Tag::Place(_)))
            .filter(|h| doc.capital(k) && !(doc.w(h.last) == "'" && doc.w(h.last + 1) == "s"));
        if let Some(h) = country {
            return Some(h.last);
        }
        let mut last = k;
        let joint = |i: usize| matches!(doc.w(i), "and" | "of" | "the" | "on" | "in");
        while last < k + 8 && doc.latin(last) && !doc.line_start(last) {
            let town =
                doc.w(last) == "in" && doc.at(last + 1).iter().any(|h| h.tag.place().is_some());
            // "for Security on Tuesday": a day is none of the field.
            let joins = joint(last) && last > k && !town && self.free(last + 1, last + 2);
            let word = doc.capital(last)
                && !doc
                    .at(last)
                    .iter()
                    .any(|h| matches!(h.tag, Tag::Rank | Tag::Place(_) | Tag::Stop));
            // "for Home Affairs Ylva Strand": two words no list has are somebody.
            let strange = |n: usize| {
                doc.latin(n)
                    && doc.capital(n)
                    && doc.at(n).is_empty()
                    && !self.common_word(n)
                    && !doc.shouted(n)
            };
            let name = last > k && !doc.line_start(last + 1) && strange(last) && strange(last + 1);
            if name
                || !(word && !(last > k && doc.role(last).is_some_and(|r| r.given))
                    || joins && doc.capital(last + 1))
            {
                break;
            }
            last += 1;
        }
        while last > k && joint(last - 1) {
            last -= 1;
        }
        let run =
            (last > k && !(last == k + 1 && doc.role(k).is_some_and(|r| r.given))).then_some(last);
        known.max(run)
    }

    /// "Mossad chief", "Intelligence Bureau Chief", "FBI Director".
    pub(super) fn body_chief(&self, i: usize) -> Option<Office> {
        let doc = self.doc;
        if !doc.capital(i) || doc.language == text::Language::French {
            return None;
        }
        let mut org = self.latin_org(i, false).or_else(|| self.station(i))?;
        // "PNP-AKG director"
        if org.last == i + 1
            && doc.w(i + 1) == "-"
            && doc.glued(i + 1)
            && doc.glued(i + 2)
            && doc.shouted(i)
            && self.letters_before_title(i + 2)
        {
            org = super::Org::new(i, i + 3, 0);
        }
        let mut k = org.last;

        // "Bureau of Immigration (BI) chief"
        if doc.w(k) == "(" && doc.w(k + 2) == ")" && self.acronyms.contains(doc.t.text(k + 1)) {
            k += 3;
        }
        let title = doc.find(k, |h| h.tag == Tag::FieldTitle).is_some()
            || matches!(
                doc.w(k),
                "chief"
                    | "director"
                    | "head"
                    | "president"
                    | "commissioner"
                    | "secretary"
                    | "commander"
                    | "spokesman"
                    | "spokeswoman"
                    | "spokesperson"
                    | "deputy"
                    | "executive"
                    | "ig"
                    | "dg"
                    | "officer"
                    | "ceo"
            );
        let hit = doc
            .find(k, |x| {
                x.tag == Tag::Office || x.tag == Tag::OfficeFull && x.last > k + 1
            })
            .filter(|_| title || self.body_letters(i) && k == i + 1)
            // "at the SAPS Head Office"
            .filter(|_| !(doc.w(k) == "head" && doc.w(k + 1) == "office"));
        // "AFRIPOL Acting Executive Director"
        let acting = self
            .past_modifiers(k)
            .and_then(|n| doc.find(n, |x| x.tag == Tag::Office))
            .filter(|x| {
                doc.capital(k) && !doc.line_start(k) && hit.is_none_or(|h| h.last < x.last)
            });
        let hit = acting.or(hit);
        // "UN counter-terrorism chief"
        let field = || self.field_title(k).filter(|_| !doc.line_start(k));
        let last = hit
            .map(|h| h.last)
            .or_else(|| field().map(|o| o.last))
            .or_else(|| self.worded_title(k).filter(|_| !doc.is(k, Tag::Office)))?;
        // "Turkish Land Forces Commander General X": the general's rank.
        let rank = doc.w(last - 1) == "general"
            && doc.w(last - 2) == "commander"
            && last == k + 2
            && doc.latin(last)
            && doc.capital(last)
            && !doc.line_start(last);
        let last = last - usize::from(rank);
        let mut o = self.plain_latin(i, last, false);
        if k > org.last {
            o.orgs.push(super::Org::new(k - 2, k - 1, 0));
        }
        o.orgs.insert(0, org);
        // "Europol Deputy Executive Director Operations X"
        let field = doc
            .find(last, |h| h.tag == Tag::Field)
            .filter(|h| {
                doc.capital(last)
                    && !doc.line_start(last)
                    && doc.w(last - 1) == "director"
                    && !self.used[h.first]
            })
            .filter(|h| {
                let title = |x: &Hit| matches!(x.tag, Tag::FieldTitle | Tag::Office | Tag::OrgNoun);
                !doc.at(h.last).iter().any(title) && !self.org_noun(last)
            });
        o.last = field.map_or(o.last, |h| h.last);
        // "Home Office Director of International Affairs"
        if doc.w(last) == "of" && !doc.line_start(last) && doc.capital(last + 1) {
            let known = |h: &Hit| h.tag.place().is_some() || matches!(h.tag, Tag::Nat(_));
            let place = doc.at(last + 1).iter().any(known);
            let end = self.title_of_words(last + 1).filter(|_| !place);
            if let Some(end) = end {
                o.last = end;
                if let Some(org) = self.latin_org(last + 1, true).filter(|g| g.last >= end) {
                    o.last = org.last;
                    o.orgs.push(org);
                }
            }
        }
        Some(o)
    }

    pub(super) fn plain_latin(&self, first: usize, last: usize, bare: bool) -> Office {
        Office {
            first,
            last,
            skip: 0,
            orgs: Vec::new(),
            inner: Vec::new(),
            placed: false,
            bare,
            iso: None,
        }
    }
}
