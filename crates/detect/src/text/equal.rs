//! Equality with the house rules: what two texts have in common when they are the same address,
//! domain or hash. The index and the exact evaluation both use this one definition.
//!
//! `198.51.100.7/32` and `198.51.100.7` have one key; so have `Example.COM.` and `example.com`.

use std::borrow::Cow;

use stix::pattern::Network;

use crate::value::Number;

/// Which house rule a property is under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fold {
    /// Code point by code point (section 9.6.2).
    Exact,
    /// `value` of ipv4-addr and ipv6-addr: as the block of addresses it names.
    Address,
    /// `value` of domain-name: small letters, A-labels, no dot at the end.
    Domain,
    /// Below `hashes`: hexadecimal digits whatever their case.
    Hash,
}

impl Fold {
    /// The rule for a property of an object of this type.
    pub(crate) fn of(object_type: &str, property: &str, parent: Option<&str>) -> Self {
        match (object_type, property) {
            ("ipv4-addr" | "ipv6-addr", "value") => Self::Address,
            ("domain-name", "value") => Self::Domain,
            _ if parent == Some("hashes") => Self::Hash,
            _ => Self::Exact,
        }
    }
}

/// What equal texts have in common.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Key<'a> {
    Text(Cow<'a, str>),
    Network(Network),
    Domain(Cow<'a, str>),
    Hash(Cow<'a, str>),
    /// In its canonical spelling.
    Number(Number),
}

/// The key of a text under a rule.
pub(crate) fn key(fold: Fold, text: &str) -> Key<'_> {
    match fold {
        Fold::Address => match Network::parse(text) {
            Some(network) => Key::Network(network),
            None => Key::Text(Cow::Borrowed(text)),
        },
        Fold::Domain => Key::Domain(domain(text)),
        Fold::Hash if is_hex(text) => Key::Hash(lower(text)),
        Fold::Hash | Fold::Exact => Key::Text(Cow::Borrowed(text)),
    }
}

/// Whether two texts are equal under a rule.
pub(crate) fn text_equal(fold: Fold, a: &str, b: &str) -> bool {
    a == b || (fold != Fold::Exact && key(fold, a) == key(fold, b))
}

fn is_hex(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A domain name as it is compared: small letters, A-labels, no dot at the end.
fn domain(text: &str) -> Cow<'_, str> {
    let text = text.strip_suffix('.').unwrap_or(text);
    if text.is_ascii() {
        return lower(text);
    }
    match idna::domain_to_ascii(text) {
        Ok(ascii) => Cow::Owned(ascii),
        Err(_) => Cow::Owned(text.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn house_rules() {
        assert!(text_equal(Fold::Address, "198.51.100.1/32", "198.51.100.1"));
        assert!(text_equal(
            Fold::Address,
            "2001:0db8::0001",
            "2001:db8::1/128"
        ));
        assert!(!text_equal(
            Fold::Address,
            "198.51.100.0/24",
            "198.51.100.0"
        ));
        assert!(text_equal(Fold::Address, "x", "x"));
        assert!(text_equal(Fold::Domain, "EXAMPLE.com.", "example.COM"));
        assert!(text_equal(
            Fold::Domain,
            "bücher.example",
            "xn--bcher-kva.example"
        ));
        assert!(text_equal(
            Fold::Domain,
            "مثال.example",
            "xn--mgbh0fb.example"
        ));
        assert!(!text_equal(Fold::Domain, "a.example.com", "example.com"));
        assert!(text_equal(Fold::Hash, "AAff", "aaFF"));
        assert!(
            !text_equal(Fold::Hash, "3:Ab:c", "3:ab:c"),
            "a fuzzy hash keeps its case"
        );
        assert!(!text_equal(Fold::Exact, "A", "a"));
    }
}
