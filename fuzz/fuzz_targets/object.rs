//! One object through the strict door: parsing, header, validation. The two entry points of validation must
//! agree on errors, and an object must hold exactly the bytes it was given.
#![no_main]

use stix::validate::{self, Severity};
use stix::{Limits, Object};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    stix::invariants::object(bytes);
    let Ok(object) = Object::parse(bytes, &Limits::default()) else {
        return;
    };
    assert_eq!(object.bytes, bytes);
    let all = validate::validate(&object);
    let errors = all
        .iter()
        .filter(|finding| finding.severity == Severity::Error);
    assert_eq!(errors.count(), validate::errors(&object).len());
});
