//! Every way to fail on this computer is explained in both languages, with no blank left open.
#![allow(clippy::unwrap_used)]

use tegata_core::problem::local;
use tegata_core::{Catalogue, Code, Language, Problem};

#[test]
fn every_local_problem_is_explained() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        for code in Code::all().filter(|code| code.as_str().starts_with("local.")) {
            let problem = Problem::new(code)
                .detail("the-detail")
                .arg("given", "the-given")
                .arg("path", "the-path")
                .arg("authorised", "yes");
            let said = catalogue.explain(&problem);
            let whole = format!("{} {} {}", said.title, said.what, said.remedy.join(" "));
            assert_ne!(said.title, code.message_id(), "{language}: {code:?} has no text");
            assert!(
                !said.what.is_empty() && !said.remedy.is_empty(),
                "{language}: {code:?} is not explained"
            );
            assert!(!whole.contains(['{', '}']), "{language}: {whole}");
        }
    }
}

#[test]
fn cancelling_says_whether_an_authorisation_was_lost() {
    for language in Language::ALL {
        let catalogue = Catalogue::new(language);
        let what = |authorised: &str| {
            catalogue.explain(&Problem::new(local::CANCELLED).arg("authorised", authorised)).what
        };
        assert_ne!(what("yes"), what("no"));
    }
}
