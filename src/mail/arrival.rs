//! Watching for a test mail, and removing it again: that one message and nothing else.
//!
//! Only messages that came after the watch was prepared are looked at, by their header alone.

use std::{collections::HashSet, panic::AssertUnwindSafe, time::Duration};

use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use futures::FutureExt;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::{
    connect::Steps,
    fault::Endpoint,
    imap::{self, Folder},
    pop,
    wire::Network,
};
use crate::{
    account::{Incoming, Login},
    backend::FoundMessage,
    failure::{Cause, Failure, Stage},
};

/// The name under which a POP3 mailbox is told.
const POP_FOLDER: &str = "INBOX";

/// Where a test mail was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    /// The folder as the server writes it.
    pub folder: String,
    /// Whether that is the spam folder.
    pub spam: bool,
    /// IMAP UID or POP3 UIDL.
    pub unique_id: String,
}

/// A mailbox whose contents were noted before the test mail was sent.
#[derive(Debug)]
pub struct Watcher(Kind);

#[derive(Debug)]
enum Kind {
    Imap {
        session: Box<imap::Session>,
        uid_next: Option<u32>,
        junk: Option<Folder>,
    },
    Pop3 {
        login: Box<Login>,
        known: HashSet<String>,
        pause: Duration,
    },
}

impl Watcher {
    /// Signs in and notes what is there.
    ///
    /// # Errors
    /// The failure of the stage that did not pass.
    pub async fn prepare(login: &Login, network: &Network) -> Result<Self, Failure> {
        let (endpoint, steps) = (Endpoint::incoming(&login.account), Steps::silent());
        let prepare = async {
            match login.account.protocol {
                Incoming::Imap => {
                    let mut session =
                        imap::Session::open(endpoint, &login.secret, network, &steps).await?;
                    steps.start(Stage::Arrival);
                    let junk = session.junk_folder().await.unwrap_or(None);
                    let uid_next = session.examine("INBOX").await?.uid_next;
                    Ok(Self(Kind::Imap {
                        session: Box::new(session),
                        uid_next,
                        junk,
                    }))
                }
                Incoming::Pop3 => {
                    let mut session =
                        pop::Session::open(endpoint, &login.secret, network, &steps).await?;
                    steps.start(Stage::Arrival);
                    let (_, listed) = session.list().await?;
                    let announced = session.login_delay().map(Duration::from_secs);
                    let pause = announced.unwrap_or_default().max(network.bounds.look);
                    session.farewell().await;
                    Ok(Self(Kind::Pop3 {
                        login: Box::new(login.clone()),
                        known: listed
                            .into_iter()
                            .map(|message| message.unique_id)
                            .collect(),
                        pause,
                    }))
                }
            }
        };
        match timeout(network.bounds.side, prepare).await {
            Ok(result) => result,
            Err(_) => Err(Failure::new(
                Cause::ConnectionTimedOut,
                login.account.protocol.into(),
                Stage::Arrival,
            )),
        }
    }

    /// How long the server makes wait for the next sign-in, if that is longer than arrival is watched
    /// for.
    pub fn too_soon(&self, network: &Network) -> Option<Duration> {
        match &self.0 {
            Kind::Imap { .. } => None,
            Kind::Pop3 { pause, .. } => (*pause >= network.bounds.arrival).then_some(*pause),
        }
    }

    /// Looks until the message with this mark is there, within the bound. None: not seen, for whatever
    /// reason, which is no failure of the mail.
    pub async fn watch(self, mark: &str, network: &Network) -> Option<Sighting> {
        let until = Instant::now() + network.bounds.arrival;
        match self.0 {
            Kind::Imap {
                session,
                uid_next,
                junk,
            } => {
                // async-imap panics at `A1 BAD` without a text in answer to IDLE.
                let look = AssertUnwindSafe(by_imap(*session, uid_next, junk, mark, network));
                timeout_at(until, look.catch_unwind())
                    .await
                    .ok()?
                    .ok()?
                    .ok()
            }
            Kind::Pop3 {
                login,
                known,
                pause,
            } => {
                let look = by_pop(&login, known, pause, mark, network);
                timeout_at(until, look).await.ok()?
            }
        }
    }
}

async fn by_imap(
    mut session: imap::Session,
    uid_next: Option<u32>,
    junk: Option<Folder>,
    mark: &str,
    network: &Network,
) -> Result<Sighting, Failure> {
    loop {
        if let Some(uid) = session.find_new(mark, uid_next).await? {
            session.farewell().await;
            return Ok(Sighting {
                folder: "INBOX".to_owned(),
                spam: false,
                unique_id: uid.to_string(),
            });
        }
        if let Some(junk) = &junk {
            let _ = session.examine(&junk.name).await?;
            if let Some(uid) = session.find(mark, None).await?.first() {
                session.farewell().await;
                return Ok(Sighting {
                    folder: junk.name.clone(),
                    spam: true,
                    unique_id: uid.to_string(),
                });
            }
            let _ = session.examine("INBOX").await?;
            // It may have come while the other folder was open.
            if let Some(uid) = session.find_new(mark, uid_next).await? {
                session.farewell().await;
                return Ok(Sighting {
                    folder: "INBOX".to_owned(),
                    spam: false,
                    unique_id: uid.to_string(),
                });
            }
        }
        session.wait(network.bounds.look).await?;
    }
}

async fn by_pop(
    login: &Login,
    mut known: HashSet<String>,
    pause: Duration,
    mark: &str,
    network: &Network,
) -> Option<Sighting> {
    loop {
        sleep(pause).await;
        match look_by_pop(login, &mut known, mark, network).await {
            Ok(Some(unique_id)) => {
                return Some(Sighting {
                    folder: POP_FOLDER.to_owned(),
                    spam: false,
                    unique_id,
                });
            }
            // A refused secret is not sent again; anything else (another client in the mailbox) may pass.
            Err(failure) if failure.cause.refuses_sign_in() => return None,
            Ok(None) | Err(_) => {}
        }
    }
}

/// One sign-in: the headers of those messages alone that were not there before.
async fn look_by_pop(
    login: &Login,
    known: &mut HashSet<String>,
    mark: &str,
    network: &Network,
) -> Result<Option<String>, Failure> {
    let endpoint = Endpoint::incoming(&login.account);
    let steps = Steps::silent();
    let mut session = pop::Session::open(endpoint, &login.secret, network, &steps).await?;
    steps.start(Stage::Arrival);
    let (_, listed) = session.list().await?;
    let mut found = None;
    for message in listed {
        if !known.contains(&message.unique_id) {
            if session.carries(&message, mark).await? {
                found = Some(message.unique_id);
                break;
            }
            let _ = known.insert(message.unique_id);
        }
    }
    session.farewell().await;
    Ok(found)
}

/// Removes exactly this message, if it is still there and carries its mark.
///
/// # Errors
/// The failure of the stage that did not pass; a LevelSender's POP3 mailbox is never changed.
pub async fn remove_test(
    login: &Login,
    message: &FoundMessage,
    network: &Network,
) -> Result<(), Failure> {
    let (endpoint, steps) = (Endpoint::incoming(&login.account), Steps::silent());
    let protocol = endpoint.protocol;
    let failure = |cause| Failure::new(cause, protocol, Stage::Arrival);
    let remove = async {
        match login.account.protocol {
            Incoming::Imap => {
                let uid = message
                    .unique_id
                    .parse()
                    .map_err(|_| failure(Cause::Unknown))?;
                let mut session =
                    imap::Session::open(endpoint, &login.secret, network, &steps).await?;
                steps.start(Stage::Arrival);
                let _ = session.remove(&message.folder, uid, &message.mark).await?;
                session.farewell().await;
            }
            Incoming::Pop3 if login.account.role.is_level_sender() => {
                return Err(failure(Cause::ProtocolDisabled));
            }
            Incoming::Pop3 => {
                let session = pop::Session::open(endpoint, &login.secret, network, &steps).await?;
                steps.start(Stage::Arrival);
                let _ = session.remove(&message.unique_id, &message.mark).await?;
            }
        }
        Ok(())
    };
    match timeout(network.bounds.side, remove).await {
        Ok(result) => result,
        Err(_) => Err(failure(Cause::ConnectionTimedOut)),
    }
}

/// A folder's name for people: modified UTF-7 ([RFC 3501](https://www.rfc-editor.org/rfc/rfc3501#section-5.1.3)) decoded.
pub(crate) fn shown(folder: &str) -> String {
    let mut shown = String::with_capacity(folder.len());
    let mut rest = folder;
    while let Some((plain, coded)) = rest.split_once('&') {
        shown.push_str(plain);
        let Some((coded, after)) = coded.split_once('-') else {
            return folder.to_owned();
        };
        if coded.is_empty() {
            shown.push('&');
        } else {
            let Some(text) = decoded(coded) else {
                return folder.to_owned();
            };
            shown.push_str(&text);
        }
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// Base64 with a comma for the slash, of UTF-16.
fn decoded(coded: &str) -> Option<String> {
    if coded.contains('/') {
        return None;
    }
    let bytes = STANDARD_NO_PAD.decode(coded.replace(',', "/")).ok()?;
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
pub(crate) fn test_account() -> crate::account::Account {
    use crate::account::{Account, Encryption, Port, Role, Server};
    let server = |port, encryption| Server {
        host: "localhost".parse().unwrap(),
        port: Port::try_from(port).unwrap(),
        encryption,
        user_name: "ana@example.org".parse().unwrap(),
        accepted_certificate: None,
    };
    Account {
        id: Role::HomeStation.default_id(),
        role: Role::HomeStation,
        provider: "other".to_owned(),
        display_name: "Estación Ñu".to_owned(),
        address: "ana@example.org".parse().unwrap(),
        reply_to: Some("office@example.org".parse().unwrap()),
        copy_to: None,
        protocol: Incoming::Imap,
        incoming: server(993, Encryption::ImplicitTls),
        outgoing: server(465, Encryption::ImplicitTls),
        server_timeout: 300,
        pop: crate::account::PopOptions::default(),
        proven: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_names_are_shown_decoded() {
        assert_eq!(shown("[Gmail]/Spam"), "[Gmail]/Spam");
        assert_eq!(shown("Entw&APw-rfe"), "Entwürfe");
        assert_eq!(shown("A &- B"), "A & B");
        assert_eq!(shown("broken &x"), "broken &x");
    }
}
