//! Provider and address: either picks the other. A provider that cannot work in this role says so
//! here, before a password was asked for, with two ways on.

mod block;
mod refused;
mod search;

use iced::widget::Column;

use super::{Context, Sheet, sharing};
use crate::{
    account::{Account, Address, Host, Incoming},
    draft::{Draft, FieldProblem, Found, OTHER_PROVIDER, RoleChoice, ServersFrom, domain_of},
    provider::{self, Catalogue, Refusal, Tile, Verdict, WayOn},
    theme::space,
    widget::{
        Icon, Id, button,
        card::tile,
        field::{Verdict as Sign, field},
        flow,
        group::group,
    },
};
use block::Block;
use refused::conditions;
use search::Search;

pub use search::Wanted;

/// The address's field.
pub const ADDRESS: Id = Id::new("address");

/// The first way on under a refusal.
pub const WAY_ON: Id = Id::new("way-on");

/// The button that agrees to ask another site.
pub const FOLLOW: Id = Id::new("follow");

/// The state of the screen.
#[derive(Debug)]
pub struct Provider {
    /// The tile the person picked, which an unknown domain does not overrule.
    picked: Option<Tile>,
    problem: Option<FieldProblem>,
    search: Search,
    /// The other mailboxes that are set up.
    others: Vec<Account>,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// A tile was picked.
    TileChosen(Tile),
    /// The address was typed.
    AddressTyped(String),
    /// A way on was taken.
    WayTaken(WayOn),
    /// The address that was meant.
    SuggestionTaken(String),
    /// Another site may be asked.
    FollowAgreed(Host),
    /// Another site shall not be asked.
    FollowDeclined(Host),
    /// The search shall stop.
    SearchStopped,
    /// The search shall begin anew.
    SearchedAgain,
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq)]
pub enum Action {
    /// Nothing.
    None,
    /// Go to the next step.
    Continue,
    /// Stop what runs.
    Stop,
    /// Give the keyboard to a field.
    Focus(Id),
}

impl Provider {
    /// The screen with the answers so far.
    pub fn new(draft: &Draft) -> Self {
        let is_followed = draft.parsed_address().is_ok_and(|address| {
            let known = Catalogue::bundled().by_domain(address.domain());
            known.is_some() || domain_of(&address) == draft.found.domain
        });
        Self {
            // What followed from the address follows from the next one as well.
            picked: tile_of(draft).filter(|_| !is_followed),
            problem: None,
            search: Search::new(draft),
            others: Vec::new(),
        }
    }

    /// The screen beside the other mailboxes that are set up.
    #[must_use]
    pub fn beside(mut self, others: Vec<Account>) -> Self {
        self.others = others;
        self
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: Message) -> Action {
        match message {
            Message::TileChosen(tile) => {
                self.choose(draft, tile);
                Action::None
            }
            Message::AddressTyped(address) | Message::SuggestionTaken(address) => {
                draft.address = address;
                self.problem = None;
                self.search.waits = false;
                self.recognise(draft);
                Action::None
            }
            Message::WayTaken(way) => self.take_way(draft, way),
            Message::FollowAgreed(host) => {
                self.search.agree(draft, host);
                Action::Focus(ADDRESS)
            }
            Message::FollowDeclined(host) => {
                self.search.declined.push(host);
                self.go_on(draft)
            }
            Message::SearchStopped => Action::Stop,
            Message::SearchedAgain => {
                self.search.again = true;
                draft.found = Found::default();
                Action::Focus(ADDRESS)
            }
            Message::Continued => self.proceed(draft),
        }
    }

    /// What is to be looked for now, if anything.
    pub fn wanted(&self, draft: &Draft) -> Option<Wanted> {
        let is_doubtful = self.suggestion(draft).is_some();
        self.search.wanted(draft, is_doubtful)
    }

    /// A search began, or asks another source: the key of its sentence.
    pub fn asks(&mut self, asking: &'static str) {
        self.search.asking = Some(asking);
        self.search.again = false;
    }

    /// What runs no longer matters.
    pub fn ended(&mut self) {
        self.search.asking = None;
    }

    /// What was found is in the draft now.
    pub fn searched(&mut self, draft: &mut Draft) -> Action {
        self.search.asking = None;
        self.search.again = false;
        if std::mem::take(&mut self.search.waits) {
            self.go_on(draft)
        } else {
            Action::None
        }
    }

    /// The search was stopped.
    pub fn stop_searching(&mut self, draft: &mut Draft) {
        self.search.stop(draft);
    }

    /// Whether servers are being looked for.
    pub const fn is_searching(&self) -> bool {
        self.search.asking.is_some()
    }

    fn choose(&mut self, draft: &mut Draft, tile: Tile) {
        self.picked = Some(tile);
        let domain = domain_typed(draft);
        let known = domain.and_then(|domain| Catalogue::bundled().by_domain(domain));
        let is_named = known.is_some() || (draft.found.domain.is_some() && !draft.is_other());
        // Against what is known of the domain: the person has reasons.
        if tile == Tile::Other && is_named {
            Self::enter_by_hand(draft);
        } else {
            draft.by_hand = None;
            Self::set_provider(draft, Some(tile.id().to_owned()));
        }
    }

    /// Enters the servers, though the provider is known or takes no password. What was found is a
    /// beginning.
    fn enter_by_hand(draft: &mut Draft) {
        draft.by_hand = domain_typed(draft).map(str::to_owned);
        draft.provider = Some(OTHER_PROVIDER.to_owned());
        draft.servers_from = ServersFrom::Nothing;
    }

    /// The provider follows the address where the address is known; else what was picked stays.
    fn recognise(&mut self, draft: &mut Draft) {
        let domain = domain_typed(draft);
        let is_by_hand = domain.is_some_and(|domain| draft.is_by_hand(domain));
        let known = domain.and_then(|domain| Catalogue::bundled().by_domain(domain));
        let id = match (known, self.picked) {
            _ if is_by_hand => Some(OTHER_PROVIDER.to_owned()),
            (Some(provider), _) => Some(provider.id().to_owned()),
            (None, Some(tile)) => Some(tile.id().to_owned()),
            (None, None) => draft
                .parsed_address()
                .is_ok()
                .then(|| OTHER_PROVIDER.to_owned()),
        };
        Self::set_provider(draft, id);
    }

    fn set_provider(draft: &mut Draft, id: Option<String>) {
        if draft.provider != id {
            draft.provider = id;
            draft.found = Found::default();
            draft.servers_from = ServersFrom::Nothing;
        }
    }

    fn take_way(&mut self, draft: &mut Draft, way: WayOn) -> Action {
        match way {
            WayOn::AnotherProvider | WayOn::KeepAsRecipient => {
                self.picked = None;
                draft.by_hand = None;
                draft.found = Found::default();
                draft.address.clear();
                Self::set_provider(draft, None);
                Action::Focus(ADDRESS)
            }
            WayOn::CompanyException | WayOn::OwnServers => {
                self.picked = Some(Tile::Other);
                Self::enter_by_hand(draft);
                Action::Focus(ADDRESS)
            }
            WayOn::UseForHomeStation => {
                draft.role = Some(RoleChoice::HomeStation);
                Action::Focus(ADDRESS)
            }
            WayOn::UseImap => {
                draft.protocol = Some(Incoming::Imap);
                Action::Focus(ADDRESS)
            }
            WayOn::UsePop3 => {
                draft.protocol = Some(Incoming::Pop3);
                Action::Focus(ADDRESS)
            }
        }
    }

    fn proceed(&mut self, draft: &mut Draft) -> Action {
        if let Err(error) = draft.parsed_address() {
            self.problem = Some(error.problem);
            return Action::Focus(ADDRESS);
        }
        if draft.provider.is_none() {
            self.recognise(draft);
        }
        self.search.waits = true;
        if self
            .wanted(draft)
            .is_some_and(|wanted| !wanted.is_told(draft))
        {
            return Action::None;
        }
        self.search.waits = false;
        self.go_on(draft)
    }

    /// To the next step, unless something is to be said or asked first.
    fn go_on(&self, draft: &mut Draft) -> Action {
        if let Some(block) = Block::of(draft, &self.search) {
            return Action::Focus(block.id());
        }
        draft.fill_servers();
        Action::Continue
    }

    /// The whole address where only its first part was typed for a tile, or one slip away.
    fn suggestion(&self, draft: &Draft) -> Option<String> {
        let typed = draft.address.trim();
        let address = match typed.rsplit_once('@') {
            Some((local, domain)) => {
                format!("{local}@{}", Catalogue::bundled().suggest(domain)?)
            }
            None => format!("{typed}@{}", self.picked?.provider()?.domains().first()?),
        };
        address
            .parse::<Address>()
            .is_ok()
            .then_some(address)
            .filter(|_| !typed.is_empty())
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let current = tile_of(draft);
        let tiles = Tile::ALL.into_iter().map(|choice| {
            tile(locale.text(choice.label_key()))
                .icon(match choice {
                    Tile::Other => Icon::Server,
                    Tile::Gmail | Tile::Yahoo | Tile::Icloud | Tile::Microsoft | Tile::Yandex => {
                        Icon::Mail
                    }
                })
                .selected(current == Some(choice))
                .on_press(Message::TileChosen(choice))
                .into()
        });
        let address = field(locale.text("screen-provider-address"), &draft.address)
            .placeholder(placeholder(current))
            .id(ADDRESS)
            .on_input(Message::AddressTyped);
        let said = self
            .problem
            .map(|problem| (Sign::Wrong, locale.text(problem.message_key())))
            .or_else(|| Self::recognised(context));
        let address = Column::new()
            .push(address)
            .push(self.search.line(context, said))
            .spacing(space::XXS);
        let shared = draft
            .parsed_address()
            .ok()
            .and_then(|address| sharing::at_address(context, &address, &self.others));
        let notice = if let Some(block) = Block::of(draft, &self.search) {
            Some(block.view(context))
        } else {
            verdict(draft).and_then(|(verdict, provider)| conditions(context, &verdict, provider))
        };
        let suggestion = self.suggestion(draft).map(|suggestion| {
            let words = context.text_with("provider-suggestion", "address", suggestion.clone());
            button::link(words)
                .on_press(Message::SuggestionTaken(suggestion))
                .into()
        });
        let is_free = !(self.search.waits && self.is_searching());
        Sheet::new(locale.text("screen-provider-title"))
            .lead(locale.text("screen-provider-lead"))
            .push(address)
            .push_maybe(shared)
            .push_maybe(notice)
            .push_maybe(suggestion)
            .push(group(flow::tiles(tiles)))
            .primary_maybe(
                locale.text("button-continue"),
                is_free.then_some(Message::Continued),
            )
    }

    /// What is known about the address without asking anybody.
    fn recognised(context: Context<'_>) -> Option<(Sign, String)> {
        let draft = context.draft;
        let address = draft.parsed_address().ok()?;
        let by_domain = Catalogue::bundled().by_domain(address.domain());
        let _ = draft.provider.as_ref()?;
        match (by_domain, draft.known_provider()) {
            (Some(at), Some(chosen)) if at.kin() == chosen.kin() => Some((
                Sign::Good,
                context.text_with("screen-provider-at", "provider", at.name()),
            )),
            (Some(at), _) => Some((
                Sign::Doubtful,
                context.text_with("screen-provider-is-at", "provider", at.name()),
            )),
            (None, Some(chosen)) => Some((
                Sign::Note,
                context.locale.text_with(
                    "provider-found-by-mx",
                    [
                        ("domain", address.domain().to_owned().into()),
                        ("provider", chosen.name().into()),
                    ],
                ),
            ))
            .filter(|_| draft.found.domain.is_some()),
            (None, None) => None,
        }
    }
}

/// The domain as typed so far.
fn domain_typed(draft: &Draft) -> Option<&str> {
    let (_, domain) = draft.address.trim().rsplit_once('@')?;
    Some(domain)
}

/// Why the provider of the draft cannot serve, if it cannot.
fn refusal(draft: &Draft) -> Option<(Refusal, &'static provider::Provider)> {
    let (verdict, provider) = verdict(draft)?;
    verdict.refusal().map(|refusal| (refusal.clone(), provider))
}

/// The provider of the draft, judged in the draft's role.
fn verdict(draft: &Draft) -> Option<(Verdict, &'static provider::Provider)> {
    let provider = draft.known_provider()?;
    let role = draft.parsed_role().ok()?;
    Some((provider.verdict(&role, draft.protocol), provider))
}

/// The tile of the chosen provider; none while nothing was chosen.
fn tile_of(draft: &Draft) -> Option<Tile> {
    let _ = draft.provider.as_ref()?;
    Some(draft.known_provider().map_or(Tile::Other, Tile::of))
}

/// An example of an address.
fn placeholder(tile: Option<Tile>) -> String {
    let domain = tile
        .and_then(Tile::provider)
        .and_then(|provider| provider.domains().first().copied())
        .unwrap_or("example.org");
    format!("station@{domain}")
}

#[cfg(test)]
mod tests;
