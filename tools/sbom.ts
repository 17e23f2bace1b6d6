/** What npm says about one package, in the terms of CycloneDX. */
export interface Component {
  readonly 'bom-ref': string
  readonly name: string
  readonly version: string
  readonly scope?: string
  readonly properties?: readonly { readonly name: string; readonly value: string }[]
}

/** A bill of materials as `npm sbom` writes it. */
export interface BillOfMaterials {
  readonly metadata: { readonly component: Component }
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[]
}

/**
 * The bill of materials of the bundles, made from the one of everything that is installed. All packages are there
 * for development, as none has to be installed by users; what is bundled runs all the same.
 *
 * @param whole what `npm sbom` writes, in CycloneDX
 * @param name of the project; npm writes that of the folder
 * @param bundled the packages that are in a bundle
 */
export function bundledOnly(
  whole: BillOfMaterials,
  name: string,
  bundled: readonly Pick<Component, 'name' | 'version'>[],
): BillOfMaterials {
  const project = { ...whole.metadata.component, name }
  const components = bundled.map((wanted) => {
    const found = whole.components.find(
      (each) => each.name === wanted.name && each.version === wanted.version,
    )
    if (found === undefined) throw new Error(`npm does not know ${wanted.name} ${wanted.version}.`)
    return { ...found, scope: 'required', properties: [] }
  })
  const refs = new Set(components.map((component) => component['bom-ref']))
  const dependencies = whole.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }))
  return {
    ...whole,
    metadata: { ...whole.metadata, component: project },
    components,
    dependencies: [{ ref: project['bom-ref'], dependsOn: [...refs] }, ...dependencies],
  }
}
