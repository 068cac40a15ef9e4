//! From mentions to entities: who is the same, who holds which office.

use foldhash::{HashMap, HashMapExt};

use text::{Name, Relation};

use crate::doc::Doc;
use crate::lexicon::{LEXICON, Named, canon};
use crate::mention::{Found, MentionType, one_of_two};

/// Something the text speaks of, however often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Its type.
    pub kind: MentionType,
    /// Its names in Arabic, French and English, where known or said.
    pub names: [Option<String>; 3],
    /// The id in the built-in lexicon, where it is known there.
    pub known: Option<String>,
    /// For an office: the entity that holds it, where the text says who.
    pub holder: Option<usize>,
    /// The country it belongs to, where the text or the lexicon says (ISO 3166).
    pub country: Option<String>,
    /// For an office: when it was held, where the text says.
    pub term: Option<crate::term::Term>,
}

impl Entity {
    /// What makes two entities of different parts of a document the same: their id, or names and country.
    pub(crate) fn identity(&self) -> Identity {
        match &self.known {
            Some(id) => Identity::Known(self.kind, id.clone()),
            None => Identity::Said(self.kind, self.names.clone(), self.country.clone()),
        }
    }
}

/// What an entity is told by.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) enum Identity {
    /// Its id in the lexicon.
    Known(MentionType, String),
    /// Its names and country.
    Said(MentionType, [Option<String>; 3], Option<String>),
}

/// Entities of a text, and for each mention which one it names.
pub(crate) struct Resolved {
    pub entities: Vec<Entity>,
    pub of: Vec<Option<usize>>,
}

fn surface<'a>(doc: &Doc<'a>, m: &Found) -> &'a str {
    // "للقاسمي" is ل and القاسمي: the name without its article.
    let article = usize::from(m.kind == MentionType::Person && two_lams(doc, m));
    &doc.t.raw[doc.start(m.first, m.skip + article)..doc.end(m.last)]
}

/// "للقاسمي", "للحماية": behind the preposition the article has lost its first letter.
fn two_lams(doc: &Doc<'_>, m: &Found) -> bool {
    let mut letters = doc.w(m.first).chars().skip(m.skip.saturating_sub(1));
    m.skip > 0 && doc.arabic(m.first) && letters.next() == Some('ل') && letters.next() == Some('ل')
}

/// What a mention other than a person's calls its entity: "للحماية المدنية" speaks of الحماية المدنية.
fn called(doc: &Doc<'_>, m: &Found) -> String {
    // "للجنة", "للبنان": the letter is the word's own.
    let own = [
        "لجن",
        "لوا",
        "لبنان",
        "ليبيا",
        "لندن",
        "لاهاي",
        "لوكسم",
        "ليون",
        "لاغوس",
        "ليما",
        "لومي",
    ];
    let word = doc.past(m.first, m.skip);
    if m.kind == MentionType::Organization
        && let Some((_, one)) = one_of_two(word)
    {
        let rest = &doc.t.raw[doc.end(m.first + 1)..doc.end(m.last)];
        return format!("{one}{rest}");
    }
    if m.kind == MentionType::Person || !two_lams(doc, m) || own.iter().any(|o| word.starts_with(o))
    {
        return surface(doc, m).to_owned();
    }
    let rest = &doc.t.raw[doc.start(m.first, m.skip + 1)..doc.end(m.last)];
    format!("ال{rest}")
}

/// The words of a phrase without articles, as a key.
fn key_of(doc: &Doc<'_>, m: &Found) -> String {
    key_without(doc, m, |_| false)
}

/// The key of an office of a country: "ministre français de l'Intérieur" and "ministre de l'Intérieur" français are one.
fn key_of_office(doc: &Doc<'_>, m: &Found) -> String {
    let nationality = |i: usize| {
        m.iso.is_some()
            && i > m.first
            && matches!(doc.w(i + 1), "de" | "du" | "des" | "d")
            && doc
                .at(i)
                .iter()
                .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
    };
    key_without(doc, m, nationality)
}

/// The words of a phrase without articles and without what `skips`, as a key.
fn key_without(doc: &Doc<'_>, m: &Found, skips: impl Fn(usize) -> bool) -> String {
    let mut key = String::new();
    for i in (m.first..m.last).filter(|&i| !skips(i)) {
        let w = doc.w(i);
        let body = if i == m.first && m.skip > 0 {
            w.char_indices().nth(m.skip).map_or("", |(n, _)| &w[n..])
        } else {
            w
        };
        let two = one_of_two(body).filter(|_| i == m.first && m.kind == MentionType::Organization);
        let c = canon(two.map_or(body, |t| t.0));
        let c = if i == m.first {
            c.strip_prefix('ل')
                .filter(|r| m.skip > 0 && r.len() > 6)
                .unwrap_or(&c)
                .to_owned()
        } else {
            c.into_owned()
        };
        if !matches!(c.as_str(), "\"" | "," | "the" | "la" | "le" | "l" | "'") {
            key.push_str(&c);
            key.push(' ');
        }
    }
    key
}

/// Index of the language slot of a text: ar, fr, en.
fn slot(doc: &Doc<'_>, m: &Found) -> usize {
    if doc.arabic(m.first) {
        0
    } else if doc.language == text::Language::French {
        1
    } else {
        2
    }
}

/// The organisation mention that mention `k` stands behind in parentheses.
pub(crate) fn alias_of(doc: &Doc<'_>, found: &[Found], k: usize) -> Option<usize> {
    let m = &found[k];
    let open = m.first.checked_sub(1).filter(|&o| {
        // "(Maritime Analysis Centre ou MAOC)": in French, under two names.
        let closed = matches!(
            (doc.w(o), doc.w(m.last)),
            ("(", ")") | ("\"", "\"") | ("(", "ou") | ("ou", ")")
        );
        // "(بأكاديمية الشرطة)" is where it is, not what it is called.
        m.kind == MentionType::Organization && closed && m.skip == 0
    })?;
    (0..k).rev().take(6).find(|&j| {
        // "Police nationale philippine (PNP)", "إدارة مكافحة المخدرات الأمريكية (DEA)": the nationality is outside the name.
        let nat = |i: usize| {
            doc.at(i)
                .iter()
                .any(|h| matches!(h.tag, crate::lexicon::Tag::Nat(_)))
        };
        // "Police nationale du Honduras (PNH)", "Service fédéral … de Russie, (…)"
        let land = |i: usize| {
            let small = matches!(
                doc.w(i),
                "de" | "du" | "d" | "des" | "la" | "l" | "'" | "," | "republique"
            );
            let place = || {
                doc.at(i)
                    .iter()
                    .any(|h| h.tag.place().is_some_and(|p| p.country))
            };
            doc.language == text::Language::French && (small || place())
        };
        // "المديرية العامة لمراقبة التراب الوطني بالمغرب (DST)"
        let at_home = |i: usize| {
            let country = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| p.country);
            doc.arabic(i) && (doc.w(i) == "في" || doc.at(i).iter().any(country))
        };
        let behind = found[j].last..open;
        found[j].kind == MentionType::Organization
            && found[j].last <= open
            && behind.len() < 6
            && (behind.len() < 4
                && behind
                    .clone()
                    .all(|i| doc.is_word(i) && nat(i) || doc.w(i) == "-" || at_home(i))
                || behind.clone().all(land))
    })
}

/// `short` is the father of the one `whole` names: "سالم راشد النويري" is no "راشد النويري".
fn father(whole: &Name, short: &Name) -> bool {
    let (all, some) = (whole.parts(), short.parts());
    let double = || {
        matches!(
            all[0].stem(),
            "محمد" | "احمد" | "سيد" | "سيدي" | "مولاي" | "جان" | "ماري"
        )
    };
    some.len() == 2 && all.len() == 3 && all[0].is_arabic() && all[1].same(&some[0]) && !double()
}

struct Builder<'d, 'a> {
    doc: &'d Doc<'a>,
    entities: Vec<Entity>,
    keys: HashMap<(MentionType, String), usize>,
    people: Vec<(Name, usize)>,
    /// Where the text first names each person in full.
    named: HashMap<usize, usize>,
    last_source: Option<usize>,
    last_statement: Option<usize>,
    /// Abbreviations the text puts in brackets behind a name: here they mean that body, whatever the lexicon says.
    defined: HashMap<String, usize>,
}

/// Resolves the mentions of a text.
pub(crate) fn resolve(doc: &Doc<'_>, found: &[Found]) -> Resolved {
    let mut b = Builder {
        doc,
        entities: Vec::new(),
        keys: HashMap::new(),
        people: Vec::new(),
        named: HashMap::new(),
        last_source: None,
        last_statement: None,
        defined: HashMap::new(),
    };
    let names: Vec<Option<Name>> = found
        .iter()
        .map(|m| (m.kind == MentionType::Person).then(|| Name::parse(surface(doc, m))))
        .collect();
    let people: Vec<(&Found, &Name)> = (found.iter().zip(&names))
        .filter_map(|(m, n)| Some((m, n.as_ref()?)))
        .collect();
    b.collect_people(&people);
    let mut of = vec![None; found.len()];
    for (k, m) in found.iter().enumerate() {
        if m.kind != MentionType::Office {
            // "Direction générale … (DGSN)": the abbreviation is the body before it.
            let whole =
                alias_of(doc, found, k).or(m.link.filter(|_| m.kind == MentionType::Organization));
            let same = whole.and_then(|j| of[j]);
            if let Some(e) = same.filter(|_| m.last == m.first + 1) {
                b.defined.entry(key_of(doc, m)).or_insert(e);
            }
            let short = m.kind == MentionType::Organization && m.last == m.first + 1;
            let same = same.or_else(|| {
                let meant = short.then(|| b.defined.get(&key_of(doc, m)).copied());
                meant.flatten()
            });
            if let Some(e) = same.filter(|_| m.known.is_none()) {
                b.keys.entry((m.kind, key_of(doc, m))).or_insert(e);
            }
            of[k] = same.or_else(|| b.one(m, names[k].as_ref()));
        }
    }
    for (k, m) in found.iter().enumerate() {
        if m.kind == MentionType::Office {
            of[k] = Some(b.office(m, m.link.and_then(|p| of[p])));
        }
    }
    b.share_holders(found, &mut of);
    Resolved {
        entities: b.entities,
        of,
    }
}

impl Builder<'_, '_> {
    fn new_entity(&mut self, kind: MentionType) -> usize {
        self.entities.push(Entity {
            kind,
            names: [None, None, None],
            known: None,
            holder: None,
            country: None,
            term: None,
        });
        self.entities.len() - 1
    }

    fn name(&mut self, e: usize, m: &Found) {
        let at = slot(self.doc, m);
        let said = called(self.doc, m);
        // Of several spellings the longest says most.
        let name = &mut self.entities[e].names[at];
        if name
            .as_ref()
            .is_none_or(|h| h.chars().count() < said.chars().count())
        {
            *name = Some(said);
        }
    }

    /// Full names first, so that a family name before the full one (a headline) finds its person.
    fn collect_people(&mut self, people: &[(&Found, &Name)]) {
        let mut longest = people.to_vec();
        longest.sort_by_key(|n| std::cmp::Reverse(n.1.parts().len()));
        for (m, n) in longest {
            // The son is named behind his father.
            let father = |p: &Name| {
                let next = || people.iter().find(|o| o.0.first > m.first);
                father(p, n) && next().is_some_and(|o| o.1.relation(p) == Relation::Same)
            };
            let matches: Vec<usize> = self
                .people
                .iter()
                .filter(|(p, _)| p.relation(n) != Relation::Different && !father(p))
                .map(|x| x.1)
                .collect();
            let distinct = matches.iter().any(|e| Some(e) != matches.first());
            let begun = matches.is_empty() && self.begun(m, n).is_some();
            if matches.is_empty() && !begun || (distinct && n.parts().len() > 1) {
                let e = self.new_entity(MentionType::Person);
                self.people.push((n.clone(), e));
            }
        }
        for (m, n) in people {
            let whole = |(p, _): &&(Name, usize)| p.relation(n) == Relation::Same;
            if n.parts().len() > 1
                && let Some((_, e)) = self.people.iter().find(whole)
            {
                self.named.entry(*e).or_insert(m.first);
            }
        }
    }

    fn person(&mut self, m: &Found, n: &Name) -> Option<usize> {
        let exact = self
            .people
            .iter()
            .find(|(p, _)| p.relation(n) == Relation::Same)
            .map(|x| x.1);
        let e = exact.or_else(|| {
            let mut short = self
                .people
                .iter()
                .filter(|(p, _)| p.relation(n) == Relation::Short)
                .map(|x| x.1);
            let Some(first) = short.next() else {
                return self.begun(m, n);
            };
            let others: Vec<usize> = short.filter(|&e| e != first).collect();
            if others.is_empty() {
                return Some(first);
            }
            // A family name that two people bear names neither, but for the one named so far.
            let known = |e: &usize| self.named.get(e).is_some_and(|&at| at < m.first);
            let mut so_far = std::iter::once(first).chain(others).filter(known);
            so_far.next().filter(|_| so_far.next().is_none())
        })?;
        self.name(e, m);
        Some(e)
    }

    /// "فهد الناصر" for فهد ناصر سعود العمري, "فهد بن ناصر" for فهد بن ناصر بن سعود, "Fahd bin Nasser" for Fahd bin Nasser Al Omari:
    /// how a longer name begins.
    fn begun(&self, m: &Found, n: &Name) -> Option<usize> {
        let short = n.parts();
        if let [family] = short {
            // "M. Faisal" for Faisal Shahkar: called by his first name.
            let courtesy = self.doc.language == text::Language::French
                && (1..3)
                    .filter_map(|n| m.first.checked_sub(n))
                    .any(|i| self.doc.is(i, crate::lexicon::Tag::Rank));
            if courtesy {
                let first = |p: &Name| p.parts().len() > 1 && p.parts()[0].same(family);
                let mut of = self.people.iter().filter(|(p, _)| first(p));
                if let Some((_, e)) = of.next() {
                    return of.all(|x| x.1 == *e).then_some(*e);
                }
            }
            // "Dr Ng" for Ng Eng Hen: the family's name comes first, and two short ones follow.
            if !self.doc.latin(m.first) || self.doc.role(m.first).is_some_and(|r| r.given) {
                return None;
            }
            let brief = |p: &text::NamePart| p.stem().chars().count() <= 5;
            let whole = |p: &Name| {
                let all = p.parts();
                all.len() == 3 && all[0].same(family) && all[1..].iter().all(brief)
            };
            let mut of = self.people.iter().filter(|(p, _)| whole(p));
            let first = of.next()?.1;
            return of.all(|x| x.1 == first).then_some(first);
        }
        // "Yark DAMEHAME", "Damehame Yark": the family's name first or last.
        if let [a, b] = short
            && self.doc.language == text::Language::French
        {
            let turned = |p: &Name| {
                let all = p.parts();
                all.len() == 2 && all[0].same(b) && all[1].same(a)
            };
            if let Some((_, e)) = self.people.iter().find(|(p, _)| turned(p)) {
                return Some(*e);
            }
        }
        let son = (m.first..m.last).any(|i| matches!(self.doc.w(i), "بن" | "bin" | "ben" | "ibn"));
        if !self.doc.arabic(m.first) && !son || short.len() < 2 {
            return None;
        }
        let article = self.doc.w(m.last - 1).starts_with("ال") && short.len() == 2;
        let whole = |p: &Name| {
            let all = p.parts();
            all.len() > short.len()
                && (article || son && all.len() > 2 || short.len() > 2)
                && all.iter().zip(short).all(|(a, b)| a.same(b))
        };
        let mut of = self
            .people
            .iter()
            .filter(|(p, _)| (article || son || short.len() > 2) && whole(p));
        let first = of.next()?.1;
        of.all(|x| x.1 == first).then_some(first)
    }

    fn keyed(&mut self, kind: MentionType, key: String, m: &Found) -> usize {
        let e = match self.keys.get(&(kind, key.clone())) {
            Some(&e) => e,
            None => {
                let e = self.new_entity(kind);
                self.keys.insert((kind, key), e);
                e
            }
        };
        if self.entities[e].known.is_none() {
            self.name(e, m);
        }
        e
    }

    /// The entity of a mention; a person bears `name`.
    fn one(&mut self, m: &Found, name: Option<&Name>) -> Option<usize> {
        match m.kind {
            MentionType::Person => self.person(m, name?),
            MentionType::Date | MentionType::Office => None,
            MentionType::Location => {
                let Some(n) = m.known.map(|n| n as usize) else {
                    // A place that no list has, behind a word that says it is one.
                    let key = key_of(self.doc, m);
                    return Some(self.keyed(m.kind, key, m));
                };
                let p = LEXICON.places.get(n)?;
                let e = self.keyed(m.kind, p.id.clone(), m);
                self.entities[e].known = Some(p.id.clone());
                self.entities[e].country = Some(p.iso.clone());
                self.entities[e].names = p.named();
                Some(e)
            }
            MentionType::Source => Some(self.source(m)),
            _ => match m.known {
                Some(n) => {
                    let named = LEXICON.named.get(n as usize)?;
                    if named.each {
                        return Some(self.of_a_country(m, named));
                    }
                    if named.iso.is_some() && m.iso.is_none() {
                        // It bears the name of a known one, and its country is open.
                        return Some(self.keyed(m.kind, format!("{}/", named.id), m));
                    }
                    // "الأمن الوطني" is Moroccan in the lexicon; with another country beside it, it is not that one.
                    let same = named.iso.is_none() || m.iso == named.iso;
                    let iso = m.iso.as_deref().unwrap_or_default();
                    let key = match same {
                        true => named.id.clone(),
                        false => format!("{}/{iso}", named.id),
                    };
                    let e = self.keyed(m.kind, key, m);
                    if same {
                        self.entities[e].known = Some(named.id.clone());
                        self.entities[e].names = named.names.clone();
                    }
                    if m.kind == MentionType::Organization && named.iso.is_some() {
                        self.entities[e].country = m.iso.clone();
                    }
                    Some(e)
                }
                None => {
                    let mut key = key_of(self.doc, m);
                    // The ministries of the interior of two countries are two.
                    let same = self.keys.get(&(m.kind, key.clone()));
                    let land = same.and_then(|&e| self.entities[e].country.as_ref());
                    if let (Some(iso), Some(land)) = (&m.iso, land)
                        && iso != land
                    {
                        key.push_str(iso);
                    }
                    let e = self.keyed(m.kind, key, m);
                    if self.entities[e].country.is_none() {
                        self.entities[e].country = m.iso.clone();
                    }
                    Some(e)
                }
            },
        }
    }

    /// "Gendarmerie nationale", "خفر السواحل": of the country beside it, of two countries two; alone it is nobody's in particular.
    fn of_a_country(&mut self, m: &Found, named: &Named) -> usize {
        let iso = m.iso.as_deref().unwrap_or_default();
        let e = self.keyed(m.kind, format!("{}/{iso}", named.id), m);
        self.entities[e].names = named.names.clone();
        self.entities[e].country = m.iso.clone();
        e
    }

    fn source(&mut self, m: &Found) -> usize {
        let w = key_of(self.doc, m);
        let same = [
            "مصدر",
            "مصادر ذات",
            "مصادر نفس",
            "ذات",
            "نفس",
            "مصادر عين",
            "مصادر ايا",
            "مصادر مذكور",
            "بلاغ مذكور",
            "بيان مذكور",
            "بلاغ عين",
            "بيان عين",
            "بلاغ ذات",
            "بيان ذات",
            "بلاغ نفس",
            "بيان نفس",
            "same",
            "meme",
            "source ",
        ];
        let alone = w == "مصادر ";
        let again =
            m.known.is_none() && (alone || same.iter().any(|s| w.starts_with(s)) && !unnamed(&w));
        if again && let Some(e) = self.last_source {
            return e;
        }
        let statement = ["بلاغ", "بيان", "communique", "statement", "press", "joint"]
            .iter()
            .any(|s| w.starts_with(s));
        if statement && let Some(e) = self.last_statement {
            self.last_source = Some(e);
            return e;
        }
        let e = match m.known.and_then(|n| LEXICON.named.get(n as usize)) {
            Some(named) => {
                let e = self.keyed(m.kind, named.id.clone(), m);
                self.entities[e].known = Some(named.id.clone());
                self.entities[e].names = named.names.clone();
                self.entities[e].country = named.iso.clone();
                e
            }
            None => self.keyed(m.kind, w, m),
        };
        self.last_source = Some(e);
        if statement {
            self.last_statement = Some(e);
        }
        e
    }

    fn office(&mut self, m: &Found, holder: Option<usize>) -> usize {
        let mut key = key_of_office(self.doc, m);
        if let Some(iso) = &m.iso {
            key.push_str(iso);
        }
        // The same title of two holders is two offices, unless a country already tells them apart.
        let base = (m.kind, key.clone());
        let taken = self.keys.get(&base).is_some_and(|&e| {
            self.entities[e].holder.is_some()
                && holder.is_some()
                && self.entities[e].holder != holder
        });
        if taken {
            key = format!("{key}#{}", holder.unwrap_or_default());
        }
        let e = self.keyed(m.kind, key, m);
        if self.entities[e].holder.is_none() {
            self.entities[e].holder = holder;
        }
        if self.entities[e].country.is_none() {
            self.entities[e].country = m.iso.clone();
        }
        e
    }

    /// "The director general …" alone is whoever the same text says holds that office, if it is one.
    fn share_holders(&mut self, found: &[Found], of: &mut [Option<usize>]) {
        let offices: Vec<(usize, String)> = found
            .iter()
            .enumerate()
            .filter(|(_, m)| m.kind == MentionType::Office)
            .map(|(k, m)| {
                let key = key_of(self.doc, m);
                // "le DG des douanes" is the director general.
                match key.strip_prefix("dg ") {
                    Some(rest) => (k, format!("{}{rest}", canon_all("directeur general "))),
                    None => (k, key),
                }
            })
            .collect();
        // "le chef du DFJP" is the chief of the department of those letters.
        let by_body = |k: usize| {
            let m = &found[k];
            let j = (k.saturating_sub(3)..found.len().min(k + 4)).find(|&j| {
                let o = &found[j];
                o.kind == MentionType::Organization && o.first > m.first && o.last == m.last
            })?;
            let head = Found {
                last: found[j].first,
                ..m.clone()
            };
            // "the Director General, NCB" and "the Director General of the Bureau"
            let key = key_of(self.doc, &head);
            let title = key.strip_suffix("of ").unwrap_or(&key);
            Some((title.to_owned(), of[j]?))
        };
        let bodies: Vec<Option<(String, usize)>> =
            offices.iter().map(|(k, _)| by_body(*k)).collect();
        for (n, (k, key)) in offices.iter().enumerate() {
            let Some(e) = of[*k].filter(|&e| self.entities[e].holder.is_none()) else {
                continue;
            };
            if let Some(same) = self.patron(found, of, &offices, (*k, key)) {
                of[*k] = Some(same);
                continue;
            }
            let here = &self.entities[e].country;
            let long = key.split(' ').count() > 3;
            let mut others = offices.iter().enumerate().filter_map(|(i, (j, said))| {
                let f = of[*j]?;
                let other = &self.entities[f];
                let fits = f != e && other.holder.is_some();
                let country = here.is_none() || other.country.is_none() || *here == other.country;
                let body = bodies[n].is_some() && bodies[n] == bodies[i];
                let same = (said == key || body) && country;
                // "the director general of national security" in the title, "… and territorial surveillance" in the text.
                let begins = long && said.starts_with(key.as_str()) && *here == other.country;
                (fits && (same || begins || country && shortened(key, said))).then_some(f)
            });
            let Some(first) = others.next() else { continue };
            if others.all(|f| f == first) {
                of[*k] = Some(first);
            }
        }
    }
}

/// "مدير المخابرات" for "مدير جهاز المخابرات العامة": a title of a head, its words in order among those of the whole.
fn shortened(short: &str, whole: &str) -> bool {
    let plain = |k: &str| k.replacen("مدير عام ل", "مدير ", 1);
    let (short, whole) = (plain(short), plain(whole));
    let mut of = whole.split(' ');
    let head = short.split(' ').next().unwrap_or("");
    matches!(head, "مدير" | "رييس" | "قايد" | "امين" | "مستشار" | "مفتش")
        && of.clone().next() == Some(head)
        && short.split(' ').filter(|w| !w.is_empty()).count() > 1
        && short.split(' ').all(|w| of.any(|o| o == w))
}

impl Builder<'_, '_> {
    /// "le patron d'Interpol": the one office of the text that heads the same body and is held.
    fn patron(
        &self,
        found: &[Found],
        of: &[Option<usize>],
        offices: &[(usize, String)],
        (k, key): (usize, &str),
    ) -> Option<usize> {
        const HEADS: [&str; 9] = [
            "directeur general d",
            "directrice generale d",
            "directeur executif d",
            "president d",
            "presidente d",
            "secretaire general d",
            "commandant d",
            "commissaire general d",
            "chef d",
        ];
        if !key.starts_with("patron") {
            return None;
        }
        let body = |o: &Found| {
            let mut inside = found.iter().enumerate().filter(|(_, b)| {
                b.kind == MentionType::Organization && b.first >= o.first && b.last <= o.last
            });
            let first = inside.next().and_then(|(j, _)| of[j]);
            first.filter(|_| inside.next().is_none())
        };
        let here = body(&found[k])?;
        let mut heads = offices.iter().filter_map(|(j, said)| {
            let f = of[*j]?;
            let headed = HEADS.iter().any(|h| said.starts_with(h));
            let same = headed && self.entities[f].holder.is_some();
            (same && body(&found[*j]) == Some(here)).then_some(f)
        });
        let first = heads.next()?;
        heads.all(|f| f == first).then_some(first)
    }
}

/// The words of a phrase as keys have them.
fn canon_all(phrase: &str) -> String {
    phrase
        .split_inclusive(' ')
        .map(|w| format!("{} ", canon(w.trim_end())))
        .collect()
}

/// Whether a source key is of unnamed people.
pub(crate) fn unnamed(key: &str) -> bool {
    [
        "متطابق",
        "مطلع",
        "امني",
        "عليم",
        "دبلوماسي",
        "موثوق",
        "محلي",
        "خاص",
        "مسوول",
        "اعلامي",
        "حكومي",
        "رسمي",
        "concordant",
        "securitair",
        "diplomat",
        "informe",
        "proche",
        "local",
        "officiel",
        "security",
        "informed",
        "close",
        "familiar",
        "official",
        "government",
        "unnamed",
        "anonymous",
        "intelligence",
        "police",
        "policier",
        "judiciaire",
        "autorisee",
        "mediat",
        "gouvernement",
    ]
    .iter()
    .any(|u| key.contains(u))
}
