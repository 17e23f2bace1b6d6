#!/usr/bin/env bash
# In place of a deployment: says which organization it would change.
set -euo pipefail

printf 'Authorization: Bearer %s\n' "$TOKEN" |
  curl --fail-with-body --silent --show-error --header @- "$API_URL/api/v2/organizations/me"
