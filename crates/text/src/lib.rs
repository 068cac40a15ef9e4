//! Language without meaning: what script and language a text is in, how its letters fold, where its
//! tokens and sentences lie, which dates it states and when two names are the same name.
//!
//! Everything here is pure and total: any `&str` is good input, nothing reads a clock, and every
//! position given back is a position in the text as received.

mod arabic;
mod calendar;
mod date;
mod fold;
mod lang;
mod name;
mod offsets;
mod plain;
mod segment;
mod token;
mod wrap;

pub use arabic::{Analysis, analyses, strip_article};
pub use calendar::{Date, hijri_to_civil};
pub use date::{Anchor, DateMention, Interval, Precision, find_dates};
pub use fold::{Folded, fold, fold_char, fold_str};
pub use lang::{Language, detect, detect_tokens};
pub use name::{Name, NamePart, Relation};
pub use offsets::CharIndex;
pub use plain::{Plain, plain};
pub use segment::{Span, paragraphs, sentences};
pub use token::{Kind, Token, Tokens, tokenize};
pub use wrap::unwrapped;
