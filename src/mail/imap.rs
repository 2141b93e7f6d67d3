//! IMAP, signed in: async-imap over a stream that is already encrypted and greeted.
//!
//! The sign-in costs one round trip: AUTHENTICATE PLAIN with its initial response where the server's
//! capabilities tell of it ([RFC 4959](https://www.rfc-editor.org/rfc/rfc4959)), else LOGIN. One
//! mechanism, one try. Referrals are shown and never followed.

mod capabilities;
mod look;
mod newest;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use self::capabilities::Capabilities;
pub use self::{look::Folder, newest::Headline};
use super::{
    connect::{self, Connection, Context, Steps, farewell},
    fault::{Endpoint, Fault},
    wire::{Network, Stream},
};
use crate::{
    failure::{Failure, Stage},
    secret::Secret,
};

/// Tag of the one command asked by ourselves after TLS.
const TAG: &str = "caps1";

/// A signed-in IMAP session. Dropping it closes the connection at once.
#[derive(Debug)]
pub struct Session {
    context: Context,
    /// Away while IDLE holds it.
    signed_in: Option<async_imap::Session<Stream>>,
    capabilities: Capabilities,
}

/// What EXAMINE or SELECT told of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Messages in it.
    pub exists: u32,
    /// The UID the next message will get, if told.
    pub uid_next: Option<u32>,
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

    /// Signs in on a greeted connection, once.
    ///
    /// # Errors
    /// The server's refusal, or what broke the sign-in.
    pub async fn sign_in(connection: Connection, secret: &Secret) -> Result<Self, Failure> {
        let Connection {
            context,
            stream,
            greeting,
            greeted_in_clear,
        } = connection;
        context.steps.start(Stage::Login);
        let told = if greeted_in_clear {
            // RFC 3501, 6.2.1: what was told before TLS is discarded.
            None
        } else {
            Capabilities::told_by(&greeting)
        };
        let bound = context.network.bounds.login;
        let work = sign_in(&context, stream, told, secret);
        let (session, capabilities) = context.within(bound, work).await?;
        context.transcript.signed_in();
        Ok(Self {
            context,
            signed_in: Some(session),
            capabilities,
        })
    }

    /// Opens INBOX read-only: no flag is touched.
    ///
    /// # Errors
    /// The failure of the stage `mailbox`.
    pub async fn examine_inbox(&mut self) -> Result<Opened, Failure> {
        self.context.steps.start(Stage::Mailbox);
        self.examine("INBOX").await
    }

    /// Says LOGOUT; its answer is waited for in the background.
    pub async fn farewell(self) {
        if let Some(mut session) = self.signed_in {
            farewell(&self.context.network, async move {
                drop(session.logout().await);
            })
            .await;
        }
    }
}

async fn sign_in(
    context: &Context,
    mut stream: Stream,
    told: Option<Capabilities>,
    secret: &Secret,
) -> Result<(async_imap::Session<Stream>, Capabilities), Fault> {
    let secret = secret.sendable().map_err(Fault::Unsendable)?;
    let user_name = context.endpoint.user_name.as_str();
    if user_name.chars().any(char::is_control) {
        return Err(Fault::Unsendable(
            crate::secret::SecretError::ControlCharacter,
        ));
    }
    let capabilities = match told {
        Some(capabilities) => capabilities,
        None => ask(context, &mut stream).await?,
    };
    let plain = capabilities.has("AUTH=PLAIN");
    if !plain && capabilities.has("LOGINDISABLED") {
        return Err(Fault::NoPassword(capabilities.mechanisms()));
    }
    let transcript = context.transcript.clone();
    let mark = transcript.mark();
    let client = async_imap::Client::new(stream);
    let at_once = plain && capabilities.has("SASL-IR");
    // A quoted string is ASCII; only PLAIN is defined for other passwords.
    let in_two_steps = plain && (capabilities.has("LOGINDISABLED") || !secret.expose().is_ascii());
    let result = if at_once {
        transcript.allow_continuations(0);
        let mechanism = format!(
            "PLAIN {}",
            STANDARD.encode(plain_response(user_name, secret))
        );
        client.authenticate(mechanism, Answer(Vec::new())).await
    } else if in_two_steps {
        transcript.allow_continuations(1);
        let answer = Answer(plain_response(user_name, secret));
        client.authenticate("PLAIN", answer).await
    } else {
        transcript.allow_continuations(0);
        client.login(user_name, secret.expose()).await
    };
    match result {
        Ok(session) => {
            let lines = transcript.since(mark);
            let now = Capabilities::told_by(&lines).unwrap_or(capabilities);
            Ok((session, now))
        }
        Err((_, client)) => {
            drop(client);
            Err(context.library_fault(mark))
        }
    }
}

/// Asks for the capabilities, because the greeting did not tell them.
async fn ask(context: &Context, stream: &mut Stream) -> Result<Capabilities, Fault> {
    let mark = context.transcript.mark();
    let lost = |_| context.fault_since(mark, Fault::Closed);
    stream
        .send(&format!("{TAG} CAPABILITY"))
        .await
        .map_err(lost)?;
    loop {
        let line = stream.read_line().await.map_err(lost)?;
        if line.starts_with(TAG) {
            let lines = context.transcript.since(mark);
            return Ok(Capabilities::told_by(&lines).unwrap_or_default());
        }
        if line.to_ascii_uppercase().starts_with("* BYE") {
            return Err(Fault::Refused(line));
        }
        if !line.starts_with("* ") {
            return Err(Fault::Violation(line));
        }
    }
}

/// [RFC 4616](https://www.rfc-editor.org/rfc/rfc4616)
fn plain_response(user_name: &str, secret: &Secret) -> Vec<u8> {
    [
        b"\0",
        user_name.as_bytes(),
        b"\0",
        secret.expose().as_bytes(),
    ]
    .concat()
}

/// The one answer to the server's one challenge.
struct Answer(Vec<u8>);

impl async_imap::Authenticator for Answer {
    type Response = Vec<u8>;

    fn process(&mut self, _challenge: &[u8]) -> Vec<u8> {
        std::mem::take(&mut self.0)
    }
}
