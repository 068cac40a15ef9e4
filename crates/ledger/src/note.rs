//! Signed notes, as <https://c2sp.org/signed-note> says: a text, an empty line, signature lines. Ed25519 only.
//!
//! ```text
//! a text
//!
//! — tansiq-audit/3f9c2b7a51d0e6aa base64(key id ‖ signature)
//! ```

use crate::tree::sha256;
use crate::{Error, Result, base64_text, form};
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use std::fmt;
use std::str::FromStr;

/// Signature type identifier of Ed25519.
const ALGORITHM: u8 = 1;
const MARK: &str = "— ";
/// Signatures looked at; the form asks for 16 at least.
const MOST_SIGNATURES: usize = 64;

/// A public key with its name: `name+id+base64`, the form that verifiers of signed notes take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: [u8; 32],
}

impl VerifierKey {
    /// What stands in signature lines.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// First four bytes of SHA-256 over name, type and key: which key, not proof of it.
    fn id(&self) -> [u8; 4] {
        let hash = sha256(&[self.name.as_bytes(), b"\n", &[ALGORITHM], &self.public]);
        [hash[0], hash[1], hash[2], hash[3]]
    }

    /// The text of a note that this key signed.
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str> {
        let (text, signatures) = split(note)?;
        let id = self.id();
        let mut signed = false;
        for signature in signatures.lines().take(MOST_SIGNATURES) {
            let (name, bytes) = signature_line(signature)?;
            let Some(bytes) = bytes.strip_prefix(&id).filter(|_| name == self.name) else {
                continue;
            };
            UnparsedPublicKey::new(&ED25519, &self.public)
                .verify(text.as_bytes(), bytes)
                .map_err(|_| Error::Signature {
                    key: self.name.clone(),
                })?;
            signed = true;
        }
        match signed {
            true => Ok(text),
            false => Err(Error::NotSigned {
                key: self.name.clone(),
            }),
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u32::from_be_bytes(self.id());
        let key = base64_text::encode(&[&[ALGORITHM], &self.public[..]].concat());
        write!(f, "{}+{id:08x}+{key}", self.name)
    }
}

impl FromStr for VerifierKey {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let wrong = |why: &str| form("the key", why);
        let mut parts = text.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(wrong("it is not `name+id+base64`"));
        };
        if !is_key_name(name) {
            return Err(wrong("a name has no spaces and no `+`, and is not empty"));
        }
        let bytes = base64_text::decode(key).ok_or_else(|| wrong("its last part is not base64"))?;
        let public = match bytes.split_first() {
            Some((&ALGORITHM, public)) => public.try_into().ok(),
            _ => None,
        };
        let public = public.ok_or_else(|| wrong("it is not an Ed25519 key"))?;
        let found = Self {
            name: name.to_owned(),
            public,
        };
        if u32::from_str_radix(id, 16).ok() != Some(u32::from_be_bytes(found.id())) {
            return Err(wrong(
                "name, id and key do not belong together; is it whole?",
            ));
        }
        Ok(found)
    }
}

/// A private key. It does not print.
pub struct Signer {
    pair: Ed25519KeyPair,
    verifier: VerifierKey,
}

impl Signer {
    /// The key made of this seed, named `prefix/` and the beginning of the public key's hash.
    pub fn from_seed(prefix: &str, seed: &[u8; 32]) -> Result<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed)
            .map_err(|_| form("the private key", "it is not an Ed25519 seed"))?;
        let mut public = [0; 32];
        public.copy_from_slice(pair.public_key().as_ref());
        let tail: String = sha256(&[&public])[..8]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let name = format!("{prefix}/{tail}");
        if !is_key_name(&name) {
            return Err(form("the private key", "its name has spaces or `+`"));
        }
        Ok(Self {
            pair,
            verifier: VerifierKey { name, public },
        })
    }

    /// The public half.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// A note of this text, which ends in a newline.
    pub fn sign(&self, text: &str) -> String {
        let signature = self.pair.sign(text.as_bytes());
        let bytes = [&self.verifier.id()[..], signature.as_ref()].concat();
        let signature = base64_text::encode(&bytes);
        format!("{text}\n{MARK}{} {signature}\n", self.verifier.name)
    }
}

/// Text and signature lines.
fn split(note: &str) -> Result<(&str, &str)> {
    let wrong = |why: &str| form("the note", why);
    if note.chars().any(|c| c < ' ' && c != '\n') {
        return Err(wrong("it holds control characters"));
    }
    let end = note
        .rfind("\n\n")
        .ok_or_else(|| wrong("it has no signatures"))?;
    let (text, signatures) = (&note[..=end], &note[end + 2..]);
    if signatures.is_empty() || !signatures.ends_with('\n') {
        return Err(wrong("its last line is not a whole signature"));
    }
    Ok((text, signatures))
}

fn signature_line(line: &str) -> Result<(&str, Vec<u8>)> {
    let wrong = || form("the note", "a signature line is not `— name base64`");
    let (name, signature) = line
        .strip_prefix(MARK)
        .and_then(|rest| rest.split_once(' '))
        .ok_or_else(wrong)?;
    let bytes = base64_text::decode(signature).filter(|bytes| bytes.len() > 4);
    match bytes.filter(|_| is_key_name(name)) {
        Some(bytes) => Ok((name, bytes)),
        None => Err(wrong()),
    }
}

fn is_key_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}
