/** A right of Genesys Cloud, as its documentation writes it: `routing:queue:view`. */
export interface Permission {
  readonly domain: string
  readonly entity: string
  readonly action: string
}

/** `undefined` for what does not have the form `domain:entity:action`. */
export function parsePermission(text: string): Permission | undefined {
  const [, domain, entity, action] = /^([\w-]+):([\w-]+|\*):([\w-]+|\*)$/.exec(text) ?? []
  if (domain === undefined || entity === undefined || action === undefined) return undefined
  return { domain, entity, action }
}
