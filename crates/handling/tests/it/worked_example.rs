//! The worked example of `docs/HANDLING.md`, decided; the page shows what comes out. `UPDATE=1` rewrites it there.

use crate::world::{NORLAND, NOW, SUDMARK, WESTREACH, World, audience, header, tlp_id};
use handling::{Access, Clearance, Label, release};
use stix::marking::{Audience, Marking, Tlp};

const FOR_SUDMARK: &str = "marking-definition--6a0c2f7e-3c7c-4a4e-9a53-0d5f5a6d1f10";

fn object(lane: i64, tlp: Tlp, for_sudmark: bool) -> Label {
    let markings = Marking::Audience(Audience {
        originator_control: true,
        ..audience(&[SUDMARK], &[])
    });
    let world = World([(FOR_SUDMARK.to_owned(), markings)].into());
    let mut ids = vec![tlp_id(tlp).to_owned()];
    ids.extend(for_sudmark.then(|| FOR_SUDMARK.to_owned()));
    Label::own(
        &header("report", &ids),
        &world,
        Tlp::AmberStrict,
        Some(lane),
    )
}

/// What each object is, and its effective label.
fn objects() -> [(&'static str, Label); 7] {
    let notice = object(1, Tlp::Clear, false);
    let assessment = object(1, Tlp::Amber, false);
    let shared = object(1, Tlp::Amber, true);
    let source = object(1, Tlp::Red, true);
    let first = object(1, Tlp::Clear, false).join(&notice).join(&assessment);
    let second = object(1, Tlp::Clear, false).join(&assessment).join(&source);
    let note = object(2, Tlp::Green, false).join(&shared);
    [
        ("1 press notice, TLP:CLEAR", notice),
        ("2 assessment, TLP:AMBER", assessment),
        ("3 shared report, TLP:AMBER, audience Sudmark", shared),
        ("4 source report, TLP:RED, audience Sudmark", source),
        ("5 relationship 1–2, TLP:CLEAR", first),
        ("6 relationship 2–4, TLP:CLEAR", second),
        ("7 Sudmark's note on 3, TLP:GREEN", note),
    ]
}

fn readers() -> [(Clearance, Access); 4] {
    let partner = |key, name, tlp, identity| Clearance::partner(key, name, tlp, [identity], [], []);
    [
        (partner(1, "norland", Tlp::Red, NORLAND), Access::Granted),
        (partner(2, "sudmark", Tlp::Red, SUDMARK), Access::Granted),
        (
            partner(3, "westreach", Tlp::Amber, WESTREACH),
            Access::Granted,
        ),
        (Clearance::anonymous(), Access::Public),
    ]
}

fn table() -> String {
    let mut text =
        "| object | Norland | Sudmark | Westreach | the public |\n|---|---|---|---|---|\n"
            .to_owned();
    for (name, label) in objects() {
        let cells = readers().map(|(reader, access)| {
            let decision = release(&label, &reader, access, NOW);
            match (decision.give, decision.deciding()) {
                (false, Some(step)) => format!("`{}`", step.rule),
                _ => "given".to_owned(),
            }
        });
        text += &format!("| {name} | {} |\n", cells.join(" | "));
    }
    text
}

fn explanation() -> String {
    let [_, _, (_, shared), ..] = objects();
    let [_, _, (westreach, access), _] = readers();
    let mut text = "```\n".to_owned();
    for step in release(&shared, &westreach, access, NOW).steps {
        let verdict = if step.allows { "allows" } else { "withholds" };
        text += &format!("{:<11} {verdict:<9}  {}\n", step.rule, step.sentence);
        if let Some(change) = step.change {
            text += &format!("{:<21}  to change it: {change}\n", "");
        }
    }
    text + "```\n"
}

/// The page with `text` between the marks called `name`.
fn with(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (
        format!("<!-- {name}: begin -->\n"),
        format!("<!-- {name}: end -->"),
    );
    let (before, rest) = page.split_once(&begin).expect("the page has the mark");
    let (_, after) = rest.split_once(&end).expect("the page has the end mark");
    format!("{before}{begin}{text}{end}{after}")
}

#[test]
fn the_page_shows_what_is_decided() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/HANDLING.md");
    let page = std::fs::read_to_string(path).expect("docs/HANDLING.md");
    let shown = with(
        &with(&page, "worked example", &table()),
        "explanation",
        &explanation(),
    );
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &shown).expect("write the page");
    } else {
        assert_eq!(page, shown, "UPDATE=1 rewrites docs/HANDLING.md");
    }
}

#[test]
fn the_page_names_every_rule() {
    let page = include_str!("../../../../docs/HANDLING.md");
    let causes = handling::Cause::ALL.map(handling::Cause::code);
    for code in handling::release::RULES.into_iter().chain(causes) {
        assert!(
            page.contains(&format!("| `{code}` |")),
            "{code} is not explained"
        );
    }
}

#[test]
fn the_audience_of_the_page_reads_as_one() {
    let page = include_str!("../../../../docs/HANDLING.md");
    let (_, rest) = page.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let object =
        stix::Object::parse(example.as_bytes(), &stix::Limits::default()).expect("an object");
    let Marking::Audience(audience) = stix::marking::read(&object) else {
        panic!("no audience")
    };
    assert_eq!(audience.identities, [SUDMARK]);
    assert!(audience.originator_control && audience.not_after.is_some());
}
