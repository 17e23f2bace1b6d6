import { type GatewayDoor, type GatewayWish, type OpenedGateway } from '../agent/gateway-door.ts'
import { type Deadline } from '../core/deadline.ts'
import { type OpenGateway, type GatewayParts } from './open-gateway.ts'

/** An agent's gateway, loaded when it is asked for: without it an agent starts and lives as before. */
export function lazyGateway(parts: GatewayParts): GatewayDoor {
  let opening: Promise<OpenGateway> | undefined
  let users = 0
  let isForJob = false
  /** All that were opened: of the closed ones a token may still be on its way. */
  const all: OpenGateway[] = []
  const close = async (deadline: Deadline): Promise<string> => {
    const gateway = opening
    opening = undefined
    if (gateway === undefined) return ''
    const open = await gateway
    await open.close(deadline)
    return open.describe()
  }
  const open = async (wish: GatewayWish, deadline: Deadline): Promise<OpenedGateway> => {
    opening ??= import('./open-gateway.ts').then(({ openGateway }) => openGateway(wish.mostTokens, parts))
    const thisOne = opening
    try {
      const gateway = await thisOne
      if (!all.includes(gateway)) all.push(gateway)
      const opened = await gateway.admit(wish, deadline)
      if (wish.isForJob) isForJob = true
      else users++
      return opened
    } catch (error) {
      // Another try opens another one.
      if (opening === thisOne && users === 0 && !isForJob) await close(deadline).catch(() => undefined)
      throw error
    }
  }
  return {
    open,
    close,
    leave: async () => {
      users = Math.max(0, users - 1)
      if (users === 0 && !isForJob) await close(parts.deadlineOf(LAST_REQUESTS_MS))
    },
    drain: async (deadline) => {
      await Promise.all(all.map((gateway) => gateway.drain(deadline)))
    },
    get isAwaitingToken() {
      return all.some((gateway) => gateway.isAwaitingToken())
    },
    describe: () => (opening === undefined ? '' : (all.at(-1)?.describe() ?? '')),
  }
}

/** Requests under way get this long when the command that they are for has ended. */
const LAST_REQUESTS_MS = 2_000
