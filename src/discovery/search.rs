//! All sources at once, in one order of trust, under one deadline; only what this computer knows by
//! itself is asked before them, so that nothing leaves it without need.
//!
//! A lower source waits for the higher ones; the success of a higher one drops the lower ones, which
//! ends their requests. At the deadline the best of what is there wins.

use std::{path::PathBuf, sync::Arc, time::Duration};

use futures::{
    FutureExt as _, StreamExt as _,
    channel::mpsc::{self, UnboundedSender},
    future::BoxFuture,
    stream::{self, BoxStream, FuturesUnordered},
};
use tokio::time::{Instant, sleep, timeout};

use super::{
    Discovered, SentOn, Source,
    dns::{DnsLookup, LiveDns, NoDns},
    exchanger, folder, guessed,
    https::{HttpsGet, LiveHttps},
    known, pages,
    practised::PracticePages,
    records,
};
use crate::{account::Host, backend::DiscoveryEvent, mail::wire::Network};

/// How long a search takes at most.
pub const DEADLINE: Duration = Duration::from_secs(8);

/// How long one page may take, redirects included; below the deadline, so that a silent page does not
/// hide its neighbour.
const PAGE_BOUND: Duration = Duration::from_secs(5);

/// How long DNS is still waited for where nothing else is within reach.
const GRACE: Duration = Duration::from_secs(1);

/// How long the other sources may take on their own, so that what they found in part still counts.
const SOURCE_BOUND: Duration = Duration::from_secs(7);

/// How long the catalogue and the administrator's file may take: the folder may lie on a share that
/// does not answer.
const LOCAL_BOUND: Duration = Duration::from_millis(500);

/// What is asked. Everything that leaves the computer goes through one of these.
#[derive(Debug, Clone)]
pub struct Sources {
    /// For guesses.
    pub network: Network,
    /// For pages.
    pub https: Arc<dyn HttpsGet>,
    /// For MX and SRV records.
    pub dns: Arc<dyn DnsLookup>,
    /// Where an administrator puts `<domain>.xml`.
    pub administrator_folder: Option<PathBuf>,
    /// The deadline of a whole search.
    pub deadline: Duration,
    /// The bound of one page.
    pub page_bound: Duration,
    /// Hosts whose sites pages may send us on to, because the person agreed.
    pub agreed: Vec<Host>,
}

impl Sources {
    /// The real ones. `administrator_folder`: `isp` in the data folder.
    pub fn live(network: Network, administrator_folder: Option<PathBuf>) -> Self {
        Self {
            https: Arc::new(LiveHttps::new(network.clone())),
            dns: Arc::new(LiveDns::system()),
            administrator_folder,
            deadline: DEADLINE,
            page_bound: PAGE_BOUND,
            agreed: Vec::new(),
            network,
        }
    }

    /// For practice, whose network has every name at this computer: a few pages that are part of the
    /// program, and guesses.
    pub fn practice(network: Network) -> Self {
        Self {
            https: Arc::new(PracticePages),
            dns: Arc::new(NoDns),
            ..Self::live(network, None)
        }
    }

    /// With the person's agreement to be sent on to these sites.
    #[must_use]
    pub fn agreeing(&self, agreed: Vec<Host>) -> Self {
        Self {
            agreed,
            ..self.clone()
        }
    }

    async fn ask(&self, source: Source, domain: &Host) -> Discovered {
        match source {
            Source::Catalogue => known::of_domain(domain),
            Source::AdministratorFile => self.administrator(domain).await,
            Source::Autoconfig => pages::autoconfig(self, domain).await,
            Source::Ispdb => pages::ispdb(self, domain).await,
            Source::MailExchanger => exchanger::of_domain(self, domain).await,
            Source::ServiceRecords => records::of_domain(self, domain).await,
            Source::Guess => guessed::of_domain(self, domain).await,
        }
    }

    async fn administrator(&self, domain: &Host) -> Discovered {
        let Some(folder) = self.administrator_folder.clone() else {
            return Discovered::default();
        };
        let domain = domain.clone();
        let read = move || folder::administrator_file(&folder, &domain);
        let found = tokio::task::spawn_blocking(read).await;
        found.unwrap_or_default().from(Source::AdministratorFile)
    }
}

/// Searches; the last event is always [`DiscoveryEvent::Finished`]. `Asking` says which source is
/// waited for: the most trusted one that has not answered. Dropping the stream ends everything.
pub fn search(sources: Arc<Sources>, domain: Host) -> BoxStream<'static, DiscoveryEvent> {
    let (events, received) = mpsc::unbounded();
    let work = async move {
        let found = find(&sources, &domain, &events).await;
        tell(&events, DiscoveryEvent::Finished(found));
    };
    let work = stream::once(work).filter_map(|()| futures::future::ready(None));
    stream::select(received, work).boxed()
}

fn tell(events: &UnboundedSender<DiscoveryEvent>, event: DiscoveryEvent) {
    // Nobody listens any more: then nobody misses it.
    drop(events.unbounded_send(event));
}

async fn find(
    sources: &Sources,
    domain: &Host,
    events: &UnboundedSender<DiscoveryEvent>,
) -> Discovered {
    let mut answers: [Option<Discovered>; Source::ALL.len()] = Default::default();
    // What this computer knows by itself is there at once, and then nobody else is asked.
    for (slot, source) in answers.iter_mut().zip(Source::ALL) {
        if source.is_local() {
            let asked = timeout(LOCAL_BOUND, sources.ask(source, domain)).await;
            let found = asked.unwrap_or_default();
            if found.is_answer() {
                return found;
            }
            *slot = Some(found);
        }
    }
    let mut running: FuturesUnordered<BoxFuture<'_, (usize, Discovered)>> = Source::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, source)| !source.is_local())
        .map(|(place, source)| {
            let bound = SOURCE_BOUND.min(sources.deadline);
            let asked = timeout(bound, sources.ask(source, domain));
            asked
                .map(move |found| (place, found.unwrap_or_default()))
                .boxed()
        })
        .collect();
    let mut deadline = std::pin::pin!(sleep(sources.deadline));
    let mut waited_for = None;
    let mut is_cut_short = false;
    loop {
        match standing(&answers) {
            Standing::Decided | Standing::Nothing => break,
            Standing::WaitsFor(source) => {
                if waited_for.replace(source) != Some(source) {
                    tell(events, DiscoveryEvent::Asking(source));
                }
            }
        }
        if !is_cut_short && is_cut_off(&answers) {
            is_cut_short = true;
            let soon = Instant::now() + GRACE;
            if soon < deadline.deadline() {
                deadline.as_mut().reset(soon);
            }
        }
        tokio::select! {
            biased;
            Some((place, found)) = running.next() => {
                if let Some(slot) = answers.get_mut(place) {
                    *slot = Some(found);
                }
            }
            () = &mut deadline => break,
        }
    }
    drop(running);
    best_of(answers)
}

/// Whether neither a page nor a guess was within reach: then name servers are hardly there either.
fn is_cut_off(answers: &[Option<Discovered>; Source::ALL.len()]) -> bool {
    Source::ALL
        .into_iter()
        .zip(answers)
        .all(|(source, answer)| match source {
            Source::Autoconfig | Source::Ispdb => {
                answer.as_ref().is_some_and(|found| found.offline)
            }
            Source::Guess => answer.is_some(),
            Source::Catalogue
            | Source::AdministratorFile
            | Source::MailExchanger
            | Source::ServiceRecords => true,
        })
}

/// How far the order of trust is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// One answers, and everything above it has failed.
    Decided,
    /// Everything above has failed, this one has not answered.
    WaitsFor(Source),
    /// All have answered, none helps.
    Nothing,
}

fn standing(answers: &[Option<Discovered>; Source::ALL.len()]) -> Standing {
    for (source, answer) in Source::ALL.into_iter().zip(answers) {
        match answer {
            None => return Standing::WaitsFor(source),
            Some(found) if found.is_answer() => return Standing::Decided,
            Some(_) => {}
        }
    }
    Standing::Nothing
}

/// At the end: the most trusted answer, else the most trusted half of one (it can be completed by
/// hand), else nothing. With it the sites to which more trusted pages pointed: there may be better.
fn best_of(answers: [Option<Discovered>; Source::ALL.len()]) -> Discovered {
    let mozilla = Source::ALL
        .into_iter()
        .zip(&answers)
        .find(|(source, _)| *source == Source::Ispdb);
    // Mozilla's list answers everybody who has a way to the web, if only that it has no entry.
    let offline = mozilla.is_some_and(|(_, answer)| answer.as_ref().is_none_or(|it| it.offline));
    let mut answers: Vec<Discovered> = answers.into_iter().flatten().collect();
    let whole = answers.iter().position(Discovered::is_answer);
    let half = || answers.iter().position(|found| !found.hosts().is_empty());
    let place = whole.or_else(half);
    let above = place.map_or(answers.len(), |place| place.saturating_add(1));
    let mut elsewhere: Vec<SentOn> = Vec::new();
    for sent in answers.iter().take(above).flat_map(|it| &it.elsewhere) {
        if !elsewhere.contains(sent) {
            elsewhere.push(sent.clone());
        }
    }
    match place {
        Some(place) => Discovered {
            elsewhere,
            offline: false,
            ..answers.swap_remove(place)
        },
        None => Discovered {
            elsewhere,
            offline,
            ..Discovered::default()
        },
    }
}
