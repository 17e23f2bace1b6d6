#!/usr/bin/env bash
# In place of a deployment: says which organization it would change.
set -euo pipefail

curl --fail --silent --show-error --header @- "$API_URL/api/v2/organizations/me" <<<"Authorization: Bearer $TOKEN"
