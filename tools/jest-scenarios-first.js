import Sequencer from '@jest/test-sequencer'

/** What mostly waits starts first, so that what mostly computes fills the gaps; without a cache, too. */
export default class ScenariosFirst extends Sequencer {
  sort(tests) {
    const [scenarios, others] = [true, false].map((isWanted) =>
      tests.filter(({ path }) => path.includes('scenarios') === isWanted),
    )
    return [...super.sort(scenarios), ...super.sort(others)]
  }
}
