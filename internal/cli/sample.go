package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/history"
	"compack/internal/pipeline"
)

func newSample(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sample",
		Short: "Draw an audit sample from a finished pack",
		Long: `Draw an audit sample from the population that a finished pack holds, and write it as sample.csv and
as sample.xlsx, a work paper with columns for the tester.

The seed is the auditor's to say after the pack was received: the sample depends on it and on the
digest of the pack's manifest, and on nothing else, so that everybody can draw it again.

The pack is the one in OUT/PERIOD/CLIENT of the configuration, or the folder --pack. Its workbook is
compared with the manifest first.`,
		Example: "  compack sample --config samples/quarterly/compack.yaml --client northwind --dataset training --size 25 --seed 4711",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	flags.String("config", configName, "configuration `file`")
	flags.String("period", "", "`label` of the period, e.g. 2026-Q3 (default: the last completed one)")
	flags.StringArray("client", nil, "whose pack; `ID`")
	flags.String("pack", "", "`folder` of the pack, instead of the configuration's")
	flags.String("dataset", "", "`ID` of the dataset to draw from")
	flags.Int("size", 0, "how many records to draw")
	flags.String("seed", "", "`text` that steers the sample: a number from the auditor")
	flags.String("out", ".", "`folder` that the sample is written into")
	flags.Bool("json", false, "print the result as JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return drawSample(env, flags) }
	return cmd
}

func drawSample(env Env, flags *pflag.FlagSet) error {
	d, err := wanted(env, flags)
	if err != nil {
		return err
	}
	folder, _ := flags.GetString("out")
	if within(d.Pack, folder) {
		return exit{Usage, fmt.Sprintf("--out %q is the pack's own folder, which holds nothing but the pack; name another folder", folder)}
	}
	s, err := pipeline.DrawSample(d)
	var notThere *pipeline.Unknown
	var tampered *pipeline.Tampered
	switch {
	case errors.As(err, &notThere) && notThere.Noun == "language":
		return exit{Usage, fmt.Sprintf("the pack was made in the language %q, which the library does not know; name the workspace that it was made in with --config", notThere.Name)}
	case errors.As(err, &notThere) && len(notThere.Known) > 0:
		return unknown(notThere.Noun, notThere.Name, notThere.Known)
	case errors.As(err, &notThere):
		return exit{Usage, fmt.Sprintf("there is no pack in %q; make it with 'compack run', or name its folder with --pack", notThere.Name)}
	case errors.As(err, &tampered):
		return exit{BadPack, tampered.Reason}
	case err != nil:
		return exit{Failed, err.Error()}
	}
	if err := pipeline.WriteSample(s, folder); err != nil {
		return exit{Failed, "write the sample: " + err.Error()}
	}
	printSample(env, flags, d, s, folder)
	return nil
}

// wanted reads what to draw from the flags and, without --pack, the configuration.
func wanted(env Env, flags *pflag.FlagSet) (pipeline.Draw, error) {
	var d pipeline.Draw
	d.Pack, _ = flags.GetString("pack")
	d.Dataset, _ = flags.GetString("dataset")
	d.Size, _ = flags.GetInt("size")
	d.Seed, _ = flags.GetString("seed")
	clients, _ := flags.GetStringArray("client")
	switch {
	case d.Dataset == "":
		return d, exit{Usage, "--dataset is missing: name the dataset to draw from"}
	case d.Size < 1:
		return d, exit{Usage, "--size is missing: say how many records to draw, 1 or more"}
	case d.Seed == "" || strings.ContainsAny(d.Seed, "\r\n"):
		return d, exit{Usage, "--seed is missing: give one line of text, such as the number that the auditor named"}
	case len(clients) > 1 || len(clients) == 0 && d.Pack == "":
		return d, exit{Usage, "a sample is drawn from one client's pack: name it with --client"}
	}
	if d.Pack != "" {
		return fromFolder(env, flags, d, clients)
	}
	return fromConfiguration(env, flags, d, clients[0])
}

// fromFolder says what to draw from the folder --pack, without a configuration.
func fromFolder(env Env, flags *pflag.FlagSet, d pipeline.Draw, clients []string) (pipeline.Draw, error) {
	lib, err := definitions(env, flags)
	if err != nil {
		return d, err
	}
	d.Datasets, d.Locale = lib.Datasets(), lib.Locale
	d.Period, _ = flags.GetString("period")
	if len(clients) == 1 {
		d.Client = clients[0]
	}
	return d, nil
}

// fromConfiguration says what to draw from the client's pack of the period.
func fromConfiguration(env Env, flags *pflag.FlagSet, d pipeline.Draw, client string) (pipeline.Draw, error) {
	// --out is the sample's folder, not that of the configuration's packs.
	settings := pflag.NewFlagSet("settings", pflag.ContinueOnError)
	for _, name := range []string{"config", "period", "client"} {
		settings.AddFlag(flags.Lookup(name))
	}
	options, _, err := printer{env: env}.prepared(settings)
	if err != nil {
		return d, err
	}
	d.Client, d.Period, d.Datasets, d.Locale = client, options.Period.Label, options.Library.Datasets(), options.Library.Locale
	d.Classification = options.Config.Pack.Classification
	var revision int
	if d.Pack, revision, err = history.NewestFolder(options.Config.Out, d.Period, d.Client, ""); err != nil {
		return d, exit{Failed, err.Error()}
	}
	if revision == 0 {
		d.Pack = filepath.Join(options.Config.Out, d.Period, d.Client) // whose absence is reported
	}
	return d, nil
}

// within reports whether folder is the pack's folder or lies in it.
func within(pack, folder string) bool {
	a, err := filepath.Abs(pack)
	if err != nil {
		return false
	}
	b, err := filepath.Abs(folder)
	if err != nil {
		return false
	}
	if info, err := os.Stat(a); err == nil {
		if other, err := os.Stat(b); err == nil && os.SameFile(info, other) {
			return true
		}
	}
	rel, err := filepath.Rel(a, b)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

func printSample(env Env, flags *pflag.FlagSet, d pipeline.Draw, s *pipeline.Sample, folder string) {
	files := []string{filepath.Join(folder, pipeline.SampleCSV), filepath.Join(folder, pipeline.SamplePaper)}
	if asJSON, _ := flags.GetBool("json"); asJSON {
		encode(env, map[string]any{
			"client": s.Client, "period": s.Period, "dataset": d.Dataset, "population": s.Population, "size": s.Drawn, "asked": d.Size,
			"seed": d.Seed, "manifest_sha256": s.Digest, "files": files,
		})
		return
	}
	fmt.Fprintf(env.Stdout, "%s of %s, dataset %s, client %s, period %s\n", counted(s.Drawn, "record"), fmt.Sprint(s.Population), d.Dataset, s.Client, s.Period)
	if d.Size > s.Drawn {
		fmt.Fprintf(env.Stdout, "%d were asked for: the population has no more, and the sample is all of it\n", d.Size)
	}
	fmt.Fprintf(env.Stdout, "seed %s, manifest sha256 %s\n", d.Seed, s.Digest)
	for _, f := range files {
		fmt.Fprintf(env.Stdout, "  %s\n", f)
	}
}
