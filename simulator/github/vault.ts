import { createHash } from 'node:crypto'
import sodium from 'libsodium-wrappers'

/** A secret as GitHub keeps it; the value is for tests only, no request shows it. */
export interface StoredSecret {
  readonly name: string
  readonly value: string
  readonly createdAt: number
  readonly updatedAt: number
  /** Of organization secrets. */
  readonly visibility?: 'all' | 'private' | 'selected'
  readonly repositoryIds?: readonly number[]
}

/** The secrets of one repository, environment or organization, and the key that they are sealed for. */
export class Vault {
  readonly secrets = new Map<string, StoredSecret>()
  #keys = sodium.crypto_box_keypair()

  get publicKey(): { readonly key_id: string; readonly key: string } {
    const digest = createHash('sha256').update(this.#keys.publicKey).digest('hex')
    const key = sodium.to_base64(this.#keys.publicKey, sodium.base64_variants.ORIGINAL)
    return { key_id: digest.slice(0, 18), key }
  }

  /** As when GitHub replaces a key: boxes for the old one cannot be opened any more. */
  replaceKey(): void {
    this.#keys = sodium.crypto_box_keypair()
  }

  /** What is in a sealed box; nothing if it is none for this key. */
  open(box: string): string | undefined {
    try {
      const bytes = sodium.from_base64(box, sodium.base64_variants.ORIGINAL)
      const { publicKey, privateKey } = this.#keys
      return sodium.to_string(sodium.crypto_box_seal_open(bytes, publicKey, privateKey))
    } catch {
      return undefined
    }
  }

  /** GitHub's names of secrets have no case. */
  find(name: string): StoredSecret | undefined {
    return this.secrets.get(name.toUpperCase())
  }

  put(secret: Omit<StoredSecret, 'createdAt' | 'updatedAt'>, now: number): 'created' | 'updated' {
    const before = this.find(secret.name)
    this.secrets.set(secret.name.toUpperCase(), {
      ...secret,
      createdAt: before?.createdAt ?? now,
      updatedAt: now,
    })
    return before === undefined ? 'created' : 'updated'
  }

  delete(name: string): boolean {
    return this.secrets.delete(name.toUpperCase())
  }
}
