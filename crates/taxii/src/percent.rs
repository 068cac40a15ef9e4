//! Percent-decoding (RFC 3986, section 2.1) that refuses what is not an encoding of UTF-8.

use std::borrow::Cow;

/// Decodes `%XX`. `None` when a `%` is not followed by two hexadecimal digits or the result is not
/// UTF-8. A `+` stays a `+`.
///
/// ```
/// assert_eq!(taxii::percent::decode("match%5Btype%5D").as_deref(), Some("match[type]"));
/// assert_eq!(taxii::percent::decode("100%"), None);
/// ```
pub fn decode(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut decoded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let high = hexadecimal(bytes.next()?)?;
            let low = hexadecimal(bytes.next()?)?;
            decoded.push(high << 4 | low);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok().map(Cow::Owned)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_without_an_escape_is_borrowed() {
        assert!(matches!(
            decode("a+b"),
            Some(std::borrow::Cow::Borrowed("a+b"))
        ));
    }

    #[test]
    fn escapes_are_bytes_of_utf_8() {
        assert_eq!(decode("%D8%AA%2c").as_deref(), Some("ت,"));
    }

    #[test]
    fn broken_escapes_are_refused() {
        for broken in [
            "%",
            "%4",
            "%zz",
            "%+1",
            "a%",
            "%C3",
            "%ff",
            "%C0%AF",
            "%ED%A0%80",
        ] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }
}
