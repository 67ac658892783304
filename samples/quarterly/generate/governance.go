package main

import (
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// everyone is what the files call all clients together.
const everyone = "All clients"

// writeGovernance writes the registers: contract clauses, policies, controls and their tests, suppliers, certificates.
func writeGovernance() {
	writeClauses()
	writePolicies()
	writeControls(source(631))
	writeSuppliers()
	writeCertificates()
}

func writeClauses() {
	book := newBook("Security obligations by contract")
	must(book.SetSheetName("Sheet1", "Obligations"))
	var rows [][]any
	number := 1
	for _, line := range lines(clauseWords) {
		p := fields(line, 11)
		for _, c := range clients {
			if p[0] != "*" && p[0] != c.code {
				continue
			}
			contract := map[string]string{"NWB": "MSA-2023-114", "ALP": "MSA-2024-032"}[c.code]
			rows = append(rows, []any{fmt.Sprintf("OBL-%03d", number), c.name, contract, p[1], p[2], p[3], p[4], parsed(p[5]), p[6], p[7], p[8], dated(p[9]), yes(p[10] == ""), p[10]})
			number++
		}
	}
	writeSheet(book, "Obligations", []string{"Security obligations by contract", "Legal and Compliance Office, 5 Oct 2026", ""},
		[]any{"Obligation", "Client", "Contract", "Clause", "Requirement", "Type", "Measured By", "Threshold", "Unit", "Comparison", "Clock Starts", "Effective From", "Applicable", "Remark"},
		[]float64{12, 18, 15, 10, 80, 16, 32, 11, 10, 12, 12, 14, 11, 40}, rows)
	saveBook(book, "contract-obligations.xlsx")
}

// parsed returns a number as one, and nothing as nothing.
func parsed(text string) any {
	if text == "" {
		return ""
	}
	n, err := strconv.ParseFloat(text, 64)
	must(err)
	return n
}

func dated(text string) time.Time {
	if text == "" {
		return time.Time{}
	}
	return day(text)
}

func writePolicies() {
	book := newBook("Policy register")
	must(book.SetSheetName("Sheet1", "Policies"))
	var rows [][]any
	for i, line := range lines(policyWords) {
		p := fields(line, 6)
		rows = append(rows, []any{fmt.Sprintf("POL-%02d", i+1), p[0], everyone, p[1], p[2], p[3], "Margaret Sutherland", dated(p[4]), dated(p[4]), dated(p[5])})
	}
	writeSheet(book, "Policies", nil, []any{"Policy ID", "Policy", "Client", "Version", "Owner", "Status", "Approved By", "Approved On", "Last Reviewed", "Next Review"},
		[]float64{11, 50, 14, 10, 22, 12, 22, 14, 14, 14}, rows)
	saveBook(book, "policy-register.xlsx")
}

// writeControls writes the statement of applicability over the framework's own list, and the tests of five quarters:
// every applicable control once in four quarters, the weightier ones more often.
func writeControls(r *rand.Rand) {
	var framework struct {
		Controls []struct{ ID, Title string }
	}
	text, err := os.ReadFile("templates/frameworks/iso-27001-2022.yaml")
	must(err)
	must(yaml.Unmarshal(text, &framework))
	excluded := map[string]string{"A.7.6": "No secure areas are operated; data centres are the supplier's", "A.8.30": "Development is not outsourced"}
	book := newBook("Statement of applicability")
	must(book.SetSheetName("Sheet1", "SoA"))
	var controls, tests [][]any
	number := 501
	for i, k := range framework.Controls {
		why, out := excluded[k.ID]
		state := "Implemented"
		if i%31 == 17 {
			state = "Partially implemented"
		}
		if out {
			state = ""
		} else if why == "" {
			why = "Risk treatment and client contracts"
		}
		controls = append(controls, []any{k.ID, k.Title, everyone, yes(!out), why, state, clients[i%2].owners[i%8], fmt.Sprintf("EV-%03d", i+1), day("2026-02-16")})
		if out || i%19 == 11 {
			continue
		}
		for q := i % 4; q < 5; q += 4 {
			on := workday(plus(day("2025-07-21"), 92*q+r.IntN(40)))
			population := 20 + r.IntN(400)
			sample := min(population, 10+5*r.IntN(4))
			result, exceptions, message := "Pass", 0, ""
			switch n := r.IntN(30); {
			case n == 0:
				result, exceptions, message = "Fail", 2+r.IntN(3), "Evidence was missing for a part of the sample"
			case n == 1:
				result, exceptions, message = "Partial", 1, "One exception, put right during the test"
			case n == 2 && q == 4:
				result, population, sample, message = "Not checked", 0, 0, "Owner was not available in the period"
			}
			tests = append(tests, []any{"CT-" + strconv.Itoa(number), k.ID, everyone, on, pick(r, "Inspection", "Inspection", "Reperformance", "Observation", "Automated"), result,
				population, sample, exceptions, pick(r, "Owen Hartley", "Marta Pires"), "Margaret Sutherland", fmt.Sprintf("WP-%d", number), message})
			number++
		}
	}
	slices.SortStableFunc(tests, func(a, b []any) int { return a[3].(time.Time).Compare(b[3].(time.Time)) })
	writeSheet(book, "SoA", []string{"Statement of applicability, ISO/IEC 27001:2022", "Approved by the Chief Information Security Officer on 16 February 2026", ""},
		[]any{"Control", "Title", "Client", "Applicable", "Justification", "Implementation", "Owner", "Evidence", "Last Reviewed"}, []float64{10, 50, 14, 11, 50, 20, 22, 11, 14}, controls)
	writeSheet(book, "Tests", nil, []any{"Test ID", "Control", "Client", "Performed On", "Method", "Result", "Population", "Sample", "Exceptions", "Tester", "Reviewer", "Evidence", "Remarks"},
		[]float64{10, 10, 14, 14, 16, 13, 11, 9, 11, 18, 22, 11, 50}, tests)
	saveBook(book, "statement-of-applicability.xlsx")
}

func writeSuppliers() {
	rows := [][]string{{"Supplier ID", "Supplier", "Client", "Service", "Criticality", "Processes Client Data", "Country", "Status", "Approved On", "Onboarded On", "Client Notified On",
		"Last Assessed", "Next Assessment", "DPA Signed", "Contract End", "Certification"}}
	for i, line := range lines(supplierWords) {
		rows = append(rows, append([]string{fmt.Sprintf("SUP-%02d", i+1)}, strings.Split(line, ";")...))
	}
	writeCSV("supplier-register.csv", rows, func(w *csv.Writer) { w.Comma = ';' }, "")
}

func writeCertificates() {
	rows := [][]string{{"Certificate", "Standard", "Client", "Scope", "Issued By", "Status", "Issued On", "Valid Until", "Last Audit", "Next Audit", "Period From", "Period To"}}
	for _, line := range lines(certificateWords) {
		rows = append(rows, fields(strings.ReplaceAll(line, "{}", everyone), 12))
	}
	writeCSV("certificates.csv", rows, func(*csv.Writer) {}, "")
}
