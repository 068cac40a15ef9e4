//! Tokens: words, numbers and marks with their place in the received text and their folded form.

use crate::fold::{clings, fold_char};

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word in Arabic letters.
    Arabic,
    /// A word in Latin letters.
    Latin,
    /// A word in any other script, or mixing scripts.
    Other,
    /// A run of digits of any script.
    Number,
    /// One mark that is no letter, digit or space.
    Mark,
}

/// One token of a text.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// First byte in the received text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    fold_start: u32,
    fold_end: u32,
    /// What it is made of.
    pub kind: Kind,
    /// A space, line end or the start of the text comes before.
    pub spaced: bool,
    /// A line end comes before (or the start of the text).
    pub line_start: bool,
    /// Begins with a capital letter.
    pub capital: bool,
}

/// The tokens of one text.
#[derive(Debug, Clone)]
pub struct Tokens<'a> {
    /// The text as received.
    pub raw: &'a str,
    /// In order, not overlapping.
    pub list: Vec<Token>,
    folds: String,
}

impl<'a> Tokens<'a> {
    /// Folded form of token `i`; empty past the end.
    pub fn folded(&self, i: usize) -> &str {
        self.list.get(i).map_or("", |t| {
            &self.folds[t.fold_start as usize..t.fold_end as usize]
        })
    }

    /// Token `i` as received; empty past the end.
    pub fn text(&self, i: usize) -> &'a str {
        self.list
            .get(i)
            .map_or("", |t| &self.raw[t.start as usize..t.end as usize])
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Joins a `و` that stands alone to the word behind it in the same line, as it is written elsewhere: `و مدير` is read like
    /// `ومدير`. Where `keep` says so of the folded word behind it, both stay tokens of their own.
    pub fn join_conjunctions(&mut self, keep: impl Fn(&str) -> bool) {
        let fold = |t: &Token| &self.folds[t.fold_start as usize..t.fold_end as usize];
        if !self.list.iter().any(|t| fold(t) == "و") {
            return;
        }
        let mut out: Vec<Token> = Vec::with_capacity(self.list.len());
        let mut alone = false;
        for t in &self.list {
            let word = fold(t);
            let joins = alone
                && t.kind == Kind::Arabic
                && t.spaced
                && !t.line_start
                && word.len() > 2
                && !keep(word);
            alone = word == "و"
                && t.kind == Kind::Arabic
                && (t.spaced || out.last().is_none_or(|b| b.kind == Kind::Mark));
            match out.last_mut().filter(|_| joins) {
                Some(and) => (and.end, and.fold_end) = (t.end, t.fold_end),
                None => out.push(*t),
            }
        }
        self.list = out;
    }

    /// `Crime & Justice`: an ampersand between words becomes the word `and`, in the language of the text.
    pub fn spell_ampersands(&mut self, and: &str) {
        let word = |t: Option<&Token>| t.is_some_and(|t| t.kind == Kind::Latin && t.spaced);
        for i in 1..self.list.len() {
            let sign = self.folded(i) == "&" && self.list[i].spaced;
            if !sign || self.list[i - 1].kind == Kind::Mark || !word(self.list.get(i + 1)) {
                continue;
            }
            let (start, end) = (self.folds.len(), self.folds.len() + and.len());
            self.folds.push_str(and);
            let t = &mut self.list[i];
            (t.fold_start, t.fold_end) = (start as u32, end as u32);
            t.kind = Kind::Latin;
        }
    }

    /// Byte of the received text after the first `letters` letters of token `i` and their marks.
    pub fn skip_letters(&self, i: usize, letters: usize) -> usize {
        let Some(t) = self.list.get(i) else {
            return self.raw.len();
        };
        let word = &self.raw[t.start as usize..t.end as usize];
        let mut left = letters;
        let mut scratch = String::new();
        for (at, c) in word.char_indices() {
            if clings(c) || c.is_whitespace() {
                continue;
            }
            scratch.clear();
            fold_char(c, &mut scratch);
            if left == 0 {
                return t.start as usize + at;
            }
            if !scratch.is_empty() {
                left -= 1;
            }
        }
        if left == 0 {
            t.end as usize
        } else {
            t.start as usize
        }
    }
}

/// Marks of direction, joiners, soft hyphens.
pub(crate) fn invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{061C}' | '\u{FEFF}' | '\u{00AD}')
}

fn arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{065F}' | '\u{066E}'..='\u{06D3}' | '\u{06D5}'..='\u{06EF}' | '\u{06FA}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

fn latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c, '\u{00C0}'..='\u{024F}' if !matches!(c, '×' | '÷'))
        || matches!(c, '\u{00AA}'..='\u{00BF}' | '\u{1E00}'..='\u{1EFF}' if c.is_alphabetic())
}

/// The letters of the basic Arabic block, for which the tables need not be asked.
fn plain_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}')
}

fn kind_of(c: char) -> Kind {
    if c.is_ascii_digit() {
        Kind::Number
    } else if latin(c) {
        Kind::Latin
    } else if c.is_ascii() || matches!(c, '،' | '؛' | '؟' | '«' | '»' | '\u{2010}'..='\u{2026}')
    {
        Kind::Mark
    } else if plain_arabic(c) {
        Kind::Arabic
    } else if matches!(c, '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}') {
        Kind::Number
    } else if arabic(c) && (c.is_alphabetic() || clings(c)) {
        Kind::Arabic
    } else if c.is_alphabetic() {
        Kind::Other
    } else {
        Kind::Mark
    }
}

/// A letter of nearly all words of that kind, for which nothing else need be asked.
fn plain(kind: Kind, c: char) -> bool {
    match kind {
        Kind::Arabic => matches!(c, '\u{0620}'..='\u{063F}' | '\u{0641}'..='\u{064A}'),
        Kind::Latin => c.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Folds the letters of plain Latin that `rest` begins with, as many as they are.
fn fold_plain(kind: Kind, rest: &str, folds: &mut String) -> usize {
    if kind != Kind::Latin {
        return 0;
    }
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic);
    let from = folds.len();
    let run = letters.count();
    folds.push_str(&rest[..run]);
    folds[from..].make_ascii_lowercase();
    run
}

/// Splits `raw` (at most 4 GiB) into tokens. Digits beside letters are tokens of their own.
pub fn tokenize(raw: &str) -> Tokens<'_> {
    tokenize_first(raw, usize::MAX)
}

/// The first tokens of `raw`, at most `most`.
pub(crate) fn tokenize_first(raw: &str, most: usize) -> Tokens<'_> {
    let mut tokens = Tokens {
        raw,
        list: Vec::with_capacity((raw.len() / 7).min(most)),
        folds: String::with_capacity(raw.len().min(most.saturating_mul(7))),
    };
    let (mut spaced, mut line_start) = (true, true);
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        if tokens.len() == most {
            break;
        }
        let start = at;
        at += c.len_utf8();
        if c.is_whitespace() {
            spaced = true;
            line_start |= matches!(
                c,
                '\n' | '\r' | '\u{2028}' | '\u{2029}' | '\u{0B}' | '\u{0C}'
            );
            continue;
        }
        let kind = kind_of(c);
        if kind == Kind::Mark && invisible(c) {
            continue;
        }
        let fold_start = tokens.folds.len();
        fold_char(c, &mut tokens.folds);
        let mut end = at;
        if kind != Kind::Mark {
            at += fold_plain(kind, &raw[at..], &mut tokens.folds);
            end = at;
            while let Some(d) = raw[at..].chars().next() {
                if !plain(kind, d) {
                    if invisible(d) {
                        // Inside a word it joins; at its end it stays outside the span.
                        at += d.len_utf8();
                        continue;
                    }
                    if !(clings(d) && kind != Kind::Number || kind_of(d) == kind) {
                        break;
                    }
                }
                fold_char(d, &mut tokens.folds);
                at += d.len_utf8();
                end = at;
            }
        }
        tokens.list.push(Token {
            start: start as u32,
            end: end as u32,
            fold_start: fold_start as u32,
            fold_end: tokens.folds.len() as u32,
            kind,
            spaced,
            line_start,
            capital: c.is_uppercase(),
        });
        spaced = false;
        line_start = false;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_numbers_and_marks() {
        let t = tokenize("وللولايات المتّحدة: 13يونيو ٢٠٢٣، l'Espagne");
        let folds: Vec<_> = (0..t.len()).map(|i| t.folded(i)).collect();
        assert_eq!(
            folds,
            [
                "وللولايات",
                "المتحده",
                ":",
                "13",
                "يونيو",
                "2023",
                ",",
                "l",
                "'",
                "espagne"
            ]
        );
        assert_eq!(&t.raw[t.skip_letters(0, 2)..], &t.raw["ول".len()..]);
        assert!(t.list[9].capital && !t.list[9].spaced);
    }

    #[test]
    fn a_conjunction_alone_joins_the_next_word_of_its_line() {
        let mut t = tokenize("الأمن و مراقبة ،و السيد أ و ب و علي\nو\nهو");
        t.join_conjunctions(|w| w == "علي");
        let folds: Vec<_> = (0..t.len()).map(|i| t.folded(i)).collect();
        assert_eq!(
            folds,
            [
                "الامن",
                "ومراقبه",
                ",",
                "والسيد",
                "ا",
                "و",
                "ب",
                "و",
                "علي",
                "و",
                "هو"
            ]
        );
        assert_eq!(
            &t.raw[t.skip_letters(1, 1)..t.list[1].end as usize],
            "مراقبة"
        );
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_on_boundaries(s in "[\\PC\u{0600}-\u{06FF}\u{200F}\\n]{0,80}") {
            let t = tokenize(&s);
            let mut last = 0;
            for i in 0..t.len() {
                let k = t.list[i];
                prop_assert!(k.start as usize >= last && k.end > k.start);
                last = k.end as usize;
                let _ = t.text(i);
                for n in 0..4 { prop_assert!(s.is_char_boundary(t.skip_letters(i, n))); }
            }
        }
    }
}
