//! Takes a server's reply apart: status, codes, words, a link. No meaning yet.
//!
//! What comes in may be one line, a multi-line SMTP reply, a piece of a log with both
//! directions in it, with real line breaks or with the two characters `\n`.

use super::words::Words;
use crate::account::Protocol;

/// The longest reply that is looked at, in characters. Servers' lines end at 512 or 8,192 bytes.
const LIMIT: usize = 16_384;

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
    const fn refuses(self) -> bool {
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

/// An enhanced status code, [RFC 3463](https://www.rfc-editor.org/rfc/rfc3463): class, subject, detail.
pub(super) type Enhanced = (u8, u16, u16);

/// A reply taken apart.
#[derive(Debug, Clone, Default)]
pub(super) struct Reply {
    /// The words of the refusing lines (of all lines if none refuses), without their codes.
    pub(super) words: Words,
    /// The last refusing status; if none refuses, the first one.
    pub(super) status: Option<Status>,
    /// An SMTP code in the middle of the text, as other programs quote it: `(535, b'5.7.8 …')`.
    quoted_code: Option<u16>,
    /// Enhanced codes, in the order of the text.
    pub(super) enhanced: Vec<Enhanced>,
    /// Response codes in brackets, upper case, first word only: `AUTHENTICATIONFAILED`, `SYS/TEMP`.
    pub(super) codes: Vec<String>,
    /// Begins with the bytes of a TLS record.
    pub(super) is_tls_record: bool,
    /// Nothing in it refuses anything.
    pub(super) is_positive: bool,
    /// The first link worth opening.
    pub(super) url: Option<String>,
}

impl Reply {
    pub(super) fn read(text: &str) -> Self {
        let text: String = text.chars().take(LIMIT).collect();
        // A TLS alert or handshake record, RFC 8446 section 5.1.
        let is_tls_record = text.starts_with("\u{15}\u{3}") || text.starts_with("\u{16}\u{3}");
        let text = text
            .replace("\\r", "\n")
            .replace("\\n", "\n")
            .replace(['\r', '\t'], "\n\u{20}");
        let lines: Vec<Line> = text.lines().filter_map(Line::read).collect();
        let refuses = |line: &&Line| line.status.is_some_and(Status::refuses) || line.is_alert;
        let is_bare = |line: &&Line| line.status.is_none() && !is_command(&line.text);
        let refusing = lines.iter().any(|line| refuses(&line));
        let bare = lines.iter().any(|line| is_bare(&line));
        // A bare line (a fold of the one above, or all that was quoted) belongs to the refusal.
        let kept: Vec<&Line> = lines
            .iter()
            .filter(|line| !(refusing || bare) || refuses(line) || is_bare(line))
            .collect();
        let text = kept
            .iter()
            .map(|line| line.text.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        let last_refusal = kept
            .iter()
            .rev()
            .find(|line| refuses(line))
            .and_then(|line| line.status);
        Self {
            status: last_refusal.or_else(|| lines.iter().find_map(|line| line.status)),
            is_positive: !refusing && !bare && lines.iter().any(|line| line.status.is_some()),
            quoted_code: quoted_code(&text),
            enhanced: enhanced_codes(&text),
            codes: response_codes(&text),
            url: link(&text),
            words: Words::of(&text),
            is_tls_record,
        }
    }

    /// The SMTP reply code.
    pub(super) fn smtp(&self) -> Option<u16> {
        match self.status {
            Some(Status::Smtp(code)) => Some(code),
            Some(_) => None,
            None => self.quoted_code,
        }
    }

    /// Whether nothing but codes was said.
    pub(super) fn is_wordless(&self) -> bool {
        !self.words.has_letters()
    }

    /// Whether this response code was given.
    pub(super) fn has_code(&self, code: &str) -> bool {
        self.codes.iter().any(|given| given == code)
    }
}

struct Line {
    status: Option<Status>,
    is_alert: bool,
    text: String,
}

impl Line {
    /// `None` for an empty line and for what the client said.
    fn read(line: &str) -> Option<Self> {
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
fn is_command(text: &str) -> bool {
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

fn quoted_code(text: &str) -> Option<u16> {
    text.split(|character: char| !(character.is_alphanumeric() || character == '.'))
        .find_map(|word| word.parse().ok().filter(|code| (400..600).contains(code)))
}

/// Numbers of the form `5.7.139`, not part of an address such as `192.0.2.1`.
fn enhanced_codes(text: &str) -> Vec<Enhanced> {
    text.split(|character: char| !(character.is_ascii_digit() || character == '.'))
        .filter_map(|number| {
            let mut parts = number.trim_matches('.').split('.');
            let class: u8 = parts
                .next()?
                .parse()
                .ok()
                .filter(|class| [4, 5].contains(class))?;
            let subject = parts.next()?.parse().ok().filter(|subject| *subject <= 7)?;
            let detail = parts
                .next()?
                .parse()
                .ok()
                .filter(|detail| *detail < 1_000)?;
            parts.next().is_none().then_some((class, subject, detail))
        })
        .collect()
}

/// `[AUTHENTICATIONFAILED]`, `[SYS/TEMP]`, `[WEBALERT https://…]`: upper case from the first letter on.
fn response_codes(text: &str) -> Vec<String> {
    text.split('[')
        .skip(1)
        .filter_map(|piece| piece.split(']').next()?.split(' ').next())
        .filter(|code| code.len() >= 4)
        .map(str::to_ascii_uppercase)
        .filter(|code| {
            code.bytes()
                .all(|byte| byte.is_ascii_uppercase() || b"/-".contains(&byte))
        })
        .collect()
}

/// The first `https` link, without the punctuation around it; nothing that could mislead:
/// no user part, no other port, no bare number as host.
fn link(text: &str) -> Option<String> {
    text.match_indices("https://").find_map(|(start, _)| {
        let rest = text.get(start..)?;
        let end = rest
            .find(|character: char| {
                character.is_whitespace()
                    || character.is_control()
                    || "<>\"'[]{}|\\^`".contains(character)
            })
            .unwrap_or(rest.len());
        let link = rest
            .get(..end)?
            .trim_end_matches(['.', ',', ';', ':', ')', '(', '!', '?', '*']);
        let host = link
            .strip_prefix("https://")?
            .split(['/', '?', '#'])
            .next()?;
        let valid = host.contains('.')
            && !host.starts_with('.')
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte))
            && host
                .rsplit('.')
                .next()?
                .bytes()
                .any(|byte| byte.is_ascii_alphabetic());
        (valid && link.len() <= 2_000 && link.is_ascii()).then(|| link.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multi_line_reply_is_one_text() {
        let reply = Reply::read(
            r"535-5.7.8 Username and Password not accepted. Learn more at\n535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1 - gsmtp",
        );
        assert_eq!(reply.smtp(), Some(535));
        assert_eq!(reply.enhanced, [(5, 7, 8), (5, 7, 8)]);
        assert!(reply.words.matches("password not accepted ~ learn more"));
        assert_eq!(
            reply.url.as_deref(),
            Some("https://support.google.com/mail/?p=BadCredentials")
        );
    }

    #[test]
    fn a_transcript_is_read_by_its_refusing_lines() {
        let reply = Reply::read(
            "S: * OK ready\nC: a1 LOGIN user temporary\nS: * CAPABILITY IMAP4rev1\nS: a1 NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)",
        );
        assert_eq!(reply.status, Some(Status::No));
        assert!(reply.has_code("AUTHENTICATIONFAILED"));
        assert!(!reply.words.matches("temporary"));
        assert!(!reply.words.matches("imap4rev1"));
    }

    #[test]
    fn tags_and_untagged_lines_have_a_status() {
        for (line, status) in [
            ("* BYE Logging out", Some(Status::Bye)),
            ("A001 NO x", Some(Status::No)),
            ("BAD x", Some(Status::Bad)),
            ("-ERR [IN-USE] x", Some(Status::Err)),
            ("+OK", Some(Status::Pop3Ok)),
            ("* CAPABILITY IMAP4rev1", Some(Status::ImapOk)),
            ("No such user", None),
            ("192.0.2.1 is listed", None),
            ("421", Some(Status::Smtp(421))),
        ] {
            assert_eq!(Reply::read(line).status, status, "{line}");
        }
    }

    #[test]
    fn only_a_clean_https_link_is_offered() {
        let url = |text: &str| Reply::read(text).url;
        assert_eq!(
            url("see (https://a.example/x?y=1)."),
            Some("https://a.example/x?y=1".to_owned())
        );
        assert_eq!(url("http://a.example/x"), None);
        assert_eq!(url("https://bank.example@evil.example/"), None);
        assert_eq!(url("https://192.0.2.1/x"), None);
        assert_eq!(url("https://localhost/x"), None);
    }

    #[test]
    fn addresses_are_not_enhanced_codes() {
        assert_eq!(
            Reply::read("from 5.7.1.2 and 4.16.55.1 (#5.7.1)").enhanced,
            [(5, 7, 1)]
        );
    }
}
