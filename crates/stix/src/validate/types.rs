//! Which table belongs to a type name, and which of the specification's groups a name belongs to.

use super::table::{Family, Rule, Shape, Targets};
use super::walk::{Members, get};
use super::{common, meta, sco, sdo, sro};
use crate::Value;

/// The table of a type that the specification defines.
pub(super) fn shape(name: &str) -> Option<&'static Shape> {
    Some(match name {
        "attack-pattern" => &sdo::ATTACK_PATTERN,
        "campaign" => &sdo::CAMPAIGN,
        "course-of-action" => &sdo::COURSE_OF_ACTION,
        "grouping" => &sdo::GROUPING,
        "identity" => &sdo::IDENTITY,
        "incident" => &sdo::INCIDENT,
        "indicator" => &sdo::INDICATOR,
        "infrastructure" => &sdo::INFRASTRUCTURE,
        "intrusion-set" => &sdo::INTRUSION_SET,
        "location" => &sdo::LOCATION,
        "malware" => &sdo::MALWARE,
        "malware-analysis" => &sdo::MALWARE_ANALYSIS,
        "note" => &sdo::NOTE,
        "observed-data" => &sdo::OBSERVED_DATA,
        "opinion" => &sdo::OPINION,
        "report" => &sdo::REPORT,
        "threat-actor" => &sdo::THREAT_ACTOR,
        "tool" => &sdo::TOOL,
        "vulnerability" => &sdo::VULNERABILITY,
        "relationship" => &sro::RELATIONSHIP,
        "sighting" => &sro::SIGHTING,
        "artifact" => &sco::ARTIFACT,
        "autonomous-system" => &sco::AUTONOMOUS_SYSTEM,
        "directory" => &sco::DIRECTORY,
        "domain-name" => &sco::DOMAIN_NAME,
        "email-addr" => &sco::EMAIL_ADDR,
        "email-message" => &sco::EMAIL_MESSAGE,
        "file" => &sco::FILE,
        "ipv4-addr" => &sco::IPV4_ADDR,
        "ipv6-addr" => &sco::IPV6_ADDR,
        "mac-addr" => &sco::MAC_ADDR,
        "mutex" => &sco::MUTEX,
        "network-traffic" => &sco::NETWORK_TRAFFIC,
        "process" => &sco::PROCESS,
        "software" => &sco::SOFTWARE,
        "url" => &sco::URL,
        "user-account" => &sco::USER_ACCOUNT,
        "windows-registry-key" => &sco::WINDOWS_REGISTRY_KEY,
        "x509-certificate" => &sco::X509_CERTIFICATE,
        "language-content" => &meta::LANGUAGE_CONTENT,
        "marking-definition" => &meta::MARKING_DEFINITION,
        "extension-definition" => &meta::EXTENSION_DEFINITION,
        "bundle" => &meta::BUNDLE,
        _ => return None,
    })
}

/// Every table, in the specification's order.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static Shape> {
    let names = [
        "attack-pattern",
        "campaign",
        "course-of-action",
        "grouping",
        "identity",
        "incident",
        "indicator",
        "infrastructure",
        "intrusion-set",
        "location",
        "malware",
        "malware-analysis",
        "note",
        "observed-data",
        "opinion",
        "report",
        "threat-actor",
        "tool",
        "vulnerability",
        "relationship",
        "sighting",
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
        "language-content",
        "marking-definition",
        "extension-definition",
        "bundle",
    ];
    names.iter().filter_map(|name| shape(name)).collect()
}

/// The table of a type that the specification does not define: one that an extension declares to be
/// an SDO or SRO has their common properties, any other only the ones that every object has.
pub(super) fn custom_shape(members: Members<'_, '_>) -> &'static Shape {
    if declares(members, &["new-sdo", "new-sro"]) {
        &common::CUSTOM_SDO
    } else {
        &common::CUSTOM_SCO
    }
}

/// Whether one of the object's extensions has one of these types (section 7.3).
pub(super) fn declares(members: Members<'_, '_>, extension_types: &[&str]) -> bool {
    let Some(Value::Object(extensions)) = get(members, "extensions") else {
        return false;
    };
    extensions.iter().any(|(_, extension)| match extension {
        Value::Object(inner) => match get(inner, "extension_type") {
            Some(Value::String(text)) => extension_types.contains(&text.as_ref()),
            _ => false,
        },
        _ => false,
    })
}

fn family(type_name: &str) -> Option<Family> {
    shape(type_name).map(|found| found.family)
}

impl Targets {
    /// Whether a reference may point at this type. Types that the specification does not define
    /// count as what the place asks for.
    pub(super) fn allow(&self, type_name: &str) -> bool {
        match self {
            Targets::StixObject => type_name != "bundle",
            Targets::Translatable => !matches!(type_name, "bundle" | "language-content"),
            Targets::SdoOrSco => {
                matches!(family(type_name), None | Some(Family::Sdo | Family::Sco))
            }
            Targets::Sdo => matches!(family(type_name), None | Some(Family::Sdo)),
            Targets::Sco => matches!(family(type_name), None | Some(Family::Sco)),
            Targets::ScoOrSro => {
                matches!(family(type_name), None | Some(Family::Sco | Family::Sro))
            }
            Targets::Types(names) => names.contains(&type_name),
        }
    }

    /// The same in words.
    pub(super) fn describe(&self) -> String {
        match self {
            Targets::StixObject => "a STIX object".to_owned(),
            Targets::Translatable => "a STIX object other than language content".to_owned(),
            Targets::SdoOrSco => "a domain or cyber-observable object".to_owned(),
            Targets::Sdo => "a domain object".to_owned(),
            Targets::Sco => "a cyber-observable object".to_owned(),
            Targets::ScoOrSro => "a cyber-observable or relationship object".to_owned(),
            Targets::Types(names) => format!("`{}`", names.join("` or `")),
        }
    }
}

/// Whether a version 2.0 object is checked against a rule: versions share the order of timestamps
/// and what code of its own decides.
pub(super) fn shared_with_20(rule: &Rule) -> bool {
    matches!(
        rule,
        Rule::NotBefore { .. } | Rule::After { .. } | Rule::Check(_)
    )
}
