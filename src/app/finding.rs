//! Looking for the servers of a domain: a pause after the last key, the search, and what was found put
//! into the draft. No domain is asked about twice.

use super::{App, Effect, Pending};
use crate::{
    backend::{Attempt, DiscoveryEvent},
    discovery::{Discovered, Question, Source},
    draft::{Found, ServersFrom},
    screen::Screen,
};

impl App {
    /// Begins, goes on with or drops the search, as the address is now. `is_key`: it was just typed,
    /// so that the pause begins anew.
    pub(super) fn tend_search(&mut self, is_key: bool) -> Vec<Effect> {
        let Screen::Provider(screen) = &mut self.screen else {
            return Vec::new();
        };
        self.draft.forget_other_domain();
        let Some(wanted) = screen.wanted(&self.draft) else {
            screen.ended();
            return self.drop_search();
        };
        let question = Question {
            domain: wanted.domain.clone(),
            agreed: wanted.agreed.clone(),
        };
        let (pause, running) = (
            Pending::Pause(question.clone()),
            Pending::Discovery(question.clone()),
        );
        let is_pending = |wanted: &Pending| self.pending.values().any(|pending| pending == wanted);
        let goes_on = is_pending(&running) || (is_pending(&pause) && !is_key && !wanted.at_once);
        if goes_on {
            return Vec::new();
        }
        screen.ended();
        let known = self.known.iter().find(|(asked, _)| *asked == question);
        if let Some((question, found)) = known.cloned() {
            let mut effects = self.drop_search();
            effects.extend(self.tell_found(&question, &found));
            return effects;
        }
        let mut effects = self.drop_search();
        if !wanted.is_told(&self.draft) {
            effects.push(if wanted.at_once {
                self.begin_search(question)
            } else {
                Effect::Pause(self.begin(Pending::Pause(question)))
            });
        }
        effects
    }

    fn begin_search(&mut self, question: Question) -> Effect {
        if let Screen::Provider(screen) = &mut self.screen {
            screen.asks(Source::Catalogue.asking_key());
        }
        Effect::Discover(self.begin(Pending::Discovery(question.clone())), question)
    }

    /// Stops pause and search.
    pub(super) fn drop_search(&mut self) -> Vec<Effect> {
        self.cancel(|pending| matches!(pending, Pending::Pause(_) | Pending::Discovery(_)))
    }

    /// The person has not typed for a moment.
    pub(super) fn paused(&mut self, attempt: Attempt) -> Vec<Effect> {
        let Some(Pending::Pause(question)) = self.end(attempt) else {
            return Vec::new();
        };
        vec![self.begin_search(question)]
    }

    pub(super) fn discovered(&mut self, attempt: Attempt, event: DiscoveryEvent) -> Vec<Effect> {
        let found = match event {
            DiscoveryEvent::Finished(found) => found,
            DiscoveryEvent::Asking(source) => {
                if self.is_pending(attempt)
                    && let Screen::Provider(screen) = &mut self.screen
                {
                    screen.asks(source.asking_key());
                }
                return Vec::new();
            }
        };
        let Some(Pending::Discovery(question)) = self.end(attempt) else {
            return Vec::new();
        };
        if !found.offline {
            self.known.push((question.clone(), found.clone()));
        }
        self.tell_found(&question, &found)
    }

    fn tell_found(&mut self, question: &Question, found: &Discovered) -> Vec<Effect> {
        // Another screen: the answers there are no longer to be changed.
        if !matches!(self.screen, Screen::Provider(_)) {
            return Vec::new();
        }
        self.take_found(question, found);
        let Screen::Provider(screen) = &mut self.screen else {
            return Vec::new();
        };
        let action = screen.searched(&mut self.draft);
        self.take_provider_action(action)
    }

    fn take_found(&mut self, question: &Question, found: &Discovered) {
        if let Some(provider) = found.known_provider() {
            self.draft.provider = Some(provider.id().to_owned());
        }
        let Ok(address) = self.draft.parsed_address() else {
            return;
        };
        let before = std::mem::take(&mut self.draft.found);
        let is_same = before.domain.as_ref() == Some(&question.domain);
        self.draft.found = Found {
            agreed: if is_same { before.agreed } else { Vec::new() },
            ..found.for_draft(question, &address)
        };
        if self.draft.servers_from != ServersFrom::Person {
            self.draft.servers_from = ServersFrom::Nothing;
        }
    }
}

#[cfg(test)]
mod tests;
