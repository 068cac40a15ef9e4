//! The types of the properties that section 6 defines, as far as a pattern's constants meet them.

use super::ast::{ObjectPath, Step};

/// What kind of value a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PropertyKind {
    /// `string`, `open-vocab` or `enum`
    String,
    /// `integer` or `float`
    Number,
    /// `boolean`
    Boolean,
    /// `timestamp`
    Timestamp,
    /// `binary`: base64 in JSON
    Binary,
    /// `hex`: hexadecimal digits in JSON
    Hex,
}

impl PropertyKind {
    /// The section's word for it.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Timestamp => "timestamp",
            Self::Binary => "binary",
            Self::Hex => "hex",
        }
    }
}

/// The kind of the value at the end of a path, where section 6 says it. Paths that go deeper than
/// one property, or through a reference, are not looked up.
pub fn property_kind(path: &ObjectPath<'_>) -> Option<PropertyKind> {
    let (name, is_element) = match path.steps.as_slice() {
        [Step::Key(name)] => (name.as_ref(), false),
        [Step::Key(name), Step::Any | Step::Index(_)] => (name.as_ref(), true),
        _ => return None,
    };
    if is_element {
        return LISTS
            .contains(&(path.object_type, name))
            .then_some(PropertyKind::String);
    }
    if matches!(name, "type" | "id" | "spec_version") {
        return Some(PropertyKind::String);
    }
    let (_, by_kind) = KINDS
        .iter()
        .find(|(object_type, _)| *object_type == path.object_type)?;
    by_kind
        .iter()
        .find(|(_, names)| names.contains(&name))
        .map(|(kind, _)| *kind)
}

/// Lists of strings.
const LISTS: [(&str, &str); 3] = [
    ("email-message", "received_lines"),
    ("network-traffic", "protocols"),
    ("software", "languages"),
];

type Kinds = &'static [(PropertyKind, &'static [&'static str])];

use PropertyKind::{Binary, Boolean, Hex, Number, String as Text, Timestamp};

const KINDS: [(&str, Kinds); 18] = [
    (
        "artifact",
        &[
            (
                Text,
                &["mime_type", "url", "encryption_algorithm", "decryption_key"],
            ),
            (Binary, &["payload_bin"]),
        ],
    ),
    (
        "autonomous-system",
        &[(Number, &["number"]), (Text, &["name", "rir"])],
    ),
    (
        "directory",
        &[
            (Text, &["path", "path_enc"]),
            (Timestamp, &["ctime", "mtime", "atime"]),
        ],
    ),
    ("domain-name", &[(Text, &["value"])]),
    (
        "email-addr",
        &[(Text, &["value", "display_name", "belongs_to_ref"])],
    ),
    (
        "email-message",
        &[
            (Boolean, &["is_multipart"]),
            (Timestamp, &["date"]),
            (Text, &["content_type", "message_id", "subject", "body"]),
        ],
    ),
    (
        "file",
        &[
            (Number, &["size"]),
            (Text, &["name", "name_enc", "mime_type"]),
            (Hex, &["magic_number_hex"]),
            (Timestamp, &["ctime", "mtime", "atime"]),
        ],
    ),
    ("ipv4-addr", &[(Text, &["value"])]),
    ("ipv6-addr", &[(Text, &["value"])]),
    ("mac-addr", &[(Text, &["value"])]),
    ("mutex", &[(Text, &["name"])]),
    (
        "network-traffic",
        &[
            (Timestamp, &["start", "end"]),
            (Boolean, &["is_active"]),
            (
                Number,
                &[
                    "src_port",
                    "dst_port",
                    "src_byte_count",
                    "dst_byte_count",
                    "src_packets",
                    "dst_packets",
                ],
            ),
        ],
    ),
    (
        "process",
        &[
            (Boolean, &["is_hidden"]),
            (Number, &["pid"]),
            (Timestamp, &["created_time"]),
            (Text, &["cwd", "command_line"]),
        ],
    ),
    (
        "software",
        &[(Text, &["name", "cpe", "swid", "vendor", "version"])],
    ),
    ("url", &[(Text, &["value"])]),
    (
        "user-account",
        &[
            (
                Text,
                &[
                    "user_id",
                    "credential",
                    "account_login",
                    "account_type",
                    "display_name",
                ],
            ),
            (
                Boolean,
                &[
                    "is_service_account",
                    "is_privileged",
                    "can_escalate_privs",
                    "is_disabled",
                ],
            ),
            (
                Timestamp,
                &[
                    "account_created",
                    "account_expires",
                    "credential_last_changed",
                    "account_first_login",
                    "account_last_login",
                ],
            ),
        ],
    ),
    (
        "windows-registry-key",
        &[
            (Text, &["key"]),
            (Timestamp, &["modified_time"]),
            (Number, &["number_of_subkeys"]),
        ],
    ),
    (
        "x509-certificate",
        &[
            (Boolean, &["is_self_signed"]),
            (Number, &["subject_public_key_exponent"]),
            (Timestamp, &["validity_not_before", "validity_not_after"]),
            (
                Text,
                &[
                    "version",
                    "serial_number",
                    "signature_algorithm",
                    "issuer",
                    "subject",
                    "subject_public_key_algorithm",
                    "subject_public_key_modulus",
                ],
            ),
        ],
    ),
];
