//! The words the tables are written in: what a type is, what a property is, what a value must be.

use super::vocab::Vocabulary;
use super::walk::{Context, Members, Path};
use crate::SpecVersion;

/// Which of the specification's groups a type belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    /// STIX Domain Object (section 4)
    Sdo,
    /// STIX Relationship Object (section 5)
    Sro,
    /// STIX Cyber-observable Object (section 6)
    Sco,
    /// STIX Meta Object (section 7), and the bundle (section 8)
    Meta,
    /// An embedded type, which has no identifier
    Embedded,
}

/// One type: the table of its properties and the rules that its prose adds.
#[derive(Debug)]
pub(super) struct Shape {
    pub(super) name: &'static str,
    pub(super) family: Family,
    /// Section with the table of properties.
    pub(super) section: &'static str,
    /// The version of STIX that introduced the type.
    pub(super) since: SpecVersion,
    /// Properties that the type shares with its family.
    pub(super) common: &'static [Property],
    pub(super) properties: &'static [Property],
    pub(super) rules: &'static [Rule],
    /// Keys that `extensions` may have by the type's own section, with their types.
    pub(super) extensions: &'static [&'static Shape],
}

/// One row of a table of properties.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) need: Need,
    pub(super) kind: Kind,
    /// The version of STIX that introduced the property.
    pub(super) since: SpecVersion,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
    Deprecated,
    /// Must not be there, a MUST of the specification.
    Forbidden,
    /// "Not applicable": no MUST stands behind it.
    Unused,
}

/// What a value must be (section 2).
#[derive(Debug)]
pub(super) enum Kind {
    /// `type`, which chose the table.
    Type,
    /// `spec_version`
    SpecVersion,
    /// `id`: an identifier whose type is the object's own.
    OwnId,
    String,
    /// A string with a form of its own.
    Form(Form),
    Boolean,
    Integer {
        min: i64,
        max: i64,
    },
    Float {
        min: f64,
        max: f64,
    },
    Timestamp,
    /// A timestamp with at least milliseconds (`created`, `modified`).
    TimestampMillis,
    Identifier(Targets),
    List(&'static Kind),
    /// Open vocabulary: a value outside is a warning.
    Vocabulary(&'static Vocabulary),
    /// Enumeration: a value outside is an error.
    Enumeration(&'static Vocabulary),
    /// `hashes` whose keys SHOULD come from `hash-algorithm-ov`.
    Hashes,
    Dictionary(Keys, Values),
    Hex,
    Binary,
    /// An embedded type.
    Object(&'static Shape),
    /// `extensions`
    Extensions,
    /// The deprecated `objects` of observed data.
    Container,
    /// `contents` of language content.
    Translations,
    /// `definition` of a marking definition: any object; what it says is checked by a rule.
    MarkingObject,
    /// `objects` of a bundle.
    BundleObjects,
    /// RESERVED by the specification.
    Reserved,
}

/// Strings with a form of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Language,
    RelationshipType,
    MacAddress,
    Ipv4,
    Ipv6,
    DomainName,
    Url,
    /// A `url` that need not be absolute.
    UrlReference,
    EmailAddress,
    Cpe,
    CharacterSet,
    RegistryKey,
    /// A header value that must be decoded from RFC 2047.
    Decoded,
    Selector,
    /// `mime_type` of a file: a warning.
    MimeType,
    /// `mime_type` of an artifact: a warning.
    ArtifactMimeType,
    /// A name of a kill chain or phase: lower case with hyphens.
    KillChainName,
    Country,
    Protocol,
    Product,
    Priority,
    LowerCase,
}

/// What a reference may point at.
#[derive(Debug)]
pub(super) enum Targets {
    /// Any STIX object; not a bundle.
    StixObject,
    /// Any STIX object; not a bundle, not language content.
    Translatable,
    SdoOrSco,
    Sdo,
    Sco,
    ScoOrSro,
    Types(&'static [&'static str]),
}

/// How the keys of a dictionary are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Names of IPFIX elements, HTTP headers, socket options, PDF entries.
    Ipfix,
    HttpHeader,
    SocketOption,
    PdfEntry,
    /// Kept as they were.
    AsObserved,
}

/// What the values of a dictionary may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    Any,
    Strings,
    Integers,
    IntegersOrStrings,
    StringLists,
}

/// What a type's prose says about several properties at once.
#[derive(Debug)]
pub(super) enum Rule {
    AtLeastOne(&'static [&'static str]),
    /// At least one of the type's own properties.
    AnyOwnProperty,
    ExactlyOne(&'static str, &'static str),
    Needs(&'static str, &'static str),
    /// The second is needed where the first is missing.
    NeedsWithout(&'static str, &'static str),
    /// `later` ≥ `earlier`
    NotBefore {
        later: &'static str,
        earlier: &'static str,
    },
    /// `later` > `earlier`
    After {
        later: &'static str,
        earlier: &'static str,
    },
    /// The property must not be there when the flag has this value.
    NotWhen(&'static str, &'static str, bool),
    /// The property is needed when the flag has this value.
    NeededWhen(&'static str, &'static str, bool),
    /// A SHOULD: the warning when the property is missing beside the other.
    ShouldHave(&'static str, &'static super::Code),
    /// What needs code of its own.
    Check(Check),
}

/// A rule in code: the object's members, where they are, and where findings go.
pub(super) type Check = fn(Members<'_, '_>, &Path<'_>, &mut Context<'_, '_>);

pub(super) const STRING: Kind = Kind::String;
pub(super) const STRINGS: Kind = Kind::List(&STRING);
pub(super) const BOOLEAN: Kind = Kind::Boolean;
pub(super) const TIMESTAMP: Kind = Kind::Timestamp;
pub(super) const HASHES: Kind = Kind::Hashes;
pub(super) const HEX: Kind = Kind::Hex;
pub(super) const BINARY: Kind = Kind::Binary;
/// The largest integer of section 2.10.
pub(super) const MAX_INTEGER: i64 = (1 << 53) - 1;
pub(super) const INTEGER: Kind = integer(-MAX_INTEGER, MAX_INTEGER);
pub(super) const NON_NEGATIVE: Kind = integer(0, MAX_INTEGER);
pub(super) const FLOAT: Kind = float(f64::MIN, f64::MAX);

pub(super) const fn integer(min: i64, max: i64) -> Kind {
    Kind::Integer { min, max }
}

pub(super) const fn float(min: f64, max: f64) -> Kind {
    Kind::Float { min, max }
}

pub(super) const fn reference(types: &'static [&'static str]) -> Kind {
    Kind::Identifier(Targets::Types(types))
}

pub(super) const fn vocabulary(terms: &'static Vocabulary) -> Kind {
    Kind::Vocabulary(terms)
}

pub(super) const fn enumeration(terms: &'static Vocabulary) -> Kind {
    Kind::Enumeration(terms)
}

const fn property(name: &'static str, need: Need, kind: Kind) -> Property {
    Property {
        name,
        need,
        kind,
        since: SpecVersion::V20,
    }
}

pub(super) const fn required(name: &'static str, kind: Kind) -> Property {
    property(name, Need::Required, kind)
}

pub(super) const fn optional(name: &'static str, kind: Kind) -> Property {
    property(name, Need::Optional, kind)
}

pub(super) const fn deprecated(name: &'static str, kind: Kind) -> Property {
    property(name, Need::Deprecated, kind)
}

pub(super) const fn forbidden(name: &'static str) -> Property {
    property(name, Need::Forbidden, Kind::Reserved)
}

pub(super) const fn unused(name: &'static str, kind: Kind) -> Property {
    property(name, Need::Unused, kind)
}

/// A required property that STIX 2.0 does not know.
pub(super) const fn required21(name: &'static str, kind: Kind) -> Property {
    Property {
        since: SpecVersion::V21,
        ..property(name, Need::Required, kind)
    }
}

/// An optional property that STIX 2.0 does not know, or knows otherwise.
pub(super) const fn optional21(name: &'static str, kind: Kind) -> Property {
    Property {
        since: SpecVersion::V21,
        ..property(name, Need::Optional, kind)
    }
}

impl Shape {
    /// A type's table; `with_rules` and `since21` complete it.
    pub(super) const fn new(
        name: &'static str,
        family: Family,
        section: &'static str,
        common: &'static [Property],
        properties: &'static [Property],
    ) -> Self {
        Self {
            name,
            family,
            section,
            since: SpecVersion::V20,
            common,
            properties,
            rules: &[],
            extensions: &[],
        }
    }

    /// An embedded type (a type without an identifier).
    pub(super) const fn embedded(
        name: &'static str,
        section: &'static str,
        properties: &'static [Property],
    ) -> Self {
        Self::new(name, Family::Embedded, section, &[], properties)
    }

    pub(super) const fn with_rules(self, rules: &'static [Rule]) -> Self {
        Self { rules, ..self }
    }

    pub(super) const fn with_extensions(self, extensions: &'static [&'static Shape]) -> Self {
        Self { extensions, ..self }
    }

    /// Marks a type that STIX 2.0 does not know.
    pub(super) const fn since21(self) -> Self {
        Self {
            since: SpecVersion::V21,
            ..self
        }
    }

    /// The row of a property and its number in the table.
    pub(super) fn property(&self, name: &str) -> Option<(usize, &'static Property)> {
        let own = self.properties.iter().position(|row| row.name == name);
        match own {
            Some(index) => Some((index, &self.properties[index])),
            None => {
                let index = self.common.iter().position(|row| row.name == name)?;
                Some((self.properties.len() + index, &self.common[index]))
            }
        }
    }

    /// All rows, numbered as `property` numbers them.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'static Property)> {
        self.properties.iter().chain(self.common).enumerate()
    }
}
