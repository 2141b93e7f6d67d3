//! Comparing domains: below another one, member of a family of countries.

/// A provider with one domain a country: `hotmail.es`, `yahoo.com.mx`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The labels before the country: `hotmail`, `live`.
    pub(super) names: Vec<&'static str>,
    /// Endings that belong to somebody else: `co.jp`.
    pub(super) except: Vec<&'static str>,
}

impl Family {
    /// Whether a domain in lower case belongs to it: a name and a country (`es`, `com.ar`, `co.uk`).
    pub fn contains(&self, domain: &str) -> bool {
        domain.split_once('.').is_some_and(|(name, ending)| {
            self.names.contains(&name) && is_country(ending) && !self.except.contains(&ending)
        })
    }

    /// The labels before the country.
    pub fn names(&self) -> &[&'static str] {
        &self.names
    }
}

/// Two letters are a country ([RFC 1591](https://www.rfc-editor.org/rfc/rfc1591)); some have `com` or `co` below it.
fn is_country(ending: &str) -> bool {
    let code = ending
        .strip_prefix("com.")
        .or_else(|| ending.strip_prefix("co."))
        .unwrap_or(ending);
    code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Whether a name stands below another one, at the border of a label.
pub(super) fn is_below(name: &str, parent: &str) -> bool {
    name.strip_suffix(parent)
        .is_some_and(|rest| rest.len() > 1 && rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_labels_count() {
        assert!(is_below("mx.google.com", "google.com"));
        assert!(!is_below("mxgoogle.com", "google.com"));
        assert!(!is_below("google.com", "google.com"));
        assert!(!is_below(".google.com", "google.com"));
    }
}
