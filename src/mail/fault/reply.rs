//! A server's refusal: found in the transcript, cleaned, and judged.

use super::Endpoint;
use crate::{
    account::Protocol,
    diagnose::{Evidence, classify},
    failure::{Failure, Stage},
};

/// Longest detail in characters.
const MAX_DETAIL: usize = 1_000;

/// A server's words without control characters, terminal escapes and text-direction marks, in one line.
pub(crate) fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // A terminal's control sequence: `ESC [ 3 1 m`.
            if characters.next_if_eq(&'[').is_some() {
                for next in characters.by_ref() {
                    if ('@'..='~').contains(&next) {
                        break;
                    }
                }
            }
        } else if character == '\n' || character == '\t' {
            clean.push(' ');
        } else if !character.is_control() && !is_invisible(character) {
            clean.push(character);
        }
    }
    clean.trim().chars().take(MAX_DETAIL).collect()
}

/// Marks that turn or hide text.
const fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The refusing line or lines among the server's last ones, alerts included.
pub(crate) fn refusal(protocol: Protocol, lines: &[String]) -> Option<String> {
    let found: Vec<&str> = match protocol {
        Protocol::Imap => {
            let refused = lines.iter().any(|line| imap_refuses(line));
            lines
                .iter()
                .filter(|line| refused && (imap_refuses(line) || imap_alerts(line)))
                .map(|line| without_tag(line))
                .collect()
        }
        Protocol::Pop3 => lines
            .iter()
            .rfind(|line| starts(line, "-ERR"))
            .map(String::as_str)
            .into_iter()
            .collect(),
        Protocol::Smtp => refusing_smtp_reply(lines),
    };
    (!found.is_empty()).then(|| found.join("\n"))
}

fn starts(line: &str, word: &str) -> bool {
    line.get(..word.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// A tagged NO or BAD, or an untagged BYE.
fn imap_refuses(line: &str) -> bool {
    let mut words = line.split_ascii_whitespace();
    let (tag, status) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    match tag {
        "*" => status.eq_ignore_ascii_case("BYE"),
        "+" => false,
        _ => status.eq_ignore_ascii_case("NO") || status.eq_ignore_ascii_case("BAD"),
    }
}

/// Without the tag, which was the client's word; an untagged line keeps its star.
fn without_tag(line: &str) -> &str {
    match line.split_once(' ') {
        Some((tag, said)) if tag != "*" => said,
        _ => line,
    }
}

/// An untagged line the server wants a person to read.
fn imap_alerts(line: &str) -> bool {
    starts(line, "* ") && {
        let upper = line.to_ascii_uppercase();
        upper.contains("[ALERT]") || upper.contains("[WEBALERT")
    }
}

/// The lines of the first reply that refuses: the replies behind it answer pipelined commands that
/// could no longer succeed.
fn refusing_smtp_reply(lines: &[String]) -> Vec<&str> {
    let mut reply: Vec<&str> = Vec::new();
    for line in lines {
        let code = line.get(..3).unwrap_or_default();
        let is_code = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit());
        reply.push(line);
        if line.get(3..4) != Some("-") {
            if is_code && code.starts_with(['4', '5']) {
                return reply;
            }
            reply.clear();
        }
    }
    Vec::new()
}

/// Judges a refusal.
pub(super) fn failure(endpoint: &Endpoint, stage: Stage, line: &str) -> Failure {
    let diagnosis = classify(&Evidence {
        protocol: endpoint.protocol,
        stage,
        provider: Some(&endpoint.provider),
        host: Some(endpoint.server.host.as_str()),
        reply: line,
    });
    Failure {
        alternatives: diagnosis.alternatives,
        detail: Some(cleaned(line)),
        remedy: diagnosis.remedy,
        ..Failure::new(diagnosis.cause, endpoint.protocol, stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[&str]) -> Vec<String> {
        text.iter().map(|line| (*line).to_owned()).collect()
    }

    #[test]
    fn escapes_and_direction_marks_are_taken_out() {
        assert_eq!(
            cleaned("-ERR \u{1b}[31mno\u{1b}[0m\u{202e} <b>x</b>\u{7}\r\n"),
            "-ERR no <b>x</b>"
        );
        assert_eq!(cleaned(&"x".repeat(5_000)).len(), MAX_DETAIL);
    }

    #[test]
    fn the_alert_before_an_imap_refusal_is_kept() {
        let said = lines(&[
            "* OK ready",
            "* NO [ALERT] Please log in via your web browser",
            "A0001 NO [ALERT] Invalid credentials (Failure)",
        ]);
        let refusal = refusal(Protocol::Imap, &said).unwrap();
        assert_eq!(
            refusal,
            "* NO [ALERT] Please log in via your web browser\n\
             NO [ALERT] Invalid credentials (Failure)"
        );
        assert_eq!(
            super::refusal(
                Protocol::Imap,
                &lines(&["* OK [ALERT] disk low", "A1 OK done"])
            ),
            None
        );
    }

    #[test]
    fn all_lines_of_the_first_refusing_smtp_reply_belong_to_it() {
        let said = lines(&[
            "250-x",
            "250 y",
            "535-5.7.8 Username",
            "535 5.7.8 Learn more",
            "503 no",
        ]);
        assert_eq!(
            refusal(Protocol::Smtp, &said).as_deref(),
            Some("535-5.7.8 Username\n535 5.7.8 Learn more")
        );
        assert_eq!(refusal(Protocol::Smtp, &lines(&["250 ok"])), None);
    }
}
