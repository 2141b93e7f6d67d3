#!/usr/bin/env bash
# The Windows packages under Wine, in a Windows of their own (WINEPREFIX) on a display without a
# screen: silent installation, start from the Start menu, a mailbox set up against real servers on
# loopback, its secret read back from the Credential Manager, a change of password, a panic inside a
# library, an upgrade over an open window, removal with and without the person's data.
#
#   tests/package/windows.sh          (what assets/package/build.sh windows made)
#
# Debian's wine64 is enough. The log is printed and kept beside the pictures in
# <target folder>/package-test/windows. HOME_STATION_PANIC_CLI names a home-station-cli.exe built
# with the feature fault-points; without it that step is left out, and the log says so.
set -euo pipefail
cd "$(dirname "$0")/../.."

tests/install-servers.sh
tests/install-servers.sh wine64 wine gcc-mingw-w64-x86-64 xvfb xdotool imagemagick python3
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
setup=${1:-$target/packages/home-station-$version-setup.exe}
work=$target/package-test/windows
rm -rf "$work"
mkdir -p "$work"

export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" LC_ALL=C.UTF-8
unset WAYLAND_DISPLAY
started=()
say() { printf '%s  %s\n' "$(date +%T)" "$*"; }
finish() {
  local status=$?
  touch "$work/servers/stop" 2>/dev/null || true
  # Of this WINEPREFIX alone.
  wineserver -k 2>/dev/null || true
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  if [ "$status" -eq 0 ]; then say "PASSED"; else say "FAILED ($status)"; fi
}
exec > >(tee "$work/log") 2>&1
trap finish EXIT
trap 'exit 130' INT TERM
fail() {
  say "$*"
  import -window root "$work/failed.png" || true
  exit 1
}

say "installer: $setup ($(stat -c %s "$setup") bytes)"
Xvfb -displayfd 1 -nolisten tcp -noreset -screen 0 1100x800x24 > "$work/display" 2> "$work/xvfb.log" &
started+=($!)
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
DISPLAY=:$(cat "$work/display")
export DISPLAY

# --- real servers on loopback -------------------------------------------------------------------
first_password="una clave: 7 palabras!"
second_password="otra clave 8: distinta?"
mkdir "$work/servers"
printf '%s' "$first_password" > "$work/servers/password"
say "starting Dovecot and Postfix"
SERVERS_FOLDER=$work/servers cargo test --locked --test package -- --ignored --exact \
  real_servers_for_a_program_outside_of_the_tests > "$work/servers.log" 2>&1 &
started+=($!)

# Wine leads the person's folders (Desktop ...) to those of the home folder.
export HOME=$work/home
mkdir -p "$HOME"
say "a new Windows: $(wine --version)"
wineboot --init > "$work/wineboot.log" 2>&1
wineserver -w
windows=$WINEPREFIX/drive_c
# Debian's Wine lacks this library, which every Windows has. For this test only; never shipped.
cat > "$work/bcryptprimitives.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG); /* RtlGenRandom */
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return SystemFunction036(data, (ULONG)length); }
C
x86_64-w64-mingw32-gcc -shared -O2 -s -o "$windows/windows/system32/bcryptprimitives.dll" "$work/bcryptprimitives.c" -ladvapi32

home=$(echo "$windows"/users/*/AppData/Local)
home=${home%/AppData/Local}
[ -d "$home" ] || home=$windows/users/$(id -un)
installed="$home/AppData/Local/Programs/Home Station"
menu="$home/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Home Station.lnk"
desktop="$home/Desktop/Home Station.lnk"
cli="$installed/home-station-cli.exe"

files() { (cd "$windows" && find . -xdev \( -type f -o -type l \) | grep -v -i -E '/(temp|tmp)/' | sort); }
registry() { wineserver -w; grep -v -E '^(#time|\[.*\] [0-9]+|WINE REGISTRY)|^$' "$WINEPREFIX/user.reg" | sort; grep -o '^\[[^]]*\]' "$WINEPREFIX/user.reg" | sort; }
task() { [ -f "$windows/windows/system32/tasks/Home Station watch" ]; }
secrets() { grep -o '^\[Software\\\\Wine\\\\Credential Manager\\\\[^]]*\]' "$WINEPREFIX/user.reg" | sort || true; }
uninstall_entry() { grep -q 'Uninstall\\\\HomeStation\]' "$WINEPREFIX/user.reg"; }

install() { # install OPTION...
  local status=0
  timeout 300 wine "$setup" /S "$@" || status=$?
  [ "$status" -eq 0 ] || fail "the installer ended with $status"
  wineserver -w 2>/dev/null || true
  for file in home-station.exe home-station-cli.exe LICENCES.txt uninstall.exe; do
    [ -f "$installed/$file" ] || fail "$file is not installed"
  done
  [ -f "$menu" ] || fail "no entry in the Start menu"
  uninstall_entry || fail "Windows does not know how to remove it"
}
uninstall() { # uninstall OPTION...: the uninstaller goes on in a copy of itself
  timeout 300 wine "$installed/uninstall.exe" /S "$@" || fail "the uninstaller ended with $?"
  for _ in $(seq 300); do [ -e "$installed" ] || break; sleep 0.2; done
  wineserver -w
  [ ! -e "$installed" ] || fail "still there: $(ls "$installed")"
}

# --- the window ---------------------------------------------------------------------------------
window() { xdotool search --onlyvisible --name 'Home Station' 2>/dev/null | head -1; }
title() { local id; id=$(window); [ -n "$id" ] && xdotool getwindowname "$id" 2>/dev/null || true; }
is_at() { # the title says the step, and at some what it has come to
  case "$(title)" in
    "${1:+$1 – }Home Station" | "$1: "*" – Home Station") true ;;
    *) false ;;
  esac
}
at() { # at STEP
  for _ in $(seq 900); do
    if is_at "$1"; then
      xdotool windowfocus --sync "$(window)" || true
      say "step: $1"
      return
    fi
    sleep 0.1
  done
  fail "never came to '$1'; is at '$(title)'"
}
enter_until() {
  for _ in $(seq 100); do
    xdotool key Return
    for _ in $(seq 12); do
      if is_at "$1"; then say "step: $1"; return; fi
      sleep 0.1
    done
  done
  fail "Enter never led to '$1'; is at '$(title)'"
}
picture() { sleep 1; import -window root "$work/$1.png"; say "picture: $work/$1.png"; }
until_closed() { for _ in $(seq 300); do [ -n "$(window)" ] || return 0; sleep 0.2; done; fail "the window stays"; }
walk() { # walk LANGUAGE ROLE PROVIDER PROTOCOL PASSWORD CHECK TEST
  wine "$installed/home-station.exe" --practice --lang "$1" --reduce-motion &
  at "$2"
  picture "practice-role-$1"
  enter_until "$3"
  xdotool type --delay 30 'nivel.norte@gmail.com'
  picture "practice-address-$1"
  enter_until "$4"
  enter_until "$5"
  xdotool type --delay 30 'qzvtkwpmxjrbhnyd'
  picture "practice-password-$1"
  enter_until "$6"
  enter_until "$7"
  picture "practice-test-$1"
  for _ in $(seq 300); do
    [ -n "$(window)" ] || break
    xdotool key Return || true
    sleep 0.4
  done
  until_closed
  say "practice mode walked to the end in $1"
}

# --- a command of the console twin ----------------------------------------------------------------
run() { # run EXIT INPUT WORD...: the output is in $output
  local wanted=$1 input=$2 status=0
  shift 2
  output=$(printf '%s\n' "$input" | timeout 120 wine "${program:-$cli}" "$@" 2> "$work/stderr" | tr -d '\r'; exit "${PIPESTATUS[1]}") || status=$?
  say "home-station-cli $* -> $status"
  printf '%s\n' "$output" | sed 's/^/    /'
  [ "$status" -eq "$wanted" ] || { cat "$work/stderr"; fail "expected $wanted"; }
  # Never a password in what is said.
  if printf '%s' "$output" | cat - "$work/stderr" | grep -F -e "$first_password" -e "$second_password"; then fail "a password was said"; fi
}
says() { # says PATH VALUE: a field of the JSON object in $output
  local value
  value=$(printf '%s' "$output" | python3 -c 'import json,sys
value=json.load(sys.stdin)
for key in sys.argv[1].split("."): value=value[int(key)] if isinstance(value, list) else value[key]
print(value)' "$1") || fail "$1 is not in the answer"
  [ "$value" = "$2" ] || fail "$1 is '$value', not '$2'"
}

say "== 1. silent installation"
files > "$work/files-before"
registry > "$work/registry-before"
install
say "installed: $(cd "$installed" && stat -c '%n %s' * | tr '\n' ' ')"
[ ! -e "$desktop" ] || fail "an icon on the desktop that nobody asked for"
if task; then fail "a task that nobody asked for"; fi
say "no icon on the desktop and no task: both are off by default"

say "== 2. start from the Start menu"
wine start "$(winepath -w "$menu")" > /dev/null 2>&1 &
at "Whose mailbox"
picture "start-menu-en"
timeout 60 wine "$installed/home-station.exe" || fail "a second start ended with $?"
[ "$(xdotool search --onlyvisible --name 'Home Station' | wc -l)" -eq 1 ] || fail "two windows"
say "a second start handed over to the open window"

say "== 3. an upgrade over the open window closes it first, and adds what is asked for"
install /DESKTOP /WATCH
until_closed
[ -f "$desktop" ] || fail "no icon on the desktop"
task || fail "no task"
say "the task: $(tr -d '\0' < "$windows/windows/system32/tasks/Home Station watch" | grep -a -o -E '<(Interval|Command|Arguments)>[^<]*' | tr '\n' ' ')"
install
[ -f "$desktop" ] && task || fail "the upgrade lost the icon or the task"
say "the upgrade kept icon and task"

say "== 4. practice mode by keyboard, in both languages"
walk es "De quién es" Dirección "IMAP o POP" Contraseña Comprobación "Correo de prueba"
walk en "Whose mailbox" Address "IMAP or POP" Password Check "Test e-mail"

say "== 5. a mailbox against real servers"
for _ in $(seq 3000); do [ -f "$work/servers/servers" ] && break; sleep 0.2; done
# shellcheck disable=SC1091 # written by the test that runs the servers
. "$work/servers/servers"
fingerprint=$(openssl x509 -in "${certificate:?}" -noout -fingerprint -sha256 | cut -d= -f2)
account=(--role home-station --email ana@example.org --incoming "imaps://localhost:${imaps:?}" --outgoing "smtps://localhost:${smtps:?}" --accept-certificate "$fingerprint")
# In a folder of its own: two refused sign-ins would end in a pause.
run 1 "not the password" setup "${account[@]}" --data-dir "$(winepath -w "$work/elsewhere")" --password-stdin --json
says incoming.cause bad_credentials
says saved False
run 0 "$first_password" setup "${account[@]}" --password-stdin --send-test --json
says incoming.outcome ok
says outgoing.outcome ok
says saved True
run 0 "" accounts
for _ in $(seq 50); do grep -q '^Subject: ' "$work/servers/inbox" && break; sleep 0.2; done
say "in the mailbox: $(grep -m1 '^Subject: ' "$work/servers/inbox" || echo nothing)"
grep -q '^Subject: ' "$work/servers/inbox" || fail "the test mail did not arrive"

say "== 6. the secret in the Credential Manager, read back by a new process"
wineserver -w
secrets
[ "$(secrets | grep -c 'Home Station')" -eq 1 ] || fail "not exactly one secret"
run 0 "" check --json

say "== 7. a change of password"
printf '%s' "$second_password" > "$work/servers/next-password"
for _ in $(seq 100); do [ -e "$work/servers/next-password" ] || break; sleep 0.2; done
run 1 "" check --json
run 0 "$second_password" password home-station --password-stdin --json
run 0 "" check --json
wineserver -w
secrets
[ "$(secrets | grep -c 'Home Station')" -eq 1 ] || fail "the old secret is still there"
run 0 "" watch --once --json

say "== 8. a panic inside a library stays in its task"
if [ -f "${HOME_STATION_PANIC_CLI:-}" ]; then
  cp "$HOME_STATION_PANIC_CLI" "$work/panic-cli.exe"
  export HOME_STATION_FAULT_POINT=library-panic
  program=$work/panic-cli.exe run 1 "" check --json
  unset HOME_STATION_FAULT_POINT
  grep panicked "$work/stderr" | sed 's/^/    /' || fail "nothing panicked"
  printf '%s' "$output" | grep -q '"unknown"' || fail "the side that panicked is not 'unknown'"
  printf '%s' "$output" | grep -q '"outcome":"ok"' || fail "the other side did not prove"
  run 0 "" check --json
else
  say "NOT SHOWN: HOME_STATION_PANIC_CLI names no program"
fi
# The answer at which the library alone panics, sent by a server to the shipped program.
python3 - "$certificate" "${key:?}" > "$work/pop-port" <<'PYTHON' &
import socket, ssl, sys
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    try:
        stream = context.wrap_socket(listener.accept()[0], server_side=True).makefile("rwb", buffering=0)
        stream.write(b"+OK\r\n")
        for line in stream:
            word = line.split()[0].upper() if line.split() else b""
            stream.write({
                b"CAPA": b"+OK\r\nUSER\r\nUIDL\r\n.\r\n",
                b"STAT": b"+OK 2 320\r\n",
                b"UIDL": b"+OK\r\n" + b"1 aaaaaaaaaa\r\n" * 400 + b"nonsense here\r\n.\r\n",
            }.get(word, b"+OK\r\n"))
    except OSError:
        pass
PYTHON
started+=($!)
for _ in $(seq 50); do [ -s "$work/pop-port" ] && break; sleep 0.1; done
run 1 "$second_password" setup --role levelsender --serial 123456 --email ana@example.org \
  --incoming "pop3s://localhost:$(cat "$work/pop-port")" --outgoing "smtps://localhost:$smtps" \
  --accept-certificate "$fingerprint" --password-stdin --json
says incoming.cause protocol_violation
says outgoing.outcome ok

say "== 9. an upgrade keeps the mailbox"
install
run 0 "" check --json

say "== 10. nothing says the passwords"
wineserver -w
if grep -rlaF -e "$first_password" -e "$second_password" "$home" "$WINEPREFIX"/*.reg; then fail "a password lies open"; fi
for password in "$first_password" "$second_password"; do
  wide=$(printf '%s' "$password" | iconv -t UTF-16LE | xxd -p | tr -d '\n')
  if xxd -p "$WINEPREFIX/user.reg" | tr -d '\n' | grep -q "$wide"; then fail "a password lies open in the registry"; fi
done
say "no file and no registry key has them in the open"

say "== 11. silent removal leaves the person's data"
uninstall
registry | diff "$work/registry-before" - | grep '^>' > "$work/registry-left" || true
files | comm -13 "$work/files-before" - > "$work/files-left"
say "files left:"
cat "$work/files-left"
say "registry left:"
grep -E 'Home.?Station' "$work/registry-left" || true
if grep -v -i -E '/AppData/(Roaming|Local)/home-station/' "$work/files-left" | grep -i 'home.station'; then fail "more than the person's data"; fi
[ ! -e "$menu" ] && [ ! -e "$desktop" ] || fail "a shortcut is left"
if task; then fail "the task is left"; fi
if uninstall_entry; then fail "the entry for removal is left"; fi
[ "$(secrets | grep -c 'Home Station')" -eq 1 ] || fail "the secret is gone"
say "only the person's data are left: the mailbox and its secret"

say "== 12. installed again it goes on where it was"
install
run 0 "" check --json

say "== 13. removal with the person's data leaves nothing"
uninstall /REMOVEDATA
[ -z "$(secrets | grep 'Home Station')" ] || fail "a secret is left"
files | comm -13 "$work/files-before" - | grep -i 'home.station' && fail "a file is left"
registry | diff "$work/registry-before" - | grep '^>' | grep -E 'Home.?Station' && fail "a registry key is left"
say "nothing is left"
