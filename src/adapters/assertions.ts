import { type MakeAssertion } from '../oauth/form-authentication.ts'

/** Makes assertions, each by what its credentials need: that is loaded with the first one. */
export const makeAssertion: MakeAssertion = async (credentials, order) => {
  switch (credentials.method) {
    case 'private-key-jwt': {
      const { signAssertion } = await import('./jwt-signer.ts')
      return signAssertion(credentials, order)
    }
    case 'github-oidc': {
      const { requestIdToken } = await import('./id-token.ts')
      return requestIdToken(credentials, order)
    }
  }
}
