//! Sigma rules, one a file: what shows in logs of DNS, proxies, firewalls, processes and files.
//!
//! Values are written as JSON strings, which YAML reads as they are; `*`, `?` and `\` are Sigma's own wildcards and get
//! a backslash.

use super::atom::{Atom, Hash};
use super::flow::Flow;
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, address, day, native, stable};
use std::collections::BTreeMap;
use stix::pattern::Network;

/// Rules by file.
#[derive(Default)]
pub(super) struct Rules(BTreeMap<String, Vec<u8>>);

/// Where to look, for what: the log source, and each selection's lines; one of them must hold.
struct Detection {
    source: &'static str,
    selections: Vec<Vec<String>>,
}

impl Form for Rules {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let has = "names in DNS, addresses and ports in firewalls, pages and browsers in proxies, \
                   hashes, command lines and names of files";
        let found = match Flow::of(clause) {
            Some(flow) => traffic(&flow)?,
            None => one(clause.atoms.as_slice()).ok_or_else(|| clause.unsaid("Sigma", has))?,
        };
        let id = stable(&from.id, &clause.text);
        let text = rule(from, &id.to_string(), &found);
        self.0.insert(format!("tansiq-{id}.yml"), text.into_bytes());
        Ok(())
    }

    fn native(&mut self, from: &Indicator) -> Result<(), Reason> {
        if from.pattern_type != "sigma" {
            let other = native::shown(&from.pattern_type);
            return Err(format!(
                "it is written for `{other}`, not as a STIX pattern"
            ));
        }
        native::sigma(&from.pattern)?;
        let name = format!("tansiq-{}.yml", from.id);
        self.0.insert(name, from.pattern.clone().into_bytes());
        Ok(())
    }

    fn finish(self: Box<Self>, _: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        (self.0, Vec::new())
    }
}

fn traffic(flow: &Flow) -> Result<Detection, Reason> {
    if flow.transport.is_some() {
        return Err("Sigma has no common field for the protocol in a firewall's log".to_owned());
    }
    let end = |field: &str, network: &Network| {
        let how = if address::is_single(network) {
            ""
        } else {
            "|cidr"
        };
        format!("{field}{how}: '{}'", address::text(network))
    };
    let source = "category: firewall";
    if let Some(network) = &flow.any {
        let selections = ["src_ip", "dst_ip"].map(|field| vec![end(field, network)]);
        let selections = selections.to_vec();
        return Ok(Detection { source, selections });
    }
    let mut lines = Vec::new();
    lines.extend(flow.source.iter().map(|network| end("src_ip", network)));
    lines.extend(
        flow.destination
            .iter()
            .map(|network| end("dst_ip", network)),
    );
    lines.extend(flow.source_port.map(|port| format!("src_port: {port}")));
    lines.extend(
        flow.destination_port
            .map(|port| format!("dst_port: {port}")),
    );
    let selections = vec![lines];
    Ok(Detection { source, selections })
}

fn one(atoms: &[Atom]) -> Option<Detection> {
    let [atom] = atoms else { return None };
    let (source, field, value) = match atom {
        Atom::Domain { name, below: false } => ("category: dns", "query", name.clone()),
        Atom::Domain { name, below: true } => {
            ("category: dns", "query|endswith", format!(".{name}"))
        }
        Atom::Url(value) => ("category: proxy", "c-uri|cased", value.clone()),
        Atom::UserAgent(value) => ("category: proxy", "c-useragent|cased", value.clone()),
        Atom::CommandLine(value) => (
            "category: process_creation",
            "CommandLine|cased",
            value.clone(),
        ),
        Atom::FileName(value) => (FILES, "TargetFilename|endswith|cased", format!("\\{value}")),
        Atom::FileHash(hash @ (Hash::Md5 | Hash::Sha1 | Hash::Sha256), value) => {
            let value = format!("{}={value}", hash.name().to_uppercase());
            (PROCESSES, "Hashes|contains", value)
        }
        _ => return None,
    };
    if value.is_empty() {
        return None;
    }
    let line = format!("{field}: {}", literal(&value));
    Some(Detection {
        source,
        selections: vec![vec![line]],
    })
}

const PROCESSES: &str = "category: process_creation\n  product: windows";
const FILES: &str = "category: file_event\n  product: windows";

fn rule(from: &Indicator, id: &str, found: &Detection) -> String {
    let head = Head {
        tlp: Some(from.tlp),
    }
    .comment("#");
    let name: String = from
        .name
        .chars()
        .filter(|c| !c.is_control())
        .take(90)
        .collect();
    let name = match name.trim() {
        "" => "Indicator",
        name => name,
    };
    // Rules of one indicator, and indicators of one name, must differ in their titles.
    let title = format!("{name} ({})", &id[..8]);
    let mut text = format!(
        "{head}title: {}\nid: {id}\nstatus: experimental\ndescription: Made from {} by tansiq\nauthor: tansiq\ndate: {}\ntags:\n  - tlp.{}\nlogsource:\n  {}\ndetection:\n",
        quoted(&title),
        from.id,
        day(from.modified),
        from.tlp.as_str().replace('+', "-"),
        found.source,
    );
    for (at, lines) in found.selections.iter().enumerate() {
        let name = match found.selections.len() {
            1 => "selection".to_owned(),
            _ => format!("selection_{}", at + 1),
        };
        text += &format!("  {name}:\n");
        lines
            .iter()
            .for_each(|line| text += &format!("    {line}\n"));
    }
    let condition = match found.selections.len() {
        1 => "selection",
        _ => "1 of selection_*",
    };
    text + &format!("  condition: {condition}\nfalsepositives:\n  - Unknown\nlevel: medium\n")
}

/// A value that means itself.
fn literal(value: &str) -> String {
    let mut out = String::new();
    for c in value.chars() {
        if matches!(c, '\\' | '*' | '?') {
            out.push('\\');
        }
        out.push(c);
    }
    quoted(&out)
}

/// A string that JSON and YAML read alike: what YAML takes for no character is written by its number.
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("text is JSON");
    let mut out = String::new();
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                out += &format!("\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
