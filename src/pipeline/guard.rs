//! Catches a panic in one document and says what and where it was.
//!
//! The default panic hook would print a trace between the program's messages, so the program (not the library) asks
//! for [`quiet_panics`]; panics outside a guard are reported as ever.
use std::{
    any::Any,
    cell::{Cell, RefCell},
    panic::{self, AssertUnwindSafe},
};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics that are caught and reported as failures off standard error.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(ToString::to_string));
        } else {
            usual(info);
        }
    }));
}

/// Runs `work`; a panic in it becomes an error that says what and where.
pub(super) fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    PLACE.set(None);
    let outer = GUARDED.replace(true);
    // What `work` borrows is either shared and not changed by it, or thrown away when it fails.
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    result.map_err(|payload| {
        let place = PLACE.take().map(|place| format!(" at {place}")).unwrap_or_default();
        format!("a defect in zhiguan, please report it with the document: {}{place}", message(&*payload))
    })
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic without a message")
}
