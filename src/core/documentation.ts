/** Where the project is if nothing tells: `org` stands for the owner of a copy. */
const HOME = 'https://github.com/org/gc-oauth-action'

/** A runner unpacks an action into a folder that names its repository and the ref that was asked for. */
const ACTION_FOLDER = /[\\/]_actions[\\/]([\w.-]+)[\\/]([\w.-]+)[\\/](.+)[\\/]dist[\\/]/

/** What may tell whose documentation fits what runs, and at which state. */
export interface Origin {
  /** `GITHUB_SERVER_URL`; empty outside GitHub. */
  readonly serverUrl: string
  /** `GITHUB_ACTION_REPOSITORY`, as `owner/name`; empty where the action comes from the workspace, or where there is none. */
  readonly repository: string
  /** A branch, tag or commit, for a repository that the folder of the script does not tell. */
  readonly ref: string
  /** Path of the file that runs. */
  readonly script: string
  /** The content of `package.json` beside it, in which a copy names its repository. */
  readonly manifest: unknown
}

/** URL of the troubleshooting page: in the repository that the action came from, since a copy may differ from ours. */
export function documentationUrl({ serverUrl, repository, ref, script, manifest }: Origin): string {
  const server = serverUrl === '' ? 'https://github.com' : serverUrl
  if (repository !== '') return pageOf(`${server}/${repository}`, ref)
  const [, owner, name, folderRef] = ACTION_FOLDER.exec(script) ?? []
  if (owner !== undefined && name !== undefined && folderRef !== undefined) {
    return pageOf(`${server}/${owner}/${name}`, folderRef.replaceAll('\\', '/'))
  }
  return pageOf(homeOf(manifest) ?? HOME, ref)
}

function pageOf(home: string, ref: string): string {
  return `${home}/blob/${ref}/docs/troubleshooting.md`
}

/** What `repository` of a package.json stands for, in the forms that npm knows and GitHub has. */
function homeOf(manifest: unknown): string | undefined {
  const repository = member(manifest, 'repository')
  const named = typeof repository === 'string' ? repository : member(repository, 'url')
  if (typeof named !== 'string') return undefined
  const url = named
    .replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1')
    .replace(/^git\+/, '')
    .replace(/^(?:ssh:\/\/)?git@([\w.-]+)[:/]/, 'https://$1/')
    .replace(/^git:/, 'https:')
    .replace(/\.git$/, '')
  return /^https:\/\/[\w.-]+(?::\d+)?\/[\w.-]+\/[\w.-]+$/.test(url) ? url : undefined
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
