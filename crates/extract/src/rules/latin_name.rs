//! Names of people in Latin letters: which words go on a name.

use super::Finder;
use super::name::LONGEST;
use crate::lexicon::Tag;

/// A small word of families' names: "de", "bin", "van der".
pub(super) fn is_particle(w: &str) -> bool {
    matches!(
        w,
        "de" | "del"
            | "della"
            | "di"
            | "da"
            | "ben"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ould"
            | "la"
            | "dos"
            | "das"
            | "bel"
            | "ait"
            | "dela"
            | "delos"
            | "du"
            | "le"
            | "bint"
            | "binti"
            | "binte"
            | "mint"
            | "ag"
            | "ter"
            | "ten"
            | "do"
            | "e"
            | "wa"
            | "abu"
            | "abou"
            | "los"
            | "las"
    )
}

impl Finder<'_, '_> {
    /// The token after the Latin name that begins at `k`.
    pub fn latin_name(&self, k: usize, titled: bool) -> Option<usize> {
        let doc = self.doc;
        let given = |i: usize| doc.role(i).is_some_and(|r| r.given && r.count >= 2);
        if !(titled || given(k) || self.nasal(k) && given(k + 2)) {
            return None;
        }
        // "Allah le Tout-Puissant"
        if matches!(doc.w(k), "allah" | "dieu") {
            return None;
        }
        let mut i = k;
        let mut words = 0;
        let mut son_of = usize::MAX;
        let french = doc.language == text::Language::French;
        // "Saoud Ben Nayef Ben Fahd Al Salem": fathers are counted by the word that brings them in.
        let fathers = (k..(k + LONGEST).min(doc.len()))
            .take_while(|&n| doc.latin(n) && (doc.capital(n) || matches!(doc.w(n), "ben" | "bin")))
            .filter(|&n| matches!(doc.w(n), "ben" | "bin"))
            .count();
        while i < (k + LONGEST + fathers).min(doc.len())
            && words < 5 + fathers
            && !self.used[i]
            && (i == k || !doc.line_start(i))
        {
            if i > k && french && self.initials_joined(i) {
                i += 3;
                continue;
            }
            if i > k && doc.glued(i) && matches!(doc.w(i), "-" | "'" | ".") && doc.latin(i + 1) {
                let initial = doc.w(i) == ".";
                // "Trump's": the genitive is no part of the name.
                if doc.w(i) == "'" && doc.w(i + 1) == "s" && !doc.capital(i + 1) {
                    break;
                }
                // "João E. dos Santos"
                let family = || {
                    !doc.glued(i + 1)
                        && is_particle(doc.w(i + 1))
                        && (doc.capital(i + 2) || is_particle(doc.w(i + 2)))
                };
                if initial && (doc.w(i - 1).len() != 1 || !doc.capital(i + 1) && !family()) {
                    break;
                }
                if (initial || doc.glued(i + 1)) && !self.used[i + 1] {
                    i += 1;
                    if doc.glued(i) {
                        i += 1;
                    }
                    continue;
                }
                break;
            }
            if !doc.latin(i) {
                break;
            }
            let particle = is_particle(doc.w(i));
            // "Kumar a/l Raju"
            let son = words > 0
                && matches!(doc.w(i), "a" | "s" | "d")
                && doc.w(i + 1) == "/"
                && matches!(doc.w(i + 2), "l" | "p" | "o")
                && doc.glued(i + 1)
                && doc.glued(i + 2)
                && doc.capital(i + 3)
                && doc.latin(i + 3);
            if son && self.free(i, i + 4) {
                i += 3;
                continue;
            }
            let noble = words == 0
                && (self.family_begins(k, i, titled) || titled && self.led_by_particle(k, i));
            if words > 0 && self.of_family(k, i) {
                i += 2;
                continue;
            }
            if particle && (words > 0 || doc.capital(i) || noble) {
                let next = i + 1;
                let joined = doc.w(next) == "-" && doc.glued(next);
                let after = if joined { next + 1 } else { next };
                let more = doc.latin(after)
                    && (doc.capital(after)
                        || matches!(
                            doc.w(after),
                            "la" | "las" | "los" | "der" | "al" | "el" | "den"
                        ));
                let tagged = doc.at(after).iter().any(|h| {
                    matches!(
                        h.tag,
                        Tag::Place(_) | Tag::Org(_) | Tag::Portfolio | Tag::Threat(_)
                    )
                });
                // "Ricardo Tavares de Melo": a town that nobody knows is a family's name behind two others.
                // In English "de" brings in nothing else: "Director Ricardo de Leon".
                let english = doc.language == text::Language::English;
                let family = (words >= 2 || english)
                    && doc.w(i) == "de"
                    && doc.role(k).is_some_and(|r| r.given)
                    && doc.at(after).iter().all(|h| {
                        h.tag
                            .place()
                            .is_some_and(|p| !p.strong || english && !p.country)
                    });
                if more
                    && (family || !(tagged && matches!(doc.w(i), "de" | "du" | "la")))
                    && self.free(i, after + 1)
                {
                    if matches!(
                        doc.w(i),
                        "ould" | "mint" | "ben" | "bin" | "ibn" | "ag" | "bel"
                    ) {
                        son_of = after;
                    }
                    i = after;
                    continue;
                }
                if !doc.capital(i) {
                    break;
                }
            }
            // "Ould Cheikh": behind a word for son a rank is a name.
            let fathers_name =
                i == son_of && french && doc.at(i).iter().all(|h| h.tag == Tag::Rank);
            // "M. Dos Santos": behind a particle a town's name is a family's.
            let pos = words + usize::from(words == 0 && i > k && french);
            if !doc.capital(i) || !(fathers_name || self.latin_name_word(i, pos, titled)) {
                break;
            }
            words += 1;
            i += 1;
        }
        // "Asian Cricket Council": a body that no rule knows.
        let noun = |j: usize| doc.capital(j) && !doc.line_start(j) && doc.is(j, Tag::OrgNoun);
        if words > 1 && (noun(i - 1) || noun(i)) && doc.role(k).is_none_or(|r| !r.given) {
            return None;
        }
        // "King Fahd International Airport": what is called after somebody.
        let named = |j: &usize| {
            matches!(doc.w(*j), "airport" | "airbase" | "stadium" | "hospital")
                // "Area Commander, South Western Region"
                || doc.language == text::Language::English
                    && matches!(doc.w(*j), "region" | "sector" | "frontier" | "province")
        };
        // "Smart Conference Hall"
        let hall = |j: usize| {
            doc.w(j) == "conference"
                && matches!(doc.w(j + 1), "hall" | "centre" | "center" | "room")
        };
        let goes_on = |j: &usize| *j < i || doc.capital(*j) && !doc.line_start(*j);
        if (k + 1..i + 3)
            .take_while(goes_on)
            .any(|j| named(&j) || hall(j))
        {
            return None;
        }
        // "the Inspector General of Police RNP, Emmanuel Gasore": the letters of his force.
        let letters = words == 1
            && doc.language == text::Language::English
            && doc.shouted(k)
            && (3..=5).contains(&doc.t.text(k).len())
            && self.acronyms.contains(doc.t.text(k))
            && doc.w(i) == ","
            && doc.capital(i + 1);
        if letters {
            return None;
        }
        let last = doc.w(i.saturating_sub(1));
        if i > k && matches!(last, "-" | "'" | "al" | "el" | "de" | "bin" | "ben") && words == 0 {
            return None;
        }
        // "Criminal Justice Response", "the head of UNODC Transnational …": a common word is nobody alone.
        // "Director, ED": nor are two letters.
        let letters = doc.shouted(k) && doc.w(k).len() == 2;
        let common = words == 1
            && doc.language == text::Language::English
            && doc.role(k).is_none_or(|_| letters)
            && (self.common_word(k) && doc.at(k).is_empty() || letters);
        if common {
            return None;
        }
        (words >= 2 || (words == 1 && titled)).then_some(i)
    }

    /// "N'Golo", "M'Mahawa": a name begins with the letter at `k`.
    pub(super) fn nasal(&self, k: usize) -> bool {
        let doc = self.doc;
        matches!(doc.t.text(k), "M" | "N" | "K" | "O")
            && matches!(doc.w(k + 1), "'")
            && doc.glued(k + 1)
            && doc.glued(k + 2)
            && doc.capital(k + 2)
    }

    /// "Jean-Marc d'Almeida": behind the given name at `k` what stands at `i` brings in a family's name, not a town's.
    fn of_family(&self, k: usize, i: usize) -> bool {
        let doc = self.doc;
        let small = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| !p.strong);
        doc.language == text::Language::French
            && matches!(doc.t.text(i), "d")
            && doc.w(i + 1) == "'"
            && doc.glued(i + 2)
            && doc.latin(i + 2)
            && doc.capital(i + 2)
            && !doc.shouted(i + 2)
            && self.free(i, i + 3)
            && doc.role(k).is_some_and(|r| r.given)
            && doc.w(i + 2) != "arc"
            && doc.at(i + 2).iter().all(small)
    }

    fn latin_name_word(&self, i: usize, pos: usize, titled: bool) -> bool {
        let doc = self.doc;
        let role = doc.role(i);
        let has = |f: &dyn Fn(Tag) -> bool| doc.at(i).iter().any(|h| f(h.tag));
        // "DCG Felix Kamanzi", "Mussarat Janjua HI(M)": letters before or behind the name.
        if doc.language == text::Language::English
            && doc.shouted(i)
            && (2..=5).contains(&doc.t.text(i).len())
            && doc.t.text(i).chars().all(char::is_alphabetic)
        {
            let mixed =
                |k: usize| doc.latin(k) && doc.capital(k) && doc.w(k).len() > 1 && !doc.shouted(k);
            let before = pos == 0 && role.is_none() && mixed(i + 1) && !doc.line_start(i + 1);
            let behind = pos > 0 && self.past_letters(i) > i;
            if before && doc.role(i + 1).is_some_and(|r| r.given) || behind {
                return false;
            }
        }
        // "Kayode Egbe PhD": what he has studied.
        if pos > 0 && matches!(doc.w(i), "phd" | "mba" | "msc" | "llb" | "llm" | "esq") {
            return false;
        }
        if doc.w(i).len() == 1 {
            // An initial, not "À Bamako".
            if !doc.t.text(i).is_ascii() && doc.language == text::Language::French {
                return false;
            }
            // "L'ambassadeur X": an article; "K'naan" is a name.
            let article = doc.w(i + 1) == "'" && !doc.capital(i + 2) && doc.w(i) != "k";
            if article && doc.language == text::Language::French {
                return false;
            }
            // "M. Diallo": a courtesy; "M'Mahawa Sylla" is a name.
            let courtesy = pos == 0
                && doc.w(i) == "m"
                && doc.language == text::Language::French
                && !self.nasal(i);
            // "Tchabagnan N'Diaye", "Pio L'Hostis"
            let joined = pos > 0
                && doc.language == text::Language::French
                && doc.w(i + 1) == "'"
                && doc.glued(i + 1)
                && doc.glued(i + 2);
            return !courtesy && (doc.w(i + 1) == "." || titled || joined);
        }
        // "Grace Adeyemi", not "Grâce à".
        if pos == 0
            && doc.t.text(i) == "Grace"
            && doc.language == text::Language::French
            && doc.capital(i + 1)
            && doc.latin(i + 1)
        {
            return true;
        }
        if self.small_name(i, pos, titled) || self.family_like_a_word(i, pos, titled) {
            return true;
        }
        if has(&|t| matches!(t, Tag::Stop)) && !(pos > 0 && role.is_some_and(|r| r.surname)) {
            return false;
        }
        if doc.language == text::Language::English && self.no_name(i, pos) {
            return false;
        }
        if pos == 0 && (self.given_like_a_rank(i) || self.given_like_a_title(i)) {
            return true;
        }
        if has(&|t| {
            matches!(
                t,
                Tag::Office
                    | Tag::OfficeFull
                    | Tag::OrgHead
                    | Tag::Minister
                    | Tag::Nat(_)
                    | Tag::Org(_)
                    | Tag::Threat(_)
                    | Tag::Source(_)
                    | Tag::Rank
            )
        }) {
            // "Commissioner Petra Lundh", "Lazarus Romero": a given name that an agency or a group is called by.
            let called = pos == 0
                && (doc.at(i).iter()).all(|h| matches!(h.tag, Tag::Source(_) | Tag::Threat(_)))
                && self.begins_name(i);
            // "Vincent Maréchal, directeur": behind a given name a rank with a capital is a family's name.
            let family = doc.language == text::Language::French
                && pos == 1
                && doc.role(i - 1).is_some_and(|r| r.given)
                && doc
                    .at(i)
                    .iter()
                    .all(|h| matches!(h.tag, Tag::Rank | Tag::Office))
                && !doc.shouted(i)
                && !(doc.latin(i + 1)
                    && (doc.capital(i + 1) || matches!(doc.w(i + 1), "de" | "du" | "general")));
            if family {
                return true;
            }
            // "Abdullahi Sheikh Ismail"
            let within = doc.language == text::Language::English
                && pos > 0
                && matches!(doc.w(i), "sheikh" | "haji" | "sultan" | "amir" | "shah")
                && doc.latin(i + 1)
                && doc.capital(i + 1)
                && !doc.line_start(i + 1)
                && (doc.role(i + 1).is_some() || is_particle(doc.w(i + 1)) || doc.w(i) == "sultan");
            // "Hichem Ben Hadj Amor", "Mohamed Cheikh Biadillah"
            let honoured = doc.language == text::Language::French
                && pos > 0
                && matches!(doc.w(i), "hadj" | "haj" | "hadji" | "cheikh" | "sidi")
                && doc.latin(i + 1)
                && doc.capital(i + 1)
                && !doc.line_start(i + 1);
            // "Mr Rahim Sultan, ambassador", "met Karim Prince on Monday": a rank's word that ends a name.
            let ends = || {
                doc.language == text::Language::English
                    && pos > 0
                    && doc
                        .at(i)
                        .iter()
                        .all(|h| h.tag == Tag::Rank && h.last == i + 1)
                    && matches!(
                        doc.w(i),
                        "sultan"
                            | "sheikh"
                            | "amir"
                            | "emir"
                            | "shah"
                            | "haji"
                            | "prince"
                            | "malik"
                            | "mirza"
                            | "khan"
                            | "major"
                            | "marshall"
                            | "bishop"
                            | "dean"
                            | "judge"
                    )
                    && doc.role(i - 1).is_some_and(|r| r.given)
                    && !(doc.latin(i + 1) && doc.capital(i + 1) && !doc.line_start(i + 1))
                    && doc.w(i + 1) != "of"
            };
            if called || within || honoured || ends() {
                return true;
            }
            return pos > 0
                && role.is_some_and(|r| r.surname && r.count >= 2)
                && !has(&|t| {
                    matches!(
                        t,
                        Tag::Nat(_) | Tag::Org(_) | Tag::Threat(_) | Tag::OfficeFull
                    )
                });
        }
        if has(&|t| matches!(t, Tag::Place(_))) {
            let strong = has(&|t| t.place().is_some_and(|p| p.country));
            // "Commissioner Rees Kershaw": a small town's name between a title and another name.
            let small = !has(&|t| t.place().is_some_and(|p| p.strong));
            let between = titled && small && doc.latin(i + 1) && doc.capital(i + 1);
            // "la procureure, Dominique Laurel": a given name, though a country is called so.
            let called = titled
                && pos == 0
                && doc.language == text::Language::French
                && role.is_some_and(|r| r.given && r.count > 2)
                && doc.latin(i + 1)
                && doc.capital(i + 1)
                && !doc.line_start(i + 1);
            // "Assistant Director …, Chad Yarbrough,"
            let land = doc.language == text::Language::English
                && pos == 0
                && titled
                && matches!(
                    doc.w(i),
                    "chad" | "jordan" | "israel" | "georgia" | "kenya" | "malta"
                )
                && doc.latin(i + 1)
                && doc.capital(i + 1)
                && !doc.line_start(i + 1)
                && doc.at(i + 1).is_empty()
                && !(doc.latin(i + 2) && doc.capital(i + 2));
            // "Lisa Monaco", "Laurent Saint-Martin": behind a given name a family's.
            let family = doc.language == text::Language::French
                && pos == 1
                && doc.role(i - 1).is_some_and(|r| r.given && r.count > 2)
                && (matches!(doc.w(i), "monaco" | "dominique")
                    || matches!(doc.w(i), "saint" | "sainte")
                        && doc.w(i + 1) == "-"
                        && doc.glued(i + 1))
                && !matches!(doc.before(i - 1, 1), "a" | "en" | "au");
            return called
                || pos == 0 && titled && !strong && self.town_behind_office(i)
                || family
                || land
                || pos == 0 && !strong && titled && self.town_as_given(i)
                || !strong && (pos > 0 || between || role.is_some_and(|r| r.given));
        }
        true
    }

    /// "Gen. Kale Kayihura", "Inspector Lagos Okafor": a town behind a rank and before a word no list has is a given name. "SSP
    /// Islamabad Jamil Ahmad" holds a post there.
    fn town_as_given(&self, i: usize) -> bool {
        let doc = self.doc;
        let next = i + 1;
        let Some(b) = i
            .checked_sub(1)
            .map(|b| b - usize::from(doc.w(b) == "." && b > 0))
        else {
            return false;
        };
        let ranked = (b.saturating_sub(2)..=b).any(|n| {
            doc.at(n)
                .iter()
                .any(|h| h.tag == Tag::Rank && (b + 1..=i).contains(&h.last))
        });
        // "his counterpart, Kale Kayihura"
        let counterpart = doc.w(b) == "counterpart"
            || i > 1 && doc.w(i - 1) == "," && doc.w(i - 2) == "counterpart";
        doc.language == text::Language::English
            && (ranked || counterpart)
            && (counterpart || !doc.shouted(b))
            && !doc.shouted(i)
            && self.nameless(next)
            && !self.common_word(next)
            && doc.role(next).is_none_or(|r| !r.given || r.surname)
    }

    /// "le colonel des douanes X", "le commissaire divisionnaire de classe exceptionnelle X": past what tells a grade more closely,
    /// where a name follows; else `k`.
    pub(super) fn past_grade(&self, k: usize) -> usize {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return k;
        }
        let corps = |w: &str| {
            matches!(
                w,
                "police"
                    | "gendarmerie"
                    | "douane"
                    | "douanes"
                    | "armee"
                    | "air"
                    | "terre"
                    | "marine"
                    | "reserve"
                    | "classe"
                    | "corps"
                    | "eaux"
                    | "forets"
                    | "prisons"
                    | "carriere"
                    | "aviation"
                    | "infanterie"
                    | "administration"
                    | "sapeurs"
                    | "pompiers"
                    | "port"
            )
        };
        let mut n = k;
        for _ in 0..6 {
            let w = doc.w(n);
            if doc.line_start(n)
                || doc.capital(n) && !matches!(w, "police" | "gendarmerie" | "douanes")
            {
                break;
            }
            let quality = matches!(
                w,
                "divisionnaire"
                    | "principal"
                    | "principale"
                    | "superieur"
                    | "superieure"
                    | "general"
                    | "generale"
                    | "major"
                    | "adjoint"
                    | "adjointe"
                    | "civil"
                    | "aerien"
                    | "aerienne"
                    | "brevete"
                    | "exceptionnelle"
                    | "honoraire"
                    | "premiere"
                    | "deuxieme"
                    | "adjudant"
                    | "chef"
            );
            if quality || corps(w) && n > k {
                n += 1;
                continue;
            }
            if w == "-"
                && doc.glued(n)
                && matches!(doc.w(n + 1), "major" | "chef" | "adjoint" | "pompiers")
            {
                n += 2;
                continue;
            }
            if w == "hors" && matches!(doc.w(n + 1), "cadre" | "classe" | "hierarchie" | "echelle")
            {
                n += 2;
                continue;
            }
            let of = match w {
                "de" | "des" | "du" | "d" => self.past_of(n),
                "et" => Some(n + 1),
                _ => None,
            };
            let Some(next) = of else { break };
            let ordinal = usize::from(matches!(doc.w(next), "premiere" | "1" | "deuxieme" | "2"))
                + usize::from(matches!(doc.w(next + 1), "re" | "ere" | "er" | "e"));
            if !corps(doc.w(next + ordinal)) {
                break;
            }
            n = next + ordinal + 1;
        }
        let named = n > k
            && doc.latin(n)
            && doc.capital(n)
            && !doc.line_start(n)
            && (doc.role(n).is_some() || doc.at(n).is_empty());
        if named { n } else { k }
    }

    /// "le DGPN, le commissaire X", "le COMGEND Firmin Adjovi": the letters of a man's title before his name. "la DGSN" is a body.
    pub(super) fn title_in_letters(&mut self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if doc.language != text::Language::French {
            return None;
        }
        let said = doc.t.text(i);
        let title = ["DG", "DN", "SG", "CEM", "COM", "IG", "CGA", "CGPN", "HC"]
            .iter()
            .any(|t| said.starts_with(t));
        let before = doc.before(i, 1);
        if !title
            || !(3..=8).contains(&said.len())
            || !doc.shouted(i)
            || doc.shouted(i + 1) && doc.w(i + 1).len() > 1
            || !matches!(before, "le" | "du" | "au")
            // "explique l'hôte du DGSN, X": X is the guest.
            || matches!(doc.before(i, 2), "hote" | "invite" | "homologue" | "collegue")
            || self.used[i]
        {
            return None;
        }
        let comma = usize::from(doc.w(i + 1) == ",");
        let k = self.past_latin_ranks(i + 1 + comma);
        let end = self
            .latin_name(k, true)
            .filter(|&e| !doc.line_start(k) && (e >= k + 2 || k > i + 1 + comma))?;
        let office = self.plain_latin(i, i + 1, false);
        let at = self.push_office(&office, None);
        let person = self.push_person(k, end, 0);
        self.found[at].link = Some(person);
        Some(end)
    }

    /// "M. Cheikh Tidiane Sow", "le général Hadj Amadou Ba": behind another rank, with a capital, it is a given name, but not
    /// of a prince: "Son Altesse Cheikh Hamad ben Khalifa".
    pub(super) fn given_like_a_rank(&self, k: usize) -> bool {
        let doc = self.doc;
        let name = matches!(
            doc.w(k),
            "cheikh" | "hadj" | "emir" | "sultan" | "prince" | "imam"
        );
        if !name
            || k == 0
            || !doc.capital(k)
            || doc.language != text::Language::French
            || doc.shouted(k)
        {
            return false;
        }
        let b = k - 1 - usize::from(doc.w(k - 1) == "." && k > 1);
        // "son homologue sénégalais Cheikh Tidiane Fall"
        let nation = doc.at(b).iter().any(|h| matches!(h.tag, Tag::Nat(_)));
        let courtesy = nation
            || matches!(
                doc.w(b),
                "m" | "mm"
                    | "monsieur"
                    | "madame"
                    | "dr"
                    | "me"
                    | "pr"
                    | "general"
                    | "colonel"
                    | "commissaire"
                    | "capitaine"
                    | "commandant"
                    | "major"
                    | "lieutenant"
                    | "divisionnaire"
                    | "principal"
                    | "ambassadeur"
                    | "ambassadrice"
                    | "gouverneur"
                    | "prefet"
            );
        let prince = (k + 1..k + 6).any(|i| {
            matches!(doc.w(i), "ben" | "bin" | "al" | "ibn")
                && doc.sentence[k] == doc.sentence[i.min(doc.len() - 1)]
        });
        courtesy && !prince && doc.latin(k + 1) && doc.capital(k + 1)
    }

    /// The word with a capital at `i` means nothing to the lexicon but perhaps a small town.
    pub(super) fn nameless(&self, i: usize) -> bool {
        let doc = self.doc;
        let small = |h: &crate::lexicon::Hit| h.tag.place().is_some_and(|p| !p.strong);
        doc.latin(i)
            && doc.capital(i)
            && !doc.shouted(i)
            && !doc.line_start(i)
            && doc.at(i).iter().all(small)
    }
}
