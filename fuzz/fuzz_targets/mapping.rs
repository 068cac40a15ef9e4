//! Mapping files of one's own, and lines read by them: up to the first NUL the file, behind it the lines.
#![no_main]

use detect::event::Mapping;
use detect::session::Session;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let Some(text) = parts.next().and_then(|text| std::str::from_utf8(text).ok()) else {
        return;
    };
    let (Ok(mapping), Ok(again)) = (Mapping::parse(text), Mapping::parse(text)) else {
        return;
    };
    let mut session = Session::mapped(again);
    let lines = parts.next().unwrap_or_default();
    for line in lines.split(|byte| *byte == b'\n').take(8) {
        tansiq_fuzz::agrees(&mut session, &mapping, line);
    }
});
