//! The pages of practice mode: part of the program, so that a search can be shown without a network.
//!
//! `practice.example` publishes its settings, `elsewhere.example` sends on to another site,
//! `oauth.example` takes no password. Every other name has no page, and its servers are guessed.

use std::time::Duration;

use futures::{FutureExt as _, future::BoxFuture};

use super::https::{HttpsFault, HttpsGet, Page, Reply};

/// So long a page takes, so that a person can see what is being asked.
const DELAY: Duration = Duration::from_millis(700);

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PracticePages;

impl HttpsGet for PracticePages {
    fn get(&self, page: Page) -> BoxFuture<'static, Result<Reply, HttpsFault>> {
        async move {
            let Some(reply) = reply_of(&page) else {
                return Err(HttpsFault::Status(404));
            };
            tokio::time::sleep(DELAY).await;
            Ok(reply)
        }
        .boxed()
    }
}

fn reply_of(page: &Page) -> Option<Reply> {
    let document = |text: String| Some(Reply::Document(text.into_bytes()));
    match (page.host.as_str(), page.path.as_str()) {
        ("autoconfig.practice.example", "/mail/config-v1.1.xml") => {
            let more = "<enable visiturl=\"https://example.org/settings\">\
                 <instruction lang=\"en\">Settings, Mail, switch on “IMAP and POP”.</instruction>\
                 <instruction lang=\"es\">Configuración, Correo, active «IMAP y POP».</instruction>\
                 </enable><documentation url=\"https://example.org/guide\">\
                 <descr lang=\"en\">Mail programs</descr>\
                 <descr lang=\"es\">Programas de correo</descr></documentation>";
            document(config("practice.example", "password-cleartext", more))
        }
        ("autoconfig.elsewhere.example", "/mail/config-v1.1.xml") => Some(Reply::Moved(
            "https://autoconfig.hoster.example/mail/config-v1.1.xml".to_owned(),
        )),
        ("autoconfig.hoster.example", "/mail/config-v1.1.xml") => {
            document(config("hoster.example", "password-cleartext", ""))
        }
        ("autoconfig.oauth.example", "/mail/config-v1.1.xml") => {
            document(config("oauth.example", "OAuth2", ""))
        }
        _ => None,
    }
}

/// A file in Mozilla's format.
fn config(site: &str, authentication: &str, more: &str) -> String {
    let server = |element: &str, kind: &str, label: &str, port: u16| {
        format!(
            "<{element} type=\"{kind}\"><hostname>{label}.{site}</hostname><port>{port}</port>\
             <socketType>SSL</socketType><username>%EMAILADDRESS%</username>\
             <authentication>{authentication}</authentication></{element}>"
        )
    };
    format!(
        "<clientConfig version=\"1.1\"><emailProvider id=\"{site}\"><domain>{site}</domain>\
         {}{}{}{more}</emailProvider></clientConfig>",
        server("incomingServer", "imap", "imap", 993),
        server("incomingServer", "pop3", "pop", 995),
        server("outgoingServer", "smtp", "smtp", 465),
    )
}

#[cfg(test)]
mod tests {
    use crate::{
        account::Host,
        discovery::{Discovered, Source, Sources, pages},
        draft::PageKind,
        mail::wire::Network,
    };

    /// No source here has a name looked up.
    async fn found(domain: &str, agreed: &[&str]) -> Discovered {
        let domain: Host = domain.parse().unwrap();
        let agreed = agreed.iter().map(|host| host.parse().unwrap()).collect();
        let sources = Sources::practice(Network::live()).agreeing(agreed);
        pages::autoconfig(&sources, &domain).await
    }

    #[tokio::test]
    async fn the_pages_of_practice_give_what_their_names_promise() {
        let own = found("practice.example", &[]).await;
        assert_eq!(own.source, Some(Source::Autoconfig));
        assert_eq!((own.incoming.len(), own.outgoing.len()), (2, 1));
        let pages = own.pages.iter().map(|page| (page.url.as_str(), page.kind));
        assert_eq!(
            pages.collect::<Vec<_>>(),
            [
                ("https://example.org/settings", PageKind::SwitchOn),
                ("https://example.org/guide", PageKind::Reading),
            ]
        );
        assert!(found("oauth.example", &[]).await.oauth2_only);
        assert!(found("agua.example", &[]).await.hosts().is_empty());
    }

    #[tokio::test]
    async fn another_site_is_asked_once_the_person_agreed() {
        let told = found("elsewhere.example", &[]).await;
        assert!(told.hosts().is_empty());
        let [sent] = told.elsewhere.as_slice() else {
            panic!("{told:?}");
        };
        assert_eq!(sent.from.as_str(), "autoconfig.elsewhere.example");
        let there = found("elsewhere.example", &[sent.to.as_str()]).await;
        assert!(there.is_answer() && there.elsewhere.is_empty());
        let domain = "elsewhere.example".parse().unwrap();
        assert_eq!(there.other_sites(&domain), ["hoster.example"]);
    }
}
