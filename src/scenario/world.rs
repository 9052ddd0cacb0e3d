//! The world of one scenario: its private universe in the target, and everything said and done there.

use std::cell::Cell;
use std::convert::Infallible;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::{Value, json};

use super::act::Act;
use super::cast::Cast;
use super::context::{CONTEXT, Context, START};
use super::footprint::{Footprint, Wants};
use super::monitor::Breach;
use super::payout::Payouts;
use super::things::Things;
use super::trouble::{Stop, Trouble};
use crate::spec::capability::Capability;
use crate::target::client::{Request, segment};
use crate::target::exchange::{Exchange, Purpose};
use crate::target::levers::{LeverError, Pulled};
use crate::target::secret::{Redactor, Secret};

/// The state of a scenario between its steps.
#[derive(Debug, cucumber::World)]
#[world(init = Self::begin)]
pub struct World {
    pub(super) context: Rc<Context>,
    label: String,
    session: Option<Rc<Session>>,
    redactor: Redactor,
    transcript: Vec<Exchange>,
    trouble: Option<Trouble>,
    checks: usize,
    pub(super) wants: Wants,
    pub(super) cast: Cast,
    pub(super) payouts: Payouts,
    pub(super) things: Things,
    pub(super) stranger: Option<String>,
    pub(super) deadline: Option<i64>,
    pub(super) footprint: Footprint,
    pub(super) act: Option<Act>,
    pub(super) last_request: Option<(Request, Answer)>,
}

/// A world that the target made for this scenario.
#[derive(Debug)]
struct Session {
    /// The path of its levers (`/worlds/w_1`).
    path: String,
    key: Secret,
    /// The platform's account id, where the target says it.
    platform: Option<String>,
    start: i64,
    now: Cell<i64>,
    /// Whether it has to be dropped in the end.
    own: bool,
}

/// A whole answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The JSON body.
    pub body: Arc<Value>,
    /// Its exchange in the transcript.
    pub exchange: usize,
}

/// What is left of a scenario when it is over.
#[derive(Debug)]
pub struct Remains {
    /// Everything said, in order.
    pub transcript: Vec<Exchange>,
    /// What stopped it, if anything did.
    pub trouble: Option<Trouble>,
    /// Where the books did not add up afterwards.
    pub breach: Option<Breach>,
    /// How many comparisons were made.
    pub checks: usize,
    /// Where the world's clock started.
    pub start: i64,
}

impl World {
    #[expect(
        clippy::unused_async,
        reason = "cucumber awaits the constructor of a world"
    )]
    async fn begin() -> Result<Self, Infallible> {
        let context = CONTEXT.with(Rc::clone);
        let redactor = Redactor::new([context.profile.key.clone()]);
        Ok(Self {
            context,
            label: String::new(),
            session: None,
            redactor,
            transcript: Vec::new(),
            trouble: None,
            checks: 0,
            wants: Wants::default(),
            cast: Cast::default(),
            payouts: Payouts::default(),
            things: Things::default(),
            stranger: None,
            deadline: None,
            footprint: Footprint::default(),
            act: None,
            last_request: None,
        })
    }

    /// Tells the world which scenario it serves and what its steps will want to compare.
    pub fn open(&mut self, label: String, wants: Wants) {
        self.label = label;
        self.wants = wants;
    }

    /// Whether the target offers this.
    #[must_use]
    pub fn offers(&self, capability: Capability) -> bool {
        self.context.manifest.capabilities.contains(&capability)
    }

    /// The world's time.
    ///
    /// # Errors
    /// When the world cannot be made.
    pub async fn now(&mut self) -> Result<i64, Stop> {
        Ok(self.session().await?.now.get())
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

    async fn session(&mut self) -> Result<Rc<Session>, Stop> {
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
                return Err(self.fault(format!(
                    "POST /worlds answered without world, api_key or account: {reply}"
                )));
            };
            let start = reply["now"].as_i64().unwrap_or(START);
            let path = format!("/worlds/{}", segment(world));
            let (key, platform) = (Secret::new(key), Some(platform.to_owned()));
            Session {
                path,
                key,
                platform,
                start,
                now: Cell::new(start),
                own: true,
            }
        } else {
            self.shared_session().await?
        };
        self.redactor.learn(session.key.clone());
        Ok(Rc::clone(self.session.insert(Rc::new(session))))
    }

    /// The one world of a target without worlds: the profile's key, the platform as the API names it.
    async fn shared_session(&mut self) -> Result<Session, Stop> {
        let path = "/worlds/default".to_owned();
        let now = if self.offers(Capability::Clock) {
            self.read_clock(&path).await?
        } else {
            chrono::Utc::now().timestamp()
        };
        Ok(Session {
            path,
            key: self.context.profile.key.clone(),
            platform: self.ask_for_platform().await?,
            start: now,
            now: Cell::new(now),
            own: false,
        })
    }

    /// Asks who holds the key of the profile; a target that does not say so is no worse for it.
    async fn ask_for_platform(&mut self) -> Result<Option<String>, Stop> {
        let context = Rc::clone(&self.context);
        let request = Request::get("/v1/account", None, Purpose::Arrange);
        let (url, key) = (&context.profile.url, &context.profile.key);
        let exchange = context.client.send(url, key, &request).await;
        let id = exchange.answer["id"].as_str().map(str::to_owned);
        let (status, cause) = (exchange.status, exchange.trouble.clone());
        let said = refusal_text(&exchange.answer);
        self.keep(exchange);
        match status {
            Some(401) => Err(self.fault(format!(
                "the target does not accept the key that was given (--key): GET /v1/account answered 401{said}"
            ))),
            Some(status) => {
                context.answered();
                Ok(id.filter(|_| status == 200))
            }
            None => {
                let cause = cause.unwrap_or_else(|| "no answer".to_owned());
                context.unanswered(&format!("GET /v1/account: {cause}")).await;
                Err(self.fault(format!("GET /v1/account: {cause}")))
            }
        }
    }

    async fn read_clock(&mut self, world: &str) -> Result<i64, Stop> {
        let (exchange, result) = self
            .context
            .levers
            .pull("GET", &format!("{world}/clock"), None)
            .await;
        let index = self.keep(exchange);
        let reply = self.lever_result(result).await?;
        match reply["now"].as_i64() {
            Some(now) => Ok(now),
            None => Err(self.fault(format!(
                "exchange {index}: the clock answered without `now`: {reply}"
            ))),
        }
    }

    /// Pulls a lever of this world.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn pull(&mut self, lever: &str, body: Value) -> Result<Arc<Value>, Stop> {
        let path = format!("{}{lever}", self.session().await?.path);
        self.pull_at(&path, Some(&body)).await
    }

    /// Reads a lever of this world.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub async fn read_lever(&mut self, lever: &str) -> Result<Arc<Value>, Stop> {
        let path = format!("{}{lever}", self.session().await?.path);
        let (mut exchange, result) = self.context.levers.pull("GET", &path, None).await;
        exchange.purpose = Purpose::Footprint;
        self.keep(exchange);
        self.lever_result(result).await
    }

    async fn pull_at(&mut self, path: &str, body: Option<&Value>) -> Result<Arc<Value>, Stop> {
        let pulled = self.context.levers.pull("POST", path, body).await;
        self.pulled(pulled).await
    }

    /// Takes what a lever answered into the transcript.
    ///
    /// # Errors
    /// When the lever is missing or broken.
    pub(super) async fn pulled(&mut self, (exchange, result): Pulled) -> Result<Arc<Value>, Stop> {
        if let Some(key) = exchange.answer["api_key"].as_str() {
            self.redactor.learn(Secret::new(key));
        }
        self.keep(exchange);
        self.lever_result(result).await
    }

    async fn lever_result(
        &mut self,
        result: Result<Arc<Value>, LeverError>,
    ) -> Result<Arc<Value>, Stop> {
        match result {
            Ok(reply) => {
                self.context.answered();
                Ok(reply)
            }
            Err(LeverError::Unsupported(reason)) => {
                self.context.answered();
                Err(self.untestable(format!("a lever is not supported: {reason}")))
            }
            Err(LeverError::Fault(what)) => {
                self.context.answered();
                Err(self.fault(what))
            }
            Err(LeverError::Unreachable(cause)) => {
                Rc::clone(&self.context).unanswered(&cause).await;
                Err(self.fault(cause))
            }
        }
    }

    /// Lets the world's time pass.
    ///
    /// # Errors
    /// When the clock lever is missing or broken.
    pub async fn advance(&mut self, seconds: i64) -> Result<(), Stop> {
        let reply = self.pull("/clock", json!({"advance": seconds})).await?;
        match (reply["now"].as_i64(), &self.session) {
            (Some(now), Some(session)) => {
                session.now.set(now);
                Ok(())
            }
            _ => Err(self.fault(format!("the clock answered without `now`: {reply}"))),
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

    /// Asks the API.
    ///
    /// # Errors
    /// When no whole answer comes, or one that is not JSON.
    pub async fn ask(&mut self, request: &Request) -> Result<Answer, Stop> {
        let session = self.session().await?;
        let context = Rc::clone(&self.context);
        let exchange = context
            .client
            .send(&context.profile.url, &session.key, request)
            .await;
        self.receive(exchange, request.purpose).await
    }

    /// Takes an exchange into the transcript and gives its answer.
    ///
    /// # Errors
    /// When no whole answer came, or one that is not JSON.
    pub(super) async fn receive(
        &mut self,
        exchange: Exchange,
        purpose: Purpose,
    ) -> Result<Answer, Stop> {
        let context = Rc::clone(&self.context);
        let trouble = exchange.trouble.clone();
        let (status, body) = (exchange.status, Arc::clone(&exchange.answer));
        let index = self.keep(exchange);
        match (status, trouble) {
            (Some(status), None) => {
                context.answered();
                Ok(Answer {
                    status,
                    body,
                    exchange: index,
                })
            }
            (Some(status), Some(trouble)) if purpose.is_judged() => {
                context.answered();
                let observed = format!("status {status}; {trouble}");
                Err(self.broken("a JSON answer", observed, Some(index)))
            }
            (status, trouble) => {
                let place = format!(
                    "{} {}",
                    self.transcript[index].method, self.transcript[index].path
                );
                let cause = trouble.unwrap_or_else(|| "no answer".to_owned());
                if status.is_none() {
                    context.unanswered(&format!("{place}: {cause}")).await;
                }
                Err(self.fault(format!("{place}: {cause}")))
            }
        }
    }

    /// Asks the API for something that the scenario starts from.
    ///
    /// # Errors
    /// When the answer is no success: then the scenario is not testable.
    pub async fn arrange(&mut self, request: &Request) -> Result<Answer, Stop> {
        let answer = self.ask(request).await?;
        if answer.status == 200 {
            if request.purpose == Purpose::Arrange && request.method == "POST" {
                self.last_request = Some((request.clone(), answer.clone()));
            }
            return Ok(answer);
        }
        let said = refusal_text(&answer.body);
        let why = format!(
            "{} {} answered {}{said}",
            request.method, request.path, answer.status
        );
        Err(self.untestable(why))
    }

    /// Reads something that a `Then` step compares.
    ///
    /// # Errors
    /// When it cannot be read: then the rule is broken.
    pub async fn observe(&mut self, path: String, account: Option<String>) -> Result<Answer, Stop> {
        let request = Request::get(path, account, Purpose::Observe);
        let answer = self.ask(&request).await?;
        if answer.status == 200 {
            return Ok(answer);
        }
        let observed = format!("status {}{}", answer.status, refusal_text(&answer.body));
        Err(self.broken(
            &format!("GET {} can be read", request.path),
            observed,
            Some(answer.exchange),
        ))
    }

    fn keep(&mut self, mut exchange: Exchange) -> usize {
        exchange.path = self.redactor.text(exchange.path);
        exchange.body = self.redactor.text(exchange.body);
        if self.redactor.finds_in(&exchange.answer) {
            let answer = Arc::unwrap_or_clone(exchange.answer);
            exchange.answer = Arc::new(self.redactor.json(answer));
        }
        exchange.trouble = exchange.trouble.map(|text| self.redactor.text(text));
        self.transcript.push(exchange);
        self.transcript.len() - 1
    }

    /// Compares: counts the check, and stops the scenario with a finding when it fails.
    ///
    /// # Errors
    /// When `holds` is false.
    pub fn check(
        &mut self,
        holds: bool,
        exchange: Option<usize>,
        words: impl FnOnce() -> (String, String),
    ) -> Result<(), Stop> {
        self.checks += 1;
        if holds {
            return Ok(());
        }
        let (expected, observed) = words();
        Err(self.broken(&expected, observed, exchange))
    }

    /// The end of a scenario whose rule the target broke.
    pub fn broken(&mut self, expected: &str, observed: String, exchange: Option<usize>) -> Stop {
        self.stop(Trouble::Broken {
            expected: expected.to_owned(),
            observed,
            exchange,
        })
    }

    /// The end of a scenario that the harness or its surroundings could not run.
    pub fn fault(&mut self, what: impl Into<String>) -> Stop {
        self.stop(Trouble::Fault(what.into()))
    }

    /// The end of a scenario whose history the target does not let us arrange.
    pub fn untestable(&mut self, why: impl Into<String>) -> Stop {
        self.stop(Trouble::Untestable(why.into()))
    }

    fn stop(&mut self, trouble: Trouble) -> Stop {
        self.trouble
            .get_or_insert_with(|| trouble.told(&self.redactor));
        Stop
    }

    /// Audits the books, drops the world in the target as well as it can be, and hands over what was said and found.
    pub async fn close(&mut self) -> Remains {
        let judged = !matches!(
            self.trouble,
            Some(Trouble::Fault(_) | Trouble::Untestable(_))
        );
        let breach = if judged && self.act.is_some() {
            self.audit().await
        } else {
            None
        };
        let session = self.session.take();
        if let Some(session) = session.as_ref().filter(|session| session.own) {
            self.context.drop_world(&session.path).await;
        }
        Remains {
            transcript: std::mem::take(&mut self.transcript),
            trouble: self.trouble.take(),
            breach,
            checks: self.checks,
            start: session.map_or(START, |session| session.start),
        }
    }
}

/// What a refusal says of itself, for messages: `: balance_insufficient, You have…`.
#[must_use]
pub fn refusal_text(body: &Value) -> String {
    let error = &body["error"];
    let words: Vec<&str> = ["code", "message"]
        .iter()
        .filter_map(|name| error[name].as_str())
        .collect();
    if words.is_empty() {
        String::new()
    } else {
        format!(": {}", words.join(", "))
    }
}
