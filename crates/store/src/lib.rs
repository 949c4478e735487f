//! What Tegata keeps: configuration, certificate pins, journal, secrets.
