//! The step of the address: it finds the provider, which says at once if it cannot serve.

use super::{Go, Turn, Walk};
use crate::{
    account::{Address, Host},
    cli::{devices, find, words},
    discovery::{Discovered, SentOn},
    draft::{Found, OTHER_PROVIDER, ServersFrom},
    flow::Step,
    i18n::FluentValue,
    provider::{self, Catalogue, Condition, Provider, Verdict},
};

impl Walk<'_, '_> {
    pub(super) async fn provider(&mut self) -> Result<Go, Turn> {
        let before = self.draft.address.clone();
        let address = self.address()?;
        if self.draft.address != before {
            // Another address has other servers, also where earlier ones were typed.
            self.draft.servers_from = ServersFrom::Nothing;
            self.draft.found = Found::default();
        }
        let saved_as = match &self.draft.editing {
            Some(id) => Some(id.clone()),
            None => self.draft.parsed_role().ok().map(|role| role.default_id()),
        };
        let shared = devices::at_address(self.session, saved_as.as_ref(), address.as_str()).await;
        if let Some(warning) = shared {
            self.line(&warning);
        }
        let found = Catalogue::bundled().by_domain(address.domain());
        let used = match found {
            Some(provider) => self.use_provider(provider)?,
            None => false,
        };
        if used {
            return Ok(Go::Next);
        }
        self.draft.provider = Some(OTHER_PROVIDER.to_owned());
        let found_for_domain = self.search().await?;
        if found_for_domain.oauth2_only {
            // Said already; another address, unless the person knows better.
            if !self.yes_no("cli-ask-enter-servers", Some(false))? {
                self.draft.address.clear();
                return Ok(Go::To(Step::Provider));
            }
        }
        let behind = found_for_domain.known_provider();
        // A provider of the address itself was just looked at.
        if let (None, Some(provider)) = (found, behind) {
            let by_mx = provider.explain_found_by_mx(self.session.locale, address.domain());
            self.line(&by_mx);
            if self.use_provider(provider)? {
                // Plain DNS said so: the servers are shown before a password goes there.
                self.draft.advanced = true;
            }
        }
        Ok(Go::Next)
    }

    fn address(&mut self) -> Result<Address, Turn> {
        loop {
            let proposed = self.draft.address.clone();
            self.draft.address = self.ask_key("screen-provider-address", &proposed)?;
            let address = match self.draft.parsed_address() {
                Ok(address) => address,
                Err(error) => {
                    self.session.say(error.problem.message_key());
                    continue;
                }
            };
            let Some((meant, sentence)) = provider::suggestion(self.session.locale, &address)
            else {
                return Ok(address);
            };
            self.line(&sentence);
            if self.yes_no("cli-ask-take-it", Some(true))? {
                self.draft.address = meant.to_string();
                return Ok(meant);
            }
            return Ok(address);
        }
    }

    /// Whether this provider is used; else its servers are to be entered by hand.
    fn use_provider(&mut self, provider: &'static Provider) -> Result<bool, Turn> {
        let locale = self.session.locale;
        let values = [("provider", FluentValue::from(provider.name()))];
        let at = locale.text_with("screen-provider-at", values);
        self.line(&at);
        let Ok(role) = self.draft.parsed_role() else {
            return Err(Turn::Back);
        };
        match provider.verdict(&role, None) {
            Verdict::Refused(refusal) => {
                let text = words::refusal(locale, provider, &refusal);
                self.session.console.out(&text);
                if self.yes_no("cli-ask-enter-servers", Some(false))? {
                    return Ok(false);
                }
                // Another address, then.
                self.draft.address.clear();
                let address = self.address()?;
                return match Catalogue::bundled().by_domain(address.domain()) {
                    Some(provider) => self.use_provider(provider),
                    None => Ok(false),
                };
            }
            Verdict::WorkableAfter(conditions) => {
                for condition in &conditions {
                    self.condition(provider, condition);
                }
            }
            Verdict::Workable => {}
        }
        self.draft.provider = Some(provider.id().to_owned());
        self.draft.fill_servers();
        Ok(true)
    }

    fn condition(&mut self, provider: &Provider, condition: &Condition) {
        let locale = self.session.locale;
        let mut text = condition.explain(locale, provider);
        if let Condition::SwitchOn(switch) = condition {
            let more = switch.explain_path(locale);
            for more in more.into_iter().chain(switch.page().map(str::to_owned)) {
                text = format!("{text} {more}");
            }
        }
        self.line(&text);
    }

    /// Looks for the servers of an address in no catalogue; the usual names are proposed if there
    /// are none. All of them are shown and can be corrected in the step of the servers. Another site
    /// is asked only if the person agrees.
    async fn search(&mut self) -> Result<Discovered, Turn> {
        let Ok(address) = self.draft.parsed_address() else {
            return Err(Turn::Back);
        };
        let values = [("domain", FluentValue::from(address.domain().to_owned()))];
        let text = self
            .session
            .locale
            .text_with("screen-provider-unknown", values);
        self.line(&text);
        let mut agreed: Vec<Host> = Vec::new();
        let mut declined: Vec<Host> = Vec::new();
        let mut found = find::shown(self.session, &mut self.draft, agreed.clone()).await;
        loop {
            let is_vouched_for = found.source.is_some() && !found.needs_consent();
            let open = found
                .elsewhere
                .iter()
                .filter(|_| !is_vouched_for)
                .find(|sent| !(agreed.contains(&sent.to) || declined.contains(&sent.to)));
            let Some(sent) = open.cloned() else {
                break;
            };
            if self.may_ask(&sent, address.domain())? {
                agreed.push(sent.to);
                found = find::shown(self.session, &mut self.draft, agreed.clone()).await;
            } else {
                declined.push(sent.to);
            }
        }
        if found.hosts().is_empty() && !found.oauth2_only {
            let key = if found.offline {
                "discovery-status-offline"
            } else {
                "discovery-status-nothing"
            };
            let values = [("domain", FluentValue::from(address.domain().to_owned()))];
            let nothing = self.session.locale.text_with(key, values);
            self.line(&nothing);
        }
        self.draft.fill_servers();
        Ok(found)
    }

    /// Whether a site may be asked to which the provider's page sends on.
    fn may_ask(&mut self, sent: &SentOn, domain: &str) -> Result<bool, Turn> {
        let locale = self.session.locale;
        let values = [
            ("from", FluentValue::from(sent.from.to_string())),
            ("to", FluentValue::from(sent.to.to_string())),
            ("domain", FluentValue::from(domain.to_owned())),
        ];
        let title = locale.text_with("discovery-redirect-title", values.clone());
        let text = locale.text_with("discovery-redirect-text", values.clone());
        self.line(&format!("{title}. {text}"));
        let question = locale.text_with("discovery-redirect-ask", values);
        self.yes_no_to(&question, None)
    }
}
