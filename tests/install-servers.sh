#!/bin/sh
# Installs the Debian packages that the tests run as private instances on loopback: mail servers,
# a keyring, a display without a screen. Run again it does nothing.
#
#   tests/install-servers.sh            the packages of the tests
#   tests/install-servers.sh PACKAGE..  these packages, in the same careful way
#
# No service of the system is started or enabled: while packages are set up a policy file refuses
# every start (https://people.debian.org/~hmh/invokerc.d-policyrc.d-specification.txt), and what
# the packages enable for the next start of the machine is disabled again.
set -eu

servers="dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd postfix uidmap"
keyring="dbus gnome-keyring libsecret-tools"
display="xvfb xauth x11-utils xdotool imagemagick libx11-6 libx11-xcb1 libxcursor1 libxi6 libxrandr2
    libxkbcommon0 libxkbcommon-x11-0 libwayland-client0 fonts-dejavu-core"
packaging="appstream desktop-file-utils nsis"
others="ca-certificates openssl procps"

if [ $# -gt 0 ]; then
    wanted="$*"
else
    wanted="$servers $keyring $display $packaging $others"
fi

missing=""
for package in $wanted; do
    case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" in
        installed) ;;
        *) missing="$missing $package" ;;
    esac
done
if [ -z "$missing" ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "These Debian packages are needed and apt-get is not here:$missing" >&2
    exit 1
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
echo "About to install with ${as_root:+$as_root }apt-get (no service is started or enabled):$missing" >&2

# What is set up from here on may not be started. A policy of the machine's owner stays in force.
policy=/usr/sbin/policy-rc.d
ours=""
remove_policy() {
    if [ -n "$ours" ]; then
        $as_root rm -f "$policy"
    fi
}
trap remove_policy EXIT
trap 'exit 130' INT TERM
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    ours=1
    $as_root chmod 755 "$policy"
fi

enabled_before=""
for service in dovecot postfix; do
    if [ -e "/lib/systemd/system/$service.service" ]; then
        enabled_before="$enabled_before $service"
    fi
done

export DEBIAN_FRONTEND=noninteractive
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o Dpkg::Use-Pty=0 "$@" >&2
}
printf 'postfix postfix/main_mailer_type select No configuration\n' |
    $as_root debconf-set-selections 2>/dev/null || true
# shellcheck disable=SC2086 # a list of words
if ! apt install --no-install-recommends $missing; then
    apt update
    apt install --no-install-recommends $missing
fi

# What was here before keeps its state.
for service in dovecot postfix; do
    case " $enabled_before " in
        *" $service "*) ;;
        *)
            for unit in "$service.service" "$service.socket"; do
                if [ -e "/lib/systemd/system/$unit" ]; then
                    $as_root deb-systemd-helper disable "$unit" >/dev/null 2>&1 || true
                fi
            done
            if [ -e "/etc/init.d/$service" ]; then
                $as_root update-rc.d "$service" disable >/dev/null 2>&1 || true
            fi
            ;;
    esac
done
