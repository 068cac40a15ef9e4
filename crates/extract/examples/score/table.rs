//! The table of docs/EXTRACTION.md: what is read of one language, by half and by author of the texts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::{Count, Counts, count};

/// Authors of the test half, by the letters their texts' names begin with; the first author's have none.
const AUTHORS: [(&str, &[char]); 7] = [
    ("first author", &[]),
    ("`b-`, `d-`", &['b', 'd']),
    ("`g-`, `h-`", &['g', 'h']),
    ("`i-`", &['i']),
    ("`j-`", &['j']),
    ("`k-`", &['k']),
    ("`l-`", &['l']),
];

/// What is counted, and what the table calls it.
const ROWS: [(&str, &str); 20] = [
    ("span person", "person"),
    ("span location", "location"),
    ("span organization", "organization"),
    ("span office", "office"),
    ("office with holder", "office with holder"),
    ("span date", "date"),
    ("date with days", "dates, with the right days"),
    ("span region", "region"),
    ("span threat-group", "threat-group"),
    ("span topic", "topic"),
    ("span source", "source"),
    ("linking", "mentions linked to the right entity"),
    ("event type", "event types"),
    ("event type+participants", "events: type and participants"),
    ("event place", "events: + place"),
    ("event date", "events: + date"),
    ("event topics", "events: + topics"),
    ("event source", "events: + source"),
    ("furniture", "furniture"),
    ("repeats", "repeats"),
];

/// Prints the table of the language whose gold lies in `folder`.
pub fn print(folder: &Path) -> std::io::Result<()> {
    let dev = count(&files(&folder.join("dev"))?, false);
    let test = files(&folder.join("test"))?;
    let mut by_author: Vec<(String, Counts)> = Vec::new();
    for (name, letters) in AUTHORS {
        let own: Vec<PathBuf> = test
            .iter()
            .filter(|p| author(p).map_or(letters.is_empty(), |c| letters.contains(&c)))
            .cloned()
            .collect();
        by_author.push((format!("{name} ({})", own.len()), count(&own, false)));
    }
    let mut all: Counts = BTreeMap::new();
    for (name, c) in by_author.iter().flat_map(|(_, t)| t) {
        all.entry(name.clone()).or_default().join(c);
    }
    print!("| | dev F1 | test ({}): P / R / **F1** (n)", test.len());
    for (name, _) in &by_author {
        print!(" | {name}");
    }
    println!(" |\n|---|---|---{}|", "|---".repeat(by_author.len()));
    for (row, name) in ROWS {
        let of = |t: &Counts| t.get(row).copied().unwrap_or_default();
        print!("| {name} | {} | {} |", short(&of(&dev)), full(&of(&all)));
        for (_, t) in &by_author {
            print!(" {} |", short(&of(t)));
        }
        println!();
    }
    Ok(())
}

/// The gold files of a folder, by name.
pub fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        files.push(entry?.path());
    }
    files.sort();
    Ok(files)
}

/// The letter before the dash with which a text's name begins.
fn author(path: &Path) -> Option<char> {
    let name = path.file_name()?.to_str()?;
    name.chars().next().filter(|_| name[1..].starts_with('-'))
}

fn short(c: &Count) -> String {
    let [_, _, f] = c.scores();
    match c.gold {
        0 => "–".to_owned(),
        n => format!("{f:.1} ({n})"),
    }
}

fn full(c: &Count) -> String {
    let [p, r, f] = c.scores();
    format!("{p:.1} / {r:.1} / **{f:.1}** ({})", c.gold)
}
