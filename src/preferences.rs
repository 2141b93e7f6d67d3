//! What the window keeps for its next start: language, colours and size. No mailbox, no secret.

mod motion;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::i18n::Language;

pub use motion::system_reduces_motion;

/// The file's name in the data folder.
const FILE: &str = "window.json";

/// The smallest width and height that are believed, in logical pixels.
const SMALLEST: (f32, f32) = (640.0, 440.0);

/// The largest.
const LARGEST: f32 = 8_192.0;

/// The colours the window is drawn in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Colours {
    /// Light or dark as the system has it, also when it changes.
    #[default]
    System,
    /// Dark text on white.
    Light,
    /// Light text on deep blue.
    Dark,
    /// White on black with full lines.
    HighContrast,
}

impl Colours {
    /// Every choice, in the order in which it is offered.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// The word in the file.
    const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|colours| colours.as_str() == word)
    }
}

/// Language, colours and size of the window, and where they are kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Preferences {
    /// The folder of the program's own files; none: nothing is kept.
    pub folder: Option<PathBuf>,
    /// The chosen language; none: the system's.
    pub language: Option<Language>,
    /// The chosen colours.
    pub colours: Colours,
    /// Width and height in logical pixels.
    pub size: Option<(f32, f32)>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    colours: Option<String>,
    #[serde(default)]
    width: Option<f32>,
    #[serde(default)]
    height: Option<f32>,
}

impl Preferences {
    /// Reads them. A missing or damaged file is the same as none: nothing of worth is in it.
    pub fn read(folder: Option<&Path>) -> Self {
        let nothing = Self {
            folder: folder.map(Path::to_owned),
            ..Self::default()
        };
        let Some(kept) = folder
            .and_then(|folder| std::fs::read(folder.join(FILE)).ok())
            .and_then(|bytes| serde_json::from_slice::<Kept>(&bytes).ok())
        else {
            return nothing;
        };
        let size = kept
            .width
            .zip(kept.height)
            .filter(|(width, height)| width.is_finite() && height.is_finite())
            .map(|(width, height)| {
                (
                    width.clamp(SMALLEST.0, LARGEST),
                    height.clamp(SMALLEST.1, LARGEST),
                )
            });
        Self {
            language: kept
                .language
                .as_deref()
                .and_then(Language::from_locale_name),
            colours: kept
                .colours
                .as_deref()
                .and_then(Colours::of_word)
                .unwrap_or_default(),
            size,
            ..nothing
        }
    }

    /// Writes them on a thread that may wait for a disk. A failure is of no consequence: the next
    /// start has the usual size.
    pub async fn save(self) {
        let Some(folder) = self.folder else {
            return;
        };
        let kept = Kept {
            language: self.language.map(|language| language.code().to_owned()),
            colours: Some(self.colours.as_str().to_owned()),
            width: self.size.map(|(width, _)| width),
            height: self.size.map(|(_, height)| height),
        };
        let write = move || {
            let bytes = serde_json::to_vec_pretty(&kept)?;
            std::fs::create_dir_all(&folder)?;
            let mut file = tempfile::NamedTempFile::new_in(&folder)?;
            std::io::Write::write_all(&mut file, &bytes)?;
            let _ = file.persist(folder.join(FILE))?;
            Ok::<(), std::io::Error>(())
        };
        if let Ok(Err(error)) = tokio::task::spawn_blocking(write).await {
            tracing::debug!(%error, "the window's size was not kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn language_colours_and_size_come_back_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        for colours in Colours::ALL {
            let preferences = Preferences {
                folder: Some(folder.path().to_owned()),
                language: Some(Language::Spanish),
                colours,
                size: Some((1000.0, 700.0)),
            };
            preferences.clone().save().await;
            assert_eq!(Preferences::read(Some(folder.path())), preferences);
        }
    }

    #[test]
    fn colours_that_a_newer_version_wrote_are_the_systems() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), b"{\"colours\": \"sepia\"}").unwrap();
        let read = Preferences::read(Some(folder.path()));
        assert_eq!(read.colours, Colours::System);
    }

    #[test]
    fn a_damaged_file_is_the_same_as_none() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), b"{\"width\": 1e999").unwrap();
        let read = Preferences::read(Some(folder.path()));
        assert_eq!((read.language, read.size), (None, None));
        std::fs::write(folder.path().join(FILE), b"{\"width\": 1, \"height\": 1}").unwrap();
        assert_eq!(
            Preferences::read(Some(folder.path())).size,
            Some((640.0, 440.0))
        );
    }
}
