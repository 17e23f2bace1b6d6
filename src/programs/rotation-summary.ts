import { type RotationReport } from '../rotation/rotate.ts'
import { isoSeconds } from '../core/time.ts'
import { named } from './summary.ts'

/** What audits commonly ask for, and what docs/rotation.md recommends at the latest. */
const DAYS_UNTIL_NEXT = 90

/** The table for the job summary, as GitHub's Markdown. */
export function rotationSummary(report: RotationReport): string {
  const { owner, clientName, targetClientId, place, rotatedAt } = report
  const next = isoSeconds(rotatedAt + DAYS_UNTIL_NEXT * 86_400_000).slice(0, 10)
  const rows: [string, string][] = [
    ['OAuth client', named(clientName, targetClientId)],
    ['Organization', named(owner?.organizationName ?? '', owner?.organizationId ?? '')],
    ['Stored as', named(place, '')],
    ['Rotated', `${isoSeconds(rotatedAt).replace('T', ' ').replace('Z', '')} UTC`],
    ['Rotate again', `by ${next} (${DAYS_UNTIL_NEXT} days)`],
  ]
  const lines = rows.map(([name, value]) => `| ${name} | ${value} |`)
  return ['### Genesys Cloud client secret rotated', '', '| | |', '| --- | --- |', ...lines, ''].join('\n')
}
