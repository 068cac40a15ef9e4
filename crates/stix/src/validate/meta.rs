//! Sections 7 and 8: STIX Meta Objects and the bundle.

use super::codes;
use super::common;
use super::prose;
use super::table::{
    Family, Kind, Rule, STRING, STRINGS, Shape, TIMESTAMP, Targets, deprecated, enumeration,
    optional, optional21, required, vocabulary,
};
use super::vocab;

pub(super) static LANGUAGE_CONTENT: Shape = Shape::new(
    "language-content",
    Family::Meta,
    "7.1.1",
    common::LANGUAGE_CONTENT,
    &[
        required("object_ref", Kind::Identifier(Targets::Translatable)),
        optional("object_modified", TIMESTAMP),
        required("contents", Kind::Translations),
    ],
)
.since21();

pub(super) static MARKING_DEFINITION: Shape = Shape::new(
    "marking-definition",
    Family::Meta,
    "7.2.1",
    common::MARKING_DEFINITION,
    &[
        optional21("name", STRING),
        deprecated(
            "definition_type",
            vocabulary(&vocab::MARKING_DEFINITION_TYPE),
        ),
        deprecated("definition", Kind::MarkingObject),
    ],
)
.with_rules(&[
    Rule::NeedsWithout("extensions", "definition_type"),
    Rule::NeedsWithout("extensions", "definition"),
    Rule::Check(prose::marking_definition),
]);

pub(super) static EXTENSION_DEFINITION: Shape = Shape::new(
    "extension-definition",
    Family::Meta,
    "7.3.1",
    common::EXTENSION_DEFINITION,
    &[
        required("name", STRING),
        optional("description", STRING),
        required("schema", STRING),
        required("version", STRING),
        required(
            "extension_types",
            Kind::List(&enumeration(&vocab::EXTENSION_TYPE)),
        ),
        optional("extension_properties", STRINGS),
    ],
)
.with_rules(&[
    Rule::ShouldHave("description", &codes::W305),
    Rule::Check(prose::extension_properties),
])
.since21();

pub(super) static BUNDLE: Shape = Shape::new(
    "bundle",
    Family::Meta,
    "8.1",
    common::BUNDLE,
    &[optional("objects", Kind::BundleObjects)],
);
