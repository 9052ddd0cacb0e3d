//! Sandboxes: worlds behind their locks, found by key or by id.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use chrono::Utc;
use tokio::sync::Notify;
use tokio::task::AbortHandle;

use super::custom::Custom;
use super::defect::Defect;
use super::deliveries::{Post, courier};
use super::ids::{Ids, Kind};
use super::world::{AccountNo, World};
use super::{Clock, DEFAULT_KEY, Options};
use crate::clock::Time;
use crate::ledger::PostError;

/// The world that is always there.
pub const DEFAULT_WORLD: &str = "default";
/// When a world begins that is not told its time.
const BEGINNING: i64 = 1_700_000_000;

/// How many things that are due happen before others have a turn.
const MOST_AT_ONCE: usize = 100;
/// How many of them whoever enters waits for at most, which takes milliseconds.
const MOST_ON_ENTRY: usize = 5_000;

/// One world, its key and its lock: whoever enters has the world to themselves.
#[derive(Debug)]
pub struct Sandbox {
    /// The secret key that opens it.
    pub key: String,
    ids: Ids,
    requests: AtomicUsize,
    /// The defect that the world has.
    pub defect: Option<Defect>,
    /// What of the world matters before it is entered.
    pub custom: Custom,
    world: Mutex<World>,
    /// How far levers have put the world ahead of the real clock; none where it stands still.
    ahead: Option<AtomicU64>,
    /// What sends its deliveries.
    post: Arc<Post>,
    /// The task that delivers, once there is an endpoint to deliver to.
    courier: OnceLock<AbortHandle>,
    /// Told when everything that was due is delivered.
    quiet: Notify,
    /// Whoever lets time go by has it to themselves.
    turn: tokio::sync::Mutex<()>,
    /// Whether the world is dropped.
    over: AtomicBool,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.end();
    }
}

impl Sandbox {
    /// Enters the world, which is up to date with its clock then.
    ///
    /// Where more has come due than can be waited for, it is at the time of the last that has happened: the others
    /// follow as calls come, in their order, so that every answer shows the world as it was at one moment.
    pub fn enter(&self) -> Result<MutexGuard<'_, World>, PostError> {
        let mut world = self.enter_as_it_is();
        world.waive(false);
        if let Some(now) = self.clock() {
            world.advance_towards(now, MOST_ON_ENTRY)?;
        }
        world.forget();
        Ok(world)
    }

    /// What its clock shows, where it goes by itself.
    fn clock(&self) -> Option<Time> {
        let ahead = self.ahead.as_ref()?;
        Some(real_now().plus_seconds(ahead.load(Ordering::Relaxed)))
    }

    /// Enters the world as whoever was there last has left it.
    pub fn enter_as_it_is(&self) -> MutexGuard<'_, World> {
        // Whoever panicked in there has not been answered; the world itself goes on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets time go by, and everything that is due by then happen in order, deliveries included.
    pub async fn advance(&self, seconds: u64) -> Result<Time, PostError> {
        let _turn = self.turn.lock().await;
        let now = self.enter()?.now();
        let then = self.clock().unwrap_or(now).plus_seconds(seconds);
        loop {
            self.wait_for_deliveries().await?;
            if self.step(then)? {
                self.wait_for_deliveries().await?;
                return Ok(self.enter_as_it_is().now());
            }
            // Whoever waits for another world, or for this one, has a turn.
            tokio::task::yield_now().await;
        }
    }

    /// Goes to the time when something is due next, or to `then` where that is earlier, or as far as can be gone
    /// at once; answers whether it is there.
    fn step(&self, then: Time) -> Result<bool, PostError> {
        let mut world = self.enter()?;
        let next = world.next_due().map_or(then, |due| due.min(then));
        if let (Some(ahead), Some(now)) = (&self.ahead, self.clock()) {
            let gap = next.unix().saturating_sub(now.unix());
            ahead.fetch_add(u64::try_from(gap).unwrap_or_default(), Ordering::Relaxed);
        }
        world.advance_towards(next, MOST_AT_ONCE)?;
        world.bell().notify_one();
        Ok(world.now() >= then && !world.is_due_by(then))
    }

    /// Waits until nothing is due any more, or the world is dropped.
    async fn wait_for_deliveries(&self) -> Result<(), PostError> {
        loop {
            let quiet = self.quiet.notified();
            if self.over.load(Ordering::Relaxed) || self.enter()?.all_delivered() {
                return Ok(());
            }
            quiet.await;
        }
    }

    /// Sees to it that somebody delivers what the world has to deliver.
    pub fn employ_courier(self: &Arc<Self>) {
        self.courier.get_or_init(|| {
            let post = Arc::clone(&self.post);
            tokio::spawn(courier(Arc::downgrade(self), post)).abort_handle()
        });
    }

    /// What rings when there is something to deliver.
    pub fn bell(&self) -> Arc<Notify> {
        let world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        world.bell()
    }

    /// Tells whoever waits that everything that was due is delivered.
    pub fn has_delivered(&self) {
        self.quiet.notify_waiters();
    }

    /// Whether its time goes by itself.
    pub const fn runs(&self) -> bool {
        self.ahead.is_some()
    }

    /// Ends its deliveries.
    fn end(&self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(courier) = self.courier.get() {
            courier.abort();
        }
        self.quiet.notify_waiters();
    }

    /// The number of the next request to this world, counted from zero.
    pub fn next_request(&self) -> usize {
        self.requests.fetch_add(1, Ordering::Relaxed)
    }

    /// The id of a request.
    pub fn request_id(&self, number: usize) -> String {
        self.ids.name(Kind::Request, number)
    }
}

/// Every world of a server.
#[derive(Debug)]
pub struct Sandboxes {
    options: Options,
    worlds: RwLock<Worlds>,
    post: Arc<Post>,
    /// Requests that belong to no world.
    strangers: AtomicUsize,
}

#[derive(Debug, Default)]
struct Worlds {
    by_id: HashMap<String, Arc<Sandbox>>,
    by_key: HashMap<String, Arc<Sandbox>>,
    count: usize,
}

/// A world that was made for a scenario.
#[derive(Debug)]
pub struct Opened {
    pub id: String,
    pub key: String,
    pub account: String,
    pub now: Time,
}

impl Sandboxes {
    /// The default world and nothing else.
    pub fn new(options: &Options) -> Self {
        let worlds = Self {
            options: options.clone(),
            worlds: RwLock::default(),
            post: Arc::new(Post::new(options.webhook_timeout)),
            strangers: AtomicUsize::new(0),
        };
        worlds.begin_default();
        worlds
    }

    /// What the server was started with.
    pub const fn options(&self) -> &Options {
        &self.options
    }

    /// Opens a world whose clock stands still.
    pub fn open(&self, label: Option<&str>, now: Option<Time>) -> Opened {
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        worlds.count += 1;
        let id = format!("w_{}", worlds.count);
        let key = format!("{DEFAULT_KEY}{:06}", worlds.count);
        let now = now.unwrap_or_else(beginning);
        let sandbox = self.sandbox(&key, label.unwrap_or(&id), (now, None));
        let account = sandbox.ids.name(Kind::Account, AccountNo::PLATFORM.0);
        worlds.insert(&id, sandbox);
        Opened {
            id,
            key,
            account,
            now,
        }
    }

    /// Closes a world and answers it, to be dropped; the default one begins anew.
    pub fn close(&self, id: &str) -> Option<Arc<Sandbox>> {
        if id == DEFAULT_WORLD {
            return self.begin_default();
        }
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        let sandbox = worlds.by_id.remove(id)?;
        sandbox.end();
        worlds.by_key.remove(&sandbox.key);
        Some(sandbox)
    }

    /// The world with this id.
    pub fn by_id(&self, id: &str) -> Option<Arc<Sandbox>> {
        let worlds = self.worlds.read().unwrap_or_else(PoisonError::into_inner);
        worlds.by_id.get(id).cloned()
    }

    /// The world that a key opens.
    pub fn by_key(&self, key: &str) -> Option<Arc<Sandbox>> {
        let worlds = self.worlds.read().unwrap_or_else(PoisonError::into_inner);
        worlds.by_key.get(key).cloned()
    }

    /// The id of a request that belongs to no world.
    pub fn stranger_id(&self) -> String {
        format!(
            "req_{:014}",
            self.strangers.fetch_add(1, Ordering::Relaxed) + 1
        )
    }

    /// Begins the default world, and answers the one before.
    fn begin_default(&self) -> Option<Arc<Sandbox>> {
        let (now, ahead) = match self.options.clock {
            Clock::Manual => (beginning(), None),
            Clock::Real => (real_now(), Some(AtomicU64::new(0))),
        };
        let sandbox = self.sandbox(DEFAULT_KEY, DEFAULT_WORLD, (now, ahead));
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        worlds.insert(DEFAULT_WORLD, sandbox)
    }

    fn sandbox(&self, key: &str, label: &str, (now, ahead): (Time, Option<AtomicU64>)) -> Sandbox {
        let Options {
            readings, defect, ..
        } = self.options;
        Sandbox {
            key: key.to_owned(),
            ids: Ids::of(label),
            requests: AtomicUsize::new(0),
            defect,
            custom: Custom::of(defect, &readings),
            world: Mutex::new(World::new(label, now, readings, defect)),
            ahead,
            post: Arc::clone(&self.post),
            courier: OnceLock::new(),
            quiet: Notify::new(),
            turn: tokio::sync::Mutex::default(),
            over: AtomicBool::new(false),
        }
    }
}

impl Worlds {
    /// Adds a world and ends the one that had its place.
    fn insert(&mut self, id: &str, sandbox: Sandbox) -> Option<Arc<Sandbox>> {
        let sandbox = Arc::new(sandbox);
        self.by_key
            .insert(sandbox.key.clone(), Arc::clone(&sandbox));
        let before = self.by_id.insert(id.to_owned(), sandbox)?;
        before.end();
        Some(before)
    }
}

fn beginning() -> Time {
    Time::from_unix(BEGINNING).unwrap_or(Time::LAST)
}

fn real_now() -> Time {
    Time::from_unix(Utc::now().timestamp()).unwrap_or(Time::LAST)
}

#[cfg(test)]
mod tests;
