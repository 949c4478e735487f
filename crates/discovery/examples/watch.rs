//! Prints what discovery sees, for looking at a network by hand: `cargo run -p tegata-discovery --example watch -- 10`.

use std::time::Duration;

use tegata_discovery::Discovery;

#[tokio::main]
async fn main() {
    let seconds = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10);
    let discovery = match Discovery::start() {
        Ok(discovery) => discovery,
        Err(error) => return eprintln!("{error}"),
    };
    let mut events = discovery.subscribe();
    let begun = std::time::Instant::now();
    let end = tokio::time::sleep(Duration::from_secs(seconds));
    tokio::pin!(end);
    loop {
        tokio::select! {
            () = &mut end => break,
            Some(event) = events.recv() => println!("{:>6} ms {event:?}", begun.elapsed().as_millis()),
        }
    }
    discovery.stop().await;
}
