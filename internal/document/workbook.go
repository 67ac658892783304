package document

import (
	"compack/internal/dataset"
	"compack/internal/locale"
	"compack/internal/metric"
)

// Workbook is what the Excel workbook shows besides: the figures with formulas
// over the populations, the populations, and the evidence tables. Sheets come in
// this order: Summary, the populations, the evidence.
type Workbook struct {
	Figures     []Figure
	Populations []Population
	Evidence    []Evidence
	// WithoutRecords says that the pack wants nothing in it that speaks of a single
	// record: figures are values alone.
	WithoutRecords bool
}

// Figure is one metric on the Summary sheet.
type Figure struct {
	Address            string // F-004
	Metric             string // training.completion; its defined name is kpi_training_completion
	Dataset            string // title of the dataset, by which figures are grouped
	Title              string
	Value              Cell
	Formula            string // Excel formula without "=", over defined names; its cached value is Value
	Numerator          Cell   // Empty when the metric has none
	Denominator        Cell
	NumeratorFormula   string
	DenominatorFormula string
	Target             Cell
	TargetText         string
	Limits             *Limits // nil without a target
	Status             metric.Status
	Previous           Cell // the previous period's value
	Definition         string
	Basis              string
	Trend              []TrendPoint
	Parts              []Part     // of a balance, without its closing
	Life               *LifeTable // of a share closed within some days
	Groupings          []FigureGrouping
}

// Limits are what decides a figure's status, exactly as they were written.
type Limits struct {
	Target metric.Fraction
	Warn   metric.Fraction // undefined where nothing lies between met and not met
	Better metric.Better
}

// LifeTable is the table that a figure is read from: a row for each day after the
// opening of records, from 0 on, whose formulas the metric writes.
type LifeTable struct {
	Formulas *metric.LifeTable
	Days     []LifeDay
}

// LifeDay is one row of it.
type LifeDay struct {
	AtRisk, Closed Cell
	Open           Cell // the share that is open after the day
}

// Part is one amount of a balance, with its own formula.
type Part struct {
	Title   string
	Value   Cell
	Formula string
	Off     bool // taken off; other parts are added
	Detail  bool // a share of the last part that is none, not counted again
}

// FigureGrouping is a figure by group; each group has its own formula.
type FigureGrouping struct {
	By    string
	Title string
	Rows  []FigureGroup
	// Withheld says why there are no rows, "" where there are.
	Withheld string
	Chart    bool // draw a native chart of it
}

// FigureGroup is one row of it.
type FigureGroup struct {
	Label   string
	Key     Cell // what the formula compares with, written in the cell before it
	Value   Cell
	Formula string
}

// Population is a dataset's sheet: all records in the client's scope.
type Population struct {
	Name    string // the sheet's name
	Title   string
	Table   *dataset.Table
	Origins []Origin // by [dataset.Origin].Source
	Needed  []string // fields that formulas use; others are left out where no record has a value
	Helpers []metric.Helper
	Dates   metric.Dates
}

// Origin is a source as the origin columns name it.
type Origin struct{ File, Sheet string }

// OriginTitles returns the titles of the columns that say where a record came from:
// its file, sheet and row.
func OriginTitles(l *locale.Locale) [3]string {
	return [3]string{l.Say("Source file"), l.Say("Source sheet"), l.Say("Source row")}
}

// Evidence is a sheet with one table: ledger, problems, definitions.
type Evidence struct {
	Key   string // what it is, whatever the language: ledger, sources, problems
	Name  string
	Intro string
	Table Table
}
