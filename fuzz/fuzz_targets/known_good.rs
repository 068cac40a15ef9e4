//! Lists of what is known to be good: up to the first NUL the list, behind it a value.
#![no_main]

use detect::known_good::KnownGood;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let mut lists = KnownGood::default();
    let taken = lists.add(parts.next().unwrap_or_default());
    let value = String::from_utf8_lossy(parts.next().unwrap_or_default());
    if taken.is_err() {
        // A list is taken whole or not at all.
        assert!(!lists.contains(&value), "{value}");
    }
    lists.contains(&value);
});
