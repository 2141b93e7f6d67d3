//! The outgoing side: sign in, have sender and recipient accepted, take both back.
//!
//! Of 465 and 587 many networks let only one through. When the given one is refused, or silent for
//! three seconds, the other is tried beside it, up to the greeting; the password goes to one connection.

use std::{
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
};

use futures::future::{Either, select};
use tokio::time::sleep;

use super::{Proof, Teller};
use crate::{
    account::{Login, Protocol},
    backend::CheckEvent,
    failure::{Cause, Failure, Stage},
    mail::{
        connect::{Step, Steps},
        fault::Endpoint,
        smtp::Session,
        wire::Network,
    },
};

pub(super) async fn prove(
    login: &Login,
    network: &Network,
    teller: &Teller,
    steps: &Steps,
) -> Proof {
    let endpoint = Endpoint::outgoing(&login.account);
    let mut session = Box::pin(connect(endpoint, network, teller, steps)).await?;
    let server = session.endpoint().server.clone();
    steps.greeted(&[session.steps().greeting()]);
    session.sign_in(&login.secret).await?;
    let address = &login.account.address;
    session.envelope(address, &[address]).await?;
    session.steps().pass();
    session.farewell().await;
    Ok(server)
}

/// The endpoint on the other of the two standard ports.
fn other(endpoint: &Endpoint) -> Option<Endpoint> {
    let encryption = endpoint.server.encryption;
    let standard = endpoint.server.port == Protocol::Smtp.default_port(encryption);
    standard.then(|| endpoint.clone().with_encryption(encryption.other()))
}

/// Whether the other port may do better than this failure.
fn worth_another_port(failure: &Failure) -> bool {
    let early = matches!(
        failure.stage,
        Stage::Connect | Stage::Tls | Stage::Greeting | Stage::Starttls
    );
    early
        && matches!(
            failure.cause,
            Cause::ConnectionRefused
                | Cause::ConnectionTimedOut
                | Cause::ConnectionClosed
                | Cause::WrongPortOrProtocol
                | Cause::StarttlsRefused
        )
}

async fn connect(
    endpoint: Endpoint,
    network: &Network,
    teller: &Teller,
    steps: &Steps,
) -> Result<Session, Failure> {
    let Some(other) = other(&endpoint) else {
        return Session::open(endpoint, network, steps).await;
    };
    let mut given = pin!(Session::open(endpoint, network, steps));
    let patience = pin!(sleep(network.bounds.other_port));
    let early = match select(given.as_mut(), patience).await {
        Either::Left((Err(failure), _)) if worth_another_port(&failure) => Some(failure),
        Either::Left((result, _)) => return result,
        Either::Right(((), _)) => None,
    };
    let held = Held::new(teller.clone(), steps.clone());
    let other_steps = held.steps();
    let second = pin!(Session::open(other, network, &other_steps));
    let (failure, session) = match early {
        Some(failure) => (Some(failure), second.await),
        None => match select(given, second).await {
            Either::Left((Err(failure), second)) if worth_another_port(&failure) => {
                (Some(failure), second.await)
            }
            Either::Left((result, _)) => return result,
            Either::Right((Ok(session), _)) => (None, Ok(session)),
            Either::Right((Err(_), given)) => return given.await,
        },
    };
    match (session, failure) {
        (Ok(session), _) => {
            held.release(session.endpoint());
            Ok(session)
        }
        // The person is told of the server they gave.
        (Err(_), Some(failure)) | (Err(failure), None) => Err(failure),
    }
}

/// Keeps the second ladder's events back until that server is the one in use.
#[derive(Clone)]
struct Held {
    teller: Teller,
    main: Steps,
    steps: Arc<Mutex<Option<Vec<Step>>>>,
}

impl Held {
    fn new(teller: Teller, main: Steps) -> Self {
        Self {
            teller,
            main,
            steps: Arc::new(Mutex::new(Some(Vec::new()))),
        }
    }

    fn steps(&self) -> Steps {
        let held = self.clone();
        Steps::new(move |step| {
            let mut kept = held.steps.lock().unwrap_or_else(PoisonError::into_inner);
            match kept.as_mut() {
                Some(kept) => kept.push(step),
                None => held.tell(step),
            }
        })
    }

    fn release(&self, endpoint: &Endpoint) {
        let kept = self
            .steps
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.teller.tell(CheckEvent::ServerChanged {
            side: self.teller.side,
            server: endpoint.server.clone(),
        });
        for step in kept.into_iter().flatten() {
            self.tell(step);
        }
    }

    fn tell(&self, step: Step) {
        if let Step::Started(stage) = step {
            self.main.note(stage);
        }
        self.teller.step(step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::{Encryption, Port, Server};

    #[test]
    fn only_the_standard_ports_have_another() {
        let endpoint = |port, encryption| Endpoint {
            protocol: Protocol::Smtp,
            server: Server {
                host: "smtp.example.org".parse().unwrap(),
                port: Port::try_from(port).unwrap(),
                encryption,
                user_name: "ana".parse().unwrap(),
                accepted_certificate: None,
            },
            user_name: "ana".to_owned(),
            provider: "other".to_owned(),
            level_sender: false,
        };
        let other_port = |port, encryption| {
            other(&endpoint(port, encryption)).map(|other| other.server.port.get())
        };
        assert_eq!(other_port(465, Encryption::ImplicitTls), Some(587));
        assert_eq!(other_port(587, Encryption::StartTls), Some(465));
        assert_eq!(other_port(587, Encryption::ImplicitTls), None);
        assert_eq!(other_port(4465, Encryption::ImplicitTls), None);
    }
}
