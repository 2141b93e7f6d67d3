//! The mailboxes of the embedded servers, in memory, and a log of what was asked of them.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::watch;

use crate::account::Protocol;

use super::flavour::Flavour;

/// The folder every mailbox has.
pub const INBOX: &str = "INBOX";

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// IMAP UID, also the POP3 UIDL (`uid-7`).
    pub uid: u32,
    /// The whole message.
    pub bytes: Arc<[u8]>,
    /// IMAP flags.
    pub flags: BTreeSet<String>,
    /// Sent by the mailbox's own account.
    pub own: bool,
    /// Fetched by RETR in a session that ended with QUIT.
    pub retrieved: bool,
}

impl Message {
    /// Header lines up to the empty line, that line included.
    pub fn header(&self) -> &[u8] {
        let end = self
            .bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .map_or(self.bytes.len(), |position| position + 4);
        self.bytes.get(..end).unwrap_or_default()
    }

    /// The first value of a header field, unfolded.
    pub fn field(&self, name: &str) -> Option<String> {
        let header = String::from_utf8_lossy(self.header()).into_owned();
        let header = header.replace("\r\n ", " ").replace("\r\n\t", " ");
        header.lines().find_map(|line| {
            let (field, value) = line.split_once(':')?;
            field
                .eq_ignore_ascii_case(name)
                .then(|| value.trim().to_owned())
        })
    }
}

/// A folder of a mailbox.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    /// Its name.
    pub name: String,
    /// Its special use ([RFC 6154](https://www.rfc-editor.org/rfc/rfc6154)), with the backslash.
    pub special_use: Option<&'static str>,
    /// Its messages, the oldest first.
    pub messages: Vec<Message>,
    /// The UID of the next message.
    pub uid_next: u32,
}

impl Folder {
    fn new(name: &str, special_use: Option<&'static str>) -> Self {
        Self {
            name: name.to_owned(),
            special_use,
            messages: Vec::new(),
            uid_next: 1,
        }
    }

    fn push(&mut self, bytes: &[u8], own: bool) -> u32 {
        let uid = self.uid_next;
        self.uid_next = self.uid_next.saturating_add(1);
        self.messages.push(Message {
            uid,
            bytes: bytes.into(),
            flags: BTreeSet::new(),
            own,
            retrieved: false,
        });
        uid
    }
}

#[derive(Debug)]
struct Mailbox {
    name: String,
    folders: Vec<Folder>,
    pop_session: bool,
}

impl Mailbox {
    fn new(name: &str, flavour: Flavour) -> Self {
        Self {
            name: name.to_owned(),
            folders: vec![
                Folder::new(INBOX, None),
                Folder::new(flavour.spam_folder(), Some("\\Junk")),
                Folder::new(flavour.sent_folder(), Some("\\Sent")),
            ],
            pop_session: false,
        }
    }
}

/// A command as the servers saw it: its verb, never its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedCommand {
    /// The protocol.
    pub protocol: Protocol,
    /// Numbers the connection, from 1.
    pub connection: u64,
    /// The command in capitals: `UID FETCH`, `RETR`, `AUTH PLAIN`.
    pub verb: String,
    /// Whether TLS was on.
    pub encrypted: bool,
}

#[derive(Debug, Default)]
struct Inner {
    mailboxes: Vec<Mailbox>,
    log: Vec<LoggedCommand>,
    connections: u64,
}

/// What all three servers share: mailboxes and the command log.
pub struct MailStore {
    inner: Mutex<Inner>,
    changes: watch::Sender<u64>,
}

impl Default for MailStore {
    fn default() -> Self {
        Self {
            inner: Mutex::default(),
            changes: watch::Sender::new(0),
        }
    }
}

impl fmt::Debug for MailStore {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("MailStore").finish_non_exhaustive()
    }
}

impl MailStore {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn changed(&self) {
        self.changes
            .send_modify(|count| *count = count.wrapping_add(1));
    }

    /// What was asked so far, by all clients.
    pub fn log(&self) -> Vec<LoggedCommand> {
        self.inner().log.clone()
    }

    /// How often a verb was asked in a protocol.
    pub fn count(&self, protocol: Protocol, verb: &str) -> usize {
        let matches =
            |command: &&LoggedCommand| command.protocol == protocol && command.verb == verb;
        self.inner().log.iter().filter(matches).count()
    }

    /// The messages of a folder; empty if there is no such mailbox or folder.
    pub fn messages(&self, mailbox: &str, folder: &str) -> Vec<Message> {
        self.with_folder(mailbox, folder, |folder| folder.messages.clone())
            .unwrap_or_default()
    }

    /// The folders of a mailbox with their special use.
    pub fn folders(&self, mailbox: &str) -> Vec<(String, Option<&'static str>)> {
        let inner = self.inner();
        let found = inner
            .mailboxes
            .iter()
            .find(|found| same_mailbox(&found.name, mailbox));
        let name = |folder: &Folder| (folder.name.clone(), folder.special_use);
        found.map_or_else(Vec::new, |found| found.folders.iter().map(name).collect())
    }

    /// Puts a message into a mailbox's INBOX, as if it had arrived from elsewhere; makes the
    /// mailbox where there is none. Returns its UID.
    pub fn put(&self, mailbox: &str, bytes: &[u8]) -> u32 {
        let domain = mailbox.rsplit_once('@').map(|(_, domain)| domain);
        self.open(mailbox, Flavour::of_host(domain));
        let uid = self.with_folder(mailbox, INBOX, |folder| folder.push(bytes, false));
        self.changed();
        uid.unwrap_or_default()
    }

    /// Makes a mailbox if there is none of this name.
    pub(super) fn open(&self, name: &str, flavour: Flavour) {
        let mut inner = self.inner();
        if !inner
            .mailboxes
            .iter()
            .any(|found| same_mailbox(&found.name, name))
        {
            inner.mailboxes.push(Mailbox::new(name, flavour));
        }
    }

    /// Delivers a sent message to the INBOX or the spam folder.
    pub(super) fn deliver(&self, from: &str, to: &str, bytes: &[u8], as_spam: bool) {
        let own = same_mailbox(from, to);
        {
            let mut inner = self.inner();
            let mailbox = inner
                .mailboxes
                .iter_mut()
                .find(|found| same_mailbox(&found.name, to));
            let wanted = |folder: &&mut Folder| {
                if as_spam {
                    folder.special_use == Some("\\Junk")
                } else {
                    folder.name == INBOX
                }
            };
            if let Some(folder) = mailbox.and_then(|found| found.folders.iter_mut().find(wanted)) {
                let _ = folder.push(bytes, own);
            }
        }
        self.changed();
    }

    /// Works on a folder while nobody else does; tells the watchers nothing.
    pub(super) fn with_folder<T>(
        &self,
        mailbox: &str,
        folder: &str,
        work: impl FnOnce(&mut Folder) -> T,
    ) -> Option<T> {
        let mut inner = self.inner();
        let mailbox = inner
            .mailboxes
            .iter_mut()
            .find(|found| same_mailbox(&found.name, mailbox))?;
        let is_wanted = |found: &&mut Folder| {
            found.name == folder || (folder.eq_ignore_ascii_case(INBOX) && found.name == INBOX)
        };
        mailbox.folders.iter_mut().find(is_wanted).map(work)
    }

    /// Takes messages out of a folder for good.
    pub(super) fn remove(&self, mailbox: &str, folder: &str, uids: &[u32]) {
        let _ = self.with_folder(mailbox, folder, |folder| {
            folder
                .messages
                .retain(|message| !uids.contains(&message.uid));
        });
        self.changed();
    }

    /// Takes the one POP3 lock of a mailbox; false if another session holds it.
    pub(super) fn lock_pop(&self, mailbox: &str) -> bool {
        let mut inner = self.inner();
        let found = inner
            .mailboxes
            .iter_mut()
            .find(|found| same_mailbox(&found.name, mailbox));
        found.is_some_and(|found| !std::mem::replace(&mut found.pop_session, true))
    }

    /// Gives the POP3 lock back.
    pub(super) fn unlock_pop(&self, mailbox: &str) {
        let mut inner = self.inner();
        let found = inner
            .mailboxes
            .iter_mut()
            .find(|found| same_mailbox(&found.name, mailbox));
        if let Some(found) = found {
            found.pop_session = false;
        }
    }

    /// Numbers a new connection.
    pub(super) fn next_connection(&self) -> u64 {
        let mut inner = self.inner();
        inner.connections += 1;
        inner.connections
    }

    pub(super) fn record(&self, command: LoggedCommand) {
        self.inner().log.push(command);
    }

    /// Tells of every change of any folder.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

/// Whether two names mean one mailbox: case does not count, nor does Gmail's `recent:`, and a
/// name without a domain (iCloud by IMAP) is that of any domain.
pub(super) fn same_mailbox(left: &str, right: &str) -> bool {
    let normal = |name: &str| {
        let name = name.trim().to_lowercase();
        name.strip_prefix("recent:")
            .map(str::to_owned)
            .unwrap_or(name)
    };
    let (left, right) = (normal(left), normal(right));
    match (left.split_once('@'), right.split_once('@')) {
        (Some((local, _)), None) => local == right,
        (None, Some((local, _))) => local == left,
        (Some(_), Some(_)) | (None, None) => left == right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mailbox_has_several_names() {
        assert!(same_mailbox("Ana@icloud.com", "ana"));
        assert!(same_mailbox("recent:ana@gmail.com", "ana@gmail.com"));
        assert!(!same_mailbox("ana@gmail.com", "ana@icloud.com"));
        assert!(!same_mailbox("ana", "eva@icloud.com"));
    }

    #[test]
    fn a_field_is_found_unfolded_and_only_in_the_header() {
        let store = MailStore::default();
        let _ = store.put("a@b.c", b"Subject: one\r\n two\r\nX-A: b\r\n\r\nX-C: d\r\n");
        let message = store.messages("a@b.c", "inbox").remove(0);
        assert_eq!(message.field("subject").as_deref(), Some("one two"));
        assert_eq!(message.field("x-c"), None);
        assert!(message.header().ends_with(b"b\r\n\r\n"));
    }

    #[test]
    fn own_mail_and_spam_are_known_as_such() {
        let store = MailStore::default();
        store.open("a@gmail.com", Flavour::Gmail);
        store.deliver("a@gmail.com", "A@gmail.com", b"x", true);
        store.deliver("b@gmail.com", "a@gmail.com", b"y", false);
        assert!(store.messages("a@gmail.com", "[Gmail]/Spam")[0].own);
        assert!(!store.messages("a@gmail.com", INBOX)[0].own);
    }
}
