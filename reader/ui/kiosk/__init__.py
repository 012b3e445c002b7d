"""The program in a public room, shown: start page, idle warning, the door for staff."""
