//! Sends a command from a saved mailbox to a device's, within the attempt rule.

use std::sync::Arc;

use super::{CommandMail, guard, shelf::Shelf, test_mail};
use crate::{
    account::Login,
    failure::{Failure, Side},
    mail::{self, send::Text, wire::Network},
};

/// The subject: the device reads the body alone, and a person who sees it knows where it is from.
const SUBJECT: &str = "Home Station";

/// Sends it. Must be polled inside a tokio runtime.
pub(super) async fn send(
    mail: CommandMail,
    shelf: Arc<dyn Shelf>,
    network: Arc<Network>,
) -> Result<(), Failure> {
    let held = shelf
        .held(mail.from)
        .await
        .map_err(|failure| test_mail::no_secret(&failure))?;
    let name = held.name.clone();
    let from = Login {
        account: held.account,
        secret: held.secret,
    };
    let permit = guard::ask(&shelf.attempts(), &from, name, Side::Outgoing).await?;
    let text = Text {
        subject: SUBJECT.to_owned(),
        body: mail.command.line(),
    };
    let sent = mail::send::send_text(&from, &mail.to, &text, &network).await;
    guard::settle(permit, sent.as_ref().err()).await;
    sent
}
