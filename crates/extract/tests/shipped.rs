//! What the binary carries of the lexicon and the gazetteer stays small.

use std::path::Path;

/// Bytes of everything below `folder`.
fn size(folder: &Path) -> u64 {
    let list = std::fs::read_dir(folder).expect("the folder of the data");
    list.flatten()
        .map(|entry| {
            let path = entry.path();
            match path.is_dir() {
                true => size(&path),
                false => entry.metadata().map_or(0, |m| m.len()),
            }
        })
        .sum()
}

#[test]
fn the_data_in_the_binary_is_at_most_20_mb() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let laid_out = std::fs::metadata(concat!(env!("OUT_DIR"), "/lexicon.bin"));
    let bytes = size(&data) + laid_out.map_or(0, |m| m.len());
    assert!(
        bytes > 1_000_000,
        "{bytes} bytes: the data is not where it was"
    );
    assert!(bytes <= 20_000_000, "{bytes} bytes of data in the binary");
}
