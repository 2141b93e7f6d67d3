//! SEARCH, FETCH and STORE over the messages of a folder.

use std::fmt::Write as _;

use crate::practice::store::{Folder, Message};

use super::command::{Set, Token};

/// A message with its sequence number.
pub(super) type Numbered = (u32, Message);

/// The messages of a folder in the client's numbering.
pub(super) fn numbered(folder: &Folder, uids: &[u32]) -> Vec<Numbered> {
    (1..)
        .zip(uids)
        .filter_map(|(number, uid)| {
            let found = folder.messages.iter().find(|message| message.uid == *uid)?;
            Some((number, found.clone()))
        })
        .collect()
}

/// Picks the messages of a set of sequence numbers or UIDs.
pub(super) fn pick(messages: Vec<Numbered>, set: &str, by_uid: bool) -> Option<Vec<Numbered>> {
    let key = |(number, message): &Numbered| if by_uid { message.uid } else { *number };
    let largest = messages.last().map_or(1, key);
    let set = Set::parse(set, largest)?;
    Some(
        messages
            .into_iter()
            .filter(|message| set.contains(key(message)))
            .collect(),
    )
}

/// The messages that fulfil all keys; none if a key is not known.
pub(super) fn search(messages: Vec<Numbered>, keys: &[Token]) -> Option<Vec<Numbered>> {
    let mut found = messages;
    let mut keys = keys.iter();
    while let Some(key) = keys.next() {
        let Some(word) = key.keyword() else {
            found = search(found, key.elements())?;
            continue;
        };
        match word.as_str() {
            "ALL" | "OLD" => {}
            "CHARSET" | "SINCE" | "SENTSINCE" => drop(keys.next()?),
            "UNSEEN" => found.retain(|(_, message)| !message.flags.contains("\\Seen")),
            "SEEN" => found.retain(|(_, message)| message.flags.contains("\\Seen")),
            "DELETED" => found.retain(|(_, message)| message.flags.contains("\\Deleted")),
            "UNDELETED" => found.retain(|(_, message)| !message.flags.contains("\\Deleted")),
            "UID" => found = pick(found, keys.next()?.text()?, true)?,
            "HEADER" => {
                let (name, value) = (keys.next()?.text()?, keys.next()?.text()?);
                found.retain(|message| has_field(message, name, value));
            }
            "SUBJECT" | "FROM" | "TO" => {
                let value = keys.next()?.text()?;
                found.retain(|message| has_field(message, &word, value));
            }
            set => found = pick(found, set, false)?,
        }
    }
    Some(found)
}

fn has_field((_, message): &Numbered, name: &str, value: &str) -> bool {
    message
        .field(name)
        .is_some_and(|found| found.to_lowercase().contains(&value.to_lowercase()))
}

/// One FETCH response with the items asked for; none if an item is not known.
pub(super) fn fetch(
    (number, message): &Numbered,
    items: &[Token],
    by_uid: bool,
) -> Option<Vec<u8>> {
    let mut out = format!("* {number} FETCH (").into_bytes();
    let mut first = true;
    let mut add = |name: &str, value: &[u8]| {
        if !std::mem::take(&mut first) {
            out.push(b' ');
        }
        out.extend_from_slice(name.as_bytes());
        out.push(b' ');
        out.extend_from_slice(value);
    };
    let asks_uid = items
        .iter()
        .any(|item| item.keyword().as_deref() == Some("UID"));
    if by_uid && !asks_uid {
        add("UID", message.uid.to_string().as_bytes());
    }
    for item in items {
        let word = item.keyword()?;
        match word.as_str() {
            "UID" => add("UID", message.uid.to_string().as_bytes()),
            "FLAGS" => add("FLAGS", flags(message).as_bytes()),
            "RFC822.SIZE" => add("RFC822.SIZE", message.bytes.len().to_string().as_bytes()),
            "INTERNALDATE" => add("INTERNALDATE", b"\"21-Nov-2026 12:00:00 +0000\""),
            "RFC822.HEADER" => add("RFC822.HEADER", &literal(message.header())),
            "RFC822" => add("RFC822", &literal(&message.bytes)),
            section => {
                let rest = section
                    .strip_prefix("BODY.PEEK[")
                    .or_else(|| section.strip_prefix("BODY["))?;
                let section = rest.strip_suffix(']')?;
                add(
                    &format!("BODY[{section}]"),
                    &literal(&part(message, section)?),
                );
            }
        }
    }
    out.extend_from_slice(b")\r\n");
    Some(out)
}

fn part(message: &Message, section: &str) -> Option<Vec<u8>> {
    let header = message.header();
    match section {
        "" => Some(message.bytes.to_vec()),
        "HEADER" => Some(header.to_vec()),
        "TEXT" | "1" => message.bytes.get(header.len()..).map(<[u8]>::to_vec),
        fields => {
            let names = fields.strip_prefix("HEADER.FIELDS ")?;
            let names = names.strip_prefix('(')?.strip_suffix(')')?;
            let mut found = String::new();
            for name in names.split(' ') {
                let name = name.trim_matches('"');
                if let Some(value) = message.field(name) {
                    let _ = write!(found, "{name}: {value}\r\n");
                }
            }
            found.push_str("\r\n");
            Some(found.into_bytes())
        }
    }
}

fn literal(bytes: &[u8]) -> Vec<u8> {
    let mut literal = format!("{{{}}}\r\n", bytes.len()).into_bytes();
    literal.extend_from_slice(bytes);
    literal
}

/// The flags of a message as a list.
pub(super) fn flags(message: &Message) -> String {
    let flags: Vec<&str> = message.flags.iter().map(String::as_str).collect();
    format!("({})", flags.join(" "))
}

/// Changes the flags of one message as STORE asks; false if the item is not known.
pub(super) fn store(message: &mut Message, item: &str, flags: &[Token]) -> bool {
    let flags = flags.iter().filter_map(Token::text).map(str::to_owned);
    match item.strip_suffix(".SILENT").unwrap_or(item) {
        "FLAGS" => message.flags = flags.collect(),
        "+FLAGS" => message.flags.extend(flags),
        "-FLAGS" => {
            for flag in flags {
                let _ = message.flags.remove(&flag);
            }
        }
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{super::command::parse, *};

    fn message(uid: u32, text: &str) -> Message {
        Message {
            uid,
            bytes: text.as_bytes().into(),
            flags: BTreeSet::new(),
            own: false,
            retrieved: false,
        }
    }

    #[test]
    fn a_mark_is_found_by_its_header_alone() {
        let messages = vec![
            (1, message(4, "X-Mark: abc\r\n\r\n")),
            (2, message(9, "Subject: x\r\n\r\nX-Mark: abc\r\n")),
        ];
        let uids = |keys: &str| -> Option<Vec<u32>> {
            let found = search(messages.clone(), &parse(keys).unwrap())?;
            Some(found.iter().map(|(_, message)| message.uid).collect())
        };
        assert_eq!(uids("HEADER x-mark \"ABC\""), Some(vec![4]));
        assert_eq!(uids("ALL"), Some(vec![4, 9]));
        assert_eq!(uids("UID 5:*"), Some(vec![9]));
        assert_eq!(uids("2"), Some(vec![9]));
        assert_eq!(uids("NONSENSE"), None);
    }

    #[test]
    fn fetch_gives_the_fields_asked_for_and_nothing_else() {
        let found = (3, message(7, "Date: d\r\nSubject: s\r\n\r\nbody"));
        let items = parse("UID BODY.PEEK[HEADER.FIELDS (SUBJECT)]").unwrap();
        let text = String::from_utf8(fetch(&found, &items, true).unwrap()).unwrap();
        assert_eq!(
            text,
            "* 3 FETCH (UID 7 BODY[HEADER.FIELDS (SUBJECT)] {14}\r\nSUBJECT: s\r\n\r\n)\r\n"
        );
        assert_eq!(fetch(&found, &parse("NONSENSE").unwrap(), true), None);
    }
}
