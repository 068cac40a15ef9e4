//! The lexicon as the build script leaves it and the binary carries it: flat rows of numbers that are looked up where they
//! lie, so nothing is read or built at the start but the short lists of what phrases may be.
//!
//! The phrase "إدارة السجون" is a way through a trie: `roots` leads from the first word to a node, an edge behind that node to
//! the next. Words are numbered, and so are nodes; node 0 is none.

use serde::{Deserialize, Serialize};

use super::tag::{Entry, Named, Place, Role};

/// Numbers of four bytes each.
#[derive(Debug, Default, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Numbers<'a>(pub &'a [u8]);

/// The whole lexicon.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Frozen<'a> {
    /// All words one behind another, folded, Arabic ones without their article.
    pub letters: &'a [u8],
    /// Where each word begins in `letters`, and behind them all where the last ends.
    #[serde(borrow)]
    pub starts: Numbers<'a>,
    /// A hash table over the words: at a word's hash or behind it lies its number and one; 0 is a free place.
    pub slots: Numbers<'a>,
    /// By word: the node of phrases that begin with it.
    pub roots: Numbers<'a>,
    /// By word: which of `roles` it has, counted from one.
    pub names: Numbers<'a>,
    /// By node: where its `edges` begin, and behind them all how many there are.
    pub edges_from: Numbers<'a>,
    /// The words that lead on, in order within a node.
    pub edges: Numbers<'a>,
    /// Where each of `edges` leads.
    pub targets: Numbers<'a>,
    /// By node: where its `ends` begin, and behind them all how many there are.
    pub ends_from: Numbers<'a>,
    /// Which of `entries` the phrase that ends at a node is, first the one that was listed first.
    pub ends: Numbers<'a>,
    pub entries: Vec<Entry>,
    pub roles: Vec<Role>,
    pub named: Vec<Named>,
    #[serde(borrow)]
    pub places: Vec<Place<'a>>,
    /// Stop words as they are written, in order, with their article: الدور is none, though دور is.
    #[serde(borrow)]
    pub stops: Vec<&'a str>,
}
