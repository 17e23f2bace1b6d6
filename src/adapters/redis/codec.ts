import encoder from '@redis/client/dist/lib/RESP/encoder.js'

export { Decoder } from '@redis/client/dist/lib/RESP/decoder.js'

/**
 * A command as a Redis takes it.
 *
 * The bundler hands over the default export; Node, which runs the tests, all of a CommonJS module.
 */
export const encodeCommand = 'default' in encoder ? (encoder.default as typeof encoder) : encoder
