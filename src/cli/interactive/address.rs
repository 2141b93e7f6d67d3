//! The step of the address: it finds the provider, which says at once if it cannot serve.

use super::{Go, Turn, Walk};
use crate::{
    account::{Address, Protocol},
    cli::{find, words},
    draft::{OTHER_PROVIDER, ServerFields},
    i18n::FluentValue,
    provider::{self, Catalogue, Condition, Provider, Verdict},
};

impl Walk<'_, '_> {
    pub(super) async fn provider(&mut self) -> Result<Go, Turn> {
        let address = self.address()?;
        let found = Catalogue::bundled().by_domain(address.domain());
        let own_servers = match found {
            Some(provider) => !self.use_provider(provider)?,
            None => true,
        };
        if own_servers {
            self.draft.provider = Some(OTHER_PROVIDER.to_owned());
            self.search(&address).await;
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
        self.fill_servers();
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
    /// are none. All of them are shown and can be corrected in the step of the servers.
    async fn search(&mut self, address: &Address) {
        let values = [("domain", FluentValue::from(address.domain().to_owned()))];
        let text = self
            .session
            .locale
            .text_with("screen-provider-unknown", values);
        self.line(&text);
        self.draft.incoming = ServerFields::empty(self.draft.effective_protocol().into());
        self.draft.outgoing = ServerFields::empty(Protocol::Smtp);
        find::shown(self.session, &mut self.draft).await;
        self.fill_servers();
    }

    /// Puts the servers of provider, address and protocol into the draft; guesses where there are none.
    pub(super) fn fill_servers(&mut self) {
        let Ok(address) = self.draft.parsed_address() else {
            return;
        };
        let incoming = Protocol::from(self.draft.effective_protocol());
        if let Some(provider) = self.known() {
            let first = |protocol| provider.servers(protocol, &address).into_iter().next();
            if let (Some(incoming), Some(outgoing)) = (first(incoming), first(Protocol::Smtp)) {
                self.draft.incoming = ServerFields::from_server(&incoming);
                self.draft.outgoing = ServerFields::from_server(&outgoing);
                return;
            }
        }
        let guesses = provider::guess(address.domain());
        for (protocol, fields) in [
            (incoming, &mut self.draft.incoming),
            (Protocol::Smtp, &mut self.draft.outgoing),
        ] {
            let guess = guesses.iter().find(|guess| guess.protocol == protocol);
            if let (true, Some(guess)) = (fields.host.is_empty(), guess) {
                fields.host = guess.host.to_string();
                fields.port = guess.port.to_string();
                fields.encryption = guess.encryption;
            }
        }
    }
}
