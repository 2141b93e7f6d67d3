//! Guides at the provider's pages, as data: numbered steps, the words on the buttons in both
//! languages, the page to open, a drawing.
//!
//! The browser may speak another language than this program, so every step carries the
//! provider's words in English and in Spanish. Sentences are in `i18n/*/guide.ftl`, drawings in
//! `assets/guides/`; nothing needs the internet to be read. Each guide carries the day on which it
//! was last checked; a test fails when that is too long ago.

mod drawing;
mod generic;
mod google;
mod missing;
mod others;

use time::{Date, Month};

pub use drawing::Drawing;
pub use missing::{Answer, NONE_OF_THESE, Question};

use super::{PasswordKind, Provider};
use crate::{
    account::{Incoming, Role},
    i18n::{FluentValue, Locale},
};

/// The age in days at which a guide must have been looked at again.
pub const MAX_AGE_DAYS: i64 = 400;

/// When the guides of this version were checked.
const CHECKED: Date = match Date::from_calendar_date(2026, Month::November, 21) {
    Ok(date) => date,
    Err(_) => Date::MIN,
};

/// Words on a provider's page, in the languages the page may be shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// English.
    pub en: &'static str,
    /// Spanish.
    pub es: &'static str,
    /// Spanish in the Americas, where the page uses other words there.
    pub es_america: Option<&'static str>,
}

impl Label {
    const fn new(en: &'static str, es: &'static str) -> Self {
        Self {
            en,
            es,
            es_america: None,
        }
    }

    const fn or_in_america(mut self, words: &'static str) -> Self {
        self.es_america = Some(words);
        self
    }

    /// All its forms, each once: what the person may see on the page.
    pub fn forms(&self) -> Vec<&'static str> {
        let mut forms = vec![self.en, self.es];
        forms.extend(self.es_america);
        forms.dedup();
        forms
    }
}

/// What a step offers besides its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepTool {
    /// Nothing.
    None,
    /// The name for the app password, ready to copy ([`Role::app_password_name`]).
    CopyName,
    /// The password field of this program.
    PasswordField,
    /// "I don't see App passwords": [`Guide::missing`].
    Missing,
}

/// One step of a guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GuideStep {
    /// The key of its sentence. Variables: `address`, `name`, `provider`.
    pub key: &'static str,
    /// The page it happens on, to be opened by a button.
    pub page: Option<&'static str>,
    /// What to look for and press there, in order.
    pub labels: &'static [Label],
    /// What it looks like.
    pub drawing: Drawing,
    /// What else it offers.
    pub tool: StepTool,
}

impl GuideStep {
    const fn new(key: &'static str, drawing: Drawing, labels: &'static [Label]) -> Self {
        Self {
            key,
            page: None,
            labels,
            drawing,
            tool: StepTool::None,
        }
    }

    const fn at(mut self, page: &'static str) -> Self {
        self.page = Some(page);
        self
    }

    const fn with(mut self, tool: StepTool) -> Self {
        self.tool = tool;
        self
    }

    /// Its sentence.
    pub fn explain(&self, locale: &Locale, subject: &Subject<'_>) -> String {
        locale.text_with(self.key, subject.values())
    }

    /// The page it happens on; a step that serves many providers takes it from the catalogue.
    pub fn page_at(&self, provider: &Provider, incoming: Incoming) -> Option<&'static str> {
        let of_provider = if self.drawing == Drawing::Page {
            provider.app_password_page()
        } else if self.drawing == Drawing::Switch {
            provider.settings_page(incoming)
        } else {
            None
        };
        self.page.or(of_provider)
    }
}

/// Whom a guide speaks to: fills the variables of its sentences.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The mailbox's address as far as it was typed.
    pub address: &'a str,
    /// The role: names the app password.
    pub role: &'a Role,
    /// The provider's name.
    pub provider: &'a str,
}

impl<'a> Subject<'a> {
    /// The provider's name, or the server's where nobody knows the provider.
    pub fn of(
        address: &'a str,
        role: &'a Role,
        provider: Option<&'static Provider>,
        host: &'a str,
    ) -> Self {
        Self {
            address,
            role,
            provider: provider.map_or(host, |provider| provider.name()),
        }
    }

    /// The variables.
    pub fn values(&self) -> [(&'static str, FluentValue<'a>); 3] {
        [
            ("address", FluentValue::from(self.address)),
            ("name", FluentValue::from(self.role.app_password_name())),
            ("provider", FluentValue::from(self.provider)),
        ]
    }
}

/// A guide: how a password for this program is made, and what must be switched on.
#[derive(Debug, Clone, Copy)]
pub struct Guide {
    /// Its name, for tests and pictures: `gmail`.
    pub id: &'static str,
    /// The key of its title.
    pub title: &'static str,
    /// When it was last checked.
    pub checked: Date,
    /// To the password, step by step; the first asks which account the browser shows.
    pub password: &'static [GuideStep],
    /// To switch IMAP on, where it is off.
    pub imap: &'static [GuideStep],
    /// To switch POP3 on, where it is off.
    pub pop3: &'static [GuideStep],
    /// "I don't see App passwords": the questions in order.
    pub missing: &'static [Question],
    /// Keys of what to know, whatever the protocol.
    pub notes: &'static [&'static str],
    /// Keys of what to know when the mailbox is read by POP3.
    pub pop3_notes: &'static [&'static str],
    /// Keys of what to do and know after it works, each with the page where it is done.
    pub afterwards: &'static [(&'static str, Option<&'static str>)],
}

impl Guide {
    /// The steps to switch a protocol on.
    pub const fn switch_on(&self, incoming: Incoming) -> &'static [GuideStep] {
        match incoming {
            Incoming::Imap => self.imap,
            Incoming::Pop3 => self.pop3,
        }
    }

    /// Everything in the order in which it is done: what must be switched on before the
    /// password, so that a code copied last is still in the clipboard.
    pub fn steps(&self, incoming: Incoming) -> impl Iterator<Item = &'static GuideStep> + use<> {
        let (account, password) = self.password.split_at(self.password.len().min(1));
        account
            .iter()
            .chain(self.switch_on(incoming))
            .chain(password)
    }

    /// What to know in this role, read by this protocol.
    pub fn notes(&self, role: &Role, incoming: Incoming) -> Vec<&'static str> {
        let by_pop3 = incoming == Incoming::Pop3;
        let mut notes: Vec<_> = self.notes.to_vec();
        if by_pop3 {
            notes.extend(self.pop3_notes);
        }
        if by_pop3 && self.pop3_notes == google::POP3_NOTES {
            notes.push(if role.is_level_sender() {
                "guide-gmail-recent-never"
            } else {
                "guide-gmail-recent"
            });
        }
        notes
    }
}

/// Every guide.
pub fn all() -> impl Iterator<Item = &'static Guide> {
    google::GUIDES
        .iter()
        .chain(others::GUIDES)
        .chain(generic::GUIDES)
}

/// The steps at a provider, in order: its guide without a switch that is on there anyway.
pub fn steps(provider: Option<&Provider>, incoming: Incoming) -> Vec<&'static GuideStep> {
    let is_on =
        provider.is_some_and(|provider| provider.switches(incoming.into()).next().is_none());
    of(provider)
        .steps(incoming)
        .filter(|step| !(is_on && step.drawing == Drawing::Switch))
        .collect()
}

/// The keys of what to know at a provider without a guide of its own; guides say it in their steps.
pub fn hints(provider: &Provider) -> Vec<String> {
    let is_generic = generic::GUIDES
        .iter()
        .any(|guide| guide.id == of(Some(provider)).id);
    if is_generic {
        provider.hint_keys().collect()
    } else {
        Vec::new()
    }
}

/// The guide for a provider; none given: for servers nobody knows.
pub fn of(provider: Option<&Provider>) -> &'static Guide {
    let Some(provider) = provider else {
        return &generic::OWN_PASSWORD;
    };
    let id = match provider.kin() {
        "jazztel" | "gworkspace" => "gworkspace",
        "yahoo" | "cox" | "rogers" | "sky" | "turbify" => "yahoo",
        "aol" | "verizon" => "aol",
        "zoho" | "zohopro" => "zoho",
        "gmxcom" | "gmxnet" | "webde" | "mailcom" => "gmx",
        kin => kin,
    };
    let generic = if provider.password_kind() == PasswordKind::Account {
        &generic::OWN_PASSWORD
    } else {
        &generic::CODE
    };
    all().find(|guide| guide.id == id).unwrap_or(generic)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use time::OffsetDateTime;

    use super::*;
    use crate::{i18n::Language, provider::Catalogue};

    fn every_step() -> impl Iterator<Item = (&'static str, &'static GuideStep)> {
        all().flat_map(|guide| {
            [guide.password, guide.imap, guide.pop3]
                .into_iter()
                .flatten()
                .map(move |step| (guide.id, step))
        })
    }

    #[test]
    fn no_guide_or_entry_is_older_than_its_set_age() {
        let today = OffsetDateTime::now_utc().date();
        let too_old = |checked: Date| (today - checked).whole_days() > MAX_AGE_DAYS;
        for guide in all() {
            assert!(
                !too_old(guide.checked),
                "look at the guide {} again",
                guide.id
            );
        }
        for provider in Catalogue::bundled().iter() {
            let id = provider.id();
            assert!(!too_old(provider.checked()), "look at the entry {id} again");
        }
    }

    #[test]
    fn every_step_names_what_to_press_in_both_languages() {
        for (id, step) in every_step() {
            for label in step.labels {
                assert!(
                    !label.en.is_empty() && !label.es.is_empty(),
                    "{id}: {step:?}"
                );
            }
            let silent = matches!(step.tool, StepTool::PasswordField);
            assert!(silent || !step.labels.is_empty(), "{id}: {}", step.key);
        }
    }

    #[test]
    fn every_sentence_is_there_in_both_languages_and_every_page_is_safe() {
        let role = Role::HomeStation;
        let subject = Subject {
            address: "ana@example.org",
            role: &role,
            provider: "Example",
        };
        for language in Language::ALL {
            let locale = Locale::new(language);
            let has = |key: &str| assert!(locale.has(key), "{key} in {}", language.code());
            for (_, step) in every_step() {
                has(step.key);
                let sentence = step.explain(&locale, &subject);
                assert!(!sentence.contains('{'), "{sentence}");
            }
            has(NONE_OF_THESE);
            for guide in all() {
                has(guide.title);
                let afterwards = guide.afterwards.iter().map(|(key, _)| *key);
                let missing = guide
                    .missing
                    .iter()
                    .flat_map(|question| [question.ask, question.yes.key]);
                let notes = [Role::HomeStation, level_sender()]
                    .into_iter()
                    .flat_map(|role| guide.notes(&role, Incoming::Pop3));
                for key in afterwards.chain(missing).chain(notes) {
                    has(key);
                }
            }
        }
        let answers =
            all().flat_map(|guide| guide.missing.iter().map(|question| question.yes.page));
        let afterwards = all().flat_map(|guide| guide.afterwards.iter().map(|(_, page)| *page));
        let pages = every_step()
            .map(|(_, step)| step.page)
            .chain(answers)
            .chain(afterwards);
        for page in pages.flatten() {
            assert!(
                page.starts_with("https://") && !page.contains(' '),
                "{page}"
            );
        }
    }

    fn level_sender() -> Role {
        Role::LevelSender {
            serial: "123456".parse().unwrap(),
        }
    }

    #[test]
    fn the_providers_with_a_guide_of_their_own_get_it() {
        for (id, guide) in [
            ("gmail", "gmail"),
            ("gworkspace", "gworkspace"),
            ("yahoo", "yahoo"),
            ("cox", "yahoo"),
            ("aol", "aol"),
            ("icloud", "icloud"),
            ("yandex", "yandex"),
            ("zoho_eu", "zoho"),
            ("fastmail", "fastmail"),
            ("gmxnet", "gmx"),
            ("mailru", "mailru"),
            ("att", "att"),
            ("movistar", "own-password"),
            ("ionos_es", "code"),
        ] {
            let provider = Catalogue::bundled().by_id(id);
            assert!(provider.is_some(), "{id}");
            assert_eq!(of(provider).id, guide, "{id}");
        }
        assert_eq!(of(None).id, "own-password");
    }

    #[test]
    fn a_switch_stands_in_the_steps_only_where_something_is_off() {
        let has_switch = |id: Option<&str>| {
            let provider = id.and_then(|id| Catalogue::bundled().by_id(id));
            let steps = steps(provider, Incoming::Pop3);
            steps.iter().any(|step| step.drawing == Drawing::Switch)
        };
        assert!(has_switch(None) && has_switch(Some("gmxcom")) && has_switch(Some("wp")));
        assert!(!has_switch(Some("movistar")) && !has_switch(Some("infomaniak")));
        let gmx = Catalogue::bundled().by_id("gmxnet").unwrap();
        let pages: Vec<_> = steps(Some(gmx), Incoming::Imap)
            .iter()
            .filter_map(|step| step.page_at(gmx, Incoming::Imap))
            .collect();
        assert_eq!(pages.len(), 2, "{pages:?}");
    }

    #[test]
    fn every_guide_begins_with_the_account_in_the_browser_and_ends_at_the_password_field() {
        for guide in all() {
            for incoming in [Incoming::Imap, Incoming::Pop3] {
                let steps: Vec<_> = guide.steps(incoming).collect();
                assert!(
                    steps.first().unwrap().key.ends_with("-account"),
                    "{}",
                    guide.id
                );
                assert_eq!(
                    steps.last().unwrap().tool,
                    StepTool::PasswordField,
                    "{}",
                    guide.id
                );
                assert!(steps.len() <= 9, "{}: {} steps", guide.id, steps.len());
                let keys: BTreeSet<_> = steps.iter().map(|step| step.key).collect();
                assert_eq!(keys.len(), steps.len(), "{}", guide.id);
            }
        }
    }

    #[test]
    fn every_step_of_gmail_has_a_drawing_of_its_own() {
        let gmail = all().find(|guide| guide.id == "gmail").unwrap();
        let drawings: Vec<_> = gmail
            .steps(Incoming::Pop3)
            .map(|step| step.drawing)
            .collect();
        for (index, drawing) in drawings.iter().enumerate() {
            assert!(!drawings[..index].contains(drawing), "{drawing:?}");
        }
    }

    #[test]
    fn recent_is_offered_to_a_home_station_and_never_to_a_levelsender() {
        let gmail = all().find(|guide| guide.id == "gmail").unwrap();
        let notes = |role| gmail.notes(&role, Incoming::Pop3);
        assert!(notes(Role::HomeStation).contains(&"guide-gmail-recent"));
        assert!(!notes(level_sender()).contains(&"guide-gmail-recent"));
        assert!(notes(level_sender()).contains(&"guide-gmail-recent-never"));
    }
}
