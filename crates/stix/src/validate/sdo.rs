//! Section 4: STIX Domain Objects, in the specification's order.

use super::codes;
use super::common::{KILL_CHAIN_PHASES, SDO};
use super::prose;
use super::table::{
    BOOLEAN, FLOAT, Family, Form, Kind, Property, Rule, STRING, STRINGS, Shape, TIMESTAMP, Targets,
    deprecated, enumeration, float, integer, optional, optional21, reference, required, required21,
    vocabulary,
};
use super::vocab;

const SOFTWARE: Kind = reference(&["software"]);
const SOFTWARES: Kind = Kind::List(&SOFTWARE);
const OBJECTS: Kind = Kind::List(&Kind::Identifier(Targets::StixObject));
const RESOURCE_LEVEL: Kind = vocabulary(&vocab::ATTACK_RESOURCE_LEVEL);
const MOTIVATION: Kind = vocabulary(&vocab::ATTACK_MOTIVATION);
const MOTIVATIONS: Kind = Kind::List(&MOTIVATION);

const SEEN: Rule = Rule::NotBefore {
    later: "last_seen",
    earlier: "first_seen",
};

const fn sdo(name: &'static str, section: &'static str, properties: &'static [Property]) -> Shape {
    Shape::new(name, Family::Sdo, section, SDO, properties)
}

pub(super) static ATTACK_PATTERN: Shape = sdo(
    "attack-pattern",
    "4.1.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional21("aliases", STRINGS),
        optional("kill_chain_phases", KILL_CHAIN_PHASES),
    ],
);

pub(super) static CAMPAIGN: Shape = sdo(
    "campaign",
    "4.2.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional("aliases", STRINGS),
        optional("first_seen", TIMESTAMP),
        optional("last_seen", TIMESTAMP),
        optional("objective", STRING),
    ],
)
.with_rules(&[SEEN]);

pub(super) static COURSE_OF_ACTION: Shape = sdo(
    "course-of-action",
    "4.3.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional("action", Kind::Reserved),
    ],
);

pub(super) static GROUPING: Shape = sdo(
    "grouping",
    "4.4.1",
    &[
        optional("name", STRING),
        optional("description", STRING),
        required("context", vocabulary(&vocab::GROUPING_CONTEXT)),
        required("object_refs", OBJECTS),
    ],
)
.since21();

pub(super) static IDENTITY: Shape = sdo(
    "identity",
    "4.5.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional21("roles", STRINGS),
        optional("identity_class", vocabulary(&vocab::IDENTITY_CLASS)),
        optional("sectors", Kind::List(&vocabulary(&vocab::INDUSTRY_SECTOR))),
        optional("contact_information", STRING),
    ],
);

pub(super) static INCIDENT: Shape = sdo(
    "incident",
    "4.6.1",
    &[required("name", STRING), optional("description", STRING)],
)
.since21();

pub(super) static INDICATOR: Shape = sdo(
    "indicator",
    "4.7.1",
    &[
        optional("name", STRING),
        optional("description", STRING),
        optional21(
            "indicator_types",
            Kind::List(&vocabulary(&vocab::INDICATOR_TYPE)),
        ),
        required("pattern", STRING),
        required21("pattern_type", vocabulary(&vocab::PATTERN_TYPE)),
        optional21("pattern_version", STRING),
        required("valid_from", TIMESTAMP),
        optional("valid_until", TIMESTAMP),
        optional("kill_chain_phases", KILL_CHAIN_PHASES),
    ],
)
.with_rules(&[
    Rule::After {
        later: "valid_until",
        earlier: "valid_from",
    },
    Rule::Check(prose::indicator_pattern),
    Rule::Check(prose::indicator_says_what),
]);

pub(super) static INFRASTRUCTURE: Shape = sdo(
    "infrastructure",
    "4.8.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional(
            "infrastructure_types",
            Kind::List(&vocabulary(&vocab::INFRASTRUCTURE_TYPE)),
        ),
        optional("aliases", STRINGS),
        optional("kill_chain_phases", KILL_CHAIN_PHASES),
        optional("first_seen", TIMESTAMP),
        optional("last_seen", TIMESTAMP),
    ],
)
.with_rules(&[SEEN])
.since21();

pub(super) static INTRUSION_SET: Shape = sdo(
    "intrusion-set",
    "4.9.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional("aliases", STRINGS),
        optional("first_seen", TIMESTAMP),
        optional("last_seen", TIMESTAMP),
        optional("goals", STRINGS),
        optional("resource_level", RESOURCE_LEVEL),
        optional("primary_motivation", MOTIVATION),
        optional("secondary_motivations", MOTIVATIONS),
    ],
)
.with_rules(&[SEEN]);

pub(super) static LOCATION: Shape = sdo(
    "location",
    "4.10.1",
    &[
        optional("name", STRING),
        optional("description", STRING),
        optional("latitude", float(-90.0, 90.0)),
        optional("longitude", float(-180.0, 180.0)),
        optional("precision", FLOAT),
        optional("region", vocabulary(&vocab::REGION)),
        optional("country", Kind::Form(Form::Country)),
        optional("administrative_area", STRING),
        optional("city", STRING),
        optional("street_address", STRING),
        optional("postal_code", STRING),
    ],
)
.with_rules(&[
    Rule::AtLeastOne(&["region", "country", "latitude"]),
    Rule::Needs("latitude", "longitude"),
    Rule::Needs("longitude", "latitude"),
    Rule::Needs("precision", "latitude"),
    Rule::Needs("precision", "longitude"),
    Rule::Check(prose::location_precision),
])
.since21();

pub(super) static MALWARE: Shape = sdo(
    "malware",
    "4.11.1",
    &[
        optional("name", STRING),
        optional("description", STRING),
        optional21(
            "malware_types",
            Kind::List(&vocabulary(&vocab::MALWARE_TYPE)),
        ),
        // The text of 2021 and the OASIS schemas require it, the Errata 01 text does not.
        optional21("is_family", BOOLEAN),
        optional21("aliases", STRINGS),
        optional("kill_chain_phases", KILL_CHAIN_PHASES),
        optional21("first_seen", TIMESTAMP),
        optional21("last_seen", TIMESTAMP),
        optional21("operating_system_refs", SOFTWARES),
        optional21(
            "architecture_execution_envs",
            Kind::List(&vocabulary(&vocab::PROCESSOR_ARCHITECTURE)),
        ),
        optional21(
            "implementation_languages",
            Kind::List(&vocabulary(&vocab::IMPLEMENTATION_LANGUAGE)),
        ),
        optional21(
            "capabilities",
            Kind::List(&vocabulary(&vocab::MALWARE_CAPABILITIES)),
        ),
        optional21("sample_refs", Kind::List(&reference(&["file", "artifact"]))),
    ],
)
.with_rules(&[
    SEEN,
    Rule::NeededWhen("name", "is_family", true),
    Rule::ShouldHave("is_family", &codes::W503),
]);

pub(super) static MALWARE_ANALYSIS: Shape = sdo(
    "malware-analysis",
    "4.12.1",
    &[
        required("product", Kind::Form(Form::Product)),
        optional("version", STRING),
        optional("host_vm_ref", SOFTWARE),
        optional("operating_system_ref", SOFTWARE),
        optional("installed_software_refs", SOFTWARES),
        optional("configuration_version", STRING),
        optional("modules", STRINGS),
        optional("analysis_engine_version", STRING),
        optional("analysis_definition_version", STRING),
        optional("submitted", TIMESTAMP),
        optional("analysis_started", TIMESTAMP),
        optional("analysis_ended", TIMESTAMP),
        optional("result_name", STRING),
        optional("result", vocabulary(&vocab::MALWARE_RESULT)),
        optional(
            "analysis_sco_refs",
            Kind::List(&Kind::Identifier(Targets::Sco)),
        ),
        optional(
            "sample_ref",
            reference(&["file", "network-traffic", "artifact"]),
        ),
    ],
)
.with_rules(&[Rule::AtLeastOne(&["result", "analysis_sco_refs"])])
.since21();

pub(super) static NOTE: Shape = sdo(
    "note",
    "4.13.1",
    &[
        optional("abstract", STRING),
        required("content", STRING),
        optional("authors", STRINGS),
        required("object_refs", OBJECTS),
    ],
)
.since21();

pub(super) static OBSERVED_DATA: Shape = sdo(
    "observed-data",
    "4.14.1",
    &[
        required("first_observed", TIMESTAMP),
        required("last_observed", TIMESTAMP),
        required("number_observed", integer(1, 999_999_999)),
        deprecated("objects", Kind::Container),
        optional21(
            "object_refs",
            Kind::List(&Kind::Identifier(Targets::ScoOrSro)),
        ),
    ],
)
.with_rules(&[
    Rule::NotBefore {
        later: "last_observed",
        earlier: "first_observed",
    },
    Rule::ExactlyOne("objects", "object_refs"),
    Rule::Check(prose::observes_an_sco),
]);

pub(super) static OPINION: Shape = sdo(
    "opinion",
    "4.15.1",
    &[
        optional("explanation", STRING),
        optional("authors", STRINGS),
        required("opinion", enumeration(&vocab::OPINION)),
        required("object_refs", OBJECTS),
    ],
)
.since21();

pub(super) static REPORT: Shape = sdo(
    "report",
    "4.16.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional21("report_types", Kind::List(&vocabulary(&vocab::REPORT_TYPE))),
        required("published", TIMESTAMP),
        required("object_refs", OBJECTS),
    ],
);

pub(super) static THREAT_ACTOR: Shape = sdo(
    "threat-actor",
    "4.17.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional21(
            "threat_actor_types",
            Kind::List(&vocabulary(&vocab::THREAT_ACTOR_TYPE)),
        ),
        optional("aliases", STRINGS),
        optional21("first_seen", TIMESTAMP),
        optional21("last_seen", TIMESTAMP),
        optional("roles", Kind::List(&vocabulary(&vocab::THREAT_ACTOR_ROLE))),
        optional("goals", STRINGS),
        optional(
            "sophistication",
            vocabulary(&vocab::THREAT_ACTOR_SOPHISTICATION),
        ),
        optional("resource_level", RESOURCE_LEVEL),
        optional("primary_motivation", MOTIVATION),
        optional("secondary_motivations", MOTIVATIONS),
        optional("personal_motivations", MOTIVATIONS),
    ],
)
.with_rules(&[SEEN]);

pub(super) static TOOL: Shape = sdo(
    "tool",
    "4.18.1",
    &[
        required("name", STRING),
        optional("description", STRING),
        optional21("tool_types", Kind::List(&vocabulary(&vocab::TOOL_TYPE))),
        optional21("aliases", STRINGS),
        optional("kill_chain_phases", KILL_CHAIN_PHASES),
        optional("tool_version", STRING),
    ],
);

pub(super) static VULNERABILITY: Shape = sdo(
    "vulnerability",
    "4.19.1",
    &[required("name", STRING), optional("description", STRING)],
);
