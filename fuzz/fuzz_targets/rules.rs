//! Patterns handed over as rules: every form writes lines of text that no value can break out of, and the same again.
#![no_main]

use detect::rules::{Format, Indicator, Setting, write};
use stix::marking::Tlp;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (pattern, name) = text.split_once('\0').unwrap_or((text, ""));
    let indicator = Indicator {
        id: "indicator--00000000-0000-4000-8000-000000000001".to_owned(),
        name: name.to_owned(),
        pattern: pattern.to_owned(),
        pattern_type: "stix".to_owned(),
        modified: 0,
        valid_from: "2020-01-01T00:00:00Z".to_owned(),
        valid_until: String::new(),
        confidence: Some(80),
        labels: vec![name.to_owned()],
        tlp: Tlp::Green,
    };
    for format in Format::ALL {
        let write = || {
            write(
                format,
                std::slice::from_ref(&indicator),
                &[],
                &Setting::default(),
            )
        };
        let written = write();
        assert_eq!(written, write());
        for (file, content) in &written.files {
            let content = std::str::from_utf8(content).unwrap_or_else(|e| panic!("{file}: {e}"));
            // Tables quote ends of lines, and end their own as RFC 4180 has it.
            let is_table = file.ends_with(".csv");
            let bad = |c: char| c < ' ' && !matches!(c, '\n' | '\t') && !(is_table && c == '\r');
            assert!(!content.contains(bad), "{file}: {content:?}");
        }
    }
});
