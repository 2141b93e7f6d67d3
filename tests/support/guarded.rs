//! A background process that ends with the test, whatever ends the test.

use std::{
    ffi::OsStr,
    fs::File,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// The process, behind a shell that waits for the end of its standard input: the kernel closes
/// that pipe when the test ends, even by `kill -9`.
#[derive(Debug)]
pub struct Guarded {
    shell: Child,
}

const KEEP: &str = r#""$@" & pid=$!; read -r _; kill -TERM $pid 2>/dev/null; wait $pid"#;

impl Guarded {
    /// Starts a program; both its outputs go into the log file.
    pub fn start<S: AsRef<OsStr>>(
        program: &Path,
        arguments: impl IntoIterator<Item = S>,
        environment: &[(String, String)],
        log: &Path,
    ) -> Self {
        Self::shell(KEEP, program, arguments, environment, log)
    }

    /// As [`Guarded::start`] for a program whose true process is the one named in a file.
    pub fn start_with_pid_file<S: AsRef<OsStr>>(
        pid_file: &Path,
        program: &Path,
        arguments: impl IntoIterator<Item = S>,
        environment: &[(String, String)],
        log: &Path,
    ) -> Self {
        let stop = format!("kill -TERM $(head -n 1 '{}')", pid_file.display());
        let script = KEEP.replace("kill -TERM $pid", &stop);
        Self::shell(&script, program, arguments, environment, log)
    }

    /// As [`Guarded::start`], with a line on the program's standard input.
    pub fn start_with_input<S: AsRef<OsStr>>(
        input: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = S>,
        environment: &[(String, String)],
        log: &Path,
    ) -> Self {
        let script = format!("printf '{input}\\n' | {KEEP}");
        Self::shell(&script, program, arguments, environment, log)
    }

    fn shell<S: AsRef<OsStr>>(
        script: &str,
        program: &Path,
        arguments: impl IntoIterator<Item = S>,
        environment: &[(String, String)],
        log: &Path,
    ) -> Self {
        let log = File::options().create(true).append(true).open(log).unwrap();
        let shell = Command::new("sh")
            .args(["-c", script, "sh"])
            .arg(program)
            .args(arguments)
            .envs(environment.iter().cloned())
            .stdin(Stdio::piped())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        Self { shell }
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        drop(self.shell.stdin.take());
        let started = Instant::now();
        while let Ok(None) = self.shell.try_wait() {
            if started.elapsed() > Duration::from_secs(10) {
                let _ = self.shell.kill();
                let _ = self.shell.wait();
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}
