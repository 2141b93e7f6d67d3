//! What must be readable is, computed from the palettes: text 4.5:1 and 7:1 in high contrast,
//! lines of controls and the focus ring 3:1 (WCAG 2.2: 1.4.3, 1.4.6, 1.4.11, 2.4.13).
//! `cargo test --test looks_contrast -- --nocapture` prints the table.
#![cfg(feature = "gui")]

use home_station::theme::palette::contrast;
use home_station::theme::{Look, Palette, Theme};
use iced::Color;

type Pick = fn(&Palette) -> Color;

/// Text on what it stands on.
const TEXTS: [(&str, Pick, Pick); 36] = [
    ("text on canvas", |p| p.text, |p| p.canvas),
    ("text on surface", |p| p.text, |p| p.surface),
    ("text on hover", |p| p.text, |p| p.hover),
    ("text on rail", |p| p.text, |p| p.rail),
    ("text on water", |p| p.text, |p| p.water),
    ("text on accent soft", |p| p.text, |p| p.accent_soft),
    ("text on success soft", |p| p.text, |p| p.success_soft),
    ("text on warning soft", |p| p.text, |p| p.warning_soft),
    ("text on danger soft", |p| p.text, |p| p.danger_soft),
    ("muted on canvas", |p| p.text_muted, |p| p.canvas),
    ("muted on surface", |p| p.text_muted, |p| p.surface),
    ("muted on hover", |p| p.text_muted, |p| p.hover),
    ("muted on sunken", |p| p.text_muted, |p| p.sunken),
    ("muted on rail", |p| p.text_muted, |p| p.rail),
    ("muted on water", |p| p.text_muted, |p| p.water),
    ("muted on accent soft", |p| p.text_muted, |p| p.accent_soft),
    ("on accent", |p| p.on_accent, |p| p.accent),
    ("on accent, pointed at", |p| p.on_accent, |p| p.accent_hover),
    ("on accent, pressed", |p| p.on_accent, |p| p.accent_pressed),
    ("accent on canvas", |p| p.accent_text, |p| p.canvas),
    ("accent on surface", |p| p.accent_text, |p| p.surface),
    ("accent on hover", |p| p.accent_text, |p| p.hover),
    (
        "accent on accent soft",
        |p| p.accent_text,
        |p| p.accent_soft,
    ),
    (
        "accent on danger soft",
        |p| p.accent_text,
        |p| p.danger_soft,
    ),
    (
        "accent on warning soft",
        |p| p.accent_text,
        |p| p.warning_soft,
    ),
    ("success on canvas", |p| p.success, |p| p.canvas),
    ("success on surface", |p| p.success, |p| p.surface),
    ("success on its soft", |p| p.success, |p| p.success_soft),
    ("warning on canvas", |p| p.warning, |p| p.canvas),
    ("warning on surface", |p| p.warning, |p| p.surface),
    ("warning on its soft", |p| p.warning, |p| p.warning_soft),
    ("warning on sunken", |p| p.warning, |p| p.sunken),
    ("danger on canvas", |p| p.danger, |p| p.canvas),
    ("danger on surface", |p| p.danger, |p| p.surface),
    ("danger on its soft", |p| p.danger, |p| p.danger_soft),
    ("on danger", |p| p.on_danger, |p| p.danger),
];

/// Lines and rings that show where a control is, beside what they stand on.
const LINES: [(&str, Pick, Pick); 10] = [
    ("control on canvas", |p| p.border_strong, |p| p.canvas),
    ("control on surface", |p| p.border_strong, |p| p.surface),
    ("ring on canvas", |p| p.focus, |p| p.canvas),
    ("ring on surface", |p| p.focus, |p| p.surface),
    ("ring on accent soft", |p| p.focus, |p| p.accent_soft),
    ("ring on danger soft", |p| p.focus, |p| p.danger_soft),
    ("ring on warning soft", |p| p.focus, |p| p.warning_soft),
    ("accent fill on canvas", |p| p.accent, |p| p.canvas),
    (
        "accent fill on accent soft",
        |p| p.accent,
        |p| p.accent_soft,
    ),
    ("wrong field on surface", |p| p.danger, |p| p.surface),
];

#[test]
fn every_text_and_every_control_can_be_told_from_what_it_stands_on() {
    let mut poor = Vec::new();
    println!("| pair | {} |", Look::ALL.map(Look::name).join(" | "));
    println!("|---|---|---|---|");
    for (pairs, least, most) in [(TEXTS.as_slice(), 4.5, 7.0), (LINES.as_slice(), 3.0, 3.0)] {
        for (name, one, other) in pairs {
            let row = Look::ALL.map(|look| {
                let palette = *Theme::new(look).palette();
                let seen = contrast(one(&palette), other(&palette));
                let wanted = match look {
                    Look::Light | Look::Dark => least,
                    Look::HighContrast => most,
                };
                if seen < wanted {
                    poor.push(format!("{name}, {}: {seen:.2} < {wanted}", look.name()));
                }
                format!("{seen:.1}")
            });
            println!("| {name} | {} |", row.join(" | "));
        }
    }
    assert!(poor.is_empty(), "{}", poor.join("\n"));
}

#[test]
fn the_measure_knows_black_on_white() {
    assert!((contrast(Color::BLACK, Color::WHITE) - 21.0).abs() < 0.01);
    assert!((contrast(Color::WHITE, Color::WHITE) - 1.0).abs() < 0.01);
}
