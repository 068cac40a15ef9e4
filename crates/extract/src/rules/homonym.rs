//! Places and bodies of one name: `عمان` is Amman and Oman, `طرابلس` lies in Libya and in Lebanon, `الأمن العام` is a service of
//! Jordan and of Lebanon. The text's other words say which.

use foldhash::{HashMap, HashMapExt};
use std::cell::OnceCell;

use super::Finder;
use crate::doc::Doc;
use crate::lexicon::{Hit, LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Countries where Arabic names of small towns are at home.
pub(super) const ARAB: &str =
    "MA DZ TN LY EG MR EH SD SA AE QA KW BH OM YE JO LB SY PS IQ SO DJ KM";

/// National bodies whose name is theirs alone: a text means them also where it does not say their country.
const SOLE: &[&str] = &[
    "afd",
    "africom",
    "asayish",
    "asio",
    "barkhane",
    "bfv",
    "bka",
    "bnd",
    "bpol",
    "carabinieri",
    "centcom",
    "cia",
    "civipol",
    "comcybergend",
    "dcaf",
    "dea",
    "densus",
    "dhs",
    "ertzaintza",
    "etidal",
    "expertise-fr",
    "fbi",
    "fedpol",
    "fincen",
    "fintrac",
    "fiu-nl",
    "fsb",
    "garda",
    "gchq",
    "gcsp",
    "giz",
    "gru",
    "guardia-civil",
    "guardia-finanza",
    "hedayah",
    "hmrc",
    "home-office",
    "ice",
    "incibe",
    "jica",
    "junalco",
    "kfor",
    "koica",
    "lekhwiya",
    "masak",
    "met",
    "mi5",
    "mi6",
    "mossad",
    "mossos",
    "nazaha",
    "nca",
    "nypd",
    "ofac",
    "pdea",
    "peshmerga",
    "pmf",
    "polizia",
    "psni",
    "raid-fr",
    "rsf",
    "sapo",
    "sbu",
    "sdf",
    "shin-bet",
    "spf-interieur",
    "svr",
    "swisscoy",
    "tika",
    "tracfin",
    "usaid",
    "viginum",
    "white-house",
];

/// Names of those that bodies of other countries have too, folded: Libya has an إدارة مكافحة المخدرات, Romania a Foreign Intelligence Service.
const SHARED: [&str; 19] = [
    "اداره مكافحه المخدرات",
    "وكاله مكافحه المخدرات",
    "وزاره الامن الداخلي",
    "جهاز الاستخبارات السريه",
    "قوه الامن الداخلي",
    "نزاهه",
    "الشرطه الجنايه الاتحاديه",
    "المكتب الجنايي الاتحادي",
    "جهاز الاستخبارات الاتحادي",
    "دايره الاستخبارات الاتحاديه",
    "security service",
    "homeland security",
    "departement de la securite interieure",
    "police de l'immigration",
    "internal security force",
    "foreign intelligence service",
    "police d'etat",
    "carabiniers",
    "metropolitan police",
];

/// Well known, or where its name is at home.
fn likely(h: &Hit) -> bool {
    let place = h.tag.place();
    place.is_some_and(|p| p.strong || ARAB.contains(&p.iso))
}

/// The country of a place.
fn land(h: &Hit) -> Option<&'static str> {
    h.tag.place().map(|p| p.iso.as_str())
}

/// How often a text speaks of each country, by names and nationalities that mean no other place.
fn countries_said(doc: &Doc<'_>) -> HashMap<&'static str, usize> {
    let mut said = HashMap::new();
    let mut i = 0;
    while i < doc.len() {
        let Some(h) = doc.find(i, |h| matches!(h.tag, Tag::Place(_) | Tag::Nat(_))) else {
            i += 1;
            continue;
        };
        let iso = match h.tag {
            Tag::Nat(n) => Some(LEXICON.named[n as usize].id.as_str()),
            Tag::Place(n) if !same_span(doc, h).any(|x| likely(&x) && land(&x) != land(&h)) => {
                let place = &LEXICON.places[n as usize];
                // "المملكة" alone is no name, "المملكة الأردنية الهاشمية" is.
                let name = h.last > i + 1 || !doc.is(i, Tag::Stop);
                (place.strong && name).then_some(place.iso.as_str())
            }
            _ => None,
        };
        if let Some(iso) = iso {
            *said.entry(iso).or_default() += 1;
        }
        i = h.last;
    }
    said
}

/// The countries a text speaks of.
pub(super) struct Countries<'d, 'a> {
    doc: &'d Doc<'a>,
    /// Counted when a name first could mean two places.
    said: OnceCell<HashMap<&'static str, usize>>,
}

impl<'d, 'a> Countries<'d, 'a> {
    pub fn of(doc: &'d Doc<'a>) -> Self {
        Self {
            doc,
            said: OnceCell::new(),
        }
    }

    /// Of the places with the name of this hit the one whose country the text speaks of most; else the hit's own.
    pub fn choose(&self, h: Hit) -> Hit {
        let doc = self.doc;
        if same_span(doc, h).nth(1).is_none() {
            return h;
        }
        let said = self.said.get_or_init(|| countries_said(self.doc));
        let spoken = |h: &Hit| {
            let iso = h.tag.place().map(|p| p.iso.as_str());
            iso.and_then(|iso| said.get(iso)).copied().unwrap_or(0)
        };
        let own = spoken(&h);
        // A small town far away is never meant: Paris is not in Texas because an American came there.
        let strong = |x: &Hit| x.tag.place().is_some_and(|p| p.strong);
        let near = |x: &Hit| likely(x) && (own == 0 || strong(x));
        let all = same_span(doc, h).filter(near);
        let best = all.max_by_key(|h| spoken(h));
        let said_state = h.first > 0
            && h.tag.place().is_some_and(|p| p.country)
            && matches!(
                doc.w(h.first - 1).trim_start_matches(['و', 'ب', 'ل']),
                "سلطنه" | "دوله" | "جمهوريه" | "مملكه"
            );
        best.filter(|b| !said_state && spoken(b) > own).unwrap_or(h)
    }
}

/// The places that are written like this one.
fn same_span<'d>(doc: &'d Doc<'_>, h: Hit) -> impl Iterator<Item = Hit> + 'd {
    let same =
        move |x: &&Hit| (x.last, x.skip) == (h.last, h.skip) && matches!(x.tag, Tag::Place(_));
    doc.at(h.first).iter().filter(same).copied()
}

/// The known bodies that are written like this mention, `known` first.
fn written_alike(doc: &Doc<'_>, m: &Found, known: u32) -> Vec<u32> {
    let mut all = vec![known];
    let id = |n: u32| &LEXICON.named[n as usize].id;
    for h in doc.at(m.first) {
        if let Tag::Org(n) = h.tag
            && (h.last, h.skip) == (m.last, m.skip)
            && all.iter().all(|o| id(*o) != id(u32::from(n)))
        {
            all.push(u32::from(n));
        }
    }
    all
}

/// The country of a known body.
fn home(body: u32) -> Option<&'static str> {
    LEXICON.named[body as usize].iso.as_deref()
}

/// How much a text speaks of each country. A place counts for two: a nationality may be one man's.
type Said = HashMap<&'static str, usize>;

/// Of bodies of one name the one of whose country the text speaks: of no other country four times as much, and of none that has a
/// body of the name half as much. `letters`: "CNI" of one body alone, which is meant where a single Spaniard, or no country, is said.
fn most_said(alike: &[u32], said: &Said, letters: bool) -> Option<u32> {
    let lone = letters && alike.len() == 1;
    let count = |n: u32| home(n).and_then(|iso| said.get(iso)).copied();
    let mut all: Vec<(usize, u32)> = alike
        .iter()
        .filter_map(|n| Some((count(*n)?, *n)))
        .collect();
    let most = said.values().max().copied().unwrap_or(0);
    match (&all[..], alike) {
        ([], [one]) => (lone && said.is_empty()).then_some(*one),
        _ => {
            let (n, one) = far_ahead(&mut all)?;
            ((n >= 2 || lone) && 4 * n > most).then_some(one)
        }
    }
}

/// The one that is counted more than twice as often as any other.
fn far_ahead<T: Copy>(all: &mut [(usize, T)]) -> Option<(usize, T)> {
    all.sort_by_key(|n| std::cmp::Reverse(n.0));
    let first = *all.first()?;
    let far = all.get(1).is_none_or(|second| first.0 > 2 * second.0);
    far.then_some(first)
}

/// What a text says of the countries of the bodies of one name.
#[derive(Default)]
struct Namesakes {
    /// The countries that stand beside the name.
    beside: Vec<String>,
    /// The one that stood beside it at first.
    first: Option<String>,
}

impl Namesakes {
    /// Of several countries beside the name the one that the text speaks of more than twice as much as of any other.
    fn most_said(&self, said: &Said) -> Option<String> {
        let count = |land: &String| said.get(land.as_str()).copied().unwrap_or(0);
        let mut all: Vec<(usize, &String)> = self.beside.iter().map(|l| (count(l), l)).collect();
        far_ahead(&mut all)
            .filter(|_| self.beside.len() > 1)
            .map(|n| n.1.clone())
    }
}

impl Finder<'_, '_> {
    /// "جهاز الأمن الوطني" in a text on Iraq, "la DGSN" in one on Algeria: which country's body is meant. Where the text speaks only
    /// of countries that no body of the name is known of, or of several alike, the name stays and its country is open.
    pub(super) fn namesakes(&mut self) {
        let national = |m: &Found| {
            let known = m.known.filter(|_| m.kind == MentionType::Organization)?;
            (home(known).is_some() || LEXICON.named[known as usize].each).then_some(known)
        };
        let mut all: Vec<(usize, u32, Option<String>)> = Vec::new();
        for (k, m) in self.found.iter().enumerate() {
            all.extend(national(m).map(|known| (k, known, self.land_beside(m, known))));
        }
        if all.is_empty() {
            return;
        }
        all.sort_by_key(|n| self.found[n.0].first);
        let mut names: HashMap<u32, Namesakes> = HashMap::new();
        for (_, known, land) in &all {
            let name = names.entry(*known).or_insert_with(|| Namesakes {
                first: land.clone(),
                ..Namesakes::default()
            });
            let new = land.iter().filter(|l| !name.beside.contains(l));
            name.beside.extend(new.cloned().collect::<Vec<_>>());
        }
        let said = self.countries_read();
        for (k, known, land) in all {
            let name = &names[&known];
            let listed = &LEXICON.named[known as usize];
            let alike = written_alike(self.doc, &self.found[k], known);
            // "الأمن العام الأردني … الأمن العام": the one named in full.
            let before = name.first.clone().filter(|_| name.beside.len() == 1);
            // "الدرك الوطني … الدرك الوطني الموريتاني والدرك الوطني السنغالي" in Mauritania: its own.
            let own = || name.most_said(&said).filter(|_| listed.each);
            let land = land.or(before).or_else(own);
            let sole =
                self.says_home(&self.found[k], known) || self.sole(&self.found[k], &listed.id);
            let letters = self.doc.shouted(self.found[k].first);
            let m = &mut self.found[k];
            if let Some(land) = land {
                let there = alike.into_iter().find(|a| home(*a) == Some(&land));
                m.known = there.or(m.known);
                m.iso = Some(land);
                continue;
            }
            // "La Sûreté nationale reçoit la Sûreté nationale mauritanienne": the first is not the second.
            let other = |a: &u32| name.beside.iter().any(|l| home(*a) == Some(l));
            let meant = most_said(&alike, &said, letters)
                .or(Some(known).filter(|_| sole))
                .filter(|a| said.len() == 1 || !other(a));
            m.known = meant.or(m.known);
            m.iso = meant.and_then(home).map(str::to_owned);
        }
    }

    /// No other country has a body of this name.
    fn sole(&self, m: &Found, id: &str) -> bool {
        let said = || {
            text::fold_str(&self.doc.t.raw[self.doc.start(m.first, m.skip)..self.doc.end(m.last)])
        };
        SOLE.contains(&id) && !SHARED.contains(&said().as_str())
    }

    /// "شرطة دبي", "City of London Police": the name says where it is.
    fn says_home(&self, m: &Found, known: u32) -> bool {
        let at_home = |h: &Hit| h.tag.place().is_some_and(|p| home(known) == Some(&p.iso));
        (m.first..m.last).any(|i| self.doc.at(i).iter().any(at_home))
    }

    /// The countries of nationalities and of the places that are read.
    fn countries_read(&self) -> Said {
        let doc = self.doc;
        let mut said = Said::new();
        for m in &self.found {
            if let (MentionType::Location, Some(n)) = (m.kind, m.known) {
                *said
                    .entry(LEXICON.places[n as usize].iso.as_str())
                    .or_default() += 2;
            }
        }
        // "en français": a language.
        let tongue = |i: usize| {
            matches!(
                doc.before(i, 1),
                "en" | "in" | "langue" | "اللغه" | "باللغه"
            )
        };
        for i in (0..doc.len()).filter(|&i| !doc.masked[i] && !tongue(i)) {
            for h in doc.at(i) {
                if let Tag::Nat(n) = h.tag {
                    *said
                        .entry(LEXICON.named[n as usize].id.as_str())
                        .or_default() += 1;
                }
            }
        }
        said
    }

    /// The country that stands beside a body.
    fn land_beside(&self, m: &Found, known: u32) -> Option<String> {
        let other = m.iso.clone().filter(|land| home(known) != Some(land));
        other
            .or_else(|| self.nationality(m.last).map(|n| n.0))
            .or_else(|| self.country_of_body(m.last))
            .or_else(|| self.english_land(m.first, m.last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_their_own_name_are_listed_with_their_country() {
        for id in SOLE {
            let listed = LEXICON.named.iter().find(|n| n.id == *id);
            assert!(listed.is_some_and(|n| n.iso.is_some()), "{id}");
        }
    }
}
