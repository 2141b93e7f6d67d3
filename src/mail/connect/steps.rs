//! The ladder of one side: which stage runs, since when, and who is told.

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use crate::failure::Stage;

/// What happens on a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A stage began.
    Started(Stage),
    /// A stage was passed, and how long it took.
    Passed(Stage, Duration),
}

type Sink = Box<dyn FnMut(Step) + Send>;

struct Inner {
    running: Option<(Stage, Instant)>,
    last: Stage,
    greeting: String,
    sink: Sink,
}

/// A ladder; clones share it.
#[derive(Clone)]
pub struct Steps(Arc<Mutex<Inner>>);

impl Steps {
    /// A ladder that tells this function.
    pub fn new(sink: impl FnMut(Step) + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            running: None,
            last: Stage::Name,
            greeting: String::new(),
            sink: Box::new(sink),
        })))
    }

    /// A ladder that tells nobody.
    pub fn silent() -> Self {
        Self::new(|_| ())
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The running stage is passed, this one begins.
    pub fn start(&self, stage: Stage) {
        let mut inner = self.inner();
        inner.pass();
        inner.running = Some((stage, Instant::now()));
        inner.last = stage;
        (inner.sink)(Step::Started(stage));
    }

    /// The running stage is passed.
    pub fn pass(&self) {
        self.inner().pass();
    }

    /// Keeps the server's first words, for finding out later who answered.
    pub(crate) fn greeted(&self, lines: &[String]) {
        self.inner().greeting = lines.join(" ");
    }

    /// The server's first words; empty if it said none.
    pub fn greeting(&self) -> String {
        self.inner().greeting.clone()
    }

    /// Another ladder of the same side goes on here.
    pub(crate) fn note(&self, stage: Stage) {
        self.inner().last = stage;
    }

    /// The stage that runs, or ran last.
    pub fn stage(&self) -> Stage {
        self.inner().last
    }
}

impl Inner {
    fn pass(&mut self) {
        if let Some((stage, since)) = self.running.take() {
            (self.sink)(Step::Passed(stage, since.elapsed()));
        }
    }
}

impl fmt::Debug for Steps {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Steps").field(&self.stage()).finish()
    }
}
