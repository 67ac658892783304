package compose

import (
	"sync"
	"testing"
)

func TestOneTemplateMakesTheDocumentsOfManyClients(t *testing.T) {
	const text = front + "# A\n\nFor {{ .Client.Name }}: {{ metric \"cases.done\" }}.\n\n```metrics\n- cases.done\n```\n\n```callout\ntitle: For {{ .Client.Name }}\n```\n"
	clients := []string{"Acme", "Globex", "Initech"}
	digest := func(shared *Template, client string) string {
		in := casesInput(t, "")
		in.Template, in.Client.Name = shared, client
		doc, err := Compose(in)
		if err != nil {
			t.Error(err)
			return ""
		}
		return doc.Digest
	}
	shared, got := NewTemplate("p", "p.md", text), make([]string, len(clients))
	var wg sync.WaitGroup
	for i, client := range clients {
		wg.Go(func() { got[i] = digest(shared, client) })
	}
	wg.Wait()
	for i, client := range clients {
		if want := digest(NewTemplate("p", "p.md", text), client); got[i] != want || got[i] == got[(i+1)%len(got)] {
			t.Errorf("%s: the document has the digest %s, alone %s", client, got[i], want)
		}
	}
}
