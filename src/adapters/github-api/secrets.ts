import { type Attempts } from '../../http/send.ts'
import { type SecretVault } from '../../rotation/secret-vault.ts'
import { Secret } from '../../core/secret.ts'
import { type GitHubApi, type GitHubReply } from './api.ts'
import { failureStatus, orVaultFailed } from './failures.ts'
import { ghCommand, ghEnvironment, type SecretLocation } from './location.ts'
import { readPublicKey, readVisibility, type PublicKey, type Visibility } from './replies.ts'
import { seal } from './sealed-box.ts'

/** An organization secret that no repository may read. */
const NO_REPOSITORY: Visibility = { visibility: 'selected', repositories: [] }

/**
 * A secret of GitHub Actions, in a repository, an environment or an organization
 * (https://docs.github.com/rest/actions/secrets).
 */
export class GitHubSecret implements SecretVault {
  readonly place: string
  readonly commandEnvironment: readonly string[]
  readonly #location: SecretLocation
  readonly #api: GitHubApi
  #key: PublicKey | undefined
  /** Of an organization secret, which keeps it: GitHub wants it told with every write. */
  #visibility: Visibility | undefined

  constructor(location: SecretLocation, serverUrl: string, api: GitHubApi) {
    this.place = location.place
    this.commandEnvironment = ghEnvironment(serverUrl)
    this.#location = location
    this.#api = api
  }

  /**
   * With the current value: writes it, which proves everything that storing needs and changes nothing.
   * Without: GitHub tells no token what it may do, so a second secret beside it is written and deleted.
   */
  async writeTest(current: Secret | undefined, time: Attempts): ReturnType<SecretVault['writeTest']> {
    return orVaultFailed(this.#location, async () => {
      this.#key = await this.#fetchKey(time)
      const isOrganization = this.#location.target.kind === 'organization'
      if (isOrganization || current === undefined) {
        const { fields } = await this.#call('GET', 'looking for it', {}, [200], time)
        if (isOrganization) this.#visibility = await this.#fetchVisibility(fields, time)
      }
      if (current === undefined) return this.#writeBeside(this.#key, time)
      const { status } = await this.#put('writing the current secret', current, this.#key, time)
      return status === 201 ? 'created' : 'written-again'
    })
  }

  async store(value: Secret, time: Attempts): Promise<void> {
    await orVaultFailed(this.#location, async () => {
      this.#key ??= await this.#fetchKey(time)
      try {
        await this.#put('storing the new secret', value, this.#key, time)
      } catch (error) {
        // GitHub may have replaced its key since the write test: then the box is for one that is gone.
        if (!isStaleKey(failureStatus(error))) throw error
        await this.#put('storing the new secret', value, await this.#fetchKey(time), time)
      }
    })
  }

  command(): string {
    return ghCommand(this.#location, this.#visibility)
  }

  async #fetchKey(time: Attempts): Promise<PublicKey> {
    const key = { ...this.#location, name: 'public-key' }
    const { fields } = await this.#call('GET', 'fetching its public key', {}, [200], time, key)
    return readPublicKey(fields)
  }

  async #fetchVisibility({ visibility }: GitHubReply['fields'], time: Attempts): Promise<Visibility> {
    const pages: GitHubReply['fields'][] = []
    while (visibility === 'selected' && !isLastPage(pages.at(-1))) {
      const page = { per_page: PAGE_SIZE, page: pages.length + 1 }
      const doing = 'reading which repositories may use it'
      pages.push((await this.#call('GET', doing, page, [200], time, this.#location, '/repositories')).fields)
    }
    return readVisibility(visibility, pages)
  }

  async #writeBeside(key: PublicKey, time: Attempts): Promise<'written-beside' | 'left-beside'> {
    const elsewhere = { ...this.#location, name: `${this.#location.name}_WRITE_TEST` }
    const nothing = new Secret('This secret was written to see whether it can be; delete it.')
    await this.#put('writing a secret beside it', nothing, key, time, elsewhere, NO_REPOSITORY)
    try {
      await this.#call('DELETE', 'deleting the secret beside it', {}, [204], time, elsewhere)
      return 'written-beside'
    } catch (error) {
      if (failureStatus(error) === undefined) throw error
      return 'left-beside'
    }
  }

  async #put(
    doing: string,
    value: Secret,
    key: PublicKey,
    time: Attempts,
    location = this.#location,
    visibility = this.#visibility,
  ): Promise<GitHubReply> {
    const sealed = { encrypted_value: await seal(value.reveal(), key.key), key_id: key.id }
    const whose =
      location.target.kind === 'organization' && visibility !== undefined ? asFields(visibility) : {}
    return this.#call('PUT', doing, { ...sealed, ...whose }, [201, 204], time, location)
  }

  async #call(
    method: 'GET' | 'PUT' | 'DELETE',
    doing: string,
    parameters: Readonly<Record<string, unknown>>,
    expected: readonly number[],
    time: Attempts,
    location = this.#location,
    below = '',
  ): Promise<GitHubReply> {
    const route = `${method} ${location.folder}/{secret_name}${below}`
    const all = { ...location.parameters, secret_name: location.name, ...parameters }
    return this.#api({ doing, route, parameters: all, expected }, time)
  }
}

const isStaleKey = (status: number | undefined): boolean => status === 400 || status === 409 || status === 422

const PAGE_SIZE = 100

function isLastPage(page: GitHubReply['fields'] | undefined): boolean {
  if (page === undefined) return false
  const { repositories } = page
  return !Array.isArray(repositories) || repositories.length < PAGE_SIZE
}

function asFields({ visibility, repositories }: Visibility): Record<string, unknown> {
  if (visibility !== 'selected') return { visibility }
  return { visibility, selected_repository_ids: repositories.map(({ id }) => id) }
}
