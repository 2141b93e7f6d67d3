//! What must be said or asked before the next step, and before a password is typed: the one thing
//! that stands in the way, with its ways on.

use iced::widget::Column;

use super::{FOLLOW, Message, WAY_ON, refusal, refused, search::Search};
use crate::{
    account::{Host, Incoming},
    draft::Draft,
    provider::{self, Refusal, WayOn},
    screen::Context,
    theme::space,
    widget::{
        Element, Icon, Id, button,
        notice::{Kind, callout},
        text,
    },
};

/// What stands in the way.
#[derive(Debug)]
pub(super) enum Block {
    /// The provider cannot serve in this role.
    Refused(Box<Refusal>, &'static provider::Provider),
    /// The domain's servers take no password.
    NoPassword(Host),
    /// A LevelSender needs POP, and servers without it were found.
    NoPop(Host),
    /// A page sends on to another site.
    Redirect { domain: Host, from: Host, to: Host },
}

impl Block {
    pub(super) fn of(draft: &Draft, search: &Search) -> Option<Self> {
        if let Some((why, provider)) = refusal(draft) {
            return Some(Self::Refused(Box::new(why), provider));
        }
        let domain = draft.found.domain.clone()?;
        if draft.is_by_hand(domain.as_str()) {
            return None;
        }
        let origin = draft.found.origin.as_ref();
        if origin.is_some_and(|origin| origin.oauth2_only) {
            return Some(Self::NoPassword(domain));
        }
        if let Some((from, to)) = search.redirect(draft) {
            let (from, to) = (from.clone(), to.clone());
            return Some(Self::Redirect { domain, from, to });
        }
        (draft.is_level_sender() && draft.is_other() && draft.found_lacks(Incoming::Pop3))
            .then_some(Self::NoPop(domain))
    }

    /// Where the keyboard goes.
    pub(super) const fn id(&self) -> Id {
        match self {
            Self::Refused(..) | Self::NoPassword(_) | Self::NoPop(_) => WAY_ON,
            Self::Redirect { .. } => FOLLOW,
        }
    }

    pub(super) fn view<'a>(&self, context: Context<'a>) -> Element<'a, Message> {
        match self {
            Self::Refused(refusal, provider) => refused::refused(context, refusal, provider),
            Self::NoPassword(domain) => {
                let keys = ["discovery-oauth2-title", "discovery-oauth2-only"];
                no_use(context, keys, domain)
            }
            Self::NoPop(domain) => {
                let keys = ["discovery-no-pop-title", "discovery-no-pop-text"];
                no_use(context, keys, domain)
            }
            Self::Redirect { domain, from, to } => redirect(context, domain, from, to),
        }
    }
}

/// Nothing that was found will do; the ways on are those of a refused provider.
fn no_use<'a>(context: Context<'a>, keys: [&str; 2], domain: &Host) -> Element<'a, Message> {
    let [title, words] = keys;
    callout(
        Kind::Warning,
        context.text_with(title, "domain", domain.to_string()),
    )
    .text(context.text(words))
    .content(refused::ways(
        context,
        [WayOn::AnotherProvider, WayOn::OwnServers],
    ))
    .into()
}

fn redirect<'a>(
    context: Context<'a>,
    domain: &Host,
    from: &Host,
    to: &Host,
) -> Element<'a, Message> {
    let about = |key: &str| {
        context.locale.text_with(
            key,
            [
                ("domain", domain.to_string().into()),
                ("from", from.to_string().into()),
                ("to", to.to_string().into()),
            ],
        )
    };
    let yes = button::secondary(about("discovery-redirect-yes"))
        .icon(Icon::Server)
        .id(FOLLOW)
        .on_press(Message::FollowAgreed(to.clone()));
    let no =
        button::quiet(about("discovery-redirect-no")).on_press(Message::FollowDeclined(to.clone()));
    callout(Kind::Info, about("discovery-redirect-title"))
        .content(
            Column::new()
                .push(text::heading(to.to_string()))
                .push(text::body(about("discovery-redirect-text")))
                .spacing(space::XXS),
        )
        .action(yes)
        .action(no)
        .into()
}
