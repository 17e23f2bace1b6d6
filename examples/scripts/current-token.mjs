// A valid token for a test, and where to use it.
import { execFileSync } from 'node:child_process'

/** Asks the agent each time: that takes milliseconds, and a kept answer would expire like any other token. */
export function currentToken() {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }
  const { access_token: token, api_url: apiUrl } = JSON.parse(execFileSync('gc-token', ['--json'], options))
  return { token, apiUrl }
}
