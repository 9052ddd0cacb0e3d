//! What all scenarios of a run share.

use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use crate::target::client::{Client, Request};
use crate::target::exchange::Purpose;
use crate::target::inbox::Inbox;
use crate::target::levers::{Levers, Manifest, Unusable};
use crate::target::profile::Profile;

/// Transport failures in a row after which the target is probed.
const PATIENCE: u32 = 3;

/// Where every world's clock starts: noon of a Monday, so that business days are the plain ones.
pub const START: i64 = 1_767_614_400;

/// The target of a run and the way to it.
#[derive(Debug)]
pub struct Context {
    /// Where the target is.
    pub profile: Profile,
    /// The way to the API.
    pub client: Client,
    /// The way to the levers.
    pub levers: Levers,
    /// What the target offers.
    pub manifest: Manifest,
    failures: Cell<u32>,
    dead: OnceCell<String>,
    keeps_worlds: Cell<bool>,
    inbox: tokio::sync::OnceCell<Result<Inbox, String>>,
    boxes: Cell<usize>,
}

tokio::task_local! {
    /// The context of the run that is under way; cucumber's worlds are made without arguments.
    pub static CONTEXT: Rc<Context>;
}

impl Context {
    /// The context of a run against this target.
    #[must_use]
    pub fn new(profile: Profile, client: Client, levers: Levers, manifest: Manifest) -> Self {
        Self {
            profile,
            client,
            levers,
            manifest,
            failures: Cell::new(0),
            dead: OnceCell::new(),
            keeps_worlds: Cell::new(false),
            inbox: tokio::sync::OnceCell::new(),
            boxes: Cell::new(0),
        }
    }

    /// The inbox of the run, opened when it is first needed.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub async fn inbox(&self) -> Result<&Inbox, &str> {
        let open = async {
            let listening = &self.profile.inbox;
            let opened = Inbox::open(listening).await;
            opened.map_err(|error| format!("{}: {error}", listening.address))
        };
        let opened = self.inbox.get_or_init(|| open).await;
        opened.as_ref().map_err(String::as_str)
    }

    /// A name for the next box of the inbox.
    pub(super) fn next_box(&self) -> String {
        self.boxes.set(self.boxes.get() + 1);
        format!("box-{}", self.boxes.get())
    }

    /// Why the run cannot go on, when the target is dead.
    #[must_use]
    pub fn death(&self) -> Option<&str> {
        self.dead.get().map(String::as_str)
    }

    /// Drops a world in the target, as well as it can be: by the protocol, one that keeps its worlds breaks no rule.
    ///
    /// Where that was not answered it is not tried again, so that a lever that hangs costs its time once.
    pub async fn drop_world(&self, path: &str) {
        if self.keeps_worlds.get() {
            return;
        }
        let (exchange, _) = self.levers.pull("DELETE", path, None).await;
        if exchange.status.is_none() {
            self.keeps_worlds.set(true);
        }
    }

    /// Notes that an answer came.
    pub fn answered(&self) {
        self.failures.set(0);
    }

    /// Asks the API for anything at all; a refusal is an answer.
    ///
    /// # Errors
    /// When no answer comes: the URL and the cause.
    pub async fn probe(&self) -> Result<(), String> {
        let request = Request::get("/v1/payouts", None, Purpose::Footprint);
        let exchange = self
            .client
            .send(&self.profile.url, &self.profile.key, &request)
            .await;
        match (exchange.status, exchange.trouble) {
            (Some(_), _) => Ok(()),
            (None, cause) => Err(format!(
                "{}: {}",
                self.profile.url,
                cause.unwrap_or_else(|| "no answer".to_owned())
            )),
        }
    }

    /// Notes that none came; after three in a row the target is asked once whether it lives.
    pub async fn unanswered(&self, cause: &str) {
        self.failures.set(self.failures.get() + 1);
        if self.failures.get() < PATIENCE || self.dead.get().is_some() {
            return;
        }
        let levers_live = !matches!(self.levers.manifest().await, Err(Unusable::Unreachable(_)));
        if levers_live && self.probe().await.is_ok() {
            self.failures.set(0);
        } else {
            // Another scenario may have come to the same conclusion meanwhile; the first cause stands.
            let _ = self.dead.set(cause.to_owned());
        }
    }
}
