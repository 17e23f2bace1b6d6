// @actions/core has facts about the operating system, 3 kB in each bundle, which this project never asks for.
// See docs/adr/0001-leave-out-unused-dependencies.md.
export const platform = undefined
