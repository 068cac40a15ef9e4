//! What a rule can ask for: facts about one object, each with its value in the spelling that rules compare.

use stix::pattern::Network;

/// One fact about the object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atom {
    /// The address, or an address of the block, on this side of the traffic.
    Address(Side, Network),
    /// The port on this side; never [`Side::Any`].
    Port(Side, u16),
    /// `network-traffic:protocols` has it; small letters.
    Protocol(String),
    /// The domain, in small letters and A-labels: itself, or only what lies below it.
    Domain {
        /// Without a dot at the end.
        name: String,
        /// Only names below it, not itself.
        below: bool,
    },
    /// The whole address of a page.
    Url(String),
    /// An e-mail address, wherever it stands.
    Email(String),
    /// The address a message is from.
    Sender(String),
    /// The subject of a message.
    Subject(String),
    /// Name of a file, without its folder.
    FileName(String),
    /// Bytes of a file.
    FileSize(u64),
    /// Hash of a file.
    FileHash(Hash, String),
    /// Hash of a certificate.
    CertificateHash(Hash, String),
    /// What a browser calls itself.
    UserAgent(String),
    /// A mutex.
    Mutex(String),
    /// A key of the registry.
    RegistryKey(String),
    /// The command line of a process.
    CommandLine(String),
    /// A hardware address.
    Mac(String),
    /// Number of an autonomous system.
    AutonomousSystem(u64),
}

/// Which end of the traffic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Either.
    Any,
    /// Where it comes from.
    Source,
    /// Where it goes.
    Destination,
}

/// Hashes that some form knows, with small digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "names of algorithms")]
pub enum Hash {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Ssdeep,
    Tlsh,
}

impl Hash {
    /// `sha256`
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha224 => "sha224",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
            Self::Sha512 => "sha512",
            Self::Ssdeep => "ssdeep",
            Self::Tlsh => "tlsh",
        }
    }
}
