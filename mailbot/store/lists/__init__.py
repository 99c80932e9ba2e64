"""Reading for pages, reports and exports: lists, figures, files."""
