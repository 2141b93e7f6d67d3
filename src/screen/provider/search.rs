//! Looking for the servers of the address's domain: when it begins, and the one line that tells of it.

use iced::{
    Alignment, Fill,
    widget::{Row, container},
};

use super::{Message, Sign};
use crate::{
    account::Host,
    draft::{Draft, Found, SearchEnd, domain_of},
    provider::Catalogue,
    screen::Context,
    theme::{measure, space},
    widget::{Element, button, field::verdict_line, progress::spinner, text},
};

/// What is to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The domain.
    pub domain: Host,
    /// Hosts of other sites that may be asked.
    pub agreed: Vec<Host>,
    /// Not after a pause: the person waits for it.
    pub at_once: bool,
}

impl Wanted {
    /// Whether the draft has what came of it.
    pub fn is_told(&self, draft: &Draft) -> bool {
        draft.found.domain.as_ref() == Some(&self.domain) && draft.found.followed == self.agreed
    }
}

/// The state of it.
#[derive(Debug, Default)]
pub(super) struct Search {
    /// What is being asked, while it runs: the key of its sentence.
    pub(super) asking: Option<&'static str>,
    /// Continue was pressed.
    pub(super) waits: bool,
    /// It was stopped, or there was no network, and the person wants it again.
    pub(super) again: bool,
    /// A domain, and the other sites that may be asked for it.
    followed: Option<(Host, Vec<Host>)>,
    /// Sites that shall not be asked.
    pub(super) declined: Vec<Host>,
}

impl Search {
    pub(super) fn new(draft: &Draft) -> Self {
        let Found {
            domain, followed, ..
        } = &draft.found;
        Self {
            followed: domain.clone().map(|domain| (domain, followed.clone())),
            ..Self::default()
        }
    }

    /// None for a domain that is known, that is not one, or whose servers were typed.
    pub(super) fn wanted(&self, draft: &Draft, is_doubtful: bool) -> Option<Wanted> {
        let address = draft.parsed_address().ok()?;
        let name = address.domain();
        let domain = domain_of(&address)?;
        let agreed = match &self.followed {
            Some((of, agreed)) if *of == domain => agreed.clone(),
            Some(_) | None => Vec::new(),
        };
        let wanted = Wanted {
            at_once: self.waits || self.again || !agreed.is_empty(),
            domain,
            agreed,
        };
        let is_open = draft.found.domain.as_ref() != Some(&wanted.domain);
        let is_known = Catalogue::bundled().by_domain(name).is_some();
        let is_by_hand = draft.is_by_hand(name) || draft.has_typed_servers(name);
        let is_another = is_open && !draft.is_other();
        // A slip of the finger is not asked about before the person stands by it.
        let is_early = is_open && !wanted.at_once && (is_doubtful || !is_plausible(name));
        (!(is_known || is_by_hand || is_another || is_early)).then_some(wanted)
    }

    /// This host's site may be asked.
    pub(super) fn agree(&mut self, draft: &Draft, host: Host) {
        let Some(domain) = draft.found.domain.clone() else {
            return;
        };
        let mut agreed = draft.found.followed.clone();
        agreed.push(host);
        self.followed = Some((domain, agreed));
    }

    fn is_agreed(&self, host: &Host) -> bool {
        self.followed
            .as_ref()
            .is_some_and(|(_, agreed)| agreed.contains(host))
    }

    /// Stops it for this domain.
    pub(super) fn stop(&mut self, draft: &mut Draft) {
        self.asking = None;
        self.waits = false;
        self.again = false;
        let domain = draft.parsed_address().ok();
        draft.found = Found {
            domain: domain.as_ref().and_then(domain_of),
            end: SearchEnd::Stopped,
            ..Found::default()
        };
        self.followed = None;
    }

    /// The question whether another site may be asked, if there is one: who sends on, and where to.
    pub(super) fn redirect<'d>(&self, draft: &'d Draft) -> Option<(&'d Host, &'d Host)> {
        let origin = draft.found.origin.as_ref();
        let is_vouched_for = origin.is_some_and(|origin| !origin.needs_consent);
        draft
            .found
            .elsewhere
            .iter()
            .filter(|_| !is_vouched_for)
            .find(|(_, to)| !(self.declined.contains(to) || self.is_agreed(to)))
            .map(|(from, to)| (from, to))
    }

    /// The line below the address; always of one height, so that nothing jumps.
    pub(super) fn line<'a>(
        &self,
        context: Context<'a>,
        said: Option<(Sign, String)>,
    ) -> Element<'a, Message> {
        let row = |words: Element<'a, Message>, link: Option<(&str, Message)>| {
            let link = link.map(|(key, message)| button::link(context.text(key)).on_press(message));
            Row::new()
                .push(words)
                .push(link)
                .spacing(space::M)
                .align_y(Alignment::Center)
        };
        let line = if let Some(asking) = self.asking {
            let words = Row::new()
                .push(spinner(context.motion))
                .push(text::small(context.text(asking)).width(Fill))
                .spacing(space::XS)
                .align_y(Alignment::Center);
            let stop = Some(("discovery-stop", Message::SearchStopped));
            row(words.into(), stop)
        } else if let Some((sign, words)) = said.or_else(|| self.ended(context)) {
            let again = matches!(
                context.draft.found.end,
                SearchEnd::Offline | SearchEnd::Stopped
            );
            let again = again.then_some(("discovery-again", Message::SearchedAgain));
            row(verdict_line(sign, words), again)
        } else {
            Row::new()
        };
        container(line)
            .width(Fill)
            .height(measure::TARGET)
            .align_y(Alignment::Center)
            .into()
    }

    /// What came of it, or that it will be.
    fn ended(&self, context: Context<'_>) -> Option<(Sign, String)> {
        let draft = context.draft;
        let address = draft.parsed_address().ok()?;
        let domain = address.domain().to_owned();
        let about = |key: &str| context.text_with(key, "domain", domain.clone());
        if draft.found.domain != domain_of(&address) {
            let wanted = self.wanted(draft, false)?;
            return Some((Sign::Note, about("screen-provider-unknown")))
                .filter(|_| !wanted.at_once);
        }
        if self.redirect(draft).is_some() {
            // The question below says it.
            return None;
        }
        let said = match draft.found.end {
            SearchEnd::Open => return None,
            SearchEnd::Found => {
                let origin = draft.found.origin.as_ref()?;
                let source = context.text(origin.text_key);
                let sign = if origin.needs_consent {
                    Sign::Note
                } else {
                    Sign::Good
                };
                let words = context.text_with("discovery-status-found", "source", source);
                return (!origin.oauth2_only).then_some((sign, words));
            }
            SearchEnd::Nothing => about("discovery-status-nothing"),
            SearchEnd::Offline => {
                return Some((Sign::Doubtful, about("discovery-status-offline")));
            }
            SearchEnd::Stopped => context.text("discovery-status-stopped"),
        };
        Some((Sign::Note, said))
    }
}

/// Whether a domain may be whole: while it is typed, most of what stands there is not.
fn is_plausible(domain: &str) -> bool {
    domain.rsplit_once('.').is_some_and(|(rest, last)| {
        !rest.is_empty() && last.len() >= 2 && !last.bytes().all(|byte| byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::is_plausible;

    #[test]
    fn half_a_domain_is_not_asked_about() {
        for domain in ["agua.example", "agua.com.pe", "agua.xn--p1ai"] {
            assert!(is_plausible(domain), "{domain}");
        }
        for domain in ["agua", "agua.", "agua.e", ".com", "192.0.2.25"] {
            assert!(!is_plausible(domain), "{domain}");
        }
    }
}
