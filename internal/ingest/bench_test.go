package ingest

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// benchRow is a row of ten cells; one in ten texts repeats.
func benchRow(i int) []string {
	return []string{fmt.Sprintf("A%07d", i), "Acme", fmt.Sprint("Fix the thing number ", i%1000), fmt.Sprint("Person ", i%200),
		"1980-05-17", fmt.Sprintf("2026-%02d-%02d", 1+i%12, 1+i%28), fmt.Sprint(1 + i%5), fmt.Sprint(1 + i%4), "12.5", "Done"}
}

var benchHeader = []string{"Ref", "Customer", "Summary", "Owner", "Born on", "Due", "Likelihood", "Impact", "Cost", "Status"}

func benchRead(b *testing.B, root, file string, rows int) {
	def := definition(b, actions)
	runtime.GC()
	before, peak := heap(), uint64(0)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				peak = max(peak, heap())
			}
		}
	}()
	b.ReportAllocs()
	for b.Loop() {
		tables, ledger, problems, err := Read([]Source{{Dataset: def, Root: root, File: file}}, Options{Client: known})
		if err != nil || ledger[0].Accepted != rows || tables["actions"].Len() != rows {
			b.Fatal(ledger, problems, err)
		}
	}
	close(stop)
	<-stopped
	b.ReportMetric(float64(rows)*float64(b.N)*float64(len(benchHeader))/b.Elapsed().Seconds(), "cells/s")
	b.ReportMetric(float64(peak-min(peak, before))/float64(rows), "peak-bytes/row")
}

// heap returns the bytes of all objects, those that are garbage already included.
func heap() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func BenchmarkText1M(b *testing.B) {
	const rows = 1_000_000
	root := b.TempDir()
	f, err := os.Create(filepath.Join(root, "in.csv"))
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	for i := -1; i < rows; i++ {
		cells := benchHeader
		if i >= 0 {
			cells = benchRow(i)
		}
		for j, c := range cells {
			if j > 0 {
				w.WriteByte(',')
			}
			w.WriteString(c)
		}
		w.WriteByte('\n')
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	f.Close()
	benchRead(b, root, "in.csv", rows)
}

func BenchmarkWorkbook1M(b *testing.B) {
	const rows = 1_000_000
	root := b.TempDir()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for i := -1; i < rows; i++ {
		cells := benchHeader
		if i >= 0 {
			cells = benchRow(i)
		}
		row := make([]any, len(cells))
		for j, c := range cells {
			row[j] = c
			if i >= 0 && j >= 6 && j <= 7 {
				row[j] = int(c[0] - '0')
			}
		}
		if err := w.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(filepath.Join(root, "in.xlsx")); err != nil {
		b.Fatal(err)
	}
	benchRead(b, root, "in.xlsx", rows)
}
