//! Lines that no reader reads: codes of who typed, names of picture files, counters, crumbs that ran together.

use super::{Above, Line};

/// The kind of a line that is only such a code.
pub(super) fn code(line: &Line, above: &Above) -> Option<&'static str> {
    let raw = line.raw.trim();
    if line.words <= 2 && file_name(raw) {
        return Some("caption");
    }
    // "spot_img", "wp_caption": what a site's own program left.
    if line.words == 1 && raw.contains('_') && !raw.contains(['@', '/']) && raw.is_ascii() {
        return Some("ad");
    }
    // "8,392"
    let figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    if line.words == 1
        && raw.len() > 1
        && raw.chars().all(figure)
        && !year(raw)
        && (above.content < 4 || above.over)
    {
        return Some("counter");
    }
    // "(NZ)", "[PIO]", "(الصباح)" below the text
    if above.over && above.body && line.words <= 3 && bracketed(raw) && !super::agency(&line.folded)
    {
        return Some("byline");
    }
    // "ZZ/ 5026766"
    let letters = raw.chars().filter(|c| c.is_alphabetic());
    let digits = raw.chars().filter(char::is_ascii_digit).count();
    if above.over
        && line.words <= 3
        && digits >= 5
        && letters.clone().count() <= 4
        && letters.clone().all(char::is_uppercase)
    {
        return Some("copyright");
    }
    (above.content == 0 && crumbs(raw)).then_some("nav")
}

/// `41376.jpg`, `Communiqué final.pdf`.
fn file_name(raw: &str) -> bool {
    let end = raw
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    let kinds = [
        "jpg", "jpeg", "png", "gif", "webp", "pdf", "docx", "doc", "mp4", "mp3",
    ];
    end.is_some_and(|e| kinds.contains(&e.as_str())) && !raw.starts_with("http")
}

fn year(raw: &str) -> bool {
    raw.len() == 4 && raw.starts_with(['1', '2']) && raw.bytes().all(|b| b.is_ascii_digit())
}

fn bracketed(raw: &str) -> bool {
    let inner = raw.strip_prefix('(').and_then(|r| r.strip_suffix(')'));
    let inner = inner.or_else(|| raw.strip_prefix('[').and_then(|r| r.strip_suffix(']')));
    inner.is_some_and(|r| !r.contains(['(', '[', ')', ']']) && !r.is_empty())
}

/// `HomeNewsCaribbean NewsTitle of the page`: the way home, its links without a space between.
fn crumbs(raw: &str) -> bool {
    ["Home", "Accueil"].iter().any(|home| {
        raw.strip_prefix(home)
            .is_some_and(|rest| rest.starts_with(char::is_uppercase))
    }) || raw.strip_prefix("الرئيسية").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_alphabetic()) && rest.split_whitespace().count() > 1
    })
}

/// Where a credit begins that stands behind the last sentence of a paragraph: `… and extremism. /// nCa (photo credit – …)`.
pub(super) fn credit_behind(raw: &str) -> Option<usize> {
    let (n, sign) = raw
        .match_indices(['.', '؟', '!'])
        .rfind(|(n, s)| raw[n + s.len()..].starts_with(' '))?;
    let start = n + sign.len() + 1;
    let (text, credit) = raw.split_at(start);
    let says = |part: &str| super::phrase::anywhere(&text::fold_str(part)).is_some();
    (text.split_whitespace().count() >= 12 && says(credit) && !says(text)).then_some(start)
}
