//! The fault matrix: every protocol and encryption against servers that misbehave on real sockets.
//!
//! The table: `cargo test --test faults -- --nocapture`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that prints its table"
)]

mod support;

use std::{sync::Arc, time::Duration};

use support::faults::{
    cell::{Bench, Cell, Verdict, shared},
    east,
    honest::Point,
    matrix, replies,
};

/// Runs the cells and prints the table; fails with the wrong ones if there are more than allowed.
fn run(title: &str, cells: Vec<Cell>, allowed: usize) -> Vec<Verdict> {
    // One table at a time: the clocks of the cells would run on a busy machine.
    let lock = shared();
    let _alone = lock
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let count = cells.len();
    let verdicts = runtime.block_on(Arc::new(Bench::new()).run_all(cells));
    runtime.shutdown_background();
    println!("\n{title}");
    for verdict in &verdicts {
        println!("{}", verdict.row());
    }
    let wrong: Vec<String> = verdicts
        .iter()
        .filter(|verdict| !verdict.faults.is_empty())
        .map(Verdict::row)
        .collect();
    let longest = verdicts
        .iter()
        .map(|verdict| verdict.total)
        .max()
        .unwrap_or_default();
    println!(
        "{title}: {count} cells, {} wrong, the longest {:.1} s",
        wrong.len(),
        longest.as_secs_f64()
    );
    assert!(
        wrong.len() <= allowed,
        "{} cells are wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    verdicts
}

#[test]
fn every_fault_is_told_from_every_other_within_its_bound() {
    let _ = run("Fault matrix", matrix::cells(), 0);
}

#[test]
fn no_attack_on_starttls_is_taken() {
    let _ = run("Why TLS is better without STARTTLS", east::cells(), 0);
}

#[test]
fn real_refusals_are_recognised_over_real_sockets() {
    let cells = replies::cells();
    let allowed = cells.len() / 20;
    let _ = run("Real replies", cells, allowed);
}

/// One after the other, so that each has the machine for itself.
#[test]
fn a_refused_password_is_explained_at_once() {
    let lock = shared();
    let _alone = lock
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .unwrap();
    let bench = Bench::new();
    let mut after: Vec<Duration> = replies::cells()
        .into_iter()
        .filter(|cell| cell.point == Some(Point::Login))
        .take(40)
        .filter_map(|cell| runtime.block_on(bench.run(cell)).after_act)
        .collect();
    runtime.shutdown_background();
    after.sort();
    let median = after.get(after.len() / 2).copied().unwrap_or_default();
    println!(
        "from the refusal to the verdict: median {median:?}, longest {:?}",
        after.last()
    );
    assert!(
        !after.is_empty() && median < Duration::from_millis(200),
        "{median:?}"
    );
}
