//! `next` as strangers send it: only what was sealed for this reader opens, and it gives back what was sealed.
#![no_main]

use handling::Reader;
use std::sync::{Arc, OnceLock};
use store::{Clock, Cursor, Options, Store};

struct Still;

impl Clock for Still {
    fn now(&self) -> i64 {
        0
    }
}

static STORE: OnceLock<Store> = OnceLock::new();

fn store() -> &'static Store {
    STORE.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("tansiq-fuzz-{}", std::process::id()));
        Store::open(&folder, Options::new(Arc::new(Still)))
            .expect("a store opens in the temporary folder")
    })
}

libfuzzer_sys::fuzz_target!(|input: (&str, i64)| {
    let (text, after) = input;
    let (store, reader) = (
        store(),
        Reader::Partner {
            key: 1,
            name: "a".into(),
        },
    );
    assert_eq!(
        store.open_cursor(&reader, "c", text),
        None,
        "nobody can guess a sealed cursor"
    );
    let cursor = Cursor {
        after,
        filter: text.to_owned(),
    };
    let sealed = store.seal_cursor(&reader, "c", &cursor);
    if text.len() < 1024 {
        assert_eq!(store.open_cursor(&reader, "c", &sealed), Some(cursor));
    }
    assert_eq!(store.open_cursor(&reader, "d", &sealed), None);
    assert_eq!(store.open_cursor(&Reader::Anonymous, "c", &sealed), None);
});
