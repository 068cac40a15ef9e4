//! Accept and Content-Type as strangers send them.
#![no_main]

use taxii::media::{self, MediaType, Representation};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Some(media) = MediaType::parse(text) {
        let _ = media.parameter("version");
    }
    let _ = media::is_envelope(text);
    let _ = media::quality(text);
    let halves = text.split('\n');
    let _ = media::accepts(halves, Representation::Taxii);
});
