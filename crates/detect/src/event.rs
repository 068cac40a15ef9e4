//! Event lines: which fields they hold, and which observation those fields make.

mod build;
mod lines;
mod mapping;
mod path;
mod scan;
mod source;
mod syslog;

pub(crate) use build::{build, gather};
pub(crate) use lines::{Lines, event_time};
pub(crate) use mapping::{Content, Family, Kind};
pub use mapping::{Mapping, MappingFault};
pub use scan::LineFault;
pub(crate) use scan::{Field, Fields};
pub(crate) use source::{Scratch, Source};

/// The formats that come with a mapping, and their mapping files.
pub const FORMATS: [(&str, &str); 13] = [
    ("eve", include_str!("../mappings/eve.toml")),
    ("zeek", include_str!("../mappings/zeek.toml")),
    ("zeek-tsv", include_str!("../mappings/zeek-tsv.toml")),
    ("sysmon", include_str!("../mappings/sysmon.toml")),
    ("ndjson", include_str!("../mappings/ndjson.toml")),
    ("cef", include_str!("../mappings/cef.toml")),
    ("syslog", include_str!("../mappings/syslog.toml")),
    ("windows", include_str!("../mappings/windows.toml")),
    // The lines that `evtx` makes of a log are those of `windows`.
    ("evtx", include_str!("../mappings/windows.toml")),
    ("winlogbeat", include_str!("../mappings/winlogbeat.toml")),
    ("aws", include_str!("../mappings/aws.toml")),
    ("azure", include_str!("../mappings/azure.toml")),
    ("gcp", include_str!("../mappings/gcp.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mapping_that_comes_along_can_be_read() {
        for (name, text) in FORMATS {
            Mapping::parse(text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        }
    }

    #[test]
    fn faults_of_a_mapping_are_told() {
        let fault = |text: &str| Mapping::parse(text).unwrap_err().to_string();
        let object = |lines: &str| fault(&format!("[[object]]\n{lines}"));
        assert_eq!(
            fault("format = \"xml\""),
            "`format`: is `json`, `zeek-tsv`, `cef` or `syslog`"
        );
        assert_eq!(fault("foo = 1"), "`foo`: has no meaning here");
        assert_eq!(object("value = \"a\""), "object 1: has no `type`");
        assert_eq!(
            object("type = \"x\"\na_ref = \"@b\""),
            "object 1: `@b` names no object before this one"
        );
        assert_eq!(
            object("type = \"ip\"\nname = \"a\""),
            "object 1: of type `ip` or `host` has one property, `value`"
        );
        assert_eq!(
            object("type = \"x\"\nvalue = \"a[]\"\nb = \"c\""),
            "object 1: takes a list (`[]`) for an object with more than one property"
        );
        assert_eq!(
            object("type = \"x\"\nvalue = \"{a\""),
            "object 1: has a `{` that is never closed"
        );
        assert_eq!(
            object("id = \"a\"\ntype = \"x\"\nb = \"a[x\""),
            "object `a`: `a[x` is no field; write for example `tls.sni` or `'id.orig_h'`"
        );
    }
}
