//! Latin spellings of names: consonant key, comparison of two, and the forms of `Abd al-`.

pub(super) fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Reads the consonant at the start of `s`: its coarse class and its length in bytes.
fn consonant(s: &str) -> Option<(char, usize)> {
    for (g, class) in [
        ("tch", 'S'),
        ("sch", 'S'),
        ("sh", 'S'),
        ("ch", 'S'),
        ("kh", 'k'),
        ("gh", 'k'),
        ("dj", 'k'),
        ("dh", 'd'),
        ("th", 't'),
        ("ph", 'f'),
        ("ck", 'k'),
        ("rh", 'r'),
        ("ce", 's'),
        ("ci", 's'),
    ] {
        if s.starts_with(g) {
            return Some((class, if g == "ce" || g == "ci" { 1 } else { g.len() }));
        }
    }
    let c = s.chars().next()?;
    let class = match c {
        'b' | 'p' => 'b',
        't' => 't',
        'd' | 'z' => 'd',
        'g' | 'j' | 'k' | 'q' | 'c' => 'k',
        'f' | 'v' => 'f',
        's' => 's',
        'r' | 'l' | 'm' | 'n' => c,
        'x' => 'x',
        _ => '-',
    };
    Some((class, c.len_utf8()))
}

fn push(class: char, out: &mut String) {
    if class == 'x' {
        push('k', out);
        push('s', out);
    } else if class != '-' && !out.ends_with(class) {
        out.push(class);
    }
}

pub(super) fn key(stem: &str, out: &mut String) {
    let mut rest = stem;
    while let Some((class, n)) = consonant(rest) {
        push(class, out);
        rest = &rest[n..];
    }
}

/// Adds the vowels that `rest` begins with as sounds: a and e are one, i and y one, o and u one; length does not count.
fn vowels(rest: &str, out: &mut String) {
    let from = out.len();
    for c in rest.chars().take_while(|&c| vowel(c)) {
        let v = match c {
            'e' => 'a',
            'y' => 'i',
            'o' => 'u',
            _ => c,
        };
        if !out[from..].ends_with(v) {
            out.push(v);
        }
    }
    // ai and ei stand for a long i in Hussain, Hussein, Hocine.
    if &out[from..] == "ai" {
        out.remove(from);
    }
}

/// Final silent e and h: Hocine, Fatiha and Fatihah.
fn trimmed(stem: &str) -> &str {
    let stem = stem
        .strip_suffix("ah")
        .map_or(stem, |_| &stem[..stem.len() - 1]);
    match stem.strip_suffix('e') {
        Some(s) if s.len() >= 4 && !s.ends_with(vowel) => s,
        _ => stem,
    }
}

/// How a Latin spelling sounds: its consonants, doubled ones once, each with the vowels behind it. Two spellings that
/// sound alike are of one name. `h` and `w` matter between two people, unlike in the key.
pub(super) fn sound(stem: &str) -> String {
    let mut rest = trimmed(stem);
    let mut out = String::with_capacity(rest.len());
    vowels(rest, &mut out);
    while let Some((class, n)) = consonant(rest) {
        let class = match rest.as_bytes()[0] {
            c @ (b'h' | b'w') if class == '-' => char::from(c),
            _ => class,
        };
        rest = &rest[n..];
        // Vowels are of class `-`. A doubled letter has no vowel between.
        if class != '-' {
            if !out.ends_with(class) {
                out.push(class);
            }
            vowels(rest, &mut out);
        }
    }
    out
}

/// What `Abdel-`, `Abdul`, `Abderr-` govern, when `word` begins so.
pub(super) fn after_abd(word: &str) -> Option<String> {
    let rest = word.strip_prefix("abd")?;
    let body = rest.trim_start_matches(vowel);
    if body.len() == rest.len() || body.len() < 3 {
        return None;
    }
    if is_allah(body) {
        return Some(body.to_owned());
    }
    let mut chars = body.chars();
    let (first, second) = (chars.next()?, chars.next()?);
    if first == second || (first == 'l' && !vowel(second)) {
        return Some(body[first.len_utf8()..].to_owned());
    }
    // Abdelatif drops one l of Abdellatif; Abdelaziz does not. Both keep a vowel here, so only a
    // stem that cannot stand without its l keeps it.
    if first == 'l' && body.starts_with("latif") {
        return Some(body.to_owned());
    }
    Some(if first == 'l' {
        body[1..].to_owned()
    } else {
        body.to_owned()
    })
}

pub(super) fn is_allah(s: &str) -> bool {
    matches!(
        s,
        "lah" | "llah" | "la" | "lla" | "allah" | "ellah" | "ullah" | "lahi" | "llahi"
    )
}
