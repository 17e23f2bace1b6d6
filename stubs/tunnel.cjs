'use strict'

// @actions/http-client loads tunnel at start and needs it only for requests through a proxy; tunnel loads
// assert. This stands before it and loads the real one at its first use.
// See docs/adr/0001-leave-out-unused-dependencies.md.
for (const name of ['httpOverHttp', 'httpOverHttps', 'httpsOverHttp', 'httpsOverHttps']) {
  exports[name] = (options) => require('./real/index.js')[name](options)
}
