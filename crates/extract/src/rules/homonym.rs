//! Places of one name: `عمان` is Amman and Oman, `طرابلس` lies in Libya and in Lebanon. The text's other words say which.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::doc::Doc;
use crate::lexicon::{Hit, LEXICON, Tag};

/// Countries where Arabic names of small towns are at home.
pub(super) const ARAB: &str =
    "MA DZ TN LY EG MR EH SD SA AE QA KW BH OM YE JO LB SY PS IQ SO DJ KM";

/// Well known, or where its name is at home.
fn likely(h: &Hit) -> bool {
    let place = h.tag.place();
    place.is_some_and(|p| p.strong || ARAB.contains(&p.iso))
}

/// How often a text speaks of each country, by names and nationalities that mean no other place.
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

    fn count(&self) -> HashMap<&'static str, usize> {
        let doc = self.doc;
        let mut said = HashMap::new();
        let mut i = 0;
        while i < doc.len() {
            let Some(h) = doc.find(i, |h| matches!(h.tag, Tag::Place(_) | Tag::Nat(_))) else {
                i += 1;
                continue;
            };
            let iso = match h.tag {
                Tag::Nat(n) => Some(LEXICON.named[n as usize].id.as_str()),
                Tag::Place(n) if !same_span(doc, h).any(|x| likely(&x) && x.tag != h.tag) => {
                    let place = &LEXICON.places[n as usize];
                    (place.strong && !doc.is(i, Tag::Stop)).then_some(place.iso.as_str())
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

    /// Of the places with the name of this hit the one whose country the text speaks of most; else the hit's own.
    pub fn choose(&self, h: Hit) -> Hit {
        let doc = self.doc;
        if same_span(doc, h).nth(1).is_none() {
            return h;
        }
        let said = self.said.get_or_init(|| self.count());
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
