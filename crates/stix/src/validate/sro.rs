//! Section 5: STIX Relationship Objects.

use super::common::SDO;
use super::prose;
use super::table::{
    BOOLEAN, Family, Form, Kind, Rule, STRING, Shape, TIMESTAMP, Targets, integer, optional,
    optional21, reference, required,
};

pub(super) static RELATIONSHIP: Shape = Shape::new(
    "relationship",
    Family::Sro,
    "5.1.2",
    SDO,
    &[
        required("relationship_type", Kind::Form(Form::RelationshipType)),
        optional("description", STRING),
        required("source_ref", Kind::Identifier(Targets::SdoOrSco)),
        required("target_ref", Kind::Identifier(Targets::SdoOrSco)),
        optional21("start_time", TIMESTAMP),
        optional21("stop_time", TIMESTAMP),
    ],
)
.with_rules(&[
    Rule::After {
        later: "stop_time",
        earlier: "start_time",
    },
    Rule::Check(prose::defined_relationship),
]);

pub(super) static SIGHTING: Shape = Shape::new(
    "sighting",
    Family::Sro,
    "5.2.1",
    SDO,
    &[
        optional21("description", STRING),
        optional("first_seen", TIMESTAMP),
        optional("last_seen", TIMESTAMP),
        optional("count", integer(0, 999_999_999)),
        required("sighting_of_ref", Kind::Identifier(Targets::Sdo)),
        optional(
            "observed_data_refs",
            Kind::List(&reference(&["observed-data"])),
        ),
        optional21(
            "where_sighted_refs",
            Kind::List(&reference(&["identity", "location"])),
        ),
        // The property table prints `string`; its default value `false` is a boolean.
        optional("summary", BOOLEAN),
    ],
)
.with_rules(&[Rule::NotBefore {
    later: "last_seen",
    earlier: "first_seen",
}]);
