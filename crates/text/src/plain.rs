//! What of a text is read: letters whole, one space between words, nothing that is not seen; with a map back.
//!
//! Pages, word processors and PDFs bring the same words with spaces that do not break, two spaces for one, soft hyphens, marks of direction,
//! vowel signs, drawn-out letters, accents apart from their letters and the stars of bold print. Whoever reads [`Plain::as_str`] meets none of these; what is found there lies in
//! the text as received from [`Plain::start`] to [`Plain::end`].

use std::borrow::Cow;
use std::cell::OnceCell;

use unicode_normalization::char::compose;

use crate::fold::{clings, digit};
use crate::token::invisible;

/// What draws a letter out.
const TATWEEL: char = '\u{0640}';

/// A text as it is read and the way back to the text as received.
#[derive(Debug, Clone)]
pub struct Plain<'a> {
    raw: &'a str,
    text: Cow<'a, str>,
    /// A bit for each byte of `raw` that has a byte in `text`, where the two differ.
    kept: Vec<u64>,
    /// Bits set before each word of `kept`.
    before: Vec<u32>,
}

/// Reads `raw` (at most 4 GiB).
pub fn plain(raw: &str) -> Plain<'_> {
    let mut out = Plain {
        raw,
        text: Cow::Borrowed(raw),
        kept: Vec::new(),
        before: Vec::new(),
    };
    if !odd(raw) {
        return out;
    }
    let rows = OnceCell::new();
    let rows = || *rows.get_or_init(|| !loose(raw));
    let mut made = Maker {
        text: String::with_capacity(raw.len()),
        kept: vec![0; raw.len().div_ceil(64)],
    };
    for line in raw.split_inclusive('\n') {
        let at = line.as_ptr() as usize - raw.as_ptr() as usize;
        match odd(line) {
            true => made.line(line, at, || !prose(line) && rows()),
            false => made.same(line, at),
        }
    }
    let mut sum = 0;
    out.before.reserve(made.kept.len());
    for word in &made.kept {
        out.before.push(sum);
        sum += word.count_ones();
    }
    (out.text, out.kept) = (Cow::Owned(made.text), made.kept);
    out
}

impl Plain<'_> {
    /// The text to read.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Byte in the text as received where the character at byte `at` of the text to read begins.
    pub fn start(&self, at: usize) -> usize {
        if self.kept.is_empty() {
            return at;
        }
        if at >= self.text.len() {
            return self.raw.len();
        }
        let word = self.before.partition_point(|&n| n as usize <= at) - 1;
        let mut bits = self.kept[word];
        for _ in self.before[word] as usize..at {
            bits &= bits - 1;
        }
        let mut byte = word * 64 + bits.trailing_zeros() as usize;
        while !self.raw.is_char_boundary(byte) {
            byte -= 1;
        }
        byte
    }

    /// Byte in the text as received where the characters before byte `end` of the text to read end, with the marks that cling to the last.
    pub fn end(&self, end: usize) -> usize {
        if self.kept.is_empty() || end == 0 {
            return end;
        }
        let mut last = end - 1;
        while !self.text.is_char_boundary(last) {
            last -= 1;
        }
        let from = self.start(last);
        // What is unseen inside a word is in it; behind the word it is outside.
        let mut chars = self.raw[from..].char_indices().skip(1);
        let mut stop = chars.clone().next().map_or(self.raw.len(), |c| from + c.0);
        let next = self.start(end);
        while let Some((n, c)) = chars.find(|&(_, c)| !invisible(c)) {
            if !clings(c) || from + n >= next && end < self.text.len() {
                break;
            }
            stop = from + n + c.len_utf8();
        }
        stop
    }
}

/// It may hold what the text to read does not.
fn odd(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let third = |n: usize| bytes.get(n + 2).copied().unwrap_or(0);
    bytes.windows(2).enumerate().any(|(n, pair)| match pair[0] {
        b' ' | b'\t' => matches!(pair[1], b' ' | b'\t'),
        b'*' | b'_' => pair[1] != b' ',
        b'#' => matches!(pair[1], b' ' | b'#'),
        0xC2 => matches!(pair[1], 0xA0 | 0xAD),
        0xCC | 0xCD => true,
        // Tatweel and vowel signs.
        0xD9 => matches!(pair[1], 0x80 | 0x8B..=0x9F | 0xA0..=0xA9 | 0xB0),
        0xD8 => matches!(pair[1], 0x90..=0x9C) || pair[1] == 0xA6 && third(n) == 0xD9,
        0xDA => pair[1] == 0xA9,
        0xDB => matches!(pair[1], 0x8C | 0x96..=0x9C | 0xB0..=0xB9),
        0xE2 if pair[1] == 0x80 => matches!(third(n), 0x80..=0x8F | 0xAA..=0xAF),
        0xE2 => pair[1] == 0x81,
        0xE1 => pair[1] == 0x9A,
        0xE3 => pair[1] == 0x80 && third(n) == 0x80,
        0xEF => pair[1] == 0xBB && third(n) == 0xBF,
        _ => false,
    })
}

fn ends_line(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{2028}' | '\u{2029}'
    )
}

/// A space of any width inside a line.
fn space(c: char) -> bool {
    c.is_whitespace() && !ends_line(c)
}

/// It keeps the parts of a row of links apart: a tab, a wide space.
fn parts(c: char) -> bool {
    matches!(c, '\t' | '\u{2003}' | '\u{3000}')
}

/// A line of a text, not of a menu.
fn prose(line: &str) -> bool {
    let words = line.split_whitespace().count();
    words > 24
        || words >= 8
            && line
                .trim_end()
                .ends_with(['.', '!', '؟', '?', '،', ',', ';', '؛', '"', '»', '”'])
}

/// In the text itself one space of twenty is several: so they part nothing elsewhere.
fn loose(raw: &str) -> bool {
    let (mut spaces, mut wide) = (0, 0);
    for line in raw.split(ends_line).map(str::trim).filter(|l| prose(l)) {
        let mut chars = line.chars();
        let mut before = ' ';
        while let Some(c) = chars.next() {
            if space(c) {
                // After a sentence two spaces are a habit of its own.
                let ends = matches!(before, '.' | '!' | '?' | '؟' | ':');
                let rest = chars.as_str();
                spaces += 1;
                wide += usize::from(!ends && rest.starts_with(space));
                chars = rest.trim_start_matches(space).chars();
            }
            before = c;
        }
    }
    wide > 0 && wide * 20 >= spaces
}

/// The text to read, as far as it is made.
struct Maker {
    text: String,
    kept: Vec<u64>,
}

impl Maker {
    /// Adds a line that stands at byte `at`; where it may be a `row` of links, wide spaces stay.
    fn line(&mut self, line: &str, at: usize, row: impl Fn() -> bool) {
        // "## Heading"
        let text = line.trim_start_matches(['#', ' ']);
        let marks = &line[..line.len() - text.len()];
        let begin = match marks.starts_with('#') && marks.ends_with(' ') {
            true => marks.len(),
            false => 0,
        };
        let mut chars = line[begin..]
            .char_indices()
            .map(|(n, c)| (begin + n, c))
            .peekable();
        while let Some((n, c)) = chars.next() {
            if invisible(c) || dropped(c) && c != TATWEEL {
                continue;
            }
            if matches!(c, '*' | '_') && bold(line, n) {
                continue;
            }
            if space(c) {
                let mut wide = parts(c);
                let mut count = 1;
                while let Some((_, d)) = chars.next_if(|&(_, d)| space(d) || invisible(d)) {
                    wide |= parts(d);
                    count += usize::from(space(d));
                }
                let row = (wide || count > 1) && row();
                self.push(if wide && row { '\t' } else { ' ' }, at + n);
                if row && !wide {
                    self.push(' ', at + n + 1);
                }
                continue;
            }
            // A letter takes in its accents; marks that no letter takes follow it.
            let mut letter = Some(c);
            while let Some((m, mark)) = chars.next_if(|&(_, d)| clings(d) || invisible(d)) {
                let room = m + mark.len_utf8() - n;
                let whole = letter.and_then(|l| compose(l, mark));
                if let Some(whole) = whole.filter(|w| w.len_utf8() <= room) {
                    letter = Some(whole);
                } else if !invisible(mark) && !dropped(mark) {
                    if let Some(letter) = letter.take() {
                        self.push(usual(&self.text, letter, None), at + n);
                    }
                    self.push(mark, at + m);
                }
            }
            if let Some(letter) = letter {
                let next = chars.peek().map(|&(_, d)| d);
                self.push(usual(&self.text, letter, next), at + n);
            }
        }
    }

    /// Adds a line as it is.
    fn same(&mut self, line: &str, at: usize) {
        self.text.push_str(line);
        let (first, end) = (at / 64, at + line.len());
        for word in first..end.div_ceil(64) {
            let from = at.saturating_sub(word * 64);
            let left = (end - word * 64).min(64);
            self.kept[word] |= (u64::MAX >> (64 - left)) & (u64::MAX << from);
        }
    }

    /// Adds a character for the bytes at `at`.
    fn push(&mut self, c: char, at: usize) {
        self.text.push(c);
        for byte in at..at + c.len_utf8() {
            self.kept[byte / 64] |= 1 << (byte % 64);
        }
    }
}

/// The star or stroke at `n` begins or ends bold print: `*Rabat*`, `**the minister**`, `_said_`; not `a_b`, `* item`.
fn bold(line: &str, n: usize) -> bool {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let read = |c: &char| !(matches!(c, '*' | '_') || invisible(*c) || dropped(*c));
    // A longer row of stars parts paragraphs.
    let before = line[..n].chars().rev().take(8).find(read);
    let behind = line[n..].chars().take(8).find(read);
    let opens = word(behind) || matches!(behind, Some('«' | '"' | '“' | '('));
    let closes = word(before) || matches!(before, Some('»' | '"' | '”' | ')' | '.' | ':'));
    // "و**سونيتا**": two stars part no factors.
    let two = line[n..].starts_with("**") || line[..=n].ends_with("**");
    opens && (two || !word(before)) || closes && (two || !word(behind))
}

/// The letter or digit that most writers of Arabic use for `c`, which takes no more bytes: Persian ya and kaf, digits, and the carrier of the
/// hamza in `شئون`, `مسئول`, as Egypt writes them. `before` ends with what stands before it.
fn usual(before: &str, c: char, next: Option<char>) -> char {
    match c {
        // "الرياض ـ واس": drawn out of no letter it is a dash.
        TATWEEL => '-',
        'ی' => 'ي',
        'ک' => 'ك',
        '٠'..='٩' => digit(c as u32 - '٠' as u32),
        '۰'..='۹' => digit(c as u32 - '۰' as u32),
        'ئ' if next == Some('و') && (before.ends_with('ش') || before.ends_with("مس")) => 'ؤ',
        _ => c,
    }
}

/// A vowel sign of Arabic, or what draws a letter out.
fn dropped(mark: char) -> bool {
    matches!(mark, '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_seen_is_not_read() {
        for (raw, read) in [
            (
                "le ministre de l\u{2019}Inte\u{301}rieur\u{a0}: oui",
                "le ministre de l\u{2019}Intérieur : oui",
            ),
            ("coor\u{AD}dina\u{200B}tion", "coordination"),
            ("المُديرُ العـــام للأَمن", "المدير العام للأمن"),
            ("\u{202B}الرباط\u{202C} ٢٠٢٤", "الرباط 2024"),
            ("کرکوک فی", "كركوك في"),
            ("وزير الشئون، مسئول في سئول", "وزير الشؤون، مسؤول في سئول"),
            ("الرياض ـ واس", "الرياض - واس"),
            ("## *العميد سامي* حضر", "العميد سامي حضر"),
            (
                "**Paul Roux** (_Paris_), a_b and 2*3\n* item",
                "Paul Roux (Paris), a_b and 2*3\n* item",
            ),
            // A mark that no letter takes stays.
            ("x\u{304}y", "x\u{304}y"),
        ] {
            assert_eq!(plain(raw).as_str(), read);
        }
    }

    #[test]
    fn several_spaces_part_links_and_not_words() {
        let menu = "Home  News  About us";
        assert_eq!(plain(menu).as_str(), menu);
        let page =
            "Home  News\nThe  minister received  the ambassador in his office  on Monday morning.";
        let read =
            "Home News\nThe minister received the ambassador in his office on Monday morning.";
        assert_eq!(plain(page).as_str(), read);
        // Two spaces after a sentence are a habit.
        let typed = "Home  News\nThe minister received the ambassador.  He thanked him for it all.";
        let read = "Home  News\nThe minister received the ambassador. He thanked him for it all.";
        assert_eq!(plain(typed).as_str(), read);
    }

    #[test]
    fn spans_lie_in_the_text_as_received() {
        let raw = "وصل مُـحمّد\u{200F}  بن\u{a0}عليّ إلى القاعة في تونس، وقابل  رئيس الشرطة.";
        let p = plain(raw);
        let at = p.as_str().find("محمد بن علي").expect("the name");
        let end = at + "محمد بن علي".len();
        assert_eq!(&raw[p.start(at)..p.end(end)], "مُـحمّد\u{200F}  بن\u{a0}عليّ");
        let first = at + "محمد".len();
        assert_eq!(&raw[p.start(at)..p.end(first)], "مُـحمّد");
    }

    proptest! {
        #[test]
        fn every_character_leads_back(s in "[a-eé\u{301}\u{327} \t\n\u{a0}\u{AD}\u{200F}\u{2003}\u{2019}\u{0626}\u{0648}\u{0634}\u{064E}\u{0640}\u{0660}\u{06CC}\\PC]{0,200}") {
            let p = plain(&s);
            let (mut last, text) = (0, p.as_str());
            for (at, c) in text.char_indices() {
                let (start, end) = (p.start(at), p.end(at + c.len_utf8()));
                prop_assert!(s.is_char_boundary(start) && s.is_char_boundary(end));
                prop_assert!(last <= start && start < end, "{:?} {} {}", c, start, end);
                last = start;
                // What is read of a character is what is read of its piece.
                let (mut a, mut b) = (crate::fold_str(&s[start..end]), crate::fold_str(c.encode_utf8(&mut [0; 4])));
                a.retain(|c| !c.is_whitespace());
                b.retain(|c| !c.is_whitespace());
                prop_assert_eq!(a, b);
            }
            prop_assert_eq!(p.start(text.len()).max(p.end(text.len())), s.len());
        }

        #[test]
        fn nothing_is_left_to_change(s in "[a-eé\u{301}\u{327} \n\u{a0}\u{AD}\u{200F}\u{0626}\u{0648}\u{0634}\u{064E}\u{0640}\u{0660}\u{06CC}\\PC]{0,200}") {
            let once = plain(&s).as_str().to_owned();
            let twice = plain(&once);
            prop_assert_eq!(twice.as_str(), once.as_str());
        }

        #[test]
        fn folding_sees_no_difference(s in "[a-eé\u{301} \u{AD}\u{200F}\u{064E}\u{0640}\u{0660}\u{06CC}\\PC]{0,100}") {
            // Stars, strokes and headings of marked-up text are read by nobody.
            let words = |s: &str| crate::fold_str(&s.replace(['*', '_', '#', '-', TATWEEL], "")).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(plain(&s).as_str()), words(&s));
        }
    }
}
