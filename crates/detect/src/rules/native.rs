//! Patterns in a tool's own language: passed through where they can do no harm to whoever loads them.
//!
//! A rule that comes from somebody else may read files (`include`, `filemd5`), run code (`lua`), let traffic pass
//! unseen (`pass`), or take the number of another rule.

use super::Reason;

/// Keywords that read or write files, run code, or change traffic.
const HARMFUL: [&str; 19] = [
    "bypass",
    "config",
    "datarep",
    "dataset",
    "file_data_store",
    "filemd5",
    "filesha1",
    "filesha256",
    "filestore",
    "include",
    "iprep",
    "lua",
    "luajit",
    "luaxform",
    "react",
    "rem_file",
    "replace",
    "resp",
    "rewrite",
];

/// Text of somebody else's inside one of our sentences: short, on one line, without backticks.
pub(super) fn shown(text: &str) -> String {
    let clean = text.chars().filter(|c| !c.is_control() && *c != '`');
    clean.take(40).collect()
}

/// One rule of Suricata or Snort, apart: what stands before the parentheses, and its options without number and
/// revision.
pub(super) fn rule(text: &str) -> Result<(String, Vec<String>), Reason> {
    let text = text.trim();
    if text.contains(char::is_control) {
        return Err("only a single rule on a single line is passed on".to_owned());
    }
    let broken = || "it is no rule: `alert … (option; option;)`".to_owned();
    let (header, rest) = text.split_once('(').ok_or_else(broken)?;
    let body = rest.strip_suffix(')').ok_or_else(broken)?;
    let header = header.trim();
    let action = header.split(' ').next().unwrap_or_default();
    if action != "alert" {
        let action = shown(action);
        return Err(format!(
            "its action is `{action}`; only `alert` is passed on"
        ));
    }
    let allowed = |c: char| c.is_ascii_alphanumeric() || "_.:,/[]!$<>- ".contains(c);
    if !header.chars().all(allowed) {
        return Err(broken());
    }
    let mut options = Vec::new();
    for option in split(body).ok_or_else(broken)? {
        let keyword = option.split(':').next().unwrap_or_default().trim();
        let keyword = keyword.to_ascii_lowercase();
        if HARMFUL.contains(&keyword.as_str()) {
            return Err(format!(
                "`{keyword}` reads or writes files, runs code, or changes traffic"
            ));
        }
        if !matches!(keyword.as_str(), "sid" | "rev" | "gid") {
            options.push(option);
        }
    }
    match options.is_empty() {
        true => Err(broken()),
        false => Ok((header.to_owned(), options)),
    }
}

/// Options, each ended by a semicolon without a backslash; quotes must be paired in each.
fn split(body: &str) -> Option<Vec<String>> {
    let (mut all, mut one) = (Vec::new(), String::new());
    let (mut quoted, mut escaped) = (false, false);
    for c in body.chars() {
        if c == ';' && !escaped {
            if quoted {
                return None;
            }
            let option = std::mem::take(&mut one);
            all.push(option.trim().to_owned());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        one.push(c);
    }
    let clean = one.trim().is_empty() && all.iter().all(|option| !option.is_empty());
    clean.then_some(all)
}

/// A YARA source that brings in no other file.
pub(super) fn yara(text: &str) -> Result<(), Reason> {
    if text.contains('\0') || !text.contains("rule") {
        return Err("it is no YARA rule".to_owned());
    }
    let mut rest = text;
    while let Some(at) = rest.find("include") {
        rest = &rest[at + "include".len()..];
        if behind_space(rest).starts_with('"') {
            return Err("`include` reads a file of whoever loads the rule".to_owned());
        }
    }
    Ok(())
}

/// The text behind spaces and comments.
fn behind_space(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        text = if let Some(comment) = text.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, rest)| rest)
        } else if let Some(comment) = text.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, rest)| rest)
        } else {
            return text;
        };
    }
}

/// One Sigma rule, without what YAML readers may run.
pub(super) fn sigma(text: &str) -> Result<(), Reason> {
    let has = |key: &str| text.lines().any(|line| line.starts_with(key));
    if !(has("title:") && has("logsource:") && has("detection:")) {
        return Err("it is no Sigma rule with title, logsource and detection".to_owned());
    }
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if text.contains(control) || text.contains("!!") {
        return Err("it holds control characters or YAML tags".to_owned());
    }
    let separators = text.lines().skip(1).filter(|line| line.starts_with("---"));
    match separators.count() {
        0 => Ok(()),
        _ => Err("it is more than one document".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_rules_only() {
        let (header, options) =
            rule(r#"alert tcp any any -> any 80 (msg:"a\;b"; content:"(x)"; sid:5; rev:1;)"#)
                .unwrap();
        assert_eq!(header, "alert tcp any any -> any 80");
        assert_eq!(options, [r#"msg:"a\;b""#, r#"content:"(x)""#]);
        for wrong in [
            "pass ip any any -> any any (sid:1;)",
            "alert ip any any -> any any (lua:x.lua; sid:1;)",
            "alert ip any any -> any any (dataset:isset,x,type string,save /etc/x; sid:1;)",
            "alert ip any any -> any any (msg:\"a\"; sid:1;)\nalert ip any any -> any any (sid:2;)",
            "alert ip any any -> any any (msg:\"a;b\"; sid:1;)",
            "alert ip any any -> any any (msg:\"a\"; x",
            "alert ip any any -> any any (sid:1;)",
            "# alert",
        ] {
            assert!(rule(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn yara_and_sigma_that_reach_further() {
        assert!(yara("rule a { condition: true } // includes nothing").is_ok());
        assert!(yara("include/* x */\n\"/etc/passwd\"\nrule a { condition: true }").is_err());
        assert!(yara("nothing").is_err());
        let good = "title: a\nlogsource:\n  category: dns\ndetection:\n  a: b\n";
        assert!(sigma(good).is_ok());
        assert!(sigma(&format!("{good}---\n{good}")).is_err());
        assert!(sigma(&format!("{good}x: !!python/object:os.system\n")).is_err());
    }
}
