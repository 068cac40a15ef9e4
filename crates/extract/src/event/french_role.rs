//! What each name of a French clause is to its verb: "avec X", "par X", "accompagné de X", or no preposition at all.

use std::ops::Range;

use super::{Participant, Teller};
use crate::lexicon::Tag;
use crate::mention::MentionType;

/// What a name is to the verb of its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// No preposition before it: subject before the verb, object behind it.
    Bare,
    With,
    By,
    Between,
    /// "accompagné de X", "en présence de X"
    Beside,
    /// "de X": whose something is.
    Of,
    To,
    Other,
}

/// A person, an office or a body with what stands in apposition, as one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub first: usize,
    pub last: usize,
    pub who: Participant,
    pub body: bool,
    pub role: Role,
    /// Number of the list it is in: "X, Y et Z" are one.
    pub list: usize,
    /// "et" joins it to its list, so the list ends with it.
    pub closes: bool,
}

fn determiner(w: &str) -> bool {
    matches!(
        w,
        "le" | "la"
            | "les"
            | "l"
            | "'"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "un"
            | "une"
            | "m"
            | "mm"
            | "mme"
            | "."
            | "\""
            | "notamment"
            | "egalement"
            | "aussi"
            | "respectivement"
            | "tour"
            | "ensuite"
            | "nouveau"
            | "nouvelle"
            | "actuel"
            | "actuelle"
            | "ancien"
            | "ancienne"
    )
}

/// People without names who stand for a body behind "de".
pub(super) fn some_of_them(w: &str) -> bool {
    matches!(
        w,
        "representant"
            | "representante"
            | "representants"
            | "delegue"
            | "delegues"
            | "emissaire"
            | "emissaires"
            | "officiers"
            | "cadres"
            | "experts"
            | "enqueteurs"
            | "equipe"
            | "equipes"
            | "agents"
            | "policiers"
            | "gendarmes"
            | "douaniers"
            | "stagiaires"
            | "magistrats"
            | "responsables"
            | "analystes"
            | "specialistes"
            | "formateurs"
            | "instructeurs"
            | "elements"
            | "militaires"
            | "techniciens"
            | "unites"
            | "services"
            | "membres"
    )
}

/// Words that say of whom behind "de" that he is there too.
pub(super) fn accompanies(w: &str) -> bool {
    let stem = w.trim_end_matches('s').trim_end_matches('e');
    matches!(
        stem,
        "accompagn" | "flanqu" | "entour" | "assist" | "escort"
    ) || matches!(
        w,
        "accompagne"
            | "accompagnee"
            | "flanque"
            | "flanquee"
            | "entoure"
            | "entouree"
            | "assiste"
            | "assistee"
            | "composee"
            | "compose"
            | "constituee"
            | "presence"
            | "cotes"
            | "compagnie"
    )
}

impl Teller<'_, '_> {
    /// "à l'ambassade, le colonel": between a title and a name stands where it is held, one comma, and a rank.
    fn apposed_title(&self, from: usize, to: usize) -> bool {
        let doc = self.doc;
        if from >= to || to > from + 8 {
            return false;
        }
        let Some(comma) = (from..to).find(|&i| doc.w(i) == ",") else {
            return false;
        };
        let held = matches!(doc.w(from), "a" | "aupres" | "pres" | "au") && doc.t.text(from) != "a";
        let plain = |i: usize| {
            !doc.capital(i) && !self.covered[i] && !matches!(doc.w(i), "et" | "qui" | "avec")
        };
        let small = |i: usize| determiner(doc.w(i)) || self.rank_over(i, to);
        held && (from..comma).all(plain) && (comma + 1..to).all(small)
    }

    /// "…, que l'ambassadeur X accompagnait": who stands between came along.
    fn accompanies_him(&self, first: usize, last: usize, start: usize) -> bool {
        let doc = self.doc;
        let verb = (last..last + 2).any(|i| {
            matches!(
                doc.w(i),
                "accompagnait" | "accompagnaient" | "accompagne" | "accompagnera" | "assistait"
            )
        });
        verb && self
            .lead(first, start)
            .is_some_and(|b| matches!(doc.w(b), "que" | "qu"))
    }

    /// The token before `first` past articles, ranks, nationalities and words of courtesy.
    pub(super) fn lead(&self, first: usize, start: usize) -> Option<usize> {
        let doc = self.doc;
        let mut b = first;
        while b > start {
            let i = b - 1;
            let small = determiner(doc.w(i))
                || matches!(
                    doc.w(i),
                    "adjoint" | "adjointe" | "second" | "collegue" | "compatriote"
                )
                || doc.w(i) == "," && self.pointer_before(i, start)
                || doc
                    .at(i)
                    .iter()
                    .any(|h| matches!(h.tag, Tag::Counterpart) && h.last <= first)
                || doc.in_nationality(i)
                || self.rank_over(i, first)
                // "le ministre X et le ministre Y"
                || !self.covered[i]
                    && doc.at(i).iter().any(|h| {
                        matches!(h.tag, Tag::Office | Tag::OfficeFull | Tag::Minister)
                            && h.last == b
                    });
            if !small {
                return Some(i);
            }
            b = i;
        }
        None
    }

    /// "son homologue mauritanien," "son adjoint,": the comma at `i` only brings in the name.
    fn pointer_before(&self, i: usize, start: usize) -> bool {
        let doc = self.doc;
        (start.max(i.saturating_sub(5))..i).any(|k| {
            let word = doc.is(k, Tag::Counterpart)
                || matches!(
                    doc.w(k),
                    "adjoint" | "adjointe" | "compatriote" | "collegue"
                );
            word && (k + 1..i).all(|n| doc.in_nationality(n))
        })
    }

    /// Token `i` lies in a rank that ends by `first`.
    fn rank_over(&self, i: usize, first: usize) -> bool {
        (i.saturating_sub(7)..=i).any(|j| {
            self.doc
                .at(j)
                .iter()
                .any(|h| h.tag == Tag::Rank && h.last > i && h.last <= first)
        })
    }

    /// The people, offices and bodies of a clause with their roles.
    pub(super) fn units(&self, r: &Range<usize>, m: Range<usize>) -> Vec<Unit> {
        let doc = self.doc;
        let mut out: Vec<Unit> = Vec::new();
        for k in m {
            let f = &self.found[k];
            if f.inside || !f.kind.acts() {
                continue;
            }
            let short = crate::entity::alias_of(doc, self.found, k).is_some();
            // "le chef de l'Office (OC), qui": the bracket belongs to the name before it.
            if let Some(before) = out.last_mut()
                && short
                && before.last + 1 == f.first
                && doc.w(f.last) == ")"
            {
                before.last = f.last + 1;
            }
            if short
                || self.french_second_title(k)
                || self.french_apposed(f)
                || self.speaks_for(f)
                || self.french_absent(f)
            {
                continue;
            }
            let Some(who) = self.participant(k) else {
                continue;
            };
            let (first, last) = self.with_office(f);
            if let Some(before) = out.last_mut()
                && (first < before.last
                    || who.entity.is_some()
                        && who.entity == before.who.entity
                        && first <= before.last + 3)
            {
                before.last = before.last.max(last);
                continue;
            }
            // "le conseiller à l'ambassade, le colonel X": a title whose holder the text names behind what it is the title of.
            if let Some(before) = out.last_mut()
                && f.kind == MentionType::Person
                && before.who.entity.is_none()
                && !before.body
                && self.apposed_title(before.last, first)
            {
                before.last = last;
                before.who = who;
                continue;
            }
            let mut role = self.role_of(first, r.start, out.last());
            if self.accompanies_him(first, last, r.start) {
                role = (Role::Beside, false);
            }
            let list = match (role.1, out.last()) {
                (true, Some(before)) => before.list,
                (_, before) => before.map_or(0, |b| b.list + 1),
            };
            let closes = role.1
                && self
                    .lead(first, r.start)
                    .is_some_and(|b| doc.w(b) == "et" || doc.w(b.saturating_sub(1)) == "et");
            out.push(Unit {
                closes,
                first,
                last,
                who,
                body: f.kind == MentionType::Organization,
                role: role.0,
                list,
            });
        }
        out
    }

    /// "en marge de la session du Conseil": a body that only something is of takes no part in a meeting.
    pub(super) fn french_owner(&self, f: &crate::mention::Found, kind: &str) -> bool {
        let doc = self.doc;
        if !self.french() || !matches!(kind, "meeting" | "call" | "agreement") {
            return false;
        }
        let start = self.sentence_of(f.first).start;
        let Some(b) = self.lead(f.first, start) else {
            return false;
        };
        let noun = |i: usize| {
            matches!(
                doc.w(i),
                "session"
                    | "siege"
                    | "marge"
                    | "travaux"
                    | "cadre"
                    | "sein"
                    | "locaux"
                    | "conference"
                    | "sommet"
            )
        };
        // "une réunion au ministère de l'Intérieur": where it was.
        let there = f.first > b
            && (matches!(doc.w(b), "au" | "aux") || doc.t.text(b) == "à")
            && !matches!(doc.w(f.first), "nations" | "union");
        let cadres = (start.max(f.first.saturating_sub(6))..f.first)
            .any(|i| matches!(doc.w(i), "hauts" | "cadres" | "responsables"));
        let chiefs = (2..6).filter_map(|n| f.first.checked_sub(n)).any(|i| {
            i >= start
                && matches!(
                    doc.w(i),
                    "chefs" | "ministres" | "directeurs" | "presidents" | "membres"
                )
        }) && matches!(doc.w(b), "de" | "du" | "d" | "des");
        // "un protocole pour renforcer l'Académie": what it is good for.
        let helped = kind == "agreement"
            && b > start
            && doc.w(b).len() > 4
            && ["er", "ir"].iter().any(|e| doc.w(b).ends_with(e))
            && matches!(doc.w(b - 1), "pour" | "a" | "de" | "d" | "afin");
        there
            || helped
            || chiefs
            || cadres && doc.w(b) == "du"
            || matches!(doc.w(b), "de" | "du" | "des" | "d")
                && (start.max(b.saturating_sub(4))..b).any(noun)
    }

    /// The role of a name that begins at `first`, and whether it goes on the list of the one before.
    fn role_of(&self, first: usize, start: usize, before: Option<&Unit>) -> (Role, bool) {
        let doc = self.doc;
        let Some(mut b) = self.lead(first, start) else {
            return (Role::Bare, false);
        };
        // "par son homologue du Service de renseignement angolais, le général X"
        if doc.w(b) == ","
            && let Some(c) = self.counterpart_of_body(b, start)
        {
            match self.lead(c, start) {
                Some(lead) => b = lead,
                None => return (Role::Bare, false),
            }
        }
        // "avec les ambassadeurs de Chine, X, et de Russie, Y"
        if doc.w(b) == ","
            && let Some(title) = self.under_plural(b, start)
        {
            match self.lead(title, start) {
                Some(lead) => b = lead,
                None => return (Role::Bare, false),
            }
        } else if doc.w(b) == ","
            && let Some(joined) = self.unread_title(b, start)
            && (!matches!(doc.w(joined), "et" | ",")
                || before.is_some_and(|u| u.last <= joined && self.only_small(u.last, joined)))
        {
            b = joined;
        }
        // "les ministres de l'Intérieur, X, et de la Justice, Y"
        if doc.w(b) == ","
            && let Some(u) = before
            && let Some(of) = self.under_field(b, u.last)
            && self.only_small(u.last, of)
        {
            return (u.role, true);
        }
        let w = doc.w(b);
        let p = |n: usize| doc.before_in(start, b, n);
        let close = before.filter(|u| self.only_small(u.last, b));
        // "en présence notamment du colonel X"
        let n = 1 + usize::from(matches!(p(1), "notamment" | "egalement" | "aussi"));
        match w {
            // "avec à ses côtés X", "et, à ses côtés, X"
            "cotes" if matches!(p(1), "ses" | "leurs") => (Role::Beside, false),
            "," if p(1) == "cotes" && matches!(p(2), "ses" | "leurs") => (Role::Beside, false),
            // "une mission dont faisaient partie X et Y"
            "partie" if p(1).starts_with("fais") || matches!(p(1), "font" | "fait") => {
                (Role::Beside, false)
            }
            // "son homologue X, qu'accompagnaient Y et Z"
            "accompagnaient" | "accompagnait" | "entouraient" | "assistaient" | "flanquaient"
                if matches!(p(1), "'" | "que") =>
            {
                (Role::Beside, false)
            }
            // "une délégation de la Garde, que conduit X"
            "conduit" | "conduisait" | "dirige" | "dirigeait" | "mene" | "menait" | "emmene"
                if p(1) == "que" =>
            {
                (Role::Beside, false)
            }
            // "son homologue X, venu avec Y"
            "avec"
                if matches!(
                    p(1),
                    "venu" | "venue" | "venus" | "venues" | "arrive" | "arrivee" | "arrives"
                ) =>
            {
                (Role::Beside, false)
            }
            "avec" => (Role::With, close.is_some_and(|u| u.role == Role::With)),
            // "la Gendarmerie, représentée par X"
            "par" if accompanies(p(n)) || p(1).starts_with("represente") => (Role::Beside, false),
            // "une délégation comprenant X et Y"
            "comprenant" | "incluant" | "dont" => (Role::Beside, false),
            "par" => (Role::By, close.is_some_and(|u| u.role == Role::By)),
            "entre" => (Role::Between, false),
            "et" | "," | "que" | "puis" | "ou" | ")" => {
                // "ainsi que X", "de même que X"
                let goes_on = w != "que" || matches!(p(1), "ainsi" | "meme");
                let done = w == "," && close.is_some_and(|u| u.closes || self.opening(u, start));
                match close.filter(|_| goes_on && !done) {
                    Some(u) => (u.role, true),
                    None => (Role::Bare, false),
                }
            }
            "de" | "du" | "des" | "d" | "parmi" => {
                // "s'est tenue sous la présidence de X"
                let chairs = p(1) == "presidence" && p(3) == "sous";
                if accompanies(p(n)) || chairs || p(1) == "autour" {
                    return (Role::Beside, false);
                }
                // "accompagné pour ce déplacement de X", "entouré, pour l'occasion, de X"
                let far = (2..7).any(|n| {
                    matches!(
                        p(n),
                        "accompagne" | "accompagnee" | "accompagnes" | "entoure" | "entouree"
                    )
                });
                if far && before.is_none_or(|u| !(2..7).any(|n| u.last + n > b + 1 && u.last <= b))
                {
                    return (Role::Beside, false);
                }
                // "entre enquêteurs de A et de B", "avec des experts de A": what those who stand for it are.
                if matches!(p(1), "et" | ",")
                    && let Some(u) = before.filter(|u| {
                        u.body && self.stands_for(u.first) && self.only_small(u.last, b - 1)
                    })
                {
                    return (u.role, true);
                }
                if let Some(g) = b
                    .checked_sub(1)
                    .filter(|&g| g > start && some_of_them(doc.w(g)))
                    && let Some(lead) = self.lead(g, start)
                {
                    // "ainsi que des officiers de A", "en présence d'experts de A"
                    let far = matches!(doc.w(lead), "des" | "d") && lead > start;
                    let lead = lead - usize::from(far);
                    let listed = before.filter(|u| self.only_small(u.last, lead));
                    match doc.w(lead) {
                        "entre" => return (Role::Between, false),
                        "avec" => return (Role::With, false),
                        "par" => return (Role::By, false),
                        "presence" | "compagnie" if far => return (Role::Beside, false),
                        "rencontrer" | "recevoir" | "rencontre" | "recu" | "rencontrera"
                        | "recevra" => return (Role::Bare, false),
                        "et" | "," => {
                            if let Some(u) = listed {
                                return (u.role, true);
                            }
                        }
                        "que" if lead > start && matches!(doc.w(lead - 1), "ainsi" | "meme") => {
                            if let Some(u) = listed {
                                return (u.role, true);
                            }
                        }
                        _ => {}
                    }
                }
                match close.filter(|u| u.role == Role::Beside || u.role == Role::Of) {
                    Some(u) => (u.role, true),
                    None => (Role::Of, false),
                }
            }
            "a" if doc.t.text(b) == "a" => (Role::Bare, false),
            "a" | "au" | "aux" | "aupres" | "chez" | "vers" => {
                // "aux côtés de X" is read at "de".
                (Role::To, false)
            }
            "contre" | "selon" | "sur" | "pour" | "sous" | "en" | "apres" | "avant" | "depuis"
            | "sans" | "dans" | "comme" | "via" => (Role::Other, false),
            _ => (Role::Bare, false),
        }
    }

    /// "et de la Justice," between the name that ends at `from` and the comma at `b`, of titles in the plural: where "et" stands.
    fn under_field(&self, b: usize, from: usize) -> Option<usize> {
        let doc = self.doc;
        let plural = (from.saturating_sub(18)..from).any(|i| {
            matches!(
                doc.w(i),
                "ministres"
                    | "directeurs"
                    | "chefs"
                    | "procureurs"
                    | "commandants"
                    | "secretaires"
                    | "homologues"
            )
        });
        let of = (from + 1..b)
            .rev()
            .take(9)
            .find(|&i| matches!(doc.w(i), "de" | "du" | "des" | "d") && doc.w(i - 1) == "et")?;
        let field = (of + 1..of + 4).any(|i| doc.is(i, Tag::Portfolio) || doc.is(i, Tag::Service));
        (plural && field).then_some(of - 1)
    }

    /// "À l'invitation du préfet X, le ministre Y a …": the name that opens the sentence goes on no list.
    fn opening(&self, u: &Unit, start: usize) -> bool {
        let doc = self.doc;
        u.role == Role::Of
            && u.first < start + 8
            && matches!(doc.w(start), "a" | "sur" | "sous" | "au" | "en")
            && (start..u.first).any(|i| {
                matches!(
                    doc.w(i),
                    "invitation"
                        | "demande"
                        | "initiative"
                        | "egide"
                        | "siege"
                        | "instruction"
                        | "nom"
                )
            })
    }

    /// "son homologue du Service …" before the comma at `b`: where "homologue" stands.
    fn counterpart_of_body(&self, b: usize, start: usize) -> Option<usize> {
        let doc = self.doc;
        let c = (start.max(b.saturating_sub(14))..b)
            .rev()
            .find(|&k| doc.is(k, Tag::Counterpart))?;
        let inside = |k: usize| {
            determiner(doc.w(k))
                || matches!(doc.w(k), "de" | "du" | "des" | "d")
                || doc.in_nationality(k)
                || self.within(k, MentionType::Organization)
        };
        (c + 1..b).all(inside).then_some(c)
    }

    /// Between `from` and `to` (a comma or "et") stand only commas, brackets, days and small words.
    fn only_small(&self, from: usize, to: usize) -> bool {
        let doc = self.doc;
        to >= from
            && to < from + 9
            && (from..to).all(|i| {
                matches!(
                    doc.w(i),
                    "," | "et"
                        | "("
                        | ")"
                        | "ainsi"
                        | "puis"
                        | "respectivement"
                        | "en"
                        | "visioconference"
                        | "enfin"
                        | "meme"
                        | "-"
                ) || doc.w(i) == "de" && doc.w(i + 1) == "meme"
                    || determiner(doc.w(i))
                    // "les ambassadeurs d'Italie, X, et d'Espagne, Y"
                    || matches!(doc.w(i), "d" | "de" | "du")
                        && self.begin(i + 1, i + 3).iter().any(|f| {
                            matches!(f.kind, MentionType::Location | MentionType::Organization)
                                && f.last <= to
                        })
                    || self.around(i).iter().any(|f| {
                        i < f.last
                            && matches!(
                                f.kind,
                                MentionType::Organization
                                    | MentionType::Date
                                    | MentionType::Location
                            )
                    })
                    || doc.in_nationality(i)
            })
    }
}
