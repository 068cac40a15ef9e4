//! Query parameters of every kind of endpoint: what parses can be written and parsed again.
#![no_main]

use taxii::filter::{Allowed, parse_filter};

libfuzzer_sys::fuzz_target!(|query: &str| {
    for allowed in [
        Allowed::NONE,
        Allowed::OBJECTS,
        Allowed::OBJECT,
        Allowed::VERSIONS,
        Allowed::DELETE,
    ] {
        let Ok(filter) = parse_filter(query, allowed) else {
            continue;
        };
        assert!(filter.limit.is_none_or(|limit| limit > 0));
        let again = parse_filter(&filter.matching.to_query(), Allowed::OBJECTS)
            .expect("what was written is well formed");
        assert_eq!(again.matching, filter.matching);
    }
});
