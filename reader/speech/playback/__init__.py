"""What stands between the voice and the ear: clips, the device, what is heard, and what happens when it is lost."""
