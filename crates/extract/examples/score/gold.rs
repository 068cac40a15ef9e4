//! A gold file: a head, the text with its marks, the events. The format is described in docs/annotation.md.

use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a gold file says of its text.
#[derive(Default)]
pub struct Gold {
    pub text: String,
    pub published: Option<text::Date>,
    /// (start, end, type, id), bytes.
    pub mentions: Vec<(usize, usize, String, String)>,
    /// office id → holder id
    pub holders: BTreeMap<String, String>,
    pub furniture: BTreeSet<(usize, usize)>,
    pub repeats: BTreeSet<(usize, usize)>,
    pub events: Vec<HashMap<String, String>>,
}

/// Reads a gold file.
pub fn parse(file: &str) -> Gold {
    let mut g = Gold::default();
    let mut parts = file.split("---\n");
    let head = parts.next().unwrap_or("");
    let body = parts.next().unwrap_or("").trim_end_matches('\n');
    let tail = parts.next().unwrap_or("");
    g.published = head
        .lines()
        .find_map(|l| l.strip_prefix("published: "))
        .and_then(|d| text::Date::parse(d.trim()));
    let mut open: Vec<(usize, String)> = Vec::new();
    let mut chars = body.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '{' => {
                let n = body[at..].find('|').map_or(body.len(), |n| at + n);
                open.push((g.text.len(), body[at + 1..n].to_owned()));
                while chars.peek().is_some_and(|x| x.0 <= n) {
                    chars.next();
                }
            }
            '}' => {
                let Some((start, label)) = open.pop() else {
                    continue;
                };
                let end = g.text.len();
                let (kind, id) = label.split_once(':').unwrap_or((&label, ""));
                match kind {
                    "furniture" => {
                        g.furniture.insert((start, end));
                    }
                    "repeat" => {
                        g.repeats.insert((start, end));
                    }
                    _ => {
                        let (id, holder) =
                            id.split_once('=').map_or((id, None), |(a, b)| (a, Some(b)));
                        if let Some(h) = holder {
                            g.holders.insert(id.to_owned(), h.to_owned());
                        }
                        g.mentions
                            .push((start, end, kind.to_owned(), id.to_owned()));
                    }
                }
            }
            c => g.text.push(c),
        }
    }
    for line in tail.lines().filter(|l| l.starts_with("event ")) {
        let mut e = HashMap::new();
        let mut words = line.split(' ').skip(1);
        e.insert("type".to_owned(), words.next().unwrap_or("").to_owned());
        for w in words {
            if let Some((k, v)) = w.split_once('=') {
                e.insert(k.to_owned(), v.to_owned());
            }
        }
        g.events.push(e);
    }
    g
}
