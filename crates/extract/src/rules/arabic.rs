//! Offices, organisations and people in Arabic.

use super::{Finder, Office};
use crate::lexicon::{Cue, LEXICON, Tag};
use crate::mention::MentionType;

impl Finder<'_, '_> {
    /// Tries what may begin at Arabic token `i`; gives the token to go on from.
    pub fn arabic_at(&mut self, i: usize) -> Option<usize> {
        if let Some(o) = self.arabic_office(i, 0)
            && let Some(next) = self.arabic_holder(&o)
        {
            return Some(next);
        }
        if let Some(end) = self.dual_bodies(i) {
            return Some(end);
        }
        // "ضباط شرطة بوركينابيين": no body.
        let force = |o: &super::Org| {
            let people = i
                .checked_sub(1)
                .is_some_and(|b| self.doc.cue(b, Cue::Trainees));
            let own = self.nationality(o.last).is_some()
                || self
                    .doc
                    .at(o.last)
                    .iter()
                    .any(|h| matches!(h.tag, Tag::Place(_)));
            people && o.last == i + 1 && o.skip == 0 && self.doc.w(i) == "شرطه" && !own
        };
        let org = self.arabic_org(i).filter(|o| {
            self.free(o.first, o.last) && !force(o) && !self.of_both(o) && !self.of_forum(o)
        });
        if let Some(o) = org.or_else(|| self.short_at(i)) {
            let last = o.last;
            self.push_org(o);
            return Some(last);
        }
        if let Some(h) = self.doc.find(i, |h| h.tag == Tag::Rank && self.rank(h)) {
            let k = self.past_ranks(h.last);
            // "الوزير الفرنسي جيرالد دارمانان"
            let of = self
                .nationality(k)
                .filter(|_| self.doc.w(k).starts_with("ال"));
            let of = of.map(|n| self.past_ranks(n.1));
            let of = of.filter(|&k| self.arabic_name(k, true).is_some_and(|e| e - k >= 2));
            let k = of.unwrap_or(k);
            let latin = self.doc.latin(k) && self.doc.capital(k) && !self.doc.line_start(k);
            let latin = latin.then(|| self.latin_name(k, true)).flatten();
            let latin = latin.filter(|e| e - k >= 2);
            // "بمطار الملك خالد الدولي": a thing that bears somebody's name.
            let thing = i.checked_sub(1).is_some_and(|b| {
                matches!(
                    self.doc.w(b).trim_start_matches(['و', 'ب', 'ل']),
                    "مطار"
                        | "جسر"
                        | "ميناء"
                        | "قاعده"
                        | "مدينه"
                        | "شارع"
                        | "مستشفي"
                        | "جامعه"
                        | "ساحه"
                        | "قاعه"
                        | "قصر"
                        | "مسجد"
                        | "ملعب"
                        | "مركب"
                        | "جايزه"
                )
            });
            if let Some(end) = self
                .arabic_name(k, true)
                .filter(|_| thing && !self.doc.line_start(i))
            {
                return Some(end);
            }
            if let Some((end, close)) = self.name_in_quotes(k) {
                self.push_person(k + 1, end, 0);
                return Some(self.office_after(close, self.found.len() - 1));
            }
            if let Some(end) = self.arabic_name(k, true).or(latin) {
                self.push_person(k, end, 0);
                return Some(self.office_after(end, self.found.len() - 1));
            }
        }
        let counterpart = self.doc.find(i, |h| h.tag == Tag::Counterpart);
        if let Some(h) = counterpart {
            return self.arabic_counterpart(h.last);
        }
        let further = self.of_nationality(i).or_else(|| self.of_side(i));
        let further = further
            .or_else(|| self.of_trade(i))
            .or_else(|| self.of_theirs(i))
            .or_else(|| self.speaker(i));
        if let Some(end) = further {
            return Some(end);
        }
        // "تعيين حبوب الشرقاوي": a word that says a name follows.
        let called = i.checked_sub(1).is_some_and(|b| {
            matches!(
                self.doc.w(b),
                "عين"
                    | "عينت"
                    | "تعيين"
                    | "معاونه"
                    | "ومعاونه"
                    | "ومساعده"
                    | "ونايبه"
                    | "بتعيين"
                    | "يدعي"
                    | "المدعو"
                    | "المسمي"
                    | "باسم"
                    | "انتخاب"
                    | "اقاله"
                    | "باقاله"
                    | "اعفا"
            )
        });
        let led = i.checked_sub(1).is_some_and(|b| {
            matches!(
                self.doc.w(b),
                "برياسه"
                    | "بقياده"
                    | "ترياسه"
                    | "يتراسه"
                    | "تراسه"
                    | "يقوده"
                    | "يتقدمه"
                    | "ترءسه"
            )
        });
        // "كل من بيورن هانسن وآنا ليندستروم"
        let each = i >= 2
            && self.doc.w(i - 1) == "من"
            && matches!(
                self.doc.w(i - 2).trim_start_matches(['و', 'ب', 'ل']),
                "كل" | "كلا"
            );
        let led = led || each;
        let known = |e: usize| (i..e).any(|k| self.doc.role(k).is_some());
        let named = |&e: &usize| e - i >= 2 && (called && known(e) || led && self.ends_name(e));
        let name = self.arabic_name(i, true).filter(named);
        if let Some(end) = name.or_else(|| self.stranger(i)) {
            let at = self.push_person(i, end, 0);
            return Some(self.office_after(end, at));
        }
        // "ووفود أمنية رفيعة": what kind of delegation.
        let kind = i
            .checked_sub(1)
            .is_some_and(|b| self.doc.cue(b, Cue::Delegation))
            && self.doc.w(i).ends_with(['ه', 'ي'])
            || self.doc.w(i) == "امنيه" && !self.doc.w(i + 1).starts_with("ال");
        // "153 مهاجر إفريقي": somebody counted.
        let counted = i.checked_sub(1).is_some_and(|b| {
            self.doc
                .t
                .list
                .get(b)
                .is_some_and(|t| t.kind == text::Kind::Number)
                && !self.doc.line_start(i)
        });
        let kind = kind || counted;
        let (end, skip) = match self.arabic_name(i, false) {
            Some(_) if kind => return None,
            Some(end) => (end, 0),
            None => self.clitic_name(i)?,
        };
        // "مطار هواري بومدين": a thing that bears somebody's name.
        let thing = i.checked_sub(1).is_some_and(|b| {
            let kind = |h: &crate::lexicon::Hit| h.tag == Tag::PlaceKind && h.last == i;
            let named = matches!(
                self.doc.w(b).trim_start_matches(['و', 'ب', 'ل']),
                "شارع"
                    | "ساحه"
                    | "ملعب"
                    | "مستشفي"
                    | "جامعه"
                    | "مدرسه"
                    | "ثانويه"
                    | "جايزه"
                    | "قاعه"
                    | "قصر"
                    | "مسجد"
                    | "كاس"
                    | "مركب"
            );
            !self.doc.line_start(i) && (named || self.doc.find(b, kind).is_some())
        });
        if thing && skip == 0 {
            return Some(end);
        }
        let first = if skip == 0 { self.widened(i, end) } else { i };
        let at = self.push_person(first, end, skip);
        Some(self.office_after(end, at))
    }

    /// `نظيره الإسباني، فرناندو غراندي`.
    pub(super) fn arabic_counterpart(&mut self, mut k: usize) -> Option<usize> {
        if let Some((_, next)) = self.nationality(k) {
            k = next;
        } else if self.doc.w(k).starts_with("ال")
            && self.doc.w(k).ends_with(['ي', 'ه'])
            && self.doc.at(k).is_empty()
            && self.doc.arabic(k + 1)
            && !self.doc.w(k + 1).starts_with("ال")
            && !self.doc.line_start(k + 1)
        {
            // "نظيره القيرغيزي مارات": what stands behind a counterpart says whose he is, in whatever spelling.
            k += 1;
        }
        if matches!(self.doc.w(k), ",") {
            k += 1;
        }
        let k = self.past_ranks(k);
        let end = self.arabic_name(k, true)?;
        let at = self.push_person(k, end, 0);
        Some(self.office_after(end, at))
    }

    pub(super) fn past_ranks(&self, mut k: usize) -> usize {
        let first = k;
        // "معالي الفريق أول راشد"
        if k > 0
            && self.doc.w(k) == "اول"
            && matches!(
                self.doc.w(k - 1),
                "الفريق" | "فريق" | "العميد" | "الملازم" | "المساعد"
            )
        {
            k += 1;
        }
        let ends = |b: usize| {
            let rank = |h: &crate::lexicon::Hit| h.tag == Tag::Rank && h.last == first;
            self.doc.at(b).iter().any(rank)
        };
        if (first.saturating_sub(2)..first).any(ends) {
            k = self.past_arm(k);
            // "اللواء الركن/ خالد"
            k += usize::from(k == first && self.doc.w(k) == "/" && !self.doc.line_start(k));
        }
        for _ in 0..5 {
            match self
                .doc
                .find(k, |h| h.tag == Tag::Rank && h.skip == 0 && self.rank(h))
            {
                // "الوزير سلطان بن أحمد": nor this.
                Some(h)
                    if h.last == k + 1
                        && !self.doc.w(k).starts_with("ال")
                        && matches!(self.doc.w(k + 1), "بن" | "ولد") =>
                {
                    break;
                }
                // "الفريق السلطان ولد محمد": a name.
                Some(h) if k > first && h.last == k + 1 && self.doc.w(k + 1) == "ولد" => break,
                // "اللواء رائد عبد الله": a rank without its article behind another one is a given name.
                Some(_) if self.doc.w(k) == "الرييس" && self.doc.w(k + 1) == "الفخري" =>
                {
                    break;
                }
                Some(h)
                    if k > first
                        && h.last == k + 1
                        && !self.doc.w(k).starts_with("ال")
                        && self.doc.role(k).is_some_and(|r| r.given)
                        && self.doc.role(k + 1).is_some() =>
                {
                    break;
                }
                // عبد الملك and the like begin a name, not a rank.
                Some(h) => k = h.last,
                None => break,
            }
            if matches!(self.doc.w(k), "/" | "." | "-") && !self.doc.line_start(k) {
                k += 1;
            }
            // "المفوض الإقليمي يحيى ولد إبراهيم"
            if k > first && self.adjective_of_body(k) {
                k += 1;
            }
            k = self.past_arm(k);
        }
        k
    }

    /// After a person: an office in apposition. Gives the token to go on from.
    pub(super) fn office_after(&mut self, end: usize, person: usize) -> usize {
        // A dash drawn with tatweel folds to nothing.
        let comma = matches!(self.doc.w(end), "," | "(" | "-" | ";" | "/" | "");
        // A quotation mark that nothing opened stands behind some names.
        let stray = self.doc.w(end) == "\"" && self.doc.w(end + 1) != "\"";
        let at = end + usize::from(comma || stray);
        // "فلان، مساعد أول وزير الداخلية": no rank.
        // "فلان، عميد شرطة ممتاز": nor an office.
        let ranks = self.past_ranks(at);
        let office = self.arabic_office(at, 0);
        let whole = office.is_some_and(|o| !o.bare && o.last >= ranks);
        let k = if whole { at } else { ranks };
        // "فلان، والي الأمن، المدير المركزي"
        let k = k + usize::from(comma && k > at && self.doc.w(k) == "," && self.doc.arabic(k + 1));
        if self.doc.line_start(k) {
            return end;
        }
        let Some(o) = self
            .arabic_office(k, 0)
            .filter(|o| o.skip == 0 && self.free(o.first, o.last))
        else {
            return end;
        };
        if self.meets_the_titled(person, o.first) {
            return end;
        }
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
        // "X، المستشار الأمني لرئيس الجمهورية Y": Y is the president.
        let next = forward.filter(|&e| !comma && self.own_office_behind(end, e));
        let of_head = comma && after == o.last && !titled && self.of_chief(&o) || next.is_some();
        if forward.is_some() && (!comma || titled || !comma_after) && !of_head {
            return end;
        }
        if o.bare && (!comma || self.doc.w(end) == "/") {
            return end;
        }
        let at = self.push_office(&o, o.whose(iso));
        self.found[at].link = Some(person);
        let (_, after) = self.after_office(o.last);
        self.beside[o.last..after].fill(true);
        if let Some(end) = next.filter(|_| !comma_after && !titled) {
            let next = self.push_person(direct, end, 0);
            return self.office_after(end, next);
        }
        // "… للأمن الوطني ومدير مديرية …", "ولي العهد نائب رئيس مجلس الوزراء وزير الداخلية": further offices of the same holder.
        let mut last = o.last;
        let mut government = self.of_government(&o);
        // "الوفد الذي ضم باولو غالي مدير الأمن العام ومدير الهجرة": another member of it.
        let begins = self.found[person].first;
        let member = begins > 0 && self.doc.w(begins - 1).ends_with("ضم");
        // "فلان، الوالي المدير العام للشؤون الداخلية": a title of one word before his office.
        let courtesy = comma && o.bare && o.last == o.first + 1;
        for _ in 0..3 {
            let behind = self.after_office(last).1;
            // "وزير الداخلية بدولة قطر وقائد قوة الأمن الداخلي"
            let further = || {
                let s = self.arabic_office(behind, 0)?;
                (behind > last && s.skip == 1).then_some(s)
            };
            let second = self.arabic_office(last, 0).or_else(further).filter(|s| {
                !s.bare
                    && self.free(s.first, s.last)
                    && (s.skip == 1 && self.doc.w(s.first).starts_with('و') && !member
                        || s.skip == 0
                            && (government || courtesy || self.deputy(&o) || self.honorary(s)))
            });
            let Some(s) = second.or_else(|| self.worldwide(last)) else {
                break;
            };
            self.bodies_between(last, s.first);
            let (_, after) = self.after_office(s.last);
            let comma = usize::from(self.doc.w(after) == ",");
            if self
                .arabic_name(self.past_ranks(after + comma), true)
                .is_some()
            {
                break;
            }
            let at = self.push_office(&s, None);
            self.found[at].link = Some(person);
            last = s.last;
            government = government || self.of_government(&s);
        }
        last
    }

    /// Past nationality and "at the ministry of …" behind an office; the country said.
    pub(super) fn after_office(&self, mut k: usize) -> (Option<String>, usize) {
        let mut iso = None;
        for _ in 0..5 {
            let further = k + usize::from(self.doc.w(k) == "," && !self.doc.line_start(k + 1));
            if let Some(past) = self.past_gloss(k) {
                k = past;
            } else if matches!(self.doc.w(further), "ومراقبه" | "ولمراقبه")
                && let Some(body) = self.arabic_org(further).filter(|b| b.known.is_some())
            {
                // "المدير العام للأمن الوطني (الأمن العام)، ومراقبة التراب الوطني (…) فلان"
                k = body.last;
            } else if let Some(h) = self.doc.find(k, |h| {
                matches!(h.tag, Tag::Org(_)) && h.skip == 0 && h.last - h.first <= 3
            }) && !self.doc.line_start(k)
                && self.doc.w(h.last) == ","
                && !self.doc.w(k).starts_with("ال")
            {
                // "مدير مكتب التحقيقات الفيدرالي أف بي آي، فلان"
                k = h.last;
            } else if let Some(h) = self.doc.find(k, |h| {
                matches!(h.tag, Tag::Org(_)) && h.skip > 0 && h.last > k + 1
            }) && self.doc.w(k).starts_with('ب')
            {
                // "مفوض الهجرة بالاتحاد الأوروبي فلان"
                k = h.last;
            } else if let Some((n, next)) = self.nationality(k).filter(|_| !self.turki(k)) {
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
                .filter(|_| self.doc.w(k).starts_with(['ب', 'ل']))
                // "بالسفيرة البريطانية": no town of Syria.
                .filter(|h| {
                    !self
                        .doc
                        .at(k)
                        .iter()
                        .any(|t| t.skip == h.skip && t.tag == Tag::Rank)
                })
                // "مدير التعاون باولو تيشيرا": ب is a letter of the name.
                .filter(|_| self.doc.role(k).is_none_or(|r| !r.given))
                // "مدير الشرطة بليندي كابينا": nor where the town is small and the two words end there.
                .filter(|h| {
                    let strong = h.tag.place().is_some_and(|p| p.strong);
                    let name = || self.arabic_name(k, true);
                    strong || name().is_none_or(|e| e - k != 2 || !self.ends_name(e))
                })
            {
                if let Tag::Place(n) = h.tag {
                    iso = iso.or_else(|| Some(LEXICON.places[n as usize].iso.clone()));
                }
                k = h.last;
            } else if self.doc.w(k) == "في" && matches!(self.doc.w(k + 1), "حكومه" | "الحكومه")
            {
                // "وزير الداخلية في حكومة الإقليم"
                let caretaker = self.doc.w(k + 2) == "تصريف";
                k += match self.doc.w(k + 1) {
                    "حكومه" if caretaker => 4,
                    "حكومه" => 3,
                    _ => 2,
                };
            } else if self.doc.w(k).starts_with("وال")
                && !self.doc.line_start(k + 1)
                && self.nationality(k).is_none()
                && !self.doc.at(k).iter().any(|h| {
                    matches!(
                        h.tag,
                        Tag::Office | Tag::OfficeFull | Tag::Minister | Tag::Rank | Tag::OrgHead
                    )
                })
                && self.past_ranks(k + 1) > k + 1
            {
                // "معاون رئيس الأركان لهيئة العمليات والخطط اللواء فلان"
                k += 1;
            } else if self.adjective_before_name(k) || self.adjective_of_body(k) {
                k += 1;
            } else if let Some(next) = self.at_province(k) {
                k = next;
            } else if let Some(h) = self
                .doc
                .find(k, |h| matches!(h.tag, Tag::Region(_)) && h.skip == 1)
            {
                // "الممثل الخاص … لمنطقة الساحل"
                k = h.last;
            } else if let Some((n, next)) = self.at_state(k) {
                iso = iso.or(Some(n));
                k = next;
            } else if matches!(self.doc.w(k), "لدي" | "في")
                && let Some(body) = self.arabic_org(k + 1).filter(|b| b.skip == 0)
            {
                k = body.last;
            } else if self.doc.w(k) == "في"
                && self.doc.w(k + 1) == "\""
                && let Some(body) = self.arabic_org(k + 2).filter(|b| b.skip == 0)
                && self.doc.w(body.last) == "\""
            {
                // "المدير التنفيذي للخدمات الشرطية في «الإنتربول» فلان"
                k = body.last + 1;
            } else if matches!(self.doc.w(k), "لدي" | "في")
                || self.doc.w(k) == "الي"
                    && (k.saturating_sub(8)..k).any(|i| self.doc.w(i).contains("مبعوث"))
            {
                let place = |h: &crate::lexicon::Hit| {
                    matches!(h.tag, Tag::Place(_) | Tag::Region(_)) && h.skip == 0
                };
                match self.doc.find(k + 1, place) {
                    Some(h) => {
                        // Accredited to a country, the office is not that country's.
                        if let (Tag::Place(n), "في") = (h.tag, self.doc.w(k)) {
                            iso = iso.or_else(|| Some(LEXICON.places[n as usize].iso.clone()));
                        }
                        k = h.last;
                    }
                    None if self.body_of_office(k + 1)
                        || matches!(
                            self.doc.w(k + 1),
                            "الدوله" | "البلاد" | "المملكه" | "السلطنه" | "بلادنا"
                        ) =>
                    {
                        k += 2
                    }
                    None => break,
                }
            } else if matches!(self.doc.w(k), "التابع" | "التابعه")
                && let Some(body) = self.arabic_org(k + 1).filter(|b| b.skip == 1)
            {
                k = body.last;
            } else if iso.is_some()
                && let Some(end) = self.open_remit(k)
            {
                // "وكيلة وزارة الخارجية الأمريكية للأمن المدني والديمقراطية وحقوق الإنسان، فلانة"
                k = end;
            } else if iso.is_some() && self.remit(k) > k {
                // "مساعدة وزير الخارجية الكندية لشؤون الأمن والديمقراطية السيدة فلانة"
                k = self.remit(k);
            } else if matches!(
                (self.doc.w(k), self.doc.w(k + 1)),
                ("غير", "المعتمد" | "المعتمده" | "المقيم" | "المقيمه")
                    | ("المنتهيه", "ولايته" | "ولايتها")
            ) {
                k += 2;
            } else if let Some(o) = self
                .arabic_org(k)
                .filter(|o| o.skip > 0 && self.doc.w(k).starts_with('ب'))
            {
                k = o.last;
            } else if self.bare_body(k)
                || matches!(
                    self.doc.w(k),
                    "السابق"
                        | "السابقه"
                        | "الاسبق"
                        | "الحالي"
                        | "الحاليه"
                        | "الجديد"
                        | "الجديده"
                        | "المكلف"
                        | "المكلفه"
                        | "المعتمد"
                        | "المعتمده"
                        | "المقيم"
                        | "المقيمه"
                        | "المعين"
                        | "المعينه"
                        | "المودع"
                        | "الشقيق"
                        | "الشقيقه"
                        | "الصديق"
                        | "الصديقه"
                        | "بالنيابه"
                        | "بالانابه"
                        | "بالوكاله"
                        | "بالتكليف"
                        | "الموقت"
                        | "الموقته"
                        | "الخاص"
                        | "الخاصه"
                        | "الدايم"
                        | "الدايمه"
                        | "الانتقالي"
                        | "الانتقاليه"
                        | "الاتحادي"
                        | "الراحل"
                        | "الاول"
                        | "الاقليمي"
                        | "الاقليميه"
                        | "ببلادنا"
                        | "ببلادها"
                        | "ببلاده"
                )
            {
                k += 1;
            } else {
                break;
            }
        }
        (iso, k)
    }

    /// `(أفريبول)`, `"إف بي آي"`, `(الأمن العام)`: what the body of an office is called elsewhere. The token after it.
    fn past_gloss(&self, k: usize) -> Option<usize> {
        let doc = self.doc;
        let close = match doc.w(k) {
            "(" => ")",
            "\"" => "\"",
            _ => return None,
        };
        let end = (k + 2..k + 5).find(|&i| doc.w(i) == close)?;
        let inside = k + 1..end;
        let whole =
            |h: &crate::lexicon::Hit| matches!(h.tag, Tag::Org(_)) && h.last == end && h.skip == 0;
        let letters = doc.latin(k + 1) && doc.t.text(k + 1).chars().all(|c| c.is_ascii_uppercase());
        let known = letters && inside.len() == 1 || doc.at(k + 1).iter().any(whole);
        let words = inside.clone().all(|i| doc.is_word(i) && !doc.line_start(i));
        let short = close == ")"
            && (inside.len() == 1 || !inside.clone().any(|i| doc.role(i).is_some_and(|r| r.given)));
        (words && !doc.line_start(k) && (known || short)).then_some(end + 1)
    }

    /// `رئيس شرطة دكا الكبرى حبيب الرحمن`: a definite word of bodies between an office and its holder.
    fn adjective_of_body(&self, k: usize) -> bool {
        let doc = self.doc;
        let word =
            |h: &crate::lexicon::Hit| h.skip == 0 && h.last == k + 1 && h.tag == Tag::OrgWord;
        let holder = |k: usize| {
            doc.role(k).is_some_and(|r| r.given && r.count >= 3) && !doc.w(k).starts_with("ال")
                || doc.is(k, Tag::Rank) && doc.w(k).starts_with("ال")
        };
        doc.w(k).starts_with("ال")
            && doc.find(k, word).is_some()
            && doc.role(k).is_none_or(|r| r.count < 20)
            && !doc.line_start(k)
            && !doc.line_start(k + 1)
            && holder(k + 1)
    }

    /// Records the office and, where a name follows, its holder.
    pub(super) fn arabic_holder(&mut self, o: &Office) -> Option<usize> {
        if !self.free(o.first, o.last) {
            return None;
        }
        let (iso, after) = self.after_office(o.last);
        let comma = matches!(self.doc.w(after), "," | "-" | ":");
        let k = after + usize::from(comma);
        // "المديرة التنفيذية لأفريبول، الجنوب إفريقية ثانديوي نكوسي"
        let hers = self.nationality(k).map(|n| n.1).filter(|&k| {
            comma
                && self
                    .arabic_name(self.past_ranks(k), true)
                    .is_some_and(|e| e - k >= 2)
        });
        let k = hers.unwrap_or(k);
        let name_at = self.past_ranks(k);
        // "اللواء الركن ,فلان": a comma that belongs before the rank.
        let slip = name_at > k
            && self.doc.w(name_at) == ","
            && self.doc.arabic(name_at + 1)
            && self.doc.glued(name_at + 1);
        let name_at = name_at + usize::from(slip);
        // "سفير الدنمارك السيد «…»"
        let quoted = self.name_in_quotes(name_at);
        let name_at = name_at + usize::from(quoted.is_some());
        let name = if self.doc.line_start(name_at) {
            None
        } else if let Some(q) = quoted {
            Some(q.0)
        } else if self.doc.latin(name_at) && self.doc.capital(name_at) && !o.bare {
            // "سفيرة بلجيكا السيدة An De Smet"
            self.latin_name(name_at, true).filter(|e| e - name_at >= 2)
        } else {
            self.arabic_name(name_at, true)
        };
        let past_quote = |end: usize| quoted.map_or(end, |q| q.1);
        let unsure = |e: usize| {
            name_at == k
                && !self.bare_body(o.last)
                && !(name_at..e).any(|i| self.doc.role(i).is_some())
        };
        // "السفير الفرنسي هيرفيه ماغرو،": behind a nationality two unknown words that end there are a name.
        let sure = |e: usize| {
            (iso.is_some() || after > o.last + 1) && e - name_at >= 2 && self.ends_name(e)
        };
        // "التقيا الأمين العام فالديسو أوركيدا."
        let strange = |e: usize| {
            !comma
                && e - name_at == 2
                && o.last > o.first + 1
                && self.doc.w(o.first).contains("ال")
                && (name_at..e)
                    .all(|i| self.doc.at(i).is_empty() && !self.doc.w(i).starts_with("ال"))
                && matches!(self.doc.w(e), "," | "." | ")")
        };
        // "لارس هانسن، نائب المدير التنفيذي للوكالة": a body and a name before make an office of a bare title.
        let apposed = || name.is_none() && self.bare_body(o.last) && self.name_before(o).is_some();
        if o.bare
            && name.is_none_or(|e| {
                // "المبعوث الإسباني الخاص إلى سوريا، أنطونيو فيغا،"
                let apposed = after > o.last + 1 && sure(e);
                comma && name_at == k && !apposed || unsure(e) && !sure(e) && !strange(e)
            })
            && !apposed()
        {
            return None;
        }
        let name = name.filter(|&e| !comma || name_at > k || e - name_at >= 2);
        // "أمين الإسلام خان" is no secretary.
        if o.bare && o.last == o.first + 1 && self.doc.w(o.first) == "امين" {
            return None;
        }
        let iso_said = iso.is_some();
        let at = self.push_office(o, o.whose(iso));
        let Some(end) = name else {
            // "نائب رئيس مجلس الوزراء وزير الداخلية الشيخ …": two titles of whom the second names.
            let helper = matches!(
                self.doc.w(o.first).trim_start_matches(['و', 'ل', 'ب']),
                "مساعد" | "عضو"
            ) || self.doc.w(o.first + 1) == "الاول" && self.deputy(o);
            // "قائد القوات البحرية وقائد الأسطول، الأدميرال فلان": one title twice.
            let twice = |s: &Office| {
                s.skip == 1
                    && self.doc.w(s.first).strip_prefix('و') == Some(self.doc.w(o.first))
                    && self.doc.w(s.last) == ","
                    && self.past_ranks(s.last + 1) > s.last + 1
            };
            let second = self.arabic_office(after, 0).filter(|s| {
                s.skip <= 1
                    && !s.bare
                    && !self.doc.line_start(s.first)
                    && self.free(s.first, s.last)
                    && (self.of_government(o) && (after == o.last || iso_said && s.skip == 0)
                        || helper && s.skip == 0 && after == o.last
                        || self.of_region(s) && s.skip == 0 && after == o.last
                        || twice(s))
            });
            let second = second.or_else(|| {
                let comma = self.doc.w(after) == "," && !self.doc.line_start(after + 1);
                let next = comma.then(|| self.arabic_office(after + 1, 0)).flatten();
                next.filter(|s| s.skip == 0 && !s.bare && self.free(s.first, s.last))
                    .filter(|s| self.of_government(o) || self.of_region(s))
            });
            if let Some(s) = second
                && let Some(next) = self.arabic_holder(&s)
            {
                let holder = self.found.iter().rev().find(|m| {
                    m.kind == MentionType::Office && m.first == s.first && m.last == s.last
                });
                self.found[at].link = holder.and_then(|m| m.link);
                return Some(next);
            }
            if let Some(person) = self.appointed(o) {
                self.found[at].link = Some(person);
                self.beside[o.last..after].fill(true);
            } else if let Some((first, skip)) = self.name_before(o) {
                let last = o.first - usize::from(self.doc.w(o.first - 1) == ",");
                let person = self.push_person(first, last, skip);
                self.found[at].link = Some(person);
            }
            return Some(o.last);
        };
        self.bodies_between(o.last, after);
        self.beside[o.last..after].fill(true);
        let person = self.push_person(name_at, end, 0);
        self.found[at].link = Some(person);
        Some(self.second_office(past_quote(end), person))
    }

    /// Between office and name, or two offices, a body may stand: it is a mention of its own.
    fn bodies_between(&mut self, mut i: usize, end: usize) {
        while i < end {
            if let Some(org) = self.arabic_org(i).filter(|g| self.free(g.first, g.last)) {
                i = org.last;
                self.push_org(org);
            } else {
                i += 1;
            }
        }
    }
}

impl crate::doc::Doc<'_> {
    /// An organisation or office head begins at `i` after a conjunction.
    pub(super) fn is_head(&self, i: usize) -> bool {
        self.at(i)
            .iter()
            .any(|h| h.skip == 1 && matches!(h.tag, Tag::OrgHead | Tag::Office | Tag::Minister))
    }
}
