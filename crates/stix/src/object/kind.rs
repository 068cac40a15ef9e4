//! Which types STIX defines, and what a missing `spec_version` means for each (section 3.2).

use super::SpecVersion;

/// The SCO types of section 6, sorted.
const SCO: [&str; 18] = [
    "artifact",
    "autonomous-system",
    "directory",
    "domain-name",
    "email-addr",
    "email-message",
    "file",
    "ipv4-addr",
    "ipv6-addr",
    "mac-addr",
    "mutex",
    "network-traffic",
    "process",
    "software",
    "url",
    "user-account",
    "windows-registry-key",
    "x509-certificate",
];

/// SDOs, SROs and meta objects that STIX 2.0 has too, sorted.
const SINCE_2_0: [&str; 15] = [
    "attack-pattern",
    "campaign",
    "course-of-action",
    "identity",
    "indicator",
    "intrusion-set",
    "malware",
    "marking-definition",
    "observed-data",
    "relationship",
    "report",
    "sighting",
    "threat-actor",
    "tool",
    "vulnerability",
];

/// SDOs and meta objects that came with STIX 2.1, sorted.
const SINCE_2_1: [&str; 9] = [
    "extension-definition",
    "grouping",
    "incident",
    "infrastructure",
    "language-content",
    "location",
    "malware-analysis",
    "note",
    "opinion",
];

/// Whether this is a STIX Cyber-observable Object type of the specification.
pub fn is_sco(object_type: &str) -> bool {
    SCO.binary_search(&object_type).is_ok()
}

/// Whether the specification defines this type.
pub fn is_known_type(object_type: &str) -> bool {
    is_sco(object_type)
        || SINCE_2_0.binary_search(&object_type).is_ok()
        || SINCE_2_1.binary_search(&object_type).is_ok()
}

/// What the absence of `spec_version` says. STIX 2.0 has no such property, so a type both versions share
/// is 2.0; SCOs default to 2.1; types 2.0 did not have are 2.1. A type nobody defines is 2.0 when it
/// is versioned (`created` and `modified`), as custom objects of 2.0 must be, else a 2.1 observable.
pub(super) fn without_spec_version(object_type: &str, versioned: bool) -> SpecVersion {
    let known_2_0 = SINCE_2_0.binary_search(&object_type).is_ok();
    if known_2_0 || (versioned && !is_known_type(object_type)) {
        SpecVersion::V20
    } else {
        SpecVersion::V21
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(SCO.is_sorted() && SINCE_2_0.is_sorted() && SINCE_2_1.is_sorted());
    }
}
