"""The report as files to take home: plain text and EPUB, with sound by choice. No Qt."""
