//! PDFs as real programs write them, in `tests/pdf` with how they were made: what is read is in the file beside each.
//!
//! `UPDATE=1 cargo test -p extract --test pdfs` writes it anew, to be looked at line by line.

use extract::input::read;
use std::path::Path;

#[test]
fn each_is_read_as_people_read_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdf");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "pdf") {
            continue;
        }
        count += 1;
        let bytes = std::fs::read(&path).expect("a file");
        let text = read(&bytes).expect("a text").text;
        let golden = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&golden, &text).expect("written");
        }
        let kept = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(text, kept, "{}", path.display());
    }
    assert_eq!(count, 6);
}
