//! What an Arabic body or ministry is for, behind its head: `لمكافحة الاتجار بالأشخاص وتهريب المهاجرين`, `للوقاية من الفساد
//! ومكافحته`, `للشراكة من أجل التنمية`.

use super::Finder;
use crate::lexicon::{Cue, Hit, Tag};
use text::strip_article;

impl Finder<'_, '_> {
    /// What goes on with a name that reaches from `first` to `i` and says what a body is for; the token behind it.
    pub(super) fn task_on(&self, first: usize, i: usize) -> Option<usize> {
        if i <= first || self.doc.line_start(i) || !self.doc.arabic(i) {
            return None;
        }
        let on = self.object(i).or_else(|| self.further_task(first, i));
        let on = on.or_else(|| self.task_again(first, i));
        on.or_else(|| self.behind_noun(i))
            .or_else(|| self.connected(i))
    }

    /// `لتسوية النزاعات`: what a body is for.
    pub(super) fn for_task(&self, i: usize) -> Option<usize> {
        let task = |h: &Hit| h.skip == 1 && h.tag == Tag::Cue(Cue::Task);
        let doc = self.doc;
        let h = doc.find(i, task).filter(|_| doc.w(i).starts_with('ل'))?;
        let object = doc.w(h.last).starts_with("ال") || self.object(h.last).is_some();
        (object && !doc.line_start(i) && !doc.line_start(h.last)).then_some(h.last)
    }

    /// A word of doing begins at `i`; the token behind it.
    fn task(&self, i: usize, skip: usize) -> Option<usize> {
        let task = |h: &Hit| h.skip == skip && matches!(h.tag, Tag::Cue(Cue::Task | Cue::Effort));
        self.doc.find(i, task).map(|h| h.last)
    }

    /// `مكافحة الاتجار بالأشخاص`, `لمكافحة ومنع الهجرة`, `لتنسيق إجراءات مكافحة`, `إعمار اليمن`: what is done to what.
    fn object(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let before = strip_article(doc.w(i - 1)).trim_start_matches(['و', 'ل']);
        if self.task(i - 1, 0).is_none() && self.task(i - 1, 1).is_none() && before != "ضد" {
            return None;
        }
        // "الجرائم المتصلة": a definite word has no object.
        if before.len() < doc.w(i - 1).trim_start_matches(['و', 'ل']).len() {
            return None;
        }
        let and = doc.w(i).starts_with('و')
            && (doc.w(i + 1).starts_with("ال") || self.task(i + 1, 0).is_some());
        if let Some(next) = self.task(i, usize::from(and)) {
            return Some(next).filter(|&n| !and || !doc.line_start(n));
        }
        let topic = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Topic(_));
        let known = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::OrgWord | Tag::Portfolio);
        let (topic, known) = (doc.find(i, topic), doc.find(i, known));
        if let Some(h) = topic.filter(|t| known.is_none_or(|k| k.last <= t.last)) {
            return Some(h.last);
        }
        if let Some(h) = known.filter(|h| doc.w(h.first).starts_with("ال")) {
            return Some(h.last);
        }
        let land = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Place(_) | Tag::Region(_));
        if matches!(before, "اعمار" | "تنميه" | "استقرار")
            && let Some(h) = doc.find(i, land)
        {
            return Some(h.last);
        }
        let stop = |h: &Hit| h.tag == Tag::Plain || h.tag == Tag::Stop && before == "مكافحه";
        let plain = doc.at(i).iter().all(|h| stop(h) || h.skip > 0);
        (plain && doc.w(i).starts_with("ال")).then_some(i + 1)
    }

    /// `مكافحة الاتجار بالأشخاص وتهريب المهاجرين`, `لحماية الآداب العامة ومكافحة …`: behind one doing another.
    fn further_task(&self, first: usize, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.w(i).starts_with('و') {
            return None;
        }
        let earlier = (first..i).any(|k| self.task(k, 0).or(self.task(k, 1)).is_some());
        // "مديرية الاستخبارات ومكافحة الإرهاب"
        let service = matches!(doc.w(i), "ومكافحه" | "ومحاربه")
            && i == first + 2
            && doc.w(i - 1).starts_with("ال")
            && !strip_article(doc.w(first)).is_empty()
            && !doc.w(first).contains("ال");
        if !earlier && !service {
            return None;
        }
        // "وتبادل المعلومات": what is done together.
        let shared = [
            "وتبادل",
            "والتعاون",
            "وتعاون",
            "والتنسيق",
            "والتدريب",
            "وضبط",
            "وبناء",
        ];
        let topic = |h: &Hit| h.skip == 1 && matches!(h.tag, Tag::Topic(_));
        let topic = doc
            .find(i, topic)
            .filter(|_| !shared.iter().any(|s| doc.w(i).starts_with(s)));
        let task = doc.find(i, |h| h.skip == 1 && h.tag == Tag::Cue(Cue::Task));
        let task = task.filter(|h| {
            let object = doc.w(h.last).starts_with("ال")
                || doc.w(h.last).starts_with('و') && self.task(h.last, 1).is_some()
                || doc
                    .at(h.last)
                    .iter()
                    .any(|t| t.skip == 0 && matches!(t.tag, Tag::Topic(_)));
            h.last > i + 1 || object && !doc.line_start(h.last)
        });
        topic.into_iter().chain(task).map(|h| h.last).max()
    }

    /// `للوقاية من الفساد ومكافحته`, `والوقاية منه`: the same object again.
    fn task_again(&self, first: usize, i: usize) -> Option<usize> {
        let doc = self.doc;
        let w = doc.w(i).strip_prefix('و')?;
        if i < first + 3 {
            return None;
        }
        if w == "الوقايه" && matches!(doc.w(i + 1), "منه" | "منها") && !doc.line_start(i + 1)
        {
            return Some(i + 2);
        }
        let bare = w.strip_suffix("ها").or_else(|| w.strip_suffix('ه'))?;
        matches!(
            bare,
            "مكافحت" | "محاربت" | "منع" | "قمع" | "ادمان" | "علاج" | "معالجت" | "استرداد"
        )
        .then_some(i + 1)
    }

    /// `للوقاية من الفساد`, `للبحث في الجريمة`, `للتدريب على إنفاذ القانون`, `للشراكة من أجل التنمية`: a noun with its preposition.
    fn behind_noun(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let noun = strip_article(doc.w(i - 1).trim_start_matches('و')).trim_start_matches('ل');
        let at = match (noun, doc.w(i)) {
            ("وقايه" | "حمايه" | "حد" | "قايه", "من") => i + 1,
            ("بحث" | "ابحاث" | "بحوث" | "تحقيق" | "تحقيقات" | "تميز", "في" | "حول") => {
                i + 1
            }
            ("دراسات" | "دراسه", "حول") => i + 1,
            ("تدريب" | "تكوين" | "رقابه", "علي") => i + 1,
            ("شراكه" | "تعاون" | "تحالف" | "عمل", "من") if doc.w(i + 1) == "اجل" => {
                i + 2
            }
            ("تعاون" | "تنسيق" | "شراكه" | "تدريب", "في")
                if matches!(doc.w(i + 1), "مجال" | "ميدان") =>
            {
                i + 2
            }
            ("مشترك" | "مشتركه" | "تنسيق", "بين") => {
                let bodies = ["الوكالات", "الوزارات", "القطاعات", "الادارات", "الهييات"];
                return bodies.contains(&doc.w(i + 1)).then_some(i + 2);
            }
            _ => return None,
        };
        if (i + 1..=at).any(|k| doc.line_start(k)) {
            return None;
        }
        let word = |h: &Hit| {
            h.skip == 0
                && matches!(
                    h.tag,
                    Tag::OrgWord | Tag::Topic(_) | Tag::Portfolio | Tag::Cue(Cue::Task)
                )
        };
        doc.find(at, word).map(|h| h.last)
    }

    /// `الجرائم المتصلة بتكنولوجيات …`, `الاتجار غير المشروع بالمخدرات`, `لدول الساحل`: what the field has to do with.
    fn connected(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let known =
            |h: &Hit| h.skip == 1 && matches!(h.tag, Tag::OrgWord | Tag::Topic(_) | Tag::Portfolio);
        let with = |k: usize| doc.w(k).starts_with('ب') && !doc.line_start(k);
        if doc.w(i - 1).starts_with("المشروع") && with(i) {
            return doc.find(i, known).map(|h| h.last);
        }
        let area = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Region(_) | Tag::Place(_));
        match doc.w(i) {
            "المتصله" | "المتعلقه" | "المرتبطه" | "والماسه" | "الماسه" if with(i + 1) => {
                Some(doc.find(i + 1, known).map_or(i + 2, |h| h.last))
            }
            "الخاصه" | "المختصه" | "المكلفه" | "المختص" | "المكلف" if with(i + 1) => {
                self.task(i + 1, 1)
            }
            "لدول" | "لبلدان" if !doc.line_start(i + 1) => {
                doc.find(i + 1, area).map(|h| h.last)
            }
            _ => None,
        }
    }

    /// `المعني بالمخدرات`, `المكلفة بحماية الحدود`: what a body sees to, behind its name; the token after it.
    pub(super) fn concerned_with(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let sees = matches!(
            doc.w(i),
            "المعني"
                | "المعنيه"
                | "المكلف"
                | "المكلفه"
                | "المختص"
                | "المختصه"
                | "المتخصص"
                | "المتخصصه"
        );
        let by = |h: &Hit| {
            h.skip == 1
                && matches!(
                    h.tag,
                    Tag::OrgWord | Tag::Topic(_) | Tag::Portfolio | Tag::Cue(Cue::Task)
                )
        };
        let by = doc
            .find(i + 1, by)
            .filter(|_| sees && doc.w(i + 1).starts_with('ب') && !doc.line_start(i + 1));
        by.map(|h| h.last)
    }

    /// `للتعاون القضائي في المسائل الجنائية`: in what a body works together.
    fn in_matters(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let matters = doc.w(i) == "في" && matches!(doc.w(i + 1), "المسايل" | "الشوون" | "القضايا");
        let kind =
            doc.w(i + 2).starts_with("ال") && !doc.line_start(i + 1) && !doc.line_start(i + 2);
        (matters && kind).then_some(i + 3)
    }

    /// `وكالة الاتحاد الأوروبي للجوء`, `بعثة الاتحاد الأوروبي الاستشارية`: what a body's body is for.
    pub(super) fn behind_body(&self, head: usize, first: usize, mut last: usize) -> usize {
        let doc = self.doc;
        // "لبحث سبل التعاون": what somebody comes for.
        let comes = |i: usize| matches!(doc.w(i), "لبحث" | "لمناقشه" | "لتدارس" | "لاستعراض");
        while !doc.line_start(last) && doc.arabic(last) && !self.for_effort(last) && !comes(last) {
            let own = matches!(
                doc.w(last),
                "الاستشاريه"
                    | "المتكامله"
                    | "الخاصه"
                    | "الاقليميه"
                    | "التدريبيه"
                    | "الدايمه"
            );
            let field = doc.find(last, |h| {
                let to = h.skip == 1 || doc.w(last).starts_with("لل");
                to && h.tag == Tag::OrgWord && doc.w(last).starts_with('ل')
            });
            // "قوة الاتحاد الأوروبي البحرية", "مركز الأمم المتحدة الإقليمي للدبلوماسية الوقائية"
            let adjective = |h: &Hit| {
                let w = doc.w(last);
                h.skip == 0
                    && h.tag == Tag::OrgWord
                    && h.last == last + 1
                    && w.starts_with("ال")
                    && (w.ends_with("يه") || w.ends_with('ي'))
            };
            // "معهد الأمم المتحدة الأقاليمي لبحوث الجريمة"
            let strange = doc.w(last).starts_with("ال")
                && doc.w(last).ends_with('ي')
                && self.unknown(last)
                && doc.w(last + 1).starts_with('ل')
                && !doc.line_start(last + 1);
            let own = own || strange || doc.find(last, adjective).is_some();
            // "المعني بمكافحة المخدرات", "في المسائل الجنائية"
            if let Some(next) = self.concerned_with(last).or_else(|| self.in_matters(last)) {
                last = next;
                continue;
            }
            // "لإغاثة وتشغيل اللاجئين", "للتدريب على إنفاذ القانون", "لبناء القدرات في الساحل"
            if let Some(next) = self
                .task_on(first, last)
                .or_else(|| self.mission(head, first, last))
            {
                last = next;
                continue;
            }
            match field {
                Some(h) => last = h.last,
                None if own || self.open_for(last) => last += 1,
                None => break,
            }
            // "لحماية الحدود", "لبحوث الجريمة والعدالة": the field goes on.
            while let Some(h) = field.and_then(|_| self.field_on(last)) {
                last = h.last;
            }
        }
        last
    }

    /// `بعثة الاتحاد الأوروبي لبناء القدرات في الساحل`: where a mission is, behind what it is for.
    fn mission(&self, head: usize, first: usize, i: usize) -> Option<usize> {
        let doc = self.doc;
        let area = |h: &Hit| h.skip == 0 && matches!(h.tag, Tag::Region(_) | Tag::Place(_));
        let mission = doc.w(head).ends_with("بعثه") && i > first;
        if mission
            && let Some((_, next)) = self.nationality(i).filter(|_| doc.w(i).starts_with("ال"))
        {
            return Some(next).filter(|_| self.task(i - 2, 1).is_some());
        }
        // "بعثة الأمم المتحدة للدعم في ليبيا في إطار …": it is in one country.
        let said = |k: usize| doc.w(k) == "في" && doc.find(k + 1, area).is_some();
        let here = mission && doc.w(i) == "في" && !(head..i).any(said);
        doc.find(i + 1, area)
            .filter(|_| here && !doc.line_start(i + 1))
            .map(|h| h.last)
    }

    /// A definite word of bodies at `i`, also behind و, that is no head of another.
    fn field_on(&self, i: usize) -> Option<Hit> {
        let doc = self.doc;
        let w = doc.w(i);
        let skip = usize::from(w.starts_with("وال"));
        let fits = !doc.line_start(i) && (w.starts_with("ال") || skip == 1 && !doc.is_head(i));
        doc.find(i, |h| h.skip == skip && h.tag == Tag::OrgWord)
            .filter(|_| fits)
    }
}
