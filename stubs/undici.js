// @actions/http-client imports undici when it is loaded, for getAgentDispatcher() alone, which this
// project never calls. The real one costs 30 ms, 10 MiB and 900 kB in each bundle.
// See docs/adr/0001-leave-out-unused-dependencies.md.
export class ProxyAgent {
  constructor() {
    throw new Error('undici is left out of this bundle: see docs/adr/0001-leave-out-unused-dependencies.md')
  }
}
