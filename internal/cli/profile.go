package cli

import (
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"

	"github.com/spf13/pflag"
)

// addProfileFlags adds the flags, not shown in the help, that write profiles for
// go tool pprof.
func addProfileFlags(flags *pflag.FlagSet) {
	for name, usage := range map[string]string{
		"cpu-profile":    "write a profile of processor time into this `file`",
		"memory-profile": "write a profile of all allocations into this `file`",
	} {
		flags.String(name, "", usage)
		flags.Lookup(name).Hidden = true
	}
}

// profiled runs do and writes the profiles that the flags ask for.
func profiled(flags *pflag.FlagSet, do func() error) error {
	if name, _ := flags.GetString("cpu-profile"); name != "" {
		to, err := os.Create(name)
		if err != nil {
			return exit{Usage, fmt.Sprintf("write the profile: %v", err)}
		}
		defer to.Close()
		if err := pprof.StartCPUProfile(to); err != nil {
			return exit{Failed, fmt.Sprintf("write the profile: %v", err)}
		}
		defer pprof.StopCPUProfile()
	}
	err := do()
	if name, _ := flags.GetString("memory-profile"); name != "" {
		if unwritten := writeAllocations(name); unwritten != nil && err == nil {
			err = exit{Usage, fmt.Sprintf("write the profile: %v", unwritten)}
		}
	}
	return err
}

// writeAllocations writes what was allocated so far, and what of it is in use.
func writeAllocations(name string) error {
	to, err := os.Create(name)
	if err != nil {
		return err
	}
	runtime.GC()
	err = pprof.Lookup("allocs").WriteTo(to, 0)
	if closed := to.Close(); err == nil {
		err = closed
	}
	return err
}
