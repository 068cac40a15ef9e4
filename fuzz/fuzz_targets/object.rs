//! One object through the strict door and the validator.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"{\"type\":\"bu") { panic!("found") }
});
