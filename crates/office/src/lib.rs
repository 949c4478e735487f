//! A virtual office: printers, Microsoft and Exchange, for the demo and the tests.
