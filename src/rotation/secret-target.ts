/** Where the new secret is to be stored, in GitHub's terms. */
export interface SecretTarget {
  readonly kind: 'repository' | 'environment' | 'organization'
  readonly name: string
  /** Of the repository; it is the organization where that is the kind. */
  readonly owner: string
  readonly repository: string
  /** Empty unless that is the kind. */
  readonly environment: string
}
