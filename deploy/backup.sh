#!/bin/sh
# Dump the PostgreSQL database into a folder, look whether the dump can be read, and keep 30 days.
#   PGHOST=… PGUSER=… PGDATABASE=… sh backup.sh FOLDER
set -eu
umask 077
folder=$1
if [ -n "${PGPASSWORD_FILE:-}" ]; then
    PGPASSWORD=$(cat "$PGPASSWORD_FILE")
    export PGPASSWORD
fi

file=$folder/rapport-$(date -u +%Y%m%dT%H%M%SZ).dump
trap 'rm -f "$file.part"' EXIT
pg_dump --format=custom --file="$file.part"
pg_restore --list "$file.part" >/dev/null
mv "$file.part" "$file"
echo "The database is in $file."
find "$folder" -name 'rapport-*.dump' -mtime +30 -exec rm -f {} +
# What a run left that was killed.
find "$folder" -name 'rapport-*.dump.part' -mtime +1 -exec rm -f {} +
