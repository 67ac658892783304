// Package locale says how a pack speaks to its readers: in which words, with which
// decimal sign and in which form of a date.
//
// In: a locale file (YAML). Out: a [Locale], which turns the fixed texts of packs,
// numbers and days into those of a language. The nil locale is English, in which
// fixed texts are written; a text that a locale file lacks stays English.
package locale
