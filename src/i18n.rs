//! Every word a person reads, in their language: Fluent messages from `i18n/`.
//!
//! Text is made where it is shown and never kept in state, so the language can change at any
//! moment. A language is a folder of `i18n/`; its files are listed in `files!`.

use std::{borrow::Cow, fmt};

pub use fluent_bundle::FluentValue;
use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};

/// A language of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// Every language, in the order of the switch.
    pub const ALL: [Self; 2] = [Self::Spanish, Self::English];

    /// The ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// Its own name for itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    /// From a code or locale name such as `es`, `es_MX.UTF-8`, `en-CA`.
    pub fn from_locale_name(name: &str) -> Option<Self> {
        let code = name
            .split(['-', '_', '.', '@'])
            .next()
            .unwrap_or(name)
            .to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|language| language.code() == code)
    }

    /// The first of the system's languages that the program speaks; English if none.
    ///
    /// With no `LANG` the system says `C`, which is English here.
    pub fn of_system() -> Self {
        sys_locale::get_locales()
            .find_map(|name| Self::from_locale_name(&name))
            .unwrap_or_default()
    }

    const fn files(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::English => FILES_ENGLISH,
            Self::Spanish => FILES_SPANISH,
        }
    }
}

macro_rules! files {
    ($language:literal) => {
        &[
            (
                "card",
                include_str!(concat!("../i18n/", $language, "/card.ftl")),
            ),
            (
                "check",
                include_str!(concat!("../i18n/", $language, "/check.ftl")),
            ),
            (
                "cli",
                include_str!(concat!("../i18n/", $language, "/cli.ftl")),
            ),
            (
                "common",
                include_str!(concat!("../i18n/", $language, "/common.ftl")),
            ),
            (
                "device",
                include_str!(concat!("../i18n/", $language, "/device.ftl")),
            ),
            (
                "discovery",
                include_str!(concat!("../i18n/", $language, "/discovery.ftl")),
            ),
            (
                "failure",
                include_str!(concat!("../i18n/", $language, "/failure.ftl")),
            ),
            (
                "glossary",
                include_str!(concat!("../i18n/", $language, "/glossary.ftl")),
            ),
            (
                "guide",
                include_str!(concat!("../i18n/", $language, "/guide.ftl")),
            ),
            (
                "mail",
                include_str!(concat!("../i18n/", $language, "/mail.ftl")),
            ),
            (
                "password",
                include_str!(concat!("../i18n/", $language, "/password.ftl")),
            ),
            (
                "provider",
                include_str!(concat!("../i18n/", $language, "/provider.ftl")),
            ),
            (
                "screens",
                include_str!(concat!("../i18n/", $language, "/screens.ftl")),
            ),
            (
                "storage",
                include_str!(concat!("../i18n/", $language, "/storage.ftl")),
            ),
            (
                "watch",
                include_str!(concat!("../i18n/", $language, "/watch.ftl")),
            ),
        ]
    };
}

const FILES_ENGLISH: &[(&str, &str)] = files!("en");
const FILES_SPANISH: &[(&str, &str)] = files!("es");

/// The texts of one language.
pub struct Locale {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Locale {
    /// Reads the bundled texts of a language.
    pub fn new(language: Language) -> Self {
        let identifier = language.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // The isolation marks would end up in copied texts and in comparisons.
        bundle.set_use_isolating(false);
        for (_, text) in language.files() {
            // A file with a fault keeps its good messages; a test refuses such a file.
            let resource = match FluentResource::try_new((*text).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language it is.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Whether there is a text of this key.
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// The text of a key. A missing key is shown as itself; a test keeps that from happening.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// The text of a key with values for its variables.
    pub fn text_with<'a>(
        &self,
        key: &str,
        values: impl IntoIterator<Item = (&'a str, FluentValue<'a>)>,
    ) -> String {
        let values: FluentArgs<'a> = values.into_iter().collect();
        self.format(key, Some(&values))
    }

    fn format(&self, key: &str, values: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        let text: Cow<'_, str> = self.bundle.format_pattern(pattern, values, &mut errors);
        text.into_owned()
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Locale")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Every message of a language with the variables it uses.
    fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut found = BTreeMap::new();
        for (file, text) in language.files() {
            let resource = FluentResource::try_new((*text).to_owned())
                .unwrap_or_else(|(_, errors)| panic!("{}/{file}.ftl: {errors:?}", language.code()));
            for line in resource.source().split('\n') {
                assert!(
                    !line.contains('\t'),
                    "{}/{file}.ftl has a tabulator",
                    language.code()
                );
            }
            let mut key = None;
            for line in text.lines() {
                if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                    let name = line.split('=').next().unwrap().trim().to_owned();
                    assert!(
                        found.insert(name.clone(), BTreeSet::new()).is_none(),
                        "{}/{file}.ftl: {name} stands twice",
                        language.code()
                    );
                    key = Some(name);
                }
                if let Some(variables) = key.as_ref().and_then(|key| found.get_mut(key)) {
                    for part in line.split('$').skip(1) {
                        let name: String = part
                            .chars()
                            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                            .collect();
                        let _ = variables.insert(name);
                    }
                }
            }
        }
        found
    }

    #[test]
    fn both_languages_have_the_same_keys_with_the_same_variables() {
        let (english, spanish) = (messages(Language::English), messages(Language::Spanish));
        let keys = |messages: &BTreeMap<String, BTreeSet<String>>| {
            messages.keys().cloned().collect::<BTreeSet<_>>()
        };
        let (only_english, only_spanish): (Vec<_>, Vec<_>) = (
            keys(&english)
                .difference(&keys(&spanish))
                .cloned()
                .collect(),
            keys(&spanish)
                .difference(&keys(&english))
                .cloned()
                .collect(),
        );
        assert!(
            only_english.is_empty() && only_spanish.is_empty(),
            "en: {only_english:?} es: {only_spanish:?}"
        );
        for (key, variables) in &english {
            assert_eq!(variables, &spanish[key], "{key}");
        }
    }

    #[test]
    fn locale_names_find_their_language() {
        assert_eq!(
            Language::from_locale_name("es_MX.UTF-8"),
            Some(Language::Spanish)
        );
        assert_eq!(Language::from_locale_name("en-CA"), Some(Language::English));
        assert_eq!(Language::from_locale_name("C"), None);
    }

    #[test]
    fn a_missing_key_is_shown_as_itself() {
        assert_eq!(
            Locale::new(Language::Spanish).text("no-such-key"),
            "no-such-key"
        );
    }
}
