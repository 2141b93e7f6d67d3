//! A server's line as plain lower-case words, and the small patterns rules are written in.
//!
//! A pattern is a list of alternatives joined by `|`; one must hold. An alternative is a list of
//! phrases joined by `&`; all must occur, or must not where `!` stands before it. In a phrase,
//!
//! - `a/b` is one word of several, `fail*` a word that begins so, `word?` may be missing,
//! - `~` leaps over up to four words, `^` is the beginning of the text, `$` its end,
//! - `@name` is one of the word classes of [`CLASSES`].

use super::classes::CLASSES;

/// How many words `~` may leap over.
const LEAP: usize = 4;

/// The words of a reply.
#[derive(Debug, Clone, Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// Lower-case runs of letters and digits; accents are dropped, addresses become `addr`.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Vec::new();
        for piece in text.split_whitespace() {
            if is_address(piece) {
                words.push("addr".to_owned());
                continue;
            }
            let mut word = String::new();
            for character in piece.chars() {
                match fold(character) {
                    Folded::Drop => {}
                    Folded::Letters(letters) => word.push_str(letters),
                    Folded::Same(character) if character.is_alphanumeric() => {
                        word.extend(character.to_lowercase());
                    }
                    Folded::Same(_) => words.push(std::mem::take(&mut word)),
                }
            }
            words.push(word);
        }
        words.retain(|word| !word.is_empty());
        Self(words)
    }

    /// Whether nothing was said.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is any word that is no number.
    pub(super) fn has_letters(&self) -> bool {
        self.0
            .iter()
            .any(|word| word.chars().any(char::is_alphabetic))
    }

    /// Whether the pattern holds; for a pattern that is used once.
    pub(super) fn matches(&self, pattern: &str) -> bool {
        Pattern::new(pattern).holds(self)
    }
}

/// A pattern read once, to be used often.
#[derive(Debug)]
pub(super) struct Pattern<'a>(Vec<Vec<Phrase<'a>>>);

#[derive(Debug)]
struct Phrase<'a> {
    wanted: bool,
    steps: Vec<Step<'a>>,
}

#[derive(Debug)]
enum Step<'a> {
    Begin,
    End,
    Leap,
    Word {
        /// Sorted.
        exact: Vec<&'a str>,
        beginnings: Vec<&'a str>,
        may_miss: bool,
    },
}

impl<'a> Pattern<'a> {
    pub(super) fn new(pattern: &'a str) -> Self {
        let phrases = |alternative: &'a str| {
            alternative
                .split('&')
                .map(str::trim)
                .map(|term| match term.strip_prefix('!') {
                    Some(unwanted) => Phrase {
                        wanted: false,
                        steps: steps(unwanted),
                    },
                    None => Phrase {
                        wanted: true,
                        steps: steps(term),
                    },
                })
                .collect()
        };
        Self(pattern.split('|').map(phrases).collect())
    }

    /// Whether one alternative has all it wants and nothing it does not want.
    pub(super) fn holds(&self, words: &Words) -> bool {
        self.0.iter().any(|phrases| {
            phrases
                .iter()
                .all(|phrase| words.has(&phrase.steps) == phrase.wanted)
        })
    }
}

fn steps(phrase: &str) -> Vec<Step<'_>> {
    phrase
        .split_whitespace()
        .map(|word| match word {
            "^" => Step::Begin,
            "$" => Step::End,
            "~" => Step::Leap,
            _ => {
                let bare = word.strip_suffix('?').unwrap_or(word);
                let (mut exact, mut beginnings) = (Vec::new(), Vec::new());
                read_word(bare, &mut exact, &mut beginnings);
                exact.sort_unstable();
                Step::Word {
                    exact,
                    beginnings,
                    may_miss: bare != word,
                }
            }
        })
        .collect()
}

fn read_word<'a>(word: &'a str, exact: &mut Vec<&'a str>, beginnings: &mut Vec<&'a str>) {
    for wanted in word.split('/').map(str::trim) {
        if let Some((_, class)) = CLASSES.iter().find(|(name, _)| *name == wanted) {
            read_word(class, exact, beginnings);
        } else if let Some(beginning) = wanted.strip_suffix('*') {
            beginnings.push(beginning);
        } else {
            exact.push(wanted);
        }
    }
}

impl Words {
    fn has(&self, steps: &[Step<'_>]) -> bool {
        if let Some((Step::Begin, rest)) = steps.split_first() {
            return begins(&self.0, rest);
        }
        (0..self.0.len()).any(|start| {
            self.0
                .get(start..)
                .is_some_and(|words| begins(words, steps))
        })
    }
}

fn begins(words: &[String], steps: &[Step<'_>]) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        return true;
    };
    match step {
        Step::Begin => false,
        Step::End => words.is_empty(),
        Step::Leap => (0..=LEAP.min(words.len()))
            .any(|leap| words.get(leap..).is_some_and(|words| begins(words, rest))),
        Step::Word {
            exact,
            beginnings,
            may_miss,
        } => {
            (*may_miss && begins(words, rest))
                || words.split_first().is_some_and(|(word, words)| {
                    let word = word.as_str();
                    (exact.binary_search(&word).is_ok()
                        || beginnings
                            .iter()
                            .any(|beginning| word.starts_with(beginning)))
                        && begins(words, rest)
                })
        }
    }
}

/// `<user@example.com>`, `user@example.com:` and the like.
fn is_address(piece: &str) -> bool {
    let bare = piece.trim_matches(|character: char| !character.is_alphanumeric());
    bare.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty() && domain.contains('.') && !domain.contains(['/', '@'])
    })
}

enum Folded {
    Drop,
    Letters(&'static str),
    Same(char),
}

fn fold(character: char) -> Folded {
    match character {
        other if other.is_ascii() && other != '\'' && other != '`' => Folded::Same(other),
        '\'' | '’' | '`' => Folded::Drop,
        _ if "áàâãäåąÁÀÂÃÄÅĄ".contains(character) => Folded::Letters("a"),
        _ if "éèêëęěÉÈÊËĘĚ".contains(character) => Folded::Letters("e"),
        _ if "íìîïÍÌÎÏ".contains(character) => Folded::Letters("i"),
        _ if "óòôõöőøÓÒÔÕÖŐØ".contains(character) => Folded::Letters("o"),
        _ if "úùûüűůÚÙÛÜŰŮ".contains(character) => Folded::Letters("u"),
        _ if "ñńÑŃ".contains(character) => Folded::Letters("n"),
        _ if "çćčÇĆČ".contains(character) => Folded::Letters("c"),
        _ if "śšŚŠ".contains(character) => Folded::Letters("s"),
        _ if "żźžŻŹŽ".contains(character) => Folded::Letters("z"),
        'ł' | 'Ł' => Folded::Letters("l"),
        'ř' | 'Ř' => Folded::Letters("r"),
        'ý' | 'Ý' => Folded::Letters("y"),
        'ß' => Folded::Letters("ss"),
        other => Folded::Same(other),
    }
}

/// What is wrong with a pattern, for the test of the tables.
#[cfg(test)]
pub(super) fn fault(pattern: &str) -> Option<String> {
    let words = pattern
        .split(['|', '&'])
        .flat_map(|phrase| phrase.trim().trim_start_matches('!').split_whitespace())
        .flat_map(|word| word.strip_suffix('?').unwrap_or(word).split('/'));
    for word in words {
        let bare = word.strip_suffix('*').unwrap_or(word);
        let known = match bare {
            "~" | "^" | "$" => true,
            _ if bare.starts_with('@') => CLASSES.iter().any(|(name, _)| *name == bare),
            _ => {
                !bare.is_empty()
                    && bare.chars().all(|character| {
                        character.is_alphanumeric() && character.is_lowercase()
                            || character.is_ascii_digit()
                    })
            }
        };
        if !known {
            return Some(format!("{word:?} in {pattern:?}"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_joins_terms_alternatives_and_gaps() {
        let words = Words::of("Error: too many failed LOGIN attempts, isn't it?");
        assert!(words.matches("too many ~ attempts & isnt"));
        assert!(words.matches("nothing|too @many fail* login/auth"));
        assert!(!words.matches("too many ~ attempts & ! login"));
        assert!(words.matches("^ error too"));
        assert!(!words.matches("^ too"));
        assert!(words.matches("it $"));
        assert!(words.matches("too very? many"));
    }

    #[test]
    fn accents_go_and_addresses_become_one_word() {
        let words = Words::of("Contraseña inválida para <ana.lopez@example.com>: Größe");
        assert!(words.matches("^ contrasena invalida para addr grosse $"));
    }

    #[test]
    fn every_class_is_well_formed() {
        for (name, words) in CLASSES {
            assert_eq!(fault(words), None, "{name}");
        }
    }

    #[test]
    fn a_gap_is_bounded() {
        assert!(!Words::of("too 1 2 3 4 5 many").matches("too ~ many"));
    }
}
