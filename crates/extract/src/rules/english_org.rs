//! Organisations in English: runs of capitalised words, names in other languages, agencies called by their letters.

use super::Finder;
use super::latin_org_words::french_adjective;
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// Longest name of a body, in tokens.
pub(super) const LONGEST: usize = 16;

/// Small words inside a name in a Romance or Germanic language.
fn joins(w: &str) -> bool {
    matches!(
        w,
        "de" | "del"
            | "della"
            | "delle"
            | "dei"
            | "degli"
            | "dello"
            | "di"
            | "do"
            | "da"
            | "dos"
            | "das"
            | "la"
            | "las"
            | "los"
            | "el"
            | "il"
            | "lo"
            | "des"
            | "du"
            | "le"
            | "les"
            | "l"
            | "d"
            | "e"
            | "y"
            | "et"
            | "contra"
            | "contro"
            | "contre"
            | "para"
            | "per"
            | "pour"
            | "fur"
            | "der"
            | "en"
            | "dell"
    )
}

/// A body whose name may begin with somebody's title: "King Fahd Security College".
fn named_after(w: &str) -> bool {
    matches!(
        w,
        "university"
            | "center"
            | "centre"
            | "academy"
            | "institute"
            | "college"
            | "school"
            | "foundation"
            | "base"
    )
}

/// Offices that have a body of their own: "Public Prosecutor's Office", "Attorney General's Chambers".
pub(super) fn house(w: &str) -> bool {
    matches!(
        w,
        "office"
            | "department"
            | "bureau"
            | "chambers"
            | "service"
            | "secretariat"
            | "council"
            | "court"
    )
}

impl Finder<'_, '_> {
    pub(super) fn org_noun(&self, i: usize) -> bool {
        self.doc.is(i, Tag::OrgNoun)
    }

    /// Capital letters behind the kind of body they stand for: "the drugs agency SENAD".
    pub(super) fn called_agency(&self, i: usize) -> bool {
        let doc = self.doc;
        let word = doc.t.text(i);
        if !(2..=9).contains(&word.len()) || !word.chars().all(char::is_uppercase) {
            return false;
        }
        // "ATF agents", "SENAD officers"
        let agents = !doc.line_start(i + 1)
            && !doc.is(i, Tag::Rank)
            && matches!(
                doc.w(i + 1),
                "agents"
                    | "officers"
                    | "detectives"
                    | "investigators"
                    | "operatives"
                    | "instructors"
                    | "officials"
                    | "personnel"
                    | "delegation"
                    | "mission"
                    | "team"
                    | "delegates"
                    | "troops"
                    | "headquarters"
                    | "commandos"
                    | "soldiers"
            )
            && !doc.capital(i + 1);
        let kind = agents
            || self.letters_act(i)
            || self.letters_of_people(i)
            || self.letters_before_title(i)
            || i > 0
                && !doc.line_start(i)
                && !doc.capital(i - 1)
                && matches!(
                    doc.w(i - 1),
                    "agency"
                        | "force"
                        | "service"
                        | "unit"
                        | "bureau"
                        | "body"
                        | "police"
                        | "intelligence"
                        | "directorate"
                        | "regulator"
                        | "watchdog"
                        | "department"
                        | "authority"
                        | "organisation"
                        | "organization"
                        | "gendarmerie"
                        | "corps"
                        | "squad"
                        | "bloc"
                        | "grouping"
                        | "commission"
                );
        let other = doc.at(i).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Threat(_) | Tag::Place(_) | Tag::Topic(_) | Tag::Region(_) | Tag::Source(_)
            )
        });
        // "reports news agency UNB"
        if i > 1 && doc.w(i - 1) == "agency" && doc.w(i - 2) == "news" {
            return false;
        }
        // Two letters only before a title.
        let two = word.len() > 2 || self.letters_before_title(i);
        two && kind && !other && !super::english_body::no_body(doc.w(i))
    }

    /// "CSA has signed a memorandum": letters that begin a line or a sentence and do what a body does.
    fn letters_act(&self, i: usize) -> bool {
        let doc = self.doc;
        let opens = doc.line_start(i) || i == 0 || doc.sentence[i - 1] != doc.sentence[i];
        let has = usize::from(matches!(doc.w(i + 1), "has" | "have"));
        let acts = matches!(
            doc.w(i + 1 + has),
            "signed"
                | "hosted"
                | "trained"
                | "organised"
                | "organized"
                | "conducted"
                | "dismantled"
                | "arrested"
                | "seized"
        );
        opens && acts && self.body_letters(i)
    }

    /// "Ousmane Diouf of the DPAF", "officers of the DPAF": capital letters that somebody is of.
    fn letters_of_people(&self, i: usize) -> bool {
        let doc = self.doc;
        let Some(b) = i
            .checked_sub(3)
            .filter(|_| doc.language == text::Language::English)
        else {
            return false;
        };
        let of = doc.w(i - 1) == "the" && matches!(doc.w(i - 2), "of" | "from");
        let group = matches!(
            doc.w(b),
            "officers"
                | "officials"
                | "agents"
                | "staff"
                | "representatives"
                | "experts"
                | "delegation"
                | "team"
                | "head"
                | "chief"
        );
        let named = || {
            self.found
                .iter()
                .any(|m| m.kind == MentionType::Person && m.last == b + 1)
        };
        let free = doc.at(i).is_empty() && !(doc.latin(i + 1) && doc.capital(i + 1));
        of && free && doc.t.text(i).len() > 2 && (group || named())
    }

    /// A word that people are called by, and the next one begins with a capital too.
    pub(super) fn is_given(&self, i: usize) -> bool {
        let given = self.doc.role(i).is_some_and(|role| role.given);
        // "Khalifa bin Hamad" too.
        let particle = matches!(
            self.doc.w(i + 1),
            "bin" | "ben" | "ibn" | "bint" | "al" | "van" | "von"
        ) && self.doc.capital(i + 2);
        given
            && self.doc.latin(i + 1)
            && (self.doc.capital(i + 1) || particle)
            && (self.doc.at(i).iter()).all(|h| h.tag.place().is_some_and(|p| !p.strong))
    }

    /// A force's noun in the capitalised run at `i`: "Border Police", "Navy", but no ministry.
    fn force_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        (i..i + 5)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && !doc.line_start(k))
            .any(|k| {
                matches!(
                    doc.w(k),
                    "police"
                        | "guard"
                        | "guards"
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
                        | "rangers"
                        | "association"
                        | "federation"
                        | "institute"
                        | "society"
                        | "foundation"
                        | "crescent"
                        | "cross"
                        | "council"
                        | "league"
                        | "union"
                        | "committee"
                        | "authority"
                        | "administration"
                )
            })
    }

    /// "Philippine National Police" is the name of a body, "Spanish interior ministry" is not.
    fn national_name(&self, i: usize) -> bool {
        let doc = self.doc;
        // "South African National Defence Force"
        let past = doc
            .find(i, |h| matches!(h.tag, Tag::Nat(_)))
            .map_or(i + 1, |h| h.last);
        let name = i;
        let i = past.saturating_sub(1);
        if !doc.capital(i + 1) || doc.line_start(i + 1) {
            return false;
        }
        let qualifier = matches!(
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
                | "anti"
                | "air"
                | "prison"
                | "prisons"
                | "correctional"
                | "criminal"
                | "defence"
                | "defense"
                | "secret"
                | "red"
                | "maritime"
                | "immigration"
                | "revenue"
                | "traffic"
                | "judicial"
                | "prosecution"
                | "tax"
                | "fiscal"
                | "migration"
                | "naval"
        );
        let society = (i + 2..i + 5)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && !doc.line_start(k))
            .any(|k| {
                matches!(
                    doc.w(k),
                    "association" | "federation" | "institute" | "society" | "foundation"
                )
            });
        // "the Austrian Federal Criminal Police Office"
        let house = (i + 1..i + 8)
            .take_while(|&k| doc.latin(k) && doc.capital(k) && (k == i + 1 || !doc.line_start(k)))
            .filter(|&k| self.org_noun(k))
            .last()
            .is_some_and(|k| {
                matches!(
                    doc.w(k),
                    "office"
                        | "directorate"
                        | "ministry"
                        | "department"
                        | "administration"
                        | "inspectorate"
                )
            });
        // "Malaysian Anti-Corruption Commission"
        let against = doc.w(i + 1) == "anti"
            && (i + 3..i + 6).any(|k| doc.w(k) == "commission" && doc.capital(k));
        against
            || qualifier && !house && self.force_behind(i + 1)
            || society
            || matches!(
                doc.w(i),
                "european"
                    | "asian"
                    | "african"
                    | "arab"
                    | "nordic"
                    | "baltic"
                    | "caribbean"
                    | "american"
            ) && self.force_behind(i + 1)
            || doc.w(name) == "european"
    }

    /// "Public Prosecutor's Office", "Attorney General's Chambers": where it ends; whose town it is stays outside.
    pub(super) fn office_house(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) {
            return None;
        }
        let title = doc.find(i, |h| matches!(h.tag, Tag::Office | Tag::OfficeFull))?;
        let k = title.last;
        let owned = doc.w(k) == "'" && doc.glued(k);
        let noun = k + if doc.w(k + 1) == "s" && doc.glued(k + 1) {
            2
        } else {
            1
        };
        if !owned || !house(doc.w(noun)) || !doc.capital(noun) {
            return None;
        }
        let last = noun + 1;
        // "Prosecutor's Office for Combating Organised Crime and Special Cases"
        let purpose = matches!(doc.w(last), "for" | "against")
            .then(|| self.english_purpose(last + 1))
            .flatten()
            .filter(|_| doc.capital(last + 1));
        if let Some(end) = purpose {
            return Some(end);
        }
        Some(last)
    }

    /// A run of capitalised words with an organisation's noun in it.
    pub(super) fn capital_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        // "US Embassy" is no "us", "New Zealand Customs Service" nothing new.
        let land = |h: &crate::lexicon::Hit| {
            h.last > i + 1 && (h.tag.place().is_some() || matches!(h.tag, Tag::Nat(_)))
        };
        let stop = || {
            doc.is(i, Tag::Stop)
                && !(doc.w(i) == "us" && doc.shouted(i))
                && !doc.at(i).iter().any(land)
        };
        if !doc.capital(i) || doc.language == text::Language::French || stop() {
            return None;
        }
        // "Senior Ministry of Defence officials"
        if matches!(
            doc.w(i),
            "senior" | "top" | "outgoing" | "visiting" | "several"
        ) {
            return None;
        }
        if let Some(last) = self.office_house(i).or_else(|| self.police_of_state(i)) {
            return Some(last);
        }
        // "Inspector General of Police Ensa Badjie"
        if doc.w(i) == "police"
            && i > 1
            && doc.w(i - 1) == "of"
            && doc
                .at(i - 2)
                .iter()
                .any(|h| matches!(h.tag, Tag::Office | Tag::Rank))
                | matches!(doc.w(i - 2), "general" | "commissioner" | "superintendent")
            && doc.at(i + 1).iter().all(|h| h.tag.place().is_some())
        {
            return None;
        }
        let has = |f: &dyn Fn(Tag) -> bool| doc.at(i).iter().any(|h| f(h.tag));
        // "General Directorate of Security", "General Intelligence Agency"
        let field = matches!(
            doc.w(i + 1),
            "intelligence" | "security" | "police" | "investigation" | "customs" | "border"
        );
        let general =
            doc.w(i) == "general" && (self.org_noun(i + 1) || field && self.org_noun(i + 2));
        // "Sri Lanka Coast Guard": a country whose name begins like a title.
        let country = doc
            .at(i)
            .iter()
            .any(|h| h.last > i + 1 && h.tag.place().is_some_and(|p| p.country));
        let titled = has(&|t| matches!(t, Tag::Rank | Tag::OfficeFull | Tag::Office))
            && !general
            && !country
            && !has(&|t| matches!(t, Tag::Nat(_)));
        if let Some(last) = self.embassy(i) {
            return Some(last);
        }
        if has(&|t| matches!(t, Tag::Nat(_))) && !self.national_name(i) && doc.w(i) != "eu" {
            return None;
        }
        // "Vietnam Ministry of Public Security": a ministry's country stands outside its name.
        let of_country = doc.find(i, |h| h.tag.place().is_some_and(|p| p.country));
        let ministry = |h: crate::lexicon::Hit| {
            (h.last..h.last + 4)
                .take_while(|&k| doc.latin(k) && doc.capital(k) && !doc.line_start(k))
                .any(|k| doc.w(k) == "ministry")
        };
        if of_country.is_some_and(ministry) {
            return None;
        }
        let (last, words, noun) = self.capital_run(i, titled);
        // "Security Union Strategy", "Police Training Programme": the name of a thing.
        let thing = doc.capital(last)
            && !doc.line_start(last)
            && doc.is(last, Tag::Thing)
            && !doc.is(last, Tag::OrgNoun)
            && !matches!(
                doc.w(last),
                "matter" | "area" | "region" | "states" | "system"
            );
        let end = last.saturating_sub(1);
        // "Directorate of Intelligence"
        let field = doc.w(end) == "intelligence" && end > i + 1;
        let front =
            end > i && self.org_noun(i) && doc.is(end, Tag::Thing) && !self.org_noun(end) && !field;
        // "Police Handshakes Multiply", "Premium Service": a headline's words behind the one noun.
        let only = self.org_noun(i)
            && matches!(
                doc.w(i),
                "police"
                    | "service"
                    | "customs"
                    | "army"
                    | "navy"
                    | "delegation"
                    | "mission"
                    | "task"
            )
            && last > i + 1
            && !(i + 1..last).any(|k| {
                self.org_noun(k)
                    || matches!(doc.w(k), "of" | "for" | "on" | "against" | "group")
                    || ["ale", "elle", "aire", "ique"]
                        .iter()
                        .any(|e| doc.w(k).ends_with(e))
                    || doc
                        .at(k)
                        .iter()
                        .any(|h| h.tag.place().is_some_and(|p| p.strong))
            });
        // "Police Tactical Command Course"
        let held = self.names_gathering(last) || self.once_held(i, last);
        if held {
            return None;
        }
        let course = last > i + 2
            && doc.is(end, Tag::Thing)
            && !self.org_noun(end)
            && !(i..last).any(|k| matches!(doc.w(k), "of" | "for" | "on" | "against"));
        if thing || front && words == 2 || only || course {
            return None;
        }
        let institution = words > 2 && named_after(doc.w(last.saturating_sub(1)));
        if !(noun && words >= 2 && (!titled || institution)) {
            return None;
        }
        // "ANF Headquarters", "(RNP) General Headquarters": where the body named before sits.
        if doc.w(last - 1) == "headquarters" {
            let known = |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Org(_));
            let general = usize::from(doc.w(last - 2) == "general");
            let body = last - 1 - general;
            let short = doc.find(i, known).is_some_and(|h| h.last == body)
                || body == i + 1 && doc.shouted(i) && doc.t.text(i).len() > 2;
            if short {
                return None;
            }
            if general == 1 && body == i && i > 0 && doc.w(i - 1) == ")" {
                return None;
            }
        }
        // "Fiji Police Force Headquarters"
        let land = |h: &crate::lexicon::Hit| {
            h.tag.place().is_some_and(|p| p.country) || matches!(h.tag, Tag::Nat(_))
        };
        let seat = doc.w(last - 1) == "headquarters"
            && last > i + 3
            && self.org_noun(last - 2)
            && doc.at(i).iter().any(land);
        if seat {
            return Some(last - 1);
        }
        let last = self.past_list(i, last);
        Some(self.seated(i, last).unwrap_or(last))
    }

    /// "Direction générale de la sécurité", "Polícia Judiciária": a name in another language than the text's.
    pub(super) fn foreign_in_english(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.is(i, Tag::ForeignHead) {
            return None;
        }
        let accented = |k: usize| {
            doc.t
                .text(k)
                .chars()
                .any(|c| !c.is_ascii() && c.is_alphabetic())
        };
        let foreign = |k: usize| {
            let w = doc.w(k);
            accented(k)
                || matches!(
                    w,
                    "nationale"
                        | "generale"
                        | "judiciaire"
                        | "securite"
                        | "civile"
                        | "federale"
                        | "renseignements"
                        | "lutte"
                )
                || french_adjective(w)
                || [
                    "aria", "ario", "ional", "ionale", "ivil", "enza", "inanza", "taria",
                ]
                .iter()
                .any(|e| w.ends_with(e))
        };
        // "Service", "Office" and "Police" are English words too.
        let own = !doc.is(i, Tag::OrgNoun);
        let starts = joins(doc.w(i + 1)) && !doc.capital(i + 1)
            || doc.latin(i + 1) && foreign(i + 1) && (own || !doc.capital(i + 1))
            || own && doc.latin(i + 1) && doc.capital(i + 1) && doc.at(i + 1).is_empty();
        if !starts || doc.line_start(i + 1) {
            return None;
        }
        let mut last = i + 1;
        let mut words = 1;
        let mut k = i + 1;
        while k < (i + LONGEST).min(doc.len()) && !doc.line_start(k) && !self.used[k] {
            if doc.w(k) == "'" && doc.w(k + 1) != "s" || joins(doc.w(k)) && !doc.capital(k) {
                k += 1;
                continue;
            }
            let word = doc.latin(k) && !doc.is(k, Tag::Stop) && (doc.capital(k) || foreign(k));
            // Whose it is stays outside, and a name in brackets or a verb ends it.
            if !word || doc.is(k, Tag::Office) && !foreign(k) {
                break;
            }
            let place = doc
                .at(k)
                .iter()
                .any(|h| h.tag.place().is_some_and(|p| p.country));
            if place {
                break;
            }
            words += 1;
            k += 1;
            last = k;
        }
        (words >= 2).then_some(last)
    }
}
