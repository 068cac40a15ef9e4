//! Who is calling: credentials and how they are checked.

pub mod credential;
