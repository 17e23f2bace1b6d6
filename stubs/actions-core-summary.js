// @actions/core loads its job summary at start, and with it fs.promises and readline: 2 ms and 1 MiB.
// This project appends to the summary file itself. See docs/adr/0001-leave-out-unused-dependencies.md.
export const summary = undefined
export const markdownSummary = undefined
