//! The definitions that must travel with what they mark: a reader that does not know a marking drops the object.

use super::Going;
use crate::cli::problem::Problem;
use handling::{Clearance, Label, Local};
use std::collections::HashSet;
use stix::marking::Tlp;
use store::{Collection, Store};

/// Definitions of the markings of these objects that do not lie in the collection yet, and of their own markings. Those of
/// TLP 2.0 are made where the store has none; those of TLP 1 every reader knows.
pub fn companions(
    store: &Store,
    operator: &Clearance,
    collection: &Collection,
    going: &[Going],
    local: &Local,
) -> Result<Vec<Going>, Problem> {
    let mut seen: HashSet<String> = going.iter().map(|g| g.id.clone()).collect();
    let mut todo: Vec<String> = going.iter().flat_map(markings).collect();
    let mut found = Vec::new();
    while let Some(id) = todo.pop() {
        if Tlp::is_predefined_in_stix(&id) || !seen.insert(id.clone()) {
            continue;
        }
        let companion = match store.object_versions(operator, &id)?.pop() {
            Some(version) => Going::stored(&version, &collection.id, local)?,
            None => match Tlp::of_marking_id(&id) {
                Some(level) => Going::made(level.definition(), Label::clear(None), local)?,
                None => continue,
            },
        };
        todo.extend(markings(&companion));
        if !companion.is_there() {
            found.push(companion);
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    Ok(found)
}

fn markings(going: &Going) -> Vec<String> {
    let ids = going.references.iter().map(|(_, id)| id);
    ids.filter(|id| id.starts_with("marking-definition--"))
        .cloned()
        .collect()
}
