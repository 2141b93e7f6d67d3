//! Pictures of a view: drawn without a window by the renderer that ships, with the bundled fonts,
//! and compared with a reference under `tests/snapshots`.
//!
//! A missing reference is a failure. `UPDATE_PICTURES=1 cargo test --test NAME` makes them anew;
//! what it made is looked at before it is committed.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "shared by several tests, each of which uses a part of it"
)]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a test may fail aloud; sizes of pictures are small"
)]

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use home_station::theme::{self, Theme};
use home_station::widget::Element;
use iced::advanced::renderer::{Headless, Style};
use iced::advanced::widget::{Operation, Tree};
use iced::advanced::{Layout, Renderer as _, Shell, clipboard, layout, mouse};
use iced::theme::Base as _;
use iced::{Event, Rectangle, Size, window};

/// Pixels in RGBA order.
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub pixels: Vec<u8>,
}

/// A view that is laid out, as a window would, but without one.
pub struct Stage<'a, M> {
    element: Element<'a, M>,
    tree: Tree,
    node: layout::Node,
    renderer: iced::Renderer,
    size: Size,
    /// The time that the next frame is told.
    pub clock: iced::time::Instant,
}

/// Loads the bundled fonts into the process's font system, once.
pub fn load_fonts() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let mut system = iced::advanced::graphics::text::font_system()
            .write()
            .expect("font system");
        for font in theme::fonts() {
            system.load_font(font);
        }
    });
}

impl<'a, M> Stage<'a, M> {
    pub fn new(element: impl Into<Element<'a, M>>, size: impl Into<Size>) -> Self {
        Self::resume(element, size, None)
    }

    /// Goes on in the state that an earlier view left: focus, cursors, scrolls.
    pub fn resume(
        element: impl Into<Element<'a, M>>,
        size: impl Into<Size>,
        tree: Option<Tree>,
    ) -> Self {
        load_fonts();
        let size = size.into();
        let renderer = futures::executor::block_on(<iced::Renderer as Headless>::new(
            theme::FONT,
            theme::size::BODY.into(),
            Some("tiny-skia"),
        ))
        .expect("software renderer");
        let mut element = element.into();
        let mut tree = tree.unwrap_or_else(Tree::empty);
        tree.diff(element.as_widget());
        let node = element.as_widget_mut().layout(
            &mut tree,
            &renderer,
            &layout::Limits::new(Size::ZERO, size),
        );
        Self {
            element,
            tree,
            node,
            renderer,
            size,
            clock: iced::time::Instant::now(),
        }
    }

    pub fn operate(&mut self, operation: &mut dyn Operation) {
        self.element.as_widget_mut().operate(
            &mut self.tree,
            Layout::new(&self.node),
            &self.renderer,
            operation,
        );
    }

    /// Ends, and leaves the state.
    pub fn into_tree(self) -> Tree {
        self.tree
    }

    /// Shows another view in the same place, as the next frame would.
    pub fn rebuild(&mut self, element: impl Into<Element<'a, M>>) {
        self.element = element.into();
        self.tree.diff(self.element.as_widget());
        self.node = self.element.as_widget_mut().layout(
            &mut self.tree,
            &self.renderer,
            &layout::Limits::new(Size::ZERO, self.size),
        );
    }

    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    pub fn event(&mut self, event: &Event, cursor: mouse::Cursor) -> Vec<M> {
        let mut messages = Vec::new();
        let mut shell = Shell::new(&mut messages);
        self.element.as_widget_mut().update(
            &mut self.tree,
            event,
            Layout::new(&self.node),
            cursor,
            &self.renderer,
            &mut clipboard::Null,
            &mut shell,
            &Rectangle::with_size(self.size),
        );
        messages
    }

    /// Presses a key without modifiers.
    pub fn press(&mut self, named: iced::keyboard::key::Named) -> Vec<M> {
        let key = iced::keyboard::Key::Named(named);
        let event = iced::keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key: iced::keyboard::key::Physical::Unidentified(
                iced::keyboard::key::NativeCode::Unidentified,
            ),
            location: iced::keyboard::Location::Standard,
            modifiers: iced::keyboard::Modifiers::empty(),
            text: None,
            repeat: false,
        };
        self.event(&Event::Keyboard(event), mouse::Cursor::Unavailable)
    }

    /// Records one frame.
    pub fn record(&mut self, theme: &Theme) {
        let cursor = mouse::Cursor::Unavailable;
        let frame = window::Event::RedrawRequested(self.clock);
        drop(self.event(&Event::Window(frame), cursor));
        let viewport = Rectangle::with_size(self.size);
        self.renderer.reset(viewport);
        self.element.as_widget().draw(
            &self.tree,
            &mut self.renderer,
            theme,
            &Style {
                text_color: theme.base().text_color,
            },
            Layout::new(&self.node),
            cursor,
            &viewport,
        );
    }

    pub fn renderer(&mut self) -> &mut iced::Renderer {
        &mut self.renderer
    }

    pub fn draw(&mut self, theme: &Theme, scale: f32) -> Picture {
        // Twice, as a window would: the first frame may scroll to what has the keyboard.
        self.record(theme);
        self.record(theme);
        let width = (self.size.width * scale).round() as u32;
        let height = (self.size.height * scale).round() as u32;
        let background = theme.base().background_color;
        let pixels = self
            .renderer
            .screenshot(Size::new(width, height), scale, background);
        Picture {
            width,
            height,
            pixels,
        }
    }
}

/// Draws a view once.
pub fn draw<'a, M: 'a>(
    element: impl Into<Element<'a, M>>,
    theme: &Theme,
    size: impl Into<Size>,
    scale: f32,
) -> Picture {
    Stage::new(element, size).draw(theme, scale)
}

impl Picture {
    pub fn save(&self, path: &Path) {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folder");
        let file = BufWriter::new(File::create(path).expect("picture file"));
        let mut encoder = png::Encoder::new(file, self.width, self.height);
        let is_opaque = self.pixels.chunks_exact(4).all(|pixel| pixel[3] == 255);
        // Half the size of the defaults for flat surfaces.
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::Sub);
        if is_opaque {
            encoder.set_color(png::ColorType::Rgb);
            let pixels: Vec<u8> = self
                .pixels
                .chunks_exact(4)
                .flat_map(|pixel| &pixel[..3])
                .copied()
                .collect();
            write(encoder, &pixels);
        } else {
            encoder.set_color(png::ColorType::Rgba);
            write(encoder, &self.pixels);
        }
    }

    pub fn load(path: &Path) -> Option<Self> {
        let decoder = png::Decoder::new(BufReader::new(File::open(path).ok()?));
        let mut reader = decoder.read_info().ok()?;
        let mut pixels = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut pixels).ok()?;
        pixels.truncate(info.buffer_size());
        if info.color_type == png::ColorType::Rgb {
            pixels = pixels
                .chunks_exact(3)
                .flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255])
                .collect();
        }
        Some(Self {
            width: info.width,
            height: info.height,
            pixels,
        })
    }

    /// The part of pixels that differ by more than a shade, from 0.0 to 1.0. Another build of the
    /// same renderer may round an edge differently; a moved or missing word is far above that.
    pub fn difference(&self, other: &Self) -> f64 {
        if (self.width, self.height) != (other.width, other.height) {
            return 1.0;
        }
        let differs =
            |(one, two): (&[u8], &[u8])| one.iter().zip(two).any(|(a, b)| a.abs_diff(*b) > 24);
        let count = self
            .pixels
            .chunks_exact(4)
            .zip(other.pixels.chunks_exact(4))
            .filter(|pair| differs(*pair))
            .count();
        count as f64 / (f64::from(self.width) * f64::from(self.height))
    }
}

fn write<W: std::io::Write>(encoder: png::Encoder<'_, W>, pixels: &[u8]) {
    let mut writer = encoder.write_header().expect("header");
    writer.write_image_data(pixels).expect("pixels");
    writer.finish().expect("end");
}

/// How much of a picture may differ.
pub const TOLERANCE: f64 = 0.0005;

pub fn is_updating() -> bool {
    std::env::var_os("UPDATE_PICTURES").is_some()
}

pub fn reference(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/snapshots")
        .join(format!("{name}.png"))
}

/// Compares a picture with its reference, or makes the reference if that was asked for.
pub fn check(name: &str, picture: &Picture) -> Result<(), String> {
    let path = reference(name);
    if is_updating() {
        picture.save(&path);
        return Ok(());
    }
    let Some(wanted) = Picture::load(&path) else {
        return Err(format!("{name}: no reference at {}", path.display()));
    };
    let difference = picture.difference(&wanted);
    if difference > TOLERANCE {
        let seen =
            std::env::temp_dir().join(format!("home-station-{}.png", name.replace('/', "-")));
        picture.save(&seen);
        return Err(format!(
            "{name}: {:.3} % of the pixels differ; seen: {}",
            difference * 100.0,
            seen.display()
        ));
    }
    Ok(())
}
