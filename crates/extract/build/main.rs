//! Reads the lists of words, countries, towns and names, and lays them out as the binary carries them: `src/lexicon/frozen.rs`.

#[path = "../src/lexicon/canon.rs"]
mod canon;
mod classes;
mod conjugate;
#[path = "../src/lexicon/frozen.rs"]
mod frozen;
mod grow;
#[path = "../src/lexicon/hash.rs"]
mod hash;
mod lists;
mod places;
#[path = "../src/lexicon/tag.rs"]
mod tag;
#[path = "../src/lexicon/verb.rs"]
mod verb;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    // The lists are part of this script, so it is made anew whenever one changes.
    println!("cargo::rerun-if-changed=build");
    let out = std::env::var_os("OUT_DIR").ok_or("cargo says where the outcome goes")?;
    std::fs::write(
        Path::new(&out).join("lexicon.bin"),
        lists::load()?.freeze()?,
    )?;
    Ok(())
}
