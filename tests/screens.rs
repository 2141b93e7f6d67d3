//! Every screen in every state worth a picture, in both languages, compared with its reference.
//!
//! A missing reference is a failure. `UPDATE_PICTURES=1 cargo test --test screens` makes them anew.

#![cfg(feature = "gui")]

#[path = "support/picture.rs"]
mod picture;

#[path = "screens/guides.rs"]
mod guides;
#[path = "screens/scenes.rs"]
mod scenes;

use home_station::{
    i18n::Language,
    theme::{Look, Theme, measure},
};
use iced::Size;
use picture::Stage;

const SIZE: Size = Size::new(1040.0, 720.0);

#[test]
fn every_screen_looks_as_agreed_in_both_languages() {
    let mut wrong = Vec::new();
    for language in Language::ALL {
        for (name, make) in scenes::ALL {
            let app = make(language, SIZE);
            let seen = picture::draw(app.view(), &Theme::new(Look::Light), SIZE, 1.0);
            let name = format!("screens/{name}-{}", language.code());
            wrong.extend(picture::check(&name, &seen).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_guide_to_gmails_app_password_looks_as_agreed_in_both_languages() {
    let mut wrong = Vec::new();
    let light = Theme::new(Look::Light);
    for language in Language::ALL {
        let code = language.code();
        let app = guides::whole(language);
        let seen = picture::draw(app.view(), &light, guides::WHOLE, 1.0);
        wrong.extend(picture::check(&format!("screens/guide-gmail-{code}"), &seen).err());
        for (name, make) in guides::BESIDE {
            let size = measure::BESIDE;
            let app = make(language, size);
            let seen = picture::draw(app.view(), &light, size, 1.0);
            wrong.extend(picture::check(&format!("screens/{name}-{code}"), &seen).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Three of them in the other looks.
#[test]
fn three_screens_look_as_agreed_in_dark_and_high_contrast() {
    let mut wrong = Vec::new();
    for look in [Look::Dark, Look::HighContrast] {
        for (name, make) in scenes::ALL {
            if !["role", "password", "check-password"].contains(name) {
                continue;
            }
            let app = make(Language::Spanish, SIZE);
            let seen = picture::draw(app.view(), &Theme::new(look), SIZE, 1.0);
            let name = format!("screens/{name}-{}", look.name());
            wrong.extend(picture::check(&name, &seen).err());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Draws every scene into a folder, for looking at: `LOOK_AT=/tmp/x cargo test --test screens look`.
#[test]
fn look_at_every_screen() {
    let Some(folder) = std::env::var_os("LOOK_AT") else {
        return;
    };
    let folder = std::path::PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let only = std::env::var("SCENE").unwrap_or_default();
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| "900x640".to_owned());
    for size in sizes.split(',') {
        let (width, height) = size.split_once('x').unwrap();
        let size = Size::new(width.parse().unwrap(), height.parse().unwrap());
        for language in Language::ALL {
            for (name, make) in scenes::ALL {
                if !only.is_empty() && !only.split(',').any(|wanted| wanted == *name) {
                    continue;
                }
                let app = make(language, size);
                let mut stage = Stage::new(app.view(), size);
                let picture = stage.draw(&Theme::new(Look::Light), 1.0);
                let file = format!("{name}-{}-{width}x{height}.png", language.code());
                picture.save(&folder.join(file));
            }
        }
    }
}
