//! Which parts of the original a tear-line holds: those that are wanted, and those it cannot be without.

use super::{Keep, Plan};
use crate::cli::problem::{Code, Problem};
use stix::selector::Segment;
use stix::{Object, Selection, Selector};

/// Properties that a tear-line is given anew.
const ANEW: [&str; 9] = [
    "type",
    "spec_version",
    "id",
    "created_by_ref",
    "created",
    "modified",
    "revoked",
    "object_marking_refs",
    "granular_markings",
];

/// What is wanted, what the type requires, and what says which extension a part of one belongs to.
pub(super) fn selection<'s>(
    object: &'s Object<'_>,
    plan: &'s Plan<'_>,
) -> Result<Selection<'s>, Problem> {
    let mut selection = match &plan.keep {
        Keep::These(paths) => chosen(object, paths)?,
        Keep::AllBut(local) => Selection::all_but(&object.value, &mut |path, value| {
            let top = match path.segments() {
                [Segment::Key(name)] => ANEW.contains(name),
                _ => false,
            };
            top || local.is_local(path, value)
        }),
    };
    for name in stix::validate::required(object) {
        if !ANEW.contains(&name) && !selection.touches(name) && object.value.get(name).is_some() {
            selection.add(&Selector::of(vec![Segment::Key(name)]));
        }
    }
    let kept = selection.selectors();
    for entry in stix::extension::entries(&object.value) {
        let path = |rest: &[Segment<'s>]| {
            Selector::of([&[Segment::Key("extensions"), Segment::Key(entry.key)], rest].concat())
        };
        let makes_type = entry.extension_type.is_some_and(|kind| kind.is_new_type());
        let has_part = kept.iter().any(|selector| path(&[]).covers(selector));
        if (makes_type || has_part) && entry.value.get("extension_type").is_some() {
            selection.add(&path(&[Segment::Key("extension_type")]));
        }
    }
    Ok(selection)
}

fn chosen<'s>(object: &Object<'_>, paths: &'s [String]) -> Result<Selection<'s>, Problem> {
    let mut selection = Selection::default();
    for text in paths {
        let wrong = |sentence: String| Problem::new(Code::Value, sentence).at("--keep");
        let selector = Selector::parse(text).ok_or_else(|| {
            wrong(format!("`{text}` is not a selector"))
                .note("a selector is like `name`, `labels.[0]` or `external_references.[1].url`")
        })?;
        match selector.segments() {
            [Segment::Key(first), ..] if ANEW.contains(first) => {
                return Err(wrong(format!(
                    "`{first}` is not kept: the tear-line gets its own"
                )));
            }
            _ => {}
        }
        if selector.resolve(&object.value).is_none() {
            let members = object.value.as_object().unwrap_or_default();
            let names = members.iter().map(|(name, _)| name.as_ref());
            let mut problem = wrong(format!(
                "`{text}` selects nothing in `{}`",
                object.header.id
            ));
            if text.contains('[') {
                problem = problem.note("items are counted from 0 and written `labels.[0]`");
            }
            return Err(problem.suggest(text, names.filter(|name| !ANEW.contains(name))));
        }
        selection.add(&selector);
    }
    Ok(selection)
}
