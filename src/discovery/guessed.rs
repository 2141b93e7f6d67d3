//! The last source: usual names that answer as a mail server with a certificate valid for the name.
//!
//! A name that some wildcard record leads to a web server falls through: no greeting, no certificate.

use std::time::Duration;

use futures::{StreamExt as _, future::join3, stream};

use super::{Candidate, Discovered, Source, Sources};
use crate::{
    account::{Host, Incoming, Protocol, Server, UserName},
    mail::{
        connect::{self, Steps, farewell},
        fault::Endpoint,
        wire::{Bounds, Network},
    },
    provider::{self, GuessedServer},
};

/// Tries the usual names of all protocols at once.
pub(super) async fn of_domain(sources: &Sources, domain: &Host) -> Discovered {
    let seconds = Duration::from_secs;
    // Together under the deadline: a guess that is slow is no answer.
    let bounds = Bounds {
        name: seconds(2),
        connect: seconds(2),
        tls: seconds(2),
        greeting: seconds(2),
        starttls: seconds(2),
        ..sources.network.bounds
    };
    let network = sources.network.clone().with_bounds(bounds);
    let guesses = provider::guess(domain.as_str());
    let of = |protocol: Protocol| {
        let wanted = guesses
            .iter()
            .filter(move |guess| guess.protocol == protocol);
        best(&network, wanted.cloned().collect())
    };
    let (imap, pop3, smtp) =
        join3(of(Protocol::Imap), of(Protocol::Pop3), of(Protocol::Smtp)).await;
    let imap = imap.map(|candidate| (Incoming::Imap, candidate));
    let pop3 = pop3.map(|candidate| (Incoming::Pop3, candidate));
    Discovered {
        incoming: imap.into_iter().chain(pop3).collect(),
        outgoing: smtp.into_iter().collect(),
        ..Discovered::default()
    }
    .from(Source::Guess)
}

/// The likeliest that answers; all are tried at once, and the rest is dropped when it is known.
async fn best(network: &Network, guesses: Vec<GuessedServer>) -> Option<Candidate> {
    let count = guesses.len().max(1);
    let answers = stream::iter(guesses)
        .map(|guess| tried(network, guess))
        .buffered(count)
        .filter_map(futures::future::ready);
    let mut answers = std::pin::pin!(answers);
    answers.next().await
}

async fn tried(network: &Network, guess: GuessedServer) -> Option<Candidate> {
    let candidate = Candidate {
        host: guess.host,
        port: guess.port,
        encryption: guess.encryption,
        user_name: "%EMAILADDRESS%".to_owned(),
    };
    // Nobody signs in.
    let nobody: UserName = "nobody".parse().ok()?;
    let endpoint = Endpoint {
        protocol: guess.protocol,
        server: Server {
            host: candidate.host.clone(),
            port: candidate.port,
            encryption: candidate.encryption,
            user_name: nobody,
            accepted_certificate: None,
        },
        user_name: String::new(),
        provider: provider::OTHER.to_owned(),
        level_sender: false,
    };
    let mut connection = connect::open(endpoint, network, &Steps::silent())
        .await
        .ok()?;
    let goodbye = match guess.protocol {
        Protocol::Imap => "a LOGOUT",
        Protocol::Pop3 | Protocol::Smtp => "QUIT",
    };
    farewell(network, async move {
        drop(connection.stream.send(goodbye).await);
    })
    .await;
    Some(candidate)
}
