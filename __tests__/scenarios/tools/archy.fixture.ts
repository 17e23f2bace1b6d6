// Archy, as far as it knows of logins. Its page (developer.genesys.cloud/devapps/archy) has --clientId, --clientSecret and
// --location, which may stand in a YAML file (--optionsFile); no option for a token is known.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { parse } from 'yaml'
import { fail, logIn } from './ask.ts'

const [command, ...given] = process.argv.slice(2)
const option = (name: string): string | undefined => {
  const index = given.indexOf(`--${name}`)
  return index < 0 ? undefined : given[index + 1]
}

const optionsFile = option('optionsFile')
const fromFile =
  optionsFile === undefined
    ? {}
    : (parse(readFileSync(optionsFile, 'utf8')) as Readonly<Record<string, string>>)
if (optionsFile !== undefined) {
  // What everybody on the machine could read would be no better than the command line.
  console.log(`mode ${(statSync(optionsFile).mode & 0o777).toString(8)} of ${optionsFile}`)
}

if (command !== 'publish') fail(`unknown command ${command ?? ''}`)
if (!existsSync(option('file') ?? '')) fail('there is no such flow file')
const [id, secret, location] = ['clientId', 'clientSecret', 'location'].map(
  (name) => option(name) ?? fromFile[name] ?? '',
)
if (id === undefined || id === '' || secret === undefined || secret === '')
  fail('clientId and clientSecret are required')
// It logs in by itself, and ends no token.
const token = await logIn(`https://login.${location ?? ''}`, id, secret)
if (token === undefined) fail('unable to log in')
