//! Provider and address: either picks the other. A provider that cannot work in this role says so
//! here, before a password was asked for, with two ways on.

mod refused;

use super::{Context, Sheet, problem_text, sharing};
use crate::{
    account::{Account, Address, Host, Incoming},
    draft::{Draft, FieldProblem, Found, OTHER_PROVIDER, RoleChoice, ServersFrom, domain_of},
    provider::{self, Catalogue, Refusal, Tile, Verdict, WayOn},
    widget::{
        Icon, Id, button,
        card::tile,
        field::{Verdict as Sign, field},
        flow,
        group::group,
        progress::spinner,
        text,
    },
};
use refused::{conditions, refused};

/// The address's field.
pub const ADDRESS: Id = Id::new("address");

/// The first way on under a refusal.
pub const WAY_ON: Id = Id::new("way-on");

/// The state of the screen.
#[derive(Debug)]
pub struct Provider {
    /// The tile the person picked, which an unknown domain does not overrule.
    picked: Option<Tile>,
    problem: Option<FieldProblem>,
    /// The domain whose servers are being looked for.
    searching: Option<Host>,
    /// The domain whose servers were looked for.
    searched: Option<Host>,
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
    /// A page is to be opened.
    PageAsked(&'static str),
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
    /// Find the servers of this domain first.
    Discover(Host),
    /// Open a page.
    Open(&'static str),
    /// Give the keyboard to a field.
    Focus(Id),
}

impl Provider {
    /// The screen with the answers so far.
    pub fn new(draft: &Draft) -> Self {
        let by_id = draft.provider.as_deref().map(tile_of_id);
        Self {
            picked: by_id,
            problem: None,
            searching: None,
            searched: (draft.found != Found::default())
                .then(|| draft.parsed_address().ok())
                .flatten()
                .and_then(|address| domain_of(&address)),
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
                self.picked = Some(tile);
                self.set_provider(draft, Some(tile.id().to_owned()));
                Action::None
            }
            Message::AddressTyped(address) | Message::SuggestionTaken(address) => {
                draft.address = address;
                self.problem = None;
                self.recognise(draft);
                Action::None
            }
            Message::WayTaken(way) => self.take_way(draft, way),
            Message::PageAsked(page) => Action::Open(page),
            Message::Continued => self.proceed(draft),
        }
    }

    /// What was found for the domain that was asked about; the parent has put it into the draft.
    pub fn searched(&mut self, draft: &mut Draft) -> Action {
        self.searched = self.searching.take();
        draft.fill_servers();
        if refusal(draft).is_some() {
            Action::Focus(WAY_ON)
        } else {
            Action::Continue
        }
    }

    /// The search was stopped.
    pub fn stop_searching(&mut self) {
        self.searching = None;
    }

    /// Whether servers are being looked for.
    pub const fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// The provider follows the address where the address is known; else what was picked stays.
    fn recognise(&mut self, draft: &mut Draft) {
        let domain = draft
            .address
            .trim()
            .rsplit_once('@')
            .map(|(_, domain)| domain);
        let known = domain.and_then(|domain| Catalogue::bundled().by_domain(domain));
        let id = match (known, self.picked) {
            (Some(provider), _) => Some(provider.id().to_owned()),
            (None, Some(tile)) => Some(tile.id().to_owned()),
            (None, None) => draft
                .parsed_address()
                .is_ok()
                .then(|| OTHER_PROVIDER.to_owned()),
        };
        self.set_provider(draft, id);
    }

    fn set_provider(&mut self, draft: &mut Draft, id: Option<String>) {
        if draft.provider != id {
            draft.provider = id;
            draft.found = Found::default();
            draft.servers_from = ServersFrom::Nothing;
            self.searched = None;
        }
    }

    fn take_way(&mut self, draft: &mut Draft, way: WayOn) -> Action {
        match way {
            WayOn::AnotherProvider | WayOn::KeepAsRecipient => {
                self.picked = None;
                draft.address.clear();
                self.set_provider(draft, None);
                Action::Focus(ADDRESS)
            }
            WayOn::CompanyException | WayOn::OwnServers => {
                self.picked = Some(Tile::Other);
                self.set_provider(draft, Some(OTHER_PROVIDER.to_owned()));
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
        if self.searching.is_some() {
            return Action::None;
        }
        let address = match draft.parsed_address() {
            Ok(address) => address,
            Err(error) => {
                self.problem = Some(error.problem);
                return Action::Focus(ADDRESS);
            }
        };
        if draft.provider.is_none() {
            self.recognise(draft);
        }
        if refusal(draft).is_some() {
            return Action::Focus(WAY_ON);
        }
        let domain = domain_of(&address);
        let is_unknown = draft.is_other() && draft.servers_from != ServersFrom::Person;
        if is_unknown
            && domain != self.searched
            && let Some(domain) = domain
        {
            self.searching = Some(domain.clone());
            return Action::Discover(domain);
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
        let current = draft.provider.as_deref().map(tile_of_id);
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
        let mut address = field(locale.text("screen-provider-address"), &draft.address)
            .placeholder(placeholder(current))
            .id(ADDRESS)
            .on_input(Message::AddressTyped);
        if let Some(problem) = self.problem {
            address = address.verdict(Sign::Wrong, problem_text(locale, problem));
        } else if let Some((sign, words)) = self.recognised(context) {
            address = address.verdict(sign, words);
        }
        let mut sheet = Sheet::new(locale.text("screen-provider-title"))
            .lead(locale.text("screen-provider-lead"))
            .push(address);
        if let Ok(address) = draft.parsed_address() {
            sheet = sheet.push_maybe(sharing::at_address(context, &address, &self.others));
        }
        if let Some((why, provider)) = refusal(draft) {
            sheet = sheet.push(refused(context, &why, provider));
        } else if let Some((verdict, provider)) = verdict(draft) {
            sheet = sheet.push_maybe(conditions(context, &verdict, provider));
        }
        if let Some(suggestion) = self.suggestion(draft) {
            let words = context.text_with("provider-suggestion", "address", suggestion.clone());
            sheet = sheet.push(button::link(words).on_press(Message::SuggestionTaken(suggestion)));
        }
        if let Some(domain) = &self.searching {
            let words = context.text_with("screen-provider-searching", "domain", domain.as_str());
            sheet = sheet.push(
                iced::widget::Row::new()
                    .push(spinner(context.motion))
                    .push(text::muted(words))
                    .spacing(crate::theme::space::S),
            );
        }
        sheet.push(group(flow::tiles(tiles))).primary_maybe(
            locale.text("button-continue"),
            self.searching.is_none().then_some(Message::Continued),
        )
    }

    /// What is known about the address, as a line under its field.
    fn recognised(&self, context: Context<'_>) -> Option<(Sign, String)> {
        let draft = context.draft;
        let address = draft.parsed_address().ok()?;
        let by_domain = Catalogue::bundled().by_domain(address.domain());
        let by_id = Catalogue::bundled().by_id(draft.provider.as_deref()?);
        match (by_domain, by_id) {
            (Some(at), Some(chosen)) if at.kin() == chosen.kin() => Some((
                Sign::Good,
                context.text_with("screen-provider-at", "provider", chosen.name()),
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
            .filter(|_| self.searched.is_some()),
            (None, None) => Some((
                Sign::Note,
                context.text_with("screen-provider-unknown", "domain", address.domain()),
            ))
            .filter(|_| self.searching.is_none() && self.searched.is_none()),
        }
    }
}

/// Why the provider of the draft cannot serve, if it cannot.
fn refusal(draft: &Draft) -> Option<(Refusal, &'static provider::Provider)> {
    let (verdict, provider) = verdict(draft)?;
    verdict.refusal().map(|refusal| (refusal.clone(), provider))
}

/// The provider of the draft, judged in the draft's role.
fn verdict(draft: &Draft) -> Option<(Verdict, &'static provider::Provider)> {
    let provider = Catalogue::bundled().by_id(draft.provider.as_deref()?)?;
    let role = draft.parsed_role().ok()?;
    Some((provider.verdict(&role, draft.protocol), provider))
}

fn tile_of_id(id: &str) -> Tile {
    Catalogue::bundled().by_id(id).map_or(Tile::Other, Tile::of)
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
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft {
            role: Some(RoleChoice::HomeStation),
            ..Draft::default()
        }
    }

    fn typed(screen: &mut Provider, draft: &mut Draft, address: &str) -> Action {
        let _ = screen.update(draft, Message::AddressTyped(address.to_owned()));
        screen.update(draft, Message::Continued)
    }

    #[test]
    fn the_address_picks_the_tile_and_its_servers() {
        let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
        assert_eq!(
            typed(&mut screen, &mut draft, "ana@gmail.com"),
            Action::Continue
        );
        assert_eq!(draft.provider.as_deref(), Some("gmail"));
        assert_eq!(draft.incoming.host, "imap.gmail.com");
    }

    #[test]
    fn a_tile_stays_picked_for_an_own_domain() {
        let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
        let _ = screen.update(&mut draft, Message::TileChosen(Tile::Gmail));
        assert_eq!(
            typed(&mut screen, &mut draft, "ana@agua.example"),
            Action::Continue
        );
        assert_eq!(draft.provider.as_deref(), Some("gmail"));
    }

    #[test]
    fn microsoft_is_refused_before_the_password_with_two_ways_on() {
        let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
        assert_eq!(
            typed(&mut screen, &mut draft, "ana@hotmail.com"),
            Action::Focus(WAY_ON)
        );
        let _ = screen.update(&mut draft, Message::WayTaken(WayOn::AnotherProvider));
        assert_eq!((draft.address.as_str(), draft.provider), ("", None));
    }

    #[test]
    fn icloud_is_refused_for_a_level_sender_alone() {
        let mut draft = Draft {
            role: Some(RoleChoice::LevelSender),
            serial: "123456".to_owned(),
            ..Draft::default()
        };
        let mut screen = Provider::new(&draft);
        assert_eq!(
            typed(&mut screen, &mut draft, "ana@icloud.com"),
            Action::Focus(WAY_ON)
        );
        let _ = screen.update(&mut draft, Message::WayTaken(WayOn::UseForHomeStation));
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Continue
        );
    }

    #[test]
    fn the_servers_of_an_unknown_domain_are_looked_for_once() {
        let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
        let domain: Host = "agua.example".parse().unwrap();
        assert_eq!(
            typed(&mut screen, &mut draft, "ana@agua.example"),
            Action::Discover(domain)
        );
        assert_eq!(screen.searched(&mut draft), Action::Continue);
        assert_eq!(draft.servers_from, ServersFrom::Guess);
        assert_eq!(
            screen.update(&mut draft, Message::Continued),
            Action::Continue
        );
    }

    #[test]
    fn what_is_no_address_is_said_beside_the_field() {
        let (mut draft, mut screen) = (draft(), Provider::new(&draft()));
        assert_eq!(
            typed(&mut screen, &mut draft, "ana"),
            Action::Focus(ADDRESS)
        );
        assert!(screen.problem.is_some());
    }
}
