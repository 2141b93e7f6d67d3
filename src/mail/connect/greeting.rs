//! The server's first words, and what else may have answered in its place.

use super::Context;
use crate::{
    account::Protocol,
    mail::{
        fault::{Fault, Spoken},
        wire::Stream,
    },
};

/// Lines of one SMTP reply at most.
const MAX_REPLY_LINES: usize = 200;

/// Reads the greeting: of IMAP and POP3 one line, of SMTP one reply.
pub(super) async fn read(context: &Context, stream: &mut Stream) -> Result<Vec<String>, Fault> {
    let protocol = context.endpoint.protocol;
    let line = match protocol {
        Protocol::Imap | Protocol::Pop3 => stream.read_line().await.map(|line| vec![line]),
        Protocol::Smtp => smtp_reply(stream).await,
    };
    let lines = line.map_err(|_| broken(context, stream))?;
    let first = lines.first().map(String::as_str).unwrap_or_default();
    let begins = |word: &str| {
        first
            .get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    match protocol {
        Protocol::Imap if begins("* OK") => Ok(lines),
        // Signed in without a password proves nothing of the password; before TLS it is an attack
        // that keeps the client from asking for TLS: https://nostarttls.secvuln.info/
        Protocol::Imap if begins("* PREAUTH") => Err(Fault::Violation(first.to_owned())),
        Protocol::Imap if begins("* BYE") => Err(Fault::Refused(first.to_owned())),
        Protocol::Pop3 if begins("+OK") => Ok(lines),
        Protocol::Pop3 if begins("-ERR") => Err(Fault::Refused(first.to_owned())),
        Protocol::Smtp if begins("220") => Ok(lines),
        Protocol::Smtp if begins("4") || begins("5") => Err(Fault::Refused(lines.join("\n"))),
        Protocol::Imap | Protocol::Pop3 | Protocol::Smtp => {
            Err(match Spoken::of(first.as_bytes()) {
                Some(spoken) => Fault::Foreign {
                    spoken,
                    encrypted: !context.chain.is_empty(),
                    line: first.to_owned(),
                },
                None => Fault::Violation(first.to_owned()),
            })
        }
    }
}

/// Why no line came. A TLS alert on a plain port is a server that waited for a handshake.
fn broken(context: &Context, stream: &Stream) -> Fault {
    let spoken = Spoken::of(stream.transcript().head().as_slice());
    match spoken {
        Some(spoken @ (Spoken::Tls | Spoken::Other)) if context.chain.is_empty() => {
            Fault::Foreign {
                spoken,
                encrypted: false,
                line: String::new(),
            }
        }
        _ => context.fault_since(0, Fault::Closed),
    }
}

/// One reply with all its lines: [RFC 5321](https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1).
/// A line that is no reply ends it, so that its reader can judge it.
pub(crate) async fn smtp_reply(stream: &mut Stream) -> std::io::Result<Vec<String>> {
    let mut lines = Vec::new();
    while lines.len() < MAX_REPLY_LINES {
        let line = stream.read_line().await?;
        let goes_on = line.get(3..4) == Some("-")
            && line
                .get(..3)
                .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
        lines.push(line);
        if !goes_on {
            break;
        }
    }
    Ok(lines)
}
