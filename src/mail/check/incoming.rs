//! The incoming side: sign in, look at the mailbox, leave it as it was.

use super::Proof;
use crate::{
    account::{Incoming, Login},
    mail::{connect::Steps, fault::Endpoint, imap, pop, wire::Network},
};

pub(super) async fn prove(login: &Login, network: &Network, steps: &Steps) -> Proof {
    let endpoint = Endpoint::incoming(&login.account);
    match login.account.protocol {
        Incoming::Imap => {
            let mut session = imap::Session::open(endpoint, &login.secret, network, steps).await?;
            let _ = session.examine_inbox().await?;
            session.farewell().await;
        }
        Incoming::Pop3 => {
            let mut session = pop::Session::open(endpoint, &login.secret, network, steps).await?;
            let _ = session.look().await?;
            session.farewell().await;
        }
    }
    Ok(login.account.incoming.clone())
}
