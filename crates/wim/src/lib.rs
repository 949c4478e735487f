//! Speaks Web Image Monitor, the printers' web interface, by reading its live pages.
