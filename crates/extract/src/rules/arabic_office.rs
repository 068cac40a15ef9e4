//! Offices in Arabic: a title and what completes it.

use super::{Finder, Office, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// The office that begins at `i`.
    pub fn arabic_office(&self, i: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let mut best: Option<Office> = None;
        // "الباجي قايد السبسي", "وآل مكتوم": names, written as the titles never are.
        if doc.t.text(i).ends_with("قايد") || doc.t.text(i).ends_with("آل") {
            return None;
        }
        for h in doc.at(i) {
            let o = match h.tag {
                Tag::Minister => self.minister(i, h.skip, h.last),
                Tag::OfficeFull => Some(self.full_office(i, h.skip, h.last)),
                // "بمساعدة الشرطة": help, not her who helps.
                Tag::Office if h.skip > 0 && doc.w(i).ends_with("بمساعده") => None,
                Tag::Office if h.last == i + 1 && self.counsel(i) => None,
                Tag::Office => self.titled_office(i, h.skip, h.last, depth),
                _ => None,
            };
            if let Some(o) = o {
                let better = best.as_ref().is_none_or(|b| {
                    let rank = |x: &Office| {
                        // Of two readings of one length the one with the longer body: رئيس + مكتب الأمن الوطني.
                        let body = x.orgs.first().map_or(0, |g| g.last - g.first);
                        // "مستشار الأمن الوطني" advises on it, at no body of that name.
                        let adviser = doc.w(x.first).contains("مستشار") && x.orgs.is_empty();
                        (
                            x.last,
                            !x.bare,
                            adviser,
                            x.inner.is_empty(),
                            x.orgs.len(),
                            body,
                            std::cmp::Reverse(x.skip),
                        )
                    };
                    rank(&o) > rank(b)
                });
                if better {
                    best = Some(o);
                }
            }
        }
        // "الوكيل المساعد للشؤون القانونية": what it is for completes a title of two words.
        if let Some(o) = best
            .as_mut()
            .filter(|o| o.bare && o.last > o.first + 1 && depth == 0)
            && matches!(doc.w(o.last), "لشوون" | "للشوون" | "لشيون" | "للشيون")
        {
            let last = self.remit(o.last);
            (o.bare, o.last) = (
                last <= o.last + 1,
                if last > o.last + 1 { last } else { o.last },
            );
        }
        if let Some(o) = best.as_mut().filter(|o| self.advises_on(o)) {
            o.orgs.clear();
        }
        if let Some(o) = best.as_mut().filter(|o| !o.bare && depth == 0) {
            o.last = self.remit(o.last);
            // "وزير الداخلية المكلف": how it is held belongs to the title.
            if matches!(
                doc.w(o.last),
                "المكلف" | "المكلفه" | "الموقت" | "الموقته" | "المنتدب" | "المنتدبه"
            ) && !doc.line_start(o.last)
            {
                o.last += 1;
                o.last = self.charged_with(o.last);
            }
        }
        best.filter(|o| !doc.line_start(o.last - 1) || o.last - 1 == i)
    }

    /// `كاتب الدولة لدى وزير الداخلية المكلف بالأمن الوطني`: the field that behind `المكلف` completes the title.
    fn charged_with(&self, k: usize) -> usize {
        let doc = self.doc;
        let charged = matches!(doc.w(k - 1), "المكلف" | "المكلفه");
        let field = |at: usize, skip: usize| {
            doc.find(at, |h| {
                let word = matches!(
                    h.tag,
                    Tag::Portfolio | Tag::OrgWord | Tag::MinistryWord | Tag::Topic(_)
                );
                // "المكلف بحكومة الوحدة": whose he is, not what he does.
                let body = |h: &crate::lexicon::Hit| {
                    h.skip == skip && matches!(h.tag, Tag::OrgHead | Tag::Org(_))
                };
                let head = skip == 1 && doc.at(at).iter().any(body) && !doc.w(at).contains("لامن");
                word && h.skip == skip && !head
            })
        };
        let first = field(k, 1).filter(|_| doc.w(k).starts_with('ب') && !doc.line_start(k));
        let Some(first) = first.filter(|_| charged) else {
            return k;
        };
        let mut last = first.last;
        while last < k + 6 && !doc.line_start(last) {
            let definite = doc.w(last).starts_with("ال") || doc.w(last).starts_with("وال");
            let next = field(last, usize::from(doc.w(last).starts_with('و')));
            match next.filter(|_| definite) {
                Some(h) => last = h.last,
                None => break,
            }
        }
        last
    }

    pub(super) fn plain(&self, first: usize, skip: usize, last: usize, bare: bool) -> Office {
        Office {
            first,
            last,
            skip,
            orgs: Vec::new(),
            inner: Vec::new(),
            placed: false,
            bare,
            iso: None,
        }
    }

    pub(super) fn full_office(&self, first: usize, skip: usize, last: usize) -> Office {
        let mut o = self.plain(first, skip, last, false);
        // "أمير قطر السعودية": a title has one country.
        let placed = self
            .doc
            .find(last - 1, |h| h.tag.place().is_some_and(|p| p.country));
        if placed.is_none() || last - 1 == first {
            self.idafa_country(&mut o);
        }
        self.at_court(&mut o);
        self.state_secretary(&mut o);
        o
    }

    /// A country straight after the title: `وزير داخلية إسبانيا`, `سفير فرنسا`.
    pub(super) fn idafa_country(&self, o: &mut Office) {
        // "السفيرة هند فلان": a title with its article takes no country.
        let alone = o.last == o.first + 1;
        if alone && self.doc.past(o.first, o.skip).starts_with("ال") {
            return;
        }
        // "قائد الدرك المالي" is Malian: with an article that the country has not, it is the nationality.
        let country = |h: &crate::lexicon::Hit| match h.tag {
            Tag::Place(n) => {
                let place = &LEXICON.places[n as usize];
                let article = |w: &str| w.starts_with("ال");
                let own = place.names[0].is_some_and(article);
                // "سفيرة المملكة الإسبانية": the name in full.
                let own = own || h.last > h.first + 1;
                place.country && h.skip == 0 && (own || !article(self.doc.w(h.first)))
            }
            _ => false,
        };
        // "سفير جمهورية أوزبكستان", "سفيرة جمهورية الصين الشعبية"
        let state = matches!(
            self.doc.w(o.last),
            "جمهوريه"
                | "مملكه"
                | "دوله"
                | "سلطنه"
                | "اماره"
                | "فيدراليه"
                | "فدراليه"
                | "اتحاد"
        );
        let at = o.last + usize::from(state && !self.doc.line_start(o.last + 1));
        // "سفيرة المملكة الإسبانية"
        let kingdom = matches!(
            self.doc.w(o.last),
            "المملكه" | "الجمهوريه" | "السلطنه" | "الامارات"
        );
        if kingdom
            && !self.doc.line_start(o.last + 1)
            && let Some((iso, next)) = self.nationality(o.last + 1)
            && self.free(o.last, next)
        {
            (o.placed, o.iso, o.last) = (true, Some(iso), next);
            return;
        }
        // "وزير داخلية جمهورية مصر العربية": the name in full, where the lexicon has it.
        let full = self.doc.find(o.last, country).filter(|_| state);
        let hit = full.or_else(|| self.doc.find(at, country));
        if let Some(h) = hit.filter(|h| self.free(h.first, h.last) && !self.doc.line_start(h.first))
        {
            if let Tag::Place(n) = h.tag {
                o.placed = true;
                o.iso = Some(LEXICON.places[n as usize].iso.clone());
            }
            o.last = h.last;
            // "سفير جمهورية النيجر الاتحادية": what kind of republic, in whatever words.
            while state
                && !self.doc.line_start(o.last)
                && matches!(
                    self.doc.w(o.last),
                    "الشعبيه"
                        | "الاتحاديه"
                        | "الفدراليه"
                        | "الفيدراليه"
                        | "الديمقراطيه"
                        | "الاسلاميه"
                        | "العربيه"
                        | "الاشتراكيه"
                        | "البوليفاريه"
                        | "المتحده"
                )
            {
                o.last += 1;
            }
        }
    }

    /// `وزير الداخلية للجمهورية الفرنسية`: a state by its full name behind ل.
    fn state_behind(&self, o: &mut Office) {
        let doc = self.doc;
        let state = matches!(
            doc.w(o.last),
            "للجمهوريه"
                | "للمملكه"
                | "للولايات"
                | "لجمهوريه"
                | "لمملكه"
                | "لدوله"
                | "لسلطنه"
        );
        let country = |h: &crate::lexicon::Hit| match h.tag {
            Tag::Place(n) if h.skip == 1 => LEXICON.places[n as usize].country.then_some(n),
            _ => None,
        };
        let found = doc
            .at(o.last)
            .iter()
            .find_map(|h| Some((country(h)?, h.last)));
        let Some((n, last)) = found.filter(|f| state && self.free(o.last, f.1)) else {
            return;
        };
        if !(o.last..last).any(|i| doc.line_start(i)) {
            o.placed = true;
            o.iso = Some(LEXICON.places[n as usize].iso.clone());
            o.last = last;
        }
    }

    /// `وزير داخلية إقليم كردستان`: a government below a state's.
    fn idafa_region(&self, o: &mut Office) {
        let k = o.last + 1;
        if !matches!(self.doc.w(o.last), "اقليم" | "حكومه" | "ولايه") || self.doc.line_start(k)
        {
            return;
        }
        let hit = self
            .doc
            .find(k, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0);
        if let Some(h) = hit.filter(|h| self.free(h.first, h.last)) {
            o.placed = true;
            o.last = h.last;
        }
    }

    pub(super) fn minister(&self, first: usize, skip: usize, k: usize) -> Option<Office> {
        let doc = self.doc;
        let h = doc.find(k, |h| h.tag == Tag::Portfolio && h.skip == 0)?;
        // "وزيرا الداخلية في العراق وإيران": two of them, not one.
        if doc.past(first, skip) == "وزيرا" {
            return None;
        }
        let mut last = self.portfolio_on(h.last);
        // "وزير الداخلية والسلامة الكوري": a further field that nothing knows, where a nationality or courtesy closes the title.
        let closes =
            |h: &crate::lexicon::Hit| h.skip == 0 && matches!(h.tag, Tag::Nat(_) | Tag::Rank);
        if doc.w(last).starts_with("وال")
            && !doc.line_start(last)
            && doc
                .at(last)
                .iter()
                .all(|h| matches!(h.tag, Tag::OrgWord | Tag::Topic(_)))
            && doc.find(last + 1, closes).is_some()
        {
            last += 1;
        }
        // "لشؤون الهجرة" and the like.
        let mut o = self.plain(first, skip, last, false);
        let article = (k..h.last).any(|i| doc.w(i).starts_with("ال"));
        self.state_behind(&mut o);
        if !article && !o.placed {
            self.idafa_country(&mut o);
            if !o.placed {
                self.idafa_region(&mut o);
            }
            if !o.placed {
                return None;
            }
        }
        o.last = self.remit(o.last);
        Some(o)
    }

    pub(super) fn titled_office(
        &self,
        first: usize,
        skip: usize,
        k: usize,
        depth: u8,
    ) -> Option<Office> {
        let doc = self.doc;
        // "بمساعدة الشرطة": with her help.
        if skip > 0 && doc.w(first).ends_with("بمساعده") {
            return None;
        }
        if doc.line_start(k) {
            return Some(self.plain(first, skip, k, true));
        }
        // "القائد الجديد للقيادة العسكرية"
        let new = matches!(
            doc.w(k),
            "الجديد"
                | "الجديده"
                | "الحالي"
                | "الحاليه"
                | "السابق"
                | "السابقه"
                | "بالنيابه"
                | "بالانابه"
                | "بالوكاله"
                | "الموقت"
        ) && doc.w(k + 1).starts_with('ل')
            && self.arabic_org(k + 1).is_some_and(|g| g.skip == 1)
            && !doc.line_start(k + 1);
        let mut k = self.past_adjective(k + usize::from(new));
        // "مستشار سمو وزير الداخلية", "مدير مكتب معالي الوزير"
        if matches!(
            doc.w(k),
            "سمو" | "معالي" | "سعاده" | "فخامه" | "لمعالي" | "لسمو"
        ) && !doc.line_start(k + 1)
            && doc
                .find(k + 1, |h| {
                    h.skip == 0 && matches!(h.tag, Tag::Minister | Tag::OfficeFull)
                })
                .is_some()
        {
            k += 1;
        }
        let mut o = self.plain(first, skip, k, false);
        // "وكيل «الداخلية»": a ministry by its field alone, in quotes.
        let field = |h: &crate::lexicon::Hit| {
            h.skip == 0 && matches!(h.tag, Tag::MinistryWord | Tag::Portfolio)
        };
        if doc.w(k) == "\""
            && doc
                .find(k + 1, field)
                .is_some_and(|h| doc.w(h.last) == "\"" && h.last == k + 2)
        {
            o.last = k + 3;
            return Some(o);
        }
        // "رئيس (الإنتربول)", "مدير «اليوروبول»": the body in brackets or quotes.
        let close = if doc.w(k) == "\"" { "\"" } else { ")" };
        if matches!(doc.w(k), "(" | "\"")
            && let Some(org) = self.arabic_org(k + 1).filter(|g| g.skip == 0)
            && doc.w(org.last) == close
        {
            o.last = org.last + 1;
            o.orgs.push(org);
            return Some(o);
        }
        // "السفير مدير إدارة …": a title with its article takes nothing but ل.
        let takes = |skip: usize| skip > 0 || !doc.w(k - 1).starts_with("ال");
        // "المدير العام للجمارك والضرائب غير المباشرة": no body of that name.
        let taxes = doc.w(k).ends_with("جمارك") && doc.w(k + 1) == "والضرايب";
        let body = self
            .arabic_org(k)
            .filter(|g| self.complement(k, g.skip) && takes(g.skip) && !taxes);
        if let Some(org) = body {
            o.last = org.last;
            o.orgs.push(org);
            // "للأمن الوطني ومراقبة التراب الوطني"
            while let Some(more) = self.arabic_org(o.last).filter(|g| {
                g.skip > 0
                    && doc.w(g.first).starts_with('و')
                    && (g.skip == 2 || g.known.is_some())
                    && (!doc.is_head(g.first) || self.second_body(g))
            }) {
                o.last = more.last;
                o.orgs.push(more);
            }
            if let Some(h) = doc
                .find(o.last, |h| h.tag == Tag::OrgWord && h.skip == 1)
                .filter(|h| {
                    doc.w(h.first).starts_with('و')
                        && doc.w(h.last) != ","
                        && doc.w(h.first) == "ولمراقبه"
                })
            {
                o.last = h.last;
            }
            return Some(o);
        }
        // "مدير المخابرات"
        if let Some(h) = doc
            .find(k, |h| h.tag == Tag::OrgHead && self.service(h))
            .filter(|h| self.complement(k, h.skip))
        {
            o.last = h.last;
            o.orgs.push(Org::new(k, h.last, h.skip));
            return Some(o);
        }
        // "نائب رئيس الجامعة الدكتور فلان": the body spoken of, where a rank follows.
        let spoken = doc.find(k, |h| {
            h.tag == Tag::OrgHead && h.skip == 0 && h.last == k + 1 && doc.w(k).starts_with("ال")
        });
        if let Some(h) = spoken
            && !doc.line_start(k)
            && !doc.line_start(h.last)
            && doc.w(k - 1) != doc.w(k)
            && !doc.w(k - 1).starts_with("ال")
        {
            // "رئيس أركان القوات التنزانية الفريق فلان"
            let nation = self.nationality(h.last);
            let at = nation.as_ref().map_or(h.last, |n| n.1);
            let name = self.past_ranks(at);
            let forces = matches!(doc.w(k), "القوات" | "الجيش" | "الجيوش") && nation.is_some();
            // "المتحدث باسم الحكومة التشادية عبد الرحيم شريف"
            let nation = nation.is_some() && name == at && !doc.line_start(at);
            if forces || (nation || name > at) && self.arabic_name(name, true).is_some() {
                o.last = h.last;
                return Some(o);
            }
        }
        if depth < 2
            && let Some(inner) = self
                .arabic_office(k, depth + 1)
                .filter(|x| !x.bare && self.complement(k, x.skip) && takes(x.skip))
        {
            o.last = inner.last;
            // "مساعد وزير الداخلية لقطاع الأمن الوطني"
            if let Some(org) = self
                .arabic_org(o.last)
                .filter(|g| g.skip == 1 && doc.w(g.first).starts_with('ل'))
            {
                o.last = org.last;
                o.orgs.push(org);
            }
            o.inner.push(inner);
            return Some(o);
        }
        if let Some((last, body)) = self.duty(k) {
            // "قائد عمليات أمن بطولة الخليج، الشيخ فلان": the field is not whole yet.
            let whole = doc.w(last - 1).contains("ال");
            let open = self.open_field(first, k).filter(|_| !whole && depth == 0);
            o.last = open.unwrap_or(last).max(last);
            if body {
                let skip = usize::from(doc.w(k).starts_with("لل"));
                o.orgs.push(Org::new(k, last, skip));
            }
            return Some(o);
        }
        // "المفتش العام بوزارة الداخلية": a title of two words with its body behind "at".
        let body = self
            .arabic_org(k)
            .is_some_and(|g| g.skip > 0 && doc.w(k).starts_with('ب'));
        let there = self.bare_body(k) || doc.w(k) == "في" && self.body_of_office(k + 1);
        if (body || there && doc.w(first).contains("ملحق")) && k >= first + 2 {
            return Some(o);
        }
        if self.liaison(&mut o, k) {
            return Some(o);
        }
        let title = doc.w(k - 1);
        let place = doc
            .find(k, |h| matches!(h.tag, Tag::Place(_)) && h.skip <= 1)
            .filter(|h| h.skip == 0 || doc.w(h.first).starts_with('ل'));
        let bare = self.bare_word(first, skip, k - 1);
        let consul = doc.past(first, skip).contains("قنصل");
        let local = consul
            || matches!(
                bare,
                "سفير"
                    | "سفيره"
                    | "محافظ"
                    | "والي"
                    | "عامل"
                    | "حاكم"
                    | "قنصل"
                    | "عام"
                    | "ممثل"
                    | "خاص"
            )
            || title == "امن";
        // "رئيس تشاد", "ملك إسبانيا"
        if matches!(bare, "رييس" | "رييسه" | "ملك" | "ملكه") {
            let before = o.last;
            self.idafa_country(&mut o);
            if o.last > before {
                return Some(o);
            }
        }
        // "سفير جمهورية أوزبكستان"
        if local && matches!(bare, "سفير" | "سفيره" | "قنصل" | "عام") {
            let before = o.last;
            self.idafa_country(&mut o);
            if o.last > before {
                return Some(o);
            }
        }
        // "القنصل العام لفرنسا"
        // "السفيرة هند فلان": a title with its article takes no country.
        let named = k == first + 1 && doc.past(first, skip).starts_with("ال");
        if let Some(h) = place.filter(|h| {
            local
                && !(named && matches!(bare, "سفير" | "سفيره"))
                && (h.skip == 0 || consul && h.tag.place().is_some_and(|p| p.country))
                && self.free(h.first, h.last)
        }) {
            if let Tag::Place(n) = h.tag {
                o.placed = true;
                o.iso = Some(LEXICON.places[n as usize].iso.clone());
            }
            o.last = h.last;
            // "محافظ أريحا والأغوار": a second place that he governs.
            let second = doc.w(o.last).starts_with('و')
                && !doc.line_start(o.last)
                && matches!(bare, "محافظ" | "والي" | "عامل" | "حاكم")
                && (doc
                    .find(o.last, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 1)
                    .is_some()
                    || doc.w(o.last).starts_with("وال")
                        && doc.at(o.last).is_empty()
                        && doc.role(o.last).is_none());
            o.last += usize::from(second);
            return Some(o);
        }
        // "محافظ نينوى عبد القادر الدخيل": what stands between such a title and a given name is where he governs.
        let governs = matches!(
            text::strip_article(title),
            "محافظ" | "والي" | "عامل" | "حاكم"
        );
        let unknown = doc.arabic(k)
            && doc.at(k).iter().all(|h| matches!(h.tag, Tag::Place(_)))
            && doc.role(k).is_none_or(|r| !r.given);
        let name =
            doc.w(k + 1) == "عبد" || doc.role(k + 1).is_some_and(|r| r.given && r.count >= 5);
        // "سفير المملكة لدى أوزبكستان": of the state that tells it.
        let home = matches!(bare, "سفير" | "سفيره" | "قنصل")
            && matches!(doc.w(k), "المملكه" | "السلطنه" | "الدوله")
            && !doc.line_start(k)
            && self.free(k, k + 1)
            && self.nationality(k + 1).is_none();
        if home {
            o.last = k + 1;
            return Some(o);
        }
        // "محافظ العاصمة صنعاء", "وكيل المحافظة": the province spoken of.
        let here = matches!(
            doc.w(k),
            "العاصمه" | "المحافظه" | "الولايه" | "المنطقه" | "المديريه" | "الامانه"
        );
        let adjective = doc.w(k + 1).starts_with("ال") && !doc.line_start(k + 1);
        if here && !adjective && !doc.line_start(k) && self.free(k, k + 1) {
            let place = doc.find(k + 1, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0);
            let place = place.filter(|h| governs && !doc.line_start(k + 1) && self.free(k, h.last));
            o.last = place.map_or(k + 1, |h| h.last);
            return Some(o);
        }
        // "محافظ محافظة العاصمة"
        if governs
            && matches!(
                doc.w(k),
                "محافظه"
                    | "ولايه"
                    | "منطقه"
                    | "اماره"
                    | "اقليم"
                    | "مدينه"
                    | "جهه"
                    | "عماله"
            )
            && doc.arabic(k + 1)
            && !doc.line_start(k + 1)
            && self.free(k, k + 2)
        {
            let place = doc.find(k + 1, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0);
            o.last = place.map_or(k + 2, |h| h.last);
            return Some(o);
        }
        if governs && unknown && name && !doc.line_start(k + 1) {
            o.last = k + 1;
            return Some(o);
        }
        // "العميد فلان" has a rank and no office, "السفير فلان" a courtesy.
        let direct = k == first + 1 && self.nationality(k).is_none() && doc.arabic(k);
        let courtesy = direct && doc.past(first, skip).starts_with("ال");
        let rank = title.ends_with("عميد") || courtesy;
        if rank
            && doc
                .find(first, |h| h.tag == Tag::Rank && self.rank(h))
                .is_some()
        {
            return None;
        }
        if let Some(last) = self.open_field(first, k).filter(|_| depth == 0) {
            o.last = last;
            o.orgs = self.bodies_of_field(first + 1, last);
            return Some(o);
        }
        // "السفير الفرنسي", "القنصل العام الإسباني": whose envoy he is completes the title.
        o.bare =
            !(super::arabic_rank::envoy(doc.past(first, skip)) && self.nationality(k).is_some());
        Some(o)
    }

    /// `مدير الإدارة العامة للأمن الوطني وإدارة مراقبة التراب الوطني، فلان`: a second body of one title, straight before who holds it.
    fn second_body(&self, g: &Org) -> bool {
        let doc = self.doc;
        let title =
            |h: &crate::lexicon::Hit| h.skip == 1 && matches!(h.tag, Tag::Office | Tag::Minister);
        let after = self.after_office(g.last).1;
        let at = after + usize::from(doc.w(after) == ",");
        !doc.at(g.first).iter().any(title)
            && !doc.line_start(at)
            && self
                .arabic_name(self.past_ranks(at), true)
                .is_some_and(|e| e - at >= 2)
    }

    /// `المدير الوطني للشرطة القضائية`: past an adjective of the title, where ل and a body follow.
    fn past_adjective(&self, k: usize) -> usize {
        let doc = self.doc;
        let w = doc.w(k);
        let agrees = w.starts_with("ال")
            && w.ends_with(['ي', 'ه'])
            && text::strip_article(doc.w(k - 1)) != doc.w(k - 1);
        let adjective =
            agrees && doc.at(k).iter().all(|h| h.tag == Tag::OrgWord) && !doc.line_start(k + 1);
        let body = |g: &Org| g.skip == 1 && doc.w(k + 1).starts_with('ل') && g.last > k + 1;
        // "المنسقة الوطنية لمكافحة الاتجار بالأشخاص"
        let field = || doc.w(k + 1).starts_with('ل') && self.duty(k + 1).is_some();
        match adjective
            && self.arabic_org(k).is_none()
            && (self.arabic_org(k + 1).is_some_and(|g| body(&g)) || field())
        {
            true => k + 1,
            false => k,
        }
    }

    /// What an office is for, where no body is named: `مدير عام مكافحة المخدرات`, `المدير العام للحماية المدنية`.
    /// The token after it, and whether it names a service.
    fn duty(&self, k: usize) -> Option<(usize, bool)> {
        let doc = self.doc;
        let head = doc.find(k, |h| h.tag == Tag::OrgWord && self.complement(k, h.skip))?;
        let word = self.bare_word(k, head.skip, k);
        let service = matches!(word, "حمايه" | "دفاع" | "تحريات")
            || word == "امن" && doc.w(k + 1) != "القومي";
        let duty = matches!(
            word,
            "تحريات"
                | "مكافحه"
                | "شوون"
                | "عمليات"
                | "تعاون"
                | "علاقات"
                | "تحقيقات"
                | "هجره"
                | "جوازات"
                | "حدود"
                | "تدريب"
                | "امن"
                | "شرطه"
                | "نظم"
                | "اتصال"
                | "مراقبه"
                | "استعلامات"
                | "مباحث"
                | "طواري"
                | "مصالح"
                | "جمارك"
                | "سجون"
                | "استخبارات"
                | "خدمات"
                | "موارد"
                | "وثايق"
                | "دراسات"
                | "تكوين"
                | "سياسات"
                | "بحوث"
                | "اجانب"
                | "منافذ"
                | "جنسيه"
                | "مرور"
                | "جرايم"
                | "مخدرات"
                | "سلامه"
                | "توثيق"
                | "لوجستيك"
                | "تخطيط"
                | "تحقيق"
                | "تعليم"
                | "حريات"
                | "اداره"
                | "ابحاث"
                | "تحري"
                | "بحث"
        );
        // "المدير العام للحريات العامة": whatever it is that he directs.
        let body = doc.at(k).iter().any(|h| h.tag == Tag::OrgHead)
            || matches!(doc.w(k), "للجمهوريه" | "للدوله" | "للملك");
        let duty = duty
            || doc.w(k).starts_with("لل") && !body && matches!(doc.w(k - 1), "العام" | "العامه");
        if !service && !duty {
            return None;
        }
        let mut last = head.last;
        // "مدير أمن الجفرة", "مدير أمن العاصمة": where he sees to it.
        if word == "امن" && !doc.line_start(last) {
            let town = doc.find(last, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0);
            let here = matches!(
                doc.w(last),
                "العاصمه" | "المحافظه" | "الولايه" | "المنطقه" | "المطار" | "المينا"
            );
            let end = town.map(|h| h.last).or(here.then_some(last + 1));
            if let Some(end) = end.filter(|&e| self.free(last, e)) {
                return Some((end, false));
            }
        }
        while last < k + 8 && !doc.line_start(last) {
            if let Some(next) = self.task_on(k, last).or_else(|| self.not_so(last)) {
                last = next;
                continue;
            }
            let next = doc.find(last, |h| {
                matches!(h.tag, Tag::OrgWord | Tag::Portfolio | Tag::Topic(_))
                    && (h.skip == 0 || h.skip == 1 && doc.w(last).starts_with('و'))
            });
            // "قائد الحدود والشرطة البحرية"
            let force = |i: usize| matches!(doc.w(i), "والشرطه" | "والدرك" | "والجمارك" | "والحرس");
            let phrase = |h: &crate::lexicon::Hit| h.last > h.first + 1;
            let Some(h) = next.filter(|h| !doc.is_head(h.first) || force(h.first) || phrase(h))
            else {
                break;
            };
            last = h.last;
        }
        // "قائد الحدود والشرطة البحرية": a service beside the field.
        if matches!(word, "حدود" | "هجره" | "جمارك" | "جوازات" | "منافذ")
            && doc.w(last).starts_with("وال")
            && let Some(more) = self.arabic_org(last).filter(|g| g.skip == 1)
            && !doc.line_start(last)
        {
            return Some((more.last, false));
        }
        // "المفوض العام للاستعلامات": one word behind a title of two.
        let alone = doc.w(k).starts_with("لل")
            && matches!(doc.w(k - 1), "العام" | "العامه" | "المركزي" | "الوطني");
        // "مديرة الهجرة الإيطالية روزانا رابوانو": one field, where a nationality or a rank and a name follow.
        let held = || {
            let at = self.nationality(last).map_or(last, |n| n.1);
            let name = self.past_ranks(at);
            let two = |e: usize| e - name >= 2;
            let given = doc.role(name).is_some_and(|r| r.given && r.count >= 5);
            duty && (name > last || given)
                && doc.w(k).starts_with("ال")
                && !doc.line_start(name)
                && self.arabic_name(name, true).is_some_and(two)
        };
        (last > k + 1 || alone || held()).then_some((last, service))
    }

    /// An office's complement follows at once or after ل.
    pub(super) fn complement(&self, k: usize, skip: usize) -> bool {
        !self.doc.line_start(k) && (skip == 0 || skip == 1 && self.doc.w(k).starts_with('ل'))
    }

    /// "المفتش العام بوزارة الداخلية بدولة قطر ورئيس الإنتربول": behind the state a title in a body of no country is his
    /// too.
    pub(super) fn worldwide(&self, last: usize) -> Option<Office> {
        let (_, after) = self.after_office(last);
        let s = self.arabic_office(after, 0).filter(|_| after > last)?;
        let body = s.orgs.first().and_then(|g| g.known);
        let of_none = body.is_some_and(|n| LEXICON.named[n as usize].iso.is_none());
        let joined = s.skip == 1 && self.doc.w(s.first).starts_with('و');
        (joined && !s.bare && of_none && self.free(s.first, s.last)).then_some(s)
    }
}
