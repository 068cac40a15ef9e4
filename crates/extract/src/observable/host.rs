//! Host names and addresses: what counts as one.

use std::collections::HashSet;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

static TLDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/tlds.txt")
        .lines()
        .filter(|l| !l.is_empty())
        .collect()
});

/// File extensions that a name in a report may end in.
const EXTENSIONS: &[&str] = &[
    "7z", "apk", "asp", "aspx", "bak", "bat", "bin", "bmp", "cab", "cfg", "chm", "class", "cmd",
    "conf", "cpl", "csv", "dat", "db", "dll", "dmg", "doc", "docm", "docx", "dotm", "drv", "elf",
    "eml", "exe", "gif", "gz", "hta", "htm", "html", "ico", "img", "inf", "ini", "iso", "jar",
    "jpeg", "jpg", "js", "jse", "json", "jsp", "key", "lnk", "log", "md", "mof", "mov", "mp3",
    "mp4", "msg", "msi", "ocx", "pdf", "pem", "php", "pif", "pkg", "pl", "plist", "png", "ppt",
    "pptm", "pptx", "ps1", "psm1", "py", "pyc", "rar", "rb", "reg", "rs", "rtf", "scr", "sh", "so",
    "sqlite", "swf", "sys", "tar", "tgz", "tmp", "txt", "url", "vbe", "vbs", "vhd", "war", "wsf",
    "xlam", "xll", "xls", "xlsb", "xlsm", "xlsx", "xml", "xz", "yar", "yara", "yml", "zip",
];
const PRODUCTS: &[&str] = &[
    "asp.net",
    "vb.net",
    "ado.net",
    "node.js",
    "vue.js",
    "socket.io",
    "booking.com's",
];

/// Whether `name` ends in a known file extension.
pub(super) fn file_name(name: &str) -> bool {
    let Some((stem, ext)) = name.rsplit_once('.') else {
        return false;
    };
    !stem.is_empty()
        && stem.bytes().any(|b| b.is_ascii_alphanumeric())
        && ext.len() <= 6
        && EXTENSIONS
            .binary_search(&ext.to_ascii_lowercase().as_str())
            .is_ok()
}

/// Whether `name` is a domain name under a top level that exists. A defanged name is one even where
/// its last label is also a file extension.
pub(super) fn domain(name: &str, defanged: bool) -> bool {
    if name.len() > 253
        || !name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_'))
    {
        return false;
    }
    let Some((rest, last)) = name.rsplit_once('.') else {
        return false;
    };
    let lower = last.to_ascii_lowercase();
    if lower != "onion" && !TLDS.contains(lower.as_str()) {
        return false;
    }
    if !rest
        .split('.')
        .all(|l| !l.is_empty() && l.len() <= 63 && !l.starts_with('-') && !l.ends_with('-'))
    {
        return false;
    }
    let mixed = last.bytes().any(|b| b.is_ascii_uppercase())
        && name.bytes().any(|b| b.is_ascii_lowercase());
    let plain = !rest.contains('.');
    if defanged {
        return true;
    }
    !(mixed
        || plain && (rest.len() < 2 || file_name(name))
        || PRODUCTS.contains(&name.to_ascii_lowercase().as_str())
        || rest.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
}

/// `a.b.c.d`, without leading zeros.
pub(super) fn ipv4(s: &str) -> bool {
    s.len() <= 15 && s.parse::<Ipv4Addr>().is_ok()
}

/// Whether `s` is an address or a network `address/bits`.
pub(super) fn ipv4_net(s: &str) -> bool {
    match s.split_once('/') {
        Some((a, bits)) => ipv4(a) && bits.len() <= 2 && bits.parse::<u8>().is_ok_and(|b| b <= 32),
        None => ipv4(s),
    }
}

/// An IPv6 address or network with at least two groups and a digit.
pub(super) fn ipv6_net(s: &str) -> bool {
    let (a, ok) = match s.split_once('/') {
        Some((a, bits)) => (
            a,
            bits.len() <= 3 && bits.parse::<u8>().is_ok_and(|b| b <= 128),
        ),
        None => (s, true),
    };
    ok && a.len() >= 3
        && a.bytes().filter(|&b| b == b':').count() >= 2
        && a.bytes().any(|b| b.is_ascii_digit())
        && a.parse::<Ipv6Addr>().is_ok()
}

/// `00:1a:2b:3c:4d:5e`, also with hyphens.
pub(super) fn mac(s: &str) -> bool {
    let b = s.as_bytes();
    b.len() == 17
        && matches!(b[2], b':' | b'-')
        && (0..17).all(|i| {
            if i % 3 == 2 {
                b[i] == b[2]
            } else {
                b[i].is_ascii_hexdigit()
            }
        })
}

#[cfg(test)]
mod tests {
    #[test]
    fn extensions_are_sorted() {
        assert!(super::EXTENSIONS.is_sorted());
    }
}
