import { messageOf } from '../../core/errors.ts'
import { Secret } from '../../core/secret.ts'
import { type EpochMs } from '../../core/time.ts'
import { AttemptFailed } from '../../http/retry-decision.ts'
import { attemptsUntil, type Attempts } from '../../http/send.ts'
import { VaultFailed, type SecretVault, type WriteTest } from '../../rotation/secret-vault.ts'
import { type GitHubApi } from './call.ts'
import { CallFailed, failureStatus, orVaultFailed, toVaultFailed } from './failures.ts'
import { ghCommand, ghEnvironment, type SecretLocation } from './location.ts'
import { type PublicKey, type Visibility } from './replies.ts'
import { SecretCalls, type SecretWrite, type Written } from './secret-calls.ts'

/** An organization secret that no repository may read. */
const NO_REPOSITORY: Visibility = { visibility: 'selected', repositories: [] }

/** A write without what GitHub has to be told in its terms. */
type Write = Omit<SecretWrite, 'key' | 'visibility'>

/**
 * A secret of GitHub Actions, in a repository, an environment or an organization
 * (https://docs.github.com/rest/actions/secrets).
 */
export class GitHubSecret implements SecretVault {
  readonly place: string
  readonly commandEnvironment: readonly string[]
  readonly #location: SecretLocation
  readonly #calls: SecretCalls
  readonly #log: (sentence: string) => void
  #key: PublicKey | undefined
  /** Of an organization secret, which keeps it: GitHub wants it told with every write. */
  #visibility: Visibility | undefined
  #storedAt: EpochMs | undefined

  constructor(location: SecretLocation, serverUrl: string, api: GitHubApi, log: (sentence: string) => void) {
    this.place = location.place
    this.commandEnvironment = ghEnvironment(serverUrl)
    this.#location = location
    this.#calls = new SecretCalls(location, api)
    this.#log = log
  }

  /**
   * With the current value: writes it, which proves everything that storing needs and changes nothing. Without: GitHub tells no
   * token what it may do, so a second secret beside it is written and deleted.
   */
  async writeTest(current: Secret | undefined, attempts: Attempts): Promise<WriteTest> {
    return orVaultFailed(this.#location, async () => {
      this.#key = await this.#calls.publicKey(attempts)
      if (this.#isOrganization) this.#visibility = await this.#readVisibility(attempts)
      else if (current === undefined) await this.#calls.updatedAt(attempts)
      try {
        if (current === undefined) return await this.#writeBeside(attempts)
        const { name } = this.#location
        const { outcome } = await this.#write(
          { doing: 'writing the current secret', name, value: current },
          attempts,
        )
        return outcome === 'created' ? 'created' : 'written-again'
      } catch (error) {
        throw await this.#explainFull(error, attempts)
      }
    })
  }

  async store(value: Secret, attempts: Attempts): Promise<void> {
    await orVaultFailed(this.#location, async () => {
      this.#key ??= await this.#calls.publicKey(attempts)
      if (this.#isOrganization) await this.#renewVisibility(attempts)
      const { name } = this.#location
      const write = { doing: 'storing the new secret', name, value, wasAllowed: true }
      const { at } = await this.#write(write, attempts)
      this.#storedAt = at
    })
  }

  /** By GitHub's clock, in whole seconds: two writes within the same one cannot be told apart. */
  async wasOverwritten(attempts: Attempts): Promise<boolean> {
    if (this.#storedAt === undefined) return false
    try {
      return ((await this.#calls.updatedAt(attempts)) ?? 0) > this.#storedAt
    } catch (error) {
      if (!isFailure(error)) throw error
      return false
    }
  }

  command(): string {
    return ghCommand(this.#location, this.#visibility)
  }

  get #isOrganization(): boolean {
    return this.#location.target.kind === 'organization'
  }

  /** @throws VaultFailed where some of the repositories cannot be seen: a write would take the secret from them */
  async #readVisibility(attempts: Attempts): Promise<Visibility> {
    const visibility = await this.#calls.visibility(attempts)
    if (visibility !== 'selected') return { visibility, repositories: [] }
    const { total, seen } = await this.#calls.repositories(attempts)
    if (seen.length >= total) return { visibility, repositories: seen }
    throw new VaultFailed(
      `${seen.length} of ${total} repositories that may use it were listed: this token sees ${seen.length} of ${total}, and writing the secret would take it from the others`,
      [
        'github-token does not reach every repository that may use the secret: give it access to all of them (of a GitHub App: install it on all repositories)',
      ],
    )
  }

  /**
   * The list may have grown since the write test. Where it cannot be read any more, a secret that is stored for the list as it
   * was counts for more; and half of the time is kept for that.
   */
  async #renewVisibility(attempts: Attempts): Promise<void> {
    const { deadline } = attempts
    try {
      this.#visibility = await this.#readVisibility(attemptsUntil(deadline.part(deadline.leftMs / 2)))
    } catch (error) {
      if (this.#visibility === undefined || !isFailure(error)) throw error
      this.#log(
        `Which repositories may use ${this.place} could not be read again (${messageOf(error)}); the list that was read before is kept.`,
      )
    }
  }

  async #writeBeside(attempts: Attempts): Promise<'written-beside' | 'left-beside'> {
    const name = `${this.#location.name}_WRITE_TEST`
    const value = new Secret('This secret was written to see whether it can be; delete it.')
    await this.#write({ doing: 'writing a secret beside it', name, value }, attempts)
    try {
      await this.#calls.delete('deleting the secret beside it', name, attempts)
      return 'written-beside'
    } catch (error) {
      if (failureStatus(error) === undefined) throw error
      return 'left-beside'
    }
  }

  /** GitHub may have replaced its key, and a repository of the list may have vanished: both are read once more. */
  async #write(write: Write, attempts: Attempts): Promise<Written> {
    try {
      return await this.#put(write, attempts)
    } catch (error) {
      if (!isNotTaken(error)) throw error
      this.#key = await this.#calls.publicKey(attempts)
      if (this.#visibility?.visibility === 'selected') {
        const { seen } = await this.#calls.repositories(attempts)
        this.#visibility = { visibility: 'selected', repositories: seen }
      }
      return this.#put(write, attempts)
    }
  }

  async #put(write: Write, attempts: Attempts): Promise<Written> {
    const key = (this.#key ??= await this.#calls.publicKey(attempts))
    const isBeside = write.name !== this.#location.name
    const visibility = isBeside && this.#isOrganization ? NO_REPOSITORY : this.#visibility
    return this.#calls.put({ ...write, key, visibility }, attempts)
  }

  /** GitHub does not say that there are too many secrets, so that they are counted. */
  async #explainFull(error: unknown, attempts: Attempts): Promise<unknown> {
    if (!isNotTaken(error)) return error
    const { owner, mostSecrets: most } = this.#location
    const count = await this.#calls.count(attempts).catch(() => 0)
    if (count < most) return error
    return toVaultFailed(error, this.#location, [
      `${owner} has ${count} secrets, and GitHub keeps no more than ${most} there: delete one that nothing uses. A client that replaces its own secret needs no room for a second one`,
    ])
  }
}

/** The request arrived, was allowed, and something in it did not suit GitHub. */
function isNotTaken(error: unknown): boolean {
  const status = failureStatus(error)
  return status === 400 || status === 409 || status === 422
}

const isFailure = (error: unknown): boolean =>
  error instanceof CallFailed || error instanceof AttemptFailed || error instanceof VaultFailed
