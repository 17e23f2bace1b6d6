import { describe, expect, it } from '@jest/globals'
import { PassedBodies } from '../../../src/adapters/gateway-server/passed-bodies.ts'

const MEBIBYTE = 1024 * 1024

function counted(): { readonly bodies: PassedBodies; readonly collected: unknown[] } {
  const collected: unknown[] = []
  return { bodies: new PassedBodies((options) => void collected.push(options)), collected }
}

describe('when bodies pass through the gateway', () => {
  it('leaves the memory of the first pieces to the runtime', () => {
    const { bodies, collected } = counted()
    bodies.add(MEBIBYTE - 1)
    expect(collected).toEqual([])
  })

  it('frees what has passed after every MiB, and looks at young objects only', () => {
    const { bodies, collected } = counted()
    for (let piece = 0; piece < 40; piece++) bodies.add(MEBIBYTE / 16)
    expect(collected).toEqual([{ type: 'minor' }, { type: 'minor' }])
  })

  it('goes on where the runtime has no such function', () => {
    const bodies = new PassedBodies(null)
    expect(() => bodies.add(5 * MEBIBYTE)).not.toThrow()
  })
})
