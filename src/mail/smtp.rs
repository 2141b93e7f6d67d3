//! Submission, signed in: lettre's connection, step by step, over a stream that is already encrypted.
//!
//! MAIL and RCPT go out in one piece where the server takes it
//! ([RFC 2920](https://www.rfc-editor.org/rfc/rfc2920)), which saves a round trip.

use std::net::{Ipv4Addr, SocketAddr};

use lettre::transport::smtp::{
    authentication::{Credentials, Mechanism},
    client::{AsyncSmtpConnection, AsyncTokioStream},
    extension::ClientId,
};

use super::{
    connect::{self, Connection, Context, Steps, farewell},
    fault::{Endpoint, Fault},
    wire::{Network, Stream},
};
use crate::{
    account::Address,
    failure::{Failure, Stage},
    secret::{Secret, SecretError},
};

impl AsyncTokioStream for Stream {
    fn peer_addr(&self) -> std::io::Result<SocketAddr> {
        Err(std::io::ErrorKind::Unsupported.into())
    }
}

/// A greeted submission connection, before or after the sign-in. Dropping it closes it at once.
pub struct Session {
    context: Context,
    connection: AsyncSmtpConnection,
    /// The lines of the answer to EHLO, in upper case.
    extensions: Vec<String>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Session")
            .field("extensions", &self.extensions)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Connects up to and including the answer to EHLO. Nothing secret is sent.
    ///
    /// # Errors
    /// The failure of the stage that did not pass.
    pub async fn open(
        endpoint: Endpoint,
        network: &Network,
        steps: &Steps,
    ) -> Result<Self, Failure> {
        let Connection {
            context,
            mut stream,
            greeting,
            greeted_in_clear,
        } = connect::open(endpoint, network, steps).await?;
        // lettre insists on reading a greeting. After STARTTLS the one read in the clear is forgotten.
        match greeting.last() {
            Some(line) if !greeted_in_clear => stream.replay(line),
            Some(_) | None => stream.replay("220 ready"),
        }
        let mark = context.transcript.mark();
        let hello = ClientId::Ipv4(Ipv4Addr::LOCALHOST);
        let work = async {
            AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)
                .await
                .map_err(|_| context.library_fault(mark))
        };
        let connection = context.within(network.bounds.greeting, work).await?;
        let extensions = context
            .transcript
            .since(mark)
            .iter()
            .filter_map(|line| line.get(4..))
            .map(|line| line.trim().to_ascii_uppercase())
            .collect();
        Ok(Self {
            context,
            connection,
            extensions,
        })
    }

    /// The server as connected.
    pub const fn endpoint(&self) -> &Endpoint {
        &self.context.endpoint
    }

    /// Where this session reports its stages.
    pub const fn steps(&self) -> &Steps {
        &self.context.steps
    }

    /// Signs in, once, by PLAIN or else LOGIN.
    ///
    /// # Errors
    /// The server's refusal, or what broke the sign-in.
    pub async fn sign_in(&mut self, secret: &Secret) -> Result<(), Failure> {
        self.context.steps.start(Stage::Login);
        let offered = self.mechanisms();
        let context = &self.context;
        let mark = context.transcript.mark();
        let work = async {
            let secret = secret.sendable().map_err(Fault::Unsendable)?;
            let user_name = context.endpoint.user_name.clone();
            if user_name.chars().any(char::is_control) {
                return Err(Fault::Unsendable(SecretError::ControlCharacter));
            }
            let wanted = [Mechanism::Plain, Mechanism::Login];
            let mechanism = self.connection.server_info().get_auth_mechanism(&wanted);
            let mechanism = mechanism.ok_or(Fault::NoPassword(offered))?;
            // Each continuation is answered with user name or password: never more than LOGIN's two.
            let continuations = if mechanism == Mechanism::Login { 2 } else { 0 };
            context.transcript.allow_continuations(continuations);
            let credentials = Credentials::new(user_name, secret.expose().to_owned());
            let result = self.connection.auth(&[mechanism], &credentials).await;
            drop(result.map_err(|_| context.library_fault(mark))?);
            Ok(())
        };
        context.within(context.network.bounds.login, work).await?;
        self.context.transcript.signed_in();
        Ok(())
    }

    /// Names sender and recipients; each is accepted or refused by the server. Nothing is sent yet.
    ///
    /// # Errors
    /// The failure of the stage `mail-from` or `rcpt`.
    pub async fn envelope(&mut self, from: &Address, to: &[&Address]) -> Result<(), Failure> {
        self.context.steps.start(Stage::MailFrom);
        let international =
            !from.as_str().is_ascii() || to.iter().any(|to| !to.as_str().is_ascii());
        let parameter = if international && self.offers("SMTPUTF8") {
            " SMTPUTF8"
        } else {
            ""
        };
        let mail = format!("MAIL FROM:<{from}>{parameter}\r\n");
        let rcpts = to.iter().map(|to| format!("RCPT TO:<{to}>\r\n"));
        let mark = self.context.transcript.mark();
        if self.offers("PIPELINING") {
            self.command(mark, std::iter::once(mail).chain(rcpts).collect())
                .await?;
            self.context.steps.start(Stage::Rcpt);
            for _ in to {
                self.reply(mark).await?;
            }
        } else {
            self.command(mark, mail).await?;
            self.context.steps.start(Stage::Rcpt);
            for rcpt in rcpts {
                let mark = self.context.transcript.mark();
                self.command(mark, rcpt).await?;
            }
        }
        Ok(())
    }

    /// Sends the message to the recipients named before.
    ///
    /// # Errors
    /// The failure of the stage `data`.
    pub async fn data(&mut self, message: &[u8]) -> Result<(), Failure> {
        self.context.steps.start(Stage::Data);
        let mark = self.context.transcript.mark();
        self.command(mark, "DATA\r\n".to_owned()).await?;
        let context = &self.context;
        let work = async {
            let result = self.connection.message(message).await;
            drop(result.map_err(|_| context.library_fault(mark))?);
            Ok(())
        };
        // The server may look at the message for spam before it answers.
        context.within(context.network.bounds.login, work).await
    }

    /// Takes the envelope back and says QUIT; the answers are waited for in the background.
    pub async fn farewell(self) {
        let mut connection = self.connection;
        farewell(&self.context.network, async move {
            drop(connection.command("RSET\r\nQUIT\r\n").await);
            drop(connection.read_response().await);
        })
        .await;
    }

    fn offers(&self, extension: &str) -> bool {
        self.extensions.iter().any(|line| line == extension)
    }

    /// The mechanisms of the AUTH line.
    fn mechanisms(&self) -> Vec<String> {
        self.extensions
            .iter()
            .filter_map(|line| line.strip_prefix("AUTH"))
            .flat_map(|list| list.split([' ', '=']))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    }

    async fn command(&mut self, mark: usize, command: String) -> Result<(), Failure> {
        let context = &self.context;
        let work = async {
            let result = self.connection.command(command).await;
            drop(result.map_err(|_| context.library_fault(mark))?);
            Ok(())
        };
        context.within(context.network.bounds.step, work).await
    }

    async fn reply(&mut self, mark: usize) -> Result<(), Failure> {
        let context = &self.context;
        let work = async {
            let result = self.connection.read_response().await;
            drop(result.map_err(|_| context.library_fault(mark))?);
            Ok(())
        };
        context.within(context.network.bounds.step, work).await
    }
}
