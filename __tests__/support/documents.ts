import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')

/** A Markdown page of this repository. */
export interface Page {
  /** From the root, with slashes. */
  readonly path: string
  readonly text: string
}

/** A fenced block of a page. */
export interface Block {
  /** `README.md:10`, for messages. */
  readonly where: string
  readonly language: string
  readonly text: string
}

/** Every page that users and contributors read. */
export function readPages(): readonly Page[] {
  const paths = [
    ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
    ...filesBelow('docs').filter((path) => path.endsWith('.md')),
  ]
  return paths.map((path) => ({ path, text: readText(path) }))
}

/** The text of a file, by its path from the root. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** Every file below a folder, by its path from the root, with slashes. */
export function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

/** The fenced blocks of a page, indented ones included, without their indentation. */
export function blocksOf({ path, text }: Page): readonly Block[] {
  return [...text.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', body = ''] = match
    const line = text.slice(0, match.index).split('\n').length
    const lines = body.split('\n').map((each) => each.replace(new RegExp(`^${indent}`), ''))
    return { where: `${path}:${line}`, language, text: lines.join('\n') }
  })
}

/** The page without its blocks: links and headings in those are somebody else's. */
function prose(text: string): string {
  return text.replaceAll(/^ *```\w*\n[^]*?^ *```$/gm, '')
}

/** The anchors that GitHub gives to the headings of a page. */
export function anchorsOf(text: string): ReadonlySet<string> {
  return new Set([...prose(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slug(heading)))
}

/** The rows of the first table below a heading, header and rule left out, each a list of cells. */
export function tableBelow(text: string, heading: string): readonly (readonly string[])[] {
  const section = sectionOf(text, heading)
  const table = /(?:^\|.*\n?)+/m.exec(section)?.[0] ?? ''
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

/** What stands between a heading and the next one. */
export function sectionOf(text: string, heading: string): string {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading)
  if (start < 0) throw new Error(`There is no heading "${heading}".`)
  const end = lines.findIndex((line, index) => index > start && /^#+ /.test(line))
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n')
}

/** What is wrong with the relative links of a page: no such file, or no such heading in it. */
export function brokenLinks({ path, text }: Page): readonly string[] {
  const targets = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .flatMap((target) => {
      const [file = '', anchor] = target.split('#')
      const linked = file === '' ? path : join(path, '..', file)
      if (!existsSync(join(ROOT, linked))) return [`${path}: ${target}: there is no such file`]
      if (anchor === undefined || anchorsOf(readText(linked)).has(anchor)) return []
      return [`${path}: ${target}: there is no such heading`]
    })
}

function slug(heading: string): string {
  const words = heading.toLowerCase().replaceAll(/[^\p{Letter}\p{Number}\- _]/gu, '')
  return words.replaceAll(' ', '-')
}
