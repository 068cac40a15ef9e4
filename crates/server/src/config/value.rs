//! Values as they are written in a file, a variable or a flag, read by kind.

use super::keys::Kind;
use std::net::SocketAddr;
use std::time::Duration;

/// Checks a value against its kind; an error says what is allowed.
pub fn check(kind: Kind, text: &str) -> Result<(), String> {
    match kind {
        Kind::Text => Ok(()),
        Kind::Path if text.is_empty() => Err("a path".into()),
        Kind::Path => Ok(()),
        Kind::Address => text
            .parse::<SocketAddr>()
            .map(drop)
            .map_err(|_| "an address and port such as `127.0.0.1:6460` or `[::1]:6460`".into()),
        Kind::Url => match text
            .strip_prefix("https://")
            .or(text.strip_prefix("http://"))
        {
            Some(rest) if !rest.is_empty() && !rest.contains(['?', '#', ' ']) => Ok(()),
            _ => Err("an address such as `https://taxii.example.org`, without a query".into()),
        },
        Kind::Segment if is_segment(text) => Ok(()),
        Kind::Segment => Err("letters, digits, `-` and `_` only".into()),
        Kind::Switch if matches!(text, "true" | "false") => Ok(()),
        Kind::Switch => Err("`true` or `false`".into()),
        Kind::Count(least, most) => match text.parse::<u64>() {
            Ok(number) if (least..=most).contains(&number) => Ok(()),
            _ => Err(format!("a whole number from {least} to {most}")),
        },
        Kind::Size(least, most) => match size(text) {
            Some(bytes) if (least..=most).contains(&bytes) => Ok(()),
            _ => Err(format!(
                "a size from {} to {}, such as `10 MiB`",
                write_size(least),
                write_size(most)
            )),
        },
        Kind::Duration => match duration(text) {
            Some(length) if !length.is_zero() => Ok(()),
            _ => Err("a length of time such as `500ms`, `30s`, `5m` or `24h`".into()),
        },
        Kind::Identity if is_identity(text) => Ok(()),
        Kind::Identity => {
            Err("the id of a STIX identity: `identity--` and a lower-case UUID".into())
        }
        Kind::List if list(text).all(|item| !item.is_empty()) => Ok(()),
        Kind::List => Err("a list of texts without commas, none of them empty".into()),
        Kind::Choice(choices) if choices.contains(&text) => Ok(()),
        Kind::Choice(choices) => Err(format!("one of `{}`", choices.join("`, `"))),
    }
}

/// Letters, digits, `-` and `_`, at most 64.
pub fn is_segment(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text != "taxii2"
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
}

fn is_identity(text: &str) -> bool {
    stix::Identifier::parse(text).is_some_and(|id| id.type_name() == "identity")
}

/// The texts of a list.
pub fn list(text: &str) -> impl Iterator<Item = &str> {
    let items = text.split(',').map(str::trim);
    items.take(if text.is_empty() { 0 } else { usize::MAX })
}

fn number_and_unit(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    Some((number.parse().ok()?, unit.trim()))
}

/// `64 KiB` in bytes.
pub fn size(text: &str) -> Option<u64> {
    let (number, unit) = number_and_unit(text)?;
    let scale: u64 = match unit {
        "" | "B" => 1,
        "KiB" => 1 << 10,
        "MiB" => 1 << 20,
        "GiB" => 1 << 30,
        "KB" | "kB" => 1_000,
        "MB" => 1_000_000,
        "GB" => 1_000_000_000,
        _ => return None,
    };
    number.checked_mul(scale)
}

fn write_size(bytes: u64) -> String {
    match bytes {
        b if b % (1 << 30) == 0 => format!("{} GiB", b >> 30),
        b if b % (1 << 20) == 0 => format!("{} MiB", b >> 20),
        b if b % (1 << 10) == 0 => format!("{} KiB", b >> 10),
        b => b.to_string(),
    }
}

/// `30s` as a duration, at most ten years.
pub fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = number_and_unit(text)?;
    let scale: u64 = match unit {
        "ms" => 1,
        "s" => 1_000,
        "m" | "min" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return None,
    };
    let length = Duration::from_millis(number.checked_mul(scale)?);
    (length <= Duration::from_secs(10 * 366 * 86_400)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_durations_carry_units() {
        assert_eq!(size("65536"), Some(65_536));
        assert_eq!(size("10 MiB"), Some(10 << 20));
        assert_eq!(size("10MB"), Some(10_000_000));
        assert_eq!(size("10 miles"), None);
        assert_eq!(size("99999999999 GiB"), None);
        assert_eq!(duration("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(duration("24h"), Some(Duration::from_secs(86_400)));
        assert_eq!(duration("24"), None);
        assert_eq!(duration("-1s"), None);
        assert_eq!(duration("99999999999d"), None);
    }

    #[test]
    fn each_kind_says_what_it_allows() {
        for (kind, good, bad) in [
            (Kind::Address, "[::1]:0", "localhost"),
            (Kind::Url, "https://a.example/x", "ftp://a.example"),
            (Kind::Segment, "north_1", "a/b"),
            (Kind::Segment, "north_1", "taxii2"),
            (Kind::Switch, "false", "no"),
            (Kind::Count(1, 10), "10", "11"),
            (Kind::Size(1024, 2048), "1 KiB", "1"),
            (Kind::Duration, "1s", "0s"),
            (Kind::Choice(&["a", "b"]), "b", "c"),
            (Kind::Path, "x", ""),
            (Kind::List, "internal:*, x", "a,,b"),
            (
                Kind::Identity,
                "identity--0000000a-0000-4000-8000-000000000000",
                "malware--0000000a-0000-4000-8000-000000000000",
            ),
        ] {
            assert_eq!(check(kind, good), Ok(()));
            assert!(check(kind, bad).is_err(), "{kind:?} {bad}");
        }
    }
}
