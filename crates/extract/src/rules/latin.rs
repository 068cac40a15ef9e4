//! Offices, organisations and people in French and English.

use super::{Finder, Office, Org};
use crate::lexicon::{LEXICON, Tag};

/// Nouns that make a run of capitalised words an organisation's name.
const ORG_NOUNS: &[&str] = &[
    "ministry",
    "agency",
    "bureau",
    "directorate",
    "department",
    "service",
    "police",
    "guard",
    "council",
    "office",
    "commission",
    "centre",
    "center",
    "institute",
    "force",
    "forces",
    "organization",
    "organisation",
    "union",
    "command",
    "court",
    "committee",
    "authority",
    "academy",
    "university",
    "administration",
    "gendarmerie",
    "army",
    "navy",
    "mission",
    "secretariat",
    "ministere",
    "direction",
    "agence",
    "conseil",
    "institut",
    "comite",
    "garde",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "presidency",
    "parliament",
    "embassy",
    "ambassade",
    "assembly",
    "league",
    "ligue",
    "division",
    "unit",
    "task",
    "network",
    "services",
    "squad",
    "brigade",
    "corps",
    "constabulary",
    "customs",
];

/// French heads that take a complement even in lower case.
const FRENCH_HEADS: &[&str] = &[
    "ministere",
    "direction",
    "agence",
    "office",
    "bureau",
    "service",
    "police",
    "gendarmerie",
    "conseil",
    "commission",
    "institut",
    "centre",
    "comite",
    "garde",
    "forces",
    "armee",
    "cour",
    "parquet",
    "tribunal",
    "organisation",
    "union",
    "universite",
    "academie",
    "prefecture",
    "delegation",
    "secretariat",
    "brigade",
    "unite",
    "surete",
    "renseignements",
    "etat",
];
const FRENCH_WORDS: &[&str] = &[
    "general",
    "generale",
    "generaux",
    "national",
    "nationale",
    "nationales",
    "central",
    "centrale",
    "regional",
    "regionale",
    "judiciaire",
    "interieur",
    "exterieure",
    "interieure",
    "federal",
    "federale",
    "royale",
    "militaire",
    "militaires",
    "armees",
    "securite",
    "renseignement",
    "renseignements",
    "surete",
    "territoire",
    "lutte",
    "terrorisme",
    "police",
    "frontieres",
    "douanes",
    "defense",
    "affaires",
    "etrangeres",
    "justice",
    "etat",
    "drogues",
    "stupefiants",
    "criminalite",
    "organisee",
    "information",
    "informations",
    "surveillance",
    "protection",
    "civile",
    "civil",
    "penitentiaire",
    "constitution",
    "etudes",
    "documentation",
    "coordination",
    "antiterroriste",
    "superieur",
    "republique",
    "technique",
    "scientifique",
    "republicaine",
    "publique",
    "migration",
    "immigration",
    "enquetes",
    "investigation",
    "investigations",
    "constitutionnelle",
    "cassation",
];

impl Finder<'_, '_> {
    /// Tries what may begin at Latin token `i`; gives the token to go on from.
    pub fn latin_at(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.latin(i) {
            return None;
        }
        if let Some(o) = self
            .latin_office(i, 0)
            .filter(|o| self.free(o.first, o.last))
        {
            if let Some(next) = self.latin_holder(&o) {
                return Some(next);
            }
        }
        if let Some(o) = self
            .latin_org(i, false)
            .filter(|o| self.free(o.first, o.last))
        {
            let last = o.last;
            self.push_org(o);
            return Some(last);
        }
        if let Some(h) = doc.find(i, |h| h.tag == Tag::Rank) {
            let k = self.past_latin_ranks(i);
            let rank_word = doc.capital(i) || h.last > i + 1 || doc.w(i) != "m";
            if let Some(end) = self.latin_name(k, true).filter(|_| rank_word && k > i) {
                let at = self.push_person(k, end, 0);
                return Some(self.latin_office_after(end, at));
            }
        }
        if let Some(h) = doc.find(i, |h| h.tag == Tag::Counterpart) {
            return self.latin_counterpart(h.last);
        }
        if !doc.capital(i) {
            return None;
        }
        let end = self.latin_name(i, false)?;
        let at = self.push_person(i, end, 0);
        Some(self.latin_office_after(end, at))
    }

    fn latin_counterpart(&mut self, mut k: usize) -> Option<usize> {
        if let Some((_, next)) = self.nationality(k) {
            k = next;
        }
        if self.doc.w(k) == "," {
            k += 1;
        }
        let k = self.past_latin_ranks(k);
        let end = self.latin_name(k, true)?;
        let at = self.push_person(k, end, 0);
        Some(self.latin_office_after(end, at))
    }

    fn past_latin_ranks(&self, mut k: usize) -> usize {
        let doc = self.doc;
        for _ in 0..5 {
            if matches!(doc.w(k), "le" | "la" | "l" | "the")
                && doc.find(k + 1, |h| h.tag == Tag::Rank).is_some()
            {
                k += 1;
            }
            match doc.find(k, |h| h.tag == Tag::Rank) {
                Some(h) if h.last > k => k = h.last,
                _ => break,
            }
            if doc.w(k) == "." && doc.glued(k) {
                k += 1;
            }
            if doc.w(k) == "(" && doc.w(k + 2) == ")" {
                k += 3;
            }
        }
        k
    }

    fn latin_after_office(&self, mut k: usize) -> (Option<String>, usize) {
        let mut iso = None;
        for _ in 0..2 {
            if let Some((n, next)) = self.nationality(k) {
                iso = iso.or(Some(n));
                k = next;
                continue;
            }
            let skip = match self.doc.w(k) {
                "du" | "de" | "d" | "of" | "des" | "in" | "en" | "au" | "to" => 1,
                _ => break,
            };
            let mut p = k + skip;
            if matches!(self.doc.w(p), "'" | "la" | "the" | "l") {
                p += 1;
                if self.doc.w(p) == "'" {
                    p += 1;
                }
            }
            let Some(h) = self
                .doc
                .find(p, |h| matches!(h.tag, Tag::Place(_)))
                .filter(|_| self.doc.capital(p))
            else {
                break;
            };
            if let Tag::Place(n) = h.tag {
                iso = iso.or_else(|| Some(LEXICON.places[n as usize].iso.clone()));
            }
            k = h.last;
        }
        (iso, k)
    }

    fn latin_holder(&mut self, o: &Office) -> Option<usize> {
        let doc = self.doc;
        let (mut iso, mut after) = self.latin_after_office(o.last);
        if doc.w(after) == "(" && doc.w(after + 2) == ")" {
            after += 3;
        }
        let comma = matches!(doc.w(after), ",");
        let k = self.past_latin_ranks(after + usize::from(comma));
        let name = if doc.line_start(k) {
            None
        } else {
            self.latin_name(k, true)
        };
        let name = name.filter(|&e| !comma || k > after + 1 || e - k >= 2 || doc.role(k).is_some());
        if o.bare && name.is_none() {
            return None;
        }
        iso = o.iso.clone().or(iso);
        let at = self.push_office(o, iso);
        let Some(end) = name else { return Some(o.last) };
        let person = self.push_person(k, end, 0);
        self.found[at].link = Some(person);
        Some(if doc.w(end) == "," {
            self.latin_office_after(end, person)
        } else {
            end
        })
    }

    /// After a person: `, directeur général de …,`.
    fn latin_office_after(&mut self, end: usize, person: usize) -> usize {
        let doc = self.doc;
        if !matches!(doc.w(end), "," | "(" | "-") || doc.line_start(end) {
            return end;
        }
        let mut k = end + 1;
        while matches!(
            doc.w(k),
            "the" | "le" | "la" | "l" | "'" | "its" | "son" | "who" | "is"
        ) || self.nationality(k).is_some_and(|(_, n)| n == k + 1)
            && doc
                .find(k + 1, |h| {
                    matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Portfolio)
                })
                .is_some()
        {
            k += 1;
        }
        let Some(o) = self
            .latin_office(k, 0)
            .filter(|o| self.free(o.first, o.last))
        else {
            return end;
        };
        let (iso, after) = self.latin_after_office(o.last);
        // A name straight behind the title means the title is that person's.
        if self
            .latin_name(self.past_latin_ranks(after), true)
            .is_some()
            && doc.w(after) != ","
        {
            return end;
        }
        if o.bare && !matches!(doc.w(o.last), "," | ")" | ".") {
            return end;
        }
        let at = self.push_office(&o, o.iso.clone().or(iso));
        self.found[at].link = Some(person);
        o.last
    }

    /// The office that begins at `i`.
    pub fn latin_office(&self, i: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let iso = i
            .checked_sub(1)
            .and_then(|b| self.nationality(b))
            .filter(|n| n.1 == i)
            .map(|n| n.0);
        let mut best: Option<Office> = None;
        let mut consider = |o: Option<Office>| {
            if let Some(o) = o {
                if best
                    .as_ref()
                    .is_none_or(|b| (o.last, !o.bare) > (b.last, !b.bare))
                {
                    best = Some(o);
                }
            }
        };
        for h in doc.at(i) {
            match h.tag {
                Tag::OfficeFull => consider(Some(self.plain_latin(i, h.last, false))),
                Tag::Office => consider(self.titled_latin(i, h.last, depth)),
                // "Interior Minister", "foreign secretary"
                Tag::Portfolio => {
                    if let Some(t) = doc.find(h.last, |x| x.tag == Tag::Office).filter(|_| {
                        matches!(
                            doc.w(h.last),
                            "minister" | "secretary" | "chief" | "director"
                        )
                    }) {
                        let weak =
                            !doc.capital(i) && !doc.capital(h.last) && doc.w(h.last) != "minister";
                        if !weak {
                            consider(Some(self.plain_latin(i, t.last, false)));
                        }
                    }
                }
                _ => {}
            }
        }
        consider(self.body_chief(i));
        let mut o = best?;
        o.iso = o.iso.or(iso);
        Some(o)
    }

    /// "Mossad chief", "Intelligence Bureau Chief", "FBI Director".
    fn body_chief(&self, i: usize) -> Option<Office> {
        let doc = self.doc;
        if !doc.capital(i) || doc.language == text::Language::French {
            return None;
        }
        let org = self.latin_org(i, false)?;
        let k = org.last;
        let title = matches!(
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
        );
        let hit = doc.find(k, |x| x.tag == Tag::Office).filter(|_| title)?;
        let mut o = self.plain_latin(i, hit.last, false);
        o.orgs.push(org);
        Some(o)
    }

    fn plain_latin(&self, first: usize, last: usize, bare: bool) -> Office {
        Office {
            first,
            last,
            skip: 0,
            orgs: Vec::new(),
            inner: Vec::new(),
            places: Vec::new(),
            bare,
            iso: None,
        }
    }

    /// Past `de la`, `du`, `of the`, `de l'` …; none where no such word stands.
    fn past_of(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let mut j = match doc.w(k) {
            "de" | "of" | "a" | "for" | "to" | "aupres" => k + 1,
            "du" | "des" | "au" | "aux" => return Some(k + 1),
            "d" if doc.w(k + 1) == "'" => return Some(k + 2),
            "charge" | "chargee" => return self.past_of(k + 1),
            _ => return None,
        };
        if matches!(doc.w(j), "la" | "the" | "des" | "du" | "le" | "les") {
            j += 1;
        } else if doc.w(j) == "l" && doc.w(j + 1) == "'" {
            j += 2;
        }
        Some(j)
    }

    fn titled_latin(&self, first: usize, k: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let mut o = self.plain_latin(first, k, false);
        let mut k = k;
        // "directeur adjoint", "ministre délégué"
        while matches!(
            doc.w(k),
            "adjoint" | "adjointe" | "delegue" | "deleguee" | "charge" | "chargee"
        ) && doc.w(k) != "charge"
        {
            k += 1;
            o.last = k;
        }
        let minister = matches!(
            doc.w(k - 1),
            "ministre"
                | "minister"
                | "delegue"
                | "deleguee"
                | "secretary"
                | "secretaire"
                | "etat"
                | "state"
        );
        let Some(mut j) = self
            .past_of(k)
            .filter(|&j| !doc.line_start(j) && j < doc.len())
        else {
            o.bare = true;
            return Some(o);
        };
        if minister {
            if let Some(h) = doc.find(j, |h| h.tag == Tag::Portfolio) {
                let mut last = h.last;
                // ", de la Justice et des Affaires étrangères"
                for _ in 0..4 {
                    let comma = doc.w(last) == "," || matches!(doc.w(last), "et" | "and");
                    if !comma {
                        break;
                    }
                    let from = last + 1;
                    let from = if matches!(doc.w(from), "et" | "and") {
                        from + 1
                    } else {
                        from
                    };
                    let next = self.past_of(from).unwrap_or(from);
                    if next == from && doc.w(last) == "," {
                        break;
                    }
                    match doc
                        .find(next, |h| h.tag == Tag::Portfolio)
                        .filter(|_| next > from || doc.capital(next))
                    {
                        Some(h) => last = h.last,
                        None => break,
                    }
                }
                o.last = last;
                return Some(o);
            }
        }
        // "directeur de cabinet du ministre …"
        if depth < 2 {
            if let Some(inner) = self.latin_office(j, depth + 1).filter(|x| !x.bare) {
                o.last = inner.last;
                o.inner.push(inner);
                return Some(o);
            }
        }
        if matches!(doc.w(j), "the" | "la") {
            j += 1;
        }
        if let Some(org) = self.latin_org(j, true) {
            o.last = org.last;
            o.orgs.push(org);
            // "… de la Sûreté nationale et de la Surveillance du territoire"
            // with an abbreviation between: "… de la sûreté nationale (DGSN) et de …"
            let bracket =
                doc.w(o.last) == "(" && doc.w(o.last + 2) == ")" && doc.w(o.last + 3) == "et";
            let joint = o.last + if bracket { 3 } else { 0 };
            if matches!(doc.w(joint), "et" | "and") {
                let next = self.past_of(joint + 1).unwrap_or(joint + 1);
                let more = self.latin_org(next, true).filter(|g| g.known.is_some());
                if let Some(more) =
                    more.filter(|_| next > joint + 1 || doc.language == text::Language::English)
                {
                    o.last = more.last;
                    o.orgs.push(more);
                }
            }
            return Some(o);
        }
        let local = matches!(
            doc.w(k - 1),
            "ambassadeur"
                | "ambassadrice"
                | "gouverneur"
                | "prefet"
                | "prefete"
                | "wali"
                | "president"
                | "presidente"
                | "consul"
                | "governor"
        );
        if local && matches!(doc.w(k), "de" | "du" | "d" | "of" | "des") {
            if let Some(h) = doc
                .find(j, |h| matches!(h.tag, Tag::Place(_)))
                .filter(|h| self.free(h.first, h.last) && doc.capital(j))
            {
                if let Tag::Place(n) = h.tag {
                    // A country behind an ambassador is said beside the title, not in it.
                    o.iso = Some(LEXICON.places[n as usize].iso.clone());
                }
                o.bare = false;
                return Some(o);
            }
        }
        o.bare = true;
        Some(o)
    }

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
        let french = self.french_org(i, inside);
        let english = self.capital_org(i);
        for last in [french, english].into_iter().flatten() {
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
        let o = best?;
        doc.at(i)
            .iter()
            .all(|h| !matches!(h.tag, Tag::Topic(_)) || h.last < o.last)
            .then_some(o)
    }

    /// `ministère de l'Intérieur`, `Direction générale de la …`.
    fn french_org(&self, i: usize, inside: bool) -> Option<usize> {
        let doc = self.doc;
        if !FRENCH_HEADS.contains(&doc.w(i)) || doc.language == text::Language::English {
            return None;
        }
        let capital = doc.capital(i);
        let ministry = doc.w(i) == "ministere";
        if !capital && !ministry && !inside {
            return None;
        }
        let mut last = i + 1;
        let mut words = 0;
        while last < doc.len() && last < i + 16 && !doc.line_start(last) {
            let w = doc.w(last);
            if doc.latin(last)
                && FRENCH_WORDS.contains(&w)
                && (words > 0 || !matches!(w, "national" | "nationale") || capital || inside)
            {
                words += 1;
                last += 1;
                continue;
            }
            let from = if matches!(w, "et" | "contre") {
                last + 1
            } else {
                last
            };
            let mut next = self
                .past_of(from)
                .or((from > last).then_some(from))
                .unwrap_or(last);
            if next > last && doc.w(next) == "l" && doc.w(next + 1) == "'" {
                next += 2;
            }
            if next > last && matches!(doc.w(next), "la" | "le" | "les") {
                next += 1;
            }
            if next > last
                && next < doc.len()
                && (FRENCH_WORDS.contains(&doc.w(next))
                    || doc.find(next, |h| h.tag == Tag::Portfolio).is_some())
                && (words > 0 || !matches!(w, "et"))
            {
                // "et" joins another body where a capital begins one.
                if w == "et" && doc.at(next).iter().any(|h| matches!(h.tag, Tag::Org(_))) {
                    break;
                }
                if w == "et" && FRENCH_HEADS.contains(&doc.w(next)) && doc.capital(next) {
                    break;
                }
                last = doc
                    .find(next, |h| h.tag == Tag::Portfolio)
                    .map_or(next + 1, |h| h.last);
                words += 1;
                continue;
            }
            break;
        }
        (words > 0).then_some(last)
    }

    /// A run of capitalised words with an organisation's noun in it.
    fn capital_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) || doc.is(i, Tag::Stop) || doc.language == text::Language::French {
            return None;
        }
        // "Philippine National Police" is the name of a body, "Spanish interior ministry" is not.
        let national = matches!(
            doc.w(i + 1),
            "national" | "federal" | "royal" | "state" | "armed"
        ) && doc.capital(i + 1);
        if doc.at(i).iter().any(|h| {
            matches!(h.tag, Tag::Rank | Tag::OfficeFull | Tag::Office)
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
                noun |= ORG_NOUNS.contains(&doc.w(last));
                words += 1;
                last += 1;
            } else if matches!(
                doc.w(last),
                "of" | "for" | "and" | "on" | "against" | "the" | "&" | "-"
            ) && words > 0
            {
                let mut next = last + 1;
                if doc.w(next) == "the" {
                    next += 1;
                }
                let joined = doc.latin(next) && doc.capital(next);
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
