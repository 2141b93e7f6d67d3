#!/usr/bin/env bash
# Installs the .deb on a bare Debian 12, starts it from its desktop entry, walks practice mode by
# keyboard to the end, takes it off again, and shows that nothing is left but the person's data.
#
#   tests/package/linux.sh [FILE.deb]        (else the one that assets/package/build.sh made)
#
# Needs root (or sudo) for the clean root, which debootstrap makes once and the target folder keeps.
# The log is printed and kept beside the pictures in <target folder>/package-test/linux.
set -euo pipefail
cd "$(dirname "$0")/../.."

target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
if [ "$(id -u)" -ne 0 ]; then
  exec sudo env "PATH=$PATH" HOME="$HOME" bash "$0" "$@"
fi
deb=${1:-$(ls -t "$target"/packages/home-station_*_amd64.deb | head -1)}
deb=$(realpath "$deb")
tests/install-servers.sh debootstrap xvfb xdotool imagemagick
work=$target/package-test/linux
base=$target/package-test/bookworm.tar
root=$work/root
mkdir -p "$work"
# shellcheck source=tests/package/root.sh
. tests/package/root.sh

started=()
finish() {
  local status=$?
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  leave_root
  [ "$status" -eq 0 ] && say "PASSED" || say "FAILED ($status)"
}
exec > >(tee "$work/log") 2>&1
trap finish EXIT
trap 'exit 130' INT TERM
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
fail() { say "$*"; DISPLAY=$display import -window root "$work/failed.png" || true; exit 1; }

say "package: $deb ($(stat -c %s "$deb") bytes)"
make_root "$root" "$base"
inside useradd --create-home ana
as_ana() {
  inside setpriv --reuid=ana --regid=ana --init-groups /usr/bin/env -C /home/ana HOME=/home/ana DISPLAY="$display" LANG=C.UTF-8 "$@"
}
files() { find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" \) -prune -o \( -type f -o -type l \) -printf '/%P\n' | sort; }
packages() { inside dpkg-query -W -f '${Package}\n' | sort; }

Xvfb -displayfd 1 -ac -nolisten tcp -noreset -screen 0 1100x760x24 > "$work/display" 2> "$work/xvfb.log" &
started+=($!)
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
display=:$(cat "$work/display")
export DISPLAY=$display

# The Exec line of a group of the installed desktop entry.
exec_of() { sed -n "/^\[$1\]/,/^\[/s/^Exec=//p" "$root/usr/share/applications/home-station.desktop"; }
window() { xdotool search --onlyvisible --name 'Home Station' 2>/dev/null | head -1; }
title() { local id; id=$(window); [ -n "$id" ] && xdotool getwindowname "$id" 2>/dev/null || true; }
is_at() { # the title says the step, and at some what it has come to
  case "$(title)" in
    "${1:+$1 – }Home Station" | "$1: "*" – Home Station") true ;;
    *) false ;;
  esac
}
at() { # at STEP: waits for the step's title ("" outside of the steps), and gives the window the keyboard
  for _ in $(seq 600); do
    if is_at "$1"; then
      # Without a window manager nothing has the keyboard by itself.
      xdotool windowfocus --sync "$(window)"
      say "step: ${1:-none}"
      return
    fi
    sleep 0.1
  done
  fail "never came to '$1'; is at '$(title)'"
}
enter_until() { # while something runs, Enter does nothing
  for _ in $(seq 100); do
    xdotool key Return
    for _ in 1 2 3 4 5 6 7 8; do
      if is_at "$1"; then say "step: $1"; return; fi
      sleep 0.1
    done
  done
  fail "Enter never led to '$1'; is at '$(title)'"
}
picture() { sleep 0.5; import -window root "$work/$1.png"; say "picture: $work/$1.png"; }

walk() { # walk LANGUAGE ROLE PROVIDER PROTOCOL PASSWORD CHECK TEST
  local exec_line program status=0
  exec_line=$(exec_of "Desktop Action practice")
  say "the entry's action: $exec_line --lang $1"
  # shellcheck disable=SC2086 # the words of an Exec line
  as_ana $exec_line --lang "$1" --reduce-motion &
  program=$!
  at "$2"
  enter_until "$3"
  xdotool type --delay 12 'nivel.norte@gmail.com'
  enter_until "$4"
  enter_until "$5"
  xdotool type --delay 12 'qzvtkwpmxjrbhnyd'
  picture "password-$1"
  enter_until "$6"
  enter_until "$7"
  picture "test-mail-$1"
  for _ in $(seq 300); do
    kill -0 "$program" 2>/dev/null || break
    xdotool key Return 2>/dev/null || true
    sleep 0.2
  done
  wait "$program" || status=$?
  [ "$status" -eq 0 ] || fail "the walk ended with $status"
  say "walked to the end; the window closed with 0"
}

round() { # round NAME OPTION...: install, look, walk, remove, compare
  local name=$1
  shift
  files > "$work/files-before-$name"
  packages > "$work/packages-before-$name"
  say "== apt-get install $* ./home-station.deb"
  cp "$deb" "$root/tmp/home-station.deb"
  inside apt-get -qq -y "$@" install /tmp/home-station.deb > "$work/install-$name.log" 2>&1 || { tail -20 "$work/install-$name.log"; exit 1; }
  rm "$root/tmp/home-station.deb"
  say "installed beside it: $(packages | comm -13 "$work/packages-before-$name" - | grep -vx home-station | tr '\n' ' ')"
  as_ana home-station --version
  if inside ldd /usr/bin/home-station | grep 'not found'; then exit 1; fi
  for size in 16 24 32 48 64 128 256 512; do
    test -f "$root/usr/share/icons/hicolor/${size}x$size/apps/home-station.png"
  done
  test -f "$root/usr/share/man/man1/home-station.1.gz"
  test -f "$root/usr/share/man/es/man1/home-station.1.gz"
  test -f "$root/usr/lib/systemd/user/home-station-watch.timer"
  if find "$root/etc/systemd" "$root/usr/lib/systemd" -type l -name 'home-station*' | grep .; then
    say "the timer is on"
    exit 1
  fi
  say "the timer is there and off"

  "use_$name"

  say "== apt-get purge home-station, autoremove"
  inside apt-get -qq -y purge home-station > "$work/remove-$name.log" 2>&1
  # What came as somebody's recommendation goes as well, though others may recommend or suggest it too.
  inside apt-get -qq -y --purge -o APT::AutoRemove::RecommendsImportant=false \
    -o APT::AutoRemove::SuggestsImportant=false autoremove >> "$work/remove-$name.log" 2>&1
  packages | diff "$work/packages-before-$name" - && say "the packages are those of before"
  # What apt, dpkg and the linker keep about themselves is not ours.
  files | comm -13 "$work/files-before-$name" - \
    | grep -Ev '^/(var/(cache|log|lib/(apt|dpkg|systemd|dbus|pam|ucf|gdk-pixbuf))/|etc/(ld\.so\.cache|machine-id|mtab|hosts|\.pwd\.lock|passwd-|group-|shadow-|gshadow-|subuid-|subgid-)|tmp/|run/)' \
    > "$work/left-$name" || true
  say "left behind:"
  cat "$work/left-$name"
  if grep -v '^/home/ana/' "$work/left-$name"; then
    say "that is more than the person's data"
    exit 1
  fi
  say "only the person's data is left"
}
start() { # start BEFORE...: the desktop entry's own Exec line; its picture, and closed from outside
  local line program
  line=$(exec_of 'Desktop Entry')
  say "the entry: $line"
  # shellcheck disable=SC2086 # the words of an Exec line
  as_ana "$@" $line --reduce-motion &
  program=$!
  at ""
  picture "first-$name"
  xdotool windowkill "$(window)"
  wait "$program" || say "closed from outside: $?"
}
use_bare() {
  # No password store here: the window says so.
  start
  walk es "De quién es" Dirección "IMAP o POP" Contraseña Comprobación "Correo de prueba"
  walk en "Whose mailbox" Address "IMAP or POP" Password Check "Test e-mail"
}
use_recommended() {
  # A mailbox of which nothing is proven, because no server is asked in here: the person's data.
  cat > "$root/home/ana/session" <<'SESSION'
printf x | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1
printf 'una clave de nadie\n' | home-station setup --role home-station --email ana@example.org \
  --incoming imaps://127.0.0.1:9 --outgoing smtps://127.0.0.1:9 --save-unverified --password-stdin --json
home-station accounts
exec "$@"
SESSION
  start dbus-run-session -- sh /home/ana/session
  rm "$root/home/ana/session"
}

# First what it says it depends on and nothing else; then as a person installs it.
round bare --no-install-recommends
round recommended
