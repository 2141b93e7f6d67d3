#!/bin/sh
# Prints how many round trips a check needs and how long it takes over a line of 50 ms each way.
# Everything runs on loopback; nothing is installed.
set -eu
cd "$(dirname "$0")/../.."
exec cargo run --locked --release --no-default-features --example round_trips
