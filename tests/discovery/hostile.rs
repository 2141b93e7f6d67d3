//! Servers that answer with poison: nothing is believed, nothing grows, nothing hangs.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use home_station::discovery::{SentOn, Source};

use super::{
    web::Page,
    world::{World, config, servers},
};

const PAGE: &str = "https://autoconfig.example.org/mail/config-v1.1.xml";

/// A world whose provider says this, on the first of its pages alone.
fn saying(page: Page) -> World {
    let mut world = World::default();
    world.web_at("autoconfig.example.org");
    world.web.page(PAGE, page);
    world
}

async fn finds_nothing(world: World, what: &str) {
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, None, "{what}");
    assert!(found.hosts().is_empty(), "{what}");
}

#[tokio::test]
async fn entity_bombs_other_types_and_rubbish_give_nothing() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\
                <clientConfig><emailProvider>&b;</emailProvider></clientConfig>";
    let file = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                <clientConfig><emailProvider>&f;</emailProvider></clientConfig>";
    for (what, body) in [
        ("bomb", bomb),
        ("external entity", file),
        ("page", "<!DOCTYPE html><html><body>Welcome</body></html>"),
        ("json", "{\"imap\": \"imap.example.org\"}"),
        ("picture", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR"),
        ("nothing", ""),
    ] {
        finds_nothing(saying(Page::Body(body.to_owned())), what).await;
    }
}

#[tokio::test]
async fn broken_http_gives_nothing() {
    for raw in [
        &b"hello\r\n"[..],
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 999 X\r\n\r\n",
        b"\xff\xff\xff\xff",
        b"",
    ] {
        let what = String::from_utf8_lossy(raw).into_owned();
        finds_nothing(saying(Page::Raw(raw.to_vec())), &what).await;
    }
    for status in [204, 403, 404, 500] {
        finds_nothing(saying(Page::Status(status)), &status.to_string()).await;
    }
}

#[tokio::test]
async fn a_gigabyte_is_cut_off_early() {
    for page in [Page::Endless, Page::EndlessHead] {
        let what = format!("{page:?}");
        let world = saying(page).start().await;
        let begun = Instant::now();
        let found = world.find("example.org").await;
        assert_eq!(found.source, None, "{what}");
        assert!(begun.elapsed() < Duration::from_secs(6), "{what}");
        world.web.gone.notified().await;
        let sent = world.web.sent.load(Ordering::SeqCst);
        // What the sockets of both sides hold comes on top of what was read.
        assert!(sent < 32 * 1024 * 1024, "{what}: {sent} bytes");
    }
}

#[tokio::test]
async fn a_dripping_page_ends_at_its_bound() {
    let mut world = saying(Page::Drip);
    world.deadline = Some(Duration::from_secs(1));
    let world = world.start().await;
    let begun = Instant::now();
    assert_eq!(world.find("example.org").await.source, None);
    assert!(begun.elapsed() < Duration::from_secs(4));
    world.web.gone.notified().await;
}

#[tokio::test]
async fn redirects_inside_the_site_are_followed() {
    let mut world = saying(Page::Redirect(
        "https://www.example.org/mail.xml".to_owned(),
    ));
    world.web_at("www.example.org");
    world.web.page(
        "https://www.example.org/mail.xml",
        Page::Redirect("/real.xml".to_owned()),
    );
    world.web.page(
        "https://www.example.org/real.xml",
        Page::Body(config("imap.example.org", "smtp.example.org")),
    );
    let found = world.start().await.find("example.org").await;
    assert_eq!(servers(&found)[0], "imap.example.org:993");
}

#[tokio::test]
async fn redirects_to_another_site_are_told_and_not_followed() {
    let mut world = saying(Page::Redirect("https://evil.example/mail.xml".to_owned()));
    world.web_at("evil.example");
    world.web.page(
        "https://evil.example/mail.xml",
        Page::Body(config("imap.evil.example", "smtp.evil.example")),
    );
    let world = world.start().await;
    let found = world.find("example.org").await;
    assert_eq!(found.source, None);
    let told = SentOn {
        from: "autoconfig.example.org".parse().unwrap(),
        to: "evil.example".parse().unwrap(),
    };
    assert_eq!(found.elsewhere, [told]);
    let asked = world.web.addresses();
    assert!(
        !asked.iter().any(|address| address.contains("evil")),
        "{asked:?}"
    );
}

#[tokio::test]
async fn another_site_is_asked_with_the_persons_agreement_and_sends_no_further() {
    for (there, expected) in [
        (
            Page::Body(config("imap.hoster.example", "s.hoster.example")),
            true,
        ),
        (
            Page::Redirect("https://evil.example/x.xml".to_owned()),
            false,
        ),
        (
            Page::Redirect("http://hoster.example/x.xml".to_owned()),
            false,
        ),
    ] {
        let mut world = saying(Page::Redirect("https://a.hoster.example/x.xml".to_owned()));
        world.web_at("a.hoster.example");
        world.web_at("evil.example");
        world.web.page("https://a.hoster.example/x.xml", there);
        let world = world.start().await;
        let agreed = vec!["a.hoster.example".parse().unwrap()];
        let found = world.find_agreeing("example.org", agreed).await;
        assert_eq!(found.source, expected.then_some(Source::Autoconfig));
        // The provider's own page vouches for it; whose servers they are is shown all the same.
        assert!(!found.needs_consent());
        let asked = world.web.addresses();
        assert!(
            !asked.iter().any(|address| address.contains("evil")),
            "{asked:?}"
        );
    }
}

#[tokio::test]
async fn what_a_lesser_source_found_does_not_hide_that_a_page_sends_on() {
    let mut world = saying(Page::Redirect("https://hoster.example/x.xml".to_owned()));
    for host in ["imap.example.org", "smtp.example.org"] {
        world.mail_at(host);
    }
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::Guess));
    assert_eq!(found.elsewhere[0].to.as_str(), "hoster.example");
}

#[tokio::test]
async fn redirects_to_plain_http_and_in_circles_end() {
    for to in [
        PAGE,
        "http://autoconfig.example.org/mail/config-v1.1.xml",
        "file:///etc/passwd",
        "",
    ] {
        let world = saying(Page::Redirect(to.to_owned())).start().await;
        assert_eq!(world.find("example.org").await.source, None, "{to}");
        let asked = world.web.addresses();
        let count = asked.iter().filter(|address| *address == PAGE).count();
        assert!(count <= 4, "{to}: {count} requests");
    }
}

#[tokio::test]
async fn a_page_with_a_strangers_certificate_is_not_read() {
    let mut world = saying(Page::Body(config("imap.example.org", "smtp.example.org")));
    world.strange_web_at("autoconfig.example.org");
    let world = world.start().await;
    assert_eq!(world.find("example.org").await.source, None);
    assert!(
        world.web.addresses().is_empty(),
        "nothing was asked over it"
    );
}

#[tokio::test]
async fn names_that_all_lead_to_one_web_server_are_no_mail_servers() {
    let mut world = World::default();
    world.everything_is_web();
    world.dns.wildcard_mx("parking.example");
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, None);
}

#[tokio::test]
async fn nothing_but_the_domain_is_in_any_request() {
    let mut world = World::default();
    world.everything_is_web();
    let world = world.start().await;
    let _ = world.find("example.org").await;
    let requests = world.web.asked.lock().unwrap().join("\n");
    assert!(requests.contains("/v1.1/example.org"));
    assert!(
        !requests.contains('@') && !requests.contains("emailaddress"),
        "{requests}"
    );
}
