//! Places in English that no list knows, where the words beside them say that they are places.

use super::Finder;
use crate::lexicon::Tag;

/// Kinds of place before "of": "the city of X".
fn kind_before(w: &str) -> bool {
    matches!(
        w,
        "city"
            | "town"
            | "village"
            | "district"
            | "province"
            | "governorate"
            | "municipality"
            | "county"
            | "island"
            | "suburb"
            | "port"
            | "oblast"
            | "prefecture"
            | "commune"
            | "township"
            | "emirate"
            | "wilaya"
            | "department"
    )
}

/// Kinds of place behind a name: "the X border crossing", "X province".
fn kind_behind(w: &str) -> bool {
    matches!(
        w,
        "border"
            | "checkpoint"
            | "crossing"
            | "province"
            | "governorate"
            | "district"
            | "town"
            | "village"
            | "oblast"
            | "municipality"
            | "county"
            | "suburb"
            | "township"
    )
}

impl Finder<'_, '_> {
    /// `the city of Shkodra`, `in Nagarkot, Nepal`, `the Burundian capital Bujumbura`, `the Palanca border crossing point`: where it ends.
    pub(super) fn english_place(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let unknown = |k: usize| {
            doc.latin(k)
                && doc.capital(k)
                && !self.used[k]
                && doc.at(k).iter().all(|h| h.tag.place().is_some())
                && doc.t.text(k).len() > 2
                && !doc.shouted(k)
        };
        if doc.line_start(i) || !unknown(i) || doc.capital(i - 1) && doc.latin(i - 1) {
            return None;
        }
        let mut end = i + 1;
        while end < (i + 3).min(doc.len()) {
            let hyphen = doc.w(end) == "-" && doc.glued(end) && doc.glued(end + 1);
            let next = end + usize::from(hyphen);
            if next >= doc.len() || !unknown(next) || doc.line_start(next) {
                break;
            }
            end = next + 1;
        }
        // A longer run of capitals is another name.
        if end < doc.len() && doc.latin(end) && doc.capital(end) && !doc.line_start(end) {
            return None;
        }
        let w = |n: usize| i.checked_sub(n).map_or("", |b| doc.w(b));
        let of_kind = w(1) == "of" && kind_before(w(2));
        let capital = w(1) == "capital"
            && i >= 2
            && (doc.at(i - 2).iter().any(|h| matches!(h.tag, Tag::Nat(_))) || w(2) == "s");
        let at = matches!(
            w(1),
            "in" | "at" | "to" | "from" | "near" | "outside" | "of"
        );
        let country = doc.w(end) == ","
            && doc
                .find(end + 1, |h| h.tag.place().is_some_and(|p| p.country))
                .is_some_and(|h| doc.capital(h.first) && !doc.line_start(h.first));
        let somebody = (i..end).any(|k| doc.role(k).is_some_and(|r| r.given && r.count >= 5));
        let kind = matches!(w(1), "the" | "in" | "at" | "to" | "from" | "near")
            && kind_behind(doc.w(end))
            && !doc.capital(end)
            && (doc.w(end) != "border"
                || matches!(
                    doc.w(end + 1),
                    "crossing" | "post" | "point" | "checkpoint" | "gate"
                ));
        (of_kind || capital || (at && country || kind) && !somebody).then_some(end)
    }
}
