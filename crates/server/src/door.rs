//! What is refused at the door, for import and POST alike.

use stix::Object;
use stix::validate::{Finding, errors};

/// A TLP definition whose id and content disagree. It is not refused but admitted to quarantine, so that the
/// operator learns who tried.
const SPOOFED_TLP: &str = "E604";

/// Every broken MUST that refuses the object; empty for one that may go on to admission.
pub fn faults(object: &Object<'_>) -> Vec<Finding> {
    let mut found = errors(object);
    found.retain(|finding| finding.code != SPOOFED_TLP);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spoofed_marking_goes_on_to_quarantine_and_a_broken_one_does_not() {
        let text = |level: &str| {
            format!(
                r#"{{"type":"marking-definition","spec_version":"2.1","id":"marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed","created":"2017-01-20T00:00:00.000Z","definition_type":"tlp","name":"TLP:RED","definition":{level}}}"#
            )
        };
        let found = |text: String| {
            let object = Object::parse(text.as_bytes(), &stix::Limits::default());
            faults(&object.expect("it parses")).len()
        };
        assert_eq!(found(text(r#"{"tlp":"red"}"#)), 0);
        assert_eq!(found(text(r#"{"tlp":"white"}"#)), 0);
        assert_ne!(found(text("7")), 0);
    }
}
