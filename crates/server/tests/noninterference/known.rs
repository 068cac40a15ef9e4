//! What the proof found and was mended, each in as few objects as it takes.

use super::exported;
use super::object::{Item, acknowledgement, definition, object_id};
use super::policy::{Collection, PARTNERS, Partner, Policy, Stand, collection_id};
use super::script::{self, What};
use super::world::{Answer, Ask, World, operator, peer, settings};
use detect::rules::Format;
use server::http::Settings;
use stix::marking::Tlp;
use store::RecallOrder;
use tokio::runtime::Runtime;

/// P is granted the first collection, up to TLP:GREEN.
pub fn policy() -> Policy {
    let partner = Partner {
        max_tlp: Tlp::Green,
        communities: 0,
        cleared: false,
        default_tlp: None,
        relays_for: None,
        role: None,
    };
    let collection = |right| Collection {
        public: false,
        communities: 0,
        aliased: false,
        rights: [right, 0, 0, 0],
    };
    Policy {
        partners: vec![partner; 4],
        collections: vec![collection(3), collection(0), collection(0)],
        anonymous: false,
        password: false,
        other: Stand {
            max_tlp: Tlp::Green,
            communities: 0,
            cleared: false,
            rights: [3, 0, 0],
        },
    }
}

fn item(kind: u8, name: u8, tlp: u8, ends: [u8; 2]) -> String {
    made(kind, name, tlp, ends).json()
}

fn made(kind: u8, name: u8, tlp: u8, ends: [u8; 2]) -> Item {
    Item {
        kind,
        name,
        version: 0,
        tlp,
        marking: 0,
        content: 0,
        by: 0,
        ends,
        revoked: false,
        granular: false,
        old_spec: false,
    }
}

const INDICATOR: u8 = 0;
const IPV4: u8 = 1;
const RELATIONSHIP: u8 = 2;
const NOTE: u8 = 4;
const CLEAR: u8 = 1;
const RED: u8 = 5;

/// A world that holds objects of the operator; quorum may read, too.
struct Held {
    world: World,
    runtime: Runtime,
    step: u64,
}

impl Held {
    fn of(held: &[String]) -> Self {
        Self::with(held, settings())
    }

    fn with(held: &[String], settings: Settings) -> Self {
        let mut runtime = tokio::runtime::Builder::new_current_thread();
        let mut at = Self {
            world: World::with(&policy(), None, settings),
            runtime: runtime.enable_all().build().expect("a runtime"),
            step: 1,
        };
        let store = &at.world.store;
        let granted = store.grant("test", &collection_id(0), PARTNERS[1], true, false);
        granted.expect("a grant");
        for object in held {
            at.next();
            let done = at.world.submit(operator(), 0, std::slice::from_ref(object));
            done.expect("an import");
        }
        at.step = 10;
        at
    }

    fn next(&mut self) {
        self.step += 1;
        self.world.set(self.step);
    }

    fn send(&mut self, partner: usize, ask: &Ask) -> Answer {
        self.next();
        self.world.send(&self.runtime, &peer(partner, true), ask)
    }

    /// The operator takes back the indicator, if there is one.
    fn recall(&mut self) {
        self.next();
        let order = RecallOrder {
            ids: vec![object_id("indicator", 0)],
            of: None,
            reason: "it was wrong".to_owned(),
            keep_tearlines: false,
        };
        let _ = self.world.store.recall("operator", order);
    }
}

/// P's manifest after its POSTs, in a world that holds these objects of the operator.
fn manifest(held: &[String], posts: &[String]) -> Answer {
    let mut at = Held::of(held);
    for object in posts {
        assert_eq!(at.send(0, &script::post(0, object)).status, 202);
    }
    let ask = script::read(0);
    let target = ask.target.replace("/objects/", "/manifest/");
    at.send(0, &Ask { target, ..ask })
}

/// P's answers where ids are held by what it may not see, and where they are free.
pub type Pair = [Answer; 2];

fn pair(hidden: &[String], free: &[String], posts: &[String]) -> Pair {
    [manifest(hidden, posts), manifest(free, posts)]
}

/// What P finds in its notices when the operator takes back the indicator that P was served.
fn notices(held: &[String]) -> Answer {
    let mut at = Held::of(held);
    at.send(0, &script::read(0));
    at.recall();
    let mut asked = script::Learnt::default();
    for what in [What::Collections, What::Notices] {
        let request = script::Request {
            what,
            ..script::plain()
        };
        let ask = request.ask(&policy(), &asked);
        let answer = at.send(0, &ask);
        asked.learn(&ask, &answer);
        if matches!(request.what, What::Notices) {
            return answer;
        }
    }
    unreachable!("it asks for its notices last")
}

/// A notice named a version that P was never served.
fn versions_of_others() -> Pair {
    let shown = Item {
        version: 1,
        ..made(INDICATOR, 0, CLEAR, [0, 0])
    };
    let older = item(INDICATOR, 0, RED, [0, 0]);
    [older, nothing()].map(|other| notices(&[shown.json(), other]))
}

/// What was taken back, and P was never served, was shown.
fn taken_back() -> Pair {
    [item(INDICATOR, 0, CLEAR, [0, 0]), nothing()].map(|held| {
        let mut at = Held::of(&[held]);
        at.recall();
        at.send(0, &script::read(0))
    })
}

/// Acknowledging another partner's notice was answered in another way than acknowledging none.
fn notice_of_another() -> Pair {
    let hidden = Item {
        marking: 2,
        ..made(INDICATOR, 0, CLEAR, [0, 0])
    };
    let mut notice = None;
    [hidden.json(), nothing()].map(|held| {
        let mut at = Held::of(&[held]);
        at.send(1, &script::read(0));
        at.recall();
        let recalls = at
            .world
            .store
            .recalls(&handling::Clearance::system(), None, None);
        let told = recalls.expect("recalls").into_iter().flat_map(|r| r.told);
        notice = (told
            .filter_map(|told| told.notice)
            .map(|notice| notice.id)
            .next())
        .or(notice.take());
        let notice = notice.as_deref().expect("the first world has one");
        at.send(0, &script::post(0, &acknowledgement(notice, 0)))
    })
}

/// A stream showed the address that an indicator for another partner was seen at.
fn seen_of_hidden() -> Pair {
    let hidden = Item {
        marking: 2,
        ..made(INDICATOR, 0, CLEAR, [0, 0])
    };
    [hidden.json(), nothing()].map(|held| {
        let mut settings = settings();
        settings.streams[0].plan.tlp = Tlp::Clear;
        let mut at = Held::with(&[held], settings);
        let request = script::Request {
            what: What::Events(2),
            ..script::plain()
        };
        let told = at.send(0, &request.ask(&policy(), &script::Learnt::default()));
        assert_eq!(told.status, 200);
        at.send(0, &script::read(0))
    })
}

/// What P finds of "content".
fn found(at: &mut Held) -> Answer {
    at.send(0, &script::search("content"))
}

/// Of two objects the one that P has since later was no longer the newest, when it had lain elsewhere before.
fn newest_by_arrival() -> Pair {
    let [late, early] = [0, 1].map(|name| item(INDICATOR, name, CLEAR, [0, 0]));
    [late.clone(), nothing()].map(|hidden| {
        let mut at = Held::of(&[]);
        for (collection, text) in [(1, &hidden), (0, &early), (0, &late)] {
            at.next();
            let done = at
                .world
                .submit(operator(), collection, std::slice::from_ref(text));
            done.expect("an import");
        }
        found(&mut at)
    })
}

/// P's own note was told to be as strict as the hidden object it is about.
fn level_of_an_end() -> Pair {
    [item(INDICATOR, 0, RED, [0, 0]), nothing()].map(|held| {
        let mut at = Held::of(&[held]);
        let note = item(NOTE, 0, CLEAR, [0, 0]);
        assert_eq!(at.send(0, &script::post(0, &note)).status, 202);
        found(&mut at)
    })
}

/// A page of a search was said to go on, where what follows is hidden.
fn answers_that_follow() -> Pair {
    let hidden: Vec<String> = (1..3)
        .map(|name| item(INDICATOR, name, RED, [0, 0]))
        .collect();
    let visible = item(INDICATOR, 0, CLEAR, [0, 0]);
    [hidden, vec![nothing(), nothing()]].map(|held| {
        let mut at = Held::of(&[held, vec![visible.clone()]].concat());
        at.send(0, &script::search("content&limit=1"))
    })
}

/// A feed that was made for somebody else was given to P.
fn kept_for_another() -> Pair {
    let ask = Ask {
        target: format!("/feeds/{}/csv/about.json", collection_id(0)),
        headers: Vec::new(),
        ..script::read(0)
    };
    [true, false].map(|polls| {
        let mut at = Held::of(&[item(INDICATOR, 0, CLEAR, [0, 0])]);
        if polls {
            assert_eq!(at.send(1, &ask).status, 200);
        }
        at.step = 20;
        at.send(0, &ask)
    })
}

/// The serial of a zone tells what P was told, and nothing of what came beside it.
fn serial_beside_hidden() -> Pair {
    let ask = Ask {
        target: format!("/feeds/{}/rpz/", collection_id(0)),
        headers: Vec::new(),
        ..script::read(0)
    };
    [item(INDICATOR, 1, RED, [0, 0]), nothing()].map(|more| {
        let mut at = Held::of(&[item(INDICATOR, 0, CLEAR, [0, 0])]);
        assert_eq!(at.send(0, &ask).status, 200);
        at.next();
        at.world.submit(operator(), 0, &[more]).expect("an import");
        at.send(0, &ask)
    })
}

/// Nothing that P can see.
fn nothing() -> String {
    definition("statement", 0)
}

/// P's note had a new date when it was loosened for others.
fn redated_edges() -> Pair {
    let posts = [item(NOTE, 0, CLEAR, [3, 0]), item(IPV4, 0, CLEAR, [0, 0])];
    pair(&[item(IPV4, 0, RED, [0, 0])], &[nothing()], &posts)
}

/// The note was dated between the objects of the POST that loosened it.
fn order_within_one_post() -> Pair {
    let both = [
        item(IPV4, 0, CLEAR, [0, 0]),
        item(INDICATOR, 0, CLEAR, [0, 0]),
    ];
    let posts = [item(NOTE, 0, CLEAR, [3, 0]), both.join(",")];
    let hidden = [item(IPV4, 0, RED, [0, 0]), item(INDICATOR, 0, RED, [0, 0])];
    pair(&hidden, &[nothing()], &posts)
}

/// An edge was asked for what lies beyond what P handed in.
fn claimed_references() -> Pair {
    let note = item(NOTE, 0, CLEAR, [9, 0]);
    let posts = [item(RELATIONSHIP, 0, CLEAR, [0, 1])];
    let hidden = [note.clone(), item(INDICATOR, 1, RED, [0, 0])];
    pair(&hidden, &[note, nothing()], &posts)
}

/// A note about itself took the label of a hidden twin for a moment, and was given a new date.
fn note_about_itself() -> Pair {
    let posts = [item(NOTE, 1, CLEAR, [13, 0])];
    pair(&[item(NOTE, 1, RED, [0, 0])], &[nothing()], &posts)
}

#[test]
fn what_was_mended_stays_mended() {
    for case in [
        redated_edges,
        order_within_one_post,
        claimed_references,
        note_about_itself,
        versions_of_others,
        taken_back,
        notice_of_another,
        seen_of_hidden,
        newest_by_arrival,
        level_of_an_end,
        answers_that_follow,
        kept_for_another,
        serial_beside_hidden,
    ] {
        let [hidden, free] = case();
        assert_eq!(hidden, free);
    }
}

/// Beside a rule stood the level of a newer version that lies where P does not look.
#[test]
fn a_rule_tells_the_level_that_its_indicator_states() {
    let newer = Item {
        version: 1,
        ..made(INDICATOR, 0, 2, [0, 0])
    };
    let [there, not] = [true, false].map(|is_there| {
        let mut at = Held::of(&[item(INDICATOR, 0, CLEAR, [0, 0])]);
        at.next();
        if is_there {
            let done = at.world.submit(operator(), 1, &[newer.json()]);
            done.expect("an import");
        }
        let (policy, format) = (policy(), Format::Csv);
        exported::all(
            &at.world.store,
            &policy.clearance(0),
            Some(PARTNERS[0]),
            format,
            at.step,
        )
    });
    assert_eq!(String::from_utf8(there), String::from_utf8(not));
}

/// A limit that docs/NONINTERFERENCE.md names: two readers together learn more than each, as a note asks of the second for
/// what stands behind it.
#[test]
fn who_compares_notes_learns_of_hidden_ids() {
    let [hidden, free] = [item(IPV4, 0, RED, [0, 0]), nothing()].map(|held| {
        let mut at = Held::of(&[held]);
        let note = item(NOTE, 0, CLEAR, [3, 0]);
        let [mine, others] = [0, 1].map(|reader| {
            if reader == 0 {
                assert_eq!(at.send(0, &script::post(0, &note)).status, 202);
            }
            at.send(reader, &script::read(0)).body
        });
        (mine, others)
    });
    assert_eq!(hidden.0, free.0);
    assert_ne!(hidden.1, free.1, "then the page can say so");
}

/// The case that shows a planted leak which generated pairs cannot show: what the operator's streams see there is TLP:RED, as
/// sightings of one transaction have dates that tell of one another.
#[cfg(feature = "planted-leaks")]
pub fn case_of(leak: handling::leak::Leak) -> Option<fn() -> Pair> {
    use handling::leak::Leak;
    match leak {
        Leak::SightedValueShown => Some(seen_of_hidden),
        Leak::SearchByArrival => Some(newest_by_arrival),
        Leak::SearchTellsLabel => Some(level_of_an_end),
        Leak::SearchMoreOfHidden => Some(answers_that_follow),
        Leak::FeedKeptForAll => Some(kept_for_another),
        _ => None,
    }
}
