//! Paths for people: `objects[3].external_references[0].url`. A key that is no plain word is quoted,
//! a long one is cut, so that a path can go into a log line as it is.

/// Longest part of a key that is shown, in characters.
const SHOWN: usize = 64;

/// Appends a member's key.
pub fn push_key(path: &mut String, key: &str) {
    let plain = !key.is_empty()
        && key.len() <= SHOWN
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    if plain {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key);
        return;
    }
    path.push_str("[\"");
    for c in key.chars().take(SHOWN) {
        match c {
            '"' | '\\' => path.extend(['\\', c]),
            c if is_unsafe_to_show(c) => path.extend(c.escape_unicode()),
            c => path.push(c),
        }
    }
    if key.chars().nth(SHOWN).is_some() {
        path.push('…');
    }
    path.push_str("\"]");
}

/// Appends a list index.
pub fn push_index(path: &mut String, index: usize) {
    path.push_str(&format!("[{index}]"));
}

/// Control characters and the marks that reorder what is around them.
fn is_unsafe_to_show(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(keys: &[&str]) -> String {
        let mut path = String::new();
        for key in keys {
            push_key(&mut path, key);
        }
        path
    }

    #[test]
    fn plain_words_are_dotted_others_quoted() {
        assert_eq!(path(&["a", "ntfs-ext", "b_2"]), "a.ntfs-ext.b_2");
        assert_eq!(path(&["a", "b.c"]), "a[\"b.c\"]");
        assert_eq!(path(&["", "عنوان"]), "[\"\"][\"عنوان\"]");
        assert_eq!(path(&["a\"\n\u{202e}"]), "[\"a\\\"\\u{a}\\u{202e}\"]");
    }

    #[test]
    fn long_keys_are_cut() {
        let shown = path(&[&"x".repeat(100_000)]);
        assert_eq!(shown.chars().count(), SHOWN + 5);
    }
}
