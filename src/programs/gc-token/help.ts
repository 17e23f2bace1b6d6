/** What `gc-token --help` prints: by example. */
export const HELP = `gc-token prints a valid Genesys Cloud access token.

  gc-token                 the token and one newline
  gc-token --header        Authorization: Bearer <token>
  gc-token --json          access_token, token_type, expires_at, region, api_url
  gc-token --renew         a new one, after a 401 (at most one in 10 s: sooner, the one before if the API host
                           still accepts it; also with --header or --json)
  gc-token status          what the agent holds, without the token
  gc-token doctor          which part is at fault: settings, network, certificates, clock, credentials, roles
  gc-token revoke          revokes the token on standard input, or the agent's
  gc-token exec -- COMMAND runs COMMAND with a token; where there is no agent, with one of its own,
                           whose tokens are revoked when COMMAND ends
  gc-token exec --keep-credentials -- COMMAND
                           leaves the client secret and key in COMMAND's environment (Archy needs them)
  gc-token exec --gateway [--gateway-tokens N] [--pass-token] -- COMMAND
                           COMMAND gets a placeholder for a gateway on 127.0.0.1, which puts a valid token on
                           each request; with --pass-token it gets the real token, for uploads
  gc-token gateway [--port N]
                           such a gateway in the foreground: prints export lines, ends on Ctrl-C and revokes
  gc-token help COMMAND    more on one of these
  gc-token --version

  --settings FILE          with each of them: variables that the environment does not have (NAME=value lines)

Examples:

  gc-token --header | curl --fail-with-body --silent --show-error --header @- \\
    https://api.mypurecloud.de/api/v2/organizations/me
  TOKEN=$(gc-token)
  gc-token --json | jq --raw-output .expires_at
  gc-token exec -- terraform apply -auto-approve
  gc-token exec --gateway -- terraform apply -auto-approve
  gc-token exec -- sh -c 'while sleep 600; do gc-token --header | ./report.sh; done'

In a job of GitHub Actions stderr has the lines that mask the token: leave 2>&1 out of $(gc-token).

Where the token comes from:

  GC_TOKEN_SOCK is set (steps after one with keep-fresh: true, and inside exec): from the agent there.
  Otherwise one token request with
    GENESYSCLOUD_OAUTHCLIENT_ID, GENESYSCLOUD_OAUTHCLIENT_SECRET
    GENESYSCLOUD_OAUTHCLIENT_SECRET_FILE      instead of the secret: a file that holds it
    GENESYSCLOUD_OAUTHCLIENT_SECRET_COMMAND   or a command that prints it: op read op://vault/genesys/secret
    GENESYSCLOUD_REGION      for example eu-central-1 or mypurecloud.de
    GENESYSCLOUD_LOGIN_URL, GENESYSCLOUD_API_URL   instead of the region, for a gateway
    GENESYSCLOUD_TOKEN_URL   the whole URL of a token endpoint, instead of GENESYSCLOUD_LOGIN_URL
  A gateway or identity provider may want another proof than the secret in the Basic header:
    GENESYSCLOUD_CLIENT_AUTH post, private-key-jwt or github-oidc, with
    GENESYSCLOUD_PRIVATE_KEY or GENESYSCLOUD_PRIVATE_KEY_FILE, GENESYSCLOUD_PRIVATE_KEY_ID
    GENESYSCLOUD_ASSERTION_AUDIENCE

  GENESYSCLOUD_ORGANIZATION_ID   the token has to belong to this organization, else nothing is printed or run

Exit codes: 0; 1 there is no token; 2 wrong usage or settings; with exec the command's own.
`
