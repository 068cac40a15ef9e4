//! What a run holds: the decision for one run, most specific kind first.

use super::refang::{Live, live};
use super::run::{AT, BACKSLASH, BRACKET, COLON, DIGIT, DOT, Run, SLASH};
use super::{Kind, Observable, host, wallet};

/// What is read at once of a piece that is longer: nothing but a URL has so many bytes, and what marks divide
/// (`a:a:a:…`) would be looked at once for each of them.
const LONGEST: usize = 1_024;

/// One run, live, with the way back to the text.
struct Part<'a> {
    live: &'a Live,
    /// Where the run begins in the text.
    base: usize,
    attack: bool,
    found: &'a mut Vec<Observable>,
    /// Bytes looked at.
    work: usize,
}

/// Looks at one run of `text` and pushes what it holds. Gives how many bytes were looked at, some of them again.
pub(super) fn run(text: &str, r: Run, attack: bool, found: &mut Vec<Observable>) -> usize {
    let size = r.end - r.start;
    if r.holds == SLASH || r.holds == COLON || size > 65_536 {
        return size;
    }
    let raw = &text[r.start..r.end];
    // Brackets alone say nothing, save in "evil(dot)com".
    if r.holds == BRACKET
        && !raw
            .as_bytes()
            .windows(3)
            .any(|w| w.eq_ignore_ascii_case(b"dot"))
    {
        return size;
    }
    // "end." and "(see" are words.
    if r.holds & (DIGIT | AT | SLASH | BACKSLASH | COLON) == 0 && r.holds & DOT != 0 {
        let body = raw.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        if !body.contains('.') {
            return size;
        }
    }
    // A Latin letter with an accent just before: the run is the rest of a word.
    if text[..r.start]
        .chars()
        .next_back()
        .is_some_and(|c| matches!(c, '\u{C0}'..='\u{24F}'))
    {
        return size;
    }
    let fanged = r.holds & (BRACKET | BACKSLASH) == 0
        && !raw.as_bytes().windows(2).any(|w| {
            matches!(
                w,
                b"xp" | b"xP" | b"XP" | b"Xp" | b"**" | b"xt" | b"tx" | b"eo"
            )
        });
    let live = if fanged {
        Live {
            text: raw.to_owned(),
            from: Vec::new(),
            changed: false,
        }
    } else {
        live(raw)
    };
    let mut part = Part {
        live: &live,
        base: r.start,
        attack,
        found,
        work: size,
    };
    let whole = 0..part.live.text.len();
    if r.holds & BACKSLASH != 0 && part.windows(text, r) {
        return part.work;
    }
    if part.url(whole.clone()) {
        return part.work;
    }
    part.pieces(whole);
    part.work
}

/// Where `s` ends without the marks of the prose around it; a bracket that it opens itself is its own.
fn trim_end(s: &str, work: &mut usize) -> usize {
    let mut end = s.len();
    let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut count: Option<[[usize; 2]; 3]> = None;
    while let Some(c) = s[..end].chars().next_back() {
        let pair = pairs.iter().position(|p| p.1 == c);
        let mark = matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '*' | '_' | '[' | '(' | '{'
        );
        if pair.is_none() && !mark {
            break;
        }
        // Counted once, then kept true: a run of ten thousand brackets is read once.
        let count = count.get_or_insert_with(|| {
            *work += end;
            pairs.map(|(open, close)| {
                [
                    s[..end].matches(open).count(),
                    s[..end].matches(close).count(),
                ]
            })
        });
        if let Some(n) = pair {
            if count[n][0] >= count[n][1] {
                break;
            }
            count[n][1] -= 1;
        } else if let Some(n) = pairs.iter().position(|p| p.0 == c) {
            count[n][0] -= 1;
        }
        end -= 1;
    }
    end
}

impl Part<'_> {
    fn push(&mut self, from: usize, to: usize, kind: Kind, value: String) {
        let at = |n: usize| self.live.from.get(n).map_or(n, |&f| f as usize);
        // The end lies where the next live byte begins, less what clings there; without a map they are equal.
        let mut end = at(to);
        if self.live.changed && to > 0 {
            end = end.max(at(to - 1) + 1);
        }
        self.found.push(Observable {
            start: self.base + at(from),
            end: self.base + end,
            kind,
            value,
        });
    }

    /// The URLs of a run that is one, or several behind commas.
    fn url(&mut self, r: std::ops::Range<usize>) -> bool {
        let Some(mut next) = self.first_url(r.clone()) else {
            return false;
        };
        while next < r.end {
            match self.first_url(next..r.end) {
                Some(further) => next = further,
                None => {
                    self.pieces(next..r.end);
                    break;
                }
            }
        }
        true
    }

    /// The URL that a run begins with or becomes; gives where what is behind it begins.
    fn first_url(&mut self, r: std::ops::Range<usize>) -> Option<usize> {
        let s = &self.live.text[r.clone()];
        let colon = s.find("://")?;
        let scheme_from = s[..colon]
            .rfind(|c: char| !(c.is_ascii_alphanumeric() || c == '+'))
            .map_or(0, |n| n + 1);
        let scheme = s[scheme_from..colon].to_ascii_lowercase();
        const SCHEMES: &[&str] = &[
            "http", "https", "ftp", "ftps", "sftp", "tcp", "udp", "ws", "wss", "ssh", "smb",
            "ldap", "ldaps", "rtsp", "rdp", "telnet", "tftp", "socks5", "dns", "git", "ipfs",
            "magnet", "file", "imap", "smtp", "irc",
        ];
        if !SCHEMES.contains(&scheme.as_str()) {
            return None;
        }
        let tail = &s[scheme_from..];
        // A second scheme after a comma is the next URL.
        let stop = tail[colon - scheme_from + 3..]
            .find(",http")
            .map_or(tail.len(), |n| n + colon - scheme_from + 3);
        let tail = &tail[..trim_end(&tail[..stop], &mut self.work)];
        let after = &tail[(colon - scheme_from + 3).min(tail.len())..];
        let authority = after.split(['/', '?', '#', ',']).next().unwrap_or("");
        let hostport = authority.rsplit('@').next().unwrap_or("");
        let named = match hostport.strip_prefix('[') {
            Some(v6) => v6.split(']').next().is_some_and(host::ipv6_net),
            None => {
                let h = hostport.split(':').next().unwrap_or("");
                host::ipv4(h)
                    || host::domain(h, true)
                    || h == "localhost"
                    || (h.contains('.')
                        && h.bytes()
                            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
                        && !h.ends_with('.'))
            }
        };
        if !named {
            return None;
        }
        let from = r.start + scheme_from;
        let to = from + tail.len();
        let value = format!("{scheme}{}", &tail[scheme.len()..]);
        self.push(from, to, Kind::Url, value);
        self.work += stop;
        Some(r.start + scheme_from + stop)
    }

    /// Splits at commas, semicolons and equal signs, and tries each piece.
    fn pieces(&mut self, r: std::ops::Range<usize>) {
        let live = self.live;
        let mut from = r.start;
        for piece in live.text[r].split_inclusive([',', ';', '=']) {
            let to = from + piece.len();
            let body = piece.trim_start_matches([
                '(', '[', '{', ',', ';', '*', '-', '.', '!', '?', '_', '#', ']', ')', '}', '=',
            ]);
            let start = from + piece.len() - body.len();
            let body = body.trim_end_matches([',', ';', '=']);
            let end = start
                + if body.starts_with("cpe:") {
                    body.len()
                } else {
                    trim_end(body, &mut self.work)
                };
            if end > start + 2 {
                self.piece(start, end);
            }
            from = to;
        }
    }

    /// A run may hold any number of marks: what lies behind one is taken in turn, not inside a call.
    fn piece(&mut self, from: usize, to: usize) {
        let mut rest = Some(from);
        while let Some(from) = rest {
            rest = self.first_piece(from, to);
        }
    }

    /// Takes what the run is or begins with; gives where to go on.
    fn first_piece(&mut self, from: usize, to: usize) -> Option<usize> {
        let live = self.live;
        if to - from > LONGEST {
            // Up to the last mark that fits, and on from there.
            let window = &live.text[from..from + LONGEST];
            let cut = window
                .rfind([':', '(', ')', '/', '[', ']', '@'])
                .filter(|&n| n > 0)
                .unwrap_or(LONGEST);
            self.piece(from, from + cut);
            return (from + cut + 3 < to).then_some(from + cut + 1);
        }
        self.work += to - from;
        let s = &live.text[from..to];
        let defanged = live.changed;
        if let Some((kind, value)) = identifier(s, self.attack) {
            self.push(from, to, kind, value);
            return None;
        }
        if s.contains('@') {
            self.at_sign(from, to);
            return None;
        }
        let b = s.as_bytes();
        if b[0] == b'/' {
            self.unix_path(from, to);
            return None;
        }
        if s.contains(':') {
            return self.with_colon(from, to);
        }
        if host::ipv4_net(s) {
            self.push(from, to, Kind::Ipv4Addr, s.to_owned());
            return None;
        }
        if host::mac(s) {
            self.push(
                from,
                to,
                Kind::MacAddr,
                s.to_ascii_lowercase().replace('-', ":"),
            );
            return None;
        }
        if wallet::wallet(s) {
            self.push(from, to, Kind::Wallet, s.to_owned());
            return None;
        }
        if !s.contains('.') {
            return None;
        }
        let host_end = s.find('/').unwrap_or(s.len());
        let name = s[..host_end].trim_end_matches('.');
        if host::ipv4(name) {
            self.push(from, from + name.len(), Kind::Ipv4Addr, name.to_owned());
            return None;
        }
        if host::domain(name, defanged) {
            self.push(
                from,
                from + name.len(),
                Kind::DomainName,
                name.to_ascii_lowercase(),
            );
        } else if host_end == s.len() && host::file_name(s) {
            self.push(from, to, Kind::FileName, s.to_owned());
        } else if let Some(n) = s
            .find(['(', ')', '/', '[', ']'])
            .filter(|&n| n > 2 && n + 3 < s.len())
        {
            self.first_piece(from, from + n);
            return Some(from + n + 1);
        }
        None
    }

    fn at_sign(&mut self, from: usize, to: usize) {
        let live = self.live;
        let s = &live.text[from..to];
        let Some((local, rest)) = s.split_once('@') else {
            return;
        };
        let local_from = local
            .rfind(|c: char| {
                !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-'))
            })
            .map_or(0, |n| n + 1);
        let local = &local[local_from..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
            .unwrap_or(rest.len());
        let domain = rest[..end].trim_end_matches(['.', '-', '_']);
        if !local.is_empty() && host::domain(domain, true) {
            let start = from + local_from;
            let value = format!("{local}@{}", domain.to_ascii_lowercase());
            return self.push(
                start,
                start + local.len() + 1 + domain.len(),
                Kind::EmailAddr,
                value,
            );
        }
        let handle = rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if local.is_empty()
            && local_from == 0
            && handle
            && (3..=30).contains(&rest.len())
            && rest.bytes().any(|b| b.is_ascii_alphabetic())
        {
            self.push(from, to, Kind::UserAccount, s.to_owned());
        }
    }

    fn with_colon(&mut self, from: usize, to: usize) -> Option<usize> {
        let live = self.live;
        let s = &live.text[from..to];
        if host::mac(s) {
            self.push(from, to, Kind::MacAddr, s.to_ascii_lowercase());
            return None;
        }
        if host::ipv6_net(s) {
            self.push(from, to, Kind::Ipv6Addr, s.to_ascii_lowercase());
            return None;
        }
        if s.starts_with("cpe:2.3:") || s.starts_with("cpe:/") {
            self.push(from, to, Kind::Software, s.to_owned());
            return None;
        }
        if ssdeep(s) {
            self.push(from, to, Kind::FileHash("SSDEEP"), s.to_owned());
            return None;
        }
        if let Some((h, port)) = s.rsplit_once(':') {
            let port_ok = port.len() <= 5 && port.parse::<u16>().is_ok_and(|p| p > 0);
            if port_ok && (host::ipv4(h) || host::domain(h, live.changed)) {
                let kind = if host::ipv4(h) {
                    Kind::Ipv4Addr
                } else {
                    Kind::DomainName
                };
                // The address is its own observable; the port makes the traffic.
                self.push(from, from + h.len(), kind, h.to_ascii_lowercase());
                self.push(
                    from + h.len() + 1,
                    to,
                    Kind::NetworkTraffic,
                    s.to_ascii_lowercase(),
                );
                return None;
            }
        }
        // "SHA256:…", "domain:evil.com"
        let n = s.find(':')?;
        (n + 3 < s.len()).then_some(from + n + 1)
    }

    fn unix_path(&mut self, from: usize, to: usize) {
        const ROOTS: &[&str] = &[
            "etc",
            "tmp",
            "var",
            "usr",
            "bin",
            "home",
            "opt",
            "root",
            "dev",
            "proc",
            "Library",
            "Users",
            "mnt",
            "lib",
            "lib64",
            "sbin",
            "sys",
            "run",
            "private",
            "Applications",
            "boot",
            "srv",
            "System",
            "data",
        ];
        let s = &self.live.text[from..to];
        let mut segments = s[1..].split('/');
        let first = segments.next().unwrap_or("");
        if !ROOTS.contains(&first) || segments.next().is_none() {
            return;
        }
        let kind = if s.ends_with('/') {
            Kind::Directory
        } else {
            Kind::FileName
        };
        self.push(from, to, kind, s.to_owned());
    }

    /// Registry keys, drive paths and shares. Reads on past spaces where a further backslash follows.
    fn windows(&mut self, text: &str, r: Run) -> bool {
        let raw = &text[r.start..r.end];
        let begin = raw
            .find(|c: char| !matches!(c, '(' | '[' | '{' | ',' | ';' | '=' | '-'))
            .unwrap_or(0);
        let body = &raw[begin..];
        let registry = ["HKEY_", "HKLM\\", "HKCU\\", "HKCR\\", "HKU\\", "HKCC\\"]
            .iter()
            .any(|p| body.starts_with(p));
        let b = body.as_bytes();
        let drive = b.len() > 3 && b[0].is_ascii_alphabetic() && b[1] == b':' && b[2] == b'\\';
        let variable = b[0] == b'%' && body.find("%\\").is_some_and(|n| n > 1);
        let share = b.len() > 4
            && body.starts_with("\\\\")
            && b[2].is_ascii_alphanumeric()
            && body[2..].contains('\\');
        if !(registry || drive || variable || share) {
            return false;
        }
        let mut end = r.start + begin + trim_end(body, &mut self.work);
        if !host::file_name(text[r.start + begin..end].rsplit('\\').next().unwrap_or(""))
            && text[r.end..].starts_with(' ')
            && end == r.end
        {
            // "C:\Program Files\x": the next words belong to the path when a backslash follows soon.
            let mut near = text.len().min(r.end + LONGEST);
            while !text.is_char_boundary(near) {
                near -= 1;
            }
            let line = text[r.end..near]
                .split(['\n', '"', ',', ';', '<', '>', '|'])
                .next()
                .unwrap_or("");
            let near = line.bytes().position(|b| b == b'\\').filter(|&n| n <= 24);
            if let Some(n) = near.filter(|&n| {
                line.as_bytes()[..n].iter().all(|b| {
                    b.is_ascii_alphanumeric() || matches!(b, b' ' | b'(' | b')' | b'-' | b'.')
                })
            }) {
                let rest = &line[n..];
                let stop = rest.find(' ').unwrap_or(rest.len());
                end = r.end + n + trim_end(&rest[..stop], &mut self.work);
            }
        }
        let start = r.start + begin;
        let value = text[start..end].to_owned();
        let kind = if registry {
            Kind::WindowsRegistryKey
        } else if host::file_name(value.rsplit('\\').next().unwrap_or("")) {
            Kind::FileName
        } else {
            Kind::Directory
        };
        self.found.push(Observable {
            start,
            end,
            kind,
            value,
        });
        true
    }
}

/// Ids with a fixed form: hashes, CVE, ATT&CK, AS numbers.
fn identifier(s: &str, attack: bool) -> Option<(Kind, String)> {
    let b = s.as_bytes();
    if matches!(b.len(), 32 | 40 | 56 | 64 | 96 | 128)
        && b.iter().all(u8::is_ascii_hexdigit)
        && !b.iter().all(u8::is_ascii_digit)
    {
        let name = match b.len() {
            32 => "MD5",
            40 => "SHA-1",
            56 => "SHA-224",
            64 => "SHA-256",
            96 => "SHA-384",
            _ => "SHA-512",
        };
        return Some((Kind::FileHash(name), s.to_ascii_lowercase()));
    }
    if b.len() == 72 && s.starts_with("T1") && b[2..].iter().all(u8::is_ascii_hexdigit) {
        return Some((Kind::FileHash("TLSH"), s.to_owned()));
    }
    let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if b.len() >= 13 && b[..4].eq_ignore_ascii_case(b"cve-") && b[8] == b'-' && digits(&s[4..8]) {
        let n = s[9..].bytes().take_while(u8::is_ascii_digit).count();
        if (4..=19).contains(&n) && 9 + n == s.len() {
            return Some((Kind::Vulnerability, s.to_ascii_uppercase()));
        }
    }
    if let Some(n) = s.strip_prefix("ASN").or_else(|| s.strip_prefix("AS"))
        && digits(n)
        && n.len() >= 2
        && n.parse::<u32>().is_ok_and(|n| n > 0)
    {
        return Some((Kind::AutonomousSystem, format!("AS{n}")));
    }
    if let Some(n) = s
        .strip_prefix("TA")
        .filter(|n| n.len() == 4 && digits(n) && n.starts_with("00"))
    {
        return Some((Kind::AttackPattern, format!("TA{n}")));
    }
    if b[0] == b'T' && b.len() >= 5 && b[1] == b'1' && digits(&s[1..5]) {
        let sub = &s[5..];
        if sub.is_empty()
            || sub
                .strip_prefix('.')
                .is_some_and(|x| x.len() == 3 && digits(x))
        {
            return Some((Kind::AttackPattern, s.to_owned()));
        }
    }
    if attack && b.len() == 5 && digits(&s[1..]) {
        let kind = match (b[0], b[1]) {
            (b'G', b'0' | b'1') => Kind::IntrusionSet,
            (b'S', b'0' | b'1') => Kind::Malware,
            (b'M', b'1' | b'0') => Kind::CourseOfAction,
            (b'C', b'0') => Kind::Campaign,
            _ => return None,
        };
        return Some((kind, s.to_owned()));
    }
    None
}

fn ssdeep(s: &str) -> bool {
    let mut parts = s.split(':');
    let (Some(n), Some(a), Some(b), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let base64 = |t: &str| {
        t.bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
    };
    n.parse::<u32>()
        .is_ok_and(|n| n >= 3 && (n / 3).is_power_of_two())
        && a.len() >= 6
        && b.len() >= 3
        && base64(a)
        && base64(b)
}
