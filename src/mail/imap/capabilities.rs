//! What an IMAP server says it can do, wherever it says it.

/// A set of capabilities, in upper case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Capabilities(Vec<String>);

impl Capabilities {
    /// From an untagged CAPABILITY or a `[CAPABILITY …]` code in these lines; the last one counts.
    pub(super) fn told_by(lines: &[String]) -> Option<Self> {
        lines.iter().rev().find_map(|line| {
            let upper = line.to_ascii_uppercase();
            let list = match upper.split_once("[CAPABILITY ") {
                Some((_, rest)) => rest.split(']').next()?.to_owned(),
                None => upper.strip_prefix("* CAPABILITY ")?.to_owned(),
            };
            Some(Self(
                list.split_ascii_whitespace().map(str::to_owned).collect(),
            ))
        })
    }

    pub(super) fn has(&self, capability: &str) -> bool {
        self.0.iter().any(|known| known == capability)
    }

    /// The SASL mechanisms on offer.
    pub(super) fn mechanisms(&self) -> Vec<String> {
        self.0
            .iter()
            .filter_map(|capability| capability.strip_prefix("AUTH="))
            .map(str::to_owned)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Option<Capabilities> {
        Capabilities::told_by(&[line.to_owned()])
    }

    #[test]
    fn capabilities_are_read_from_greeting_reply_and_answer() {
        for line in [
            "* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] ready",
            "* CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN",
            "A0001 OK [capability imap4rev1 sasl-ir auth=plain] Logged in",
        ] {
            let capabilities = told(line).unwrap();
            assert!(
                capabilities.has("SASL-IR") && capabilities.has("AUTH=PLAIN"),
                "{line}"
            );
            assert_eq!(capabilities.mechanisms(), ["PLAIN"]);
        }
        assert_eq!(told("* OK Gimap ready"), None);
    }
}
