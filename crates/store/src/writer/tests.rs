//! What only the inside can provoke: a disk that is full, a job that panics.

use crate::{Error, Incoming, NewCollection, Options, Query, Result, Source, Store, Submission};
use handling::Clearance;
use stix::{Limits, Object};

fn store() -> (tempfile::TempDir, Store, String) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(
        dir.path(),
        Options::new(std::sync::Arc::new(1_800_000_000_000_000)),
    )
    .unwrap();
    let new = NewCollection {
        id: None,
        title: "shared".to_owned(),
        description: None,
        alias: None,
        public: false,
        communities: Vec::new(),
    };
    let id = store.create_collection("test", new).unwrap().id;
    (dir, store, id)
}

fn put(store: &Store, collection: &str, at: u32) -> Result<()> {
    let text = format!(
        "{{\"type\":\"indicator\",\"id\":\"indicator--00000000-0000-4000-8000-{at:012}\",\"spec_version\":\"2.1\",\
         \"created\":\"2026-01-01T00:00:00Z\",\"modified\":\"2026-01-01T00:00:00Z\",\"x_filler\":\"{}\"}}",
        "x".repeat(4_000)
    );
    let object = Object::parse(text.as_bytes(), &Limits::default()).unwrap();
    let submission = Submission {
        source: Source::Operator("test".to_owned()),
        collection: Some(collection.to_owned()),
        objects: vec![(Incoming::new(&object), None)],
        default_tlp: None,
        status: None,
        checkpoint: None,
    };
    store.submit(submission).map(|_| ())
}

fn count(store: &Store, collection: &str) -> usize {
    let query = Query {
        limit: 10_000,
        ..Query::default()
    };
    let end = store
        .page(&Clearance::system(), collection, &query, &mut |_| ())
        .unwrap();
    end.unwrap().count
}

fn most_pages(store: &Store, more: i64) {
    store
        .write(move |tx| {
            let pages: i64 = tx
                .conn
                .pragma_query_value(None, "page_count", |row| row.get(0))?;
            let most: i64 =
                tx.conn
                    .pragma_update_and_check(None, "max_page_count", pages + more, |row| {
                        row.get(0)
                    })?;
            assert_eq!(most, pages + more);
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_full_disk_is_said_and_harms_nothing() {
    let (_dir, store, collection) = store();
    put(&store, &collection, 0).unwrap();
    most_pages(&store, 5);
    let mut done = 1;
    let error = loop {
        match put(&store, &collection, done) {
            Ok(()) => done += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::DiskFull { .. }), "{error}");
    assert_eq!(count(&store, &collection), done as usize, "reads go on");
    assert!(put(&store, &collection, done).is_err());
    most_pages(&store, 1_000);
    put(&store, &collection, done).unwrap();
    assert_eq!(count(&store, &collection), done as usize + 1);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
}

#[test]
fn a_job_that_panics_takes_back_only_itself() {
    let (_dir, store, collection) = store();
    put(&store, &collection, 0).unwrap();
    let ended: Result<()> = store.write(|tx| {
        tx.conn.execute("DELETE FROM member", [])?;
        panic!("a planted bug")
    });
    assert!(matches!(ended, Err(Error::Storage(_))));
    assert_eq!(count(&store, &collection), 1);
    put(&store, &collection, 1).unwrap();
    assert_eq!(count(&store, &collection), 2);
}

#[test]
fn what_a_failing_job_wrote_is_gone_from_memory_too() {
    let (_dir, store, collection) = store();
    let failed: Result<()> = store.write(|tx| {
        tx.type_key("indicator")?;
        Err(Error::Invalid("on purpose".to_owned()))
    });
    assert!(failed.is_err());
    put(&store, &collection, 0).unwrap();
    assert_eq!(store.check().unwrap(), Vec::<String>::new());
    let indicators = Query {
        limit: 9,
        types: vec!["indicator".to_owned()],
        ..Query::default()
    };
    let end = store
        .page(&Clearance::system(), &collection, &indicators, &mut |_| ())
        .unwrap()
        .unwrap();
    assert_eq!(
        end.count, 1,
        "the key must not be one that only memory holds"
    );
}
