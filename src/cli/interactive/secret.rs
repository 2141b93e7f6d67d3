//! The step of the password: the provider's guide, then the password, read without showing it.

use super::{Go, Turn, Walk};
use crate::{
    cli::{discover, session::key_of},
    i18n::FluentValue,
    provider::{
        PasswordShape, Provider,
        guide::{self, Subject},
        password::assess,
    },
};

impl Walk<'_, '_> {
    pub(super) fn password(&mut self) -> Result<Go, Turn> {
        let provider = self.draft.known_provider();
        self.found_pages();
        self.guide(provider);
        let shape = provider.map_or(PasswordShape::AsTyped, Provider::password);
        loop {
            let prompt = format!("{} ", self.session.locale.text("cli-password-prompt"));
            let typed = match self.session.console.password_answer(&prompt) {
                Ok(secret) if secret.expose() == "<" => return Err(Turn::Back),
                Ok(secret) => secret,
                Err(problem) => {
                    if problem.is_end() {
                        return Err(Turn::Leave);
                    }
                    self.session.say(key_of(problem));
                    continue;
                }
            };
            let assessment = assess(shape, typed.expose());
            let name = self.provider_name();
            let said = assessment.look.explain(self.session.locale, shape, &name);
            if !said.is_empty() {
                self.line(&said);
            }
            if !assessment.is_usable() {
                if said.is_empty() {
                    self.session.say("value-secret-empty");
                }
                continue;
            }
            if assessment.look.is_doubtful() && !self.yes_no("password-use-anyway", Some(false))? {
                continue;
            }
            self.draft.secret = assessment.kept;
            return Ok(Go::Next);
        }
    }

    /// What is to be switched on first at a provider that was found, and what can be read there.
    fn found_pages(&mut self) {
        let draft = &self.draft;
        let Some(origin) = draft.found.origin.as_ref().filter(|_| draft.is_other()) else {
            return;
        };
        let lines = discover::pages(self.session.locale, &origin.pages, !origin.needs_consent);
        for line in lines {
            self.line(&line);
        }
    }

    /// The steps at the provider, with the words on its pages and their addresses.
    fn guide(&mut self, provider: Option<&'static Provider>) {
        let Ok(role) = self.draft.parsed_role() else {
            return;
        };
        let incoming = self.draft.effective_protocol();
        let name = self.provider_name();
        let address = self.draft.address.clone();
        let subject = Subject {
            address: &address,
            role: &role,
            provider: &name,
        };
        for (index, step) in guide::steps(provider, incoming).into_iter().enumerate() {
            let mut text = format!(
                "{}. {}",
                index + 1,
                step.explain(self.session.locale, &subject)
            );
            for label in step.labels {
                let label = [("label", FluentValue::from(label.forms().join(" / ")))];
                let label = self.session.locale.text_with("cli-ask-label", label);
                text = format!("{text}\n   {label}");
            }
            if let Some(page) = provider.and_then(|provider| step.page_at(provider, incoming)) {
                text = format!("{text}\n   {page}");
            }
            self.line(&text);
        }
    }
}
