//! The tree against RFC 6962's published hashes, and its paths against every way to bend them.

use ledger::{Checkpoint, Extension, Peaks, Proof, ProvenRow, Signer, Tree, leaf, line};
use proptest::prelude::*;

/// Leaves and roots that implementations of Certificate Transparency test with.
const LEAVES: [&str; 8] = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2)
        .map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).unwrap())
        .collect()
}

#[test]
fn roots_are_those_of_rfc_6962() {
    let tree = Tree::new(LEAVES.iter().map(|text| leaf(&bytes(text))).collect());
    let mut peaks = Peaks::default();
    for (size, root) in ROOTS.iter().enumerate() {
        assert_eq!(peaks.root().to_vec(), bytes(root), "{size} leaves");
        assert_eq!(
            tree.root(size).unwrap().to_vec(),
            bytes(root),
            "{size} leaves"
        );
        let kept = Peaks::from_bytes(peaks.size(), &peaks.to_bytes()).unwrap();
        assert_eq!(kept, peaks);
        if let Some(text) = LEAVES.get(size) {
            peaks.push(leaf(&bytes(text)));
        }
    }
    assert!(Peaks::from_bytes(3, &[0; 32]).is_none());
    assert!(tree.root(9).is_none() && tree.path(8, 8).is_none());
}

fn signer() -> Signer {
    Signer::from_seed("log", &[7; 32]).unwrap()
}

/// A log of so many rows.
fn lines(count: usize) -> Vec<String> {
    let row = |n: usize| {
        line(
            n as i64 + 1,
            "2026-01-01T00:00:00.000000Z",
            "a",
            "b",
            "{}",
            &[n as u8; 16],
        )
    };
    (0..count).map(row).collect()
}

fn log(rows: &[String]) -> (Tree, String) {
    let leaves: Vec<_> = rows.iter().map(|row| leaf(row.as_bytes())).collect();
    let mut peaks = Peaks::default();
    leaves.iter().for_each(|leaf| peaks.push(*leaf));
    (Tree::new(leaves), Checkpoint::sign(&peaks, &signer()))
}

fn proof(rows: &[String], shown: &[usize]) -> Proof {
    let (tree, checkpoint) = log(rows);
    let show = |at: &usize| ProvenRow::new(rows[*at].clone(), &tree.path(*at, rows.len()).unwrap());
    Proof::new(
        signer().verifier(),
        checkpoint,
        shown.iter().map(show).collect(),
    )
}

#[test]
fn every_row_of_every_size_is_proven_and_no_other_path_fits() {
    for size in 1..=33 {
        let rows = lines(size);
        for at in 0..size {
            let good = proof(&rows, &[at]);
            assert_eq!(good.check(None).unwrap().rows[0].seq, at as u64 + 1);
            let mut other = good.clone();
            other.rows[0].row = rows[at].replace("\"actor\":\"a\"", "\"actor\":\"x\"");
            assert!(other.check(None).is_err(), "another row {at} of {size}");
            let mut other = good.clone();
            other.rows[0].row = rows[at].replace(
                &format!("\"seq\":{}", at + 1),
                &format!("\"seq\":{}", (at + 1) % size + 1),
            );
            assert!(
                size == 1 || other.check(None).is_err(),
                "row {at} of {size} elsewhere"
            );
            for missing in 0..good.rows[0].path.len() {
                let mut other = good.clone();
                other.rows[0].path.remove(missing);
                assert!(other.check(None).is_err(), "a shorter path");
                let mut other = good.clone();
                let twice = other.rows[0].path[missing].clone();
                other.rows[0].path.insert(missing, twice);
                assert!(other.check(None).is_err(), "a longer path");
            }
        }
    }
}

#[test]
fn a_log_extends_every_older_one_and_no_other() {
    for newer in 1..=20 {
        let rows = lines(newer);
        let (tree, checkpoint) = log(&rows);
        for older in 0..=newer {
            let mut proof = Proof::new(signer().verifier(), checkpoint.clone(), Vec::new());
            let path = tree.extension(older, newer).unwrap();
            proof.since = Some(Extension::new(log(&rows[..older]).1, &path));
            assert_eq!(proof.check(None).unwrap().since.unwrap().size, older as u64);
            if older > 0 {
                let mut forked = rows[..older].to_vec();
                forked[older / 2] = forked[older / 2].replace("\"b\"", "\"c\"");
                proof.since = Some(Extension::new(log(&forked).1, &path));
                assert!(
                    proof.check(None).is_err(),
                    "{older} of {newer} from another log"
                );
            }
        }
    }
}

#[test]
fn neither_another_key_nor_another_checkpoint_will_do() {
    let rows = lines(5);
    let good = proof(&rows, &[1, 3]);
    let other = Signer::from_seed("log", &[8; 32]).unwrap();
    assert!(good.check(Some(signer().verifier())).is_ok());
    assert!(good.check(Some(other.verifier())).is_err());
    let mut longer = good.clone();
    longer.checkpoint = good.checkpoint.replacen("\n5\n", "\n6\n", 1);
    assert!(longer.check(None).is_err());
    let mut swapped = good.clone();
    swapped.rows.swap(0, 1);
    assert!(swapped.check(None).is_err());
}

proptest! {
    #[test]
    fn what_is_no_proof_is_refused_and_never_a_panic(text in ".{0,200}", at in 0usize..4000, byte: u8) {
        prop_assert!(Proof::read(&text).is_err());
        let mut bytes = proof(&lines(9), &[2, 7]).to_text().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Ok(text) = String::from_utf8(bytes)
            && let Ok(read) = Proof::read(&text)
        {
            // Only the key it brings along may differ without being noticed by somebody who has the key.
            let kept = proof(&lines(9), &[2, 7]);
            let checked = read.check(Some(signer().verifier()));
            prop_assert!(checked.is_err() || read.rows == kept.rows);
        }
    }
}
