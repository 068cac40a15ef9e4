//! The gold texts one may look at.

/// File and text, without marks, of each text of `language` that rules were learnt from, by name.
pub fn texts(language: &str) -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../gold");
    let mut files: Vec<_> = std::fs::read_dir(format!("{folder}/{language}/dev"))
        .expect("the gold texts")
        .flatten()
        .map(|f| f.path())
        .collect();
    files.sort();
    let text = |file: std::path::PathBuf| {
        let marked = std::fs::read_to_string(&file).expect("a gold text");
        (file.display().to_string(), unmarked(&marked))
    };
    files.into_iter().map(text).collect()
}

/// The text of a gold file without its marks.
fn unmarked(marked: &str) -> String {
    let body = marked.split("---\n").nth(1).unwrap_or("");
    let mut text = String::new();
    let mut rest = body.trim_end();
    while let Some(at) = rest.find(['{', '}']) {
        text.push_str(&rest[..at]);
        let mark = &rest[at..];
        let skip = if mark.starts_with('{') {
            mark.find('|').map_or(1, |n| n + 1)
        } else {
            1
        };
        rest = &mark[skip..];
    }
    text.push_str(rest);
    text
}
