//! IMAP or POP: two short questions, a recommendation with its reason, and what to switch on.

use iced::widget::Column;

use super::{Context, Sheet};
use crate::{
    account::Incoming,
    draft::{Draft, RoleChoice},
    provider::{self, Catalogue, Condition},
    theme::{Tone, space},
    widget::{
        Element, Icon, Id, button,
        card::card,
        choice::{Segment, segmented},
        flow,
        group::group,
        notice::{Kind, callout},
        text,
    },
};

/// The card of the chosen protocol.
pub const CHOSEN: Id = Id::new("protocol");

/// The state of the screen.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "two answers and two things that are open or not"
)]
pub struct Protocol {
    /// Whether others read the mailbox too.
    is_shared: bool,
    /// Whether mail stays at the provider.
    stays: bool,
    /// Whether the person picked a card, so that the answers no longer do.
    is_picked: bool,
    shows_comparison: bool,
}

/// What happened.
#[derive(Debug, Clone)]
pub enum Message {
    /// Do other people or devices read this mailbox?
    SharedAnswered(bool),
    /// Shall mail stay at the provider?
    StaysAnswered(bool),
    /// A card was picked.
    Chosen(Incoming),
    /// The comparison was opened or closed.
    ComparisonToggled,
    /// A page is to be opened.
    PageAsked(&'static str),
    /// On to the next step.
    Continued,
}

/// What the parent shall do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Go to the next step.
    Continue,
    /// Open a page.
    Open(&'static str),
}

impl Protocol {
    /// The screen with the answers so far.
    pub fn new(draft: &mut Draft) -> Self {
        let screen = Self {
            is_shared: false,
            stays: true,
            is_picked: draft.protocol.is_some(),
            shows_comparison: false,
        };
        if !screen.is_picked {
            draft.choose_protocol(screen.recommended(draft));
        }
        screen
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: &Message) -> Action {
        match *message {
            Message::SharedAnswered(is_shared) => {
                self.is_shared = is_shared;
                self.is_picked = false;
                draft.choose_protocol(self.recommended(draft));
            }
            Message::StaysAnswered(stays) => {
                self.stays = stays;
                self.is_picked = false;
                draft.pop.leave_on_server = stays;
                draft.choose_protocol(self.recommended(draft));
            }
            Message::Chosen(incoming) => {
                self.is_picked = true;
                draft.choose_protocol(incoming);
            }
            Message::ComparisonToggled => self.shows_comparison = !self.shows_comparison,
            Message::PageAsked(page) => return Action::Open(page),
            Message::Continued => return Action::Continue,
        }
        Action::None
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        std::mem::take(&mut self.shows_comparison)
    }

    /// IMAP, unless the provider has none, or nobody else reads the mailbox and mail need not stay.
    fn recommended(&self, draft: &Draft) -> Incoming {
        match (offers(draft, Incoming::Imap), offers(draft, Incoming::Pop3)) {
            (true, true) if self.is_shared || self.stays => Incoming::Imap,
            (_, true) => Incoming::Pop3,
            (_, false) => Incoming::Imap,
        }
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let sheet = Sheet::new(locale.text("screen-protocol-title"));
        let sheet = if draft.role == Some(RoleChoice::LevelSender) {
            sheet
                .push(
                    callout(Kind::Info, locale.text("screen-protocol-levelsender"))
                        .text(locale.text("screen-protocol-levelsender-text")),
                )
                .push_maybe(google_note(context))
        } else {
            self.choice(sheet, context)
        };
        sheet
            .push_maybe(switch_on(context))
            .primary(locale.text("button-continue"), Message::Continued)
    }

    fn choice<'a>(&'a self, sheet: Sheet<'a, Message>, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let recommended = self.recommended(draft);
        let chosen = draft.effective_protocol();
        let cards = [Incoming::Imap, Incoming::Pop3].map(|incoming| {
            let (title, words) = match incoming {
                Incoming::Imap => ("screen-protocol-imap", "screen-protocol-imap-text"),
                Incoming::Pop3 => ("screen-protocol-pop", "screen-protocol-pop-text"),
            };
            let is_offered = offers(draft, incoming);
            let mut card = card(locale.text(title))
                .text(locale.text(words))
                .icon(match incoming {
                    Incoming::Imap => Icon::Refresh,
                    Incoming::Pop3 => Icon::Download,
                })
                .selected(chosen == incoming)
                .on_press_maybe(is_offered.then_some(Message::Chosen(incoming)));
            if chosen == incoming {
                card = card.id(CHOSEN);
            }
            if !is_offered {
                card = card.note(Tone::Muted, locale.text("screen-protocol-not-offered"));
            } else if incoming == recommended {
                card = card.badge(locale.text("screen-protocol-recommended"));
            }
            card.into()
        });
        let reason = locale.text(match (recommended, self.is_shared, self.stays) {
            (Incoming::Imap, true, _) => "screen-protocol-why-shared",
            (Incoming::Imap, false, true) => "screen-protocol-why-stays",
            (Incoming::Imap, false, false) | (Incoming::Pop3, _, _) => "screen-protocol-why-alone",
        });
        let comparison = if self.shows_comparison {
            Column::new()
                .push(text::body(locale.text("screen-protocol-compare-imap")))
                .push(text::body(locale.text("screen-protocol-compare-pop")))
                .spacing(space::S)
                .into()
        } else {
            Element::from(iced::widget::space())
        };
        let toggle = button::link(locale.text("screen-protocol-compare"))
            .icon(if self.shows_comparison {
                Icon::ChevronUp
            } else {
                Icon::ChevronDown
            })
            .on_press(Message::ComparisonToggled);
        let has_choice = offers(draft, Incoming::Imap) && offers(draft, Incoming::Pop3);
        let mut sheet = sheet.lead(locale.text("screen-protocol-lead"));
        if has_choice {
            sheet = sheet.push(flow::columns([
                Self::question(
                    context,
                    "screen-protocol-shared",
                    self.is_shared,
                    Message::SharedAnswered,
                ),
                Self::question(
                    context,
                    "screen-protocol-stays",
                    self.stays,
                    Message::StaysAnswered,
                ),
            ]));
        }
        sheet
            .push(group(flow::columns(cards)))
            .push_maybe(has_choice.then(|| text::body(reason).into()))
            .push(
                Column::new()
                    .push(toggle)
                    .push(comparison)
                    .spacing(space::XS),
            )
            .push_maybe(google_note(context).filter(|_| chosen == Incoming::Pop3))
    }

    fn question<'a>(
        context: Context<'a>,
        key: &str,
        answer: bool,
        message: fn(bool) -> Message,
    ) -> Element<'a, Message> {
        let segment = |key: &str, value: bool| Segment {
            label: context.text(key).into(),
            is_on: answer == value,
            message: message(value),
        };
        Column::new()
            .push(text::strong(context.text(key)))
            .push(segmented(vec![
                segment("word-yes", true),
                segment("word-no", false),
            ]))
            .spacing(space::XS)
            .into()
    }
}

/// Whether the mailbox can be read by this protocol, as far as is known.
fn offers(draft: &Draft, incoming: Incoming) -> bool {
    known(draft).is_none_or(|provider| !provider.incoming(incoming).is_empty())
}

fn known(draft: &Draft) -> Option<&'static provider::Provider> {
    Catalogue::bundled().by_id(draft.provider.as_deref()?)
}

/// At Google a message read by POP3 is hidden from the next program.
fn google_note(context: Context<'_>) -> Option<Element<'_, Message>> {
    known(context.draft)
        .filter(|provider| provider.is_google())
        .map(|_| {
            callout(Kind::Warning, context.text("screen-protocol-google-pop"))
                .text(context.text("screen-protocol-google-pop-text"))
                .into()
        })
}

/// What must be switched on at the provider for the chosen protocol, and the page where.
fn switch_on(context: Context<'_>) -> Option<Element<'_, Message>> {
    let Context { locale, draft, .. } = context;
    let provider = known(draft)?;
    let role = draft.parsed_role().ok()?;
    let verdict = provider.verdict(&role, Some(draft.effective_protocol()));
    let mut parts = verdict.conditions().iter().filter_map(|condition| {
        let Condition::SwitchOn(switch) = condition else {
            return None;
        };
        let mut part = callout(Kind::Info, condition.explain(locale, provider));
        let (english, spanish) = switch.paths();
        let path = match locale.language() {
            crate::i18n::Language::Spanish if !spanish.is_empty() => spanish,
            crate::i18n::Language::Spanish | crate::i18n::Language::English => english,
        };
        if !path.is_empty() {
            part =
                part.text(context.text_with("provider-condition-path", "path", path.join(" › ")));
        }
        if let Some(page) = switch.page() {
            part = part.action(
                button::secondary(context.text_with(
                    "screen-open-provider",
                    "provider",
                    provider.name(),
                ))
                .trailing(Icon::External)
                .on_press(Message::PageAsked(page)),
            );
        }
        Some(Element::from(part))
    });
    let first = parts.next()?;
    Some(
        Column::new()
            .push(first)
            .extend(parts)
            .spacing(space::S)
            .into(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(provider: &str) -> Draft {
        Draft {
            role: Some(RoleChoice::HomeStation),
            provider: Some(provider.to_owned()),
            address: format!("ana@{provider}.com"),
            ..Draft::default()
        }
    }

    #[test]
    fn imap_is_recommended_until_nobody_else_reads_and_mail_need_not_stay() {
        let mut draft = draft("gmail");
        let mut screen = Protocol::new(&mut draft);
        assert_eq!(draft.protocol, Some(Incoming::Imap));
        let _ = screen.update(&mut draft, &Message::StaysAnswered(false));
        assert_eq!(draft.protocol, Some(Incoming::Pop3));
        let _ = screen.update(&mut draft, &Message::SharedAnswered(true));
        assert_eq!(draft.protocol, Some(Incoming::Imap));
    }

    #[test]
    fn a_provider_without_pop_leaves_no_choice() {
        let mut draft = draft("icloud");
        let mut screen = Protocol::new(&mut draft);
        let _ = screen.update(&mut draft, &Message::StaysAnswered(false));
        assert_eq!(draft.protocol, Some(Incoming::Imap));
    }

    #[test]
    fn what_was_picked_before_stays_picked() {
        let mut draft = draft("gmail");
        draft.protocol = Some(Incoming::Pop3);
        let _ = Protocol::new(&mut draft);
        assert_eq!(draft.protocol, Some(Incoming::Pop3));
    }
}
