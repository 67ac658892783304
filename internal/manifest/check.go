package manifest

// Check is one check of the inputs that was made for a pack, whether it found
// something or not.
type Check struct {
	Dataset string `json:"dataset"`
	ID      string `json:"id"` // of the rule, or the code
	Title   string `json:"title"`
	Records int    `json:"records"` // this client's records that it looked at
	Failed  int    `json:"failed"`  // those of them with a problem
	// Skipped is how many more it could not look at, since their file has no such column
	// or the dataset is absent that would have to say something of them.
	Skipped int `json:"skipped,omitempty"`
}
