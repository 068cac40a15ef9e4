//! Organisations in Arabic: those the lexicon knows, and a head with its complements.

use super::{Finder, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// The organisation at `i`, without its nationality.
    pub fn arabic_org(&self, i: usize) -> Option<Org> {
        let doc = self.doc;
        let known = doc.find(i, |h| matches!(h.tag, Tag::Org(_)));
        let head = doc.find(i, |h| h.tag == Tag::OrgHead);
        let mut best = known.map(|h| {
            let Tag::Org(n) = h.tag else {
                return Org {
                    first: i,
                    last: h.last,
                    skip: h.skip,
                    known: None,
                    iso: None,
                };
            };
            Org {
                first: i,
                last: h.last,
                skip: h.skip,
                known: Some(u32::from(n)),
                iso: LEXICON.named[n as usize].iso.clone(),
            }
        });
        if let Some(h) = head
            && let Some(o) = self.org_chain(i, h.skip, h.last)
            && best.as_ref().is_none_or(|b| o.last > b.last)
        {
            best = Some(o);
        }
        // "المخابرات المغربية": a service that only its country names.
        let service = head.filter(|h| {
            let police = h.skip > 0 && self.bare_word(h.first, h.skip, h.first) == "شرطه";
            best.is_none() && !police && self.service(h) && self.nationality(h.last).is_some()
        });
        let service = service.map(|h| Org {
            first: i,
            last: h.last,
            skip: h.skip,
            known: None,
            iso: None,
        });
        if let Some(mut o) = service.filter(|o| !doc.line_start(o.last)) {
            o.iso = self.nationality(o.last).map(|n| n.0);
            return Some(o);
        }
        let mut o = best?;
        // A nationality is kept as the country, outside the span.
        let whole = self.inner_body(i).is_some() || self.closed_by_body(i, o.last);
        while o.last > i + 1 && !whole {
            let Some((iso, _)) = self.nationality(o.last - 1).filter(|n| n.1 == o.last) else {
                break;
            };
            // "الحرس المالي" is Italian: the adjective is one of its own.
            if o.known.is_some() && o.iso.as_ref().is_some_and(|own| *own != iso) {
                break;
            }
            o.iso = Some(iso);
            o.last -= 1;
        }
        if o.last == i + 1 && o.known.is_none() {
            return None;
        }
        if let Some((iso, _)) = self.nationality(o.last).filter(|_| !doc.line_start(o.last)) {
            o.iso = Some(iso);
        }
        Some(o)
    }

    /// A kind of service that may stand without a complement.
    pub(super) fn service(&self, h: &crate::lexicon::Hit) -> bool {
        let bare = self.bare_word(h.first, h.skip, h.first);
        h.last == h.first + 1
            && matches!(
                bare.as_str(),
                "مخابرات" | "استخبارات" | "شرطه" | "جيش" | "درك"
            )
    }

    /// Token `i` without clitics and article; `skip` letters are clitics where it is the first.
    pub(super) fn bare_word(&self, first: usize, skip: usize, i: usize) -> String {
        let w = self.doc.w(i);
        let skip = if i == first { skip } else { 0 };
        let rest: String = w.chars().skip(skip).collect();
        // After ل the article's alef is not written.
        let rest = if skip > 0 && w.chars().nth(skip - 1) == Some('ل') {
            rest.strip_prefix('ل').unwrap_or(&rest).to_owned()
        } else {
            rest
        };
        text::strip_article(&rest).to_owned()
    }

    /// The body at `i` ends in an international one, whose adjective is its own: مكتب الاتحاد الأوروبي.
    fn closed_by_body(&self, i: usize, last: usize) -> bool {
        (i + 1..last).any(|k| self.inner_body(k) == Some(last))
    }

    /// Past the international body that completes a head, with ل or without.
    fn inner_body(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let fits = |h: &crate::lexicon::Hit| match h.tag {
            Tag::Org(n) => {
                LEXICON.named[n as usize].iso.is_none()
                    && (h.skip == 0 || h.skip == 1 && doc.w(i).starts_with('ل'))
            }
            _ => false,
        };
        doc.find(i, fits).map(|h| h.last)
    }

    pub(super) fn org_chain(&self, first: usize, skip: usize, k: usize) -> Option<Org> {
        let doc = self.doc;
        let head_word = self.bare_word(first, skip, k - 1);
        let ministry = head_word.ends_with("وزاره");
        let mut last = k;
        let mut complement = false;
        // "أكاديمية سعد العبدالله للعلوم الأمنية": a school bears somebody's name.
        if matches!(
            head_word.as_str(),
            "اكاديميه" | "جامعه" | "معهد" | "كليه" | "مدرسه" | "موسسه" | "مركز"
        ) {
            // "الأكاديمية علي الوهيب": with its article the school is complete, and its head is named.
            while last < k + 3
                && !text::strip_article(doc.w(k - 1))
                    .len()
                    .lt(&doc.w(k - 1).len())
                && !doc.line_start(last)
                && doc.arabic(last)
                && doc.at(last).is_empty()
                && doc.role(last).is_some()
            {
                last += 1;
            }
            complement = last >= k + 2;
        }
        while last < doc.len()
            && last < k + 9
            && !doc.line_start(last)
            && !self.used.get(last).copied().unwrap_or(true)
        {
            let w = doc.w(last);
            let tag = |h: &crate::lexicon::Hit| {
                matches!(h.tag, Tag::OrgWord | Tag::MinistryWord | Tag::Portfolio)
                    || (h.tag == Tag::OrgHead && last > k)
            };
            // "مكتب الأمم المتحدة", "بعثة الناتو": a body of a body.
            let joined = last == k || w.starts_with('ل');
            if joined
                && !ministry
                && let Some(next) = self.inner_body(last)
            {
                // "بعثة الاتحاد الأوروبي الاستشارية"
                let own = !doc.line_start(next)
                    && matches!(
                        doc.w(next),
                        "الاستشاريه"
                            | "المتكامله"
                            | "الخاصه"
                            | "الاقليميه"
                            | "التدريبيه"
                            | "الدايمه"
                    );
                let next = next + usize::from(own);
                return Some(Org {
                    first,
                    last: next,
                    skip,
                    known: None,
                    iso: None,
                });
            }
            // "القوات السودانية التشادية المشتركة": of two states.
            if let Some((_, next)) = self.nationality(last)
                && !ministry
            {
                let two = self.nationality(next).map_or(next, |n| n.1);
                let joint = matches!(doc.w(two), "المشتركه" | "المختلطه");
                if joint && !doc.line_start(two) {
                    complement = true;
                    last = two + 1;
                    continue;
                }
            }
            // "مكتب النائب العام"
            let office = |h: &crate::lexicon::Hit| h.tag == Tag::OfficeFull && h.skip == 0;
            if last == k
                && matches!(head_word.as_str(), "مكتب" | "ديوان" | "رياسه")
                && let Some(h) = doc
                    .find(last, office)
                    .filter(|h| h.last > last + 1 || w.starts_with("ال"))
            {
                return Some(Org {
                    first,
                    last: h.last,
                    skip,
                    known: None,
                    iso: None,
                });
            }
            // "وزارة الداخلية لشؤون الشرطة": what follows is the office's.
            if complement && matches!(w, "لشوون" | "للشوون" | "لقطاع") {
                break;
            }
            // "وفد من المكتب لبحث …": what somebody comes for.
            if complement && matches!(w, "لبحث" | "لمناقشه" | "لتدريب" | "لتكوين")
            {
                break;
            }
            let Some(h) = doc.find(last, |h| tag(h) && (h.skip == 0 || h.skip == 1)) else {
                break;
            };
            let ok = match (h.skip, w.chars().next()) {
                (0, _) => true,
                (1, Some('ل')) => true,
                (1, Some('و')) => {
                    complement
                        && !doc
                            .at(last)
                            .iter()
                            .any(|x| x.skip == 1 && matches!(x.tag, Tag::OrgHead | Tag::Office))
                        && (ministry || doc.w(last).starts_with("وال"))
                }
                _ => false,
            };
            if !ok
                || (ministry
                    && last == k
                    && !matches!(h.tag, Tag::MinistryWord | Tag::Portfolio)
                    && !doc
                        .at(last)
                        .iter()
                        .any(|x| matches!(x.tag, Tag::MinistryWord | Tag::Portfolio)))
            {
                break;
            }
            // An office after the organisation is not part of it.
            if doc.at(last).iter().any(|x| {
                x.skip == 0 && matches!(x.tag, Tag::Office | Tag::Minister | Tag::OfficeFull)
            }) && last > k
            {
                break;
            }
            complement = true;
            last = h.last;
        }
        let place = doc
            .find(last, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0)
            .filter(|h| {
                let local =
                    last > k && matches!(text::strip_article(doc.w(last - 1)), "امن" | "شرطه");
                (last == k || local) && !doc.line_start(last) && self.free(h.first, h.last)
            });
        let mut iso = None;
        if let Some(h) = place.filter(|_| {
            matches!(
                head_word.as_str(),
                "شرطه"
                    | "حكومه"
                    | "سفاره"
                    | "جيش"
                    | "قنصليه"
                    | "برلمان"
                    | "امن"
                    | "مديريه"
                    | "ولايه"
            ) && (last == k) != (head_word == "مديريه")
        }) {
            if let Tag::Place(n) = h.tag {
                iso = Some(LEXICON.places[n as usize].iso.clone());
            }
            last = h.last;
            complement = true;
        }
        if !complement {
            return None;
        }
        let generic = |w: &str| {
            matches!(
                w,
                "امن"
                    | "امنيه"
                    | "مختصه"
                    | "معنيه"
                    | "خاصه"
                    | "مشترك"
                    | "مشتركه"
                    | "اقليميه"
                    | "اقليمي"
                    | "دوليه"
                    | "دولي"
                    | "عربيه"
                    | "عربي"
                    | "عرب"
            )
        };
        if last == k + 1
            && matches!(
                head_word.as_str(),
                "قوات"
                    | "مصالح"
                    | "مصلحه"
                    | "سلطه"
                    | "فرقه"
                    | "وحده"
                    | "لجنه"
                    | "مجموعه"
                    | "امن"
                    | "قطاع"
                    | "قياده"
                    | "شرطه"
                    | "مركز"
                    | "منظمه"
                    | "اليه"
                    | "تحالف"
                    | "شبكه"
                    | "قوه"
                    | "حلف"
                    | "فريق"
                    | "شعبه"
            )
            && generic(text::strip_article(doc.w(k)))
        {
            return None;
        }
        // What the lexicon calls a topic is one ("الأمن السيبراني").
        if doc
            .at(first)
            .iter()
            .any(|h| matches!(h.tag, Tag::Topic(_)) && h.last >= last)
        {
            return None;
        }
        Some(Org {
            first,
            last,
            skip,
            known: None,
            iso,
        })
    }
}
