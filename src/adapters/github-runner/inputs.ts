import { getInput } from '@actions/core'
import { type Source } from '../../settings/reader.ts'
import { inputSource } from '../../settings/sources.ts'

/** The inputs of this step. White space around a value is not meant and goes. */
export function stepInputs(): Source {
  return inputSource((name) => getInput(name))
}
