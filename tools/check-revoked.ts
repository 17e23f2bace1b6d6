// The post of .github/actions/simulator. Posts run in reverse order, so it comes after that of the
// token action and can tell whether every token that was granted has been revoked.
export {}

const controlUrl = process.env['STATE_control-url'] ?? ''

if (controlUrl === '') {
  console.log('The simulator was not started; nothing to check.')
} else {
  const reply = await fetch(controlUrl, { method: 'DELETE' })
  const { granted, live } = (await reply.json()) as { granted: number; live: number }
  console.log(`Of ${granted} granted tokens ${live} are still alive.`)
  if (live > 0) {
    console.log('::error::A token outlived the post step that owns it.')
    process.exitCode = 1
  }
}
