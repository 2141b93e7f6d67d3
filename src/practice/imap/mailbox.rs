//! Commands of a signed-in client: folders, and the messages of the one that is open.

use std::fmt::Write as _;

use crate::practice::{client::Client, flavour::Refusal, store::Folder};

use super::{
    Selected, Session,
    command::{Token, quote},
    messages,
};

/// Answers into `out`; the text of the tagged line, none if the arguments are wrong.
pub(super) fn signed_in(
    client: &Client,
    session: &mut Session,
    mailbox: &str,
    verb: &str,
    arguments: &[Token],
    out: &mut Vec<u8>,
) -> Option<String> {
    let store = &client.shared.store;
    let text = |index: usize| arguments.get(index).and_then(Token::text);
    match verb {
        "NAMESPACE" => {
            out.extend(b"* NAMESPACE ((\"\" \"/\")) NIL NIL\r\n");
            Some("OK Namespace completed.".to_owned())
        }
        "LIST" | "LSUB" => {
            list(client, mailbox, verb, arguments, out);
            Some("OK List completed.".to_owned())
        }
        "STATUS" => {
            let (name, items) = (text(0)?, arguments.get(1)?.elements());
            let status = store.with_folder(mailbox, name, |folder| status(folder, items));
            let Some(status) = status else {
                return Some("NO [NONEXISTENT] Mailbox doesn't exist".to_owned());
            };
            out.extend(format!("* STATUS {} ({status})\r\n", quote(name)).bytes());
            Some("OK Status completed.".to_owned())
        }
        "SELECT" | "EXAMINE" => {
            if client.shared.gate.imap_mailbox_is_busy() {
                return Some(client.words(Refusal::MailboxBusy).to_owned());
            }
            session.selected = None;
            let folder = store.with_folder(mailbox, text(0)?, |folder| folder.clone());
            let Some(folder) = folder else {
                return Some("NO [NONEXISTENT] Mailbox doesn't exist".to_owned());
            };
            let read_only = verb == "EXAMINE";
            out.extend(opening(&folder, read_only).bytes());
            session.selected = Some(Selected {
                uids: folder.messages.iter().map(|message| message.uid).collect(),
                folder: folder.name,
                read_only,
            });
            let code = if read_only { "READ-ONLY" } else { "READ-WRITE" };
            Some(format!("OK [{code}] {verb} completed."))
        }
        "CLOSE" | "UNSELECT" => {
            let selected = session.selected.take()?;
            if verb == "CLOSE" && !selected.read_only {
                let _ = expunge(client, mailbox, &selected, None);
            }
            Some("OK Completed.".to_owned())
        }
        _ => selected(
            client,
            session.selected.as_mut()?,
            mailbox,
            verb,
            arguments,
            out,
        ),
    }
}

fn status(folder: &Folder, items: &[Token]) -> String {
    let item = |token: &Token| {
        let word = token.keyword()?;
        let value = match word.as_str() {
            "MESSAGES" => u32::try_from(folder.messages.len()).ok()?,
            "UIDNEXT" => folder.uid_next,
            "UIDVALIDITY" => 1,
            "RECENT" | "UNSEEN" => 0,
            _ => return None,
        };
        Some(format!("{word} {value}"))
    };
    items.iter().filter_map(item).collect::<Vec<_>>().join(" ")
}

fn opening(folder: &Folder, read_only: bool) -> String {
    let permanent = if read_only {
        ""
    } else {
        "\\Answered \\Flagged \\Deleted \\Seen \\Draft"
    };
    format!(
        "* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n* OK [PERMANENTFLAGS ({permanent})] Flags.\r\n* {} EXISTS\r\n* 0 RECENT\r\n* OK [UIDVALIDITY 1] UIDs valid\r\n* OK [UIDNEXT {}] Predicted next UID\r\n",
        folder.messages.len(),
        folder.uid_next
    )
}

fn list(client: &Client, mailbox: &str, verb: &str, arguments: &[Token], out: &mut Vec<u8>) {
    let asks_special = matches!(arguments.first(), Some(Token::List(_)));
    let pattern = arguments
        .iter()
        .filter_map(Token::text)
        .nth(1)
        .unwrap_or("*");
    if pattern.is_empty() {
        out.extend(format!("* {verb} (\\Noselect) \"/\" \"\"\r\n").bytes());
        return;
    }
    for (name, special_use) in client.shared.store.folders(mailbox) {
        let special_use = special_use.filter(|_| client.offers("SPECIAL-USE"));
        let matches = ["*", "%"].contains(&pattern) || pattern.eq_ignore_ascii_case(&name);
        if matches && (!asks_special || special_use.is_some()) {
            let flags = special_use
                .map(|word| format!(" {word}"))
                .unwrap_or_default();
            let line = format!(
                "* {verb} (\\HasNoChildren{flags}) \"/\" {}\r\n",
                quote(&name)
            );
            out.extend(line.bytes());
        }
    }
}

/// Commands on the open folder.
fn selected(
    client: &Client,
    selected: &mut Selected,
    mailbox: &str,
    verb: &str,
    arguments: &[Token],
    out: &mut Vec<u8>,
) -> Option<String> {
    let store = &client.shared.store;
    let text = |index: usize| arguments.get(index).and_then(Token::text);
    let (by_uid, action) = match verb.strip_prefix("UID ") {
        Some(action) => (true, action),
        None => (false, verb),
    };
    let numbered = store.with_folder(mailbox, &selected.folder, |folder| {
        messages::numbered(folder, &selected.uids)
    })?;
    match action {
        "CHECK" => {}
        "SEARCH" => {
            let mut line = "* SEARCH".to_owned();
            for (number, message) in messages::search(numbered, arguments)? {
                let _ = write!(line, " {}", if by_uid { message.uid } else { number });
            }
            out.extend(line.bytes().chain(*b"\r\n"));
        }
        "FETCH" => {
            let items = arguments.get(1)?.elements();
            for found in messages::pick(numbered, text(0)?, by_uid)? {
                out.extend(messages::fetch(&found, items, by_uid)?);
            }
        }
        "STORE" | "EXPUNGE" if selected.read_only => {
            return Some("NO [READ-ONLY] Mailbox is read-only".to_owned());
        }
        "STORE" => {
            let item = arguments.get(1)?.keyword()?;
            let flags = arguments.get(2)?.elements();
            for (number, message) in messages::pick(numbered, text(0)?, by_uid)? {
                let changed = store.with_folder(mailbox, &selected.folder, |folder| {
                    let found = folder
                        .messages
                        .iter_mut()
                        .find(|found| found.uid == message.uid)?;
                    messages::store(found, &item, flags).then(|| messages::flags(found))
                })??;
                if !item.ends_with(".SILENT") {
                    let line =
                        format!("* {number} FETCH (UID {} FLAGS {changed})\r\n", message.uid);
                    out.extend(line.bytes());
                }
            }
        }
        "EXPUNGE" if !by_uid || client.offers("UIDPLUS") => {
            let set = if by_uid { Some(text(0)?) } else { None };
            expunge(client, mailbox, selected, set)?;
        }
        _ => return None,
    }
    Some(format!("OK {verb} completed."))
}

/// Removes what is marked as deleted, all or of these UIDs; the news tell the client.
fn expunge(client: &Client, mailbox: &str, selected: &Selected, set: Option<&str>) -> Option<()> {
    let store = &client.shared.store;
    let numbered = store.with_folder(mailbox, &selected.folder, |folder| {
        messages::numbered(folder, &selected.uids)
    })?;
    let candidates = match set {
        Some(set) => messages::pick(numbered, set, true)?,
        None => numbered,
    };
    let deleted = candidates
        .iter()
        .filter(|(_, message)| message.flags.contains("\\Deleted"));
    let uids: Vec<u32> = deleted.map(|(_, message)| message.uid).collect();
    store.remove(mailbox, &selected.folder, &uids);
    Some(())
}
