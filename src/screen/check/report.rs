//! A report for support: everything that was seen, without the secret, the address shortened.

use std::fmt::Write;

use super::{Check, Ladder, Phase};
use crate::{account::Address, backend::Outcome, failure::Side};

/// The report as text. In English whatever the window speaks: support reads it.
pub(super) fn report(check: &Check) -> String {
    let account = &check.account;
    let mut text = format!(
        "Home Station setup {}\n{} / {} / {}\n",
        env!("CARGO_PKG_VERSION"),
        account.provider,
        if account.role.is_level_sender() {
            "LevelSender"
        } else {
            "Home Station"
        },
        shortened(&account.address),
    );
    for side in Side::ALL {
        add_side(&mut text, *side, check.ladder(*side));
    }
    if let Phase::Failed(report) = &check.phase
        && !report.findings.is_empty()
    {
        let findings: Vec<&str> = report.findings.iter().map(|found| found.as_str()).collect();
        let _ = writeln!(text, "findings: {}", findings.join(" "));
    }
    text
}

fn add_side(text: &mut String, side: Side, ladder: &Ladder) {
    let server = ladder.server();
    let encryption = match server.encryption {
        crate::account::Encryption::ImplicitTls => "tls",
        crate::account::Encryption::StartTls => "starttls",
    };
    let _ = writeln!(
        text,
        "\n{side}: {} {}:{} {encryption}",
        ladder.protocol().as_str(),
        server.host,
        server.port
    );
    let _ = writeln!(text, "  {}", ladder.lines().join(", "));
    if let Some(Outcome::Failed { failure, elapsed }) = ladder.outcome() {
        let _ = writeln!(
            text,
            "  {} at {} after {} ms",
            failure.cause,
            failure.stage,
            elapsed.as_millis()
        );
        for cause in &failure.alternatives {
            let _ = writeln!(text, "  or {cause}");
        }
        if let Some(detail) = &failure.detail {
            let _ = writeln!(text, "  server: {detail}");
        }
        if let Some(certificate) = &failure.certificate {
            let _ = writeln!(
                text,
                "  certificate: {} by {} {}",
                certificate.subject, certificate.issuer, certificate.fingerprint
            );
        }
    }
}

/// `a…@example.org`: enough for support, not enough for a list of addresses.
fn shortened(address: &Address) -> String {
    let first = address.local_part().chars().next().unwrap_or_default();
    format!("{first}…@{}", address.domain())
}
