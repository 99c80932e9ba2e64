#!/bin/sh
# usage: as-mapped-root.sh COMMAND...
# Runs the command as root of a user namespace where the system allows it: Postfix starts only as root, and the tests
# of an ordinary user start it there. As root, or where namespaces are not allowed, the command runs as it is (and the
# tests that need Postfix are skipped, with a line that says so).
set -eu
if [ "$(id -u)" != 0 ] && unshare --map-root-user --map-auto true 2>/dev/null; then
  exec unshare --map-root-user --map-auto -- "$@"
fi
exec "$@"
