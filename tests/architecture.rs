//! Holds what the header of `src/lib.rs` promises: the layers, one job a file, texts that are used.

#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use syn::visit::Visit;

/// Every Rust file below a folder.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The layer a file of `src/` belongs to: its module path, `backend::live` for `src/backend/live.rs`.
fn module_of(file: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let relative = file.strip_prefix(root).unwrap().with_extension("");
    relative
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .collect()
}

/// Collects every path of a file, in `use` trees and in code, test modules left out.
#[derive(Default)]
struct Paths {
    found: BTreeSet<Vec<String>>,
}

impl Paths {
    fn use_tree(&mut self, prefix: &[String], tree: &syn::UseTree) {
        let with = |name: &syn::Ident| {
            let mut path = prefix.to_vec();
            path.push(name.to_string());
            path
        };
        match tree {
            syn::UseTree::Path(path) => self.use_tree(&with(&path.ident), &path.tree),
            syn::UseTree::Name(name) => drop(self.found.insert(with(&name.ident))),
            syn::UseTree::Rename(rename) => drop(self.found.insert(with(&rename.ident))),
            syn::UseTree::Glob(_) => drop(self.found.insert(prefix.to_vec())),
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(prefix, tree);
                }
            }
        }
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if !is_test(&item.attrs) {
            self.use_tree(&[], &item.tree);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let segments = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        let _ = self.found.insert(segments);
        syn::visit::visit_path(self, path);
    }
}

fn paths_of(file: &Path) -> BTreeSet<Vec<String>> {
    let syntax = syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap();
    let mut paths = Paths::default();
    paths.visit_file(&syntax);
    paths.found
}

const PURE: &[&str] = &[
    "account", "card", "device", "diagnose", "draft", "failure", "flow", "i18n", "provider",
    "secret", "watch",
];
/// What a module of a layer must not name: crates, `crate::…` modules, `std::…` modules.
fn forbidden(module: &[String]) -> Vec<&'static [&'static str]> {
    let top = module.first().map_or("", String::as_str);
    let mut rules: Vec<&'static [&'static str]> = Vec::new();
    let mut forbid = |path: &'static [&'static str]| rules.push(path);
    let gui = ["app", "screen", "widget", "theme"].contains(&top);
    if !gui && top != "main" {
        for path in [
            &["iced"] as &[_],
            &["crate", "app"],
            &["crate", "screen"],
            &["crate", "widget"],
            &["crate", "theme"],
        ] {
            if !(top == "cli" && path == ["crate", "app"]) {
                forbid(path);
            }
        }
    }
    if PURE.contains(&top) {
        for path in [
            &["tokio"] as &[_],
            &["tokio_rustls"],
            &["rustls"],
            &["async_imap"],
            &["async_pop"],
            &["lettre"],
            &["keyring_core"],
            &["hickory_resolver"],
            &["ureq"],
            &["std", "fs"],
            &["std", "net", "TcpStream"],
            &["std", "process"],
            &["std", "thread"],
            &["crate", "mail"],
            &["crate", "store"],
            &["crate", "practice"],
            &["crate", "cli"],
            &["crate", "backend", "live"],
        ] {
            forbid(path);
        }
    }
    if gui {
        for path in [
            &["rustls"] as &[_],
            &["async_imap"],
            &["async_pop"],
            &["lettre"],
            &["keyring_core"],
            &["std", "fs"],
            &["crate", "mail"],
            &["crate", "store"],
            &["crate", "practice"],
            &["crate", "cli"],
            &["crate", "backend", "live"],
            &["crate", "backend", "practice"],
        ] {
            forbid(path);
        }
    }
    if top == "screen" || top == "widget" {
        forbid(&["iced", "Task"]);
        forbid(&["tokio"]);
        forbid(&["crate", "app"]);
    }
    if top == "widget" || top == "theme" {
        for path in [
            &["crate", "screen"] as &[_],
            &["crate", "account"],
            &["crate", "draft"],
            &["crate", "backend"],
            &["crate", "flow"],
            &["crate", "i18n"],
            &["crate", "provider"],
        ] {
            forbid(path);
        }
    }
    if top == "mail" {
        for path in [
            &["crate", "store"] as &[_],
            &["crate", "cli"],
            &["crate", "draft"],
            &["crate", "flow"],
        ] {
            forbid(path);
        }
    }
    if top == "store" {
        for path in [
            &["crate", "mail"] as &[_],
            &["crate", "cli"],
            &["crate", "draft"],
            &["crate", "flow"],
        ] {
            forbid(path);
        }
    }
    rules
}

#[test]
fn no_file_uses_a_layer_it_must_not() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let module = module_of(&file);
        let rules = forbidden(&module);
        for path in paths_of(&file) {
            for rule in &rules {
                if path.len() >= rule.len()
                    && path.iter().zip(*rule).all(|(left, right)| left == right)
                {
                    faults.push(format!("{} names {}", module.join("::"), path.join("::")));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_layer_rule_sees_paths_in_code_and_in_groups() {
    let syntax =
        syn::parse_file("use std::{fmt, fs as files}; fn f() { tokio::spawn(x); }").unwrap();
    let mut paths = Paths::default();
    paths.visit_file(&syntax);
    let found: Vec<String> = paths.found.iter().map(|path| path.join("::")).collect();
    assert!(
        found.contains(&"std::fs".to_owned()) && found.contains(&"tokio::spawn".to_owned()),
        "{found:?}"
    );
    assert!(forbidden(&["flow".to_owned()]).contains(&(&["std", "fs"] as &[_])));
}

#[test]
fn every_file_says_its_job_first_and_keeps_to_it() {
    let mut faults = Vec::new();
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).unwrap();
        if !text.starts_with("//!") {
            faults.push(format!(
                "{} does not say its job in its first line",
                file.display()
            ));
        }
        if text.lines().count() > 500 {
            faults.push(format!("{} has more than 500 lines", file.display()));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// Collects every string literal, in macros too.
#[derive(Default)]
struct Literals {
    found: BTreeSet<String>,
}

impl Literals {
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        for token in tokens {
            match token {
                proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                proc_macro2::TokenTree::Literal(literal) => {
                    if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string()) {
                        let _ = self.found.insert(text.value());
                    }
                }
                proc_macro2::TokenTree::Ident(_) | proc_macro2::TokenTree::Punct(_) => {}
            }
        }
    }
}

/// The keys of all messages of the English files, each with its file.
fn message_keys() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n/en");
    let mut keys = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        for line in fs::read_to_string(&path).unwrap().lines() {
            if line.starts_with(|first: char| first.is_ascii_lowercase()) {
                let _ = keys.insert(
                    line.split('=').next().unwrap().trim().to_owned(),
                    file.clone(),
                );
            }
        }
    }
    keys
}

/// Whether a literal such as `failure-{}-title` can become this key.
fn can_become(literal: &str, key: &str) -> bool {
    let mut rest = key;
    let mut parts = Vec::new();
    let mut text = literal;
    while let Some((before, after)) = text.split_once('{') {
        parts.push(before);
        let Some((_, after)) = after.split_once('}') else {
            return false;
        };
        text = after;
    }
    let last = text;
    if parts.is_empty() {
        return literal == key;
    }
    // A pattern without a fixed part would use every key.
    if parts.iter().map(|part| part.len()).sum::<usize>() + last.len() < 4 {
        return false;
    }
    for (index, part) in parts.iter().enumerate() {
        let Some(position) = rest.find(part) else {
            return false;
        };
        if index == 0 && position != 0 {
            return false;
        }
        rest = &rest[position + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn every_text_is_used() {
    let mut literals = Literals::default();
    for file in rust_files("src") {
        let tokens = fs::read_to_string(&file).unwrap().parse().unwrap();
        literals.tokens(tokens);
    }
    // Keys are also named by data: the guides and the catalogue.
    let data: String = ["assets/providers.json"]
        .iter()
        .filter_map(|file| {
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).ok()
        })
        .collect();
    let unused: Vec<String> = message_keys()
        .into_iter()
        .filter(|(key, _)| {
            !literals
                .found
                .iter()
                .any(|literal| can_become(literal, key))
                && !data.contains(&format!("\"{key}\""))
        })
        .map(|(key, file)| format!("{file}: {key}"))
        .collect();
    assert!(
        unused.is_empty(),
        "{} texts are used nowhere: {unused:#?}",
        unused.len()
    );
}
