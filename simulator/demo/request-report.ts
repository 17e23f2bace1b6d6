import { type GenesysCloud } from '../genesys/genesys-cloud.ts'

/** What Genesys Cloud saw during a run, and what became of its tokens, in lines for the console. */
export function reportRequests(
  genesys: Pick<GenesysCloud, 'requests' | 'tokens' | 'liveTokens'>,
): readonly string[] {
  const rows = genesys.requests.map(({ method, host, path, status, headers }) =>
    [
      `  ${method.padEnd(6)} ${host.padEnd(5)}`,
      path.padEnd(28),
      String(status ?? '-').padEnd(3),
      headers['authorization'] ?? '',
    ]
      .join(' ')
      .trimEnd(),
  )
  const alive = genesys
    .liveTokens()
    .map(({ number, expiresAt }) => `  token-${number}, until ${new Date(expiresAt).toISOString()}`)
  const granted = genesys.tokens().length
  return [
    `Genesys Cloud saw ${counted(rows.length)}${rows.length === 0 ? '.' : ':'}`,
    ...rows,
    granted === 0
      ? 'Tokens: none granted.'
      : `Tokens: ${granted} granted, ${alive.length === 0 ? 'none' : alive.length} still alive.`,
    ...alive,
  ]
}

function counted(requests: number): string {
  if (requests === 0) return 'no requests'
  return requests === 1 ? '1 request' : `${requests} requests`
}
