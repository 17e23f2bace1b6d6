// As for the other entries. The post step finishes its work first, whatever it is sent.
import './early-signals.ts'

for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT'] as const) process.on(signal, () => undefined)
