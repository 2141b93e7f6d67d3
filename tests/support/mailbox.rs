//! A mailbox on the real servers, as the library sees it, and checks of it.

use std::sync::Arc;

use futures::StreamExt;
use home_station::{
    account::{Account, Encryption, Incoming, Login, PopOptions, Port, Protocol, Role, Server},
    backend::{CheckEvent, Report, Sides, TestEvent, TestOutcome},
    mail::{
        check::check,
        send::{Test, TestText, send_test},
        wire::Network,
    },
    secret::Secret,
};

use super::{
    dovecot::{Dovecot, User},
    postfix::Postfix,
};

/// A Dovecot and a Postfix for some people.
#[derive(Debug)]
pub struct Servers {
    // Stops first: it holds connections to the other.
    pub postfix: Postfix,
    pub dovecot: Dovecot,
}

impl Servers {
    pub fn start(users: &[User]) -> Self {
        let dovecot = Dovecot::start(users);
        let names: Vec<&str> = users.iter().map(|user| user.name).collect();
        let postfix = Postfix::start(&dovecot, &names);
        Self { postfix, dovecot }
    }

    /// The real world with the tests' authority trusted as well.
    pub fn network(&self) -> Network {
        Network::live().with_extra_roots(vec![self.dovecot.certificates.authority.der()])
    }

    /// How somebody signs in to both servers.
    pub fn login(&self, user: &User, incoming: Incoming, kinds: [Encryption; 2]) -> Login {
        let server = |port, encryption| Server {
            host: "localhost".parse().unwrap(),
            port: Port::try_from(port).unwrap(),
            encryption,
            user_name: user.address().parse().unwrap(),
            accepted_certificate: None,
        };
        let [first, second] = kinds;
        let protocol = Protocol::from(incoming);
        Login {
            account: Account {
                id: "home-station".parse().unwrap(),
                role: Role::HomeStation,
                provider: "other".to_owned(),
                display_name: "Estación Río".to_owned(),
                address: user.address().parse().unwrap(),
                reply_to: None,
                copy_to: None,
                protocol: incoming,
                incoming: server(self.dovecot.port(protocol, first), first),
                outgoing: server(self.postfix.port(second), second),
                server_timeout: 300,
                pop: PopOptions::default(),
                proven: None,
            },
            secret: Secret::new(user.password.to_owned()),
        }
    }
}

/// Every way to read and send: IMAP and POP3, each encryption on each side.
pub fn combinations() -> Vec<(Incoming, [Encryption; 2])> {
    let kinds = [Encryption::ImplicitTls, Encryption::StartTls];
    let mut all = Vec::new();
    for incoming in [Incoming::Imap, Incoming::Pop3] {
        for first in kinds {
            all.extend(kinds.map(|second| (incoming, [first, second])));
        }
    }
    all
}

/// Runs a check to its end.
pub async fn checked(login: Login, network: Network) -> Report {
    let mut events = check(login, Sides::Both, Arc::new(network));
    while let Some(event) = events.next().await {
        if let CheckEvent::Finished(report) = event {
            return report;
        }
    }
    panic!("a check ends with its report");
}

/// Sends a test mail to oneself and watches for it.
pub async fn tested(from: Login, watch: Login, network: Network) -> TestOutcome {
    let words = TestText {
        subject: "Prueba".to_owned(),
        body: "¿Llegó?\n".to_owned(),
    };
    let mail = Test {
        to: watch.account.address.clone(),
        from,
        text: words,
        watch: Some(watch),
    };
    let mut events = send_test(mail, Arc::new(network));
    while let Some(event) = events.next().await {
        if let TestEvent::Finished(outcome) = event {
            return outcome;
        }
    }
    panic!("a test ends with its outcome");
}
