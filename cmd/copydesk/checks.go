package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"copydesk.dev/audit/check"
)

func newChecks() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "checks",
		Short: "List the checks",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			out := cmd.OutOrStdout()
			if asJSON {
				return printJSON(out, check.All())
			}
			table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
			for _, c := range check.All() {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", c.ID, c.Name, c.Severity, c.Title)
			}
			return table.Flush()
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func newExplain() *cobra.Command {
	return &cobra.Command{
		Use:     "explain CHECK",
		Short:   "Say what a check looks for, why, and how to mend what it finds",
		Example: "  copydesk explain SRC002\n  copydesk explain vague-attribution",
		Args:    usageArgs(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := check.Find(args[0])
			if err != nil {
				return &usageError{err}
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s %s\n%s, usually %s\n\n%s\n\nFix:    %s\nBefore: %s\nAfter:  %s\n",
				c.ID, c.Title, c.Name, c.Severity, c.Rationale, c.Fix, c.Before, c.After)
			return err
		},
	}
}

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  usageArgs(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprintln(cmd.OutOrStdout(), "copydesk", version())
			return err
		},
	}
}
