#!/bin/sh
# Shows the main job on a copy of samples/: an agent logs in and lists what they may see, then an admin.
set -eu
binary=$(realpath "$1")
cd "$(dirname "$0")/../.."
demo=$(mktemp -d)
trap 'rm -rf "$demo"' EXIT
cp samples/*.json samples/users.db "$demo"
export WILDIX_DATA="$demo" XDG_STATE_HOME="$demo/state" PAGER=cat COLUMNS="${COLUMNS:-120}"

show() {
  printf '\n$ wildix %s\n' "$*"
  "$binary" "$@"
}

printf 'demo-bob\n' | "$binary" login bob --password-stdin
show whoami
show calls --format table
show calls --status received --format jsonl --fields id,start,from_name,objet
printf 'demo-admin\n' | "$binary" login admin --password-stdin
show calls --since 2026-11-01 --search 'fact' --format csv --fields id,from_name,objet,statut
show calls --format table
