//! What P searches for, and with which filters.

use super::object::NAMES;
use super::script::{Filter, asked_id};

impl Filter {
    /// The same numbers as filters of a search.
    pub fn search(&self, asked: &str) -> String {
        let pick = |of: &[&str], at: u8| of[usize::from(at) % of.len()].to_owned();
        let source = super::policy::identity("quorum");
        let unknown = super::object::unknown_marking();
        let pairs = [
            asked.to_owned(),
            pick(
                &[
                    "",
                    "",
                    "type=indicator,note",
                    "type=location",
                    "type=relationship",
                    "type=ipv4-addr",
                    "type=x-none",
                ],
                self.kind,
            ),
            pick(
                &["", "", "region=maghreb", "region=FR", "region=africa"],
                self.spec,
            ),
            pick(
                &["", "", "marking=green", "marking=clear", "marking=red"],
                self.id,
            ),
            match self.version {
                5 => format!("source={source}"),
                6 => format!("marking={unknown}"),
                _ => String::new(),
            },
            pick(
                &[
                    "",
                    "since=2026-01-02",
                    "until=2026-01-02",
                    "since=2026-11-01T00:00:06Z",
                    "",
                ],
                self.after,
            ),
            match self.limit % 6 {
                0 | 5 => String::new(),
                limit => format!("limit={limit}"),
            },
            pick(
                &[
                    "",
                    "limit=0",
                    "limit=999",
                    "since=soon",
                    "region=nowhere",
                    "marking=none",
                    "next=AAAA",
                    "q=again",
                    "x=1",
                ],
                self.malformed,
            ),
        ];
        let mut pairs: Vec<String> = pairs.into_iter().filter(|pair| !pair.is_empty()).collect();
        // One marking only.
        let mut seen = Vec::new();
        pairs.retain(|pair| {
            let name = pair.split('=').next().unwrap_or_default().to_owned();
            let new = name != "marking" || !seen.contains(&name);
            seen.push(name);
            new
        });
        pairs.join("&")
    }
}

/// What is searched for: words that much has, values, ids.
pub fn sought(which: u8) -> String {
    match which % 12 {
        0..=2 => "content".to_owned(),
        3 | 4 => format!("content {}", which / 12 % 3),
        5 => format!("198.51.100.{}", which / 12 % NAMES),
        6 => format!("hxxps://example[.]org/{}", which / 12 % NAMES),
        7 => "statement 0".to_owned(),
        8 => "192.0.2.1".to_owned(),
        9 => "nothing here".to_owned(),
        _ => asked_id(which / 2).replace("%2F", "/"),
    }
}
