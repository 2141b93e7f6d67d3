//! What became of the test mail: arrived, in spam, not seen, not watched for, refused.

use super::{Message, Removal, TestMail};
use crate::{
    backend::{NotWatched, TestOutcome},
    screen::{
        Context,
        check::{failure_callout, failure_words, provider_name, with_line},
    },
    widget::{
        Element, Icon, button,
        notice::{Callout, Kind, callout},
    },
};

impl TestMail {
    /// What became of it, with the words for it.
    pub(super) fn outcome<'a>(
        &'a self,
        context: Context<'a>,
        outcome: &'a TestOutcome,
    ) -> Element<'a, Message> {
        let locale = context.locale;
        match outcome {
            TestOutcome::Sent => callout(
                Kind::Info,
                context.text_with("screen-test-sent", "address", self.recipient.clone()),
            )
            .text(locale.text("screen-test-sent-text"))
            .into(),
            TestOutcome::NotWatched(why) => self.not_watched(context, why),
            TestOutcome::Arrived { folder, .. } => self.with_removal(
                context,
                callout(Kind::Success, locale.text("screen-test-arrived")).text(context.text_with(
                    "screen-test-arrived-text",
                    "folder",
                    as_people_say(context, folder),
                )),
            ),
            TestOutcome::InSpam { folder, .. } => {
                self.with_removal(
                    context,
                    callout(Kind::Warning, locale.text("screen-test-spam")).text(
                        context.text_with("screen-test-spam-text", "folder", folder.as_str()),
                    ),
                )
            }
            TestOutcome::NotSeen { .. } => callout(Kind::Info, locale.text("screen-test-not-seen"))
                .text(locale.text("screen-test-not-seen-text"))
                .into(),
            TestOutcome::Refused(failure) => {
                let name = provider_name(context, self.account.outgoing.host.as_str());
                failure_callout(context, failure, &name).into()
            }
        }
    }

    /// Sent, and why nobody looked: the mailbox is then to be looked into by hand.
    fn not_watched<'a>(
        &'a self,
        context: Context<'a>,
        why: &'a NotWatched,
    ) -> Element<'a, Message> {
        let part = callout(Kind::Info, context.text("mail-not-watched"));
        let look = context.text("mail-not-watched-look");
        match why {
            NotWatched::Failed(failure) => {
                let host = self.account.incoming.host.as_str();
                let (title, why) = failure_words(context, failure, &provider_name(context, host));
                with_line(part.text(format!("{title}. {why} {look}")), failure)
            }
            NotWatched::TooSoon(delay) => {
                let why = context.locale.text_with(
                    "mail-not-watched-too-soon",
                    [("minutes", delay.as_secs().div_ceil(60).into())],
                );
                part.text(format!("{why} {look}"))
            }
            NotWatched::NoSecret => {
                let why = context.text("mail-not-watched-no-secret");
                part.text(format!("{why} {look}"))
            }
        }
        .into()
    }

    fn with_removal<'a>(
        &self,
        context: Context<'a>,
        callout: Callout<'a, Message>,
    ) -> Element<'a, Message> {
        let label = |key| context.text(key);
        match self.removal {
            Removal::No => callout.action(
                button::quiet(label("screen-test-remove"))
                    .icon(Icon::Trash)
                    .on_press(Message::RemoveAsked),
            ),
            Removal::Running => callout.action(button::quiet(label("screen-test-removing"))),
            Removal::Done => callout.detail(label("screen-test-removed")),
            Removal::Failed => callout.detail(label("screen-test-not-removed")),
        }
        .into()
    }
}

/// The folder; the one that every IMAP server has (RFC 9051, 5.1) by the name people know.
fn as_people_say(context: Context<'_>, folder: &str) -> String {
    if folder.eq_ignore_ascii_case("INBOX") {
        context.text("screen-test-inbox")
    } else {
        folder.to_owned()
    }
}
