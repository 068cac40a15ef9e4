//! The decision to take in an object version: accept, quarantine (with the reason), or already known.

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
    /// revoked
    pub revoked: bool,
    /// same content
    pub same_content: bool,
    /// own label
    pub label: crate::Label,
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

/// Decides. `now` and `skew` in microseconds.
pub fn admit(
    _candidate: &Candidate<'_>,
    _known: &[KnownVersion],
    _submitter: &Submitter,
    _now: i64,
    _skew: i64,
) -> Admission {
    todo!()
}
