//! A Windows event log never fails as a whole: whatever it holds, what comes out are lines.
#![no_main]

use detect::evtx::Evtx;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (mut evtx, mut out) = (Evtx::default(), Vec::new());
    evtx.push(bytes, &mut out);
    evtx.finish(&mut out);
    let text = std::str::from_utf8(&out).expect("text");
    assert!(text.is_empty() || text.ends_with('\n'));
});
