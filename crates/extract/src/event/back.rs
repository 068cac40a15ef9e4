//! Whom a title and a country point back at: "المسؤول الأمني المغربي", "le ministre espagnol", "الوفد الموريتاني".

use std::ops::Range;

use super::{Participant, Teller};
use crate::lexicon::{LEXICON, Tag};
use crate::mention::{Found, MentionType};

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
        "مسوول" | "مسووله" | "مدير" | "مديره" | "قايد" | "جنرال" | "مفوض" => {
            Some(Title::Any)
        }
        "وفد" => Some(Title::Delegation),
        _ => None,
    }
}

impl Teller<'_, '_> {
    /// Country of each person that an office, a body in it or a nationality before the name says.
    pub(super) fn lands(&self) -> Vec<(usize, String)> {
        let mut out: Vec<(usize, String)> = Vec::new();
        for (k, m) in self.found.iter().enumerate() {
            let Some(e) = self.resolved.of[k] else {
                continue;
            };
            let (who, iso) = match m.kind {
                MentionType::Office => {
                    let own = self.resolved.entities[e].country.clone();
                    let body = || self.body_inside(m);
                    (self.resolved.entities[e].holder, own.or_else(body))
                }
                MentionType::Person => (Some(e), self.nationality_before(m)),
                _ => continue,
            };
            if let (Some(who), Some(iso)) = (who, iso)
                && !out.iter().any(|x| x.0 == who)
            {
                out.push((who, iso));
            }
        }
        out
    }

    fn body_inside(&self, office: &Found) -> Option<String> {
        let mut inside = self.found.iter().enumerate().filter(|(_, o)| {
            o.kind == MentionType::Organization && o.first >= office.first && o.last <= office.last
        });
        inside.find_map(|(k, _)| self.resolved.entities[self.resolved.of[k]?].country.clone())
    }

    fn country_at(&self, i: usize) -> Option<&'static str> {
        self.doc.at(i).iter().find_map(|h| match h.tag {
            Tag::Nat(n) if h.skip == 0 => Some(LEXICON.named[n as usize].id.as_str()),
            _ => None,
        })
    }

    /// "نظيره الإسباني خوسيه": the country of a counterpart.
    fn nationality_before(&self, m: &Found) -> Option<String> {
        let doc = self.doc;
        let mut b = m.first.checked_sub(1)?;
        if doc.w(b) == "," {
            b = b.checked_sub(1)?;
        }
        let counterpart = b
            .checked_sub(1)
            .is_some_and(|c| doc.at(c).iter().any(|h| h.tag == Tag::Counterpart));
        self.country_at(b)
            .filter(|_| counterpart)
            .map(str::to_owned)
    }

    /// Whom titles with a country in `r` point back at, outside every mention.
    pub(super) fn points_to(&self, r: Range<usize>) -> Vec<Participant> {
        let doc = self.doc;
        let mut out: Vec<Participant> = Vec::new();
        for i in r.clone() {
            let Some(title) = title(doc.w(i)).filter(|_| doc.arabic(i) && !self.covered[i]) else {
                continue;
            };
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
                    && (k + 1..f.first)
                        .all(|j| doc.w(j) == "," || doc.at(j).iter().any(|h| h.tag == Tag::Rank))
            };
            if self.found.iter().any(named) {
                continue;
            }
            if let Some(p) = self.meant(title, iso, i)
                && !out.contains(&p)
            {
                out.push(p);
            }
        }
        out
    }

    /// The one person of that country and title whom the text has named before token `at`.
    fn meant(&self, title: Title, iso: &str, at: usize) -> Option<Participant> {
        let of_land = |e: usize| {
            self.lands
                .iter()
                .any(|(who, land)| *who == e && land == iso)
        };
        if title == Title::Delegation {
            let visit = self
                .events
                .iter()
                .rev()
                .find(|e| e.kind == "visit" || e.kind == "meeting")?;
            let mut of = visit
                .participants
                .iter()
                .filter(|p| p.entity.is_some_and(of_land));
            return of.next().copied().filter(|_| of.next().is_none());
        }
        let mut people: Vec<Participant> = Vec::new();
        for (k, m) in self
            .found
            .iter()
            .enumerate()
            .take_while(|(_, m)| m.first < at)
        {
            let fits = m.kind == MentionType::Person && self.resolved.of[k].is_some_and(of_land);
            if let Some(p) = fits.then(|| self.participant(k)).flatten()
                && self.titled(&p, title)
                && !people.iter().any(|q| q.entity == p.entity)
            {
                people.push(p);
            }
        }
        match people[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// A minister is meant by the word for minister alone, an ambassador by his.
    fn titled(&self, p: &Participant, title: Title) -> bool {
        let name = p
            .office
            .and_then(|o| self.resolved.entities[o].names[0].as_deref());
        let name = text::fold_str(name.unwrap_or_default());
        match title {
            Title::Minister => name.contains("وزير") || name.is_empty(),
            Title::Ambassador => name.contains("سفير"),
            _ => !name.contains("سفير"),
        }
    }
}
