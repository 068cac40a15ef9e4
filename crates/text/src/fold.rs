//! Folding: one spelling for letters that writers use for each other, with a map back.
//!
//! `fold("الأُمّة ٢٠٢٤")` is `"الامه 2024"`: alef forms become alef, ta marbuta becomes ha, ya and
//! hamza carriers lose their hamza, diacritics, tatweel and bidi controls vanish, digits become
//! ASCII, presentation forms become plain letters, Latin letters lose case and accents.
//!
//! The map is a list of runs: a new run begins only where the distance between folded and received
//! position changes, so plain text costs nothing.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What one character becomes: nothing, itself, or up to a few characters, pushed to `out`.
#[inline]
pub fn fold_char(c: char, out: &mut String) {
    match c {
        '\0'..='\x7F' => out.push(c.to_ascii_lowercase()),
        '\u{0621}'..='\u{06FF}' => match ARABIC[c as usize - 0x0621] {
            '\0' => {}
            to => out.push(to),
        },
        _ => fold_other(c, out),
    }
}

/// `fold_char` outside ASCII and the letters of Arabic.
fn fold_other(c: char, out: &mut String) {
    let to = match c {
        '،' | '\u{201A}' => ',',
        '؛' => ';',
        'ݣ' => 'ك',
        '\u{0610}'..='\u{061A}' => return,
        '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '‛' | '´' => '\'',
        '“' | '”' | '«' | '»' | '„' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{061C}'
        | '\u{FEFF}'
        | '\u{00AD}' => return,
        'œ' | 'Œ' => return out.push_str("oe"),
        'æ' | 'Æ' => return out.push_str("ae"),
        'ß' => return out.push_str("ss"),
        'ø' | 'Ø' => 'o',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' | 'ð' => 'd',
        'ı' => 'i',
        '؟' => '?',
        _ => return fold_rare(c, out),
    };
    out.push(to);
}

/// What U+0621 to U+06FF become; NUL where that is nothing.
static ARABIC: [char; 0xDF] = {
    let mut table = ['\0'; 0xDF];
    let mut n = 0;
    while n < table.len() {
        if let Some(c) = char::from_u32(0x0621 + n as u32) {
            table[n] = arabic(c);
        }
        n += 1;
    }
    table
};

/// What a character of the Arabic block becomes.
const fn arabic(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' | '\u{0672}' | '\u{0673}' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | 'ی' | 'ې' | 'ے' => 'ي',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۀ' | 'ۃ' => 'ه',
        'ء' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' => '\0',
        'ک' | 'گ' | 'ڭ' => 'ك',
        'ڤ' | 'ڥ' => 'ف',
        'پ' => 'ب',
        'چ' => 'ج',
        '\u{0660}'..='\u{0669}' => digit(c as u32 - 0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(c as u32 - 0x06F0),
        '٪' => '%',
        '٫' => '.',
        '٬' => ',',
        _ => c,
    }
}

/// The ASCII digit of `value`.
pub(crate) const fn digit(value: u32) -> char {
    match char::from_digit(value, 10) {
        Some(c) => c,
        None => '0',
    }
}

fn fold_rare(c: char, out: &mut String) {
    if is_combining_mark(c) {
        return;
    }
    decompose_compatible(c, |d| {
        if is_combining_mark(d) {
        } else if d == c {
            for l in d.to_lowercase().filter(|&l| !is_combining_mark(l)) {
                // A capital with a fold of its own in lower case (Ð) takes that one.
                if l == c {
                    out.push(l)
                } else {
                    fold_char(l, out)
                }
            }
        } else {
            fold_char(d, out);
        }
    });
}

/// The folded form of `s`, without a map.
pub fn fold_str(s: &str) -> String {
    if s.is_ascii() {
        return s.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        fold_char(c, &mut out);
    }
    out
}

/// True for characters that belong to the letter before them: marks and tatweel.
pub(crate) fn clings(c: char) -> bool {
    match c {
        '\u{0640}' => true,
        // Letters of Latin and Arabic, which make up nearly all text.
        '\0'..='\u{02FF}' | '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}' => false,
        _ => is_combining_mark(c),
    }
}

#[derive(Debug, Clone, Copy)]
struct Run {
    folded: u32,
    raw: u32,
    /// The whole run stands for the one received character at `raw`.
    flat: bool,
}

/// A folded text and the way back to the text it came from.
#[derive(Debug, Clone)]
pub struct Folded<'a> {
    raw: &'a str,
    text: String,
    runs: Vec<Run>,
}

/// Folds `raw` (at most 4 GiB) and keeps the map back.
pub fn fold(raw: &str) -> Folded<'_> {
    let mut text = String::with_capacity(raw.len());
    let mut runs: Vec<Run> = Vec::new();
    let mut linear = false;
    for (at, c) in raw.char_indices() {
        let from = text.len();
        fold_char(c, &mut text);
        let made = text.len() - from;
        if made == 0 {
            linear = false;
        } else if made == c.len_utf8() && text[from..].chars().nth(1).is_none() {
            if !linear {
                runs.push(Run {
                    folded: from as u32,
                    raw: at as u32,
                    flat: false,
                });
            }
            linear = true;
        } else {
            runs.push(Run {
                folded: from as u32,
                raw: at as u32,
                flat: true,
            });
            linear = false;
        }
    }
    Folded { raw, text, runs }
}

impl<'a> Folded<'a> {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as received.
    pub fn raw(&self) -> &'a str {
        self.raw
    }

    /// Byte in the received text of the character that folded byte `at` stands for.
    pub fn raw_start(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.raw.len();
        }
        let i = self
            .runs
            .partition_point(|r| r.folded as usize <= at)
            .saturating_sub(1);
        let Some(run) = self.runs.get(i) else {
            return 0;
        };
        let mut raw = run.raw as usize;
        if !run.flat {
            raw += at - run.folded as usize;
        }
        while !self.raw.is_char_boundary(raw) {
            raw -= 1;
        }
        raw
    }

    /// Byte in the received text where the characters behind `..end` of the folded text end, with the
    /// marks that cling to the last one.
    pub fn raw_end(&self, end: usize) -> usize {
        if end == 0 {
            return 0;
        }
        let last = self.raw_start(end.min(self.text.len()) - 1);
        let mut chars = self.raw[last..].char_indices();
        chars.next();
        chars
            .find(|&(_, c)| !clings(c))
            .map_or(self.raw.len(), |(n, _)| last + n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_writers_interchange() {
        for (from, to) in [
            ("الأُمّة ٢٠٢٤", "الامه 2024"),
            ("إسـبانـيا", "اسبانيا"),
            ("مسؤولى شيئًا", "مسوولي شييا"),
            ("ﻣﺤﻤﺪ ﷲ", "محمد الله"),
            ("\u{202B}الرباط\u{202C}", "الرباط"),
            ("Évêque Œuvre ŁÓDŹ", "eveque oeuvre lodz"),
            ("كَرَّمَ الحموشيّ", "كرم الحموشي"),
            ("۱۴۰۲ ؟", "1402 ?"),
        ] {
            assert_eq!(fold_str(from), to, "{from}");
        }
    }

    #[test]
    fn span_takes_the_marks_of_its_last_letter() {
        let raw = "قال الحموشيّ: نعم";
        let f = fold(raw);
        let at = f.as_str().find("الحموشي").unwrap_or_default();
        let end = at + "الحموشي".len();
        assert_eq!(&raw[f.raw_start(at)..f.raw_end(end)], "الحموشيّ");
    }

    proptest! {
        #[test]
        fn offsets_lead_back(s in "[\\PC\u{0600}-\u{06FF}\u{FE70}-\u{FEFC}\u{200F}é]{0,60}") {
            let f = fold(&s);
            let mut last = 0;
            for (at, c) in f.as_str().char_indices() {
                let raw = f.raw_start(at);
                prop_assert!(s.is_char_boundary(raw));
                prop_assert!(raw >= last);
                last = raw;
                let Some(source) = s[raw..].chars().next() else { panic!("past the end") };
                let mut out = String::new();
                fold_char(source, &mut out);
                prop_assert!(out.contains(c), "{:?} does not fold to {:?}", source, c);
                let end = f.raw_end(at + c.len_utf8());
                prop_assert!(end > raw && s.is_char_boundary(end));
            }
        }

        #[test]
        fn folding_twice_changes_nothing(s in "\\PC{0,40}") {
            let once = fold_str(&s);
            prop_assert_eq!(fold_str(&once), once.clone());
        }
    }
}
