//! Ids, timestamps, selectors and patterns: what parses is written again as it was.
#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    stix::invariants::text(text);
    if let Ok(pattern) = stix::pattern::parse(text) {
        let printed = pattern.to_string();
        let again = stix::pattern::parse(&printed).expect("what was printed parses");
        assert_eq!(again.to_string(), printed);
    }
});
