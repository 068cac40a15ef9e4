//! What a reader may see.
//!
//! Smallest example: the partner `norland`, number 7, up to TLP:AMBER, is the identity `identity--…0a` and in the
//! community `alpine`: `Clearance::partner(7, "norland", Tlp::Amber, ["identity--…0a"], ["alpine"], [])`.

use crate::label::Names;
use std::collections::BTreeSet;
use stix::marking::Tlp;

/// Who reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Nobody in particular: public collections, TLP:CLEAR.
    Anonymous,
    /// A partner, or one of the house's own people, by the store's key and its name.
    Partner {
        /// the store's integer key of the partner
        key: i64,
        /// its name
        name: String,
    },
    /// The operator and the system itself.
    System,
}

/// Highest TLP, communities, extra markings, identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearance {
    /// Who.
    pub reader: Reader,
    /// Highest TLP level that may be read.
    pub max_tlp: Tlp,
    /// STIX identity ids that are this reader's.
    pub identities: BTreeSet<String>,
    /// Communities the reader belongs to.
    pub communities: BTreeSet<String>,
    /// Marking ids outside TLP and audience that this reader is cleared for.
    pub markings: BTreeSet<String>,
}

impl Clearance {
    /// TLP:CLEAR in public collections.
    pub fn anonymous() -> Self {
        Self::nameless(Reader::Anonymous, Tlp::Clear)
    }

    /// Everything. Its callers are on a short list that a test keeps.
    pub fn system() -> Self {
        Self::nameless(Reader::System, Tlp::Red)
    }

    /// A partner, by the store's key.
    pub fn partner<T: Into<String>>(
        key: i64,
        name: impl Into<String>,
        max_tlp: Tlp,
        identities: impl IntoIterator<Item = T>,
        communities: impl IntoIterator<Item = T>,
        markings: impl IntoIterator<Item = T>,
    ) -> Self {
        let name = name.into();
        Self {
            identities: identities.into_iter().map(Into::into).collect(),
            communities: communities.into_iter().map(Into::into).collect(),
            markings: markings.into_iter().map(Into::into).collect(),
            ..Self::nameless(Reader::Partner { key, name }, max_tlp)
        }
    }

    fn nameless(reader: Reader, max_tlp: Tlp) -> Self {
        Self {
            reader,
            max_tlp,
            identities: BTreeSet::new(),
            communities: BTreeSet::new(),
            markings: BTreeSet::new(),
        }
    }

    /// Two clearances with one fingerprint are given the same labels: the key of a cache of visible labels (beside
    /// [`Access`], and until the first [`crate::Label::not_after`] passes). It is exact, not a hash. Names
    /// of readers do not count; a partner's key does, because of its lane.
    pub fn fingerprint(&self) -> String {
        let reader = match &self.reader {
            Reader::Anonymous => return "anonymous".to_owned(),
            Reader::System => return "system".to_owned(),
            Reader::Partner { key, .. } => format!("partner {key}"),
        };
        let parts = (
            reader,
            self.max_tlp.as_str(),
            &self.identities,
            &self.communities,
            &self.markings,
        );
        serde_json::to_string(&parts).expect("sets of text always serialise")
    }

    /// How the reader is called in a sentence.
    pub fn name(&self) -> &str {
        match &self.reader {
            Reader::Anonymous => "an anonymous reader",
            Reader::Partner { name, .. } => name,
            Reader::System => "the operator",
        }
    }

    /// Whether the audience names this reader. Nobody in particular is never named.
    pub(crate) fn is_named(&self, audience: &Names) -> bool {
        self.reader != Reader::Anonymous
            && (meet(&self.identities, &audience.identities)
                || meet(&self.communities, &audience.communities))
    }

    /// The highest level that may be read; whatever the field says, TLP:CLEAR for nobody in particular.
    pub(crate) fn reach(&self) -> Tlp {
        match self.reader {
            Reader::Anonymous => Tlp::Clear,
            _ => self.max_tlp,
        }
    }
}

/// Whether the sets share a member: looks the fewer up among the more.
fn meet(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().any(|name| many.contains(name))
}

/// By which right a reader reaches a collection, weakest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Access {
    /// The collection is public and the reader has no other right.
    Public,
    /// The reader is in one of the collection's communities.
    Community,
    /// The reader was granted the collection by name.
    Granted,
}
