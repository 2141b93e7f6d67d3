//! The one next action for a cause.

use super::provider::Family;
use crate::{
    account::{Encryption, Protocol},
    failure::{Cause, Remedy, Stage},
    provider::{Catalogue, Provider, SwitchOn},
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
        | Family::TwoStep
        | Family::AppPasswordOnly
        | Family::Proton
        | Family::Product => return None,
    })
}

/// The one next action. Pages come from the reply's own link or from the catalogue.
pub fn remedy(cause: Cause, place: &Place<'_>) -> Remedy {
    let entry = place.provider.and_then(|id| Catalogue::bundled().by_id(id));
    let sign_in = || {
        let known = place.provider.and_then(Family::named).and_then(web_page);
        let told = place.url.filter(|url| is_trusted(url, known, place.stage));
        told.or(known).map(str::to_owned)
    };
    let to_recipient = matches!(place.stage, Stage::Rcpt | Stage::Data);
    match cause {
        Cause::BadCredentials => Remedy::RetypePassword,
        Cause::AppPasswordRequired => Remedy::MakeAppPassword {
            url: entry
                .and_then(Provider::app_password_page)
                .map(str::to_owned),
        },
        Cause::WebLoginRequired => {
            sign_in().map_or(Remedy::TryAgain, |url| Remedy::OpenPage { url })
        }
        // A work account's switches are the administrator's.
        Cause::ProtocolDisabled if entry.is_some_and(is_administered) => Remedy::AskAdministrator,
        Cause::ProtocolDisabled => Remedy::SwitchOnProtocol {
            url: entry
                .and_then(|entry| entry.switches(place.protocol).find_map(SwitchOn::page))
                .map(str::to_owned),
        },
        Cause::BasicAuthDisabled => Remedy::ChooseProvider,
        Cause::TooManyAttempts | Cause::QuotaOrRateLimit => Remedy::Wait { seconds: 15 * 60 },
        Cause::Greylisted => Remedy::Wait { seconds: 5 * 60 },
        Cause::MailboxBusy => Remedy::Wait { seconds: 2 * 60 },
        Cause::TooManyConnections | Cause::ServerUnavailable => Remedy::Wait { seconds: 60 },
        Cause::MailboxFull if to_recipient => Remedy::EditRecipient,
        Cause::MailboxFull | Cause::AccountSuspended => {
            sign_in().map_or(Remedy::AskAdministrator, |url| Remedy::OpenPage { url })
        }
        Cause::SenderNotAllowed => Remedy::EditAddress,
        Cause::RecipientRefused => Remedy::EditRecipient,
        Cause::RelayDenied
        | Cause::WrongPortOrProtocol
        | Cause::HostNotFound
        | Cause::ConnectionRefused => Remedy::EditServers,
        Cause::SpamBlocked | Cause::ConnectionTimedOut => Remedy::CheckNetwork,
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
        Cause::MessageTooLarge | Cause::ConnectionClosed | Cause::Cancelled | Cause::Unknown => {
            Remedy::TryAgain
        }
    }
}

/// Whether a link of the server's may be opened. A known provider sends people to its own site and
/// nowhere else; of other servers it counts only behind the sign-in command, which is sent when the
/// certificate was accepted: an earlier line may have come in the clear, from anybody.
fn is_trusted(link: &str, known: Option<&str>, stage: Stage) -> bool {
    match known {
        Some(known) => site(link).is_some() && site(link) == site(known),
        None => stage >= Stage::Login,
    }
}

/// The registrable domain of a link.
fn site(link: &str) -> Option<&str> {
    let host = link
        .strip_prefix("https://")?
        .split(['/', '?', '#'])
        .next()?;
    psl::domain_str(host)
}

fn is_administered(provider: &Provider) -> bool {
    matches!(provider.id(), "gworkspace" | "m365")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(provider: &str, stage: Stage, url: &str) -> Option<String> {
        let place = Place {
            protocol: Protocol::Imap,
            stage,
            provider: Some(provider),
            url: Some(url),
        };
        let remedy = remedy(Cause::WebLoginRequired, &place);
        if let Remedy::OpenPage { url } = remedy {
            return Some(url);
        }
        assert_eq!(remedy, Remedy::TryAgain);
        None
    }

    #[test]
    fn a_link_leads_to_the_providers_own_site_or_is_not_followed() {
        let own = "https://accounts.google.com/signin/continue?x=1";
        assert_eq!(opened("gmail", Stage::Login, own).as_deref(), Some(own));
        for other in [
            "https://google.com.evil.example/",
            "https://evil.example/google.com",
            "https://co.uk/",
        ] {
            assert_eq!(
                opened("gmail", Stage::Login, other).as_deref(),
                web_page(Family::Google),
                "{other}"
            );
        }
        let page = "https://webmail.agua.example/unlock";
        assert_eq!(opened("other", Stage::Login, page).as_deref(), Some(page));
        assert_eq!(opened("other", Stage::Greeting, page), None);
    }
}
