//! Observables in prose: addresses, names, hashes, paths, identifiers, also when defanged.
//!
//! `hxxps://evil[.]example[.]com/x, 1.2.3[.]4 and T1059.001` gives a url, an ipv4-addr and an
//! attack-pattern, each with its place in the text and its value made live again.
//!
//! One pass cuts the text into runs of ASCII and notes which kinds of byte each holds. Words without a
//! digit, dot, colon, slash, backslash, bracket or at-sign, nearly all of a report, go no further.

mod check;
mod host;
mod labelled;
mod refang;
mod run;
mod wallet;

/// What an observable is, by the STIX type that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A base64 or hex payload.
    Artifact,
    /// An ATT&CK technique or tactic.
    AttackPattern,
    /// `AS64496`.
    AutonomousSystem,
    /// An ATT&CK campaign.
    Campaign,
    /// An ATT&CK mitigation.
    CourseOfAction,
    /// A wallet address of a crypto-currency.
    Wallet,
    /// A folder.
    Directory,
    /// A domain name.
    DomainName,
    /// An e-mail address.
    EmailAddr,
    /// A message id.
    EmailMessage,
    /// A file, by name or path.
    FileName,
    /// A file, by its hash; the algorithm's name as in STIX.
    FileHash(&'static str),
    /// The name of a YARA or Sigma rule.
    Indicator,
    /// An ATT&CK group.
    IntrusionSet,
    /// An IPv4 address or network.
    Ipv4Addr,
    /// An IPv6 address or network.
    Ipv6Addr,
    /// A MAC address.
    MacAddr,
    /// An ATT&CK software id.
    Malware,
    /// A mutex name.
    Mutex,
    /// An address with a port.
    NetworkTraffic,
    /// A command line.
    Process,
    /// A CPE name.
    Software,
    /// A URL.
    Url,
    /// A handle such as `@name`.
    UserAccount,
    /// A CVE id.
    Vulnerability,
    /// A registry key.
    WindowsRegistryKey,
    /// A certificate's serial number or thumbprint.
    X509Certificate,
}

impl Kind {
    /// The STIX type.
    pub fn stix_type(self) -> &'static str {
        match self {
            Kind::Artifact => "artifact",
            Kind::AttackPattern => "attack-pattern",
            Kind::AutonomousSystem => "autonomous-system",
            Kind::Campaign => "campaign",
            Kind::CourseOfAction => "course-of-action",
            Kind::Wallet => "cryptocurrency-wallet",
            Kind::Directory => "directory",
            Kind::DomainName => "domain-name",
            Kind::EmailAddr => "email-addr",
            Kind::EmailMessage => "email-message",
            Kind::FileName | Kind::FileHash(_) => "file",
            Kind::Indicator => "indicator",
            Kind::IntrusionSet => "intrusion-set",
            Kind::Ipv4Addr => "ipv4-addr",
            Kind::Ipv6Addr => "ipv6-addr",
            Kind::MacAddr => "mac-addr",
            Kind::Malware => "malware",
            Kind::Mutex => "mutex",
            Kind::NetworkTraffic => "network-traffic",
            Kind::Process => "process",
            Kind::Software => "software",
            Kind::Url => "url",
            Kind::UserAccount => "user-account",
            Kind::Vulnerability => "vulnerability",
            Kind::WindowsRegistryKey => "windows-registry-key",
            Kind::X509Certificate => "x509-certificate",
        }
    }

    /// The hash algorithm, where the observable is a file's hash.
    pub fn hash(self) -> Option<&'static str> {
        match self {
            Kind::FileHash(name) => Some(name),
            _ => None,
        }
    }
}

/// One observable of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observable {
    /// First byte in the text as received.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
    /// The live value: refanged, hashes and host names in lower case.
    pub value: String,
}

/// A defanged value made live again, whether or not it is one that [`scan`] would find.
pub fn live(value: &str) -> String {
    match value.is_ascii() {
        true => refang::live(value).text,
        false => value.to_owned(),
    }
}

/// Every observable of `text`, in order, none inside another.
pub fn scan(text: &str) -> Vec<Observable> {
    scanned(text).0
}

/// The same, and how many bytes of runs were looked at, those looked at again counted again.
fn scanned(text: &str) -> (Vec<Observable>, usize) {
    let mut found = Vec::new();
    let mut work = 0;
    let attack = memchr::memmem::find(text.as_bytes(), b"ATT&CK").is_some()
        || memchr::memmem::find(text.as_bytes(), b"MITRE").is_some();
    // What a label names wins over what its form alone says: a thumbprint is no file's hash.
    labelled::scan(text, &mut found);
    run::each(text, |r| work += check::run(text, r, attack, &mut found));
    found.sort_by_key(|o| (o.start, std::cmp::Reverse(o.end)));
    let mut end = 0;
    found.retain(|o| {
        let outside = o.start >= end;
        if outside {
            end = o.end;
        }
        outside
    });
    (found, work)
}

#[cfg(test)]
mod tests;
