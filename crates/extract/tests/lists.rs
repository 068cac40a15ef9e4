//! The lists of bodies say one thing of each.

use std::collections::HashMap;
use std::path::Path;

/// Id, country and names of each line of the lists of bodies.
fn bodies() -> Vec<(String, Option<String>, Vec<String>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/lexicon");
    let mut all = Vec::new();
    for file in ["orgs.txt", "services.txt", "bodies.txt"] {
        let list = std::fs::read_to_string(folder.join(file)).expect("a list of bodies");
        for line in list.lines().filter(|l| l.starts_with("org ")) {
            let (head, names) = line.split_once('=').expect("id = names");
            let mut head = head.split_whitespace().skip(1).map(str::to_owned);
            let names = names.split(['|', ',']).map(|n| n.trim().to_lowercase());
            let names = names.filter(|n| !n.is_empty()).collect();
            all.push((head.next().expect("an id"), head.next(), names));
        }
    }
    assert!(all.len() > 500, "{} bodies", all.len());
    all
}

#[test]
fn an_id_is_of_one_country() {
    let mut of: HashMap<String, Option<String>> = HashMap::new();
    for (id, land, _) in bodies() {
        let first = of.entry(id.clone()).or_insert_with(|| land.clone());
        assert_eq!(*first, land, "{id}");
    }
}

#[test]
fn a_country_has_one_body_of_a_name() {
    let mut of: HashMap<(String, Option<String>), String> = HashMap::new();
    for (id, land, names) in bodies() {
        for name in names {
            let first = of
                .entry((name.clone(), land.clone()))
                .or_insert_with(|| id.clone());
            assert_eq!(*first, id, "{name}");
        }
    }
}
