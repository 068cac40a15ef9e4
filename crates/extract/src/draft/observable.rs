//! Observables as SCOs, and numbered things (CVE, ATT&CK) as the objects they stand for.
//!
//! The id of an SCO is made from its value (STIX 2.9), so it is the same wherever it was read. Its evidence lies in the
//! report: another property would make it another object. Wallets and names of rules have no type that could hold them
//! alone; they stay findings.

use serde_json::{Map, Value, json};
use stix::{Limits, Object};

use super::{Draft, Maker, Named, common, id, passage::Passage};
use crate::observable::{Kind, Observable};

/// Stands in an SCO until its own id is made.
const NO_ID: &str = "00000000-0000-4000-8000-000000000000";

impl Maker<'_> {
    /// All that have a type.
    pub(super) fn observables(&mut self) {
        for o in &self.found.observables {
            let passage = self.passages.at(o.start, o.end, "rules");
            let chain = match numbered(o.kind) {
                Some(source) => self.numbered(o, source).into_iter().collect(),
                None => self.cyber(o),
            };
            for object in chain {
                self.observable(object, o, passage.clone());
            }
        }
    }

    fn observable(&mut self, object: Map<String, Value>, o: &Observable, passage: Passage) {
        let Some(new) = object.get("id").and_then(Value::as_str).map(str::to_owned) else {
            return;
        };
        let label = format!("{} {}", new.split("--").next().unwrap_or_default(), o.value);
        let asked = Named {
            object_type: o.kind.stix_type(),
            kind: None,
            names: &[&o.value],
            country: None,
            id: &new,
        };
        let draft = match (self.known)(&asked) {
            Some(known) => Some(Draft {
                id: known,
                label,
                objects: Vec::new(),
                passages: vec![passage],
                known: true,
            }),
            None => self.draft(object, label, vec![passage]),
        };
        if let Some(draft) = draft {
            self.push(draft);
        }
    }

    /// The SCO, after those it refers to.
    fn cyber(&self, o: &Observable) -> Vec<Map<String, Value>> {
        let Some((kind, properties)) = properties(o) else {
            return Vec::new();
        };
        let mut chain = Vec::new();
        let mut properties = properties;
        if o.kind == Kind::NetworkTraffic {
            let Some((address, port)) = o.value.rsplit_once(':') else {
                return Vec::new();
            };
            let v6 = address.contains(':');
            let address = address.trim_matches(['[', ']']);
            let kind = if v6 { "ipv6-addr" } else { "ipv4-addr" };
            let Some(end) = self.sco(kind, json!({"value": address})) else {
                return Vec::new();
            };
            properties["dst_ref"] = end["id"].clone();
            properties["dst_port"] = json!(port.parse::<u16>().unwrap_or_default());
            properties["protocols"] = json!([if v6 { "ipv6" } else { "ipv4" }]);
            chain.push(end);
        }
        chain.extend(self.sco(kind, properties));
        chain
    }

    fn sco(&self, kind: &str, properties: Value) -> Option<Map<String, Value>> {
        let mut object = Map::new();
        object.insert("type".into(), json!(kind));
        object.insert("spec_version".into(), json!("2.1"));
        object.insert("id".into(), json!(format!("{kind}--{NO_ID}")));
        object.insert("object_marking_refs".into(), json!([self.origin.marking]));
        object.extend(properties.as_object()?.clone());
        let bytes = Value::Object(object.clone()).to_string();
        let parsed = Object::parse(bytes.as_bytes(), &Limits::default()).ok()?;
        let own = stix::id::deterministic(&parsed);
        let new = own.unwrap_or_else(|| id(kind, &[&properties.to_string(), self.origin.document]));
        object.insert("id".into(), json!(new));
        Some(object)
    }

    /// CVE and ATT&CK numbers: an object with the number as its external reference.
    fn numbered(&self, o: &Observable, source: &str) -> Option<Map<String, Value>> {
        let kind = o.kind.stix_type();
        let mut object = common(self.origin, kind, &id(kind, &[&o.value]));
        object.insert("name".into(), json!(o.value));
        let reference = json!([{"source_name": source, "external_id": o.value}]);
        object.insert("external_references".into(), reference);
        object.insert("confidence".into(), json!(self.confidence(None)));
        if kind == "malware" {
            object.insert("is_family".into(), json!(true));
        }
        Some(object)
    }
}

/// Who gives out the number.
fn numbered(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Vulnerability => Some("cve"),
        Kind::AttackPattern
        | Kind::Campaign
        | Kind::CourseOfAction
        | Kind::IntrusionSet
        | Kind::Malware => Some("mitre-attack"),
        _ => None,
    }
}

/// Type and properties of the SCO; none where no type holds it.
fn properties(o: &Observable) -> Option<(&'static str, Value)> {
    let value = o.value.as_str();
    let properties = match o.kind {
        Kind::AutonomousSystem => {
            let number = value.trim_start_matches(|c: char| !c.is_ascii_digit());
            json!({"number": number.parse::<u32>().ok()?})
        }
        Kind::DomainName
        | Kind::EmailAddr
        | Kind::Ipv4Addr
        | Kind::Ipv6Addr
        | Kind::MacAddr
        | Kind::Url => {
            json!({ "value": value })
        }
        Kind::Directory => json!({ "path": value }),
        Kind::FileName => json!({"name": value.rsplit(['/', '\\']).next()?}),
        Kind::FileHash(algorithm) => json!({"hashes": {algorithm: value}}),
        Kind::Mutex => json!({ "name": value }),
        Kind::NetworkTraffic => json!({}),
        Kind::Process => json!({ "command_line": value }),
        Kind::Software => json!({"name": value.split(':').nth(4)?, "cpe": value}),
        Kind::UserAccount => json!({ "account_login": value.trim_start_matches('@') }),
        Kind::WindowsRegistryKey => json!({ "key": value }),
        Kind::X509Certificate => {
            match (value.len(), value.bytes().all(|b| b.is_ascii_hexdigit())) {
                (40, true) => json!({"hashes": {"SHA-1": value}}),
                (64, true) => json!({"hashes": {"SHA-256": value}}),
                _ => json!({ "serial_number": value }),
            }
        }
        Kind::Artifact => json!({ "payload_bin": value }),
        Kind::EmailMessage => json!({"is_multipart": false, "message_id": value}),
        _ => return None,
    };
    Some((o.kind.stix_type(), properties))
}
