package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"compack/internal/period"
)

// between stands between the two labels of a range of periods.
const between = ".."

// eachPeriod carries a run or a check out for the period that --period names, or
// for each of a range, the oldest first, so that each finds the pack of the one
// before. Every period is tried; the worst of their exit codes is that of all.
func eachPeriod(ctx context.Context, env Env, flags *pflag.FlagSet, check bool) error {
	label, _ := flags.GetString("period")
	from, to, isRange := strings.Cut(label, between)
	if !isRange {
		return carryOut(ctx, env, flags, check)
	}
	periods, err := periodsOf(env, flags, from, to)
	if err != nil {
		return err
	}
	var worst error
	for i, p := range periods {
		if i > 0 {
			if asJSON, _ := flags.GetBool("json"); !asJSON {
				fmt.Fprintln(env.Stdout)
			}
		}
		err := carryOutOne(ctx, env, flags, p.Label, check)
		if ctx.Err() != nil {
			return err
		}
		worst = worse(worst, err)
	}
	return worst
}

// periodsOf returns the periods of a range, or an error that was not printed yet.
func periodsOf(env Env, flags *pflag.FlagSet, from, to string) ([]period.Period, error) {
	if err := flags.Set("period", from); err != nil {
		return nil, err
	}
	asJSON, _ := flags.GetBool("json")
	options, _, err := printer{env: env, json: asJSON}.prepared(flags)
	if err != nil {
		return nil, err
	}
	if options.Config.AsOf != "" {
		return nil, exit{Usage, "one as-of date can't speak for several periods; leave it out, or name one period"}
	}
	periods, err := options.Config.Calendar.Range(from, to)
	if err != nil {
		return nil, exit{Usage, "--period: " + err.Error()}
	}
	return periods, nil
}

// carryOutOne carries one period of a range out. What went wrong is printed, since
// the periods after it go on.
func carryOutOne(ctx context.Context, env Env, flags *pflag.FlagSet, label string, check bool) error {
	if err := flags.Set("period", label); err != nil {
		return err
	}
	err := carryOut(ctx, env, flags, check)
	if e := (exit{}); errors.As(err, &e) && e.text != "" {
		fmt.Fprintf(env.Stderr, "compack: period %s: %s\n", label, e.text)
		return exit{code: e.code}
	}
	return err
}

// worse returns the error with the worse exit code: from a failure that nobody
// expected to a run that made some packs. They are numbered in this order.
func worse(a, b error) error {
	var x, y exit
	switch {
	case !errors.As(a, &x):
		return b
	case !errors.As(b, &y) || x.code <= y.code:
		return a
	}
	return b
}
