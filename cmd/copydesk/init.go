package main

import (
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// template is a configuration with every setting, most of them commented out.
//
//go:embed copydesk.yaml
var template []byte

func newInit() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a configuration with every setting explained",
		Long: `Write a configuration file with every setting explained, copydesk.yaml if no
other name is given. A file that is there is left alone.`,
		Example: "  copydesk init\n  copydesk init /etc/copydesk/copydesk.yaml",
		Args:    usageArgs(cobra.MaximumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "copydesk.yaml"
			if len(args) > 0 {
				path = args[0]
			}
			if err := writeNew(path, template); err != nil {
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "wrote %s; edit it, then try it out: copydesk audit --config %s --dry-run\n", path, path)
			return err
		},
	}
}

// writeNew writes a file that must not be there yet.
func writeNew(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &usageError{fmt.Errorf("%s is there already, and is left alone; name another file", path)}
	}
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	_, err = file.Write(text)
	if err = errors.Join(err, file.Close()); err != nil {
		_ = os.Remove(path) // half a configuration is worse than none
		return fmt.Errorf("configuration: %w", err)
	}
	return nil
}
