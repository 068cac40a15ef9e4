//! Since when each reader has a version, as its handling changes.

mod kit;

use handling::Clearance;
use kit::*;
use stix::marking::Tlp;
use store::*;

/// Alpha writes notes about an address, beta keeps the address secret, gamma reads.
struct Three {
    world: World,
    alpha: Partner,
    beta: Partner,
    gamma: Partner,
    shared: Collection,
    address: Make,
}

impl Three {
    fn new() -> Self {
        let world = World::new();
        let [alpha, beta, gamma] =
            ["alpha", "beta", "gamma"].map(|name| world.partner(name, Tlp::Green));
        let shared = world.collection("shared", &[&alpha, &beta, &gamma]);
        let address = Make::ipv4("198.51.100.7");
        Self {
            world,
            alpha,
            beta,
            gamma,
            shared,
            address,
        }
    }

    fn note(&self, day: u32, level: Tlp) -> String {
        let note = Make::note("n", &[&self.address.id()]).by("alpha");
        note.day(day).tlp(level).json()
    }

    fn address(&self, level: Tlp) -> String {
        Make::ipv4("198.51.100.7").tlp(level).json()
    }

    fn post(&self, from: &Partner, objects: &[String]) {
        self.world.post(from, &self.shared, objects);
    }

    /// When the newest version of the note came, to this reader.
    fn since(&self, reader: &Clearance) -> Option<i64> {
        let got = self.world.all(reader, &self.shared, &page(1));
        let note = got.iter().find(|got| got.id.starts_with("note--"))?;
        // Asked for by id, in the list of versions, and after any date, it is there once, or not at all.
        let versions = self.world.store.object_versions(reader, &note.id).unwrap();
        let dates = versions
            .last()
            .unwrap()
            .collections
            .iter()
            .map(|(_, date)| *date);
        assert_eq!(dates.collect::<Vec<_>>(), [note.date_added]);
        for after in [note.date_added - 1, note.date_added] {
            let mut query = page(9);
            query.after = Some(after);
            let later = self.world.all(reader, &self.shared, &query);
            let again = later.iter().filter(|got| got.id == note.id).count();
            assert_eq!(again, usize::from(after < note.date_added));
        }
        Some(note.date_added)
    }

    /// To alpha, beta, gamma and the operator.
    fn dates(&self) -> [Option<i64>; 4] {
        let [alpha, beta, gamma] =
            [&self.alpha, &self.beta, &self.gamma].map(|p| self.since(&p.clearance()));
        [alpha, beta, gamma, self.since(&Clearance::system())]
    }
}

#[test]
fn whoever_had_it_all_along_sees_no_date_move() {
    let three = Three::new();
    three.post(&three.beta, &[three.address(Tlp::Red)]);
    three.post(&three.alpha, &[three.note(1, Tlp::Clear)]);
    let first = three.since(&three.alpha.clearance());
    assert_eq!(three.dates(), [first, first, None, first]);

    three.post(&three.alpha, &[three.address(Tlp::Clear)]);
    let second = three.since(&three.gamma.clearance());
    assert!(second > first);
    assert_eq!(three.dates(), [first, first, second, second]);

    // Tightened: it goes for gamma, and nobody is left who has it since the second date.
    three.post(&three.alpha, &[three.note(2, Tlp::Red)]);
    let third = three.since(&three.alpha.clearance());
    assert_eq!(three.dates(), [third, None, None, third]);
    assert_eq!(three.world.store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn what_is_given_back_comes_after_the_cursor() {
    let three = Three::new();
    three.post(&three.alpha, &[three.note(1, Tlp::Clear)]);
    let first = three.since(&three.gamma.clearance());
    assert_eq!(three.dates(), [first; 4]);
    // Anybody may close notes about an address that their author did not hand in...
    three.post(&three.beta, &[three.address(Tlp::Red)]);
    assert_eq!(three.dates(), [first, first, None, first]);
    // ...until the author does.
    three.post(&three.alpha, &[three.address(Tlp::Clear)]);
    let second = three.since(&three.gamma.clearance());
    assert!(second > first);
    assert_eq!(three.dates(), [first, first, second, second]);
}

#[test]
fn what_comes_together_comes_in_its_order() {
    let three = Three::new();
    three.post(&three.beta, &[three.address(Tlp::Red)]);
    let both = [
        three.note(1, Tlp::Clear),
        three.address(Tlp::Clear),
        Make::indicator("i", 1).tlp(Tlp::Clear).json(),
    ];
    three.post(&three.alpha, &both);
    let of = |reader: &Partner| {
        let got = three
            .world
            .all(&reader.clearance(), &three.shared, &page(9))
            .into_iter();
        got.map(|got| (got.date_added, got.id)).collect::<Vec<_>>()
    };
    let alpha = of(&three.alpha);
    assert_eq!(alpha, of(&three.gamma));
    assert!(alpha[0].1.starts_with("note--") && alpha[2].1.starts_with("indicator--"));
    assert!(alpha.windows(2).all(|two| two[1].0 == two[0].0 + 1));
}

#[test]
fn a_version_is_taken_out_with_all_its_dates() {
    let three = Three::new();
    three.post(&three.beta, &[three.address(Tlp::Red)]);
    three.post(&three.alpha, &[three.note(1, Tlp::Clear)]);
    three.post(&three.alpha, &[three.address(Tlp::Clear)]);
    let note = Make::note("n", &[]).id();
    let store = &three.world.store;
    let done = store.delete(
        &three.alpha.clearance(),
        &three.shared.id,
        &note,
        &all_versions(0),
    );
    assert_eq!(done.unwrap(), 1);
    assert_eq!(three.dates(), [None; 4]);
    store
        .add_to_collection("op", &three.shared.id, std::slice::from_ref(&note))
        .unwrap();
    let back = three.since(&three.alpha.clearance());
    assert_eq!(three.dates(), [back; 4]);
    assert_eq!(
        store
            .remove_from_collection("op", &three.shared.id, &[note])
            .unwrap(),
        1
    );
    assert_eq!(three.dates(), [None; 4]);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_walk_tells_a_reader_nothing_of_when_something_came_in() {
    let world = World::new();
    let alpha = world.partner("alpha", Tlp::Green);
    let beta = world.partner("beta", Tlp::Green);
    let shared = world.collection("shared", &[&alpha, &beta]);
    let hidden = world.collection("hidden", &[&beta]);
    let address = Make::ipv4("198.51.100.7");
    let [early, always] = ["early", "always"].map(|name| Make::indicator(name, 1).tlp(Tlp::Green));
    let unseen = [early.json(), address.clone().tlp(Tlp::Green).json()];
    world.import(Some(&hidden), &unseen);
    world.import(Some(&shared), &[always.json()]);
    let ids = [early.id(), address.id()];
    world
        .store
        .add_to_collection("test", "shared", &ids)
        .unwrap();
    let walk = |reader: &Clearance| {
        let (mut got, mut query) = (Vec::new(), all_versions(1));
        loop {
            let mut each = |row: Row<'_>| got.push(Got::from(&row));
            let end = world.store.walk(reader, &query, &mut each).unwrap();
            if !end.more {
                return got;
            }
            query.after = end.last;
        }
    };
    let paged = world.all(&alpha.clearance(), &shared, &all_versions(9));
    assert_eq!(
        walk(&alpha.clearance()),
        paged,
        "as it would page the only collection it reads"
    );
    let names = |got: Vec<Got>| got.into_iter().map(|got| got.id).collect::<Vec<_>>();
    assert_eq!(
        names(walk(&alpha.clearance())),
        [always.id(), early.id(), address.id()]
    );
    assert_eq!(
        names(walk(&beta.clearance())),
        [early.id(), address.id(), always.id()]
    );
    assert_eq!(
        names(walk(&Clearance::system())),
        [early.id(), address.id(), always.id()]
    );
}
