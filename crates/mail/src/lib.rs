//! Sends the test mail through Exchange Online and explains every refusal.
