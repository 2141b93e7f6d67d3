//! One step at a time, for the small window beside the browser.

use iced::{
    Alignment, Fill,
    widget::{Column, Row, space as gap},
};

use super::{Guide, Message, NEXT};
use crate::{
    account::Role,
    provider::guide::{self, Subject},
    screen::Context,
    theme::space,
    widget::{Element, Icon, Verdict, button, text, verdict_line},
};

impl Guide {
    /// Draws the present step, the ways to the others and to the full window.
    pub fn one<'a>(&'a self, context: Context<'a>) -> Element<'a, Message> {
        let Context { locale, draft, .. } = context;
        let provider = draft.known_provider();
        let role = draft.parsed_role().unwrap_or(Role::HomeStation);
        let subject = Subject::of(draft.address.trim(), &role, provider, &draft.incoming.host);
        let steps = guide::steps(provider, draft.effective_protocol());
        let last = steps.len().saturating_sub(1);
        let current = self.current.min(last);
        let position = locale.text_with(
            "step-position",
            [
                ("number", (current + 1).into()),
                ("total", steps.len().into()),
            ],
        );
        let head = Row::new()
            .push(text::small(position))
            .push(gap().width(Fill))
            .push(
                button::quiet(locale.text("guide-full"))
                    .icon(Icon::Full)
                    .on_press(Message::BesideToggled),
            )
            .align_y(Alignment::Center);
        let to = |step: usize| Message::StepShown(step, step == last);
        let ways = Row::new()
            .push(
                button::quiet(locale.text("guide-previous"))
                    .icon(Icon::ArrowLeft)
                    .on_press_maybe(current.checked_sub(1).map(to)),
            )
            .push(gap().width(Fill))
            .push(
                button::secondary(locale.text("guide-next"))
                    .trailing(Icon::ArrowRight)
                    .id(NEXT)
                    .on_press_maybe((current < last).then(|| to(current + 1))),
            )
            .align_y(Alignment::Center);
        let step = steps
            .get(current)
            .map(|step| self.step(context, &subject, provider, current, step));
        let hint = (context.beside == Some(false))
            .then(|| verdict_line(Verdict::Note, locale.text("guide-not-on-top")));
        Column::new()
            .push(head)
            .push(hint)
            .push(step)
            .push(ways)
            .spacing(space::S)
            .into()
    }
}
