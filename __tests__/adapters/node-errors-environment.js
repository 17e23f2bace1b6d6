import { TestEnvironment } from 'jest-environment-node'

/**
 * Jest runs tests in a realm of its own, whose `Error` is another than that of Node's modules: there
 * `instanceof Error` is false for a socket's error, and code that reads errors sees what it never sees in
 * production. The tests of the adapters share Node's `Error` instead.
 */
export default class NodeErrorsEnvironment extends TestEnvironment {
  async setup() {
    await super.setup()
    this.global.Error = Error
  }
}
