import { type SecretTarget } from '../rotation/secret-target.ts'
import { type Visibility } from './github-replies.ts'

/** Which secret of GitHub Actions, as its REST API and its command line name it. */
export interface SecretLocation {
  readonly kind: SecretTarget['kind']
  readonly name: string
  /** For sentences: `the secret GENESYS_SECRET of octo/demo`. */
  readonly place: string
  /** The part of the routes before the name of the secret. */
  readonly folder: string
  readonly parameters: Readonly<Record<string, string>>
}

/** The routes of https://docs.github.com/rest/actions/secrets for a target. */
export function locate({ kind, name, owner, repository, environment }: SecretTarget): SecretLocation {
  switch (kind) {
    case 'repository':
      return {
        kind,
        name,
        place: `the secret ${name} of ${owner}/${repository}`,
        folder: '/repos/{owner}/{repo}/actions/secrets',
        parameters: { owner, repo: repository },
      }
    case 'environment':
      return {
        kind,
        name,
        place: `the secret ${name} of the environment ${environment} of ${owner}/${repository}`,
        folder: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
        parameters: { owner, repo: repository, environment_name: environment },
      }
    case 'organization':
      return {
        kind,
        name,
        place: `the secret ${name} of the organization ${owner}`,
        folder: '/orgs/{org}/actions/secrets',
        parameters: { org: owner },
      }
  }
}

/** The command of GitHub's `gh` that sets the secret to what it reads on standard input. */
export function ghCommand(location: SecretLocation, visibility: Visibility | undefined): string {
  const { owner = '', repo = '', org = '', environment_name: environment = '' } = location.parameters
  const command = ['gh', 'secret', 'set', location.name]
  switch (location.kind) {
    case 'repository':
      command.push('--repo', `${owner}/${repo}`)
      break
    case 'environment':
      command.push('--repo', `${owner}/${repo}`, '--env', quoted(environment))
      break
    case 'organization':
      command.push('--org', org, ...visibilityFlags(visibility))
  }
  return command.join(' ')
}

/** What `gh` needs in its environment, for github.com or for an Enterprise Server. */
export function ghEnvironment(serverUrl: string): string[] {
  const host = URL.parse(serverUrl)?.host ?? 'github.com'
  const token = '${{ secrets.A_TOKEN_THAT_MAY_WRITE_SECRETS }}'
  return host === 'github.com'
    ? [`GH_TOKEN: ${token}`]
    : [`GH_HOST: ${host}`, `GH_ENTERPRISE_TOKEN: ${token}`]
}

function visibilityFlags(visibility: Visibility | undefined): string[] {
  if (visibility === undefined) return []
  if (visibility.visibility !== 'selected') return ['--visibility', visibility.visibility]
  const names = visibility.repositories.map(({ name }) => name)
  return names.length === 0 ? ['--no-repos-selected'] : ['--repos', quoted(names.join(','))]
}

/** For a POSIX shell. */
const quoted = (text: string): string =>
  /^[\w.,/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
