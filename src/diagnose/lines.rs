//! One line of a reply or a log: who said it, and with which status.

use crate::account::Protocol;

/// How the server began its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Status {
    /// An SMTP reply code.
    Smtp(u16),
    /// IMAP `NO`.
    No,
    /// IMAP `BAD`.
    Bad,
    /// IMAP `BYE`.
    Bye,
    /// POP3 `-ERR`.
    Err,
    /// IMAP `OK`, tagged or not, or `PREAUTH`.
    ImapOk,
    /// POP3 `+OK`.
    Pop3Ok,
}

impl Status {
    /// Whether it refuses something.
    pub(super) const fn refuses(self) -> bool {
        match self {
            Self::Smtp(code) => code >= 400,
            Self::No | Self::Bad | Self::Bye | Self::Err => true,
            Self::ImapOk | Self::Pop3Ok => false,
        }
    }

    /// The protocol that speaks so.
    pub(super) const fn protocol(self) -> Protocol {
        match self {
            Self::Smtp(_) => Protocol::Smtp,
            Self::No | Self::Bad | Self::Bye | Self::ImapOk => Protocol::Imap,
            Self::Err | Self::Pop3Ok => Protocol::Pop3,
        }
    }
}

/// One line of the server's.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) status: Option<Status>,
    /// `* OK [ALERT] …`: no refusal by its status, but meant to be read.
    pub(super) is_alert: bool,
    /// Without the status.
    pub(super) text: String,
}

impl Line {
    /// `None` for an empty line and for what the client said.
    pub(super) fn read(line: &str) -> Option<Self> {
        let clean: String = line
            .chars()
            .map(|character| {
                if character.is_control() {
                    ' '
                } else {
                    character
                }
            })
            .collect();
        let line = server_part(clean.trim())?.trim();
        if line.is_empty() {
            return None;
        }
        let (status, rest) = status(line);
        let upper = rest.to_ascii_uppercase();
        Some(Self {
            status,
            is_alert: status == Some(Status::ImapOk) && upper.starts_with("[ALERT]"),
            text: rest.trim().to_owned(),
        })
    }
}

/// Takes off what logs put before a line; `None` if the client said it.
fn server_part(line: &str) -> Option<&str> {
    for client in [
        "C: ",
        "C> ",
        ">>> ",
        ">> ",
        "> ",
        "--> ",
        "-> ",
        "CLIENT: ",
        "CLIENT -> SERVER:",
    ] {
        if line.starts_with(client)
            || line.contains(&format!(" {client}")) && is_log_prefix(line, client)
        {
            return None;
        }
    }
    for server in [
        "S: ",
        "S< ",
        "<<< ",
        "<< ",
        "< ",
        "<-- ",
        "<- ",
        "SERVER: ",
        "SERVER -> CLIENT:",
    ] {
        if let Some(rest) = line.strip_prefix(server) {
            return Some(rest);
        }
        if let Some((before, rest)) = line.split_once(&format!(" {server}"))
            && looks_like_log(before)
        {
            return Some(rest);
        }
    }
    Some(line)
}

/// An unmarked line of the client in a transcript.
pub(super) fn is_command(text: &str) -> bool {
    const COMMANDS: [&str; 18] = [
        "LOGIN",
        "AUTHENTICATE",
        "SELECT",
        "EXAMINE",
        "CAPABILITY",
        "LOGOUT",
        "USER",
        "PASS",
        "CAPA",
        "STAT",
        "UIDL",
        "QUIT",
        "AUTH",
        "EHLO",
        "HELO",
        "STARTTLS",
        "STLS",
        "DATA",
    ];
    let (first, rest) = split_word(text);
    let (second, _) = split_word(rest);
    COMMANDS.contains(&first)
        || COMMANDS.contains(&second) && first.chars().any(|character| character.is_ascii_digit())
        || text.starts_with("MAIL FROM:")
        || text.starts_with("RCPT TO:")
}

fn is_log_prefix(line: &str, marker: &str) -> bool {
    line.split_once(&format!(" {marker}"))
        .is_some_and(|(before, _)| looks_like_log(before))
}

/// Time stamps, process names and levels; short, and never a status.
fn looks_like_log(before: &str) -> bool {
    before.len() <= 48 && status(before).0.is_none() && before.contains([':', '[', '(', '.'])
}

fn status(line: &str) -> (Option<Status>, &str) {
    if let Some(code) = line
        .get(..3)
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let rest = line.get(3..).unwrap_or_default();
        // `NNN text`, `NNN-text`, `NNN`, `NNN#text`, but not `1234` or `192.0.2.1`.
        let is_code = rest.is_empty() || rest.starts_with([' ', '-', ':', '#', '_']);
        if let Some(number) = code
            .parse()
            .ok()
            .filter(|number| is_code && (200..600).contains(number))
        {
            return (
                Some(Status::Smtp(number)),
                rest.trim_start_matches([' ', '-', ':', '_']),
            );
        }
    }
    let (first, rest) = split_word(line);
    let (second, after_second) = split_word(rest);
    let word = |word: &str| match word.trim_end_matches(':').to_ascii_uppercase().as_str() {
        "NO" => Some(Status::No),
        "BAD" => Some(Status::Bad),
        "BYE" => Some(Status::Bye),
        "OK" | "PREAUTH" => Some(Status::ImapOk),
        _ => None,
    };
    match first.trim_end_matches([':', ',', '.']) {
        "-ERR" | "-Err" | "-err" => return (Some(Status::Err), rest),
        "+OK" | "+Ok" | "+ok" => return (Some(Status::Pop3Ok), rest),
        "+" => return (Some(Status::ImapOk), rest),
        "*" => {
            // `* CAPABILITY`, `* LIST`, `* 3 EXISTS`: untagged data say nothing about a refusal.
            return word(second).map_or((Some(Status::ImapOk), rest), |status| {
                (Some(status), after_second)
            });
        }
        _ => {}
    }
    if first.chars().all(|character| !character.is_lowercase())
        && let Some(status) = word(first)
    {
        return (Some(status), rest);
    }
    // A tag: no blank, some digit in it or a single letter, and an upper-case status behind it.
    let is_tag = first.len() <= 16
        && first
            .chars()
            .all(|character| character.is_ascii_alphanumeric() || ".-_$".contains(character))
        && first.chars().any(|character| character.is_ascii_digit());
    if is_tag
        && second.chars().all(char::is_uppercase)
        && let Some(status) = word(second)
    {
        return (Some(status), after_second);
    }
    (None, line)
}

fn split_word(text: &str) -> (&str, &str) {
    text.split_once(' ')
        .map_or((text, ""), |(word, rest)| (word, rest.trim_start()))
}
