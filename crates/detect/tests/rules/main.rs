//! Indicators handed over as rules: what is written, that it says what the pattern says, and that the tools take it.

mod corpus;
mod exact;
mod goldens;
mod readback;
mod readers;
mod tools;
