//! POP3, signed in: async-pop behind an adapter, over a stream that is already encrypted and greeted.
//!
//! Nothing here can take a message away: there is no RETR, and DELE only in
//! [`Session::remove`], for one message of this program that proved its mark.

mod pipe;

use std::panic::AssertUnwindSafe;

use async_pop::{error::Result as PopResult, response::types::DataType, sasl::PlainAuthenticator};
use futures::FutureExt;

use self::pipe::{Pipe, Taken};
use super::{
    connect::{self, Connection, Context, Steps, farewell},
    fault::{Endpoint, Fault},
    wire::{Network, Stream},
};
use crate::{
    failure::{Failure, Stage},
    secret::{Secret, SecretError},
};

type Client = async_pop::Client<Pipe>;

/// A signed-in POP3 session. Dropping it closes the connection at once; [`Session::farewell`] says QUIT.
pub struct Session {
    context: Context,
    client: Client,
    taken: Taken,
    capabilities: Vec<String>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Session")
            .field("capabilities", &self.capabilities)
            .finish_non_exhaustive()
    }
}

/// One message in a POP3 mailbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its number in this session.
    pub number: usize,
    /// Its unique id over all sessions.
    pub unique_id: String,
}

impl Session {
    /// Connects and signs in.
    ///
    /// # Errors
    /// The failure of the stage that did not pass.
    pub async fn open(
        endpoint: Endpoint,
        secret: &Secret,
        network: &Network,
        steps: &Steps,
    ) -> Result<Self, Failure> {
        Self::sign_in(connect::open(endpoint, network, steps).await?, secret).await
    }

    /// Signs in on a greeted connection, once: CAPA, USER, PASS.
    ///
    /// # Errors
    /// The server's refusal, or what broke the sign-in.
    pub async fn sign_in(connection: Connection, secret: &Secret) -> Result<Self, Failure> {
        let Connection {
            context, stream, ..
        } = connection;
        context.steps.start(Stage::Login);
        let bound = context.network.bounds.login;
        let taken = Taken::default();
        let work = sign_in(&context, stream, taken.clone(), secret);
        let (client, capabilities) = context.within(bound, work).await?;
        context.transcript.signed_in();
        Ok(Self {
            context,
            client,
            taken,
            capabilities,
        })
    }

    /// The least time between two sign-ins, in seconds, where the server announces one
    /// ([RFC 2449](https://www.rfc-editor.org/rfc/rfc2449#section-6.5)).
    pub fn login_delay(&self) -> Option<u64> {
        self.capabilities.iter().find_map(|capability| {
            let rest = capability.strip_prefix("LOGIN-DELAY ")?;
            rest.split_ascii_whitespace().next()?.parse().ok()
        })
    }

    /// Looks at the mailbox without taking anything: STAT, UIDL. Returns the number of messages.
    ///
    /// # Errors
    /// The failure of the stage `mailbox`.
    pub async fn look(&mut self) -> Result<usize, Failure> {
        self.context.steps.start(Stage::Mailbox);
        let (count, _) = self.list().await?;
        Ok(count)
    }

    /// The number of messages, and the unique ids of all of them.
    ///
    /// # Errors
    /// The failure of the running stage.
    pub async fn list(&mut self) -> Result<(usize, Vec<Listed>), Failure> {
        let stat = self.step(async |client| client.stat().await).await?;
        let count: usize = stat.counter().value().unwrap_or_default();
        match self.step(async |client| client.uidl(None).await).await {
            Ok(_) => {}
            // UIDL is optional; a server that never announced it may refuse it.
            Err(failure) if !self.knows("UIDL") && failure.detail.is_some() => {
                return Ok((count, Vec::new()));
            }
            Err(failure) => return Err(failure),
        }
        let mut listed = Vec::with_capacity(count.min(100_000));
        for line in self.taken.take() {
            let mut words = line.split_ascii_whitespace();
            let number = words.next().and_then(|word| word.parse().ok());
            let (Some(number), Some(unique_id)) = (number, words.next()) else {
                return Err(self.context.fail(Fault::Violation(line)));
            };
            listed.push(Listed {
                number,
                unique_id: unique_id.to_owned(),
            });
        }
        Ok((count, listed))
    }

    /// Whether the header of a message carries this mark: TOP with no line of the body.
    ///
    /// # Errors
    /// The failure of the running stage.
    pub async fn carries(&mut self, message: &Listed, mark: &str) -> Result<bool, Failure> {
        let _ = self
            .step(async |client| client.top(message.number, 0).await)
            .await?;
        let name = crate::mail::send::MARK_HEADER;
        Ok(self.taken.take().iter().any(|line| {
            line.split_once(':')
                .is_some_and(|(key, value)| key.eq_ignore_ascii_case(name) && value.trim() == mark)
        }))
    }

    /// Removes the message with this unique id if it carries the mark, and nothing else. The removal is
    /// done when the server has answered QUIT. Only for a Home Station's mailbox.
    ///
    /// # Errors
    /// The failure of the running stage.
    pub async fn remove(mut self, unique_id: &str, mark: &str) -> Result<bool, Failure> {
        let (_, listed) = self.list().await?;
        let found = listed
            .into_iter()
            .find(|message| message.unique_id == unique_id);
        let Some(message) = found else {
            self.farewell().await;
            return Ok(false);
        };
        if !self.carries(&message, mark).await? {
            self.farewell().await;
            return Ok(false);
        }
        let _ = self
            .step(async |client| client.dele(message.number).await)
            .await?;
        let _ = self.step(async |client| client.quit().await).await?;
        Ok(true)
    }

    /// Says QUIT; its answer is waited for in the background.
    pub async fn farewell(self) {
        let mut client = self.client;
        farewell(&self.context.network, async move {
            drop(contained(client.quit()).await);
        })
        .await;
    }

    fn knows(&self, capability: &str) -> bool {
        self.capabilities.iter().any(|known| known == capability)
    }

    async fn step<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut Client) -> PopResult<T>,
    ) -> Result<T, Failure> {
        let context = &self.context;
        let mark = context.transcript.mark();
        let work = async {
            match contained(work(&mut self.client)).await {
                Some(Ok(value)) => Ok(value),
                Some(Err(_)) | None => Err(context.library_fault(mark)),
            }
        };
        context.within(context.network.bounds.step, work).await
    }
}

/// Keeps a panic of the library inside: an invalid answer of more than 2,048 bytes makes its next
/// command slice out of range.
async fn contained<T>(work: impl Future<Output = T>) -> Option<T> {
    AssertUnwindSafe(work).catch_unwind().await.ok()
}

async fn sign_in(
    context: &Context,
    mut stream: Stream,
    taken: Taken,
    secret: &Secret,
) -> Result<(Client, Vec<String>), Fault> {
    let secret = secret.sendable().map_err(Fault::Unsendable)?;
    let user_name = context.endpoint.user_name.clone();
    if user_name.chars().any(char::is_control) {
        return Err(Fault::Unsendable(SecretError::ControlCharacter));
    }
    let capabilities = ask(context, &mut stream).await?;
    let mechanisms = mechanisms(&capabilities);
    let user = capabilities.is_empty() || capabilities.iter().any(|known| known == "USER");
    let plain = mechanisms.iter().any(|mechanism| mechanism == "PLAIN");
    if !user
        && !plain
        && mechanisms
            .iter()
            .any(|mechanism| mechanism.contains("OAUTH"))
    {
        return Err(Fault::NoPassword(mechanisms));
    }
    let mark = context.transcript.mark();
    context.transcript.allow_continuations(0);
    let work = async {
        let mut client = async_pop::new(Pipe::new(stream, taken)).await?;
        if !user && plain {
            drop(
                client
                    .auth(PlainAuthenticator::new(user_name, secret.expose()))
                    .await?,
            );
        } else {
            drop(client.login(user_name, secret.expose()).await?);
        }
        PopResult::Ok(client)
    };
    match contained(work).await {
        Some(Ok(client)) => Ok((client, capabilities)),
        Some(Err(_)) | None => Err(context.library_fault(mark)),
    }
}

/// The mechanisms of the SASL line.
fn mechanisms(capabilities: &[String]) -> Vec<String> {
    capabilities
        .iter()
        .filter_map(|capability| capability.strip_prefix("SASL "))
        .flat_map(str::split_ascii_whitespace)
        .map(str::to_owned)
        .collect()
}

/// Asks for the capabilities by ourselves, in upper case; none where the server knows no CAPA.
async fn ask(context: &Context, stream: &mut Stream) -> Result<Vec<String>, Fault> {
    let mark = context.transcript.mark();
    let lost = |_| context.fault_since(mark, Fault::Closed);
    stream.send("CAPA").await.map_err(lost)?;
    let status = stream.read_line().await.map_err(lost)?;
    if status.starts_with("-ERR") {
        return Ok(Vec::new());
    }
    if !status.starts_with("+OK") {
        return Err(Fault::Violation(status));
    }
    let mut capabilities = Vec::new();
    loop {
        let line = stream.read_line().await.map_err(lost)?;
        if line == "." {
            return Ok(capabilities);
        }
        capabilities.push(line.trim().to_ascii_uppercase());
    }
}
