//! Whom an Arabic sentence names in a part set apart that speaks of another matter: "…، بعد أيام من وفاة القاضي X",
//! "…، وهو ما انتقده النائب X". They take no part in what the sentence tells.

use super::Teller;
use crate::lexicon::{Class, Cue, Tag};
use crate::mention::{Found, MentionType};

/// Words between the comma and whom such a part names, at most.
const TAIL: usize = 14;

/// Verbs behind which nobody does anything but speak.
const SAYS: &[Class] = &[Class::Say, Class::Announce, Class::Deny];

/// Words that begin such a part.
const AWAY: &[&str] = &[
    "عقب",
    "اثر",
    "غداه",
    "قبيل",
    "بعيد",
    "رغم",
    "منذ",
    "بسبب",
    "نتيجه",
    "جرا",
    "وسط",
    "بمناسبه",
    "تخليدا",
    "احيا",
    "تكريما",
    "خشيه",
    "تحسبا",
    "استنادا",
    "تزامنا",
    "خلفا",
    "ردا",
    "احتجاجا",
    "استجابه",
    "خلافا",
    "باستثنا",
    "دون",
    "بدون",
    "بالقرب",
    "بشان",
    "بخصوص",
    "بفضل",
    "مما",
    "حسب",
    "بحسب",
    "وفق",
    "حسبما",
    "وفقا",
    "طبقا",
    "نقلا",
];

/// "في أعقاب", "في غياب": and those of two words.
const IN: &[&str] = &[
    "اعقاب",
    "انتظار",
    "ظل",
    "عهد",
    "ذكري",
    "غياب",
    "اشاره",
    "وقت",
    "حين",
    "اول",
];

/// Beginnings of words that say who shared in it.
const SHARE: &[&str] = &[
    "تنسيق",
    "تعاون",
    "معلوم",
    "اشعار",
    "بلاغ",
    "اخباري",
    "مشارك",
    "حضور",
    "دعوه",
    "مساعد",
    "برياسه",
    "جانب",
    "الوفد",
];

impl Teller<'_, '_> {
    /// "وقعت A وB مذكرة، على هامش الاجتماع العام للمجموعة": whose gathering it was only beside.
    pub(super) fn owns_margin(&self, m: &Found, kind: &str) -> bool {
        let doc = self.doc;
        let of = m.skip > 0 && doc.past(m.first, 0).starts_with('ل');
        let from = self
            .sentence_of(m.first)
            .start
            .max(m.first.saturating_sub(TAIL));
        let margin = (from..m.first).rev().find(|&i| doc.w(i) == "هامش");
        let one = |i: usize| !(i..m.first).any(|k| doc.w(k) == "," || doc.verb(k).is_some());
        of && kind != "conference" && margin.is_some_and(one)
    }

    /// "تزامنا مع محاكمة المهرب X", "حسب ما ذكره الخبير X", "بقاعة تحمل اسم X", "السجين X".
    pub(super) fn of_another_matter(&self, m: &Found) -> bool {
        let doc = self.doc;
        if !doc.arabic(m.first) {
            return false;
        }
        let first = self.with_office(m).0.min(m.first);
        if m.kind == MentionType::Person && first.checked_sub(1).is_some_and(|i| self.outcast(i)) {
            return true;
        }
        let s = doc.sentence_of(first).start.max(first.saturating_sub(TAIL));
        let mut i = first;
        while i > s {
            i -= 1;
            if doc.w(i) == "," || doc.w(i) == ";" {
                return self.leads_away(i + 1, first) && !self.shares(i + 1, first);
            }
            // "بقاعة تحمل اسم الراحل X"
            if doc.w(i) == "اسم" && matches!(doc.w(i - 1), "تحمل" | "يحمل" | "حملت" | "حمل")
            {
                return i + 4 > first;
            }
        }
        false
    }

    /// "السجين", "المهرب": who is called so was caught, died or fled.
    fn outcast(&self, i: usize) -> bool {
        matches!(
            self.doc.w(i),
            "السجين"
                | "المهرب"
                | "المتهم"
                | "الموقوف"
                | "القتيل"
                | "الضحيه"
                | "المجرم"
                | "المطلوب"
                | "الهارب"
                | "الارهابي"
        )
    }

    /// What begins at `i`, behind a comma, speaks of when, why or by whose word, or of what others made of it.
    fn leads_away(&self, i: usize, first: usize) -> bool {
        let doc = self.doc;
        let i = i + usize::from(matches!(doc.w(i), "وذلك" | "وهذا"));
        let (w, next) = (doc.w(i), doc.w(i + 1));
        i < first
            && match w {
                // "قبل ظهر اليوم سفير رومانيا X": when it was.
                "بعد" | "قبل" => next != "ظهر" && next != "ان" && !self.dated(i, first),
                "في" if next == "حين" || next == "وقت" => self.tells_nothing(first),
                "في" => IN.contains(&next),
                "علي" => matches!(next, "خلفيه" | "وقع" | "اثر" | "بعد"),
                "وهو" | "وهي" => true,
                "الامر" => next == "الذي",
                "ما" => doc.verb(i + 1).is_none(),
                "بالتزامن" => next == "مع",
                "فيما" | "بينما" => self.tells_nothing(first),
                _ => {
                    AWAY.contains(&w)
                        || self.saying_so(i)
                        || self.in_order_to(i)
                        || next == "التي" && w.starts_with("ال")
                        || self.others_say(i)
                }
            }
    }

    /// "فيما أعلن الوزير X عن توقيع مذكرة": what is told there is his.
    fn tells_nothing(&self, first: usize) -> bool {
        let mut rest = first..self.doc.sentence_of(first).end;
        !rest.any(|k| self.event_word(k))
    }

    /// "معربا عن شكره", "مشيدا بدور": what somebody says meanwhile.
    fn saying_so(&self, i: usize) -> bool {
        let w = self.doc.w(i);
        let beside = [
            "مرفوقا",
            "مصحوبا",
            "ممثلا",
            "مستقبلا",
            "ملتقيا",
            "مجتمعا",
            "محاطا",
            "مديرا",
            "معا",
        ];
        w.starts_with('م')
            && w.ends_with('ا')
            && (5..8).contains(&w.chars().count())
            && !beside.contains(&w)
            && self.who_at(i).is_none()
    }

    /// "لبحث ملف المعتقل X": what for; "لفائدة ضباط": who is trained.
    fn in_order_to(&self, i: usize) -> bool {
        let w = self.doc.w(i);
        let whom = ["لدي", "لصالح", "لفايده", "لحساب", "لما"];
        let own = |h: &crate::lexicon::Hit| h.skip == 0 && matches!(h.tag, Tag::Event(_));
        w.starts_with('ل')
            && !whom.contains(&w)
            && self.who_at(i).is_none()
            && self.doc.verb(i).is_none()
            && !self.doc.at(i).iter().any(own)
    }

    /// "وأشاد النائب X بالخطوة", "واعتذر الوزير X"
    fn others_say(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.w(i);
        let says = || {
            let w = w.trim_start_matches('و');
            [
                "اشاد",
                "اعتذر",
                "انتقد",
                "ندد",
                "نوه",
                "هنا",
                "رفض",
                "تزامن",
                "غاب",
                "تغيب",
            ]
            .iter()
            .any(|v| w == *v || w.strip_prefix(v) == Some("ت"))
        };
        w.starts_with('و') && says()
    }

    /// Between `i` and `first` something else happens, or somebody is said to have shared in it: "بعد التنسيق مع الجمارك".
    fn shares(&self, i: usize, first: usize) -> bool {
        let doc = self.doc;
        let acts = |k: usize| doc.verb(k).is_some_and(|v| !SAYS.contains(&v.class));
        let joint = |k: usize| {
            doc.cue(k, Cue::Jointly)
                || doc.cue(k, Cue::Presence)
                || SHARE.iter().any(|w| doc.w(k).contains(w))
        };
        // "مشيرا إلى أن الوكالة ستنظم": what he says is told too.
        let that = |k: usize| matches!(doc.w(k), "ان" | "بان" | "انه" | "انها");
        // "لبحث ملف X": what for, not what was.
        let from = i + usize::from(self.in_order_to(i));
        (from..first).any(|k| self.event_word(k) || joint(k) || acts(k) || that(k))
            || (i + 2..first).any(|k| matches!(doc.w(k), "مع" | "بين"))
    }
}
