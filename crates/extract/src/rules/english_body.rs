//! Bodies in English that no list has: called by their letters beside a title, by a number, after the town where they sit, or by the
//! one word that the text uses for them.

use super::Finder;
use super::latin_person::is_paper;
use crate::lexicon::Tag;
use crate::mention::{Found, MentionType};

/// Letters that name no body.
pub(super) fn no_body(w: &str) -> bool {
    matches!(
        w,
        "ceo"
            | "coo"
            | "cfo"
            | "cio"
            | "ciso"
            | "mep"
            | "mou"
            | "moa"
            | "mla"
            | "mna"
            | "hon"
            | "usa"
            | "usd"
            | "eur"
            | "gbp"
            | "igp"
            | "dig"
            | "aig"
            | "dcg"
            | "acg"
            | "acp"
            | "dcp"
            | "sacp"
            | "rtd"
            | "retd"
            | "new"
            | "the"
            | "and"
            | "for"
            | "pdf"
            | "faq"
            | "sms"
            | "covid"
            | "dna"
            | "ict"
            | "iii"
            | "vii"
            | "viii"
            | "xii"
            | "gmt"
            | "utc"
    )
}

/// Nouns of units that bear a number: "No 4 Border Guard Police Branch".
fn numbered(w: &str) -> bool {
    matches!(
        w,
        "battalion"
            | "branch"
            | "brigade"
            | "squadron"
            | "regiment"
            | "division"
            | "unit"
            | "corps"
            | "zone"
            | "command"
            | "company"
            | "sector"
            | "wing"
            | "platoon"
            | "headquarters"
    )
}

/// What is done with wares.
fn trade(w: &str) -> bool {
    matches!(
        w,
        "smuggling"
            | "trafficking"
            | "theft"
            | "rustling"
            | "counterfeiting"
            | "poaching"
            | "violence"
            | "fraud"
    )
}

/// What is smuggled, stolen or forged, in the singular.
fn ware(w: &str) -> bool {
    matches!(
        w,
        "cigarette"
            | "tobacco"
            | "fuel"
            | "gold"
            | "cattle"
            | "livestock"
            | "stock"
            | "vehicle"
            | "car"
            | "phone"
            | "antiquity"
            | "antiquities"
            | "antique"
            | "artefact"
            | "artifact"
            | "ivory"
            | "timber"
            | "charcoal"
            | "captagon"
            | "yaba"
            | "meth"
            | "methamphetamine"
            | "heroin"
            | "cocaine"
            | "cannabis"
            | "marijuana"
            | "hashish"
            | "khat"
            | "miraa"
            | "tramadol"
            | "fentanyl"
            | "opium"
            | "opiate"
            | "opioid"
            | "ketamine"
            | "pangolin"
            | "eel"
            | "abalone"
            | "diamond"
            | "oil"
            | "petrol"
            | "sugar"
            | "rice"
            | "medicine"
            | "ammunition"
            | "waste"
            | "currency"
            | "cash"
            | "alcohol"
            | "liquor"
            | "fish"
            | "sand"
            | "metal"
            | "copper"
            | "camel"
            | "bird"
            | "turtle"
            | "tortoise"
            | "kratom"
            | "goods"
            | "card"
            | "document"
            | "passport"
            | "lobster"
            | "cucumber"
            | "gemstone"
            | "mineral"
            | "subsidised"
            | "software"
            | "gun"
            | "firearm"
            | "weapon"
            | "rifle"
            | "explosive"
    )
}

impl Finder<'_, '_> {
    /// Three capital letters or more that nothing else has a name for, in a line that is not all capitals.
    pub(super) fn body_letters(&self, i: usize) -> bool {
        let doc = self.doc;
        let word = doc.t.text(i);
        let english = doc.latin(i) && doc.language == text::Language::English;
        if !english || !(3..=9).contains(&word.len()) || !doc.shouted(i) {
            return false;
        }
        let shouted = |k: usize| doc.latin(k) && doc.t.text(k).len() > 3 && doc.shouted(k);
        let line = i > 0 && !doc.line_start(i) && shouted(i - 1)
            || !doc.line_start(i + 1) && shouted(i + 1);
        let other = doc.at(i).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Threat(_)
                    | Tag::Place(_)
                    | Tag::Topic(_)
                    | Tag::Region(_)
                    | Tag::Rank
                    | Tag::Nat(_)
                    | Tag::Office
                    | Tag::OfficeFull
                    | Tag::SourceWord
            )
        });
        !line && !other && !no_body(doc.w(i)) && doc.role(i).is_none_or(|r| r.count < 50)
    }

    /// "the PJ National Director": two letters, before a title.
    fn two_letters(&self, i: usize) -> bool {
        let doc = self.doc;
        let english = doc.latin(i) && doc.language == text::Language::English;
        if !english || doc.t.text(i).len() != 2 || !doc.shouted(i) {
            return false;
        }
        let known = matches!(
            doc.w(i),
            "us" | "uk"
                | "eu"
                | "un"
                | "au"
                | "pm"
                | "mp"
                | "vp"
                | "mr"
                | "ms"
                | "dr"
                | "he"
                | "hm"
                | "hh"
                | "st"
                | "jr"
                | "sr"
                | "am"
                | "no"
                | "ii"
                | "iv"
                | "vi"
                | "ix"
                | "xi"
                | "ex"
                | "id"
                | "it"
                | "tv"
                | "pr"
                | "hq"
                | "ag"
                | "dg"
                | "ig"
                | "cp"
                | "ai"
                | "my"
                | "of"
                | "to"
                | "by"
                | "or"
                | "at"
                | "on"
                | "in"
                | "is"
                | "as"
                | "an"
                | "we"
                | "so"
                | "do"
        );
        !known
            && doc.at(i).is_empty()
            && !(i > 0 && doc.latin(i - 1) && doc.shouted(i - 1) && !doc.line_start(i))
            && !(doc.latin(i + 1) && doc.shouted(i + 1))
    }

    /// "IPID executive director", "the SENAD minister": letters whose title stands behind them.
    pub(super) fn letters_before_title(&self, i: usize) -> bool {
        let doc = self.doc;
        if !(self.body_letters(i) || self.two_letters(i)) || doc.line_start(i + 1) {
            return false;
        }
        let title = |k: usize| {
            doc.at(k)
                .iter()
                .any(|h| matches!(h.tag, Tag::Office | Tag::FieldTitle))
        };
        let k = i + 1;
        // "Director CID Senior Superintendent X": a rank.
        if doc
            .find(k, |h| h.tag == Tag::Rank)
            .is_some_and(|h| h.last > k + 1)
        {
            return false;
        }
        let seat = doc.w(k) == "headquarters" && doc.capital(k);
        seat || title(k) || self.past_modifiers(k).is_some_and(title)
    }

    /// "Teknaf 2 BGB Battalion", "No 1 Border Guard Police Branch", "the 4 Commando Brigade" without its number: where it ends.
    pub(super) fn numbered_unit(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let digits = |k: usize| {
            doc.t
                .list
                .get(k)
                .is_some_and(|_| doc.t.text(k).starts_with(|c: char| c.is_ascii_digit()))
                && doc.t.text(k).len() <= 4
        };
        let no = matches!(doc.w(i), "no" | "nr");
        let dot = usize::from(no && doc.w(i + 1) == "." && doc.glued(i + 1));
        let number = i + 1 + dot;
        if !digits(number) {
            return None;
        }
        let plain = no
            || doc
                .at(i)
                .iter()
                .all(|h| h.tag.place().is_some_and(|p| !p.country) || h.tag == Tag::OrgNoun);
        if !plain || !doc.capital(i) || doc.line_start(number) {
            return None;
        }
        let mut k = number + 1;
        while k < number + 7
            && doc.latin(k)
            && doc.capital(k)
            && !doc.line_start(k)
            && !self.used[k]
        {
            k += 1;
            if numbered(doc.w(k - 1)) && !(doc.capital(k) && doc.latin(k) && !doc.line_start(k)) {
                return Some(k);
            }
        }
        None
    }

    /// "INTERPOL National Central Bureau Gaborone", "Police Training School Gishari": past the town where the body that ends at
    /// `last` sits.
    pub(super) fn past_seat(&self, first: usize, last: usize) -> usize {
        let doc = self.doc;
        let noun = doc.before(last, 1);
        let fits = match noun {
            "bureau" => doc.w(last.saturating_sub(2)) == "central",
            "ncb" => true,
            "mission" => doc
                .find(last, |h| h.tag.place().is_some_and(|p| p.country))
                .is_some(),
            "school" | "college" | "academy" => last > first + 1,
            _ => false,
        };
        if !fits
            || doc.language != text::Language::English
            || !doc.latin(last)
            || !doc.capital(last)
            || doc.line_start(last)
            || self.used[last]
        {
            return last;
        }
        let place = doc
            .find(last, |h| h.tag.place().is_some())
            .map_or(last + 1, |h| h.last);
        let town = place > last + 1 || doc.at(last).iter().all(|h| h.tag.place().is_some());
        let unknown = town && !doc.shouted(last);
        let more = doc.latin(place) && doc.capital(place) && !doc.line_start(place);
        // "EU Advisory Mission Ukraine X"
        if noun == "mission" || unknown && !more {
            place
        } else {
            last
        }
    }

    /// "Police of the Republic of Mozambique"
    pub(super) fn police_of_state(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let head = doc.w(i) == "police" && doc.w(i + 1) == "of" && doc.w(i + 2) == "the";
        let state =
            matches!(doc.w(i + 3), "republic" | "kingdom" | "state") && doc.w(i + 4) == "of";
        if !head || !state || !doc.capital(i) || !doc.capital(i + 3) {
            return None;
        }
        let land = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| p.country);
        doc.find(i + 5, |h| land(h))
            .or_else(|| doc.find(i + 3, |h| land(h)))
            .map(|h| h.last)
    }

    /// "the Gendarmerie", "and Civil Defence": a word that with a capital and an article is a body.
    pub(super) fn body_of_one_word(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::English || !doc.capital(i) || i == 0 || doc.line_start(i)
        {
            return None;
        }
        let last = match (doc.w(i), doc.w(i + 1)) {
            ("civil", "defence" | "defense" | "protection") => i + 2,
            ("gendarmerie" | "constabulary", _) => i + 1,
            _ => return None,
        };
        let b = doc.w(i - 1);
        let whole = doc.capital(last - 1)
            && !(doc.latin(last) && doc.capital(last) && !doc.line_start(last));
        let nation = doc.at(i - 1).iter().any(|h| matches!(h.tag, Tag::Nat(_)));
        (whole
            && (matches!(b, "the" | "and") || nation)
            && !(b == "and" && i > 1 && !self.named_before_and(i - 1)))
        .then_some(last)
    }

    /// What stands before "and" at `k` is a body with a capital: "the Gendarmerie and …".
    fn named_before_and(&self, k: usize) -> bool {
        let doc = self.doc;
        k > 0 && doc.capital(k - 1) && doc.latin(k - 1) && self.org_noun(k - 1)
    }

    /// A common word of English by its ending or by what the lexicon knows of it: no family's name.
    pub(super) fn common_word(&self, k: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(k);
        let ends = [
            "tion", "sion", "ment", "ing", "ance", "ence", "ity", "ics", "ism", "ure", "ship",
            "ery", "control", "onse", "ional", "rity", "acy", "logy", "ness", "ions", "ments",
            "ties", "ings", "crime", "crimes", "ime", "ice", "law", "order", "affairs", "drugs",
            "arms", "border", "peace", "rights",
        ];
        ends.iter()
            .any(|e| w.len() > e.len() && w.ends_with(e) || w == *e)
            || doc
                .at(k)
                .iter()
                .any(|h| !matches!(h.tag, Tag::Place(_) | Tag::Rank))
    }

    /// "Mr X (Retd)", "X HI(M)", "X, psc": past the letters behind a name.
    pub(super) fn past_letters(&self, end: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::English || doc.line_start(end) {
            return end;
        }
        let letters = |k: usize| {
            matches!(
                doc.w(k),
                "retd"
                    | "rtd"
                    | "ret"
                    | "retired"
                    | "hi"
                    | "si"
                    | "ti"
                    | "obe"
                    | "cbe"
                    | "mbe"
                    | "qpm"
                    | "kpm"
                    | "psc"
                    | "psp"
                    | "ips"
                    | "ias"
                    | "mni"
                    | "fdc"
                    | "ndc"
                    | "ndu"
                    | "cfr"
                    | "ofr"
                    | "mfr"
                    | "apm"
                    | "npm"
                    | "kc"
                    | "qc"
                    | "mp"
                    | "mnp"
                    | "td"
                    | "mla"
                    | "msp"
                    | "mep"
                    | "egh"
                    | "cbs"
                    | "ebs"
                    | "mbs"
                    | "bpm"
                    | "ppm"
                    | "nswc"
                    | "afwc"
                    | "hqa"
                    | "rcds"
            )
        };
        let comma = usize::from(doc.w(end) == ",");
        let open = doc.w(end) == "(";
        if open && letters(end + 1) {
            let dot = usize::from(doc.w(end + 2) == ".");
            if doc.w(end + 2 + dot) == ")" {
                return end + 3 + dot;
            }
        }
        let k = end + comma;
        let closes = |n: usize| matches!(doc.w(n), "," | ")" | ".") || doc.w(n) == "(";
        if letters(k) && doc.latin(k) && !doc.line_start(k) && (closes(k + 1)) {
            // "HI(M)"
            if doc.w(k + 1) == "("
                && doc.glued(k + 1)
                && doc.w(k + 3) == ")"
                && doc.t.text(k + 2).len() == 1
            {
                return k + 4;
            }
            if doc.w(k + 1) == "," || comma == 0 {
                return k + 1;
            }
        }
        end
    }

    /// "cigarette smuggling", "cattle rustling", "yaba trafficking": a trade in what stands before it is one topic, though no list
    /// has the pair.
    pub(super) fn goods(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::English {
            return;
        }
        for i in 1..doc.len() {
            if !trade(doc.w(i)) || doc.line_start(i) {
                continue;
            }
            let single = |k: usize| ware(doc.w(k)) || doc.w(k).strip_suffix('s').is_some_and(ware);
            let crime = matches!(
                (doc.w(i - 1), doc.w(i)),
                (
                    "gang" | "gun" | "knife" | "domestic" | "gender-based",
                    "violence"
                )
            );
            let fraud = doc.w(i) == "fraud";
            let deceit = matches!(
                doc.w(i - 1),
                "visa"
                    | "identity"
                    | "customs"
                    | "tax"
                    | "vat"
                    | "excise"
                    | "card"
                    | "internet"
                    | "insurance"
                    | "benefit"
                    | "passport"
                    | "document"
                    | "investment"
                    | "bank"
                    | "subsidy"
                    | "romance"
                    | "telephone"
                    | "phone"
                    | "email"
            );
            if fraud && !deceit {
                continue;
            }
            let violence = matches!(doc.w(i), "violence");
            if violence && !crime || !violence && !fraud && !single(i - 1) {
                continue;
            }
            // "motor vehicle theft"
            let first = match doc.w(i - 1) {
                "vehicle" | "vehicles" if i > 1 && doc.w(i - 2) == "motor" => i - 2,
                "phone" | "phones" if i > 1 && doc.w(i - 2) == "mobile" => i - 2,
                _ => i - 1,
            };
            let old = self
                .found
                .iter()
                .position(|m| m.kind == MentionType::Topic && m.first >= first && m.last <= i + 1);
            let free = (first..=i).all(|k| {
                !self.used[k]
                    || old.is_some_and(|o| (self.found[o].first..self.found[o].last).contains(&k))
            });
            if !free {
                continue;
            }
            match old {
                Some(o) => {
                    self.found[o].first = first;
                    self.found[o].last = i + 1;
                }
                None => {
                    self.push(Found::new(MentionType::Topic, first, i + 1, 0));
                }
            }
            self.take(first, i + 1);
        }
    }

    /// "Office of the Attorney General", "Office of the National Security Adviser": the body that a title has.
    pub(super) fn office_of_title(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let office = matches!(doc.w(i), "office" | "bureau" | "secretariat" | "chambers")
            && doc.capital(i)
            && doc.w(i + 1) == "of"
            && doc.w(i + 2) == "the"
            && doc.capital(i + 3)
            && !doc.line_start(i + 3)
            && doc.language == text::Language::English;
        if !office {
            return None;
        }
        doc.find(i + 3, |h| matches!(h.tag, Tag::Office | Tag::OfficeFull))
            .map(|h| h.last)
            .filter(|&last| self.free(i, last))
    }

    /// "Arab Police Chiefs Conference": behind the name at `k` goes on the name of what is held.
    pub(super) fn names_gathering(&self, k: usize) -> bool {
        let doc = self.doc;
        let heads = matches!(
            doc.w(k),
            "chiefs" | "heads" | "commanders" | "directors" | "ministers" | "officers" | "leaders"
        );
        let held = |i: usize| {
            matches!(
                doc.w(i),
                "conference" | "forum" | "meeting" | "summit" | "congress"
            )
        };
        heads
            && (k..(k + 4).min(doc.len()))
                .take_while(|&i| doc.capital(i) && !doc.line_start(i))
                .any(held)
    }

    /// "the 17th annual Cross Border Conference on Organised Crime", from `i` to `last`: one of a row is held, no body.
    pub(super) fn once_held(&self, i: usize, last: usize) -> bool {
        let doc = self.doc;
        let row = |k: usize| {
            doc.w(k) == "annual"
                || matches!(doc.w(k), "first" | "second" | "third" | "fourth" | "fifth")
                || doc.w(k).starts_with(|c: char| c.is_ascii_digit())
        };
        let held = (i..last + 1).any(|k| {
            matches!(
                doc.w(k),
                "conference" | "workshop" | "seminar" | "symposium" | "webinar"
            )
        });
        held && (row(i) || i > 0 && row(i - 1))
    }

    /// "Police Chiefs Cooperation Organisation", "Military Staff Committee": a title that goes on as a name.
    pub(super) fn chiefs(&self, k: usize) -> bool {
        let doc = self.doc;
        // "Directorate General for Security"
        let house = k > 0
            && doc.w(k) == "general"
            && matches!(
                doc.w(k - 1),
                "directorate" | "inspectorate" | "secretariat" | "commissariat" | "delegation"
            );
        house
            || matches!(
                doc.w(k),
                "chiefs" | "staff" | "general" | "special" | "marshals" | "justice"
            ) && doc.capital(k + 1)
                && doc.latin(k + 1)
                && (k + 1..k + 4).any(|j| doc.capital(j) && self.org_noun(j))
    }

    /// A house where people are taught.
    pub(super) fn school_noun(&self, k: usize) -> bool {
        matches!(
            self.doc.w(k),
            "academy" | "school" | "college" | "centre" | "center" | "institute"
        )
    }

    /// "Central Bank of Kuwait", "Bank of Ghana": the country is in the name.
    pub(super) fn bank_of_state(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let first = usize::from(matches!(
            doc.w(i),
            "central" | "reserve" | "national" | "state"
        ));
        let bank = doc.w(i + first) == "bank"
            && doc.w(i + first + 1) == "of"
            && doc.capital(i)
            && doc.capital(i + first);
        if !bank {
            return None;
        }
        let at = i + first + 2 + usize::from(doc.w(i + first + 2) == "the");
        doc.find(at, |h| h.tag.place().is_some_and(|p| p.country))
            .filter(|_| doc.capital(at))
            .map(|h| h.last)
    }

    /// "Nigerian Embassy", "the British High Commission", "Bangladesh embassy": whose it is belongs to the name.
    pub(super) fn embassy(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let of = doc.find(i, |h| {
            matches!(h.tag, Tag::Nat(_)) || h.tag.place().is_some_and(|p| p.country)
        })?;
        let k = of.last + usize::from(doc.w(of.last) == "." && doc.glued(of.last));
        let last = match (doc.w(k), doc.w(k + 1)) {
            ("embassy" | "consulate", "general") => k + 1 + usize::from(doc.w(k) == "consulate"),
            ("embassy" | "consulate", _) => k + 1,
            ("high", "commission") => k + 2,
            _ => return None,
        };
        (!doc.line_start(k)).then_some(last)
    }

    /// "Federal Authority for Identity, Citizenship, Customs and Port Security": past the list of what the body is for.
    pub(super) fn past_list(&self, i: usize, last: usize) -> usize {
        let doc = self.doc;
        if doc.w(last) != "," {
            return last;
        }
        let authority = |k: usize| {
            doc.w(k) == "for"
                || doc.w(k) == "of"
                    && matches!(
                        doc.w(k - 1),
                        "ministry" | "department" | "bureau" | "office"
                    )
        };
        let Some(k) = (i + 1..last).find(|&k| authority(k)) else {
            return last;
        };
        let end = self.past_fields(last);
        // "Ministry of Police, National Security and Correctional Services": what is served is a field.
        let body = |n: usize| {
            self.org_noun(n)
                && !(matches!(doc.w(n), "service" | "services") && self.service_field(n))
        };
        let bodies = doc.w(k) == "of" && (last..end).any(body);
        if bodies { last } else { end }
    }

    /// "Correctional Services", "Social Services": the services at `n` are a field of work.
    fn service_field(&self, n: usize) -> bool {
        matches!(
            self.doc.w(n - 1),
            "correctional"
                | "corrections"
                | "prison"
                | "prisons"
                | "social"
                | "public"
                | "emergency"
                | "legal"
        )
    }

    /// "the tabloid Glas Dana", "the weekly Vreme": the paper's name, behind its kind.
    pub(super) fn paper_of_kind(&self, i: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        let kind = matches!(
            doc.w(i),
            "tabloid" | "weekly" | "daily" | "newspaper" | "portal" | "broadcaster" | "magazine"
        ) && !doc.capital(i);
        let first = i + 1;
        if !kind || i == 0 || !doc.latin(i - 1) {
            return None;
        }
        let mut last = first;
        while last < first + 4
            && doc.latin(last)
            && doc.capital(last)
            && !doc.line_start(last)
            && !self.used[last]
        {
            last += 1;
        }
        let person = doc.role(first).is_some_and(|r| r.given)
            && last == first + 2
            && !is_paper(doc.w(last - 1));
        let other = doc.at(first).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Place(_) | Tag::Org(_) | Tag::Nat(_) | Tag::Rank | Tag::Office
            )
        });
        (last > first && !person && !other).then_some((first, last))
    }
}
