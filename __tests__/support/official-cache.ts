// Run as a process of its own: @actions/cache takes its settings from the environment and talks to stdout.
import { restoreCache, saveCache } from '@actions/cache'

const [command = '', path = '', key = ''] = process.argv.slice(2)
const result =
  command === 'save'
    ? await saveCache([path], key)
    : await restoreCache([path], key, [], { lookupOnly: command === 'look-up' })
console.log(`\nresult=${JSON.stringify(result ?? null)}`)
