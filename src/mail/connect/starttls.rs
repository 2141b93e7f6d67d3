//! STARTTLS and STLS, by hand: no library may read what came in the clear.
//!
//! "Why TLS is better without STARTTLS" (USENIX Security 2021): whatever follows the server's
//! go-ahead in plain text was put there to be believed after the handshake. Here it ends the
//! connection. lettre 0.11.23 believes it and reports a wrong password as accepted.

use std::time::Duration;

use super::{Context, greeting::smtp_reply};
use crate::{
    account::Protocol,
    failure::Failure,
    mail::{fault::Fault, wire::Stream},
};

/// IMAP's tag for the one command sent in the clear.
const TAG: &str = "tls1";

/// Asks for TLS and reads the go-ahead; the next bytes on the stream are the handshake's.
pub(super) async fn upgrade(
    context: &Context,
    stream: &mut Stream,
    bound: Duration,
) -> Result<(), Failure> {
    match context.endpoint.protocol {
        Protocol::Imap => context.within(bound, imap(context, stream)).await,
        Protocol::Pop3 => context.within(bound, pop3(context, stream)).await,
        Protocol::Smtp => {
            context.within(bound, ehlo(context, stream)).await?;
            context.within(bound, smtp(context, stream)).await
        }
    }
}

fn violation(line: impl Into<String>) -> Fault {
    Fault::Violation(line.into())
}

/// The go-ahead must be the last thing said in the clear.
fn nothing_follows(stream: &Stream) -> Result<(), Fault> {
    if stream.unread().is_empty() {
        Ok(())
    } else {
        Err(violation("plain text was sent after the go-ahead for TLS"))
    }
}

/// POP3 and SMTP servers say nothing unasked.
fn nothing_unasked(stream: &Stream) -> Result<(), Fault> {
    if stream.unread().is_empty() {
        Ok(())
    } else {
        Err(violation("the server answered before it was asked"))
    }
}

async fn line(context: &Context, stream: &mut Stream) -> Result<String, Fault> {
    let line = stream.read_line().await;
    line.map_err(|_| context.fault_since(context.transcript.mark(), Fault::Closed))
}

async fn imap(context: &Context, stream: &mut Stream) -> Result<(), Fault> {
    let unasked = stream.unread();
    if !unasked.is_empty() && !unasked.starts_with(b"* ") {
        return nothing_unasked(stream);
    }
    let sent = stream.send(&format!("{TAG} STARTTLS")).await;
    sent.map_err(|_| context.fault_since(0, Fault::Closed))?;
    loop {
        let line = line(context, stream).await?;
        let mut words = line.split_ascii_whitespace();
        let (tag, status) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let status = status.to_ascii_uppercase();
        match (tag, status.as_str()) {
            (TAG, "OK") => return nothing_follows(stream),
            (TAG, "NO" | "BAD") => return Err(Fault::Starttls(Some(line))),
            ("*", "BYE") => return Err(Fault::Refused(line)),
            // Status lines and capabilities are forgotten; contents of a mailbox have no place here.
            ("*", "OK" | "NO" | "BAD" | "CAPABILITY") => {}
            _ => return Err(violation(line)),
        }
    }
}

async fn pop3(context: &Context, stream: &mut Stream) -> Result<(), Fault> {
    nothing_unasked(stream)?;
    let sent = stream.send("STLS").await;
    sent.map_err(|_| context.fault_since(0, Fault::Closed))?;
    let line = line(context, stream).await?;
    if line.starts_with("+OK") {
        nothing_follows(stream)
    } else if line.starts_with("-ERR") {
        Err(Fault::Starttls(Some(line)))
    } else {
        Err(violation(line))
    }
}

async fn reply(context: &Context, stream: &mut Stream) -> Result<(String, Vec<String>), Fault> {
    let lines = smtp_reply(stream).await;
    let lines = lines.map_err(|_| context.fault_since(context.transcript.mark(), Fault::Closed))?;
    let last = lines.last().map(String::as_str).unwrap_or_default();
    let code = last.get(..3).unwrap_or_default().to_owned();
    if !code.bytes().all(|byte| byte.is_ascii_digit()) || code.len() != 3 {
        return Err(violation(last));
    }
    if code == "421" {
        return Err(Fault::Refused(lines.join("\n")));
    }
    Ok((code, lines))
}

/// The plain EHLO tells whether STARTTLS is offered; nothing else in it is believed.
async fn ehlo(context: &Context, stream: &mut Stream) -> Result<(), Fault> {
    nothing_unasked(stream)?;
    let sent = stream.send("EHLO [127.0.0.1]").await;
    sent.map_err(|_| context.fault_since(0, Fault::Closed))?;
    let (code, lines) = reply(context, stream).await?;
    let offered = lines.iter().any(|line| {
        line.get(4..)
            .is_some_and(|word| word.trim().eq_ignore_ascii_case("STARTTLS"))
    });
    match (code.starts_with('2'), offered) {
        (true, true) => Ok(()),
        (true, false) => Err(Fault::Starttls(None)),
        (false, _) => Err(Fault::Refused(lines.join("\n"))),
    }
}

async fn smtp(context: &Context, stream: &mut Stream) -> Result<(), Fault> {
    nothing_unasked(stream)?;
    let sent = stream.send("STARTTLS").await;
    sent.map_err(|_| context.fault_since(0, Fault::Closed))?;
    let (code, lines) = reply(context, stream).await?;
    if code == "220" {
        nothing_follows(stream)
    } else {
        Err(Fault::Starttls(Some(lines.join("\n"))))
    }
}
