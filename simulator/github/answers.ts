import { type Answer, jsonAnswer } from '../genesys/message.ts'

const DOCUMENTATION = 'https://docs.github.com/rest'

/** An error of GitHub's API, whose body repeats the status as a text. */
export function githubError(status: number, message: string): Answer {
  return jsonAnswer(status, { message, documentation_url: DOCUMENTATION, status: String(status) })
}

/** No such thing, or none that this token may know of. */
export function notFound(): Answer {
  return githubError(404, 'Not Found')
}

/** The token lacks a permission. */
export function notAccessible(): Answer {
  return githubError(403, 'Resource not accessible by integration')
}

/** Writing to an archived repository. */
export function archived(): Answer {
  return githubError(403, 'Repository was archived so is read-only.')
}

/** Success without a body. */
export function noContent(): Answer {
  return { status: 204, headers: {}, body: '' }
}
