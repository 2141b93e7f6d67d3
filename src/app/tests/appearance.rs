//! What `advance` says about colours and the small window beside the browser.

use super::*;
use crate::{app::Stood, preferences::Colours, screen::guide, theme::Look};

const FULL: Size = Size::new(1000.0, 700.0);

/// At the password, in the small window.
fn beside() -> (App, Vec<Effect>) {
    let mut app = at_password("ana@gmail.com");
    let _ = app.advance(Message::Resized(FULL));
    let toggled = password::Message::Guide(guide::Message::BesideToggled);
    let effects = app.advance(Message::Password(toggled));
    (app, effects)
}

#[test]
fn the_guide_stands_beside_the_browser_and_the_window_comes_back_as_it_was() {
    let (mut app, effects) = beside();
    assert_eq!(effects, [Effect::StandBeside, Effect::Focus(guide::NEXT)]);
    let stood = Stood {
        position: Some(iced::Point::new(40.0, 30.0)),
        is_maximized: true,
    };
    let _ = app.advance(Message::StoodBeside(stood));
    let _ = app.advance(Message::Resized(measure::BESIDE));
    let effects = app.advance(Message::Escaped);
    assert_eq!(
        effects,
        [
            Effect::StandAlone(Some(FULL), stood),
            Effect::Focus(entry::SECRET)
        ]
    );
    assert_eq!(app.screen().name(), "password");
}

#[test]
fn with_the_check_the_window_is_the_full_one_again() {
    let (mut app, _) = beside();
    let secret = Secret::new("qzvtkwpmxjrbhnyd".to_owned());
    let _ = app.advance(Message::Pasted(Some(secret)));
    let effects = app.advance(Message::Password(password::Message::Continued));
    assert!(
        matches!(
            effects.as_slice(),
            [Effect::Check(..), Effect::StandAlone(Some(FULL), _)]
        ),
        "{effects:?}"
    );
    assert!(!app.is_beside());
}

#[test]
fn a_window_that_became_small_too_late_becomes_full_again() {
    let (mut app, _) = beside();
    let _ = app.advance(Message::Escaped);
    let stood = Stood::default();
    assert_eq!(
        app.advance(Message::StoodBeside(stood)),
        [Effect::StandAlone(Some(FULL), stood)]
    );
}

#[test]
fn the_small_size_is_not_kept_for_the_next_start() {
    let (mut app, _) = beside();
    let _ = app.advance(Message::Resized(measure::BESIDE));
    let effects = app.advance(Message::CloseRequested);
    let size = Some((FULL.width, FULL.height));
    assert!(
        matches!(effects.first(), Some(Effect::Remember(kept)) if kept.size == size),
        "{effects:?}"
    );
}

#[test]
fn one_step_after_the_other_leads_to_the_password_field() {
    let (mut app, _) = beside();
    let mut show = |step, is_last| {
        let shown = guide::Message::StepShown(step, is_last);
        app.advance(Message::Password(password::Message::Guide(shown)))
    };
    assert_eq!(show(1, false), []);
    assert_eq!(show(5, true), [Effect::Focus(entry::SECRET)]);
}

#[test]
fn chosen_colours_are_used_at_once_and_kept() {
    let (mut app, _) = started(Start::Wizard, Vec::new());
    assert_eq!(app.look(), None, "as the system has it");
    let _ = app.advance(Message::ColoursAsked);
    for (colours, look) in [
        (Colours::Dark, Some(Look::Dark)),
        (Colours::HighContrast, Some(Look::HighContrast)),
        (Colours::Light, Some(Look::Light)),
        (Colours::System, None),
    ] {
        let effects = app.advance(Message::ColoursChosen(colours));
        assert_eq!(app.look(), look);
        assert!(
            matches!(effects.as_slice(), [Effect::Remember(kept)] if kept.colours == colours),
            "{effects:?}"
        );
    }
    // Escape closes the choice and does nothing else; the keyboard is where it was.
    let effects = app.advance(Message::Escaped);
    assert!(matches!(effects.as_slice(), [Effect::Focus(_)]));
    assert_eq!(app.screen().name(), "role");
}
