//! What is known of a line: its tokens, and what the lexicon and the calendar say of them. Many questions are asked about one
//! line, and most lines answer the first; so each is read when first asked for, and once.

use std::cell::OnceCell;

use text::{DateMention, Tokens};

use crate::lexicon::{Hit, LEXICON};

/// Letters of a line that its dateline may take.
pub(super) const HEAD: usize = 130;

/// A line, or a part of one, and what is known of it.
#[derive(Default)]
pub(super) struct Known<'l> {
    pub raw: &'l str,
    tokens: OnceCell<Tokens<'l>>,
    hits: OnceCell<Vec<Hit>>,
    dates: OnceCell<Vec<DateMention>>,
    /// The first letters of a long one.
    head: OnceCell<Box<Known<'l>>>,
}

impl<'l> Known<'l> {
    pub fn new(raw: &'l str) -> Self {
        Known {
            raw,
            ..Known::default()
        }
    }

    /// Its first `HEAD` letters.
    pub fn head(&self) -> &Known<'l> {
        match self.raw.char_indices().nth(HEAD) {
            Some((end, _)) => self
                .head
                .get_or_init(|| Box::new(Known::new(&self.raw[..end]))),
            None => self,
        }
    }

    pub fn tokens(&self) -> &Tokens<'l> {
        self.tokens.get_or_init(|| text::tokenize(self.raw))
    }

    /// Phrases of all three languages.
    pub fn hits(&self) -> &[Hit] {
        self.hits.get_or_init(|| LEXICON.find(self.tokens(), 7))
    }

    /// Its days, without a day to count from.
    pub fn dates(&self) -> &[DateMention] {
        let read = || text::find_dates(self.tokens(), None);
        self.dates.get_or_init(read)
    }
}
