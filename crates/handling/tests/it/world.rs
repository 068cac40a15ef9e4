//! A small world: two partners, a community, and one marking of each kind.

use handling::Markings;
use std::collections::BTreeMap;
use stix::marking::{Audience, Iep, Marking, PermittedActions, Tlp};
use stix::{Header, SpecVersion};

pub const NOW: i64 = 1_800_000_000_000_000;
pub const NORLAND: &str = "identity--0000000a-0000-4000-8000-000000000000";
pub const SUDMARK: &str = "identity--0000000b-0000-4000-8000-000000000000";
pub const WESTREACH: &str = "identity--0000000c-0000-4000-8000-000000000000";
pub const ALPINE: &str = "alpine";

/// TLP 2.0 ids.
pub fn tlp_id(tlp: Tlp) -> &'static str {
    match tlp {
        Tlp::Clear => "marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487",
        Tlp::Green => "marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb",
        Tlp::Amber => "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421",
        Tlp::AmberStrict => "marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003",
        Tlp::Red => "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1",
    }
}

/// Markings that have arrived, from the operator.
#[derive(Default)]
pub struct World(pub BTreeMap<String, Marking>);

impl Markings for World {
    fn marking(&self, id: &str, _lane: Option<i64>) -> Option<Marking> {
        self.0.get(id).cloned()
    }
}

pub fn audience(identities: &[&str], communities: &[&str]) -> Audience {
    Audience {
        identities: identities.iter().map(|&id| id.to_owned()).collect(),
        communities: communities.iter().map(|&name| name.to_owned()).collect(),
        originator_control: false,
        not_after: None,
    }
}

/// One marking of each kind, by a telling id.
pub fn world() -> World {
    let until = |not_after| Audience {
        not_after: Some(not_after),
        ..audience(&[NORLAND], &[])
    };
    let policy = |tlp| {
        Marking::Iep(Iep {
            permitted_actions: Some(PermittedActions::InternallyVisible),
            encrypt_in_transit: true,
            tlp,
        })
    };
    let markings = [
        (
            "audience-norland",
            Marking::Audience(audience(&[NORLAND], &[])),
        ),
        (
            "audience-alpine",
            Marking::Audience(audience(&[], &[ALPINE])),
        ),
        ("audience-nobody", Marking::Audience(audience(&[], &[]))),
        (
            "audience-until-yesterday",
            Marking::Audience(until(NOW - 1)),
        ),
        ("audience-until-now", Marking::Audience(until(NOW))),
        (
            "audience-controlled",
            Marking::Audience(Audience {
                originator_control: true,
                ..audience(&[NORLAND], &[])
            }),
        ),
        ("statement", Marking::Statement),
        ("pap-red", Marking::Pap(Tlp::Red)),
        ("pap-amber", Marking::Pap(Tlp::Amber)),
        ("pap-green", Marking::Pap(Tlp::Green)),
        ("iep-red", policy(Some(Tlp::Red))),
        ("iep-silent", policy(None)),
        ("acs", Marking::Unknown),
        (
            "spoofed-red",
            Marking::SpoofedTlp("content disagrees".to_owned()),
        ),
    ];
    World(
        markings
            .map(|(id, marking)| (id.to_owned(), marking))
            .into(),
    )
}

/// An object with these markings.
pub fn header(object_type: &str, markings: &[String]) -> Header<'static> {
    Header {
        object_type: object_type.to_owned().into(),
        id: format!("{object_type}--00000001-0000-4000-8000-000000000000").into(),
        spec_version: SpecVersion::V21,
        created: None,
        modified: None,
        revoked: false,
        created_by_ref: None,
        object_marking_refs: markings.iter().map(|id| id.clone().into()).collect(),
        granular_marking_refs: Vec::new(),
        about: Vec::new(),
    }
}
