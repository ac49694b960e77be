//! So much memory and no more: threads wait until theirs is free.
//!
//! Must not know: pictures.

use std::sync::{Condvar, Mutex, PoisonError};

/// What may be taken together.
#[derive(Debug)]
pub(super) struct Budget {
    most: u64,
    taken: Mutex<u64>,
    given_back: Condvar,
}

/// A part of the budget, given back when it is dropped.
#[derive(Debug)]
pub(super) struct Taken<'a> {
    budget: &'a Budget,
    amount: u64,
}

impl Budget {
    pub(super) fn of(most: u64) -> Self {
        Self { most, taken: Mutex::new(0), given_back: Condvar::new() }
    }

    /// Waits until so much is free. What is more than the whole budget waits until nobody else
    /// has any of it.
    pub(super) fn take(&self, amount: u64) -> Taken<'_> {
        let amount = amount.min(self.most);
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut taken = self
            .given_back
            .wait_while(taken, |taken| *taken + amount > self.most)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += amount;
        Taken { budget: self, amount }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut taken = self.budget.taken.lock().unwrap_or_else(PoisonError::into_inner);
        *taken -= self.amount;
        drop(taken);
        self.budget.given_back.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU64, Ordering};

    #[test]
    fn never_more_is_taken_than_there_is_and_everybody_gets_their_turn() {
        let budget = Budget::of(10);
        let (now, most, turns) = (AtomicU64::new(0), AtomicU64::new(0), AtomicU64::new(0));
        std::thread::scope(|scope| {
            for amount in [3, 4, 5, 10, 50] {
                let (budget, now, most, turns) = (&budget, &now, &most, &turns);
                scope.spawn(move || {
                    for _ in 0..200 {
                        let taken = budget.take(amount);
                        let sum = now.fetch_add(taken.amount, Ordering::SeqCst) + taken.amount;
                        most.fetch_max(sum, Ordering::SeqCst);
                        turns.fetch_add(1, Ordering::SeqCst);
                        now.fetch_sub(taken.amount, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(turns.load(Ordering::SeqCst), 1000);
        assert!(most.load(Ordering::SeqCst) <= 10);
        assert_eq!(*budget.taken.lock().unwrap(), 0);
    }
}
