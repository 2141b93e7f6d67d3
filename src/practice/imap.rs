//! `IMAP4rev1`: [RFC 3501](https://www.rfc-editor.org/rfc/rfc3501), with IDLE (RFC 2177), UIDPLUS
//! (RFC 4315), SASL-IR (RFC 4959), SPECIAL-USE (RFC 6154) and ID (RFC 2971).

mod command;
mod mailbox;
mod messages;

use std::{fmt::Write as _, io};

use super::{client::Client, sasl, scenario::Scenario};
use command::{Token, parse, quote};

/// The longest literal; a password or a folder name, nothing else comes as one.
const MAX_LITERAL: usize = 8 * 1024;

/// The verbs that the log names; anything else could be part of a password.
const KNOWN: &[&str] = &[
    "AUTHENTICATE",
    "CAPABILITY",
    "CHECK",
    "CLOSE",
    "ENABLE",
    "EXAMINE",
    "EXPUNGE",
    "FETCH",
    "ID",
    "IDLE",
    "LIST",
    "LOGIN",
    "LOGOUT",
    "LSUB",
    "NAMESPACE",
    "NOOP",
    "SEARCH",
    "SELECT",
    "STARTTLS",
    "STATUS",
    "STORE",
    "UID EXPUNGE",
    "UID FETCH",
    "UID SEARCH",
    "UID STORE",
    "UNSELECT",
];

/// The folder that is open.
struct Selected {
    folder: String,
    read_only: bool,
    /// The client's numbering: the UID of message 1, 2, ...
    uids: Vec<u32>,
}

#[derive(Default)]
struct Session {
    mailbox: Option<String>,
    selected: Option<Selected>,
}

pub(super) async fn serve(mut client: Client) -> io::Result<()> {
    if client.scenario() == Scenario::ServerBusy {
        client
            .connection
            .reply("* BYE [UNAVAILABLE] Server is down for maintenance, try again later\r\n")
            .await?;
        client.connection.close().await;
        return Ok(());
    }
    let greeting = if client.offers("GREETING-CAPABILITY") {
        format!(
            "* OK [CAPABILITY {}] Practice IMAP ready.\r\n",
            capability(&client)
        )
    } else {
        "* OK Practice IMAP ready.\r\n".to_owned()
    };
    client.connection.reply(&greeting).await?;
    let mut session = Session::default();
    while let Some(line) = command_line(&mut client).await? {
        let (tag, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let Some(tokens) = parse(rest) else {
            client.record("UNKNOWN");
            client
                .connection
                .reply(&format!("{tag} BAD Parse error\r\n"))
                .await?;
            continue;
        };
        let (verb, arguments) = split_verb(&tokens);
        let known = KNOWN.iter().find(|known| **known == verb);
        client.record(known.copied().unwrap_or("UNKNOWN"));
        match (verb.as_str(), &mut session.mailbox) {
            ("LOGOUT", _) => {
                let bye = format!("* BYE Logging out\r\n{tag} OK Logout completed.\r\n");
                client.connection.reply(&bye).await?;
                client.connection.close().await;
                return Ok(());
            }
            ("STARTTLS", None) if client.offers_starttls() => {
                client
                    .connection
                    .reply(&format!("{tag} OK Begin TLS negotiation now.\r\n"))
                    .await?;
                client = client.into_tls().await?;
            }
            ("LOGIN" | "AUTHENTICATE", None) => {
                let reply = sign_in(&mut client, &mut session, tag, &verb, arguments).await?;
                client.connection.reply(&reply).await?;
            }
            ("IDLE", Some(_)) if client.offers("IDLE") => {
                idle(&mut client, &mut session, tag).await?;
            }
            _ => {
                let reply = answer(&client, &mut session, tag, &verb, arguments);
                client.connection.reply_bytes(&reply).await?;
            }
        }
    }
    Ok(())
}

/// A whole command; literals become quoted strings.
async fn command_line(client: &mut Client) -> io::Result<Option<String>> {
    let Some(mut line) = client.connection.line().await? else {
        return Ok(None);
    };
    while let Some((head, size)) = line
        .strip_suffix('}')
        .and_then(|line| line.rsplit_once('{'))
    {
        let (digits, waits) = match size.strip_suffix('+') {
            Some(digits) => (digits, false),
            None => (size, true),
        };
        let Ok(count) = digits.parse::<usize>() else {
            break;
        };
        if count > MAX_LITERAL {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if waits {
            client.connection.reply("+ OK\r\n").await?;
        }
        let literal = client.connection.bytes(count).await?;
        let rest = client.connection.line().await?.unwrap_or_default();
        line = format!("{head}{}{rest}", quote(&String::from_utf8_lossy(&literal)));
    }
    Ok(Some(line))
}

/// The verb in capitals, `UID` with what it belongs to, and the arguments.
fn split_verb(tokens: &[Token]) -> (String, &[Token]) {
    let word = |token: Option<&Token>| token.and_then(Token::keyword).unwrap_or_default();
    let verb = word(tokens.first());
    if verb == "UID" {
        let whole = format!("UID {}", word(tokens.get(1)));
        return (whole, tokens.get(2..).unwrap_or_default());
    }
    (verb, tokens.get(1..).unwrap_or_default())
}

fn capability(client: &Client) -> String {
    let mut words = vec!["IMAP4rev1"];
    let more: &[&str] = if client.connection.is_encrypted() {
        &[
            "SASL-IR",
            "AUTH=PLAIN",
            "ID",
            "IDLE",
            "UIDPLUS",
            "SPECIAL-USE",
            "UNSELECT",
            "NAMESPACE",
        ]
    } else {
        &["LOGINDISABLED"]
    };
    words.extend(more.iter().filter(|word| client.offers(word)));
    if client.offers_starttls() {
        words.push("STARTTLS");
    }
    words.join(" ")
}

async fn sign_in(
    client: &mut Client,
    session: &mut Session,
    tag: &str,
    verb: &str,
    arguments: &[Token],
) -> io::Result<String> {
    if !client.connection.is_encrypted() {
        return Ok(format!(
            "* BAD [ALERT] Plaintext authentication not allowed without SSL/TLS, but your client did it anyway.\r\n{tag} NO [PRIVACYREQUIRED] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.\r\n"
        ));
    }
    let text = |index: usize| arguments.get(index).and_then(Token::text);
    let pair = if verb == "LOGIN" {
        text(0)
            .zip(text(1))
            .map(|(name, password)| (name.to_owned(), password.to_owned()))
    } else {
        let mechanism = text(0).unwrap_or_default().to_ascii_uppercase();
        if mechanism != "PLAIN" || !client.offers("AUTH=PLAIN") {
            return Ok(format!(
                "{tag} NO [CANNOT] Unsupported authentication mechanism.\r\n"
            ));
        }
        let answer = if let Some(initial) = text(1) {
            initial.to_owned()
        } else {
            client.connection.reply("+ \r\n").await?;
            client.connection.line().await?.unwrap_or_default()
        };
        sasl::plain(&answer)
    };
    let Some((name, password)) = pair else {
        return Ok(format!("{tag} BAD Invalid arguments\r\n"));
    };
    Ok(match client.sign_in(&name, password) {
        Ok(()) => {
            session.mailbox = Some(name);
            format!("{tag} OK [CAPABILITY {}] Logged in\r\n", capability(client))
        }
        Err(untagged) if untagged.starts_with('*') => format!(
            "{untagged}\r\n{tag} NO [ALERT] Please log in via your web browser: https://support.google.com/mail/accounts/answer/78754 (Failure)\r\n"
        ),
        Err(words) => format!("{tag} {words}\r\n"),
    })
}

/// Tells of every change until the client says DONE.
async fn idle(client: &mut Client, session: &mut Session, tag: &str) -> io::Result<()> {
    let mut changes = client.shared.store.subscribe();
    client.connection.reply("+ idling\r\n").await?;
    loop {
        let news = news(client, session);
        if !news.is_empty() {
            client.connection.reply(&news).await?;
        }
        tokio::select! {
            readable = client.connection.readable() => {
                readable?;
                let line = client.connection.line().await?.unwrap_or_default();
                let end = if line.eq_ignore_ascii_case("DONE") { "OK Idle completed." } else { "BAD Expected DONE." };
                return client.connection.reply(&format!("{tag} {end}\r\n")).await;
            }
            news = changes.changed() => news.map_err(io::Error::other)?,
        }
    }
}

/// What changed in the open folder since the client was told last.
fn news(client: &Client, session: &mut Session) -> String {
    let (Some(mailbox), Some(selected)) = (&session.mailbox, &mut session.selected) else {
        return String::new();
    };
    let now = client
        .shared
        .store
        .with_folder(mailbox, &selected.folder, |folder| {
            folder
                .messages
                .iter()
                .map(|message| message.uid)
                .collect::<Vec<_>>()
        });
    let now = now.unwrap_or_default();
    let mut news = String::new();
    let mut number = 1;
    selected.uids.retain(|uid| {
        let stays = now.contains(uid);
        if stays {
            number += 1;
        } else {
            let _ = write!(news, "* {number} EXPUNGE\r\n");
        }
        stays
    });
    if now.len() != selected.uids.len() {
        let _ = write!(news, "* {} EXISTS\r\n* 0 RECENT\r\n", now.len());
        selected.uids = now;
    }
    news
}

/// The whole answer to a command that needs nothing more from the client.
fn answer(
    client: &Client,
    session: &mut Session,
    tag: &str,
    verb: &str,
    arguments: &[Token],
) -> Vec<u8> {
    let mut out = Vec::new();
    let end = match (verb, session.mailbox.clone()) {
        ("CAPABILITY", _) => {
            out.extend(format!("* CAPABILITY {}\r\n", capability(client)).bytes());
            "OK Capability completed.".to_owned()
        }
        ("NOOP", _) => "OK NOOP completed.".to_owned(),
        ("ID", _) => {
            out.extend(b"* ID (\"name\" \"practice\")\r\n");
            "OK ID completed.".to_owned()
        }
        (_, Some(mailbox)) => {
            mailbox::signed_in(client, session, &mailbox, verb, arguments, &mut out)
                .unwrap_or_else(|| "BAD Error in IMAP command".to_owned())
        }
        (_, None) => "BAD Please login first".to_owned(),
    };
    // Numbers may not change under a client that uses them (RFC 3501, 5.5).
    if !matches!(verb, "FETCH" | "STORE" | "SEARCH") {
        out.extend(news(client, session).bytes());
    }
    out.extend(format!("{tag} {end}\r\n").bytes());
    out
}
