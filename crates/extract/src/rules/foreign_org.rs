//! Bodies named in another language inside a French text: "Financial Crimes Commission", "Seychelles Police Force",
//! "Guardia di Finanza". An English name ends in its noun, which French never does; others begin with theirs.

use super::Finder;
use crate::lexicon::Tag;

/// Nouns that end the English name of a body.
fn closes(w: &str) -> bool {
    super::latin_org_words::ORG_NOUNS.contains(&w)
        || matches!(
            w,
            "investigation"
                | "administration"
                | "enforcement"
                | "intelligence"
                | "forces"
                | "defence"
                | "prisons"
                | "interpol"
                | "patrol"
        )
}

/// Nouns that only English writes so.
fn english(w: &str) -> bool {
    matches!(
        w,
        "agency"
            | "bureau"
            | "directorate"
            | "department"
            | "service"
            | "services"
            | "police"
            | "guard"
            | "council"
            | "office"
            | "commission"
            | "centre"
            | "center"
            | "force"
            | "forces"
            | "command"
            | "court"
            | "committee"
            | "authority"
            | "unit"
            | "academy"
            | "university"
            | "administration"
            | "army"
            | "navy"
            | "constabulary"
            | "customs"
            | "squad"
            | "board"
            | "branch"
            | "cell"
            | "fund"
            | "taskforce"
            | "network"
            | "institute"
            | "division"
            | "corps"
            | "college"
            | "registry"
            | "laboratory"
            | "headquarters"
            | "inspectorate"
            | "union"
            | "organisation"
            | "organization"
            | "alliance"
            | "security"
            | "intelligence"
            | "initiative"
            | "secretariat"
            | "prosecutor"
            | "operations"
            | "mission"
            | "enforcement"
            | "patrol"
    )
}

/// Words in lower case that Italian, Spanish or Portuguese names of bodies hold and French does not write so.
fn romance(w: &str) -> bool {
    matches!(
        w,
        "nazionale"
            | "centrale"
            | "generale"
            | "nacional"
            | "antiterrorismo"
            | "antidroga"
            | "antidrogas"
            | "anticorruzione"
            | "anticorrupcion"
            | "sicurezza"
            | "seguridad"
            | "seguranca"
            | "polizia"
            | "policia"
            | "criminale"
            | "stato"
            | "investigazione"
            | "investigacao"
            | "antimafia"
    )
}

impl Finder<'_, '_> {
    /// The foreign name that begins at `i`.
    pub(super) fn foreign_org(&self, i: usize) -> Option<usize> {
        let doc = self.doc;
        if !doc.capital(i) {
            return None;
        }
        if doc.language != text::Language::French {
            return self.foreign_in_english(i);
        }
        if let Some(h) = doc.find(i, |h| h.tag == Tag::ForeignHead) {
            return self.romance_run(h.last);
        }
        let other = doc.at(i).iter().any(|h| {
            matches!(
                h.tag,
                Tag::BodyHead
                    | Tag::Office
                    | Tag::OfficeFull
                    | Tag::Rank
                    | Tag::Stop
                    | Tag::Event(_)
                    | Tag::Source(_)
            )
        });
        if other
            || i > 0
                && doc.capital(i - 1)
                && doc.latin(i - 1)
                && !doc.line_start(i)
                && !self.used[i - 1]
                && !doc.is(i - 1, Tag::Stop)
        {
            return None;
        }
        // The run of capitals, joined by "and", "of", "for", "&" and hyphens.
        let (mut k, mut words, mut end) = (i, 0, None);
        let mut of = false;
        while k < doc.len() && k < i + 12 && !self.used[k] && (k == i || !doc.line_start(k)) {
            if doc.latin(k) && doc.capital(k) {
                words += 1;
                k += 1;
                let w = doc.w(k - 1);
                // "Federal Bureau of Investigation": behind "of" the name goes on.
                if words > 1 && (closes(w) && english(w) || of && end.is_some()) {
                    end = Some(k);
                }
                continue;
            }
            let joins = matches!(
                doc.w(k),
                "and" | "of" | "for" | "on" | "&" | "the" | "against"
            ) && words > 0;
            let hyphen = doc.w(k) == "-" && doc.glued(k) && doc.glued(k + 1);
            if !(joins || hyphen)
                || !doc.latin(k + 1)
                || !(doc.capital(k + 1) || doc.w(k + 1) == "the")
            {
                break;
            }
            of |= end == Some(k) && matches!(doc.w(k), "of" | "for" | "on" | "against");
            k += 1;
        }
        let end = end?;
        // Written in capitals throughout it is a headline.
        let headline = (i..end)
            .filter(|&k| doc.latin(k))
            .all(|k| doc.t.text(k).len() > 3 && doc.shouted(k));
        (!headline).then_some(end)
    }

    /// `Guardia di Finanza`, `Polícia Judiciária`, `Fiscalía General de la Nación`: capitals joined by small words.
    fn romance_run(&self, mut k: usize) -> Option<usize> {
        let doc = self.doc;
        let mut words = 0;
        while k < doc.len() && !self.used[k] && !doc.line_start(k) && words < 8 {
            if doc.latin(k) && (doc.capital(k) || romance(doc.w(k))) {
                if self.named_behind(k) {
                    break;
                }
                words += 1;
                k += 1;
                continue;
            }
            let mut next = k;
            while matches!(
                doc.w(next),
                "de" | "del"
                    | "la"
                    | "las"
                    | "los"
                    | "di"
                    | "dei"
                    | "della"
                    | "delle"
                    | "da"
                    | "do"
                    | "dos"
                    | "das"
                    | "e"
                    | "y"
                    | "a"
                    | "contra"
                    | "para"
                    | "el"
                    | "o"
                    | "cu"
                    | "si"
            ) && next < k + 3
            {
                next += 1;
            }
            // "Guardia Civil de Madrid": French goes on behind.
            let place = doc.at(next).iter().any(|h| matches!(h.tag, Tag::Place(_)));
            let goes_on = doc.capital(next) || romance(doc.w(next));
            if next == k || !doc.latin(next) || !goes_on || place && words > 0 {
                break;
            }
            k = next;
        }
        // "la Fiscalía colombienne"
        (words > 0 || self.nationality(k).is_some_and(|_| !doc.line_start(k))).then_some(k)
    }

    /// "le commandant de la Guardia Civil Luis Ortega": a given name behind a word of the body, and a family name behind it.
    fn named_behind(&self, k: usize) -> bool {
        let doc = self.doc;
        doc.capital(k - 1)
            && doc.at(k).is_empty()
            && doc.role(k).is_some_and(|r| r.given && r.count >= 5)
            && doc.latin(k + 1)
            && doc.capital(k + 1)
            && !doc.line_start(k + 1)
    }

    /// "le Zollkriminalamt allemand", "du Rikspolisen suédois": a word that French does not write so, with whose it is.
    pub(super) fn foreign_word(&self, i: usize) -> bool {
        let doc = self.doc;
        let w = doc.t.text(i);
        if doc.language != text::Language::French
            || i == 0
            || !doc.capital(i)
            || doc.line_start(i)
            || w.chars().count() < 6
            || !doc.at(i).is_empty()
            || doc.role(i).is_some()
        {
            return false;
        }
        let article = matches!(doc.w(i - 1), "le" | "la" | "du" | "au" | "'");
        let strange = doc.w(i).contains(['k', 'w'])
            || doc.w(i).trim_end_matches('z').contains('z')
            || doc.w(i).ends_with("amt");
        let whose = self.nationality(i + 1).is_some_and(|n| {
            !(doc.capital(i + 1) || doc.line_start(i + 1) || doc.latin(n.1) && doc.capital(n.1))
        });
        article && strange && whose
    }
}
