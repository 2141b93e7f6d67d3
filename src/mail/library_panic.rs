//! A test build's named place: here the POP3 library itself panics, to prove in the finished program
//! that such a panic ends one side of a check and nothing else.

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream, DuplexStream, duplex};

use crate::failure::Side;

/// Lets async-pop read the answer at which it panics (a list of more than 2,048 bytes that ends in
/// nonsense), if the test asked for it: `HOME_STATION_FAULT_POINT=library-panic`.
pub(super) async fn point(side: Side) {
    let asked = std::env::var("HOME_STATION_FAULT_POINT");
    if side != Side::Incoming || asked.as_deref() != Ok("library-panic") {
        return;
    }
    let (near, far) = duplex(64 * 1024);
    drop(tokio::spawn(answer(far)));
    let Ok(mut client) = async_pop::new(near).await else {
        return;
    };
    drop(client.login("ana", "secret").await);
    drop(client.uidl(None).await);
    drop(client.stat().await);
    drop(client.stat().await);
}

async fn answer(stream: DuplexStream) -> std::io::Result<()> {
    let mut stream = BufStream::new(stream);
    let list = format!(
        "+OK\r\n{}nonsense here\r\n.\r\n",
        "1 aaaaaaaaaa\r\n".repeat(400)
    );
    stream.write_all(b"+OK\r\n").await?;
    stream.flush().await?;
    let mut line = String::new();
    while stream.read_line(&mut line).await? > 0 {
        let answer = match line.split_whitespace().next().unwrap_or_default() {
            "CAPA" => "+OK\r\nUSER\r\nUIDL\r\n.\r\n",
            "UIDL" => &list,
            "STAT" => "+OK 2 320\r\n",
            _ => "+OK\r\n",
        };
        stream.write_all(answer.as_bytes()).await?;
        stream.flush().await?;
        line.clear();
    }
    Ok(())
}
