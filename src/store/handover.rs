//! One window per user and data folder: a second start hands its arguments to the first.
//!
//! Who is first is decided by a file lock, which a process that dies loses; so a socket that is
//! left behind is known to be stale by whoever holds the lock. Nothing secret is handed over: a
//! password is never an argument.

use std::{
    fs,
    io::{self, BufRead as _, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc as blocking,
    },
    thread,
    time::{Duration, Instant},
};

use futures::channel::mpsc;
use interprocess::local_socket::{Listener, ListenerOptions, Name, Stream, prelude::*};

use super::{
    Folders,
    file::Lock,
    thread::{Cancel, spawn},
};
use crate::failure::StorageFailure;

/// How long the first window may take to answer; longer, and the second one opens by itself.
pub const ANSWER_BOUND: Duration = Duration::from_secs(3);

/// How long one side may be silent within an exchange.
const SILENCE_BOUND: Duration = Duration::from_secs(1);

/// The longest message, in bytes: arguments of a program are far shorter.
const MAX_BYTES: u64 = 64 * 1024;

const POLL: Duration = Duration::from_millis(50);

/// What a start of the window turns out to be.
#[derive(Debug)]
pub enum Start {
    /// The first window. It is handed the arguments of later starts while `First` lives.
    First(First),
    /// Another window is open and took the arguments over: end.
    HandedOver,
    /// Another window is open and does not answer: open one more. Files are locked, so that
    /// nothing gets lost between the two.
    NoAnswer,
}

/// The role of the first window; given up when dropped.
#[derive(Debug)]
pub struct First {
    /// The arguments of each later start, without the program's name.
    pub arrivals: mpsc::UnboundedReceiver<Vec<String>>,
    name: Place,
    stop: Arc<AtomicBool>,
    _lock: Lock,
}

impl Drop for First {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the listening thread, which then closes the socket.
        drop(self.name.name().and_then(Stream::connect));
    }
}

/// Finds out whether this is the first window, and hands `arguments` over if not.
///
/// Blocks for [`ANSWER_BOUND`] at most; call it before the window is there.
pub fn start(folders: &Folders, arguments: &[String]) -> Result<Start, StorageFailure> {
    let begin = Instant::now();
    loop {
        let lock_path = folders.state().join("window");
        let lock = Lock::take(&lock_path, Duration::ZERO, &Cancel::default());
        // Only now is the folder there for sure, without which its name is not the same to everyone.
        let place = Place::of(folders);
        match lock {
            Ok(lock) => return first(place, lock).map(Start::First),
            Err(StorageFailure::Locked { .. }) => {}
            Err(failure) => return Err(failure),
        }
        // It may just be starting or closing: so both are tried again until the bound.
        let rest = ANSWER_BOUND.saturating_sub(begin.elapsed());
        match hand_over(&place, arguments, rest) {
            Ok(()) => return Ok(Start::HandedOver),
            Err(_) if begin.elapsed() + POLL < ANSWER_BOUND => thread::sleep(POLL),
            Err(error) => {
                tracing::warn!("the open window does not answer: {error}");
                return Ok(Start::NoAnswer);
            }
        }
    }
}

fn first(place: Place, lock: Lock) -> Result<First, StorageFailure> {
    let (sender, arrivals) = mpsc::unbounded();
    let stop = Arc::new(AtomicBool::new(false));
    match place.listen() {
        Ok(listener) => {
            let stop = Arc::clone(&stop);
            spawn("handover", move || receive_all(&listener, &sender, &stop))?;
        }
        // Without a socket there is only no handing over.
        Err(error) => tracing::warn!("later starts cannot be taken over: {error}"),
    }
    Ok(First {
        arrivals,
        name: place,
        stop,
        _lock: lock,
    })
}

fn receive_all(
    listener: &Listener,
    sender: &mpsc::UnboundedSender<Vec<String>>,
    stop: &AtomicBool,
) {
    for connection in listener.incoming() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let sender = sender.clone();
        match connection {
            // On a thread of its own: one that says nothing must not keep the others out.
            Ok(stream) => drop(spawn("handover", move || {
                if let Ok(arguments) = receive(&stream) {
                    drop(sender.unbounded_send(arguments));
                }
            })),
            Err(_) => thread::sleep(POLL),
        }
    }
}

/// Reads one message and says that it was understood.
fn receive(mut stream: &Stream) -> io::Result<Vec<String>> {
    bound(stream);
    let mut line = String::new();
    let mut reader = BufReader::new(stream.take(MAX_BYTES));
    let _length = reader.read_line(&mut line)?;
    let arguments = serde_json::from_str(&line)?;
    stream.write_all(b"ok\n")?;
    Ok(arguments)
}

/// Sends one message and waits until it was understood, on a thread that may be left behind.
fn hand_over(place: &Place, arguments: &[String], within: Duration) -> io::Result<()> {
    let place = place.clone();
    let message = serde_json::to_string(arguments)? + "\n";
    let (sender, receiver) = blocking::channel();
    spawn("handover", move || {
        let exchange = || {
            let stream = Stream::connect(place.name()?)?;
            bound(&stream);
            (&stream).write_all(message.as_bytes())?;
            let mut answer = [0; 3];
            (&stream).read_exact(&mut answer)?;
            if answer == *b"ok\n" {
                Ok(())
            } else {
                Err(io::Error::from(io::ErrorKind::InvalidData))
            }
        };
        drop(sender.send(exchange()));
    })
    .map_err(io::Error::other)?;
    receiver
        .recv_timeout(within)
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// Named pipes of Windows have no such bounds; there the waiting side goes its own way.
fn bound(stream: &Stream) {
    drop(stream.set_recv_timeout(Some(SILENCE_BOUND)));
    drop(stream.set_send_timeout(Some(SILENCE_BOUND)));
}

/// Where the socket is.
#[derive(Debug, Clone)]
struct Place(PathBuf);

impl Place {
    /// A socket's path may have 104 bytes at most (macOS; 108 on Linux), so a deep data folder
    /// gets one in the temporary folder, named after it.
    fn of(folders: &Folders) -> Self {
        let folder = fs::canonicalize(folders.state()).unwrap_or_else(|_| folders.state().into());
        let beside = folder.join("window.sock");
        if cfg!(windows) || beside.as_os_str().len() > 100 {
            let name = format!("home-station-{:016x}.sock", fnv(&folder));
            Self(std::env::temp_dir().join(name))
        } else {
            Self(beside)
        }
    }

    #[cfg(windows)]
    fn name(&self) -> io::Result<Name<'static>> {
        use interprocess::local_socket::GenericNamespaced;
        let name = self.0.file_name().unwrap_or_default().to_owned();
        name.to_ns_name::<GenericNamespaced>()
    }

    #[cfg(not(windows))]
    fn name(&self) -> io::Result<Name<'static>> {
        use interprocess::local_socket::GenericFilePath;
        self.0.clone().to_fs_name::<GenericFilePath>()
    }

    /// Call it with the lock held: a socket that is there is a dead one's.
    fn listen(&self) -> io::Result<Listener> {
        #[cfg(unix)]
        drop(fs::remove_file(&self.0));
        ListenerOptions::new().name(self.name()?).create_sync()
    }
}

/// FNV-1a, 64 bits: a name that is the same in every build, which the standard hasher's is not.
fn fnv(path: &Path) -> u64 {
    path.as_os_str()
        .as_encoded_bytes()
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use futures::{StreamExt as _, executor::block_on};

    use super::*;

    fn arguments(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn first_of(folders: &Folders) -> First {
        match start(folders, &[]).unwrap() {
            Start::First(first) => first,
            other @ (Start::HandedOver | Start::NoAnswer) => panic!("{other:?}"),
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_very_first_start_is_found_although_it_made_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        // Too long for a socket beside it: so it is named after the folder.
        let real = folder.path().join("r".repeat(120));
        fs::create_dir(&real).unwrap();
        std::os::unix::fs::symlink(&real, folder.path().join("link")).unwrap();
        let folders = Folders::in_one(folder.path().join("link").join("new"));
        let _first = first_of(&folders);
        assert!(matches!(start(&folders, &[]), Ok(Start::HandedOver)));
    }

    #[test]
    fn a_second_start_hands_its_arguments_over() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::in_one(folder.path());
        let mut first = first_of(&folders);
        for sent in [arguments(&["--change-password", "ñ 1"]), arguments(&[])] {
            assert!(matches!(start(&folders, &sent), Ok(Start::HandedOver)));
            assert_eq!(block_on(first.arrivals.next()), Some(sent));
        }
        drop(first);
        let _next = first_of(&folders);
    }

    #[test]
    fn other_data_folders_have_windows_of_their_own() {
        let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
        let _windows = folders
            .each_ref()
            .map(|folder| first_of(&Folders::in_one(folder.path())));
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_left_by_a_crash_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let folders = Folders::in_one(folder.path());
        drop(std::os::unix::net::UnixListener::bind(folder.path().join("window.sock")).unwrap());
        let mut first = first_of(&folders);
        let sent = arguments(&["--check", "home-station"]);
        assert!(matches!(start(&folders, &sent), Ok(Start::HandedOver)));
        assert_eq!(block_on(first.arrivals.next()), Some(sent));
    }

    #[test]
    fn a_window_that_does_not_answer_is_given_up_within_the_bound() {
        let folder = tempfile::tempdir().unwrap();
        let lock = Lock::take(
            &folder.path().join("window"),
            Duration::ZERO,
            &Cancel::default(),
        );
        let begin = Instant::now();
        let folders = Folders::in_one(folder.path());
        assert!(matches!(start(&folders, &[]), Ok(Start::NoAnswer)));
        assert!(begin.elapsed() < ANSWER_BOUND * 2);
        drop(lock);
    }

    #[cfg(unix)]
    #[test]
    fn a_deep_data_folder_and_a_caller_that_says_nothing_are_in_nobodys_way() {
        let folder = tempfile::tempdir().unwrap();
        let deep = folder.path().join("x".repeat(120));
        fs::create_dir(&deep).unwrap();
        let folders = Folders::in_one(&deep);
        let mut first = first_of(&folders);
        let silent = Stream::connect(Place::of(&folders).name().unwrap()).unwrap();
        let sent = arguments(&["x"]);
        assert!(matches!(start(&folders, &sent), Ok(Start::HandedOver)));
        assert_eq!(block_on(first.arrivals.next()), Some(sent));
        drop(silent);
    }
}
