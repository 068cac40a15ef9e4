//! Proofs, checkpoints and keys from strangers: nothing is believed, nothing panics.
#![no_main]

use ledger::{Checkpoint, Proof, VerifierKey};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = Checkpoint::unverified(text);
    if let Ok(key) = text.parse::<VerifierKey>() {
        assert_eq!(key.to_string().parse::<VerifierKey>(), Ok(key));
    }
    if let Ok(proof) = Proof::read(text) {
        let _ = proof.check(None);
        assert_eq!(Proof::read(&proof.to_text()), Ok(proof));
    }
});
