//! Mail servers: the connection we own, and the three libraries speaking the signed-in part over it.
