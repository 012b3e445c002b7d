"""What a resident leaves in a report: bookmarks, highlights and short notes. No Qt."""
