//! Message submission: [RFC 6409](https://www.rfc-editor.org/rfc/rfc6409), STARTTLS
//! ([RFC 3207](https://www.rfc-editor.org/rfc/rfc3207)), AUTH
//! ([RFC 4954](https://www.rfc-editor.org/rfc/rfc4954)).

use std::{io, sync::Arc};

use time::{OffsetDateTime, format_description::well_known::Rfc2822};

use super::{client::Client, flavour::Flavour, sasl, scenario::Scenario};

/// The largest message, in bytes.
const MAX_MESSAGE: usize = 1024 * 1024;

/// The verbs that the log names; anything else could be part of a password.
const KNOWN: &[&str] = &[
    "AUTH", "DATA", "EHLO", "HELO", "MAIL", "NOOP", "QUIT", "RCPT", "RSET", "STARTTLS", "VRFY",
];

/// What a client has said so far.
#[derive(Default)]
struct Envelope {
    from: Option<String>,
    to: Vec<String>,
}

pub(super) async fn serve(mut client: Client) -> io::Result<()> {
    if client.scenario() == Scenario::ServerBusy {
        client
            .connection
            .reply("421 4.3.2 Service not available, try again later\r\n")
            .await?;
        client.connection.close().await;
        return Ok(());
    }
    let banner = match client.flavour {
        Flavour::Gmail => "220 smtp.gmail.com ESMTP practice - gsmtp\r\n",
        Flavour::Yahoo
        | Flavour::Icloud
        | Flavour::Yandex
        | Flavour::Microsoft
        | Flavour::Other => "220 practice ESMTP ready\r\n",
    };
    client.connection.reply(banner).await?;
    let mut user_name: Option<String> = None;
    let mut envelope = Envelope::default();
    while let Some(line) = client.connection.line().await? {
        let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
        let verb = verb.to_ascii_uppercase();
        let known = KNOWN.iter().find(|known| **known == verb);
        client.record(known.copied().unwrap_or("UNKNOWN"));
        let reply = match (verb.as_str(), &user_name) {
            ("EHLO", _) => {
                envelope = Envelope::default();
                hello(&client)
            }
            ("HELO", _) => "250 practice\r\n".to_owned(),
            ("NOOP", _) => "250 2.0.0 Ok\r\n".to_owned(),
            ("RSET", _) => {
                envelope = Envelope::default();
                "250 2.0.0 Ok\r\n".to_owned()
            }
            ("QUIT", _) => {
                client.connection.reply("221 2.0.0 Bye\r\n").await?;
                client.connection.close().await;
                return Ok(());
            }
            ("STARTTLS", None) if client.offers_starttls() => {
                client
                    .connection
                    .reply("220 2.0.0 Ready to start TLS\r\n")
                    .await?;
                client = client.into_tls().await?;
                continue;
            }
            ("AUTH" | "MAIL" | "RCPT" | "DATA", None) if !client.connection.is_encrypted() => {
                "530 5.7.0 Must issue a STARTTLS command first\r\n".to_owned()
            }
            ("AUTH", None) => match auth(&mut client, argument).await? {
                Some((name, password)) => match client.sign_in(&name, password) {
                    Ok(()) => {
                        user_name = Some(name);
                        "235 2.7.0 Accepted\r\n".to_owned()
                    }
                    Err(words) => format!("{words}\r\n"),
                },
                None => "504 5.7.4 Unrecognized Authentication Type\r\n".to_owned(),
            },
            ("AUTH", Some(_)) => "503 5.5.1 Already authenticated\r\n".to_owned(),
            ("MAIL" | "RCPT" | "DATA", None) => "530 5.7.0 Authentication Required\r\n".to_owned(),
            ("MAIL", Some(_)) => mail(&client, &mut envelope, argument),
            ("RCPT", Some(_)) => rcpt(&client, &mut envelope, argument),
            ("DATA", Some(user_name)) => data(&mut client, &mut envelope, user_name).await?,
            _ => "502 5.5.1 Unrecognized command\r\n".to_owned(),
        };
        client.connection.reply(&reply).await?;
    }
    Ok(())
}

fn hello(client: &Client) -> String {
    let mut words = vec!["practice"];
    for word in [
        "PIPELINING",
        "SIZE 1048576",
        "8BITMIME",
        "ENHANCEDSTATUSCODES",
        "SMTPUTF8",
    ] {
        if client.offers(word.split(' ').next().unwrap_or(word)) {
            words.push(word);
        }
    }
    if client.offers_starttls() {
        words.push("STARTTLS");
    }
    if client.connection.is_encrypted() {
        match (client.offers("PLAIN"), client.offers("LOGIN")) {
            (true, true) => words.push("AUTH PLAIN LOGIN"),
            (true, false) => words.push("AUTH PLAIN"),
            (false, true) => words.push("AUTH LOGIN"),
            (false, false) => {}
        }
    }
    let last = words.len() - 1;
    let line = |(index, word): (usize, &&str)| {
        format!("250{}{word}\r\n", if index == last { ' ' } else { '-' })
    };
    words.iter().enumerate().map(line).collect()
}

async fn auth(client: &mut Client, argument: &str) -> io::Result<Option<(String, String)>> {
    let (mechanism, initial) = argument.split_once(' ').unwrap_or((argument, ""));
    let mechanism = mechanism.to_ascii_uppercase();
    if !client.offers(&mechanism) {
        return Ok(None);
    }
    match mechanism.as_str() {
        "PLAIN" => {
            let answer = challenge(client, initial, "334 \r\n").await?;
            Ok(sasl::plain(&answer))
        }
        "LOGIN" => {
            let name = challenge(client, initial, "334 VXNlcm5hbWU6\r\n").await?;
            let password = challenge(client, "", "334 UGFzc3dvcmQ6\r\n").await?;
            Ok(sasl::word(&name).zip(sasl::word(&password)))
        }
        _ => Ok(None),
    }
}

async fn challenge(client: &mut Client, initial: &str, text: &str) -> io::Result<String> {
    if !initial.is_empty() {
        return Ok(initial.to_owned());
    }
    client.connection.reply(text).await?;
    Ok(client.connection.line().await?.unwrap_or_default())
}

/// The address between the angle brackets behind `FROM:` or `TO:`.
fn path<'a>(argument: &'a str, keyword: &str) -> Option<&'a str> {
    let head = argument.get(..keyword.len())?;
    let rest = argument.get(keyword.len()..)?.trim_start();
    let (address, _parameters) = rest.strip_prefix('<')?.split_once('>')?;
    head.eq_ignore_ascii_case(keyword).then_some(address)
}

fn mail(client: &Client, envelope: &mut Envelope, argument: &str) -> String {
    if envelope.from.is_some() {
        return "503 5.5.1 Nested MAIL command\r\n".to_owned();
    }
    let Some(from) = path(argument, "FROM:") else {
        return "501 5.5.4 Syntax: MAIL FROM:<address>\r\n".to_owned();
    };
    if client.scenario() == Scenario::SenderRefused {
        return format!("553 5.7.1 <{from}>: Sender address rejected: not owned by user\r\n");
    }
    envelope.from = Some(from.to_owned());
    "250 2.1.0 Ok\r\n".to_owned()
}

fn rcpt(client: &Client, envelope: &mut Envelope, argument: &str) -> String {
    if envelope.from.is_none() {
        return "503 5.5.1 Need MAIL command\r\n".to_owned();
    }
    let Some(to) = path(argument, "TO:").filter(|to| !to.is_empty()) else {
        return "501 5.5.4 Syntax: RCPT TO:<address>\r\n".to_owned();
    };
    if client.scenario() == Scenario::RecipientRefused {
        return format!("550 5.1.1 <{to}>: Recipient address rejected: User unknown\r\n");
    }
    envelope.to.push(to.to_owned());
    "250 2.1.5 Ok\r\n".to_owned()
}

async fn data(client: &mut Client, envelope: &mut Envelope, user_name: &str) -> io::Result<String> {
    let envelope = std::mem::take(envelope);
    let Some(from) = envelope.from.filter(|_| !envelope.to.is_empty()) else {
        return Ok("503 5.5.1 Need RCPT command\r\n".to_owned());
    };
    client
        .connection
        .reply("354 End data with <CR><LF>.<CR><LF>\r\n")
        .await?;
    let now = OffsetDateTime::now_utc()
        .format(&Rfc2822)
        .unwrap_or_default();
    let mut message =
        format!("Return-Path: <{from}>\r\nReceived: by practice; {now}\r\n").into_bytes();
    loop {
        let Some(line) = client.connection.line_bytes().await? else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        if line == b"." {
            break;
        }
        let line = line.strip_prefix(b".").unwrap_or(&line);
        if message.len() + line.len() <= MAX_MESSAGE + 2 {
            message.extend_from_slice(line);
            message.extend_from_slice(b"\r\n");
        }
    }
    if message.len() > MAX_MESSAGE {
        return Ok("552 5.3.4 Message size exceeds fixed limit\r\n".to_owned());
    }
    Ok(
        if let Some(words) = refused_message(client.scenario(), client.flavour) {
            format!("{words}\r\n")
        } else {
            deliver(client, user_name, envelope.to, message);
            "250 2.0.0 Ok: queued\r\n".to_owned()
        },
    )
}

/// The words with which a message is refused that was accepted up to its text.
fn refused_message(scenario: Scenario, flavour: Flavour) -> Option<&'static str> {
    match (scenario, flavour) {
        (Scenario::MailboxFull, Flavour::Gmail) => Some(
            "552-5.2.2 The recipient's inbox is out of storage space and inactive. Please\r\n552-5.2.2 direct the recipient to\r\n552 5.2.2 https://support.google.com/mail/?p=OverQuotaPerm practice - gsmtp",
        ),
        (Scenario::MailboxFull, _) => Some("552 5.2.2 Mailbox full: user is over quota"),
        (Scenario::RateLimit, Flavour::Gmail) => Some(
            "550-5.4.5 Daily user sending limit exceeded. For more information on Gmail\r\n550-5.4.5 sending limits go to\r\n550 5.4.5  https://support.google.com/a/answer/166852 practice - gsmtp",
        ),
        (Scenario::RateLimit, _) => Some("452 4.5.3 Too many messages, try again later"),
        (Scenario::SpamBlocked, Flavour::Yandex) => {
            Some("554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/practice")
        }
        (Scenario::SpamBlocked, _) => Some("554 5.7.1 Message rejected as spam"),
        _ => None,
    }
}

fn deliver(client: &Client, user_name: &str, to: Vec<String>, message: Vec<u8>) {
    let scenario = client.scenario();
    if scenario == Scenario::NeverArrives {
        return;
    }
    let store = Arc::clone(&client.shared.store);
    let (flavour, from) = (client.flavour, user_name.to_owned());
    let late_by = client.shared.options.late_by;
    let put = move || {
        for to in to {
            store.open(&to, flavour);
            store.deliver(&from, &to, &message, scenario == Scenario::SpamFolder);
        }
    };
    if scenario == Scenario::LateArrival {
        // Ends with the runtime of the servers.
        drop(tokio::spawn(async move {
            tokio::time::sleep(late_by).await;
            put();
        }));
    } else {
        put();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_with_blanks_and_parameters_around_it() {
        assert_eq!(path("FROM:<a@b.c> SIZE=1", "FROM:"), Some("a@b.c"));
        assert_eq!(path("to: <a@b.c>", "TO:"), Some("a@b.c"));
        assert_eq!(path("FROM:a@b.c", "FROM:"), None);
        assert_eq!(path("TO:<a@b.c>", "FROM:"), None);
    }
}
