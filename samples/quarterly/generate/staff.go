package main

import (
	"encoding/csv"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"
)

// member is a person with what the files on access need of them.
type member struct {
	*person
	email     string
	left      time.Time // zero for those who are still there
	access    time.Time // joined the client's account
	contract  string
	status    string
	exempt    bool
	unchecked bool // no check was ever requested
}

// writeStaff writes the files that draw from the roster: people, screening, accounts and access reviews.
func writeStaff(people []*person) {
	members := makeMembers(source(611), people)
	writePeople(members)
	writeScreening(source(612), members)
	accounts := makeAccounts(source(613), members)
	writeAccounts(accounts)
	writeReviews(source(614), accounts)
}

func makeMembers(r *rand.Rand, people []*person) []*member {
	out := make([]*member, len(people))
	for i, p := range people {
		m := &member{person: p, status: "Active", contract: "Employee", email: address(p.name)}
		m.access = workday(plus(p.hired, 2+r.IntN(12)))
		switch n := r.IntN(40); {
		case n < 5 && p.team.name != "Service Delivery":
			m.contract = "Contractor"
		case n == 5:
			m.status = "On leave"
		case n < 8 && p.hired.Before(day("2025-06-01")) && p.team.name != "Service Delivery":
			m.status, m.left = "Left", workday(plus(day("2026-08-12"), r.IntN(37)))
		}
		out[i] = m
	}
	out[len(out)/3].exempt = true
	out[len(out)-9].unchecked = true
	return out
}

// address makes a mail address of a name, in plain letters.
func address(name string) string {
	plain := strings.NewReplacer("é", "e", "ë", "e", "ü", "u", "ê", "e", "ö", "o", "ä", "a", " ", ".").Replace(strings.ToLower(name))
	return plain + "@meridian-claims.example"
}

func writePeople(members []*member) {
	book := newBook("Staff roster by client account")
	must(book.SetSheetName("Sheet1", "Roster"))
	var rows [][]any
	for _, m := range members {
		rows = append(rows, []any{m.id, m.name, m.email, m.client.code, m.team.name, m.title(), m.contract, m.status, m.hired, m.left, m.access,
			yes(m.team.name != "Document Intake"), yes(m.exempt)})
	}
	writeSheet(book, "Roster", []string{"Staff by client account", "People Services, 5 Oct 2026", ""},
		[]any{"Employee ID", "Employee Name", "Work Email", "Client Account", "Department", "Job Title", "Employment Type", "Status", "Start Date", "End Date",
			"Access Granted On", "Screening Required", "Training Exempt"}, []float64{12, 24, 38, 12, 26, 28, 16, 12, 13, 13, 16, 12, 12}, rows)
	saveBook(book, "staff-roster.xlsx")
}

// title is what a member of a department is called.
func (m *member) title() string {
	switch {
	case m.team.coder:
		return "Software engineer"
	case m.team.name == "Service Delivery":
		return "Service delivery manager"
	case m.team.name == "Service Desk":
		return "Service desk analyst"
	case strings.HasPrefix(m.team.name, "Contact Centre"):
		return "Customer service agent"
	}
	return "Claims handler"
}

func yes(is bool) string {
	if is {
		return "Yes"
	}
	return "No"
}

func writeScreening(r *rand.Rand, members []*member) {
	rows := [][]string{{"Employee ID", "Client Account", "Check", "Requested", "Completed", "Status", "Outcome", "Valid Until", "Provider", "Provider Reference"}}
	number := 40117
	late := 0
	for i, m := range members {
		if m.unchecked || m.team.name == "Document Intake" {
			continue
		}
		for j, check := range []string{"Identity", "Right to work", "Employment"} {
			requested := plus(m.hired, -24+2*j)
			done := plus(requested, 4+r.IntN(14))
			status, outcome, until := "Completed", "Clear", time.Time{}
			switch {
			case m.hired.After(day("2026-03-01")) && j == 2 && late < 4 && i%3 == 0:
				done, late = plus(m.access, 3+r.IntN(9)), late+1
			case m.hired.After(day("2026-08-20")) && j == 2 && i%2 == 0:
				done, status, outcome = time.Time{}, "In progress", ""
			case check == "Right to work" && i%23 == 4:
				until = plus(day("2026-07-20"), r.IntN(420))
			}
			rows = append(rows, []string{m.id, m.client.code, check, iso(requested), iso(done), status, outcome, iso(until), "Clearway Screening", "CW-" + strconv.Itoa(number)})
			number += 1 + r.IntN(4)
		}
	}
	writeCSV("screening-status.csv", rows, func(*csv.Writer) {}, "")
}

// account is one account in one system.
type account struct {
	system, id, email, client, kind, entitlement string
	owner                                        *member // nil for machines
	enabled, admin, enforced, emergency, shared  bool
	created, used                                time.Time
}

// makeAccounts gives everybody an account in the directory and one where they work, and adds machines, an emergency
// account, a shared one, a leaver's that was forgotten and one of nobody.
func makeAccounts(r *rand.Rand, members []*member) []*account {
	var out []*account
	add := func(a account) { out = append(out, &a) }
	forgotten := map[*client]bool{clients[1]: true}
	for _, m := range members {
		work, right := "Claims platform", "Claims handling"
		if m.team.coder {
			work, right = "Source control", "Write to service repositories"
		}
		admin := m.team.name == "Service Desk" || m.team.coder && r.IntN(4) == 0
		used := plus(exported, -r.IntN(9))
		if r.IntN(45) == 0 {
			used = plus(asOf, -95-r.IntN(60))
		}
		enabled := m.left.IsZero() || m.left.After(asOf)
		if !enabled {
			used = m.left
		}
		kept := !enabled && !forgotten[m.client]
		if kept {
			forgotten[m.client] = true
		}
		add(account{system: "Corporate directory", id: strings.TrimSuffix(m.email, "@meridian-claims.example"), email: m.email, client: m.client.code, kind: "User", owner: m,
			enabled: enabled, admin: admin && m.team.name == "Service Desk", enforced: enabled, created: m.access, used: used, entitlement: "Staff"})
		add(account{system: work, id: strings.ToLower(m.id), email: m.email, client: m.client.code, kind: "User", owner: m,
			enabled: enabled || kept, admin: admin, enforced: r.IntN(60) != 0, created: m.access, used: used, entitlement: right})
	}
	for i, c := range clients {
		low := strings.ToLower(c.code)
		for _, job := range []string{"batch", "backup", "monitoring", "file-transfer", "deploy"} {
			add(account{system: "Claims platform", id: "svc-" + job + "-" + low, client: c.code, kind: "Service account", enabled: true, admin: job == "backup" || job == "deploy",
				created: day("2024-03-04"), used: exported, entitlement: "Run " + job})
		}
		add(account{system: "Claims platform", id: "breakglass-" + low, client: c.code, kind: "User", enabled: true, admin: true, emergency: true,
			created: day("2024-03-04"), used: plus(day("2026-02-11"), 40*i), entitlement: "Everything, in an emergency"})
		add(account{system: "Claims platform", id: "reception-" + low, client: c.code, kind: "User", enabled: true, shared: true, enforced: i == 1,
			created: day("2023-11-20"), used: exported, entitlement: "Look up a claim's status"})
	}
	return out
}

func writeAccounts(accounts []*account) {
	rows := [][]string{{"System", "Account", "Email", "Client Account", "Account Type", "Enabled", "Privileged", "MFA Enrolled", "MFA Enforced", "Emergency Account",
		"Shared Account", "Created", "Last Sign-in"}}
	for _, a := range accounts {
		email := a.email
		if a.shared && a.client == "NWB" {
			email = "front.desk@meridian-claims.example" // nobody on the roster
		}
		machine := a.kind != "User"
		rows = append(rows, []string{a.system, a.id, email, a.client, a.kind, yes(a.enabled), yes(a.admin), yes(!machine), yes(a.enforced && !machine), yes(a.emergency),
			yes(a.shared), iso(a.created), iso(a.used)})
	}
	writeCSV("accounts.csv", rows, func(w *csv.Writer) { w.Comma = ';' }, "\uFEFF")
}

// writeReviews writes two quarters' reviews: every account that was there when the population was frozen, and what was decided.
func writeReviews(r *rand.Rand, accounts []*account) {
	book := newBook("User access reviews")
	must(book.SetSheetName("Sheet1", "Decisions"))
	var rows [][]any
	own := false
	for _, review := range []struct{ name, frozen, due string }{{"2026-Q2 user access review", "2026-05-04", "2026-06-05"}, {"2026-Q3 user access review", "2026-08-03", "2026-09-04"}} {
		frozen, due := day(review.frozen), day(review.due)
		for _, a := range accounts {
			if a.created.After(frozen) || a.owner != nil && !a.owner.left.IsZero() && a.owner.left.Before(frozen) {
				continue
			}
			reviewer, subject := "Priya Raman", ""
			if a.client == "ALP" {
				reviewer = "Zoë Hartmann"
			}
			if a.owner != nil {
				subject = a.owner.id
			}
			if a.owner != nil && a.owner.name == reviewer {
				reviewer = "Samuel Adeyemi"
				if own = !own; own && review.due > "2026-07" {
					reviewer = a.owner.name
				}
			}
			decision, decided, removed := "Approved", workday(plus(frozen, 3+r.IntN(24))), time.Time{}
			switch n := r.IntN(90); {
			case n < 4:
				decision, removed = "Revoke", workday(plus(decided, r.IntN(5)))
				if n == 0 {
					removed = workday(plus(decided, 7+r.IntN(6)))
				}
			case n == 4 && a.client == "ALP":
				decision, decided = "Pending", time.Time{}
			case n == 5 && a.client == "ALP":
				decided = workday(plus(due, 2+r.IntN(8)))
			}
			who := reviewer
			if decision == "Pending" {
				who = ""
			}
			rows = append(rows, []any{review.name, a.system, a.id, subject, a.client, a.entitlement, yes(a.admin), frozen, due, who, decision, decided, removed})
		}
	}
	writeSheet(book, "Decisions", nil, []any{"Review", "System", "Account", "Employee ID", "Client Account", "Entitlement", "Privileged", "Population Frozen", "Due", "Reviewer",
		"Decision", "Decided", "Removed"}, []float64{26, 20, 26, 12, 12, 30, 11, 16, 13, 20, 12, 13, 13}, rows)
	saveBook(book, "access-reviews.xlsx")
}
