//! One order of trust, one deadline, and no work that outlives its use.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::StreamExt as _;
use home_station::{
    backend::DiscoveryEvent,
    discovery::{DEADLINE, Source, search},
};
use tokio::time::timeout;

use super::{
    web::Page,
    world::{World, config, servers},
};

const AUTOCONFIG: &str = "https://autoconfig.example.org/mail/config-v1.1.xml";
const ISPDB: &str = "https://autoconfig.thunderbird.net/v1.1/example.org";

fn world_of_two(autoconfig: Page, ispdb: Page) -> World {
    let mut world = World::default();
    world.web_at("autoconfig.example.org");
    world.web_at("autoconfig.thunderbird.net");
    world.web.page(AUTOCONFIG, autoconfig);
    world.web.page(ISPDB, ispdb);
    world
}

fn good(host: &str) -> String {
    config(host, "smtp.example.org")
}

#[test]
fn the_deadline_is_eight_seconds() {
    assert_eq!(DEADLINE, Duration::from_secs(8));
}

#[tokio::test]
async fn a_slow_trusted_source_wins_over_a_quick_lesser_one() {
    let late = Page::Late(Duration::from_millis(700), good("slow.example.org"));
    let world = world_of_two(late, Page::Body(good("quick.example.org")));
    world
        .dns
        .srv("_imaps._tcp.example.org", 0, 0, "srv.example.org", 993);
    world.dns.srv(
        "_submissions._tcp.example.org",
        0,
        0,
        "srv.example.org",
        465,
    );
    let world = world.start().await;
    let found = world.find("example.org").await;
    assert_eq!(found.source, Some(Source::Autoconfig));
    assert_eq!(servers(&found)[0], "slow.example.org:993");
    // Both were asked at once.
    assert!(world.web.addresses().contains(&ISPDB.to_owned()));
}

#[tokio::test]
async fn a_success_ends_the_requests_of_lesser_sources() {
    let world = world_of_two(
        Page::Late(Duration::from_millis(500), good("a.example.org")),
        Page::Silent,
    );
    let world = world.start().await;
    let begun = Instant::now();
    let found = world.find("example.org").await;
    assert_eq!(found.source, Some(Source::Autoconfig));
    assert!(begun.elapsed() < Duration::from_secs(4));
    let gone = timeout(Duration::from_secs(5), world.web.gone.notified()).await;
    assert!(gone.is_ok(), "the silent page's connection was closed");
}

#[tokio::test]
async fn at_the_deadline_the_best_answer_there_is_wins() {
    let mut world = world_of_two(Page::Silent, Page::Body(good("list.example.org")));
    world.deadline = Some(Duration::from_millis(1_500));
    let world = world.start().await;
    let begun = Instant::now();
    let found = world.find("example.org").await;
    assert_eq!(found.source, Some(Source::Ispdb));
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn silence_of_everybody_ends_at_the_deadline_with_nothing() {
    let mut world = World::default();
    world.dns.silent = true;
    for name in [
        "example.org",
        "autoconfig.example.org",
        "autoconfig.thunderbird.net",
        "imap.example.org",
        "mail.example.org",
    ] {
        world.void_at(name);
    }
    world.deadline = Some(Duration::from_millis(1_200));
    let world = world.start().await;
    let begun = Instant::now();
    let (asked, found) = world.search("example.org").await;
    assert!(begun.elapsed() < Duration::from_secs(4));
    assert_eq!(found.source, None);
    assert!(asked.contains(&Source::Autoconfig), "{asked:?}");
}

#[tokio::test]
async fn with_silent_name_servers_it_ends_within_the_real_deadline_and_says_so() {
    let mut world = World::default();
    world.dns.silent = true;
    // Neither the system's resolver nor our own gets an answer.
    world.names_are_silent();
    let world = world.start().await;
    let begun = Instant::now();
    let found = world.find("example.org").await;
    assert!(begun.elapsed() < DEADLINE + Duration::from_secs(2));
    assert_eq!((found.source, found.offline), (None, true));
    assert!(found.hosts().is_empty());
}

#[tokio::test]
async fn without_any_network_it_ends_at_once_and_says_so() {
    let mut world = World::default();
    world.deadline = Some(Duration::from_secs(60));
    world.dns.absent = true;
    let world = world.start().await;
    let begun = Instant::now();
    let found = world.find("example.org").await;
    assert!(begun.elapsed() < Duration::from_secs(4));
    assert!(found.offline && found.source.is_none());
}

#[tokio::test]
async fn nothing_found_is_no_silence_of_the_network() {
    let world = world_of_two(Page::Status(404), Page::Status(404));
    let found = world.start().await.find("example.org").await;
    assert_eq!((found.source, found.offline), (None, false));
}

#[tokio::test]
async fn dropping_the_search_ends_its_requests() {
    let world = world_of_two(Page::Silent, Page::Status(404)).start().await;
    let mut events = search(Arc::clone(&world.sources), "example.org".parse().unwrap());
    while let Some(event) = events.next().await {
        if event == DiscoveryEvent::Asking(Source::Autoconfig) {
            break;
        }
    }
    // The request must be on its way, or there is nothing to end.
    let asked = async {
        while world.web.addresses().is_empty() {
            let _ = timeout(Duration::from_millis(20), events.next()).await;
        }
    };
    timeout(Duration::from_secs(5), asked).await.unwrap();
    drop(events);
    let gone = timeout(Duration::from_secs(5), world.web.gone.notified()).await;
    assert!(gone.is_ok(), "the silent page's connection was closed");
}

#[tokio::test]
async fn half_an_answer_is_kept_for_completion_by_hand() {
    let world = World::default();
    world
        .dns
        .srv("_imaps._tcp.example.org", 0, 0, "imap.example.org", 993);
    let found = world.start().await.find("example.org").await;
    assert_eq!(found.source, Some(Source::ServiceRecords));
    assert_eq!(servers(&found), ["imap.example.org:993"]);
}
