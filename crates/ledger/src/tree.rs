//! The Merkle tree of RFC 6962, section 2.1: its root, the path of one leaf, the path between two sizes.
//!
//! Smallest example, three leaves: `root = node(node(l0, l1), l2)`. The path of `l1` is `[l0, l2]`; that from size 2
//! to size 3 is `[l2]`, for the root of the first two is known to whoever holds the older checkpoint.

use ring::digest::{Context, SHA256};

/// A SHA-256.
pub type Hash = [u8; 32];

/// Hash of a leaf that holds these bytes.
pub fn leaf(bytes: &[u8]) -> Hash {
    sha256(&[&[0], bytes])
}

fn node(left: &Hash, right: &Hash) -> Hash {
    sha256(&[&[1], left, right])
}

pub(crate) fn sha256(parts: &[&[u8]]) -> Hash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

/// The roots of the full subtrees of a tree, largest first: all that is needed to add leaves and to know the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Peaks {
    size: u64,
    hashes: Vec<Hash>,
}

impl Peaks {
    /// Reads [`Peaks::to_bytes`] of a tree with `size` leaves.
    pub fn from_bytes(size: u64, bytes: &[u8]) -> Option<Self> {
        let (hashes, rest) = bytes.as_chunks::<32>();
        let fits = rest.is_empty() && hashes.len() == size.count_ones() as usize;
        fits.then(|| Self {
            size,
            hashes: hashes.to_vec(),
        })
    }

    /// 32 bytes for each one in the binary form of the size.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.hashes.concat()
    }

    /// Leaves so far.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf.
    pub fn push(&mut self, leaf: Hash) {
        let mut joined = leaf;
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.hashes.pop() {
                joined = node(&left, &joined);
            }
        }
        self.hashes.push(joined);
        self.size += 1;
    }

    /// The root; of no leaves the hash of nothing.
    pub fn root(&self) -> Hash {
        let joined = self.hashes.iter().rev().copied();
        joined
            .reduce(|right, left| node(&left, &right))
            .unwrap_or_else(|| sha256(&[]))
    }
}

/// A whole tree, to take paths from: 64 bytes of memory a leaf.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// `levels[n]`: the full subtrees of 2^n leaves, from the left
    levels: Vec<Vec<Hash>>,
}

impl Tree {
    /// Of these leaves, in order.
    pub fn new(leaves: Vec<Hash>) -> Self {
        let mut levels = vec![leaves];
        while let Some(below) = levels.last().filter(|level| level.len() > 1) {
            let pairs = below.as_chunks::<2>().0;
            levels.push(pairs.iter().map(|[l, r]| node(l, r)).collect());
        }
        Self { levels }
    }

    /// Leaves.
    pub fn size(&self) -> usize {
        self.levels.first().map_or(0, Vec::len)
    }

    /// The root of the first `size` leaves.
    pub fn root(&self, size: usize) -> Option<Hash> {
        match size {
            0 => Some(sha256(&[])),
            _ if size > self.size() => None,
            _ => Some(self.range(0, size)),
        }
    }

    /// The hashes beside the way from a leaf to the root of the first `size` leaves, lowest first.
    pub fn path(&self, index: usize, size: usize) -> Option<Vec<Hash>> {
        if index >= size || size > self.size() {
            return None;
        }
        let (mut low, mut high, mut path) = (0, size, Vec::new());
        while high - low > 1 {
            let middle = low + left_part(high - low);
            if index < middle {
                path.push(self.range(middle, high));
                high = middle;
            } else {
                path.push(self.range(low, middle));
                low = middle;
            }
        }
        path.reverse();
        Some(path)
    }

    /// What shows that the first `newer` leaves begin with the first `older`.
    pub fn extension(&self, older: usize, newer: usize) -> Option<Vec<Hash>> {
        if older > newer || newer > self.size() {
            return None;
        }
        if older == 0 || older == newer {
            return Some(Vec::new());
        }
        let (mut low, mut high, mut path) = (0, newer, Vec::new());
        while high != older {
            let middle = low + left_part(high - low);
            if older <= middle {
                path.push(self.range(middle, high));
                high = middle;
            } else {
                path.push(self.range(low, middle));
                low = middle;
            }
        }
        // Where the older tree is a full subtree from the start, its root is known already.
        if low > 0 {
            path.push(self.range(low, high));
        }
        path.reverse();
        Some(path)
    }

    fn range(&self, low: usize, high: usize) -> Hash {
        let length = high - low;
        if length.is_power_of_two() {
            return self.levels[length.trailing_zeros() as usize][low / length];
        }
        let middle = low + left_part(length);
        node(&self.range(low, middle), &self.range(middle, high))
    }
}

/// Leaves left of the fork: the largest power of two below `length`.
fn left_part(length: usize) -> usize {
    length.div_ceil(2).next_power_of_two()
}

/// The root of `size` leaves that a leaf and its path lead to (RFC 9162, 2.1.3.2).
pub(crate) fn root_of(leaf: Hash, index: u64, size: u64, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    let (mut at, mut last, mut hash) = (index, size - 1, leaf);
    for beside in path {
        if last == 0 {
            return None;
        }
        if at & 1 == 1 || at == last {
            hash = node(beside, &hash);
            climb(&mut at, &mut last);
        } else {
            hash = node(&hash, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    (last == 0).then_some(hash)
}

/// Whether a tree begins with an older one (RFC 9162, 2.1.4.2).
pub(crate) fn extends(older: (u64, Hash), newer: (u64, Hash), path: &[Hash]) -> bool {
    if older.0 == newer.0 {
        return older.1 == newer.1 && path.is_empty();
    }
    if older.0 == 0 {
        return older.1 == sha256(&[]) && path.is_empty();
    }
    if older.0 > newer.0 {
        return false;
    }
    let mut path = path.iter();
    let first = match older.0.is_power_of_two() {
        true => Some(&older.1),
        false => path.next(),
    };
    let Some(first) = first else { return false };
    let (mut at, mut last) = (older.0 - 1, newer.0 - 1);
    (at, last) = (
        at >> older.0.trailing_zeros(),
        last >> older.0.trailing_zeros(),
    );
    let (mut old, mut new) = (*first, *first);
    for beside in path {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            old = node(beside, &old);
            new = node(beside, &new);
            climb(&mut at, &mut last);
        } else {
            new = node(&new, beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && old == older.1 && new == newer.1
}

/// Past levels on which the node stands alone at the right edge.
fn climb(at: &mut u64, last: &mut u64) {
    while *at & 1 == 0 && *at != 0 {
        (*at, *last) = (*at >> 1, *last >> 1);
    }
}
