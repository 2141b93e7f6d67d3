//! Takes a server's reply apart: status, codes, words, a link. No meaning yet.
//!
//! What comes in may be one line, a multi-line SMTP reply, a piece of a log with both
//! directions in it, with real line breaks or with the two characters `\n`.

use super::{
    lines::{Line, Status, is_command},
    words::Words,
};

/// The longest reply that is looked at, in characters. Servers' lines end at 512 or 8,192 bytes.
const LIMIT: usize = 16_384;

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
