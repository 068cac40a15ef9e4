//! Readable tables under `tests/golden/`: a change of policy is a diff one can read. `UPDATE=1` rewrites them.

use std::path::Path;

/// Compares a table with its file, or rewrites the file when `UPDATE` is set.
pub fn check(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("has a folder")).expect("folder");
        std::fs::write(&path, table).expect("write the table");
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let differing: Vec<String> = (kept.lines().zip(table.lines()))
        .filter(|(kept, now)| kept != now)
        .map(|(kept, now)| format!("- {kept}\n+ {now}"))
        .take(10)
        .collect();
    assert!(
        kept == table,
        "tests/golden/{name} differs ({} lines kept, {} now); UPDATE=1 rewrites it\n{}",
        kept.lines().count(),
        table.lines().count(),
        differing.join("\n")
    );
}

/// Lays out rows in columns, wide enough that a changed cell seldom moves its neighbours.
pub fn columns(rows: &[Vec<String>]) -> String {
    let wide = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or(0)
            .max(12)
    };
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0))
        .map(wide)
        .collect();
    let mut text = String::new();
    for row in rows {
        let cells = row.iter().zip(&widths);
        let line: String = cells
            .map(|(cell, width)| format!("{cell:width$} | "))
            .collect();
        text.push_str(line.trim_end_matches(" | ").trim_end());
        text.push('\n');
    }
    text
}
