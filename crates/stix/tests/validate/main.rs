//! Validation: the corpus, the goldens, the oracles, ATT&CK, and the generated documentation.

mod attack;
mod corpus;
mod documentation;
mod golden;
mod mutate;
mod oracle;
mod rules;
