//! Offices, organisations and people in Arabic.

use super::{Finder, Office, Org};
use crate::lexicon::{LEXICON, Tag};

impl Finder<'_, '_> {
    /// Tries what may begin at Arabic token `i`; gives the token to go on from.
    pub fn arabic_at(&mut self, i: usize) -> Option<usize> {
        if let Some(o) = self.arabic_office(i, 0) {
            if let Some(next) = self.arabic_holder(&o) {
                return Some(next);
            }
        }
        if let Some(o) = self.arabic_org(i).filter(|o| self.free(o.first, o.last)) {
            let last = o.last;
            self.push_org(o);
            return Some(last);
        }
        if let Some(h) = self.doc.find(i, |h| h.tag == Tag::Rank && self.rank(h)) {
            let k = self.past_ranks(h.last);
            if let Some(end) = self.arabic_name(k, true) {
                self.push_person(k, end, 0);
                return Some(self.office_after(end, self.found.len() - 1));
            }
        }
        let counterpart = self.doc.find(i, |h| h.tag == Tag::Counterpart);
        if let Some(h) = counterpart {
            return self.arabic_counterpart(h.last);
        }
        let end = self.arabic_name(i, false)?;
        let at = self.push_person(i, end, 0);
        Some(self.office_after(end, at))
    }

    /// `نظيره الإسباني، فرناندو غراندي`.
    fn arabic_counterpart(&mut self, mut k: usize) -> Option<usize> {
        if let Some((_, next)) = self.nationality(k) {
            k = next;
        }
        if matches!(self.doc.w(k), ",") {
            k += 1;
        }
        let k = self.past_ranks(k);
        let end = self.arabic_name(k, true)?;
        let at = self.push_person(k, end, 0);
        Some(self.office_after(end, at))
    }

    /// Ranks that are offices without their article: الوزير is a courtesy, وزير is not.
    fn rank(&self, h: &crate::lexicon::Hit) -> bool {
        let w = self.doc.w(h.first);
        let bare: String = w.chars().skip(h.skip).collect();
        !matches!(
            bare.as_str(),
            "وزير"
                | "رييس"
                | "سفير"
                | "سفيره"
                | "ملك"
                | "سلطان"
                | "امير"
                | "شيخ"
                | "مفوض"
                | "قاضي"
                | "مهندس"
                | "استاذ"
        )
    }

    fn past_ranks(&self, mut k: usize) -> usize {
        for _ in 0..5 {
            match self
                .doc
                .find(k, |h| h.tag == Tag::Rank && h.skip == 0 && self.rank(h))
            {
                // عبد الملك and the like begin a name, not a rank.
                Some(h) => k = h.last,
                None => break,
            }
            if matches!(self.doc.w(k), "/" | "." | "-") && !self.doc.line_start(k) {
                k += 1;
            }
        }
        k
    }

    /// After a person: an office in apposition. Gives the token to go on from.
    fn office_after(&mut self, end: usize, person: usize) -> usize {
        let comma = matches!(self.doc.w(end), "," | "(" | "-");
        let k = self.past_ranks(end + usize::from(comma));
        if self.doc.line_start(k) {
            return end;
        }
        let Some(o) = self
            .arabic_office(k, 0)
            .filter(|o| o.skip == 0 && self.free(o.first, o.last))
        else {
            return end;
        };
        let (iso, after) = self.after_office(o.last);
        // "… محمد بناني وزير الداخلية الإسباني فرناندو": the nearer name holds it.
        let direct = self.past_ranks(after);
        let comma_after = self.doc.w(direct) == ",";
        let titled = direct > after;
        let forward = if comma_after && !comma {
            self.arabic_name(self.past_ranks(direct + 1), true)
        } else {
            self.arabic_name(direct, true)
        };
        if forward.is_some() && (!comma || titled || !comma_after) {
            return end;
        }
        if o.bare && !comma {
            return end;
        }
        let at = self.push_office(&o, iso.or_else(|| o.iso.clone()));
        self.found[at].link = Some(person);
        let (_, after) = self.after_office(o.last);
        self.beside[o.last..after].fill(true);
        // "… للأمن الوطني ومدير مديرية …": a second office of the same holder.
        let second = self
            .arabic_office(o.last, 0)
            .filter(|s| s.skip == 1 && !s.bare && self.doc.w(s.first).starts_with('و'));
        if let Some(s) = second.filter(|s| self.free(s.first, s.last)) {
            let (_, after) = self.after_office(s.last);
            let comma = usize::from(self.doc.w(after) == ",");
            if self
                .arabic_name(self.past_ranks(after + comma), true)
                .is_none()
            {
                let at = self.push_office(&s, None);
                self.found[at].link = Some(person);
                return s.last;
            }
        }
        o.last
    }

    /// Past nationality and "at the ministry of …" behind an office; the country said.
    fn after_office(&self, mut k: usize) -> (Option<String>, usize) {
        let mut iso = None;
        for _ in 0..3 {
            if let Some((n, next)) = self.nationality(k) {
                iso = iso.or(Some(n));
                k = next;
                // "المخابرات الأمريكية الخارجية"
                if let Some(h) = self
                    .doc
                    .find(k, |h| h.tag == Tag::OrgWord && h.skip == 0)
                    .filter(|h| self.doc.w(h.first).starts_with("ال"))
                {
                    k = h.last;
                }
            } else if let Some(h) = self
                .doc
                .find(k, |h| matches!(h.tag, Tag::Place(_)) && h.skip > 0)
                .filter(|_| self.doc.w(k).starts_with('ب'))
            {
                if let Tag::Place(n) = h.tag {
                    iso = iso.or_else(|| Some(LEXICON.places[n as usize].iso.clone()));
                }
                k = h.last;
            } else if matches!(self.doc.w(k), "لدي" | "في") {
                match self
                    .doc
                    .find(k + 1, |h| matches!(h.tag, Tag::Place(_)) && h.skip == 0)
                {
                    Some(h) => k = h.last,
                    None => break,
                }
            } else if let Some(o) = self
                .arabic_org(k)
                .filter(|o| o.skip > 0 && self.doc.w(k).starts_with('ب'))
            {
                k = o.last;
            } else if self.bare_body(k) {
                k += 1;
            } else if matches!(
                self.doc.w(k),
                "السابق"
                    | "السابقه"
                    | "الاسبق"
                    | "الحالي"
                    | "الجديد"
                    | "الجديده"
                    | "المكلف"
            ) {
                k += 1;
            } else {
                break;
            }
        }
        (iso, k)
    }

    /// `للمنظمة`, `بالوزارة`: the body the text already spoke of.
    fn bare_body(&self, k: usize) -> bool {
        let w = self.doc.w(k);
        (w.starts_with("لل") || w.starts_with("بال"))
            && self
                .doc
                .at(k)
                .iter()
                .any(|h| h.tag == Tag::OrgHead && h.skip == 1 && h.last == k + 1)
    }

    /// A name before `، office` that no lexicon knows, where something known stands before it.
    fn name_before(&self, office: usize) -> Option<(usize, usize)> {
        let doc = self.doc;
        if doc.line_start(office) || office == 0 {
            return None;
        }
        let comma = office - usize::from(doc.w(office - 1) == ",");
        let plain = |k: usize| {
            let other = doc.at(k).iter().any(|h| {
                h.skip == 0 && !matches!(h.tag, Tag::OrgWord)
                    || h.skip > 0
                        && matches!(
                            h.tag,
                            Tag::Stop | Tag::Event(_) | Tag::Topic(_) | Tag::Org(_)
                        )
            });
            doc.arabic(k)
                && !self.used[k]
                && doc.w(k).chars().count() > 1
                && !other
                && !doc.w(k).starts_with("لل")
                && !doc.w(k).starts_with("بال")
        };
        let mut first = comma;
        while first > 0 && comma - first < 3 && plain(first - 1) && !doc.line_start(first) {
            first -= 1;
        }
        if comma - first < 2 || doc.line_start(first) {
            return None;
        }
        let conjunction = doc.w(first).starts_with('و')
            && !matches!(
                doc.w(first),
                "وليام" | "ويليام" | "والتر" | "ولفغانغ" | "ويندي"
            )
            && doc.role(first).is_none()
            && doc.w(first).chars().count() > 3;
        let before = first.checked_sub(1)?;
        let known = self.used[before]
            || matches!(doc.w(before), "," | "\"")
            || doc.at(before).iter().any(|h| {
                matches!(
                    h.tag,
                    Tag::Stop | Tag::Event(_) | Tag::Nat(_) | Tag::Place(_)
                )
            });
        let names = (first..comma).all(|k| doc.role(k).is_some() || !doc.w(k).starts_with("ال"));
        let apposition = comma < office || conjunction && doc.w(before) == ",";
        (apposition && (known || conjunction) && names && comma - first == 2)
            .then_some((first, usize::from(conjunction)))
    }

    /// Records the office and, where a name follows, its holder.
    fn arabic_holder(&mut self, o: &Office) -> Option<usize> {
        if !self.free(o.first, o.last) {
            return None;
        }
        let (iso, after) = self.after_office(o.last);
        let comma = matches!(self.doc.w(after), "," | "-" | ":");
        let k = after + usize::from(comma);
        let name_at = self.past_ranks(k);
        let name = if self.doc.line_start(name_at) {
            None
        } else {
            self.arabic_name(name_at, true)
        };
        let unsure = |e: usize| {
            name_at == k
                && !self.bare_body(o.last)
                && !(name_at..e).any(|i| self.doc.role(i).is_some())
        };
        if o.bare && name.is_none_or(|e| comma && name_at == k || unsure(e)) {
            return None;
        }
        let name = name.filter(|&e| !comma || name_at > k || e - name_at >= 2);
        let at = self.push_office(o, iso.or_else(|| o.iso.clone()));
        let Some(end) = name else {
            if let Some((first, skip)) = self.name_before(o.first) {
                let last = o.first - usize::from(self.doc.w(o.first - 1) == ",");
                let person = self.push_person(first, last, skip);
                self.found[at].link = Some(person);
            }
            return Some(o.last);
        };
        // Between office and name an organisation may stand: it is a mention of its own.
        let mut i = o.last;
        while i < after {
            if let Some(org) = self.arabic_org(i).filter(|g| self.free(g.first, g.last)) {
                i = org.last;
                self.push_org(org);
            } else {
                i += 1;
            }
        }
        self.beside[o.last..after].fill(true);
        let person = self.push_person(name_at, end, 0);
        self.found[at].link = Some(person);
        Some(self.second_office(end, person))
    }

    /// "…، ووزير …" after a holder is somebody else; a second title in apposition is his.
    fn second_office(&mut self, end: usize, person: usize) -> usize {
        if self.doc.w(end) == "," {
            self.office_after(end, person)
        } else {
            end
        }
    }

    /// The office that begins at `i`.
    pub fn arabic_office(&self, i: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        let mut best: Option<Office> = None;
        for h in doc.at(i) {
            let o = match h.tag {
                Tag::Minister => self.minister(i, h.skip, h.last),
                Tag::OfficeFull => Some(self.full_office(i, h.skip, h.last)),
                Tag::Office => self.titled_office(i, h.skip, h.last, depth),
                _ => None,
            };
            if let Some(o) = o {
                let better = best.as_ref().is_none_or(|b| {
                    (o.last, !o.bare, std::cmp::Reverse(o.skip))
                        > (b.last, !b.bare, std::cmp::Reverse(b.skip))
                });
                if better {
                    best = Some(o);
                }
            }
        }
        best.filter(|o| !doc.line_start(o.last - 1) || o.last - 1 == i)
    }

    fn plain(&self, first: usize, skip: usize, last: usize, bare: bool) -> Office {
        Office {
            first,
            last,
            skip,
            orgs: Vec::new(),
            inner: Vec::new(),
            places: Vec::new(),
            bare,
            iso: None,
        }
    }

    fn full_office(&self, first: usize, skip: usize, last: usize) -> Office {
        let mut o = self.plain(first, skip, last, false);
        self.idafa_country(&mut o);
        o
    }

    /// A country straight after the title: `وزير داخلية إسبانيا`, `سفير فرنسا`.
    fn idafa_country(&self, o: &mut Office) {
        let hit = self.doc.find(o.last, |h| {
            matches!(h.tag, Tag::Place(n) if LEXICON.places[n as usize].country) && h.skip == 0
        });
        if let Some(h) = hit.filter(|h| self.free(h.first, h.last) && !self.doc.line_start(h.first))
        {
            if let Tag::Place(n) = h.tag {
                o.places.push((h.first, h.last, 0, n));
                o.iso = Some(LEXICON.places[n as usize].iso.clone());
            }
            o.last = h.last;
        }
    }

    fn minister(&self, first: usize, skip: usize, k: usize) -> Option<Office> {
        let doc = self.doc;
        let h = doc.find(k, |h| h.tag == Tag::Portfolio && h.skip == 0)?;
        let mut last = h.last;
        while let Some(h) = doc
            .find(last, |h| h.tag == Tag::Portfolio && h.skip == 1)
            .filter(|_| doc.w(last).starts_with('و'))
        {
            last = h.last;
        }
        // "لشؤون الهجرة" and the like.
        let mut o = self.plain(first, skip, last, false);
        let article = doc.w(k).starts_with("ال");
        if !article {
            self.idafa_country(&mut o);
            if o.places.is_empty() {
                return None;
            }
        }
        Some(o)
    }

    fn titled_office(&self, first: usize, skip: usize, k: usize, depth: u8) -> Option<Office> {
        let doc = self.doc;
        if doc.line_start(k) {
            return Some(self.plain(first, skip, k, true));
        }
        let mut o = self.plain(first, skip, k, false);
        if let Some(org) = self.arabic_org(k).filter(|g| self.complement(k, g.skip)) {
            o.last = org.last;
            o.orgs.push(org);
            // "للأمن الوطني ومراقبة التراب الوطني"
            while let Some(more) = self.arabic_org(o.last).filter(|g| {
                g.skip > 0
                    && doc.w(g.first).starts_with('و')
                    && (g.skip == 2 || g.known.is_some())
                    && !doc.is_head(g.first)
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
            o.orgs.push(Org {
                first: k,
                last: h.last,
                skip: h.skip,
                known: None,
                iso: None,
            });
            return Some(o);
        }
        if depth < 2 {
            if let Some(inner) = self
                .arabic_office(k, depth + 1)
                .filter(|x| !x.bare && self.complement(k, x.skip))
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
        }
        let title = doc.w(k - 1);
        let place = doc
            .find(k, |h| matches!(h.tag, Tag::Place(_)) && h.skip <= 1)
            .filter(|h| h.skip == 0 || doc.w(h.first).starts_with('ل'));
        let local = matches!(
            text::strip_article(title),
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
        ) || title == "امن";
        if let Some(h) = place.filter(|h| {
            local && h.skip == 0 && !doc.w(k).starts_with("ال") | true && self.free(h.first, h.last)
        }) {
            if let Tag::Place(n) = h.tag {
                o.places.push((h.first, h.last, h.skip, n));
                o.iso = Some(LEXICON.places[n as usize].iso.clone());
            }
            o.last = h.last;
            return Some(o);
        }
        o.bare = true;
        Some(o)
    }

    /// An office's complement follows at once or after ل.
    fn complement(&self, k: usize, skip: usize) -> bool {
        !self.doc.line_start(k) && (skip == 0 || skip == 1 && self.doc.w(k).starts_with('ل'))
    }

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
        if let Some(h) = head {
            if let Some(o) = self.org_chain(i, h.skip, h.last) {
                if best.as_ref().is_none_or(|b| o.last > b.last) {
                    best = Some(o);
                }
            }
        }
        // "المخابرات المغربية": a service that only its country names.
        let service = head
            .filter(|h| best.is_none() && self.service(h) && self.nationality(h.last).is_some());
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
        while o.last > i + 1 {
            let Some((iso, _)) = self.nationality(o.last - 1).filter(|n| n.1 == o.last) else {
                break;
            };
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
    fn service(&self, h: &crate::lexicon::Hit) -> bool {
        let bare = self.bare_word(h.first, h.skip, h.first);
        h.last == h.first + 1
            && matches!(
                bare.as_str(),
                "مخابرات" | "استخبارات" | "شرطه" | "جيش" | "درك"
            )
    }

    /// Token `i` without clitics and article; `skip` letters are clitics where it is the first.
    fn bare_word(&self, first: usize, skip: usize, i: usize) -> String {
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

    fn org_chain(&self, first: usize, skip: usize, k: usize) -> Option<Org> {
        let doc = self.doc;
        let head_word = self.bare_word(first, skip, k - 1);
        let ministry = head_word.ends_with("وزاره");
        let mut last = k;
        let mut complement = false;
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
            .filter(|h| last == k && !doc.line_start(last) && self.free(h.first, h.last));
        let mut iso = None;
        if let Some(h) = place.filter(|_| {
            matches!(
                head_word.as_str(),
                "شرطه" | "حكومه" | "سفاره" | "جيش" | "قنصليه" | "برلمان" | "امن"
            )
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

impl crate::doc::Doc<'_> {
    /// An organisation or office head begins at `i` after a conjunction.
    fn is_head(&self, i: usize) -> bool {
        self.at(i)
            .iter()
            .any(|h| h.skip == 1 && matches!(h.tag, Tag::OrgHead | Tag::Office | Tag::Minister))
    }
}
