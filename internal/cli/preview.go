package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"compack/internal/pipeline"
	"compack/internal/preview"
	"compack/internal/problem"
)

func newPreview(env Env) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "preview",
		Short: "Make one client's pack to look at, and again while its template changes",
		Long: `Make the pack of one client to look at, never into the folder of packs. Without --out it is put
into a new temporary folder; the paths are printed.

With --watch the pack is shown in a browser, as PDF and as HTML whatever the outputs are, at the address
that is printed. It is made again whenever the configuration, a file under templates/, a logo, a font or an
input changes; sources are read again only when they or what is said of them did. A mistake is shown with
its file and line, over the last good pack. The page can be opened on this machine alone, by anybody who
uses it. Ctrl-C ends it, with exit code 0, and the temporary folder is removed.`,
		Example: "  compack preview --client northwind --out look\n  compack preview --watch --pack executive-brief",
		Args:    cobra.NoArgs,
	}
	flags := cmd.Flags()
	addRunFlags(flags)
	flags.Lookup("client").Usage = "the client whose pack is made; `ID` (default: the configuration's first)"
	flags.String("pack", "", "`name` of the pack template, instead of the configuration's")
	flags.String("out", "", "`folder` that is to be the pack (default: a temporary one)")
	flags.Bool("watch", false, "show the pack in a browser and follow changes")
	flags.Int("port", 0, "`port` of the page, with --watch (default: any that is free)")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		v, err := newPreviewer(env, flags)
		if err != nil {
			return err
		}
		if watch, _ := flags.GetBool("watch"); watch {
			return v.watch(cmd.Context())
		}
		return v.once(cmd.Context())
	}
	return cmd
}

// previewer makes one pack over and over.
type previewer struct {
	env       Env
	flags     *pflag.FlagSet // of the command
	settings  *pflag.FlagSet // those that the configuration looks at
	json      bool
	folder    string // the pack's
	temporary string // the folder to remove; "" for none
	kept      *pipeline.Kept
	options   *pipeline.Options // of the last making that came so far; nil before
	seen      []look            // the files as the last making found them
}

// newPreviewer returns a previewer by the flags.
func newPreviewer(env Env, flags *pflag.FlagSet) (*previewer, error) {
	v := &previewer{env: env, flags: flags, settings: pflag.NewFlagSet("settings", pflag.ContinueOnError)}
	// --out is the folder of this pack, not that of the configuration's packs.
	for _, name := range []string{"config", "period", "as-of", "client", "inputs", "strict"} {
		v.settings.AddFlag(flags.Lookup(name))
	}
	v.json, _ = flags.GetBool("json")
	watch, _ := flags.GetBool("watch")
	if clients, _ := flags.GetStringArray("client"); len(clients) > 1 {
		return nil, exit{Usage, "a preview is of one client's pack: name one with --client"}
	}
	if flags.Changed("port") && !watch {
		return nil, exit{Usage, "--port is that of the page: add --watch"}
	}
	if port, _ := flags.GetInt("port"); port < 0 || port > 65535 {
		return nil, exit{Usage, fmt.Sprintf("--port: %d is no port; write one from 1 to 65535, or leave it out", port)}
	}
	return v, nil
}

// begin settles the pack's folder.
func (v *previewer) begin() error {
	if v.folder, _ = v.flags.GetString("out"); v.folder != "" {
		return nil
	}
	dir, err := os.MkdirTemp("", "compack-preview-")
	if err != nil {
		return exit{Failed, "make a temporary folder: " + err.Error()}
	}
	v.temporary, v.folder = dir, filepath.Join(dir, "pack")
	return nil
}

// end removes what a preview leaves behind.
func (v *previewer) end() error {
	if v.temporary == "" {
		return nil
	}
	return os.RemoveAll(v.temporary)
}

// once makes the pack and says where it is.
func (v *previewer) once(ctx context.Context) error {
	p := printer{env: v.env, json: v.json}
	options, problems, err := p.prepared(v.settings)
	if err != nil {
		return err
	}
	if err := v.choose(options); err != nil {
		return err
	}
	if err := v.begin(); err != nil {
		return err
	}
	options.Into = v.folder
	res, err := pipeline.Run(ctx, *options)
	if err != nil {
		return errors.Join(exit{Failed, err.Error()}, v.end())
	}
	if ctx.Err() != nil {
		return errors.Join(exit{code: Interrupted}, v.end())
	}
	res.Problems = append(problems, res.Problems...)
	code := exitCode(res)
	p.result(res, code)
	if code != Done {
		return errors.Join(exit{code: code}, v.end())
	}
	return nil
}

// choose makes the options those of one client and of the pack that was asked for.
func (v *previewer) choose(o *pipeline.Options) error {
	if clients := o.Config.Selected(); len(clients) > 1 {
		o.Config.Only = []string{clients[0].ID}
	}
	if pack, _ := v.flags.GetString("pack"); pack != "" {
		if !slices.Contains(o.Library.PackNames(), pack) {
			return unknown("pack", pack, o.Library.PackNames())
		}
		o.Issue.Pack = pack
	}
	if out, _ := v.flags.GetString("out"); out != "" && within(o.Config.Out, out) {
		return exit{Usage, fmt.Sprintf("--out: %s lies in %s, the folder of packs; a preview is no pack that was issued: name another folder", out, o.Config.Out)}
	}
	return nil
}

// watch shows the pack and makes it again at each change until ctx ends.
func (v *previewer) watch(ctx context.Context) (err error) {
	port, _ := v.flags.GetInt("port")
	on, err := net.Listen("tcp4", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return exit{Usage, fmt.Sprintf("--port: %v", err)}
	}
	if err := v.begin(); err != nil {
		return errors.Join(err, on.Close())
	}
	defer func() { err = errors.Join(err, v.end()) }()
	v.kept = new(pipeline.Kept)
	v.announce("http://" + on.Addr().String() + "/")
	page := preview.New(v.folder)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	served := make(chan error, 1)
	go func() {
		served <- page.Serve(ctx, on)
		stop() // nobody can look at what would be made
	}()
	for v.show(ctx, page); v.awaitChange(ctx); {
		v.show(ctx, page)
	}
	if err := <-served; err != nil {
		return exit{Failed, "show the preview: " + err.Error()}
	}
	return nil
}

// announce says where the page is.
func (v *previewer) announce(address string) {
	if v.json {
		encode(v.env, map[string]string{"address": address, "folder": v.folder})
		return
	}
	fmt.Fprintf(v.env.Stdout, "Preview: %s\nThe pack is made again when the configuration, a template, a logo, a font or an input changes. Ctrl-C ends it.\n", address)
}

// show makes the pack and lets the page show what came of it.
func (v *previewer) show(ctx context.Context, page *preview.Server) {
	page.Making()
	m := v.make(ctx)
	if ctx.Err() != nil {
		return // what a signal broke off says nothing
	}
	listed, counts := listed(m.problems)
	if m.failure != "" {
		fmt.Fprintf(v.env.Stderr, "compack: %s\n", m.failure)
		page.Failed(m.failure, listed, counts)
		return
	}
	files := []preview.File{}
	for _, f := range m.pack.Files {
		files = append(files, preview.File{Name: f.Path, Bytes: f.Bytes})
	}
	fmt.Fprintf(v.env.Stderr, "compack: made %s; %s\n", m.title, counts)
	page.Made(m.title, files, listed, counts)
}

// making is what came of making the pack once.
type making struct {
	pack     pipeline.Pack
	title    string
	problems problem.List
	failure  string // "" where the pack was made
}

// make makes the pack.
func (v *previewer) make(ctx context.Context) making {
	definitions := v.definitions()
	options, problems, err := prepare(v.env, v.settings)
	if err == nil && problems.Count(problem.Error) == 0 {
		err = v.choose(options)
		v.options = options
	}
	v.seen = append(definitions, v.data()...) // looked at before they are read
	switch {
	case err != nil:
		return making{failure: err.Error(), problems: problems}
	case problems.Count(problem.Error) > 0:
		return making{failure: firstError(problems), problems: problems}
	}
	options.Into, options.Kept = v.folder, v.kept
	for _, form := range []string{"pdf", "html"} { // what a browser shows
		if !slices.Contains(options.Config.Outputs, form) {
			options.Config.Outputs = append(options.Config.Outputs, form)
		}
	}
	res, err := pipeline.Run(ctx, *options)
	if err != nil {
		return making{failure: err.Error(), problems: problems}
	}
	m := making{problems: append(problems, res.Problems...)}
	if res.Stopped != "" {
		m.failure = fmt.Sprintf("%s\n%s", why(res), firstError(m.problems))
		return m
	}
	m.pack = res.Packs[0]
	m.problems = append(m.problems, m.pack.Problems...)
	m.title = fmt.Sprintf("%s, %s (%s)", m.pack.Name, res.Period.Label, cmp.Or(options.Issue.Pack, options.Config.Pack.Template))
	if m.pack.Err != nil {
		m.failure = m.pack.Err.Error()
	}
	return m
}

// firstError says the first error with what to do, and how many more there are.
func firstError(problems problem.List) string {
	n := problems.Count(problem.Error)
	for _, p := range problems {
		if p.Severity != problem.Error || p.Suppressed != nil {
			continue
		}
		text := fmt.Sprintf("%s  %s", p.Code, p)
		if p.Hint != "" {
			text += "\n" + p.Hint
		}
		if n > 1 {
			text += fmt.Sprintf("\nand %s more", counted(n-1, "error"))
		}
		return text
	}
	return ""
}

// listed returns the problems as the page lists them, and how many there are.
func listed(problems problem.List) ([]preview.Problem, string) {
	out := []preview.Problem{}
	shown := map[problem.Code]int{}
	for _, p := range standing(problems) {
		if shown[p.Code]++; shown[p.Code] > perCode {
			continue
		}
		out = append(out, preview.Problem{Severity: p.Severity.String(), Code: string(p.Code), Text: p.String(), Hint: p.Hint})
	}
	counts := countedAll(problems)
	if len(standing(problems)) > len(out) {
		counts += fmt.Sprintf("; the first %d of each code are listed", perCode)
	}
	return out, counts
}
