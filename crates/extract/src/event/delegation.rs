//! Who a delegation is, once the text has said it: "الوفد، الذي يترأسه X ويضم Y"; and bare titles and bodies that point back.

use std::ops::Range;

use super::company::who;
use super::{Participant, Teller};
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::MentionType;

impl Teller<'_, '_> {
    /// Reads who the delegation of a stretch is: whose it is, who leads it, who else is in it.
    pub(super) fn read_delegation(&mut self, r: Range<usize>) {
        let doc = self.doc;
        if self.english() {
            self.read_english_delegation(r);
            return;
        }
        let Some(at) = r.clone().find(|&i| self.is_delegation(i)) else {
            return;
        };
        let mut all: Vec<Participant> = Vec::new();
        for k in self.heads_of(at, &r) {
            if let Some(p) = self.participant(k)
                && !p.among(&all)
            {
                all.push(p);
            }
        }
        let named = !all.is_empty();
        for p in self.companions(r) {
            if !p.among(&all) {
                all.push(p);
            }
        }
        if named {
            self.delegation = all;
        } else if doc.w(at).contains("ال") {
            for p in all {
                if !p.among(&self.delegation) {
                    self.delegation.push(p);
                }
            }
        }
    }

    /// "وفد", not "الوفد المرافق له": the host's guest brings that one.
    pub(super) fn is_delegation(&self, i: usize) -> bool {
        self.doc.cue(i, Cue::Delegation) && !self.covered[i]
    }

    /// Whose the delegation at `at` is, and who leads it.
    pub(super) fn heads_of(&self, at: usize, r: &Range<usize>) -> Vec<usize> {
        let doc = self.doc;
        let mut out = Vec::new();
        // "بحضور الوفد الزائر وإطارات من المديرية": others.
        let others = |i: &usize| doc.w(*i).starts_with('و') && !doc.w(*i).starts_with("وال");
        let end = (at + 2..(at + 6).min(r.end)).find(others);
        let body = (at + 1..end.unwrap_or((at + 6).min(r.end))).find_map(|i| {
            let b = doc.w(i - 1);
            let stands = doc.does(i - 1, &[Class::Represent]);
            // "زار الوفد مركز التنسيق": the article closes the name, the centre is where it goes.
            let closed = doc.w(at).contains("ال");
            let of = i == at + 1 && !closed
                || matches!(b, "من" | "عن")
                || doc.w(i).starts_with('ل')
                || stands;
            let k = self.who_at(i)?;
            (of && self.found[k].kind == MentionType::Organization).then_some(k)
        });
        out.extend(body);
        let leads = |i: &usize| {
            let verb = doc.verb(*i).is_some_and(|v| {
                matches!(v.class, Class::Lead | Class::Chair) && v.form.object.is_some()
            });
            verb || matches!(
                doc.w(*i),
                "برياسه" | "بقياده" | "براسه" | "يتراسه" | "يتقدمه"
            )
        };
        if let Some(i) = (at..r.end.min(at + 16)).find(leads) {
            // A title and its holder are one. "الذي يترأسه X، وY": Y is the other side.
            let most = 1 + usize::from(doc.verb(i).is_none());
            let mut two: Vec<Participant> = Vec::new();
            for k in self.listed(i + 1, r.end) {
                let person = self.found[k].kind != MentionType::Organization;
                if let Some(p) = self.participant(k).filter(|p| person && !p.among(&two)) {
                    if two.len() == most {
                        break;
                    }
                    two.push(p);
                    out.push(k);
                }
            }
        }
        // "X … على رأس وفد"
        if at > 1 && doc.w(at - 1) == "راس" {
            let before = self.found.partition_point(|f| f.first < at);
            let head = (0..before).rev().take(12).find(|&k| {
                let f = &self.found[k];
                f.first >= r.start && f.last < at && who(f) && f.kind != MentionType::Organization
            });
            out.extend(head);
        }
        out
    }

    /// "الوفد" alone: those it was said to be.
    pub(super) fn the_delegation(&self, i: usize) -> &[Participant] {
        let doc = self.doc;
        let w = doc.w(i).trim_start_matches(['و', 'ب']);
        let alone = matches!(w, "الوفد" | "فد") && doc.w(i).contains("ال");
        let by = doc.w(i + 1) == "من" && matches!(doc.w(i + 2), "قبل" | "طرف");
        let own = matches!(doc.w(i + 1), "المرافق" | "من" | "عن" | ",") && !by
            || doc.cue(i + 1, Cue::Company)
            || i > 0 && doc.does(i - 1, &[Class::Gather, Class::Accompany]);
        if alone && !own && !self.covered[i] {
            &self.delegation
        } else {
            &[]
        }
    }

    /// "الأمين العام", "المدير العام": the one of that title whom the text named last.
    pub(super) fn by_title(&self, i: usize, end: usize) -> Option<Participant> {
        let doc = self.doc;
        let title = doc.find(i, |h| {
            matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister) && h.last <= end
        })?;
        let bare = |k: usize| text::strip_article(doc.w(k)).to_owned();
        // "التقى آمر الأكاديمية", "آمر الأكاديمية الملكية للشرطة" above.
        let kind = |h: &crate::lexicon::Hit| h.tag == Tag::OrgHead && h.skip == 0;
        let body = title.skip == 0
            && doc.w(title.last).starts_with("ال")
            && title.last < end
            && doc.at(title.last).iter().any(kind);
        let definite = doc.w(i).starts_with("ال") || body;
        let (from, to) = (title.first, title.last + usize::from(body));
        let before = doc.before(i, 1);
        let elsewhere = matches!(
            before,
            "من" | "عن" | "لدي" | "مكتب" | "مقر" | "باسم" | "يد" | "ان"
        );
        let followed = doc.at(to).iter().any(|h| {
            matches!(
                h.tag,
                Tag::Nat(_) | Tag::Rank | Tag::Place(_) | Tag::OrgHead
            )
        }) || self
            .who_at(to)
            .is_some_and(|k| self.found[k].kind == MentionType::Person)
            || doc.w(to).starts_with("لل");
        if !definite || elsewhere || followed || (from..to).any(|k| self.covered[k]) {
            return None;
        }
        let want: Vec<String> = (from..to).map(bare).collect();
        let known = self.found.partition_point(|f| f.first < i);
        let bears = |k: usize| {
            let f = &self.found[k];
            let same = f.kind == MentionType::Office
                && !f.inside
                && f.last - f.first >= want.len()
                && want.iter().zip(f.first..).all(|(w, n)| {
                    // "اجتمع بالأمين العام"
                    let past = doc.past(n, if n == f.first { f.skip } else { 0 });
                    *w == text::strip_article(past)
                });
            same && self.participant(k).is_some_and(|p| p.entity.is_some())
        };
        let last = (0..known).rev().find(|&k| bears(k))?;
        self.bearer(last, i, bears)
    }

    /// "توقيع المصلحة وX": a body by the first word of its name, the one named last.
    pub(super) fn by_head(&self, i: usize) -> Option<Participant> {
        let doc = self.doc;
        let w = doc
            .w(i)
            .strip_prefix('و')
            .filter(|w| w.starts_with("ال"))
            .unwrap_or(doc.w(i));
        let head = doc
            .at(i)
            .iter()
            .any(|h| h.tag == Tag::OrgHead && h.last == i + 1);
        let alone =
            head && w.starts_with("ال") && !self.covered[i] && !doc.w(i + 1).starts_with("ال");
        if !alone {
            return None;
        }
        let bare = text::strip_article(w);
        let known = self.found.partition_point(|f| f.first < i);
        let k = (0..known).rev().find(|&k| {
            let f = &self.found[k];
            f.kind == MentionType::Organization
                && text::strip_article(doc.w(f.first).get(..).unwrap_or("")) == bare
        })?;
        self.participant(k)
    }
}
