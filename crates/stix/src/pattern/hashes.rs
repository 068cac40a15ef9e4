//! The form that the value of each known hash algorithm has (section 10.7).

/// What a hash of this algorithm looks like.
#[derive(Clone, Copy)]
enum Form {
    /// Hexadecimal digits: one of these many.
    Hex(&'static [usize]),
    /// A fuzzy hash: letters, digits and `/ + : .`
    Ssdeep,
    /// Hexadecimal digits, with or without `T1` before them.
    Tlsh,
}

/// Names without hyphens, in capitals.
const FORMS: [(&str, Form); 15] = [
    ("MD5", Form::Hex(&[32])),
    ("MD6", Form::Hex(&[32, 40, 56, 64, 96, 128])),
    ("RIPEMD160", Form::Hex(&[40])),
    ("SHA1", Form::Hex(&[40])),
    ("SHA224", Form::Hex(&[56])),
    ("SHA256", Form::Hex(&[64])),
    ("SHA384", Form::Hex(&[96])),
    ("SHA512", Form::Hex(&[128])),
    ("SHA3224", Form::Hex(&[56])),
    ("SHA3256", Form::Hex(&[64])),
    ("SHA3384", Form::Hex(&[96])),
    ("SHA3512", Form::Hex(&[128])),
    ("WHIRLPOOL", Form::Hex(&[128])),
    ("SSDEEP", Form::Ssdeep),
    ("TLSH", Form::Tlsh),
];

/// Whether `value` can be a hash of this algorithm; an unknown algorithm takes anything.
pub(super) fn fits(algorithm: &str, value: &str) -> bool {
    let mut name = [0; 16];
    let mut length = 0;
    for byte in algorithm.bytes().filter(|b| *b != b'-') {
        let Some(slot) = name.get_mut(length) else {
            return true;
        };
        *slot = byte.to_ascii_uppercase();
        length += 1;
    }
    let form = FORMS
        .iter()
        .find(|(known, _)| known.as_bytes() == &name[..length]);
    let hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    match form.map(|(_, form)| form) {
        None => true,
        Some(Form::Hex(lengths)) => lengths.contains(&value.len()) && hex(value),
        Some(Form::Ssdeep) => {
            (1..=160).contains(&value.len())
                && value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"/+:.".contains(&b))
        }
        Some(Form::Tlsh) => hex(value.strip_prefix("T1").unwrap_or(value)) && !value.is_empty(),
    }
}
