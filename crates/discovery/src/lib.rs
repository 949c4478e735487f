//! Finds printers on the local network by DNS-SD.
