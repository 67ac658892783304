package metric_test

import (
	"testing"

	"compack/internal/metric"
)

func TestPredicatesInEnglish(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{``, ""},
		{`urgent and due_on <= as_of`, "Urgent is yes and Due on is on or before the as-of date"},
		{`not urgent`, "Urgent is empty or no"},
		{`urgent != true`, "Urgent is no"},
		{`opened_on <= as_of and not (closed_on <= as_of)`, "Opened on is on or before the as-of date and Closed on is empty or after the as-of date"},
		{`not (opened_on < start)`, "Opened on is on or after the period's first day"},
		{`closed_on >= start and closed_on <= end`, "Closed on lies in the period"},
		{`start <= closed_on <= end and urgent`, "Closed on lies in the period and Urgent is yes"},
		{`closed_on > as_of - 90`, "Closed on is after the day 90 days before the as-of date"},
		{`closed_on == end + 1`, "Closed on is the day after the period's last day"},
		{`closed_on != end`, "Closed on is stated and not the period's last day"},
		{`closed_on <= due_on`, "Closed on is on or before Due on"},
		{`closed_on - opened_on > 30`, "Closed on is after the day 30 days after Opened on"},
		{`not (closed_on <= due_on)`, "Closed on or Due on is empty or Closed on is after Due on"},
		{`urgent and not (closed_on <= due_on)`, "Urgent is yes and (Closed on or Due on is empty or Closed on is after Due on)"},
		{`points >= 12`, "Points is at least 12"},
		{`points < 12`, "Points is less than 12"},
		{`not (points < 12)`, "Points is empty or at least 12"},
		{`points == 3 or points > spent`, "Points is 3 or Points is more than Spent"},
		{`points != 3`, "Points is stated and not 3"},
		{`state != "closed"`, "State is not Closed"},
		{`level != "high"`, "Level is stated and not High"},
		{`not (level == "high")`, "Level is empty or not High"},
		{`level in ["high", "medium", "low"]`, "Level is High, Medium or Low"},
		{`level not in ["high", "low"]`, "Level is stated and none of High and Low"},
		{`not (level not in ["high", "low"])`, "Level is empty, High or Low"},
		{`team == "IT"`, `Team is "IT"`},
		{`id == team`, "Case is the same as Team"},
		{`team != part`, "Team differs from Part"},
		{`not (id == team)`, "Team is empty or Case differs from Team"},
		{`not (team != part)`, "Team or Part is empty or Team is the same as Part"},
		{`team == nil`, "Team is empty"},
		{`team != nil`, "Team is stated"},
		{`urgent and (team == nil or points > 3)`, "Urgent is yes and (Team is empty or Points is more than 3)"},
		{`urgent and state == "open" or points > 3`, "(Urgent is yes and State is Open) or Points is more than 3"},
		{`not (urgent and state == "open")`, "Urgent is empty or no or State is not Open"},
		{`not (state == "open" or points > 3)`, "State is not Open and Points is empty or at most 3"},
	} {
		p, err := metric.ParsePredicate(c.src, cases())
		if err != nil {
			t.Errorf("%s: %v", c.src, err)
		} else if got := p.English(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.src, got, c.want)
		}
	}
}

func TestMetricsInEnglish(t *testing.T) {
	for _, c := range []struct {
		def  metric.Definition
		want string
	}{
		{metric.Definition{Kind: metric.Count}, "The number of all cases."},
		{metric.Definition{Kind: metric.Count, Population: "urgent", By: []string{"level", "age"}},
			"The number of cases where Urgent is yes. Broken down by Level and Days since opening."},
		{metric.Definition{Kind: metric.Ratio, Population: "due_on <= as_of", Satisfied: "closed_on <= due_on"},
			"Of cases where Due on is on or before the as-of date, the share where Closed on is on or before Due on."},
		{metric.Definition{Kind: metric.Distinct, Of: "id"}, "The number of different values of Case among all cases."},
		{metric.Definition{Kind: metric.Sum, Of: "points"}, "The sum of Points over all cases."},
		{metric.Definition{Kind: metric.Mean, Of: "as_of - opened_on", Population: "urgent"},
			"The mean of the days from Opened on to the as-of date over cases where Urgent is yes; records without it are left out."},
		{metric.Definition{Kind: metric.Median, Of: "closed_on - opened_on"},
			"The median of the days from Opened on to Closed on over all cases; records without it are left out."},
		{metric.Definition{Kind: metric.Max, Of: "points"}, "The greatest of Points over all cases; records without it are left out."},
		{metric.Definition{Kind: metric.Within, Population: "urgent", Opened: "opened_on", Closed: "closed_on", Days: 30, Least: 5},
			"Of cases where Urgent is yes with Opened on on or before the as-of date, the share with Closed on at most 30 days after it, estimated by the product-limit method " +
				"(Kaplan and Meier, 1958): a record that is still open counts for as long as it has been followed, up to the as-of date. " +
				"Records with Closed on before Opened on are left out. No figure is given for fewer than 5 records."},
		{metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on"},
			"The roll-forward of all cases. Opening: Opened on is before the period's first day and Closed on is empty or on or after the period's first day." +
				" Opened: Opened on is on or after the period's first day and Opened on is on or before the as-of date." +
				" Closed: Closed on is on or after the period's first day and Closed on is on or before the as-of date and Opened on is on or before the as-of date." +
				" Closing: Opened on is on or before the as-of date and Closed on is empty or after the as-of date. Opening plus opened minus closed is closing."},
		{metric.Definition{Kind: metric.Balance, Opened: "opened_on", Closed: "closed_on", Reopened: "due_on", Split: "level"},
			"The roll-forward of all cases. Opening: Opened on is before the period's first day and Closed on is empty or on or after the period's first day" +
				" and (Due on is empty or before the period's first day or Due on is empty or after the as-of date)." +
				" Opened: Opened on is on or after the period's first day and Opened on is on or before the as-of date." +
				" Reopened: Opened on is before the period's first day and Due on is on or after the period's first day and Due on is on or before the as-of date." +
				" Closed: Closed on is on or after the period's first day and Closed on is on or before the as-of date and Opened on is on or before the as-of date, split by Level." +
				" Closing: Opened on is on or before the as-of date and Closed on is empty or after the as-of date. Opening plus opened plus reopened minus closed is closing."},
	} {
		c.def.ID, c.def.Title, c.def.Dataset = "cases.x", "X", "cases"
		m, err := metric.Compile(c.def, cases())
		if err != nil {
			t.Error(err)
		} else if got := m.English(); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.def.Kind, got, c.want)
		}
	}
}
