//! What the documents promise, checked: every test that one of them names must be there. It judges no prose.

use std::fs;

use crate::root;

/// `path/file.rs::test_name` between backticks.
fn named_tests(text: &str) -> Vec<(String, String)> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.split_once(".rs::"))
        .map(|(file, test)| (format!("{file}.rs"), test.to_owned()))
        .collect()
}

#[test]
fn every_test_that_a_document_names_exists() {
    let mut seen = 0;
    let mut missing = Vec::new();
    for entry in fs::read_dir(root().join("docs")).expect("the docs").flatten() {
        if entry.path().extension().is_none_or(|kind| kind != "md") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).expect("a document");
        for (file, test) in named_tests(&text) {
            seen += 1;
            let source = fs::read_to_string(root().join(&file)).unwrap_or_default();
            if !source.contains(&format!("fn {test}(")) {
                missing.push(format!("{}: {file}::{test}", entry.path().display()));
            }
        }
    }
    assert!(seen > 10, "the documents name {seen} tests; they should name more");
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
