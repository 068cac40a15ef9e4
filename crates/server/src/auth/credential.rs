//! Partner credentials: tokens that are shown once, and the argon2id hash that is kept.
//!
//! A token is `tsq_NAME.SECRET`, where SECRET is 32 random bytes in base62. The whole token is what
//! is hashed, so it works as a Basic password (user: the partner's name) and alone as a Bearer token.
//! A password the operator chose has no name inside and works with Basic only.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use ring::rand::{SecureRandom, SystemRandom};

const PREFIX: &str = "tsq_";
const SECRET_BYTES: usize = 32;
/// Base62 digits that 32 bytes fill: 62^43 > 2^256.
const SECRET_DIGITS: usize = 43;
const LONGEST_NAME: usize = 64;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Why a credential could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system gave no random bytes.
    #[error("the system's source of randomness failed")]
    Randomness,
    /// The hash function refused.
    #[error("the password could not be hashed: {0}")]
    Hash(argon2::password_hash::Error),
}

/// A token that was just made. Its text is shown once and never kept.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    /// Makes a new token for the partner called `name`.
    pub fn generate(name: &str) -> Result<Self, Error> {
        let mut secret = [0; SECRET_BYTES];
        fill(&mut secret)?;
        Ok(Self(format!("{PREFIX}{name}.{}", base62(secret))))
    }

    /// What the partner sends.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// A text of the operator's that opens something. It does not print.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Keeps it from being printed.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Whether a partner may be called this: letters, digits, `.`, `_` and `-`, beginning with a letter
/// or digit, at most 64. A colon would end the user name of Basic authentication.
pub fn is_partner_name(name: &str) -> bool {
    name.len() <= LONGEST_NAME
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
}

/// The argon2id hash (19 MiB, two passes) of a token or password, as a PHC string.
pub fn hash(secret: &str) -> Result<String, Error> {
    let mut salt = [0; 16];
    fill(&mut salt)?;
    Argon2::default()
        .hash_password_with_salt(secret.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(Error::Hash)
}

/// Whether `secret` is what `phc` was made from. A malformed `phc` matches nothing.
pub fn verify(phc: &str, secret: &str) -> bool {
    Argon2::default()
        .verify_password(secret.as_bytes(), phc)
        .is_ok()
}

/// The partner's name inside a Bearer token, and the secret to verify: the whole token.
pub fn parse_bearer(token: &str) -> Option<(&str, &str)> {
    let (name, secret) = token.strip_prefix(PREFIX)?.rsplit_once('.')?;
    let well_formed = is_partner_name(name)
        && secret.len() == SECRET_DIGITS
        && secret.bytes().all(|b| b.is_ascii_alphanumeric());
    well_formed.then_some((name, token))
}

fn fill(bytes: &mut [u8]) -> Result<(), Error> {
    SystemRandom::new()
        .fill(bytes)
        .map_err(|_| Error::Randomness)
}

/// Base62 of a 256-bit big-endian number, always [`SECRET_DIGITS`] digits.
fn base62(mut number: [u8; SECRET_BYTES]) -> String {
    let mut digits = [0u8; SECRET_DIGITS];
    for digit in digits.iter_mut().rev() {
        let mut remainder = 0u32;
        for byte in &mut number {
            let value = (remainder << 8) | u32::from(*byte);
            *byte = (value / 62) as u8;
            remainder = value % 62;
        }
        *digit = ALPHABET[remainder as usize];
    }
    digits.iter().map(|&b| char::from(b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base62_counts_in_sixty_twos() {
        let mut number = [0; SECRET_BYTES];
        number[SECRET_BYTES - 1] = 61;
        assert_eq!(base62(number), format!("{}z", "0".repeat(42)));
        number[SECRET_BYTES - 1] = 62;
        assert_eq!(base62(number), format!("{}10", "0".repeat(41)));
        // 2^256 - 1
        assert_eq!(
            base62([0xff; SECRET_BYTES]),
            "yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp1"
        );
    }

    #[test]
    fn a_token_carries_its_name_and_verifies_whole() {
        let token = Token::generate("service-a.north").unwrap();
        let phc = hash(token.as_str()).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        let (name, secret) = parse_bearer(token.as_str()).unwrap();
        assert_eq!(name, "service-a.north");
        assert!(verify(&phc, secret));
        let last = if secret.ends_with('0') { "1" } else { "0" };
        let wrong = format!("{}{last}", &secret[..secret.len() - 1]);
        assert!(!verify(&phc, &wrong));
        assert!(!verify("not a hash", secret));
    }

    #[test]
    fn tokens_differ_and_do_not_print() {
        let (a, b) = (Token::generate("a").unwrap(), Token::generate("a").unwrap());
        assert_ne!(a.as_str(), b.as_str());
        assert_eq!(format!("{a:?}"), "Token(…)");
    }

    #[test]
    fn bearer_tokens_of_another_form_name_nobody() {
        let secret = "a".repeat(SECRET_DIGITS);
        assert!(parse_bearer(&format!("tsq_ok.{secret}")).is_some());
        for bad in [
            String::new(),
            secret.clone(),
            format!("tsq_.{secret}"),
            format!("tsq_a b.{secret}"),
            format!("tsq_a:b.{secret}"),
            format!("TSQ_ok.{secret}"),
            format!("tsq_ok.{secret}a"),
            format!("tsq_ok.{}é", &secret[2..]),
        ] {
            assert_eq!(parse_bearer(&bad), None, "{bad}");
        }
    }
}
