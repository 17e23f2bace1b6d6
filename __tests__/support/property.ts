import fc from 'fast-check'

/**
 * fast-check with a fixed seed: a build that was green stays green, and a red one is red for everybody.
 * `PROPERTY_SEED=$RANDOM npm test` goes looking elsewhere.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_261_121) })

export default fc
