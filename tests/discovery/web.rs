//! A web server that says what it is told to, well or badly.

use std::{
    collections::HashMap,
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use home_station::practice::authority::{Authority, Leaf, server_config};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

/// What a page is.
#[derive(Debug, Clone)]
pub(crate) enum Page {
    /// A good answer.
    Body(String),
    /// A good answer after a while.
    Late(Duration, String),
    /// Another status.
    Status(u16),
    /// Sent on to.
    Redirect(String),
    /// Bytes without end behind a head that promises a gigabyte.
    Endless,
    /// A head without end.
    EndlessHead,
    /// Nothing ever.
    Silent,
    /// A byte now and then.
    Drip,
    /// Exactly this.
    Raw(Vec<u8>),
}

/// One server; pages by address (`https://host/path`).
#[derive(Debug, Clone, Default)]
pub(crate) struct Web {
    pages: Arc<Mutex<HashMap<String, Page>>>,
    /// The first line and the headers of every request.
    pub(crate) asked: Arc<Mutex<Vec<String>>>,
    /// Body bytes that were sent by endless pages.
    pub(crate) sent: Arc<AtomicU64>,
    /// Told when a silent page's client has gone.
    pub(crate) gone: Arc<Notify>,
}

impl Web {
    pub(crate) fn page(&self, address: &str, page: Page) {
        drop(self.pages.lock().unwrap().insert(address.to_owned(), page));
    }

    /// The addresses that were asked for.
    pub(crate) fn addresses(&self) -> Vec<String> {
        let mut asked: Vec<String> = self
            .asked
            .lock()
            .unwrap()
            .iter()
            .map(|request| address_of(request))
            .collect();
        asked.sort();
        asked
    }

    pub(crate) async fn start(&self, authority: &Arc<Authority>, kind: Leaf) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let acceptor = TlsAcceptor::from(server_config(authority, kind).unwrap());
        let web = self.clone();
        drop(tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (acceptor, web) = (acceptor.clone(), web.clone());
                drop(tokio::spawn(async move {
                    if let Ok(stream) = acceptor.accept(socket).await {
                        web.serve(stream).await;
                    }
                }));
            }
        }));
        address
    }

    async fn serve(&self, stream: TlsStream<TcpStream>) {
        let mut stream = BufReader::new(stream);
        let mut request = String::new();
        while !request.ends_with("\r\n\r\n") {
            if stream.read_line(&mut request).await.unwrap_or(0) == 0 {
                return;
            }
        }
        let address = address_of(&request);
        self.asked.lock().unwrap().push(request);
        let page = self.pages.lock().unwrap().get(&address).cloned();
        match page.unwrap_or(Page::Status(404)) {
            Page::Body(body) => say(&mut stream, 200, "", &body).await,
            Page::Late(wait, body) => {
                tokio::time::sleep(wait).await;
                say(&mut stream, 200, "", &body).await;
            }
            Page::Status(status) => say(&mut stream, status, "", "no").await,
            Page::Redirect(to) => {
                say(&mut stream, 301, &format!("Location: {to}\r\n"), "").await;
            }
            Page::Raw(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
            }
            Page::Endless => {
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 1073741824\r\n\r\n";
                self.pour(&mut stream, head, b"                ").await;
            }
            Page::EndlessHead => {
                self.pour(&mut stream, "HTTP/1.1 200 OK\r\n", b"X-More: yes yes\r\n")
                    .await;
            }
            Page::Silent => {
                let mut rest = Vec::new();
                let _ = stream.read_to_end(&mut rest).await;
                self.gone.notify_one();
            }
            Page::Drip => {
                let _ = stream
                    .write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
                    .await;
                while stream.write_all(b"<").await.is_ok() && stream.flush().await.is_ok() {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
                self.gone.notify_one();
            }
        }
    }

    async fn pour(&self, stream: &mut BufReader<TlsStream<TcpStream>>, head: &str, piece: &[u8]) {
        let _ = stream.write_all(head.as_bytes()).await;
        let pieces = piece.repeat(1_024);
        while stream.write_all(&pieces).await.is_ok() {
            let count = u64::try_from(pieces.len()).unwrap();
            let _ = self.sent.fetch_add(count, Ordering::SeqCst);
        }
        self.gone.notify_one();
    }
}

async fn say(stream: &mut BufReader<TlsStream<TcpStream>>, status: u16, more: &str, body: &str) {
    let head = format!(
        "HTTP/1.1 {status} X\r\nContent-Length: {}\r\n{more}Connection: close\r\n\r\n",
        body.len()
    );
    let _ = stream.write_all((head + body).as_bytes()).await;
    let _ = stream.shutdown().await;
}

/// `https://host/path` of a request.
fn address_of(request: &str) -> String {
    let path = request.split(' ').nth(1).unwrap_or_default();
    let host = request
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .strip_prefix("host: ")
                .map(str::to_owned)
        })
        .unwrap_or_default();
    format!("https://{host}{path}")
}
