//! Documents written from the code are as the code says. `UPDATE=1` writes them anew.

use std::path::Path;

fn fresh(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../docs")
        .join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("docs can be made");
        std::fs::write(&path, text).expect("docs can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == text,
        "docs/{name} is stale; `UPDATE=1 cargo test -p tansiq --test generated` writes it anew"
    );
}

#[test]
fn the_example_configuration_is_fresh() {
    fresh("tansiq.example.toml", &server::config::example::text());
}

#[test]
fn the_command_reference_is_fresh() {
    fresh("COMMANDS.md", &server::cli::reference());
}
