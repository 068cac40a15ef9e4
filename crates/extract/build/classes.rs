//! Classes of verbs and cues by the names that the lists give them.

use super::verb::{Class, Cue};

/// Each class by its name in the list, the event its verbs tell, and whether they take an object.
const CLASSES: &[(&str, Class, &str, bool)] = &[
    ("meet", Class::Meet, "meeting", true),
    ("receive", Class::Receive, "meeting", true),
    ("face", Class::Face, "meeting", true),
    ("discuss", Class::Discuss, "meeting", false),
    ("consult", Class::Consult, "consultation", false),
    ("visit", Class::Visit, "visit", true),
    ("arrive", Class::Arrive, "visit", false),
    ("alight", Class::Alight, "visit", false),
    ("travel", Class::Travel, "visit", false),
    ("move", Class::Move, "visit", false),
    ("leave", Class::Leave, "visit", false),
    ("return", Class::Return, "visit", false),
    ("show", Class::Show, "visit", true),
    ("phone", Class::Phone, "call", true),
    ("ring", Class::Ring, "call", false),
    ("sign", Class::Sign, "", true),
    ("hold", Class::Hold, "", true),
    ("host", Class::Host, "", true),
    ("organise", Class::Organise, "", true),
    ("attend", Class::Attend, "", true),
    ("chair", Class::Chair, "", true),
    ("train", Class::Train, "training", true),
    ("learn", Class::Learn, "training", false),
    ("dismantle", Class::Dismantle, "operation", true),
    ("seize", Class::Seize, "operation", true),
    ("carry", Class::Carry, "", true),
    ("gather", Class::Gather, "", true),
    ("accompany", Class::Accompany, "", true),
    ("lead", Class::Lead, "", true),
    ("represent", Class::Represent, "", true),
    ("say", Class::Say, "", false),
    ("announce", Class::Announce, "", true),
    ("deny", Class::Deny, "", false),
    ("undertake", Class::Undertake, "", true),
    ("send", Class::Send, "", true),
];

/// The class a list calls `name`: with the event its verbs tell, and whether they take an object.
pub(super) fn class(name: &str) -> Option<(Class, &'static str, bool)> {
    let found = CLASSES.iter().find(|c| c.0 == name)?;
    Some((found.1, found.2, found.3))
}

/// The cue a list calls `name`.
pub(super) fn cue(name: &str) -> Option<Cue> {
    Some(match name {
        "signing" => Cue::Signing,
        "jointly" => Cue::Jointly,
        "trainees" => Cue::Trainees,
        "doing" => Cue::Doing,
        "presence" => Cue::Presence,
        "delegation" => Cue::Delegation,
        "company" => Cue::Company,
        "absent" => Cue::Absent,
        "wish" => Cue::Wish,
        "always" => Cue::Always,
        "task" => Cue::Task,
        "effort" => Cue::Effort,
        _ => return None,
    })
}
