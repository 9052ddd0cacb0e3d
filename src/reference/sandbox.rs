//! Sandboxes: worlds behind their locks, found by key or by id.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use chrono::Utc;

use super::defect::Defect;
use super::ids::{Ids, Kind};
use super::params::Custom;
use super::world::{AccountNo, World};
use super::{Clock, DEFAULT_KEY, Options};
use crate::clock::Time;
use crate::ledger::PostError;

/// The world that is always there.
pub const DEFAULT_WORLD: &str = "default";
/// When a world begins that is not told its time.
const BEGINNING: i64 = 1_700_000_000;

/// One world, its key and its lock: whoever enters has the world to themselves.
#[derive(Debug)]
pub struct Sandbox {
    /// The secret key that opens it.
    pub key: String,
    ids: Ids,
    requests: AtomicUsize,
    /// The defect that the world has.
    pub defect: Option<Defect>,
    /// How it takes parameters.
    pub custom: Custom,
    world: Mutex<World>,
    /// How far levers have put the world ahead of the real clock; none where it stands still.
    ahead: Option<AtomicU64>,
}

impl Sandbox {
    /// Enters the world, which is up to date with its clock then.
    pub fn enter(&self) -> Result<MutexGuard<'_, World>, PostError> {
        let mut world = self.enter_as_it_is();
        world.waive(false);
        if let Some(ahead) = &self.ahead {
            let now = real_now().plus_seconds(ahead.load(Ordering::Relaxed));
            world.advance_to(now)?;
        }
        Ok(world)
    }

    /// Enters the world as whoever was there last has left it.
    pub fn enter_as_it_is(&self) -> MutexGuard<'_, World> {
        // Whoever panicked in there has not been answered; the world itself goes on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets time go by, and everything that is due by then happen.
    pub fn advance(&self, seconds: u64) -> Result<Time, PostError> {
        if let Some(ahead) = &self.ahead {
            ahead.fetch_add(seconds, Ordering::Relaxed);
            return Ok(self.enter()?.now());
        }
        let mut world = self.enter()?;
        let then = world.now().plus_seconds(seconds);
        world.advance_to(then)?;
        Ok(world.now())
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
        let world = self.world(label.unwrap_or(&id), now);
        let account = world.account_id(AccountNo::PLATFORM);
        let sandbox = sandbox(&key, label.unwrap_or(&id), world, None);
        worlds.insert(&id, sandbox);
        Opened {
            id,
            key,
            account,
            now,
        }
    }

    /// Drops a world; the default one begins anew. Answers whether it was there.
    pub fn close(&self, id: &str) -> bool {
        if id == DEFAULT_WORLD {
            self.begin_default();
            return true;
        }
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        let Some(sandbox) = worlds.by_id.remove(id) else {
            return false;
        };
        worlds.by_key.remove(&sandbox.key).is_some()
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

    fn begin_default(&self) {
        let (now, ahead) = match self.options.clock {
            Clock::Manual => (beginning(), None),
            Clock::Real => (real_now(), Some(AtomicU64::new(0))),
        };
        let world = self.world(DEFAULT_WORLD, now);
        let sandbox = sandbox(DEFAULT_KEY, DEFAULT_WORLD, world, ahead);
        let mut worlds = self.worlds.write().unwrap_or_else(PoisonError::into_inner);
        worlds.insert(DEFAULT_WORLD, sandbox);
    }

    fn world(&self, label: &str, now: Time) -> World {
        World::new(label, now, self.options.readings, self.options.defect)
    }
}

impl Worlds {
    fn insert(&mut self, id: &str, sandbox: Sandbox) {
        let sandbox = Arc::new(sandbox);
        self.by_key
            .insert(sandbox.key.clone(), Arc::clone(&sandbox));
        self.by_id.insert(id.to_owned(), sandbox);
    }
}

fn sandbox(key: &str, label: &str, world: World, ahead: Option<AtomicU64>) -> Sandbox {
    Sandbox {
        key: key.to_owned(),
        ids: Ids::of(label),
        requests: AtomicUsize::new(0),
        defect: world.defect(),
        custom: Custom::of(world.defect(), world.readings()),
        world: Mutex::new(world),
        ahead,
    }
}

fn beginning() -> Time {
    Time::from_unix(BEGINNING).unwrap_or(Time::LAST)
}

fn real_now() -> Time {
    Time::from_unix(Utc::now().timestamp()).unwrap_or(Time::LAST)
}
