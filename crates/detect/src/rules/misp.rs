//! An event for MISP: one attribute a value, with ids that stay the same, so that a later import replaces and does
//! not add.

use super::atom::{Atom, Side};
use super::flow::Flow;
use super::{Clause, Form, Head, Indicator, Reason, Renumbered, Setting, address, day, stable};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const NETWORK: &str = "Network activity";
const PAYLOAD: &str = "Payload delivery";
const ARTIFACTS: &str = "Artifacts dropped";

/// Attributes so far.
pub(super) struct Event {
    collection: String,
    newest: i64,
    attributes: Vec<Value>,
}

impl Event {
    pub(super) fn new(setting: &Setting) -> Self {
        Self {
            collection: setting.collection.clone(),
            newest: 0,
            attributes: Vec::new(),
        }
    }
}

impl Form for Event {
    fn clause(&mut self, from: &Indicator, clause: &Clause) -> Result<(), Reason> {
        let all = match clause.atoms.as_slice() {
            [Atom::Address(Side::Any, network)] => ["ip-src", "ip-dst"]
                .map(|kind| (kind.to_owned(), NETWORK, address::text(network)))
                .to_vec(),
            [atom] => one(atom).into_iter().collect(),
            [Atom::FileName(name), Atom::FileHash(hash, value)] if !name.contains('|') => {
                let kind = format!("filename|{}", hash.name());
                vec![(kind, PAYLOAD, format!("{name}|{value}"))]
            }
            _ => with_port(clause).into_iter().collect(),
        };
        if all.is_empty() {
            return Err(clause.unsaid(
                "an attribute of MISP",
                "one value, or an address and its port, or a file's name and hash",
            ));
        }
        if all.iter().any(|(_, _, value)| {
            value.is_empty() || value.trim() != value || value.contains(char::is_control)
        }) {
            return Err("MISP changes values that are empty, or have spaces at an end or control characters".to_owned());
        }
        let seconds = from.modified / 1_000_000;
        self.newest = self.newest.max(from.modified);
        for (kind, category, value) in all {
            self.attributes.push(json!({
                "uuid": stable(&from.id, &format!("{kind} {}", clause.text)).to_string(),
                "type": kind,
                "category": category,
                "value": value,
                "to_ids": true,
                "comment": format!("{} {}", from.name, from.id).trim(),
                "timestamp": seconds.to_string(),
                "Tag": [{ "name": format!("tlp:{}", from.tlp.as_str()) }],
            }));
        }
        Ok(())
    }

    fn finish(self: Box<Self>, head: &Head) -> (BTreeMap<String, Vec<u8>>, Vec<Renumbered>) {
        let tags: Vec<Value> = (head.tlp.iter())
            .map(|tlp| json!({ "name": format!("tlp:{}", tlp.as_str()) }))
            .collect();
        let event = json!({ "Event": {
            "uuid": stable("misp", &self.collection).to_string(),
            "info": format!("Indicators of the collection {}", self.collection),
            "date": day(self.newest),
            "timestamp": (self.newest / 1_000_000).to_string(),
            "analysis": "2",
            "threat_level_id": "4",
            "distribution": "0",
            "published": false,
            "Tag": tags,
            "Attribute": self.attributes,
        }});
        let text = serde_json::to_string_pretty(&event).expect("an event is JSON") + "\n";
        (
            [("misp-event.json".to_owned(), text.into_bytes())].into(),
            Vec::new(),
        )
    }
}

type Attribute = (String, &'static str, String);

fn one(atom: &Atom) -> Option<Attribute> {
    let (kind, category, value) = match atom {
        Atom::Address(Side::Source, network) => ("ip-src", NETWORK, address::text(network)),
        Atom::Address(_, network) => ("ip-dst", NETWORK, address::text(network)),
        Atom::Domain { name, below: false } => ("domain", NETWORK, name.clone()),
        Atom::Url(value) => ("url", NETWORK, value.clone()),
        Atom::UserAgent(value) => ("user-agent", NETWORK, value.clone()),
        Atom::Mac(value) => ("mac-address", NETWORK, value.clone()),
        Atom::AutonomousSystem(number) => ("AS", NETWORK, number.to_string()),
        Atom::Email(value) => ("email", PAYLOAD, value.clone()),
        Atom::Sender(value) => ("email-src", PAYLOAD, value.clone()),
        Atom::Subject(value) => ("email-subject", PAYLOAD, value.clone()),
        Atom::FileName(value) => ("filename", PAYLOAD, value.clone()),
        Atom::FileHash(hash, value) => (hash.name(), PAYLOAD, value.clone()),
        Atom::CertificateHash(hash, value) => {
            use super::atom::Hash::{Md5, Sha1, Sha256};
            let known = matches!(hash, Md5 | Sha1 | Sha256);
            let kind = format!("x509-fingerprint-{}", hash.name());
            return known.then(|| (kind, NETWORK, value.clone()));
        }
        Atom::Mutex(value) => ("mutex", ARTIFACTS, value.clone()),
        Atom::RegistryKey(value) => ("regkey", ARTIFACTS, value.clone()),
        Atom::Domain { below: true, .. }
        | Atom::CommandLine(_)
        | Atom::Port(..)
        | Atom::Protocol(_)
        | Atom::FileSize(_) => return None,
    };
    Some((kind.to_owned(), category, value))
}

/// An address and the port at the same end, and nothing else.
fn with_port(clause: &Clause) -> Option<Attribute> {
    let flow = Flow::of(clause)?;
    let (kind, network, port) = match (flow.source, flow.destination) {
        (Some(network), None) => ("ip-src|port", network, flow.source_port?),
        (None, Some(network)) => ("ip-dst|port", network, flow.destination_port?),
        _ => return None,
    };
    let alone = clause.atoms.len() == 2 && address::is_single(&network);
    alone.then(|| {
        (
            kind.to_owned(),
            NETWORK,
            format!("{}|{port}", address::text(&network)),
        )
    })
}
