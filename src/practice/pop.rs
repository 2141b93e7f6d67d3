//! POP3: [RFC 1939](https://www.rfc-editor.org/rfc/rfc1939), CAPA
//! ([RFC 2449](https://www.rfc-editor.org/rfc/rfc2449)), STLS
//! ([RFC 2595](https://www.rfc-editor.org/rfc/rfc2595)), AUTH PLAIN
//! ([RFC 5034](https://www.rfc-editor.org/rfc/rfc5034)).

use std::{fmt::Write as _, io, sync::Arc};

use super::{
    client::Client,
    flavour::Refusal,
    sasl,
    scenario::Scenario,
    store::{INBOX, MailStore, Message},
};

/// A message of the maildrop as it was when the client signed in.
struct Drop {
    message: Message,
    deleted: bool,
    retrieved: bool,
}

/// A signed-in client; holds the mailbox's only POP3 lock.
struct Maildrop {
    store: Arc<MailStore>,
    mailbox: String,
    messages: Vec<Drop>,
}

impl std::ops::Drop for Maildrop {
    fn drop(&mut self) {
        self.store.unlock_pop(&self.mailbox);
    }
}

impl Maildrop {
    fn open(client: &Client, user_name: &str) -> Option<Self> {
        let store = Arc::clone(&client.shared.store);
        if !store.lock_pop(user_name) {
            return None;
        }
        let recent = user_name.starts_with("recent:");
        let hides = client.flavour.hides_mail_by_pop() && !recent;
        let messages = store
            .messages(user_name, INBOX)
            .into_iter()
            .filter(|message| !hides || !(message.own || message.retrieved))
            .map(|message| Drop {
                message,
                deleted: false,
                retrieved: false,
            })
            .collect();
        Some(Self {
            store,
            mailbox: user_name.to_owned(),
            messages,
        })
    }

    fn get(&mut self, number: &str) -> Option<&mut Drop> {
        let index = number.parse::<usize>().ok()?.checked_sub(1)?;
        self.messages.get_mut(index).filter(|found| !found.deleted)
    }

    fn listing(&self, argument: &str, line: impl Fn(&Message) -> String) -> Result<String, ()> {
        let mut lines = (1..)
            .zip(&self.messages)
            .filter(|(_, found)| !found.deleted);
        if argument.is_empty() {
            let mut reply = String::from("+OK\r\n");
            for (number, found) in lines {
                let _ = write!(reply, "{number} {}\r\n", line(&found.message));
            }
            reply.push_str(".\r\n");
            return Ok(reply);
        }
        let wanted = argument.parse::<u64>().map_err(|_| ())?;
        let (number, found) = lines.find(|(number, _)| *number == wanted).ok_or(())?;
        Ok(format!("+OK {number} {}\r\n", line(&found.message)))
    }

    /// The UPDATE state: what was deleted goes, what was fetched is marked.
    fn update(&self) {
        let uids = |wanted: fn(&Drop) -> bool| -> Vec<u32> {
            let found = self.messages.iter().filter(|found| wanted(found));
            found.map(|found| found.message.uid).collect()
        };
        let retrieved = uids(|found| found.retrieved);
        let _ = self.store.with_folder(&self.mailbox, INBOX, |folder| {
            for message in &mut folder.messages {
                message.retrieved |= retrieved.contains(&message.uid);
            }
        });
        let deleted = uids(|found| found.deleted);
        if !deleted.is_empty() {
            self.store.remove(&self.mailbox, INBOX, &deleted);
        }
    }
}

const NO_SUCH_MESSAGE: &str = "-ERR There's no such message.\r\n";

pub(super) async fn serve(mut client: Client) -> io::Result<()> {
    if client.scenario() == Scenario::ServerBusy {
        let words = client.words(Refusal::ServerBusy);
        client.connection.reply(&format!("{words}\r\n")).await?;
        client.connection.close().await;
        return Ok(());
    }
    client
        .connection
        .reply("+OK Practice POP3 ready.\r\n")
        .await?;
    let mut user_name = String::new();
    let mut maildrop: Option<Maildrop> = None;
    while let Some(line) = client.connection.line().await? {
        let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
        let verb = verb.to_ascii_uppercase();
        let argument = argument.trim_end();
        let known = KNOWN.iter().find(|known| **known == verb);
        client.record(known.copied().unwrap_or("UNKNOWN"));
        let reply = match (verb.as_str(), &mut maildrop) {
            ("QUIT", maildrop) => {
                if let Some(maildrop) = maildrop.take() {
                    maildrop.update();
                }
                client.connection.reply("+OK Logging out.\r\n").await?;
                client.connection.close().await;
                return Ok(());
            }
            ("CAPA", maildrop) => capabilities(&client, maildrop.is_some()),
            ("STLS", None) if client.offers_starttls() => {
                client.connection.reply("+OK Begin TLS negotiation now.\r\n").await?;
                client = client.into_tls().await?;
                continue;
            }
            ("USER" | "PASS" | "AUTH", None) if !client.connection.is_encrypted() => {
                "-ERR [AUTH] Plaintext authentication disallowed on non-secure (SSL/TLS) connections.\r\n".to_owned()
            }
            ("USER", None) => {
                argument.clone_into(&mut user_name);
                "+OK\r\n".to_owned()
            }
            // The password is the rest of the line, blanks and all.
            ("PASS", None) => {
                let password = line.get(5..).unwrap_or_default().to_owned();
                let (opened, reply) = sign_in(&client, &user_name, password);
                maildrop = opened;
                reply
            }
            ("AUTH", None) => match auth(&mut client, argument).await? {
                Some((user_name, password)) => {
                    let (opened, reply) = sign_in(&client, &user_name, password);
                    maildrop = opened;
                    reply
                }
                None => "-ERR Unsupported authentication mechanism.\r\n".to_owned(),
            },
            ("NOOP", Some(_)) => "+OK\r\n".to_owned(),
            (_, Some(maildrop)) => transaction(maildrop, &verb, argument, &client),
            _ => "-ERR Unknown command.\r\n".to_owned(),
        };
        client.connection.reply(&reply).await?;
    }
    Ok(())
}

/// The verbs that the log names; anything else could be part of a password.
const KNOWN: &[&str] = &[
    "AUTH", "CAPA", "DELE", "LIST", "NOOP", "PASS", "QUIT", "RETR", "RSET", "STAT", "STLS", "TOP",
    "UIDL", "USER",
];

fn capabilities(client: &Client, signed_in: bool) -> String {
    let mut lines = String::from("+OK\r\n");
    let mut add = |name: &str, line: &str| {
        if client.offers(name) {
            lines.push_str(line);
            lines.push_str("\r\n");
        }
    };
    add("CAPA", "CAPA");
    add("TOP", "TOP");
    add("UIDL", "UIDL");
    add("RESP-CODES", "RESP-CODES");
    add("PIPELINING", "PIPELINING");
    add("AUTH-RESP-CODE", "AUTH-RESP-CODE");
    if client.offers_starttls() {
        add("STLS", "STLS");
    }
    if client.connection.is_encrypted() && !signed_in {
        add("USER", "USER");
        add("PLAIN", "SASL PLAIN");
    }
    let login_delay = client.shared.options.login_delay;
    if let Some(seconds) = login_delay.or(client.flavour.login_delay()) {
        add("LOGIN-DELAY", &format!("LOGIN-DELAY {seconds}"));
    }
    lines.push_str(".\r\n");
    lines
}

fn sign_in(client: &Client, user_name: &str, password: String) -> (Option<Maildrop>, String) {
    if let Err(words) = client.sign_in(user_name, password) {
        return (None, format!("{words}\r\n"));
    }
    match Maildrop::open(client, user_name) {
        Some(maildrop) => (Some(maildrop), "+OK Logged in.\r\n".to_owned()),
        None => (None, format!("{}\r\n", client.words(Refusal::MailboxBusy))),
    }
}

async fn auth(client: &mut Client, argument: &str) -> io::Result<Option<(String, String)>> {
    let mut words = argument.split(' ');
    if !words
        .next()
        .is_some_and(|mechanism| mechanism.eq_ignore_ascii_case("PLAIN"))
    {
        return Ok(None);
    }
    let answer = if let Some(initial) = words.next() {
        initial.to_owned()
    } else {
        client.connection.reply("+ \r\n").await?;
        client.connection.line().await?.unwrap_or_default()
    };
    Ok(sasl::plain(&answer))
}

fn transaction(maildrop: &mut Maildrop, verb: &str, argument: &str, client: &Client) -> String {
    match verb {
        "STAT" => {
            let left = maildrop.messages.iter().filter(|found| !found.deleted);
            let (count, size) = left.fold((0, 0), |(count, size), found| {
                (count + 1, size + found.message.bytes.len())
            });
            format!("+OK {count} {size}\r\n")
        }
        "LIST" => maildrop
            .listing(argument, |message| message.bytes.len().to_string())
            .unwrap_or_else(|()| NO_SUCH_MESSAGE.to_owned()),
        "UIDL" if client.offers("UIDL") => maildrop
            .listing(argument, |message| format!("uid-{}", message.uid))
            .unwrap_or_else(|()| NO_SUCH_MESSAGE.to_owned()),
        "RETR" => match maildrop.get(argument) {
            Some(found) => {
                found.retrieved = true;
                multiline(&found.message.bytes)
            }
            None => NO_SUCH_MESSAGE.to_owned(),
        },
        "TOP" if client.offers("TOP") => {
            let (number, lines) = argument.split_once(' ').unwrap_or((argument, "0"));
            match (maildrop.get(number), lines.trim().parse::<usize>()) {
                (Some(found), Ok(lines)) => multiline(&top(&found.message, lines)),
                _ => NO_SUCH_MESSAGE.to_owned(),
            }
        }
        "DELE" => match maildrop.get(argument) {
            Some(found) => {
                found.deleted = true;
                "+OK Marked to be deleted.\r\n".to_owned()
            }
            None => NO_SUCH_MESSAGE.to_owned(),
        },
        "RSET" => {
            for found in &mut maildrop.messages {
                found.deleted = false;
            }
            "+OK\r\n".to_owned()
        }
        _ => "-ERR Unknown command.\r\n".to_owned(),
    }
}

fn top(message: &Message, lines: usize) -> Vec<u8> {
    let header = message.header();
    let mut bytes = header.to_vec();
    let body = message.bytes.get(header.len()..).unwrap_or_default();
    for line in body.split_inclusive(|byte| *byte == b'\n').take(lines) {
        bytes.extend_from_slice(line);
    }
    bytes
}

/// A reply of several lines, dots doubled, with its end.
fn multiline(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut reply = String::from("+OK\r\n");
    for line in text.lines() {
        if line.starts_with('.') {
            reply.push('.');
        }
        reply.push_str(line);
        reply.push_str("\r\n");
    }
    reply.push_str(".\r\n");
    reply
}
