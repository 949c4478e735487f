//! The job: inspect, plan, authorise, apply, verify, test.
