//! Which saved mailboxes are one and the same mailbox at the provider.
//!
//! Two programs that read one mailbox by POP3 take each other's mail, and one password opens both.

use super::{Account, Address, Server};

impl Account {
    /// Whether both are read from, or sent through, one account at the provider: the same address
    /// or the same user name at the same server.
    pub fn shares_mailbox(&self, other: &Self) -> bool {
        self.is_mailbox_of(&other.address)
            || is_same_login(&self.incoming, &other.incoming)
            || is_same_login(&self.outgoing, &other.outgoing)
    }

    /// Whether mail to this address comes into this mailbox, as far as its spelling tells.
    pub fn is_mailbox_of(&self, address: &Address) -> bool {
        canonical(self.address.as_str()) == canonical(address.as_str())
    }
}

fn is_same_login(left: &Server, right: &Server) -> bool {
    left.host == right.host
        && canonical(left.user_name.as_str()) == canonical(right.user_name.as_str())
}

/// One spelling of a mailbox. Gmail reads `A.na+x@googlemail.com` as `ana@gmail.com`
/// ([dots](https://support.google.com/mail/answer/7436150), [plus](https://support.google.com/mail/answer/22370)).
fn canonical(name: &str) -> String {
    let name = name.to_lowercase();
    let Some((local, domain)) = name.rsplit_once('@') else {
        return name;
    };
    if domain != "gmail.com" && domain != "googlemail.com" {
        return name;
    }
    let local = local.split('+').next().unwrap_or(local).replace('.', "");
    format!("{local}@gmail.com")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gmail_reads_dots_plus_and_its_other_domain_as_one_mailbox() {
        for name in [
            "ana.lopez@gmail.com",
            "AnaLopez@googlemail.com",
            "a.n.a.lopez+pozo@gmail.com",
        ] {
            assert_eq!(canonical(name), "analopez@gmail.com", "{name}");
        }
        assert_ne!(
            canonical("ana.lopez@agua.example"),
            canonical("analopez@agua.example")
        );
        assert_eq!(canonical("Ana"), "ana");
    }

    #[test]
    fn an_imap_and_a_pop_mailbox_of_one_user_are_one() {
        let example = |role, address| {
            crate::backend::scripted::example(role, "gmail", address)
                .unwrap()
                .account
        };
        let station = example(&crate::account::Role::HomeStation, "ana@gmail.com");
        let serial = "123456".parse().unwrap();
        let role = crate::account::Role::LevelSender { serial };
        assert!(station.shares_mailbox(&example(&role, "a.na@gmail.com")));
        assert!(!station.shares_mailbox(&example(&role, "pozo@gmail.com")));
    }
}
