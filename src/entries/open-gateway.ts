import { randomBytes } from 'node:crypto'
import { serveGateway } from '../adapters/gateway-server/server.ts'
import { type GatewayWish, type OpenedGateway } from '../agent/gateway-door.ts'
import { TokenManager } from '../agent/token-manager.ts'
import { type ManagerPorts } from '../agent/manager-ports.ts'
import { type Deadline } from '../core/deadline.ts'
import { maskForms } from '../core/masks.ts'
import { Secret } from '../core/secret.ts'
import { Gateway } from '../gateway/gateway.ts'
import { type TokenSupply } from '../gateway/token-pool.ts'
import { describeTraffic } from '../gateway/traffic.ts'

/** What a gateway works with. */
export interface GatewayParts {
  /** The manager of the token that there is anyway. */
  readonly manager: TokenManager
  readonly ports: ManagerPorts
  readonly apiUrl: string
  readonly clean: (text: string) => string
  /** A line for each request; `undefined` without debug logging. */
  readonly debug: ((line: string) => void) | undefined
  readonly deadlineOf: (ms: number) => Deadline
  /** 0 for any that is free. */
  readonly port: number
}

export interface OpenGateway {
  admit(wish: GatewayWish, deadline: Deadline): Promise<OpenedGateway>
  close(deadline: Deadline): Promise<void>
  drain(deadline: Deadline): Promise<void>
  isAwaitingToken(): boolean
  describe(): string
}

/** Enough that a guess is hopeless. */
const PLACEHOLDER_BYTES = 32

/** A gateway that listens. @throws the operating system's error if it cannot */
export async function openGateway(mostTokens: number, parts: GatewayParts): Promise<OpenGateway> {
  const { manager, ports, apiUrl, clean, debug, port } = parts
  const placeholder = new Secret(randomBytes(PLACEHOLDER_BYTES).toString('base64url'))
  ports.context.mask(maskForms(placeholder.reveal()))
  const supply = new ManagedSupply(manager, ports)
  const context = { clock: ports.context.clock, log: ports.log, clean, debug }
  const gateway = new Gateway({ placeholder, mostTokens }, supply, context)
  const server = await serveGateway(gateway, apiUrl, port)
  ports.log(`The gateway listens on 127.0.0.1:${server.port}.`)
  return {
    admit: async ({ isTokenPassed }, deadline) => {
      if (!isTokenPassed) return { port: server.port, placeholder, token: placeholder }
      const { value } = await manager.current(deadline)
      gateway.acceptAsKey(value)
      return { port: server.port, placeholder, token: value }
    },
    close: async (deadline) => {
      await server.close(deadline.leftMs)
      ports.log(`The gateway is closed: ${describeTraffic(gateway.summary)}.`)
    },
    drain: (deadline) => supply.drain(deadline),
    isAwaitingToken: () => supply.isAwaitingToken,
    describe: () => describeTraffic(gateway.summary),
  }
}

/** Tokens of the agent's managers: the one that there is anyway, and further ones. `Leases` releases them all. */
class ManagedSupply implements TokenSupply {
  readonly first: TokenManager
  readonly #ports: ManagerPorts
  readonly #managers: TokenManager[]

  constructor(first: TokenManager, ports: ManagerPorts) {
    this.first = first
    this.#ports = ports
    this.#managers = [first]
  }

  add(): TokenManager {
    const manager = new TokenManager(this.first.settings, this.#ports)
    this.#managers.push(manager)
    return manager
  }

  /** That the API host took a token once makes its 401 a proof later. */
  seen(token: Secret, answer: 'accepted' | 'rejected'): void {
    if (answer === 'rejected') return
    for (const { state } of this.#managers) {
      if (state?.lease.wasAccepted === false && state.token.value.reveal() === token.reveal()) {
        state.lease.accepted()
      }
    }
  }

  get isAwaitingToken(): boolean {
    return this.#further.some(({ isRenewing }) => isRenewing)
  }

  async drain(deadline: Deadline): Promise<void> {
    await Promise.all(this.#further.map((manager) => manager.drain(deadline)))
  }

  get #further(): TokenManager[] {
    return this.#managers.filter((manager) => manager !== this.first)
  }
}
