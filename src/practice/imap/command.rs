//! An IMAP command as words, quoted texts and lists
//! ([RFC 3501](https://www.rfc-editor.org/rfc/rfc3501#section-9)), and sets of numbers.

use std::{iter::Peekable, str::Chars};

/// A part of a command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// An atom; a section in brackets stays whole: `BODY.PEEK[HEADER.FIELDS (DATE)]`.
    Word(String),
    /// A quoted string; a literal was made one by the reader.
    Text(String),
    /// A list in parentheses.
    List(Vec<Token>),
}

impl Token {
    /// The text of a word or quoted string.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Word(text) | Self::Text(text) => Some(text),
            Self::List(_) => None,
        }
    }

    /// The word in capitals.
    pub(super) fn keyword(&self) -> Option<String> {
        match self {
            Self::Word(text) => Some(text.to_ascii_uppercase()),
            Self::Text(_) | Self::List(_) => None,
        }
    }

    /// The elements of a list; a single token is a list of one.
    pub(super) fn elements(&self) -> &[Self] {
        match self {
            Self::List(tokens) => tokens,
            Self::Word(_) | Self::Text(_) => std::slice::from_ref(self),
        }
    }
}

/// Takes a command apart; none if quotes or parentheses do not close.
pub(super) fn parse(line: &str) -> Option<Vec<Token>> {
    let mut characters = line.chars().peekable();
    let tokens = tokens(&mut characters, 0)?;
    characters.next().is_none().then_some(tokens)
}

fn tokens(characters: &mut Peekable<Chars<'_>>, depth: u8) -> Option<Vec<Token>> {
    let mut found = Vec::new();
    if depth > 8 {
        return None;
    }
    loop {
        match characters.peek() {
            None => return (depth == 0).then_some(found),
            Some(')') => return Some(found),
            Some(' ') => drop(characters.next()),
            Some('(') => {
                let _ = characters.next();
                found.push(Token::List(tokens(characters, depth + 1)?));
                let _ = characters.next_if_eq(&')')?;
            }
            Some('"') => {
                let _ = characters.next();
                found.push(Token::Text(quoted(characters)?));
            }
            Some(_) => found.push(Token::Word(word(characters))),
        }
    }
}

fn quoted(characters: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut text = String::new();
    loop {
        match characters.next()? {
            '"' => return Some(text),
            '\\' => text.push(characters.next()?),
            character => text.push(character),
        }
    }
}

fn word(characters: &mut Peekable<Chars<'_>>) -> String {
    let mut text = String::new();
    let mut in_brackets = false;
    while let Some(character) = characters.peek().copied() {
        match character {
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            ' ' | '(' | ')' | '"' if !in_brackets => break,
            _ => {}
        }
        text.push(character);
        let _ = characters.next();
    }
    text
}

/// A text as a quoted string.
pub(super) fn quote(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A set of numbers: `1,3:5,7:*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set(Vec<(u32, u32)>);

impl Set {
    /// Reads a set; `largest` is what `*` means.
    pub(super) fn parse(text: &str, largest: u32) -> Option<Self> {
        let number = |text: &str| match text {
            "*" => Some(largest),
            _ => text.parse().ok().filter(|number| *number > 0),
        };
        let range = |part: &str| {
            let (from, to) = part.split_once(':').unwrap_or((part, part));
            let (from, to) = (number(from)?, number(to)?);
            Some((from.min(to), from.max(to)))
        };
        text.split(',').map(range).collect::<Option<_>>().map(Self)
    }

    /// Whether the number belongs to it.
    pub(super) fn contains(&self, number: u32) -> bool {
        self.0
            .iter()
            .any(|(from, to)| (*from..=*to).contains(&number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_lists_and_sections_are_taken_apart() {
        let word = |text: &str| Token::Word(text.into());
        assert_eq!(
            parse(r#"LOGIN "a\"b" c"#).unwrap(),
            [word("LOGIN"), Token::Text("a\"b".into()), word("c")]
        );
        assert_eq!(
            parse("FETCH 1:* (UID BODY.PEEK[HEADER.FIELDS (DATE)])").unwrap(),
            [
                word("FETCH"),
                word("1:*"),
                Token::List(vec![word("UID"), word("BODY.PEEK[HEADER.FIELDS (DATE)]")])
            ]
        );
        assert_eq!(parse("a (b"), None);
        assert_eq!(parse("a \"b"), None);
        assert_eq!(parse("a)"), None);
    }

    #[test]
    fn a_set_knows_its_numbers() {
        let set = Set::parse("1,3:5,9:*", 7).unwrap();
        let found: Vec<u32> = (1..=10).filter(|number| set.contains(*number)).collect();
        assert_eq!(found, [1, 3, 4, 5, 7, 8, 9]);
        assert_eq!(Set::parse("0", 7), None);
        assert_eq!(Set::parse("a", 7), None);
    }
}
