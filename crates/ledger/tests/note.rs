//! Signed notes against one made by another implementation, and everything that must not open.

use ledger::{Checkpoint, Error, Peaks, Signer, VerifierKey};

/// The example in the documentation of Go's `golang.org/x/mod/sumdb/note`.
const KEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const NOTE: &str = "If you think cryptography is the answer to your problem,\n\
    then you don't know what your problem is.\n\n\
    — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

#[test]
fn a_note_of_another_implementation_opens() {
    let key: VerifierKey = KEY.parse().unwrap();
    assert_eq!(key.to_string(), KEY);
    assert!(key.open(NOTE).unwrap().ends_with("your problem is.\n"));
    let changed = NOTE.replace("answer", "Answer");
    assert!(matches!(key.open(&changed), Err(Error::Signature { .. })));
}

#[test]
fn keys_that_are_not_whole_are_refused() {
    for wrong in [
        "",
        "PeterNeumann",
        "PeterNeumann+c74f20a3",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+c74f20a3+Ahpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert!(wrong.parse::<VerifierKey>().is_err(), "{wrong}");
    }
}

#[test]
fn a_checkpoint_has_the_form_of_c2sp() {
    let signer = Signer::from_seed("tansiq-audit", &[1; 32]).unwrap();
    let note = Checkpoint::sign(&Peaks::default(), &signer);
    let name = signer.verifier().name();
    let begins = format!("{name}\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— {name} ");
    assert!(note.starts_with(&begins), "{note}");
    let read = Checkpoint::open(&note, signer.verifier()).unwrap();
    assert_eq!((read.origin.as_str(), read.size), (name, 0));
    for (wrong, why) in [
        (note.replace("\n0\n", "\n00\n"), "leading zero"),
        (note.replace("\n\n", "\n"), "no empty line"),
        (note.replace("— ", "- "), "no dash"),
        (note.trim_end().to_owned(), "no last newline"),
        (note.replace('\n', "\r\n"), "control characters"),
    ] {
        assert!(
            Checkpoint::open(&wrong, signer.verifier()).is_err(),
            "{why}"
        );
    }
}

#[test]
fn what_others_signed_beside_is_passed_over() {
    let signer = Signer::from_seed("tansiq-audit", &[1; 32]).unwrap();
    let other = Signer::from_seed("witness", &[2; 32]).unwrap();
    let text = "log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n";
    let beside = other.sign(text);
    let note = signer.sign(text) + beside.rsplit_once("\n\n").unwrap().1;
    assert!(signer.verifier().open(&note).is_ok() && other.verifier().open(&note).is_ok());
    let third = Signer::from_seed("third", &[3; 32]).unwrap();
    let refused = third.verifier().open(&note);
    assert!(matches!(refused, Err(Error::NotSigned { .. })));
}
