//! Tests of the decisions: golden tables over every kind, laws over generated labels, and named cases.

mod admit_table;
mod golden;
mod handover_table;
mod kinds;
mod labels;
mod laws;
mod recall;
mod release_table;
mod tearline_table;
mod worked_example;
mod world;
