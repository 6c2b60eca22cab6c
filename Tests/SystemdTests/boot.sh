#!/bin/bash
# Boots a throw-away copy of this system and runs checks.sh inside it.
#
#   boot.sh PROJECT BINARY
#
# The copy is an overlay: the running system below, a memory file system above. Nothing that happens in it
# reaches the system below, and nothing is left when it ends. Needs root and systemd-nspawn.
#
# Standard output: one line a check, `ok NAME` or `fail NAME: why`. Standard error: what happened.
set -euo pipefail

project=$(realpath "$1")
binary=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
scratch=$(mktemp -d /tmp/winnow-boot.XXXXXX)
container=

# Asks the container to power off, and kills it if it does not; only then can the overlay go.
cleanup() {
  if [[ -n $container ]]; then
    kill -TERM "$container" 2>/dev/null || true
    for _ in $(seq 60); do kill -0 "$container" 2>/dev/null || break; sleep 0.25; done
    kill -KILL "$container" 2>/dev/null || true
    wait "$container" 2>/dev/null || true
  fi
  umount "$scratch/top/root" 2>/dev/null || umount -l "$scratch/top/root" 2>/dev/null || true
  umount "$scratch/top" 2>/dev/null || umount -l "$scratch/top" 2>/dev/null || true
  rm -rf --one-file-system "$scratch"
}
trap cleanup EXIT
trap 'exit 143' TERM INT

mkdir "$scratch/top"
mount -t tmpfs -o size=2g,mode=0755 tmpfs "$scratch/top"
mkdir "$scratch/top/"{upper,work,root}
mount -t overlay overlay "$scratch/top/root" \
  -o "lowerdir=/,upperdir=$scratch/top/upper,workdir=$scratch/top/work"
mkdir -p "$scratch/top/root/winnow-test/project"
cp "$binary" "$scratch/top/root/winnow-test/winnow"
cp "$here/checks.sh" "$scratch/top/root/winnow-test/checks.sh"
# Nothing of an installed service and nothing of an earlier journal may be taken for ours.
rm -rf "$scratch/top/root/var/lib/winnow" "$scratch/top/root/var/spool/winnow" \
  "$scratch/top/root/etc/winnow" "$scratch/top/root/var/log/journal"

SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 systemd-nspawn --quiet --register=no --keep-unit \
  --private-network --machine="winnow-test-$$" --bind-ro="$project:/winnow-test/project" \
  -b -D "$scratch/top/root" -- systemd.unit=basic.target systemd.mask=systemd-networkd.service \
  </dev/null >"$scratch/console" 2>&1 &
container=$!

inside() {
  nsenter -t "$1" -a -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 "${@:2}"
}

# The container's first process is the child of nspawn; its system is up when systemctl says so.
leader=
booted=
for _ in $(seq 240); do
  kill -0 "$container" 2>/dev/null || break
  leader=$(pgrep -P "$container" | head -n 1 || true)
  if [[ -n $leader ]]; then
    state=$(inside "$leader" timeout 5 systemctl is-system-running 2>/dev/null || true)
    if [[ $state == running || $state == degraded ]]; then booted=yes; break; fi
  fi
  sleep 0.25
done
if [[ -z $booted ]]; then
  echo "fail boots: the container did not come up in 60 s"
  tail -n 40 "$scratch/console" >&2
  exit 1
fi
echo "ok boots"

inside "$leader" timeout 170 bash /winnow-test/checks.sh /winnow-test/project /winnow-test/winnow \
  || echo "fail finishes: the checks ended with status $?"
