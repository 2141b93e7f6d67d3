//! Looking into folders: EXAMINE, SEARCH, IDLE, and the removal of one message by its UID.

use std::time::Duration;

use async_imap::types::NameAttribute;
use futures::TryStreamExt;

use super::{Opened, Session};
use crate::{failure::Failure, mail::fault::Fault};

/// The header that carries the mark of a test mail.
const HEADER: &str = crate::mail::send::MARK_HEADER;

/// A folder that may hold mail taken for spam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Its name as the server writes it (modified UTF-7).
    pub name: String,
}

/// Names of spam folders on servers without special-use flags.
const JUNK_NAMES: &[&str] = &[
    "junk",
    "spam",
    "junk e-mail",
    "junk email",
    "bulk mail",
    "bulk",
    "correo no deseado",
    "correo no deseado (spam)",
    "no deseado",
    "courrier ind&aok-sirable",
    "junk mail",
];

impl Session {
    /// Whether the server announces this.
    pub fn has(&self, capability: &str) -> bool {
        self.capabilities.has(capability)
    }

    /// Runs a command within the bound of a step; a library error becomes the true fault.
    pub(super) async fn step<T>(
        &mut self,
        work: impl AsyncFnOnce(
            &mut async_imap::Session<crate::mail::wire::Stream>,
        ) -> async_imap::error::Result<T>,
    ) -> Result<T, Failure> {
        let context = self.context.clone();
        let mark = context.transcript.mark();
        let work = async {
            let session = self.signed_in.as_mut().ok_or(Fault::Closed)?;
            let result = work(session).await;
            result.map_err(|_| context.library_fault(mark))
        };
        context.within(context.network.bounds.step, work).await
    }

    /// Opens a folder read-only.
    pub(crate) async fn examine(&mut self, folder: &str) -> Result<Opened, Failure> {
        let mailbox = self
            .step(async |session| session.examine(folder).await)
            .await?;
        Ok(Opened {
            exists: mailbox.exists,
            uid_next: mailbox.uid_next,
        })
    }

    /// The UIDs of the messages that carry this mark. `from`: only from this UID on.
    pub(crate) async fn find(
        &mut self,
        mark: &str,
        from: Option<u32>,
    ) -> Result<Vec<u32>, Failure> {
        let range = from.map(|uid| format!("UID {uid}:* ")).unwrap_or_default();
        let query = format!("{range}HEADER {HEADER} \"{mark}\"");
        let found = self
            .step(async |session| session.uid_search(query).await)
            .await;
        match found {
            Ok(found) => Ok(found.into_iter().collect()),
            // A server that refuses to search by header: there are other ways to look.
            Err(failure) if failure.detail.is_some() => Ok(Vec::new()),
            Err(failure) => Err(failure),
        }
    }

    /// The marked message among those that came since, by SEARCH; where SEARCH does not know its header
    /// yet, by that one header line of the new messages alone.
    pub(crate) async fn find_new(
        &mut self,
        mark: &str,
        uid_next: Option<u32>,
    ) -> Result<Option<u32>, Failure> {
        if let Some(uid) = self.find(mark, uid_next).await?.first() {
            return Ok(Some(*uid));
        }
        let Some(from) = uid_next else {
            return Ok(None);
        };
        // `n:*` always names the last message, however old.
        let all = self.step(async |session| session.uid_search(format!("UID {from}:*")).await);
        let new: Vec<String> = all
            .await?
            .into_iter()
            .filter(|uid| *uid >= from)
            .map(|uid| uid.to_string())
            .collect();
        if new.is_empty() {
            return Ok(None);
        }
        self.marked(&new.join(","), mark).await
    }

    /// Which of these messages carries the mark, read from that one header line.
    async fn marked(&mut self, set: &str, mark: &str) -> Result<Option<u32>, Failure> {
        let query = format!("(UID BODY.PEEK[HEADER.FIELDS ({HEADER})])");
        let fetched: Vec<_> = self
            .step(async |session| {
                let stream = session.uid_fetch(set, query).await?;
                stream.try_collect().await
            })
            .await?;
        Ok(fetched.iter().find_map(|message| {
            let header = String::from_utf8_lossy(message.header()?).into_owned();
            message.uid.filter(|_| header.contains(mark))
        }))
    }

    /// The spam folder: by its special-use flag ([RFC 6154](https://www.rfc-editor.org/rfc/rfc6154)), else by name.
    pub(crate) async fn junk_folder(&mut self) -> Result<Option<Folder>, Failure> {
        let pattern = if self.has("SPECIAL-USE") && self.has("LIST-EXTENDED") {
            "\"*\" RETURN (SPECIAL-USE)"
        } else {
            "\"*\""
        };
        let folders: Vec<(String, bool)> = self
            .step(async |session| {
                let names = session.list(None, Some(pattern)).await?;
                names
                    .map_ok(|name| {
                        let flagged = name.attributes().contains(&NameAttribute::Junk);
                        (name.name().to_owned(), flagged)
                    })
                    .try_collect()
                    .await
            })
            .await?;
        let flagged = folders.iter().find(|(_, flagged)| *flagged);
        let named = || {
            folders.iter().find(|(name, _)| {
                let lower = name.to_lowercase();
                let last = lower.rsplit(['/', '.', '\\']).next().unwrap_or(&lower);
                JUNK_NAMES.contains(&last)
            })
        };
        Ok(flagged
            .or_else(named)
            .map(|(name, _)| Folder { name: name.clone() }))
    }

    /// Waits for news in the open folder, at most this long: by IDLE where offered, else by the clock.
    pub(crate) async fn wait(&mut self, bound: Duration) -> Result<(), Failure> {
        // Taken only where IDLE wants to own it: without a session the next look would fail.
        let owned = self.has("IDLE").then(|| self.signed_in.take()).flatten();
        let Some(session) = owned else {
            tokio::time::sleep(bound).await;
            return self.step(async |session| session.noop().await).await;
        };
        let context = self.context.clone();
        let mark = context.transcript.mark();
        let idle = async {
            let mut handle = session.idle();
            handle.init().await?;
            // The future ends early only when this source is dropped.
            let (news, source) = handle.wait_with_timeout(bound);
            drop(news.await?);
            drop(source);
            handle.done().await
        };
        let bounded = bound + context.network.bounds.step;
        let work = async { idle.await.map_err(|_| context.library_fault(mark)) };
        self.signed_in = Some(context.within(bounded, work).await?);
        Ok(())
    }

    /// Removes exactly this message from a folder: only if it carries the mark, by its UID alone.
    ///
    /// Without UIDPLUS an EXPUNGE would take along what others have flagged: it is sent only when
    /// nothing else is flagged; otherwise the message stays flagged as deleted.
    pub(crate) async fn remove(
        &mut self,
        folder: &str,
        uid: u32,
        mark: &str,
    ) -> Result<bool, Failure> {
        let _ = self
            .step(async |session| session.select(folder).await)
            .await?;
        let set = uid.to_string();
        if self.marked(&set, mark).await? != Some(uid) {
            return Ok(false);
        }
        self.step(async |session| {
            let changed = session.uid_store(&set, "+FLAGS.SILENT (\\Deleted)").await?;
            let _: Vec<_> = changed.try_collect().await?;
            Ok(())
        })
        .await?;
        let alone = if self.has("UIDPLUS") {
            true
        } else {
            let flagged = self
                .step(async |session| session.uid_search("DELETED").await)
                .await?;
            flagged.iter().all(|flagged| *flagged == uid)
        };
        let by_uid = self.has("UIDPLUS");
        if alone {
            self.step(async |session| {
                let _: Vec<u32> = if by_uid {
                    session.uid_expunge(&set).await?.try_collect().await?
                } else {
                    session.expunge().await?.try_collect().await?
                };
                Ok(())
            })
            .await?;
        }
        Ok(true)
    }
}
