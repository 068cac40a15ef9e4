//! People in French and English that no title stands before: an office behind them, a verb of meeting or
//! saying beside them, another person joined to them. And family names of two parts.

use super::Finder;
use super::latin::leads_title;
use super::latin_org_words::is_org_noun;
use crate::lexicon::{LEXICON, Tag};
use crate::mention::MentionType;

/// Words behind which a run of capitalised words is somebody.
fn met_before(w: &str) -> bool {
    matches!(
        w,
        "met"
            | "rencontre"
            | "recu"
            | "said"
            | "says"
            | "adds"
            | "added"
            | "explained"
            | "explains"
            | "recalled"
            | "told"
            | "confie"
            | "explique"
            | "avec"
            | "with"
            | "par"
            | "by"
            | "entre"
            | "between"
            | "et"
            | "and"
            | "named"
            | "nomme"
            | "nommee"
            | "appointed"
            | "welcomed"
            | "received"
            | "accueilli"
            | "declare"
            | "indique"
            | "affirme"
            | "precise"
            | "resume"
            | "assure"
            | "ajoute"
            | "souligne"
            | "to"
            | "a"
            | "selon"
            | "homologue"
            | "counterpart"
    )
}

/// Words before which a run of capitalised words is somebody.
fn acts_after(w: &str) -> bool {
    matches!(
        w,
        "met"
            | "said"
            | "told"
            | "visited"
            | "travelled"
            | "traveled"
            | "flew"
            | "arrived"
            | "received"
            | "welcomed"
            | "thanked"
            | "added"
            | "signed"
            | "discussed"
            | "praised"
            | "who"
            | "qui"
            | "chaired"
            | "addressed"
    )
}

/// Words that names of papers and stations hold.
pub(super) fn is_paper(w: &str) -> bool {
    matches!(
        w,
        "post"
            | "times"
            | "news"
            | "herald"
            | "tribune"
            | "daily"
            | "radio"
            | "tv"
            | "television"
            | "journal"
            | "magazine"
            | "agency"
            | "guardian"
            | "standard"
            | "gazette"
            | "mail"
            | "express"
            | "telegraph"
            | "monitor"
            | "press"
            | "presse"
            | "hebdo"
            | "info"
            | "infos"
            | "nouvelles"
            | "actualite"
            | "quotidien"
            | "observateur"
            | "matin"
            | "soir"
            | "reporter"
            | "chronicle"
            | "mirror"
            | "star"
            | "sun"
            | "globe"
            | "corriere"
            | "repubblica"
            | "gazzetta"
            | "confidencial"
            | "mundo"
            | "pais"
            | "spiegel"
            | "zeitung"
            | "monde"
            | "figaro"
            | "diario"
            | "jornal"
            | "online"
            | "review"
    )
}

/// A title in the plural, of those named behind it.
fn several(w: &str) -> bool {
    matches!(
        w,
        "ministers"
            | "chiefs"
            | "directors"
            | "presidents"
            | "commissioners"
            | "ambassadors"
            | "secretaries"
            | "commanders"
    )
}

impl Finder<'_, '_> {
    fn is_town(&self, k: usize) -> bool {
        self.doc.at(k).iter().any(
            |h| matches!(h.tag, Tag::Place(n) if LEXICON.places[n as usize].strong && h.last == k + 1),
        )
    }

    /// "Minister Receives", "Building Programme", "Arab Interior": a word of headlines, titles and bodies, unless it ends a name as
    /// a family's.
    pub(super) fn no_name(&self, i: usize, pos: usize) -> bool {
        let doc = self.doc;
        let tells = |h: &crate::lexicon::Hit| {
            h.last == i + 1
                && matches!(
                    h.tag,
                    Tag::Plain | Tag::Event(_) | Tag::OrgNoun | Tag::Portfolio | Tag::Field
                )
        };
        let family = pos > 0 && doc.role(i).is_some_and(|r| r.surname && r.count >= 3);
        let given = pos == 0 && doc.role(i).is_some_and(|r| r.given && r.count >= 3);
        // "the two Justice Departments"
        let plural = doc.w(i).strip_suffix('s').is_some_and(is_org_noun);
        !family && !given && (plural || doc.at(i).iter().any(tells))
    }

    /// "General To Lam": between a rank and a capital a small word with one is a name.
    pub(super) fn small_name(&self, i: usize, pos: usize, titled: bool) -> bool {
        let doc = self.doc;
        let ranked = i > 0 && doc.at(i - 1).iter().any(|h| h.tag == Tag::Rank);
        let plain = |k: usize| doc.latin(k) && doc.capital(k) && !doc.line_start(k);
        doc.language == text::Language::English
            && pos == 0
            && titled
            && ranked
            && plain(i)
            && plain(i + 1)
            && matches!(doc.w(i), "to" | "so" | "an" | "do" | "no" | "he")
            && !self.no_name(i + 1, 1)
            || self.called_said(i, pos, titled)
    }

    /// "Interior Minister Said Lahmidi", "Mr Will Carter": a given name that is a verb without its capital.
    fn called_said(&self, i: usize, pos: usize, titled: bool) -> bool {
        let doc = self.doc;
        let next = i + 1;
        doc.language == text::Language::English
            && pos == 0
            && titled
            && matches!(doc.w(i), "said" | "will" | "may" | "made" | "mark")
            && doc.capital(i)
            && !doc.shouted(i)
            && !doc.line_start(i)
            && self.nameless(next)
            && !(doc.latin(i + 3) && doc.capital(i + 2) && doc.capital(i + 3) && doc.capital(i + 4))
    }

    /// "à Tunis Ali Jebali": the town is no part of the name.
    pub(super) fn town_before_name(&self, i: usize) -> bool {
        let before = self.doc.before(i, 1);
        matches!(before, "a" | "in" | "at" | "de" | "en" | "from" | "to") && self.is_town(i)
    }

    /// Two or more capitalised words at `i` that what stands beside them makes a person.
    pub(super) fn latin_beside(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let town = |k: usize| self.is_town(k);
        if i > 0
            && doc.capital(i - 1)
            && doc.latin(i - 1)
            && !doc.line_start(i)
            && !self.used[i - 1]
            && !town(i - 1)
            && !several(doc.w(i - 1))
            && !matches!(doc.w(i - 1), "commissaires" | "colonels" | "generaux")
        {
            return None;
        }
        // "Radio Kivu": a station.
        if doc.language == text::Language::French && is_paper(doc.w(i)) {
            return None;
        }
        let end = self.latin_name(i, true)?;
        let words: Vec<usize> = (i..end)
            .filter(|&k| doc.latin(k) && doc.capital(k))
            .collect();
        if words.len() < 2 || words.len() > 4 || words.iter().any(|&k| is_org_noun(doc.w(k))) {
            return None;
        }
        let shouted = words
            .iter()
            .all(|&k| doc.t.text(k).chars().all(char::is_uppercase));
        if shouted
            || doc
                .at(i)
                .iter()
                .any(|h| matches!(h.tag, Tag::Place(_)) && h.last >= end)
        {
            return None;
        }
        // "Karamoko Jean-Marie Traoré": what stands before a given name goes with it.
        let given = i + 1 < end
            && i > 0
            && doc.sentence[i] == doc.sentence[i - 1]
            && doc.at(i).is_empty()
            && words.len() > 2
            && doc.role(words[1]).is_some_and(|r| r.given && r.count > 2);
        if given
            || self.english_stranger(i, end)
            || self.office_behind(end)
            || self.headed_by(i)
            || self.named_by_land(i, end)
            || self.named_in_pair(i, end)
        {
            return Some(end);
        }
        let called = words.iter().any(|&k| doc.role(k).is_some());
        let w = doc.before(i, 1);
        // "à Saly-Portudal": a place of two parts, no full name.
        let one_word = (i + 1..end)
            .step_by(2)
            .all(|k| doc.w(k) == "-" && doc.glued(k));
        if w == "a" && doc.language == text::Language::French && one_word {
            return None;
        }
        let joined = matches!(w, "et" | "and" | "a" | "to" | "by" | "par");
        let someone = i > 1
            && self
                .found
                .iter()
                .any(|m| m.kind == MentionType::Person && m.last + 1 == i);
        let before = met_before(w) && (!joined || someone || doc.role(i).is_some());
        let verb = acts_after(doc.w(end)) || self.says_behind(end);
        // "says Jasna Lazić, a researcher", "met Tenzin Dorjee on Monday": who speaks or is met, though no list has a word of the name.
        let says = doc.language == text::Language::English
            && matches!(
                w,
                "says"
                    | "said"
                    | "explains"
                    | "explained"
                    | "recalls"
                    | "recalled"
                    | "adds"
                    | "met"
                    | "thanked"
                    | "welcomed"
                    | "received"
                    | "greeted"
                    | "congratulated"
            )
            && matches!(
                doc.w(end),
                "," | "."
                    | "who"
                    | ";"
                    | "on"
                    | "in"
                    | "at"
                    | "and"
                    | "to"
                    | "for"
                    | "here"
                    | "during"
            )
            && words
                .iter()
                .all(|&k| doc.at(k).is_empty() && doc.t.text(k).len() > 1 && !doc.shouted(k));
        (called && (before || verb) || says || self.french_stranger(i, end, verb)).then_some(end)
    }

    /// "the ministers of Slovenia, Bostjan Poklic, and Croatia, Davor Bozic": behind titles in the plural each country's name brings
    /// in whose it is.
    fn named_by_land(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::English || i < 5 {
            return false;
        }
        // "Deputy Ministers Sanjar Tolipov of Uzbekistan and Nurlan Abdyev of Turkmenistan"
        let place = |k: usize| {
            doc.at(k)
                .iter()
                .any(|h| h.tag.place().is_some_and(|p| p.country))
        };
        if several(doc.w(i - 1)) && doc.w(end) == "of" && (place(end + 1) || place(end + 2)) {
            return true;
        }
        if doc.w(i - 1) != "," {
            return false;
        }
        let country =
            |h: &crate::lexicon::Hit| h.last == i - 1 && h.tag.place().is_some_and(|p| p.country);
        let land = (i.saturating_sub(4)..i - 1).any(|k| doc.at(k).iter().any(country));
        let plural = (i.saturating_sub(28)..i - 2).any(|k| {
            doc.sentence[k] == doc.sentence[i]
                && matches!(
                    doc.w(k),
                    "ministers"
                        | "counterparts"
                        | "chiefs"
                        | "directors"
                        | "presidents"
                        | "heads"
                        | "commissioners"
                        | "ambassadors"
                        | "secretaries"
                        | "commanders"
                        | "generals"
                )
        });
        land && plural
            && matches!(doc.w(end), "," | "." | "and" | ";")
            && (i..end).all(|k| {
                !doc.latin(k)
                    || doc.at(k).iter().all(|h| {
                        matches!(h.tag, Tag::Rank) || h.tag.place().is_some_and(|p| !p.strong)
                    })
            })
    }

    /// "accueillie par Ardian Gjoka", "En mars, Ardian Gjoka s'en était ouvert": French gives no common noun a capital, so
    /// two words that nothing knows, without an article, are somebody's name.
    fn french_stranger(&self, i: usize, end: usize, verb: bool) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return false;
        }
        let unknown = (i..end).all(|k| {
            !doc.latin(k)
                || doc.at(k).iter().all(|h| {
                    h.tag.place().is_some_and(|p| !p.strong) || matches!(h.tag, Tag::Stop) && k > i
                })
        });
        let shout = (i..end).any(|k| doc.latin(k) && doc.t.text(k).len() > 1 && doc.shouted(k));
        let b = doc.before(i, 1);
        // "des commissaires Choolun Bhojoo et …"
        let met = matches!(
            b,
            "par"
                | "avec"
                | "commissaires"
                | "colonels"
                | "generaux"
                | "capitaines"
                | "lieutenants"
                | "inspecteurs"
        );
        let opens = doc.line_start(i)
            || matches!(b, "," | "que" | "\"")
            || b == "'" && i > 1 && doc.w(i - 2) == "qu";
        let paper = (i..end).any(|k| is_paper(doc.w(k)));
        let noun = || {
            self.named_behind_a_noun(i, end)
                || self.one_of_several(i, end)
                || opens && self.the_head_of_it(end)
        };
        unknown
            && !shout
            && !paper
            && (met || opens && verb || self.one_of_two(i, end) || self.said_it(i, end) || noun())
    }

    /// `headed by`, `accompagné de` before: whoever comes is somebody.
    fn headed_by(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = |n: usize| doc.before(i, n);
        matches!(w(1), "by" | "par" | "de")
            && matches!(
                w(2),
                "headed"
                    | "led"
                    | "chaired"
                    | "accompanied"
                    | "represented"
                    | "conduite"
                    | "dirigee"
                    | "menee"
                    | "presidee"
                    | "accompagne"
                    | "accompagnee"
                    | "represente"
                    | "representee"
            )
    }

    /// Past "the centre's", "Pakistan's": whose title follows.
    pub(super) fn past_owner(&self, k: usize) -> usize {
        let doc = self.doc;
        (k..k + 4)
            .find(|&j| doc.w(j) == "'" && doc.w(j + 1) == "s" && j > k)
            .filter(|&j| (k..j).all(|n| doc.latin(n)))
            .map_or(k, |j| j + 2)
    }

    /// `, directeur de …`, `, the chairman of …`, `, Acting Executive Director of …`.
    fn office_behind(&self, end: usize) -> bool {
        let doc = self.doc;
        let end = self.past_remark(end).unwrap_or(end);
        if !matches!(doc.w(end), "," | "(") || doc.line_start(end) {
            return false;
        }
        let mut k = end + 1;
        while leads_title(doc.w(k))
            || matches!(doc.w(k), "then" | "alors")
            || self.nationality(k).is_some()
        {
            k += 1;
        }
        let owned = self.past_owner(k);
        let own = owned > k;
        self.latin_office(owned, 0).is_some_and(|o| {
            // "Jane Doe, Interior Minister John Roe": the title is of the next one.
            (!o.bare || own)
                && (matches!(doc.w(o.last), "," | "." | ")")
                    || self.latin_name(o.last, true).is_none())
        })
    }

    /// `a déclaré`, `s'est rendu`, `a-t-il`: the person before does something.
    fn says_behind(&self, end: usize) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return false;
        }
        matches!(
            doc.t.text(end),
            "a" | "avait" | "doit" | "aura" | "devait" | "sera"
        ) || doc.w(end) == "s"
            && (matches!(
                doc.w(end + 2),
                "est" | "etait" | "entretiendra" | "entretient"
            ) || matches!(doc.w(end + 2), "en" | "y")
                && matches!(doc.w(end + 3), "est" | "etait"))
    }

    /// "Vienna, Szeged and Timișoara": a small town in a list that a place before it begins.
    pub(super) fn latin_place_listed(&self, h: crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        let Some(b) = h
            .first
            .checked_sub(1)
            .filter(|_| doc.capital(h.first) && doc.latin(h.first))
        else {
            return false;
        };
        let listed = matches!(doc.w(b), "," | "and" | "et")
            && self
                .found
                .iter()
                .any(|m| m.kind == MentionType::Location && m.last == b);
        // "visited Baghdad twice": nothing of a name beside it.
        let alone = h.tag.place().is_some_and(|p| p.strong)
            && h.last == h.first + 1
            && matches!(
                doc.w(b),
                "visited"
                    | "visite"
                    | "toured"
                    | "left"
                    | "quitte"
                    | "for"
                    | "pour"
                    | "reached"
                    | "entre"
                    | "between"
            );
        // A last name or another capital behind it makes it something else.
        (listed || alone) && !(doc.capital(h.last) && doc.latin(h.last))
    }

    /// "U.S. Ambassador": an adjective, where no article stands before.
    pub(super) fn latin_adjective(&self, h: crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        // "Papua New Guinean police"
        let longer = |x: &crate::lexicon::Hit| matches!(x.tag, Tag::Nat(_)) && x.last > h.last;
        if doc.at(h.first).iter().any(longer) {
            return true;
        }
        let before = doc.before(h.first, 1);
        let behind = h.last + usize::from(doc.w(h.last) == ".");
        // "Thai police": a town of no note is called as a people is.
        let people = doc.latin(h.first)
            && h.tag.place().is_some_and(|p| !p.country)
            && (doc.at(h.first).iter()).any(|x| matches!(x.tag, Tag::Nat(_)) && x.last == h.last);
        people
            || matches!(doc.w(h.first), "u" | "u.s" | "u.k")
                && (!matches!(before, "the" | "in" | "to" | "from")
                    || before == "the"
                        && (doc.latin(behind)
                            && !doc.capital(behind)
                            && !doc.is(behind, Tag::Stop)
                            || doc.w(behind) == "government")
                    || before == "the"
                        && self.found.iter().any(|m| {
                            matches!(m.kind, MentionType::Organization | MentionType::Office)
                                && m.first == behind
                        }))
                && doc.latin(behind)
                && behind > h.last
                && doc.sentence[behind] == doc.sentence[h.first]
    }

    /// "MM. X et Y, respectivement directeur de A et commandant de B": the first title is the first one's.
    pub(super) fn respectively(&mut self) {
        let doc = self.doc;
        for i in 2..doc.len() {
            if doc.w(i) != "respectivement" || doc.language != text::Language::French {
                continue;
            }
            let near = |m: &crate::mention::Found, kind: MentionType| {
                m.kind == kind && !m.inside && doc.sentence[m.first] == doc.sentence[i]
            };
            let mut people: Vec<usize> = (0..self.found.len())
                .filter(|&k| {
                    let m = &self.found[k];
                    near(m, MentionType::Person) && m.last <= i && m.last + 24 > i
                })
                .collect();
            let mut titles: Vec<usize> = (0..self.found.len())
                .filter(|&k| {
                    let m = &self.found[k];
                    near(m, MentionType::Office) && m.first > i && m.first < i + 40
                })
                .collect();
            people.sort_by_key(|&k| self.found[k].first);
            titles.sort_by_key(|&k| self.found[k].first);
            let free = titles.iter().all(|&t| {
                let link = self.found[t].link;
                link.is_none_or(|l| people.contains(&l))
            });
            if people.len() < 2 || people.len() != titles.len() || !free {
                continue;
            }
            for (&t, &p) in titles.iter().zip(&people) {
                self.found[t].link = Some(p);
            }
        }
    }

    /// "la Française Élodie Marchand", "du Nigérian Chukwuemeka Obi": whose country is said by a noun. Where the name begins
    /// and ends.
    pub(super) fn national_named(&self, i: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        if doc.language != text::Language::French || !doc.capital(i) || i == 0 || doc.shouted(i) {
            return None;
        }
        let article = matches!(doc.w(i - 1), "le" | "la" | "'" | "du" | "au" | "un" | "une");
        let (_, k) = self.nationality(i).filter(|n| article && n.1 == i + 1)?;
        if doc.line_start(k) || is_org_noun(doc.w(k)) || doc.is(k, Tag::BodyHead) {
            return None;
        }
        let end = self.latin_name(k, true).filter(|&e| e >= k + 2)?;
        let words = (k..end).filter(|&n| doc.latin(n) && doc.capital(n)).count();
        let paper = (k..end).any(|n| is_paper(doc.w(n)));
        (words >= 2 && !paper).then_some((k, end))
    }

    /// ", l'expert principal d'Interpol, Ronan Kelly,": an unknown name between commas behind a word for people.
    pub(super) fn named_behind_a_noun(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        if doc.language != text::Language::French
            || i < 3
            || doc.w(i - 1) != ","
            || !matches!(doc.w(end), "," | "." | ";" | ")" | "et")
        {
            return false;
        }
        (i.saturating_sub(11)..i - 1).rev().any(|k| {
            doc.sentence[k] == doc.sentence[i]
                && k > 0
                && matches!(
                    doc.w(k - 1),
                    "le" | "la" | "'" | "un" | "une" | "son" | "sa" | "du" | "au"
                )
                && (doc.is(k, Tag::Office)
                    || matches!(
                        doc.w(k),
                        "expert"
                            | "experte"
                            | "chercheur"
                            | "chercheuse"
                            | "enqueteur"
                            | "enquetrice"
                            | "analyste"
                            | "instructeur"
                            | "instructrice"
                            | "formateur"
                            | "formatrice"
                            | "avocat"
                            | "avocate"
                            | "adjoint"
                            | "adjointe"
                            | "magistrat"
                            | "magistrate"
                            | "diplomate"
                            | "criminologue"
                            | "specialiste"
                            | "consultant"
                            | "consultante"
                            | "predecesseur"
                            | "successeur"
                            | "homme"
                            | "femme"
                            | "suspect"
                            | "cerveau"
                            | "fonctionnaire"
                            | "officier"
                            | "policier"
                            | "policiere"
                            | "militaire"
                            | "universitaire"
                            | "politologue"
                            | "depute"
                            | "deputee"
                            | "agent"
                            | "agente"
                            | "stagiaire"
                            | "major"
                            | "facilitateur"
                            | "facilitatrice"
                            | "moderateur"
                            | "moderatrice"
                    ))
                && (k + 1..i - 1).all(|n| doc.w(n) != ",")
        })
    }

    /// "Adu-Poku", said again of Kwabena Adu-Poku: both halves, not one of them.
    pub(super) fn double_surnames(&mut self) {
        let doc = self.doc;
        let people: Vec<(usize, usize)> = self
            .found
            .iter()
            .filter(|m| m.kind == MentionType::Person && doc.latin(m.first))
            .filter_map(|m| {
                let mut first = m.last - 1;
                while first >= m.first + 2
                    && matches!(doc.w(first - 1), "-" | "'")
                    && doc.glued(first)
                {
                    first -= 2;
                }
                (first > m.first && first + 1 < m.last).then_some((first, m.last))
            })
            .collect();
        for (first, last) in people {
            let long = last - first;
            for i in 0..doc.len().saturating_sub(long) {
                let same = doc.capital(i) && (0..long).all(|n| doc.w(i + n) == doc.w(first + n));
                if same && self.free(i, i + long) {
                    self.push_person(i, i + long, 0);
                }
            }
        }
    }

    /// "interior ministers Besa Hoxha and Agim Berisha", "the police chiefs, Mart Kask and Janis Berzins,": two names behind one
    /// title in the plural.
    fn named_in_pair(&self, i: usize, end: usize) -> bool {
        let doc = self.doc;
        let titled = |k: usize| {
            let b = k.saturating_sub(1 + usize::from(k > 0 && doc.w(k - 1) == ","));
            k > b && several(doc.w(b)) && doc.sentence[b] == doc.sentence[k]
        };
        let unread = |a: usize, b: usize| {
            (a..b).all(|k| !doc.latin(k) || doc.at(k).iter().all(|h| h.tag == Tag::Rank))
        };
        if doc.language != text::Language::English || i < 2 || !unread(i, end) {
            return false;
        }
        let first = titled(i)
            && doc.w(end) == "and"
            && self
                .latin_name(end + 1, true)
                .is_some_and(|e| e >= end + 3 && unread(end + 1, e));
        let second = doc.w(i - 1) == "and"
            && self
                .found
                .iter()
                .any(|m| m.kind == MentionType::Person && m.last + 1 == i && titled(m.first));
        first || second
    }
}
