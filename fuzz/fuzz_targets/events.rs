//! Lines of every format: none stops the scanner, and the matcher finds what each pattern alone finds. The first byte
//! chooses the format.
#![no_main]

use detect::event::{FORMATS, Mapping};
use detect::session::Session;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else {
        return;
    };
    let lines = rest.split(|byte| *byte == b'\n').take(16);
    let Some((_, text)) = FORMATS.get(usize::from(*first) % (FORMATS.len() + 1)) else {
        let (matcher, mut session) = (tansiq_fuzz::matcher(), Session::observed_data());
        for line in lines {
            let _ = session.line(&matcher, line, Some(0), &mut |_| {});
        }
        return;
    };
    let mapping = || Mapping::parse(text).expect("a mapping that comes along");
    let (mapping, mut session) = (mapping(), Session::mapped(mapping()));
    lines.for_each(|line| tansiq_fuzz::agrees(&mut session, &mapping, line));
});
