import { type ServedToken, type TokenSource } from '../../src/lease/token-source.ts'
import { type TokenSupply } from '../../src/gateway/token-pool.ts'
import { Secret } from '../../src/core/secret.ts'

export function served(value: string): ServedToken {
  return {
    value: new Secret(value),
    type: 'bearer',
    expiresAt: 0,
    region: 'eu-central-1',
    apiUrl: 'https://api.example.com',
  }
}

/** A source whose tokens a test decides. */
export class FakeSource implements TokenSource {
  token: string
  /** What a look at the token and a renewal come to; by default a next token. */
  renewal: (rejected: string | undefined) => Promise<string>
  failure: Error | undefined
  readonly renewed: (string | undefined)[] = []
  asked = 0

  constructor(token: string) {
    this.token = token
    this.renewal = () => Promise.resolve(`${this.token}+`)
  }

  async current(): Promise<ServedToken> {
    this.asked++
    await Promise.resolve()
    if (this.failure !== undefined) throw this.failure
    return served(this.token)
  }

  async renew(_deadline: unknown, rejected?: Secret): Promise<ServedToken> {
    this.renewed.push(rejected?.reveal())
    if (this.failure !== undefined) throw this.failure
    const before = this.token
    if (rejected !== undefined && rejected.reveal() !== before) return served(before)
    this.token = await this.renewal(rejected?.reveal())
    return { ...served(this.token), ...(this.token === before ? { isUnchanged: true } : {}) }
  }
}

/** The sources of a gateway: `a`, then `b`, `c` and so on. */
export class FakeSupply implements TokenSupply {
  readonly sources = [new FakeSource('a')]
  readonly news: string[] = []
  /** Changes a further source before it is used. */
  prepare: (source: FakeSource) => void = () => undefined

  get first(): FakeSource {
    return this.at(0)
  }

  at(index: number): FakeSource {
    const source = this.sources[index]
    if (source === undefined) throw new Error(`there is no source ${index}`)
    return source
  }

  add(): TokenSource {
    const source = new FakeSource('abcdefghij'.charAt(this.sources.length))
    this.prepare(source)
    this.sources.push(source)
    return source
  }

  seen(token: Secret, answer: 'accepted' | 'rejected'): void {
    this.news.push(`${token.reveal()} ${answer}`)
  }
}
