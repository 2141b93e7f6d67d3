//! The one next action for a cause.

use super::provider::Family;
use crate::{
    account::{Encryption, Protocol},
    failure::{Cause, Remedy, Stage},
};

/// Where a failure happened, as far as the next action depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The protocol spoken.
    pub protocol: Protocol,
    /// The stage that failed.
    pub stage: Stage,
    /// A catalogue id, a product or any text.
    pub provider: Option<&'a str>,
    /// A clean link from the reply.
    pub url: Option<&'a str>,
}

/// Pages for signing in with a browser, by family.
const fn web_page(family: Family) -> Option<&'static str> {
    Some(match family {
        Family::Google => "https://myaccount.google.com/notifications",
        Family::Microsoft => "https://outlook.live.com/",
        Family::Yahoo => "https://login.yahoo.com/",
        Family::Apple => "https://account.apple.com/",
        Family::Yandex => "https://mail.yandex.com/",
        Family::MailRu => "https://e.mail.ru/",
        Family::Zoho => "https://mail.zoho.com/",
        Family::Fastmail => "https://app.fastmail.com/",
        Family::Tencent => "https://mail.qq.com/",
        Family::NetEase => "https://mail.163.com/",
        Family::Gmx
        | Family::Ionos
        | Family::AppPasswordOnly
        | Family::Proton
        | Family::Product => return None,
    })
}

/// The one next action. Pages of the catalogue are put in by whoever knows the provider.
pub fn remedy(cause: Cause, place: &Place<'_>) -> Remedy {
    let family = place.provider.and_then(Family::named);
    match cause {
        Cause::BadCredentials => Remedy::RetypePassword,
        Cause::AppPasswordRequired => Remedy::MakeAppPassword { url: None },
        Cause::WebLoginRequired => {
            place
                .url
                .or_else(|| family.and_then(web_page))
                .map_or(Remedy::TryAgain, |url| Remedy::OpenPage {
                    url: url.to_owned(),
                })
        }
        Cause::ProtocolDisabled => Remedy::SwitchOnProtocol { url: None },
        Cause::BasicAuthDisabled => Remedy::ChooseProvider,
        Cause::TooManyAttempts => Remedy::Wait { seconds: 15 * 60 },
        Cause::TooManyConnections => Remedy::Wait { seconds: 60 },
        Cause::QuotaOrRateLimit => Remedy::Wait { seconds: 15 * 60 },
        Cause::MailboxBusy => Remedy::Wait { seconds: 2 * 60 },
        Cause::Greylisted => Remedy::Wait { seconds: 5 * 60 },
        Cause::ServerUnavailable => Remedy::Wait { seconds: 60 },
        Cause::MailboxFull if matches!(place.stage, Stage::Rcpt | Stage::Data) => {
            Remedy::EditRecipient
        }
        Cause::MailboxFull | Cause::AccountSuspended => {
            match place.url.or_else(|| family.and_then(web_page)) {
                Some(url) => Remedy::OpenPage {
                    url: url.to_owned(),
                },
                None => Remedy::AskAdministrator,
            }
        }
        Cause::SenderNotAllowed => Remedy::EditAddress,
        Cause::RelayDenied | Cause::WrongPortOrProtocol => Remedy::EditServers,
        Cause::RecipientRefused => Remedy::EditRecipient,
        Cause::SpamBlocked => Remedy::CheckNetwork,
        Cause::MessageTooLarge => Remedy::TryAgain,
        Cause::TlsRequired
        | Cause::StarttlsRefused
        | Cause::TlsVersion
        | Cause::ProtocolViolation => Remedy::UseServer {
            port: place.protocol.default_port(Encryption::ImplicitTls),
            encryption: Encryption::ImplicitTls,
        },
        Cause::TlsCertUntrusted
        | Cause::TlsCertExpired
        | Cause::TlsNameMismatch
        | Cause::CertificateChanged => Remedy::ShowCertificate,
        Cause::HostNotFound => Remedy::EditServers,
        Cause::ConnectionRefused => Remedy::EditServers,
        Cause::ConnectionTimedOut => Remedy::CheckNetwork,
        Cause::ConnectionClosed | Cause::Cancelled | Cause::Unknown => Remedy::TryAgain,
    }
}
