//! What the lexicon says of a phrase or a word, for the build script that reads the lists and for the rules that ask.

use serde::{Deserialize, Serialize};

use super::verb::{Cue, Verb};

/// What a phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Tag {
    Topic(u16),
    Region(u16),
    Threat(u16),
    Org(u16),
    Source(u16),
    Place(u32),
    Nat(u16),
    Event(u8),
    /// An Arabic verb in some form of the third person.
    Verb(Verb),
    /// A word by which rules tell what a passage says.
    Cue(Cue),
    Office,
    OfficeFull,
    Minister,
    Portfolio,
    MinistryWord,
    OrgHead,
    /// The head of a French body's name: "Direction", "brigade".
    BodyHead,
    /// One that takes its complement also in lower case: "parquet", "direction générale".
    LowHead,
    /// A French body whose lower-case name is whole: "police judiciaire".
    LowBody,
    /// A field that names a service behind who directs it: "sécurité intérieure".
    Service,
    /// A word of the names of French bodies.
    BodyWord,
    /// The head of a body's name in a third language: "Guardia".
    ForeignHead,
    OrgWord,
    Rank,
    Stop,
    /// A word of every day that no other class knows.
    Plain,
    /// A kind of place: `معبر`.
    PlaceKind,
    /// What somebody does who is named behind it.
    Trade,
    Counterpart,
    SourceWord,
    Unnamed,
    SameSource,
    MediaWord,
    Document,
    /// What a chief is chief of: `customs`, `border police`.
    Field,
    /// A title behind a field: `chief`, `controller`.
    FieldTitle,
    /// A noun that makes a run of capitalised words a body.
    OrgNoun,
    /// A noun whose letters in brackets name no body.
    Thing,
}

/// Which languages a phrase belongs to, as bits.
pub(crate) const AR: u8 = 1;
pub(crate) const FR: u8 = 2;
pub(crate) const EN: u8 = 4;

/// How the first letters of a Latin phrase must be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Case {
    Any,
    Capital,
    Upper,
}

/// One thing that a phrase may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub tag: Tag,
    pub languages: u8,
    pub case: Case,
}

/// A named thing of the lexicon, with its names.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Named {
    pub id: String,
    pub iso: Option<String>,
    /// Every country may have its own of that name: a gendarmerie, the customs.
    pub each: bool,
    /// First form per language: ar, fr, en.
    pub names: [Option<String>; 3],
}

/// A country or city.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Place<'a> {
    /// An ISO 3166 code, or `geonames:` and a number.
    pub id: String,
    /// Country.
    pub iso: String,
    /// ar, fr, en.
    #[serde(borrow)]
    pub names: [Option<&'a str>; 3],
    pub country: bool,
    /// Well known: counts without a preposition that says it is a place.
    pub strong: bool,
}

/// How a word is used in names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Role {
    pub given: bool,
    pub surname: bool,
    /// Seen how often, at most 255.
    pub count: u8,
}

/// The event types, in the order of `Tag::Event`.
pub(crate) const EVENTS: &[&str] = &[
    "meeting",
    "visit",
    "call",
    "conference",
    "agreement",
    "operation",
    "training",
    "consultation",
    "communique",
];
