//! Section 6: STIX Cyber-observable Objects, in the specification's order.

use super::common::SCO;
use super::prose;
use super::sco_extensions as ext;
use super::table::{
    BINARY, BOOLEAN, Family, Form, HASHES, HEX, INTEGER, Keys, Kind, NON_NEGATIVE, Property, Rule,
    STRING, STRINGS, Shape, TIMESTAMP, Targets, Values, enumeration, integer, optional, reference,
    required, vocabulary,
};
use super::vocab;

const MIME_TYPE: Kind = Kind::Form(Form::MimeType);
const CHARACTER_SET: Kind = Kind::Form(Form::CharacterSet);
const DECODED: Kind = Kind::Form(Form::Decoded);
const PORT: Kind = integer(0, 65_535);
pub(super) const ARTIFACT_REF: Kind = reference(&["artifact"]);
const EMAIL_ADDRESS: Kind = reference(&["email-addr"]);
const EMAIL_ADDRESSES: Kind = Kind::List(&EMAIL_ADDRESS);
const USER_ACCOUNT_REF: Kind = reference(&["user-account"]);
const NETWORK_TRAFFIC_REF: Kind = reference(&["network-traffic"]);
const PROCESS_REF: Kind = reference(&["process"]);
const MAC_ADDRESSES: Kind = Kind::List(&reference(&["mac-addr"]));
const AUTONOMOUS_SYSTEMS: Kind = Kind::List(&reference(&["autonomous-system"]));
const ENDPOINT: Kind = reference(&["ipv4-addr", "ipv6-addr", "mac-addr", "domain-name"]);

const fn sco(name: &'static str, section: &'static str, properties: &'static [Property]) -> Shape {
    // STIX 2.0 has them in observed data only.
    Shape::new(name, Family::Sco, section, SCO, properties).since21()
}

pub(super) static ARTIFACT: Shape = sco(
    "artifact",
    "6.1.1",
    &[
        optional("mime_type", Kind::Form(Form::ArtifactMimeType)),
        optional("payload_bin", BINARY),
        optional("url", Kind::Form(Form::Url)),
        optional("hashes", HASHES),
        optional(
            "encryption_algorithm",
            enumeration(&vocab::ENCRYPTION_ALGORITHM),
        ),
        optional("decryption_key", STRING),
    ],
)
.with_rules(&[
    Rule::ExactlyOne("payload_bin", "url"),
    Rule::Needs("url", "hashes"),
    Rule::Needs("decryption_key", "encryption_algorithm"),
]);

pub(super) static AUTONOMOUS_SYSTEM: Shape = sco(
    "autonomous-system",
    "6.2.1",
    &[
        required("number", INTEGER),
        optional("name", STRING),
        optional("rir", STRING),
    ],
);

pub(super) static DIRECTORY: Shape = sco(
    "directory",
    "6.3.1",
    &[
        required("path", STRING),
        optional("path_enc", CHARACTER_SET),
        optional("ctime", TIMESTAMP),
        optional("mtime", TIMESTAMP),
        optional("atime", TIMESTAMP),
        optional(
            "contains_refs",
            Kind::List(&reference(&["file", "directory"])),
        ),
    ],
);

pub(super) static DOMAIN_NAME: Shape = sco(
    "domain-name",
    "6.4.1",
    &[
        required("value", Kind::Form(Form::DomainName)),
        optional(
            "resolves_to_refs",
            Kind::List(&reference(&["ipv4-addr", "ipv6-addr", "domain-name"])),
        ),
    ],
);

pub(super) static EMAIL_ADDR: Shape = sco(
    "email-addr",
    "6.5.1",
    &[
        required("value", Kind::Form(Form::EmailAddress)),
        optional("display_name", STRING),
        optional("belongs_to_ref", USER_ACCOUNT_REF),
    ],
);

pub(super) static EMAIL_MESSAGE: Shape = sco(
    "email-message",
    "6.6.1",
    &[
        required("is_multipart", BOOLEAN),
        optional("date", TIMESTAMP),
        optional("content_type", DECODED),
        optional("from_ref", EMAIL_ADDRESS),
        optional("sender_ref", EMAIL_ADDRESS),
        optional("to_refs", EMAIL_ADDRESSES),
        optional("cc_refs", EMAIL_ADDRESSES),
        optional("bcc_refs", EMAIL_ADDRESSES),
        optional("message_id", STRING),
        optional("subject", DECODED),
        optional("received_lines", STRINGS),
        optional(
            "additional_header_fields",
            Kind::Dictionary(Keys::AsObserved, Values::StringLists),
        ),
        optional("body", STRING),
        optional(
            "body_multipart",
            Kind::List(&Kind::Object(&EMAIL_MIME_PART)),
        ),
        optional("raw_email_ref", ARTIFACT_REF),
    ],
)
.with_rules(&[
    Rule::NotWhen("body", "is_multipart", true),
    Rule::NotWhen("body_multipart", "is_multipart", false),
]);

static EMAIL_MIME_PART: Shape = Shape::embedded(
    "email-mime-part-type",
    "6.6.2",
    &[
        optional("body", STRING),
        optional("body_raw_ref", reference(&["artifact", "file"])),
        optional("content_type", STRING),
        optional("content_disposition", STRING),
    ],
)
.with_rules(&[Rule::AtLeastOne(&["body", "body_raw_ref"])]);

pub(super) static FILE: Shape = sco(
    "file",
    "6.7.1",
    &[
        optional("hashes", HASHES),
        optional("size", NON_NEGATIVE),
        optional("name", STRING),
        optional("name_enc", CHARACTER_SET),
        optional("magic_number_hex", HEX),
        optional("mime_type", MIME_TYPE),
        optional("ctime", TIMESTAMP),
        optional("mtime", TIMESTAMP),
        optional("atime", TIMESTAMP),
        optional("parent_directory_ref", reference(&["directory"])),
        optional("contains_refs", Kind::List(&Kind::Identifier(Targets::Sco))),
        optional("content_ref", ARTIFACT_REF),
    ],
)
.with_rules(&[
    Rule::AtLeastOne(&["hashes", "name"]),
    Rule::Needs("name_enc", "name"),
])
.with_extensions(&[
    &ext::NTFS,
    &ext::RASTER_IMAGE,
    &ext::PDF,
    &ext::ARCHIVE,
    &ext::WINDOWS_PEBINARY,
]);

pub(super) static IPV4_ADDR: Shape = sco(
    "ipv4-addr",
    "6.8.1",
    &[
        required("value", Kind::Form(Form::Ipv4)),
        optional("resolves_to_refs", MAC_ADDRESSES),
        optional("belongs_to_refs", AUTONOMOUS_SYSTEMS),
    ],
);

pub(super) static IPV6_ADDR: Shape = sco(
    "ipv6-addr",
    "6.9.1",
    &[
        required("value", Kind::Form(Form::Ipv6)),
        optional("resolves_to_refs", MAC_ADDRESSES),
        optional("belongs_to_refs", AUTONOMOUS_SYSTEMS),
    ],
);

pub(super) static MAC_ADDR: Shape = sco(
    "mac-addr",
    "6.10.1",
    &[required("value", Kind::Form(Form::MacAddress))],
);

pub(super) static MUTEX: Shape = sco("mutex", "6.11.1", &[required("name", STRING)]);

pub(super) static NETWORK_TRAFFIC: Shape = sco(
    "network-traffic",
    "6.12.1",
    &[
        optional("start", TIMESTAMP),
        optional("end", TIMESTAMP),
        optional("is_active", BOOLEAN),
        optional("src_ref", ENDPOINT),
        optional("dst_ref", ENDPOINT),
        optional("src_port", PORT),
        optional("dst_port", PORT),
        required("protocols", Kind::List(&Kind::Form(Form::Protocol))),
        optional("src_byte_count", NON_NEGATIVE),
        optional("dst_byte_count", NON_NEGATIVE),
        optional("src_packets", NON_NEGATIVE),
        optional("dst_packets", NON_NEGATIVE),
        optional(
            "ipfix",
            Kind::Dictionary(Keys::Ipfix, Values::IntegersOrStrings),
        ),
        optional("src_payload_ref", ARTIFACT_REF),
        optional("dst_payload_ref", ARTIFACT_REF),
        optional("encapsulates_refs", Kind::List(&NETWORK_TRAFFIC_REF)),
        optional("encapsulated_by_ref", NETWORK_TRAFFIC_REF),
    ],
)
.with_rules(&[
    Rule::AtLeastOne(&["src_ref", "dst_ref"]),
    Rule::NotWhen("end", "is_active", true),
    Rule::NotBefore {
        later: "end",
        earlier: "start",
    },
    Rule::Check(prose::network_traffic),
])
.with_extensions(&[&ext::HTTP_REQUEST, &ext::ICMP, &ext::SOCKET, &ext::TCP]);

pub(super) static PROCESS: Shape = sco(
    "process",
    "6.13.1",
    &[
        optional("is_hidden", BOOLEAN),
        optional("pid", INTEGER),
        optional("created_time", TIMESTAMP),
        optional("cwd", STRING),
        optional("command_line", STRING),
        optional(
            "environment_variables",
            Kind::Dictionary(Keys::AsObserved, Values::Strings),
        ),
        optional("opened_connection_refs", Kind::List(&NETWORK_TRAFFIC_REF)),
        optional("creator_user_ref", USER_ACCOUNT_REF),
        optional("image_ref", reference(&["file"])),
        optional("parent_ref", PROCESS_REF),
        optional("child_refs", Kind::List(&PROCESS_REF)),
    ],
)
.with_rules(&[Rule::AnyOwnProperty])
.with_extensions(&[&ext::WINDOWS_PROCESS, &ext::WINDOWS_SERVICE]);

pub(super) static SOFTWARE: Shape = sco(
    "software",
    "6.14.1",
    &[
        required("name", STRING),
        optional("cpe", Kind::Form(Form::Cpe)),
        optional("swid", STRING),
        optional("languages", Kind::List(&Kind::Form(Form::Language))),
        optional("vendor", STRING),
        optional("version", STRING),
    ],
);

pub(super) static URL: Shape = sco("url", "6.15.1", &[required("value", Kind::Form(Form::Url))]);

pub(super) static USER_ACCOUNT: Shape = sco(
    "user-account",
    "6.16.1",
    &[
        optional("user_id", STRING),
        optional("credential", STRING),
        optional("account_login", STRING),
        optional("account_type", vocabulary(&vocab::ACCOUNT_TYPE)),
        optional("display_name", STRING),
        optional("is_service_account", BOOLEAN),
        optional("is_privileged", BOOLEAN),
        optional("can_escalate_privs", BOOLEAN),
        optional("is_disabled", BOOLEAN),
        optional("account_created", TIMESTAMP),
        optional("account_expires", TIMESTAMP),
        optional("credential_last_changed", TIMESTAMP),
        optional("account_first_login", TIMESTAMP),
        optional("account_last_login", TIMESTAMP),
    ],
)
.with_rules(&[Rule::AnyOwnProperty])
.with_extensions(&[&ext::UNIX_ACCOUNT]);

pub(super) static WINDOWS_REGISTRY_KEY: Shape = sco(
    "windows-registry-key",
    "6.17.1",
    &[
        optional("key", Kind::Form(Form::RegistryKey)),
        optional("values", Kind::List(&Kind::Object(&WINDOWS_REGISTRY_VALUE))),
        optional("modified_time", TIMESTAMP),
        optional("creator_user_ref", USER_ACCOUNT_REF),
        optional("number_of_subkeys", INTEGER),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

static WINDOWS_REGISTRY_VALUE: Shape = Shape::embedded(
    "windows-registry-value-type",
    "6.17.2",
    &[
        optional("name", STRING),
        optional("data", STRING),
        optional("data_type", enumeration(&vocab::REGISTRY_DATATYPE)),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

pub(super) static X509_CERTIFICATE: Shape = sco(
    "x509-certificate",
    "6.18.1",
    &[
        optional("is_self_signed", BOOLEAN),
        optional("hashes", HASHES),
        optional("version", STRING),
        optional("serial_number", STRING),
        optional("signature_algorithm", STRING),
        optional("issuer", STRING),
        optional("validity_not_before", TIMESTAMP),
        optional("validity_not_after", TIMESTAMP),
        optional("subject", STRING),
        optional("subject_public_key_algorithm", STRING),
        optional("subject_public_key_modulus", STRING),
        optional("subject_public_key_exponent", INTEGER),
        optional("x509_v3_extensions", Kind::Object(&X509_V3_EXTENSIONS)),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);

static X509_V3_EXTENSIONS: Shape = Shape::embedded(
    "x509-v3-extensions-type",
    "6.18.2",
    &[
        optional("basic_constraints", STRING),
        optional("name_constraints", STRING),
        optional("policy_constraints", STRING),
        optional("key_usage", STRING),
        optional("extended_key_usage", STRING),
        optional("subject_key_identifier", STRING),
        optional("authority_key_identifier", STRING),
        optional("subject_alternative_name", STRING),
        optional("issuer_alternative_name", STRING),
        optional("subject_directory_attributes", STRING),
        optional("crl_distribution_points", STRING),
        optional("inhibit_any_policy", STRING),
        optional("private_key_usage_period_not_before", TIMESTAMP),
        optional("private_key_usage_period_not_after", TIMESTAMP),
        optional("certificate_policies", STRING),
        optional("policy_mappings", STRING),
    ],
)
.with_rules(&[Rule::AnyOwnProperty]);
