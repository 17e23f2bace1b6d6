/** What the changelog says about one version, without its heading. */
export function notesOf(changelog: string, version: string): string {
  const [, ...sections] = changelog.split(/^## /m)
  const notes = sections.find((section) => headingVersion(section) === version)
  if (notes === undefined) throw new Error(`CHANGELOG.md has no section about ${version}.`)
  const text = notes.slice(notes.indexOf('\n')).trim()
  if (text === '' || !notes.includes('\n')) throw new Error(`CHANGELOG.md says nothing about ${version}.`)
  return `${text}\n`
}

/** Headings read "1.2.3", "[1.2.3]" or "v1.2.3", with or without a date after them. */
function headingVersion(section: string): string | undefined {
  return /^\[?v?(\d+\.\d+\.\d+[^\]\s]*)/.exec(section)?.[1]
}
