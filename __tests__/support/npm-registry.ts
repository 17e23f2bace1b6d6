import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'

/** Name and version of the project, which a copy and each release change. */
export function manifestOf(root: string): Readonly<Record<'name' | 'version', string>> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<'name' | 'version', string>
}

/** The project's package as npm packs it. */
export interface PackedPackage {
  readonly tarball: string
  /** Paths in the package, sorted. */
  readonly files: readonly string[]
}

/** Packs the project into `folder`. */
export function packProject(root: string, folder: string): PackedPackage {
  const text = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [packed] = JSON.parse(text) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ]
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path).sort() }
}

export interface NpmRegistry {
  readonly url: string
  readonly close: () => Promise<void>
}

/** A registry on loopback that has one package, in one version: what `npm install <name>` asks for, and no more. */
export async function startNpmRegistry(root: string, tarball: string): Promise<NpmRegistry> {
  const manifest = manifestOf(root)
  const content = readFileSync(tarball)
  const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo
    const version = { ...manifest, dist: { tarball: `http://127.0.0.1:${port}/tarball.tgz`, integrity } }
    const { name } = manifest
    const document = {
      name,
      'dist-tags': { latest: manifest.version },
      versions: { [manifest.version]: version },
    }
    if (request.url === '/tarball.tgz') response.end(content)
    else if (decodeURIComponent(request.url ?? '') === `/${name}`) response.end(JSON.stringify(document))
    else response.writeHead(404).end('{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
