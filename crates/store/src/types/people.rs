//! Partners, collections, and who may reach what.

use stix::marking::Tlp;

/// A partner to register.
#[derive(Debug, Clone)]
pub struct NewPartner {
    /// Its name, also its user name.
    pub name: String,
    /// STIX identity ids that are its own, and nobody else's.
    pub identities: Vec<String>,
    /// Highest TLP level it may read.
    pub max_tlp: Tlp,
    /// Communities it belongs to.
    pub communities: Vec<String>,
    /// Marking ids outside TLP and audience that it is cleared for.
    pub markings: Vec<String>,
    /// STIX identity ids it is trusted to hand in objects for.
    pub relays_for: Vec<String>,
    /// what this source's unmarked objects are
    pub default_tlp: Option<Tlp>,
    /// PHC string
    pub credential_hash: String,
    /// SHA-256 of a client certificate, hex
    pub certificate: Option<String>,
}

/// What somebody may see, wherever it may read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// Highest TLP level it may read.
    pub max_tlp: Tlp,
    /// Communities it belongs to.
    pub communities: Vec<String>,
    /// Marking ids outside TLP and audience that it is cleared for.
    pub markings: Vec<String>,
}

/// What one of the house's own people may do over HTTP, within its clearance and its grants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Reads.
    Reader,
    /// Reads, and hands in what the operator then releases in the house's name.
    Analyst,
    /// The same, and looks at how the server does. It sees everything on the command line only.
    Operator,
}
impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Analyst, Self::Operator];

    /// `reader`, `analyst`, `operator`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Analyst => "analyst",
            Self::Operator => "operator",
        }
    }

    /// Reads [`Role::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// One of the house's own people to register: it has credentials as a partner has, and owns no identity.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// Its name, also its user name; no partner's.
    pub name: String,
    /// What it may do.
    pub role: Role,
    /// Highest TLP level it may read.
    pub max_tlp: Tlp,
    /// Communities it reads as a member of.
    pub communities: Vec<String>,
    /// Marking ids outside TLP and audience that it is cleared for.
    pub markings: Vec<String>,
    /// PHC string
    pub credential_hash: String,
}
/// A registered partner, or one of the house's own people.
#[derive(Debug, Clone)]
pub struct Partner {
    /// The store's number for it; never given again.
    pub key: i64,
    /// Its name, also its user name.
    pub name: String,
    /// STIX identity ids that are its own.
    pub identities: Vec<String>,
    /// Highest TLP level it may read.
    pub max_tlp: Tlp,
    /// Communities it belongs to.
    pub communities: Vec<String>,
    /// Marking ids outside TLP and audience that it is cleared for.
    pub markings: Vec<String>,
    /// STIX identity ids it is trusted to hand in objects for.
    pub relays_for: Vec<String>,
    /// What its unmarked objects are.
    pub default_tlp: Option<Tlp>,
    /// PHC string.
    pub credential_hash: String,
    /// SHA-256 of a client certificate, hex.
    pub certificate: Option<String>,
    /// Of one of the house's own people what it may do; none: an organisation.
    pub role: Option<Role>,
    /// Whether it may do anything.
    pub enabled: bool,
    /// When it was added, microseconds since the epoch.
    pub created: i64,
}
impl Partner {
    /// What this partner may see.
    pub fn clearance(&self) -> handling::Clearance {
        handling::Clearance {
            reader: handling::Reader::Partner {
                key: self.key,
                name: self.name.clone(),
            },
            max_tlp: self.max_tlp,
            identities: self.identities.iter().cloned().collect(),
            communities: self.communities.iter().cloned().collect(),
            markings: self.markings.iter().cloned().collect(),
        }
    }
}

/// A collection to make.
#[derive(Debug, Clone)]
pub struct NewCollection {
    /// UUIDv4; made when absent
    pub id: Option<String>,
    /// Title.
    pub title: String,
    /// Description.
    pub description: Option<String>,
    /// Another name in paths; unique.
    pub alias: Option<String>,
    /// Whether anonymous readers may read it.
    pub public: bool,
    /// Communities whose members may read it.
    pub communities: Vec<String>,
}
/// A collection and who may reach it.
#[derive(Debug, Clone)]
pub struct Collection {
    /// The store's number for it.
    pub key: i64,
    /// UUIDv4.
    pub id: String,
    /// Title.
    pub title: String,
    /// Description.
    pub description: Option<String>,
    /// Another name in paths; unique.
    pub alias: Option<String>,
    /// Whether anonymous readers may read it.
    pub public: bool,
    /// Communities whose members may read it.
    pub communities: Vec<String>,
    /// Grants by name.
    pub grants: Vec<Grant>,
    /// When it was made, microseconds since the epoch.
    pub created: i64,
}
/// What a partner was granted by name.
#[derive(Debug, Clone)]
pub struct Grant {
    /// The partner's name.
    pub partner: String,
    /// May read.
    pub read: bool,
    /// May write.
    pub write: bool,
}
/// What one reader gets to know of a collection.
#[derive(Debug, Clone)]
pub struct CollectionView {
    /// UUIDv4.
    pub id: String,
    /// Title.
    pub title: String,
    /// Description.
    pub description: Option<String>,
    /// Another name in paths.
    pub alias: Option<String>,
    /// This reader may read it.
    pub can_read: bool,
    /// This reader may write it.
    pub can_write: bool,
}
