// Command k8s reads a Kubernetes manifest from standard input as the API's own types
// do, strictly: a key that they don't have, a value of another type and a key twice
// are errors. It is a module of its own, so that compack doesn't depend on the API.
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		err = check(text)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// check reads each document of the manifest, and asks of the job what keeps a pack
// from being made twice or missed.
func check(text []byte) error {
	kinds := map[string]any{"v1 PersistentVolumeClaim": &core.PersistentVolumeClaim{}, "batch/v1 CronJob": &batch.CronJob{}}
	for i, doc := range bytes.Split(text, []byte("\n---\n")) {
		var head meta.TypeMeta
		if err := yaml.Unmarshal(doc, &head); err != nil {
			return fmt.Errorf("document %d: %w", i+1, err)
		}
		kind := head.APIVersion + " " + head.Kind
		into, ok := kinds[kind]
		if !ok {
			return fmt.Errorf("document %d is of the unexpected kind %q", i+1, kind)
		}
		delete(kinds, kind)
		if err := yaml.UnmarshalStrict(doc, into); err != nil {
			return fmt.Errorf("%s: %w", kind, err)
		}
		if job, ok := into.(*batch.CronJob); ok {
			if err := checkJob(job.Spec); err != nil {
				return fmt.Errorf("%s: %w", kind, err)
			}
		}
	}
	if len(kinds) > 0 {
		return fmt.Errorf("missing: %v", kinds)
	}
	return nil
}

func checkJob(s batch.CronJobSpec) error {
	pod := s.JobTemplate.Spec.Template.Spec
	switch {
	case s.ConcurrencyPolicy != batch.ForbidConcurrent:
		return fmt.Errorf("concurrencyPolicy is %q", s.ConcurrencyPolicy)
	case s.StartingDeadlineSeconds == nil || s.TimeZone == nil:
		return fmt.Errorf("startingDeadlineSeconds or timeZone is missing")
	case pod.RestartPolicy != core.RestartPolicyNever:
		return fmt.Errorf("restartPolicy is %q", pod.RestartPolicy)
	case len(pod.Containers) != 1 || len(pod.Containers[0].Resources.Requests) == 0:
		return fmt.Errorf("there is no container with resources")
	}
	for _, mount := range pod.Containers[0].VolumeMounts {
		found := false
		for _, volume := range pod.Volumes {
			found = found || volume.Name == mount.Name
		}
		if !found {
			return fmt.Errorf("volume %q is mounted and not there", mount.Name)
		}
	}
	return nil
}
