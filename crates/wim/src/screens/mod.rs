//! The screens of the guide, one file each: how to recognise it and what the person does there.

pub(crate) mod configuration;
pub(crate) mod email;
pub(crate) mod home;
