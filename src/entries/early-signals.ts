// The first import of an action's entry, and so run before anything else that it loads. What a signal does before that is told in
// docs/how-it-works.md.

// Node would open a debugger, through which any process of this user could read the secrets in memory.
process.on('SIGUSR1', () => undefined)
process.on('SIGUSR2', () => undefined)
