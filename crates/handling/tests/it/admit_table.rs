//! submitter × ownership × change → decision and codes.

use crate::golden;
use crate::kinds::kinds;
use crate::world::{NORLAND, NOW, SUDMARK, WESTREACH, header, tlp_id, world};
use handling::{Admission, Candidate, Cause, KnownVersion, Label, Submitter, admit};
use stix::marking::Tlp;

const DAY: i64 = 86_400_000_000;
const V1: i64 = NOW - 10 * DAY;
const V2: i64 = NOW - 5 * DAY;
const NORLAND_KEY: i64 = 1;
const SUDMARK_KEY: i64 = 2;
const RELAY_KEY: i64 = 3;

kinds! {
    /// Who hands it in.
    SubmitterKind {
        Norland = "norland",
        Relay = "relay of norland",
        Sudmark = "sudmark",
        Operator = "operator",
    }
}

kinds! {
    /// Whose it is. Norland and sudmark are registered, westreach is not.
    Ownership {
        Norland = "created by norland",
        WestreachViaNorland = "created by westreach, first from norland",
        WestreachViaOperator = "created by westreach, first from the operator",
        NobodyViaNorland = "created by nobody named, first from norland",
        TakenOver = "created by norland, now claims sudmark",
        RegisteredLate = "created by norland, first from sudmark before norland registered",
    }
}

kinds! {
    /// What is new about it.
    Change {
        NewId = "new id",
        Same = "same content again",
        Newer = "newer version, same handling",
        NewerStricter = "newer version, stricter",
        NewerWeaker = "newer version, weaker",
        Older = "older version, late",
        OlderWeaker = "older version, late, weaker",
        Revoking = "newer version that revokes",
        SameVersion = "same version, other content",
        AfterRevoked = "newer than a revoked one",
        BeforeRevoked = "older than a revoked one",
        Future = "newer version, ahead beyond the skew",
        AtSkew = "newer version, ahead as far as the skew",
        ScoSame = "unversioned, same content",
        ScoOther = "unversioned, other content",
        ScoMisnamed = "unversioned, new, id does not fit the value",
        Unversioned = "no version, where versions are",
        DefinitionOther = "marking-definition again, other content",
        Spoofed = "marking-definition that spoofs TLP",
        Everything = "revoked before, weaker, ahead, misnamed, spoofed",
    }
}

fn submitter(kind: SubmitterKind) -> Submitter {
    let of = |partner, identities: &[&str], relays_for: &[&str]| Submitter {
        partner,
        identities: identities.iter().map(|&id| id.to_owned()).collect(),
        relays_for: relays_for.iter().map(|&id| id.to_owned()).collect(),
    };
    match kind {
        SubmitterKind::Norland => of(Some(NORLAND_KEY), &[NORLAND], &[]),
        SubmitterKind::Relay => of(Some(RELAY_KEY), &[], &[NORLAND]),
        SubmitterKind::Sudmark => of(Some(SUDMARK_KEY), &[SUDMARK], &[]),
        SubmitterKind::Operator => of(None, &[], &[]),
    }
}

/// created_by_ref and its owner at the door; then created_by_ref, owner and lane of the first version.
type Whose = (
    Option<&'static str>,
    Option<i64>,
    Option<&'static str>,
    Option<i64>,
    Option<i64>,
);

fn whose(kind: Ownership) -> Whose {
    let (norland, sudmark) = (Some(NORLAND_KEY), Some(SUDMARK_KEY));
    match kind {
        Ownership::Norland => (Some(NORLAND), norland, Some(NORLAND), norland, norland),
        Ownership::WestreachViaNorland => (Some(WESTREACH), None, Some(WESTREACH), None, norland),
        Ownership::WestreachViaOperator => (Some(WESTREACH), None, Some(WESTREACH), None, None),
        Ownership::NobodyViaNorland => (None, None, None, None, norland),
        Ownership::TakenOver => (Some(SUDMARK), sudmark, Some(NORLAND), norland, norland),
        Ownership::RegisteredLate => (Some(NORLAND), norland, Some(NORLAND), norland, sudmark),
    }
}

fn label(tlp: Tlp) -> Label {
    let marked = header("indicator", &[tlp_id(tlp).to_owned()]);
    Label::own(&marked, &world(), Tlp::AmberStrict, None)
}

fn decide(who: SubmitterKind, ownership: Ownership, change: Change) -> Admission {
    let (created_by_ref, owner, first_by, first_owner, lane) = whose(ownership);
    let (amber, green, red) = (label(Tlp::Amber), label(Tlp::Green), label(Tlp::Red));
    let mut candidate = Candidate {
        id: "indicator--00000001-0000-4000-8000-000000000000",
        created_by_ref,
        version: Some(V2),
        revoked: false,
        spoofed_marking: false,
        owner,
        label: &amber,
        id_mismatch: false,
    };
    let mut there = KnownVersion {
        lane,
        version: Some(V1),
        created_by_ref: first_by.map(str::to_owned),
        owner: first_owner,
        revoked: false,
        same_content: false,
        label: amber.clone(),
    };
    let mut known = true;
    match change {
        Change::NewId => known = false,
        Change::Same => {
            candidate.version = Some(V1);
            there.same_content = true;
        }
        Change::Newer => {}
        Change::NewerStricter => candidate.label = &red,
        Change::NewerWeaker => candidate.label = &green,
        Change::Older => candidate.version = Some(V1 - DAY),
        Change::OlderWeaker => {
            candidate.version = Some(V1 - DAY);
            candidate.label = &green;
        }
        Change::Revoking => candidate.revoked = true,
        Change::SameVersion => candidate.version = Some(V1),
        Change::AfterRevoked => there.revoked = true,
        Change::BeforeRevoked => {
            candidate.version = Some(V1 - DAY);
            there.revoked = true;
        }
        Change::Future => candidate.version = Some(NOW + DAY + 1),
        Change::AtSkew => candidate.version = Some(NOW + DAY),
        Change::ScoSame | Change::ScoOther => {
            candidate.id = "ipv4-addr--00000001-0000-4000-8000-000000000000";
            candidate.version = None;
            there.version = None;
            there.same_content = change == Change::ScoSame;
        }
        Change::ScoMisnamed => {
            candidate.id = "ipv4-addr--00000001-0000-4000-8000-000000000000";
            candidate.version = None;
            candidate.id_mismatch = true;
            known = false;
        }
        Change::Unversioned => candidate.version = None,
        Change::DefinitionOther => {
            candidate.id = "marking-definition--00000001-0000-4000-8000-000000000000";
        }
        Change::Spoofed => {
            candidate.id = tlp_id(Tlp::Red);
            candidate.spoofed_marking = true;
            known = false;
        }
        Change::Everything => {
            candidate.version = Some(NOW + 2 * DAY);
            candidate.label = &green;
            candidate.id_mismatch = true;
            candidate.spoofed_marking = true;
            there.revoked = true;
        }
    }
    let known: Vec<KnownVersion> = known.then_some(there).into_iter().collect();
    admit(&candidate, &known, &submitter(who), NOW, DAY)
}

fn cell(admission: &Admission) -> String {
    match admission {
        Admission::Accept => "accept".to_owned(),
        Admission::Known => "known".to_owned(),
        Admission::Quarantine(reasons) => {
            let codes: Vec<&str> = reasons.iter().map(|reason| reason.code).collect();
            codes.join(" ")
        }
    }
}

fn table() -> String {
    let mut head = vec!["change".to_owned(), "ownership".to_owned()];
    head.extend(SubmitterKind::ALL.iter().map(|kind| kind.text().to_owned()));
    let mut rows = vec![head];
    for &change in Change::ALL {
        for &ownership in Ownership::ALL {
            let mut row = vec![change.text().to_owned(), ownership.text().to_owned()];
            row.extend(
                SubmitterKind::ALL
                    .iter()
                    .map(|&who| cell(&decide(who, ownership, change))),
            );
            rows.push(row);
        }
    }
    format!(
        "# accept, known, or quarantine with every reason; columns are submitters\n{}",
        golden::columns(&rows)
    )
}

#[test]
fn admit_table() {
    golden::check("admit.txt", &table());
}

/// `Twin` and `Review` are the caller's to add: `admit` is not told of hidden versions, nor of people. `Recall` is decided
/// in `recall`.
fn is_decided_here(cause: Cause) -> bool {
    match cause {
        Cause::Spoof
        | Cause::IdMismatch
        | Cause::Future
        | Cause::Foreign
        | Cause::Supersede
        | Cause::Conflict
        | Cause::Revoked
        | Cause::Weaker => true,
        Cause::Twin | Cause::Recall | Cause::Review => false,
    }
}

#[test]
fn every_cause_has_a_row() {
    let table = table();
    for cause in Cause::ALL {
        assert_eq!(
            table.contains(cause.code()),
            is_decided_here(cause),
            "{cause:?}"
        );
    }
    assert_eq!(Cause::twin().code, Cause::Twin.code());
    assert_eq!(Cause::review().code, Cause::Review.code());
}

#[test]
fn the_first_lane_has_the_authority_also_when_others_hold_versions() {
    let amber = label(Tlp::Amber);
    let version = |lane, version| KnownVersion {
        lane: Some(lane),
        version: Some(version),
        created_by_ref: None,
        owner: None,
        revoked: false,
        same_content: false,
        label: amber.clone(),
    };
    let known = [version(NORLAND_KEY, V1), version(SUDMARK_KEY, V2)];
    let candidate = Candidate {
        id: "indicator--00000001-0000-4000-8000-000000000000",
        created_by_ref: None,
        version: Some(V2 + 1),
        revoked: false,
        spoofed_marking: false,
        owner: None,
        label: &amber,
        id_mismatch: false,
    };
    let by = |who| cell(&admit(&candidate, &known, &submitter(who), NOW, DAY));
    assert_eq!(by(SubmitterKind::Norland), "accept");
    assert_eq!(by(SubmitterKind::Sudmark), "Q-SUPERSEDE");

    let green = label(Tlp::Green);
    let looser = Candidate {
        label: &green,
        ..candidate
    };
    let by = |who| cell(&admit(&looser, &known, &submitter(who), NOW, DAY));
    assert_eq!(by(SubmitterKind::Norland), "accept");
    assert_eq!(by(SubmitterKind::Sudmark), "Q-SUPERSEDE Q-WEAKER");
}

#[test]
fn a_clock_at_either_end_of_time_decides_without_overflow() {
    let amber = label(Tlp::Amber);
    for version in [i64::MIN, 0, i64::MAX] {
        let candidate = Candidate {
            id: "indicator--00000001-0000-4000-8000-000000000000",
            created_by_ref: None,
            version: Some(version),
            revoked: false,
            spoofed_marking: false,
            owner: None,
            label: &amber,
            id_mismatch: false,
        };
        let decided = admit(
            &candidate,
            &[],
            &submitter(SubmitterKind::Norland),
            i64::MAX,
            DAY,
        );
        assert_eq!(decided, Admission::Accept);
    }
}

#[test]
fn reasons_are_sentences_one_can_read() {
    let decided = decide(
        SubmitterKind::Sudmark,
        Ownership::Norland,
        Change::NewerWeaker,
    );
    let Admission::Quarantine(reasons) = decided else {
        panic!("{decided:?}")
    };
    let told: Vec<&str> = reasons
        .iter()
        .map(|reason| reason.sentence.as_str())
        .collect();
    assert_eq!(
        told,
        [
            format!("its created_by_ref `{NORLAND}` belongs to another partner, who has not asked the submitter to relay").as_str(),
            "it is a newer version of an object that the submitter did not make",
            "its handling would go from `TLP:AMBER` to `TLP:GREEN`, and only the originator may loosen it",
        ]
    );
}
