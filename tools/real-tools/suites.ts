import { goTool, javaTool, pythonTool, type RealTool } from './tool.ts'

export const ACTIONLINT = goTool('actionlint')
export const ZIZMOR = pythonTool('zizmor')
export const ACT = pythonTool('act')
/** The CLI, and moto, which stands in for AWS itself. */
export const AWS = pythonTool('aws')
export const GENESYS_FOR_PYTHON = pythonTool('genesys-sdk')
export const GENESYS_FOR_JAVA = javaTool('genesys-sdk-java')

/**
 * What each suite needs, by its name: `linters` is `__tests__/real-tools/linters.tools.ts`. A further suite is
 * a file there and a line here.
 */
export const SUITES: Readonly<Record<string, readonly RealTool[]>> = {
  act: [ACT],
  aws: [AWS, ACT],
  linters: [ACTIONLINT, ZIZMOR],
  'sdk-recipes': [GENESYS_FOR_PYTHON, GENESYS_FOR_JAVA],
  sdks: [GENESYS_FOR_PYTHON, GENESYS_FOR_JAVA],
}
