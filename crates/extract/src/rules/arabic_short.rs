//! Short forms of bodies in Arabic texts: `الوكالة الكورية للتعاون الدولي (كويكا)`, `… (DEA)`, `… "أفريبول"`. The bracket fixes
//! where the name ends, and the short form names the body wherever it stands.

use super::{Finder, Org};
use crate::lexicon::{Hit, Tag};
use text::Kind;

/// Tokens a body's name may have.
const LONGEST: usize = 12;

impl Finder<'_, '_> {
    /// Finds bodies with a short form behind them.
    pub(super) fn read_short_forms(&mut self) {
        let doc = self.doc;
        for open in 2..doc.len() {
            let close = match doc.w(open) {
                "(" => ")",
                "\"" => "\"",
                _ => continue,
            };
            let Some(end) = (open + 2..(open + 5).min(doc.len())).find(|&k| doc.w(k) == close)
            else {
                continue;
            };
            if doc.line_start(open) || !doc.arabic(open - 1) || !self.short_form(open + 1, end) {
                continue;
            }
            let Some((first, skip, last)) = self.name_to(open) else {
                continue;
            };
            // Quotes stand around many things: there the grammar must have found the body itself.
            let quoted = close == "\"";
            if quoted && self.arabic_org(first).is_none_or(|o| o.last != last) {
                continue;
            }
            if !quoted {
                self.bracketed.insert(first, (skip, last));
            }
            if doc.arabic(open + 1) {
                let words: Vec<String> = (open + 1..end).map(|k| doc.w(k).to_owned()).collect();
                self.shorts.entry(words[0].clone()).or_default().push(words);
            } else if end == open + 2 {
                self.acronyms.insert(doc.t.text(open + 1).to_owned());
            }
        }
    }

    /// Capitals, or one to three Arabic words that nothing knows or that are a body.
    fn short_form(&self, first: usize, last: usize) -> bool {
        let doc = self.doc;
        if (first..last).any(|k| self.used[k] || doc.line_start(k)) {
            return false;
        }
        if doc.latin(first) {
            let said = doc.t.text(first);
            // "EC3"
            let digit = last == first + 2
                && doc.glued(first + 1)
                && doc.t.list[first + 1].kind == Kind::Number;
            return (last == first + 1 || digit)
                && said.chars().filter(|c| c.is_uppercase()).count() >= 2
                && said.len() <= 12;
        }
        let body = |h: &Hit| matches!(h.tag, Tag::Org(_)) && h.skip == 0 && h.last == last;
        if doc.find(first, body).is_some() {
            return true;
        }
        let town = |h: &Hit| h.tag.place().is_some_and(|p| !p.strong);
        let unknown = |k: usize| {
            doc.t.list[k].kind == Kind::Arabic
                && doc.at(k).iter().all(town)
                && doc.w(k).chars().count() >= 3
        };
        let person = (first..last).all(|k| doc.role(k).is_some_and(|r| r.count >= 3));
        (first..last).all(unknown) && !person
    }

    /// The body whose name ends at the bracket `open`: its first token, clitics and the token after it.
    fn name_to(&self, open: usize) -> Option<(usize, usize, usize)> {
        let doc = self.doc;
        // "إدارة مكافحة المخدرات الأمريكية (DEA)"
        let mut last = open;
        while last > 2
            && doc.w(last - 1).starts_with("ال")
            && self.nationality(last - 1).is_some_and(|n| n.1 == last)
        {
            last -= 1;
        }
        let mut best = None;
        for i in (last.saturating_sub(LONGEST)..last).rev() {
            if !doc.arabic(i) || self.used[i] || i + 1 < last && doc.line_start(i + 1) {
                break;
            }
            let head = doc.find(i, |h| matches!(h.tag, Tag::OrgHead | Tag::Org(_)));
            if let Some(h) = head.filter(|h| h.last <= last) {
                // "وقوات …", "بمديرية …": a clitic but ل begins another.
                let w = doc.w(i);
                let own = h.skip == 0 || w.starts_with('ل') && h.skip == 1;
                if last > h.last || matches!(h.tag, Tag::Org(_)) {
                    best = Some((i, h.skip, last));
                }
                // "لجنة أجهزة الأمن والمخابرات في أفريقيا (السيسا)": a further service in the name of one body.
                let further = w.starts_with("وال")
                    && i > 3
                    && doc.w(i - 1).starts_with("ال")
                    && (i - 3..i - 1)
                        .any(|b| super::arabic_chain::BODIES.contains(&doc.w(b)) && !self.used[b]);
                if !own && !further {
                    break;
                }
                continue;
            }
            if !self.inside_name(i, last) {
                break;
            }
        }
        best.filter(|b| b.2 > b.0 + 1)
    }

    /// The token may lie inside a body's name.
    fn inside_name(&self, i: usize, last: usize) -> bool {
        let doc = self.doc;
        let place = |k: usize| {
            let at = |h: &Hit| matches!(h.tag, Tag::Place(_) | Tag::Region(_)) && h.skip == 0;
            doc.find(k, at).is_some()
        };
        // "بعثة الأمم المتحدة للدعم في ليبيا (أونسميل)"
        if doc.w(i) == "في" {
            return i + 1 < last && place(i + 1);
        }
        let ends = |h: &Hit| {
            h.skip == 0 && (h.tag.title() || matches!(h.tag, Tag::SourceWord | Tag::Unnamed))
                || h.skip == 0 && h.tag == Tag::Plain && !doc.w(i).starts_with("ال")
        };
        // "المعنية بالتنمية"
        let dealt = i > 0
            && doc.w(i).starts_with('ب')
            && ["المعني", "المكلف", "المختص", "المتخصص"]
                .iter()
                .any(|p| doc.w(i - 1).starts_with(p));
        if dealt {
            return true;
        }
        let of_name = |h: &Hit| {
            h.skip <= 1 && matches!(h.tag, Tag::OrgWord | Tag::Portfolio | Tag::MinistryWord)
        };
        let known = doc.at(i).iter().any(of_name);
        let definite = {
            let w = doc.w(i);
            w.starts_with("ال") || w.starts_with("لل") || w.starts_with("وال")
        };
        !doc.at(i).iter().any(ends)
            && (known || place(i) || definite || doc.w(i).starts_with('ل') || doc.w(i) == "دول")
            && (known || !doc.stops(i))
    }

    /// A short form of the text's own at token `i`.
    pub(super) fn short_at(&self, i: usize) -> Option<Org> {
        if self.shorts.is_empty() {
            return None;
        }
        let doc = self.doc;
        let readings = text::analyses(doc.w(i)).map(|a| (a.outside, a.stem));
        for (skip, stem) in std::iter::once((0, doc.w(i))).chain(readings) {
            let Some(forms) = self.shorts.get(stem) else {
                continue;
            };
            let said = |words: &&Vec<String>| {
                let last = i + words.len();
                self.free(i, last) && (i + 1..last).all(|k| doc.w(k) == words[k - i])
            };
            if let Some(words) = forms.iter().filter(said).max_by_key(|w| w.len()) {
                return Some(Org::new(i, i + words.len(), skip));
            }
        }
        None
    }
}
