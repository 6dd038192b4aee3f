//! What a run tells its user: failures as they come, a line that moves on a terminal, a summary at the end.
use std::time::{Duration, Instant};

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::log;
use crate::pipeline::{Event, Summary};

pub(super) struct Progress {
    bar: ProgressBar,
    start: Instant,
}

impl Progress {
    pub(super) fn new() -> Self {
        let is_seen = log::shows_progress();
        let target = if is_seen { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {elapsed} {msg}") {
            bar.set_style(style);
        }
        if is_seen {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, start: Instant::now() }
    }

    pub(super) fn tell(&self, event: &Event<'_>) {
        match event {
            Event::Failed(failure) => self.bar.suspend(|| log::failure(failure)),
            Event::Progress(summary) if !self.bar.is_hidden() => {
                let seconds = self.start.elapsed().as_secs_f64().max(1e-3);
                let per_second = |n: usize| (n as f64 / seconds) as u64;
                self.bar.set_message(format!(
                    "{} documents, {} failed, {} ({} documents/s, {}/s)",
                    HumanCount(summary.documents as u64),
                    HumanCount(summary.failed as u64),
                    HumanBytes(summary.bytes as u64),
                    HumanCount(per_second(summary.documents)),
                    HumanBytes(per_second(summary.bytes)),
                ));
            }
            Event::Progress(summary) => {
                log::detail(|| format!("{} documents, {} failed so far", summary.documents, summary.failed));
            }
        }
    }

    /// The closing line on standard error.
    pub(super) fn finish(self, summary: &Summary, skipped: usize) {
        self.bar.finish_and_clear();
        let speed = summary.bytes as f64 / 1e6 / self.start.elapsed().as_secs_f64().max(1e-9);
        let Summary { documents, unchanged, failed, mentions, facts, .. } = summary;
        let held = if *unchanged > 0 { format!("{unchanged} unchanged, ") } else { String::new() };
        log::summary(
            &format!(
                "{documents} documents, {held}{failed} failed, {skipped} skipped, {mentions} mentions, {facts} facts, {speed:.1} MB/s"
            ),
            json!({
                "documents": documents, "unchanged": unchanged, "failed": failed, "skipped": skipped,
                "mentions": mentions, "facts": facts,
            }),
        );
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
