#!/bin/sh
# Put a dump of backup.sh in place of the PostgreSQL database: as a whole or not at all.
#   PGHOST=… PGUSER=… PGDATABASE=… sh restore.sh FILE
set -eu
file=$1
if [ -n "${PGPASSWORD_FILE:-}" ]; then
    PGPASSWORD=$(cat "$PGPASSWORD_FILE")
    export PGPASSWORD
fi
pg_restore --list "$file" >/dev/null

others="SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
count=$(psql --no-psqlrc --tuples-only --no-align --command="$others")
if [ "$count" != 0 ]; then
    echo "The database is in use: stop the servers, then restore it again." >&2
    exit 2
fi

# Everything goes first: the dump knows nothing of what a newer version has added.
# A dump that breaks off gets no COMMIT, and so changes nothing.
said=$({
    echo "BEGIN; SET LOCAL client_min_messages = warning;"
    echo "DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
    pg_restore --no-owner --no-privileges --file=- "$file"
    printf 'COMMIT;\n\\echo done\n'
} | psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --output=/dev/null)
if [ "$said" != done ]; then
    echo "The database is as it was before: $file could not be read to its end." >&2
    exit 2
fi
echo "The database is as it was in $file."
