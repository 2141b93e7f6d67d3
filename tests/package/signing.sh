#!/usr/bin/env bash
# Tries the signing step with a certificate that nobody vouches for, made here and thrown away:
# both programs and the installer must carry a signature that belongs to their bytes. With Wine it
# also looks at the uninstaller that the installer writes.
#
#   tests/package/signing.sh          (builds the Windows packages; afterwards they are signed by nobody's
#                                      certificate: build them again before anybody gets them)
set -euo pipefail
cd "$(dirname "$0")/../.."

target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
work=$target/package-test/signing
rm -rf "$work"
mkdir -p "$work"
exec > >(tee "$work/log") 2>&1
head -c 24 /dev/urandom | base64 > "$work/password"
openssl req -x509 -newkey rsa:3072 -nodes -days 2 -subj "/CN=Nobody's certificate" -addext extendedKeyUsage=codeSigning \
  -keyout "$work/key.pem" -out "$work/certificate.pem" 2> /dev/null
openssl pkcs12 -export -inkey "$work/key.pem" -in "$work/certificate.pem" -out "$work/certificate.pfx" -passout "file:$work/password"
SIGN_PFX=$work/certificate.pfx SIGN_PASSWORD_FILE=$work/password assets/package/build.sh windows
cp "$target"/packages/*.exe "$work/"
verify() {
  echo "== $(basename "$1")"
  osslsigncode verify -CAfile "$work/certificate.pem" -in "$1" | grep -E 'Signature verification|message digest|Subject:' | sort -u
  osslsigncode verify -CAfile "$work/certificate.pem" -in "$1" > /dev/null
}
verify "$work/home-station.exe"
verify "$work/home-station-cli.exe"
verify "$work/home-station-$version-setup.exe"
if command -v wine > /dev/null; then
  export WINEPREFIX=$work/prefix WINEDEBUG=-all WINEDLLOVERRIDES="mscoree=;mshtml=;winemenubuilder.exe=" HOME=$work/home
  mkdir -p "$HOME"
  env -u DISPLAY wineboot --init > /dev/null 2>&1
  env -u DISPLAY wine "$work/home-station-$version-setup.exe" /S
  verify "$(find "$WINEPREFIX/drive_c/users" -name uninstall.exe)"
  wineserver -k
fi
rm -f "$work/key.pem" "$work/certificate.pfx" "$work/password"
echo PASSED
