//! Measures how soon a program's first window is painted, what memory it takes, and what processor time
//! while nothing happens, beside a peer:
//!
//! ```text
//! tests/bench/start.sh
//! ```
//!
//! Each argument is a program: `NAME=PATH [ARGUMENTS]`. Each run has a fresh home and an X server
//! of its own (Xvfb) whose screen is a file: reading it costs the program under test nothing. It also
//! has a folder for temporary files of its own: Sylpheed looks there for one that already runs.
//! Painted means: something of more than eight colours is on the screen. Linux only.

#![allow(clippy::print_stdout, reason = "prints its result")]

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

const RUNS: usize = 5;
const BOUND: Duration = Duration::from_secs(30);
const COLOURS: usize = 8;
/// Memory is read so long after the window was painted.
const SETTLED: Duration = Duration::from_secs(3);
/// So long nothing happens while the processor time of idling is counted, once for each program.
const IDLE: Duration = Duration::from_secs(10);

struct Run {
    painted: Duration,
    processor: Duration,
    pss_megabytes: f64,
    processes: usize,
    idle: Duration,
}

/// Ends the process with its handle.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn main() -> io::Result<()> {
    let programs: Vec<(String, Vec<String>)> = std::env::args()
        .skip(1)
        .filter_map(|argument| {
            let (name, command) = argument.split_once('=')?;
            let words = command.split(' ').map(str::to_owned).collect();
            Some((name.to_owned(), words))
        })
        .collect();
    println!("process start to painted window under Xvfb, fresh home, {RUNS} runs each");
    println!(
        "{:<14} {:>23} {:>10} {:>9} {:>10} {:>16}",
        "",
        "min / median / max, s",
        "CPU s",
        "PSS MB",
        "processes",
        format!("CPU s idle {} s", IDLE.as_secs())
    );
    for (name, command) in &programs {
        // The first run fills the page cache and counts for idling alone.
        let idle = run(command, IDLE)?.idle;
        let mut runs = Vec::new();
        for _ in 0..RUNS {
            runs.push(run(command, Duration::ZERO)?);
        }
        let of = |value: fn(&Run) -> f64| {
            let mut values: Vec<f64> = runs.iter().map(value).collect();
            values.sort_by(f64::total_cmp);
            values
        };
        let at = |values: &[f64], index: usize| values.get(index).copied().unwrap_or_default();
        let painted = of(|run| run.painted.as_secs_f64());
        println!(
            "{name:<14} {:>23} {:>10.2} {:>9.1} {:>10} {:>16.2}",
            format!(
                "{:.2} / {:.2} / {:.2}",
                at(&painted, 0),
                at(&painted, RUNS / 2),
                at(&painted, RUNS - 1)
            ),
            at(&of(|run| run.processor.as_secs_f64()), RUNS / 2),
            at(&of(|run| run.pss_megabytes), RUNS / 2),
            runs.last().map_or(0, |run| run.processes),
            idle.as_secs_f64(),
        );
    }
    Ok(())
}

fn run(command: &[String], idle: Duration) -> io::Result<Run> {
    let folder = tempfile::tempdir()?;
    let (_server, display) = screen(folder.path())?;
    let pixels = folder.path().join("Xvfb_screen0");
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let home = folder.path().join("home");
    fs::create_dir(&home)?;
    let temporary = folder.path().join("tmp");
    fs::create_dir(&temporary)?;
    let started = Instant::now();
    let child = Command::new(program)
        .args(arguments)
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("DISPLAY", display)
        .env("HOME", &home)
        .env("XDG_RUNTIME_DIR", &home)
        .env("TMPDIR", &temporary)
        .env("LANG", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(folder.path().join("errors"))?)
        .spawn()?;
    let mut child = Ended(child);
    let painted = loop {
        if is_painted(&pixels)? {
            break started.elapsed();
        }
        if let Some(status) = child.0.try_wait()? {
            let errors = fs::read_to_string(folder.path().join("errors"))?;
            return Err(io::Error::other(format!(
                "{program} ended with {status}: {errors}"
            )));
        }
        if started.elapsed() > BOUND {
            return Err(io::Error::other(format!(
                "{program} painted nothing in {BOUND:?}"
            )));
        }
        sleep(Duration::from_millis(2));
    };
    let processor = processor_time(&family(child.0.id()));
    sleep(SETTLED);
    let family = family(child.0.id());
    let before = processor_time(&family);
    sleep(idle);
    let idle = processor_time(&family).saturating_sub(before);
    Ok(Run {
        painted,
        processor,
        pss_megabytes: family.iter().map(|process| pss(*process)).sum::<f64>() / 1024.0,
        processes: family.len(),
        idle,
    })
}

/// Starts an X server whose screen lies in a file of the folder.
fn screen(folder: &Path) -> io::Result<(Ended, String)> {
    let number = folder.join("number");
    let server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-nolisten",
            "tcp",
            "-noreset",
            "-screen",
            "0",
            "1280x900x24",
        ])
        .arg("-fbdir")
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(fs::File::create(&number)?)
        .stderr(Stdio::null())
        .spawn()?;
    let server = Ended(server);
    let started = Instant::now();
    loop {
        let text = fs::read_to_string(&number)?;
        if text.ends_with('\n') {
            return Ok((server, format!(":{}", text.trim())));
        }
        if started.elapsed() > BOUND {
            return Err(io::Error::other("Xvfb did not start"));
        }
        sleep(Duration::from_millis(10));
    }
}

/// The screen is in the format of `xwd`: a header, then four bytes for each pixel.
fn is_painted(path: &PathBuf) -> io::Result<bool> {
    let bytes = fs::read(path)?;
    let mut colours = HashSet::new();
    // The header's end is not worth parsing: its words are too few to count. Every 7th pixel will do.
    let (pixels, _) = bytes.as_chunks::<4>();
    for pixel in pixels.iter().skip(2_000).step_by(7) {
        if colours.insert(*pixel) && colours.len() > COLOURS {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A process and all that it started.
fn family(first: u32) -> Vec<u32> {
    let mut family = vec![first];
    let mut index = 0;
    while let Some(parent) = family.get(index).copied() {
        let tasks = fs::read_dir(format!("/proc/{parent}/task"))
            .into_iter()
            .flatten()
            .flatten();
        for task in tasks {
            let children = fs::read_to_string(task.path().join("children")).unwrap_or_default();
            family.extend(
                children
                    .split_whitespace()
                    .filter_map(|child| child.parse::<u32>().ok()),
            );
        }
        index += 1;
    }
    family
}

/// Processor time of user and system so far; one tick is 10 ms on every Linux of today.
fn processor_time(processes: &[u32]) -> Duration {
    let ticks = |process: &u32| {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The name in parentheses may hold anything; the fields behind it are counted from 3.
        let fields = stat
            .rsplit_once(')')
            .map(|(_, fields)| fields.to_owned())
            .unwrap_or_default();
        let field = |number: usize| {
            fields
                .split_whitespace()
                .nth(number - 3)
                .and_then(|word| word.parse::<u64>().ok())
        };
        field(14).unwrap_or_default() + field(15).unwrap_or_default()
    };
    Duration::from_millis(processes.iter().map(ticks).sum::<u64>() * 10)
}

/// The proportional set size in kilobytes.
fn pss(process: u32) -> f64 {
    let rollup = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok())
        .unwrap_or_default()
}
