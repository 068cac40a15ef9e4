//! Field paths of mapping files: `tls.sni`, `dns.answers[].rdata`, `'id.orig_h'`.

/// One part of a field path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPart {
    Key(String),
    /// Every element of a list.
    Items,
}

/// Reads a field path; a key with a full stop stands in apostrophes. `None` if it is none.
pub(crate) fn parse(text: &str) -> Option<Vec<PathPart>> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        rest = if let Some(quoted) = rest.strip_prefix('\'') {
            let mut key = String::new();
            let mut chars = quoted.char_indices();
            let end = loop {
                match chars.next()? {
                    (_, '\\') => key.push(chars.next()?.1),
                    (at, '\'') => break at + 1,
                    (_, c) => key.push(c),
                }
            };
            parts.push(PathPart::Key(key));
            &quoted[end..]
        } else {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            if end == 0 {
                return None;
            }
            parts.push(PathPart::Key(rest[..end].to_owned()));
            &rest[end..]
        };
        while let Some(after) = rest.strip_prefix("[]") {
            parts.push(PathPart::Items);
            rest = after;
        }
        match rest.strip_prefix('.') {
            Some(after) => rest = after,
            None => return rest.is_empty().then_some(parts),
        }
    }
}
