#!/bin/sh
# Page after page, each with a token that is valid at that moment: run it under gc-token exec.
set -eu
# The API host of the token's own region: no token goes to another one.
api_url=$(gc-token --json | sed 's/.*"api_url":"\([^"]*\)".*/\1/')
for page in $(seq "${PAGES:-3}"); do
  gc-token --header | curl --fail-with-body --silent --show-error --header @- --output "queues-$page.json" \
    "$api_url/api/v2/routing/queues?pageSize=100&pageNumber=$page"
  sleep "${PAUSE_SECONDS:-0}"
done
