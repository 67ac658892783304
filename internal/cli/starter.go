package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"

	"compack/internal/config"
	"compack/internal/dataset"
	"compack/internal/pipeline"
)

// placeholder is the client of a workspace whose exports name none.
const placeholder = "client-a"

// everybody are words that exports write in place of all clients. Whether they
// mean that is for a person to say: it decides who sees a row.
var everybody = []string{"all", "allclients", "shared", "common", "global", "everyone", "groupwide"}

// configText returns the compack.yaml of a workspace that starts from exports.
func configText(inputs string, exports []export) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# A workspace of compack, started from exports. Paths are relative to this file's")
	line("# folder. Lines with TODO are for you to settle; 'compack check' says what is missing.")
	line("vendor:")
	line("  name: Our company # TODO: the name as your clients know it")
	line("")
	line("pack:")
	line("  classification: Confidential")
	line("  # prepared_by: Compliance Office")
	line("  # approved_by: Chief Information Security Officer")
	line("")
	line("calendar:")
	line("  every: quarter # month, quarter, half-year or year")
	line("  first_month: 1 # of the fiscal year")
	line("  # timezone: Europe/Berlin # in which the present day is taken; without it that of the machine")
	line("")
	line("inputs: %s # the folder that files are named from", scalar(inputs))
	line("# gate: errors # make no pack where a row is rejected; without it such rows are disclosed in the pack")
	line("")
	only := writeClients(line, exports)
	line("sources:")
	for _, e := range exports {
		b.WriteString(sourceText(e, only))
	}
	if sourcesIn(exports) == 0 {
		line("  # TODO: no file fits a dataset by itself, so at least one source must be written by hand.")
	}
	return b.String()
}

// sourcesIn counts the exports that fit a dataset.
func sourcesIn(exports []export) (n int) {
	for _, e := range exports {
		if e.found.Best >= 0 {
			n++
		}
	}
	return n
}

// writeClients lists the clients that the exports name. It returns the id of the
// placeholder where they name none.
func writeClients(line func(string, ...any), exports []export) (only string) {
	clients, shared := clientsOf(exports)
	line("clients:")
	if len(clients) == 0 {
		line("  - id: %s # TODO: names the folder of the client's packs", placeholder)
		line("    name: Client A # TODO: the client's name as packs show it")
		only = placeholder
	} else {
		line("  # TODO: these are the words that the exports use. Correct the names, and put words for the same")
		line("  # client together: {id: acme, name: Acme Bank, match: [ACM, Acme Ltd]}")
	}
	for _, c := range clients {
		match := ""
		if len(c.Match) > 0 {
			match = ", match: [" + scalars(c.Match) + "]"
		}
		line("  - {id: %s, name: %s%s}", scalar(c.ID), scalar(c.Name), match)
	}
	if len(shared) > 0 {
		line("# TODO: rows with such a word stand in no pack. Without its #, the next line shows them to every client.")
		line("# shared: [%s]", scalars(shared))
	}
	line("")
	return only
}

// clientsOf returns the clients that the exports name, and the words that seem to
// mean all of them. Words with the same letters and digits are one client's.
func clientsOf(exports []export) (clients []config.Client, shared []string) {
	at := map[string]int{}
	for _, word := range clientWords(exports) {
		folded := dataset.Fold(word)
		i, known := at[folded]
		switch {
		case slices.Contains(everybody, folded):
			if !slices.Contains(shared, word) {
				shared = append(shared, word)
			}
		case !known:
			at[folded] = len(clients)
			clients = append(clients, config.Client{Name: word})
		case !strings.EqualFold(word, clients[i].Name) && !slices.Contains(clients[i].Match, word):
			clients[i].Match = append(clients[i].Match, word)
		}
	}
	nameFolders(clients)
	return clients, shared
}

// clientWords returns the words of the columns that name the client.
func clientWords(exports []export) []string {
	var out []string
	for _, e := range exports {
		if e.found.Best < 0 {
			continue
		}
		for _, c := range e.found.Sheets[e.found.Best].Columns {
			out = append(out, c.Clients...)
		}
	}
	return out
}

// nameFolders gives each client an id that is no other one's id, name or word.
func nameFolders(clients []config.Client) {
	owner := map[string]int{}
	for i, c := range clients {
		for _, word := range append([]string{c.Name}, c.Match...) {
			owner[strings.ToLower(word)] = i
		}
	}
	for i := range clients {
		base := cmp.Or(config.ClientID(clients[i].Name), "client")
		id := base
		for n := 2; ; n++ {
			if by, taken := owner[id]; !taken || by == i {
				break
			}
			id = fmt.Sprintf("%.58s-%d", base, n)
		}
		clients[i].ID, owner[id] = id, i
	}
}

// sourceText returns the sources of one export: the sheet that fits best, and
// others that fit as comments. only is the id of the single client, if there is
// one.
func sourceText(e export, only string) string {
	var b strings.Builder
	if e.found.Best < 0 {
		fmt.Fprintf(&b, "  # TODO: %s fits no dataset by itself ('compack datasets' lists them). Name the columns:\n", scalar(e.name))
		fmt.Fprintf(&b, "  # - dataset: training\n  #   files: %s\n  #   columns:\n  #     person_id: Staff No\n", scalar(e.name))
		return b.String()
	}
	b.WriteString(settled(mapping(e, &e.found.Sheets[e.found.Best]), only))
	for i := range e.found.Sheets {
		sheet := &e.found.Sheets[i]
		if i == e.found.Best || sheet.Hidden || sheet.Mapping == "" {
			continue
		}
		fmt.Fprintf(&b, "  # TODO: the sheet %s fits, too. Remove the # of each line below to read it.\n", scalar(sheet.Name))
		for l := range strings.Lines(mapping(e, sheet)) {
			b.WriteString("  # " + strings.TrimPrefix(l, "  "))
		}
	}
	return b.String()
}

// mapping returns the source that inspect proposes for the sheet, with the file's
// name below the inputs folder.
func mapping(e export, sheet *pipeline.Sheet) string {
	return strings.Replace(sheet.Mapping, "    files: "+scalar(path.Base(e.name))+"\n", "    files: "+scalar(e.name)+"\n", 1)
}

// settled marks what a proposed source leaves open, and gives it the only client
// where it names none.
func settled(mapping, only string) string {
	if only != "" {
		mapping = strings.Replace(mapping, "    # client: ID # no column names the client; write whose rows these are\n",
			"    client: "+only+" # TODO: no column names the client; write whose rows these are\n", 1)
	}
	for _, open := range []string{"    # client: ID", "    # date_order:", "    # values:"} {
		mapping = strings.Replace(mapping, open, "    # TODO: settle what follows and remove its #\n"+open, 1)
	}
	return strings.ReplaceAll(mapping, `: "" # `, `: "" # TODO: `)
}

// scalar writes a text so that YAML reads the same text: JSON's strings are
// YAML's.
func scalar(text string) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(text) // a string can always be encoded
	return strings.TrimSuffix(b.String(), "\n")
}

func scalars(texts []string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = scalar(text)
	}
	return strings.Join(out, ", ")
}
