// @actions/core imports @actions/exec when it is loaded, for platform.getDetails() alone, which this
// project never calls. With what it imports in turn it is 45 kB in each bundle, and code that can
// start processes. See docs/adr/0001-leave-out-unused-dependencies.md.
export function getExecOutput() {
  throw new Error(
    '@actions/exec is left out of this bundle: see docs/adr/0001-leave-out-unused-dependencies.md',
  )
}
