//! Which table belongs to a type name, and which of the specification's groups a name belongs to.

use super::table::{Family, Rule, Shape, Targets};
use super::walk::{Members, get};
use super::{common, meta, sco, sdo, sro};
use crate::Value;

/// Every table, in the specification's order.
pub(super) const ALL: [&Shape; 43] = [
    &sdo::ATTACK_PATTERN,
    &sdo::CAMPAIGN,
    &sdo::COURSE_OF_ACTION,
    &sdo::GROUPING,
    &sdo::IDENTITY,
    &sdo::INCIDENT,
    &sdo::INDICATOR,
    &sdo::INFRASTRUCTURE,
    &sdo::INTRUSION_SET,
    &sdo::LOCATION,
    &sdo::MALWARE,
    &sdo::MALWARE_ANALYSIS,
    &sdo::NOTE,
    &sdo::OBSERVED_DATA,
    &sdo::OPINION,
    &sdo::REPORT,
    &sdo::THREAT_ACTOR,
    &sdo::TOOL,
    &sdo::VULNERABILITY,
    &sro::RELATIONSHIP,
    &sro::SIGHTING,
    &sco::ARTIFACT,
    &sco::AUTONOMOUS_SYSTEM,
    &sco::DIRECTORY,
    &sco::DOMAIN_NAME,
    &sco::EMAIL_ADDR,
    &sco::EMAIL_MESSAGE,
    &sco::FILE,
    &sco::IPV4_ADDR,
    &sco::IPV6_ADDR,
    &sco::MAC_ADDR,
    &sco::MUTEX,
    &sco::NETWORK_TRAFFIC,
    &sco::PROCESS,
    &sco::SOFTWARE,
    &sco::URL,
    &sco::USER_ACCOUNT,
    &sco::WINDOWS_REGISTRY_KEY,
    &sco::X509_CERTIFICATE,
    &meta::LANGUAGE_CONTENT,
    &meta::MARKING_DEFINITION,
    &meta::EXTENSION_DEFINITION,
    &meta::BUNDLE,
];

/// The table of a type that the specification defines.
pub(super) fn shape(name: &str) -> Option<&'static Shape> {
    ALL.into_iter().find(|shape| shape.name == name)
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
