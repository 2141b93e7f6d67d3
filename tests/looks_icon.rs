//! The app icon's bitmaps are what the drawing says. `UPDATE_PICTURES=1 cargo test --test
//! looks_icon` makes them anew: PNG for Linux and macOS, ICO for Windows, and bare pixels for the
//! window (so that the program needs no decoder).
#![cfg(feature = "gui")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail aloud"
)]

#[path = "support/picture.rs"]
mod picture;

use std::fs;
use std::path::{Path, PathBuf};

use home_station::theme::{Look, Theme};
use home_station::widget::{Element, Icon, Picture as Drawing};
use iced::Size;
use iced::advanced::renderer::Headless;
use iced::widget::svg::Svg;

use picture::Picture;

/// The sizes freedesktop.org and Windows ask for.
const SIZES: [u16; 7] = [16, 24, 32, 48, 64, 128, 256];

/// The window's own icon.
const WINDOW: u16 = 64;

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// The drawing at a size, on nothing.
fn bitmap(size: u16) -> Picture {
    let edge = f32::from(size);
    let drawing: Element<'_, ()> = Svg::<Theme>::new(Drawing::Mark.handle())
        .width(edge)
        .height(edge)
        .into();
    let mut stage = picture::Stage::new(drawing, [edge, edge]);
    stage.record(&Theme::new(Look::Light));
    let mut pixels = stage.renderer().screenshot(
        Size::new(size.into(), size.into()),
        1.0,
        iced::Color::TRANSPARENT,
    );
    // The renderer's colours are multiplied by their alpha; a PNG's are not.
    for pixel in pixels.chunks_exact_mut(4) {
        let alpha = u16::from(pixel[3]).max(1);
        for part in &mut pixel[..3] {
            *part = u8::try_from(u16::from(*part) * 255 / alpha).unwrap_or(u8::MAX);
        }
    }
    Picture {
        width: size.into(),
        height: size.into(),
        pixels,
    }
}

fn png_path(size: u16) -> PathBuf {
    assets().join(format!("app-icon/{size}.png"))
}

/// An icon file: a table of PNGs, which Windows reads since Vista.
/// Source: <https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10)>.
fn ico(parts: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let count = u16::try_from(parts.len()).expect("few");
    let mut file = Vec::new();
    for word in [0, 1, count] {
        file.extend(word.to_le_bytes());
    }
    let mut offset = 6 + 16 * u32::from(count);
    for (size, bytes) in parts {
        // 256 is written as 0.
        let side = u8::try_from(*size).unwrap_or(0);
        let length = u32::try_from(bytes.len()).expect("small");
        file.extend([side, side, 0, 0]);
        file.extend(1_u16.to_le_bytes());
        file.extend(32_u16.to_le_bytes());
        file.extend(length.to_le_bytes());
        file.extend(offset.to_le_bytes());
        offset += length;
    }
    for (_, bytes) in parts {
        file.extend(bytes);
    }
    file
}

fn ico_from_files() -> Vec<u8> {
    let parts: Vec<_> = SIZES
        .iter()
        .map(|size| (*size, fs::read(png_path(*size)).expect("made before")))
        .collect();
    ico(&parts)
}

#[test]
fn the_bitmaps_of_the_icon_are_what_the_drawing_says() {
    let ico_path = assets().join("app-icon.ico");
    let window_path = assets().join("app-icon/window.rgba");
    if picture::is_updating() {
        for size in SIZES {
            bitmap(size).save(&png_path(size));
        }
        fs::write(&ico_path, ico_from_files()).expect("icon file");
        fs::write(&window_path, bitmap(WINDOW).pixels).expect("pixels");
    }
    for size in SIZES {
        let kept = Picture::load(&png_path(size)).expect("a bitmap of each size");
        let difference = bitmap(size).difference(&kept);
        assert!(difference < 0.01, "{size}: {difference}");
    }
    assert!(fs::read(ico_path).expect("icon file") == ico_from_files());
    let window = Picture {
        width: WINDOW.into(),
        height: WINDOW.into(),
        pixels: fs::read(window_path).expect("pixels"),
    };
    assert!(bitmap(WINDOW).difference(&window) < 0.01);
}

#[test]
fn the_icon_has_clear_corners_and_a_solid_middle() {
    let icon = bitmap(64);
    let alpha = |x: usize, y: usize| icon.pixels[(y * 64 + x) * 4 + 3];
    assert_eq!(alpha(0, 0), 0);
    assert_eq!(alpha(32, 32), 255);
}

/// The sources of the program apart from the set itself and the sheets that show it all.
fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if !path.ends_with("widget/icon.rs") && !path.to_string_lossy().contains("gallery/")
        {
            found.push_str(&fs::read_to_string(&path).expect("a source"));
        }
    }
}

#[test]
fn only_the_icons_in_use_are_kept() {
    let set = include_str!("../src/widget/icon.rs");
    for entry in fs::read_dir(assets().join("icons")).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|kind| kind == "svg") {
            let name = path
                .file_stem()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            assert!(set.contains(&format!("\"{name}\"")), "{name}");
        }
    }
    let mut used = String::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    sources(&source, &mut used);
    for icon in Icon::ALL {
        let is_used = used
            .match_indices(&format!("Icon::{icon:?}"))
            .any(|(at, name)| {
                let next = used[at + name.len()..].chars().next();
                !next.is_some_and(char::is_alphanumeric)
            });
        assert!(is_used, "{icon:?} is used nowhere");
    }
}
