package schedule

import (
	"fmt"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

// Calendar returns the items as a calendar of RFC 5545 that other programs import or
// subscribe to: an entry of a whole day for each, on the day on which its pack is
// owed. An item's entry has the same identifier each time, so that importing again
// moves it, and the same items give the same bytes. name gives a client's name.
func Calendar(vendor string, items []Item, name func(client string) string) []byte {
	cal := ics.NewCalendarFor("compack")
	cal.SetProductId("-//compack//schedule//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName("Packs owed by " + vendor)
	for _, i := range items {
		e := cal.AddEvent(fmt.Sprintf("%s.%s.%s@compack", i.Key.Client, i.Key.Pack, i.Key.Period))
		// The present is no part of the schedule, so that the entry is as old as
		// its period.
		e.SetDtStampTime(i.Period.Start.Time())
		e.SetAllDayStartAt(i.DueOn.Time())
		e.SetAllDayEndAt(i.DueOn.AddDays(1).Time())
		e.SetSummary(fmt.Sprintf("%s: %s for %s is due", name(i.Key.Client), i.Key.Pack, i.Period.Label))
		e.SetDescription(fmt.Sprintf("Period %s. May be made from %s.", i.Period.Span(), i.Ready.Format("2 January 2006, 15:04 MST")))
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows))
}

// zoneName returns the name of a zone as other programs know it; UTC where the zone
// is that of a machine.
func zoneName(z *time.Location) string {
	if z == nil || z == time.Local || strings.TrimSpace(z.String()) == "" {
		return "Etc/UTC"
	}
	return z.String()
}
