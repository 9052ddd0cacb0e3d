//! Which part of the suite to run: as the flag says, or as the CI engine's variables do.

use crate::run::shard::Shard;

/// Variables that say which of several jobs this is: index, count, and what the first index is.
const ENGINES: [(&str, &str, u32); 6] = [
    // For GitHub Actions, from `strategy.job-index` and `strategy.job-total`.
    ("RECOUP_SHARD_INDEX", "RECOUP_SHARD_COUNT", 0),
    // GitLab.
    ("CI_NODE_INDEX", "CI_NODE_TOTAL", 1),
    ("CIRCLE_NODE_INDEX", "CIRCLE_NODE_TOTAL", 0),
    ("BUILDKITE_PARALLEL_JOB", "BUILDKITE_PARALLEL_JOB_COUNT", 0),
    // Azure Pipelines.
    ("SYSTEM_JOBPOSITIONINPHASE", "SYSTEM_TOTALJOBSINPHASE", 1),
    // Kubernetes gives an indexed job its index only; the count is the job's `completions`.
    ("JOB_COMPLETION_INDEX", "JOB_COMPLETIONS", 0),
];

/// A part of the suite as it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// This one.
    Part(Shard),
    /// The one that the CI engine's variables name.
    Auto,
}

/// Reads `2/5` or `auto`.
pub(super) fn asked(text: &str) -> Result<Asked, String> {
    match text {
        "auto" => Ok(Asked::Auto),
        part => part
            .parse()
            .map(Asked::Part)
            .map_err(|why| format!("{why}, or `auto` for what the variables of the CI engine say")),
    }
}

impl Asked {
    /// The part, with these variables.
    ///
    /// # Errors
    /// When no variables name one, or they contradict themselves.
    pub(super) fn part(self, variable: impl Fn(&str) -> Option<String>) -> Result<Shard, String> {
        if let Self::Part(shard) = self {
            return Ok(shard);
        }
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let engine = ENGINES.into_iter().find(|(index, ..)| set(index).is_some());
        let Some((index_name, count_name, base)) = engine else {
            let names = ENGINES.map(|(index, count, _)| format!("{index} and {count}"));
            return Err(format!(
                "--shard auto: no variables say which job this is; known are {}",
                names.join(", ")
            ));
        };
        let index = set(index_name).unwrap_or_default();
        let Some(count) = set(count_name) else {
            return Err(format!(
                "--shard auto: {index_name} is {index}, but {count_name} is not set"
            ));
        };
        let shard = index.parse::<u32>().ok().zip(count.parse().ok());
        let shard = shard
            .and_then(|(index, count)| Shard::new(index.checked_add(1)?.checked_sub(base)?, count));
        shard.ok_or_else(|| {
            format!("--shard auto: {index_name}={index} and {count_name}={count} name no job (indexes begin at {base})")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(variables: &[(&str, &str)]) -> Result<String, String> {
        let variable = |name: &str| {
            let set = variables.iter().find(|(set, _)| *set == name);
            set.map(|(_, value)| (*value).to_owned())
        };
        Asked::Auto.part(variable).map(|shard| shard.to_string())
    }

    #[test]
    fn the_variables_of_ci_engines_name_a_part() {
        for (index, count, base) in ENGINES {
            let first = base.to_string();
            assert_eq!(
                part(&[(index, &first), (count, "3")]),
                Ok("1/3".to_owned()),
                "{index}"
            );
        }
        assert_eq!(
            part(&[("CIRCLE_NODE_INDEX", "2"), ("CIRCLE_NODE_TOTAL", "3")]),
            Ok("3/3".to_owned())
        );
    }

    #[test]
    fn variables_that_name_none_are_told() {
        for (variables, told) in [
            (&[][..], "no variables say"),
            (
                &[("JOB_COMPLETION_INDEX", "0")],
                "JOB_COMPLETIONS is not set",
            ),
            (
                &[("CI_NODE_INDEX", "0"), ("CI_NODE_TOTAL", "3")],
                "indexes begin at 1",
            ),
            (
                &[("CI_NODE_INDEX", "x"), ("CI_NODE_TOTAL", "3")],
                "CI_NODE_INDEX=x",
            ),
        ] {
            assert!(
                part(variables).is_err_and(|why| why.contains(told)),
                "{told}"
            );
        }
        assert!(asked("2/1").is_err_and(|why| why.contains("auto")));
    }
}
