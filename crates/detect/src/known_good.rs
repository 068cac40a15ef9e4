//! Lists of what is known to be good, in the form of MISP's warninglists: values on them are never told.
//!
//! A list is `{"name", "type", "list"}`; the type is `string` (equal), `hostname` (the name and all below it), `cidr`
//! (a block that holds the address), `substring` or `regex`, none of them with regard to case. The part of a URL that
//! names the host is looked up as well.

use std::collections::HashSet;

use regex::{RegexSet, RegexSetBuilder};
use serde::Deserialize;
use stix::pattern::Network;

/// All lists together.
#[derive(Debug, Default)]
pub struct KnownGood {
    strings: HashSet<String>,
    hosts: HashSet<String>,
    networks: Vec<Network>,
    substrings: Vec<String>,
    patterns: Vec<RegexSet>,
}

#[derive(Deserialize)]
struct List {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    list: Vec<String>,
}

impl KnownGood {
    /// Adds a list.
    ///
    /// # Errors
    /// When it is none, or an entry has no meaning.
    pub fn add(&mut self, json: &[u8]) -> Result<(), String> {
        let list: List = serde_json::from_slice(json).map_err(|error| error.to_string())?;
        let lower = list.list.iter().map(|entry| entry.trim().to_lowercase());
        match list.kind.as_str() {
            "string" | "" => self.strings.extend(lower),
            "hostname" => {
                self.hosts
                    .extend(lower.map(|name| name.trim_matches('.').to_owned()));
            }
            "substring" => self
                .substrings
                .extend(lower.filter(|entry| !entry.is_empty())),
            "cidr" => {
                let network =
                    |entry: String| Network::parse(&entry).ok_or(format!("`{entry}` is no block"));
                // A list is taken whole or not at all.
                let networks: Vec<Network> = lower.map(network).collect::<Result<_, _>>()?;
                self.networks.extend(networks);
            }
            "regex" => {
                // MISP writes them between slashes.
                let bare = list.list.iter().map(|entry| {
                    let inner = entry.strip_prefix('/').and_then(|e| e.rsplit_once('/'));
                    inner.map_or(entry.as_str(), |(inner, _)| inner)
                });
                let mut set = RegexSetBuilder::new(bare);
                let set = set.case_insensitive(true).build();
                self.patterns.push(set.map_err(|error| error.to_string())?);
            }
            other => return Err(format!("there is no type `{other}` of lists")),
        }
        Ok(())
    }

    /// Whether a value is on a list.
    pub fn contains(&self, value: &str) -> bool {
        let lower = value.to_lowercase();
        self.is_listed(&lower) || host_of(&lower).is_some_and(|host| self.is_listed(host))
    }

    fn is_listed(&self, lower: &str) -> bool {
        self.strings.contains(lower)
            || self.has_host(lower.trim_end_matches('.'))
            || self
                .substrings
                .iter()
                .any(|part| lower.contains(part.as_str()))
            || self.patterns.iter().any(|set| set.is_match(lower))
            || self.has_address(lower)
    }

    fn has_host(&self, name: &str) -> bool {
        let mut name = Some(name);
        while let Some(at) = name.filter(|_| !self.hosts.is_empty()) {
            if self.hosts.contains(at) {
                return true;
            }
            name = at.split_once('.').map(|(_, parent)| parent);
        }
        false
    }

    fn has_address(&self, text: &str) -> bool {
        let address = (!self.networks.is_empty())
            .then(|| Network::parse(text))
            .flatten();
        address.is_some_and(|address| self.networks.iter().any(|block| block.contains(&address)))
    }
}

/// The host of a URL.
fn host_of(value: &str) -> Option<&str> {
    let (_, rest) = value.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?;
    match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next(),
        None => host.split(':').next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, entries: &[&str]) -> KnownGood {
        let list = serde_json::json!({ "name": "n", "version": 1, "type": kind, "list": entries });
        let mut all = KnownGood::default();
        all.add(list.to_string().as_bytes()).unwrap();
        all
    }

    #[test]
    fn each_type_of_list_means_what_misp_means() {
        let hosts = of("hostname", &["Example.org", ".co.example"]);
        for (value, is_good) in [
            ("example.org", true),
            ("WWW.example.org.", true),
            ("notexample.org", false),
            ("http://user@www.example.org:8080/x", true),
            ("http://evil.example/?example.org", false),
            ("a.co.example", true),
        ] {
            assert_eq!(hosts.contains(value), is_good, "{value}");
        }
        let blocks = of("cidr", &["192.0.2.0/24", "2001:db8::/32"]);
        assert!(blocks.contains("192.0.2.7") && blocks.contains("https://[2001:db8::1]/"));
        assert!(!blocks.contains("192.0.3.7"));
        assert!(of("string", &["AB12"]).contains("ab12"));
        assert!(of("substring", &["cdn."]).contains("a.cdn.example"));
        let regular = of("regex", &["/^10\\.0\\./i", "^EXAMPLE"]);
        assert!(regular.contains("10.0.0.1") && regular.contains("Example.org"));
    }

    #[test]
    fn what_is_no_list_is_told() {
        let mut all = KnownGood::default();
        assert!(all.add(b"{").is_err());
        assert!(
            all.add(br#"{"type":"cidr","list":["x"]}"#)
                .unwrap_err()
                .contains("`x` is no block")
        );
        assert!(
            all.add(br#"{"type":"moon","list":[]}"#)
                .unwrap_err()
                .contains("`moon`")
        );
    }
}
