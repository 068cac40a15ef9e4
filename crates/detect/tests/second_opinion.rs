//! The crate `rstix` as an oracle beside the OASIS matcher: what a single bracket says of a single object. Left out is
//! where it differs from the text (docs/PATTERNS.md has the sections): several observations, `<` and its like on
//! strings, NOT where the property or the type of object is absent, NOT ISSUPERSET.

use detect::observed::{evaluate, observations, parse};
use detect::program::compile;
use rstix::Pattern;
use rstix::model::sco::ScoObject;

/// A small generator, so that every run sees the same cases.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn pick<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.below(of.len() as u64) as usize]
    }
}

/// A comparison about objects of this type.
fn test(object_type: &str, random: &mut Random) -> String {
    let not = random.pick(&["", "", "NOT "]);
    match (object_type, random.below(6)) {
        ("ipv4-addr", 0) => format!(
            "ipv4-addr:value ISSUPERSET '10.0.{}.0/{}'",
            random.below(2),
            random.pick(&["8", "16", "24", "32"])
        ),
        ("ipv4-addr", _) => format!(
            "ipv4-addr:value {not}ISSUBSET '10.0.{}.0/{}'",
            random.below(2),
            random.pick(&["8", "16", "24", "32"])
        ),
        ("domain-name", _) => format!(
            "domain-name:value {not}{} '{}'",
            random.pick(&["=", "!=", "LIKE"]),
            random.pick(&["a.example", "b.example", "%.example"])
        ),
        (_, 0) => format!(
            "file:name {not}{} '{}'",
            random.pick(&["=", "!="]),
            random.pick(&["a", "b", "ab"])
        ),
        (_, 1) => format!("file:name {not}IN ('a', '{}')", random.pick(&["b", "x"])),
        (_, 2) => format!(
            "file:name {not}LIKE '{}'",
            random.pick(&["%", "_", "a%", "%b", "__", "a_", "A%"])
        ),
        (_, 3) => format!(
            "file:name {not}MATCHES '{}'",
            random.pick(&["^a", "b$", "[ab]", "a.", "^.$", "x*"])
        ),
        (_, 4) => format!(
            "file:size {not}{} {}",
            random.pick(&["=", "!=", "<", "<=", ">", ">="]),
            random.pick(&["0", "1", "2"])
        ),
        _ => format!("file:hashes.MD5 {not}= '{}'", random.pick(&[LOW, HIGH])),
    }
}

const LOW: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const HIGH: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

fn bracket(object_type: &str, random: &mut Random) -> String {
    let mut test = || test(object_type, random);
    let (first, second, third) = (test(), test(), test());
    match random.below(5) {
        0 => format!("[{first} OR {second}]"),
        1 => format!("[{first} AND {second}]"),
        2 => format!("[({first} OR {second}) AND {third}]"),
        _ => format!("[{first}]"),
    }
}

fn object(object_type: &str, random: &mut Random) -> (String, ScoObject) {
    const READ: &str = "an object that rstix reads";
    let members = match object_type {
        "ipv4-addr" => format!(r#""value":"10.0.{}.{}""#, random.below(3), random.below(3)),
        "domain-name" => format!(r#""value":"{}.example""#, random.pick(&["a", "b", "c"])),
        _ => format!(
            r#""name":"{}","size":{},"hashes":{{"MD5":"{}"}}"#,
            random.pick(&["a", "b", "ab", "ba"]),
            random.below(3),
            random.pick(&[LOW, HIGH])
        ),
    };
    let id = format!("{object_type}--00000000-0000-4000-8000-000000000001");
    let text = format!(r#"{{"type":"{object_type}","spec_version":"2.1","id":"{id}",{members}}}"#);
    let read = match object_type {
        "ipv4-addr" => ScoObject::Ipv4Addr(serde_json::from_str(&text).expect(READ)),
        "domain-name" => ScoObject::DomainName(serde_json::from_str(&text).expect(READ)),
        _ => ScoObject::File(serde_json::from_str(&text).expect(READ)),
    };
    (text, read)
}

#[test]
fn a_bracket_says_the_same_of_an_object() {
    let mut random = Random(17);
    let (mut wrong, mut held, mut asked) = (Vec::new(), 0, 0);
    for _ in 0..6_000 {
        let object_type = random.pick(&["file", "file", "ipv4-addr", "domain-name"]);
        let (text, (object, theirs)) = (
            bracket(object_type, &mut random),
            object(object_type, &mut random),
        );
        let value = parse(object.as_bytes()).unwrap();
        let program = compile(&text).unwrap_or_else(|error| panic!("{}", error.render(&text)));
        let ours = evaluate(&program, &observations(&value).unwrap())
            .unwrap()
            .is_match;
        let answer = Pattern::parse(&text)
            .map_err(|error| error.to_string())
            .and_then(|pattern| pattern.matches_single(&theirs).map_err(|e| e.to_string()));
        asked += 1;
        held += u32::from(ours);
        if answer != Ok(ours) {
            wrong.push(format!("ours {ours}, theirs {answer:?}: {text} {object}"));
        }
    }
    assert!(held > 2_000, "only {held} of {asked} hold");
    assert!(
        wrong.is_empty(),
        "{} of {asked}:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(40)].join("\n")
    );
}
