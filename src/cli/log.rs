//! The log: warnings of this program on standard error, and of nobody else.
//!
//! The mail libraries write passwords into their trace logs. So the list is of what may speak, not
//! of what may not: whatever `RUST_LOG` asks for, only this crate's own events pass.

use tracing::{Level, Metadata, level_filters::LevelFilter};
use tracing_subscriber::{
    Layer as _, filter, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

/// This crate, and everything inside it.
const OWN: &str = "home_station";

/// Starts the log once for the process.
pub fn start() {
    let level = level(std::env::var("RUST_LOG").ok().as_deref());
    let own = filter::filter_fn(move |metadata| passes(metadata, level));
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(std::io::stderr)
        .with_filter(own);
    // Already started: a test, or another program's library use. Its log stays as it is.
    let _ = tracing_subscriber::registry().with(lines).try_init();
}

fn passes(metadata: &Metadata<'_>, level: LevelFilter) -> bool {
    is_own(metadata.target()) && *metadata.level() <= level
}

fn is_own(target: &str) -> bool {
    target
        .strip_prefix(OWN)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The level that `RUST_LOG` asks of this crate; warnings unless said otherwise.
fn level(rust_log: Option<&str>) -> LevelFilter {
    let mut level = LevelFilter::from_level(Level::WARN);
    for directive in rust_log.unwrap_or_default().split(',') {
        let asked = match directive.split_once('=') {
            Some((target, asked)) if is_own(target.trim()) => asked,
            Some(_) => continue,
            None => directive,
        };
        // An empty one would be read as "error".
        if !asked.trim().is_empty() {
            level = asked.trim().parse().unwrap_or(level);
        }
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_crate_ever_passes() {
        for target in [
            "async_pop::stream",
            "async_imap",
            "lettre::transport",
            "rustls_platform_verifier",
            "home_stations",
            "",
        ] {
            assert!(!is_own(target), "{target}");
        }
        assert!(is_own("home_station") && is_own("home_station::practice::client"));
    }

    #[test]
    fn the_level_is_a_warning_unless_this_crate_is_asked_for_more() {
        for (asked, expected) in [
            (None, LevelFilter::WARN),
            (Some(""), LevelFilter::WARN),
            (Some("nonsense!"), LevelFilter::WARN),
            (Some("async_pop=trace"), LevelFilter::WARN),
            (Some("trace"), LevelFilter::TRACE),
            (Some("warn,home_station=debug"), LevelFilter::DEBUG),
            (Some("off"), LevelFilter::OFF),
        ] {
            assert_eq!(level(asked), expected, "{asked:?}");
        }
    }
}
