//! From settings to a target: started where it has to be, its levers found, its key held.

use super::Settings;
use crate::cli::Refused;
use crate::cli::exec::{PORT, Started};
use crate::cli::options::AskedLevers;
use crate::cli::source::Source;
use crate::target::levers::{Mapping, Way};
use crate::target::profile::Profile;
use crate::target::secret::Redactor;

impl Settings {
    /// Starts the target, where that is asked for.
    ///
    /// # Errors
    /// When it does not come to answer.
    pub(in crate::cli) fn start(&self) -> Result<Option<Started>, Refused> {
        match (&self.exec, &self.target) {
            (Some(exec), Some(target)) => {
                let redactor = Redactor::new([self.secret()]);
                Started::start(&exec.value, &target.value, redactor).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The target, at the URL of the embedded reference where it has none of its own.
    ///
    /// # Errors
    /// When the mapping is wrong.
    pub(in crate::cli) fn profile(
        &self,
        reference: &str,
        port: Option<u16>,
    ) -> Result<Profile, Refused> {
        let port = port.map(|port| port.to_string()).unwrap_or_default();
        let url = self.target.as_ref();
        let url = url.map_or(reference.to_owned(), |given| {
            given.value.replace(PORT, &port)
        });
        let mut profile = Profile::at(&url);
        if let Some(levers) = &self.levers {
            profile.levers = self.way(&levers.value, (&url, &port))?;
        }
        let declared = self.capabilities.as_ref();
        profile.capabilities = declared
            .map(|given| given.value.iter().copied().collect())
            .unwrap_or_default();
        profile.key = self.secret();
        profile.keyless = self.keyless();
        profile.timeout = self.timeout.value;
        let readings = self.readings.iter();
        profile.readings = readings
            .map(|(choice, given)| (choice.clone(), given.value.clone()))
            .collect();
        Ok(profile)
    }

    fn way(&self, asked: &AskedLevers, (url, port): (&str, &str)) -> Result<Way, Refused> {
        let undeclared = self.capabilities.is_none();
        if undeclared && matches!(asked, AskedLevers::Mapping(_) | AskedLevers::Public) {
            return Err(Refused::usage(
                "levers without a manifest need to be told what the target offers: --declare payouts,accounts,funds or \
                 target.capabilities in recoup.toml",
            ));
        }
        Ok(match asked {
            AskedLevers::Url(path) if path.starts_with('/') => Way::Http(format!("{url}{path}")),
            AskedLevers::Url(url) => Way::Http(url.replace(PORT, port)),
            AskedLevers::Command(program) => {
                let mut program = program.clone();
                program.line = program.line.replace(PORT, port);
                Way::Command(program)
            }
            AskedLevers::Mapping(path) => {
                let name = path.display().to_string();
                let text = Source::Mapping.read(path)?;
                Way::Mapping(Mapping::parse(&name, &text).map_err(Refused::usage)?)
            }
            AskedLevers::Public => Way::Public,
        })
    }
}
