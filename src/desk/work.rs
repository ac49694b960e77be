//! Threads for jobs: named, few, with bounded queues.
//!
//! Checks have a thread of their own, so that nothing slow delays them; saves too, so that nothing
//! stands between words and disk; exports too, since a hundred pictures take a while, and the list
//! of stories, since a first look at ten thousand takes seconds in which others can be opened. An export
//! starts threads of its own for its pictures.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use super::{Done, Job};

/// How many jobs may wait for one thread. A desk that has more to do than this has stopped
/// answering, and waiting for it is right.
const QUEUE: usize = 256;

/// About the time of a frame. What follows every keystroke waits for so long before it begins:
/// where all cores are busy it would take the window's in the middle of drawing the letter.
const FRAME: Duration = Duration::from_millis(8);

/// The threads and the way back from them.
pub struct Workers {
    saving: SyncSender<Job>,
    checking: SyncSender<Job>,
    pictures: SyncSender<Job>,
    exporting: SyncSender<Job>,
    newsdesk: SyncSender<Job>,
    rest: SyncSender<Job>,
    clock: SyncSender<Duration>,
    done: Receiver<Done>,
    done_sender: SyncSender<Done>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl std::fmt::Debug for Workers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workers").finish_non_exhaustive()
    }
}

impl Workers {
    /// Starts the threads. `wake` is called from them whenever a result is there to be fetched.
    pub fn start(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (done_sender, done) = sync_channel(QUEUE);
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let worker = |name: &str| worker(name, done_sender.clone(), Arc::clone(&wake));
        Self {
            saving: worker("save"),
            checking: worker("check"),
            pictures: worker("pictures"),
            exporting: worker("export"),
            newsdesk: worker("newsdesk"),
            rest: worker("desk"),
            clock: clock(Arc::clone(&wake)),
            done,
            done_sender: done_sender.clone(),
            wake: Arc::clone(&wake),
        }
    }

    /// Hands a job to its thread.
    pub fn start_job(&self, job: Job) {
        let queue = match &job {
            Job::Save(_)
            | Job::KeepSettings { .. }
            | Job::KeepSession { .. }
            | Job::KeepCopy { .. }
            | Job::Lock { .. }
            | Job::Beat { .. }
            | Job::LetGo { .. } => &self.saving,
            Job::Check { .. } => &self.checking,
            Job::ShowPicture { .. } => &self.pictures,
            Job::Export(_) => &self.exporting,
            Job::Look { .. } => &self.newsdesk,
            _ => &self.rest,
        };
        if let Err(unsent) = queue.send(job) {
            // The thread is gone; the work is not lost, it is done here and now.
            let result = unsent.0.run();
            if self.done_sender.send(result).is_err() {
                tracing::error!("nobody is left to take the result of a job");
            }
            (self.wake)();
        }
    }

    /// Calls `wake` after a time; the latest wish is the one that counts.
    pub fn wake_after(&self, wait: Duration) {
        // A clock that is behind has a wake-up before it anyway, at which the next is asked for.
        if self.clock.try_send(wait).is_err() {
            tracing::debug!("the clock is behind");
        }
    }

    /// The results that have come in since the last call.
    pub fn finished(&self) -> Vec<Done> {
        self.done.try_iter().collect()
    }
}

/// Waits for the window, which so has nothing to do while nothing happens.
fn clock(wake: Arc<dyn Fn() + Send + Sync>) -> SyncSender<Duration> {
    let (sender, wishes) = sync_channel::<Duration>(QUEUE);
    spawn("clock", move || {
        while let Ok(mut wait) = wishes.recv() {
            loop {
                match wishes.recv_timeout(wait) {
                    Ok(other) => wait = other,
                    Err(RecvTimeoutError::Timeout) => break wake(),
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
        }
    });
    sender
}

fn worker(
    name: &str,
    done: SyncSender<Done>,
    wake: Arc<dyn Fn() + Send + Sync>,
) -> SyncSender<Job> {
    let (sender, jobs) = sync_channel::<Job>(QUEUE);
    spawn(name, move || {
        for job in jobs {
            if job.lets_the_frame_go_first() {
                thread::sleep(FRAME);
            }
            if done.send(job.run()).is_err() {
                return;
            }
            wake();
        }
    });
    sender
}

/// Starts a named thread. One that cannot be started leaves its queue without a taker, and
/// [`Workers::start_job`] then does the work itself.
pub fn spawn(name: &str, work: impl FnOnce() + Send + 'static) {
    let started = thread::Builder::new().name(format!("nightdesk-{name}")).spawn(work);
    if let Err(error) = started {
        tracing::error!(%error, name, "could not start a thread");
    }
}
