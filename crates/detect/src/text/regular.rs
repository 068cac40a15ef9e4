//! MATCHES (section 9.6.1): a search with DOTALL, in linear time wherever the expression allows it.
//!
//! What finite automata cannot express (look-around, back-references) runs on a backtracking engine
//! with a step limit; a search that reaches the limit does not match, and is counted.

use std::cell::Cell;
use std::sync::OnceLock;

use regex_syntax::hir::{Class, Hir, HirKind};

/// Steps of backtracking that one search may take.
const BACKTRACK_LIMIT: usize = 100_000;
/// Bytes that one compiled expression may take.
const SIZE_LIMIT: usize = 4 << 20;

/// An expression longer than this, or one that repeats by number, is compiled when it is checked: it might be too large.
const SURELY_SMALL: usize = 1_000;

thread_local! {
    static GIVEN_UP: Cell<u64> = const { Cell::new(0) };
}

/// How many searches this thread has given up so far.
pub(crate) fn given_up() -> u64 {
    GIVEN_UP.get()
}

/// Why a regular expression cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct RegexFault {
    /// One sentence, lower case, no full stop.
    pub message: String,
}

/// A checked expression, compiled when first searched with.
#[derive(Debug)]
pub(crate) struct Regular {
    pattern: String,
    /// The syntax tree, where the linear engine can express it.
    literals: Vec<String>,
    is_linear: bool,
    /// `$` also stands before a line feed at the end of the text, as in PCRE.
    has_dollar: bool,
    text: OnceLock<Option<Engine>>,
    octets: OnceLock<Option<regex::bytes::Regex>>,
}

#[derive(Debug)]
enum Engine {
    Linear(regex::Regex),
    Backtracking(Box<fancy_regex::Regex>),
}

impl Regular {
    /// Checks an expression.
    pub(crate) fn new(pattern: &str) -> Result<Self, RegexFault> {
        let pattern = super::nfc(pattern).into_owned();
        let parsed = regex_syntax::ParserBuilder::new()
            .dot_matches_new_line(true)
            .nest_limit(200)
            .build()
            .parse(&pattern);
        let (is_linear, literals) = match &parsed {
            Ok(hir) => (true, required(hir)),
            Err(_) => (false, Vec::new()),
        };
        let regular = Self {
            has_dollar: pattern.contains('$'),
            pattern,
            literals,
            is_linear,
            text: OnceLock::new(),
            octets: OnceLock::new(),
        };
        if let Err(error) = parsed
            && regular.backtracking().is_none()
        {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default();
            return Err(RegexFault {
                message: format!(
                    "this is no regular expression: {}",
                    last.trim_start_matches("error: ")
                ),
            });
        }
        let may_be_large = regular.pattern.len() > SURELY_SMALL || regular.pattern.contains('{');
        if may_be_large && regular.engine().is_none() {
            return Err(RegexFault {
                message: "this regular expression is too large".to_owned(),
            });
        }
        Ok(regular)
    }

    fn backtracking(&self) -> Option<fancy_regex::Regex> {
        fancy_regex::RegexBuilder::new(&format!("(?s:{})", self.pattern))
            .backtrack_limit(BACKTRACK_LIMIT)
            .delegate_size_limit(SIZE_LIMIT)
            .build()
            .ok()
    }

    fn engine(&self) -> Option<&Engine> {
        self.text
            .get_or_init(|| {
                if self.is_linear {
                    regex::RegexBuilder::new(&self.pattern)
                        .dot_matches_new_line(true)
                        .size_limit(SIZE_LIMIT)
                        .build()
                        .ok()
                        .map(Engine::Linear)
                } else {
                    self.backtracking().map(Box::new).map(Engine::Backtracking)
                }
            })
            .as_ref()
    }

    /// Whether the expression is found in the text, both in normal form C.
    pub(crate) fn matches(&self, text: &str) -> bool {
        let text = super::nfc(text);
        let Some(engine) = self.engine() else {
            return false;
        };
        let search = |text: &str| match engine {
            Engine::Linear(regex) => regex.is_match(text),
            Engine::Backtracking(regex) => regex.is_match(text).unwrap_or_else(|_| {
                GIVEN_UP.set(GIVEN_UP.get() + 1);
                false
            }),
        };
        search(&text) || (self.has_dollar && text.strip_suffix('\n').is_some_and(search))
    }

    /// The same over the octets of a binary property, without the Unicode flag.
    pub(crate) fn matches_octets(&self, octets: &[u8]) -> bool {
        let engine = self.octets.get_or_init(|| {
            let octets = super::latin1(&self.pattern)?;
            regex::bytes::RegexBuilder::new(&escape_octets(&octets))
                .dot_matches_new_line(true)
                .unicode(false)
                .size_limit(SIZE_LIMIT)
                .build()
                .ok()
        });
        engine.as_ref().is_some_and(|regex| {
            regex.is_match(octets)
                || (self.has_dollar
                    && octets
                        .strip_suffix(b"\n")
                        .is_some_and(|o| regex.is_match(o)))
        })
    }

    /// Texts of which every match of the expression holds at least one; empty when there are none.
    /// Small and capital ASCII letters are not told apart.
    pub(crate) fn literals(&self) -> &[String] {
        &self.literals
    }
}

/// The expression with octets above ASCII written as `\xff`.
fn escape_octets(octets: &[u8]) -> String {
    octets
        .iter()
        .map(|b| match b.is_ascii() {
            true => char::from(*b).to_string(),
            false => format!("\\x{b:02x}"),
        })
        .collect()
}

/// Literals of which every match holds at least one, the longest there are.
fn required(hir: &Hir) -> Vec<String> {
    match hir.kind() {
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Alternation(parts) => {
            let mut all = Vec::new();
            for part in parts {
                let literals = required(part);
                if literals.is_empty() {
                    return Vec::new();
                }
                all.extend(literals);
            }
            all
        }
        HirKind::Concat(parts) => best_of(parts),
        HirKind::Literal(_) | HirKind::Class(_) => best_of(std::slice::from_ref(hir)),
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => Vec::new(),
    }
}

/// The best choice among the parts of a concatenation: neighbouring letters join to one literal.
fn best_of(parts: &[Hir]) -> Vec<String> {
    let mut best: Vec<String> = Vec::new();
    let mut run = String::new();
    let mut offer = |literals: Vec<String>| {
        let shortest = |all: &[String]| all.iter().map(String::len).min().unwrap_or(0);
        if shortest(&literals) > shortest(&best) {
            best = literals;
        }
    };
    for part in parts {
        match letters(part) {
            Some(text) => run += &text,
            None => {
                offer(vec![std::mem::take(&mut run)]);
                if !matches!(part.kind(), HirKind::Literal(_) | HirKind::Class(_)) {
                    offer(required(part));
                }
            }
        }
    }
    offer(vec![run]);
    best
}

/// The text that this part stands for, if it is one text, whatever the case of its ASCII letters.
fn letters(part: &Hir) -> Option<String> {
    match part.kind() {
        HirKind::Literal(literal) => String::from_utf8(literal.0.to_vec()).ok(),
        HirKind::Class(Class::Unicode(class)) => {
            let [upper, lower] = class.ranges() else {
                return None;
            };
            let single = upper.start() == upper.end() && lower.start() == lower.end();
            let pair = lower.start().is_ascii_lowercase()
                && upper.start() == lower.start().to_ascii_uppercase();
            (single && pair).then(|| lower.start().to_string())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(pattern: &str, text: &str) -> bool {
        Regular::new(pattern).unwrap().matches(text)
    }

    #[test]
    fn search_with_dotall() {
        assert!(search("a.c", "xa\ncx"));
        assert!(search(r"^C:\\Windows\w+$", r"C:\Windowswww"));
        assert!(search("a$", "a\n") && !search("a$", "a\n\n"));
        assert!(search("e\u{301}", "é"));
        assert!(search(r"\w+", "تقرير"));
    }

    #[test]
    fn what_the_linear_engine_lacks_is_bounded() {
        assert!(search(r"foo(?!bar)", "foobaz") && !search(r"foo(?!bar)", "foobar"));
        assert!(search(r"(a)\1", "aa"));
        assert!(
            !search(r"^(a+)+\1$(?<=b)", &"a".repeat(5_000)),
            "stops at its limit"
        );
    }

    #[test]
    fn what_is_too_large_is_told_when_it_is_checked() {
        let message = |pattern: &str| Regular::new(pattern).unwrap_err().message;
        let too_large = "this regular expression is too large";
        assert_eq!(message(r"(\w{100}){100}"), too_large);
        assert_eq!(message(&r"\w".repeat(10_000)), too_large);
        assert!(Regular::new("a{3}").is_ok() && Regular::new(&"a".repeat(10_000)).is_ok());
    }

    #[test]
    fn octets_without_unicode() {
        let regular = Regular::new(r"\xd4\xc3\xb2\xa1").unwrap();
        assert!(regular.matches_octets(&[1, 0xd4, 0xc3, 0xb2, 0xa1]));
        assert!(!regular.matches_octets(&[0xd4, 0xc3]));
    }

    #[test]
    fn faults_are_told() {
        let fault = Regular::new("a(b").unwrap_err();
        assert_eq!(
            fault.message,
            "this is no regular expression: unclosed group"
        );
    }

    #[test]
    fn required_literals() {
        let of = |pattern: &str| Regular::new(pattern).unwrap().literals().to_vec();
        assert_eq!(of(r"^Final Report.+\.exe$"), ["Final Report"]);
        assert_eq!(of(r"(?i)mimi"), ["mimi"]);
        assert_eq!(of(r"(abc|defg)x*"), ["abc", "defg"]);
        assert_eq!(of(r"(abc|\d)"), Vec::<String>::new());
        assert_eq!(of(r"(evil)?good"), ["good"]);
        assert_eq!(of(r"(?:ab){2}"), ["ab"]);
        assert!(of(r"a|").is_empty());
    }
}
