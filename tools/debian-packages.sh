#!/bin/sh
# usage: debian-packages.sh run|test
# Installs the Debian packages that Mailbot (run) or its tests (test) need and that are missing. Nothing happens when
# all are there. As root or with password-less sudo it installs them; otherwise one sentence names them, exit 1.
set -eu

run="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
test="dovecot-imapd dovecot-lmtpd dovecot-sieve postfix opendkim postgresql chromium libatomic1 poppler-utils qpdf
      neomutt mutt s-nail isync strace procps uidmap"

case "${1:-}" in
  run)  wanted="$run" ;;
  test) wanted="$run $test" ;;
  *)    echo "usage: $0 run|test" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "This is no Debian: make sure that the equivalents of these packages are there:" $wanted >&2
  exit 0
fi

missing=""
for package in $wanted; do
  status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
  as_root=""
elif sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "These Debian packages are missing, and installing them needs root: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "Installing Debian packages:$missing"

# The tests make throw-away PostgreSQL clusters; the one that the package would make is not wanted.
case "$missing" in *postgresql*)
  if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
    $as_root mkdir -p /etc/postgresql-common
    echo "create_main_cluster = false" | $as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
  fi ;;
esac

# RUNLEVEL=1 keeps freshly installed servers from being started where there is no systemd.
apt() {
  $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 -q "$@" </dev/null
}

for try in 1 2 3 4 5; do
  if apt update && apt install -y --no-install-recommends $missing; then exit 0; fi
  [ "$try" = 5 ] || { echo "apt-get failed (try $try of 5), once more in 10 s" >&2; sleep 10; }
done
echo "The Debian packages could not be installed; see above. By hand: sudo apt-get install --no-install-recommends$missing" >&2
exit 1
