// Package preview shows a pack in the making in a browser on this machine.
//
// In: what each making of the pack came to. Out: one page with the pack's files, what
// was found, and why there is no newer pack where there is none; it follows by itself.
// Nothing here makes or changes a pack. Nothing is shown to another machine, or to a
// page of another site.
package preview
