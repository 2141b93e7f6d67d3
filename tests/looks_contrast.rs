//! What must be readable is, computed from the palettes, every word colour on every ground: text 4.5:1 and 7:1 in high contrast,
//! lines of controls and the focus ring 3:1 (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11, 2.4.13).
//! `cargo test --test looks_contrast -- --nocapture` prints the table.
#![cfg(feature = "gui")]
#![allow(clippy::indexing_slicing, reason = "a test may fail aloud")]

use home_station::theme::palette::contrast;
use home_station::theme::{Look, Palette, Theme};
use iced::Color;

/// Every colour of a palette, sorted by what it is for. A new colour does not compile until it is
/// sorted here too.
struct Sorted {
    /// What words and icons are drawn in.
    words: [(&'static str, Color); 6],
    /// What words, controls and rings stand on.
    grounds: [(&'static str, Color); 10],
    /// Words on a fill of their own.
    filled: [(&'static str, Color, Color); 4],
    /// Lines and fills that show where a control is, and that it is wrong or has the keyboard.
    lines: [(&'static str, Color); 4],
}

fn sorted(palette: &Palette) -> Sorted {
    let Palette {
        canvas,
        surface,
        hover,
        sunken,
        rail,
        water,
        text,
        text_muted,
        border_strong,
        accent,
        accent_hover,
        accent_pressed,
        on_accent,
        accent_text,
        accent_soft,
        focus,
        success,
        success_soft,
        warning,
        warning_soft,
        danger,
        danger_soft,
        on_danger,
        // What is disabled, and what only adorns: neither has to be told apart.
        text_disabled: _,
        gauge: _,
        border: _,
        scrim: _,
        shadow: _,
        line: _,
    } = *palette;
    Sorted {
        words: [
            ("text", text),
            ("muted", text_muted),
            ("accent", accent_text),
            ("success", success),
            ("warning", warning),
            ("danger", danger),
        ],
        grounds: [
            ("canvas", canvas),
            ("surface", surface),
            ("hover", hover),
            ("sunken", sunken),
            ("rail", rail),
            ("water", water),
            ("accent soft", accent_soft),
            ("success soft", success_soft),
            ("warning soft", warning_soft),
            ("danger soft", danger_soft),
        ],
        filled: [
            ("on accent", on_accent, accent),
            ("on accent, pointed at", on_accent, accent_hover),
            ("on accent, pressed", on_accent, accent_pressed),
            ("on danger", on_danger, danger),
        ],
        lines: [
            ("line of a control", border_strong),
            ("ring", focus),
            ("accent fill", accent),
            ("wrong field", danger),
        ],
    }
}

/// Every pair that can meet, with the contrast it has and the least it may have.
fn pairs(look: Look) -> Vec<(String, f32, f32)> {
    let sorted = sorted(Theme::new(look).palette());
    let least = match look {
        Look::Light | Look::Dark => 4.5,
        Look::HighContrast => 7.0,
    };
    let on_grounds = |named: &[(&'static str, Color)], least: f32| {
        let mut pairs = Vec::new();
        for (name, color) in named {
            for (ground, under) in &sorted.grounds {
                pairs.push((
                    format!("{name} on {ground}"),
                    contrast(*color, *under),
                    least,
                ));
            }
        }
        pairs
    };
    let mut pairs = on_grounds(&sorted.words, least);
    pairs.extend(
        sorted
            .filled
            .iter()
            .map(|(name, one, other)| ((*name).to_owned(), contrast(*one, *other), least)),
    );
    pairs.extend(on_grounds(&sorted.lines, 3.0));
    pairs
}

#[test]
fn every_text_and_every_control_can_be_told_from_what_it_stands_on() {
    let all = Look::ALL.map(pairs);
    let mut poor = Vec::new();
    println!("| pair | {} |", Look::ALL.map(Look::name).join(" | "));
    println!("|---|---|---|---|");
    for (index, (name, _, _)) in all[0].iter().enumerate() {
        let row = Look::ALL.map(|look| {
            let (_, seen, least) = &all[look as usize][index];
            if seen < least {
                poor.push(format!("{name}, {}: {seen:.2} < {least}", look.name()));
            }
            format!("{seen:.1}")
        });
        println!("| {name} | {} |", row.join(" | "));
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}

#[test]
fn the_measure_knows_black_on_white() {
    assert!((contrast(Color::BLACK, Color::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(Color::WHITE, Color::WHITE) - 1.0).abs() < 0.01);
}
