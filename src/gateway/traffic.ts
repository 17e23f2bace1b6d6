/** One request as it may be written down: no header, no query. */
export interface RequestRecord {
  readonly number: number
  readonly method: string
  /** Without the query, which may hold a secret. */
  readonly path: string
  /** 0 if the caller had gone before there was one. */
  readonly status: number
  readonly tookMs: number
  /** Of the answer, as they were sent to the caller. */
  readonly bytes: number
  readonly isReplayed: boolean
  readonly pacedMs: number
}

/** What has passed through a gateway. */
export interface TrafficSummary {
  readonly requests: number
  readonly replays: number
  readonly pacedMs: number
  /** What is left of each token's minute; Infinity where the server tells no limit. */
  readonly room: readonly number[]
}

/** Counts the requests of one gateway. */
export class Traffic {
  #requests = 0
  #replays = 0
  #pacedMs = 0

  add({ isReplayed, pacedMs }: RequestRecord): void {
    this.#requests++
    if (isReplayed) this.#replays++
    this.#pacedMs += pacedMs
  }

  summary(room: readonly number[]): TrafficSummary {
    return { requests: this.#requests, replays: this.#replays, pacedMs: this.#pacedMs, room }
  }
}

/** The line of one request in the debug log: `#17 GET /api/v2/routing/queues: 200, 61 ms, 1834 bytes, replayed.` */
export function describeRequest(record: RequestRecord): string {
  const { number, method, path, status, tookMs, bytes, isReplayed, pacedMs } = record
  const outcome = status === 0 ? 'the caller has gone' : String(status)
  const notes = [
    ...(isReplayed ? ['replayed'] : []),
    ...(pacedMs > 0 ? [`paced for ${Math.round(pacedMs)} ms`] : []),
  ]
  return `#${number} ${method} ${path}: ${[outcome, `${Math.round(tookMs)} ms`, `${bytes} bytes`, ...notes].join(', ')}.`
}

/** All that has passed, in one line for `status` and the job summary. */
export function describeTraffic({ requests, replays, pacedMs, room }: TrafficSummary): string {
  const left = room.map((requestsLeft) => (Number.isFinite(requestsLeft) ? String(requestsLeft) : 'no limit'))
  const tokens = room.length === 1 ? '1 token' : `${room.length} tokens`
  return [
    `${requests} ${requests === 1 ? 'request' : 'requests'}`,
    `${replays} replayed`,
    `paced for ${(pacedMs / 1000).toFixed(1)} s`,
    `${tokens} (left of this minute: ${left.join(', ')})`,
  ].join(', ')
}
