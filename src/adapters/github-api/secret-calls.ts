import { type Secret } from '../../core/secret.ts'
import { type EpochMs } from '../../core/time.ts'
import { type Attempts } from '../../http/send.ts'
import { type GitHubApi, type GitHubCall, type GitHubReply } from './call.ts'
import { type SecretLocation } from './location.ts'
import {
  readPublicKey,
  readRepositories,
  readTotal,
  readUpdatedAt,
  readVisibility,
  type PublicKey,
  type Repository,
  type Visibility,
} from './replies.ts'
import { seal } from './sealed-box.ts'

/** What is written, and how that is called. */
export interface SecretWrite extends Pick<GitHubCall, 'doing' | 'wasAllowed'> {
  readonly name: string
  readonly value: Secret
  readonly key: PublicKey
  /** Of an organization secret: GitHub wants it told with every write. */
  readonly visibility: Visibility | undefined
}

/** What came of a write, and when, by GitHub's clock. */
export interface Written {
  readonly outcome: 'created' | 'updated'
  readonly at: EpochMs | undefined
}

/** As many repositories as the token may see, of all that may use a secret. */
export interface SelectedRepositories {
  readonly total: number
  readonly seen: readonly Repository[]
}

/** More would be refused. */
const PAGE_SIZE = 100

/** The calls for one secret of GitHub Actions and its neighbours (https://docs.github.com/rest/actions/secrets). */
export class SecretCalls {
  readonly #location: SecretLocation
  readonly #api: GitHubApi

  constructor(location: SecretLocation, api: GitHubApi) {
    this.#location = location
    this.#api = api
  }

  async publicKey(attempts: Attempts): Promise<PublicKey> {
    const { fields } = await this.#get('fetching its public key', '/public-key', {}, attempts)
    return readPublicKey(fields)
  }

  /** When it was last written. */
  async updatedAt(attempts: Attempts): Promise<EpochMs | undefined> {
    return readUpdatedAt((await this.#look(attempts)).fields)
  }

  /** Which repositories may use an organization secret; those that are `selected` are another list. */
  async visibility(attempts: Attempts): Promise<Visibility['visibility']> {
    return readVisibility((await this.#look(attempts)).fields)
  }

  /** The repositories that may use an organization secret, page by page, until there are as many as GitHub counts. */
  async repositories(attempts: Attempts): Promise<SelectedRepositories> {
    const seen = new Map<number, Repository>()
    let page: GitHubReply['nextPage'] = { per_page: String(PAGE_SIZE) }
    let total = Infinity
    while (page !== undefined && seen.size < total) {
      const doing = 'reading which repositories may use it'
      const reply: GitHubReply = await this.#get(doing, `/{secret_name}/repositories`, page, attempts)
      const before = seen.size
      for (const repository of readRepositories(reply.fields)) seen.set(repository.id, repository)
      total = readTotal(reply.fields)
      page = seen.size > before ? reply.nextPage : undefined
    }
    return { total, seen: [...seen.values()] }
  }

  /** How many secrets there are beside it, itself included. */
  async count(attempts: Attempts): Promise<number> {
    return readTotal((await this.#get('counting the secrets', '', { per_page: '1' }, attempts)).fields)
  }

  async put(
    { doing, wasAllowed, name, value, key, visibility }: SecretWrite,
    attempts: Attempts,
  ): Promise<Written> {
    const parameters = {
      encrypted_value: seal(value.reveal(), key.key),
      key_id: key.id,
      ...(visibility === undefined ? {} : asFields(visibility)),
      secret_name: name,
    }
    const call = { doing, wasAllowed: wasAllowed === true, expected: [201, 204], parameters }
    const { status, date } = await this.#call('PUT', '/{secret_name}', call, attempts)
    return { outcome: status === 201 ? 'created' : 'updated', at: date }
  }

  async delete(doing: string, name: string, attempts: Attempts): Promise<void> {
    const call = { doing, expected: [204], parameters: { secret_name: name } }
    await this.#call('DELETE', '/{secret_name}', call, attempts)
  }

  async #look(attempts: Attempts): Promise<GitHubReply> {
    return this.#get('looking for it', '/{secret_name}', {}, attempts)
  }

  async #get(
    doing: string,
    path: string,
    query: Readonly<Record<string, string>>,
    attempts: Attempts,
  ): Promise<GitHubReply> {
    const isNamed = path.includes('{secret_name}')
    const parameters = { ...query, ...(isNamed ? { secret_name: this.#location.name } : {}) }
    return this.#call('GET', path, { doing, expected: [200], parameters }, attempts)
  }

  /** @param path below the folder of the secrets */
  async #call(
    method: 'GET' | 'PUT' | 'DELETE',
    path: string,
    call: Omit<GitHubCall, 'route'>,
    attempts: Attempts,
  ): Promise<GitHubReply> {
    const { folder, parameters } = this.#location
    const route = `${method} ${folder}${path}`
    return this.#api({ ...call, route, parameters: { ...call.parameters, ...parameters } }, attempts)
  }
}

function asFields({ visibility, repositories }: Visibility): Record<string, unknown> {
  if (visibility !== 'selected') return { visibility }
  return { visibility, selected_repository_ids: repositories.map(({ id }) => id) }
}
