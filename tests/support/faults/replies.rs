//! Real refusals of real servers, spoken by a server at the stage where they were seen.

use home_station::{
    account::{Encryption, Protocol},
    failure::Cause,
};

use super::{cell::Cell, honest::Point, server::Act};

/// A cell for every row that a check can meet; rows of the stage `data` need a mail.
pub fn cells() -> Vec<Cell> {
    let table = include_str!("../../data/replies.tsv");
    table.lines().skip(1).filter_map(cell).collect()
}

fn cell(row: &str) -> Option<Cell> {
    let columns: Vec<&str> = row.split('\t').collect();
    let [id, protocol, stage, provider, reply, cause, ..] = columns[..] else {
        return None;
    };
    let protocol = Protocol::ALL
        .into_iter()
        .find(|known| known.as_str() == protocol)?;
    let point = match (stage, protocol) {
        ("greeting", _) => Point::Greeting,
        ("login", _) => Point::Login,
        ("mailbox" | "select/list", Protocol::Imap | Protocol::Pop3) => Point::Mailbox,
        ("mail-from", Protocol::Smtp) => Point::MailFrom,
        ("rcpt", Protocol::Smtp) => Point::Rcpt,
        _ => return None,
    };
    let lines: Vec<&str> = reply.split("\\n").collect();
    let act = match protocol {
        Protocol::Imap => imap(&lines, point)?,
        Protocol::Pop3 if reply.starts_with("-ERR") => Act::Say(format!("{reply}\r\n")),
        Protocol::Pop3 => return None,
        Protocol::Smtp => smtp(&lines)?,
    };
    let expected: Cause = cause.parse().ok()?;
    let name = format!("{id} {provider}: {cause}");
    let name = name.chars().take(46).collect::<String>();
    Some(Cell {
        provider: provider.to_owned(),
        ..Cell::new(name, protocol, Encryption::ImplicitTls)
            .at(point, act)
            .expect(&[expected])
    })
}

fn imap(lines: &[&str], point: Point) -> Option<Act> {
    let text = lines.join(" ");
    let words = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    if let Some(untagged) = text.strip_prefix("* ") {
        return Some(match words(untagged).as_str() {
            "BYE" => Act::SayAndClose(format!("{text}\r\n")),
            _ => Act::Say(format!("{text}\r\n{{tag}} NO failed\r\n")),
        });
    }
    match words(&text).as_str() {
        "NO" | "BAD" if point != Point::Greeting => Some(Act::Say(format!("{{tag}} {text}\r\n"))),
        // Only the words are known: they came with a NO.
        _ if point != Point::Greeting => Some(Act::Say(format!("{{tag}} NO {text}\r\n"))),
        _ => None,
    }
}

fn smtp(lines: &[&str]) -> Option<Act> {
    let is_code = |line: &&&str| {
        let bytes = line.as_bytes();
        bytes.len() > 3 && bytes[..3].iter().all(u8::is_ascii_digit) && b" -".contains(&bytes[3])
    };
    if !lines.iter().all(|line| is_code(&line))
        || lines.iter().any(|line| line.starts_with(['2', '3']))
    {
        return None;
    }
    Some(Act::Say(format!("{}\r\n", lines.join("\r\n"))))
}
