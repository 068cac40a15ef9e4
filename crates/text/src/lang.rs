//! Which of the three languages a text is in, by script and by the small words only one of them has.

use crate::token::{Kind, Tokens, tokenize_first};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Arabic.
    Arabic,
    /// French.
    French,
    /// English.
    English,
    /// More than one of the three, each a real part of the text.
    Mixed,
    /// None of the three, or too little text to say.
    Unknown,
}

impl Language {
    /// `ar`, `fr`, `en`, `mixed` or `und`.
    pub fn code(self) -> &'static str {
        match self {
            Language::Arabic => "ar",
            Language::French => "fr",
            Language::English => "en",
            Language::Mixed => "mixed",
            Language::Unknown => "und",
        }
    }
}

/// A long text shows its language in its first tokens; the end of it is not worth reading twice.
const LOOK: usize = 20_000;

fn french_word(word: &str) -> bool {
    matches!(
        word,
        "le" | "la"
            | "les"
            | "des"
            | "du"
            | "une"
            | "et"
            | "est"
            | "dans"
            | "pour"
            | "par"
            | "sur"
            | "avec"
            | "qui"
            | "que"
            | "au"
            | "aux"
            | "ce"
            | "cette"
            | "ses"
            | "son"
            | "sa"
            | "ont"
            | "ete"
            | "lors"
            | "entre"
            | "selon"
            | "l"
            | "d"
            | "qu"
            | "de"
            | "en"
            | "un"
    )
}

fn english_word(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "and"
            | "to"
            | "in"
            | "for"
            | "with"
            | "was"
            | "were"
            | "by"
            | "that"
            | "this"
            | "from"
            | "has"
            | "have"
            | "his"
            | "her"
            | "its"
            | "at"
            | "on"
            | "said"
            | "between"
            | "which"
            | "who"
            | "an"
            | "is"
            | "be"
            | "are"
            | "met"
    )
}

/// "José de la Cruz": between capitals it says nothing of the text's language.
fn within_a_name(tokens: &Tokens<'_>, i: usize) -> bool {
    let particle = |k: usize| matches!(tokens.text(k), "de" | "la" | "du" | "le");
    let named = |k: usize| {
        tokens
            .list
            .get(k)
            .is_some_and(|t| t.capital && t.kind == Kind::Latin)
    };
    particle(i)
        && i > 0
        && (named(i - 1) || particle(i - 1) && i > 1 && named(i - 2))
        && (named(i + 1) || particle(i + 1) && named(i + 2))
}

/// The language of `text`.
pub fn detect(text: &str) -> Language {
    detect_tokens(&tokenize_first(text, LOOK), 0..usize::MAX)
}

/// The language of the tokens `range` of a text.
pub fn detect_tokens(tokens: &Tokens<'_>, range: std::ops::Range<usize>) -> Language {
    let (mut arabic, mut latin, mut french, mut english) = (0usize, 0usize, 0usize, 0usize);
    for i in range.start
        ..range
            .end
            .min(tokens.len())
            .min(range.start.saturating_add(20_000))
    {
        match tokens.list[i].kind {
            Kind::Arabic => arabic += 1,
            Kind::Latin => {
                latin += 1;
                let w = tokens.folded(i);
                // "a" is a word of both; "à" only of one.
                french += usize::from(
                    (french_word(w) || tokens.text(i) == "à") && !within_a_name(tokens, i),
                );
                english += usize::from(english_word(w));
            }
            _ => {}
        }
    }
    let words = arabic + latin;
    if words == 0 {
        return Language::Unknown;
    }
    let latin_language = match (french, english) {
        (0, 0) => Language::Unknown,
        (f, e) if f >= 2 * e => Language::French,
        (f, e) if e >= 2 * f => Language::English,
        _ => Language::Mixed,
    };
    if arabic * 5 >= words * 4 || (arabic * 2 > words && latin_language == Language::Unknown) {
        Language::Arabic
    } else if arabic * 5 >= words && latin > 3 {
        Language::Mixed
    } else {
        latin_language
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_languages_and_mixtures() {
        for (text, want) in [
            (
                "استقبل وزير الداخلية نظيره الإسباني في الرباط",
                Language::Arabic,
            ),
            (
                "Le ministre de l'Intérieur a reçu son homologue à Rabat",
                Language::French,
            ),
            (
                "Celui-ci l'a accueilli à Vienne, puis à Berne, et il a été reçu à Rome",
                Language::French,
            ),
            (
                "Minister José de la Cruz met Jan de Vries",
                Language::English,
            ),
            (
                "The interior minister received his counterpart in Rabat",
                Language::English,
            ),
            (
                "استقبل الوزير وفدا من FBI بالرباط يوم الاثنين في مقر الوزارة",
                Language::Arabic,
            ),
            (
                "استقبل وزير الداخلية نظيره الإسباني في الرباط. The minister received his counterpart at the palace",
                Language::Mixed,
            ),
            ("12 34 !!", Language::Unknown),
            ("", Language::Unknown),
        ] {
            assert_eq!(detect(text), want, "{text}");
        }
    }
}
