//! Identifiers (section 2.9) and deterministic identifiers of SCOs (section 3.4).

mod contributing;

pub use contributing::{contributing_properties, deterministic};

use uuid::Uuid;

/// The namespace of deterministic SCO ids (section 2.9). No other object may use it.
pub const SCO_NAMESPACE: Uuid = Uuid::from_u128(0x00abedb4_aa42_466c_9c01_fed23315a9b7);

/// Length of a UUID's text.
const UUID_LENGTH: usize = 36;

/// `type--UUID`, checked, borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identifier<'a> {
    text: &'a str,
}

impl<'a> Identifier<'a> {
    /// Checks form: a legal type name, `--`, a UUID in small letters. Whether the UUID's variant and
    /// version are RFC 4122's is [`is_rfc4122`](Self::is_rfc4122)'s question.
    pub fn parse(text: &'a str) -> Option<Self> {
        let type_length = text.len().checked_sub(UUID_LENGTH + 2)?;
        let bytes = text.as_bytes();
        let (head, uuid) = bytes.split_at(type_length + 2);
        let type_name = head.strip_suffix(b"--")?;
        (is_type_name(type_name) && is_uuid_text(uuid)).then_some(Self { text })
    }

    /// The whole text.
    pub fn as_str(&self) -> &'a str {
        self.text
    }

    /// The part before `--`.
    pub fn type_name(&self) -> &'a str {
        &self.text[..self.text.len() - UUID_LENGTH - 2]
    }

    /// The UUID's 16 bytes.
    pub fn uuid(&self) -> [u8; 16] {
        self.parsed().into_bytes()
    }

    /// The UUID's version: 4 random, 5 from a name.
    pub fn uuid_version(&self) -> usize {
        self.parsed().get_version_num()
    }

    /// Whether variant and version are ones that RFC 4122 defines.
    pub fn is_rfc4122(&self) -> bool {
        let uuid = self.parsed();
        uuid.get_variant() == uuid::Variant::RFC4122 && (1..=5).contains(&uuid.get_version_num())
    }

    fn parsed(&self) -> Uuid {
        // `parse` saw 32 hexadecimal digits and four hyphens in their places.
        Uuid::try_parse(&self.text[self.text.len() - UUID_LENGTH..]).unwrap_or_default()
    }
}

/// Whether this is a legal `type` (sections 3.1 and 7.3): small letters, digits and single hyphens,
/// a letter first, 250 characters at most.
pub fn is_type_name(name: &[u8]) -> bool {
    const LONGEST: usize = 250;
    name.len() <= LONGEST
        && name.first().is_some_and(u8::is_ascii_lowercase)
        && name.last() != Some(&b'-')
        && name
            .iter()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
        && !name.windows(2).any(|pair| pair == b"--")
}

fn is_uuid_text(text: &[u8]) -> bool {
    text.len() == UUID_LENGTH
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const UUID: &str = "28bb3599-77cd-5a82-a950-b5bc3caf07c4";

    #[test]
    fn parts_of_an_identifier() {
        let text = format!("ipv4-addr--{UUID}");
        let id = Identifier::parse(&text).expect("an identifier");
        assert_eq!(id.type_name(), "ipv4-addr");
        assert_eq!(id.uuid()[..2], [0x28, 0xbb]);
        assert_eq!(id.uuid_version(), 5);
        assert!(id.is_rfc4122());
    }

    #[test]
    fn what_is_no_identifier() {
        for text in [
            String::new(),
            UUID.to_owned(),
            format!("--{UUID}"),
            format!("ipv4-addr-{UUID}"),
            format!("ipv4-addr---{UUID}"),
            format!("a--b--{UUID}"),
            format!("Ipv4-addr--{UUID}"),
            format!("ipv4_addr--{UUID}"),
            format!("4ipv--{UUID}"),
            format!("ipv4-addr--{}", UUID.to_uppercase()),
            format!("ipv4-addr--{{{UUID}}}"),
            format!("ipv4-addr--{}", UUID.replace('-', "")),
            format!("ipv4-addr--{} ", UUID),
            format!("{}--{UUID}", "a".repeat(251)),
            format!("é--{UUID}"),
            "ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07é".to_owned(),
        ] {
            assert!(Identifier::parse(&text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_uuid_of_another_variant_is_an_identifier_but_not_rfc4122() {
        let nil = "x-thing--00000000-0000-0000-0000-000000000000";
        assert!(Identifier::parse(nil).is_some_and(|id| !id.is_rfc4122()));
    }
}
