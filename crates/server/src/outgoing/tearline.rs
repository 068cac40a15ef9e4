//! A tear-line: a new object of a restricted one, holding what may go further, and the relationship between both.
//!
//! Smallest example: of a TLP:RED report whose `name` its originator marked TLP:GREEN, a report under TLP:GREEN with that
//! `name`, in the very bytes it has there, and a `derived-from` under TLP:RED that only those get who may see both.

mod parts;
mod text;

use super::parsed;
use crate::cli::problem::{Code, Problem, at_path};
use crate::door::faults;
use handling::release::Step;
use handling::tearline::{Original, label, may_tear};
use handling::{Clearance, Label, Local};
use parts::selection;
use serde_json::json;
use stix::marking::Tlp;
use stix::validate::{Finding, validate};
use stix::{Object, Selection, Selector};
use store::{Store, StoredVersion};
use text::Texts;

/// Types that `derived-from` cannot join (section 3.7: objects and observables only).
const UNLINKED: [&str; 6] = [
    "relationship",
    "sighting",
    "marking-definition",
    "language-content",
    "extension-definition",
    "bundle",
];

/// Which parts of the original are wanted.
pub enum Keep<'a> {
    /// Those selected, and what the type requires.
    These(&'a [String]),
    /// All but what must not leave.
    AllBut(&'a Local),
}

/// For whom it is made.
#[derive(Debug, Clone, Copy)]
pub struct Maker<'a> {
    /// STIX identity of whoever runs this server.
    pub identity: Option<&'a str>,
    /// Whether the operator says that it acts for the originator.
    pub for_originator: bool,
}

/// What to make.
pub struct Plan<'a> {
    /// The newest version of the original.
    pub original: &'a StoredVersion,
    /// Which parts.
    pub keep: Keep<'a>,
    /// Marking ids of the tear-line.
    pub markings: Vec<String>,
    /// For whom.
    pub maker: Maker<'a>,
    /// The level of what has none.
    pub default_tlp: Tlp,
}

/// A tear-line with its relationship, as they go.
#[derive(Debug, Clone)]
pub struct Torn {
    /// Its id.
    pub id: String,
    /// Its text.
    pub object: String,
    /// The handling it will have.
    pub label: Label,
    /// The relationship's id.
    pub link_id: String,
    /// The relationship's text.
    pub link: String,
    /// The handling the relationship will have.
    pub link_label: Label,
    /// Selectors of what it holds of the original.
    pub kept: Vec<String>,
    /// The originator it is made for, where it is made for it.
    pub made_for: Option<String>,
    /// What the original does as STIX recommends and the tear-line does not.
    pub warnings: Vec<String>,
}

impl Torn {
    /// What the audit says of it.
    pub fn told(&self, original: &StoredVersion) -> serde_json::Value {
        json!({
            "id": self.id, "of": original.id, "version": original.version, "kept": self.kept,
            "handling": self.label.to_string(), "relationship": self.link_id, "for": self.made_for,
        })
    }
}

/// Makes a tear-line, or says what forbids it.
pub fn tear(store: &Store, operator: &Clearance, plan: &Plan<'_>) -> Result<Torn, Problem> {
    let object = parsed(&plan.original.bytes)?;
    let kind = object.header.object_type.as_ref();
    if UNLINKED.contains(&kind) {
        return Err(refused(plan)
            .note(format!("`derived-from` cannot join a `{kind}` to anything"))
            .hint("make tear-lines of what it joins, and join those"));
    }
    known(store, operator, &plan.markings)?;
    let author = Author::of(store, &object, plan.maker)?;
    permitted(plan, &object, &author)?;
    let selection = selection(&object, plan)?;
    let labels = Labels::of(store, operator, plan, &object, &selection, &author)?;
    carried(plan, &object, &labels.parts)?;
    let texts = Texts::new(&object, plan, &author, &selection);
    let warnings = sound(plan, &object, &texts.object)?;
    Ok(Torn {
        link_label: labels.target.join(&plan.original.label),
        label: labels.target,
        id: texts.id,
        object: texts.object,
        link_id: texts.link_id,
        link: texts.link,
        kept: selection
            .selectors()
            .iter()
            .map(Selector::to_string)
            .collect(),
        warnings,
        made_for: author.acts.then(|| author.id.clone().unwrap_or_default()),
    })
}

fn refused(plan: &Plan<'_>) -> Problem {
    let id = &plan.original.id;
    Problem::new(Code::Sharing, format!("no tear-line of `{id}` like this"))
}

/// A marking that is not here would leave open who may have the tear-line.
fn known(store: &Store, operator: &Clearance, markings: &[String]) -> Result<(), Problem> {
    let ids: Vec<&str> = markings.iter().map(String::as_str).collect();
    let seen = store.sees(operator, &ids)?.into_iter().zip(&ids);
    let mut missing = seen.filter(|(seen, id)| !seen && Tlp::of_marking_id(id).is_none());
    match missing.next() {
        Some((_, id)) => Err(
            Problem::new(Code::Object, format!("there is no marking `{id}`"))
                .hint("import its marking-definition first"),
        ),
        None => Ok(()),
    }
}

/// Who the tear-line is by.
struct Author {
    /// its `created_by_ref`
    id: Option<String>,
    /// whether that is the originator
    acts: bool,
    /// the partner that owns the identity
    lane: Option<i64>,
}

impl Author {
    fn of(store: &Store, object: &Object<'_>, maker: Maker<'_>) -> Result<Self, Problem> {
        let originator = object.header.created_by_ref.as_deref();
        let own = maker.identity.is_some() && maker.identity == originator;
        let acts = own || maker.for_originator;
        let id = if acts { originator } else { maker.identity };
        let partners = store.partners()?;
        let owns = |p: &&store::Partner| id.is_some_and(|id| p.identities.iter().any(|i| i == id));
        Ok(Self {
            id: id.map(str::to_owned),
            acts,
            lane: partners.iter().find(owns).map(|p| p.key),
        })
    }
}

fn permitted(plan: &Plan<'_>, object: &Object<'_>, author: &Author) -> Result<(), Problem> {
    let steps = may_tear(&object.header, &plan.original.label, author.acts);
    let refusing: Vec<&Step> = steps.iter().filter(|step| !step.allows).collect();
    if refusing.is_empty() {
        return Ok(());
    }
    let mut problem = refused(plan);
    for step in refusing {
        problem = problem.note(format!("{}: {}", step.rule, step.sentence));
        if step.rule == "T-ORIGINATOR" {
            problem = problem
                .hint("with its consent, act for it: `--for-originator`; the audit keeps that");
        }
    }
    Err(problem)
}

/// The handling of the tear-line, and for each part whether it may go there.
struct Labels {
    target: Label,
    parts: Vec<(String, Step)>,
}

impl Labels {
    fn of(
        store: &Store,
        operator: &Clearance,
        plan: &Plan<'_>,
        object: &Object<'_>,
        selection: &Selection<'_>,
        author: &Author,
    ) -> Result<Self, Problem> {
        let mut about = Vec::new();
        for id in &object.header.about {
            let newest = store.object_versions(operator, id)?.pop();
            about.extend(newest.map(|version| version.label));
        }
        let own = &plan.original.own_label;
        Ok(store.with_markings(operator, |markings| {
            let original = Original::new(object, markings, own.tlp(), own.lane(), &about);
            let ids = plan.markings.iter().map(String::as_str);
            let target = label(ids, markings, plan.default_tlp, author.lane);
            let parts = selection.selectors();
            let parts = parts.iter().map(|part| {
                let top = part.segments().first().map(ToString::to_string);
                (top.unwrap_or_default(), original.may_carry(part, &target))
            });
            Self {
                parts: parts.collect(),
                target,
            }
        })?)
    }
}

fn carried(plan: &Plan<'_>, object: &Object<'_>, parts: &[(String, Step)]) -> Result<(), Problem> {
    let mut problem = refused(plan);
    let required = stix::validate::required(object);
    let refusing: Vec<_> = parts.iter().filter(|(_, step)| !step.allows).collect();
    for (property, step) in &refusing {
        let kind = &object.header.object_type;
        let needed = match required.contains(&property.as_str()) {
            true => format!("; a `{kind}` cannot be without `{property}`"),
            false => String::new(),
        };
        problem = problem.note(format!("{}: {}{needed}", step.rule, step.sentence));
    }
    match refusing.is_empty() {
        true => Ok(()),
        false => Err(problem.hint(
            "what may go further, its originator marks by itself (`granular_markings`), or choose a stricter `--marking`",
        )),
    }
}

/// A tear-line passes the same door as everything else; gives the warnings that the original does not have.
fn sound(plan: &Plan<'_>, original: &Object<'_>, text: &str) -> Result<Vec<String>, Problem> {
    let object = parsed(text.as_bytes())?;
    let findings = faults(&object);
    let said = |finding: &Finding| {
        let at = at_path(&finding.path);
        format!("{}{at}: {}", finding.code, finding.message)
    };
    if findings.is_empty() {
        let before: Vec<String> = validate(original).iter().map(said).collect();
        let now = validate(&object).iter().map(said).collect::<Vec<_>>();
        return Ok(now.into_iter().filter(|w| !before.contains(w)).collect());
    }
    let mut problem = refused(plan).note("what is left would not be valid STIX");
    for finding in &findings {
        problem = problem.note(said(finding));
    }
    Err(problem.hint("keep what the rule asks for as well"))
}
