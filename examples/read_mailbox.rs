//! Reads the saved mailbox as the Home Station program does, and lists its INBOX. Takes nothing
//! and marks nothing as read.
//!
//! ```sh
//! cargo run --example read_mailbox --no-default-features              # the user's mailbox
//! cargo run --example read_mailbox --no-default-features -- DIR       # as with --data-dir DIR
//! ```

#![allow(clippy::print_stdout, reason = "it is what this example is for")]

use std::{error::Error, path::PathBuf, process::ExitCode};

use home_station::{
    account::{Incoming, Role},
    failure::{Failure, StorageFailure},
    mail::{connect::Steps, fault::Endpoint, imap, pop, wire::Network},
};

fn main() -> ExitCode {
    match list(std::env::args_os().nth(1).map(PathBuf::from)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error}");
            ExitCode::FAILURE
        }
    }
}

pub(crate) fn list(data_dir: Option<PathBuf>) -> Result<(), Box<dyn Error>> {
    let accounts = match data_dir {
        Some(folder) => home_station::accounts_in(folder)?,
        None => home_station::accounts()?,
    };
    // A LevelSender's mailbox is its own: POP3 takes one client at a time.
    let account = accounts
        .iter()
        .find(|account| account.role == Role::HomeStation)
        .ok_or(StorageFailure::NoSuchAccount)?;
    println!("{} at {}", account.address, account.incoming.host);

    // Settings and secret read together: the person may have changed both since.
    let in_force = account.in_force()?;
    let endpoint = Endpoint::incoming(&in_force.account);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let work = async {
        let (network, steps) = (Network::live(), Steps::silent());
        match in_force.account.protocol {
            Incoming::Imap => {
                let mut session =
                    imap::Session::open(endpoint, &in_force.secret, &network, &steps).await?;
                let inbox = session.examine_inbox().await?;
                println!("{} messages, the newest ten:", inbox.exists);
                for message in session.newest(inbox.exists, 10).await? {
                    println!("{}  {}  {}", message.date, message.from, message.subject);
                }
                session.farewell().await;
            }
            Incoming::Pop3 => {
                let mut session =
                    pop::Session::open(endpoint, &in_force.secret, &network, &steps).await?;
                let (count, messages) = session.list().await?;
                println!("{count} messages, by their unique ids:");
                for message in messages {
                    println!("{}  {}", message.number, message.unique_id);
                }
                session.farewell().await;
            }
        }
        Ok(())
    };
    runtime.block_on(work).map_err(|failure: Failure| {
        let line = failure.detail.unwrap_or_default();
        format!("{} at {}: {line}", failure.cause, failure.stage).into()
    })
}
