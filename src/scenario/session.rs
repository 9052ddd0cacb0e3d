//! The private universe that a target makes for a scenario: its key, its platform, its clock.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::json;

use super::context::START;
use super::trouble::Stop;
use super::world::{World, refusal_text};
use crate::spec::capability::Capability;
use crate::target::client::{Request, segment};
use crate::target::exchange::Purpose;
use crate::target::secret::Secret;

/// A world that the target made for this scenario.
#[derive(Debug)]
pub(super) struct Session {
    /// The path of its levers (`/worlds/w_1`).
    pub(super) path: String,
    pub(super) key: Secret,
    /// The platform's account id, where the target says it.
    pub(super) platform: Option<String>,
    pub(super) start: i64,
    pub(super) now: Cell<i64>,
    /// What no other scenario of no other run has.
    pub(super) mark: i64,
    /// Whether it has to be dropped in the end.
    pub(super) own: bool,
}

impl World {
    /// The world's time.
    ///
    /// # Errors
    /// When the world cannot be made.
    pub async fn now(&mut self) -> Result<i64, Stop> {
        Ok(self.session().await?.now.get())
    }

    /// The time by now, where a shared clock goes on by itself; that of a world stands still.
    pub(super) async fn time_by_now(&mut self) -> Result<i64, Stop> {
        let session = self.session().await?;
        if !session.own {
            session.now.set(self.shared_time(&session.path).await?);
        }
        Ok(session.now.get())
    }

    async fn shared_time(&mut self, path: &str) -> Result<i64, Stop> {
        if self.offers(Capability::Clock) {
            self.read_clock(path).await
        } else {
            Ok(chrono::Utc::now().timestamp())
        }
    }

    /// The platform's account id.
    ///
    /// # Errors
    /// When the world cannot be made.
    pub async fn platform(&mut self) -> Result<String, Stop> {
        match &self.session().await?.platform {
            Some(platform) => Ok(platform.clone()),
            None => {
                Err(self.untestable("GET /v1/account does not say which account is the platform's"))
            }
        }
    }

    /// Whether it is known which account is the platform's.
    pub(super) async fn names_platform(&mut self) -> Result<bool, Stop> {
        Ok(self.session().await?.platform.is_some())
    }

    pub(super) async fn session(&mut self) -> Result<Rc<Session>, Stop> {
        if let Some(session) = &self.session {
            return Ok(Rc::clone(session));
        }
        let session = if self.offers(Capability::Worlds) {
            let reply = self
                .pull_at("/worlds", Some(&json!({"label": self.label, "now": START})))
                .await?;
            let (Some(world), Some(key), Some(platform)) = (
                reply["world"].as_str(),
                reply["api_key"].as_str(),
                reply["account"].as_str(),
            ) else {
                let reply = self.redactor.json((*reply).clone());
                return Err(self.lacking("POST /worlds", "world, api_key or account", &reply));
            };
            let start = reply["now"].as_i64().unwrap_or(START);
            let path = format!("/worlds/{}", segment(world));
            let (key, platform) = (Secret::new(key), Some(platform.to_owned()));
            if !key.can_be_sent() {
                return Err(
                    self.lever_fault("POST /worlds answered with a key that no header can carry")
                );
            }
            Session {
                path,
                key,
                platform,
                start,
                now: Cell::new(start),
                mark: 0,
                own: true,
            }
        } else {
            self.shared_session().await?
        };
        self.redactor.learn(session.key.clone());
        Ok(Rc::clone(self.session.insert(Rc::new(session))))
    }

    /// A connected account of another platform, which this world's key cannot reach.
    ///
    /// # Errors
    /// When the target has no worlds, or the account cannot be made.
    pub(super) async fn foreign_account(&mut self) -> Result<String, Stop> {
        if !self.offers(Capability::Worlds) {
            return Err(self.untestable("without worlds there is no other platform"));
        }
        if self.context.manifest.parallel_worlds == Some(1) {
            // A second one may end the first, whose objects would then be missed.
            return Err(self.untestable("one world at a time leaves no other platform"));
        }
        let label = format!("{} (another platform)", self.label);
        let reply = self
            .pull_at("/worlds", Some(&json!({"label": label, "now": START})))
            .await?;
        let Some(world) = reply["world"].as_str() else {
            return Err(self.lever_fault("POST /worlds answered without world"));
        };
        let path = format!("/worlds/{}", segment(world));
        self.foreign.push(path.clone());
        let reply = self
            .pull_at(&format!("{path}/accounts"), Some(&json!({})))
            .await?;
        match reply["account"].as_str() {
            Some(account) => Ok(account.to_owned()),
            None => Err(self.lacking("POST /accounts", "`account`", &reply)),
        }
    }

    /// The one world of a target without worlds: the profile's key, the platform as the API names it.
    async fn shared_session(&mut self) -> Result<Session, Stop> {
        let path = "/worlds/default".to_owned();
        let now = self.shared_time(&path).await?;
        Ok(Session {
            path,
            key: self.context.profile.key.clone(),
            platform: self.ask_for_platform().await?,
            start: now,
            now: Cell::new(now),
            mark: chrono::Utc::now().timestamp_micros(),
            own: false,
        })
    }

    /// Asks who holds the key of the profile; a target that does not say so is no worse for it.
    async fn ask_for_platform(&mut self) -> Result<Option<String>, Stop> {
        let context = Rc::clone(&self.context);
        let request = Request::get("/v1/account", None, Purpose::Footprint);
        let (url, key) = (&context.profile.url, &context.profile.key);
        let exchange = context.client.send(url, key, &request).await;
        let id = exchange.answer["id"].as_str().map(str::to_owned);
        let (status, cause) = (exchange.status, exchange.trouble.clone());
        let said = refusal_text(&exchange.answer);
        self.keep(exchange)?;
        match status {
            // It was accepted before the first scenario.
            Some(401) if self.is_key_refused().await? => Err(self.fault(format!(
                "the target no longer accepts the key: GET /v1/account answered 401{said}"
            ))),
            Some(status) => {
                context.answered();
                Ok(id.filter(|_| status == 200))
            }
            None => {
                let cause = cause.unwrap_or_else(|| "no answer".to_owned());
                context
                    .unanswered(&format!("GET /v1/account: {cause}"))
                    .await;
                Err(self.fault(format!("GET /v1/account: {cause}")))
            }
        }
    }

    /// Whether other readings are refused, too: a route may be closed to a key that is good for others.
    async fn is_key_refused(&mut self) -> Result<bool, Stop> {
        let context = Rc::clone(&self.context);
        let (url, key) = (&context.profile.url, &context.profile.key);
        for path in ["/v1/balance", "/v1/payouts"] {
            let request = Request::get(path, None, Purpose::Footprint);
            let exchange = context.client.send(url, key, &request).await;
            let status = exchange.status;
            self.keep(exchange)?;
            if status != Some(401) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn read_clock(&mut self, world: &str) -> Result<i64, Stop> {
        let (exchange, result) = self
            .context
            .levers
            .pull("GET", &format!("{world}/clock"), None)
            .await;
        self.keep(exchange)?;
        let reply = self.lever_result(result).await?;
        match reply["now"].as_i64() {
            Some(now) => Ok(now),
            None => Err(self.lacking("the clock", "`now`", &reply)),
        }
    }

    /// Lets the world's time pass.
    ///
    /// # Errors
    /// When the clock lever is missing or broken.
    pub async fn advance(&mut self, seconds: i64) -> Result<(), Stop> {
        let before = self.now().await?;
        let reply = self.pull("/clock", json!({"advance": seconds})).await?;
        match (reply["now"].as_i64(), &self.session) {
            (Some(now), Some(_)) if now < before.saturating_add(seconds) => {
                Err(self.lever_fault(format!(
                    "the clock was to advance by {seconds} s from {before}, and answered {now}"
                )))
            }
            (Some(now), Some(session)) => {
                session.now.set(now);
                Ok(())
            }
            _ => Err(self.lacking("the clock", "`now`", &reply)),
        }
    }

    /// The key of this world.
    ///
    /// # Errors
    /// When the world cannot be made.
    pub(super) async fn key(&mut self) -> Result<Secret, Stop> {
        Ok(self.session().await?.key.clone())
    }

    /// The path of a lever of this world.
    ///
    /// # Errors
    /// When the world cannot be made.
    pub(super) async fn lever_path(&mut self, lever: &str) -> Result<String, Stop> {
        Ok(format!("{}{lever}", self.session().await?.path))
    }
}
