//! What goes out another way: exports as P, and rules made for P.

use super::policy::collection_id;
use super::world::time_of;
use detect::rules::Format;
use handling::Clearance;
use server::{export, handover};
use store::Store;

/// Everything P would be given, one after the other. The id of a bundle is random, so there is none.
pub fn all(
    store: &Store,
    clearance: &Clearance,
    partner: Option<&str>,
    format: Format,
    step: u64,
) -> Vec<u8> {
    let mut out = Vec::new();
    let mut write = |collection: Option<usize>, form, all_versions| {
        let plan = export::Plan {
            collection: collection.map(collection_id),
            types: Vec::new(),
            since: None,
            until: None,
            all_versions,
            form,
        };
        let done = export::run(store, clearance, &plan, &mut out, &mut |_| {});
        let count = done.unwrap_or_else(|_| panic!("an export"));
        out.extend_from_slice(format!("\n{count:?} objects\n").as_bytes());
    };
    write(None, export::Form::Lines, true);
    write(None, export::Form::Lines, false);
    write(Some(0), export::Form::Dated, false);
    out.extend(rules(store, clearance, partner, format, step));
    out
}

/// The files of a folder of rules, with their names.
fn rules(
    store: &Store,
    clearance: &Clearance,
    partner: Option<&str>,
    format: Format,
    step: u64,
) -> Vec<u8> {
    let place = tempfile::tempdir().expect("a folder");
    let folder = handover::Folder::open(place.path()).unwrap_or_else(|_| panic!("a folder"));
    let plan = handover::Plan {
        format,
        bounds: format.usual(),
        collection: collection_id(0),
        // Only the operator is told what may not be used.
        partner: Some(partner.unwrap_or("anonymous").to_owned()),
        types: Vec::new(),
        since: None,
        until: None,
        min_confidence: None,
        max_age: None,
    };
    let done = handover::run(store, clearance, &plan, &folder, time_of(step));
    let done = done.unwrap_or_else(|_| panic!("rules"));
    let mut out = format!("rules: {}\n", done.is_some()).into_bytes();
    let entries = std::fs::read_dir(place.path()).expect("a folder");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    for file in files {
        out.extend(file.file_name().expect("a name").as_encoded_bytes());
        out.extend(std::fs::read(&file).expect("a file"));
    }
    out
}
