package period

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Holidays are days that are no business days, besides Saturdays and Sundays:
// the public holidays of a country or region, and days of one's own. The zero
// value has none.
type Holidays struct {
	Country string // its ISO 3166 code (DE), or ""
	Region  string // its ISO 3166-2 code (DE-HE), or ""
	Own     []Date

	public map[Date]bool
}

// NewHolidays returns the public holidays of a region or, where it is "", of the
// country; where that is "" too, of neither. Own days come on top. Public
// holidays are known from 2000 to 2100. The error says what can be written.
func NewHolidays(country, region string, own []Date) (Holidays, error) {
	h := Holidays{Country: country, Region: region, Own: own}
	days, known := national[country]
	switch regions := Regions(country); {
	case country == "" && region != "":
		return Holidays{}, fmt.Errorf("region %s is named without its country; write country: %.2s as well", region, region)
	case country == "":
		return h, nil
	case region != "":
		if days, known = regional[region]; !known || !slices.Contains(regions, region) {
			return Holidays{}, fmt.Errorf("there is no region %q of %s with known public holidays; %s", region, country, choice("region", regions))
		}
	case !known && len(regions) > 0:
		return Holidays{}, fmt.Errorf("the public holidays of %s are those of its regions; %s", country, choice("region", regions))
	case !known:
		return Holidays{}, fmt.Errorf("there is no country %q with known public holidays; %s, or list days of your own", country, choice("country", Countries()))
	}
	h.public = observed(days)
	return h, nil
}

func choice(noun string, known []string) string {
	if len(known) == 0 {
		return "remove the " + noun
	}
	return "write as " + noun + " one of " + strings.Join(known, ", ")
}

// Countries returns the codes of the countries whose public holidays are known.
func Countries() []string {
	codes := slices.Collect(maps.Keys(national))
	for region := range regional {
		if country, _, _ := strings.Cut(region, "-"); !slices.Contains(codes, country) {
			codes = append(codes, country)
		}
	}
	slices.Sort(codes)
	return codes
}

// Regions returns the codes of a country's regions whose public holidays are known
// apart from those of the country.
func Regions(country string) []string {
	var codes []string
	for region := range regional {
		if strings.HasPrefix(region, country+"-") {
			codes = append(codes, region)
		}
	}
	slices.Sort(codes)
	return codes
}

// Include reports whether d is one of the holidays.
func (h Holidays) Include(d Date) bool { return h.public[d] || slices.Contains(h.Own, d) }

// IsBusinessDay reports whether d is neither of a weekend nor a holiday.
func (h Holidays) IsBusinessDay(d Date) bool {
	day := d.Weekday()
	return day != time.Saturday && day != time.Sunday && !h.Include(d)
}
