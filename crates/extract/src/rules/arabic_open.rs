//! Arabic offices whose field no list knows, where what stands beside them says how far it goes: `رئيس قسم الأبحاث البحرية، اللواء
//! فلان`.

use super::{Finder, Org};
use crate::lexicon::{Hit, Tag};

/// Tokens a field has at most.
const FIELD: usize = 9;

impl Finder<'_, '_> {
    /// `مدير مشروع دعم الحدود، السيد فلان`, `فلان، رئيس قطاع شؤون المنافذ،`: a field in whatever words behind the title that ends at
    /// `k`, closed by a rank or courtesy with its name, or in apposition by a mark; the token behind it.
    pub(super) fn open_field(&self, first: usize, k: usize) -> Option<usize> {
        let doc = self.doc;
        // "المدير العام لدعم المسار": a title with its article takes nothing but ل.
        let closed = doc.w(k - 1).contains("ال");
        let w = doc.w(k);
        let opens = match closed {
            true => w.starts_with('ل') && !w.starts_with("لل") && w.chars().count() > 3,
            false => doc.at(k).iter().all(|h| h.skip == 0),
        };
        // "رئيسا وفدي الأردن والعراق": two of them.
        let title = doc.w(first).trim_start_matches(['و', 'ب', 'ل']);
        let several = title.ends_with('ا') || matches!(title, "رييسي" | "مديري" | "قايدي");
        let given = several || doc.role(k).is_some_and(|r| r.given && r.count >= 5);
        if !opens || given || !self.field_word(k) || self.nationality(k).is_some() {
            return None;
        }
        let mut last = k + 1;
        // Behind a whole body any given name begins the holder's, elsewhere one that everybody knows.
        let mut least = 50;
        let name = |i: usize, least: u8| doc.role(i).is_some_and(|r| r.given && r.count >= least);
        while last < k + FIELD
            && self.field_word(last)
            && self.nationality(last).is_none()
            && !name(last, least)
        {
            // "مدير برامج مكتب الأمم المتحدة المعني بالمخدرات": a body in the field is whole.
            let body = self
                .arabic_org(last)
                .filter(|g| g.skip == 0 && g.last > last);
            least = if body.is_some() { 3 } else { 50 };
            last = body.map_or(last + 1, |g| g.last);
        }
        let place = |i: usize| doc.at(i).iter().any(|h| matches!(h.tag, Tag::Place(_)));
        let definite =
            |i: usize| doc.w(i).starts_with("ال") || doc.w(i).starts_with("وال") || place(i);
        if !definite(last - 1) {
            return None;
        }
        let year = |i: usize| {
            let number = |t: &text::Token| t.kind == text::Kind::Number;
            doc.t.list.get(i).is_some_and(number) && !doc.line_start(i)
        };
        // "أمن بطولة الخليج 2022"
        last += usize::from(year(last));
        let after = self.after_office(last).1;
        let at = after + usize::from(doc.w(after) == ",");
        // "المدير العام لدعم المسار الديمقراطي محمد الأمين": a given name that everybody knows.
        let begins = self.past_ranks(at);
        let held = (begins > at || at == after && name(at, least) && !doc.w(at).starts_with("ال"))
            && !doc.line_start(begins)
            && self
                .arabic_name(begins, true)
                .is_some_and(|e| e - begins >= 2);
        let before = first > 1 && doc.w(first - 1) == "," && self.used[first - 2];
        let apposed = before && matches!(doc.w(after), "," | "." | ")");
        (held || apposed).then_some(last)
    }

    /// `للأمن المدني والديمقراطية وحقوق الإنسان،`: fields in whatever words behind the country of an office, before a mark or a rank.
    pub(super) fn open_remit(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let field = |i: usize| {
            let w = doc.w(i);
            let own = w.starts_with("ال") || w.starts_with("وال");
            let of = w.starts_with('و') && doc.w(i + 1).starts_with("ال");
            (own || of) && self.field_word(i)
        };
        if !doc.w(k).starts_with("لل") || doc.line_start(k) {
            return None;
        }
        let mut last = k + 1;
        while last < k + FIELD && field(last) {
            last += 1;
        }
        let rank = doc.is(last, Tag::Rank);
        (last > k + 1 && (rank || matches!(doc.w(last), "," | "\""))).then_some(last)
    }

    /// The bodies named between the title and the end of its field.
    pub(super) fn bodies_of_field(&self, mut i: usize, last: usize) -> Vec<Org> {
        let mut out = Vec::new();
        while i < last {
            match self.arabic_org(i).filter(|g| g.last <= last) {
                Some(g) => {
                    i = g.last;
                    out.push(g);
                }
                None => i += 1,
            }
        }
        out
    }

    /// The word goes on with a field: Arabic, no word of grammar, no verb, no rank and no other title.
    fn field_word(&self, i: usize) -> bool {
        let doc = self.doc;
        // "مشروع دعم": words that stand in sentences and in titles.
        let field = |h: &Hit| {
            let word = matches!(h.tag, Tag::OrgWord | Tag::Portfolio | Tag::OrgHead);
            word && h.skip == 0
        };
        let noun = matches!(doc.w(i), "مشروع" | "برنامج" | "بطوله" | "ملف" | "مبادره")
            || doc.at(i).iter().any(field);
        let ends = |h: &Hit| match h.tag {
            Tag::Stop => h.skip == 0 && !noun,
            Tag::Counterpart => h.skip == 0,
            Tag::Rank => h.skip <= 1,
            Tag::Office | Tag::OfficeFull | Tag::Minister => {
                h.skip == 1 && doc.w(i).starts_with('و')
            }
            // "بوزارة الداخلية", "بمملكة البحرين": where it is.
            _ => h.skip == 1 && doc.w(i).starts_with('ب'),
        };
        doc.arabic(i)
            && !doc.line_start(i)
            && !self.used[i]
            && !self.doc.particle(i)
            && !doc.at(i).iter().any(ends)
    }
}
