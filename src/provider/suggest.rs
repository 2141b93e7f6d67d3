//! "Did you mean gmail.com?": a mail domain that is one slip away from a known one.

use super::Catalogue;

/// Shorter domains have too many honest neighbours.
const SHORTEST: usize = 8;

impl Catalogue {
    /// The known domain that was probably meant; none for a known one, and for what resembles none.
    /// An offer only: the domain as typed may well exist.
    pub fn suggest(&self, domain: &str) -> Option<&'static str> {
        let domain = domain.to_ascii_lowercase();
        if self.by_domain(&domain).is_some() {
            return None;
        }
        self.iter()
            .flat_map(|provider| provider.domains().iter().copied())
            .find(|known| known.len() >= SHORTEST && is_one_slip(&domain, known))
    }
}

/// Whether one letter is missing, too many, another one, or two neighbours changed places.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same = typed.iter().zip(meant).take_while(|(t, m)| t == m).count();
    let (Some(typed), Some(meant)) = (typed.get(same..), meant.get(same..)) else {
        return false;
    };
    match (typed, meant) {
        ([_, typed_rest @ ..], [_, meant_rest @ ..]) if typed_rest == meant_rest => true,
        ([_, typed_rest @ ..], meant) if typed_rest == meant => true,
        (typed, [_, meant_rest @ ..]) if typed == meant_rest => true,
        ([t1, t2, typed_rest @ ..], [m1, m2, meant_rest @ ..]) => {
            t1 == m2 && t2 == m1 && typed_rest == meant_rest
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_leads_to_the_known_domain() {
        for (typed, meant) in [
            ("gmail.con", "gmail.com"),
            ("gmail.co", "gmail.com"),
            ("gmial.com", "gmail.com"),
            ("gmai.com", "gmail.com"),
            ("gnail.com", "gmail.com"),
            ("ggmail.com", "gmail.com"),
            ("gmail.comm", "gmail.com"),
            ("yaho.com", "yahoo.com"),
            ("yahoo.con", "yahoo.com"),
            ("hotmial.com", "hotmail.com"),
            ("outlok.com", "outlook.com"),
            ("iclou.com", "icloud.com"),
            ("GMAIL.CON", "gmail.com"),
        ] {
            assert_eq!(Catalogue::bundled().suggest(typed), Some(meant), "{typed}");
        }
    }

    #[test]
    fn known_and_distant_domains_get_no_suggestion() {
        for domain in [
            "gmail.com",
            "mail.com",
            "hotmail.es",
            "agua.example.org",
            "",
            "gmail",
            "ab.c",
        ] {
            assert_eq!(Catalogue::bundled().suggest(domain), None, "{domain}");
        }
    }
}
