//! Mail servers embedded in the program, for practice mode and fast tests.
