//! The keyboard reaches everything, in order; it is seen where it is; and the root's keys work
//! from everywhere.
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail aloud"
)]

#[path = "support/picture.rs"]
mod picture;

use home_station::theme::{self, Theme, measure};
use home_station::widget::{
    Element, Id, Keys, Segment, button, card, checkbox, dialog as dialogs, field, group, page,
    segmented, stepper,
};
use iced::advanced::mouse;
use iced::advanced::widget::operation::{Focusable, Scrollable};
use iced::advanced::widget::{Operation, operation};
use iced::keyboard::{self, key};
use iced::widget::{Column, space};
use iced::{Event, Rectangle, Vector, window};
use iced_test::Simulator;
use picture::Stage;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    Pressed(usize),
    Typed(String),
    Enter,
    Escape,
}

fn key_press(named: key::Named, modifiers: keyboard::Modifiers, repeat: bool) -> Event {
    let key = keyboard::Key::Named(named);
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: key::Physical::Unidentified(key::NativeCode::Unidentified),
        location: keyboard::Location::Standard,
        modifiers,
        text: None,
        repeat,
    })
}

fn press(named: key::Named) -> Event {
    key_press(named, keyboard::Modifiers::empty(), false)
}

fn back_tab() -> Event {
    key_press(key::Named::Tab, keyboard::Modifiers::SHIFT, false)
}

fn frame() -> Event {
    Event::Window(window::Event::RedrawRequested(iced::time::Instant::now()))
}

/// Sends events to a view in a fresh window and returns what was said.
fn said<'a>(
    view: impl Into<Element<'a, Said>>,
    events: impl IntoIterator<Item = Event>,
) -> Vec<Said> {
    let mut ui = Simulator::with_size(theme::settings(), [640.0, 440.0], view);
    let _ = ui.simulate(events);
    ui.into_messages().collect()
}

/// A field between two buttons, a disabled one among them.
fn form<'a>() -> Element<'a, Said> {
    let column = Column::<Said, Theme>::new()
        .push(button::secondary("uno").on_press(Said::Pressed(1)))
        .push(button::secondary("no"))
        .push(field("dos", "").on_input(Said::Typed))
        .push(checkbox("tres", false).on_press(Said::Pressed(3)));
    Keys::new(column)
        .on_enter_maybe(Some(Said::Enter))
        .on_escape_maybe(Some(Said::Escape))
        .into()
}

use key::Named::{ArrowDown, ArrowLeft, ArrowRight, Enter, Escape, Space, Tab};

#[test]
fn tab_goes_through_everything_enabled_in_order_and_starts_again() {
    let events = [Tab, Space, Tab, Tab, Space, Tab, Space].map(press);
    assert_eq!(
        said(form(), events),
        [Said::Pressed(1), Said::Pressed(3), Said::Pressed(1)]
    );
}

#[test]
fn shift_tab_goes_the_other_way_round() {
    let events = [
        back_tab(),
        press(Space),
        back_tab(),
        back_tab(),
        press(Space),
    ];
    assert_eq!(said(form(), events), [Said::Pressed(3), Said::Pressed(1)]);
}

#[test]
fn space_and_enter_press_what_has_the_keyboard_and_a_held_key_presses_once() {
    let held = key_press(Enter, keyboard::Modifiers::empty(), true);
    let events = [press(Tab), press(Enter), held, press(Space)];
    assert_eq!(said(form(), events), [Said::Pressed(1), Said::Pressed(1)]);
}

#[test]
fn enter_is_the_primary_action_where_nothing_takes_it_also_in_a_field() {
    assert_eq!(said(form(), [press(Enter)]), [Said::Enter]);
    assert_eq!(said(form(), [Tab, Tab, Enter].map(press)), [Said::Enter]);
}

#[test]
fn escape_needs_one_press_also_in_a_field() {
    assert_eq!(said(form(), [press(Escape)]), [Said::Escape]);
    assert_eq!(said(form(), [Tab, Tab, Escape].map(press)), [Said::Escape]);
}

#[test]
fn typing_reaches_the_field_that_tab_reached() {
    let mut ui = Simulator::with_size(theme::settings(), [640.0, 440.0], form());
    let _ = ui.simulate([Tab, Tab].map(press));
    let _ = ui.typewrite("\u{f1}");
    let said: Vec<_> = ui.into_messages().collect();
    assert_eq!(said, [Said::Typed("\u{f1}".to_owned())]);
}

#[test]
fn enter_on_what_is_already_chosen_goes_on_and_space_still_presses() {
    let cards = |is_on| {
        Keys::new(card("uno").selected(is_on).on_press(Said::Pressed(1)))
            .on_enter_maybe(Some(Said::Enter))
    };
    assert_eq!(
        said(cards(false), [Tab, Enter].map(press)),
        [Said::Pressed(1)]
    );
    assert_eq!(said(cards(true), [Tab, Enter].map(press)), [Said::Enter]);
    assert_eq!(
        said(cards(true), [Tab, Space].map(press)),
        [Said::Pressed(1)]
    );
}

#[test]
fn arrows_move_within_a_group_and_wrap_round() {
    let cards = Column::<Said, Theme>::new()
        .push(card("uno").on_press(Said::Pressed(1)))
        .push(card("dos").on_press(Said::Pressed(2)));
    let outer = Column::<Said, Theme>::new()
        .push(group(cards))
        .push(button::quiet("tres").on_press(Said::Pressed(3)));
    let events = [Tab, ArrowDown, Space, ArrowRight, Space, ArrowLeft, Space].map(press);
    assert_eq!(
        said(Keys::new(outer), events),
        [Said::Pressed(2), Said::Pressed(1), Said::Pressed(2)]
    );
}

#[test]
fn arrows_in_a_segmented_choice_choose_as_they_move() {
    let parts = (1..=3)
        .map(|index| Segment {
            label: index.to_string().into(),
            is_on: index == 1,
            message: Said::Pressed(index),
        })
        .collect();
    let events = [Tab, ArrowRight, ArrowRight, ArrowRight].map(press);
    assert_eq!(
        said(Keys::new(segmented(parts)), events),
        [Said::Pressed(2), Said::Pressed(3), Said::Pressed(1)]
    );
}

#[test]
fn arrows_outside_of_a_group_do_nothing_to_it() {
    let cards = group(card("uno").on_press(Said::Pressed(1)));
    assert_eq!(said(Keys::new(cards), [ArrowDown, Space].map(press)), []);
}

#[test]
fn a_dialog_keeps_the_keyboard_and_the_page_gets_none() {
    let view = |is_open: bool| {
        let page = Column::<Said, Theme>::new()
            .push(button::primary("page").on_press(Said::Pressed(1)))
            .push(button::primary("page too").on_press(Said::Pressed(2)));
        let question = is_open.then(|| {
            dialogs::dialog("?")
                .action(button::quiet("no").on_press(Said::Pressed(8)))
                .action(button::danger("yes").on_press(Said::Pressed(9)))
                .into()
        });
        Keys::new(dialogs::over(page, question))
    };
    let mut stage = Stage::new(view(false), [640.0, 440.0]);
    let cursor = mouse::Cursor::Unavailable;
    let send = |stage: &mut Stage<'_, Said>, named| stage.event(&press(named), cursor);
    assert_eq!(send(&mut stage, Tab), []);
    stage.rebuild(view(true));
    drop(stage.event(&frame(), cursor));
    let mut seen = Vec::new();
    for named in [Space, Tab, Space, Tab, Space, Tab, Space] {
        seen.extend(send(&mut stage, named));
    }
    assert_eq!(
        seen,
        [Said::Pressed(8), Said::Pressed(9), Said::Pressed(8)],
        "the first Space has nothing to press; then only the dialog's buttons take turns"
    );
}

#[test]
fn what_becomes_disabled_loses_the_keyboard() {
    let view = |is_enabled: bool| -> Element<'_, Said> {
        let one = button::primary("uno").on_press_maybe(is_enabled.then_some(Said::Pressed(1)));
        Keys::new(one).on_enter_maybe(Some(Said::Enter)).into()
    };
    let cursor = mouse::Cursor::Unavailable;
    let mut stage = Stage::new(view(true), [640.0, 440.0]);
    drop(stage.event(&press(Tab), cursor));
    stage.rebuild(view(false));
    assert_eq!(stage.event(&press(Enter), cursor), [Said::Enter]);
    stage.rebuild(view(true));
    assert_eq!(
        stage.event(&press(Space), cursor),
        [],
        "enabled again, it does not remember"
    );
}

#[test]
fn another_page_starts_afresh() {
    let view = |number: u8| -> Element<'_, Said> {
        Keys::new(button::primary("uno").on_press(Said::Pressed(1)))
            .page(number)
            .into()
    };
    let cursor = mouse::Cursor::Unavailable;
    let mut stage = Stage::new(view(1), [640.0, 440.0]);
    drop(stage.event(&press(Tab), cursor));
    stage.rebuild(view(1));
    assert_eq!(stage.event(&press(Space), cursor), [Said::Pressed(1)]);
    stage.rebuild(view(2));
    assert_eq!(stage.event(&press(Space), cursor), []);
}

#[test]
fn a_click_presses_and_takes_the_keyboard_from_elsewhere() {
    let mut ui = Simulator::with_size(theme::settings(), [640.0, 440.0], form());
    let _ = ui.click("uno").expect("a button");
    let _ = ui.simulate([press(Tab), press(Tab), press(Space)]);
    let said: Vec<_> = ui.into_messages().collect();
    assert_eq!(said, [Said::Pressed(1), Said::Pressed(3)]);
}

/// The vertical scroll of the first scrollable and the place of what has the keyboard.
#[derive(Default)]
struct Place {
    view: Option<Rectangle>,
    offset: f32,
    focused: Option<Rectangle>,
}

impl Operation for Place {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        if self.view.is_none() {
            self.view = Some(bounds);
            self.offset = translation.y;
        }
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.focused = Some(bounds);
        }
    }
}

fn long_page<'a>() -> Element<'a, Said> {
    let steps = vec![(stepper::State::Current, "uno".into())];
    let mut whole = page::page("uno").stepper(stepper::stepper("Home Station", "1/1", steps));
    for index in 0..8 {
        whole = whole
            .push(space().height(120))
            .push(button::secondary(index.to_string()).on_press(Said::Pressed(index)));
    }
    let foot = page::footer().primary(button::primary("on").id("on").on_press(Said::Enter));
    Keys::new(whole.footer(foot)).into()
}

#[test]
fn what_gets_the_keyboard_is_scrolled_into_view_by_tab_and_by_name() {
    let cursor = mouse::Cursor::Unavailable;
    let mut stage = Stage::new(long_page(), measure::SMALLEST);
    let is_seen = |stage: &mut Stage<'_, Said>| {
        drop(stage.event(&frame(), cursor));
        let mut place = Place::default();
        stage.operate(&mut place);
        let (view, focused) = (
            place.view.expect("scrolls"),
            place.focused.expect("focused"),
        );
        let top = focused.y - place.offset;
        top >= view.y && top + focused.height <= view.y + view.height
    };
    for _ in 0..8 {
        drop(stage.event(&press(Tab), cursor));
        assert!(is_seen(&mut stage));
    }
    // The ninth stop is the button in the footer, which does not scroll; then up again.
    drop(stage.event(&press(Tab), cursor));
    drop(stage.event(&press(Tab), cursor));
    assert!(is_seen(&mut stage), "back at the top");

    let mut named = operation::focusable::focus::<()>(Id::new("on"));
    stage.operate(&mut operation::black_box(&mut named));
    drop(stage.event(&frame(), cursor));
    assert_eq!(stage.event(&press(Space), cursor), [Said::Enter]);
}

#[test]
fn the_page_scrolls_by_keys_where_no_control_takes_them() {
    let mut stage = Stage::new(long_page(), measure::SMALLEST);
    let offset = |stage: &mut Stage<'_, Said>, named| {
        drop(stage.press(named));
        let mut place = Place::default();
        stage.operate(&mut place);
        place.offset
    };
    let page = offset(&mut stage, key::Named::PageDown);
    assert!(page > 100.0);
    assert!(offset(&mut stage, ArrowDown) > page);
    let end = offset(&mut stage, key::Named::End);
    assert!(end > page);
    assert!(offset(&mut stage, key::Named::PageUp) < end);
    assert!(offset(&mut stage, key::Named::Home).abs() < 0.5);
}

#[test]
fn only_one_of_rail_and_bar_is_there() {
    for (size, wanted) in [([1040.0, 700.0], 0), ([640.0, 440.0], 1)] {
        let mut ui = Simulator::with_size(theme::settings(), size, long_page());
        let bars = usize::from(ui.find("1/1").is_ok());
        assert_eq!(
            bars, wanted,
            "the position in words stands in the bar alone"
        );
    }
}

#[test]
fn the_ring_shows_for_the_keyboard_and_not_for_the_pointer() {
    let mut focus = home_station::widget::focus::Focus::default();
    focus.click();
    assert!(focus.is_focused() && !focus.is_ringed());
    Focusable::focus(&mut focus);
    assert!(focus.is_ringed());
    focus.unfocus();
    assert!(!focus.is_focused() && !focus.is_ringed());
}
