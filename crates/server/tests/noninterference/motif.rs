//! Short stories on few ids, for which random events seldom come in the right order: an edge, then its end, then a
//! loosening, then the same again; a page, a tightening, the next page; a recall of what was served.
//!
//! Smallest example: `Redated` is what the first leak that this proof found needs. One world hides an address, P posts a
//! note about it, then the address itself. Other events come in between where the gaps are.

use super::case::{Event, Where, Write};
use super::object::{Item, NAMES};
use super::script::{self, Filter, Request, What};
use proptest::prelude::*;

/// What happens, in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// P's edge is about a hidden id; P hands in that id, too
    Redated,
    /// P's edge is about a hidden id, which another hidden version loosens for others
    Loosened,
    /// the same with two ids, which P hands in together
    Within,
    /// P hands in what a visible note is about, and it leads to a hidden id
    Claimed,
    /// a visible version is taken back, and with it a hidden one of the same id
    Named,
    /// what P never saw is taken back, and then comes where P would see it
    Elsewhere,
    /// what P sees now was in one world before, where P did not look
    Earlier,
    /// another partner's notice is acknowledged by P
    Answered,
    /// P pages while what it pages through is tightened, and hidden ones arrive
    Walked,
    /// what P was served is hidden by a newer version, a revocation, a recall, and comes again
    Served,
    /// P pages while its own clearance and rights change
    Changed,
    /// edges on edges on a hidden id
    Chained,
    /// P's own, its hidden twin, which the operator releases, a deletion, the same again
    Again,
}

const SHAPES: [Shape; 13] = [
    Shape::Redated,
    Shape::Loosened,
    Shape::Within,
    Shape::Claimed,
    Shape::Named,
    Shape::Elsewhere,
    Shape::Earlier,
    Shape::Answered,
    Shape::Walked,
    Shape::Served,
    Shape::Changed,
    Shape::Chained,
    Shape::Again,
];

/// A story, by small numbers that shrink.
#[derive(Debug, Clone)]
pub struct Motif {
    pub shape: Shape,
    /// where what is hidden happens
    pub at: Where,
    /// what edges are about
    pub end: u8,
    pub other: u8,
    /// who hands in what is hidden, and what is common
    pub hidden_by: u8,
    pub common_by: u8,
    /// which of several ways
    pub way: u8,
    /// before which of the other events it begins, and how many come between its own
    pub start: u8,
    pub gap: u8,
}

const CLEAR: u8 = 1;
const RED: u8 = 5;
const NOTE: u8 = 4;
const RELATIONSHIP: u8 = 2;
/// Ends from here on are relationships, and from there notes.
const RELATIONSHIPS: u8 = 9;
const NOTES: u8 = 12;

impl Motif {
    /// Its events, in order.
    pub fn events(&self) -> Vec<Event> {
        let x = self.thing(self.end);
        let y = self.thing(self.other);
        match self.shape {
            Shape::Redated => {
                let mut events = vec![self.hide(&x), self.post(&[self.edge(self.end)])];
                if self.way % 2 == 1 {
                    events.swap(0, 1);
                }
                events.push(self.post(&[x]));
                events
            }
            Shape::Loosened => vec![
                self.hide(&x),
                self.post(&[self.edge(self.end)]),
                self.hide_otherwise(&later(&x, 1)),
                self.post(&[self.edge(self.end)]),
            ],
            Shape::Within => vec![
                self.hide(&x),
                self.hide(&y),
                self.post(&[self.edge(self.end)]),
                self.post(&[x, y]),
            ],
            Shape::Claimed => self.claimed(&y),
            Shape::Named => vec![
                self.give(&later(&x, 1)),
                Event::Write(Write {
                    source: self.common_by,
                    ..self.hidden(&x)
                }),
                self.ask_for(&x),
                self.recall(Where::Both, &x),
                ask(What::Collections),
                ask(What::Notices),
            ],
            Shape::Elsewhere => self.elsewhere(&x),
            Shape::Earlier => {
                let by = self.insider();
                vec![
                    self.write(Where::First, by, 7, &x),
                    self.give(&y),
                    self.write(Where::Both, by, 0, &x),
                    self.page(),
                    ask(What::Next(0)),
                ]
            }
            Shape::Answered => vec![
                self.write(
                    self.at,
                    self.hidden_by,
                    0,
                    &Item {
                        marking: 2,
                        ..x.clone()
                    },
                ),
                self.recall(self.at, &x),
                ask(What::Collections),
                ask(What::Acknowledge(1)),
            ],
            Shape::Walked => self.walked(&x, &y),
            Shape::Served => self.served(&x),
            Shape::Changed => self.changed(&x, &y),
            Shape::Chained => self.chained(&x),
            Shape::Again => vec![
                self.hide(&x),
                self.post(std::slice::from_ref(&x)),
                Event::Release {
                    at: self.at,
                    pick: self.way,
                },
                self.delete(&x),
                self.post(&[x.clone(), y]),
                self.hide_otherwise(&later(&x, 1)),
                self.post(&[later(&x, 1)]),
            ],
        }
    }

    fn claimed(&self, hidden: &Item) -> Vec<Event> {
        let name = self.end % NAMES;
        let note = Item {
            ends: [RELATIONSHIPS + name, 0],
            ..made(NOTE, self.way % NAMES)
        };
        let mine = Item {
            ends: [self.other, self.end],
            ..made(RELATIONSHIP, name)
        };
        let above = Item {
            ends: [NOTES + self.way % NAMES, 0],
            ..made(NOTE, (self.way + 1) % NAMES)
        };
        vec![
            self.give(&note),
            self.give(&above),
            self.hide(hidden),
            self.post(&[mine]),
        ]
    }

    fn elsewhere(&self, x: &Item) -> Vec<Event> {
        let by = self.insider();
        let first = |collection, item: &Item| self.write(Where::First, by, collection, item);
        let note = Item {
            ends: [self.end, 0],
            ..made(NOTE, self.other % NAMES)
        };
        let then = match self.way % 3 {
            0 => later(x, 1),
            1 => x.clone(),
            _ => note,
        };
        vec![
            first(7, &later(x, 1)),
            self.recall(Where::First, x),
            first(0, &then),
            self.ask_for(&then),
        ]
    }

    fn walked(&self, x: &Item, y: &Item) -> Vec<Event> {
        let tighter = Item {
            tlp: RED,
            ..later(x, 1)
        };
        let opened = later(x, 2);
        vec![
            self.give(x),
            self.give(y),
            self.give(&self.edge(self.end)),
            self.page(),
            self.write(Where::Both, self.common_by, 0, &tighter),
            ask(What::Next(0)),
            self.hide(&self.thing((self.end + self.way) % 15)),
            ask(What::Next(0)),
            self.give(&opened),
            ask(What::Next(0)),
            ask(What::Next(0)),
        ]
    }

    fn served(&self, x: &Item) -> Vec<Event> {
        let closed = match self.way % 3 {
            0 => self.recall(Where::Both, x),
            1 => self.common(&Item {
                tlp: RED,
                ..later(x, 1)
            }),
            _ => self.common(&Item {
                revoked: true,
                ..later(x, 1)
            }),
        };
        vec![
            self.give(x),
            self.give(&self.edge(self.end)),
            self.ask_for(x),
            self.hide(&self.thing(self.other)),
            closed,
            ask(What::Collections),
            ask(What::Notices),
            ask(What::Acknowledge(0)),
            self.give(&later(x, 2)),
            self.ask_for(x),
        ]
    }

    fn changed(&self, x: &Item, y: &Item) -> Vec<Event> {
        vec![
            self.give(x),
            self.give(y),
            self.common(&Item {
                tlp: 1 + self.way % 4,
                ..self.thing((self.end + 1) % 15)
            }),
            self.page(),
            Event::Change,
            ask(What::Next(0)),
            self.hide(&self.thing((self.end + 2) % 15)),
            self.post(&[self.edge(self.end)]),
            Event::Change,
            ask(What::Next(0)),
            self.ask_for(x),
        ]
    }

    fn chained(&self, x: &Item) -> Vec<Event> {
        let name = self.other % NAMES;
        let edge = Item {
            ends: [self.end, self.end],
            ..made(RELATIONSHIP, name)
        };
        let note = |number: u8| Item {
            ends: [RELATIONSHIPS + name, 0],
            ..made(NOTE, number % NAMES)
        };
        vec![
            self.hide(x),
            self.write(self.at, self.common_by, 0, &edge),
            self.write(self.at, self.hidden_by, 0, &note(self.way)),
            self.post(&[note(self.way + 1)]),
            self.hide_otherwise(&later(x, 1)),
            self.post(&[edge]),
        ]
    }

    /// The first world has a secret collection, of the operator and the last partner.
    fn insider(&self) -> u8 {
        [0, 3][usize::from(self.hidden_by % 2)]
    }

    /// What stands at the end of an edge. What it hides behind, where it is hidden, differs.
    fn thing(&self, end: u8) -> Item {
        const KINDS: [u8; 6] = [0, 1, 3, RELATIONSHIP, NOTE, 10];
        Item {
            ends: [self.other % RELATIONSHIPS, self.way % RELATIONSHIPS],
            ..made(KINDS[usize::from(end / NAMES) % KINDS.len()], end % NAMES)
        }
    }

    fn edge(&self, about: u8) -> Item {
        let kind = [NOTE, RELATIONSHIP][usize::from(self.way / 2 % 2)];
        Item {
            ends: [about, self.other % RELATIONSHIPS],
            ..made(kind, self.way % NAMES)
        }
    }

    fn hidden(&self, item: &Item) -> Write {
        Write {
            at: self.at,
            source: self.hidden_by,
            collection: 0,
            item: item.clone(),
            plain: true,
        }
    }

    fn hide(&self, item: &Item) -> Event {
        let red = Item {
            tlp: RED,
            ..item.clone()
        };
        match self.way % 4 {
            0 | 1 => self.write(self.at, self.hidden_by, 0, &red),
            _ => Event::Write(self.hidden(item)),
        }
    }

    /// For the second partner only: some get it who had it not before, but not P.
    fn hide_otherwise(&self, item: &Item) -> Event {
        let narrow = Item {
            marking: 2,
            ..item.clone()
        };
        self.write(self.at, self.hidden_by, 0, &narrow)
    }

    fn write(&self, at: Where, source: u8, collection: u8, item: &Item) -> Event {
        Event::Write(Write {
            at,
            source,
            collection,
            item: item.clone(),
            plain: false,
        })
    }

    fn give(&self, item: &Item) -> Event {
        self.common(item)
    }

    fn common(&self, item: &Item) -> Event {
        self.write(Where::Both, self.common_by, 0, item)
    }

    fn recall(&self, at: Where, item: &Item) -> Event {
        Event::Recall {
            at,
            reader: 1,
            collection: 0,
            object: number(item),
        }
    }

    fn post(&self, items: &[Item]) -> Event {
        ask(What::Post(items.to_vec()))
    }

    fn ask_for(&self, item: &Item) -> Event {
        Event::Ask(Request {
            object: number(item),
            ..plain(What::Object)
        })
    }

    fn delete(&self, item: &Item) -> Event {
        Event::Ask(Request {
            object: number(item),
            ..plain(What::Delete)
        })
    }

    fn page(&self) -> Event {
        let what = match self.way / 4 % 2 {
            0 => What::Objects,
            _ => What::Manifest,
        };
        let filter = Filter {
            limit: 1 + self.way % 2,
            ..Filter::default()
        };
        Event::Ask(Request {
            filter,
            ..plain(what)
        })
    }
}

fn made(kind: u8, name: u8) -> Item {
    Item {
        kind,
        name,
        version: 0,
        tlp: CLEAR,
        marking: 0,
        content: 0,
        by: 0,
        ends: [0, 0],
        revoked: false,
        granular: false,
        old_spec: false,
    }
}

fn later(item: &Item, by: u8) -> Item {
    Item {
        version: item.version + by,
        ..item.clone()
    }
}

/// The number of its id for those that ask: such a one that it is always meant by itself.
fn number(item: &Item) -> u8 {
    let at = 3 + item.kind * NAMES + item.name;
    let of = script::ASKED_IDS;
    (0..4)
        .map(|round| at + round * of)
        .find(|number| number % 4 == 0)
        .expect("one of four, as there is an odd number of ids")
}

fn plain(what: What) -> Request {
    Request {
        what,
        ..script::plain()
    }
}

fn ask(what: What) -> Event {
    Event::Ask(plain(what))
}

pub fn motif() -> impl Strategy<Value = Motif> {
    let shape = (0..SHAPES.len()).prop_map(|at| SHAPES[at]);
    let at = prop_oneof![2 => Just(Where::First), 1 => Just(Where::Second)];
    let by = || prop_oneof![3 => Just(0u8), 2 => 1u8..4];
    let gap = prop_oneof![3 => Just(0u8), 1 => 1u8..3];
    (
        (shape, at),
        (0u8..15, 0u8..15),
        (by(), by()),
        0u8..60,
        any::<u8>(),
        gap,
    )
        .prop_map(
            |((shape, at), (end, other), (hidden_by, common_by), way, start, gap)| Motif {
                shape,
                at,
                end,
                other,
                hidden_by,
                common_by,
                way,
                start,
                gap,
            },
        )
}
