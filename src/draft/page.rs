//! Pages of a provider that was found: where something is to be switched on, and what can be read.

use crate::i18n::Language;

/// What a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageKind {
    /// IMAP or POP is switched on there; until then the password may be refused.
    SwitchOn,
    /// The provider's own guide.
    Reading,
}

/// A page, always with https.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// What it is for.
    pub kind: PageKind,
    /// The provider's words about it, by language (`en`, `pt-BR`); a file that names none is English.
    pub texts: Vec<(String, String)>,
}

impl Page {
    /// One of which nothing is said.
    pub const fn new(url: String, kind: PageKind) -> Self {
        Self {
            url,
            kind,
            texts: Vec::new(),
        }
    }

    /// The provider's words in this language.
    pub fn text(&self, language: Language) -> Option<&str> {
        let found = self.texts.iter().find(|(tag, _)| {
            let primary = tag.split(['-', '_']).next().unwrap_or_default();
            primary.eq_ignore_ascii_case(language.code())
        });
        found.map(|(_, text)| text.as_str())
    }

    /// Its host: what a person can judge.
    pub fn site(&self) -> &str {
        let rest = self.url.strip_prefix("https://").unwrap_or(&self.url);
        rest.split(['/', '?', '#']).next().unwrap_or(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_by_its_host() {
        for (url, site) in [
            ("https://www.agua.example/a/b?c", "www.agua.example"),
            ("https://agua.example", "agua.example"),
        ] {
            let page = Page::new(url.to_owned(), PageKind::Reading);
            assert_eq!(page.site(), site);
        }
    }

    #[test]
    fn words_are_taken_in_the_chosen_language_alone() {
        let mut page = Page::new("https://agua.example".to_owned(), PageKind::SwitchOn);
        assert_eq!(page.text(Language::English), None);
        page.texts = vec![
            ("de".to_owned(), "Schalten Sie IMAP ein".to_owned()),
            ("en-GB".to_owned(), "Switch IMAP on".to_owned()),
        ];
        assert_eq!(page.text(Language::English), Some("Switch IMAP on"));
        assert_eq!(page.text(Language::Spanish), None);
    }
}
