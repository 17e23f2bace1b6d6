import { withKeyFile } from '../adapters/key-file.ts'
import { environment } from '../adapters/process.ts'

let read: ReturnType<typeof withKeyFile> | undefined

/** The variables that `gc-token` goes by, with the key from its file, and what is wrong with that. Read once. */
export function variables(): ReturnType<typeof withKeyFile> {
  read ??= withKeyFile(environment())
  return read
}
