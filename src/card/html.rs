//! The settings card as one HTML page that needs nothing else and prints on one sheet.

use std::fmt::Write as _;

use super::{groups, title};
use crate::{account::Account, i18n::Locale};

const STYLE: &str = "\
body{font-family:system-ui,sans-serif;color:#16242b;max-width:42rem;margin:2rem auto;padding:0 1rem;line-height:1.45}\
h1{font-size:1.5rem;margin:0 0 1rem}\
h2{font-size:1rem;color:#0b5a7a;margin:1.4rem 0 .3rem;border-bottom:1px solid #b9cdd6}\
table{border-collapse:collapse;width:100%}\
th{font-weight:400;text-align:left;width:40%;padding:.25rem .5rem .25rem 0;vertical-align:top}\
td{font-family:ui-monospace,monospace;font-size:1.05rem;padding:.25rem 0;overflow-wrap:anywhere}\
p{margin:1rem 0}\
@page{size:auto;margin:18mm}\
@media print{body{margin:0;max-width:none;color:#000}h2{color:#000}table,h2{break-inside:avoid}}";

/// The card as HTML, in UTF-8.
pub fn html(account: &Account, locale: &Locale) -> String {
    let title = escape(&title(account, locale));
    let mut body = String::new();
    for group in groups(account, locale) {
        let heading = escape(&locale.text(group.heading));
        let _ = writeln!(body, "<h2>{heading}</h2>\n<table>");
        for row in &group.rows {
            let label = escape(&locale.text(row.label));
            let value = escape(&row.value);
            let _ = writeln!(
                body,
                "<tr><th scope=\"row\">{label}</th><td>{value}</td></tr>"
            );
        }
        body.push_str("</table>\n");
    }
    let mut notes = vec![locale.text("card-password-note")];
    if account.role.is_level_sender() {
        notes.push(locale.text("card-levelsender-note"));
    }
    for note in notes {
        let _ = writeln!(body, "<p>{}</p>", escape(&note));
    }
    let language = locale.language().code();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}</body>\n</html>\n"
    )
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{card::tests::account, i18n::Language};

    #[test]
    fn values_cannot_become_markup() {
        let page = html(&account(), &Locale::new(Language::Spanish));
        assert!(
            page.contains("Pozo 7 &lt;norte&gt; &amp; &quot;sur&quot;"),
            "{page}"
        );
        assert!(!page.contains("<norte>"));
        assert!(page.contains("<html lang=\"es\">") && page.contains("@media print"));
    }
}
