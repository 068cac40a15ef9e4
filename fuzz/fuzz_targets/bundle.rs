//! Envelopes and files of many objects: however the input is cut into chunks, the pieces are the same.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| stix::invariants::pieces(bytes, 7));
