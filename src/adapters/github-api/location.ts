import { type SecretTarget } from '../../rotation/secret-target.ts'
import { type Visibility } from './replies.ts'

/** Which secret of GitHub Actions, as its REST API and its command line name it. */
export interface SecretLocation {
  readonly target: SecretTarget
  readonly name: string
  /** For sentences: `octo/demo`. */
  readonly owner: string
  /** For sentences: `the secret GENESYS_SECRET of octo/demo`. */
  readonly place: string
  /** How many secrets GitHub keeps there (https://docs.github.com/actions/reference/secrets-reference#limits-for-secrets). */
  readonly mostSecrets: number
  /** The part of the routes before the name of the secret. */
  readonly folder: string
  readonly parameters: Readonly<Record<string, string>>
}

/** The routes of https://docs.github.com/rest/actions/secrets for a target. */
export function locate(target: SecretTarget): SecretLocation {
  const location = folderOf(target)
  return { ...location, target, name: target.name, place: `the secret ${target.name} of ${location.owner}` }
}

function folderOf({
  kind,
  owner,
  repository,
  environment,
}: SecretTarget): Pick<SecretLocation, 'owner' | 'mostSecrets' | 'folder' | 'parameters'> {
  switch (kind) {
    case 'repository':
      return {
        owner: `${owner}/${repository}`,
        mostSecrets: 100,
        folder: '/repos/{owner}/{repo}/actions/secrets',
        parameters: { owner, repo: repository },
      }
    case 'environment':
      return {
        owner: `the environment ${environment} of ${owner}/${repository}`,
        mostSecrets: 100,
        folder: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
        parameters: { owner, repo: repository, environment_name: environment },
      }
    case 'organization':
      return {
        owner: `the organization ${owner}`,
        mostSecrets: 1_000,
        folder: '/orgs/{org}/actions/secrets',
        parameters: { org: owner },
      }
  }
}

/** The command of GitHub's `gh` that sets the secret to what it reads on standard input. */
export function ghCommand(location: SecretLocation, visibility: Visibility | undefined): string {
  const { kind, name, owner, repository, environment } = location.target
  const command = ['gh', 'secret', 'set', name]
  switch (kind) {
    case 'repository':
      command.push('--repo', `${owner}/${repository}`)
      break
    case 'environment':
      // gh puts the name into the path of its request as it is (https://github.com/cli/cli/issues/8817).
      command.push('--repo', `${owner}/${repository}`, '--env', quoted(encodeURIComponent(environment)))
      break
    case 'organization':
      command.push('--org', owner, ...visibilityFlags(visibility))
  }
  return command.join(' ')
}

/** What `gh` needs in its environment: for github.com, for a tenant's *.ghe.com, or for an Enterprise Server. */
export function ghEnvironment(serverUrl: string): string[] {
  const host = URL.parse(serverUrl)?.host ?? 'github.com'
  const token = '${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}'
  if (host === 'github.com') return [`GH_TOKEN: ${token}`]
  return [`GH_HOST: ${host}`, `${host.endsWith('.ghe.com') ? 'GH_TOKEN' : 'GH_ENTERPRISE_TOKEN'}: ${token}`]
}

function visibilityFlags(visibility: Visibility | undefined): string[] {
  if (visibility === undefined) return []
  if (visibility.visibility !== 'selected') return ['--visibility', visibility.visibility]
  const names = visibility.repositories.map(({ name }) => name)
  return names.length === 0 ? ['--no-repos-selected'] : ['--repos', quoted(names.join(','))]
}

/** For a POSIX shell. */
const quoted = (text: string): string =>
  /^[\w.,/%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
