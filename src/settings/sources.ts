import { type Source } from './reader.ts'

/** The inputs of an action. @param input the text of the input of that name, empty if it was not set */
export function inputSource(input: (name: string) => string): Source {
  return {
    text: (field) => (field.input === undefined ? '' : input(field.input)),
    name: (field) => field.input ?? '',
    whyEmpty: [
      'the secret or variable is not set for this repository, environment or organization: GitHub gives an empty text for a missing one, without a warning',
      'the workflow runs for a pull request from a fork or for Dependabot: these get no secrets',
      'the job names no environment, or another one than the secret belongs to',
    ],
  }
}

/** The environment that `gc-token` was started with. */
export function variableSource(environment: Readonly<Record<string, string | undefined>>): Source {
  return {
    text: ({ variable }) => (variable === undefined ? '' : (environment[variable]?.trim() ?? '')),
    name: ({ variable }) => variable ?? '',
    whyEmpty: [
      'there is no agent here (GC_TOKEN_SOCK is not set), so that gc-token needs credentials of its own',
      'a secret of the pipeline is not mapped to these variables',
    ],
  }
}
