//! IMAP or POP: two short questions, a recommendation with its reason, and what to switch on.

mod found;

use iced::widget::Column;

use super::{
    Context, Sheet,
    glossary::{Asked, Glossary},
};
use crate::{
    account::{Incoming, Role},
    draft::Draft,
    provider::{
        Condition,
        choice::{self, Answers, Recommendation, recommend},
        glossary::Term,
    },
    theme::{Tone, space},
    widget::{
        self, Element, Icon, Id, Segment, Verdict, button, card, columns, divided, group,
        notice::{Kind, callout},
        segmented, text, verdict_line,
    },
};

/// The card of the chosen protocol.
pub const CHOSEN: Id = Id::new("protocol");

/// The state of the screen.
#[derive(Debug)]
pub struct Protocol {
    answers: Answers,
    /// Whether the person picked a card, so that the answers no longer do.
    is_picked: bool,
    shows_comparison: bool,
    glossary: Glossary,
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
    /// A word was asked about.
    WordAsked(Asked),
    /// A page is to be opened.
    PageAsked(String),
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
    Open(String),
}

impl Protocol {
    /// The screen with the answers so far.
    pub fn new(draft: &mut Draft) -> Self {
        let screen = Self {
            answers: Answers::default(),
            is_picked: draft.protocol.is_some(),
            shows_comparison: false,
            glossary: Glossary::default(),
        };
        if !screen.is_picked {
            screen.recommend(draft);
        }
        screen
    }

    /// Takes a message.
    pub fn update(&mut self, draft: &mut Draft, message: &Message) -> Action {
        match *message {
            Message::PageAsked(ref page) => return Action::Open(page.clone()),
            Message::SharedAnswered(is_shared) => {
                self.answers.others_read = Some(is_shared);
                self.is_picked = false;
                self.recommend(draft);
            }
            Message::StaysAnswered(stays) => {
                self.answers.keep_on_server = Some(stays);
                self.is_picked = false;
                draft.pop.leave_on_server = stays;
                self.recommend(draft);
            }
            Message::Chosen(incoming) => {
                self.is_picked = true;
                draft.choose_protocol(incoming);
            }
            Message::ComparisonToggled => self.shows_comparison = !self.shows_comparison,
            Message::WordAsked(asked) => self.glossary.update(asked),
            Message::Continued => return Action::Continue,
        }
        Action::None
    }

    /// Closes what is open on top.
    pub fn close_top(&mut self) -> bool {
        self.glossary.close_top() || std::mem::take(&mut self.shows_comparison)
    }

    /// Chooses what is recommended, or the one for which servers were found.
    fn recommend(&self, draft: &mut Draft) {
        let incoming = match found::only(draft) {
            Some(only) => only,
            None => self.recommendation(draft).incoming,
        };
        draft.choose_protocol(incoming);
    }

    fn recommendation(&self, draft: &Draft) -> Recommendation {
        let role = draft.parsed_role().unwrap_or(Role::HomeStation);
        recommend(&role, draft.known_provider(), self.answers)
    }

    /// Draws it.
    pub fn view<'a>(&'a self, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let sheet = Sheet::new(locale.text("screen-protocol-title"));
        let sheet = if draft.is_level_sender() {
            sheet
                .push(
                    callout(Kind::Info, locale.text("screen-protocol-levelsender"))
                        .text(locale.text("screen-protocol-levelsender-text")),
                )
                .push_maybe(google_note(context))
        } else {
            self.choice(sheet, context)
        };
        let terms: &[Term] = if draft.is_level_sender() {
            &[Term::Imap, Term::Pop3, Term::RemoteChanges]
        } else {
            &[Term::Imap, Term::Pop3]
        };
        sheet
            .push_maybe(found::pages(context))
            .push_maybe(switch_on(context))
            .push(self.glossary.view(context, terms).map(Message::WordAsked))
            .primary(locale.text("button-continue"), Message::Continued)
    }

    fn choice<'a>(&'a self, sheet: Sheet<'a, Message>, context: Context<'a>) -> Sheet<'a, Message> {
        let Context { locale, draft, .. } = context;
        let recommendation = self.recommendation(draft);
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
            } else if incoming == found::only(draft).unwrap_or(recommendation.incoming) {
                card = card.badge(locale.text("screen-protocol-recommended"));
            }
            card.into()
        });
        let reason = context.text_with(
            recommendation.reason.text_key(),
            "provider",
            draft
                .known_provider()
                .map_or("", |provider| provider.name()),
        );
        let questions = recommendation.is_free.then(|| {
            let [shared, stays] = choice::QUESTIONS;
            widget::cards([
                question(
                    context,
                    shared,
                    self.answers.others_read,
                    Message::SharedAnswered,
                ),
                question(
                    context,
                    stays,
                    self.answers.keep_on_server,
                    Message::StaysAnswered,
                ),
            ])
        });
        let label = locale.text("screen-protocol-compare");
        let toggle =
            button::disclosure(label, self.shows_comparison).on_press(Message::ComparisonToggled);
        sheet
            .lead(locale.text("screen-protocol-lead"))
            .push(group(widget::cards(cards)))
            .push(verdict_line(
                Verdict::Note,
                found::reason(context).unwrap_or(reason),
            ))
            .push_maybe(questions)
            .push(
                Column::new()
                    .push(toggle)
                    .push(self.shows_comparison.then(|| comparison(context)))
                    .spacing(space::XS),
            )
            .push_maybe(google_note(context).filter(|_| chosen == Incoming::Pop3))
    }
}

/// A question with two answers, none of them given beforehand.
fn question<'a>(
    context: Context<'a>,
    key: &str,
    answer: Option<bool>,
    message: fn(bool) -> Message,
) -> Element<'a, Message> {
    let segment = |key: &str, value: bool| Segment {
        label: context.text(key).into(),
        is_on: answer == Some(value),
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

/// Both beside each other, topic by topic.
fn comparison(context: Context<'_>) -> Element<'_, Message> {
    let rows = choice::COMPARISON.into_iter().map(|row| {
        let cell = |title: &'static str, key: &str| {
            Column::new()
                .push(text::small(title))
                .push(text::body(context.text(key)))
                .into()
        };
        Column::new()
            .push(text::strong(context.text(row.topic)))
            .push(columns([cell("IMAP", row.imap), cell("POP", row.pop3)]))
            .spacing(space::XXS)
            .into()
    });
    divided(rows)
}

/// Whether the mailbox can be read by this protocol, as far as is known.
fn offers(draft: &Draft, incoming: Incoming) -> bool {
    draft
        .known_provider()
        .is_none_or(|provider| !provider.incoming(incoming).is_empty())
}

/// At Google a message read by POP3 is hidden from the next program.
fn google_note(context: Context<'_>) -> Option<Element<'_, Message>> {
    let provider = context.draft.known_provider();
    provider.filter(|provider| provider.is_google()).map(|_| {
        callout(Kind::Warning, context.text("screen-protocol-google-pop"))
            .text(context.text("guide-gmail-pop-one-program"))
            .into()
    })
}

/// What must be switched on at the provider for the chosen protocol, and the page where.
fn switch_on(context: Context<'_>) -> Option<Element<'_, Message>> {
    let Context { locale, draft, .. } = context;
    let provider = draft.known_provider()?;
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
                .on_press(Message::PageAsked(page.to_owned())),
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
    use crate::draft::RoleChoice;

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
        let _ = screen.update(&mut draft, &Message::SharedAnswered(false));
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
