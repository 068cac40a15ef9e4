//! What every form makes of every construct, as one file a form; and what holds for all of them.

use crate::corpus::{HOSTILE, constructs, hostile, indicator, written};
use detect::rules::{Format, Setting, Written, write};
use std::fmt::Write as _;
use std::path::Path;

fn shown(written: &Written) -> String {
    let mut out = String::new();
    for (name, bytes) in &written.files {
        let _ = writeln!(out, "===== {name}\n{}", String::from_utf8_lossy(bytes));
    }
    let _ = writeln!(out, "===== not expressed");
    for left in &written.not_expressed {
        let id = &left.indicator["indicator--".len()..][..8];
        let part = left.part.as_deref().unwrap_or("all of it");
        let _ = writeln!(out, "{id} {part}\n    {}", left.reason);
    }
    out
}

#[test]
fn constructs_in_every_form() {
    for format in Format::ALL {
        let now = shown(&written(format, &constructs()));
        let name = format!("{}.txt", format.name());
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden/rules")
            .join(&name);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == now,
            "tests/golden/rules/{name} differs; `UPDATE=1` writes it anew\n{now}"
        );
    }
}

#[test]
fn order_and_repetition_change_nothing() {
    let mut all = constructs();
    all.extend(hostile(HOSTILE));
    let mut turned = all.clone();
    turned.reverse();
    for format in Format::ALL {
        let (a, b) = (written(format, &all), written(format, &turned));
        assert!(a == b, "{}", format.name());
        let setting = Setting {
            collection: "6d1f0c0a-5a0e-4b8f-9f0b-2f6f6f3f9a01".to_owned(),
            files: a.files.clone(),
            serial: 1_735_689_600,
        };
        assert!(
            write(format, &all, &[], &setting) == a,
            "{} again",
            format.name()
        );
    }
}

#[test]
fn another_serial_is_as_if_it_was_written_with_it() {
    let mut all = constructs();
    all.extend(hostile(HOSTILE));
    for format in Format::ALL {
        let with = |serial| {
            let setting = Setting {
                serial,
                ..Setting::default()
            };
            write(format, &all, &[], &setting)
        };
        for (before, serial) in [(0, 1_735_689_600), (7, 8), (u32::MAX, 1)] {
            let mut turned = with(before);
            assert_eq!(turned == with(serial), format != Format::Rpz);
            turned.set_serial(before, serial);
            assert!(turned == with(serial), "{} {serial}", format.name());
        }
    }
}

#[test]
fn nothing_is_dropped_in_silence() {
    let all = constructs();
    for format in Format::ALL {
        let written = written(format, &all);
        let left = |id: &str| written.not_expressed.iter().any(|l| l.indicator == id);
        let files: Vec<String> = written
            .files
            .values()
            .map(|b| String::from_utf8_lossy(b).into_owned())
            .collect();
        let in_files = |id: &str| files.iter().any(|text| text.contains(id));
        // Values of lists and hashes stand without the id they come from.
        let anonymous = matches!(format, Format::Plain | Format::Suricata);
        for one in &all {
            let told = left(&one.id)
                || in_files(&one.id)
                || anonymous
                || written.files.keys().any(|name| name.contains(&one.id));
            assert!(told, "{}: {}", format.name(), one.pattern);
        }
        assert!(written.not_expressed.iter().all(|l| !l.reason.is_empty()));
        assert_eq!(
            written.indicators as usize
                + all
                    .iter()
                    .filter(|i| {
                        let parts = written.not_expressed.iter().filter(|l| l.indicator == i.id);
                        parts.count() > 0 && !is_partly(&written, i, format)
                    })
                    .count(),
            all.len(),
            "{}",
            format.name()
        );
    }
}

/// Whether something of it was written, tried alone.
fn is_partly(_: &Written, one: &detect::rules::Indicator, format: Format) -> bool {
    written(format, std::slice::from_ref(one)).indicators == 1
}

#[test]
fn types_choose_the_objects_that_rules_are_about() {
    let mixed = indicator(
        1,
        "[domain-name:value = 'a.example' OR ipv4-addr:value = '192.0.2.1' OR file:size > 5]",
    );
    let only = |kind: &str| {
        let types = [kind.to_owned()];
        write(
            Format::Plain,
            std::slice::from_ref(&mixed),
            &types,
            &Setting::default(),
        )
    };
    let names = |written: &Written| written.files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&only("domain-name")), ["domains.txt"]);
    assert_eq!(names(&only("ipv4-addr")), ["addresses.txt"]);
    assert_eq!(only("domain-name").not_expressed, []);
    assert_eq!(only("file").not_expressed.len(), 1);
}
