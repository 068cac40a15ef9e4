//! A list that grows by whole chunks and uses places again.

/// A list that grows by whole chunks, so that growing copies nothing.
#[derive(Debug)]
pub(crate) struct Chunked<T> {
    chunks: Vec<Vec<T>>,
    free: Vec<u32>,
    used: usize,
}

const CHUNK: usize = 4096;

impl<T> Default for Chunked<T> {
    fn default() -> Self {
        Self {
            chunks: Vec::new(),
            free: Vec::new(),
            used: 0,
        }
    }
}

impl<T> Chunked<T> {
    pub(crate) fn add(&mut self, item: T) -> u32 {
        self.used += 1;
        if let Some(at) = self.free.pop() {
            *self.get_mut(at) = item;
            return at;
        }
        if self.chunks.last().is_none_or(|chunk| chunk.len() == CHUNK) {
            self.chunks.push(Vec::with_capacity(CHUNK));
        }
        let chunks = self.chunks.len();
        let Some(last) = self.chunks.last_mut() else {
            return u32::MAX;
        };
        last.push(item);
        // Four thousand million entries are beyond any memory this is run in.
        ((chunks - 1) * CHUNK + last.len() - 1) as u32
    }

    pub(crate) fn get(&self, at: u32) -> &T {
        &self.chunks[at as usize / CHUNK][at as usize % CHUNK]
    }

    pub(crate) fn get_mut(&mut self, at: u32) -> &mut T {
        &mut self.chunks[at as usize / CHUNK][at as usize % CHUNK]
    }

    /// Frees a place for the next one added.
    pub(crate) fn remove(&mut self, at: u32) {
        self.used -= 1;
        self.free.push(at);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.used
    }
}
