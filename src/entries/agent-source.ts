import { type TokenSource } from '../lease/token-source.ts'

/** Handed over, not imported: it would take room in the entry to be shared. */
export type AgentSource = (socket: string, places: readonly string[]) => TokenSource
