//! Rules for Suricata 7: one for each place on the wire where a value shows, and lists of file hashes.
//!
//! Smallest example: the domain `a.example` shows in DNS questions, in the name asked for in TLS, and in the Host of
//! HTTP, so it becomes three rules, each comparing the whole buffer.

use super::atom::{Atom, Hash};
use super::flow::Flow;
use super::number::{Numbers, OWN};
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, Setting, native, web};
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "tansiq.rules";

/// Longer rules are refused by Suricata.
const LONGEST: usize = 8_000;

/// The protocols that carry files.
const CARRIERS: [&str; 6] = ["http", "http2", "smtp", "ftp-data", "smb", "nfs"];

/// Rules and lists so far.
pub(super) struct Rules {
    numbers: Numbers,
    rules: Vec<String>,
    hashes: BTreeMap<Hash, BTreeSet<String>>,
}

impl Rules {
    pub(super) fn new(setting: &Setting) -> Self {
        // A list that stands there stays, empty if need be: the rules that read it may still be loaded.
        let lists = [Hash::Md5, Hash::Sha1, Hash::Sha256].into_iter();
        let stands = lists.filter(|hash| setting.files.contains_key(&list(*hash)));
        Self {
            numbers: Numbers::new(setting, FILE),
            rules: Vec::new(),
            hashes: stands.map(|hash| (hash, BTreeSet::new())).collect(),
        }
    }
}

impl Form for Rules {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let has =
            "traffic, domains, addresses of pages, browsers, hashes of files and certificates";
        let rules: Vec<(String, String)> = if let Some(flow) = Flow::of(clause) {
            flow.headers()
                .into_iter()
                .map(|h| (h, String::new()))
                .collect()
        } else {
            match clause.atoms.as_slice() {
                [Atom::FileHash(hash @ (Hash::Md5 | Hash::Sha1 | Hash::Sha256), value)] => {
                    self.hashes.entry(*hash).or_default().insert(value.clone());
                    return Ok(());
                }
                [Atom::Domain { name, below }] => domain(name, *below),
                [Atom::Url(url)] => page(&web::request(url)?),
                [Atom::UserAgent(value)] if !value.is_empty() => {
                    vec![http(format!("http.user_agent; {}", whole(value)))]
                }
                [Atom::CertificateHash(Hash::Sha1, value)] => certificate(value),
                _ => return Err(clause.unsaid("Suricata", has)),
            }
        };
        let written = rules.iter().map(|(header, options)| {
            let says = format!("{header} {options}");
            (says, header.as_str(), options.as_str())
        });
        let lines: Vec<_> = written.collect();
        if lines.iter().any(|(says, ..)| says.len() > LONGEST) {
            return Err("the rule would be longer than Suricata takes".to_owned());
        }
        for (says, header, options) in lines {
            let rule = line(from, &mut self.numbers, &says, header, options);
            self.rules.push(rule);
        }
        Ok(())
    }

    fn native(&mut self, from: &Indicator) -> Result<(), Reason> {
        let rule = own("suricata", from, &mut self.numbers)?;
        self.rules.push(rule);
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let mut text = head.comment("#");
        self.rules.iter().for_each(|rule| text += rule);
        let mut files = BTreeMap::new();
        for hash in self.hashes.keys() {
            for (at, carrier) in CARRIERS.iter().enumerate() {
                let number = OWN + (*hash as u32) * 10 + at as u32;
                let (name, list) = (hash.name(), list(*hash));
                text += &format!(
                    "alert {carrier} any any -> any any (msg:\"tansiq: a file by its {name}\"; file{name}:{list}; sid:{number}; rev:1;)\n"
                );
            }
        }
        for (hash, values) in &self.hashes {
            let mut lines = String::new();
            values
                .iter()
                .for_each(|value| lines += &format!("{value}\n"));
            files.insert(list(*hash), lines.into_bytes());
        }
        files.insert(FILE.to_owned(), text.into_bytes());
        (files, self.numbers.renumbered)
    }
}

fn list(hash: Hash) -> String {
    format!("tansiq-{}.list", hash.name())
}

/// A whole line: header, options, and what every rule here has.
pub(super) fn line(
    from: &Indicator,
    numbers: &mut Numbers,
    says: &str,
    header: &str,
    options: &str,
) -> String {
    let message = message(&from.name);
    let tail = tail(from, numbers, says);
    format!("{header} (msg:\"tansiq: {message}\"; {options}{tail})\n")
}

/// Where it comes from, its number and its revision.
fn tail(from: &Indicator, numbers: &mut Numbers, says: &str) -> String {
    let (name, number) = numbers.of(&from.id, says);
    let revision = u32::try_from(from.modified / 1_000_000).unwrap_or(1).max(1);
    format!(
        "metadata:tansiq {name}, indicator {}; sid:{number}; rev:{revision};",
        from.id
    )
}

/// A rule that came as one, under a number of ours.
pub(super) fn own(
    language: &str,
    from: &Indicator,
    numbers: &mut Numbers,
) -> Result<String, Reason> {
    if from.pattern_type != language {
        let other = native::shown(&from.pattern_type);
        return Err(format!(
            "it is written for `{other}`, not as a STIX pattern"
        ));
    }
    let (header, options) = native::rule(&from.pattern)?;
    let options = options.join("; ");
    let tail = tail(from, numbers, &format!("{header} {options}"));
    Ok(format!("{header} ({options}; {tail})\n"))
}

fn domain(name: &str, below: bool) -> Vec<(String, String)> {
    let (text, bound) = match below {
        true => (format!(".{name}"), "endswith; ".to_owned()),
        false => (name.to_owned(), format!("bsize:{}; ", name.len())),
    };
    let text = content(&text);
    vec![
        (any("dns"), format!("dns.query; {text}nocase; {bound}")),
        (any("tls"), format!("tls.sni; {text}nocase; {bound}")),
        (any("http"), format!("http.host; {text}{bound}")),
    ]
}

fn page(request: &web::Request) -> Vec<(String, String)> {
    let host = format!(
        "{}nocase; bsize:{}; ",
        content(&request.host),
        request.host.len()
    );
    let target = whole(&request.target);
    vec![http(format!("http.host.raw; {host}http.uri.raw; {target}"))]
}

fn certificate(sha1: &str) -> Vec<(String, String)> {
    let pairs: Vec<&str> = (0..sha1.len())
        .step_by(2)
        .map(|at| &sha1[at..at + 2])
        .collect();
    let text = pairs.join(":");
    vec![(
        any("tls"),
        format!("tls.cert_fingerprint; {}", whole(&text)),
    )]
}

fn any(protocol: &str) -> String {
    format!("alert {protocol} any any -> any any")
}

fn http(options: String) -> (String, String) {
    (any("http"), options)
}

/// The whole buffer is this.
fn whole(value: &str) -> String {
    format!("{}bsize:{}; ", content(value), value.len())
}

/// A content option: what is no letter, digit or plain mark as its bytes.
pub(super) fn content(value: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b" ./_-?=&%+,()*@!~<>[]{}#$^'`".contains(&b);
    let mut out = String::from("content:\"");
    let mut in_bytes = false;
    for byte in value.bytes() {
        match (plain(byte), in_bytes) {
            (true, true) => out.push('|'),
            (false, false) => out += &format!("|{byte:02x}"),
            (false, true) => out += &format!(" {byte:02x}"),
            (true, false) => {}
        }
        in_bytes = !plain(byte);
        if !in_bytes {
            out.push(char::from(byte));
        }
    }
    if in_bytes {
        out.push('|');
    }
    out + "\"; "
}

/// A name inside a message: on one line, without what ends or escapes it.
fn message(name: &str) -> String {
    let clean = name.chars().map(|c| match c {
        '"' | ';' | '\\' | '|' | ':' => ' ',
        c if c.is_control() => ' ',
        c => c,
    });
    clean.take(160).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_hold_nothing_that_ends_them() {
        assert_eq!(content("a;\"b"), "content:\"a|3b 22|b\"; ");
        assert_eq!(content("é|"), "content:\"|c3 a9 7c|\"; ");
        assert_eq!(message("a\";b\\\n"), "a  b");
    }
}
