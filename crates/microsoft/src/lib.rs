//! Microsoft's side: sign-in by device code, tenants, clouds, error codes.
