//! Sentences about a provider that are made of several facts.

use super::{Catalogue, Provider, SwitchOn, long_date};
use crate::{
    account::{Account, Address},
    failure::Side,
    i18n::{FluentValue, Language, Locale},
};

impl SwitchOn {
    /// Where it is done, in the provider's words: Spanish ones for a Spanish reader where the
    /// provider has them. None where only the page is known.
    pub fn explain_path(&self, locale: &Locale) -> Option<String> {
        let (english, spanish) = self.paths();
        let path = match locale.language() {
            Language::Spanish if !spanish.is_empty() => spanish,
            Language::Spanish | Language::English => english,
        };
        let path = path.join(" › ");
        (!path.is_empty())
            .then(|| locale.text_with("provider-condition-path", [("path", path.into())]))
    }
}

impl Provider {
    /// "Checked on 21 November 2026."
    pub fn explain_checked(&self, locale: &Locale) -> String {
        let date = long_date(locale, self.checked());
        locale.text_with("provider-checked", [("date", date.into())])
    }

    /// That the mail of an own domain is run by this provider, as its MX record says.
    pub fn explain_found_by_mx(&self, locale: &Locale, domain: &str) -> String {
        locale.text_with(
            "provider-found-by-mx",
            [
                ("domain", FluentValue::from(domain.to_owned())),
                ("provider", FluentValue::from(self.name())),
            ],
        )
    }
}

/// Who serves a side of a mailbox, as people call it: the provider's name, else the host.
pub fn name_of(account: &Account, side: Side) -> &str {
    let server = match side {
        Side::Incoming => &account.incoming,
        Side::Outgoing => &account.outgoing,
    };
    Catalogue::bundled()
        .by_id(&account.provider)
        .map_or(server.host.as_str(), |provider| provider.name())
}

/// "Did you mean ana@gmail.com?", and the address that was probably meant.
pub fn suggestion(locale: &Locale, typed: &Address) -> Option<(Address, String)> {
    let domain = Catalogue::bundled().suggest(typed.domain())?;
    let meant: Address = format!("{}@{domain}", typed.local_part()).parse().ok()?;
    let sentence = locale.text_with(
        "provider-suggestion",
        [("address", FluentValue::from(meant.to_string()))],
    );
    Some((meant, sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_in_the_domain_leads_to_the_address_that_was_meant() {
        let locale = Locale::new(Language::Spanish);
        let typed: Address = "ana.rio@gmial.com".parse().unwrap();
        let (meant, sentence) = suggestion(&locale, &typed).unwrap();
        assert_eq!(meant.as_str(), "ana.rio@gmail.com");
        assert_eq!(sentence, "¿Quiso decir ana.rio@gmail.com?");
        assert_eq!(suggestion(&locale, &meant), None);
    }

    #[test]
    fn the_path_to_a_switch_is_in_the_readers_language_where_the_provider_has_it() {
        let path = |id: &str, language| {
            let provider = Catalogue::bundled().by_id(id).unwrap();
            let switch = provider.switch_on.first().unwrap();
            switch.explain_path(&Locale::new(language)).unwrap()
        };
        assert!(path("gmail", Language::Spanish).ends_with("› Guardar cambios"));
        assert!(path("gmail", Language::English).ends_with("› Save Changes"));
        assert!(path("uol", Language::Spanish).ends_with("Ativar IMAP"));
    }

    #[test]
    fn what_was_found_by_mx_and_when_it_was_checked_is_said() {
        let locale = Locale::new(Language::English);
        let provider = Catalogue::bundled().by_id("ovh").unwrap();
        let found = provider.explain_found_by_mx(&locale, "agua.example");
        assert!(found.contains("agua.example") && found.contains(provider.name()));
        assert!(provider.explain_checked(&locale).contains("November 2026"));
    }
}
