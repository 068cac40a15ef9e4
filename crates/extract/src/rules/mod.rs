//! The rules that find mentions. Offices lead: an office names its organisation inside and its holder
//! beside, and most people in official news come with one.

mod acronym;
mod arabic;
mod arabic_chain;
mod arabic_dual;
mod arabic_field;
mod arabic_office;
mod arabic_open;
mod arabic_org;
mod arabic_person;
mod arabic_place;
pub(crate) mod arabic_rank;
mod arabic_remit;
mod arabic_short;
mod english_body;
mod english_name;
mod english_office;
mod english_org;
mod english_place;
mod english_run;
mod english_site;
mod english_source;
mod english_title;
mod foreign_org;
mod french_lexical;
mod french_name;
mod french_office;
mod french_org;
mod french_org_part;
mod french_stray;
mod homonym;
mod late_holder;
mod latin;
mod latin_meant;
mod latin_name;
mod latin_office;
mod latin_org;
mod latin_org_words;
mod latin_person;
mod latin_titled;
mod lexical;
#[cfg(test)]
mod listed;
mod name;
pub(crate) mod name_edge;
mod place;
mod surname;

use crate::doc::Doc;
use crate::lexicon::{LEXICON, Tag};
use crate::mention::{Found, MentionType};
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// What has been found so far, and which tokens it takes.
pub(crate) struct Finder<'d, 'a> {
    pub doc: &'d Doc<'a>,
    pub found: Vec<Found>,
    /// Tokens taken by a mention that none may overlap.
    pub used: Vec<bool>,
    /// Tokens between an office and its holder.
    pub beside: Vec<bool>,
    /// Last words, without article, of the people found with two words or more.
    pub families: HashSet<String>,
    /// Names of two and more words found so far, by their first.
    pub full: HashMap<String, Vec<Vec<String>>>,
    /// Abbreviations of bodies that the text explains.
    pub acronyms: HashSet<String>,
    /// Arabic bodies whose short form stands behind them: by their first token the clitics and the token after them.
    pub bracketed: HashMap<usize, (usize, usize)>,
    /// Short forms in Arabic letters, by their first word.
    pub shorts: HashMap<String, Vec<Vec<String>>>,
    /// The text names Mali: المالي may be Malian.
    pub of_mali: bool,
}

/// Finds all mentions of `doc`, in order of place.
pub(crate) fn find(doc: &Doc<'_>) -> Vec<Found> {
    let mut f = Finder {
        doc,
        found: Vec::new(),
        used: doc.masked.clone(),
        beside: vec![false; doc.len()],
        families: HashSet::new(),
        full: HashMap::new(),
        acronyms: HashSet::new(),
        bracketed: HashMap::new(),
        shorts: HashMap::new(),
        of_mali: (0..doc.len()).any(|i| matches!(doc.w(i), "مالي" | "باماكو" | "بماكو")),
    };
    f.read_acronyms();
    f.read_short_forms();
    f.dates();
    f.documents();
    f.sources_known();
    f.english_sites();
    f.topics();
    let mut i = 0;
    while i < doc.len() {
        let next = if f.used[i] {
            None
        } else if doc.arabic(i) {
            f.arabic_at(i)
        } else {
            f.name_again(i).or_else(|| f.latin_at(i))
        };
        i = next.unwrap_or(i + 1).max(i + 1);
    }
    f.initials();
    f.initials_of_titles();
    f.double_surnames();
    f.names_again();
    f.surnames();
    f.appositions();
    f.english_predicates();
    f.titles_in_a_row();
    f.respectively();
    f.states();
    f.places();
    f.kingdoms();
    f.places_beside();
    f.strange_places_again();
    f.late_holders();
    f.unions();
    f.sources();
    f.namesakes();
    let mut order: Vec<usize> = (0..f.found.len()).collect();
    order.sort_by_key(|&k| {
        (
            f.found[k].first,
            f.found[k].skip,
            std::cmp::Reverse(f.found[k].last),
        )
    });
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let mut out: Vec<Found> = order.iter().map(|&k| f.found[k].clone()).collect();
    for m in &mut out {
        m.link = m.link.map(|k| place[k]);
    }
    out
}

/// An organisation found by a rule.
#[derive(Debug, Clone)]
pub(crate) struct Org {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub known: Option<u32>,
    pub iso: Option<String>,
}

impl Org {
    /// One that no list knows.
    pub fn new(first: usize, last: usize, skip: usize) -> Org {
        Org {
            first,
            last,
            skip,
            known: None,
            iso: None,
        }
    }
}

/// An office found by a rule, with what lies inside it.
#[derive(Debug, Clone)]
pub(crate) struct Office {
    pub first: usize,
    pub last: usize,
    pub skip: usize,
    pub orgs: Vec<Org>,
    pub inner: Vec<Office>,
    /// A place completes it: `سفير فرنسا`.
    pub placed: bool,
    /// A title without complement: an office only with a holder beside it.
    pub bare: bool,
    /// Country said before it ("Spanish interior minister").
    pub iso: Option<String>,
}

impl Office {
    /// Whose it is, where `said` stands behind it: "سفير بولندا في العراق" is Poland's.
    fn whose(&self, said: Option<String>) -> Option<String> {
        match self.placed {
            true => self.iso.clone().or(said),
            false => said.or_else(|| self.iso.clone()),
        }
    }
}

impl Finder<'_, '_> {
    pub fn free(&self, first: usize, last: usize) -> bool {
        last <= self.used.len() && !self.used[first..last].iter().any(|u| *u)
    }

    pub fn take(&mut self, first: usize, last: usize) {
        self.used[first..last].fill(true);
    }

    pub fn push(&mut self, m: Found) -> usize {
        self.found.push(m);
        self.found.len() - 1
    }

    /// Records an office and what lies inside; gives its index.
    pub fn push_office(&mut self, o: &Office, iso: Option<String>) -> usize {
        let mut m = Found::new(MentionType::Office, o.first, o.last, o.skip);
        m.iso = iso.clone();
        let at = self.push(m);
        self.take(o.first, o.last);
        self.take_nationality(o.last);
        self.push_inside(o, &iso);
        at
    }

    /// The bodies inside an office. An office inside another (`deputy of the director`) and the country straight behind a title
    /// (`سفير فرنسا`) are no mentions of their own.
    fn push_inside(&mut self, o: &Office, iso: &Option<String>) {
        for org in &o.orgs {
            let mut g = Found::new(MentionType::Organization, org.first, org.last, org.skip);
            g.known = org.known;
            g.iso = match self.doc.latin(org.first) {
                true => iso.clone().or_else(|| org.iso.clone()),
                false => org.iso.clone().or_else(|| iso.clone()),
            };
            g.inside = true;
            self.push(g);
        }
        for inner in &o.inner {
            self.push_inside(inner, iso);
        }
    }

    pub fn push_org(&mut self, mut o: Org) -> usize {
        o.first = self.with_ordinal(o.first);
        let mut m = Found::new(MentionType::Organization, o.first, o.last, o.skip);
        m.known = o.known;
        // "la Sûreté nationale mauritanienne": what the text says goes before what the list knows.
        let latin = self.doc.latin(o.first);
        let said = self
            .nationality(o.last)
            .filter(|_| latin)
            .map(|n| n.0)
            .or_else(|| self.country_of_body(o.last))
            .or_else(|| self.english_land(o.first, o.last));
        let at_home = || {
            self.doc
                .arabic(o.first)
                .then(|| self.of_country(&o))
                .flatten()
        };
        let home = o.iso.is_none().then(at_home).flatten();
        m.iso = said.or(o.iso).or(home);
        self.take(o.first, o.last);
        self.take_nationality(o.last);
        self.push(m)
    }

    pub fn push_person(&mut self, first: usize, last: usize, skip: usize) -> usize {
        self.take(first, last);
        if last - first >= 2 {
            let word = |k: usize| self.doc.w(k).to_owned();
            self.families
                .insert(text::strip_article(self.doc.w(last - 1)).to_owned());
            // "تشو تاي يونغ": where the first word is no given name, it may be the family's.
            let given =
                self.doc.role(first).is_some_and(|r| r.given) || word(first).starts_with("عبد");
            if last - first == 3 && !given {
                self.families.insert(word(first));
            }
            if skip == 0 {
                let words = (first..last).map(word).collect();
                self.full.entry(word(first)).or_default().push(words);
            }
        }
        self.push(Found::new(MentionType::Person, first, last, skip))
    }

    /// "Vice Prime Minister, Minister of Internal Affairs of Georgia X", "Prime Minister and Interior Minister X": titles
    /// without an article between them, the name behind the last.
    fn titles_in_a_row(&mut self) {
        let doc = self.doc;
        for k in (0..self.found.len()).rev() {
            let o = &self.found[k];
            let open = o.kind == MentionType::Office && o.link.is_none() && !o.inside;
            if !open || !doc.latin(o.first) {
                continue;
            }
            let (_, end) = self.latin_after_office(o.last);
            // "le secrétaire d'État à la Justice – directeur des Services judiciaires X"
            let dash = doc.language == text::Language::French && doc.w(end) == "-";
            let comma = usize::from(doc.w(end) == "," || dash);
            let and = matches!(doc.w(end + comma), "and" | "et" | "&");
            // "the National Commissioner, in his capacity as chairperson of the Organisation, X"
            let also =
                usize::from(doc.w(end + comma) == "in" && doc.w(end + comma + 2) == "capacity");
            let also = also * (4 + usize::from(doc.w(end + comma + 4) == "the"));
            // "Minister of Home Affairs and current Chair of the Council, X"
            let now = usize::from(
                and && matches!(
                    doc.w(end + comma + 1),
                    "current" | "concurrent" | "concurrently" | "outgoing" | "incoming"
                ),
            );
            let at = end + comma + usize::from(and) + also + now;
            // "le chef de la délégation de l'UE au Niger, l'ambassadeur X"
            let at = at + 2 * usize::from(comma == 1 && self.envoy_in_apposition(o.first, at));
            let next = self
                .found
                .iter()
                .find(|n| n.kind == MentionType::Office && !n.inside && n.first == at);
            // "le Président de la République Chef de l'État X"
            let straight = at == end && doc.capital(at) && doc.language == text::Language::French;
            let Some(next) = next.filter(|n| (at > end || straight) && !doc.line_start(n.first))
            else {
                continue;
            };
            let french = doc.language == text::Language::French && (comma == 1 || straight);
            let one = match and {
                _ if also + now > 0 => true,
                true => self.one_holds_both(o, next),
                false => {
                    let capitals = doc.capital(o.first) && doc.capital(at);
                    french || capitals && !self.begins_with_body(next) || self.ends_a_row(next)
                }
            };
            if !one {
                continue;
            }
            let behind = |&l: &usize| {
                let p = &self.found[l];
                p.kind == MentionType::Person && p.first >= next.last
            };
            self.found[k].link = next.link.filter(behind);
        }
        self.second_titles();
    }

    /// "l'ambassadeur" at `k`, behind the title at `first` of one who heads a mission: the same man.
    fn envoy_in_apposition(&self, first: usize, k: usize) -> bool {
        let doc = self.doc;
        let head = matches!(
            doc.w(first),
            "chef"
                | "cheffe"
                | "representant"
                | "representante"
                | "coordonnateur"
                | "coordonnatrice"
        ) || doc.w(first) == "secretaire" && doc.w(first + 1) == "general";
        doc.language == text::Language::French
            && head
            && doc.w(k) == "l"
            && doc.w(k + 1) == "'"
            && doc.w(k + 2).starts_with("ambassad")
            && doc.capital(k + 3)
    }

    /// "X, vice-premier ministre, ministre de l'Intérieur, a reçu Y": in French and English the second title without an article is
    /// X's too.
    fn second_titles(&mut self) {
        let doc = self.doc;
        let english = doc.language == text::Language::English;
        if !english && doc.language != text::Language::French {
            return;
        }
        for k in 0..self.found.len() {
            let o = &self.found[k];
            let open = o.kind == MentionType::Office && o.link.is_none() && !o.inside;
            if !open || o.first < 2 || doc.w(o.first - 1) != "," || doc.line_start(o.first) {
                continue;
            }
            let before = self.found.iter().find(|p| {
                p.kind == MentionType::Office
                    && !p.inside
                    && p.last + 1 == o.first
                    && p.link.is_some_and(|l| self.found[l].last <= p.first)
            });
            // "X, Chief of Cooperation, Deputy Head of the Bureau, paid a visit", not "…, Deputy Head of the Bureau, Y, paid".
            let (_, end) = match english {
                true => self.latin_after_office(o.last),
                false => (None, o.last),
            };
            // "Head of INTERPOL Andorra"
            let land = doc
                .find(end, |h| h.tag.place().is_some())
                .filter(|_| english);
            let end = land.map_or(end, |h| h.last);
            let name = self.past_latin_ranks(end + 1);
            let named = english && doc.latin(name) && doc.capital(name) && !doc.line_start(name);
            if let Some(link) = before.and_then(|p| p.link)
                && matches!(doc.w(end), "," | "." | ";")
                && !named
            {
                self.found[k].link = Some(link);
            }
        }
    }

    /// The title `o` before "and" is held by whoever holds `next`: "Deputy Prime Minister and …", "… and Acting Minister of …", or
    /// the end of a row that no article begins.
    fn one_holds_both(&self, o: &Found, next: &Found) -> bool {
        let doc = self.doc;
        matches!(
            doc.w(o.first),
            "prime"
                | "premier"
                | "deputy"
                | "vice"
                | "first"
                | "second"
                | "state"
                | "union"
                | "home"
        ) || doc.w(next.first) == "acting"
            || doc.language == text::Language::French
            || self.row_before(o)
            || self.one_article(o, next)
            // "Minister of Interior and Commander of the Guard X"
            || doc.capital(o.first)
                && doc.capital(next.first)
                && doc.w(o.last) == "and"
                && doc.language == text::Language::English
                && !self.begins_with_body(next)
    }

    /// "The Minister of Interior and Europol Executive Director X": a title that a body begins is another one's.
    fn begins_with_body(&self, o: &Found) -> bool {
        self.found
            .iter()
            .any(|g| g.kind == MentionType::Organization && g.inside && g.first == o.first)
    }

    /// "China's minister of public security and state councilor X": small titles, no article before the second, the name straight
    /// behind it.
    fn one_article(&self, o: &Found, next: &Found) -> bool {
        let doc = self.doc;
        let named = |p: &Found| p.kind == MentionType::Person && p.first == next.last;
        let before =
            |p: &Found| p.kind == MentionType::Office && p.last < o.first && p.link.is_some();
        let again = |p: &Found| doc.w(p.last - 1) == doc.w(o.last - 1);
        doc.language == text::Language::English
            && next.first == o.last + 1
            && !doc.capital(o.first)
            && !doc.capital(next.first)
            && !self.begins_with_body(next)
            && next.link.is_some_and(|l| named(&self.found[l]))
            && !self.found.iter().any(|p| before(p) && again(p))
    }

    /// A title stands before `o` and a comma, and no article before it: "home minister, council president and board chairman".
    fn row_before(&self, o: &Found) -> bool {
        let doc = self.doc;
        o.first > 1
            && doc.w(o.first - 1) == ","
            && self.found.iter().any(|b| {
                b.kind == MentionType::Office
                    && b.last + 1 == o.first
                    && b.first > 0
                    && !matches!(doc.w(b.first - 1), "the" | "le" | "la" | "l" | "'")
            })
    }

    /// `next` stands in a row of titles that goes on with "and", and has its holder already.
    fn ends_a_row(&self, next: &Found) -> bool {
        next.link.is_some()
            && matches!(self.doc.w(next.last), "and" | "et" | "&")
            && self.row_before(next)
    }

    /// An office straight behind a person found late is that person's.
    fn appositions(&mut self) {
        for k in 0..self.found.len() {
            let o = &self.found[k];
            if o.kind != MentionType::Office
                || o.link.is_some()
                || o.inside
                || o.skip > 0
                || o.first == 0
            {
                continue;
            }
            let comma = usize::from(self.doc.w(o.first - 1) == "," && o.first > 1);
            let end = o.first - comma;
            let first = o.first;
            let holder = self
                .found
                .iter()
                .position(|p| p.kind == MentionType::Person && p.last == end);
            let held = holder.is_some_and(|h| self.found.iter().any(|x| x.link == Some(h)));
            let object = holder.is_some_and(|h| self.meets_the_titled(h, first));
            if !held && !object && !self.doc.line_start(first) {
                self.found[k].link = holder;
            }
        }
    }

    /// Marks a nationality behind `last` as taken: it is no mention.
    pub fn take_nationality(&mut self, last: usize) {
        if let Some((_, next)) = self.nationality(last).filter(|n| n.1 <= self.used.len()) {
            self.used[last..next].fill(true);
        }
    }

    /// "la Gendarmerie nationale du Niger": the country behind a French body says whose it is.
    pub fn country_of_body(&self, last: usize) -> Option<String> {
        let doc = self.doc;
        if doc.language != text::Language::French
            || !matches!(doc.w(last), "de" | "du" | "d" | "des")
        {
            return None;
        }
        let k = self.past_of(last).filter(|&k| doc.capital(k))?;
        // "le ministère de l'Intérieur de la République de Côte d'Ivoire"
        let state = || {
            matches!(doc.w(k), "republique" | "royaume" | "etat" | "sultanat")
                .then(|| (k + 1..k + 3).find_map(|n| self.land_at(self.past_of(n)?)))
                .flatten()
        };
        self.land_at(k).or_else(state)
    }

    /// The country whose name begins at `k`.
    fn land_at(&self, k: usize) -> Option<String> {
        let country = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| p.country);
        let place = self.doc.find(k, country)?.tag.place()?;
        Some(place.iso.clone())
    }

    /// Country of a nationality adjective at `i`, and the token after it.
    pub fn nationality(&self, i: usize) -> Option<(String, usize)> {
        self.nationality_past(i, 0)
    }

    /// The same behind `skip` letters of clitics: `والتركية`.
    pub fn nationality_past(&self, i: usize, skip: usize) -> Option<(String, usize)> {
        let h = self
            .doc
            .find(i, |h| matches!(h.tag, Tag::Nat(_)) && h.skip == skip)?;
        let Tag::Nat(n) = h.tag else { return None };
        Some((LEXICON.named[n as usize].id.clone(), h.last))
    }
}
