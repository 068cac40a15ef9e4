//! Section 3.2, the properties that types share, and the embedded types of sections 2 and 7.2.3.

use super::prose;
use super::table::{
    Family, Form, HASHES, Kind, Property, Rule, STRING, STRINGS, Shape, Targets, forbidden,
    integer, optional, optional21, reference, required, required21, unused,
};

const CREATED: Kind = Kind::TimestampMillis;
const LANGUAGE: Kind = Kind::Form(Form::Language);
const MARKING: Kind = reference(&["marking-definition"]);
pub(super) const MARKINGS: Kind = Kind::List(&MARKING);
pub(super) const IDENTITY: Kind = reference(&["identity"]);
pub(super) const EXTERNAL_REFERENCES: Kind = Kind::List(&Kind::Object(&EXTERNAL_REFERENCE));
pub(super) const GRANULAR_MARKINGS: Kind = Kind::List(&Kind::Object(&GRANULAR_MARKING));
pub(super) const KILL_CHAIN_PHASES: Kind = Kind::List(&Kind::Object(&KILL_CHAIN_PHASE));

/// Sections 4 and 5: every SDO and SRO.
pub(super) static SDO: &[Property] = &[
    required("type", Kind::Type),
    required21("spec_version", Kind::SpecVersion),
    required("id", Kind::OwnId),
    required("created", CREATED),
    required("modified", CREATED),
    optional("created_by_ref", IDENTITY),
    optional("revoked", Kind::Boolean),
    optional("labels", STRINGS),
    optional21("confidence", integer(0, 100)),
    optional21("lang", LANGUAGE),
    optional("external_references", EXTERNAL_REFERENCES),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    optional21("extensions", Kind::Extensions),
    forbidden("defanged"),
];

/// Section 6: every SCO. Section 3.6 lets a producer version SCOs of its own making, so the four
/// versioning properties are read where they are used.
pub(super) static SCO: &[Property] = &[
    required("type", Kind::Type),
    required("id", Kind::OwnId),
    optional("spec_version", Kind::SpecVersion),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    optional("defanged", Kind::Boolean),
    optional("extensions", Kind::Extensions),
    unused("created_by_ref", IDENTITY),
    unused("created", CREATED),
    unused("modified", CREATED),
    unused("revoked", Kind::Boolean),
    unused("labels", STRINGS),
    unused("confidence", integer(0, 100)),
    unused("lang", LANGUAGE),
    unused("external_references", EXTERNAL_REFERENCES),
];

/// Section 7.1.1: language content.
pub(super) static LANGUAGE_CONTENT: &[Property] = &[
    required("type", Kind::Type),
    required("spec_version", Kind::SpecVersion),
    required("id", Kind::OwnId),
    required("created", CREATED),
    required("modified", CREATED),
    optional("created_by_ref", IDENTITY),
    optional("revoked", Kind::Boolean),
    optional("labels", STRINGS),
    optional("confidence", integer(0, 100)),
    optional("external_references", EXTERNAL_REFERENCES),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    optional("extensions", Kind::Extensions),
    unused("lang", LANGUAGE),
    forbidden("defanged"),
];

/// Section 7.2.1: marking definitions, which have no versions.
pub(super) static MARKING_DEFINITION: &[Property] = &[
    required("type", Kind::Type),
    required21("spec_version", Kind::SpecVersion),
    required("id", Kind::OwnId),
    required("created", CREATED),
    optional("created_by_ref", IDENTITY),
    optional("external_references", EXTERNAL_REFERENCES),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    optional21("extensions", Kind::Extensions),
    unused("modified", CREATED),
    unused("revoked", Kind::Boolean),
    unused("labels", STRINGS),
    unused("confidence", integer(0, 100)),
    unused("lang", LANGUAGE),
    forbidden("defanged"),
];

/// Section 7.3.1: extension definitions, which must say who made them.
pub(super) static EXTENSION_DEFINITION: &[Property] = &[
    required("type", Kind::Type),
    required("spec_version", Kind::SpecVersion),
    required("id", Kind::OwnId),
    required("created", CREATED),
    required("modified", CREATED),
    required("created_by_ref", IDENTITY),
    optional("revoked", Kind::Boolean),
    optional("labels", STRINGS),
    optional("external_references", EXTERNAL_REFERENCES),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    unused("confidence", integer(0, 100)),
    unused("lang", LANGUAGE),
    unused("extensions", Kind::Extensions),
    forbidden("defanged"),
];

/// Section 8.1: the bundle.
pub(super) static BUNDLE: &[Property] = &[
    required("type", Kind::Type),
    required("id", Kind::OwnId),
    // STIX 2.0 bundles carried it; 2.1 does not use it.
    unused("spec_version", STRING),
];

/// Section 11.2 and 7.3: a type that the specification does not define, by what it looks like.
pub(super) static CUSTOM_SDO: Shape = Shape::new("custom object", Family::Sdo, "7.3.2", SDO, &[]);
/// The same, where nothing asks for versions.
pub(super) static CUSTOM_SCO: Shape =
    Shape::new("custom object", Family::Sco, "7.3.2", CUSTOM, &[]);

static CUSTOM: &[Property] = &[
    required("type", Kind::Type),
    required("id", Kind::OwnId),
    optional("spec_version", Kind::SpecVersion),
    optional("created", CREATED),
    optional("modified", CREATED),
    optional("created_by_ref", IDENTITY),
    optional("revoked", Kind::Boolean),
    optional("labels", STRINGS),
    optional("confidence", integer(0, 100)),
    optional("lang", LANGUAGE),
    optional("external_references", EXTERNAL_REFERENCES),
    optional("object_marking_refs", MARKINGS),
    optional("granular_markings", GRANULAR_MARKINGS),
    optional("defanged", Kind::Boolean),
    optional("extensions", Kind::Extensions),
];

/// Section 2.5
pub(super) static EXTERNAL_REFERENCE: Shape = Shape::embedded(
    "external-reference",
    "2.5.1",
    &[
        required("source_name", STRING),
        optional("description", STRING),
        optional("url", Kind::Form(Form::UrlReference)),
        optional("hashes", HASHES),
        optional("external_id", STRING),
    ],
)
.with_rules(&[
    Rule::AtLeastOne(&["description", "url", "external_id"]),
    Rule::Check(prose::external_reference),
]);

/// Section 2.11
pub(super) static KILL_CHAIN_PHASE: Shape = Shape::embedded(
    "kill-chain-phase",
    "2.11",
    &[
        required("kill_chain_name", Kind::Form(Form::KillChainName)),
        required("phase_name", Kind::Form(Form::KillChainName)),
    ],
);

/// Section 7.2.3
pub(super) static GRANULAR_MARKING: Shape = Shape::embedded(
    "granular-marking",
    "7.2.3",
    &[
        required("selectors", Kind::List(&Kind::Form(Form::Selector))),
        optional(
            "marking_ref",
            Kind::Identifier(Targets::Types(&["marking-definition"])),
        ),
        optional("lang", LANGUAGE),
    ],
)
.with_rules(&[Rule::Check(prose::granular_marking)]);
