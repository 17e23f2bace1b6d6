#!/bin/sh
# Page after page, each with a token that is alive at that moment: run it under gc-token exec.
set -eu
for page in $(seq "${PAGES:-3}"); do
  gc-token --header | curl --fail --silent --show-error --header @- --output "queues-$page.json" \
    "${API_URL:-https://api.mypurecloud.de}/api/v2/routing/queues?pageSize=100&pageNumber=$page"
  sleep "${PAUSE_SECONDS:-0}"
done
