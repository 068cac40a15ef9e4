//! Whom a title and a country point back at: "المسؤول الأمني المغربي", "le ministre espagnol", "الوفد الموريتاني".

use std::ops::Range;

use super::{Participant, Teller};
use crate::lexicon::{LEXICON, Tag};
use crate::mention::{Found, MentionType};

/// Which country somebody comes from.
pub(super) struct Land {
    pub(super) person: usize,
    pub(super) iso: String,
    office: Option<usize>,
    /// Token at which the text says it.
    pub(super) first: usize,
}

/// What kind of title points back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Title {
    Minister,
    Ambassador,
    Any,
    Delegation,
}

/// The title that token `i` is, with its article.
fn title(w: &str) -> Option<Title> {
    let bare = w
        .strip_prefix('و')
        .or(w.strip_prefix('ب'))
        .filter(|r| r.starts_with("ال"))
        .unwrap_or(w);
    let bare = if let Some(r) = w.strip_prefix("لل") {
        r
    } else {
        bare
    };
    match bare
        .strip_prefix("ال")
        .unwrap_or(if w.starts_with("لل") { bare } else { "" })
    {
        "وزير" | "وزيره" => Some(Title::Minister),
        "سفير" | "سفيره" => Some(Title::Ambassador),
        "مسوول" | "مسووله" | "مدير" | "مديره" | "قايد" | "جنرال" | "مفوض" | "ضيف" | "ضيفه" => {
            Some(Title::Any)
        }
        "وفد" => Some(Title::Delegation),
        _ => None,
    }
}

/// The title that a French or English word is: "le responsable marocain", "the Ugandan general".
fn latin_title(w: &str) -> Option<Title> {
    match w {
        "ministre" | "minister" => Some(Title::Minister),
        "ambassadeur" | "ambassadrice" | "ambassador" => Some(Title::Ambassador),
        "responsable" | "official" | "general" | "commander" | "commandant" | "chief"
        | "director" | "directeur" | "patron" | "envoy" | "commissioner" | "colonel"
        | "admiral" | "amiral" | "visitor" | "visiteur" | "guest" => Some(Title::Any),
        "delegation" => Some(Title::Delegation),
        _ => None,
    }
}

/// "سموه", "سعادته": the one the text is speaking of.
pub(super) fn courtesy(w: &str) -> bool {
    matches!(
        w.trim_start_matches(['و', 'ل']),
        "سموه"
            | "سعادته"
            | "معاليه"
            | "فخامته"
            | "جلالته"
            | "سيادته"
            | "عطوفته"
            | "سموها"
            | "سعادتها"
            | "معاليها"
    )
}

impl Teller<'_, '_> {
    /// The country of each person that an office, a body in it or a nationality before the name says.
    pub(super) fn lands(&self) -> Vec<Land> {
        let mut out: Vec<Land> = Vec::new();
        let mut seen = foldhash::HashSet::default();
        for (k, m) in self.found.iter().enumerate() {
            let Some(e) = self.resolved.of[k] else {
                continue;
            };
            let (who, iso, office) = match m.kind {
                MentionType::Office => {
                    let own = self.resolved.entities[e].country.clone();
                    let iso = own.or_else(|| self.body_inside(m)).or_else(|| self.side(m));
                    let iso = iso
                        .or_else(|| self.possessor(m))
                        .or_else(|| self.of_state(m));
                    (self.resolved.entities[e].holder, iso, Some(e))
                }
                MentionType::Person => (Some(e), self.nationality_before(m), None),
                _ => continue,
            };
            if let (Some(person), Some(iso)) = (who, iso)
                && seen.insert(person)
            {
                out.push(Land {
                    person,
                    iso,
                    office,
                    first: m.first,
                });
            }
        }
        out
    }

    /// "نظيره الإيطالي X … زيارة المدير العام للشرطة الإيطالية": the one person of that country whose office was not said.
    pub(super) fn of_land(&self, m: &Found, office: usize) -> Option<usize> {
        if !self.doc.arabic(m.first) {
            return None;
        }
        let iso = self.resolved.entities[office].country.as_deref();
        let iso = iso.or_else(|| self.country_at(m.last))?;
        let mut all = self.lands.iter().filter(|l| l.iso == iso);
        let one = all.next().filter(|_| all.next().is_none())?;
        let named = one.office.is_none() && one.first < m.first;
        // A counterpart has the title of the one he is a counterpart of.
        let title = |office: usize| {
            let names = &self.resolved.entities[office].names;
            let name = text::fold_str(names.iter().flatten().next()?);
            name.split(' ').next().map(str::to_owned)
        };
        let host = self.main_person()?.office?;
        (named && title(host) == title(office)).then_some(one.person)
    }

    /// "Kazakhstan's Interior Minister".
    fn possessor(&self, m: &Found) -> Option<String> {
        let doc = self.doc;
        let b = m.first.checked_sub(2)?;
        if doc.w(b) != "'" || doc.w(b + 1) != "s" {
            return None;
        }
        let from = self
            .found
            .partition_point(|f| f.first < b.saturating_sub(6));
        let near = (from..self.found.len()).take_while(|&k| self.found[k].first < b);
        let of =
            |k: &usize| self.found[*k].last == b && self.found[*k].kind == MentionType::Location;
        let k = near.into_iter().find(of)?;
        let known = self.resolved.entities[self.resolved.of[k]?].known.clone()?;
        (known.len() == 2).then_some(known)
    }

    /// "Minister of Interior" of "Turkiye", outside the office.
    fn of_state(&self, m: &Found) -> Option<String> {
        let from = m.last + 1 + usize::from(self.doc.w(m.last + 1) == "the");
        let at = self.found.partition_point(|f| f.first < from);
        let k = (at..self.found.len().min(at + 3)).find(|&k| {
            self.found[k].first == from && self.found[k].kind == MentionType::Location
        })?;
        let known = self.resolved.entities[self.resolved.of[k]?].known.clone()?;
        let english = self.doc.language == text::Language::English;
        (english && self.doc.w(m.last) == "of" && known.len() == 2).then_some(known)
    }

    fn body_inside(&self, office: &Found) -> Option<String> {
        let mut inside = self.found.iter().enumerate().filter(|(_, o)| {
            o.kind == MentionType::Organization && o.first >= office.first && o.last <= office.last
        });
        inside.find_map(|(k, _)| self.resolved.entities[self.resolved.of[k]?].country.clone())
    }

    /// "عن الجانب التركي القائد العام للدرك": whose side an office signs for.
    fn side(&self, m: &Found) -> Option<String> {
        let b = m.first.checked_sub(1)?;
        let b = if self.doc.w(b) == "," {
            b.checked_sub(1)?
        } else {
            b
        };
        let said = matches!(self.doc.w(b.checked_sub(1)?), "الجانب" | "الطرف");
        self.country_at(b).filter(|_| said).map(str::to_owned)
    }

    pub(super) fn country_at(&self, i: usize) -> Option<&'static str> {
        self.doc.at(i).iter().find_map(|h| match h.tag {
            Tag::Nat(n) if h.skip == 0 => Some(LEXICON.named[n as usize].id.as_str()),
            _ => None,
        })
    }

    /// "the Costa Rican general": of the adjective that ends before `i`.
    pub(super) fn country_before(&self, i: usize) -> Option<&'static str> {
        let nation = |b: usize| {
            let ends = |h: &&crate::lexicon::Hit| h.last == i && h.skip == 0;
            self.doc
                .at(b)
                .iter()
                .filter(ends)
                .find_map(|h| match h.tag {
                    Tag::Nat(n) => Some(LEXICON.named[n as usize].id.as_str()),
                    _ => None,
                })
        };
        (i.saturating_sub(3)..i).find_map(nation)
    }

    /// "نظيره الإسباني خوسيه": the country of a counterpart.
    fn nationality_before(&self, m: &Found) -> Option<String> {
        let doc = self.doc;
        let mut b = m.first.checked_sub(1)?;
        while doc.w(b) == ","
            || doc
                .at(b)
                .iter()
                .any(|h| h.tag == Tag::Rank && h.last == b + 1)
        {
            b = b.checked_sub(1)?;
        }
        let is = |c: usize| doc.at(c).iter().any(|h| h.tag == Tag::Counterpart);
        // "his Kazakh counterpart, X"
        if doc.latin(b) && is(b) {
            return self.country_before(b).map(str::to_owned);
        }
        // "وزيرا الداخلية السوري X والعراقي Y"
        let two = |i: usize| {
            matches!(
                doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
                "زيرا"
                    | "وزيرا"
                    | "زيري"
                    | "رييسا"
                    | "رييسي"
                    | "مديرا"
                    | "مديري"
                    | "قايدا"
                    | "قايدي"
            )
        };
        let counterpart =
            b.checked_sub(1).is_some_and(is) || doc.arabic(b) && (b.saturating_sub(10)..b).any(two);
        self.country_at(b)
            .filter(|_| counterpart)
            .map(str::to_owned)
    }

    /// Whom titles with a country in `r` point back at, outside every mention.
    pub(super) fn points_to(&self, r: Range<usize>) -> Vec<(usize, Participant)> {
        let doc = self.doc;
        let mut out: Vec<(usize, Participant)> = Vec::new();
        for i in r.clone() {
            // "زيارة صاحب السمو للعراق"
            let highness = doc.w(i) == "صاحب"
                && doc.w(i + 1) == "السمو"
                && i > 0
                && doc.w(i - 1).contains("زيار")
                && !self
                    .begin(i + 2, i + 7)
                    .iter()
                    .any(|f| f.kind == MentionType::Person && (i + 2..i + 7).contains(&f.first));
            if courtesy(doc.w(i)) || highness {
                out.extend(self.honoured(i).map(|p| (i, p)));
                continue;
            }
            if doc.arabic(i) {
                out.extend(self.of_two_lands(i, r.end).into_iter().map(|p| (i, p)));
                out.extend(self.bodies_of_kind(i).into_iter().map(|p| (i, p)));
                let all = self.the_delegation(i).iter();
                out.extend(all.map(|p| (i, *p)));
                if let Some(p) = self.by_title(i, r.end) {
                    out.push((i, p));
                    continue;
                }
            }
            if let Some(p) = self.guest_alone(i) {
                out.push((i, p));
                continue;
            }
            let counterpart = doc.at(i).iter().any(|h| h.tag == Tag::Counterpart);
            if self.demonym(i)
                && let Some(p) = self
                    .country_at(i)
                    .and_then(|iso| self.meant(Title::Any, iso, i))
            {
                out.push((i, p));
                continue;
            }
            let title = if counterpart
                && (doc.arabic(i)
                    || self.french() && self.unnamed_behind(i)
                    || self.english()
                        && doc.w(i) != "counterparts"
                        && self.country_before(i).is_some())
            {
                Some(Title::Any)
            } else if doc.arabic(i) {
                title(doc.w(i))
            } else {
                latin_title(doc.w(i)).filter(|_| !doc.capital(i))
            };
            let Some(title) = title.filter(|_| !self.covered[i]) else {
                continue;
            };
            if doc.latin(i) {
                // "the Ugandan general", "le responsable marocain"
                let iso = if doc.language == text::Language::English {
                    self.country_before(i).filter(|_| i > r.start)
                } else {
                    self.country_at(i + 1).filter(|_| i + 1 < r.end)
                };
                let named = self
                    .begin(i + 1, i + 4)
                    .iter()
                    .any(|f| f.first > i && f.first <= i + 3 && f.kind == MentionType::Person);
                if let Some(p) = iso
                    .filter(|_| !named)
                    .and_then(|iso| self.meant(title, iso, i))
                {
                    out.push((i, p));
                }
                continue;
            }
            let mut k = i + 1;
            while k < r.end
                && k < i + 3
                && self.country_at(k).is_none()
                && doc.w(k).starts_with("ال")
            {
                k += 1;
            }
            let Some(iso) = self.country_at(k).filter(|_| k < r.end) else {
                continue;
            };
            // "الوزير الإيطالي فلان": named, not pointed at.
            let named = |f: &Found| {
                f.kind == MentionType::Person
                    && f.first > k
                    && f.first <= k + 3
                    // "التقى المسؤول المالي بالرئيس فلان": the other one.
                    && !(k + 1..=f.first).any(|j| doc.w(j).starts_with("بال"))
                    && (k + 1..f.first)
                        .all(|j| doc.w(j) == "," || doc.at(j).iter().any(|h| h.tag == Tag::Rank))
            };
            if self.found.iter().any(named) {
                continue;
            }
            let one = self.meant(title, iso, i);
            let one = one.or_else(|| self.host_of(i).filter(|_| counterpart));
            if let Some(p) = one.or_else(|| self.other_of_two(i, iso).filter(|_| counterpart)) {
                out.push((i, p));
            }
        }
        out
    }

    /// "واستقبل الفريق X ضيفه أمس": the one who came, where no name and no country follows.
    fn guest_alone(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        let w = doc.w(i).trim_start_matches(['و', 'ب', 'ل']);
        let guest = matches!(
            w,
            "ضيفه" | "ضيفها" | "ضيفته" | "ضيفتها" | "الضيف" | "الضيفه"
        );
        if !guest || self.covered[i] {
            return None;
        }
        let title = |h: &crate::lexicon::Hit| h.tag.title() || matches!(h.tag, Tag::Nat(_));
        let named = self.person_behind(i + 1)
            || doc.at(i + 1).iter().any(title)
            || self.person_behind(i + 2) && doc.w(i + 1) == ",";
        let visit = self.events.iter().rev().find(|e| e.kind == "visit")?;
        let guest = visit.participants.first().copied();
        guest.filter(|p| !named && self.is_person(p))
    }

    /// "محادثات مع نظيره الجزائري": the other one of the same office whom the text named, of no country it said.
    fn host_of(&self, at: usize) -> Option<Participant> {
        let known = self.found.partition_point(|f| f.first < at);
        let title = |e: Option<usize>| {
            let names = &self.resolved.entities[e?].names;
            let name = text::fold_str(names.iter().flatten().next()?);
            name.split(' ')
                .take(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
                .into()
        };
        let main = self.main_person()?;
        let want: Option<Vec<String>> = title(main.office);
        let other = |k: &usize| {
            let p = self
                .participant(*k)
                .filter(|_| self.found[*k].kind == MentionType::Person)?;
            let same = p.entity != main.entity && want.is_some() && title(p.office) == want;
            let foreign = self.lands.iter().any(|l| Some(l.person) == p.entity);
            (same && !foreign).then_some(p)
        };
        (0..known).rev().find_map(|k| other(&k))
    }

    /// "وقع X وY إعلانا. وأعلنت Y أنها ستستقبل نظيرها المغربي": of two told together the one whom the sentence does not name,
    /// of no other country.
    fn other_of_two(&self, at: usize, iso: &str) -> Option<Participant> {
        let named: Vec<Participant> = self
            .between(self.sentence_of(at).start, at)
            .filter_map(|k| self.participant(k))
            .filter(|p| self.named_person(p))
            .collect();
        let two = |e: &&super::Event| {
            e.participants.len() == 2 && e.participants.iter().all(|p| self.named_person(p))
        };
        let told = self.events.iter().rev().take(3).find(two)?;
        let (me, other) = match told.participants[..] {
            [a, b] if a.among(&named) => (a, b),
            [a, b] => (b, a),
            _ => return None,
        };
        let elsewhere = |l: &Land| Some(l.person) == other.entity && l.iso != iso;
        let own = named.iter().all(|p| p.entity == me.entity) && !named.is_empty();
        (own && !self.lands.iter().any(elsewhere)).then_some(other)
    }

    /// "son homologue ivoirien, lundi": no name follows the nationality.
    fn unnamed_behind(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.w(i) == "homologue"
            && matches!(doc.w(i.saturating_sub(1)), "son" | "l" | "'" | "leur")
            && self.country_at(i + 1).is_some()
            && !self
                .begin(i + 2, i + 7)
                .iter()
                .any(|f| f.kind == MentionType::Person && f.first > i + 1 && f.first <= i + 6)
    }

    /// "L'Espagnol a été reçu": somebody by his country.
    fn demonym(&self, i: usize) -> bool {
        let doc = self.doc;
        doc.latin(i)
            && doc.language == text::Language::French
            && doc.capital(i)
            && !self.covered[i]
            && !doc.capital(i + 1)
            && i > 0
            && (matches!(doc.w(i - 1), "le" | "la")
                || doc.w(i - 1) == "'" && i > 1 && doc.w(i - 2) == "l")
    }

    /// "الضيفان": the people of the last meeting who are of another country than its first.
    pub(super) fn guests(&self, r: Range<usize>) -> Vec<Participant> {
        let several = r.clone().any(|i| {
            matches!(
                self.doc.w(i).trim_start_matches('و'),
                "الضيفان" | "الضيوف" | "الزايران" | "الضيفين"
            )
        });
        let land = |p: &Participant| {
            let mut all = self.lands.iter();
            all.find(|l| Some(l.person) == p.entity)
                .map(|l| l.iso.as_str())
        };
        let Some(told) = self
            .events
            .iter()
            .rev()
            .find(|e| several && e.participants.len() > 2)
        else {
            return Vec::new();
        };
        let home = land(&told.participants[0]);
        let foreign = told
            .participants
            .iter()
            .filter(|p| land(p).is_some_and(|l| Some(l) != home));
        foreign.copied().collect()
    }

    /// The one person of that country and title whom the text has named before token `at`.
    fn meant(&self, title: Title, iso: &str, at: usize) -> Option<Participant> {
        let of_land = |p: &&Participant| {
            let mut all = self.lands.iter();
            all.any(|l| Some(l.person) == p.entity && l.iso == iso)
        };
        if title == Title::Delegation {
            let came = |e: &&super::Event| e.kind == "visit" || e.kind == "meeting";
            let visit = self.events.iter().rev().find(came)?;
            let mut of = visit.participants.iter().filter(of_land);
            return of.next().copied().filter(|_| of.next().is_none());
        }
        let as_one = |l: &Land| Participant {
            entity: Some(l.person),
            office: l.office,
        };
        let of = |l: &&Land| l.iso == iso && l.first < at && self.titled(&as_one(l), title);
        // A headline points at whom the text names below: "وزير الداخلية يبحث مع نظيره الإيطالي".
        let headline = self.events.is_empty() && !self.lands.iter().any(|l| of(&l));
        let below = |l: &&Land| l.iso == iso && self.titled(&as_one(l), title);
        if headline && title != Title::Ambassador {
            let mut people = self.lands.iter().filter(below);
            let one = as_one(people.next()?);
            return Some(one).filter(|_| people.next().is_none());
        }
        let mut people = self.lands.iter().filter(of);
        let one = as_one(people.next()?);
        if people.next().is_none() {
            return Some(one);
        }
        // Of several of one country the one who came.
        let visit = self.events.iter().rev().find(|e| e.kind == "visit")?;
        let mut came = visit.participants.iter().filter(of_land);
        came.next().copied().filter(|_| came.next().is_none())
    }

    /// Somebody of that country whom the text has named before `at`, if there is one.
    pub(super) fn only_one_of(&self, iso: &str, at: usize) -> Option<Participant> {
        self.meant(Title::Any, iso, at)
    }

    pub(super) fn minister(&self, p: &Participant) -> bool {
        self.is_person(p) && self.titled(p, Title::Minister)
    }

    /// A minister is meant by the word for minister alone, an ambassador by his.
    fn titled(&self, p: &Participant, title: Title) -> bool {
        let name = p
            .office
            .and_then(|o| self.resolved.entities[o].names.iter().flatten().next());
        let name = text::fold_str(name.map_or("", |n| n.as_str()));
        match title {
            Title::Minister => name.contains("وزير") || name.contains("minist") || name.is_empty(),
            Title::Ambassador => name.contains("سفير") || name.contains("ambassad"),
            _ => !name.contains("سفير") && !name.contains("ambassad"),
        }
    }
}
