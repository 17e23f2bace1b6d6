/** The ways in which a client proves itself, as `client-auth` has them (RFC 7591 names all but the last). */
export const AUTHENTICATION_METHODS = ['basic', 'post', 'private-key-jwt', 'github-oidc'] as const
