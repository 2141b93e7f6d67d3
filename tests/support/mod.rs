//! What the tests on real parts share: servers, keyring and display as private instances that stop
//! with the test, even with one that is killed.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "shared by several test programs, each of which uses a part of it"
)]

pub mod authority;
pub mod dovecot;
pub mod faults;
pub mod guarded;
pub mod home;
pub mod keyring;
pub mod mailbox;
pub mod postfix;
pub mod xvfb;

use std::{
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

/// So long a part may take to start on a busy machine.
pub const START_BOUND: Duration = Duration::from_secs(30);

/// The path of a program. A missing one fails the test; it is never skipped.
pub fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path)
        .chain(["/usr/sbin", "/sbin", "/usr/bin", "/bin"].map(PathBuf::from));
    places
        .map(|place| place.join(name))
        .find(|path| path.is_file())
        .unwrap_or_else(|| panic!("{name} is not installed: run tests/install-servers.sh"))
}

/// Free loopback ports, all different.
pub fn free_ports<const COUNT: usize>() -> [u16; COUNT] {
    let listeners: [TcpListener; COUNT] =
        std::array::from_fn(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}

/// Looks again and again until there is something; fails with what `log` says.
pub fn wait_for<T>(what: &str, log: &Path, mut look: impl FnMut() -> Option<T>) -> T {
    let started = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        if started.elapsed() > START_BOUND {
            let log = std::fs::read_to_string(log).unwrap_or_default();
            panic!("{what} did not come within {START_BOUND:?}; its log:\n{log}");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until something listens on a loopback port.
pub fn wait_for_port(what: &str, log: &Path, port: u16) {
    wait_for(what, log, || {
        TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .ok()
            .map(drop)
    });
}

/// A folder under the system's temporary one that other users of the machine (the servers' own)
/// can enter.
pub fn scratch(name: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::Builder::new().prefix(name).tempdir().unwrap();
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// The user id of the running test.
pub fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.trim_ascii() == b"0"
}
