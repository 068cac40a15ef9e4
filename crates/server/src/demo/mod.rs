//! The demonstration: two services of invented countries, three collections, and objects of every TLP level, so
//! that a new user sees two partners get different answers from one collection.

use crate::auth::credential::{self, Token};
use crate::cli::problem::{Code, Problem};
use serde_json::value::RawValue;
use stix::marking::Tlp;
use stix::validate::errors;
use stix::{Limits, Object};
use store::{Incoming, NewCollection, NewPartner, Source, Store, Submission};

/// The objects: a STIX bundle, one object a line.
pub const BUNDLE: &str = include_str!("../../demo/demo.json");

/// Id of the collection that both partners read.
pub const SHARED: &str = "6d1f0c0a-5a0e-4b8f-9f0b-2f6f6f3f9a01";
/// Id of the public collection.
pub const OPEN: &str = "b0a4f3c2-7f0e-4d53-8a51-9c1e5f0d7b02";
/// Id of the collection that one partner reads.
pub const DESK: &str = "f2c7d9e4-1b3a-4c6d-a8e7-5d4c3b2a1f03";

const ACTOR: &str = "demo";

/// A partner of the demonstration.
#[derive(Debug, Clone, Copy)]
pub struct Character {
    /// Name, and user of HTTP Basic.
    pub name: &'static str,
    /// Who that is.
    pub title: &'static str,
    /// Highest level it reads.
    pub max_tlp: Tlp,
}

/// The two partners.
pub const PARTNERS: [Character; 2] = [
    Character {
        name: "marenia",
        title: "Service A of Marenia",
        max_tlp: Tlp::Red,
    },
    Character {
        name: "valdria",
        title: "Service B of Valdria",
        max_tlp: Tlp::Amber,
    },
];

/// A token that works until the demonstration starts again.
#[derive(Debug)]
pub struct Ready {
    /// Whose.
    pub partner: Character,
    /// Its token.
    pub token: Token,
}

/// Loads what is missing of the demonstration and gives both partners new tokens, so that what is printed
/// works every time. Refuses a folder that is in use for something else.
pub fn prepare(store: &Store) -> Result<Vec<Ready>, Problem> {
    let loaded = store.find_collection(SHARED)?.is_some();
    let empty =
        || Ok::<_, Problem>(store.partners()?.is_empty() && store.all_collections()?.is_empty());
    if !loaded && !empty()? {
        return Err(Problem::new(
            Code::Unsafe,
            "this data folder is in use for something else",
        )
        .note("the demonstration adds partners and collections of its own")
        .hint("`tansiq serve --demo --data ./tansiq-demo` keeps it apart"));
    }
    let objects = objects()?;
    let ready = PARTNERS
        .iter()
        .map(|partner| credentials(store, *partner, &objects));
    let ready = ready.collect::<Result<Vec<_>, _>>()?;
    if !loaded {
        fill(store, &objects)?;
    }
    Ok(ready)
}

/// The objects of the bundle.
pub fn objects() -> Result<Vec<Object<'static>>, Problem> {
    #[derive(serde::Deserialize)]
    struct Bundle<'a> {
        #[serde(borrow)]
        objects: Vec<&'a RawValue>,
    }
    let broken = |reason: String| {
        Problem::new(
            Code::Input,
            format!("the demonstration is broken: {reason}"),
        )
    };
    let bundle: Bundle<'static> =
        serde_json::from_str(BUNDLE).map_err(|e| broken(e.to_string()))?;
    let objects = bundle.objects.into_iter().map(|raw| {
        let object = Object::parse(raw.get().as_bytes(), &Limits::default())
            .map_err(|fault| broken(fault.message))?;
        match errors(&object).first() {
            Some(finding) => Err(broken(format!("{}: {}", object.header.id, finding.message))),
            None => Ok(object),
        }
    });
    objects.collect()
}

fn credentials(
    store: &Store,
    partner: Character,
    objects: &[Object<'_>],
) -> Result<Ready, Problem> {
    let failed = |e: credential::Error| Problem::new(Code::Server, e.to_string());
    let token = Token::generate(partner.name).map_err(failed)?;
    let credential_hash = credential::hash(token.as_str()).map_err(failed)?;
    if store.partner(partner.name)?.is_some() {
        store.set_credential(ACTOR, partner.name, &credential_hash)?;
    } else {
        let new = NewPartner {
            name: partner.name.into(),
            identities: vec![identity(objects, partner.title)],
            max_tlp: partner.max_tlp,
            communities: vec!["lantern-forum".into()],
            markings: Vec::new(),
            relays_for: Vec::new(),
            default_tlp: None,
            credential_hash,
            certificate: None,
        };
        store.add_partner(ACTOR, new)?;
    }
    Ok(Ready { partner, token })
}

fn identity(objects: &[Object<'_>], name: &str) -> String {
    let is_it = |object: &&Object<'_>| {
        object.header.object_type == "identity"
            && object.value.get("name").and_then(|n| n.as_str()) == Some(name)
    };
    let found = objects.iter().find(is_it);
    found
        .map(|object| object.header.id.to_string())
        .unwrap_or_default()
}

/// Collections, rights, and the objects: all in the shared one, what is open in the public one, the papers on
/// the desk. The shared one is made last, for it says that the rest is there.
fn fill(store: &Store, objects: &[Object<'_>]) -> Result<(), Problem> {
    let submission = Submission {
        source: Source::Operator(ACTOR.into()),
        collection: None,
        objects: objects.iter().map(|o| (Incoming::new(o), None)).collect(),
        default_tlp: None,
        status: None,
        checkpoint: None,
    };
    store.submit(submission)?;
    let open = collection(
        OPEN,
        "Open indicators",
        "What anyone may read",
        "open",
        true,
    );
    let desk = collection(
        DESK,
        "Papers of Marenia",
        "Reports and notes, for Service A only",
        "papers",
        false,
    );
    let shared = collection(
        SHARED,
        "Shared picture",
        "What both services know",
        "shared",
        false,
    );
    let [marenia, valdria] = PARTNERS;
    for (new, readers, wanted) in [
        (open, vec![], is_open as fn(&Object<'_>) -> bool),
        (desk, vec![marenia], is_paper),
        (shared, vec![marenia, valdria], |_| true),
    ] {
        let ids: Vec<_> = objects
            .iter()
            .filter(|o| wanted(o))
            .map(|o| o.header.id.to_string())
            .collect();
        let id = new.id.clone().unwrap_or_default();
        if store.find_collection(&id)?.is_none() {
            store.create_collection(ACTOR, new)?;
        }
        store.add_to_collection(ACTOR, &id, &ids)?;
        for reader in readers {
            store.grant(ACTOR, &id, reader.name, true, true)?;
        }
    }
    Ok(())
}

fn collection(
    id: &str,
    title: &str,
    description: &str,
    alias: &str,
    public: bool,
) -> NewCollection {
    NewCollection {
        id: Some(id.into()),
        title: title.into(),
        description: Some(description.into()),
        alias: Some(alias.into()),
        public,
        communities: Vec::new(),
    }
}

/// Marked TLP:CLEAR, or the definition of a level.
fn is_open(object: &Object<'_>) -> bool {
    let marks = &object.header.object_marking_refs;
    let clear = marks
        .iter()
        .all(|id| Tlp::of_marking_id(id) == Some(Tlp::Clear));
    clear && (!marks.is_empty() || Tlp::of_marking_id(&object.header.id).is_some())
}

fn is_paper(object: &Object<'_>) -> bool {
    let papers = ["report", "note", "opinion", "grouping", "language-content"];
    papers.contains(&object.header.object_type.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;
    use stix::validate::{Severity, validate};

    #[test]
    fn every_object_is_valid_and_every_reference_is_there() {
        let objects = objects().unwrap();
        assert!((40..=65).contains(&objects.len()), "{}", objects.len());
        let ids: BTreeSet<_> = objects.iter().map(|o| o.header.id.to_string()).collect();
        assert_eq!(ids.len(), objects.len(), "an id is used twice");
        for object in &objects {
            let findings = validate(object);
            let bad = findings.iter().find(|f| f.severity == Severity::Error);
            assert_eq!(bad, None, "{}", object.header.id);
            if let Some(expected) = stix::id::deterministic(object) {
                assert_eq!(object.header.id, expected);
            }
            let references = object
                .header
                .object_marking_refs
                .iter()
                .chain(&object.header.about);
            for id in references.chain(&object.header.created_by_ref) {
                assert!(
                    ids.contains(id.as_ref()),
                    "{} refers to {id}",
                    object.header.id
                );
            }
        }
    }

    #[test]
    fn every_level_is_there_and_both_partners_own_an_identity() {
        let objects = objects().unwrap();
        for level in Tlp::ALL {
            let marked = |o: &Object<'_>| {
                o.header
                    .object_marking_refs
                    .iter()
                    .any(|id| id == level.marking_id())
            };
            assert!(objects.iter().any(marked), "{level:?}");
        }
        for partner in PARTNERS {
            assert!(identity(&objects, partner.title).starts_with("identity--"));
        }
    }

    /// Documentation ranges and names only (RFC 5737, 3849, 2606, 5398).
    #[test]
    fn addresses_are_for_documentation() {
        for object in objects().unwrap() {
            let value = object
                .value
                .get("value")
                .and_then(|v| v.as_str())
                .unwrap_or_default()
                .to_owned();
            let allowed = match object.header.object_type.as_ref() {
                "ipv4-addr" => ["192.0.2.", "198.51.100.", "203.0.113."]
                    .iter()
                    .any(|net| value.starts_with(net)),
                "domain-name" | "email-addr" => value.ends_with(".example"),
                "url" => value.contains(".example/"),
                _ => true,
            };
            assert!(allowed, "{value}");
        }
    }
}
