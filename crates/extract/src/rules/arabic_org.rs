//! Organisations in Arabic: those the lexicon knows, and a head with its complements.

use super::{Finder, Org};
use crate::lexicon::{LEXICON, Tag};
use text::strip_article;

impl<'d> Finder<'d, '_> {
    /// The organisation at `i`, without its nationality.
    pub fn arabic_org(&self, i: usize) -> Option<Org> {
        let doc = self.doc;
        let known = doc.find(i, |h| matches!(h.tag, Tag::Org(_)));
        let head = doc.find(i, |h| h.tag == Tag::OrgHead);
        let mut best = known.map(|h| {
            let Tag::Org(n) = h.tag else {
                return Org::new(i, h.last, h.skip);
            };
            Org {
                first: i,
                last: h.last,
                skip: h.skip,
                known: Some(u32::from(n)),
                iso: LEXICON.named[n as usize].iso.clone(),
            }
        });
        // "المدير التنفيذي بالنيابة": in his place.
        let acting = doc.w(i) == "بالنيابه" && !doc.w(i + 1).starts_with("الع");
        let head = head.filter(|_| !self.to_him(i) && !acting);
        // "المركز الوطني للقيادة": the longest of what its heads make.
        let heads = doc
            .at(i)
            .iter()
            .filter(|h| h.tag == Tag::OrgHead && head.is_some());
        for o in heads.filter_map(|h| self.org_chain(i, h.skip, h.last)) {
            if best.as_ref().is_none_or(|b| o.last > b.last) {
                best = Some(o);
            }
        }
        // "جماعة شرطة الأمريكيتين (أميريبول)": the short form behind says where the name ends.
        if let Some(&(skip, last)) = self.bracketed.get(&i)
            && best.as_ref().is_none_or(|b| b.last != last)
        {
            best = Some(Org::new(i, last, skip));
        }
        // "المخابرات المغربية": a service that only its country names.
        let service = head.filter(|h| {
            let police = h.skip > 0 && self.bare_word(h.first, h.skip, h.first) == "شرطه";
            best.is_none()
                && !police
                && (self.service(h) || self.civil(h))
                && self.nationality(h.last).is_some()
        });
        let service = service.map(|h| Org::new(i, h.last, h.skip));
        if let Some(mut o) = service.filter(|o| !doc.line_start(o.last)) {
            o.iso = self.nationality(o.last).map(|n| n.0);
            return Some(o);
        }
        let Some(mut o) = best else {
            return self.portfolio_alone(i);
        };
        // A nationality is kept as the country, outside the span.
        // "مجلس الأمن الروسي" is no other for having the name of an international body.
        let own = o.known.is_some() && o.iso.is_some();
        // "كندا والاتحاد الأوروبي": a name of the list, whatever clitic it has.
        let listed = o.known.is_some() && known.is_some_and(|h| h.last == o.last);
        let whole = listed || self.inner_body(i).is_some() || self.closed_by_body(i, o.last);
        let whole = whole && !own;
        while o.last > i + 1 && !whole {
            let Some((iso, _)) = self.nationality(o.last - 1).filter(|n| n.1 == o.last) else {
                break;
            };
            // "وكالة الاستخبارات المالية الأردنية": of money, not of Mali.
            let money = matches!(doc.w(o.last - 1), "المالي" | "الماليه")
                && (self.nationality(o.last).is_some()
                    || matches!(
                        text::strip_article(doc.w(o.last - 2).trim_start_matches('ل')),
                        "استخبارات"
                            | "تحريات"
                            | "معلومات"
                            | "جرايم"
                            | "شوون"
                            | "تحاليل"
                            | "استعلامات"
                            | "لاستخبارات"
                            | "لتحريات"
                            | "لمعلومات"
                            | "وزاره"
                            | "بوزاره"
                    ));
            if money {
                break;
            }
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

    /// `منتدى التعاون العالمي للأمن العام`: what a gathering is about, no body of that name.
    pub(super) fn of_forum(&self, o: &Org) -> bool {
        let doc = self.doc;
        let bare = o.known.is_none() && o.iso.is_none() && o.last <= o.first + 2;
        let for_it = o.skip > 0 && doc.w(o.first).starts_with('ل');
        // "القمة الدولية لخفر السواحل"
        let security = for_it && (doc.w(o.first) == "للامن" || bare);
        let forum = |i: usize| {
            matches!(
                strip_article(doc.w(i).trim_start_matches(['و', 'ب', 'ل'])),
                "منتدي" | "موتمر" | "ملتقي" | "ندوه" | "قمه" | "معرض" | "اسبوع"
            )
        };
        let near = (o.first.saturating_sub(4)..o.first).rev();
        let phrase = near.take_while(|&i| forum(i) || doc.w(i).starts_with("ال"));
        security && !doc.line_start(o.first) && phrase.into_iter().any(forum)
    }

    /// `رئيسا جهازي المخابرات العامة بالبلدين`: two bodies of one kind, and none by its name.
    pub(super) fn of_both(&self, o: &Org) -> bool {
        let doc = self.doc;
        let two = doc.before(o.first, 1).trim_start_matches(['و', 'ب', 'ل']);
        let two = matches!(
            two,
            "جهازي"
                | "جهازا"
                | "قيادتي"
                | "قيادتا"
                | "قوتي"
                | "هييتي"
                | "هييتا"
                | "موسستي"
                | "وكالتي"
                | "سلطتي"
        );
        let lands = matches!(
            (doc.w(o.last), doc.w(o.last + 1)),
            ("في" | "بين", "البلدين" | "الدولتين" | "كلا")
                | ("بالبلدين" | "للبلدين" | "بالدولتين", _)
        );
        let pair = || {
            let first = self.nationality(o.last);
            first.is_some_and(|n| {
                doc.w(n.1).starts_with("وال") && self.nationality_past(n.1, 1).is_some()
            })
        };
        two && o.skip == 0 && !doc.line_start(o.first) && (lands || pair())
    }

    /// `النيابة العامة بجمهورية أذربيجان`, `الشرطة الوطنية في تشاد`: the country of a state's body that no list knows.
    pub(super) fn of_country(&self, o: &Org) -> Option<String> {
        const OF_STATE: [&str; 15] = [
            "اكاديميه",
            "كليه",
            "نيابه",
            "شرطه",
            "وزاره",
            "درك",
            "جمارك",
            "حرس",
            "جيش",
            "قوات",
            "مديريه",
            "جهاز",
            "مخابرات",
            "استخبارات",
            "محكمه",
        ];
        let doc = self.doc;
        let head = self.bare_word(o.first, o.skip, o.first);
        let k = o.last;
        if o.known.is_some() || !OF_STATE.contains(&head) || doc.line_start(k) {
            return None;
        }
        let country = |at: usize, skip: usize| {
            let hit = doc.find(at, |h| {
                h.skip == skip && h.tag.place().is_some_and(|p| p.country)
            })?;
            match hit.tag {
                Tag::Place(n) => Some(LEXICON.places[n as usize].iso.clone()),
                _ => None,
            }
        };
        let at = if doc.w(k) == "في" {
            country(k + 1, 0)
        } else if doc.w(k).starts_with('ب')
            || doc.w(k).starts_with('ل') && matches!(head, "نيابه" | "شرطه" | "وزاره")
        {
            country(k, 1)
        } else {
            None
        };
        at.or_else(|| self.at_state(k).map(|s| s.0))
    }

    /// `الداخلية المغربية`, `"الداخلية" الكويتية`: a ministry by its field and its country.
    fn portfolio_alone(&self, i: usize) -> Option<Org> {
        let doc = self.doc;
        let h = doc.find(i, |h| {
            let ministry = matches!(
                self.bare_word(i, h.skip, i),
                "داخليه" | "خارجيه" | "دفاع" | "عدل"
            );
            // "والبحرية الباكستانية": a navy, too.
            let navy = h.tag == Tag::OrgWord && self.bare_word(i, h.skip, i) == "بحريه";
            let named = h.tag == Tag::MinistryWord && ministry || navy;
            named && h.skip <= 1 && h.last == i + 1
        })?;
        let w = doc.w(i);
        let definite = w.starts_with("ال")
            || w.starts_with("لل")
            || w.starts_with("وال")
            || w.starts_with("بال");
        let quoted = usize::from(doc.w(h.last) == "\"" && i > 0 && doc.w(i - 1) == "\"");
        let (iso, _) = self.nationality(h.last + quoted)?;
        // "السياسة الداخلية الفرنسية": an adjective.
        let adjective = i.checked_sub(1 + quoted).is_some_and(|b| {
            // "والشرطة الليبية والبحرية التركية": behind a nationality another body begins.
            let next = w.starts_with("وال") && self.nationality(b).is_some();
            doc.arabic(b)
                && !doc.line_start(i)
                && doc.w(b).contains("ال")
                && !doc.is(b, Tag::Stop)
                && !next
        });
        let field = i.checked_sub(1).is_some_and(|b| {
            let head = |x: &crate::lexicon::Hit| {
                x.last == i
                    && matches!(
                        x.tag,
                        Tag::OrgHead | Tag::Minister | Tag::Office | Tag::OrgWord | Tag::Portfolio
                    )
            };
            // "وزارتي الداخلية": a word for several bodies.
            let several = matches!(
                doc.w(b).trim_start_matches(['و', 'ب', 'ل']),
                "زارتي" | "زارتا" | "زارات" | "زرا" | "قطاع" | "قطاعي" | "قطاعات"
            );
            doc.at(b).iter().any(head) || several
        });
        let feminine = doc.w(h.last + quoted).ends_with('ه');
        let sure = definite && feminine && !adjective && !field && !doc.line_start(h.last);
        sure.then_some(Org {
            first: i,
            last: h.last,
            skip: h.skip,
            known: None,
            iso: Some(iso),
        })
    }

    /// `إليه` folds to آلية.
    fn to_him(&self, i: usize) -> bool {
        let said = self.doc.t.text(i).trim_start_matches('و');
        matches!(said, "إليه" | "اليه" | "عليه")
    }

    /// A kind of service that may stand without a complement.
    pub(super) fn service(&self, h: &crate::lexicon::Hit) -> bool {
        let bare = self.bare_word(h.first, h.skip, h.first);
        h.last == h.first + 1
            && matches!(
                bare,
                "مخابرات" | "استخبارات" | "شرطه" | "جيش" | "درك" | "سفاره"
            )
    }

    /// "الحماية المدنية الجزائرية" begins at `i`.
    pub(super) fn civil_service(&self, i: usize) -> bool {
        let head = self.doc.find(i, |h| h.tag == Tag::OrgHead && self.civil(h));
        head.is_some_and(|h| self.nationality(h.last).is_some())
    }

    /// "الحماية المدنية الجزائرية", "الدفاع المدني السعودي": with a country a service, alone a field.
    fn civil(&self, h: &crate::lexicon::Hit) -> bool {
        let bare = self.bare_word(h.first, h.skip, h.first);
        let field = matches!(self.doc.w(h.last - 1), "المدنيه" | "المدني");
        h.last == h.first + 2 && field && matches!(bare, "حمايه" | "دفاع")
    }

    /// Token `i` without clitics and article; `skip` letters are clitics where it is the first.
    pub(super) fn bare_word(&self, first: usize, skip: usize, i: usize) -> &'d str {
        let w = self.doc.w(i);
        let skip = if i == first { skip } else { 0 };
        let rest = self.doc.past(i, skip);
        // After ل the article's alef is not written.
        let rest = if skip > 0 && w.chars().nth(skip - 1) == Some('ل') {
            // للجنة: the ل behind is the word's own.
            match rest.starts_with("لجن") || rest.starts_with("لوا") {
                true => rest,
                false => rest.strip_prefix('ل').unwrap_or(rest),
            }
        } else {
            rest
        };
        text::strip_article(rest)
    }

    /// The body at `i` ends in an international one, whose adjective is its own: مكتب الاتحاد الأوروبي.
    fn closed_by_body(&self, i: usize, last: usize) -> bool {
        (i + 1..last).any(|k| self.inner_body(k) == Some(last))
    }

    /// Past the international body that completes a head, with ل or without.
    pub(super) fn inner_body(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        let fits = |h: &crate::lexicon::Hit| match h.tag {
            Tag::Org(n) => {
                let named = &LEXICON.named[n as usize];
                // "المديرية العامة للجمارك والضرائب": every country has one.
                let every = named.id == "customs";
                named.iso.is_none()
                    && !every
                    && (h.skip == 0 || h.skip == 1 && doc.w(i).starts_with('ل'))
            }
            _ => false,
        };
        doc.find(i, fits).map(|h| h.last)
    }
}
