package framework

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// catalog is a small cut of four frameworks.
func catalog() *Catalog {
	controls := func(group string, ids ...string) (out []Control) {
		for _, id := range ids {
			out = append(out, Control{ID: id, Title: id, Group: group})
		}
		return out
	}
	return NewCatalog([]Definition{
		{ID: "iso-27001-2022", Title: "ISO/IEC 27001:2022 Annex A", Also: []string{"ISO 27001", "ISO 27001:2022", "Annex A"}, Letters: "A", Controls: controls("A.5", "A.5.1", "A.5.15", "A.6.1", "A.8.8")},
		{ID: "nist-800-53-r5", Title: "NIST SP 800-53 rev. 5", Also: []string{"NIST 800-53", "800-53"}, Parts: true, Withdrawn: []string{"AC-13"}, Controls: controls("AC", "AC-1", "AC-2", "RA-5")},
		{ID: "cis-v8", Title: "CIS v8", Also: []string{"CIS", "CIS 8"}, Controls: controls("5", "1.1", "5.1", "7.1", "8.1")},
		{ID: "pci-dss-4.0", Title: "PCI DSS 4.0", Also: []string{"PCI", "PCI DSS"}, Parts: true, Controls: controls("1", "1.1", "8.3", "6.3")},
	}, Crosswalk{From: "iso-27001-2022", Mappings: []Mapping{
		{Control: "A.8.8", To: map[string][]string{"nist-800-53-r5": {"RA-5"}, "cis-v8": {"7.1"}, "pci-dss-4.0": {"6.3"}}},
		{Control: "A.5.15", To: map[string][]string{"nist-800-53-r5": {"AC-1", "AC-2"}}},
		{Control: "A.5.1", To: map[string][]string{"nist-800-53-r5": {"AC-1"}}},
	}})
}

func TestIdentifiersAreFoundHoweverTheyAreWritten(t *testing.T) {
	const iso, nist, cis, pci = "iso-27001-2022", "nist-800-53-r5", "cis-v8", "pci-dss-4.0"
	for _, tt := range []struct {
		framework, id string
		assumed       bool
		want          Ref
	}{
		{iso, "A.5.1", false, Ref{iso, "A.5.1"}},
		{iso, "5.1", false, Ref{iso, "A.5.1"}},
		{iso, "A 5.1", false, Ref{iso, "A.5.1"}},
		{iso, "a.5.01", false, Ref{iso, "A.5.1"}},
		{iso, " a5.1 ", false, Ref{iso, "A.5.1"}},
		{iso, "ISO 27001 A.5.1", false, Ref{iso, "A.5.1"}},
		{iso, "ISO/IEC 27001:2022 Annex A A.5.15", false, Ref{iso, "A.5.15"}},
		{iso, "Annex A.5.15", false, Ref{iso, "A.5.15"}},
		{iso, "A.5.1 Policies for information security", false, Ref{iso, "A.5.1"}},
		// The numbering of 2013 is another one.
		{iso, "A.6.1.2", false, Ref{}},
		{iso, "A.9.2.1", false, Ref{}},
		{iso, "A.51", false, Ref{}},
		{"ISO 27001:2022", "5.1", false, Ref{iso, "A.5.1"}},
		{"iso27001", "5.1", false, Ref{iso, "A.5.1"}},
		{"ISO 27001:2013", "A.5.1", false, Ref{}},
		{nist, "AC-2(1)", false, Ref{nist, "AC-2"}},
		{nist, "AC-02 (01)", false, Ref{nist, "AC-2"}},
		{nist, "ac-2.1", false, Ref{nist, "AC-2"}},
		{nist, "AC-2 Account Management", false, Ref{nist, "AC-2"}},
		{nist, "AC-20", false, Ref{}},
		{nist, "AC-13", false, Ref{}},
		{nist, "AC", false, Ref{}},
		{pci, "8.3.1", false, Ref{pci, "8.3"}},
		// A name in front of the identifier decides.
		{iso, "PCI DSS 4.0 8.3.1", false, Ref{pci, "8.3"}},
		{iso, "CIS 5.1", false, Ref{cis, "5.1"}},
		{iso, "CIS 8.1", false, Ref{cis, "8.1"}},
		{iso, "NIST SP 800-53 rev. 5 AC-2", false, Ref{nist, "AC-2"}},
		// Nobody stated the framework.
		{iso, "AC-2", true, Ref{nist, "AC-2"}},
		{iso, "AC-2", false, Ref{}},
		{iso, "5.1", true, Ref{iso, "A.5.1"}},
		{iso, "1.1", true, Ref{}}, // two frameworks have it
		{"", "A.8.8", true, Ref{iso, "A.8.8"}},
		{"", "5.1", true, Ref{}},
		{iso, "CTRL-17", true, Ref{}},
		{iso, "", true, Ref{}},
		{"", "", false, Ref{}},
	} {
		got, ok := catalog().Resolve(tt.framework, tt.id, tt.assumed)
		if got != tt.want || ok != (tt.want != Ref{}) {
			t.Errorf("%q in %q (assumed %v) is %v, want %v", tt.id, tt.framework, tt.assumed, got, tt.want)
		}
	}
}

func TestCrosswalkLeadsBothWaysAndNeverOnward(t *testing.T) {
	w := catalog().Crosswalk()
	for _, tt := range []struct {
		from Ref
		to   string
		want []string
	}{
		{Ref{"iso-27001-2022", "A.5.15"}, "nist-800-53-r5", []string{"AC-1", "AC-2"}},
		{Ref{"nist-800-53-r5", "AC-1"}, "iso-27001-2022", []string{"A.5.15", "A.5.1"}},
		{Ref{"nist-800-53-r5", "RA-5"}, "cis-v8", nil}, // both are mapped to A.8.8
		{Ref{"iso-27001-2022", "A.6.1"}, "cis-v8", nil},
	} {
		if diff := cmp.Diff(tt.want, w.Mapped(tt.from, tt.to)); diff != "" {
			t.Errorf("%v to %s (-want +got):\n%s", tt.from, tt.to, diff)
		}
	}
}

func TestNamesTellControlsApart(t *testing.T) {
	for ref, want := range map[Ref]string{{"iso-27001-2022", "A.8.8"}: "A.8.8", {"cis-v8", "7.1"}: "CIS 7.1", {"pci-dss-4.0", "6.3"}: "PCI 6.3"} {
		if got := catalog().Name(ref); got != want {
			t.Errorf("%v is called %q, want %q", ref, got, want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("ISO 27001", "A.5.1")
	f.Add("", "AC-2(1)")
	f.Add("é", "٣.٤")
	c := catalog()
	f.Fuzz(func(t *testing.T, framework, id string) {
		ref, ok := c.Resolve(framework, id, true)
		if !ok {
			return
		}
		def, known := c.Framework(ref.Framework)
		if !known {
			t.Fatalf("%q is of an unknown framework", id)
		}
		if _, known := def.Control(ref.Control); !known {
			t.Fatalf("%q is an unknown control %v", id, ref)
		}
	})
}
