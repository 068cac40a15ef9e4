//! Whether the store knows what a text names: by its id, its value, or its name in any script.
//!
//! A known object is used only where everybody who may have the drafts may have it too as far as TLP goes: else the id of a
//! hidden object would travel in a report that is shared. A name that fits several objects, or that many bodies share
//! ("the ministry of the interior"), is a suggestion to the analyst and no more.

use super::kept::Asked;
use handling::Clearance;
use stix::marking::Tlp;
use store::{Hit, Reason, Search, Store};
use text::Name;

/// Candidates looked at.
const CANDIDATES: usize = 10;

/// What the store says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It is this object
    Known(String),
    /// It may be one of these
    Similar(Vec<String>),
}

/// Asks the store about what a text names.
pub struct Linker<'a> {
    /// Where to look
    pub store: &'a Store,
    /// Of the operator
    pub clearance: &'a Clearance,
    /// Level of the drafts
    pub tlp: Tlp,
}

impl Linker<'_> {
    /// Looks for it.
    pub fn ask(&self, asked: &Asked) -> store::Result<Answer> {
        let versions = self.store.object_versions(self.clearance, &asked.id)?;
        if versions
            .iter()
            .any(|version| version.label.tlp() <= self.tlp && !version.label.is_narrowed())
        {
            return Ok(Answer::Known(asked.id.clone()));
        }
        let mut found: Vec<String> = Vec::new();
        for name in &asked.names {
            for hit in self.candidates(asked, name)? {
                if !found.contains(&hit.id) {
                    found.push(hit.id);
                }
            }
        }
        Ok(match found.as_slice() {
            [one] if is_sure(asked) => Answer::Known(one.clone()),
            _ => Answer::Similar(found),
        })
    }

    fn candidates(&self, asked: &Asked, name: &str) -> store::Result<Vec<Hit>> {
        let search = Search {
            text: name.to_owned(),
            types: vec![asked.object_type.clone()],
            limit: CANDIDATES,
            ..Search::default()
        };
        let mut hits = self.store.search(self.clearance, &search)?.0.hits;
        hits.retain(|hit| {
            matches!(hit.reason, Reason::Name | Reason::Value)
                && hit.tlp.is_some_and(|tlp| tlp <= self.tlp)
                && !hit.narrowed
        });
        Ok(hits)
    }
}

/// Whether a name alone says which one it is.
fn is_sure(asked: &Asked) -> bool {
    match asked.kind.as_str() {
        "person" => asked
            .names
            .iter()
            .any(|name| Name::parse(name).parts().len() > 1),
        // Every country has such a body and such an office.
        "organization" | "office" => asked.country.is_none(),
        // Towns of one name are many.
        "location" => asked.names.len() > 1,
        _ => true,
    }
}
