//! The tables themselves: they are well made, and the valid corpus has an instance of every row.

use super::extensions::PREDEFINED;
use super::table::{Kind, Need, Shape};
use super::types;
use super::walk::Members;
use crate::{Limits, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

type Seen = BTreeSet<(&'static str, &'static str)>;

/// Every table reachable from the types, embedded ones and extensions too.
fn tables() -> Vec<&'static Shape> {
    let mut all: Vec<&Shape> = Vec::new();
    let mut open: Vec<&'static Shape> = types::ALL.to_vec();
    open.extend(PREDEFINED);
    while let Some(shape) = open.pop() {
        if all.iter().any(|known| known.name == shape.name) {
            continue;
        }
        all.push(shape);
        open.extend(shape.rows().filter_map(|(_, row)| embedded(&row.kind)));
    }
    all
}

fn embedded(kind: &'static Kind) -> Option<&'static Shape> {
    match kind {
        Kind::Object(shape) => Some(shape),
        Kind::List(of) => embedded(of),
        _ => None,
    }
}

/// Notes which rows of the tables an object uses.
fn note(shape: &'static Shape, members: Members<'_, '_>, seen: &mut Seen) {
    for (name, value) in members {
        let Some((_, row)) = shape.property(name) else {
            continue;
        };
        seen.insert((shape.name, row.name));
        match (&row.kind, value) {
            (Kind::Extensions, Value::Object(entries)) => {
                for (key, extension) in entries {
                    let shape = PREDEFINED.iter().find(|shape| shape.name == key);
                    if let (Some(shape), Value::Object(inner)) = (shape, extension) {
                        note(shape, inner, seen);
                    }
                }
            }
            (kind, Value::Object(inner)) => {
                if let Some(shape) = embedded(kind) {
                    note(shape, inner, seen);
                }
            }
            (kind, Value::Array(items)) => {
                for item in items.iter().filter_map(Value::as_object) {
                    if let Some(shape) = embedded(kind) {
                        note(shape, item, seen);
                    }
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_corpus_has_every_row_of_every_table() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/valid");
    let mut seen = Seen::new();
    for entry in std::fs::read_dir(folder).expect("the corpus is there") {
        let text = std::fs::read(entry.expect("a file").path()).expect("a readable file");
        let value = json::parse(&text, &Limits::default()).expect("JSON");
        let members = value.as_object().expect("an object");
        let name = value.get("type").and_then(Value::as_str).expect("a type");
        if let Some(shape) = types::shape(name) {
            note(shape, members, &mut seen);
        }
    }
    let missing: Vec<_> = tables()
        .iter()
        .flat_map(|shape| shape.rows().map(move |(_, row)| (shape.name, row)))
        .filter(|(_, row)| !matches!(row.need, Need::Forbidden | Need::Unused))
        .filter(|(_, row)| !matches!(row.kind, Kind::Reserved))
        .map(|(shape, row)| (shape, row.name))
        .filter(|row| row.0 != "bundle" && !seen.contains(row))
        .collect();
    assert!(missing.is_empty(), "no valid instance has {missing:?}");
}

#[test]
fn rows_are_unique_and_fit_the_mask() {
    for shape in tables() {
        let names: BTreeSet<_> = shape.rows().map(|(_, row)| row.name).collect();
        assert_eq!(
            names.len(),
            shape.rows().count(),
            "{} has a row twice",
            shape.name
        );
        assert!(
            names.len() <= 64,
            "{} has too many rows for the walk's mask",
            shape.name
        );
    }
}

#[test]
fn tables_are_found_by_their_own_names() {
    assert_eq!(types::ALL.len(), 43);
    for shape in types::ALL {
        assert!(types::shape(shape.name).is_some_and(|found| found.name == shape.name));
    }
}
