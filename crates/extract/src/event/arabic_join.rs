//! Whom Arabic sentences mean by a courtesy, a dual or "the meeting", and what a headline tells again.

use std::ops::Range;

use super::company::somebody;
use super::{Event, Participant, Teller, Trigger};
use crate::lexicon::{Class, Number, Tag};
use crate::mention::{Found, MentionType};

/// Mentions looked at before a word that points back.
const NEAR: usize = 80;
/// Words a headline has at most.
const TITLE: usize = 22;

/// The words that come before the name of one whom `w` means: "سموه" a prince.
fn honours(w: &str) -> &'static [&'static str] {
    match w.trim_start_matches(['و', 'ل', 'ب']) {
        "سموه" | "سموها" | "صاحب" => {
            &["سمو", "السمو", "الامير", "الاميره", "بسمو", "لسمو"]
        }
        "معاليه" | "معاليها" => &["معالي", "لمعالي", "بمعالي"],
        "سعادته" | "سعادتها" => &["سعاده", "لسعاده", "بسعاده"],
        "عطوفته" => &["عطوفه", "الباشا"],
        _ => &[],
    }
}

impl Teller<'_, '_> {
    /// "سموه", "سعادته": the one the text speaks of if he bears that honour, else who bore it last.
    pub(super) fn honoured(&self, i: usize) -> Option<Participant> {
        let main = self.main_person();
        let words = honours(self.doc.w(i));
        if words.is_empty() {
            return main;
        }
        let at = self.found.partition_point(|f| f.first < i);
        let bears = |k: &usize| {
            let f = &self.found[*k];
            let title = (k.saturating_sub(4)..*k).find(|&o| {
                let o = &self.found[o];
                o.kind == MentionType::Office && o.link == Some(*k)
            });
            let first = title.map_or(f.first, |o| self.found[o].first);
            f.kind == MentionType::Person
                && [f.first, first].iter().any(|&first| {
                    (first.saturating_sub(5)..first)
                        .rev()
                        .take_while(|&b| self.doc.arabic(b) && !self.covered[b])
                        .any(|b| words.contains(&self.doc.w(b)))
                })
        };
        let near = (at.saturating_sub(NEAR)..at).rev();
        let all: Vec<Participant> = near
            .filter(bears)
            .filter_map(|k| self.participant(k))
            .collect();
        let own = main.filter(|m| all.iter().any(|p| p.entity == m.entity));
        own.or_else(|| all.first().copied()).or(main)
    }

    /// "رئيسي المخابرات المصرية والتركية": the two of these countries whom the text has named.
    pub(super) fn of_two_lands(&self, i: usize, end: usize) -> Vec<Participant> {
        let doc = self.doc;
        let two = matches!(
            doc.w(i).trim_start_matches(['و', 'ب', 'ل']),
            "رييسي"
                | "رييسا"
                | "زيري"
                | "زيرا"
                | "مديري"
                | "مديرا"
                | "قايدي"
                | "قايدا"
                | "نايبي"
        );
        if !two || !doc.arabic(i) || self.covered[i] {
            return Vec::new();
        }
        let nation = |k: usize| {
            doc.at(k).iter().find_map(|h| match h.tag {
                Tag::Nat(n) => Some(crate::lexicon::LEXICON.named[n as usize].id.as_str()),
                _ => None,
            })
        };
        let side = (i + 1..(i + 6).min(end)).find_map(|k| {
            let joined = doc.w(k + 1).starts_with("وال") && k + 1 < end;
            Some((nation(k)?, nation(k + 1).filter(|_| joined)?, k + 2))
        });
        let Some((one, other, next)) = side else {
            return Vec::new();
        };
        if self.person_behind(next) {
            return Vec::new();
        }
        let of = |iso: &str| self.only_one_of(iso, i);
        match (of(one), of(other)) {
            (Some(a), Some(b)) => vec![a, b],
            _ => Vec::new(),
        }
    }

    /// "توقع الوزارتان إعلانا": the only two bodies of that kind that were named, or the two that were named last together.
    pub(super) fn bodies_of_kind(&self, i: usize) -> Vec<Participant> {
        let doc = self.doc;
        let kind = match doc.w(i).trim_start_matches(['و', 'ف']) {
            "الوزارتان" | "الوزارتين" => "وزاره",
            "الجهازان" | "الجهازين" => "جهاز",
            "الهييتان" | "الهييتين" => "هييه",
            "المديريتان" | "المديريتين" => "مديريه",
            "الوكالتان" | "الوكالتين" => "وكاله",
            "النيابتان" | "النيابتين" => "نيابه",
            "الادارتان" | "الادارتين" => "اداره",
            _ => return Vec::new(),
        };
        let at = self.found.partition_point(|f| f.first < i);
        let (mut two, mut together): (Vec<Participant>, Vec<_>) = Default::default();
        for k in (at.saturating_sub(NEAR)..at).rev() {
            let f = &self.found[k];
            let head = doc.past(f.first, f.skip);
            let of_kind = text::strip_article(head) == kind;
            if f.kind == MentionType::Organization
                && of_kind
                && let Some(p) = self.participant(k).filter(|p| !p.among(&two))
            {
                two.insert(0, p);
                together.insert(0, doc.sentence[f.first]);
            }
        }
        match &together[..] {
            [_, _] => two,
            [.., a, b] if a == b => two.split_off(two.len() - 2),
            _ => Vec::new(),
        }
    }

    /// "حيث التقيا X ونائبه": a dual verb whose two subjects stand in the sentence before.
    pub(super) fn hidden_pair(&self, t: &Trigger, r: &Range<usize>, all: &mut Vec<Participant>) {
        let dual = self.verb(t).is_some_and(|v| v.form.subject == Number::Two);
        let who = |f: &Found| somebody(f) && (r.start..t.first).contains(&f.first);
        if !dual || all.is_empty() || self.found.iter().any(who) {
            return;
        }
        let person = |p: &Participant| self.named_person(p);
        let two = |e: &&Event| e.participants.len() == 2 && e.participants.iter().all(person);
        let Some(told) = self.events.iter().rev().take(3).find(two) else {
            return;
        };
        for p in told.participants.iter().rev() {
            if !p.among(all) {
                all.insert(0, *p);
            }
        }
    }

    /// "وفي بداية الجلسة رحب X بY": "the session" without "between" or "with" is the one told.
    pub(super) fn the_meeting(&self, t: &Trigger, end: usize) -> bool {
        let doc = self.doc;
        let w = doc
            .w(t.last - 1)
            .trim_start_matches(['و', 'ب', 'ف', 'ل', 'ك']);
        let noun = matches!(
            w,
            "الجلسه"
                | "اللقا"
                | "الاجتماع"
                | "المباحثات"
                | "الاستقبال"
                | "لقا"
                | "الاتصال"
                | "المكالمه"
                | "المحادثه"
        ) && doc.w(t.last - 1).contains("ال");
        let other = (t.last..(t.last + 5).min(end)).any(|i| {
            matches!(
                doc.w(i),
                "بين"
                    | "مع"
                    | "جمع"
                    | "جمعت"
                    | "ضم"
                    | "ضمت"
                    | "الذي"
                    | "التي"
                    | "الثاني"
                    | "الثانيه"
            )
        });
        let new = t.first > 0 && doc.does(t.first - 1, &[Class::Hold, Class::Chair, Class::Attend]);
        // "خلال الاتصال بين X ووزير الداخلية": they are named before.
        let call = t.kind == "call" && self.events.iter().any(|e| e.kind == "call");
        noun && (t.kind == "meeting" && !other || call) && !new
    }

    /// "وأشاد X، خلال الاجتماع، ب…": he speaks at what was told.
    pub(super) fn spoken_at(&self, t: &Trigger) -> bool {
        let b = self.doc.before(t.first, 1);
        let bb = self.doc.before(t.first, 2);
        let said = matches!(b, "خلال" | "اثنا") || bb == "انعقاد" && matches!(b, "هذا" | "هذه");
        said && self.doc.arabic(t.first)
    }

    /// "بحث X، خلال زيارة إلى الشرطة، …. وأكد Y، خلال اللقاء، …": the guest met who speaks at "the meeting".
    pub(super) fn guest_met(
        &self,
        t: &Trigger,
        all: &[Participant],
        end: usize,
    ) -> Vec<Participant> {
        let told = |kind| self.events.iter().any(|e| e.kind == kind);
        let [host] = all else { return Vec::new() };
        if told("meeting") || !self.the_meeting(t, end) {
            return Vec::new();
        }
        let visit = self.events.iter().rev().find(|e| e.kind == "visit");
        let guest = visit.map_or(&[][..], |e| &e.participants);
        if guest.is_empty() || host.among(guest) {
            return Vec::new();
        }
        guest.iter().chain(all).copied().collect()
    }

    /// "أكد X أهمية التعاون. جاء ذلك خلال استقباله Y": who spoke in the sentence before.
    pub(super) fn speaker_before(&self, t: &Trigger, r: &Range<usize>) -> Option<Participant> {
        let doc = self.doc;
        let came = (r.start..t.first.min(r.start + 3)).any(|i| doc.w(i) == "ذلك");
        if !came || !self.possessive(t) || !matches!(t.kind, "meeting" | "call") || r.start == 0 {
            return None;
        }
        let s = self.sentence_of(r.start - 1);
        let says = |i: usize| i >= s.start && doc.does(i, &[Class::Say, Class::Announce]);
        let from = self.found.partition_point(|f| f.first < s.start);
        let who = (from..self.found.len())
            .take_while(|&k| self.found[k].first < s.end)
            .find(|&k| {
                let f = &self.found[k];
                somebody(f)
            })?;
        let first = self.found[who].first;
        (1..6)
            .filter_map(|n| first.checked_sub(n))
            .any(says)
            .then(|| self.participant(who))?
    }

    /// "وبحث الجانبان خلال الاتصال": what the two did at what was told, of whatever kind.
    pub(super) fn two_discuss(&self, t: &Trigger) -> Option<usize> {
        let behind = self.pair(t.last).is_some() || self.pair(t.last + 1).is_some();
        // "أن الجانبين بحثا أيضا"
        let before = (t.first.saturating_sub(3)..t.first).any(|i| self.pair(i).is_some());
        let pair = behind || before;
        // "أن الطرفين تباحثا خلال هذا اللقاء", "كما تطرقا إلى": a dual verb that names nobody.
        let doc = self.doc;
        let of_it = (t.last..t.last + 4)
            .any(|i| matches!(doc.w(i), "هذا" | "هذه") && doc.w(i - 1) == "خلال");
        let s = self.sentence_of(t.first);
        let alone = |v: &crate::lexicon::Verb| {
            v.form.subject == Number::Two
                && v.form.object.is_none()
                && v.class == Class::Discuss
                && !self
                    .between(t.first, s.end)
                    .any(|k| somebody(&self.found[k]))
                && !(t.last..s.end).any(|i| doc.w(i) == "مع")
        };
        let discuss = self.verb(t).is_some_and(|v| {
            let talks = matches!(v.class, Class::Meet | Class::Consult);
            v.class == Class::Discuss && pair || talks && pair && of_it || alone(&v)
        });
        let last = self.events.last().filter(|_| discuss)?;
        let talks = matches!(last.kind, "call" | "meeting" | "consultation");
        (talks && last.participants.len() >= 2).then_some(self.events.len() - 1)
    }

    /// "وبالتنسيق مع الجمارك تم ضبط …، كما شاركت قوة الإطفاء": who helped in the operation told, whose own body is not said
    /// again.
    pub(super) fn same_seizure(
        &self,
        t: &Trigger,
        all: &[Participant],
        m: Range<usize>,
    ) -> Option<usize> {
        let doc = self.doc;
        let from = self
            .sentence_of(t.first)
            .start
            .max(t.first.saturating_sub(24));
        let passive = (from..t.first).any(|i| matches!(doc.w(i), "تم" | "جري" | "وتم"));
        let told = self.events.len().checked_sub(1)?;
        let last = &self.events[told];
        if t.kind != "operation"
            || last.kind != "operation"
            || !passive
            || all.is_empty()
            || !doc.arabic(t.first)
            || all.iter().any(|p| p.among(&last.participants))
        {
            return None;
        }
        let helps = |k: usize| {
            let f = &self.found[k];
            let b = f.first.checked_sub(1)?;
            let with = matches!(doc.w(b), "مع" | "من" | "بمشاركه" | "وبمشاركه" | "بمساعده")
                || doc.does(b, &[Class::Attend])
                || f.skip > 0 && doc.w(f.first).starts_with('و');
            Some(with)
        };
        let named = |p: &Participant| {
            m.clone()
                .filter(|&k| self.participant(k).as_ref() == Some(p))
                .any(|k| helps(k) == Some(true))
        };
        all.iter().all(named).then_some(told)
    }

    /// "أكد X أهمية توقيع هذا الاتفاق": the agreement told.
    pub(super) fn this_agreement(&self, t: &Trigger) -> Option<usize> {
        let b = self.doc.before(t.first, 1);
        let this = matches!(b, "هذا" | "هذه") && self.doc.arabic(t.first);
        let told = self.events.iter().rposition(|e| e.kind == "agreement");
        told.filter(|_| this && t.kind == "agreement")
    }

    /// "ذكر بيان للوزارة أن "X استقبل Y"": a communiqué quoted tells what happened.
    pub(super) fn communique_quoted(&self, open: usize, r: &Range<usize>, t: &Trigger) -> bool {
        let doc = self.doc;
        let that = open
            .checked_sub(1)
            .is_some_and(|i| matches!(doc.w(i), "ان" | "انه" | "انها" | "بان" | "بانه"));
        let said = (r.start..open).any(|i| {
            matches!(
                text::strip_article(doc.w(i).trim_start_matches(['و', 'ب', 'ل'])),
                "بيان" | "يان" | "بلاغ" | "لاغ" | "مكتب" | "لمكتب" | "وزاره" | "اعلام"
            )
        });
        // "وجاء في بيان الوزارة "…""
        let that = that
            || matches!(
                doc.w(r.start).trim_start_matches('و'),
                "جا" | "رد" | "ورد" | "جاء"
            ) && doc.w(r.start + 1) == "في";
        let done = self.verb(t).is_none_or(|v| !v.form.imperfect);
        that && said && done && doc.arabic(t.first)
    }

    /// The end of the lines that stand above the first paragraph.
    fn arabic_title(&self) -> usize {
        let doc = self.doc;
        let (mut end, mut i) = (0, 0);
        while i < doc.len() && i < 8 * TITLE {
            let last = (i + 1..doc.len().min(i + TITLE + 2))
                .find(|&k| doc.line_start(k))
                .unwrap_or(i + TITLE + 2);
            if last - i > TITLE || last >= doc.len() || matches!(doc.w(last - 1), "." | "," | "\"")
            {
                break;
            }
            (end, i) = (last, last);
        }
        end
    }

    /// A body stands in the office of one of `all`.
    fn body_of(&self, body: usize, all: &[Participant]) -> bool {
        self.found.iter().enumerate().any(|(k, m)| {
            m.kind == MentionType::Office
                && all
                    .iter()
                    .any(|p| p.office.is_some() && p.office == self.resolved.of[k])
                && self.found[k..].iter().enumerate().take(6).any(|(n, o)| {
                    o.kind == MentionType::Organization
                        && o.last <= m.last
                        && o.first >= m.first
                        && self.resolved.of[k + n].is_some_and(|e| {
                            e == body || self.title_of(Some(e)) == self.title_of(Some(body))
                        })
                })
        })
    }

    /// "سفير رومانيا" and "سفير جمهورية رومانيا", "مدير المخابرات" and "مدير جهاز المخابرات": one title of one country.
    fn same_title(&self, a: Option<usize>, b: Option<usize>) -> bool {
        let of = |o: Option<usize>| {
            let e = &self.resolved.entities[o?];
            let name = text::fold_str(e.names[0].as_deref()?);
            let head = text::strip_article(name.split(' ').next()?);
            Some((head.to_owned(), e.country.clone()))
        };
        match (of(a), of(b)) {
            (Some(a), Some(b)) => a.0 == b.0 && (a.1.is_none() || b.1.is_none() || a.1 == b.1),
            _ => false,
        }
    }

    /// "اجتمع X بسفير بولندا. وذكر بيان أن X استقبل سفير بولندا Y": the envoy of the event told last is named now.
    pub(super) fn envoy_named(&mut self, t: &Trigger, all: &[Participant]) {
        let Some(e) = self.events.last().filter(|e| e.kind == t.kind) else {
            return;
        };
        let Some(old) = e.participants.iter().position(|p| p.entity.is_none()) else {
            return;
        };
        let p = e.participants[old];
        let new = all.iter().find(|q| self.one_envoy(&p, q)).copied();
        let mut rest = e.participants.iter().filter(|q| **q != p);
        let same =
            self.doc.arabic(t.first) && rest.clone().count() > 0 && rest.all(|q| q.among(all));
        if let Some(new) = new.filter(|_| same) {
            let last = self.events.len() - 1;
            self.events[last].participants[old] = new;
        }
    }

    /// "سفير بولندا" who is not named and "سفير بولندا فلان" are one.
    fn one_envoy(&self, p: &Participant, q: &Participant) -> bool {
        let envoy = |o: Option<usize>| {
            let e = &self.resolved.entities[o?];
            let name = text::fold_str(e.names[0].as_deref()?);
            let head = name.starts_with("سفير") || name.starts_with("القايم");
            e.country.clone().filter(|_| head)
        };
        let one = p.entity.is_none() || q.entity.is_none();
        one && envoy(p.office).is_some_and(|land| envoy(q.office) == Some(land))
    }

    /// The first two words of an office's name.
    fn title_of(&self, office: Option<usize>) -> Option<String> {
        let name = self.resolved.entities[office?].names[0].as_deref()?;
        let folded = text::fold_str(name);
        let mut words = folded.split(' ');
        Some(format!("{} {}", words.next()?, words.next().unwrap_or("")))
    }

    /// "الشرطة والأمن العام يوقعان مذكرة" above "وقع X، مدير الشرطة، مذكرة مع Y، مدير الأمن العام": one event.
    pub(super) fn arabic_headlines(&mut self) {
        let end = self.arabic_title();
        if end == 0 || !self.doc.arabic(0) {
            return;
        }
        let limit = self.doc.start(end, 0);
        let above = self
            .events
            .iter()
            .take_while(|e| e.trigger.start < limit)
            .count();
        let again = |e: &Event, o: &Event| {
            let known = |q: &Participant| {
                let title = q.entity.is_none() && q.office.is_some();
                q.among(&o.participants)
                    || q.entity.is_some_and(|b| self.body_of(b, &o.participants))
                    || title
                        && o.participants
                            .iter()
                            .any(|p| self.same_title(q.office, p.office))
            };
            let talks = |k: &str| matches!(k, "meeting" | "consultation");
            let person = |p: &Participant| self.named_person(p);
            (o.kind == e.kind || talks(o.kind) && talks(e.kind))
                && (e.participants.iter().all(known) || !e.participants.iter().any(person))
        };
        let drop: Vec<bool> = (0..self.events.len())
            .map(|k| {
                k < above
                    && self.events[k + 1..]
                        .iter()
                        .any(|o| again(&self.events[k], o))
            })
            .collect();
        self.keep(&drop);
    }

    /// Takes the events out that `drop` marks.
    pub(super) fn keep(&mut self, drop: &[bool]) {
        if !drop.contains(&true) {
            return;
        }
        let map: Vec<Option<usize>> = drop
            .iter()
            .scan(0, |at, &gone| {
                let here = (!gone).then_some(*at);
                *at += usize::from(!gone);
                Some(here)
            })
            .collect();
        let mut k = 0;
        self.events.retain(|_| {
            k += 1;
            !drop[k - 1]
        });
        for e in &mut self.events {
            e.part_of = e.part_of.and_then(|p| map.get(p).copied().flatten());
            e.follows = e.follows.and_then(|p| map.get(p).copied().flatten());
        }
    }
}
