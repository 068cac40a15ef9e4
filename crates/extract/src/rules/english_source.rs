//! Sources in English that one word tells, and officials who are met and say nothing.

use super::Finder;
use crate::mention::{Found, MentionType};

impl Finder<'_, '_> {
    /// "according to officials", "said in a tweet", "BGB sources said": a source told by one word.
    pub(super) fn english_source(&mut self, i: usize) {
        let doc = self.doc;
        if doc.language != text::Language::English || i == 0 || self.used[i] {
            return;
        }
        let before = doc.w(i - 1);
        let lead =
            i > 2 && doc.w(i - 2) == "in" && matches!(before, "a" | "its" | "his" | "her" | "the");
        let paper = matches!(
            doc.w(i),
            "tweet" | "release" | "readout" | "dispatch" | "note" | "bulletin" | "post"
        ) && lead
            && (i.saturating_sub(14)..i).any(|k| {
                doc.sentence[k] == doc.sentence[i]
                    && matches!(
                        doc.w(k),
                        "said" | "says" | "announced" | "added" | "wrote" | "stated" | "confirmed"
                    )
            })
            && !doc.capital(i);
        let officials = matches!(
            doc.w(i),
            "officials" | "investigators" | "insiders" | "diplomats" | "sources"
        ) && before == "to"
            && i > 1
            && doc.w(i - 2) == "according";
        let sources = matches!(doc.w(i), "sources" | "source")
            && (matches!(
                doc.w(i + 1),
                "said"
                    | "say"
                    | "told"
                    | "added"
                    | "confirmed"
                    | "privy"
                    | "close"
                    | "familiar"
                    | "disclosed"
                    | "revealed"
            ))
            && !matches!(before, "of" | "other" | "these" | "those" | "no");
        if paper || officials || sources {
            self.take(i, i + 1);
            self.push(Found::new(MentionType::Source, i, i + 1, 0));
        }
    }

    /// "met senior officials", "senior officials were also present": nobody says anything.
    pub(super) fn met_officials(&self, h: crate::lexicon::Hit) -> bool {
        let doc = self.doc;
        let says = |i: usize| {
            matches!(
                doc.w(i),
                "said"
                    | "say"
                    | "says"
                    | "told"
                    | "tell"
                    | "according"
                    | "confirmed"
                    | "added"
                    | "revealed"
                    | "disclosed"
                    | "quoted"
                    | "quoting"
                    | "citing"
                    | "cited"
                    | "by"
                    | "from"
                    | "noted"
                    | "explained"
                    | "declined"
                    | "speaking"
                    | "spoke"
                    | "stated"
                    | "described"
                    | "reported"
                    | "denied"
                    | "warned"
                    | "claimed"
                    | "admitted"
            )
        };
        let s = doc.sentence_of(h.first);
        doc.language == text::Language::English
            && doc.w(h.last - 1) == "officials"
            && !(s.start.max(h.first.saturating_sub(4))..(h.last + 12).min(s.end)).any(says)
    }
}
