//! The form by which a word is looked up.

use std::borrow::Cow;

use text::strip_article;

/// An Arabic word without its article, also after one clitic; other words as they are.
pub(crate) fn canon(word: &str) -> Cow<'_, str> {
    let bare = strip_article(word);
    // آلية has no article: two letters are no word.
    if bare.len() != word.len() && bare.len() > 4 {
        // الألماني: what is left looks as if it had another article, here and where it stands without one.
        let again = strip_article(bare);
        return Cow::Borrowed(if again.len() > 4 { again } else { bare });
    }
    for (prefix, letter) in [
        ("لل", "ل"),
        ("بال", "ب"),
        ("وال", "و"),
        ("كال", "ك"),
        ("فال", "ف"),
    ] {
        if let Some(rest) = word.strip_prefix(prefix).filter(|r| r.len() >= 4) {
            return Cow::Owned(format!("{letter}{rest}"));
        }
    }
    Cow::Borrowed(word)
}
