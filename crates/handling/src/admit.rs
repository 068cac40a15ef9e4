//! The decision to take in an object version: accept, quarantine (with the reasons), or already known.
//!
//! Smallest example: the store has version 1 of an indicator from `norland`; `sudmark` hands in a version 2 of it.
//! Only whoever made an object may change it, so version 2 is kept, served to nobody and shown to the operator
//! with `Q-SUPERSEDE`. The same version 2 from `norland` is accepted, and so is a version 0 it finds later.
//!
//! Who has the **authority** over an id: the partner that owns the `created_by_ref` of its first version; where
//! nobody registered owns it, the lane of its first version. A partner trusted to relay for that identity may
//! act for it, and the operator for everyone. Authority is not origin: only the **originator** itself, never a relay
//! nor the operator, may loosen handling (`Q-WEAKER`).
//!
//! [`admit`] must be given only versions that the submitter may see or that lie in its own lane, or its answer would
//! tell of hidden ones. Where a hidden version exists in another lane, the caller keeps the new version
//! apart ([`crate::Label::lane_only`]) and adds [`Cause::Twin`] to what the operator sees.

use crate::Label;
use stix::timestamp::format_micros;

/// Who hands it in.
#[derive(Debug, Clone)]
pub struct Submitter {
    /// the partner's key; None is the operator, who is trusted to relay for everyone
    pub partner: Option<i64>,
    /// identities the partner owns
    pub identities: Vec<String>,
    /// identities it is trusted to relay for
    pub relays_for: Vec<String>,
}

impl Submitter {
    /// Whether it may speak for an identity that `owner` owns.
    pub fn speaks_for(&self, identity: Option<&str>, owner: Option<i64>) -> bool {
        let relays = |id: &str| {
            let mut all = self.identities.iter().chain(&self.relays_for);
            all.any(|known| known == id)
        };
        self.partner.is_none() || owner == self.partner || identity.is_some_and(relays)
    }
}

/// The object version at the door.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// id
    pub id: &'a str,
    /// created_by_ref
    pub created_by_ref: Option<&'a str>,
    /// version instant (None for an unversioned SCO)
    pub version: Option<i64>,
    /// revoked
    pub revoked: bool,
    /// a TLP marking-definition whose id and content disagree
    pub spoofed_marking: bool,
    /// the registered partner that owns created_by_ref
    pub owner: Option<i64>,
    /// own label
    pub label: &'a crate::Label,
    /// deterministic id that does not fit the value
    pub id_mismatch: bool,
}

/// A version of the same id that the store has and that the submitter may see or lies in its own lane.
#[derive(Debug, Clone)]
pub struct KnownVersion {
    /// lane
    pub lane: Option<i64>,
    /// version instant
    pub version: Option<i64>,
    /// created_by_ref
    pub created_by_ref: Option<String>,
    /// the registered partner that owns its created_by_ref now
    pub owner: Option<i64>,
    /// revoked
    pub revoked: bool,
    /// same content
    pub same_content: bool,
    /// own label
    pub label: Label,
}

/// The decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// take it in
    Accept,
    /// the very same is there
    Known,
    /// keep, show the operator, serve to nobody
    Quarantine(Vec<Reason>),
}

/// Why an object version is quarantined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// stable code such as `Q-FOREIGN`
    pub code: &'static str,
    /// one sentence
    pub sentence: String,
}

/// What can be wrong with an object version at the door, in the order it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// A TLP marking-definition whose id and content disagree.
    Spoof,
    /// A deterministic id that does not fit the value.
    IdMismatch,
    /// A version further ahead than the clocks may differ.
    Future,
    /// Its `created_by_ref` is another partner's.
    Foreign,
    /// A version of an object that another made.
    Supersede,
    /// The id and version are there with other content.
    Conflict,
    /// A newer version of an object that was revoked.
    Revoked,
    /// A newer version with weaker handling, from someone who is not the originator.
    Weaker,
    /// Another lane holds the id and the submitter may not see it. Only the caller of [`admit`] can know.
    Twin,
    /// It takes back what is not the submitter's, or acknowledges a notice that was not sent to it
    /// ([`crate::recall`]).
    Recall,
    /// One of the house's people handed it in. Only the caller of [`admit`] can know.
    Review,
}

impl Cause {
    /// Every cause, in the order they are listed.
    pub const ALL: [Self; 11] = [
        Self::Spoof,
        Self::IdMismatch,
        Self::Future,
        Self::Foreign,
        Self::Supersede,
        Self::Conflict,
        Self::Revoked,
        Self::Weaker,
        Self::Twin,
        Self::Recall,
        Self::Review,
    ];

    /// Stable code.
    pub fn code(self) -> &'static str {
        match self {
            Cause::Spoof => "Q-SPOOF",
            Cause::IdMismatch => "Q-IDMISMATCH",
            Cause::Future => "Q-FUTURE",
            Cause::Foreign => "Q-FOREIGN",
            Cause::Supersede => "Q-SUPERSEDE",
            Cause::Conflict => "Q-CONFLICT",
            Cause::Revoked => "Q-REVOKED",
            Cause::Weaker => "Q-WEAKER",
            Cause::Twin => "Q-TWIN",
            Cause::Recall => "Q-RECALL",
            Cause::Review => "Q-REVIEW",
        }
    }

    /// With the sentence that says what it means here.
    pub fn because(self, sentence: impl Into<String>) -> Reason {
        Reason {
            code: self.code(),
            sentence: sentence.into(),
        }
    }

    /// The reason the caller of [`admit`] adds when it keeps an object apart.
    pub fn twin() -> Reason {
        Self::Twin.because("another lane holds an object of this id that the submitter may not see")
    }

    /// The reason the caller of [`admit`] adds to what the house's own people hand in.
    pub fn review() -> Reason {
        Self::Review.because(
            "one of the house's people handed it in; the operator releases it in the house's name",
        )
    }
}

/// Decides. `now` and `skew` in microseconds; `known` in the order of arrival, first seen first.
pub fn admit(
    candidate: &Candidate<'_>,
    known: &[KnownVersion],
    submitter: &Submitter,
    now: i64,
    skew: i64,
) -> Admission {
    let same_version =
        |there: &&KnownVersion| is_unversioned(candidate) || there.version == candidate.version;
    if known.iter().filter(same_version).any(|v| v.same_content) {
        return Admission::Known;
    }
    let checks = [
        spoof(candidate),
        id_mismatch(candidate),
        future(candidate, now, skew),
        foreign(candidate, submitter),
        supersede(candidate, known, submitter),
        (known.iter().find(same_version)).map(|there| conflict(candidate, there)),
        revoked(candidate, known),
        weaker(candidate, known, submitter),
    ];
    let reasons: Vec<Reason> = checks.into_iter().flatten().collect();
    match reasons.is_empty() {
        true => Admission::Accept,
        false => Admission::Quarantine(reasons),
    }
}

/// SCOs have no version, and marking-definitions may not be versioned (section 7.2.1): for them, whatever
/// differs is a conflict.
fn is_unversioned(candidate: &Candidate<'_>) -> bool {
    candidate.version.is_none() || candidate.id.starts_with("marking-definition--")
}

/// Whether the submitter may change what `first`, the first version of an id, began.
fn has_authority(submitter: &Submitter, first: &KnownVersion) -> bool {
    submitter.speaks_for(first.created_by_ref.as_deref(), first.owner.or(first.lane))
}

/// Whether the submitter itself, not a relay nor the operator for it, made what `first` began.
fn is_originator(submitter: &Submitter, first: &KnownVersion) -> bool {
    first.owner.or(first.lane) == submitter.partner
}

fn spoof(candidate: &Candidate<'_>) -> Option<Reason> {
    candidate.spoofed_marking.then(|| {
        Cause::Spoof.because(format!(
            "`{}` claims a TLP level, but its id and its content disagree",
            candidate.id
        ))
    })
}

fn id_mismatch(candidate: &Candidate<'_>) -> Option<Reason> {
    candidate.id_mismatch.then(|| {
        Cause::IdMismatch.because("its id is made from a value, and the value it holds is another")
    })
}

fn future(candidate: &Candidate<'_>, now: i64, skew: i64) -> Option<Reason> {
    let version = candidate.version?;
    (version > now.saturating_add(skew)).then(|| {
        Cause::Future.because(format!(
            "its version {} lies further ahead than clocks may differ",
            format_micros(version)
        ))
    })
}

fn foreign(candidate: &Candidate<'_>, submitter: &Submitter) -> Option<Reason> {
    let identity = candidate.created_by_ref?;
    let owner = candidate.owner?;
    (!submitter.speaks_for(Some(identity), Some(owner))).then(|| {
        Cause::Foreign.because(format!(
            "its created_by_ref `{identity}` belongs to another partner, who has not asked the submitter to relay"
        ))
    })
}

fn supersede(
    candidate: &Candidate<'_>,
    known: &[KnownVersion],
    submitter: &Submitter,
) -> Option<Reason> {
    let first = known.first()?;
    if is_unversioned(candidate) || has_authority(submitter, first) {
        return None;
    }
    if known.iter().any(|there| there.version == candidate.version) {
        return None; // the conflict says it
    }
    let which = match newest(known) < candidate.version {
        true => "a newer version",
        false => "another version",
    };
    Some(Cause::Supersede.because(format!(
        "it is {which} of an object that the submitter did not make"
    )))
}

fn conflict(candidate: &Candidate<'_>, there: &KnownVersion) -> Reason {
    let what = match (candidate.version, there.version) {
        (Some(here), Some(there)) if here == there => {
            format!("version {} of this id", format_micros(here))
        }
        _ => "this id, which cannot have versions,".to_owned(),
    };
    Cause::Conflict.because(format!("{what} is here already with other content"))
}

fn revoked(candidate: &Candidate<'_>, known: &[KnownVersion]) -> Option<Reason> {
    let end = known
        .iter()
        .filter(|there| there.revoked)
        .find(|there| there.version < candidate.version)?;
    (!is_unversioned(candidate)).then(|| {
        let when = end.version.map(format_micros).unwrap_or_default();
        Cause::Revoked.because(format!(
            "the object was revoked with version {when}, and nothing may follow"
        ))
    })
}

fn weaker(
    candidate: &Candidate<'_>,
    known: &[KnownVersion],
    submitter: &Submitter,
) -> Option<Reason> {
    let first = known.first()?;
    let rules = newest(known);
    if is_unversioned(candidate) || rules >= candidate.version || is_originator(submitter, first) {
        return None;
    }
    let mut before = known.iter().filter(|there| there.version == rules);
    let looser = before.find(|there| !candidate.label.covers(&there.label))?;
    Some(Cause::Weaker.because(format!(
        "its handling would go from `{}` to `{}`, and only the originator may loosen it",
        looser.label, candidate.label
    )))
}

/// The version that rules the id.
fn newest(known: &[KnownVersion]) -> Option<i64> {
    known.iter().filter_map(|there| there.version).max()
}
