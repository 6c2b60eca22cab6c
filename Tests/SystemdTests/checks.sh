#!/bin/bash
# What the service must do on a booted system. Runs as root inside the container that boot.sh makes.
#
#   checks.sh PROJECT BINARY
#
# Standard output: one line a check, `ok NAME` or `fail NAME: why`.
set -uo pipefail
exec 3>&2  # figures, past what `check` keeps to itself

project=$1
binary=$2
inbox=/var/spool/winnow/inbox
rejected=/var/spool/winnow/rejected
state=/var/lib/winnow

check() { # NAME COMMAND…: says whether the command succeeds
  local name=$1 why
  shift
  if why=$("$@" 2>&1); then
    echo "ok $name"
  else
    echo "fail $name: $(tail -c 600 <<<"$why" | tr '\n' '|')"
  fi
}

within() { # SECONDS COMMAND…: waits until the command succeeds
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || { echo "not within the time: $*"; return 1; }
    sleep 0.2
  done
}

gone() { [[ ! -e $1 ]]; }
empty() { [[ -z $(find "$inbox" -type f) ]]; }
property() { systemctl show -P "$1" winnow.service; }
journal() { journalctl -u winnow.service -o json --all --no-pager; }
message_id() { # KIND: the id that the program gives such an event
  sed -n "s/^ *case \.$1: \"\([0-9a-f]\{32\}\)\"$/\1/p" "$project/Sources/Subscribers/EventKind.swift"
}
# A field with bytes that cannot be printed comes out of the journal as an array of them.
logged() { # KIND [FIELD VALUE]: is there such an event?
  journal | jq -e -s --arg id "$(message_id "$1")" --arg field "${2:-MESSAGE_ID}" \
    --arg value "${3:-$(message_id "$1")}" 'any(.[]; .MESSAGE_ID == $id
      and (.[$field] | if type == "array" then implode else . end) == $value)' >/dev/null
}

as_dropper() { runuser -u dropper -- bash -c "$1"; }

# Puts a page of its own into the inbox: each has a title and words that no other has.
page() { # TITLE
  printf 'Tuesday, 4 February 2014\n\n%s\n\nThe words of %s, which no other page has.\n\n%s' \
    "$1" "$1" $'1 comment:\n\n  1. A comment on it.\n\n    ReplyDelete\n'
}

# --- Installing and starting -------------------------------------------------------------------------

install_all() {
  make -C "$project" --no-print-directory install BINARY="$binary" </dev/null \
    && getent passwd winnow && getent group winnow-drop \
    && [[ $(stat -c '%a %U %G' $inbox) == '2770 winnow winnow-drop' ]] \
    && getfacl -cp $inbox | grep -qx 'default:user:winnow:rwx'
}
check installs install_all
useradd --no-create-home --groups winnow-drop dropper
useradd --no-create-home stranger
check 'unit is without warnings' bash -c \
  '[[ -z $(systemd-analyze verify --man=no winnow.service 2>&1 | grep winnow) ]]'

# Five starts in ten minutes are the unit's limit, and the checks need more.
start() {
  systemctl reset-failed winnow.service 2>/dev/null
  timeout 60 systemctl start winnow.service && [[ $(property ActiveState) == active ]]
}
check starts start
check 'ready is logged' within 5 logged ready
status_line() {
  [[ $(property StatusText) == "Watching $inbox"* ]] || { property StatusText; return 1; }
  systemctl --no-pager status winnow.service | grep "Status: \"Watching $inbox" >/dev/null
}
check 'status line' within 5 status_line
score() {
  local score
  score=$(systemd-analyze security --no-pager winnow.service | tail -n 1 | grep -o '[0-9]\.[0-9]')
  echo "score $score" >&3
  awk -v score="$score" 'BEGIN { exit !(score != "" && score <= 0.3) }'
}
check 'score at most 0.3' score

# --- Dropping ----------------------------------------------------------------------------------------

drop() {
  page 'First page' > /tmp/first.txt && chmod 644 /tmp/first.txt
  as_dropper "umask 077; cat /tmp/first.txt > $inbox/first.txt" || return 1
  within 20 gone $inbox/first.txt && within 5 logged accepted WINNOW_FILE first.txt
}
check 'a drop under umask 077 is taken in' drop
fields() {
  journal | jq -e -s --arg id "$(message_id accepted)" 'map(select(.MESSAGE_ID == $id)) | last
    | .WINNOW_EVENT == "accepted" and (.WINNOW_SOURCE | startswith("s_"))
      and (.WINNOW_OUTCOME | length > 0) and (.WINNOW_POSTS_ADDED | test("^[0-9]+$"))
      and (.WINNOW_COMMENTS_ADDED | test("^[0-9]+$")) and (.WINNOW_DURATION_USEC | test("^[0-9]+$"))
      and .PRIORITY == "5" and .SYSLOG_IDENTIFIER == "winnow"' >/dev/null
}
check 'journal fields' fields
explained() { journalctl -x -u winnow.service --no-pager | grep 'Subject: first.txt was taken in' >/dev/null; }
check 'the message catalogue explains it' explained
in_status() { [[ $(property StatusText) == *first.txt* ]]; }
check 'the status line names the last file' within 5 in_status

# One way of dropping strips the default ACL, the other leaves it masked by the mode. `chmod o+r` cures only
# the second: to the first the service comes as a member of the file's group.
unreadable() {
  page 'Private page' > /tmp/private.txt && chmod 644 /tmp/private.txt
  page 'Masked page' > /tmp/masked.txt && chown dropper /tmp/masked.txt && chmod 600 /tmp/masked.txt
  as_dropper "install -m 600 /tmp/private.txt $inbox/private.txt; cp /tmp/masked.txt $inbox/" || return 1
  local name
  for name in private.txt masked.txt; do within 20 logged waiting WINNOW_FILE $name || return 1; done
  within 5 names_cure || return 1
  as_dropper "chmod a+r $inbox/private.txt $inbox/masked.txt"
  for name in private.txt masked.txt; do
    within 20 gone $inbox/$name && within 5 logged accepted WINNOW_FILE $name || return 1
  done
}
names_cure() {
  [[ $(property StatusText) == 'Cannot read '*'(permission denied) and 1 more: chmod a+r it; '* ]]
}
check 'an unreadable file waits until chmod' unreadable

hostile_name=$'odd\nPRIORITY=0\nMESSAGE_ID=ffffffffffffffffffffffffffffffff\e[2J<0>.txt'
hostile() {
  page 'Hostile page' > "/tmp/hostile.txt"
  cp /tmp/hostile.txt "$inbox/$hostile_name"
  within 20 gone "$inbox/$hostile_name" && within 5 logged accepted WINNOW_FILE "$hostile_name" \
    || return 1
  journal | jq -e -s 'all(.[]; .PRIORITY != "0"
    and .MESSAGE_ID != "ffffffffffffffffffffffffffffffff")' >/dev/null
}
check 'a hostile name forges nothing' hostile

refused() {
  { printf 'garbage\0\1\2'; head -c 4000 /dev/zero; } > /tmp/garbage.bin
  cp /tmp/garbage.bin $inbox/garbage.bin
  within 20 gone $inbox/garbage.bin && within 5 logged rejected WINNOW_FILE garbage.bin || return 1
  cmp /tmp/garbage.bin $rejected/garbage.bin && jq -e . $rejected/garbage.bin.reason.json >/dev/null
}
check 'a file that is no export is set aside with its reason' refused

readers() {
  runuser -u stranger -- cat $state/store/v1/manifest.json >/dev/null || return 1
  runuser -u stranger -- jq -e . /run/winnow/status.json >/dev/null || return 1
  ! runuser -u stranger -- ls $state/private 2>/dev/null \
    && ! runuser -u stranger -- ls $inbox 2>/dev/null
}
check 'others read the store and nothing private' readers

# --- Reload, watchdog, restart -----------------------------------------------------------------------

reload() {
  local before
  before=$(property MainPID)
  timeout 30 systemctl reload winnow.service && within 5 logged reloaded \
    && [[ $(property MainPID) == "$before" && $(property ActiveState) == active ]]
}
check reloads reload

watchdog() {
  mkdir -p /run/systemd/system/winnow.service.d
  printf '[Service]\nWatchdogSec=3s\nTimeoutAbortSec=3s\n' \
    > /run/systemd/system/winnow.service.d/watchdog.conf
  systemctl daemon-reload
  timeout 60 systemctl restart winnow.service || return 1
  local before
  before=$(property MainPID)
  sleep 7
  [[ $(property MainPID) == "$before" ]] || { echo 'an idle service was taken for a stuck one'; return 1; }
  kill -STOP "$before"
  within 30 restarted "$before"
}
restarted() { [[ $(property MainPID) != "$1" && $(property ActiveState) == active && $(property NRestarts) -ge 1 ]]; }
check 'the watchdog lets an idle service live and restarts a stuck one' watchdog
rm -rf /run/systemd/system/winnow.service.d
systemctl daemon-reload

waiting_files() {
  timeout 60 systemctl stop winnow.service || return 1
  local number
  for number in 1 2 3 4 5; do page "Waiting page $number" > "$inbox/waiting-$number.txt"; done
  start || return 1
  within 30 empty || return 1
  for number in 1 2 3 4 5; do
    within 5 logged accepted WINNOW_FILE "waiting-$number.txt" || return 1
  done
}
check 'files that waited are taken in at start' waiting_files

# A classic Blogger export with so many posts that it is still being read when the service stops.
posts=15000
large_export() {
  awk -v posts=$posts 'BEGIN {
    blog = "tag:blogger.com,1999:blog-4440001112223334445"
    kind = "http://schemas.google.com/blogger/2008/kind#post"
    for (i = 0; i < 60; i++) words = words "Words of a long paragraph that says little, again and again. "
    print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    print "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>" blog ".archive</id>"
    print "<title type=\"text\">Large</title>"
    print "<link rel=\"alternate\" type=\"text/html\" href=\"https://large.example/\"/>"
    for (i = 1; i <= posts; i++) {
      print "<entry><id>" blog ".post-1" sprintf("%012d", i) "</id>"
      print "<published>2014-02-04T09:30:00.000Z</published><updated>2014-02-04T09:30:00.000Z</updated>"
      print "<category scheme=\"http://schemas.google.com/g/2005#kind\" term=\"" kind "\"/>"
      print "<title type=\"text\">Post " i "</title><content type=\"html\">" i " " words "</content>"
      print "<link rel=\"alternate\" type=\"text/html\" href=\"https://large.example/2014/02/" i ".html\"/>"
      print "</entry>"
    }
    print "</feed>"
  }' > /tmp/large.xml
}
kept() { # FILE: are its bytes in the inbox or among the originals?
  local hash
  hash=$(sha256sum "$1" | cut -d' ' -f1)
  find $inbox $state/private/originals $rejected -type f -exec sha256sum {} + | grep "$hash" >/dev/null
}
stored() { # BLOG NUMBER: are there so many different posts of it in the store?
  local found
  found=$(cat $state/store/v1/posts/blog="$1"/*/*.ndjson 2>/dev/null | jq -r .id | sort -u | wc -l)
  [[ $found == "$2" ]] || { echo "$found posts of $1 instead of $2"; return 1; }
}
stopping() {
  large_export
  # Renamed from outside the inbox it is whole when it appears, so that reading begins at once.
  cp /tmp/large.xml $inbox/../large.part && mv $inbox/../large.part $inbox/large.xml
  sleep 0.5
  timeout 125 systemctl stop winnow.service || return 1
  [[ -e $inbox/large.xml ]] && echo 'stopped before the large file was done' >&3
  [[ $(property Result) == success && $(property ExecMainStatus) == 0 ]] || return 1
  kept /tmp/large.xml || { echo 'the bytes are nowhere'; return 1; }
  start && within 60 empty && within 20 stored large.example $posts >/dev/null \
    || { stored large.example $posts; return 1; }
}
check 'a stop during a large import loses nothing' stopping

quiet() {
  local loud
  loud=$(journal | jq -r 'select((.PRIORITY // "6" | tonumber) <= 3 and .WINNOW_EVENT != "rejected"
      and ._PID != "1" and .SYSLOG_IDENTIFIER != "systemd") | .MESSAGE')
  loud+=$(journal | jq -r '.MESSAGE | strings' | grep -i 'thread priority' || true)
  [[ -z $loud ]] || { echo "$loud"; return 1; }
}
check 'the journal holds no errors of ours' quiet

configuration() {
  local restarts
  restarts=$(property NRestarts)
  systemctl reset-failed winnow.service 2>/dev/null
  printf 'bogus_key: 1\n' > /etc/winnow/winnow.yaml
  timeout 60 systemctl restart winnow.service && { echo 'it started'; return 1; }
  [[ $(property ExecMainStatus) == 78 ]] || { property ExecMainStatus; return 1; }
  sleep 3
  rm /etc/winnow/winnow.yaml
  [[ $(property ActiveState) == failed ]] && logged configError
}
check 'a configuration error stops with 78 and is not retried' configuration
# A manager of one person's own, as a login would start it.
for_one_person() {
  useradd --create-home person || return 1
  systemd-run --quiet --unit=person --property=User=person --property=Delegate=yes \
    --property=RuntimeDirectory=person --setenv=XDG_RUNTIME_DIR=/run/person \
    --setenv=HOME=/home/person /lib/systemd/systemd --user --unit=basic.target || return 1
  within 15 as_person is-active basic.target || return 1
  as_person start winnow.service || { journalctl --no-pager -n 20 -u person; return 1; }
  page 'Page of one person' > /home/person/Inbox/page.txt && chown person: /home/person/Inbox/page.txt
  within 20 gone /home/person/Inbox/page.txt && as_person stop winnow.service
}
as_person() {
  runuser -u person -- env XDG_RUNTIME_DIR=/run/person timeout 60 systemctl --user "$@"
}
check 'the user unit works' for_one_person
check finishes true
