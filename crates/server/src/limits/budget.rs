//! Memory that requests take while they run: a fixed amount for all, half of it at most for one.
//!
//! A slow reader that keeps pages waiting uses up its own half and nobody else's.

use super::Client;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Memory is counted in these.
const UNIT: usize = 1024;
/// Clients with a share of their own remembered; beyond, idle ones are forgotten.
const REMEMBERED: usize = 1024;

/// Memory to share out.
#[derive(Debug)]
pub struct Budget {
    all: Arc<Semaphore>,
    share_units: u32,
    shares: Mutex<HashMap<Client, Arc<Semaphore>>>,
}

/// Memory taken; given back when dropped.
#[derive(Debug)]
pub struct Share {
    all: OwnedSemaphorePermit,
    own: OwnedSemaphorePermit,
}

impl Budget {
    /// `bytes` in all; one client gets half, yet always `largest` (the largest single demand).
    pub fn new(bytes: usize, largest: usize) -> Self {
        let share_units = units(bytes / 2).max(units(largest));
        Self {
            all: Arc::new(Semaphore::new(units(bytes).max(share_units) as usize)),
            share_units,
            shares: Mutex::default(),
        }
    }

    /// `bytes`, if they are free now.
    pub fn take_now(&self, client: Client, bytes: usize) -> Option<Share> {
        let wanted = units(bytes).min(self.share_units);
        let own = self.share_of(client).try_acquire_many_owned(wanted).ok()?;
        let all = Arc::clone(&self.all).try_acquire_many_owned(wanted).ok()?;
        Some(Share { all, own })
    }

    /// Waits until `bytes` are free: first of the client's own half, then of all.
    pub async fn take(&self, client: Client, bytes: usize) -> Share {
        let wanted = units(bytes).min(self.share_units);
        let own = acquire(self.share_of(client), wanted).await;
        let all = acquire(Arc::clone(&self.all), wanted).await;
        Share { all, own }
    }

    /// Takes what `bytes` need beyond what a share has, if it is free now.
    pub fn grow(&self, client: Client, share: &mut Share, bytes: usize) -> bool {
        let has = u32::try_from(share.own.num_permits()).unwrap_or(u32::MAX);
        let more = units(bytes).min(self.share_units).saturating_sub(has);
        let own = self.share_of(client).try_acquire_many_owned(more);
        let all = Arc::clone(&self.all).try_acquire_many_owned(more);
        let (Ok(own), Ok(all)) = (own, all) else {
            return false;
        };
        share.own.merge(own);
        share.all.merge(all);
        true
    }

    fn share_of(&self, client: Client) -> Arc<Semaphore> {
        let mut shares = self.shares.lock().unwrap_or_else(PoisonError::into_inner);
        if shares.len() >= REMEMBERED && !shares.contains_key(&client) {
            shares.retain(|_, share| Arc::strong_count(share) > 1);
        }
        let new = || Arc::new(Semaphore::new(self.share_units as usize));
        Arc::clone(shares.entry(client).or_insert_with(new))
    }
}

impl Share {
    /// Gives back what is above `bytes`.
    pub fn shrink_to(&mut self, bytes: usize) {
        let keep = units(bytes) as usize;
        for permit in [&mut self.all, &mut self.own] {
            drop(permit.split(permit.num_permits().saturating_sub(keep)));
        }
    }
}

async fn acquire(semaphore: Arc<Semaphore>, units: u32) -> OwnedSemaphorePermit {
    match semaphore.acquire_many_owned(units).await {
        Ok(permit) => permit,
        // Nobody closes these semaphores.
        Err(_closed) => std::future::pending().await,
    }
}

fn units(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX >> 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::pin;
    use std::task::{Context, Waker};

    /// What the future gives without waiting.
    fn now<T>(future: impl Future<Output = T>) -> Option<T> {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        }
    }

    #[test]
    fn one_client_cannot_take_more_than_half() {
        let budget = Budget::new(64 * UNIT, UNIT);
        let (a, b) = (Client::Partner(1), Client::Partner(2));
        let mut held = now(budget.take(a, 32 * UNIT)).expect("its half");
        assert!(now(budget.take(a, UNIT)).is_none(), "beyond its half");
        assert!(now(budget.take(b, 32 * UNIT)).is_some(), "the other half");
        held.shrink_to(UNIT);
        assert!(now(budget.take(a, 31 * UNIT)).is_some());
        drop(held);
        assert_eq!(budget.all.available_permits(), 64);
    }

    #[test]
    fn the_largest_demand_always_fits() {
        let budget = Budget::new(UNIT, 100 * UNIT);
        assert!(now(budget.take(Client::Partner(1), 100 * UNIT)).is_some());
    }
}
