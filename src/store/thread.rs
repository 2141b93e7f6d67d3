//! Blocking work on a thread of its own, awaited from any executor.
//!
//! A file system or a keyring may block for ever, and nothing can stop a blocked thread. So each
//! piece of work has its own one: whoever waits may go away at any time, the thread is left behind.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use futures::{channel::oneshot, future::BoxFuture};

use crate::failure::StorageFailure;

/// Tells running work that nobody waits for it any more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Whether the work should end at the next place where ending changes nothing.
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Sets it.
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Sets its token when dropped: when the waiting future is dropped, or done.
struct CancelOnDrop(Cancel);

impl Drop for CancelOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

/// Runs `work` on its own thread once the future is polled. Dropping the future sets the token.
///
/// A panic of the work stays in its thread and becomes a failure.
pub(crate) fn off_thread<T, W>(work: W) -> BoxFuture<'static, Result<T, StorageFailure>>
where
    T: Send + 'static,
    W: FnOnce(&Cancel) -> Result<T, StorageFailure> + Send + 'static,
{
    Box::pin(async move {
        let cancel = Cancel::default();
        let _guard = CancelOnDrop(cancel.clone());
        let (sender, receiver) = oneshot::channel();
        spawn("store", move || {
            // Nobody waiting is no fault.
            drop(sender.send(work(&cancel)));
        })?;
        receiver
            .await
            .unwrap_or_else(|_| Err(broken("a storage thread ended early")))
    })
}

/// Starts a thread that nobody joins.
pub(super) fn spawn(
    name: &str,
    work: impl FnOnce() + Send + 'static,
) -> Result<(), StorageFailure> {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .map(drop)
        .map_err(|error| broken(&error.to_string()))
}

fn broken(detail: &str) -> StorageFailure {
    StorageFailure::File {
        path: std::path::PathBuf::new(),
        detail: detail.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures::executor::block_on;

    use super::*;

    #[test]
    fn a_panic_of_the_work_becomes_a_failure() {
        let result = block_on(off_thread(|_| -> Result<(), _> {
            std::panic::resume_unwind(Box::new("no message"));
        }));
        assert!(matches!(result, Err(StorageFailure::File { .. })));
    }

    #[test]
    fn dropping_the_future_tells_the_work() {
        let (told, hears) = mpsc::channel();
        let (started, starts) = mpsc::channel();
        let mut future = off_thread(move |cancel| {
            started.send(()).unwrap();
            while !cancel.is_set() {
                thread::yield_now();
            }
            told.send(()).unwrap();
            Ok(())
        });
        let waker = futures::task::noop_waker();
        assert!(
            future
                .as_mut()
                .poll(&mut std::task::Context::from_waker(&waker))
                .is_pending()
        );
        starts.recv().unwrap();
        drop(future);
        hears.recv().unwrap();
    }
}
