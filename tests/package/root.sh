# A bare Debian 12 to try things in: sourced by the scripts beside it. Needs root.
# shellcheck shell=bash

# make_root FOLDER CACHE: unpacks a fresh one; debootstrap makes it once, CACHE keeps it.
make_root() {
  root=$1
  if [ ! -f "$2" ]; then
    say "debootstrap: a bare Debian 12"
    rm -rf "$root.base"
    debootstrap --variant=minbase bookworm "$root.base" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" > "$root.log"
    tar -C "$root.base" -cf "$2.new" .
    mv "$2.new" "$2"
    rm -rf "$root.base"
  fi
  leave_root
  # What is brought in must not go with it.
  if [ -n "$(mounted)" ]; then
    say "still mounted: $(mounted)"
    exit 1
  fi
  rm -rf --one-file-system "$root"
  mkdir "$root"
  tar -C "$root" -xf "$2"
  # As every installed Debian has it.
  echo "deb ${DEBIAN_MIRROR:-http://deb.debian.org/debian}-security bookworm-security main" >> "$root/etc/apt/sources.list"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount --make-rslave "$root/dev"
  cp /etc/resolv.conf "$root/etc/resolv.conf"
  # No service may start in here.
  printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
  chmod 755 "$root/usr/sbin/policy-rc.d"
  inside apt-get -qq update
}

# Takes off what was mounted, what was mounted last first.
leave_root() {
  local place
  mounted | while read -r place; do umount -l "$place" 2>/dev/null || true; done
}
mounted() { awk -v root="$root/" 'index($2, root) == 1 {print $2}' /proc/mounts | sort -r; }

inside() {
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
}
