//! The window as a person meets it: things are found by their test id, and everything waits until it is there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use serde_json::json;
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, Key, WebDriver, WebElement};
use tokio::time::{Instant, sleep};

use super::PATIENCE;

/// The window.
pub struct Window {
    driver: WebDriver,
    pictures: Option<PathBuf>,
    hands: AtomicU32,
}

impl Window {
    /// Starts the program through the driver that listens on `port`.
    pub async fn open(port: u16, program: &Path, language: &str) -> Self {
        let mut wanted = Capabilities::new();
        wanted.set("webkitgtk:browserOptions", json!({ "binary": program, "args": [] })).unwrap();
        let server = format!("http://127.0.0.1:{port}");
        let until = Instant::now() + PATIENCE;
        let driver = loop {
            // The driver takes a moment to listen.
            match WebDriver::new(server.as_str(), wanted.clone()).await {
                Ok(driver) => break driver,
                Err(error) => assert!(Instant::now() < until, "no window: {error}"),
            }
            sleep(Duration::from_millis(100)).await;
        };
        let pictures = env::var_os("TEGATA_PICTURES").map(|folder| PathBuf::from(folder).join(language));
        Self { driver, pictures, hands: AtomicU32::new(0) }
    }

    /// Waits until it is to be seen.
    pub async fn see(&self, id: &str) -> WebElement {
        let found = self
            .driver
            .query(By::Css(format!("[data-testid=\"{id}\"]")))
            .wait(PATIENCE, Duration::from_millis(20))
            .and_displayed()
            .first()
            .await;
        match found {
            Ok(element) => element,
            Err(error) => panic!("“{id}” did not appear ({error}). The window shows:\n{}", self.text().await),
        }
    }

    /// What the person has done so far: clicks, and fields filled in, however they were left.
    pub fn hands(&self) -> u32 {
        self.hands.load(Ordering::Relaxed)
    }

    /// Clicks it as soon as it can be clicked.
    pub async fn click(&self, id: &str) {
        self.hands.fetch_add(1, Ordering::Relaxed);
        let element = self.see(id).await;
        let until = Instant::now() + PATIENCE;
        while !element.is_enabled().await.unwrap_or(false) {
            assert!(
                Instant::now() < until,
                "“{id}” stays disabled. The window shows:\n{}",
                self.text().await
            );
            sleep(Duration::from_millis(50)).await;
        }
        element.scroll_into_view().await.unwrap();
        element.click().await.unwrap_or_else(|error| panic!("“{id}” cannot be clicked: {error}"));
    }

    /// Types over what stands there, and leaves the field. (WebDriver's own `clear` goes unnoticed by the page.)
    pub async fn fill(&self, id: &str, text: &str) {
        self.write(id, text).await.send_keys(Key::Tab + "").await.unwrap();
    }

    /// Types over what stands there, and confirms it with the Enter key.
    pub async fn enter(&self, id: &str, text: &str) {
        self.write(id, text).await.send_keys(Key::Enter + "").await.unwrap();
    }

    async fn write(&self, id: &str, text: &str) -> WebElement {
        self.hands.fetch_add(1, Ordering::Relaxed);
        let element = self.see(id).await;
        element.scroll_into_view().await.unwrap();
        element.send_keys(Key::Control + "a").await.unwrap();
        element.send_keys(Key::Delete + "").await.unwrap();
        element.send_keys(text).await.unwrap();
        assert_eq!(element.prop("value").await.unwrap().as_deref(), Some(text), "typed into “{id}”");
        element
    }

    /// Its words, if it is there now.
    pub async fn words_if_there(&self, id: &str) -> Option<String> {
        self.driver.find(By::Css(format!("[data-testid=\"{id}\"]"))).await.ok()?.text().await.ok()
    }

    /// Waits until the list of printers looks for them: what the program knew at its start is shown by then.
    pub async fn looks_for_printers(&self) {
        let looking = By::Css("[data-testid=\"discovery-status\"] .pulse");
        let shown = self.driver.query(looking).wait(PATIENCE, Duration::from_millis(20)).first().await;
        assert!(shown.is_ok(), "the window does not look for printers. It shows:\n{}", self.text().await);
    }

    /// An attribute of it.
    pub async fn attribute(&self, id: &str, name: &str) -> String {
        self.see(id).await.attr(name).await.unwrap().unwrap_or_default()
    }

    /// The code that is shown.
    pub async fn code(&self) -> String {
        let text = self.see("user-code").await.text().await.unwrap();
        text.chars().filter(|c| !c.is_whitespace()).collect()
    }

    /// The codes of the problems that are shown.
    pub async fn problems(&self) -> Vec<String> {
        let mut codes = Vec::new();
        for card in self.driver.find_all(By::Css("[data-testid=\"problem\"]")).await.unwrap() {
            codes.push(card.attr("data-code").await.unwrap().unwrap_or_default());
        }
        codes
    }

    /// Clicks it, again and again with a pause for the other side, until something else is to be seen.
    pub async fn click_until(&self, id: &str, seen: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Ok(element) = self.driver.find(By::Css(format!("[data-testid=\"{id}\"]"))).await {
                // It may go away, or be held back, between being found and being clicked: that is what is waited for.
                let _ = element.click().await;
            }
            let query = self.driver.query(By::Css(format!("[data-testid=\"{seen}\"]")));
            if query
                .wait(Duration::from_secs(3), Duration::from_millis(50))
                .and_displayed()
                .first()
                .await
                .is_ok()
            {
                return;
            }
            assert!(
                Instant::now() < until,
                "“{seen}” did not appear. The window shows:\n{}",
                self.text().await
            );
        }
    }

    /// Waits until the page says it is in a language; before the program has answered it can only guess.
    pub async fn speaks(&self, language: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let page = self.driver.find(By::Css("html")).await.unwrap();
            let shown = page.attr("lang").await.unwrap().unwrap_or_default();
            if shown == language {
                return;
            }
            assert!(Instant::now() < until, "the window speaks “{shown}”, not “{language}”");
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Keeps a picture in the folder that `TEGATA_PICTURES` names, if it does.
    pub async fn picture(&self, name: &str) {
        let Some(folder) = &self.pictures else { return };
        fs::create_dir_all(folder).unwrap();
        // The driver's picture can be a frame old.
        sleep(Duration::from_millis(400)).await;
        self.driver.screenshot(&folder.join(format!("{name}.png"))).await.unwrap();
    }

    /// Closes it, as the close button does.
    pub async fn close(self) {
        self.driver.quit().await.unwrap();
    }

    /// Lets go of it without closing it: it has ended already, and asking its driver to close it would only take time.
    pub fn forget(self) {
        let _ = self.driver.leak();
    }

    async fn text(&self) -> String {
        match self.driver.find(By::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }
}
