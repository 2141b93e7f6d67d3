//! Every widget in every state, in every look, compared with its reference picture.
#![cfg(feature = "gui")]

#[path = "support/picture.rs"]
mod picture;

use home_station::screen::gallery::{Gallery, Sheet};
use home_station::theme::Look;
use home_station::widget::Motion;

fn height(sheet: Sheet) -> f32 {
    match sheet {
        Sheet::Basics => 1020.0,
        Sheet::Choices => 1540.0,
        Sheet::Fields => 1330.0,
        Sheet::Notices => 1640.0,
    }
}

#[test]
fn every_widget_looks_as_agreed_in_every_look() {
    let mut wrong = Vec::new();
    for look in Look::ALL {
        for sheet in Sheet::ALL {
            let gallery = Gallery::new(sheet, look, Motion::Reduced);
            let seen = picture::draw(
                gallery.view(),
                &gallery.theme(),
                [1040.0, height(sheet)],
                1.0,
            );
            let name = format!("gallery/{}-{}", sheet.name(), look.name());
            wrong.extend(picture::check(&name, &seen).err());
        }
    }
    for (name, size) in [("wide", [1040.0, 640.0]), ("narrow", [640.0, 440.0])] {
        let gallery = Gallery::new(Sheet::Choices, Look::Light, Motion::Reduced).asking();
        let seen = picture::draw(gallery.view(), &gallery.theme(), size, 1.0);
        wrong.extend(picture::check(&format!("gallery/dialog-{name}"), &seen).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Where the ring is, on a button, a card and a tile, in each look.
#[test]
fn the_focus_ring_is_seen_in_every_look() {
    let mut wrong = Vec::new();
    for look in Look::ALL {
        let gallery = Gallery::new(Sheet::Choices, look, Motion::Reduced);
        for stops in [8, 16] {
            let mut stage = picture::Stage::new(gallery.view(), [1040.0, 720.0]);
            for _ in 0..stops {
                drop(stage.press(iced::keyboard::key::Named::Tab));
            }
            let seen = stage.draw(&gallery.theme(), 1.0);
            let name = format!("gallery/ring-{stops}-{}", look.name());
            wrong.extend(picture::check(&name, &seen).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A spinner is where its place is (a turned SVG was not), and still where motion is reduced.
#[test]
fn a_spinner_stays_in_its_place_and_turns_only_if_it_may() {
    let theme = home_station::theme::Theme::new(Look::Light);
    for (motion, moves) in [(Motion::Full, true), (Motion::Reduced, false)] {
        let row = iced::widget::Row::<(), home_station::theme::Theme>::new()
            .push(iced::widget::space().width(40).height(40))
            .push(home_station::widget::spinner(motion));
        let mut stage = picture::Stage::new(row, [100.0, 40.0]);
        let one = stage.draw(&theme, 1.0);
        stage.clock += std::time::Duration::from_secs(1);
        let other = stage.draw(&theme, 1.0);
        assert_eq!(one.difference(&other) > 0.0, moves, "{motion:?}");
        let blank = one.pixels[..4].to_vec();
        for (index, pixel) in one.pixels.chunks_exact(4).enumerate() {
            let (x, y) = (index % 100, index / 100);
            assert!(
                pixel == blank || ((39..=59).contains(&x) && y <= 19),
                "{motion:?}: ink at {x}, {y}"
            );
        }
    }
}

/// Nothing of what scrolls shows where it is clipped: shadows did (`Theme::floating_shadow`).
#[test]
fn what_scrolls_does_not_show_through_the_footer() {
    let theme = home_station::theme::Theme::new(Look::Light);
    let foot = |height: f32| {
        let gallery = Gallery::new(Sheet::Choices, Look::Light, Motion::Reduced);
        let seen = picture::draw(gallery.view(), &theme, [1040.0, height], 1.0);
        let row = seen.width as usize * 4;
        // The footer's strip, between the buttons of its two ends.
        let start = (seen.height as usize - 50) * row + 450 * 4;
        seen.pixels[start..start + 200 * 4].to_vec()
    };
    // The footer stands over another part of the page each time.
    for height in [560.0, 640.0, 700.0, 760.0, 820.0] {
        assert_eq!(foot(height), foot(500.0), "{height}");
    }
}
