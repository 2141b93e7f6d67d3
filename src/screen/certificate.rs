//! A certificate that is not trusted. Going back comes first; accepting it pins exactly this one
//! for this host and port. Never offered for a known provider.

use iced::widget::Column;
use time::{OffsetDateTime, macros::format_description};

use super::{
    Context, Sheet,
    check::{Check, failure_words, provider_name},
    glossary::{Asked, Glossary},
};
use crate::{
    account::{Fingerprint, Server},
    failure::{CertificateSummary, Failure, Side},
    provider::{Catalogue, glossary::Term},
    theme::space,
    widget::{
        Element, button, copy_row, divided,
        notice::{Kind, callout},
        panel,
    },
};

/// The state of the screen. It keeps the check behind it, to go back to.
#[derive(Debug)]
pub struct Certificate {
    behind: Check,
    side: Side,
    server: Server,
    failure: Failure,
    summary: CertificateSummary,
    glossary: Glossary,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Go back, the safe way.
    WentBack,
    /// Accept exactly this certificate.
    Accepted,
    /// Copy the fingerprint, to compare it with the administrator's.
    FingerprintCopied,
    /// A word was asked about.
    WordAsked(Asked),
}

/// What the parent shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Show the check again.
    Back,
    /// Pin this certificate for this side and check again.
    Accept(Side, Fingerprint),
    /// Put this on the clipboard.
    Copy(String),
}

impl Certificate {
    /// The screen for the side of a check that failed at its certificate; the check itself if
    /// there is none.
    pub fn new(behind: Check, side: Side) -> Result<Self, Box<Check>> {
        let Some((failure, ladder)) = behind.certificate(side) else {
            return Err(Box::new(behind));
        };
        let (failure, server) = (failure.clone(), ladder.server().clone());
        match failure.certificate.clone() {
            Some(summary) => Ok(Self {
                behind,
                side,
                server,
                failure,
                summary,
                glossary: Glossary::default(),
            }),
            None => Err(Box::new(behind)),
        }
    }

    /// The check it came from.
    pub fn into_check(self) -> Check {
        self.behind
    }

    /// Closes what is open on top; whether there was anything.
    pub fn close_top(&mut self) -> bool {
        self.glossary.close_top()
    }

    /// Whether it may be accepted: not for a host of a known provider.
    fn may_accept(&self) -> bool {
        !Catalogue::bundled().is_known_host(&self.server.host)
    }

    /// Takes a message.
    pub fn update(&mut self, message: &Message) -> Action {
        match message {
            Message::Accepted if self.may_accept() => {
                Action::Accept(self.side, self.summary.fingerprint)
            }
            Message::WentBack | Message::Accepted => Action::Back,
            Message::WordAsked(asked) => {
                self.glossary.update(*asked);
                Action::None
            }
            Message::FingerprintCopied => Action::Copy(self.summary.fingerprint.to_string()),
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let locale = context.locale;
        let name = provider_name(context, self.server.host.as_str());
        let (title, why) = failure_words(context, &self.failure, &name);
        let CertificateSummary {
            subject,
            issuer,
            names,
            not_before,
            not_after,
            fingerprint,
            self_signed: _,
        } = &self.summary;
        let row = |key: &str, value: String| -> Element<'a, Message> {
            copy_row(locale.text(key), value).into()
        };
        let facts = divided([
            row(
                "screen-certificate-server",
                format!("{}:{}", self.server.host, self.server.port),
            ),
            row("screen-certificate-subject", subject.clone()),
            row("screen-certificate-issuer", issuer.clone()),
            row("screen-certificate-names", names.join(", ")),
            row(
                "screen-certificate-validity",
                format!("{} – {}", day(*not_before), day(*not_after)),
            ),
            copy_row(
                locale.text("screen-certificate-fingerprint"),
                fingerprint.to_string(),
            )
            .copy(
                locale.text("button-copy"),
                Message::FingerprintCopied,
                false,
            )
            .into(),
        ]);
        let mut sheet = Sheet::new(locale.text("screen-certificate-title"))
            .push(callout(Kind::Danger, title).text(why))
            .push(panel(facts))
            .push(
                self.glossary
                    .view(context, &[Term::Certificate, Term::SelfSigned])
                    .map(Message::WordAsked),
            );
        sheet = if self.may_accept() {
            sheet.push(
                callout(
                    Kind::Warning,
                    locale.text("screen-certificate-accept-title"),
                )
                .text(locale.text("screen-certificate-accept-text"))
                .content(
                    Column::new()
                        .push(
                            button::secondary(locale.text("screen-certificate-accept"))
                                .on_press(Message::Accepted),
                        )
                        .spacing(space::S),
                ),
            )
        } else {
            sheet.push(
                callout(Kind::Info, locale.text("screen-certificate-known"))
                    .text(locale.text("screen-certificate-known-text")),
            )
        };
        sheet
            .back(None)
            .primary(locale.text("screen-certificate-back"), Message::WentBack)
    }
}

/// A day as ISO 8601 writes it: the same in every language.
fn day(moment: OffsetDateTime) -> String {
    moment
        .format(format_description!("[year]-[month]-[day]"))
        .unwrap_or_default()
}
