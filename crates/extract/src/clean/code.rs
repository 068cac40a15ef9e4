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
    // "×", "---" above the text
    let sign = |c: char| {
        matches!(
            c,
            '×' | '|' | '-' | '_' | '=' | '*' | '#' | '>' | '<' | '☰' | '•' | '+'
        )
    };
    if line.words == 1 && !above.body && raw.chars().all(sign) {
        return Some("nav");
    }
    // "+ ↺ − 16 px"
    if !above.body && line.words <= 6 && raw.starts_with(['+', '-', '−']) && raw.ends_with(" px")
    {
        return Some("share");
    }
    // "8,392", "0 504"; between title and text "0" and "• 3" as well.
    let bare = raw.trim_start_matches(['•', '·', '*', ' ']);
    let figure = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ');
    let title = above.content > 0 && !above.body;
    if line.words <= 3
        && (bare.len() > 1 && line.words == 1 || title)
        && bare.starts_with(|c: char| c.is_ascii_digit())
        && bare.chars().all(figure)
        && !bare.ends_with('.')
        && !year(bare)
        && (above.content < 4 || above.over)
    {
        return Some("counter");
    }
    // "00:00"
    if title && line.words <= 2 && super::byline::clock(bare, &[':']) {
        return Some("date-line");
    }
    // "TNN": letters of who reports, alone below the title.
    let letter = |c: char| c.is_ascii_uppercase();
    if title && (2..=5).contains(&raw.len()) && raw.chars().all(letter) {
        return Some("byline");
    }
    // "Example.Az" behind the text
    let site = |(name, end): (&str, &str)| {
        let letters = |w: &str| w.len() >= 2 && w.bytes().all(|b| b.is_ascii_alphabetic());
        letters(name) && letters(end) && end.len() <= 4 && name.starts_with(letter)
    };
    if above.over && above.body && line.words == 1 && raw.split_once('.').is_some_and(site) {
        return Some("byline");
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
    let raw = raw.trim_end_matches(')');
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
    }) || glued(raw)
        || raw.strip_prefix("الرئيسية").is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_alphabetic()) && rest.split_whitespace().count() > 1
        })
}

/// `var sizes = [[300, 250]]; var units = [ { code: 'ad' } ];`: what a program says to itself.
pub(super) fn program(raw: &str) -> bool {
    let sign = |c: char| matches!(c, '{' | '}' | '[' | ']' | '=' | ';' | '<' | '>');
    let opens = [
        "var ",
        "let ",
        "const ",
        "function",
        "window.",
        "(function",
        "jQuery",
        "$(",
    ];
    opens.iter().any(|w| raw.starts_with(w)) && raw.chars().filter(|c| sign(*c)).count() >= 6
}

/// `أبرز الأخبارأخبار دولية`: two sections without a space between them.
fn glued(raw: &str) -> bool {
    let section = |part: &str| {
        let folded = text::fold_str(part);
        let mut starts = super::phrase::starts(super::phrase::bare(&folded));
        starts.any(|s| s.rest == 0 && matches!(s.kind, "nav" | "related"))
    };
    raw.split_whitespace().count() <= 6
        && raw.char_indices().skip(3).any(|(at, c)| {
            let (one, other) = raw.split_at(at);
            c.is_alphabetic()
                && one.ends_with(char::is_alphabetic)
                && section(one)
                && section(other)
        })
}

/// Where a credit begins that stands behind the last sentence of a paragraph: `… and extremism. /// nCa (photo credit – …)`.
pub(super) fn credit_behind(raw: &str) -> Option<usize> {
    let (n, sign) = raw
        .match_indices(['.', '؟', '!'])
        .rfind(|(n, s)| raw[n + s.len()..].starts_with(' '))?;
    let start = n + sign.len() + 1;
    let (text, credit) = raw.split_at(start);
    let says = |part: &str| super::phrase::anywhere(&text::fold_str(part), false).is_some();
    (text.split_whitespace().count() >= 12 && says(credit) && !says(text)).then_some(start)
}
