//! Every screen in both languages: laid out without overlap, drawn, compared with a reference.

#[path = "support/picture.rs"]
#[allow(dead_code, reason = "each test uses a part of it")]
mod picture;

#[path = "screens/scenes.rs"]
mod scenes;

use home_station::{
    i18n::Language,
    theme::{Look, Theme},
};
use iced::Size;
use picture::Stage;

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
