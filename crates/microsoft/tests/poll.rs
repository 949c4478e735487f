//! A thousand courses of events in paused time: whatever happens, the wait keeps RFC 8628's rules.

#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tegata_microsoft::poll::{Asked, Ended, until_granted};
use tegata_microsoft::{PollState, Refusal};
use tokio::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    Pending,
    SlowDown,
    Busy(Option<u64>),
    BusyByWord,
    Nobody,
    Grant,
    Refuse(&'static str),
}

const FINAL: [&str; 6] = [
    "authorization_declined",
    "access_denied",
    "bad_verification_code",
    "invalid_grant",
    "invalid_client",
    "unheard_of",
];

fn draw(random: &mut StdRng) -> Event {
    match random.random_range(0..100) {
        0..60 => Event::Pending,
        60..68 => Event::SlowDown,
        68..73 => Event::Busy(random.random_bool(0.5).then(|| random.random_range(0..400))),
        73..75 => Event::BusyByWord,
        75..85 => Event::Nobody,
        85..91 => Event::Grant,
        91..94 => Event::Refuse("expired_token"),
        _ => Event::Refuse(FINAL[random.random_range(0..FINAL.len())]),
    }
}

fn refused(error: &str) -> Asked<u8> {
    Asked::Refused(Refusal { status: 400, error: error.to_owned(), ..Refusal::default() })
}

#[tokio::test(start_paused = true)]
async fn a_thousand_courses_of_events_end_as_the_rules_say() {
    let (mut granted, mut expired, mut stopped) = (0, 0, 0);
    for seed in 0..1000 {
        let mut random = StdRng::seed_from_u64(seed);
        let interval = Duration::from_secs(random.random_range(0..12));
        let expires_in = Duration::from_secs(random.random_range(1..900));
        let started = Instant::now();
        let asked: RefCell<Vec<(Instant, Event)>> = RefCell::default();
        let told = RefCell::new(Vec::new());
        let random = RefCell::new(random);
        let outcome = until_granted(
            started,
            expires_in,
            interval,
            |state| told.borrow_mut().push(state),
            || {
                let event = draw(&mut random.borrow_mut());
                asked.borrow_mut().push((Instant::now(), event));
                async move {
                    match event {
                        Event::Pending => refused("authorization_pending"),
                        Event::SlowDown => refused("slow_down"),
                        Event::Busy(after) => Asked::Busy(after.map(Duration::from_secs)),
                        Event::BusyByWord => refused("temporarily_unavailable"),
                        Event::Nobody => Asked::Nobody,
                        Event::Grant => Asked::Granted(1),
                        Event::Refuse(word) => refused(word),
                    }
                }
            },
        )
        .await;
        let ended = Instant::now();
        let asked = asked.into_inner();

        // The pace: never faster than asked for, never slower than half a minute unless the server wants it.
        let mut pace = interval.max(Duration::from_secs(1));
        let mut previous = started;
        let mut last = Event::Pending;
        for &(at, event) in &asked {
            let gap = at - previous;
            assert!(gap >= pace, "seed {seed}: asked after {gap:?}, pace {pace:?}");
            let longest = match last {
                Event::Busy(Some(seconds)) => Duration::from_secs(seconds.min(120)),
                _ => Duration::ZERO,
            };
            assert!(
                gap <= longest.max(pace).max(Duration::from_secs(30)) + Duration::from_millis(2),
                "seed {seed}: {gap:?}"
            );
            if let Event::Busy(Some(seconds)) = last {
                assert!(
                    gap >= Duration::from_secs(seconds.min(120)),
                    "seed {seed}: asked before the server allowed it"
                );
            }
            assert!(at < started + expires_in, "seed {seed}: asked after the end");
            if event == Event::SlowDown {
                pace += Duration::from_secs(5);
            }
            (previous, last) = (at, event);
        }

        // The end: the first final answer, or the code's own time.
        match outcome {
            Ok(_) => {
                granted += 1;
                assert_eq!(last, Event::Grant, "seed {seed}");
            }
            Err(Ended::Refused(refusal)) => {
                stopped += 1;
                assert_eq!(
                    last,
                    Event::Refuse(FINAL.iter().find(|word| **word == refusal.error).unwrap()),
                    "seed {seed}"
                );
            }
            Err(Ended::Expired) if last == Event::Refuse("expired_token") => expired += 1,
            Err(Ended::Expired) => {
                expired += 1;
                assert!(!matches!(last, Event::Grant | Event::Refuse(_)), "seed {seed}: {last:?} was missed");
                let late = ended - (started + expires_in);
                assert!(late < Duration::from_millis(5), "seed {seed}: ended {late:?} late");
            }
        }
        let finals =
            asked.iter().filter(|(_, event)| matches!(event, Event::Grant | Event::Refuse(_))).count();
        assert!(finals <= 1, "seed {seed}: asked on after the end");

        // What was told: one state per question that was not final, the first before any question.
        let told = told.into_inner();
        assert!(matches!(told[0], PollState::Pending { left } if left == expires_in), "seed {seed}");
        assert_eq!(told.len(), 1 + asked.len() - finals, "seed {seed}");
    }
    assert!(granted > 100 && expired > 100 && stopped > 100, "{granted} {expired} {stopped}");
}

#[tokio::test(start_paused = true)]
async fn an_outage_until_the_end_is_an_expiry_not_a_failure() {
    let started = Instant::now();
    let outcome: Result<u8, _> = until_granted(
        started,
        Duration::from_secs(900),
        Duration::from_secs(5),
        |_| {},
        || async { Asked::Nobody },
    )
    .await;
    assert_eq!(outcome, Err(Ended::Expired));
    assert_eq!(started.elapsed().as_secs(), 900);
}
