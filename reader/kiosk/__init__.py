"""The program in a public room: what staff allow, when it starts afresh, and how staff get in. No Qt."""
