//! Named colours, spacing, text sizes, radii and elevations of the window.
