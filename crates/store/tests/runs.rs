//! What a page reads: rows that a reader has had since earlier are not among it, however often handling is loosened.

mod kit;

use handling::Clearance;
use kit::*;
use proptest::prelude::*;
use stix::marking::Tlp;
use store::*;

/// Alpha writes notes about beta's indicators; gamma reads up to TLP:AMBER, delta up to TLP:GREEN.
struct Desk {
    world: World,
    alpha: Partner,
    beta: Partner,
    gamma: Partner,
    delta: Partner,
    shared: Collection,
}

impl Desk {
    fn new() -> Self {
        let world = World::with(Options {
            relabel_inline: 0,
            relabel: Relabel::ByHand,
            ..options()
        });
        let alpha = world.partner("alpha", Tlp::Red);
        let beta = world.partner("beta", Tlp::Red);
        let gamma = world.partner("gamma", Tlp::Amber);
        let delta = world.partner("delta", Tlp::Green);
        let shared = world.collection("shared", &[&alpha, &beta, &gamma, &delta]);
        Self {
            world,
            alpha,
            beta,
            gamma,
            delta,
            shared,
        }
    }

    fn node(&self, name: &str, day: u32, marks: Vec<String>) {
        let node = Make::indicator(name, day).with("object_marking_refs", marks);
        self.world.post(&self.beta, &self.shared, &[node.json()]);
    }

    fn note(&self, name: &str, about: &[&str], day: u32, level: Tlp) {
        let about: Vec<String> = about.iter().map(|of| indicator(of)).collect();
        let about: Vec<&str> = about.iter().map(String::as_str).collect();
        let note = Make::note(name, &about).day(day).tlp(level).json();
        self.world.post(&self.alpha, &self.shared, &[note]);
    }

    fn slices(&self, most: usize) {
        for _ in 0..most {
            if !self.world.store.relabel_few().unwrap() {
                return;
            }
        }
    }

    fn seen(&self, reader: &Clearance) -> Vec<Got> {
        self.world.all(reader, &self.shared, &page(3))
    }

    fn readers(&self) -> Vec<Clearance> {
        let all = [&self.alpha, &self.beta, &self.gamma, &self.delta].into_iter();
        all.map(Partner::clearance)
            .chain([Clearance::system()])
            .collect()
    }

    fn sql(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.world.dir.path().join("tansiq.db")).unwrap()
    }

    /// Most runs of one label, and rows that say that nothing is before them although there is.
    fn counts(&self) -> (i64, i64) {
        const RUNS: &str = "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM run GROUP BY collection, label)";
        const UNSAID: &str = "SELECT count(*) FROM member AS m WHERE before = 0 AND EXISTS (SELECT 1 FROM member AS e \
                              WHERE e.object = m.object AND e.collection = m.collection AND e.date_added < m.date_added)";
        let (sql, one) = (self.sql(), |row: &rusqlite::Row<'_>| row.get(0));
        let runs = sql.query_row(RUNS, [], one).unwrap();
        (runs, sql.query_row(UNSAID, [], one).unwrap())
    }
}

/// Alpha's notes about a node that goes from TLP:AMBER to TLP:CLEAR, so many slices after it.
fn loosened(slices: usize) -> Desk {
    let desk = Desk::new();
    desk.node("node", 1, vec![tlp(Tlp::Amber)]);
    for n in 0..9 {
        desk.note(&format!("note {n}"), &["node"], 1, Tlp::Clear);
    }
    desk.slices(99);
    desk.node("node", 2, vec![tlp(Tlp::Clear)]);
    desk.slices(slices);
    desk
}

#[test]
fn who_had_it_all_along_does_not_look_at_its_later_rows() {
    for (slices, later) in [(4, 4), (99, 9)] {
        let desk = loosened(slices);
        let [alpha, _, gamma, delta, _] = &desk.readers()[..] else {
            panic!("five readers")
        };
        let before = [alpha, gamma].map(|reader| desk.seen(reader));
        assert_eq!(before[1].len(), 10);
        assert_eq!(desk.seen(delta).len(), 1 + later);
        // Whoever reads them takes each for something of its own.
        let spoil = "UPDATE member SET id_key = 900000 + id_key WHERE before <> 0";
        assert_eq!(desk.sql().execute(spoil, []).unwrap(), later);
        let after = [alpha, gamma].map(|reader| desk.seen(reader));
        assert_eq!(after, before, "after {slices} slices");
    }
}

#[test]
fn the_operator_does_not_look_at_earlier_rows() {
    let desk = loosened(99);
    let before = desk.seen(&Clearance::system());
    // Whoever reads them takes each for the only row of its id.
    let spoil = "UPDATE member SET flags = flags | 1 WHERE flags & 4 <> 0";
    assert_eq!(desk.sql().execute(spoil, []).unwrap(), 9);
    assert_eq!(desk.seen(&Clearance::system()), before);
}

#[test]
fn the_runs_of_a_label_are_few_however_many_labels_come_before_it() {
    let desk = Desk::new();
    let marks = |n: usize| {
        vec![
            tlp(Tlp::Clear),
            format!("marking-definition--{}", uuid("m", &n.to_string())),
        ]
    };
    for n in 0..40 {
        desk.node(&format!("node {n}"), 1, marks(n));
        desk.note(&format!("note {n}"), &[&format!("node {n}")], 1, Tlp::Clear);
        desk.slices(99);
    }
    let notes = |reader: &Clearance| {
        let seen = desk.seen(reader).into_iter();
        seen.filter(|got| got.id.starts_with("note"))
            .collect::<Vec<_>>()
    };
    let [alpha, gamma] = [&desk.alpha, &desk.gamma].map(Partner::clearance);
    let had = notes(&alpha);
    assert_eq!((had.len(), notes(&gamma).len()), (40, 0));
    for round in 1..4u32 {
        for n in 0..40 {
            desk.node(&format!("node {n}"), 2 * round, vec![tlp(Tlp::Clear)]);
            desk.slices(99);
        }
        // Eight of forty notes are told apart row by row, and as many of each older version of the nodes.
        assert_eq!(desk.counts(), (33, 8 * i64::from(round)), "round {round}");
        assert_eq!(notes(&alpha), had);
        assert_eq!(notes(&gamma).len(), 40);
        for n in 0..40 {
            desk.node(&format!("node {n}"), 2 * round + 1, marks(n));
            desk.slices(99);
        }
        assert_eq!((notes(&alpha), notes(&gamma)), (had.clone(), Vec::new()));
        assert_eq!(desk.counts().0, 33, "round {round}");
    }
    assert_eq!(desk.world.store.check().unwrap(), [""; 0]);
}

#[derive(Debug, Clone)]
enum Step {
    Node(usize, usize, bool),
    Note(usize, usize, usize),
    Slices(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..2usize, 0..4usize, prop::bool::weighted(0.2)).prop_map(|(n, level, odd)| Step::Node(n, level, odd)),
        2 => (0..3usize, 0..3usize, 0..4usize).prop_map(|(n, about, level)| Step::Note(n, about, level)),
        3 => (1..6usize).prop_map(Step::Slices),
    ]
}

const LEVELS: [Tlp; 4] = [Tlp::Clear, Tlp::Green, Tlp::Amber, Tlp::Red];

impl Step {
    fn take(&self, desk: &Desk, day: u32) {
        match self {
            Step::Node(n, level, odd) => {
                let marking = format!("marking-definition--{}", uuid("m", "odd"));
                let marks = [tlp(LEVELS[*level])].into_iter();
                let marks = marks.chain(odd.then_some(marking)).collect();
                desk.node(&format!("node {n}"), day, marks);
            }
            Step::Note(n, about, level) => {
                let about = [&["node 0"][..], &["node 1"], &["node 0", "node 1"]][*about];
                desk.note(&format!("note {n}"), about, day, LEVELS[*level]);
            }
            Step::Slices(most) => desk.slices(*most),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// By its id an object is found in all its rows; a page, and a walk, look at some of them only.
    #[test]
    fn a_page_holds_what_is_found_by_id(steps in prop::collection::vec(step(), 1..24)) {
        let desk = Desk::new();
        let nodes = (0..2).map(|n| indicator(&format!("node {n}")));
        let notes = (0..3).map(|n| Make::note(&format!("note {n}"), &[]).id());
        let ids: Vec<String> = nodes.chain(notes).collect();
        for (at, step) in steps.iter().enumerate() {
            step.take(&desk, at as u32 + 1);
            for reader in desk.readers() {
                for whole in [page(99), all_versions(99)] {
                    let of_ids = Query { ids: ids.clone(), ..whole.clone() };
                    let found = desk.world.all(&reader, &desk.shared, &of_ids);
                    let paged = desk.world.all(&reader, &desk.shared, &Query { limit: 2, ..whole.clone() });
                    prop_assert_eq!(&paged, &found, "{:?} after {}", reader.reader, at);
                    if reader.reader != handling::Reader::System {
                        let mut walked = Vec::new();
                        let each = &mut |row: Row<'_>| walked.push(Got::from(&row));
                        desk.world.store.walk(&reader, &whole, each).unwrap();
                        prop_assert_eq!(&walked, &found, "{:?} after {}", reader.reader, at);
                    }
                }
            }
        }
        desk.slices(999);
        prop_assert_eq!(desk.world.store.check().unwrap(), [""; 0]);
    }
}
