//! The catalogue of providers: servers, user names, password kinds, guides.
