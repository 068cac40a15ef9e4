//! Abbreviations in brackets: what they stand for ends before the bracket, and begins where their first letter does.
//! "Financial Intelligence Unit (FIU)", "la cellule nationale de traitement des informations financières (Centif)".

use super::Finder;
use crate::lexicon::Tag;

/// How far before the bracket a name may begin, in tokens.
const REACH: usize = 18;

/// Words that have no letter in an abbreviation.
fn small(w: &str) -> bool {
    matches!(
        w,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "et"
            | "pour"
            | "contre"
            | "a"
            | "au"
            | "aux"
            | "sur"
            | "en"
            | "dans"
            | "of"
            | "the"
            | "and"
            | "for"
            | "against"
            | "to"
            | "on"
            | "in"
            | "y"
            | "e"
            | "del"
            | "da"
            | "do"
            | "dos"
            | "di"
            | "dei"
    )
}

/// Whether the letters of `short` are the first letters of `words`, in order; a word may give its second and third
/// too ("Cellule …" gives "Ce"), and one word in four none.
pub(super) fn spells(short: &str, words: &[&str]) -> bool {
    let short: Vec<char> = text::fold_str(short)
        .chars()
        .filter(|c| c.is_alphabetic())
        .collect();
    let (mut at, mut passed) = (0, 0);
    for (n, w) in words.iter().enumerate() {
        let mut letters = w.chars();
        if at < short.len() && letters.next() == Some(short[at]) {
            at += 1;
            let next = words.get(n + 1).and_then(|w| w.chars().next());
            for c in letters.take(3) {
                if at < short.len() && short[at] == c && next != Some(c) {
                    at += 1;
                } else {
                    break;
                }
            }
        } else if n == 0 {
            return false;
        } else {
            passed += 1;
        }
    }
    at == short.len() && passed * 4 <= words.len()
}

impl Finder<'_, '_> {
    /// An abbreviation in brackets opens at `open`.
    pub(super) fn bracketed(&self, open: usize) -> bool {
        let doc = self.doc;
        if doc.w(open) != "(" || doc.w(open + 2) != ")" || !doc.latin(open + 1) {
            return false;
        }
        let short = doc.t.text(open + 1);
        let upper = short.chars().filter(|c| c.is_uppercase()).count();
        let known = doc
            .at(open + 1)
            .iter()
            .any(|h| matches!(h.tag, Tag::Org(_)));
        (upper >= 2 || known || upper == 1 && short.len() >= 5)
            && (short.len() <= 12 || upper == 1 && short.len() <= 20)
            && !doc.is(open + 1, Tag::Rank)
    }

    /// The bracket behind `i` in its sentence whose letters the words from `i` on spell.
    pub(super) fn bracketed_by_letters(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let open = doc.bracket(i + 2).filter(|&open| open < i + REACH)?;
        let near =
            |k: usize| doc.sentence[k] == doc.sentence[i] && !doc.line_start(k) && !self.used[k];
        if !(i + 2..=open).all(near)
            || !self.bracketed(open)
            || doc
                .t
                .text(open + 1)
                .chars()
                .filter(|c| c.is_uppercase())
                .count()
                < 1
        {
            return None;
        }
        let word = |k: usize| doc.is_word(k) || matches!(doc.w(k), "'" | "-" | "," | "&");
        if !(i..open).all(word) {
            return None;
        }
        // "la Chancellerie, la Cour pénale internationale (CPI)": another begins behind the comma.
        let another =
            |k: usize| doc.w(k) == "," && matches!(doc.w(k + 1), "la" | "le" | "l" | "les" | "the");
        if (i..open).any(another) {
            return None;
        }
        let words: Vec<&str> = (i..open)
            .filter(|&k| doc.latin(k) && !small(doc.w(k)))
            .map(|k| doc.w(k))
            .collect();
        // "Madagascar et la Mauritius Revenue Authority (MRA)": what stands behind "et la" spells it too.
        let later = (i + 1..open).any(|k| {
            doc.w(k) == "et"
                && matches!(doc.w(k + 1), "la" | "le" | "l" | "les")
                && (k + 2..k + 4).any(|n| {
                    doc.capital(n) && n + 1 < open && self.bracketed_by_letters(n) == Some(open)
                })
        });
        (words.len() > 1 && spells(doc.t.text(open + 1), &words) && !later).then_some(open)
    }

    /// A name that went on to `last` goes on to the bracket behind it, where only plain words stand between.
    pub(super) fn bracket_behind(&self, last: usize) -> Option<usize> {
        let doc = self.doc;
        let open = (last..(last + 7).min(doc.len()))
            .take_while(|&k| {
                doc.sentence[k] == doc.sentence[last] && !doc.line_start(k) && !self.used[k]
            })
            .find(|&k| doc.w(k) == "(")
            .filter(|&k| {
                let place = doc
                    .at(k + 1)
                    .iter()
                    .any(|h| h.tag.place().is_some_and(|p| p.country));
                self.bracketed(k) && !place
            })?;
        let plain = |k: usize| {
            let w = doc.w(k);
            let tag = |t: Tag| {
                matches!(
                    t,
                    Tag::Stop
                        | Tag::Office
                        | Tag::OfficeFull
                        | Tag::Event(_)
                        | Tag::Rank
                        | Tag::Org(_)
                        | Tag::Nat(_)
                )
            };
            matches!(w, "'" | "-")
                || doc.latin(k)
                    && (small(w) && !matches!(doc.t.text(k), "a" | "en" | "et")
                        || !doc.at(k).iter().any(|h| tag(h.tag)))
        };
        (open > last && (last..open).all(plain)).then_some(open)
    }

    /// A name in any language that the bracket behind it spells: it begins with a capital and is no person, title,
    /// country, document or group.
    pub(super) fn spelled_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) {
            return None;
        }
        let other = doc.at(i).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Office
                    | Tag::OfficeFull
                    | Tag::Rank
                    | Tag::Stop
                    | Tag::Threat(_)
                    | Tag::Source(_)
                    | Tag::Document
                    | Tag::Event(_)
            )
        });
        let no_body = matches!(
            doc.w(i),
            "front"
                | "mouvement"
                | "parti"
                | "projet"
                | "brevet"
                | "diplome"
                | "certificat"
                | "zone"
                | "porte"
                | "navire"
                | "programme"
                | "plan"
                | "produit"
                | "coupe"
                | "systeme"
                | "convention"
                | "accord"
                | "traite"
                | "republique"
                | "code"
                | "strategie"
                | "cooperative"
                | "taxe"
                | "movement"
                | "party"
        );
        if other || no_body {
            return None;
        }
        let end = self.bracketed_by_letters(i)?;
        // "Standard Operating Procedures (SOP)", "Memorandum of Understanding (MoU)"
        let head = (i + 1..end).find(|&k| matches!(doc.w(k), "of" | "for" | "on"));
        if doc.is(end - 1, Tag::Thing) || doc.is(head.unwrap_or(end) - 1, Tag::Thing) {
            return None;
        }
        let whole = doc.at(i).iter().any(|h| {
            h.last == end && matches!(h.tag, Tag::Place(_) | Tag::Region(_) | Tag::Topic(_))
        });
        if whole {
            return None;
        }
        let named = doc
            .at(end + 1)
            .iter()
            .any(|h| matches!(h.tag, Tag::Threat(_)) || h.tag.place().is_some_and(|p| p.strong));
        (!named).then_some(end)
    }

    /// "la PNC", "de l'UNMAS": capitals behind an article are a body, where nothing else has that name.
    pub(super) fn lone_acronym(&self, i: usize) -> bool {
        let doc = self.doc;
        let shouted = |k: usize| {
            let w = doc.t.text(k);
            doc.latin(k) && w.chars().count() > 2 && w.chars().all(char::is_uppercase)
        };
        if doc.language != text::Language::French
            || i == 0
            || !shouted(i)
            || doc.t.text(i).len() > 8
            || !doc.at(i).is_empty()
        {
            return false;
        }
        let article = matches!(doc.w(i - 1), "la" | "le" | "du" | "au")
            || doc.w(i - 1) == "'" && i > 1 && matches!(doc.w(i - 2), "l" | "d");
        // "dispensée par UNPOL": without an article only behind who does it.
        let article = article
            || matches!(doc.w(i - 1), "par" | "avec")
                && doc.t.text(i).len() > 3
                && doc.w(i).contains(['a', 'e', 'i', 'o', 'u']);
        let near = |k: usize| !doc.line_start(k.max(i)) && shouted(k);
        let roman = doc
            .w(i)
            .chars()
            .all(|c| matches!(c, 'i' | 'v' | 'x' | 'l' | 'c'));
        let other = matches!(
            doc.w(i),
            "vih"
                | "sida"
                | "pib"
                | "can"
                | "adn"
                | "cop"
                | "pdg"
                | "sms"
                | "tva"
                | "vtt"
                | "ong"
                | "gps"
                | "pcr"
                | "bac"
                | "url"
                | "pdf"
                | "cdi"
                | "cdd"
                | "hlm"
                | "tgv"
                | "gmt"
                | "iso"
                | "nrbc"
                | "eei"
                | "vbied"
                | "ied"
                | "rnb"
                | "usd"
                | "fcfa"
                | "euro"
                | "covid"
                | "isbn"
                | "web"
                | "vpn"
                | "usb"
                | "dna"
                | "tnt"
                | "csp"
                | "suv"
                | "ulm"
                | "rer"
                | "mous"
                | "vol"
                | "dpe"
                | "imei"
                | "sim"
                | "wifi"
                | "html"
                | "zee"
        );
        let glued = doc.w(i + 1) == "-" && doc.glued(i + 1);
        let line = near(i + 1) || i > 1 && shouted(i - 1);
        article && !roman && !other && !glued && !line
    }

    /// Abbreviations the text itself gives in brackets behind the body's name, or explains in brackets.
    pub(super) fn read_acronyms(&mut self) {
        let doc = self.doc;
        self.known_initials();
        for open in 1..doc.len() {
            if self.foreign_word(open) {
                self.acronyms.insert(doc.t.text(open).to_owned());
            }
            if doc.w(open) != "(" {
                continue;
            }
            if self.bracketed(open) {
                let named = doc.at(open + 1).iter().any(|h| {
                    matches!(h.tag, Tag::Threat(_)) || h.tag.place().is_some_and(|p| p.strong)
                });
                let body = || {
                    // "le programme régional de sécurité maritime (MASE)": no body.
                    let none = |s: usize| doc.w(s) == "programme" && !doc.capital(s);
                    (open.saturating_sub(REACH)..open).any(|s| {
                        !none(s)
                            && self.latin_org(s, true).is_some_and(|o| {
                                o.last == open
                                || self.nationality(o.last).is_some_and(|n| n.1 == open)
                                // "Police nationale du Honduras (PNH)"
                                || doc.language == text::Language::French && {
                                    let (_, end) = self.latin_after_office(o.last);
                                    end == open || doc.w(end) == "," && end + 1 == open
                                }
                            })
                    })
                };
                if !named && body() {
                    self.acronyms.insert(doc.t.text(open + 1).to_owned());
                }
                continue;
            }
            // "DGSN (Direction générale de la sûreté nationale)"
            let short = doc.t.text(open - 1);
            let upper = short.chars().count() >= 3 && short.chars().all(char::is_uppercase);
            if upper
                && doc.at(open - 1).iter().all(|h| {
                    !matches!(h.tag, Tag::Threat(_)) && h.tag.place().is_none_or(|p| !p.strong)
                })
                && let Some(o) = self
                    .latin_org(open + 1, false)
                    .filter(|o| doc.w(o.last) == ")")
            {
                let words: Vec<&str> = (o.first..o.last)
                    .filter(|&k| doc.latin(k) && !small(doc.w(k)))
                    .map(|k| doc.w(k))
                    .collect();
                if spells(short, &words) {
                    self.acronyms.insert(short.to_owned());
                }
            }
        }
    }
}

impl Finder<'_, '_> {
    /// "AFP" where the text names the Australian Federal Police: not the agency of that name.
    fn known_initials(&mut self) {
        let doc = self.doc;
        if doc.language != text::Language::English {
            return;
        }
        for i in 0..doc.len() {
            let Some(h) = doc.find(i, |h| matches!(h.tag, Tag::Org(_))) else {
                continue;
            };
            let words: Vec<usize> = (i..h.last)
                .filter(|&k| doc.latin(k) && !small(doc.w(k)))
                .collect();
            if words.len() >= 3 && words.iter().all(|&k| doc.capital(k)) {
                let first = words.iter().filter_map(|&k| doc.t.text(k).chars().next());
                self.acronyms.insert(first.collect());
            }
        }
    }

    /// "DSS" for the Department of State Services named in full: its initials, never put in brackets.
    pub(super) fn initials(&mut self) {
        let doc = self.doc;
        let mut named: foldhash::HashMap<String, usize> = foldhash::HashMap::default();
        for (k, m) in self.found.iter().enumerate() {
            if m.kind != crate::mention::MentionType::Organization || !doc.latin(m.first) {
                continue;
            }
            let words: Vec<usize> = (m.first..m.last)
                .filter(|&i| doc.latin(i) && !small(doc.w(i)))
                .collect();
            if words.len() < 3 || !words.iter().all(|&i| doc.capital(i)) {
                continue;
            }
            let short: String = words
                .iter()
                .filter_map(|&i| doc.t.text(i).chars().next())
                .collect();
            named.entry(short).or_insert(k);
        }
        if named.is_empty() {
            return;
        }
        for k in 0..self.found.len() {
            let m = &self.found[k];
            let short = m.kind == crate::mention::MentionType::Organization
                && m.last == m.first + 1
                && m.known.is_none()
                && m.link.is_none();
            let whole = named.get(doc.t.text(m.first)).filter(|&&w| short && w < k);
            if let Some(&whole) = whole {
                self.found[k].link = Some(whole);
            }
        }
        for i in 0..doc.len() {
            if self.used[i] || !doc.latin(i) || doc.w(i).len() < 3 {
                continue;
            }
            let free = doc.at(i).iter().all(|h| {
                !matches!(h.tag, Tag::Org(_) | Tag::Threat(_) | Tag::Source(_))
                    && h.tag.place().is_none_or(|p| !p.strong)
            });
            if let Some(&k) = named.get(doc.t.text(i)).filter(|_| free) {
                let at = self.push_org(super::Org {
                    first: i,
                    last: i + 1,
                    skip: 0,
                    known: self.found[k].known,
                    iso: self.found[k].iso.clone(),
                });
                self.found[at].link = Some(k);
            }
        }
    }

    /// "the Inspector-General of Police … the IGP": the letters of a title in the text, said again for it.
    pub(super) fn initials_of_titles(&mut self) {
        let doc = self.doc;
        if doc.language == text::Language::French {
            self.french_initials_of_titles();
        }
        if doc.language != text::Language::English {
            return;
        }
        let mut titles: Vec<(String, usize)> = Vec::new();
        for (k, m) in self.found.iter().enumerate() {
            if m.kind != crate::mention::MentionType::Office {
                continue;
            }
            let mut short = String::new();
            for i in (m.first..m.last).filter(|&i| doc.latin(i) && !small(doc.w(i))) {
                match doc.t.text(i).chars().next().filter(|_| doc.capital(i)) {
                    Some(c) => short.push(c),
                    None => break,
                }
                if short.len() >= 2 {
                    titles.push((short.clone(), k));
                }
            }
        }
        if titles.is_empty() {
            return;
        }
        for i in 1..doc.len() {
            let said = doc.t.text(i);
            let short = (2..=5).contains(&said.len()) && doc.latin(i) && doc.shouted(i);
            // "the DG"; two letters alone may be anything.
            let alone = said.len() == 2 && doc.w(i - 1) != "the";
            if !short || alone || self.used[i] || doc.at(i).iter().any(|h| !h.tag.title()) {
                continue;
            }
            let before = |t: &&(String, usize)| t.0 == said && self.found[t.1].last <= i;
            let Some(&(_, k)) = titles.iter().rev().find(before) else {
                continue;
            };
            let iso = self.found[k].iso.clone();
            let at = self.push_office(&self.plain_latin(i, i + 1, false), iso);
            self.found[at].link = self.found[k].link;
        }
    }

    /// "le DGSN" behind "directeur général de la Sûreté nationale": the title by its letters.
    fn french_initials_of_titles(&mut self) {
        let doc = self.doc;
        let titles: Vec<(usize, Vec<&str>)> = self
            .found
            .iter()
            .enumerate()
            .filter(|(_, m)| m.kind == crate::mention::MentionType::Office && !m.inside)
            .map(|(k, m)| {
                let word = |&i: &usize| doc.latin(i) && doc.is_word(i) && !small(doc.w(i));
                (
                    k,
                    (m.first..m.last).filter(word).map(|i| doc.w(i)).collect(),
                )
            })
            .filter(|t: &(usize, Vec<&str>)| t.1.len() > 2)
            .take(64)
            .collect();
        if titles.is_empty() {
            return;
        }
        for i in 1..doc.len() {
            let said = doc.t.text(i);
            if !(3..=6).contains(&said.len()) || !doc.latin(i) || !doc.shouted(i) {
                continue;
            }
            if !matches!(doc.w(i - 1), "le" | "du" | "au") {
                continue;
            }
            let spelled = |t: &&(usize, Vec<&str>)| self.found[t.0].last <= i && spells(said, &t.1);
            let Some(k) = titles.iter().rev().find(spelled).map(|t| t.0) else {
                continue;
            };
            let body = self.found.iter().position(|m| {
                m.first == i
                    && m.last == i + 1
                    && m.kind == crate::mention::MentionType::Organization
            });
            if body.is_none() && self.used[i] {
                continue;
            }
            let iso = self.found[k].iso.clone();
            let link = self.found[k].link;
            let at = match body {
                Some(b) => {
                    self.found[b].kind = crate::mention::MentionType::Office;
                    self.found[b].known = None;
                    self.found[b].iso = iso;
                    b
                }
                None => self.push_office(&self.plain_latin(i, i + 1, false), iso),
            };
            self.found[at].link = link;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spells;

    #[test]
    fn letters() {
        for (short, words) in [
            ("FIU", "financial intelligence unit"),
            (
                "CENTIF",
                "cellule nationale traitement informations financieres",
            ),
            ("PRM", "police republique mozambique"),
            ("CRFIM", "centre regional fusion informations maritimes"),
            (
                "Centif",
                "cellule nationale traitement informations financieres",
            ),
            ("DFJP", "departement federal justice police"),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(spells(short, &words), "{short}");
        }
        for (short, words) in [
            ("FIU", "the financial intelligence unit"),
            ("ABC", "alpha beta"),
            ("PNC", "police nationale"),
        ] {
            let words: Vec<&str> = words.split(' ').collect();
            assert!(!spells(short, &words), "{short}");
        }
    }
}
